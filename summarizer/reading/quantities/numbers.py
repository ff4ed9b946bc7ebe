"""Numbers in running text: digits and number words to values, without a parse.

``read_number`` reads one number from a place in the lexemes of a text. Every
reader looks a bounded number of lexemes ahead, so the whole is linear in the length of the text.
Values are decimals until the very end: 4.35 hundred is 435, not 434.99999999999994.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from summarizer.reading.quantities.lexemes import (
    HYPHENS,
    Lexemes,
    Number,
    after_phrase,
    at,
    converts,
    glued,
    skip_hyphen,
)
from summarizer.reading.quantities.number_lexicon import (
    FRACTION_SIGNS,
    GLUED_SCALES,
    LENGTH_WORDS,
    METRE_CONTEXT,
    MONEY_SCALES,
    SCALES,
    SMALL,
    TENS,
    VAGUE,
    VAGUE_LEADS,
)
from summarizer.reading.quantities.number_shares import read_half, read_share

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d*\.\d+|\d+")
_DOTTED_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
AND_A_HALF: Final = ("and", "a", "half")
# A longer run of digits is an identifier; it would also lose digits as a float (2**53 has 16).
MAX_DIGITS: Final = 15


def parse_digits(text: str) -> Decimal | None:
    """Return the value of a run of digits, commas and points, or None for an identifier."""
    if sum(char.isdigit() for char in text) > MAX_DIGITS:
        return None
    if _DOTTED_GROUPS.fullmatch(text):
        return Decimal(text.replace(".", ""))
    return Decimal(text.replace(",", "")) if _GROUPED.fullmatch(text) else None


def read_number(lexemes: Lexemes, index: int, *, money: bool = False) -> Number | None:
    """Read the number that starts at ``index``; ``money`` says that a currency stands before it."""
    for reader in _READERS:
        if found := reader(lexemes, index):
            return found
    return _read_digits(lexemes, index, money=money)


# ------------------------------------------------------------------------- digits


def _read_digits(lexemes: Lexemes, index: int, *, money: bool) -> Number | None:
    first = at(lexemes, index)
    value = parse_digits(first.text) if first.kind == "num" else None
    if value is None:
        return None
    end, after = first.end, index + 1
    if sign := FRACTION_SIGNS.get(at(lexemes, after).text):
        value, end, after = value + Decimal(sign), at(lexemes, after).end, after + 1
    elif behind := after_phrase(lexemes, after, AND_A_HALF):
        value, end, after = value + Decimal("0.5"), at(lexemes, behind - 1).end, behind
    return _scale(lexemes, Number(first.start, end, after, value, value), money=money)


def _scale(lexemes: Lexemes, number: Number, *, money: bool) -> Number:
    """Apply a magnitude after the number: "1.35 thousand", "3-million", "2.5m", "$3 b"."""
    if number.after < len(lexemes) and glued(lexemes, number.after):
        place = skip_hyphen(lexemes, number.after)
        table = SCALES if place > number.after else (MONEY_SCALES if money else GLUED_SCALES)
    else:
        place, table = number.after, (MONEY_SCALES if money else SCALES)
    word = at(lexemes, place)
    scale = table.get(word.lower)
    if scale is None or (word.text == "m" and not money and _is_metres(lexemes, place + 1)):
        return number
    scaled = replace(number, end=word.end, after=place + 1, value=number.value * scale, scaled=True)
    again = SCALES.get(at(lexemes, place + 1).lower, 0)
    if again > scale:
        final = at(lexemes, place + 1)
        return replace(scaled, end=final.end, after=place + 2, value=scaled.value * again)
    return scaled


def _is_metres(lexemes: Lexemes, after: int) -> bool:
    """Tell the metres of "a 5m high wall" and "1,000ft (305m)" from millions."""
    return at(lexemes, skip_hyphen(lexemes, after)).lower in METRE_CONTEXT or converts(
        lexemes, after, LENGTH_WORDS
    )


# ------------------------------------------------------------------- number words


def _read_words(lexemes: Lexemes, index: int) -> Number | None:
    """Read "twenty-five", "a hundred", "one hundred and twenty", "two and a half million"."""
    place, total, current, last = index, Decimal(0), Decimal(0), ""
    ceiling = Decimal(10) ** 13
    if at(lexemes, index).lower in {"a", "an"} and at(lexemes, index + 1).lower in SCALES:
        current, last, place = Decimal(1), "small", index + 1
    end, raw = -1, Decimal(0)
    while True:
        word = at(lexemes, place).lower
        if word in SMALL and (last in {"", "scale"} or (last == "tens" and 0 < SMALL[word] < 10)):
            current, last = current + SMALL[word], "small"
        elif word in TENS and last in {"", "scale"}:
            current, last = current + TENS[word], "tens"
        elif word in SCALES and last and current > 0 and SCALES[word] < ceiling:
            raw = raw or current
            current *= SCALES[word]
            if SCALES[word] > 100:
                total, current, ceiling = total + current, Decimal(0), Decimal(SCALES[word])
            last = "scale"
        else:
            break
        end, place = at(lexemes, place).end, place + 1
        place = _next_word(lexemes, place, last)
    if end < 0:
        return None
    after = next(step for step in range(place, -1, -1) if at(lexemes, step - 1).end == end)
    value = total + current
    number = Number(at(lexemes, index).start, end, after, value, raw or value, "words", bool(raw))
    return _and_a_half(lexemes, number)


def _next_word(lexemes: Lexemes, place: int, last: str) -> int:
    """Step over the hyphen of "twenty-five" and the "and" of "one hundred and twenty"."""
    joined = skip_hyphen(lexemes, place)
    following = at(lexemes, joined + 1).lower
    if last == "scale" and at(lexemes, joined).lower == "and" and (following in SMALL or following in TENS):
        return joined + 1
    word = at(lexemes, joined).lower
    return joined if word in SMALL or word in TENS or word in SCALES else place


def _and_a_half(lexemes: Lexemes, number: Number) -> Number:
    """Read "two and a half million", "two-and-a-half" and "a million and a half"."""
    behind = after_phrase(lexemes, number.after, AND_A_HALF)
    joined = at(lexemes, behind).text in HYPHENS and glued(lexemes, behind)
    if not behind or (number.scaled and joined):
        return number
    raw = (number.raw if number.scaled else number.value) + Decimal("0.5")
    value = number.value / number.raw * raw if number.scaled else raw
    more = replace(number, end=at(lexemes, behind - 1).end, after=behind, value=value, raw=raw)
    return more if number.scaled else _scale(lexemes, more, money=False)


# ----------------------------------------------------------------- vague and half


def _read_vague(lexemes: Lexemes, index: int) -> Number | None:
    """Read "dozens", "tens of thousands", "several hundred", "a few dozen", "a couple of hundred"."""
    first = at(lexemes, index)
    if first.lower in VAGUE:
        return _read_vague_plural(lexemes, index)
    lead = index + 1 if first.lower == "a" else index
    if at(lexemes, lead).lower not in VAGUE_LEADS:
        return None
    place = lead + 2 if at(lexemes, lead + 1).lower == "of" else lead + 1
    word = at(lexemes, place)
    if word.lower not in SCALES:
        return None
    value = Decimal(2 * SCALES[word.lower])
    return Number(first.start, word.end, place + 1, value, value, "vague")


def _read_vague_plural(lexemes: Lexemes, index: int) -> Number | None:
    first = at(lexemes, index)
    second = at(lexemes, index + 2)
    if at(lexemes, index + 1).lower == "of" and second.lower in VAGUE and second.lower != "scores":
        value = Decimal(VAGUE[first.lower] * VAGUE[second.lower]) / 2
        return Number(first.start, second.end, index + 3, value, value, "vague")
    if first.lower == "tens" or (first.lower == "scores" and not _is_count_of_scores(lexemes, index)):
        return None
    value = Decimal(VAGUE[first.lower])
    return Number(first.start, first.end, index + 1, value, value, "vague")


def _is_count_of_scores(lexemes: Lexemes, index: int) -> bool:
    """Tell "scores of people" and "Scores were killed" from "test scores" and "he scores"."""
    before, after = at(lexemes, index - 1), at(lexemes, index + 1)
    opens = before.kind != "word" or before.lower in {"and", "with", "left", "killed", "killing", "injuring"}
    if after.lower == "of":
        return opens or before.lower in {"after", "when", "that", "as", "from", "by", "for", "to", "in"}
    return opens and after.lower in {"were", "have", "are", "more", "died", "remain", "injured", "killed"}


_READERS: Final[tuple[Callable[[Lexemes, int], Number | None], ...]] = (
    read_half,
    read_share,
    _read_vague,
    _read_words,
)
