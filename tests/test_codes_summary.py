"""What only a whole summary shows: answers, caveats and rivals left out (R19, R22, R26).

Each code has summaries that must raise it and near-identical ones that do not; the article is our own.
"""

from __future__ import annotations

import pytest

from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import CheckOptions

ARTICLE = """\
TOLLAN — Prosecutors accused Ana Ruiz, the head of the port authority, of taking bribes. Ruiz denied the \
accusation.

The union blamed Castor Lines for the spill in the harbour. Castor Lines rejected the accusation.

The opposition accused Mayor Ben Adler of hiding the report. Adler declined to comment.

A court charged the pilot, Ivo Lund, with negligence. Lund pleaded not guilty.

Residents condemned the water company Aquor for the delay. Aquor did not respond to a request for comment.

Fishermen sued the state for damages.

The rebels said they had captured the fort. The claim could not be independently verified.

The army said it had shot down two drones. Reporters could not independently verify the account.

The navy said that three boats had been sunk. The numbers could not be verified.

A witness said soldiers had opened fire first. Reporters could not verify her account.

The governor said the bridge had been mined. The statement could not be independently confirmed.

Police said 12 people were killed in the blast. The hospital said 19 people were killed in the blast.
"""

FAULTY = [
    ("RESPONSE_OMITTED", "Prosecutors accused Ana Ruiz of taking bribes."),
    ("RESPONSE_OMITTED", "The union blamed Castor Lines for the spill in the harbour."),
    ("RESPONSE_OMITTED", "The opposition accused Mayor Ben Adler of hiding the report."),
    ("RESPONSE_OMITTED", "A court charged the pilot, Ivo Lund, with negligence."),
    ("RESPONSE_OMITTED", "Residents condemned the water company Aquor for the delay."),
    (
        "RESPONSE_OMITTED",
        "Prosecutors accused Ana Ruiz of taking bribes. Castor Lines rejected the accusation.",
    ),
    ("CAVEAT_LOST", "The rebels said they had captured the fort."),
    ("CAVEAT_LOST", "The army said it had shot down two drones."),
    ("CAVEAT_LOST", "The navy said that three boats had been sunk."),
    ("CAVEAT_LOST", "A witness said soldiers had opened fire first."),
    ("CAVEAT_LOST", "The governor said the bridge had been mined."),
    ("FIGURE_ONE_SIDED", "Police said 12 people were killed in the blast."),
    ("FIGURE_ONE_SIDED", "12 people were killed in the blast, police said."),
    ("FIGURE_ONE_SIDED", "The hospital said 19 people were killed in the blast."),
    ("FIGURE_ONE_SIDED", "According to police, 12 people were killed in the blast."),
    ("FIGURE_ONE_SIDED", "According to the hospital, 19 people were killed in the blast."),
]
SOUND = [
    "Prosecutors accused Ana Ruiz of taking bribes. Ruiz denied the accusation.",
    "The union blamed Castor Lines for the spill in the harbour. Castor Lines rejected the accusation.",
    "Adler declined to comment. The opposition accused Mayor Ben Adler of hiding the report.",
    "A court charged the pilot, Ivo Lund, with negligence. Lund pleaded not guilty.",
    "Fishermen sued the state for damages.",
    "The rebels said they had captured the fort. The claim could not be independently verified.",
    "The army said it had shot down two drones. Reporters could not independently verify the account.",
    "The navy said that three boats had been sunk. The numbers could not be verified.",
    "A witness said soldiers had opened fire first. Reporters could not verify her account.",
    "The governor said the bridge had been mined. The statement could not be independently confirmed.",
    "Police said 12 people were killed in the blast. The hospital said 19 people were killed in the blast.",
    "The hospital said 19 people were killed in the blast. Police said 12 people were killed in the blast.",
]
WATCHED = {"RESPONSE_OMITTED", "CAVEAT_LOST", "FIGURE_ONE_SIDED"}


def _codes(reader: Reader, text: str) -> set[str]:
    check = Guard(reader).check(reader.read(ARTICLE), text, CheckOptions())
    assert check.verdict == "pass"
    return {item.code for item in check.findings} & WATCHED


@pytest.mark.parametrize(("code", "text"), FAULTY)
def test_what_a_summary_leaves_out_is_noted(reader: Reader, code: str, text: str) -> None:
    assert code in _codes(reader, text)


@pytest.mark.parametrize("text", SOUND)
def test_nothing_is_noted_where_the_summary_says_it(reader: Reader, text: str) -> None:
    assert _codes(reader, text) == set()
