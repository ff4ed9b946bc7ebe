"""Who may work now: a bounded number at work, a bounded number waiting, everybody else told to come back."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.errors import Busy
from summarizer.metrics import Metrics

# What a client is told to wait at least: a request takes seconds.
RETRY_AFTER = 5.0
MOST_RETRY_AFTER = 60.0
# How much the newest turn says of how long the next one takes.
NEWEST = 0.2


class Admission:
    """Lets ``running`` requests work and ``waiting`` more wait."""

    def __init__(self, *, running: int, waiting: int, metrics: Metrics) -> None:
        self._running = self._free = running
        self._waiting = 0
        self._most_waiting = waiting
        self._typical = 0.0
        self._metrics = metrics
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, *, until: float, may_queue: bool = False) -> Iterator[None]:
        """Hold one turn. Raises Busy where the queue is full or no turn comes early enough.

        ``until`` is the request's deadline on the monotonic clock; of the time to it, what a turn typically
        takes, at most half, is left for the work itself. With ``may_queue`` the caller waits even where
        the queue is full: a batch or a job has been let in already and only ever holds one turn at a time.
        """
        arrived = time.monotonic()
        self._enter(until, may_queue=may_queue)
        begun = time.monotonic()
        self._metrics.queue_seconds.observe(begun - arrived)
        self._metrics.running.inc()
        try:
            yield
        finally:
            self._metrics.running.dec()
            self._leave(time.monotonic() - begun)

    def _enter(self, until: float, *, may_queue: bool) -> None:
        with self._changed:
            if self._free == 0 and self._waiting >= self._most_waiting and not may_queue:
                raise self._busy(f"{self._most_waiting} requests are waiting already")
            self._waiting += 1
            self._metrics.queue_depth.set(self._waiting)
            try:
                patience = self._patience(until - time.monotonic())
                free = self._changed.wait_for(lambda: self._free > 0, timeout=patience)
            finally:
                self._waiting -= 1
                self._metrics.queue_depth.set(self._waiting)
            if not free:
                raise self._busy(f"No turn came within {patience:.0f} seconds")
            self._free -= 1

    def _patience(self, left: float) -> float:
        return max(0.0, left - min(self._typical, left / 2))

    def _leave(self, seconds: float) -> None:
        with self._changed:
            self._typical += (seconds - self._typical) * (NEWEST if self._typical else 1.0)
            self._free += 1
            self._changed.notify()

    def _busy(self, why: str) -> Busy:
        """Tell to come back when those before will be through, as far as the last turns say."""
        ahead = math.ceil((self._waiting + 1) / self._running) * self._typical
        return Busy(f"{why}; try again later.", retry_after=min(max(RETRY_AFTER, ahead), MOST_RETRY_AFTER))
