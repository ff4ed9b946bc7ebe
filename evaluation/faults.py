"""Faithful or not: how well ``check`` tells human-labelled summaries apart: ``scripts/evaluate faults``.

"pass" counts as faithful, "fail" and "inconclusive" as not. Each article is read once, whatever sets it
stands in. SummEdits, FRANK (CNN/DM) and QAGS (CNN/DM, sentence by sentence) give balanced accuracy and the
correlation of the guard's score with the human one, BUMP the share of its minimal pairs that are told apart.
People judged the facts; that an owner is missing, too, is an error here: the second figure leaves such errors
out. The tables of findings say which findings fail faithful summaries, and what kind of unfaithful ones pass.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from evaluation.faults_data import Item, Pair, load_bump, load_frank, load_qags, load_summedits
from evaluation.faults_pairs import Outcome, groups_of, report_pairs
from evaluation.faults_score import balanced_accuracy, partial, pearson, spearman
from evaluation.reading import SHARED
from summarizer.guard.guard import Guard
from summarizer.pipeline import make_reader
from summarizer.reading.reader import Reader
from summarizer.records import Check, CheckOptions, Finding, FindingCode
from summarizer.settings import load_settings

LOADERS = {"summedits": load_summedits, "frank": load_frank, "qags": load_qags}
# What people were not asked about: whether it is said whose claim it is, and in what voice. A summary that
# drops "state media reported" is faithful to them, and has to fail here (R1, R11).
MANNER: frozenset[FindingCode] = frozenset(
    {
        "ATTR_MISSING",
        "ATTR_VAGUE",
        "CHAIN_BROKEN",
        "CUE_LOADED",
        "FIGURE_OWNER_LOST",
        "LOADED_TERM_UNQUOTED",
        "SOURCE_UNATTRIBUTED",
    }
)
PAIRED = "bump"
SETS = (*LOADERS, PAIRED)
PUBLISHED: Mapping[str, tuple[str, ...]] = {
    # Balanced accuracy on the whole news part (Laban et al. 2023, SummEdits).
    "summedits": ("balanced accuracy: human 90.0, GPT-4 83.3, QAFactEval 74.4, SummaC-Conv 61.9",),
    # Fabbri et al. 2022 (QAFactEval, NAACL), table 5: instance-level Pearson on FRANK's CNN/DM part.
    "frank": (
        "Pearson: QAFactEval 66, SummaC-Conv 59, BARTScore 58, SummaC-ZS 55, QuestEval 52, DAE 50, "
        "FactCC 38, BERTScore 36 (Fabbri et al. 2022)",
    ),
    # Wang et al. 2020 for QAGS itself; the others as for FRANK.
    "qags": (
        "Pearson: QAGS 54.5 (Wang et al. 2020); BARTScore 73, QAFactEval 68, DAE 63, SummaC-ZS 57, "
        "BERTScore 53, QuestEval 51, FactCC 40 (Fabbri et al. 2022)",
    ),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with the verdict, its errors, and each sentence's support and whether it has no error."""

    item: Item
    verdict: str
    errors: tuple[Finding, ...]
    supports: tuple[float, ...]
    clean: tuple[bool, ...]

    @property
    def passes(self) -> bool:
        return self.verdict == "pass"

    @property
    def sound(self) -> bool:
        """Whether no error says that the article does not hold the facts."""
        return all(finding.code in MANNER for finding in self.errors)

    @property
    def support(self) -> float:
        """The mean support of the sentences."""
        return sum(self.supports) / len(self.supports) if self.supports else 0.0


def judged_of(item: Item, check: Check) -> Judged:
    """Return the item with what ``check`` found in it."""
    errors = tuple(finding for finding in check.findings if finding.severity == "error")
    faulty = {finding.sentence for finding in errors}
    supports = tuple(sentence.support.score for sentence in check.sentences)
    clean = tuple(sentence.index not in faulty for sentence in check.sentences)
    return Judged(item, check.verdict, errors, supports, clean)


def judge_all(reader: Reader, items: Iterable[Item]) -> dict[Item, Judged]:
    """Check every item, reading each article once."""
    guard = Guard(reader)
    articles: defaultdict[str, dict[Item, None]] = defaultdict(dict)
    for item in items:
        articles[item.article][item] = None
    judged: dict[Item, Judged] = {}
    for text, about in tqdm(articles.items(), unit="article", file=sys.stderr):
        analysis = reader.read(text)
        checks: dict[str, Check] = {}
        for item in about:
            if item.text not in checks:
                checks[item.text] = guard.check(analysis, item.text, CheckOptions())
            judged[item] = judged_of(item, checks[item.text])
    return judged


def judge_pairs(reader: Reader, pairs: Iterable[Pair], judged: Mapping[Item, Judged]) -> list[Outcome]:
    """Return what the guard says of each pair, with its groups."""
    outcomes = []
    for pair in pairs:
        groups = groups_of(pair, reader.read(pair.reference.text).claims)
        reference, edited = judged[pair.reference], judged[pair.edited]
        outcomes.append(
            Outcome(
                pair,
                groups,
                reference.passes,
                len(reference.errors),
                reference.support,
                edited.passes,
                len(edited.errors),
                edited.support,
            )
        )
    return outcomes


# ------------------------------------------------------------------ report


