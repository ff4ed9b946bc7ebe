"""Suggestions: each faulty sentence gets a text that passes, or the advice to leave it out."""

from __future__ import annotations

import pytest
from codes_articles import HEALTH

from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, CheckOptions, Suggestion

SUGGEST = CheckOptions(fix="suggest")
FAULTY = [
    pytest.param("The closures could cost lives.", "correct", id="owner"),
    pytest.param("Carla Voss said the closures could cost lives.", "correct", id="wrong-owner"),
    pytest.param("The tests had found lead in the water, Oduya said.", "replace", id="negation"),
    pytest.param("Aliens were seen over the harbour of Lisbon.", "drop", id="invented"),
]


@pytest.fixture(scope="module")
def health(reader: Reader) -> Analysis:
    return reader.read(HEALTH)


def suggested(reader: Reader, analysis: Analysis, text: str, options: CheckOptions) -> tuple[Suggestion, ...]:
    """Return the suggestions for a candidate."""
    return Guard(reader).check(analysis, text, options).suggestions


@pytest.mark.parametrize(("text", "action"), FAULTY)
def test_a_faulty_sentence_gets_the_least_change_that_passes(
    reader: Reader, health: Analysis, text: str, action: str
) -> None:
    (found,) = suggested(reader, health, text, SUGGEST)
    assert (found.action, found.span.of(text)) == (action, text)
    assert found.rules
    assert bool(found.text) is (action != "drop")
    if found.text:
        assert Guard(reader).check(health, found.text, CheckOptions()).verdict == "pass"


def test_sound_sentences_get_none_and_places_are_those_of_the_candidate(
    reader: Reader, health: Analysis
) -> None:
    sound = "Weir said the closures would save money for the capital's main hospital."
    text = f"{sound} The closures could cost lives."
    (found,) = suggested(reader, health, text, SUGGEST)
    assert (found.sentence, found.span.start, found.span.end) == (1, len(sound) + 1, len(text))


@pytest.mark.parametrize(("fix", "count"), [("none", 0), ("suggest", 1), ("apply", 1)])
def test_suggestions_come_with_suggest_and_apply(
    reader: Reader, health: Analysis, fix: str, count: int
) -> None:
    options = CheckOptions(fix=fix)  # type: ignore[arg-type]
    check = Guard(reader).check(health, "The closures could cost lives.", options)
    assert len(check.suggestions) == count
    assert (check.corrected is not None) is (fix == "apply")


def test_the_answer_to_a_candidate_that_says_nothing_of_the_article_is_to_drop_it(
    reader: Reader, health: Analysis
) -> None:
    check = Guard(reader).check(health, "Aliens were seen over Lisbon.", CheckOptions(fix="apply"))
    assert check.corrected is not None
    assert check.corrected.sentences == ()
