"""Things found by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.overlaps import WIDTH, Overlaps
from summarizer.records import Span

SPANS = st.tuples(st.integers(0, 5 * WIDTH), st.integers(0, 3 * WIDTH)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)


@given(st.lists(st.lists(SPANS, max_size=3), max_size=20), SPANS)
def test_the_same_items_are_found_as_by_a_look_at_each(items: list[list[Span]], asked: Span) -> None:
    found = Overlaps(enumerate(items)).at(asked)
    wanted = [
        number
        for number, spans in enumerate(items)
        if any(span.start < asked.end and asked.start < span.end for span in spans)
    ]
    assert found == wanted


def test_items_may_be_added_later_and_stand_behind() -> None:
    places: Overlaps[str] = Overlaps([("b", [Span(0, 10)])])
    assert places.at(Span(5, 6)) == ["b"]
    places.add("a", [Span(4, 1_000)])
    assert places.at(Span(5, 6)) == ["b", "a"]
    assert places.at(Span(900, 901)) == ["a"]
    assert places.at(Span(2_000, 2_001)) == []
