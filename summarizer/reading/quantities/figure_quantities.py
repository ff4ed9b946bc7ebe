"""Quantities: amounts joined into ranges and scores, with the qualifier before or behind (R20, R21).

The span of a mention runs from the qualifier to the unit: "at least 12 kilometers", "$5-10 million",
"50 or more people". A score ("3-1", "7 to 2 votes") is a mention with ``counted="score"`` and both ends.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from summarizer.reading.quantities.figure_amounts import (
    Amount,
    read_amount,
    read_currency,
    read_qualifier,
    read_trailing,
    read_unit,
)
from summarizer.reading.quantities.figure_lexicon import (
    PERIOD_PREPOSITIONS,
    SCORE_WORDS,
    UNIT_FAMILIES,
    UNIT_KINDS,
    UNIT_WORDS,
)
from summarizer.reading.quantities.lexemes import DASHES, Lexemes, Number, at, glued, skip_hyphen
from summarizer.reading.quantities.mentions import Mention
from summarizer.reading.quantities.numbers import read_number

# A score is found by the words before it, this many at most.
SCORE_WINDOW: Final = 6
# Goals, points and votes stay below this; "500-400" is no score.
MAX_SCORE: Final = 650


def read_quantity(lexemes: Lexemes, index: int) -> Mention | None:
    """Read a whole quantity at ``index``: qualifier, amount or range, unit, trailing qualifier."""
    if at(lexemes, index).lower == "between":
        return _read_between(lexemes, index)
    qualifier, place = read_qualifier(lexemes, index)
    low = read_amount(lexemes, place)
    if low is None and place > index:
        _, place = read_qualifier(lexemes, place)
        low = read_amount(lexemes, place)
    if low is None:
        return None
    if UNIT_FAMILIES.get(low.unit) == "duration" and at(lexemes, index).lower in PERIOD_PREPOSITIONS:
        index, qualifier = place, "exact"
    start = at(lexemes, index).start
    found = _read_score(lexemes, low) if qualifier == "exact" else None
    found = found or _read_range(lexemes, low) or _mention(low, low)
    found = replace(found, start=start, qualifier=found.qualifier if qualifier == "exact" else qualifier)
    return _with_trailing(lexemes, found, low.number)


def _mention(low: Amount, top: Amount, *, high: Decimal | None = None) -> Mention:
    unit = top.unit or low.unit
    counted = {"age": "age", "times": "times"}.get(unit, "")
    share = low.number.style == "share" and not unit
    unit = "fraction" if share else ("years" if unit == "age" else unit)
    return Mention(
        start=low.start,
        end=top.end,
        after=top.after,
        value=float(low.number.value),
        kind=UNIT_KINDS.get(unit, "count"),
        core=(low.number.start, top.number.end),
        high=None if high is None else float(high),
        unit=unit,
        qualifier="exact" if high is None else "between",
        counted=counted,
        style=low.number.style,
    )


def _with_trailing(lexemes: Lexemes, mention: Mention, number: Number) -> Mention:
    """Add "or more", "or so", "-plus" and a unit that stands behind them ("50 or more people")."""
    slug, after = read_trailing(lexemes, mention.after)
    if slug == "exact":
        vague = mention.style == "vague" and mention.qualifier == "exact"
        return replace(mention, qualifier="about") if vague else mention
    qualifier = slug if mention.qualifier in {"exact", "between"} else mention.qualifier
    mention = replace(mention, qualifier=qualifier, after=after, end=at(lexemes, after - 1).end)
    if mention.unit:
        return mention
    unit, end, after = read_unit(lexemes, after, number)
    return replace(mention, unit=unit, kind=UNIT_KINDS[unit], end=end, after=after) if unit else mention


# ------------------------------------------------------------- ranges and scores


def _read_between(lexemes: Lexemes, index: int) -> Mention | None:
    low = read_amount(lexemes, index + 1)
    if low is None or at(lexemes, low.after).lower not in {"and", "to"}:
        return None
    high = read_amount(lexemes, low.after + 1)
    found = _join(low, high) if high else None
    return replace(found, start=at(lexemes, index).start) if found else None


def _read_range(lexemes: Lexemes, low: Amount) -> Mention | None:
    """Read "10-15", "10 to 15 percent", "two or three": not "from 5 to 10", which is a change."""
    mark = at(lexemes, low.after)
    joined = mark.text in DASHES and at(lexemes, low.after + 1).kind in {"num", "mark"}
    if not joined and mark.lower not in {"to", "or"}:
        return None
    if at(lexemes, _index_of(lexemes, low) - 1).lower == "from" and mark.lower == "to":
        return None
    high = _read_high(lexemes, low, joined=joined)
    if high is None or (low.unit and not high.unit and not (joined or high.number.scaled)):
        return None
    found = _join(low, high)
    near = high.number.raw - low.number.raw
    return None if found is None or (mark.lower == "or" and not 0 < near <= 1) else found


def _index_of(lexemes: Lexemes, amount: Amount) -> int:
    """Return the lexeme index where ``amount`` starts; it is a bounded walk back."""
    place = amount.after - 1
    while place > 0 and at(lexemes, place).start > amount.start:
        place -= 1
    return place


def _read_high(lexemes: Lexemes, low: Amount, *, joined: bool) -> Amount | None:
    place = low.after + 1
    currency, number_at = read_currency(lexemes, place)
    if not joined:
        return read_amount(lexemes, place)
    if low.prefixed and not currency:
        number = read_number(lexemes, place, money=True)
        return (
            Amount(at(lexemes, place).start, number.end, number.after, number, low.unit) if number else None
        )
    number = read_number(lexemes, number_at, money=bool(currency))
    if number is None:
        return None
    unit, end, after = ("", -1, number.after) if currency else read_unit(lexemes, number.after, number)
    return Amount(at(lexemes, place).start, end if unit else number.end, after, number, currency or unit)


def _join(low: Amount, high: Amount) -> Mention | None:
    """Join two amounts into a range; "2-3 million" scales the lower end too."""
    if low.unit and high.unit and low.unit != high.unit:
        return None
    first, second = low.number, high.number
    value = first.value
    if second.scaled and not first.scaled and first.raw < second.raw and second.raw:
        value = first.value * (second.value / second.raw)
    if not value < second.value or "share" in {first.style, second.style}:
        return None
    return _mention(replace(low, number=replace(first, value=value)), high, high=second.value)


def _read_score(lexemes: Lexemes, low: Amount) -> Mention | None:
    """Read "3-1" and, near a word of winning or voting, "1-3" and "7 to 2"."""
    if low.unit or low.number.style != "digits" or low.number.scaled:
        return None
    mark, second = at(lexemes, low.after), at(lexemes, low.after + 1)
    joined = mark.text in DASHES and glued(lexemes, low.after) and glued(lexemes, low.after + 1)
    if not (joined or mark.lower == "to") or not second.text.isdecimal() or len(second.text) > 3:
        return None
    top, bottom = low.number.value, Decimal(second.text)
    start = _index_of(lexemes, low)
    near = {at(lexemes, place).lower for place in range(start - SCORE_WINDOW, start)}
    near |= {at(lexemes, low.after + step).lower for step in (2, 3, 4)}
    is_score = (joined and top >= bottom) or bool(near & SCORE_WORDS)
    if not is_score or max(top, bottom) >= MAX_SCORE or top != int(top) or _has_unit(lexemes, low.after + 2):
        return None
    number = replace(low.number, end=second.end, after=low.after + 2)
    found = _mention(low, replace(low, end=second.end, after=low.after + 2, number=number))
    return replace(found, high=float(bottom), counted="score")


def _has_unit(lexemes: Lexemes, index: int) -> bool:
    word = at(lexemes, skip_hyphen(lexemes, index)).lower
    return (word,) in UNIT_WORDS and word not in {"points", "point"}
