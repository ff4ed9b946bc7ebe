"""The tagger's encoder as it reads: BERT's forward pass, written straight over the weights of a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch
from torch import Tensor, nn

from summarizer.reading.tagging.network import TaggerNet
from summarizer.reading.tagging.windows import Window

# Attention over a multiple of so many pieces takes a fourth less time: its last vectors are whole.
STEP = 16
# What torch must offer for matrices that are laid out once.
PACKING = ("_linear_pointwise", "_reorder_linear_weight")


@dataclass(frozen=True, slots=True)
class Linear:
    """A matrix and its bias; where ``packed``, the matrix lies as oneDNN reads it."""

    weight: Tensor
    bias: Tensor
    packed: bool

    @classmethod
    def of(cls, weight: Tensor, bias: Tensor) -> Linear:
        """Pack the matrix in half precision: torch's own way, laid out at each call, takes a third longer."""
        packed = weight.dtype == torch.bfloat16 and all(hasattr(torch.ops.mkldnn, name) for name in PACKING)
        return cls(torch.ops.mkldnn._reorder_linear_weight(weight) if packed else weight, bias, packed)

    def __call__(self, x: Tensor) -> Tensor:
        """Return ``x`` times the matrix."""
        return self._packed(x, "none") if self.packed else nn.functional.linear(x, self.weight, self.bias)

    def gelu(self, x: Tensor) -> Tensor:
        """Return GELU of ``x`` times the matrix."""
        if self.packed:
            return self._packed(x, "gelu")
        return nn.functional.gelu(nn.functional.linear(x, self.weight, self.bias))

    def plus(self, x: Tensor, other: Tensor) -> Tensor:
        """Return ``x`` times the matrix plus ``other``."""
        if not self.packed:
            return nn.functional.linear(x, self.weight, self.bias) + other
        made: Tensor = torch.ops.mkldnn._linear_pointwise.binary(x, other, self.weight, self.bias, "add")
        return made

    def _packed(self, x: Tensor, function: str) -> Tensor:
        made: Tensor = torch.ops.mkldnn._linear_pointwise(x, self.weight, self.bias, function, [], "none")
        return made


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

    def __call__(self, x: Tensor, places: Sequence[slice], masks: Sequence[Tensor | None]) -> Tensor:
        """Return the vectors of the windows at ``places`` after this layer, ``[pieces, hidden]``."""
        asked, found = self.asked(x), torch.empty_like(x)
        for place, mask in zip(places, masks, strict=True):
            query, key, value = asked[place].view(1, -1, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
            one = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
            found[place].view(-1, self.heads, self.size).copy_(one[0].transpose(0, 1))
        x = self.seen_norm(self.seen.plus(found, x))
        narrow: Tensor = self.narrow_norm(self.narrow.plus(self.wide.gelu(x), x))
        return narrow


class Encoder:
    """A BERT ``TaggerNet``'s encoder as it reads, written straight over the weights.

    It reads what ``TaggerNet.encode`` reads in half the time: the matrices are packed once, and the windows
    lie behind one another, none padded to the length of another. It never changes: threads may share it.
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

    def __call__(self, windows: Sequence[Window]) -> list[Tensor]:
        """Return the vectors of each window's pieces, ``[pieces, hidden]``."""
        parts = [self._embed(window) for window in windows]
        ends = list(accumulate(len(part) for part in parts))
        places = [slice(end - len(part), end) for part, end in zip(parts, ends, strict=True)]
        masks = [_mask(len(window.ids), part) for window, part in zip(windows, parts, strict=True)]
        x = torch.cat(parts)
        for layer in self._layers:
            x = layer(x, places, masks)
        return [x[place][: len(window.ids)] for place, window in zip(places, windows, strict=True)]

    def _embed(self, window: Window) -> Tensor:
        padding = [0] * (-len(window.ids) % STEP)
        marks = [2 * case + quoted for case, quoted in zip(window.case, window.quoted, strict=True)]
        x = nn.functional.embedding(torch.tensor([*window.ids, *padding]), self._words)
        x = x + self._places[: len(x)] + nn.functional.embedding(torch.tensor(marks + padding), self._marks)
        normal: Tensor = self._norm(x)
        return normal


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
