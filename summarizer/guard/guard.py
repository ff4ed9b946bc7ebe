"""The guard: a draft in, a summary out in which every sentence passed verification.

The draft's text is segmented as any text is; each of its sentences climbs the ladder on its own;
what passes is assembled, and the edits that led there replay from the draft to the summary exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from summarizer.guard.assemble import Placed, assemble, dropping
from summarizer.guard.case import finding
from summarizer.guard.describe import describe
from summarizer.guard.introduce import introduce
from summarizer.guard.ladder import Ladder
from summarizer.guard.suggest import suggestions_of
from summarizer.guard.summary_checks import findings_of
from summarizer.guard.verify import Report, Verifier
from summarizer.guard.wording import flat
from summarizer.reading.reader import Reader
from summarizer.reading.segment import segment
from summarizer.records import (
    Analysis,
    Check,
    CheckOptions,
    Draft,
    Finding,
    Plan,
    Span,
    SummarizeOptions,
    Summary,
    SummarySentence,
)

BULLET = "- "
Verdict = Literal["pass", "fail", "inconclusive"]
# Where each sentence of a draft stands in its text, and the passage that it was written from.
Passages = tuple[tuple[Span, int | None], ...]


def render(sentences: tuple[str, ...], form: str) -> str:
    """Return sentences as one paragraph, or as one bullet a line."""
    if form == "bullets":
        return "\n".join(BULLET + sentence for sentence in sentences)
    return " ".join(sentences)


class Guard:
    """Lets through what the article backs, with its owner; holds no state between calls."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def verifier(self, analysis: Analysis, cue_policy: str) -> Verifier:
        """Return what judges sentences against ``analysis``, and remembers those that it has judged."""
        return Verifier(self._reader, analysis, cue_policy=cue_policy)

    def guard(
        self,
        analysis: Analysis,
        draft: Draft,
        plan: Plan | None,
        options: SummarizeOptions,
        verifier: Verifier | None = None,
    ) -> Summary:
        """Return the summary that ``draft`` may become.

        ``plan`` is the plan that the draft was written from, if there is one; ``verifier`` one of this
        article that is used again. Raises UnresolvedOwner only with ``on_unresolved`` "fail".
        """
        text, passages = _draft_text(draft, options.format)
        verifier = verifier or self.verifier(analysis, options.cue_policy)
        ladder = Ladder(verifier, on_unresolved=options.on_unresolved)
        placed = _limited(_unique(_settled(text, passages, plan, ladder)), plan, options.max_sentences)
        placed = introduce(text, placed, ladder, shorten=options.format == "paragraph")
        return assemble(text, placed, draft)

    def check(
        self,
        analysis: Analysis,
        candidate: str,
        options: CheckOptions,
        verifier: Verifier | None = None,
    ) -> Check:
        """Verify any summary of the article; with ``fix`` other than "none", mend it too.

        ``verifier`` is one of this article and cue policy that is used again.
        """
        verifier = verifier or self.verifier(analysis, options.cue_policy)
        spans = tuple(sentence.span for sentence in segment(candidate).sentences)
        verifier.read_ahead(span.of(candidate) for span in spans)
        reports = tuple(verifier.examine(span.of(candidate)) for span in spans)
        sentences = [
            describe(place, span.start, report, report, ())
            for place, (span, report) in enumerate(zip(spans, reports, strict=True))
        ]
        found = findings_of(analysis, reports)
        findings = [_moved(item, place, spans[place].start) for place, item in found]
        findings += _unread(candidate, sentences)
        verdict = _verdict(findings, sentences)
        if options.fix == "none":
            return Check(verdict, tuple(findings), tuple(sentences))
        settled = _settled(candidate, (), None, _fixing(verifier, options), connected=True)
        corrected = assemble(candidate, _unique(settled), _AS_GIVEN) if options.fix == "apply" else None
        return Check(verdict, tuple(findings), tuple(sentences), corrected, suggestions_of(settled))


# A candidate that nobody here wrote, as a draft without sentences of its own.
_AS_GIVEN = Draft((), engine="candidate", model="candidate", mode="abstractive")


def _fixing(verifier: Verifier, options: CheckOptions) -> Ladder:
    """Return the ladder that makes a text that passes ``check`` of a candidate.

    An owner that cannot be resolved is no error, but nothing that passes either: unless the caller asks to
    have it flagged, its sentence goes.
    """
    kept = "drop" if options.on_unresolved == "quote_source" else options.on_unresolved
    return Ladder(verifier, on_unresolved=kept)


