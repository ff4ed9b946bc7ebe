"""The batch on a Ray cluster: its pool with doubles of ray and its actors, then a real cluster with a real death."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evaluation.archive import write_archive
from evaluation.bench_cluster import (
    LIGHT,
    environment,
    numbers_of,
    run_here,
    start_batch,
    watched,
)
from summarizer._version import __version__
from summarizer.batch import BatchLine
from summarizer.batch_files import Line
from summarizer.batch_ray import (
    AHEAD,
    STARTS,
    TRIES,
    Needs,
    Pool,
    Started,
    needs_of,
    room_for,
    worker_environ,
)
from summarizer.cli import main
from summarizer.errors import ConfigurationError, ModelNotPrepared, WorkerLost
from summarizer.settings import Settings

ROOT = Path(__file__).parent.parent
ARTICLES = 60


class Errors:
    """The part of ray.exceptions that is used."""

    class RayError(Exception):
        """As ray's, with the exception of the actor's own code where there is one."""

        cause: Exception | None = None


class Ref:
    """What a call of an actor returns at once; its result is made when it is asked for."""

    def __init__(self, make: Callable[[], Any], *, hangs: bool = False) -> None:
        self.make = make
        self.hangs = hangs


class FakeRay:
    """Ends calls from the last to the first, so that order has to be made."""

    exceptions = Errors

    def __init__(self) -> None:
        self.killed: list[Any] = []

    def wait(self, refs: list[Ref], *, num_returns: int, timeout: float) -> tuple[list[Ref], list[Ref]]:
        ended = [ref for ref in refs if not ref.hangs][-num_returns:]
        return ended, [ref for ref in refs if ref not in ended]

    def get(self, ref: Ref) -> Any:
        return ref.make()

    def kill(self, actor: Any) -> None:
        self.killed.append(actor)


class Method:
    """A method of an actor's handle."""

    def __init__(self, call: Callable[..., Ref]) -> None:
        self.remote = call


class FakeActor:
    """Answers with the line in capitals; dies of "deadly", hangs at "endless", as often as told."""

    def __init__(self, deaths: deque[None] | None = None, start: Callable[[], Started] | None = None) -> None:
        self._deaths = deaths
        made = start or (lambda: Started(__version__))
        self.start = Method(lambda: Ref(made))
        self.answer = Method(lambda number, line: Ref(lambda: self._work(line), hangs=line == b"endless\n"))

    def _work(self, line: bytes) -> BatchLine:
        if line == b"deadly\n" and (self._deaths is None or self._deaths):
            if self._deaths:
                self._deaths.popleft()
            raise Errors.RayError
        return BatchLine(line.decode().strip().upper())


def lines_of(*texts: str) -> Iterator[Line]:
    return (Line(number, f"{text}\n".encode()) for number, text in enumerate(texts, 1))


def pool_of(number: int = 2, *, limit: float = 60.0, told: list[str] | None = None, **actor: Any) -> Pool:
    words = [] if told is None else told
    return Pool(FakeRay(), lambda: FakeActor(**actor), number, limit=limit, tell=words.append)


def answered(pool: Pool, lines: Iterator[Line]) -> list[tuple[int, str]]:
    return [(line.number, answer.text) for line, answer in pool.answers(lines)]


def test_pool_answers_in_the_order_of_the_lines() -> None:
    texts = [f"line {number}" for number in range(1, 101)]
    expected = [(number, text.upper()) for number, text in enumerate(texts, 1)]
    assert answered(pool_of(3), lines_of(*texts)) == expected


def test_pool_without_lines_ends() -> None:
    assert answered(pool_of(), lines_of()) == []


def test_pool_holds_few_lines_whatever_the_file() -> None:
    read: list[int] = []

    def endless() -> Iterator[Line]:
        for number in range(1, 10**8):
            read.append(number)
            yield Line(number, b"x\n")

    answers = pool_of(2).answers(endless())
    for written in range(1, 200):
        next(answers)
        assert len(read) - written <= 2 * AHEAD


def test_pool_tries_the_line_of_a_lost_worker_again() -> None:
    told: list[str] = []
    deaths: deque[None] = deque([None] * (TRIES - 1))
    found = answered(pool_of(2, told=told, deaths=deaths), lines_of("a", "deadly", "b"))
    assert found == [(1, "A"), (2, "DEADLY"), (3, "B")]
    assert [words.split(",")[-1] for words in told] == [f" try {n} of {TRIES}" for n in range(1, TRIES)]


def test_pool_gives_a_line_that_always_kills_its_worker_an_error() -> None:
    found = answered(pool_of(2), lines_of("a", "deadly", "b", "c"))
    error = json.loads(found.pop(1)[1])
    assert (error["line"], error["error"]["code"]) == (2, "worker_lost")
    assert found == [(1, "A"), (3, "B"), (4, "C")]


def test_pool_gives_up_a_worker_that_hangs() -> None:
    told: list[str] = []
    found = answered(pool_of(1, limit=0.0, told=told), lines_of("a", "endless", "b"))
    assert [number for number, _ in found] == [1, 2, 3]
    assert json.loads(found[1][1])["error"]["code"] == "worker_lost"
    assert "no answer in 0 seconds" in told[-1]


