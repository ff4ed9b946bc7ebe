"""The layers of spaCy's encoders that look at a word's neighbours, in fewer steps.

Each is a window of three words, a matrix, the greatest of every three values and a normal layer, added to
what went in (Honnibal's "embed, encode, attend, predict"). spaCy keeps for training which of the three was
the greatest; here the matrix is laid out so that the three lie apart, and only their greatest is taken. The
matrices are multiplied as the tagger's are (``matrices``); what is added up stays in single precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from thinc.api import Model
from torch import Tensor, nn

from summarizer.reading.matrices import Linear, precision, stacked

# Words that a layer sees to either side of one.
WINDOW = 1
# Added to a variance, as thinc does.
LEAST = 1e-08
Floats = NDArray[np.float32]


class _Layer(NamedTuple):
    """One layer; its matrix gives the first of the ``pieces`` of all values, then the second of all."""

    sums: Linear
    pieces: int
    scale: Tensor
    shift: Tensor


def convolve(model: Any) -> None:
    """Let a model take these layers in fewer steps. Raises ValueError where it has none such.

    The model may only predict from then on.
    """
    encoders = [node for node in model.walk() if node.has_ref("encode") and len(node.layers) == 2]
    if not encoders:
        raise ValueError("the model has no layers that look at neighbours")
    for encoder in encoders:
        padded = encoder.layers[1]
        (chained,) = padded.layers
        layers = [_layer(residual) for residual in chained.layers]
        padded.layers[0] = Model("convolved", _Convolved(layers), layers=[chained])


def _layer(residual: Any) -> _Layer:
    nodes = {node.name: node for node in residual.walk()}
    if not {"expand_window", "maxout", "layernorm"} <= set(nodes):
        raise ValueError("the model's layers are not built like spaCy's")
    if nodes["expand_window"].attrs["window_size"] != WINDOW:
        raise ValueError("the model's layers look at other neighbours")
    maxout, normal = nodes["maxout"], nodes["layernorm"]
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    width, pieces, inputs = weights.shape
    weights = torch.tensor(weights.transpose(1, 0, 2).reshape(pieces * width, inputs), dtype=precision())
    sums = Linear.of(weights, torch.tensor(bias.T.ravel(), dtype=weights.dtype))
    return _Layer(sums, pieces, *(torch.tensor(normal.get_param(name)) for name in ("G", "b")))


class _Convolved:
    """The forward pass of the layers that look at neighbours."""

    def __init__(self, layers: Sequence[_Layer]) -> None:
        self._layers = layers

    def __call__(self, model: Any, x: Floats, is_train: bool) -> tuple[Floats, Any]:
        """Return the vectors ``[words, width]`` after all layers, as thinc wants it."""
        with torch.inference_mode():
            vectors = stacked([torch.from_numpy(x)])
            for layer in self._layers:
                vectors = vectors + _step(vectors, layer)
            made: Floats = vectors[: len(x)].numpy()
            return made, None


def _step(x: Tensor, layer: _Layer) -> Tensor:
    """Return what one layer adds to ``x``."""
    known = nn.functional.pad(x.to(layer.sums.bias.dtype), (0, 0, WINDOW, WINDOW))
    seen = torch.cat([known[place : place + len(x)] for place in range(2 * WINDOW + 1)], dim=1)
    greatest, *others = layer.sums(seen).chunk(layer.pieces, dim=1)
    for other in others:
        greatest = torch.maximum(greatest, other)
    normal: Tensor = nn.functional.layer_norm(greatest.float(), x.shape[1:], layer.scale, layer.shift, LEAST)
    return normal
