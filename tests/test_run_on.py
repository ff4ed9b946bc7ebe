"""Captions without a mark, run together with the sentence behind them: nobody's words are taken from them."""

from __future__ import annotations

import pytest

from summarizer.guard.guard import Guard
from summarizer.guard.run_on import runs_on
from summarizer.reading.reader import Reader
from summarizer.records import CheckOptions, Span

CAPTIONED = (
    "Rovers captain Jory Tarrant thinks his side could catch Marrow City in the Northern League Tarrant played "
    "his 47th game of the season in the 2-0 win over Selwick Town on Monday night."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(CAPTIONED, True, id="in-the-league"),
        pytest.param(
            "Ivo Marsh has shocked Rovers by suggesting he wants to leave the club this summer Marsh is on course "
            "to win a second title.",
            True,
            id="this-summer",
        ),
        pytest.param(
            "Dawn Reeve was left furious by the revelation Mr Kyle also revealed that Jamie had sent a message.",
            True,
            id="also",
        ),
        pytest.param("The mayor told Tarrant Labour had lost the town.", False, id="told-him"),
        pytest.param("Sorel said the harbour would stay closed for three weeks.", False, id="said"),
        pytest.param("She cited remarks Marsh had made about the quay.", False, id="relative"),
        pytest.param("The quay was shut, and Marsh kept the keys.", False, id="conjunction"),
        pytest.param("Marsh kept the keys when Sorel shut the quay.", False, id="when"),
        pytest.param("Marsh opened the gate; Sorel shut the quay.", False, id="semicolon"),
    ],
)
def test_a_sentence_inside_a_sentence_is_seen(reader: Reader, text: str, expected: bool) -> None:
    assert runs_on(reader.read(text).article, Span(0, len(text))) is expected


def test_a_caption_lends_no_owner_and_takes_no_sentences_place(reader: Reader) -> None:
    article = reader.read(f"{CAPTIONED}\n\nThe club plays at Quay Lane.")
    text = "Tarrant played his 47th game of the season on Monday night."
    check = Guard(reader).check(article, text, CheckOptions(fix="apply"))
    assert check.corrected is not None
    assert "thinks" not in check.corrected.text
