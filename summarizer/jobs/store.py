"""The jobs of one SQLite file: each change is on the disk before anybody is told of it.

Write-ahead log with full synchronisation, so that a process or a machine that dies loses no accepted job.
Several processes may take jobs into one file; which one works on them is decided by ``Runner``. What is
deleted is overwritten (``secure_delete``): an article that is done with is gone.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigurationError, JobsUnavailable, KeyReused
from summarizer.jobs.records import HookStatus, Job, Status, Submission

RETRY_AFTER = 30.0
BUSY_MILLISECONDS = 5_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
  place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, caller TEXT NOT NULL,
  operation TEXT NOT NULL, status TEXT NOT NULL, body TEXT NOT NULL, created REAL NOT NULL,
  started REAL, finished REAL, expires REAL,
  attempts INTEGER NOT NULL DEFAULT 0, answer TEXT, webhook TEXT, hook_status TEXT,
  hook_tries INTEGER NOT NULL DEFAULT 0, hook_next REAL, key TEXT, digest BLOB NOT NULL, UNIQUE (caller, key)
);
CREATE INDEX IF NOT EXISTS by_status ON jobs (status, place);
CREATE INDEX IF NOT EXISTS by_hook ON jobs (hook_status, hook_next);
"""
_COLUMNS = ", ".join(entry.name for entry in fields(Job))


