"""Who may work now: a bounded number at work, a bounded number waiting, everybody else told to come back."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.errors import Busy
from summarizer.metrics import Metrics

# A request takes seconds; a client that is told to wait less only comes back to a full queue.
RETRY_AFTER = 5.0


class Admission:
    """Lets ``running`` requests work and ``waiting`` more wait, each at most ``patience`` seconds."""

    def __init__(self, *, running: int, waiting: int, patience: float, metrics: Metrics) -> None:
        self._free = running
        self._waiting = 0
        self._most_waiting = waiting
        self._patience = patience
        self._metrics = metrics
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, *, may_queue: bool = False) -> Iterator[None]:
        """Hold one turn. Raises Busy where the queue is full or the wait takes too long.

        With ``may_queue`` the caller waits even where the queue is full: a batch has been let in
        already and only ever holds one line at a time.
        """
        self._enter(may_queue=may_queue)
        self._metrics.running.inc()
        try:
            yield
        finally:
            self._metrics.running.dec()
            self._leave()

    def _enter(self, *, may_queue: bool) -> None:
        until = time.monotonic() + self._patience
        with self._changed:
            if self._free == 0 and self._waiting >= self._most_waiting and not may_queue:
                raise Busy(
                    f"{self._most_waiting} requests are waiting already; try again later.",
                    retry_after=RETRY_AFTER,
                )
            self._waiting += 1
            self._metrics.queue_depth.set(self._waiting)
            try:
                free = self._changed.wait_for(lambda: self._free > 0, timeout=until - time.monotonic())
            finally:
                self._waiting -= 1
                self._metrics.queue_depth.set(self._waiting)
            if not free:
                raise Busy(
                    f"No turn came within {self._patience:g} seconds; try again later.",
                    retry_after=RETRY_AFTER,
                )
            self._free -= 1

    def _leave(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify()
