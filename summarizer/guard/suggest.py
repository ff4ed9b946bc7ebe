"""What would mend each faulty sentence of a candidate: the guard's own change, which passed verification."""

from __future__ import annotations

from summarizer.guard.assemble import Placed
from summarizer.guard.edits import apply
from summarizer.records import Suggestion


def suggestions_of(settled: tuple[Placed, ...]) -> tuple[Suggestion, ...]:
    """Return a suggestion for each sentence that did not pass as it stood, in text order."""
    found = (_suggestion(place, item) for place, item in enumerate(settled))
    return tuple(item for item in found if item is not None)


def _suggestion(place: int, item: Placed) -> Suggestion | None:
    outcome = item.outcome
    if outcome.report is None:
        return Suggestion(place, item.span, "drop", "", (outcome.failed.rule,) if outcome.failed else ())
    text = apply(outcome.first.text, outcome.changes)
    if text == outcome.first.text:
        return None
    rules = tuple(dict.fromkeys(change.rule for change in outcome.changes))
    return Suggestion(place, item.span, "correct" if outcome.source is None else "replace", text, rules)
