"""From role probabilities to spans: the most probable sequence of tags that is well formed.

A tag that goes on with a role stands only behind one of the same role, so no span begins in its middle.
Words are decided each on their own; only where that breaks the rule is the best allowed sequence looked
for (Viterbi), which gives the same answer for the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
# O, then begin and go on for each role.
TAGS = 1 + 2 * len(ROLES)
# The tags that go on with a role.
INSIDE = range(2, TAGS, 2)
FORBIDDEN = -1e9
# How much more probable than going on a new content must be: the network breaks contents up too readily.
RELUCTANCE = 0.8
Scores = NDArray[np.float32]
LEANING: Scores = np.zeros(TAGS, dtype=np.float32)
LEANING[1 + 2 * ROLES.index("content")] = -RELUCTANCE


def best_tags(scores: Scores) -> list[int]:
    """Return the best well-formed tags for ``scores``, log-probabilities ``[words, tags]``."""
    if not len(scores):
        return []
    tags = scores.argmax(axis=1).tolist()
    before = [0, *tags[:-1]]
    if all(tag == 0 or tag % 2 or last in (tag, tag - 1) for last, tag in zip(before, tags, strict=True)):
        return [int(tag) for tag in tags]
    return _viterbi(scores)


def _viterbi(scores: Scores) -> list[int]:
    """Return the best path; over seven tags lists are faster than arrays."""
    first, *rows = scores.tolist()
    total = [score + (FORBIDDEN if tag in INSIDE else 0) for tag, score in enumerate(first)]
    back = list[list[int]]()
    for row in rows:
        chosen = [total.index(max(total))] * TAGS
        for tag in INSIDE:
            chosen[tag] = tag - 1 if total[tag - 1] >= total[tag] else tag
        back.append(chosen)
        total = [total[before] + score for before, score in zip(chosen, row, strict=True)]
    path = [total.index(max(total))]
    for chosen in reversed(back):
        path.append(chosen[path[-1]])
    return path[::-1]


def role_shares(scores: Scores) -> Scores:
    """Return how probable each role is at each word, ``[words, roles]``, of log-probabilities of tags."""
    shares: Scores = np.exp(scores[:, 1:]).reshape(-1, len(ROLES), 2).sum(axis=2)
    return shares


def spans_of(tags: Sequence[int], role: int) -> list[tuple[int, int]]:
    """Return the half-open word spans of the role at ``role`` of ``ROLES``."""
    begin, found, start = 1 + 2 * role, list[tuple[int, int]](), -1
    for place, tag in enumerate([*tags, 0]):
        if start >= 0 and tag != begin + 1:
            found.append((start, place))
            start = -1
        if tag == begin:
            start = place
    return found