def failing_start(error: Exception) -> Callable[[], Started]:
    def start() -> Started:
        failure = Errors.RayError()
        failure.cause = error
        raise failure

    return start


def test_pool_says_why_no_actor_starts() -> None:
    told: list[str] = []
    pool = pool_of(2, told=told, start=failing_start(ModelNotPrepared("model x is not prepared")))
    with pytest.raises(ModelNotPrepared, match="model x is not prepared"):
        answered(pool, lines_of("a"))
    assert told == ["an actor could not be started: model x is not prepared"]


def test_pool_starts_again_what_failed_to() -> None:
    failures = deque([True] * (STARTS - 1))

    def start() -> Started:
        if failures and failures.popleft():
            raise Errors.RayError
        return Started(__version__)

    assert answered(pool_of(1, start=start), lines_of("a")) == [(1, "A")]


def test_pool_without_any_actor_is_lost() -> None:
    def start() -> Started:
        raise Errors.RayError

    with pytest.raises(WorkerLost, match="no actor starts"):
        answered(pool_of(2, start=start), lines_of("a"))


def test_pool_refuses_another_version() -> None:
    with pytest.raises(ConfigurationError, match="a node has version 0"):
        answered(pool_of(1, start=lambda: Started("0")), lines_of("a"))


def test_pool_tells_once_what_the_workers_note() -> None:
    told: list[str] = []
    answered(
        pool_of(3, told=told, start=lambda: Started(__version__, "no model")), lines_of("a", "b", "c", "d")
    )
    assert told == ["no model"]


@pytest.mark.parametrize(
    ("needs", "room"),
    [
        pytest.param(Needs(1), 7, id="one-core"),
        pytest.param(Needs(4), 1, id="four-cores"),
        pytest.param(Needs(1, 1), 2, id="a-gpu"),
        pytest.param(Needs(16), 0, id="none"),
    ],
)
def test_room_is_counted_node_by_node(needs: Needs, room: int) -> None:
    nodes = [
        {"Alive": True, "Resources": {"CPU": 5.0, "GPU": 2.0}},
        {"Alive": True, "Resources": {"CPU": 2.0}},
        {"Alive": False, "Resources": {"CPU": 64.0, "GPU": 8.0}},
        {"Alive": True, "Resources": {}},
    ]
    assert room_for(nodes, needs) == room


@pytest.mark.parametrize(
    ("settings", "needs"),
    [
        pytest.param(Settings(), Needs(1), id="defaults"),
        pytest.param(Settings(threads=4), Needs(4), id="threads"),
        pytest.param(Settings(device="cuda"), Needs(1, 1), id="cuda"),
    ],
)
def test_actor_takes_what_its_settings_use(settings: Settings, needs: Needs) -> None:
    assert needs_of(settings) == needs


def test_workers_get_the_settings_and_nothing_else() -> None:
    given = {"SUMMARIZER_MODEL": "extract", "SUMMARIZER_THREADS": "0", "HOME": "/root", "AWS_SECRET": "x"}
    assert worker_environ(given, Needs(2)) == {"SUMMARIZER_MODEL": "extract", "SUMMARIZER_THREADS": "2"}


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--ray", "--workers", "2"], id="workers"),
        pytest.param(["--ray", "--url", "http://127.0.0.1:1"], id="url"),
        pytest.param(["--actors", "2"], id="actors-alone"),
    ],
)
def test_options_that_contradict_each_other_are_refused(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "in.jsonl").write_text("{}\n", encoding="utf-8")
    command = ["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), *options]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, (tmp_path / "out.jsonl").exists()) == (2, False)


def test_missing_ray_names_the_extra(tmp_path: Path) -> None:
    write_archive(tmp_path / "in.jsonl", 1)
    arguments = ["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), "--ray"]
    code = f"import sys; sys.modules['ray'] = None\nfrom summarizer.cli import main\nmain({arguments!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, "attributed-summarizer[ray]" in done.stderr) == (3, True)


needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="ray is not installed")


@needs_ray
def test_nobody_at_the_address_is_told_at_once(tmp_path: Path) -> None:
    write_archive(tmp_path / "in.jsonl", 1)
    target = tmp_path / "out.jsonl"
    batch = start_batch(tmp_path / "in.jsonl", target, "--ray-address", "127.0.0.1:1", settings=LIGHT)
    run = watched(batch, target)
    assert (run.exit_code, "no Ray cluster answers at 127.0.0.1:1" in run.words) == (2, True)


@needs_ray
@pytest.mark.timeout(600)
def test_death_of_a_node_loses_no_line_and_doubles_none(tmp_path: Path) -> None:
    source, here, there = (tmp_path / name for name in ("in.jsonl", "here.jsonl", "there.jsonl"))
    write_archive(source, ARTICLES)
    run_here(source, here, settings=LIGHT)
    script = f"""
from pathlib import Path
from evaluation.bench_cluster import LIGHT, run_with_a_death
run = run_with_a_death(Path({str(source)!r}), Path({str(there)!r}), after={ARTICLES // 2}, settings=LIGHT)
print(run.words, "exit", run.exit_code)
"""
    # Ray looks for the address of its machine, which this process may not.
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(LIGHT),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith("exit 0")
    assert numbers_of(there) == list(range(1, ARTICLES + 1))
    assert there.read_bytes() == here.read_bytes()
