"""Shares and halves: "a sixth of", "one in five", "nine out of 10", "half a million"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from summarizer.reading.quantities.lexemes import HYPHENS, Lexeme, Lexemes, Number, at, glued, skip_hyphen
from summarizer.reading.quantities.number_lexicon import (
    DENOMINATORS,
    FRACTION_SIGNS,
    HALF_BLOCKERS,
    HALF_FOLLOWERS,
    SCALES,
    SHARE_BASES,
    SMALL,
)


def read_half(lexemes: Lexemes, index: int) -> Number | None:
    """Read "half a million", "half-million", "a quarter of a million", "half an hour"."""
    place = index + 1 if at(lexemes, index).lower == "a" else index
    part = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(at(lexemes, place).lower)
    if part is None:
        return None
    step = skip_hyphen(lexemes, place + 1)
    step = step + 1 if at(lexemes, step).lower == "of" and at(lexemes, step + 1).lower == "a" else step
    step = skip_hyphen(lexemes, step + 1) if at(lexemes, step).lower in {"a", "an"} else step
    scale = at(lexemes, step)
    if scale.lower not in SCALES:
        return None
    value = part * SCALES[scale.lower]
    return Number(at(lexemes, index).start, scale.end, step + 1, value, part, "words", True)


# ------------------------------------------------------------------------- shares


def read_share(lexemes: Lexemes, index: int) -> Number | None:
    """Read "a sixth of", "one-third", "two-thirds", "half the", "one in five", "nine out of 10"."""
    return _read_share_of(lexemes, index) or _read_bare_half(lexemes, index) or _read_out_of(lexemes, index)


def _read_share_of(lexemes: Lexemes, index: int) -> Number | None:
    first = at(lexemes, index)
    top = 1 if first.lower in {"a", "an"} else SMALL.get(first.lower, 0)
    place = skip_hyphen(lexemes, index + 1)
    word = at(lexemes, place).lower
    bottom = DENOMINATORS.get(word.removesuffix("s") if top > 1 else word, 0)
    if not 0 < top < bottom or (top > 1 and not word.endswith("s")):
        return None
    after = at(lexemes, place + 1)
    compound = after.text in HYPHENS and glued(lexemes, place + 1)
    if compound or (place == index + 1 and not _may_be_share(first.lower, word, after)):
        return None
    value = Decimal(top) / Decimal(bottom)
    return Number(first.start, at(lexemes, place).end, place + 1, value, value, "share")


def _may_be_share(lead: str, word: str, after: Lexeme) -> bool:
    """Tell "a third of the fleet" from "a third man", "one quarter" from "a quarter" of a year."""
    if after.lower in {"of", "more", "less", "fewer", "as"}:
        return True
    if lead in {"a", "an"}:
        return word not in {"half", "quarter"} and after.kind != "word"
    return word not in {"quarters", "quarter"} and after.lower not in {"-", "place"}


def _read_bare_half(lexemes: Lexemes, index: int) -> Number | None:
    first, after = at(lexemes, index), at(lexemes, index + 1)
    if first.lower != "half" or at(lexemes, index - 1).lower in HALF_BLOCKERS:
        return None
    if after.lower in {"a", "an"} or not (
        after.lower in HALF_FOLLOWERS or _is_after_qualifier(lexemes, index)
    ):
        return None
    value = Decimal("0.5")
    return Number(first.start, first.end, index + 1, value, value, "share")


def _is_after_qualifier(lexemes: Lexemes, index: int) -> bool:
    return at(lexemes, index - 1).lower in {
        "than",
        "least",
        "about",
        "nearly",
        "almost",
        "over",
        "around",
        "to",
    }


def _read_out_of(lexemes: Lexemes, index: int) -> Number | None:
    top = _whole(at(lexemes, index))
    joint = skip_hyphen(lexemes, index + 1)
    out = at(lexemes, joint).lower == "out" and at(lexemes, joint + 1).lower == "of"
    place = skip_hyphen(lexemes, joint + (2 if out else 1))
    base = at(lexemes, place)
    bottom = _whole(base)
    if not (out or at(lexemes, joint).lower == "in") or not 0 < top < bottom or bottom not in SHARE_BASES:
        return None
    usual = top == 1 or bottom in {10, 100, 1000}
    following = at(lexemes, place + 1).lower
    if not (out or usual) or following in _PERIODS or following in SCALES or following in FRACTION_SIGNS:
        return None
    value = Decimal(top) / Decimal(bottom)
    return Number(at(lexemes, index).start, base.end, place + 1, value, value, "share")


_PERIODS: Final = frozenset("minute minutes hour hours day days week weeks month months year years %".split())


def _whole(lexeme: Lexeme) -> int:
    if lexeme.kind == "num" and lexeme.text.isdecimal() and len(lexeme.text) <= 6:
        return int(lexeme.text)
    return SMALL.get(lexeme.lower, 0)
