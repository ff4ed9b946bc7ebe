"""Does the jobs of a store: some threads work, one tells callers and keeps house.

Of the processes that share a file one works on it, the one that holds the lock beside it; the kernel frees
the lock when that one dies, and the next takes over what was running. A job's work is deterministic and its
answer is written once, so a job that is done again after a crash comes to the same answer.
"""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import structlog

from summarizer.errors import InvalidInput, JobsUnavailable
from summarizer.jobs.records import HookStatus, Job, Status
from summarizer.jobs.store import Store
from summarizer.jobs.webhooks import Webhooks
from summarizer.metrics import Metrics

log = structlog.get_logger("summarizer")

# How often the file is looked at for what another process put there.
POLL_SECONDS = 1.0
HOUSEKEEPING_SECONDS = 5.0
# A job that was begun so often and never ended has taken its process down each time.
MOST_ATTEMPTS = 3
MOST_TELLS = 8
FIRST_TELL_AGAIN, MOST_TELL_AGAIN = 5.0, 3_600.0
# A clock that moves by more than this against the monotonic one was set.
CLOCK_JUMP = 5.0
LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job came to: the JSON of its result, or of a problem."""

    status: Status
    answer: str


# None says that the work cannot be done now; the job waits on.
Work = Callable[[Job], Outcome | None]


class Runner:
    """Works on the store's jobs with ``work``, which raises nothing; ``workers`` at once.

    ``given_up`` is the outcome of a job that took the process down again and again.
    """

    def __init__(
        self,
        store: Store,
        work: Work,
        given_up: Callable[[Job], Outcome],
        metrics: Metrics,
        *,
        workers: int = 1,
        webhooks: Webhooks | None = None,
    ) -> None:
        self._store, self._work, self._given_up, self._metrics = store, work, given_up, metrics
        self._webhooks = webhooks
        self._workers = workers
        self._news = threading.Condition()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._lock: IO[bytes] | None = None

    def start(self) -> None:
        """Begin to work, in threads of its own, as soon as no other process does."""
        self._spawn(self._keep_house, "jobs-house")

    def wake(self) -> None:
        """Tell that there is a new job."""
        with self._news:
            self._news.notify_all()

    def stop(self, seconds: float = 0.0) -> None:
        """Take no more jobs; wait up to ``seconds`` for those at work. The rest waits for the next start."""
        self._stopping.set()
        self.wake()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        if self._lock is not None and not any(thread.is_alive() for thread in self._threads):
            self._lock.close()

    @property
    def at_work(self) -> bool:
        """Whether this process is the one that works on the file."""
        return self._lock is not None

    # ---------------------------------------------------------------- working

    def _do_jobs(self) -> None:
        while not self._stopping.is_set():
            job = self._safely(self._store.claim)
            if job is None:
                with self._news:
                    self._news.wait(POLL_SECONDS)
                continue
            self._do(job)

    def _do(self, job: Job) -> None:
        outcome = self._given_up(job) if job.attempts > MOST_ATTEMPTS else self._work(job)
        if outcome is None:
            self._insist(partial(self._store.put_back, job.id))
            self._stopping.wait(POLL_SECONDS)
            return
        wanted = self._insist(partial(self._store.finish, job.id, outcome.status, outcome.answer))
        self._metrics.jobs_done.labels(outcome.status if wanted else "cancelled").inc()

    def _insist(self, change: Callable[[], bool | None]) -> bool | None:
        """Make a change however long the disk is full; a stop leaves the job to the next start."""
        pause = POLL_SECONDS
        while True:
            try:
                return change()
            except JobsUnavailable as error:
                log.error("jobs_unavailable", detail=error.message)
            if self._stopping.wait(pause):
                return None
            pause = min(2 * pause, LONGEST_PAUSE)

    def _safely(self, change: Callable[[], Job | None]) -> Job | None:
        try:
            return change()
        except JobsUnavailable as error:
            log.error("jobs_unavailable", detail=error.message)
            self._stopping.wait(POLL_SECONDS)
            return None

    # ---------------------------------------------------------- keeping house

    def _keep_house(self) -> None:
        while not self._take_lock():
            if self._stopping.wait(POLL_SECONDS):
                return
        self._insist(self._recover)
        for number in range(self._workers):
            self._spawn(self._do_jobs, f"job-{number + 1}")
        wall, steady, swept = time.time(), time.monotonic(), 0.0
        while not self._stopping.is_set():
            jump = (time.time() - wall) - (time.monotonic() - steady)
            wall, steady = time.time(), time.monotonic()
            if abs(jump) > CLOCK_JUMP:
                log.warning("clock_set", seconds=round(jump, 1))
                self._insist(partial(self._store.shift, jump))
            if steady - swept >= HOUSEKEEPING_SECONDS:
                swept = steady
                self._sweep()
            if not self._tell_one():
                self._stopping.wait(POLL_SECONDS)

    def _recover(self) -> None:
        found = self._store.recover()
        if found:
            log.warning("jobs_recovered", jobs=found)

    def _sweep(self) -> None:
        try:
            self._store.expire()
            counts = self._store.counts()
        except JobsUnavailable as error:
            log.error("jobs_unavailable", detail=error.message)
            return
        for status in ("queued", "running"):
            self._metrics.jobs.labels(status).set(counts.get(status, 0))

    def _tell_one(self) -> bool:
        """Tell one caller, if one is to be told now; tell whether there was one."""
        if self._webhooks is None or (job := self._safely(self._store.to_tell)) is None:
            return False
        try:
            delivered, last = self._webhooks.tell(job), job.hook_tries + 1 >= MOST_TELLS
        except InvalidInput:
            delivered, last = False, True
        if delivered or last:
            self._note_tell(job, "delivered" if delivered else "failed")
        else:
            again = min(FIRST_TELL_AGAIN * 4.0**job.hook_tries, MOST_TELL_AGAIN)
            self._note_tell(job, "pending", again)
        return True

    def _note_tell(self, job: Job, status: HookStatus, again_in: float = 0.0) -> None:
        self._metrics.webhooks.labels(status).inc()
        self._insist(partial(self._store.told, job.id, status, again_in))

    def _take_lock(self) -> bool:
        path = Path(f"{self._store.path}.lock")
        file = path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._lock = file
        return True

    def _spawn(self, target: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=target, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()
