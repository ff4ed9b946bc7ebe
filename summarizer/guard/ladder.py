"""The four rungs for one sentence: mend it, else replace it by its evidence, else drop it.

Each rung's text is verified from scratch; a text that does not pass never goes further than here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.errors import UnresolvedOwner
from summarizer.guard.align import Match
from summarizer.guard.case import finding
from summarizer.guard.edits import Change, apply
from summarizer.guard.explicit import explicit, whole
from summarizer.guard.rewrite import plan_changes
from summarizer.guard.run_on import is_joined
from summarizer.guard.telling import has_other_verb, lacks_verb, tells
from summarizer.guard.verify import Report, Verifier
from summarizer.reading.leaning import leaning_words
from summarizer.records import Analysis, Finding, Sentence, Span

# How many sentences of the article are tried in the place of a failed one.
MAX_TRIES = 4
# Where no plan says what a sentence tells, one of the article takes its place that holds this part of it.
REPLACING = 0.6
# No sentence ends with these.
OPEN_ENDS = frozenset({"the", "a", "an", "and", "or", "than", "that", "every"})
# A sentence that points at what follows it cannot be lifted alone (R2).
LEANING = re.compile(r"\b(?:the following|as follows|below)\b(?:\W+\w+){0,5}\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sentence: its changes and last report, or the finding that ended it.

    ``report`` is None where the sentence is dropped. ``source`` is the article sentence that took
    its place, if one did. ``first`` is the report on the sentence as it came.
    """

    first: Report
    changes: tuple[Change, ...] = ()
    report: Report | None = None
    source: int | None = None
    failed: Finding | None = None


def _has_verb(report: Report) -> bool:
    """Tell whether the words say anything: a headline or a name alone is no sentence of a summary."""
    return any(token.pos in ("VERB", "AUX") for token in report.said.article.tokens)


def _breaks_off(report: Report) -> bool:
    """Tell whether the words stop before the noun: "using the.", "his reading was."."""
    words = [token for token in report.said.article.tokens if token.pos != "PUNCT"]
    if not words:
        return False
    last = words[-1]
    return (
        last.tag == "PRP$"
        or last.text.lower() in OPEN_ENDS
        or (last.dep == "ROOT" and last.lemma.lower() == "be")
    )


def _leans(report: Report) -> bool:
    """Tell whether the sentence needs another one to be understood (R2)."""
    article = report.said.article
    return bool(LEANING.search(report.text) or leaning_words(article, Span(0, len(article.text))))


def _full_stop(text: str) -> Change:
    """Return the change that ends ``text``, in the place of a comma or a colon where one stands."""
    end = len(text.rstrip(" ,;:–—-"))
    return Change(Span(end, len(text)), ".", "R2", "a sentence ends here")


