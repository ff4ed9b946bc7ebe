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


def then(first: tuple[Change, ...], second: tuple[Change, ...]) -> tuple[Change, ...] | None:
    """Return the changes that do ``first`` and, in what that makes, ``second``; None where they collide.

    A change within what an earlier one put in becomes part of that one.
    """
    for change in reversed(second):
        joined = _joined(first, change)
        if joined is None:
            return None
        first = joined
    return first


def _joined(first: tuple[Change, ...], change: Change) -> tuple[Change, ...] | None:
    moved = 0
    for place, done in enumerate(first):
        put = Span(done.span.start + moved, done.span.start + moved + len(done.after))
        if change.span.end <= put.start:
            return (*first[:place], replace(change, span=change.span.shift(-moved)), *first[place:])
        if put.contains(change.span):
            within = change.span.shift(-put.start)
            after = done.after[: within.start] + change.after + done.after[within.end :]
            return (*first[:place], replace(done, after=after), *first[place + 1 :])
        if put.overlaps(change.span):
            return None
        moved += len(done.after) - len(done.span)
    return (*first, replace(change, span=change.span.shift(-moved)))


def edits_of(text: str, changes: tuple[Change, ...]) -> tuple[Edit, ...]:
    """Return the changes as edits, each with the place of its ``after`` in the resulting text."""
    edits: list[Edit] = []
    moved = 0
    for change in changes:
        before = change.span.of(text)
        start = change.span.start + moved
        edits.append(
            Edit(
                change.rule,
                _op(before, change.after),
                start,
                start + len(change.after),
                before,
                change.after,
                change.why,
            )
        )
        moved += len(change.after) - len(before)
    return tuple(edits)


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
