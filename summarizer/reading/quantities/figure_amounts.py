"""The parts of a quantity: number with currency or unit, and the qualifiers around it (R20, R21)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from summarizer.reading.quantities.figure_lexicon import (
    CAPITAL_LABELS,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DOLLAR_PREFIXES,
    GLUED_ONLY,
    LABELS,
    LOWER_ONLY,
    MASS_WORDS,
    ODD_PLURALS,
    QUALIFIER_SIGNS,
    QUALIFIERS,
    SHY_CURRENCIES,
    TRAILING_QUALIFIERS,
    UNIT_KINDS,
    UNIT_LENGTHS,
    UNIT_WORDS,
    WEIGHING,
)
from summarizer.reading.quantities.lexemes import (
    DASHES,
    Lexeme,
    Lexemes,
    Number,
    at,
    converts,
    glued,
    skip_hyphen,
)
from summarizer.reading.quantities.numbers import read_number
from summarizer.records import Qualifier

LONGEST_QUALIFIER: Final = max(len(phrase) for phrase in QUALIFIERS)
# How many words the qualifiers have that begin with a word, longest first.
QUALIFIER_LENGTHS: Final = {
    first: sorted({len(phrase) for phrase in QUALIFIERS if phrase[0] == first}, reverse=True)
    for first in {phrase[0] for phrase in QUALIFIERS}
}
# "-pound": below this a weight ("a 200-pound man"), above it money.
MAX_POUND_WEIGHT: Final = 10_000
HALVES: Final[Mapping[str, Decimal]] = MappingProxyType({"half": Decimal("0.5"), "quarter": Decimal("0.25")})
MONEY_NOUNS: Final = frozenset(
    "fine note bill contract deal grant payment prize fee bailout budget bonus donation loan".split()
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit; ``prefixed`` says that the unit is a currency before the number."""

    start: int
    end: int
    after: int
    number: Number
    unit: str = ""
    prefixed: bool = False


# ------------------------------------------------------------------------- units


def read_unit(lexemes: Lexemes, index: int, number: Number) -> tuple[str, int, int]:
    """Return the unit at ``index``, the offset of its end and the index after it; "" for none."""
    place = skip_hyphen(lexemes, index)
    hyphenated, tight = place > index, glued(lexemes, index)
    if hyphenated and at(lexemes, place).kind == "mark":  # "€2-€3": the sign of the next number
        return "", -1, index
    for length in UNIT_LENGTHS.get(at(lexemes, place).lower, ()):
        words, after = _phrase(lexemes, place, length)
        unit = UNIT_WORDS.get(words, "")
        if unit and _unit_fits(lexemes, place, words, number, tight=tight and not hyphenated):
            unit = _settle_pound(lexemes, after, words, number, hyphenated=hyphenated) or unit
            return unit, at(lexemes, after - 1).end, after
    if hyphenated and at(lexemes, place).lower == "second":
        return "seconds", at(lexemes, place).end, place + 1
    return "", -1, index


def _phrase(lexemes: Lexemes, index: int, length: int) -> tuple[tuple[str, ...], int]:
    words = [at(lexemes, index).lower]
    while len(words) < length:
        index = skip_hyphen(lexemes, index + 1)
        words.append(at(lexemes, index).lower)
    return tuple(words), index + 1


def _unit_fits(lexemes: Lexemes, index: int, words: tuple[str, ...], number: Number, *, tight: bool) -> bool:
    first = at(lexemes, index).text
    if len(words) == 1 and words[0] in LOWER_ONLY:
        return tight or first.islower()
    if len(words) == 1 and words[0] in GLUED_ONLY:
        return _short_unit_fits(lexemes, index, tight=tight)
    if words[-1] in {"c", "f"}:
        return at(lexemes, index + len(words) - 1).text.isupper()
    return words[0] not in SHY_CURRENCIES or number.scaled


