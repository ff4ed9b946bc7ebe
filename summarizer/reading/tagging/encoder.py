"""The tagger's encoder as it reads: BERT's forward pass, written straight over the weights of a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch
from torch import Tensor, nn

from summarizer.reading.matrices import Linear, stacked
from summarizer.reading.tagging.network import TaggerNet
from summarizer.reading.tagging.windows import Window

# Attention over a multiple of so many pieces takes a fourth less time: its last vectors are whole.
STEP = 16


@dataclass(frozen=True, slots=True)
class Part:
    """A window among the pieces of several: its place, what keeps attention off its padding, its words.

    ``wanted`` has the rows of the words' first pieces, counted from the window's beginning, and behind them
    any rows up to a multiple of ``STEP``.
    """

    place: slice
    mask: Tensor | None
    wanted: Tensor


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of BERT: attention with its three matrices side by side, then the wide part."""

    heads: int
    size: int
    asked: Linear
    seen: Linear
    seen_norm: nn.LayerNorm
    wide: Linear
    narrow: Linear
    narrow_norm: nn.LayerNorm

    def __call__(self, x: Tensor, parts: Sequence[Part]) -> Tensor:
        """Return the vectors of the windows' pieces after this layer, ``[pieces, hidden]``."""
        return self._widen(x, self._attend(x, [(part, slice(None)) for part in parts]))

    def last(self, x: Tensor, parts: Sequence[Part]) -> Tensor:
        """Return only the wanted rows of the windows, one window behind another, ``[words, hidden]``."""
        kept = stacked([x[part.place][part.wanted] for part in parts])
        return self._widen(kept, self._attend(x, [(part, part.wanted) for part in parts]))

    def _attend(self, x: Tensor, asking: Sequence[tuple[Part, Tensor | slice]]) -> Tensor:
        """Return what the asking rows of each window find in their window."""
        asked, found = self.asked(x), list[Tensor]()
        for part, rows in asking:
            query, key, value = asked[part.place].view(1, -1, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
            one = nn.functional.scaled_dot_product_attention(
                query[:, :, rows], key, value, attn_mask=part.mask
            )
            found.append(one[0].transpose(0, 1).flatten(1))
        return stacked(found)

    def _widen(self, x: Tensor, found: Tensor) -> Tensor:
        x = self.seen_norm(self.seen.plus(found, x))
        narrow: Tensor = self.narrow_norm(self.narrow.plus(self.wide.gelu(x), x))
        return narrow


class Encoder:
    """A BERT ``TaggerNet``'s encoder as it reads, written straight over the weights.

    It reads what ``TaggerNet.encode`` reads in half the time: the matrices are packed once, the windows lie
    behind one another, none padded to the length of another, and the last layer computes only what the heads
    look at. It never changes: threads may share it.
    """

    def __init__(self, net: TaggerNet) -> None:
        """Take the weights of ``net``, whose encoder is a ``BertModel``, in the precision that they have."""
        table, config = net.encoder.embeddings, net.encoder.config
        kinds, marks = table.token_type_embeddings.weight, net.case.weight[:, None] + net.quoted.weight
        self._words = table.word_embeddings.weight.detach()
        self._places = (table.position_embeddings.weight + kinds[0]).detach()
        self._marks = marks.flatten(0, 1).detach()
        self._norm = table.LayerNorm
        self._layers = [_layer(layer, config.num_attention_heads) for layer in net.encoder.encoder.layer]

    def __call__(self, windows: Sequence[Window]) -> Sequence[Tensor]:
        """Return the vectors of each window's words, those of their first pieces, ``[words, hidden]``."""
        embedded = [self._embed(window) for window in windows]
        parts = [
            Part(place, _mask(len(window.ids), x), torch.tensor(_filled(window.first)))
            for window, x, place in zip(windows, embedded, _places(embedded), strict=True)
        ]
        x = stacked(embedded)
        *layers, last = self._layers
        for layer in layers:
            x = layer(x, parts)
        x, places = last.last(x, parts), _places([part.wanted for part in parts])
        return [x[place][: len(window.first)] for window, place in zip(windows, places, strict=True)]

    def _embed(self, window: Window) -> Tensor:
        marks = [2 * case + quoted for case, quoted in zip(window.case, window.quoted, strict=True)]
        ids, marked = (torch.tensor(_filled(values)) for values in (window.ids, marks))
        x = nn.functional.embedding(ids, self._words) + self._places[: len(ids)]
        x = x + nn.functional.embedding(marked, self._marks)
        normal: Tensor = self._norm(x)
        return normal


def _places(rows: Sequence[Tensor]) -> Iterator[slice]:
    """Yield where each of some tensors lies when they are stacked."""
    ends = accumulate(map(len, rows))
    return (slice(end - len(part), end) for part, end in zip(rows, ends, strict=True))


def _filled(values: Sequence[int]) -> list[int]:
    """Return the values, and zeros behind them up to a multiple of ``STEP``."""
    return [*values, *[0] * (-len(values) % STEP)]


def _mask(count: int, x: Tensor) -> Tensor | None:
    """Return what keeps attention off the padding behind ``count`` pieces."""
    if count == len(x):
        return None
    mask = x.new_zeros(1, 1, 1, len(x))
    mask[..., count:] = -torch.inf
    return mask


def _layer(layer: nn.Module, heads: int) -> Layer:
    attention, after = layer.attention.self, layer.attention.output
    asked = [attention.query, attention.key, attention.value]

    def linear(*parts: nn.Linear) -> Linear:
        weight, bias = (
            torch.cat([getattr(part, name).detach() for part in parts]) for name in ("weight", "bias")
        )
        return Linear.of(weight, bias)

    return Layer(
        heads,
        attention.query.out_features // heads,
        linear(*asked),
        linear(after.dense),
        after.LayerNorm,
        linear(layer.intermediate.dense),
        linear(layer.output.dense),
        layer.output.LayerNorm,
    )
