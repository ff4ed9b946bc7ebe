"""Who belongs to whom: each content chooses its cue and each cue its source, from the spans of its window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from torch import Tensor

from summarizer.reading.tagging.decode import ROLES, Scores, role_shares
from summarizer.reading.tagging.network import Pair, TaggerNet, as_buckets, span_vectors
from summarizer.reading.tagging.tagged import Tagged
from summarizer.reading.tagging.windows import Window
from summarizer.records import Span

SOURCE, CUE, CONTENT = range(len(ROLES))
Words = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WindowReading:
    """What the network makes of one window, which starts at word ``low`` of the article.

    ``vectors`` has one for each word ``[words, hidden]``; ``log_probabilities`` those of the tags of the
    words that the window decides, ``[words, tags]``; ``spans`` the spans found among these by role, in
    words of the window.
    """

    window: Window
    low: int
    vectors: Tensor
    log_probabilities: Tensor
    spans: tuple[tuple[Words, ...], ...]


def link(net: TaggerNet, readings: Sequence[WindowReading]) -> tuple[Tagged, ...]:
    """Return the attributions that the spans of an article's windows make, in the order of their cues."""
    if not readings:
        return ()
    words = [word for item in readings for word in item.window.words[item.window.decided :]]
    views, vectors = _views(readings)
    cue_of = _links(net.cue_of, vectors, views, CONTENT, CUE)
    source_of = _links(net.source_of, vectors, views, CUE, SOURCE)
    shares = np.concatenate([role_shares(item.log_probabilities.numpy()) for item in readings])
    return _join(words, cue_of, source_of, shares)


@dataclass(frozen=True, slots=True)
class _View:
    """A window with the spans of each role that stand in it, whichever window decides them.

    ``rows`` tells of each span, in words of the window, which row it has in the article's span vectors.
    """

    read: WindowReading
    spans: tuple[list[Words], ...]
    rows: dict[Words, int]


def _views(reads: Sequence[WindowReading]) -> tuple[list[_View], Tensor]:
    """Return the windows with the spans in them and the vectors of these, made once for both links."""
    known = [[_shift(s, read.low) for read in reads for s in read.spans[role]] for role in range(len(ROLES))]
    views, vectors, count = list[_View](), [torch.empty(0)], 0
    for read in reads:
        end = read.low + len(read.window.words)
        spans = tuple(
            [_shift(s, -read.low) for s in role if read.low <= s[0] and s[1] <= end] for role in known
        )
        inside = list(dict.fromkeys(span for role in spans for span in role))
        views.append(_View(read, spans, {span: count + row for row, span in enumerate(inside)}))
        if inside:
            vectors.append(span_vectors(read.vectors, inside))
        count += len(inside)
    return views, torch.cat(vectors)


def _links(
    pair: Pair, vectors: Tensor, views: Sequence[_View], left: int, right: int
) -> dict[Words, Words | None]:
    """Return for each span of one role the span of the other that it chooses, in words of the article."""
    cases = [(view, span) for view in views for span in view.read.spans[left]]
    chosen = dict[Words, Words | None]()
    for (view, span), scores in zip(cases, _scores(pair, vectors, cases, right), strict=True):
        place, options = scores.index(max(scores)), view.spans[right]
        option = _shift(options[place], view.read.low) if place < len(options) else None
        chosen[_shift(span, view.read.low)] = option
    return chosen


def _scores(
    pair: Pair, vectors: Tensor, cases: Sequence[tuple[_View, Words]], right: int
) -> Iterator[list[float]]:
    """Yield for each case the scores of its options, behind them that of none.

    The pairs of all windows are scored in one call: they are few, and a call costs more than a row.
    """
    places = {row: place for place, row in enumerate(_rows(cases, right))}
    pairs = [
        (case, places[view.rows[option]], *_distances(view, span, option))
        for case, (view, span) in enumerate(cases)
        for option in view.spans[right]
    ]
    if not pairs:
        yield from ([0.0] for _ in cases)
        return
    a = pair.left(vectors[[view.rows[span] for view, span in cases]])
    b = pair.right(vectors[list(places)])
    one, other, *apart = torch.tensor(pairs).unbind(1)
    fits = iter(pair.fit(a[one], b[other], *map(as_buckets, apart)).tolist())
    for (view, _), none in zip(cases, pair.unfit(a).squeeze(1).tolist(), strict=True):
        yield [*islice(fits, len(view.spans[right])), none]


def _rows(cases: Sequence[tuple[_View, Words]], right: int) -> Iterable[int]:
    """Return the rows of all options, each once."""
    return dict.fromkeys(view.rows[option] for view, _ in cases for option in view.spans[right])


def _distances(view: _View, one: Words, other: Words) -> tuple[int, int]:
    """Return how many words and how many blocks the second span begins behind the first."""
    blocks = view.read.window.blocks
    return other[0] - one[0], blocks[other[0]] - blocks[one[0]]


def _shift(span: Words, by: int) -> Words:
    return span[0] + by, span[1] + by


def _join(
    words: Sequence[Span],
    cue_of: dict[Words, Words | None],
    source_of: dict[Words, Words | None],
    shares: Scores,
) -> tuple[Tagged, ...]:
    """Gather the contents that chose the same cue into one attribution; ``shares`` has the roles' a word."""
    contents: dict[Words, list[Words]] = {}
    for content, cue in cue_of.items():
        contents.setdefault(cue or content, []).append(content)

    def span(place: Words | None) -> Span | None:
        return None if place is None else Span(words[place[0]].start, words[place[1] - 1].end)

    found = []
    for key in sorted(contents):
        parts = tuple(part for item in sorted(contents[key]) if (part := span(item)) is not None)
        cue = key if key in source_of else None
        certainty = _mean(shares[:, CONTENT], contents[key]) * (_mean(shares[:, CUE], [key]) if cue else 1.0)
        found.append(Tagged(span(source_of.get(key)), span(cue), parts, round(certainty, 4)))
    return tuple(found)


def _mean(shares: Scores, spans: Sequence[Words]) -> float:
    return float(np.concatenate([shares[start:end] for start, end in spans]).mean())
