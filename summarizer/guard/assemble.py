"""From settled sentences to one summary: what goes, what stays between, and where all of it stands.

The draft's text is sentences and the gaps between them. Kept sentences take their changes, dropped
ones go with the gap behind them, and a gap that holds anything but white space and a list mark is
made a plain one: what is no sentence was never verified, so it never gets out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.guard.describe import describe
from summarizer.guard.edits import Change, apply, edits_of
from summarizer.guard.ladder import Outcome
from summarizer.reading.segment import segment
from summarizer.records import Draft, Dropped, Edit, Span, Summary, SummarySentence

_GAP = re.compile(r"\s*(?:(?:[-*•–—]|\d{1,2}[.)])\s+)?")


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


def assemble(text: str, placed: tuple[Placed, ...], draft: Draft) -> Summary:
    """Return the summary that the settled sentences of ``text`` make, with its edits.

    A sentence that would run into its neighbour when the summary is segmented again is dropped.
    """
    placed = stable(text, placed)
    changes = changes_of(text, placed)
    edits = edits_of(text, changes)
    sentences: list[SummarySentence] = []
    for place, span in _spans(changes, placed).items():
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


def dropping(places: set[int], placed: tuple[Placed, ...], code: str) -> tuple[Placed, ...]:
    """Return the sentences with those at ``places`` marked as dropped."""
    return tuple(
        replace(item, dropped=code) if place in places else item for place, item in enumerate(placed)
    )


def stable(text: str, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Return the sentences without those that would run into a neighbour when the summary is read again."""
    while True:
        changes = changes_of(text, placed)
        found = {item.span for item in segment(apply(text, changes)).sentences}
        spans = _spans(changes, placed)
        broken = next((place for place, span in spans.items() if span not in found), None)
        if broken is None:
            return placed
        placed = dropping({broken}, placed, "NOT_CHECKED")


def changes_of(text: str, placed: tuple[Placed, ...]) -> tuple[Change, ...]:
    """Return every change from the draft's text to the summary, in order."""
    last = max((place for place, item in enumerate(placed) if item.kept), default=-1)
    if last < 0:
        return (_deletion(Span(0, len(text)), placed[0] if placed else None),) if text else ()
    changes: list[Change] = []
    for place in range(last + 1):
        changes += _gap_before(place, text, placed)
        item = placed[place]
        if item.kept:
            changes += (
                replace(change, span=change.span.shift(item.span.start)) for change in item.outcome.changes
            )
        else:
            changes.append(_deletion(Span(item.span.start, placed[place + 1].span.start), item))
    return (*changes, *_tail(last, text, placed))


def _gap_before(place: int, text: str, placed: tuple[Placed, ...]) -> Iterator[Change]:
    """Make the gap before a sentence a plain one, where it is not deleted with the sentence before."""
    if place > 0 and not placed[place - 1].kept:
        return
    gap = Span(placed[place - 1].span.end if place else 0, placed[place].span.start)
    if not _GAP.fullmatch(gap.of(text)):
        yield Change(gap, " " if place else "", "R32", "what stands here is no sentence")


def _tail(last: int, text: str, placed: tuple[Placed, ...]) -> Iterator[Change]:
    rest = Span(placed[last].span.end, len(text))
    if rest.of(text).strip():
        yield _deletion(rest, placed[last + 1] if last + 1 < len(placed) else None)


def _deletion(span: Span, item: Placed | None) -> Change:
    failed = item.outcome.failed if item is not None else None
    if failed is not None:
        return Change(span, "", failed.rule, failed.message)
    said = item is not None and item.dropped in ("DUPLICATE", "OVER_LENGTH")
    why = "said already, or beyond the length asked for" if said else "what stands here is no sentence"
    return Change(span, "", "R32", why)


def _spans(changes: tuple[Change, ...], placed: tuple[Placed, ...]) -> dict[int, Span]:
    """Return where each kept sentence stands in the summary, by its place in the draft."""
    spans: dict[int, Span] = {}
    for place, item in enumerate(placed):
        if item.kept and item.outcome.report is not None:
            moved = sum(
                len(change.after) - len(change.span)
                for change in changes
                if change.span.end <= item.span.start and change.span.start < item.span.start
            )
            start = item.span.start + moved
            spans[place] = Span(start, start + len(item.outcome.report.text))
    return spans


def _inside(edit: Edit, span: Span) -> bool:
    """Tell whether an edit belongs to the sentence: a deletion at its end is the next one's."""
    return span.start <= edit.start and edit.end <= span.end and bool(edit.after or edit.start < span.end)


def _dropped(item: Placed, text: str) -> Dropped:
    failed = item.outcome.failed
    if item.dropped is not None or failed is None:
        return Dropped(item.span.of(text), item.dropped or "NOT_CHECKED", "R32")
    return Dropped(item.span.of(text), failed.code, failed.rule)
