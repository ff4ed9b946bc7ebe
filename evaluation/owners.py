"""Owners kept: how many claim sentences of our summaries name their owner: ``scripts/evaluate owners``.

PolNeAR's articles are summarised, and the scorer of the shared folder, which knows nothing of the system,
judges each sentence on what people annotated: a claim sentence is kept, lost or given to somebody else.
The first five sentences of each article, as they stand there, are the comparison. A guard that dropped
everything would keep everything, so sentences an article and the draft's claim sentences that survive are
counted, too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from tqdm import tqdm

from evaluation.loading import load_file
from evaluation.polnear import Annotated, load_articles
from evaluation.reading import SHARED
from summarizer.errors import NothingToSummarize
from summarizer.pipeline import Summarizer, make_summarizer
from summarizer.reading.segment import segment
from summarizer.records import ArticleInput, Mode, SummarizeOptions, SummarizeResult
from summarizer.settings import load_settings

MODES: tuple[Mode, ...] = ("extractive", "abstractive")
SENTENCES = 5
# A sentence that was left out for these reasons is told by another one, or was one too many.
TOLD_ELSEWHERE = frozenset({"DUPLICATE", "OVER_LENGTH"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what the scorer says of it: "kept", "lost", "wrong", or None for no claim."""

    article: str
    text: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """What a system's sentences come to; ``drafted`` and ``survived`` count the draft's claim sentences."""

    articles: int
    sentences: tuple[Judged, ...]
    drafted: int = 0
    survived: int = 0

    def count(self, verdict: str) -> int:
        """Return how many claim sentences have the verdict."""
        return Counter(item.verdict for item in self.sentences)[verdict]

    @property
    def claims(self) -> int:
        """How many sentences report a claim."""
        return sum(item.verdict is not None for item in self.sentences)


def judge(scorer: ModuleType, article: Annotated, sentences: Iterable[str]) -> Iterator[Judged]:
    """Yield the sentences of one article with their verdicts."""
    for text in sentences:
        yield Judged(article.id, text, scorer.judge(article.row, text))


def score_lead(scorer: ModuleType, articles: Sequence[Annotated]) -> Score:
    """Score the first sentences of the articles as they stand there."""
    judged: list[Judged] = []
    for article in articles:
        lead = islice(segment(article.text).sentences, SENTENCES)
        judged += judge(scorer, article, (sentence.span.of(article.text) for sentence in lead))
    return Score(len(articles), tuple(judged))


def score_mode(
    summarizer: Summarizer, scorer: ModuleType, articles: Sequence[Annotated], mode: Mode
) -> Score:
    """Summarise the articles in ``mode`` and score what comes out; a refused article has no sentences."""
    judged: list[Judged] = []
    drafted, survived = 0, 0
    options = SummarizeOptions(mode=mode, max_sentences=SENTENCES)
    for article in tqdm(articles, unit="article", desc=mode, file=sys.stderr):
        try:
            result = summarizer.summarize(ArticleInput(text=article.text), options)
        except NothingToSummarize:
            continue
        judged += judge(scorer, article, (sentence.text for sentence in result.summary.sentences))
        claims = claims_of_draft(scorer, article, result)
        drafted += len(claims)
        survived += sum(claims)
    return Score(len(articles), tuple(judged), drafted, survived)


def claims_of_draft(scorer: ModuleType, article: Annotated, result: SummarizeResult) -> list[bool]:
    """Return for each claim sentence of the draft whether it survived in some form."""
    dropped = Counter(item.text for item in result.summary.dropped if item.code not in TOLD_ELSEWHERE)
    texts = [" ".join(sentence.text.split()) for sentence in result.draft.sentences]
    return [text not in dropped for text in texts if scorer.judge(article.row, text) is not None]


def line_of(name: str, score: Score) -> str:
    """Return a system's figures as a row of the table."""
    claims = max(1, score.claims)
    shares = " | ".join(f"{100 * score.count(verdict) / claims:.1f}" for verdict in ("kept", "lost", "wrong"))
    survived = f"{100 * score.survived / score.drafted:.1f}" if score.drafted else "–"
    each = len(score.sentences) / max(1, score.articles)
    return f"| {name} | {shares} | {score.claims} | {each:.2f} | {survived} |"


def report(scores: dict[str, Score], misses: int) -> list[str]:
    """Return the table, and under it up to so many ``misses`` of each system."""
    lines = [
        "| | kept % | lost % | wrong % | claim sentences | sentences an article | claims that survive % |",
        "|---|---|---|---|---|---|---|",
        *(line_of(name, score) for name, score in scores.items()),
    ]
    for name, score in scores.items():
        missed = (item for item in score.sentences if item.verdict in ("lost", "wrong"))
        lines += (f"  {name} {item.verdict} {item.article}: {item.text}" for item in islice(missed, misses))
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Print the table. Raises FileNotFoundError where the shared folder has no scorer."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate owners", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with bench/ and data/")
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--mode", choices=MODES, action="append", help="one mode only")
    parser.add_argument("--articles", type=int, help="only so many")
    parser.add_argument("--misses", type=int, default=0, help="print so many sentences that lost their owner")
    options = parser.parse_args(arguments)
    scorer: Any = load_file(options.shared / "bench" / "retention.py")
    articles = load_articles(options.shared / "data" / "polnear" / f"{options.part}.jsonl")[
        : options.articles
    ]
    summarizer = make_summarizer(load_settings())
    scores = {f"first {SENTENCES} sentences": score_lead(scorer, articles)}
    for mode in options.mode or MODES:
        scores[mode] = score_mode(summarizer, scorer, articles, mode)
    print("\n".join(report(scores, options.misses)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
