"""The layers of spaCy's encoders that look at a word's neighbours, in fewer steps.

Each is a window of three words, a matrix, the greatest of every three values and a normal layer, added to
what went in (Honnibal's "embed, encode, attend, predict"). spaCy keeps for training which of the three was
the greatest; here the matrix is laid out so that the three lie apart, and only their greatest is taken.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

WINDOW = 1
# Added to a variance, as thinc does.
LEAST = 1e-08
Floats = NDArray[np.float32]


class _Layer(NamedTuple):
    """One layer; ``weights`` is ``[inputs, pieces * width]``, the first pieces of all values first."""

    weights: Floats
    bias: Floats
    pieces: int
    scale: Floats
    shift: Floats


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
    return _Layer(
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T),
        bias.T.ravel(),
        pieces,
        normal.get_param("G"),
        normal.get_param("b"),
    )


class _Convolved:
    """The forward pass of the layers that look at neighbours."""

    def __init__(self, layers: list[_Layer]) -> None:
        self._layers = layers

    def __call__(self, model: Any, x: Floats, is_train: bool) -> tuple[Floats, Any]:
        """Return the vectors ``[words, width]`` after all layers, as thinc wants it."""
        for layer in self._layers:
            sums = model.ops.seq2col(x, WINDOW) @ layer.weights
            sums += layer.bias
            x = x + _normal(np.maximum.reduce(np.split(sums, layer.pieces, axis=1)), layer)
        return x, None


def _normal(x: Floats, layer: _Layer) -> Floats:
    centred = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred)[:, None] / x.shape[1] + LEAST
    normal: Floats = centred * variance**-0.5 * layer.scale + layer.shift
    return normal
