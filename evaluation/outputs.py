"""Other systems' summaries through ``check`` with ``fix: apply``: ``scripts/evaluate outputs``.

The stored outputs of REALSumm, SummEval and FRANK (BART, T5, PEGASUS and others) are candidates as a
newsroom would paste them (``plain``). What the guard makes of each must pass ``check``; by system it is
counted what became of the sentences. ``--sample`` prints corrected ones for reading.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from evaluation.plain import joined, plain
from evaluation.reading import SHARED
from summarizer.guard.edits import replay
from summarizer.guard.guard import Guard
from summarizer.guard.verify import Verifier
from summarizer.pipeline import make_reader
from summarizer.records import Analysis, Check, CheckOptions, Edit, Summary, SummarySentence
from summarizer.settings import load_settings

SETS = ("realsumm", "summeval", "frank")
FATES = ("kept", "corrected", "replaced", "dropped")
WHOLE_RULE = "R32"


@dataclass(frozen=True, slots=True)
class Subject:
    """One article and what each system made of it."""

    corpus: str
    article: str
    summaries: tuple[tuple[str, str], ...]


@dataclass
class Tally:
    """What became of one system's summaries."""

    candidates: int = 0
    passed: int = 0
    refused: int = 0
    fates: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A sentence that the guard changed, for reading: what it was, is, and why."""

    system: str
    before: str
    after: str
    fate: str
    why: tuple[str, ...]
    evidence: tuple[str, ...]


def load_subjects(data: Path, name: str) -> Iterator[Subject]:
    """Yield the articles of one corpus; an article that only two sets share stands in both."""
    if name == "frank":
        for line in (data / "frank" / "articles_summaries.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Subject(name, row["article"], tuple(sorted(row["summaries"].items())))
        return
    rows = json.loads((data / name / "data.json").read_text(encoding="utf-8"))
    for row in rows.values():
        made = {system: entry["sys_summ"] for system, entry in row["sys_summs"].items()}
        yield Subject(name, joined(row["src"]), tuple(sorted(made.items())))


def drawn(subjects: list[Subject], options: argparse.Namespace) -> list[Subject]:
    """Return all articles, or ``--articles`` of them drawn by ``--seed``, in their order."""
    if options.articles is None or options.articles >= len(subjects):
        return subjects
    places = random.Random(options.seed).sample(range(len(subjects)), options.articles)
    return [subjects[place] for place in sorted(places)]


def own_edits(sentence: SummarySentence, made: Summary) -> tuple[Edit, ...]:
    """Return the edits of a sentence itself: what was dropped before it is no change to it."""
    gone = {item.text for item in made.dropped}
    return tuple(edit for edit in sentence.edits if edit.after or edit.before.strip() not in gone)


def fate_of(edits: tuple[Edit, ...]) -> str:
    """Return what became of a sentence that is still there, after its own edits."""
    if not edits:
        return "kept"
    whole = any(edit.rule == WHOLE_RULE and edit.before for edit in edits)
    return "replaced" if whole else "corrected"


def judge(
    guard: Guard, verifier: Verifier, candidate: str, tally: Tally
) -> tuple[Check, Summary | None, Check | None]:
    """Check one candidate, count what became of it, and check what was made of it."""
    analysis = verifier.analysis
    check = guard.check(analysis, candidate, CheckOptions(fix="apply"), verifier)
    made = check.corrected
    tally.candidates += 1
    tally.passed += check.verdict == "pass"
    if made is None or not made.sentences:
        tally.refused += 1
        tally.fates["dropped"] += len(check.sentences)
        return check, made, None
    tally.fates.update(fate_of(own_edits(sentence, made)) for sentence in made.sentences)
    tally.fates["dropped"] += len(made.dropped)
    return check, made, guard.check(analysis, made.text, CheckOptions(), verifier)


def corrected(system: str, analysis: Analysis, made: Summary) -> Iterator[Corrected]:
    """Yield the changed sentences of a corrected summary."""
    for sentence in made.sentences:
        edits = own_edits(sentence, made)
        if edits:
            before = sentence.text
            for edit in reversed(edits):
                at = edit.start - sentence.span.start
                before = before[:at] + edit.before + before[at + len(edit.after) :]
            why = tuple(f"{edit.rule} {edit.why}" for edit in edits)
            spans = (item.span for item in sentence.evidence if item.role == "content")
            evidence = tuple(" ".join(span.of(analysis.article.text).split()) for span in spans)
            yield Corrected(system, before, sentence.text, fate_of(edits), why, evidence)


def line_of(name: str, tally: Tally) -> str:
    """Return one system's row."""
    total = max(1, sum(tally.fates.values()))
    shares = " | ".join(f"{100 * tally.fates[fate] / total:.1f}" for fate in FATES)
    passed = 100 * tally.passed / max(1, tally.candidates)
    return f"| {name} | {tally.candidates} | {total} | {shares} | {passed:.1f} | {tally.refused} |"


def report(tallies: dict[str, Tally]) -> list[str]:
    """Return the table, each corpus's systems and their sum."""
    whole = Tally()
    for tally in tallies.values():
        whole.candidates += tally.candidates
        whole.passed += tally.passed
        whole.refused += tally.refused
        whole.fates.update(tally.fates)
    shares = " | ".join(f"{fate} %" for fate in FATES)
    head = f"| system | summaries | sentences | {shares} | passed at once % | nothing left |"
    lines = [head, "|" + "---|" * 9]
    lines += [line_of(name, tally) for name, tally in sorted(tallies.items())]
    return [*lines, line_of("all", whole)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a corrected summary does not pass."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate outputs", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with data/")
    parser.add_argument("--set", choices=SETS, action="append", help="one corpus only")
    parser.add_argument("--articles", type=int, help="only so many of each corpus")
    parser.add_argument("--sample", type=int, default=0, help="print so many corrected sentences")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    options = parser.parse_args(arguments)
    reader = make_reader(load_settings())
    guard = Guard(reader)
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    changed: list[Corrected] = []
    failed: list[str] = []
    subjects = [
        subject
        for name in options.set or SETS
        for subject in drawn(list(load_subjects(options.shared / "data", name)), options)
    ]
    for subject in tqdm(subjects, unit="article", file=sys.stderr):
        analysis = reader.read(subject.article)
        # One for all systems of an article: they share sentences, and none is read twice.
        verifier = guard.verifier(analysis, CheckOptions().cue_policy)
        for system, text in subject.summaries:
            candidate = plain(text, subject.article)
            if not candidate:
                continue
            name = f"{subject.corpus}/{system}"
            check, made, again = judge(guard, verifier, candidate, tallies[name])
            if made is None or again is None:
                continue
            changed += corrected(name, analysis, made)
            if again.verdict != "pass" or replay(made.draft_text, made.edits) != made.text:
                findings = [
                    f"{item.code}: {item.message}" for item in again.findings if item.severity != "info"
                ]
                failed.append(f"{name} {again.verdict}: {made.text!r} {findings}")
    print("\n".join(report(tallies)))
    print(f"corrected summaries that do not pass: {len(failed)}", *failed, sep="\n  ")
    for item in random.Random(options.seed).sample(changed, min(options.sample, len(changed))):
        print(f"\n[{item.fate}] {item.system}\n  was: {item.before}\n  is:  {item.after}")
        print(
            *(f"  why: {why}" for why in item.why),
            *(f"  article: {text}" for text in item.evidence),
            sep="\n",
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
