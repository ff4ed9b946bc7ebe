"""Words that point outside their sentence."""

from __future__ import annotations

import pytest

from summarizer.reading.leaning import leaning_words
from summarizer.reading.reader import Reader
from summarizer.records import Span


def leaning(reader: Reader, text: str) -> list[str]:
    article = reader.read(text).article
    return [span.of(text) for span in leaning_words(article, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "To solve this quandary, they turned to the harbour police.", ["this", "they"], id="purpose"
        ),
        pytest.param("They asked the council for more time.", ["They"], id="subject"),
        pytest.param("This would raise rents by a tenth.", ["This"], id="this"),
        pytest.param("That decision split the cabinet.", ["That"], id="that-decision"),
        pytest.param("Ones showed that the mayor was leading.", ["Ones"], id="ones"),
        pytest.param("The latter closed the bridge in May.", ["latter"], id="latter"),
        pytest.param("The implication is clear: the bridge will close.", ["implication"], id="implication"),
        pytest.param("The efforts are expected to continue until May.", ["efforts"], id="shell"),
        pytest.param("Her lawyer said that the charges were false.", ["Her"], id="her-lawyer"),
        pytest.param("On Monday he resigned from the board.", ["he"], id="after-a-day"),
        pytest.param("Police Chief Dana Moss said none of them had been charged.", ["them"], id="one-man"),
        pytest.param("Another man said he had lost his bag.", ["Another"], id="another-man"),
    ],
)
def test_leaning_words_are_found(reader: Reader, text: str, expected: list[str]) -> None:
    assert leaning(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The mayor said that he would resign.", id="named-before"),
        pytest.param("In his speech, the mayor praised the nurses.", id="main-subject-behind"),
        pytest.param("The bridge closes this week.", id="this-week"),
        pytest.param("Those who marched were fined, the court said.", id="those-who"),
        pytest.param("“They lied to us,” the widow said.", id="in-marks"),
        pytest.param("The strike that began in May is over.", id="relative"),
        pytest.param("The union and the ministry said they would meet.", id="two-named"),
        pytest.param("The ministry said that it was checking the figures.", id="conjunction"),
        pytest.param("The result of the vote is clear.", id="result-of"),
        pytest.param("The decision to close the bridge split the cabinet.", id="filled-shell"),
        pytest.param("The mayor's remark angered the union.", id="owned-shell"),
        pytest.param("Nine of them are in intensive care.", id="counted"),
        pytest.param("It is raining in the north.", id="it"),
        pytest.param("Three nurses were hurt, and one of them died.", id="one-of-them"),
    ],
)
def test_sentence_that_stands_alone_has_none(reader: Reader, text: str) -> None:
    assert leaning(reader, text) == []
