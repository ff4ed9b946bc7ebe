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
from functools import partial
from itertools import islice
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertConfig, BertModel

from summarizer.digests import pinned
from summarizer.errors import ConfigurationError
from summarizer.reading.matrices import precision
from summarizer.reading.tagging.decode import LEANING, ROLES, best_tags, spans_of
from summarizer.reading.tagging.encoder import Encoder
from summarizer.reading.tagging.linking import WindowReading, link
from summarizer.reading.tagging.network import TaggerNet
from summarizer.reading.tagging.tagged import Tagged
from summarizer.reading.tagging.windows import Window, load_tokenizer, make_pieces, make_windows
from summarizer.records import Article

# Windows of so many pieces go through the encoder at once: most articles as a whole, all sentences of a
# draft, and none takes much memory.
BATCH = 1_216
Encode = Callable[[Sequence[Window]], Sequence[Tensor]]


class Tagger:
    """Tags articles with one network; safe to use from several threads."""

    def __init__(self, tokenizer: Tokenizer, net: TaggerNet, given: Encode | None = None) -> None:
        """Tag with ``net``, for whose encoder a faster one may be ``given``."""
        self._tokenizer = tokenizer
        self._net = net
        self._encode = given or partial(encode_words, net)
        self._threads = torch.get_num_threads()

    def tag(self, article: Article) -> tuple[Tagged, ...]:
        """Return the attributions of ``article`` in the order of their cues."""
        return self.tag_all([article])[0]

    def tag_all(self, articles: Sequence[Article]) -> list[tuple[Tagged, ...]]:
        """Return the attributions of each article; all go through the encoder together."""
        return [self.link(readings) for readings in self._read(articles)]

    def read(self, article: Article) -> tuple[WindowReading, ...]:
        """Return what stands in each window, in text order; nothing is linked yet."""
        return self._read([article])[0]

    def _read(self, articles: Sequence[Article]) -> list[tuple[WindowReading, ...]]:
        windows = [tuple(self._windows(article)) for article in articles]
        # a thread that generates beside this one may have left another number for new ones
        torch.set_num_threads(self._threads)
        with torch.inference_mode():
            batches = _batches([window for cut in windows for window in cut])
            states = (vectors for batch in batches for vectors in self._encode(batch))
            return [tuple(self._decide(cut, list(islice(states, len(cut))))) for cut in windows]

    def _windows(self, article: Article) -> Iterator[Window]:
        pieces = make_pieces(self._tokenizer, article.text, article.blocks, article.quotations)
        return make_windows(pieces)

    def link(self, readings: Sequence[WindowReading]) -> tuple[Tagged, ...]:
        """Join what was read in an article's windows into attributions."""
        with torch.inference_mode():
            return link(self._net, readings)

    def _decide(self, windows: Sequence[Window], states: Sequence[Tensor]) -> Iterator[WindowReading]:
        low = 0
        for window, state in zip(windows, states, strict=True):
            low -= window.decided
            vectors = state.float()
            scores: Tensor = torch.log_softmax(self._net.tags(vectors[window.decided :]), -1)
            tags = [0] * window.decided + best_tags(scores.numpy() + LEANING)
            spans = tuple(tuple(spans_of(tags, role)) for role in range(len(ROLES)))
            yield WindowReading(window, low, vectors, scores, spans)
            low += len(window.words)


def _batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Yield the windows in order, as many at once as ``BATCH`` allows."""
    batch: list[Window] = []
    pieces = 0
    for window in windows:
        if batch and pieces + len(window.ids) > BATCH:
            yield batch
            batch, pieces = [], 0
        batch.append(window)
        pieces += len(window.ids)
    if batch:
        yield batch


def encode_words(net: TaggerNet, windows: Sequence[Window]) -> list[Tensor]:
    """Return the vectors of each window's words, those of their first pieces, ``[words, hidden]``."""
    states = encode(net, windows)
    return [state[list(window.first)] for window, state in zip(windows, states, strict=True)]


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

    The encoder computes in half precision where the processor does that in hardware (``matrices``). Raises
    ConfigurationError where a file is missing, DigestMismatch where one is not what ``SHA256SUMS`` pins.
    """
    tokenizer = load_tokenizer(_existing(folder / "tokenizer.json"))
    config = BertConfig(**json.loads(_existing(folder / "config.json").read_text(encoding="utf-8")))
    # Made without memory of its own, so that the weights stand there once.
    with torch.device("meta"):
        net = TaggerNet(BertModel(config, add_pooling_layer=False), config.hidden_size)
    net.load_state_dict(load_file(_existing(folder / "model.safetensors")), assign=True)
    net.float()
    if precision() == torch.bfloat16:
        net.halve()
    encoder = Encoder(net.eval())
    del net.encoder
    return Tagger(tokenizer, net, encoder)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ConfigurationError(f"the attribution tagger lacks {path.name}: {path.parent} should hold it")
    return pinned(path)
