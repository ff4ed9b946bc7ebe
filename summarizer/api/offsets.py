"""Offsets in the unit that the caller asked for.

Inside the package every offset counts code points. A browser counts UTF-16 units, a Go or Rust
program bytes of UTF-8. One map per text is built in a single pass; a lookup is one bisection.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Literal

from summarizer.records import Span

OffsetUnit = Literal["codepoint", "utf16", "byte"]

# The code points that take more than one unit; "codepoint" has none.
_WIDE = {"utf16": re.compile("[\U00010000-\U0010ffff]"), "byte": re.compile("[^\x00-\x7f]")}
_ENCODING = {"utf16": ("utf-16-le", 2), "byte": ("utf-8", 1)}


class OffsetMap:
    """Converts code-point offsets into ``text`` to offsets in ``unit``."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        wide = [match.start() for match in _WIDE[unit].finditer(text)] if unit in _WIDE else []
        self._wide = wide
        self._extra = [0, *accumulate(_width(text[place], unit) - 1 for place in wide)]

    def at(self, offset: int) -> int:
        """Return ``offset`` (code points) in the unit of this map."""
        return offset + self._extra[bisect_left(self._wide, offset)]

    def of(self, span: Span) -> tuple[int, int]:
        """Return start and end of ``span`` in the unit of this map."""
        return self.at(span.start), self.at(span.end)


def _width(char: str, unit: OffsetUnit) -> int:
    encoding, size = _ENCODING[unit]
    return len(char.encode(encoding)) // size
