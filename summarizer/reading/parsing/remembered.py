"""Word vectors looked up: the part of spaCy's encoders that sees a word alone is computed once a word.

Their first layers make a vector of a word's form, its beginning, its end and its shape, whatever stands
around it; the layers behind these look at the neighbours. An article says most of its words twice, and most
of the rest stood in the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

# 8 MB of vectors; room is made ahead for as many again.
MAX_KNOWN = 20_000
# New words are computed so many at a time, with nothing behind them where they are fewer: a matrix product's
# last digits hang on its size, and a word's vector must not hang on what stood beside it.
BLOCK = 64
Floats = NDArray[np.float32]
Features = NDArray[np.uint64]


def remember(model: Any) -> None:
    """Let a model look its word vectors up. Raises ValueError where it is not built like spaCy's encoders.

    The model may only predict from then on, and in one thread at a time.
    """
    encoders = [node for node in model.walk() if node.has_ref("embed") and len(node.layers) == 2]
    if not encoders:
        raise ValueError("the model has no layers that see a word alone")
    for encoder in encoders:
        embed = encoder.layers[0]
        if embed.layers[0].name != "extract_features":
            raise ValueError("the model's first layers are none that see a word alone")
        encoder.layers[0] = Model("remembered", _Remembered(embed), layers=[embed])


class _Remembered:
    """The forward pass of the layers that see a word alone."""

    def __init__(self, embed: Any) -> None:
        self._extract, *self._rest = embed.layers
        self._places: dict[bytes, int] = {}
        self._vectors: Floats = np.empty((0, embed.get_dim("nO")), dtype=np.float32)

    def __call__(self, model: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Floats], Any]:
        """Return the vectors of each document's words, ``[words, width]``, as thinc wants it."""
        features = self._extract.predict(docs)
        keys = [_keys(rows) for rows in features]
        if len(self._places) > MAX_KNOWN:
            self._places.clear()
        pairs = zip(chain.from_iterable(keys), chain.from_iterable(features), strict=True)
        self._learn({key: row for key, row in pairs if key not in self._places})
        found = [self._vectors[[self._places[key] for key in names]] for names in keys]
        return found, None

    def _learn(self, new: dict[bytes, Features]) -> None:
        if not new:
            return
        start, end = len(self._places), len(self._places) + len(new)
        if end > len(self._vectors):
            self._grow(start, 2 * end)
        made = [self._compute(np.stack(rows)) for rows in _blocks(new.values())]
        self._vectors[start:end] = np.concatenate(made)
        self._places.update(zip(new, range(start, end), strict=True))

    def _grow(self, used: int, size: int) -> None:
        """Make room: the few new words of an article are not to copy all that are known."""
        grown = np.empty((size, self._vectors.shape[1]), dtype=np.float32)
        grown[:used] = self._vectors[:used]
        self._vectors = grown

    def _compute(self, rows: Features) -> Floats:
        block = np.zeros((BLOCK, rows.shape[1]), dtype=rows.dtype)
        block[: len(rows)] = rows
        values: Any = [block]
        for layer in self._rest:
            values = layer.predict(values)
        vectors: Floats = values[0][: len(rows)]
        return vectors


def _keys(rows: Features) -> list[bytes]:
    """Return what tells one word's features from another's."""
    width, whole = rows.dtype.itemsize * rows.shape[1], np.ascontiguousarray(rows).tobytes()
    return [whole[start : start + width] for start in range(0, len(whole), width)]


def _blocks(rows: Iterable[Features]) -> Iterator[list[Features]]:
    """Yield the rows in lists of ``BLOCK``, the last one shorter."""
    left = iter(rows)
    while block := list(islice(left, BLOCK)):
        yield block
