"""Datelines are of the report, not of what it says."""

from __future__ import annotations

import pytest

from summarizer.datelines import dateline_end


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        pytest.param("SANAA, Yemen (CNN)Rebels seized the port.", "SANAA, Yemen (CNN)", id="signed"),
        pytest.param("LONDON (Reuters) - The bank rose.", "LONDON (Reuters) - ", id="signed-with-dash"),
        pytest.param("Redmond — The council voted 6-3.", "Redmond — ", id="place"),
        pytest.param(
            "NEWPORT NEWS, Va. - In a tradition, Moss met voters.", "NEWPORT NEWS, Va. - ", id="state"
        ),
        pytest.param("Marsh — The Hook to his friends — said no.", "", id="aside"),
        pytest.param("Marsh — a baker — said no.", "", id="small-aside"),
        pytest.param("Redmond-based The Mill said no.", "", id="hyphen"),
        pytest.param("The council voted 6-3.", "", id="none"),
    ],
)
def test_the_dateline_ends_where_the_report_begins(text: str, dateline: str) -> None:
    assert text[: dateline_end(text)] == dateline
