"""The lines of a batch on a Ray cluster: one actor for each copy of the model, one line at a time each.

The driver reads, hands out and writes. It holds a bounded number of lines, whatever the size of the
file. An actor that is lost, with its node or alone, is replaced, and its line is given to another; a
line that loses its worker ``TRIES`` times gets an error for its answer. Since an actor has one line at
a time, the line to blame is known.

The only importer of ray, which is an extra.
"""

from __future__ import annotations

import os
import socket
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from summarizer._version import __version__
from summarizer.batch import BatchLine, Place, refuse_line
from summarizer.batch_files import Line
from summarizer.errors import ConfigurationError, MissingExtra, SummarizerError, WorkerLost
from summarizer.settings import PREFIX, Settings, load_settings

# A line whose worker was lost so often is not given to another.
TRIES = 3
# An actor that cannot be started so often in a row is given up.
STARTS = 3
# Lines held for each actor, so that the others go on while one article takes long.
AHEAD = 8
# A worker that has been at a line for so many deadlines hangs, and is lost.
DEADLINES = 3
# Seconds without any actor at work or at leisure after which the batch stops, to be resumed.
START_PATIENCE = 900.0
CHECK_SECONDS = 5.0
CONNECT_SECONDS = 10.0

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Started:
    """What a new worker says of itself."""

    version: str
    notice: str = ""


class Worker:
    """The path, in a process of its own on some node; what an actor is made of."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        os.environ.update(environ)

    def start(self) -> Started:
        """Load the reader and the model. Raises SummarizerError."""
        from summarizer.api.local import make_local  # heavy, and only wanted on the nodes

        self._local = make_local(warm=True)
        return Started(__version__, self._local.notice)

    def answer(self, number: int, line: bytes) -> BatchLine:
        """Answer one line."""
        return self._local.batch_line(number, line)


@contextmanager
def open_cluster(
    address: str | None = None,
    actors: int | None = None,
    *,
    tell: Tell = lambda words: None,
    worker: type[Worker] = Worker,
) -> Iterator[Place]:
    """Open the cluster at ``address`` (else RAY_ADDRESS, else one made here) as the place of a batch.

    ``actors`` are as many as the cluster has room for, where not given; ``tell`` is told of what went
    wrong on the way. Raises MissingExtra without ray, ConfigurationError where no cluster answers, it
    has no room, or a setting is wrong.
    """
    settings = load_settings()
    ray = _connected(address)
    try:
        needs = needs_of(settings)
        number = actors or room_for(ray.nodes(), needs)
        if not number:
            raise ConfigurationError(f"no node of the cluster has {needs} to spare for an actor")
        remote = ray.remote(worker).options(
            num_cpus=needs.cpus,
            num_gpus=needs.gpus,
            max_restarts=0,  # the pool starts another, and so knows what each is doing
            max_task_retries=0,
            scheduling_strategy="SPREAD",
        )
        environ = worker_environ(os.environ, needs)
        pool = Pool(
            ray, lambda: remote.remote(environ), number, limit=settings.deadline * DEADLINES, tell=tell
        )
        yield pool.answers
    except ray.exceptions.RayError as error:
        raise WorkerLost(f"the cluster was lost ({type(error).__name__}); resume the batch") from error
    finally:
        ray.shutdown()


@dataclass(frozen=True, slots=True)
class Needs:
    """What one actor takes of a node."""

    cpus: int
    gpus: int = 0

    def __str__(self) -> str:
        return f"{self.cpus} CPU" + (f" and {self.gpus} GPU" if self.gpus else "")


def needs_of(settings: Settings) -> Needs:
    """Return what an actor takes: SUMMARIZER_THREADS cores, one where that is 0; a GPU for cuda."""
    return Needs(settings.threads or 1, 1 if settings.device.startswith("cuda") else 0)


def room_for(nodes: list[dict[str, Any]], needs: Needs) -> int:
    """Return how many actors the living ``nodes``, as ray lists them, have room for."""
    rooms = 0
    for node in nodes:
        if node["Alive"]:
            cpus, gpus = (int(node["Resources"].get(kind, 0)) for kind in ("CPU", "GPU"))
            room = cpus // needs.cpus
            rooms += min(room, gpus // needs.gpus) if needs.gpus else room
    return rooms


def worker_environ(environ: Mapping[str, str], needs: Needs) -> dict[str, str]:
    """Return what the workers get of this process' environment: the settings, threads as they have cores."""
    given = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    return given | {f"{PREFIX}THREADS": str(needs.cpus)}