class Ladder:
    """Takes sentences through the rungs against one article."""

    def __init__(self, verifier: Verifier, *, on_unresolved: str) -> None:
        self._verifier = verifier
        self._on_unresolved = on_unresolved

    @property
    def analysis(self) -> Analysis:
        """The article that sentences are settled against."""
        return self._verifier.analysis

    def read_ahead(self, texts: Iterable[str]) -> None:
        """Read sentences together that will be settled (``Verifier.read_ahead``)."""
        self._verifier.read_ahead(texts)

    def accepted(self, text: str, hint: frozenset[int]) -> Report | None:
        """Return the report on ``text`` where it passes as it is."""
        report = self._verifier.examine(text, hint)
        return report if self._stands(report) else None

    def settle(
        self, text: str, hint: frozenset[int], told: int | None = None, *, follows: bool = False
    ) -> Outcome:
        """Return what becomes of the sentence ``text``, written from the sentences in ``hint``.

        ``told`` is the one of them that it is to tell.
        One that ``follows`` the sentence that it was written behind may lean on that one ("He …").
        Raises UnresolvedOwner where an owner is unresolved and the options ask to fail.
        """
        first = self._verifier.examine(text, hint)
        if self._stands(first, follows=follows):
            return Outcome(first, report=first)
        mended = self._mend(first, hint, follows=follows)
        if mended is not None:
            changes, report = mended
            return Outcome(first, changes, report)
        return self._replaced(first, hint, told)

    def _mend(
        self, report: Report, hint: frozenset[int], *, follows: bool = False
    ) -> tuple[tuple[Change, ...], Report] | None:
        """Rungs 1 and 2: the planned changes, if the result passes."""
        if _breaks_off(report):
            return None
        changes = plan_changes(report, self._verifier.analysis)
        if not changes and not self._complete(report.text) and self._passes(report, follows=follows):
            joined = is_joined(report.said.article, Span(0, len(report.text)))
            changes = () if joined else (_full_stop(report.text),)
        if not changes:
            return None
        mended = self._verifier.examine(apply(report.text, changes), hint)
        return (changes, mended) if self._stands(mended, follows=follows) else None

    def _replaced(self, first: Report, hint: frozenset[int], told: int | None) -> Outcome:
        """Rung 3, then rung 4."""
        failed = self._reason(first)
        for sentence in self._candidates(first, hint, told):
            report = self.restate(sentence)
            # Whoever checks the result does not know what it was made of.
            if report is not None and self.accepted(report.text, frozenset()) is not None:
                change = whole(Span(0, len(first.text)), report.text, failed.message)
                return Outcome(first, (change,), report, sentence.index)
        return Outcome(first, failed=failed)

    def restate(self, sentence: Sentence) -> Report | None:
        """Return a passing report on the article's sentence with its owner explicit, or None."""
        hint = frozenset({sentence.index})
        words = explicit(sentence, self._verifier.analysis)
        if not words:
            return None
        report = self._verifier.examine(words, hint)
        if not self._passes(report):
            mended = self._mend(report, hint)
            if mended is None:
                return None
            report = mended[1]
        return report if self._complete(report.text) and not lacks_verb(report) else None

    def _candidates(self, first: Report, hint: frozenset[int], told: int | None) -> Iterator[Sentence]:
        """Yield the article's sentences that may stand for the failed one: its evidence, then what it tells.

        Of a draft's passage only the sentence to be told counts: the others name its owner and tell
        another fact. What nobody planned has nothing but its evidence, which must hold most of it.
        """
        article = self._verifier.analysis.article
        if not hint and has_other_verb(first, self.analysis):
            return
        found = [match for reading in first.readings for match in reading.case.alignment.matches[:1]]
        backed = first.support.verdict in ("supported", "partial")
        evidence = [match.sentence for match in found if backed and (hint or self._tells(match, first))]
        order = (*evidence, *(() if told is None else (told,)))
        for index in tuple(dict.fromkeys(order))[:MAX_TRIES]:
            sentence = article.sentences[index]
            if article.blocks[sentence.block].kind != "heading":
                yield sentence

    def _tells(self, match: Match, first: Report) -> bool:
        return match.score >= REPLACING and tells(match, first, self._verifier.index)

    def _stands(self, report: Report, *, follows: bool = False) -> bool:
        """Tell whether the sentence passes and is one sentence."""
        return self._passes(report, follows=follows) and self._complete(report.text)

    def _passes(self, report: Report, *, follows: bool = False) -> bool:
        unresolved = [item for item in report.findings if item.code == "ATTR_UNRESOLVED"]
        if unresolved and self._on_unresolved == "fail":
            raise UnresolvedOwner(unresolved[0].message)
        if unresolved and self._on_unresolved == "drop":
            return False
        if report.has("error") or not _has_verb(report) or _breaks_off(report):
            return False
        # An unresolved "he" is quoted as it stands, and marked (R14); any other may not lean.
        if not unresolved and not follows and _leans(report):
            return False
        warnings = {item.code for item in report.findings if item.severity == "warning"}
        return warnings <= {"ATTR_UNRESOLVED"}

    @staticmethod
    def _reason(report: Report) -> Finding:
        """Return the gravest finding, errors first, in text order."""
        leaning = finding("ATTR_VAGUE", Span(0, len(report.text)), "This sentence cannot stand on its own.")
        order = ("error", "warning", "info")
        return min((*report.findings, leaning), key=lambda item: order.index(item.severity))

    def _complete(self, text: str) -> bool:
        """Tell whether the text is one sentence with an end, so that it stays one beside others."""
        return self._verifier.is_one_sentence(text)
