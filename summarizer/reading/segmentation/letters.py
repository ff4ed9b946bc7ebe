"""Letters pages: each letter, or post that readers sent, belongs to the signature beneath it.

"LETTERS … Kathryn Kates. New York." Only a page that calls itself one is read so: elsewhere a name on a line
of its own is a heading or a by-line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.records import Block, Span

PAGE = re.compile(
    r"(?:your |readers['’]? )?letters(?: to the editor| page)?|readers (?:respond|write)|your (?:views|say)",
    re.IGNORECASE,
)
NAME = r"[A-Z][\w'’.-]*(?:\s+(?:(?:de|van|von|der|la|bin|al)\s+)*[A-Z][\w'’-]*){1,3}"
PLACE = r"[A-Z][\w'’.-]*(?:,?\s+(?:[A-Z][\w'’.-]*|of|the|upon|on)){0,4}"
SIGNATURE = re.compile(rf"(?P<handle>@\w{{1,30}}|{NAME})(?:,\s*{PLACE})?\.?")
PLACE_LINE = re.compile(rf"{PLACE}\.?")
LEAST_LETTERS = 2


def mark_letters(text: str, blocks: list[Block]) -> None:
    """Give the blocks of each signed letter the kind ``embed`` and its signature as ``handle``."""
    start = next((block.index + 1 for block in blocks if PAGE.fullmatch(_words(text, block))), None)
    if start is None:
        return
    letters = tuple(_letters(text, blocks[start:]))
    if len(letters) < LEAST_LETTERS:
        return
    for parts, handle in letters:
        for block in parts:
            blocks[block.index] = replace(block, kind="embed", handle=handle, lead_in=None)


def _words(text: str, block: Block) -> str:
    return block.span.of(text).strip().rstrip(".:")


def _letters(text: str, blocks: list[Block]) -> Iterator[tuple[tuple[Block, ...], Span]]:
    """Yield each letter's blocks, signature included, with the span of its writer's name."""
    held: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        signed = SIGNATURE.fullmatch(block.span.of(text).strip())
        if signed is None:
            held = [*held, block] if any(word[0].islower() for word in _words(text, block).split()) else []
            continue
        if not held:
            continue
        if place < len(blocks) and PLACE_LINE.fullmatch(blocks[place].span.of(text).strip()):
            place += 1
        low = block.span.start + len(block.span.of(text)) - len(block.span.of(text).lstrip())
        yield (*held, block), Span(low + signed.start("handle"), low + signed.end("handle"))
        held = []