class Store:
    """Jobs in the file at ``path``, which is made where it is not there.

    ``most`` jobs may wait; a job that is over is kept for ``keep`` seconds. Every method may raise
    JobsUnavailable: the file cannot be written or read, and nothing was changed.
    """

    def __init__(self, path: Path, *, most: int, keep: float, clock: Callable[[], float] = time.time) -> None:
        self.path, self._most, self._keep, self._clock = path, most, keep, clock
        self._lock = threading.Lock()
        try:
            self._base = self._open()
        except (sqlite3.Error, OSError) as error:
            raise ConfigurationError(f"SUMMARIZER_JOBS: {path} cannot be used ({error})") from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()

    # ------------------------------------------------------------ for callers

    def submit(self, given: Submission) -> Job:
        """Accept a job: once this returns it will be done, whatever happens to the process.

        A submission whose key came before gives the job of then. Raises KeyReused where that was another
        body, JobsUnavailable where as many jobs as allowed are waiting.
        """
        digest = hashlib.sha256(f"{given.operation}\0{given.webhook}\0{given.body}".encode()).digest()
        hook = "pending" if given.webhook else None
        with self._change() as base:
            if given.key is not None and (before := self._of_key(base, given)):
                if before[1] != digest:
                    raise KeyReused("The Idempotency-Key came with another job before.")
                return before[0]
            waiting = base.execute("SELECT COUNT(*) FROM jobs WHERE status = 'queued'").fetchone()[0]
            if waiting >= self._most:
                raise JobsUnavailable(f"{waiting} jobs are waiting already.", retry_after=RETRY_AFTER)
            row = base.execute(
                "INSERT INTO jobs"
                " (id, caller, operation, status, body, created, webhook, hook_status, key, digest)"
                f" VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?) RETURNING {_COLUMNS}",
                (
                    uuid.uuid4().hex,
                    given.caller,
                    given.operation,
                    given.body,
                    self._clock(),
                    given.webhook,
                    hook,
                )
                + (given.key, digest),
            ).fetchone()
            return Job(*row)

    def get(self, job_id: str, caller: str = "") -> Job | None:
        """Return the caller's job of that id; another caller's is none."""
        with self._change() as base:
            row = base.execute(
                f"SELECT {_COLUMNS} FROM jobs WHERE id = ? AND caller = ?", (job_id, caller)
            ).fetchone()
        return Job(*row) if row else None

    def drop(self, job_id: str, caller: str = "") -> Job | None:
        """Cancel a job that is not over, forget one that is; return it as it was, or None."""
        job = self.get(job_id, caller)
        if job is None:
            return None
        now = self._clock()
        with self._change() as base:
            cancelled = base.execute(
                "UPDATE jobs SET status = 'cancelled', body = '', finished = ?, expires = ?,"
                " hook_status = NULL WHERE id = ? AND status IN ('queued', 'running')",
                (now, now + self._keep, job_id),
            ).rowcount
            if not cancelled:
                base.execute("DELETE FROM jobs WHERE id = ?", (job_id,))
        return job

    def counts(self) -> dict[str, int]:
        """Return how many jobs are in each status."""
        with self._change() as base:
            return dict(base.execute("SELECT status, COUNT(*) FROM jobs GROUP BY status").fetchall())

    # ------------------------------------------------------------ for workers

    def claim(self) -> Job | None:
        """Take the job that has waited longest, or None."""
        with self._change() as base:
            row = base.execute(
                "UPDATE jobs SET status = 'running', started = ?, attempts = attempts + 1 WHERE place ="
                f" (SELECT MIN(place) FROM jobs WHERE status = 'queued') RETURNING {_COLUMNS}",
                (self._clock(),),
            ).fetchone()
        return Job(*row) if row else None

    def finish(self, job_id: str, status: Status, answer: str) -> bool:
        """Keep what a running job came to; tell whether anybody still wants it.

        An answer is written once: a job that was cancelled, or that another process finished, stays as it is.
        """
        now = self._clock()
        with self._change() as base:
            return bool(
                base.execute(
                    "UPDATE jobs SET status = ?, answer = ?, body = '', finished = ?, expires = ?,"
                    " hook_next = ? WHERE id = ? AND status = 'running'",
                    (status, answer, now, now + self._keep, now, job_id),
                ).rowcount
            )

    def put_back(self, job_id: str) -> None:
        """Let a running job wait again, as if it had not been taken."""
        with self._change() as base:
            base.execute(
                "UPDATE jobs SET status = 'queued', attempts = attempts - 1"
                " WHERE id = ? AND status = 'running'",
                (job_id,),
            )

    def recover(self) -> int:
        """Let all running jobs wait again: whoever ran them is gone. Return how many."""
        with self._change() as base:
            return base.execute("UPDATE jobs SET status = 'queued' WHERE status = 'running'").rowcount

    def expire(self) -> int:
        """Forget jobs that have been over for long enough, and were told; return how many."""
        with self._change() as base:
            return base.execute(
                "DELETE FROM jobs WHERE expires < ? AND COALESCE(hook_status, '') != 'pending'",
                (self._clock(),),
            ).rowcount

    def shift(self, seconds: float) -> None:
        """Move all times: the clock was set, and nobody's hour has become longer or shorter by that."""
        with self._change() as base:
            base.execute(
                "UPDATE jobs SET expires = expires + ?1, hook_next = hook_next + ?1, created = created + ?1,"
                " started = started + ?1, finished = finished + ?1",
                (seconds,),
            )

    # ----------------------------------------------------------- for webhooks

    def to_tell(self) -> Job | None:
        """Return a finished job whose caller is to be told now, or None."""
        with self._change() as base:
            row = base.execute(
                f"SELECT {_COLUMNS} FROM jobs WHERE hook_status = 'pending' AND hook_next <= ?"
                " ORDER BY hook_next LIMIT 1",
                (self._clock(),),
            ).fetchone()
        return Job(*row) if row else None

    def told(self, job_id: str, status: HookStatus, again_in: float = 0.0) -> None:
        """Note a try to tell: delivered, failed for good, or pending until ``again_in`` seconds are over."""
        with self._change() as base:
            base.execute(
                "UPDATE jobs SET hook_status = ?, hook_tries = hook_tries + 1, hook_next = ? WHERE id = ?",
                (status, self._clock() + again_in, job_id),
            )

    # ---------------------------------------------------------------- helpers

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        base = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
        ):
            base.execute(f"PRAGMA {pragma}")
        base.executescript(_SCHEMA)
        return base

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction; an error undoes it."""
        with self._lock:
            try:
                self._base.execute("BEGIN IMMEDIATE")
                try:
                    yield self._base
                    self._base.execute("COMMIT")
                except BaseException:
                    if self._base.in_transaction:
                        self._base.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                raise JobsUnavailable(f"The store of jobs: {error}.", retry_after=RETRY_AFTER) from error

    def _of_key(self, base: sqlite3.Connection, given: Submission) -> tuple[Job, Any] | None:
        row = base.execute(
            f"SELECT digest, {_COLUMNS} FROM jobs WHERE caller = ? AND key = ?", (given.caller, given.key)
        ).fetchone()
        return (Job(*row[1:]), row[0]) if row else None
