"""The checks of one clause's words against its evidence, in the order in which they are asked.

Each takes a case and returns findings; none changes anything or knows of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from summarizer.guard.case import Case
from summarizer.guard.exchange_checks import check_exchanged
from summarizer.guard.figure_checks import check_figures, check_numbers
from summarizer.guard.meaning_checks import check_hedges, check_modality, check_negation
from summarizer.guard.role_checks import check_roles
from summarizer.guard.word_checks import check_names, check_quotes
from summarizer.records import Finding

CLAUSE_CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_figures,
    check_numbers,
    check_names,
    check_quotes,
    check_negation,
    check_modality,
    check_hedges,
    check_exchanged,
    check_roles,
)