def _short_unit_fits(lexemes: Lexemes, index: int, *, tight: bool) -> bool:
    """Tell "5g", "8in" and "40 C (104 F)" from "5G", "8 in" and "2in1"."""
    unit, after = at(lexemes, index), at(lexemes, index + 1)
    if unit.lower in {"c", "f"}:
        return unit.text.isupper() and (tight or after.text in {"(", ")"})
    runs_on = glued(lexemes, index + 1) and after.kind == "num"
    return tight and not runs_on and (unit.text.islower() or unit.lower != "g")


def _settle_pound(
    lexemes: Lexemes, after: int, words: tuple[str, ...], number: Number, *, hyphenated: bool
) -> str:
    """Tell the weight from the money: "50 pounds of explosives", "a 200-pound man"."""
    if words not in {("pound",), ("pounds",)}:
        return ""
    light = number.value < MAX_POUND_WEIGHT
    of_goods = words == ("pounds",) and at(lexemes, after).lower == "of"
    heavy_noun = hyphenated and at(lexemes, after).lower not in MONEY_NOUNS
    weighed = {at(lexemes, after - step).lower for step in range(3, 7)} & WEIGHING
    weight = of_goods or heavy_noun or weighed or converts(lexemes, after, MASS_WORDS)
    return "lb" if light and weight else ""


def read_currency(lexemes: Lexemes, index: int) -> tuple[str, int]:
    """Return the currency that stands before a number at ``index`` and the index after it."""
    first, second = at(lexemes, index), at(lexemes, index + 1)
    if first.text in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[first.text], index + 1
    if second.text == "$" and glued(lexemes, index + 1) and first.lower in DOLLAR_PREFIXES:
        return DOLLAR_PREFIXES[first.lower], index + 2
    if first.text in CURRENCY_CODES:
        place = index + 2 if second.text == "." and glued(lexemes, index + 1) else index + 1
        if at(lexemes, place).kind == "num":
            return CURRENCY_CODES[first.text], place
    return "", index


# ----------------------------------------------------------------------- amounts


def is_code(lexemes: Lexemes, index: int) -> bool:
    """Tell whether the digits at ``index`` belong to a name or code: F-16, MH17, 9/11, 3:16."""
    before, joined = at(lexemes, index - 1), glued(lexemes, index)
    if joined and (before.text in {"_", "/", ":", "\\", "=", "&"} or before.kind == "ref"):
        return True
    if joined and before.kind == "word" and before.text not in CURRENCY_CODES:
        return True
    if joined and before.text == "+" and glued(lexemes, index - 1):
        return True
    if joined and before.text in DASHES and glued(lexemes, index - 1):
        return at(lexemes, index - 2).kind == "word"
    after = at(lexemes, index + 1)
    if after.text in DASHES and _is_letter(lexemes, index + 2):
        return True
    return (
        glued(lexemes, index + 1) and after.text in {"/", ":", "_"} and at(lexemes, index + 2).kind == "num"
    )


def _is_letter(lexemes: Lexemes, index: int) -> bool:
    """Tell the "D" of "3-D"."""
    letter = at(lexemes, index).text
    return glued(lexemes, index) and glued(lexemes, index - 1) and len(letter) == 1 and letter.isupper()


def read_amount(lexemes: Lexemes, index: int) -> Amount | None:
    """Read currency, number and unit at ``index``; no qualifier, no range."""
    currency, place = read_currency(lexemes, index)
    place, negative = (place, False) if currency else _read_sign(lexemes, place)
    if at(lexemes, place).kind == "num" and is_code(lexemes, place):
        return None
    if half := _read_half_unit(lexemes, index):
        return half
    number = read_number(lexemes, place, money=bool(currency))
    if number is None:
        return None
    if currency and number.style != "digits":
        return None
    start = at(lexemes, index).start
    number = replace(number, value=-number.value, raw=-number.raw) if negative else number
    unit, end, after = ("", -1, number.after)
    if number.style == "vague" and at(lexemes, number.after).lower == "of":
        unit, end, after = _read_plural_unit(lexemes, number)
    elif number.style != "share":
        unit, end, after = read_unit(lexemes, number.after, number)
    if currency:
        end, after = (end, after) if unit == currency else (number.end, number.after)
        return Amount(start, end, after, number, currency, True)
    if not unit and _is_glued_word(lexemes, number.after):
        return None
    return Amount(start, end if unit else number.end, after, number, unit)


