"""``Idempotency-Key``: a request that is sent again is answered as before, not done again.

After the IETF's draft on the header field (httpapi, version 07). Answers are kept in memory, for a time and
up to a size, and belong to the caller who asked: another caller's equal key is another key.
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.errors import FieldError, KeyReused, MalformedBody, StillRunning

HEADER = "Idempotency-Key"
MOST_BYTES = 64_000_000
STILL_RUNNING_RETRY = 2.0
_FORM = re.compile(r"[\x21-\x7e]{1,255}")
# An answer of these asks to try again, so trying again must do something.
AGAIN = frozenset({408, 409, 429})


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it went out."""

    status: int
    body: bytes
    content_type: str


@dataclass(slots=True)
class _Entry:
    fingerprint: bytes
    until: float
    answered: Answered | None = None


class Replays:
    """The answers of the last ``seconds``, by caller and key; 0 seconds keeps none."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def begin(self, name: str, fingerprint: bytes) -> Answered | None:
        """Return the answer that ``name`` got before, or None: then the caller does the work.

        Raises StillRunning where the first is not through, KeyReused where it was another request.
        """
        with self._lock:
            self._forget()
            entry = self._entries.get(name)
            if entry is None:
                self._entries[name] = _Entry(fingerprint, self._clock() + self.seconds)
                return None
            if entry.fingerprint != fingerprint:
                raise KeyReused(f"The {HEADER} came with another request before.")
            if entry.answered is None:
                raise StillRunning(
                    f"The first request with this {HEADER} is at work.", retry_after=STILL_RUNNING_RETRY
                )
            return entry.answered

    def finish(self, name: str, answered: Answered | None) -> None:
        """Keep what was answered; None, or an answer that asks to try again, lets the next do the work."""
        with self._lock:
            entry = self._entries.get(name)
            if entry is None or entry.answered is not None:
                return
            if answered is None or answered.status >= 500 or answered.status in AGAIN:
                del self._entries[name]
                return
            entry.answered = answered
            entry.until = self._clock() + self.seconds
            self._bytes += len(answered.body)
            self._entries.move_to_end(name)
            self._forget()

    def _forget(self) -> None:
        """Drop what is over or too much, oldest first; what is at work stays."""
        now, over = self._clock(), []
        for name, entry in self._entries.items():
            if entry.answered is None:
                continue
            if entry.until > now and self._bytes <= MOST_BYTES:
                break
            self._bytes -= len(entry.answered.body)
            over.append(name)
        for name in over:
            del self._entries[name]


def read_key(given: str | None) -> str | None:
    """Return the header's value, without the quotes of a structured string. Raises MalformedBody."""
    if given is None:
        return None
    key = given.strip()
    key = key[1:-1] if len(key) > 1 and key[0] == key[-1] == '"' else key
    if not _FORM.fullmatch(key):
        detail = f"The {HEADER} has 1 to 255 visible ASCII characters."
        raise MalformedBody(detail, errors=(FieldError("", detail),))
    return key


def fingerprint(path: str, body: bytes) -> bytes:
    """Return what tells one request from another."""
    return hashlib.sha256(path.encode() + b"\0" + body).digest()
