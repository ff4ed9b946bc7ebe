"""Score the reading on PolNeAR beside its peers, and on our gold set: ``scripts/evaluate reading``.

The corpus, its scorer and the peers' figures are not ours to ship. They are looked for in a folder beside
the checkout (``--shared``); without it only the gold set is scored. Rules, tagger and both joined are each
scored on the same parse.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from tqdm import tqdm

from evaluation.gate import judge, read_baseline, updated, write_baseline
from evaluation.gold import gold_digest, gold_shares, report_gold, score_gold
from evaluation.loading import load_file
from evaluation.owned import Read, Tally, found_and_owned
from evaluation.polnear import Annotated, load_articles, rows_of_claims, rows_of_tagged
from summarizer.pipeline import make_reader
from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.settings import load_settings

SHARED = Path(__file__).parent.parent.parent / "shared"
VARIANTS = ("rules", "tagger", "joined")
Counts = Counter[Any]


def load_scorer(shared: Path) -> ModuleType:
    """Load the scorer from its file. Raises FileNotFoundError where there is none."""
    path = shared / "bench" / "attribution.py"
    if not path.is_file():
        raise FileNotFoundError(path)
    return load_file(path)


def read_all(reader: Reader, articles: Iterable[Annotated]) -> Iterator[Read]:
    """Read each article once, by rules, by the tagger, and by both."""
    for annotated in articles:
        article = reader.build_article(annotated.text)
        tagged = reader.tag(article)
        claims = {"rules": find_claims(article)}
        if tagged is not None:
            claims["joined"] = find_claims(article, tagged)
        rows, every = (
            {name: rows_of_claims(article, found, inner=inner) for name, found in claims.items()}
            for inner in (False, True)
        )
        if tagged is not None:
            rows["tagger"] = every["tagger"] = rows_of_tagged(tagged)
        yield Read(article, annotated, rows, every)


def line_of(name: str, scorer: ModuleType, counts: Counts) -> str:
    """Return a variant's figures as a row of the peers' table."""

    def f1(hit: Any, predicted: Any, gold: Any) -> float:
        return float(100 * scorer.prf(counts[hit], counts[predicted], counts[gold])[2])

    exact = " / ".join(f"{f1((r, 'hit'), (r, 'p'), (r, 'g')):.1f}" for r in scorer.ROLES)
    token = " / ".join(f"{f1((r, 'thit'), (r, 'tp'), (r, 'tg')):.1f}" for r in scorer.ROLES)
    linked = f"{f1('linked', 'P', 'G'):.1f}, {f1('owner', 'P', 'G'):.1f}"
    shares = (("sent_ok", "sent"), ("said_ok", "said"), ("far_ok", "far"))
    rest = " | ".join(f"{100 * counts[a] / max(counts[b], 1):.1f}" for a, b in shares)
    return f"| {name} | {exact} | {token} | {linked} | {rest} |"


def line_of_owned(tallies: Mapping[str, Tally]) -> str:
    """Return in words how much of what speech and evidence verbs report is found with its owner."""
    parts = (
        f"{name} {100 * t.owned / t.total:.1f} % (linked {100 * t.linked / t.total:.1f}) of {t.total}"
        for name, t in tallies.items()
    )
    return f"by verbs of speech and evidence, found and owned: {', '.join(parts)}"


def peers(shared: Path) -> list[str]:
    """Return the peers' table as the shared folder has it."""
    lines = (shared / "bench" / "README.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("|")]


# ------------------------------------------------------------------ report


def report_corpus(reader: Reader, shared: Path, part: str) -> list[str]:
    """Return the table of the variants under the peers'."""
    scorer = load_scorer(shared)
    articles = load_articles(shared / "data" / "polnear" / f"{part}.jsonl")
    reads = list(tqdm(read_all(reader, articles), total=len(articles), unit="article", file=sys.stderr))
    gold = [read.annotated.row for read in reads]
    lines = [*peers(shared), f"| **ours, {part}, {len(gold)} articles** | | | | | | |"]
    for variant in VARIANTS:
        if variant in reads[0].rows:
            counts, _ = scorer.score(gold, {read.annotated.id: read.rows[variant] for read in reads})
            lines.append(line_of(variant, scorer, counts))
            lines.append(f"  {variant}: {line_of_owned(found_and_owned(reads, variant, scorer))}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Print both tables; the exit status is 1 where the gold set sinks below its floors."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate reading", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with bench/ and data/")
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--gold-only", action="store_true", help="leave the corpus out")
    parser.add_argument("--update", action="store_true", help="set the floors to what is measured now")
    parser.add_argument("--allow-lower", action="store_true", help="let --update lower a floor")
    options = parser.parse_args(arguments)
    reader = make_reader(load_settings())
    if not options.gold_only and (options.shared / "bench").is_dir():
        print("\n".join(report_corpus(reader, options.shared, options.part)))
    scores = score_gold(reader)
    print(report_gold(scores))
    return hold(gold_shares(scores), options)


def hold(measured: tuple[tuple[str, float], ...], options: argparse.Namespace) -> int:
    """Hold the gold set's shares to their floors, or set the floors."""
    baseline = read_baseline("reading")
    if options.update:
        floors = updated(measured, baseline, gold_digest(), allow_lower=options.allow_lower)
        write_baseline("reading", floors)
        return 0
    problems = judge(measured, baseline, gold_digest())
    print("\n".join(problems) or "The gate is open: no kind of the gold set is below its floor.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
