"""Articles as windows with the roles and links that are to be learned."""

from __future__ import annotations

import json
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from summarizer.reading.segment import segment
from summarizer.reading.tagging.decode import ROLES
from summarizer.reading.tagging.windows import Pieces, Window, join, make_pieces, make_windows
from summarizer.records import Span

# How many pieces a window of training holds; the first of an article may be shorter.
MIN_SIZE, MAX_SIZE, MIN_FIRST = 180, 380, 60
LONG_CONTEXT = 96
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution, in half-open spans of the article's words, by role."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Text:
    """An article in pieces, with its attributions."""

    id: str
    pieces: tuple[Pieces, ...]
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with what is to be learned of it, in words of the window.

    ``cue_of`` has for each of ``contents`` the place of its cue in ``cues``, ``source_of`` for each of
    ``cues`` that of its source; the place behind the last one is "none". The window starts at word ``low``
    of the ``article``.
    """

    window: Window
    tags: tuple[int, ...]
    contents: Spans
    cues: Spans
    sources: Spans
    cue_of: tuple[int, ...]
    source_of: tuple[int, ...]
    article: str
    low: int


def load(path: Path, tokenizer: Tokenizer) -> list[Text]:
    """Read a file of articles in PolNeAR's form, one a line."""
    return [make_text(tokenizer, json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def make_text(tokenizer: Tokenizer, row: dict[str, Any]) -> Text:
    """Return one article, its spans of characters turned into spans of words."""
    segments = segment(row["text"])
    pieces = make_pieces(tokenizer, row["text"], segments.blocks, segments.quotations)
    words = [word for item in pieces for word in item.words]
    rows = row.get("attributions", ())
    return Text(row["id"], pieces, tuple(Gold(*(_in_words(words, a[r]) for r in ROLES)) for a in rows))


def _in_words(words: Sequence[Span], spans: Sequence[Sequence[int]]) -> Spans:
    starts, ends = [word.start for word in words], [word.end for word in words]
    found = ((bisect_right(ends, a), bisect_left(starts, b)) for a, b in spans)
    return tuple(sorted(span for span in found if span[0] < span[1]))


def examples(text: Text, rng: random.Random) -> Iterator[Example]:
    """Cut an article into windows at random paragraph ends, so that each epoch sees other contexts."""
    pieces, start = text.pieces, 0
    offsets = list(accumulate((len(item.words) for item in pieces), initial=0))
    while start < len(pieces):
        size = rng.randint(MIN_SIZE if start else MIN_FIRST, MAX_SIZE)
        end = start + 1
        left = size - len(pieces[start].ids)
        while end < len(pieces) and len(pieces[end].ids) < left:
            left -= len(pieces[end].ids) + 1
            end += 1
        low = offsets[start]
        for window in _windows(pieces[start:end]):
            low -= window.decided
            yield _example(text, window, low)
            low += len(window.words)
        start = end


def _windows(pieces: Sequence[Pieces]) -> Iterator[Window]:
    if len(pieces[0].ids) > MAX_SIZE:
        return make_windows(pieces, MAX_SIZE, LONG_CONTEXT)
    return iter([join(pieces, 0)])


def _example(text: Text, window: Window, low: int) -> Example:
    view = _View(low, low + len(window.words))
    cue_of, source_of = dict[int, int](), dict[int, int]()
    for item in text.gold:
        sources, cues, contents = (view.put(role, getattr(item, name)) for role, name in enumerate(ROLES))
        if cues:
            cue_of.update((content, cues[0]) for content in contents)
        if sources:
            source_of.update((cue, sources[0]) for cue in cues)
    sources, cues, contents = (tuple(spans) for spans in view.spans)
    return Example(
        window=window,
        tags=tuple(view.tags),
        contents=contents,
        cues=cues,
        sources=sources,
        cue_of=tuple(cue_of.get(place, len(cues)) for place in range(len(contents))),
        source_of=tuple(source_of.get(place, len(sources)) for place in range(len(cues))),
        article=text.id,
        low=low,
    )


class _View:
    """The tags of a window while spans are put into them; a span that several share is put once."""

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high
        self.tags = [0] * (high - low)
        self.spans: tuple[dict[tuple[int, int], int], ...] = tuple({} for _ in ROLES)

    def put(self, role: int, spans: Spans) -> list[int]:
        """Tag what of ``spans`` is in view, and return the places of these among the role's spans."""
        places = []
        for start, end in spans:
            span = (max(start, self._low) - self._low, min(end, self._high) - self._low)
            if span[0] >= span[1]:
                continue
            if span not in self.spans[role]:
                self.spans[role][span] = len(self.spans[role])
                inside = 2 + 2 * role
                self.tags[span[0] : span[1]] = [inside] * (span[1] - span[0])
                # A span that began before the window goes on in it.
                self.tags[span[0]] = inside - (start >= self._low)
            places.append(self.spans[role][span])
        return places
