"""Changes apply from the end, edits replay from the draft to the result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.guard.edits import Change, apply, edits_of, replay, select, then
from summarizer.records import Span

DRAFT = "Ukraine has lost 1,350 troops."


def change(words: str, after: str, text: str = DRAFT) -> Change:
    start = text.index(words)
    return Change(Span(start, start + len(words)), after, "R21", "why")


def test_apply_makes_all_changes_at_their_places() -> None:
    changes = (change("1,350", "up to 1,350"), Change(Span(29, 29), ", the Kremlin said", "R1", "why"))
    assert apply(DRAFT, changes) == "Ukraine has lost up to 1,350 troops, the Kremlin said."


def test_apply_without_changes_returns_the_text() -> None:
    assert apply(DRAFT, ()) == DRAFT


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param((Span(0, 7), Span(5, 9)), id="overlapping"),
        pytest.param((Span(0, 7), Span(25, 99)), id="beyond-the-end"),
    ],
)
def test_apply_refuses_changes_that_cannot_stand(spans: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply(DRAFT, tuple(Change(span, "x", "R1", "why") for span in spans))


def test_select_drops_a_change_that_overlaps_an_earlier_one() -> None:
    first, second = change("1,350 troops", "troops"), change("1,350", "up to 1,350")
    assert select((first, second)) == (first,)


def test_edits_say_where_the_new_words_stand_in_the_result() -> None:
    changes = (change("1,350", "up to 1,350"), Change(Span(29, 29), ", the Kremlin said", "R1", "why"))
    result = apply(DRAFT, changes)
    edits = edits_of(DRAFT, changes)
    assert [result[edit.start : edit.end] for edit in edits] == ["up to 1,350", ", the Kremlin said"]
    assert [edit.op for edit in edits] == ["replace", "insert"]


def test_replay_refuses_a_text_that_is_not_the_draft() -> None:
    edits = edits_of(DRAFT, (change("1,350", "up to 1,350"),))
    with pytest.raises(ValueError, match="before"):
        replay("Some other text altogether.", edits)


RAW = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.text(max_size=5)), max_size=6)


def drawn(text: str, raw: list[tuple[int, int, str]]) -> tuple[Change, ...]:
    ends = ((sorted((min(one, len(text)), min(other, len(text)))), after) for one, other, after in raw)
    return select(Change(Span(*span), after, "R1", "why") for span, after in ends)


@given(st.text(max_size=60), RAW)
def test_replay_gives_the_result_of_apply(text: str, raw: list[tuple[int, int, str]]) -> None:
    changes = drawn(text, raw)
    assert replay(text, edits_of(text, changes)) == apply(text, changes)


@given(st.text(min_size=20, max_size=60), RAW, RAW)
def test_then_makes_one_list_of_any_two(
    text: str, one: list[tuple[int, int, str]], other: list[tuple[int, int, str]]
) -> None:
    first = drawn(text, one)
    between = apply(text, first)
    second = drawn(between, other)
    together = then(first, second)
    assert apply(text, together) == apply(between, second)
    assert replay(text, edits_of(text, together)) == apply(between, second)
