"""The record of one figure as it stands in the text, before anything is known of owner and parse."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.reading.quantities.lexemes import Style
from summarizer.records import FigureKind, Qualifier


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure as the text words it, before anything is known of owner and parse.

    ``core`` is the span of the number alone, ``after`` the lexeme index behind the mention. A ``weak``
    mention ("one") counts only where the parse shows that it counts something.
    """

    start: int
    end: int
    after: int
    value: float
    kind: FigureKind
    core: tuple[int, int]
    high: float | None = None
    unit: str = ""
    qualifier: Qualifier = "exact"
    counted: str = ""
    style: Style = "digits"
    weak: bool = False
