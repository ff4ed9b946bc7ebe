"""Comparing words as a reader would: glyphs of quotation marks, white space and case do not matter."""

from __future__ import annotations

import re
from functools import lru_cache

_GLYPHS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "\u00a0": " ",
    }
)
_SPACE = re.compile(r"\s+")
_EDGES = " .,;:!?'\""


@lru_cache(maxsize=8192)
def flat(text: str) -> str:
    """Return ``text`` lower case, with plain marks and single spaces, and without marks at its edges."""
    return _SPACE.sub(" ", text.translate(_GLYPHS)).strip(_EDGES).lower()


def holds_phrase(text: str, phrase: str) -> bool:
    """Tell whether ``phrase`` stands in ``text`` word for word, whole words only."""
    wanted = flat(phrase)
    if not wanted:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", flat(text)) is not None


def holds_quote(text: str, quote: str) -> bool:
    """Tell whether the quoted words stand in ``text``, exact and contiguous, case kept (R27)."""
    return _exact(quote) in _exact(text)


@lru_cache(maxsize=4096)
def _exact(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_GLYPHS)).strip(_EDGES)
