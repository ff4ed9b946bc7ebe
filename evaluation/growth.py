"""How time grows with length: each stage on a text and on one twice as long, as a ratio of medians.

The texts are those that a careless pattern or loop would hang on. A ratio near 2 is linear, near 4 quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from summarizer.reading.figures import find_numbers
from summarizer.reading.segment import segment

LENGTH = 60_000
PIECES = ("'", ' "a', "He said it was so. ", "- x\n", "«", "。「", "9", "1,", "hundred ", "at least ", "1-")
STAGES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("segment", segment),
    ("find_numbers", find_numbers),
)


def ratios(runs: int) -> list[tuple[str, str, float, float]]:
    """Return stage, piece, seconds at ``LENGTH`` characters, and the ratio at twice that."""
    rows = []
    for name, stage in STAGES:
        for piece in PIECES:
            short = (piece * LENGTH)[:LENGTH]
            once, twice = (median(_seconds(stage, text) for _ in range(runs)) for text in (short, short * 2))
            rows.append((name, piece, once, twice / once))
    return rows


def _seconds(stage: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    stage(text)
    return max(time.process_time() - started, 1e-6)
