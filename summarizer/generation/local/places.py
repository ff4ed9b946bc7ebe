"""Who may use the processor: requests that generate at the same time share its cores."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Places:
    """Lets ``places`` threads in at once and gives each its share of ``cores``.

    One alone has all the cores. Where others are there or wait, each has its part: two passes of a model
    on a core each are done sooner than one after the other on both, as no core waits for the other.
    """

    def __init__(self, places: int, cores: int) -> None:
        self._places = places
        self._cores = cores
        self._free = threading.BoundedSemaphore(places)
        self._lock = threading.Lock()
        self._here = 0  # inside and waiting

    @contextmanager
    def take(self, timeout: float) -> Iterator[int]:
        """Give the number of cores to use, 0 where no place was free within ``timeout`` seconds.

        -1 waits for ever.
        """
        with self._lock:
            self._here += 1
        inside = False
        try:
            inside = self._free.acquire(timeout=None if timeout < 0 else timeout)
            yield self._share() if inside else 0
        finally:
            if inside:
                self._free.release()
            with self._lock:
                self._here -= 1

    def _share(self) -> int:
        with self._lock:
            return max(1, self._cores // min(self._places, self._here))
