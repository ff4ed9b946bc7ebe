"""Figures whole: a table of sentences for each finding about figures (R5, R20 to R24, R30).

Each code has sentences that must raise it and near-identical ones that raise no error; the article is our own.
"""

from __future__ import annotations

import pytest

from summarizer.guard.guard import Guard
from summarizer.guard.verify import Verifier
from summarizer.reading.reader import Reader
from summarizer.records import CheckOptions

ARTICLE = """\
MARLOW — The ferry company said up to 1,350 passengers were stranded on Friday. The harbour master said at least \
12 ships had turned back.

The finance ministry said exports fell by 4.5 percent in May, after a rise of 2 percent in April. Imports rose by \
about 300 million euros, the ministry said.

The city spent nearly $7 million on the bridge. The bridge is 240 metres long and has 14 pillars. It opened in 1931.

Almost 60 percent of voters backed the plan, a poll by Delta Research found. The poll asked 1,200 adults.

The army said it had lost 42 vehicles since the start of the war. The rebels said they had taken 85 vehicles so far \
this year. The aid agency said 9,000 people had fled the valley by the end of June. The clinic said it had treated \
310 patients in the last 24 hours. The union said 70 members had been dismissed as of Monday.

Forty people were killed in the collapse. More than 200 were injured. A crowd of about 5,000 gathered in the square. \
Three hundred families fled their homes. The death toll stood at 46.

The library has 300 seats and 20 desks.
"""

FAULTY = [
    ("FIGURE_NOT_IN_SOURCE", "Up to 1,530 passengers were stranded on Friday, the ferry company said."),
    ("FIGURE_NOT_IN_SOURCE", "The bridge is 240 kilometres long and has 14 pillars."),
    ("FIGURE_NOT_IN_SOURCE", "The bridge is 240 metres long and has 41 pillars."),
    ("FIGURE_NOT_IN_SOURCE", "The city spent nearly $7 billion on the bridge."),
    ("FIGURE_NOT_IN_SOURCE", "Exports fell by 2 percent in May, the finance ministry said."),
    ("FIGURE_NOT_IN_SOURCE", "Exports fell by 4.5 percentage points in May, the finance ministry said."),
    ("FIGURE_NOT_IN_SOURCE", "Imports rose by about 300 million dollars, the ministry said."),
    ("FIGURE_NOT_IN_SOURCE", "The bridge opened in 1913."),
    ("FIGURE_NOT_IN_SOURCE", "The library has 20 seats and 20 desks."),
    ("FIGURE_QUALIFIER_LOST", "The ferry company said 1,350 passengers were stranded on Friday."),
    ("FIGURE_QUALIFIER_LOST", "The harbour master said 12 ships had turned back."),
    ("FIGURE_QUALIFIER_LOST", "Imports rose by 300 million euros, the ministry said."),
    ("FIGURE_QUALIFIER_LOST", "The city spent $7 million on the bridge."),
    ("FIGURE_QUALIFIER_LOST", "60 percent of voters backed the plan, a poll by Delta Research found."),
    ("FIGURE_QUALIFIER_LOST", "The ferry company said at least 1,350 passengers were stranded on Friday."),
    ("FIGURE_QUALIFIER_LOST", "The bridge is more than 240 metres long."),
    ("FIGURE_OWNER_LOST", "Up to 1,350 passengers were stranded on Friday."),
    ("FIGURE_OWNER_LOST", "At least 12 ships had turned back."),
    ("FIGURE_OWNER_LOST", "Imports rose by about 300 million euros."),
    ("FIGURE_OWNER_LOST", "Almost 60 percent of voters backed the plan."),
    ("FIGURE_OWNER_LOST", "Exports fell by 4.5 percent in May."),
    ("TIME_MARKER_LOST", "The army said it had lost 42 vehicles."),
    ("TIME_MARKER_LOST", "The rebels said they had taken 85 vehicles."),
    ("TIME_MARKER_LOST", "The aid agency said 9,000 people had fled the valley."),
    ("TIME_MARKER_LOST", "The clinic said it had treated 310 patients."),
    ("TIME_MARKER_LOST", "The union said 70 members had been dismissed."),
    ("SOURCE_UNATTRIBUTED", "Forty people were killed in the collapse."),
    ("SOURCE_UNATTRIBUTED", "More than 200 were injured."),
    ("SOURCE_UNATTRIBUTED", "A crowd of about 5,000 gathered in the square."),
    ("SOURCE_UNATTRIBUTED", "Three hundred families fled their homes."),
    ("SOURCE_UNATTRIBUTED", "The death toll stood at 46."),
]
SOUND = [
    "The ferry company said up to 1,350 passengers were stranded on Friday.",
    "On Friday, as many as 1,350 passengers were stranded, the ferry company said.",
    "Up to 1.35 thousand passengers were stranded on Friday, the ferry company said.",
    "The harbour master said at least 12 ships had turned back.",
    "At least twelve ships had turned back, the harbour master said.",
    "According to the finance ministry, exports fell by 4.5 per cent in May.",
    "Exports fell by 4.5% in May, the finance ministry said.",
    "Imports rose by about €300 million, the ministry said.",
    "Imports rose by around 300m euros, the ministry said.",
    "The city spent nearly 7 million dollars on the bridge.",
    "The city spent almost $7m on the bridge.",
    "The bridge has 14 pillars and is 240 metres long.",
    "The bridge opened in 1931.",
    "Almost 60% of voters backed the plan, a poll by Delta Research found.",
    "The poll asked 1,200 adults.",
    "The army said it had lost 42 vehicles since the start of the war.",
    "The rebels said they had taken 85 vehicles so far this year.",
    "The aid agency said that by the end of June, 9,000 people had fled the valley.",
    "The clinic said it had treated 310 patients in the last 24 hours.",
    "As of Monday, 70 members had been dismissed, the union said.",
    "The library has 300 seats.",
    "The library has 20 desks and 300 seats.",
]


@pytest.mark.parametrize(("code", "text"), FAULTY)
def test_faults_of_figures_are_found(reader: Reader, code: str, text: str) -> None:
    assert code in {item.code for item in Verifier(reader, reader.read(ARTICLE)).examine(text).findings}


@pytest.mark.parametrize("text", SOUND)
def test_figures_written_otherwise_pass(reader: Reader, text: str) -> None:
    findings = Verifier(reader, reader.read(ARTICLE)).examine(text).findings
    assert [item.code for item in findings if item.severity != "info"] == []


@pytest.mark.parametrize("text", SOUND)
def test_what_somebody_counts_is_not_called_unattributed(reader: Reader, text: str) -> None:
    check = Guard(reader).check(reader.read(ARTICLE), text, CheckOptions())
    assert "SOURCE_UNATTRIBUTED" not in {item.code for item in check.findings}
