"""Verification from scratch: is every clause backed, owned, no stronger than the article, in a neutral voice?

Each sentence is read on its own, by the same reader as the article, because it will be lifted
on its own (R2). For each clause the evidence is found first; where several sentences of the article
fit equally well, the reading with the fewest faults counts, so that a sentence is never failed for
the article saying a thing twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer.guard.align import Alignment, ArticleIndex, Clause, align, clauses_of, frame_spans
from summarizer.guard.case import Case, finding
from summarizer.guard.checks import CLAUSE_CHECKS
from summarizer.guard.evidence import require, scope_of
from summarizer.guard.figure_checks import check_owner_figures
from summarizer.guard.owner_checks import check_owners, check_speaker, check_unattributed
from summarizer.guard.ownership import Named, Ownership, judge, named_owners, owners_of
from summarizer.guard.sentence_checks import check_sentence
from summarizer.guard.word_checks import article_words, check_owner_names
from summarizer.reading.reader import Reader
from summarizer.reading.segment import segment
from summarizer.records import Analysis, Finding, Span, Support, SupportVerdict

# Parts of a clause's weight that its evidence explains. An article's own sentences score 1.0, those of
# other articles 0.3 at most (155 of each from 20 PolNeAR articles). Between, the lines are drawn where
# people draw them: of FRANK's and QAGS's machine-written texts that score below the lower one 14 % are
# faithful (92), of those between the lines 35 % (192), of those above 70 %. What lies between cannot be told.
SUPPORTED = 0.8
PARTLY = 0.5
FINAL_MARK = re.compile(r"[.!?…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause with its evidence, its owners and what is wrong with it."""

    case: Case
    ownerships: tuple[Ownership, ...]
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> int:
        return sum(item.severity == "error" for item in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """All that verification sees in one candidate sentence; spans are into the sentence."""

    said: Analysis
    owners: tuple[Named, ...]
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    support: Support

    @property
    def text(self) -> str:
        return self.said.article.text

    def has(self, severity: str) -> bool:
        """Tell whether a finding of that severity stands."""
        return any(item.severity == severity for item in self.findings)


class Verifier:
    """Examines candidate sentences against one article; what was read and reported is kept by sentence."""

    def __init__(self, reader: Reader, analysis: Analysis, *, cue_policy: str = "keep") -> None:
        self.analysis = analysis
        self.index = ArticleIndex(analysis)
        self._reader = reader
        self._cue_policy = cue_policy
        self._said: dict[str, Analysis] = {}
        self._seen: dict[tuple[str, frozenset[int]], Report] = {}

    def read_ahead(self, texts: Iterable[str]) -> None:
        """Read sentences that will be examined, together: that takes little more time than one of them."""
        new = tuple(dict.fromkeys(text for text in texts if text not in self._said))
        if new:
            self._said |= zip(new, self._reader.read_all(new), strict=True)

    def examine(self, text: str, hint: frozenset[int] = frozenset()) -> Report:
        """Report on one sentence. ``hint`` names article sentences that it was written from."""
        key = (text, hint)
        if key not in self._seen:
            self._seen[key] = self._examine(text, hint)
        return self._seen[key]

    def is_one_sentence(self, text: str) -> bool:
        """Tell whether ``text`` is exactly one sentence with a final mark."""
        found = segment(text).sentences
        return len(found) == 1 and found[0].span == Span(0, len(text)) and bool(FINAL_MARK.search(text))

    @cached_property
    def _words(self) -> frozenset[str]:
        return article_words(self.analysis)

    def _examine(self, text: str, hint: frozenset[int]) -> Report:
        self.read_ahead([text])
        said = self._said[text]
        owners = named_owners(said, self.analysis)
        readings = tuple(self._read(clause, said, owners, hint) for clause in clauses_of(said))
        found = [item for reading in readings for item in reading.findings]
        ownerships = tuple(item for reading in readings for item in reading.ownerships)
        found += check_sentence(said, self.analysis, ownerships, self._cue_policy)
        found += check_speaker(said, owners, ownerships)
        found += check_owner_names(said, self._words, owners)
        found += check_owner_figures(said, self.analysis, owners)
        if not readings:
            found.append(_not_checked(text))
        return Report(said, owners, readings, _in_order(found), _support(readings))

    def _read(
        self, clause: Clause, said: Analysis, owners: tuple[Named, ...], hint: frozenset[int]
    ) -> Reading:
        first = align(clause, self.index, hint)
        others = (replace(first, matches=(other,)) for other in first.alternatives)
        best = self._judge(first, said, owners)
        for alignment in others:
            if best.faults == 0:
                break
            best = min(best, self._judge(alignment, said, owners), key=lambda reading: reading.faults)
        return best

    def _judge(self, alignment: Alignment, said: Analysis, owners: tuple[Named, ...]) -> Reading:
        requirements = require(alignment, self.analysis)
        case = Case(
            said,
            self.analysis,
            alignment,
            scope_of(alignment, self.analysis),
            requirements,
            frame_spans(said),
        )
        here = owners_of(alignment.clause, owners, said)
        ownerships = tuple(judge(item, here, said, self.analysis) for item in requirements)
        found = [
            *_check_support(case),
            *check_owners(case, ownerships),
            *check_unattributed(case),
            *(item for check in CLAUSE_CHECKS for item in check(case)),
        ]
        return Reading(case, ownerships, tuple(found))


def _not_checked(text: str) -> Finding:
    return finding("NOT_CHECKED", Span(0, len(text)), "This sentence says too little to be checked.")


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings in text order, each once."""
    return tuple(dict.fromkeys(sorted(findings, key=lambda item: (item.span, item.code))))


def _support(readings: tuple[Reading, ...]) -> Support:
    if not readings:
        return Support("not_checked", 0.0)
    score = min(1.0, min(reading.case.alignment.score for reading in readings))
    verdict: SupportVerdict = (
        "supported" if score >= SUPPORTED else "partial" if score >= PARTLY else "unsupported"
    )
    return Support(verdict, round(score, 3))


def _check_support(case: Case) -> Iterator[Finding]:
    if case.alignment.score >= SUPPORTED:
        return
    words = [span.of(case.said.article.text) for span in case.alignment.unmatched]
    listed = ", ".join(f"“{word}”" for word in words[:5]) or "this"
    if case.alignment.score < PARTLY:
        message = f"No passage of the article says this; not found: {listed}."
        yield finding("UNSUPPORTED", case.clause, message, evidence=case.evidence())
    else:
        message = f"Whether the article says this cannot be told; not found in these words: {listed}."
        yield finding("NOT_CHECKED", case.clause, message, evidence=case.evidence())
