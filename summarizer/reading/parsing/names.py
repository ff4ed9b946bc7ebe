"""The search of spaCy's entity recogniser: the same decisions with far fewer calls.

The recogniser walks over the tokens and takes the best move that is allowed. spaCy asks of each move at
each token whether it is allowed, and takes the interpreter's lock for every answer. But outside an entity
the scores depend on the token alone, so they are computed for all tokens at once; only inside one, where
two moves are left, does a token wait for the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import SENT_START

OUTSIDE = "O"
# What the model is told of a state: the next token, the first of the open entity, and the token before.
FEATURES = 3
NEXT, FIRST, BEFORE = range(FEATURES)
Floats = NDArray[np.float32]


class Name(NamedTuple):
    """An entity: half-open token places in its document, and its label."""

    start: int
    end: int
    label: str


class NameFinder:
    """Finds the entities of documents with a recogniser's model; it keeps nothing of them."""

    def __init__(self, recogniser: Any) -> None:
        """Take spaCy's ``ner`` pipe. Raises ValueError where its model is built in another way."""
        model, moves = recogniser.model, recogniser.moves
        self._vectors, self._lower, self._upper = (
            model.get_ref(name) for name in ("tok2vec", "lower", "upper")
        )
        maxout = self._lower.get_dim("nP") > 1 and self._lower.get_dim("nF") == FEATURES
        if not maxout or recogniser.cfg["beam_width"] != 1 or model.attrs["unseen_classes"]:
            raise ValueError("the entity recogniser is not built as its search expects")
        self._moves = [moves.get_class_name(place) for place in range(moves.n_moves)]
        # A unit without label is for entities that are given beforehand, and inside moves wait for a begin.
        self._begins = np.array([name.startswith("B-") for name in self._moves])
        self._closed = self._begins | np.array(
            [name == OUTSIDE or name[:2] == "U-" != name for name in self._moves]
        )

    def find(self, docs: Sequence[Any]) -> Iterator[tuple[Name, ...]]:
        """Yield the entities of each of ``docs``, which hold no white space and no entities yet."""
        features: Floats = self._lower.predict(self._vectors.predict(docs))
        padding, tokens = features[0], features[1:]
        scores = self._scores(tokens[:, NEXT] + padding[FIRST] + padding[BEFORE])
        scores[:, ~self._closed] = -np.inf
        start = 0
        for doc in docs:
            end = start + len(doc)
            yield tuple(self._walk(doc, scores[start:end], tokens[start:end]))
            start = end

    def _scores(self, sums: Floats) -> Floats:
        first, *others = np.moveaxis(sums + self._lower.get_param("b"), -1, 0)
        hidden = reduce(np.maximum, others, first)
        scores: Floats = hidden @ self._upper.get_param("W").T + self._upper.get_param("b")
        return scores

    def _walk(self, doc: Any, scores: Floats, tokens: Floats) -> Iterator[Name]:
        """Yield the entities of one document; none crosses a sentence."""
        if not len(doc):
            return
        last = np.append(doc.to_array(SENT_START)[1:] == 1, True)
        scores[np.ix_(last, self._begins)] = -np.inf
        chosen = [self._moves[move] for move in scores.argmax(axis=1)]
        done = 0
        for place, move in enumerate(chosen):
            if place >= done and move != OUTSIDE:
                label = move[2:]
                done = place + 1 if move[0] == "U" else self._end(label, place, last, tokens)
                yield Name(place, done, label)

    def _end(self, label: str, first: int, last: NDArray[np.bool_], tokens: Floats) -> int:
        """Return where the entity that begins at ``first`` ends: the move "L" against "I"."""
        inside, close = self._moves.index(f"I-{label}"), self._moves.index(f"L-{label}")
        place = first + 1
        while not last[place]:
            sums = tokens[place, NEXT] + tokens[first, FIRST] + tokens[place - 1, BEFORE]
            scores = self._scores(sums[None])[0]
            if (scores[close], -close) > (scores[inside], -inside):
                break
            place += 1
        return place + 1
