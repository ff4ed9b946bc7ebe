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
    GLUED_ONLY,
    PERIOD_PREPOSITIONS,
    SCORE_WORDS,
    UNIT_FAMILIES,
    UNIT_KINDS,
    UNIT_WORDS,
)
from summarizer.reading.quantities.lexemes import (
    DASHES,
    HYPHENS,
    Lexemes,
    Number,
    at,
    glued,
    skip_hyphen,
)
from summarizer.reading.quantities.mentions import Mention
from summarizer.reading.quantities.numbers import read_number

# A score is found by the words before it, this many at most.
SCORE_WINDOW: Final = 6
# Goals, points and votes stay below this; "500-400" is no score.
MAX_SCORE: Final = 650
# "30 or 40 people": round numbers this far apart are one estimate.
ROUND_STEP: Final = 10


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
    word, place, joined = _range_mark(lexemes, low.after)
    if not joined and word not in {"to", "or"}:
        return None
    if at(lexemes, _index_of(lexemes, low) - 1).lower == "from" and word == "to":
        return None
    high = _read_high(lexemes, place, low, joined=joined)
    if high is None or (low.unit and not high.unit and not (joined or high.number.scaled)):
        return None
    found = _join(low, high)
    return None if found is None or (word == "or" and not _are_near(low.number, high.number)) else found


def _range_mark(lexemes: Lexemes, index: int) -> tuple[str, int, bool]:
    """Return the word or dash between two ends, where the second starts, and whether a dash joins them.

    "10-15", "10 to 15", and in compounds "five- to seven-day", "12-to-14-hour".
    """
    mark, word = at(lexemes, index), at(lexemes, index + 1).lower
    if mark.text in HYPHENS and glued(lexemes, index) and word in {"to", "or"}:
        return word, skip_hyphen(lexemes, index + 2), True
    joined = mark.text in DASHES and at(lexemes, index + 1).kind in {"num", "mark"}
    return mark.lower, index + 1, joined


def _are_near(low: Number, high: Number) -> bool:
    """Tell the one estimate of "two or three" and "30 or 40" from two choices ("5 or 10 years")."""
    step = high.raw - low.raw
    return 0 < step <= 1 or (step == ROUND_STEP and low.raw % ROUND_STEP == 0)


def _index_of(lexemes: Lexemes, amount: Amount) -> int:
    """Return the lexeme index where ``amount`` starts; it is a bounded walk back."""
    place = amount.after - 1
    while place > 0 and at(lexemes, place).start > amount.start:
        place -= 1
    return place


def _read_high(lexemes: Lexemes, place: int, low: Amount, *, joined: bool) -> Amount | None:
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
    word, place, _ = _range_mark(lexemes, low.after)
    mark, second = at(lexemes, low.after), at(lexemes, place)
    joined = mark.text in DASHES and glued(lexemes, low.after) and glued(lexemes, place)
    if not (joined or word == "to") or not second.text.isdecimal() or len(second.text) > 3:
        return None
    top, bottom = low.number.value, Decimal(second.text)
    start = _index_of(lexemes, low)
    near = {at(lexemes, place).lower for place in range(start - SCORE_WINDOW, start)}
    near |= {at(lexemes, place + step).lower for step in (1, 2, 3)}
    is_score = (joined and word != "to" and top >= bottom) or bool(near & SCORE_WORDS)
    if not is_score or max(top, bottom) >= MAX_SCORE or top != int(top) or _has_unit(lexemes, place + 1):
        return None
    number = replace(low.number, end=second.end, after=place + 1)
    found = _mention(low, replace(low, end=second.end, after=place + 1, number=number))
    return replace(found, high=float(bottom), counted="score")


def _has_unit(lexemes: Lexemes, index: int) -> bool:
    word = at(lexemes, skip_hyphen(lexemes, index)).lower
    return (word,) in UNIT_WORDS and word not in GLUED_ONLY | {"points", "point"}
