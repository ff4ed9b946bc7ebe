"""The guard: a draft in, a summary out in which every sentence passed verification.

The draft's text is segmented as any text is; each of its sentences climbs the ladder on its own;
what passes is assembled, and the edits that led there replay from the draft to the summary exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from summarizer.guard.describe import describe
from summarizer.guard.edits import Change, apply, edits_of
from summarizer.guard.ladder import Ladder, Outcome
from summarizer.guard.verify import Report, Verifier
from summarizer.guard.wording import flat
from summarizer.reading.reader import Reader
from summarizer.reading.segment import segment
from summarizer.records import (
    Analysis,
    Check,
    CheckOptions,
    Draft,
    Dropped,
    Edit,
    Finding,
    Plan,
    Span,
    SummarizeOptions,
    Summary,
    SummarySentence,
)

BULLET = "- "
Verdict = Literal["pass", "fail", "inconclusive"]


def render(sentences: tuple[str, ...], form: str) -> str:
    """Return sentences as one paragraph, or as one bullet a line."""
    if form == "bullets":
        return "\n".join(BULLET + sentence for sentence in sentences)
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class Placed:
    """One sentence of the draft's text: where it stands, where it came from, and what became of it."""

    span: Span
    passage: int | None
    outcome: Outcome
    dropped: str | None = None

    @property
    def kept(self) -> bool:
        return self.outcome.report is not None and self.dropped is None


class Guard:
    """Lets through what the article backs, with its owner; holds no state between calls."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def guard(
        self, analysis: Analysis, draft: Draft, plan: Plan | None, options: SummarizeOptions
    ) -> Summary:
        """Return the summary that ``draft`` may become.

        ``plan`` is the plan that the draft was written from, if there is one. Raises UnresolvedOwner
        only with ``on_unresolved`` "fail".
        """
        text, passages = _draft_text(draft, options.format)
        verifier = Verifier(self._reader, analysis, cue_policy=options.cue_policy)
        ladder = Ladder(verifier, on_unresolved=options.on_unresolved)
        placed = []
        for sentence in segment(text).sentences:
            passage = _passage_at(sentence.span, passages)
            outcome = ladder.settle(sentence.span.of(text), _hint(passage, plan))
            placed.append(Placed(sentence.span, passage, outcome))
        chosen = _limited(_unique(tuple(placed)), plan, options.max_sentences)
        return _assemble(text, _stable(text, chosen), draft)

    def check(self, analysis: Analysis, candidate: str, options: CheckOptions) -> Check:
        """Verify any summary of the article; with ``fix`` other than "none", mend it too."""
        verifier = Verifier(self._reader, analysis, cue_policy=options.cue_policy)
        findings: list[Finding] = []
        sentences: list[SummarySentence] = []
        for sentence in segment(candidate).sentences:
            report = verifier.examine(sentence.span.of(candidate))
            findings += (_moved(item, sentence.index, sentence.span.start) for item in report.findings)
            sentences.append(describe(sentence.index, sentence.span.start, report, report, ()))
        corrected = None if options.fix == "none" else self._corrected(analysis, candidate, options)
        return Check(_verdict(findings, sentences), tuple(findings), tuple(sentences), corrected)

    def _corrected(self, analysis: Analysis, candidate: str, options: CheckOptions) -> Summary:
        draft = Draft((), engine="candidate", model="candidate", mode="abstractive")
        verifier = Verifier(self._reader, analysis, cue_policy=options.cue_policy)
        ladder = Ladder(verifier, on_unresolved=options.on_unresolved)
        placed = tuple(
            Placed(item.span, None, ladder.settle(item.span.of(candidate), frozenset()))
            for item in segment(candidate).sentences
        )
        return _assemble(candidate, _stable(candidate, _unique(placed)), draft)


def _verdict(findings: list[Finding], sentences: list[SummarySentence]) -> Verdict:
    if any(item.severity == "error" for item in findings):
        return "fail"
    unchecked = any(item.code in ("NOT_CHECKED", "ATTR_UNRESOLVED") for item in findings)
    return "inconclusive" if unchecked or not sentences else "pass"


def _moved(item: Finding, sentence: int, by: int) -> Finding:
    return replace(item, sentence=sentence, span=item.span.shift(by))


def _draft_text(draft: Draft, form: str) -> tuple[str, tuple[tuple[Span, int | None], ...]]:
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


def _passage_at(span: Span, passages: tuple[tuple[Span, int | None], ...]) -> int | None:
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
    return tuple(
        replace(item, dropped="OVER_LENGTH") if place in surplus else item
        for place, item in enumerate(placed)
    )


def _stable(text: str, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Drop sentences that would run into their neighbours when the summary is segmented again."""
    while True:
        changes = _changes(text, placed)
        summary = apply(text, changes)
        wanted = _spans(text, placed)
        found = [item.span for item in segment(summary).sentences]
        broken = next((place for place, span in wanted.items() if span not in found), None)
        if broken is None:
            return placed
        placed = tuple(
            replace(item, dropped="NOT_CHECKED") if place == broken else item
            for place, item in enumerate(placed)
        )


