"""Things by where they stand in a text: what overlaps a place is found without a look at all of them.

Reading and guard ask that once a claim, figure or quotation, so a list would take quadratic time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

# Characters a bucket; about two sentences.
WIDTH = 256
T = TypeVar("T")


class Place(Protocol):
    """Where something stands: from ``start`` to before ``end``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Overlaps(Generic[T]):
    """Items with the places that each of them has; more may be added at any time."""

    def __init__(self, items: Iterable[tuple[T, Iterable[Place]]] = ()) -> None:
        self._buckets: dict[int, list[tuple[int, Place, T]]] = defaultdict(list)
        self._count = 0
        for item, places in items:
            self.add(item, places)

    def add(self, item: T, places: Iterable[Place]) -> None:
        """Add an item behind those that are there."""
        for place in places:
            for bucket in _buckets(place):
                self._buckets[bucket].append((self._count, place, item))
        self._count += 1

    def at(self, place: Place) -> list[T]:
        """Return the items of which a place shares a character with ``place``, in the order of adding."""
        start, end = place.start, place.end
        found = {
            order: item
            for bucket in _buckets(place)
            for order, other, item in self._buckets.get(bucket, ())
            if other.start < end and start < other.end
        }
        return [found[order] for order in sorted(found)]


def _buckets(place: Place) -> range:
    return range(place.start // WIDTH, max(place.start, place.end - 1) // WIDTH + 1)
