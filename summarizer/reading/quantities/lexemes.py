"""A sentence cut into lexemes: numbers, words, marks and references.

Numbers inside web addresses, handles, hashtags and telephone numbers are part of the reference.
All patterns have bounded or unambiguous repeats, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple

Style = Literal["digits", "words", "vague", "share"]

_CHUNK = re.compile(r"\S+")
_LEXEME = re.compile(
    r"(?P<num>(?:(?<![\w.])\.)?\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>[\W_])"
)
# Bounded repeats only: no digit run can make this slow.
_PHONE = re.compile(
    r"\+\d[\d ().-]{7,18}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}(?!\d)|(?<!\d)\d{3}([-. ])\d{3}\1\d{4}(?!\d)"
    r"|(?<!\d)0\d{2,4} \d{3,4} ?\d{3,4}(?!\d)"
)
_WEB = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}/", re.IGNORECASE)
# Longer chunks without a space are no prose; the web pattern is not tried on them.
MAX_WEB_CHUNK: Final = 300
HYPHENS: Final = frozenset("-‐‑")
DASHES: Final = HYPHENS | frozenset("–—−")


class Lexeme(NamedTuple):
    """One piece of text; ``kind`` is num, word, mark or ref (a web address, handle or hashtag).

    ``lower`` is the text in lower case, which every reader asks for.
    """

    kind: str
    text: str
    start: int
    end: int
    lower: str


def lexeme_of(kind: str, text: str, start: int, end: int) -> Lexeme:
    """Return the lexeme of ``text``."""
    return Lexeme(kind, text, start, end, text.lower())


Lexemes = Sequence[Lexeme]
NOTHING: Final = Lexeme("none", "", -1, -1, "")


def _is_reference(chunk: str) -> bool:
    bare = chunk.lstrip("(\"'“‘[")
    if "://" in bare or bare.startswith(("www.", "@", "#")):
        return True
    if "@" in bare[1:-1]:
        return True
    return "/" in bare and len(bare) <= MAX_WEB_CHUNK and _WEB.match(bare) is not None


def lex(text: str) -> tuple[Lexeme, ...]:
    """Return the lexemes of ``text``; a number grouped by spaces ("180 000") is one lexeme."""
    found: list[Lexeme] = []
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        if _is_reference(chunk.group()):
            found.append(lexeme_of("ref", chunk.group(), start, end))
            continue
        for match in _LEXEME.finditer(text, start, end):
            found.append(lexeme_of(match.lastgroup or "mark", match.group(), *match.span()))
    return tuple(_join_groups(_mask_phones(text, found)))


def _mask_phones(text: str, lexemes: list[Lexeme]) -> list[Lexeme]:
    refs = [lexeme_of("ref", match.group(), *match.span()) for match in _PHONE.finditer(text)]
    starts = [ref.start for ref in refs]

    def inside(lexeme: Lexeme) -> bool:
        place = bisect_right(starts, lexeme.start) - 1
        return place >= 0 and lexeme.start < refs[place].end

    if not refs:
        return lexemes
    kept = [lexeme for lexeme in lexemes if not inside(lexeme)]
    return sorted((*kept, *refs), key=lambda lexeme: lexeme.start)


def _join_groups(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Join "180 000": one to three digits, then groups of exactly three, one space between."""
    joined: list[Lexeme] = []
    grouping = False
    for lexeme in lexemes:
        last = joined[-1] if joined else NOTHING
        follows = lexeme.kind == last.kind == "num" and lexeme.start == last.end + 1
        opens = grouping or (last.text.isdigit() and len(last.text) <= 3)
        if follows and opens and lexeme.text.isdigit() and len(lexeme.text) == 3:
            joined[-1] = lexeme_of("num", last.text + lexeme.text, last.start, lexeme.end)
            grouping = True
        else:
            joined.append(lexeme)
            grouping = False
    return joined


def at(lexemes: Lexemes, index: int) -> Lexeme:
    """Return the lexeme at ``index``, or ``NOTHING`` outside the text."""
    return lexemes[index] if 0 <= index < len(lexemes) else NOTHING


def glued(lexemes: Lexemes, index: int) -> bool:
    """Tell whether the lexeme at ``index`` follows the one before without a space."""
    return index > 0 and index < len(lexemes) and lexemes[index - 1].end == lexemes[index].start


def skip_hyphen(lexemes: Lexemes, index: int) -> int:
    """Return the index after a hyphen that joins two words at ``index``, else ``index``."""
    joins = at(lexemes, index).text in HYPHENS and glued(lexemes, index) and glued(lexemes, index + 1)
    return index + 1 if joins else index


def after_phrase(lexemes: Lexemes, index: int, words: tuple[str, ...]) -> int:
    """Return the index behind ``words`` at ``index``, hyphens between them skipped; 0 where they are not."""
    for word in words:
        place = skip_hyphen(lexemes, index)
        if at(lexemes, place).lower != word:
            return 0
        index = place + 1
    return index


def converts(lexemes: Lexemes, after: int, words: frozenset[str]) -> bool:
    """Tell whether the quantity that ends before ``after`` is converted from or to one of ``words``.

    "1,000ft (305m)", "5m (16ft)", "110 pounds (about 50 kg)": the bracket right behind or around it.
    """
    if at(lexemes, after).text == "(":
        return any(at(lexemes, after + step).lower in words for step in range(2, 5))
    opened = next((step for step in (3, 4) if at(lexemes, after - step).text == "("), 0)
    return at(lexemes, after).text == ")" and opened > 0 and at(lexemes, after - opened - 1).lower in words


@dataclass(frozen=True, slots=True)
class Number:
    """One number: offsets into the text, the index after it, and its value.

    ``raw`` is the value before a magnitude word, ``scaled`` tells whether there was one.
    """

    start: int
    end: int
    after: int
    value: Decimal
    raw: Decimal
    style: Style = "digits"
    scaled: bool = False
