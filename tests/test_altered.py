"""Mechanical faults: each kind changes what it says it changes, and nothing else."""

from __future__ import annotations

import pytest

from evaluation.altered import Altered, alterations
from evaluation.figures import Tally, measure, report, stands_alone
from summarizer.reading.reader import Reader

ARTICLE = """\
Mayor Ana Lind said at least 12 ships had turned back. Captain Bo Hale said 30 crew were safe.

We saw three boats. The harbour is 5 miles long. The mayor said she counted $2 million.
"""


def altered(reader: Reader, place: int) -> tuple[Altered, ...]:
    """Return the faults made in the sentence at ``place``."""
    analysis = reader.read(ARTICLE)
    span = analysis.article.sentences[place].span
    return tuple(item for figure in analysis.figures_in(span) for item in alterations(figure, span, analysis))


def test_each_kind_of_fault_is_made_where_it_can_be(reader: Reader) -> None:
    assert {item.kind: item.text for item in altered(reader, 0)} == {
        "swap": "Mayor Ana Lind said at least 30 ships had turned back.",
        "scale": "Mayor Ana Lind said at least 120 ships had turned back.",
        "strip": "Mayor Ana Lind said 12 ships had turned back.",
        "re-own": "Bo Hale said at least 12 ships had turned back.",
    }


def test_words_and_scales_are_altered_in_their_own_form(reader: Reader) -> None:
    assert "We saw thirty boats." in {item.text for item in altered(reader, 2)}
    assert "The mayor said she counted $2 billion." in {item.text for item in altered(reader, 4)}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(0, True, id="owner-by-name"),
        pytest.param(2, False, id="first-person"),
        pytest.param(3, True, id="own-voice"),
    ],
)
def test_a_sentence_that_needs_others_is_told_apart(reader: Reader, place: int, expected: bool) -> None:
    analysis = reader.read(ARTICLE)
    assert stands_alone(analysis.article.sentences[place], analysis) is expected


def test_sentences_pass_as_they_stand_and_fail_when_altered(reader: Reader) -> None:
    tally = Tally()
    measure(reader, ARTICLE, tally)
    assert tally.alone >= 3
    assert tally.failed == 0
    assert tally.caught == tally.made
    assert tally.made.total() >= 8


def test_the_report_gives_shares_of_each_kind() -> None:
    tally = Tally(sentences=4, alone=4, failed=1)
    for name, count in (("made", 4), ("caught", 3), ("made_clean", 3), ("caught_clean", 3)):
        getattr(tally, name).update({"swap": count})
    lines = report(tally)
    assert "unaltered: 75.0 pass (bar 97.0)" in lines
    assert "| swap | 4 | 75.0 | 3 | 100.0 |" in lines
    assert "| all | 4 | 75.0 | 3 | 100.0 |" in lines
