"""Cutting an article into chunks that fit a context, and one summary out of the chunks' own.

A chunk ends at the end of a sentence, at the end of a block where one is near, and the next begins a
little earlier, so that no sentence is read without the one before it. Nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Part of a chunk that the next repeats, and the part at its end in which a block's end is preferred
# to the last sentence that fits.
OVERLAP = 0.1
BLOCK_SEARCH = 0.25
# Two sentences are the same one told twice where the smaller has so many of its words in the other.
SAME_WORDS = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence (or a part of an overlong one) with its length in tokens."""

    text: str
    tokens: int
    opens_block: bool = False


def make_chunks(pieces: Sequence[Piece], limit: int) -> tuple[tuple[Piece, ...], ...]:
    """Cut ``pieces``, none longer than ``limit`` tokens, into chunks of at most ``limit`` tokens."""
    chunks, start = [], 0
    while start < len(pieces):
        end = _chunk_end(pieces, start, limit)
        chunks.append(tuple(pieces[start:end]))
        start = end if end == len(pieces) else _overlap_start(pieces, start, end, limit)
    return tuple(chunks)


def _chunk_end(pieces: Sequence[Piece], start: int, limit: int) -> int:
    end, used = start, 0
    while end < len(pieces) and used + pieces[end].tokens <= limit:
        used += pieces[end].tokens
        end += 1
    if end == len(pieces):
        return end
    spared, place = 0, end
    while place > start + 1 and spared <= BLOCK_SEARCH * limit:
        if pieces[place].opens_block:
            return place
        place -= 1
        spared += pieces[place].tokens
    return max(end, start + 1)


def _overlap_start(pieces: Sequence[Piece], start: int, end: int, limit: int) -> int:
    """Step back from ``end`` while the overlap allows and leaves room for the next piece."""
    room = min(OVERLAP * limit, limit - pieces[end].tokens)
    place, used = end, 0
    while place - 1 > start and used + pieces[place - 1].tokens <= room:
        place -= 1
        used += pieces[place].tokens
    return place


def merge(parts: Sequence[Sequence[str]], limit: int) -> tuple[str, ...]:
    """Return at most ``limit`` of the chunks' sentences, in order, without repetitions.

    Each chunk gives its first sentence before any gives its second: the end of a long article has
    the same right to be told as its start.
    """
    kept: list[tuple[int, int, str]] = []
    for depth in range(max((len(part) for part in parts), default=0)):
        for place, part in enumerate(parts):
            if depth < len(part) and len(kept) < limit and not _told(part[depth], kept):
                kept.append((place, depth, part[depth]))
    return tuple(sentence for _, _, sentence in sorted(kept))


def _told(sentence: str, kept: Iterable[tuple[int, int, str]]) -> bool:
    words = _words(sentence)
    return any(
        len(words & _words(other)) >= SAME_WORDS * min(len(words), len(_words(other))) for *_, other in kept
    )


def _words(sentence: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?\"'“”‘’()").lower() for word in sentence.split())
