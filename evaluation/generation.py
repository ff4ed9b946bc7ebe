"""Summaries beside those of other systems, by one scorer: ``scripts/evaluate generation``.

The articles of REALSumm and SummEval (100 each, CNN/DailyMail's test part) with the stored summaries of 24
and 16 systems; ours go through the whole path, the guard included. ROUGE-1, ROUGE-2 and ROUGE-Lsum are F1
of the ``rouge-score`` package with its stemmer, against the article's highlights; REALSumm's articles and
many summaries are in lower case, which the scorer does not see. Words, compression (the article's words to
one of the summary) and the part of a summary's runs of four words that the article has are counted, too.
Of ours it is also told how many of the draft's sentences the guard finds nowhere in the article, and with
``--plain N`` the same of the default's checkpoint asked for a summary of N whole articles, unguarded.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from rouge_score.rouge_scorer import RougeScorer
from tqdm import tqdm

from evaluation.plain import joined
from evaluation.plain_generation import Write, make_plain
from evaluation.reading import SHARED
from summarizer.errors import NothingToSummarize
from summarizer.guard.guard import Guard
from summarizer.pipeline import Summarizer, make_summarizer
from summarizer.records import Analysis, ArticleInput, Mode, SummarizeOptions
from summarizer.settings import load_settings

SETS = ("realsumm", "summeval")
MODES: tuple[Mode, ...] = ("extractive", "abstractive")
MEASURES = ("rouge1", "rouge2", "rougeLsum")
# Lead-3 is what the stored systems are held against.
SENTENCES = 3
# Both corpora keep a sentence's mark as a word of its own.
SENTENCE_END = re.compile(r"(?<=\s[.!?])\s+")
RUN = 4
WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its highlights and what each system made of it, all as sentences in plain text."""

    id: str
    article: tuple[str, ...]
    reference: tuple[str, ...]
    systems: Mapping[str, tuple[str, ...]]

    @property
    def text(self) -> str:
        return " ".join(self.article)


@dataclass
class Tally:
    """One system's figures, an entry a summary; the last two count sentences of its drafts."""

    rouge: list[tuple[float, ...]] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    compression: list[float] = field(default_factory=list)
    copied: list[float] = field(default_factory=list)
    drafted: int = 0
    unsupported: int = 0


def load_documents(data: Path, corpus: str) -> Iterator[Document]:
    """Yield the documents of one corpus in the order of its file."""
    rows = json.loads((data / corpus / "data.json").read_text(encoding="utf-8"))
    for key, row in rows.items():
        systems = {name: sentences(entry["sys_summ"]) for name, entry in sorted(row["sys_summs"].items())}
        yield Document(key, sentences(row["src"]), sentences(row["ref_summ"]), systems)


def sentences(tokens: str) -> tuple[str, ...]:
    """Return the sentences of a tokenised text, each as plain text."""
    return tuple(joined(part) for part in SENTENCE_END.split(tokens.strip()) if part)


def words(text: str) -> list[str]:
    """Return the words of ``text`` as the scorer counts them."""
    return WORD.findall(text.lower())


def copied_part(summary: str, article: str) -> float:
    """Return the part of the summary's runs of four words that stand in the article (0 where it has none)."""
    own, theirs = (_runs(words(text)) for text in (summary, article))
    known = frozenset(theirs)
    return sum(run in known for run in own) / len(own) if own else 0.0


def _runs(found: list[str]) -> list[tuple[str, ...]]:
    return [tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)]


def score(scorer: RougeScorer, tally: Tally, document: Document, summary: Iterable[str]) -> None:
    """Add one summary, a sentence an item, to its system's figures; one without a word scores 0."""
    lines = tuple(summary)
    made = scorer.score("\n".join(document.reference), "\n".join(lines))
    tally.rouge.append(tuple(100 * made[name].fmeasure for name in MEASURES))
    length = len(words(" ".join(lines)))
    tally.words.append(length)
    tally.compression.append(len(words(document.text)) / max(1, length))
    tally.copied.append(copied_part(" ".join(lines), document.text))