def report_set(name: str, judged: Sequence[Judged]) -> list[str]:
    """Return a set's figures beside the published ones."""
    labels = [item.item.faithful for item in judged]
    verdicts = [item.passes for item in judged]
    accuracy = 100 * balanced_accuracy(labels, verdicts)
    of_fact = 100 * balanced_accuracy(labels, [item.sound for item in judged])
    counts = Counter((label, item.verdict) for label, item in zip(labels, judged, strict=True))
    lines = [
        "",
        f"**{name}**: {len(judged)} texts, balanced accuracy {accuracy:.1f}, by errors of fact {of_fact:.1f}",
        "",
        "| | pass | fail | inconclusive |",
        "|---|---|---|---|",
    ]
    for label, words in ((True, "faithful"), (False, "unfaithful")):
        cells = " | ".join(str(counts[label, verdict]) for verdict in ("pass", "fail", "inconclusive"))
        lines.append(f"| {words} | {cells} |")
    lines += ["", *correlations(judged), *(f"published: {line}" for line in PUBLISHED.get(name, ()))]
    return [*lines, *false_alarms(judged), *passed_kinds(judged)]


def correlations(judged: Sequence[Judged]) -> list[str]:
    """Return how far scores follow the human ones, summary by summary, and with the system controlled for."""
    wholes: defaultdict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        wholes[item.item.whole].append(item)
    human = [_mean(item.item.human for item in group) for group in wholes.values()]
    if len(set(human)) < 3:
        return []
    scores = {
        "support": [_mean(score for item in group for score in item.supports) for group in wholes.values()],
        "sentences without error": [
            _mean(ok for item in group for ok in item.clean) for group in wholes.values()
        ],
    }
    systems = [group[0].item.system for group in wholes.values()]
    return [_correlation(name, values, human, systems) for name, values in scores.items()]


def _correlation(name: str, values: list[float], human: list[float], systems: list[str]) -> str:
    line = f"{name}: Pearson {100 * pearson(values, human):.1f}, Spearman {100 * spearman(values, human):.1f}"
    if len(set(systems)) < 2:
        return line
    mine, theirs = partial(values, systems), partial(human, systems)
    controlled = f"{100 * pearson(mine, theirs):.1f}, {100 * spearman(mine, theirs):.1f}"
    return f"{line}; with the system controlled for {controlled}"


def _mean(values: Iterable[float]) -> float:
    found = [float(value) for value in values]
    return sum(found) / len(found) if found else 0.0


def false_alarms(judged: Sequence[Judged]) -> list[str]:
    """Return by finding code how many faithful and unfaithful texts have it, and how many have it alone."""
    lines = ["", "| error | faithful | alone | unfaithful | alone |", "|---|---|---|---|---|"]
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for item in judged:
        codes = {finding.code for finding in item.errors}
        counts.update(
            (code, item.item.faithful, alone) for code in codes for alone in {False, len(codes) == 1}
        )
    for code in sorted({code for code, _, _ in counts}, key=lambda code: -counts[code, True, False]):
        cells = " | ".join(
            str(counts[code, label, alone]) for label in (True, False) for alone in (False, True)
        )
        lines.append(f"| {code} | {cells} |")
    return lines


def passed_kinds(judged: Sequence[Judged]) -> list[str]:
    """Return by kind of fault how many unfaithful texts pass."""
    wrong = [item for item in judged if not item.item.faithful and item.item.kinds]
    if not wrong:
        return []
    every = Counter(kind for item in wrong for kind in item.item.kinds)
    passed = Counter(kind for item in wrong if item.passes for kind in item.item.kinds)
    lines = ["", "| fault | texts | pass | pass % |", "|---|---|---|---|"]
    return lines + [
        f"| {kind} | {n} | {passed[kind]} | {100 * passed[kind] / n:.1f} |" for kind, n in every.most_common()
    ]


def misses(name: str, judged: Iterable[Judged], limit: int) -> Iterator[str]:
    """Yield up to ``limit`` false alarms with their errors, and as many unfaithful texts that pass."""
    found = list(judged)
    alarms = (item for item in found if item.item.faithful and not item.passes)
    passed = (item for item in found if not item.item.faithful and item.passes)
    for item in islice(alarms, limit):
        yield f"  {name} false alarm, {item.verdict} {item.item.id}: {item.item.text}"
        yield from (f"    {finding.code} {finding.message}" for finding in item.errors)
    for item in islice(passed, limit):
        yield f"  {name} passes {item.item.id} {', '.join(item.item.kinds)}: {item.item.text}"


def of_articles(items: Iterable[Item], number: int | None) -> list[Item]:
    """Return the items of the first ``number`` articles, or all."""
    found = list(items)
    kept = set(islice(dict.fromkeys(item.article for item in found), number))
    return [item for item in found if item.article in kept]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables of the sets."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate faults", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/")
    parser.add_argument("--set", choices=SETS, action="append", help="one set only")
    parser.add_argument("--articles", type=int, help="only so many articles of each set")
    parser.add_argument("--misses", type=int, default=0, help="print so many of each kind of miss a set")
    options = parser.parse_args(arguments)
    data = options.shared / "data"
    names = options.set or SETS
    sets = {name: of_articles(LOADERS[name](data), options.articles) for name in names if name in LOADERS}
    pairs = list(load_bump(data)) if PAIRED in names else []
    kept = set(of_articles((pair.reference for pair in pairs), options.articles))
    pairs = [pair for pair in pairs if pair.reference in kept]
    paired = [item for pair in pairs for item in (pair.reference, pair.edited)]
    reader = make_reader(load_settings())
    judged = judge_all(reader, (*(item for items in sets.values() for item in items), *paired))
    for name, items in {**sets, PAIRED: paired}.items():
        if items:
            mine = [judged[item] for item in items]
            print("\n".join((*report_set(name, mine), *misses(name, mine, options.misses))))
    if pairs:
        print("\n".join(("", *report_pairs(judge_pairs(reader, pairs, judged)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