def _read_sign(lexemes: Lexemes, index: int) -> tuple[int, bool]:
    """Read "minus 5" and "-5" (not after a word, and not the bullet of a list)."""
    first = at(lexemes, index)
    if first.lower == "minus" and at(lexemes, index + 1).kind == "num":
        return index + 1, True
    inside = index > 0 and at(lexemes, index - 1).end < first.start and first.text in {"-", "−"}
    if inside and glued(lexemes, index + 1) and at(lexemes, index + 1).kind == "num":
        return index + 1, True
    return index, False


def _is_glued_word(lexemes: Lexemes, index: int) -> bool:
    """Tell whether the digits run on into letters that are no unit: "5G", "4x4", "80th"."""
    word = at(lexemes, index)
    return glued(lexemes, index) and word.kind == "word" and at(lexemes, index - 1).kind == "num"


def _read_plural_unit(lexemes: Lexemes, number: Number) -> tuple[str, int, int]:
    """Read the unit of "millions of dollars" and "hundreds of miles", not of "dozens of foot patrols"."""
    unit, end, after = read_unit(lexemes, number.after + 1, number)
    last = at(lexemes, after - 1).lower
    plural = ODD_PLURALS.get(last, f"{last}s")
    if UNIT_KINDS.get(unit) not in {"money", "measure"} or (plural,) in UNIT_WORDS:
        return "", -1, number.after
    return unit, end, after


def _read_half_unit(lexemes: Lexemes, index: int) -> Amount | None:
    """Read "half an hour", "a half mile", "a quarter of a percentage point", "a quarter-point"."""
    place = index + 1 if at(lexemes, index).lower in {"a", "an"} else index
    part = HALVES.get(at(lexemes, place).lower)
    if part is None:
        return None
    of = at(lexemes, place + 1).lower == "of"
    step = place + 2 if of else skip_hyphen(lexemes, place + 1)
    inner = at(lexemes, step).lower in {"a", "an"}
    if not inner and (of or place == index):  # "half of the miles", "half-time"
        return None
    first = at(lexemes, index)
    number = Number(first.start, at(lexemes, place).end, place + 1, part, part, "words")
    unit, end, after = read_unit(lexemes, step + inner, number)
    return Amount(first.start, end, after, number, unit) if unit and unit != "people" else None


# -------------------------------------------------------------------- qualifiers


def read_qualifier(lexemes: Lexemes, index: int) -> tuple[Qualifier, int]:
    """Return the qualifier at ``index`` and the index after it; "exact" where there is none."""
    if sign := QUALIFIER_SIGNS.get(at(lexemes, index).text):
        return sign, index + 1
    for length in QUALIFIER_LENGTHS.get(at(lexemes, index).lower, ()):
        words = tuple(at(lexemes, index + step).lower for step in range(length))
        if words in QUALIFIERS:
            return QUALIFIERS[words], index + length
    return "exact", index


def read_trailing(lexemes: Lexemes, index: int) -> tuple[Qualifier, int]:
    place = skip_hyphen(lexemes, index)
    for length in (2, 1):
        words = tuple(at(lexemes, place + step).lower for step in range(length))
        slug = TRAILING_QUALIFIERS.get(words)
        if slug and (words[0] not in {"plus", "odd", "+"} or place > index or glued(lexemes, place)):
            return slug, place + length
    return "exact", index


def is_label(before: Lexeme, second: Lexeme) -> bool:
    """Tell whether ``before`` (or ``second`` before a point: "No. 4") labels the number behind it."""
    word = second if before.text == "." and second.text in {"No", "Nos"} else before
    if word.kind != "word" or word.lower not in LABELS:
        return False
    return word.text[0].isupper() or word.lower not in CAPITAL_LABELS
