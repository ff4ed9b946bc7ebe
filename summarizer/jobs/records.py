"""A job and its states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operation = Literal["summarize", "check", "attributions"]
Status = Literal["queued", "running", "succeeded", "failed", "cancelled"]
HookStatus = Literal["pending", "delivered", "failed"]
OVER: tuple[Status, ...] = ("succeeded", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Submission:
    """What a caller hands in: the JSON of the operation's body, and whom to tell.

    ``key`` is the caller's idempotency key, if there was one; ``caller`` the name of the API key, or "".
    """

    operation: Operation
    body: str
    caller: str = ""
    webhook: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands; times are seconds since the epoch, ``answer`` is the JSON of a result or a problem.

    ``body`` is empty once the job is over: an article is kept no longer than it is needed.
    """

    id: str
    caller: str
    operation: Operation
    status: Status
    body: str
    created: float
    started: float | None = None
    finished: float | None = None
    expires: float | None = None
    attempts: int = 0
    answer: str | None = None
    webhook: str | None = None
    hook_status: HookStatus | None = None
    hook_tries: int = 0
