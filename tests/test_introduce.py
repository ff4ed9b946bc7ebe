"""Owners are named in full, with their role, where a summary first names them, and shortly afterwards."""

from __future__ import annotations

import pytest

from summarizer.guard.edits import Change, apply, replay, then
from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, Draft, DraftSentence, Span, SummarizeOptions, Summary

CITIES = """A new report by the Harlow Institute says more people live in cities than ever. Rents rose by 40 percent in ten years.

The report says rents outran wages in 31 towns. Mary Okafor, the housing secretary, said the trend was alarming.

Okafor said she would propose a tax on empty homes. The landlords' union said the tax was unfair.

“The report is a wake-up call,” said Okafor, who took office in May. Young families left three of the five towns, the report found."""
TWO = """Mary Okafor, the housing secretary, met her brother in Leeds.

James Okafor, a builder, said rents were too high. Okafor said he would sell his flat."""
COURTESY = "Mary Okafor, the housing secretary, opened the hall. Mrs. Okafor said the hall would stay open."

FIRST = "Okafor said she would propose a tax on empty homes."
IN_FULL = "Mary Okafor, the housing secretary, said"
CASES = [
    pytest.param(CITIES, [FIRST], [f"{IN_FULL} she would propose a tax on empty homes."], id="first"),
    pytest.param(
        CITIES,
        ["Mary Okafor, the housing secretary, said the trend was alarming.", FIRST],
        ["Mary Okafor, the housing secretary, said the trend was alarming.", FIRST],
        id="introduced-already",
    ),
    pytest.param(
        CITIES,
        [FIRST, "Mary Okafor, the housing secretary, said the trend was alarming."],
        [f"{IN_FULL} she would propose a tax on empty homes.", "Okafor said the trend was alarming."],
        id="in-full-once",
    ),
    pytest.param(
        CITIES,
        ["“The report is a wake-up call,” said Okafor, who took office in May."],
        ["“The report is a wake-up call,” said Mary Okafor, the housing secretary, who took office in May."],
        id="behind-a-quotation",
    ),
    pytest.param(
        CITIES,
        ["She would propose a tax on empty homes, Mary Okafor said."],
        ["She would propose a tax on empty homes, Mary Okafor, the housing secretary, said."],
        id="role-for-a-bare-name",
    ),
    pytest.param(
        CITIES,
        ["The report says rents outran wages in 31 towns."],
        ["A new report by the Harlow Institute says rents outran wages in 31 towns."],
        id="which-report",
    ),
    pytest.param(
        CITIES,
        [
            "A new report by the Harlow Institute says more people live in cities than ever.",
            "Young families left three of the five towns.",
        ],
        [
            "A new report by the Harlow Institute says more people live in cities than ever.",
            "Young families left three of the five towns, the report found.",
        ],
        id="the-report-afterwards",
    ),
    pytest.param(
        CITIES,
        ["The landlords' union said the tax was unfair."],
        ["The landlords' union said the tax was unfair."],
        id="nothing-more-is-known",
    ),
    pytest.param(
        COURTESY,
        ["Mrs. Okafor said the hall would stay open."],
        [f"{IN_FULL} the hall would stay open."],
        id="courtesy-title",
    ),
    pytest.param(
        TWO,
        ["Okafor said he would sell his flat."],
        ["Okafor said he would sell his flat."],
        id="two-of-one-surname",
    ),
]