def _settled(
    text: str, passages: Passages, plan: Plan | None, ladder: Ladder, *, connected: bool = False
) -> tuple[Placed, ...]:
    """Take each sentence of ``text`` through the rungs.

    In a ``connected`` text, somebody's own, a sentence may lean on the one before it, if that one stays.
    """
    placed: list[Placed] = []
    sentences = segment(text).sentences
    ladder.read_ahead(sentence.span.of(text) for sentence in sentences)
    for sentence in sentences:
        passage = _passage_at(sentence.span, passages)
        follows = connected and bool(placed) and _stays(placed[-1])
        told = plan.passages[passage].told if plan is not None and passage is not None else None
        outcome = ladder.settle(sentence.span.of(text), _hint(passage, plan), told, follows=follows)
        placed.append(Placed(sentence.span, passage, outcome))
    return tuple(placed)


def _stays(item: Placed) -> bool:
    """Tell whether a sentence is still the one that its writer put there, mended or not."""
    return item.kept and item.outcome.source is None


def _unread(candidate: str, sentences: list[SummarySentence]) -> Iterator[Finding]:
    """Report words that stand outside every sentence: what was not read was not checked."""
    ends = [0, *(sentence.span.end for sentence in sentences)]
    starts = [*(sentence.span.start for sentence in sentences), len(candidate)]
    for index, (start, end) in enumerate(zip(ends, starts, strict=True)):
        if any(char.isalpha() for char in candidate[start:end]):
            item = finding("NOT_CHECKED", Span(start, end), "This is no sentence and was not checked.")
            yield replace(item, sentence=max(0, index - 1))


def _verdict(findings: list[Finding], sentences: list[SummarySentence]) -> Verdict:
    if any(item.severity == "error" for item in findings):
        return "fail"
    unchecked = any(item.code in ("NOT_CHECKED", "ATTR_UNRESOLVED") for item in findings)
    return "inconclusive" if unchecked or not sentences else "pass"


def _moved(item: Finding, sentence: int, by: int) -> Finding:
    return replace(item, sentence=sentence, span=item.span.shift(by))


def _draft_text(draft: Draft, form: str) -> tuple[str, Passages]:
    """Return the draft as one text, and the span and passage of each of its sentences."""
    words = tuple(" ".join(sentence.text.split()) for sentence in draft.sentences)
    text = render(words, form)
    spans: list[tuple[Span, int | None]] = []
    offset = 0
    for word, sentence in zip(words, draft.sentences, strict=True):
        start = text.index(word, offset)
        spans.append((Span(start, start + len(word)), sentence.passage))
        offset = start + len(word)
    return text, tuple(spans)


def _passage_at(span: Span, passages: Passages) -> int | None:
    return next((passage for other, passage in passages if other.overlaps(span)), None)


def _hint(passage: int | None, plan: Plan | None) -> frozenset[int]:
    if plan is None or passage is None:
        return frozenset()
    return frozenset(plan.passages[passage].sentences)


def _unique(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Mark sentences that repeat an earlier one, or put the same article sentence in its place."""
    seen: set[str] = set()
    used: set[int] = set()
    result = []
    for item in placed:
        report = item.outcome.report
        if report is not None:
            words, source = flat(report.text), item.outcome.source
            if words in seen or (source is not None and source in used):
                item = replace(item, dropped="DUPLICATE")
            else:
                seen.add(words)
                used |= {source} if source is not None else _copied(report)
        result.append(item)
    return tuple(result)


def _copied(report: Report) -> set[int]:
    """Return the article sentences that a sentence says in full, so that none is said twice."""
    return {
        reading.case.alignment.matches[0].sentence
        for reading in report.readings
        if reading.case.alignment.matches and reading.case.alignment.score >= 0.95
    }


def _limited(placed: tuple[Placed, ...], plan: Plan | None, limit: int) -> tuple[Placed, ...]:
    """Mark what exceeds the limit: the passages of the least weight go first, then the last sentences."""
    kept = [place for place, item in enumerate(placed) if item.kept]

    def weight(place: int) -> tuple[float, int]:
        passage = placed[place].passage
        score = plan.passages[passage].score if plan is not None and passage is not None else 0.0
        return (score, -place)

    surplus = set(sorted(kept, key=weight)[: max(0, len(kept) - limit)])
    return dropping(surplus, placed, "OVER_LENGTH")