def score_stored(scorer: RougeScorer, documents: Sequence[Document]) -> dict[str, Tally]:
    """Score the stored systems, and the first sentences of the articles beside them."""
    tallies = {f"first {SENTENCES} sentences": Tally()}
    for document in documents:
        score(scorer, tallies[f"first {SENTENCES} sentences"], document, document.article[:SENTENCES])
        for name, summary in document.systems.items():
            score(scorer, tallies.setdefault(name, Tally()), document, summary)
    return tallies


def score_ours(
    scorer: RougeScorer, summarizer: Summarizer, documents: Sequence[Document], mode: Mode
) -> Tally:
    """Summarise the articles in ``mode`` and score what comes out; a refused one scores as an empty one."""
    tally, guard = Tally(), Guard(summarizer.reader)
    options = SummarizeOptions(mode=mode, max_sentences=SENTENCES)
    for document in tqdm(documents, unit="article", desc=mode, file=sys.stderr):
        try:
            result = summarizer.summarize(ArticleInput(text=document.text), options)
        except NothingToSummarize:
            score(scorer, tally, document, ())
            continue
        score(scorer, tally, document, (sentence.text for sentence in result.summary.sentences))
        drafted = (sentence.text for sentence in result.draft.sentences)
        count_unsupported(tally, guard, result.analysis, drafted)
    return tally


def score_plain(
    scorer: RougeScorer, summarizer: Summarizer, documents: Sequence[Document], write: Write
) -> Tally:
    """Let ``write`` summarise the articles and score what it writes."""
    tally, guard = Tally(), Guard(summarizer.reader)
    for document in tqdm(documents, unit="article", desc="plain", file=sys.stderr):
        summary = write(document.text)
        score(scorer, tally, document, summary)
        count_unsupported(tally, guard, summarizer.reader.read(document.text), summary)
    return tally


def count_unsupported(tally: Tally, guard: Guard, analysis: Analysis, sentences: Iterable[str]) -> None:
    """Count the sentences, and those of which the guard says that no passage of the article says it."""
    verifier = guard.verifier(analysis, SummarizeOptions().cue_policy)
    for sentence in sentences:
        tally.drafted += 1
        tally.unsupported += any(item.code == "UNSUPPORTED" for item in verifier.examine(sentence).findings)


def line_of(name: str, tally: Tally) -> str:
    """Return a system's figures as a row of the table."""
    rouge = " / ".join(f"{fmean(column):.1f}" for column in zip(*tally.rouge, strict=True))
    lost = f"{100 * tally.unsupported / tally.drafted:.1f}" if tally.drafted else "–"
    figures = (fmean(tally.words), fmean(tally.compression), 100 * fmean(tally.copied))
    return f"| {name} | {rouge} | {' | '.join(f'{figure:.1f}' for figure in figures)} | {lost} |"


def report(corpus: str, tallies: Mapping[str, Tally]) -> list[str]:
    """Return the table of one corpus, best ROUGE-1 first."""
    order = sorted(tallies.items(), key=lambda item: (-fmean(row[0] for row in item[1].rouge), item[0]))
    return [
        f"| {corpus} | ROUGE-1 / 2 / Lsum | words | compression | copied runs of {RUN} % | unsupported % |",
        "|---|---|---|---|---|---|",
        *(line_of(name, tally) for name, tally in order),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table a corpus. Raises FileNotFoundError where the shared folder has no such data."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate generation", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/")
    parser.add_argument("--set", choices=SETS, action="append", help="one corpus only")
    parser.add_argument("--mode", choices=MODES, action="append", help="one mode only")
    parser.add_argument("--articles", type=int, help="only so many articles a corpus")
    parser.add_argument("--plain", type=int, default=0, help="also the whole article to the model, so many")
    options = parser.parse_args(arguments)
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    summarizer = make_summarizer(load_settings())
    for corpus in options.set or SETS:
        documents = list(load_documents(options.shared / "data", corpus))[: options.articles]
        tallies = score_stored(scorer, documents)
        for mode in options.mode or MODES:
            tallies[f"**{mode}**"] = score_ours(scorer, summarizer, documents, mode)
        if options.plain:
            write = make_plain(summarizer, SENTENCES)
            asked = documents[: options.plain]
            tallies[f"plain, {len(asked)} articles"] = score_plain(scorer, summarizer, asked, write)
        print("\n".join(report(corpus, tallies)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