def guarded(reader: Reader, analysis: Analysis, sentences: list[str], **options: str) -> Summary:
    draft = Draft(
        tuple(DraftSentence(text, None) for text in sentences), "extract", "extract@1", "extractive"
    )
    return Guard(reader).guard(analysis, draft, None, SummarizeOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(("article", "draft", "expected"), CASES)
def test_owners_are_worded_for_their_place(
    reader: Reader, article: str, draft: list[str], expected: list[str]
) -> None:
    summary = guarded(reader, reader.read(article), draft)
    assert [sentence.text for sentence in summary.sentences] == expected
    assert replay(summary.draft_text, summary.edits) == summary.text


def test_bullets_name_everybody_in_full_each_time(reader: Reader) -> None:
    draft = [FIRST, "Mary Okafor, the housing secretary, said the trend was alarming."]
    summary = guarded(reader, reader.read(CITIES), draft, format="bullets")
    assert all(IN_FULL in sentence.text for sentence in summary.sentences)


def put(start: int, end: int, after: str) -> Change:
    return Change(Span(start, end), after, "R1", "because")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param((), (put(0, 3, "one"),), id="nothing-before"),
        pytest.param((put(4, 7, "two words"),), (put(0, 3, "one"),), id="in-front"),
        pytest.param((put(0, 3, "a long one"),), (put(11, 14, "x"),), id="behind"),
        pytest.param((put(0, 0, "so: "),), (put(4, 7, "one"),), id="behind-an-insertion"),
        pytest.param((put(0, 7, "all of this"),), (put(4, 6, "but"),), id="within"),
        pytest.param(
            (put(0, 3, ""), put(8, 11, "three")), (put(1, 4, "2"), put(5, 10, "3")), id="two-by-two"
        ),
        pytest.param((put(4, 7, "two"),), (put(2, 6, "x"),), id="across-an-edge"),
        pytest.param((put(4, 8, ""),), (put(0, 7, "a long x"),), id="across-what-was-taken-out"),
        pytest.param((put(4, 7, "2"), put(8, 11, "3")), (put(2, 9, "x"),), id="across-two"),
        pytest.param((put(4, 8, ""),), (put(0, 4, "a "), put(4, 6, "j")), id="on-both-sides-of-a-hole"),
    ],
)
def test_changes_made_after_one_another_are_one_list(
    first: tuple[Change, ...], second: tuple[Change, ...]
) -> None:
    text = "abc def ghi jkl"
    together = then(first, second)
    assert apply(text, together) == apply(apply(text, first), second)


def test_a_name_is_put_in_full_around_a_word_that_was_taken_out(reader: Reader) -> None:
    analysis = reader.read(
        "According to the report, which was written by the engineering firm Hale & Burke, the site is "
        "polluted. The firm estimates that the work would take at least 18 months."
    )
    summary = guarded(
        reader, analysis, ["The shameful firm estimates that the work would take at least 18 months."]
    )
    assert summary.text == (
        "The engineering firm Hale & Burke estimates that the work would take at least 18 months."
    )
    assert replay(summary.draft_text, summary.edits) == summary.text


def test_a_guarded_text_is_left_alone(reader: Reader) -> None:
    analysis = reader.read(
        "Otto Marsh, the mayor, said on Monday that Ann Hill was a friend. Marsh said she was welcome."
    )
    draft = ["Marsh said she was welcome and Otto Marsh, the mayor, said Ann Hill was a friend."]
    once = guarded(reader, analysis, draft)
    assert once.text == ("Otto Marsh, the mayor, said she was welcome and Marsh said Ann Hill was a friend.")
    assert guarded(reader, analysis, [once.text]).text == once.text


def test_who_was_introduced_in_a_sentence_that_cannot_stay_is_introduced_in_the_next(reader: Reader) -> None:
    analysis = reader.read(
        "Otto Marsh, the mayor, said on Monday that Ann Hill was welcome.\n\n"
        "“… the quay of the old harbour is too short for the new ferry,” Marsh said."
    )
    # What begins with dots reads on from the sentence before it, which goes.
    draft = [
        "Otto Marsh, the mayor, said on Monday that Ann Hill was welcome.",
        "The quay of the old harbour is not too short for the new ferry, Marsh said.",
    ]
    summary = guarded(reader, analysis, draft)
    assert summary.text.endswith("ferry,” Otto Marsh, the mayor, said.")
