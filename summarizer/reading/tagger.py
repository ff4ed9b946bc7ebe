"""The trained tagger: sources, cues and contents of an article, linked, by one small encoder.

The way is: the article's paragraphs in windows (``tagging.windows``), all of them through the encoder in
batches of like length, a role for each word (``tagging.decode``), then for each content its cue and for
each cue its source, chosen among the spans of its window (``tagging.network``). After PolNeAR's scheme:
no attribution stands inside another, and each has one cue. How it is trained, on what, and what it
scores: ``models/attribution-tagger/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertConfig, BertModel

from summarizer.errors import ConfigurationError
from summarizer.reading.tagging.decode import ROLES, best_tags, spans_of
from summarizer.reading.tagging.encoder import Encoder
from summarizer.reading.tagging.network import Pair, TaggerNet, buckets, span_vectors
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
            cue_of = self._links(self._net.cue_of, readings, CONTENT, CUE)
            source_of = self._links(self._net.source_of, readings, CUE, SOURCE)
        return _join(words, cue_of, source_of)

    def _decide(self, windows: Sequence[Window], states: Sequence[Tensor]) -> Iterator[WindowReading]:
        low = 0
        for window, state in zip(windows, states, strict=True):
            low -= window.decided
            vectors = state[list(window.first)].float()
            scores: Tensor = torch.log_softmax(self._net.tags(vectors[window.decided :]), -1)
            tags = [0] * window.decided + best_tags(scores.numpy())
            spans = tuple(tuple(spans_of(tags, role)) for role in range(len(ROLES)))
            yield WindowReading(window, low, vectors, scores, spans)
            low += len(window.words)

    def _links(
        self, pair: Pair, reads: Sequence[WindowReading], left: int, right: int
    ) -> dict[Words, Words | None]:
        """Return for each span of one role the span of the other that it chooses, in words of the article."""
        known = [_shift(span, read.low) for read in reads for span in read.spans[right]]
        chosen: dict[Words, Words | None] = {}
        for read in reads:
            end = read.low + len(read.window.words)
            options = [_shift(s, -read.low) for s in known if read.low <= s[0] and s[1] <= end]
            for span, place in zip(read.spans[left], _choose(pair, read, left, options), strict=True):
                option = _shift(options[place], read.low) if place < len(options) else None
                chosen[_shift(span, read.low)] = option
        return chosen


def _choose(pair: Pair, read: WindowReading, left: int, options: list[Words]) -> list[int]:
    """Return for each span of the role the place in ``options`` of its own, or one behind them for none."""
    spans, blocks = read.spans[left], read.window.blocks
    if not spans or not options:
        return [0] * len(spans)
    here, there = [a for a, _ in spans], [a for a, _ in options]
    scores: Tensor = pair(
        span_vectors(read.vectors, spans),
        span_vectors(read.vectors, options),
        buckets(here, there),
        buckets([blocks[a] for a in here], [blocks[a] for a in there]),
    )
    return [int(place) for place in scores.argmax(dim=1)]


def _shift(span: Words, by: int) -> Words:
    return span[0] + by, span[1] + by


def _join(
    words: Sequence[Span], cue_of: dict[Words, Words | None], source_of: dict[Words, Words | None]
) -> tuple[Tagged, ...]:
    """Gather the contents that chose the same cue into one attribution."""
    contents: dict[Words, list[Words]] = {}
    for content, cue in cue_of.items():
        contents.setdefault(cue or content, []).append(content)

    def span(place: Words | None) -> Span | None:
        return None if place is None else Span(words[place[0]].start, words[place[1] - 1].end)

    found = []
    for key in sorted(contents):
        parts = tuple(part for item in sorted(contents[key]) if (part := span(item)) is not None)
        cue = key if key in source_of else None
        found.append(Tagged(span(source_of.get(key)), span(cue), parts))
    return tuple(found)


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