def _connected(address: str | None) -> Any:
    """Return the module ray, connected. Raises MissingExtra, ConfigurationError."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to anybody
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ModuleNotFoundError as error:
        raise MissingExtra("--ray needs the extra: pip install 'attributed-summarizer[ray]'") from error
    address = address or os.environ.get("RAY_ADDRESS")
    options: dict[str, Any] = {"address": address} if address else {"include_dashboard": False}
    try:
        _knock(address)
        ray.init(log_to_driver=False, logging_level="ERROR", **options)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"no Ray cluster answers at {address}: {error}") from error
    return ray


def _knock(address: str | None) -> None:
    """Raise OSError where nobody listens at ``address``: ray itself would try for ten minutes."""
    host, _, port = (address or "").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS).close()


@dataclass(slots=True)
class _Slot:
    """The place of one actor, and of those that follow it."""

    actor: Any = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class _Task:
    """A line at a worker since some time."""

    slot: _Slot
    line: Line
    since: float = field(default_factory=time.monotonic)


class Pool:
    """Hands lines to actors, and takes their answers in whatever order they come."""

    def __init__(self, ray: Any, make: Callable[[], Any], number: int, *, limit: float, tell: Tell) -> None:
        self._ray = ray
        self._make = make
        self._limit = limit
        self._tell = tell
        self._most = AHEAD * number
        self._starting: dict[Any, _Slot] = {}
        self._busy: dict[Any, _Task] = {}
        self._idle: deque[_Slot] = deque()
        self._again: deque[Line] = deque()
        self._tries: Counter[int] = Counter()
        self._told: set[str] = set()
        self._moved = self._checked = time.monotonic()
        for _ in range(number):
            self._start(_Slot())

    def answers(self, lines: Iterator[Line]) -> Iterator[tuple[Line, BatchLine]]:
        """Yield each of ``lines`` with its answer, in their order.

        Raises WorkerLost where no actor can be had, and what keeps them from starting.
        """
        waiting: deque[Line] = deque()
        done: dict[int, BatchLine] = {}
        left = True
        while left or waiting:
            left = self._hand_out(lines, waiting)
            if waiting or (left and not self._idle):
                done.update(self._take())
            while waiting and waiting[0].number in done:
                line = waiting.popleft()
                yield line, done.pop(line.number)

    def _hand_out(self, lines: Iterator[Line], waiting: deque[Line]) -> bool:
        """Give each idle actor a line; tell whether there may be more of them."""
        while self._idle:
            if self._again:
                line = self._again.popleft()
            elif len(waiting) >= self._most:
                return True
            else:
                following = next(lines, None)
                if following is None:
                    return False
                line = following
                waiting.append(line)
            slot = self._idle.popleft()
            self._busy[slot.actor.answer.remote(line.number, line.text)] = _Task(slot, line)
        return True

    def _take(self) -> dict[int, BatchLine]:
        """Wait for something to end and return the answers that came."""
        pending = [*self._busy, *self._starting]
        ended, _ = self._ray.wait(pending, num_returns=1, timeout=CHECK_SECONDS)
        if ended:  # and all else that has: asking once for each would take longer the more there are
            ended, _ = self._ray.wait(pending, num_returns=len(pending), timeout=0)
        taken: dict[int, BatchLine] = {}
        for ref in ended:
            if ref in self._starting:
                self._take_start(ref)
            else:
                taken |= self._take_answer(ref, self._busy.pop(ref))
        return taken | self._take_overdue()

    def _take_start(self, ref: Any) -> None:
        slot = self._starting.pop(ref)
        try:
            started = self._ray.get(ref)
        except self._ray.exceptions.RayError as error:
            self._start_failed(slot, error)
            return
        if started.version != __version__:
            raise ConfigurationError(f"a node has version {started.version}, this is {__version__}")
        self._tell_once(started.notice)
        slot.failures = 0
        self._idle.append(slot)

    def _start_failed(self, slot: _Slot, error: Exception) -> None:
        """Start another, unless this has failed too often. Raises what the last of them failed with."""
        slot.failures += 1
        cause = getattr(error, "cause", None)
        words = cause.message if isinstance(cause, SummarizerError) else type(error).__name__
        self._tell_once(f"an actor could not be started: {words}")
        if slot.failures < STARTS:
            self._start(slot)
        elif not (self._busy or self._idle or self._starting):
            raise cause if isinstance(cause, SummarizerError) else WorkerLost(f"no actor starts: {words}")

    def _take_answer(self, ref: Any, task: _Task) -> dict[int, BatchLine]:
        try:
            answer = self._ray.get(ref)
        except self._ray.exceptions.RayError as error:
            return self._lost(task, type(error).__name__)
        self._idle.append(task.slot)
        self._tries.pop(task.line.number, None)
        return {task.line.number: answer}

    def _take_overdue(self) -> dict[int, BatchLine]:
        """Give up the workers that hang. Raises WorkerLost where none has been there for long."""
        now = time.monotonic()
        if now < self._checked + min(CHECK_SECONDS, self._limit):
            return {}
        self._checked = now
        if self._busy or self._idle:
            self._moved = now
        elif now - self._moved > START_PATIENCE:
            raise WorkerLost(f"no actor could be had for {START_PATIENCE:g} seconds; resume the batch later")
        taken: dict[int, BatchLine] = {}
        for ref, task in tuple(self._busy.items()):
            if now - task.since > self._limit:
                taken |= self._lost(self._busy.pop(ref), f"no answer in {self._limit:g} seconds")
        return taken

    def _lost(self, task: _Task, why: str) -> dict[int, BatchLine]:
        """Replace the worker of ``task``; return the line's error where it has lost too many."""
        number = task.line.number
        self._tries[number] += 1
        self._tell(f"line {number}: worker lost ({why}), try {self._tries[number]} of {TRIES}")
        self._ray.kill(task.slot.actor)
        self._start(task.slot)
        if self._tries[number] < TRIES:
            self._again.append(task.line)
            return {}
        del self._tries[number]
        error = WorkerLost(f"the worker was lost {TRIES} times over this line")
        return {number: refuse_line(number, task.line.text, error)}

    def _start(self, slot: _Slot) -> None:
        slot.actor = self._make()
        self._starting[slot.actor.start.remote()] = slot

    def _tell_once(self, words: str) -> None:
        if words and words not in self._told:
            self._told.add(words)
            self._tell(words)
