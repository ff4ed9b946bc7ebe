"""Planned changes to one text: checked, applied, replayed, and given their place in the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from summarizer.records import Edit, EditOp, Span


@dataclass(frozen=True, slots=True)
class Change:
    """One planned change: ``span`` is into the text before any change; empty for an insertion."""

    span: Span
    after: str
    rule: str
    why: str


def select(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes in order without those that overlap an earlier one (first come, first served)."""
    chosen: list[Change] = []
    for change in changes:
        if not any(_collide(change.span, other.span) for other in chosen):
            chosen.append(change)
    return tuple(sorted(chosen, key=lambda change: change.span))


def _collide(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one.start == other.start


def apply(text: str, changes: tuple[Change, ...]) -> str:
    """Return ``text`` with the changes made, from its end to its start.

    Raises ValueError where two changes overlap or one lies outside the text.
    """
    limit = len(text)
    for change in reversed(changes):
        if change.span.end > limit:
            raise ValueError(f"change at {change.span} overlaps its neighbour or the end at {limit}")
        text = text[: change.span.start] + change.after + text[change.span.end :]
        limit = change.span.start
    return text


def then(first: tuple[Change, ...], second: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes that do ``first`` and, in what that makes, ``second``.

    ``second`` is in order. A change that touches what earlier ones put in, or spans where they took words
    out, becomes one with them: the earliest gives the rule and the reason.
    """
    for change in reversed(second):
        first = _joined(first, change)
    return first


def _joined(first: tuple[Change, ...], change: Change) -> tuple[Change, ...]:
    puts, moved = _put(first)
    met = [place for place, put in enumerate(puts) if _meet(put, change.span)]
    low = met[0] if met else sum(put.start < change.span.end for put in puts)
    high = met[-1] + 1 if met else low
    one, span = change, change.span
    if met:
        head = first[low].after[: max(0, span.start - puts[low].start)]
        tail = first[high - 1].after[max(0, span.end - puts[high - 1].start) :]
        span = Span(min(span.start, puts[low].start), max(span.end, puts[high - 1].end))
        one = replace(first[low], after=head + change.after + tail)
    one = replace(one, span=Span(span.start - moved[low], span.end - moved[high]))
    return (*first[:low], one, *first[high:])


def _put(changes: tuple[Change, ...]) -> tuple[list[Span], list[int]]:
    """Return where the words of each change stand once all are made, and how far the text before it moved."""
    moved = [0]
    for change in changes:
        moved.append(moved[-1] + len(change.after) - len(change.span))
    starts = [change.span.start + by for change, by in zip(changes, moved, strict=False)]
    return [Span(at, at + len(change.after)) for at, change in zip(starts, changes, strict=True)], moved


def _meet(put: Span, span: Span) -> bool:
    """Tell whether ``span`` cannot be changed apart from what was put, or taken out, at ``put``."""
    return put.start < span.end and (span.start < put.end or put.contains(span))


def edits_of(text: str, changes: tuple[Change, ...]) -> tuple[Edit, ...]:
    """Return the changes as edits, each with the place of its ``after`` in the resulting text."""
    puts, _ = _put(changes)
    return tuple(
        Edit(
            change.rule,
            _op(before, change.after),
            put.start,
            put.end,
            before,
            change.after,
            change.why,
        )
        for change, put in zip(changes, puts, strict=True)
        for before in (change.span.of(text),)
    )


def _op(before: str, after: str) -> EditOp:
    if not before:
        return "insert"
    return "replace" if after else "delete"


def replay(draft: str, edits: Iterable[Edit]) -> str:
    """Return the summary that ``edits`` make of ``draft``.

    Raises ValueError where an edit's ``before`` does not stand at its place.
    """
    for edit in edits:
        end = edit.start + len(edit.before)
        if draft[edit.start : end] != edit.before:
            raise ValueError(f"the text at {edit.start} is not the edit's before")
        draft = draft[: edit.start] + edit.after + draft[end:]
    return draft
