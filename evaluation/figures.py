"""Figures whole: does ``check`` fail a sentence with one figure altered, and pass it as it stands?

``scripts/evaluate figures`` takes every sentence with a figure from 200 articles (PolNeAR's development part,
then CNN's of the CNN/DM validation part). A sentence that needs its neighbours cannot be a summary's: only
those that could stand in one, by what reading alone knows (``stands_alone``), are altered and counted; how
many that are is printed, and so is the share over all sentences.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from evaluation.altered import alterations
from evaluation.polnear import load_articles
from evaluation.reading import SHARED
from summarizer.guard.guard import Guard
from summarizer.guard.lexicon import FIRST_PERSON
from summarizer.guard.owners import is_pronoun
from summarizer.guard.verify import Report, Verifier
from summarizer.guard.word_checks import unpaired_mark
from summarizer.pipeline import make_reader
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, Sentence
from summarizer.settings import load_settings

ARTICLES = 200
BARS = {"altered": 99.0, "unaltered": 97.0}


@dataclass
class Tally:
    """Sentences and altered sentences, and how many of each failed; ``misses`` are shown on request."""

    sentences: int = 0
    alone: int = 0
    failed: int = 0
    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    caught_clean: Counter[str] = field(default_factory=Counter)
    made_clean: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)


def load_texts(data: Path, count: int) -> Iterator[str]:
    """Yield the articles of PolNeAR's development part, then CNN's, up to ``count``."""
    texts = [article.text for article in load_articles(data / "polnear" / "dev.jsonl")]
    csv.field_size_limit(sys.maxsize)
    with (data / "cnndm_val" / "cnndm_validation_first300.csv").open(encoding="utf-8", newline="") as file:
        texts += [row["article"] for row in csv.DictReader(file)]
    yield from texts[:count]


def stands_alone(sentence: Sentence, analysis: Analysis) -> bool:
    """Tell whether a sentence says by itself who says it, whose words are quoted and who is meant.

    Every owner of its claims stands in it by name, its marks are paired, nobody says "we", and nothing in it
    is loaded. What the guard thinks of it plays no part.
    """
    article = analysis.article
    text = sentence.span.of(article.text)
    inside = [
        claim for claim in analysis.claims if any(part.overlaps(sentence.span) for part in claim.content)
    ]
    owned = all(
        link.status == "resolved"
        and link.owner is not None
        and sentence.span.contains(link.owner)
        and not is_pronoun(link.owner.of(article.text))
        for claim in inside
        for link in analysis.chain(claim)
    )
    tokens = article.tokens_in(sentence.span)
    loaded = any(sentence.span.contains(note.span) for note in analysis.language_notes)
    personal = any(token.text.lower() in FIRST_PERSON and token.pos == "PRON" for token in tokens)
    whole = text[-1:] in ".!?”\"'’" and article.blocks[sentence.block].kind == "paragraph"
    return owned and whole and not loaded and not personal and unpaired_mark(text) is None


def measure(reader: Reader, text: str, tally: Tally) -> None:
    """Add one article's figure sentences and their altered forms to the tally."""
    analysis = reader.read(text)
    verifier = Guard(reader).verifier(analysis, "keep")
    for sentence in analysis.article.sentences:
        if not analysis.figures_in(sentence.span):
            continue
        tally.sentences += 1
        if stands_alone(sentence, analysis):
            tally.alone += 1
            _measure_sentence(sentence, analysis, verifier, tally)


def _measure_sentence(sentence: Sentence, analysis: Analysis, verifier: Verifier, tally: Tally) -> None:
    text = sentence.span.of(analysis.article.text)
    report = verifier.examine(text)
    clean = not report.has("error")
    if not clean:
        tally.failed += 1
        codes = _errors(report)
        tally.codes.update(codes.keys())
        tally.misses.append(f"[unaltered] {text}\n    {'; '.join(codes.values())}")
    for figure in analysis.figures_in(sentence.span):
        for altered in alterations(figure, sentence.span, analysis):
            caught = verifier.examine(altered.text).has("error")
            tally.made[altered.kind] += 1
            tally.caught[altered.kind] += caught
            tally.made_clean[altered.kind] += clean
            tally.caught_clean[altered.kind] += caught and clean
            if clean and not caught:
                tally.misses.append(f"[{altered.kind}: {altered.figure}] {text}\n    {altered.text}")


def _errors(report: Report) -> dict[str, str]:
    return {item.code: f"{item.code}: {item.message}" for item in report.findings if item.severity == "error"}


def report(tally: Tally) -> list[str]:
    """Return the table."""
    lines = [
        f"{tally.sentences} sentences with figures, {tally.alone} of which stand alone",
        f"unaltered: {_share(tally.alone - tally.failed, tally.alone)} pass (bar {BARS['unaltered']})",
        "",
        "| altered | sentences | fail % | of those whose own sentence passes | fail % |",
        "|---|---|---|---|---|",
    ]
    for kind in (*sorted(tally.made), "all"):
        made, caught = _sums(tally.made, tally.caught, kind)
        made_clean, caught_clean = _sums(tally.made_clean, tally.caught_clean, kind)
        shares = (str(made), _share(caught, made), str(made_clean), _share(caught_clean, made_clean))
        lines.append(f"| {kind} | {' | '.join(shares)} |")
    lines.append(
        f"(bar {BARS['altered']})  findings in unaltered sentences: {dict(tally.codes.most_common())}"
    )
    return lines


def _sums(made: Counter[str], caught: Counter[str], kind: str) -> tuple[int, int]:
    return (made.total(), caught.total()) if kind == "all" else (made[kind], caught[kind])


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate figures", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many articles")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses")
    options = parser.parse_args(arguments)
    reader = make_reader(load_settings())
    tally = Tally()
    texts = list(load_texts(options.shared / "data", options.articles))
    for text in tqdm(texts, unit="article", file=sys.stderr):
        measure(reader, text, tally)
    print("\n".join(report(tally)))
    print(*tally.misses[: options.misses], sep="\n")
    passes = 100 * (tally.alone - tally.failed) / max(1, tally.alone) >= BARS["unaltered"]
    caught = 100 * tally.caught_clean.total() / max(1, tally.made_clean.total()) >= BARS["altered"]
    return 0 if passes and caught else 1


if __name__ == "__main__":
    sys.exit(main())