def _changes(text: str, placed: tuple[Placed, ...]) -> tuple[Change, ...]:
    """Return every change from the draft's text to the summary."""
    changes: list[Change] = []
    last = max((place for place, item in enumerate(placed) if item.kept), default=-1)
    for place, item in enumerate(placed):
        if item.kept:
            changes += (_shifted(change, item.span.start) for change in item.outcome.changes)
        elif place < last:
            changes.append(_deletion(Span(item.span.start, placed[place + 1].span.start), item))
        else:
            start = placed[last].span.end if last >= 0 else 0
            end = len(text) if last < 0 or place == len(placed) - 1 else placed[-1].span.end
            changes.append(_deletion(Span(start, end), item))
            break
    return tuple(changes)


def _shifted(change: Change, by: int) -> Change:
    return replace(change, span=change.span.shift(by))


def _deletion(span: Span, item: Placed) -> Change:
    failed = item.outcome.failed
    rule = failed.rule if failed is not None else "R32"
    why = failed.message if failed is not None else "said already, or beyond the length asked for"
    return Change(span, "", rule, why)


def _spans(text: str, placed: tuple[Placed, ...]) -> dict[int, Span]:
    """Return where each kept sentence stands in the summary."""
    spans: dict[int, Span] = {}
    changes = _changes(text, placed)
    for place, item in enumerate(placed):
        if item.kept and item.outcome.report is not None:
            before = sum(
                len(change.after) - len(change.span)
                for change in changes
                if change.span.end <= item.span.start and change.span.start < item.span.start
            )
            start = item.span.start + before
            spans[place] = Span(start, start + len(item.outcome.report.text))
    return spans


def _assemble(text: str, placed: tuple[Placed, ...], draft: Draft) -> Summary:
    changes = _changes(text, placed)
    edits = edits_of(text, changes)
    spans = _spans(text, placed)
    sentences: list[SummarySentence] = []
    for place, span in spans.items():
        outcome = placed[place].outcome
        if outcome.report is not None:
            mine = tuple(edit for edit in edits if _inside(edit, span))
            sentences.append(describe(len(sentences), span.start, outcome.first, outcome.report, mine))
    unresolved = any(item.attribution.status == "unresolved" for item in sentences)
    return Summary(
        status="refused" if not sentences else "partial" if unresolved else "ok",
        text=apply(text, changes),
        sentences=tuple(sentences),
        draft_text=text,
        edits=edits,
        dropped=tuple(_dropped(item, text) for item in placed if not item.kept),
        notices=draft.notices,
    )


def _inside(edit: Edit, span: Span) -> bool:
    return span.start <= edit.start and edit.end <= span.end and bool(edit.after or edit.start < span.end)


def _dropped(item: Placed, text: str) -> Dropped:
    failed = item.outcome.failed
    if item.dropped is not None or failed is None:
        return Dropped(item.span.of(text), item.dropped or "NOT_CHECKED", "R32")
    return Dropped(item.span.of(text), failed.code, failed.rule)
