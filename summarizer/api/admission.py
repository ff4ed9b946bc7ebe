"""Who may work now: a bounded number at work, a bounded number waiting, everybody else told to come back."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from summarizer.errors import Busy
from summarizer.metrics import Metrics

# What a client is told to wait at least: a request takes seconds.
RETRY_AFTER = 5.0
MOST_RETRY_AFTER = 60.0
# How much the newest turn says of how long the next one takes.
NEWEST = 0.2


class Admission:
    """Lets ``running`` requests work and ``waiting`` more wait.

    Whoever is let in has one of as many places; a place is held for a request's whole life, a turn only
    while it works. A batch holds one place and takes a turn for each line: its thread is busy all that time.
    """

    def __init__(self, *, running: int, waiting: int, metrics: Metrics) -> None:
        self._running = self._free = running
        self._waiting = waiting
        self._places = running + waiting
        self._queued = 0
        self._typical = 0.0
        self._metrics = metrics
        self._changed = threading.Condition()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place. Raises Busy where there is none."""
        with self._changed:
            if self._places == 0:
                raise self._busy(f"{self._waiting} requests are waiting already")
            self._places -= 1
        try:
            yield
        finally:
            with self._changed:
                self._places += 1

    @contextmanager
    def turn(self, *, until: float, placed: bool = False) -> Iterator[None]:
        """Hold one turn. Raises Busy where there is no place or no turn comes early enough.

        ``until`` is the request's deadline on the monotonic clock; of the time to it, what a turn typically
        takes, at most half, is left for the work itself. Who is ``placed`` needs no place: a line of a batch,
        or a job, which holds no request's thread.
        """
        with nullcontext() if placed else self.place():
            arrived = time.monotonic()
            self._enter(until)
            begun = time.monotonic()
            self._metrics.queue_seconds.observe(begun - arrived)
            self._metrics.running.inc()
            try:
                yield
            finally:
                self._metrics.running.dec()
                self._leave(time.monotonic() - begun)

    def _enter(self, until: float) -> None:
        with self._changed:
            self._queued += 1
            self._metrics.queue_depth.set(self._queued)
            try:
                patience = self._patience(until - time.monotonic())
                free = self._changed.wait_for(lambda: self._free > 0, timeout=patience)
            finally:
                self._queued -= 1
                self._metrics.queue_depth.set(self._queued)
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
        ahead = math.ceil((self._queued + 1) / self._running) * self._typical
        return Busy(f"{why}; try again later.", retry_after=min(max(RETRY_AFTER, ahead), MOST_RETRY_AFTER))
