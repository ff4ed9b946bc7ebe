"""Two statements with a semicolon between them have an owner each, side by side."""

from __future__ import annotations

import pytest

from summarizer.reading.claims.found import Found
from summarizer.reading.claims.side_statements import cut_beside
from summarizer.reading.reader import Reader
from summarizer.records import Article, Span

TEXT = "Police said 400 people marched; the organisers said the crowd was larger."


def found(text: str, owner: str, content: str) -> Found:
    start, place = text.index(owner), text.index(content)
    return Found((Span(place, place + len(content)),), "indirect", Span(start, start + len(owner)), None)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param(
            "400 people marched; the organisers said the crowd was larger", "400 people marched", id="cut"
        ),
        pytest.param("400 people marched", "400 people marched", id="nothing-to-cut"),
    ],
)
def test_content_ends_where_the_next_owner_begins(first: str, expected: str) -> None:
    items = (found(TEXT, "Police", first), found(TEXT, "the organisers", "the crowd was larger"))
    assert cut_beside(Article(TEXT), items)[0].content[0].of(TEXT) == expected


def test_content_goes_on_behind_a_semicolon_with_no_owner() -> None:
    text = "The mayor said the bridge was safe; it would open in May."
    item = found(text, "The mayor", "the bridge was safe; it would open in May")
    assert cut_beside(Article(text), (item,)) == (item,)


def test_two_statements_are_not_one_inside_the_other(reader: Reader) -> None:
    claims = reader.read(TEXT).claims
    assert [(c.owner.of(TEXT), c.parent) for c in claims if c.owner] == [
        ("Police", None),
        ("the organisers", None),
    ]
