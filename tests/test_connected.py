"""In a text of somebody's own a sentence may lean on the one before it, as long as that one stays."""

from __future__ import annotations

import pytest

from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import CheckOptions, Draft, DraftSentence, SummarizeOptions

QUAY = """Elin Sorel, the mayor of Port Marrow, opened the new quay on Friday. She walked along the whole quay with her son.

Ivo Marsh, a fisherman, said the quay was too short. He sold his boat in March."""
OPENED = "Elin Sorel, the mayor of Port Marrow, opened the new quay on Friday."
WALKED = "She walked along the whole quay with her son."
SHORT = "Ivo Marsh, a fisherman, said the quay was too short."
BARE = "The quay was too short."
SOLD = "He sold his boat in March."

KEPT = [
    pytest.param(f"{OPENED} {WALKED}", f"{OPENED} {WALKED}", id="behind-its-own"),
    pytest.param(
        f"{BARE} {SOLD}",
        f"The quay was too short, Ivo Marsh, a fisherman, said. {SOLD}",
        id="behind-a-mended-one",
    ),
    pytest.param(WALKED, "", id="nothing-before"),
    pytest.param(f"Aliens bought the moon for a song. {WALKED}", "", id="what-it-leaned-on-is-gone"),
    pytest.param(
        f"{OPENED} Aliens bought the moon for a song. {WALKED}", OPENED, id="behind-one-that-is-gone"
    ),
]


@pytest.mark.parametrize(("text", "expected"), KEPT)
def test_a_leaning_sentence_stays_where_the_one_before_it_does(
    reader: Reader, text: str, expected: str
) -> None:
    check = Guard(reader).check(reader.read(QUAY), text, CheckOptions(fix="apply"))
    assert check.corrected is not None
    assert check.corrected.text == expected


def test_what_a_model_wrote_must_stand_alone(reader: Reader) -> None:
    draft = Draft((DraftSentence(OPENED), DraftSentence(WALKED)), "extract", "extract@1", "extractive")
    summary = Guard(reader).guard(reader.read(QUAY), draft, None, SummarizeOptions())
    assert summary.text == OPENED
