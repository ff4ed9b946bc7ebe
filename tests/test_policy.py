"""The decision table, the rulebook and the page made of them say the same, and every finding has its cases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import test_codes_figures
import test_codes_meaning
import test_codes_owners
import test_codes_summary
import test_codes_words
from click.testing import CliRunner

from summarizer.cli import main
from summarizer.guard.policy import DECISIONS
from summarizer.guard.rulebook import RULES, Rule
from summarizer.records import FindingCode

DOCS = Path(__file__).parent.parent / "docs"
CODES = get_args(FindingCode)
# How many sentences of its own each finding has at least, that must raise it.
CASES = 5


def _failing() -> Counter[str]:
    tables = (test_codes_meaning, test_codes_owners, test_codes_words, test_codes_figures, test_codes_summary)
    rows = (row for table in tables for row in table.FAULTY)
    return Counter(str(getattr(row, "values", row)[0]) for row in rows)


def test_the_rules_are_r1_to_r33() -> None:
    assert [rule.id for rule in RULES] == [f"R{number}" for number in range(1, 34)]


@pytest.mark.parametrize("code", CODES)
def test_every_finding_has_a_row_and_a_rule_that_lists_it(code: FindingCode) -> None:
    rules = {rule.id: rule for rule in RULES}
    assert code in rules[DECISIONS[code].rule].codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_rule_leaves_to_an_editor_is_said(rule: Rule) -> None:
    assert rule.done
    assert rule.left or rule.handling in ("enforced", "flagged")


@pytest.mark.parametrize("code", CODES)
def test_every_finding_has_failing_cases(code: FindingCode) -> None:
    assert _failing()[code] >= CASES


def test_errors_have_a_remedy_and_notes_have_none() -> None:
    for code, row in DECISIONS.items():
        assert (row.remedy == "none") == (row.severity == "info"), code


def test_the_page_is_what_the_command_makes_of_the_tables() -> None:
    made = CliRunner().invoke(main, ["rules", "--markdown"]).output
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == made


def test_the_page_tells_all() -> None:
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    told = [rule.done in text and rule.left in text for rule in RULES]
    assert all(told)
    assert all(f"| `{code}` | {row.severity} | {row.rule} |" in text for code, row in DECISIONS.items())
