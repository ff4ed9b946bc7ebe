"""Score the reading on PolNeAR beside its peers, and on our gold set: ``scripts/evaluate reading``.

The corpus, its scorer and the peers' figures are not ours to ship. They are looked for in a folder beside
the checkout (``--shared``); without it only the gold set is scored. Rules, tagger and both joined are each
scored on the same parse.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tqdm import tqdm

from evaluation.gate import judge, read_baseline, updated, write_baseline
from evaluation.gold import gold_digest, gold_shares, report_gold, score_gold
from evaluation.loading import load_file
from evaluation.polnear import Annotated, Row, load_articles, rows_of_claims, rows_of_tagged
from summarizer.pipeline import make_reader
from summarizer.reading.attribution import find_claims
from summarizer.reading.claims.syntax import FINITE_TAGS
from summarizer.reading.lexicon import CUE_VERBS
from summarizer.reading.reader import Reader
from summarizer.records import Article, Span
from summarizer.settings import load_settings

SHARED = Path(__file__).parent.parent.parent / "shared"
VARIANTS = ("rules", "tagger", "joined")
# A cue verb with one of these frames utters or shows something; without, it only wants or does.
UTTERING = frozenset({"clause", "quote"})
Counts = Counter[Any]


@dataclass(frozen=True, slots=True)
class Read:
    """One article with what each variant reads in it, in the corpus's form."""

    article: Article
    annotated: Annotated
    rows: dict[str, list[Row]]


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
        rows = {"rules": rows_of_claims(article.text, find_claims(article))}
        if tagged is not None:
            rows["tagger"] = rows_of_tagged(tagged)
            rows["joined"] = rows_of_claims(article.text, find_claims(article, tagged))
        yield Read(article, annotated, rows)


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


def peers(shared: Path) -> list[str]:
    """Return the peers' table as the shared folder has it."""
    lines = (shared / "bench" / "README.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("|")]


# ------------------------------------------------------------------ found and owned, by kind of cue


def utters(read: Read, cue: list[list[int]]) -> bool:
    """Tell whether a gold cue is a verb of speech or evidence: none of thought, intention or a noun."""
    tokens = [token for a, b in cue for token in read.article.tokens_in(Span(a, b))]
    entries = [CUE_VERBS.get(token.lemma.lower()) for token in tokens if token.pos in ("VERB", "AUX")]
    known = [entry for entry in entries if entry is not None]
    return bool(known) and known[-1].stance != "mental" and bool(known[-1].frames & UTTERING)


def is_speech(read: Read, content: list[list[int]]) -> bool:
    """Tell whether what is reported is speech: words in quotation marks, or a clause of its own.

    The rest only names an act ("called for restraint", "criticised the plan"): Leech and Short (1981) keep
    the report of a speech act apart from direct and indirect speech in the same way.
    """
    spans = [Span(a, b) for a, b in content]
    if any(span.overlaps(quotation.outer) for span in spans for quotation in read.article.quotations):
        return True
    return any(token.tag in FINITE_TAGS for span in spans for token in read.article.tokens_in(span))


def found_and_owned(reads: Iterable[Read], variant: str, scorer: ModuleType) -> dict[str, tuple[int, int]]:
    """Return how many of the gold attributions by a verb of speech or evidence are linked to their owner.

    For direct, mixed and indirect speech ("speech") and for acts of speech ("act"), each with the total.
    Pairs are made as the scorer makes them: greedily, by at least half of the words of both contents.
    """
    right, total = Counter[str](), Counter[str]()
    for read in reads:
        owned = _owned(read, variant, scorer)
        for place, item in enumerate(read.annotated.row["attributions"]):
            if utters(read, item["cue"]):
                kind = "speech" if is_speech(read, item["content"]) else "act"
                total[kind] += 1
                right[kind] += place in owned
    return {kind: (right[kind], total[kind]) for kind in total}


def _owned(read: Read, variant: str, scorer: ModuleType) -> set[int]:
    words = scorer.word_spans(read.article.text)

    def as_words(rows: list[Row]) -> list[dict[str, set[int]]]:
        return [{role: scorer.words_in(row[role], words) for role in scorer.ROLES} for row in rows]

    gold, got = as_words(read.annotated.row["attributions"]), as_words(read.rows[variant])
    pairs = sorted(
        (
            (len(g["content"] & p["content"]) / len(g["content"] | p["content"]), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(got)
            if g["content"] & p["content"]
        ),
        reverse=True,
    )
    used: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= 0.5 and -i not in used and -j not in used.values():
            used[-i] = -j
    return {i for i, j in used.items() if _same_owner(gold[i]["source"], got[j]["source"])}


def _same_owner(gold: set[int], got: set[int]) -> bool:
    return bool(gold & got) if gold else not got


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
            found = found_and_owned(reads, variant, scorer)
            parts = (f"{name} {100 * a / b:.1f} % of {b}" for name, (a, b) in sorted(found.items()))
            lines.append(f"  {variant}: by verbs of speech and evidence, found and owned: {', '.join(parts)}")
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
