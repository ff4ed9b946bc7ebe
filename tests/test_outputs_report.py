"""Counting what became of other systems' summaries."""

from __future__ import annotations

from evaluation.outputs import Tally, corrected, judge, report
from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader

ARTICLE = """The fire brigade said on Monday that at least 14 boats had been destroyed in Port Marrow.

Mayor Elin Sorel said the harbour would stay closed for three weeks."""


def test_sentences_are_counted_by_what_became_of_them(reader: Reader) -> None:
    guard, analysis, tally = Guard(reader), reader.read(ARTICLE), Tally()
    text = "At least 14 boats had been destroyed in Port Marrow. Pigeons rule the moon with silver spoons."
    _, made, again = judge(guard, guard.verifier(analysis, "keep"), text, tally)
    assert made is not None
    assert again is not None
    assert made.text == "At least 14 boats had been destroyed in Port Marrow, the fire brigade said."
    assert +tally.fates == {"corrected": 1, "dropped": 1}
    assert (tally.candidates, tally.passed, tally.refused) == (1, 0, 0)
    assert again.verdict == "pass"
    found = list(corrected("x", analysis, made))
    assert [item.before for item in found] == ["At least 14 boats had been destroyed in Port Marrow."]
    assert found[0].why[0].startswith("R1 ")


def test_a_faithful_summary_is_kept_and_passes_at_once(reader: Reader) -> None:
    guard, analysis, tally = Guard(reader), reader.read(ARTICLE), Tally()
    judge(
        guard,
        guard.verifier(analysis, "keep"),
        "Mayor Elin Sorel said the harbour would stay closed for three weeks.",
        tally,
    )
    assert +tally.fates == {"kept": 1}
    assert tally.passed == 1
    row = "| x | 1 | 1 | 100.0 | 0.0 | 0.0 | 0.0 | 100.0 | 0 |"
    assert row in report({"x": tally})


def test_a_summary_of_which_nothing_stands_is_counted_apart(reader: Reader) -> None:
    guard, analysis, tally = Guard(reader), reader.read(ARTICLE), Tally()
    _, _, again = judge(
        guard, guard.verifier(analysis, "keep"), "Pigeons rule the moon with silver spoons.", tally
    )
    assert again is None
    assert tally.refused == 1
