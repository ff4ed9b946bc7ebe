"""The trained tagger: sources, cues and contents of an article, linked, by one small encoder.

The way is: the article's paragraphs in windows (``tagging.windows``), all of them through the encoder in
batches of like length, a role for each word (``tagging.decode``), then for each content its cue and for
each cue its source, chosen among the spans of its window (``tagging.network``). After PolNeAR's scheme:
no attribution stands inside another, and each has one cue. How it is trained, on what, and what it
scores: ``models/attribution-tagger/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertConfig, BertModel

from summarizer.errors import ConfigurationError
from summarizer.reading.tagging.decode import LEANING, ROLES, Scores, best_tags, role_shares, spans_of
from summarizer.reading.tagging.encoder import Encoder
from summarizer.reading.tagging.network import Pair, TaggerNet, as_buckets, span_vectors
from summarizer.reading.tagging.tagged import Tagged
from summarizer.reading.tagging.windows import Window, load_tokenizer, make_pieces, make_windows
from summarizer.records import Article, Span

SOURCE, CUE, CONTENT = range(len(ROLES))
# So many windows go through the encoder at once: most articles as a whole, and none needs much memory.
BATCH = 8
Words = tuple[int, int]
Encode = Callable[[Sequence[Window]], Sequence[Tensor]]


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


class Tagger:
    """Tags articles with one network; safe to use from several threads."""

    def __init__(self, tokenizer: Tokenizer, net: TaggerNet, given: Encode | None = None) -> None:
        """Tag with ``net``, for whose encoder a faster one may be ``given``."""
        self._tokenizer = tokenizer
        self._net = net
        self._encode = given or partial(encode, net)

    def tag(self, article: Article) -> tuple[Tagged, ...]:
        """Return the attributions of ``article`` in the order of their cues."""
        return self.link(self.read(article))

    def read(self, article: Article) -> tuple[WindowReading, ...]:
        """Return what stands in each window, in text order; nothing is linked yet."""
        pieces = make_pieces(self._tokenizer, article.text, article.blocks, article.quotations)
        windows = tuple(make_windows(pieces))
        starts = range(0, len(windows), BATCH)
        with torch.inference_mode():
            states = [vectors for a in starts for vectors in self._encode(windows[a : a + BATCH])]
            return tuple(self._decide(windows, states))

    def link(self, readings: Sequence[WindowReading]) -> tuple[Tagged, ...]:
        """Join what was read in an article's windows into attributions."""
        words = [word for item in readings for word in item.window.words[item.window.decided :]]
        with torch.inference_mode():
            views, vectors = _views(readings)
            cue_of = _links(self._net.cue_of, vectors, views, CONTENT, CUE)
            source_of = _links(self._net.source_of, vectors, views, CUE, SOURCE)
        parts = [role_shares(item.log_probabilities.numpy()) for item in readings]
        return _join(words, cue_of, source_of, np.concatenate(parts)) if parts else ()

    def _decide(self, windows: Sequence[Window], states: Sequence[Tensor]) -> Iterator[WindowReading]:
        low = 0
        for window, state in zip(windows, states, strict=True):
            low -= window.decided
            vectors = state[list(window.first)].float()
            scores: Tensor = torch.log_softmax(self._net.tags(vectors[window.decided :]), -1)
            tags = [0] * window.decided + best_tags(scores.numpy() + LEANING)
            spans = tuple(tuple(spans_of(tags, role)) for role in range(len(ROLES)))
            yield WindowReading(window, low, vectors, scores, spans)
            low += len(window.words)


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


def encode(net: TaggerNet, windows: Sequence[Window]) -> Tensor:
    """Return the vectors of the windows' pieces, ``[windows, pieces, hidden]``."""
    size = max(len(window.ids) for window in windows)

    def rows(name: str) -> Tensor:
        values = [getattr(window, name) for window in windows]
        return torch.tensor([[*row, *[0] * (size - len(row))] for row in values])

    mask = torch.tensor([[1] * len(w.ids) + [0] * (size - len(w.ids)) for w in windows])
    return net.encode(rows("ids"), mask, rows("case"), rows("quoted"))


def load_tagger(folder: Path) -> Tagger:
    """Load the tagger of ``folder``: weights, ``config.json`` and tokenizer.

    The encoder computes in half precision where the processor does that in hardware; so two kinds of
    processor may differ in a word here and there, and one never does from itself. Raises ConfigurationError
    where a file is missing.
    """
    tokenizer = load_tokenizer(_existing(folder / "tokenizer.json"))
    config = BertConfig(**json.loads(_existing(folder / "config.json").read_text(encoding="utf-8")))
    # Made without memory of its own, so that the weights stand there once.
    with torch.device("meta"):
        net = TaggerNet(BertModel(config, add_pooling_layer=False), config.hidden_size)
    net.load_state_dict(load_file(_existing(folder / "model.safetensors")), assign=True)
    net.float()
    if torch.cpu.get_capabilities().get("amx_bf16", False):
        net.halve()
    encoder = Encoder(net.eval())
    del net.encoder
    return Tagger(tokenizer, net, encoder)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ConfigurationError(f"the attribution tagger lacks {path.name}: {path.parent} should hold it")
    return path
