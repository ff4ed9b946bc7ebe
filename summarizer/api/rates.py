"""How often a caller may ask: token buckets by address and by key, told in ``RateLimit`` headers.

The headers are those of the IETF's draft on RateLimit header fields (httpapi, version 10). Buckets run on
the monotonic clock: a library that reads the wall clock locks every caller out when the clock is set back.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.errors import RateLimited

# Callers that are remembered; beyond, the one that was quiet for longest begins anew.
MOST_CALLERS = 100_000


@dataclass(frozen=True, slots=True)
class Left:
    """What a caller has left of a quota: whole requests, and seconds until all of it is back."""

    policy: str
    quota: int
    window: float
    remaining: int
    reset: float

    @property
    def policy_item(self) -> str:
        """One item of ``RateLimit-Policy``."""
        return f'"{self.policy}";q={self.quota};w={math.ceil(self.window)}'

    @property
    def item(self) -> str:
        """One item of ``RateLimit``."""
        return f'"{self.policy}";r={self.remaining};t={math.ceil(self.reset)}'


class Quota:
    """``quota`` requests a ``window`` of seconds for each caller; 0 lets everybody ask at any rate."""

    def __init__(
        self, policy: str, quota: int, window: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._policy, self._quota, self._window, self._clock = policy, quota, window, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str, cost: int = 1) -> Left | None:
        """Take ``cost`` requests, at most the whole quota at once; None where there is no limit.

        Raises RateLimited, with nothing taken, where fewer are left.
        """
        if self._quota == 0:
            return None
        wanted = min(cost, self._quota)
        with self._lock:
            level = self._level(caller)
            left = level - wanted if level >= wanted else level
            self._buckets[caller] = (left, self._clock())
            self._buckets.move_to_end(caller)
            if len(self._buckets) > MOST_CALLERS:
                self._buckets.popitem(last=False)
        if level < wanted:
            raise self._refusal(wanted - level)
        return Left(self._policy, self._quota, self._window, int(left), self._seconds(self._quota - left))

    def _level(self, caller: str) -> float:
        level, at = self._buckets.get(caller, (float(self._quota), self._clock()))
        return min(self._quota, level + (self._clock() - at) * self._quota / self._window)

    def _seconds(self, requests: float) -> float:
        return requests * self._window / self._quota

    def _refusal(self, missing: float) -> RateLimited:
        each = "address" if self._policy == "address" else "key"
        return RateLimited(
            f"At most {self._quota} requests in {self._window:g} seconds are taken from one {each}.",
            retry_after=self._seconds(missing),
        )
