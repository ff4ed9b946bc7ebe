"""``summarizer batch`` on a Ray cluster of two nodes of this machine, one of them killed in the middle.

The nodes are real ones of Ray, each with a raylet, an object store and workers of its own; the batch is
the command line in a process of its own, as a user starts it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.archive import write_archive

ROOT = Path(__file__).parent.parent
# Reading by rules alone and no model: what is measured is the batch.
LIGHT = {"SUMMARIZER_TAGGER": "none", "SUMMARIZER_MODEL": "extract"}
LIGHT_IMPORTS = Path(__file__).parent / "light"
STORE_BYTES = 80 * 2**20
LOOK_SECONDS = 0.1
STARTS, LATE = 4, "timed out during startup"


@dataclass(frozen=True, slots=True)
class Run:
    """One batch: its lines, seconds in all and from the first answer to the last, how it ended, its words."""

    lines: int
    seconds: float
    answering: float
    exit_code: int
    words: str

    @property
    def rate(self) -> float:
        """Articles a second, starting and loading left out."""
        return (self.lines - 1) / self.answering


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a batch and of a node: this checkout, these settings, one thread."""
    paths = {"PYTHONPATH": f"{LIGHT_IMPORTS}:{ROOT}", "RAY_USAGE_STATS_ENABLED": "0", "OMP_NUM_THREADS": "1"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "RAY_"))}
    return kept | paths | dict(settings)


def start_batch(
    source: Path, target: Path, *options: str, settings: Mapping[str, str]
) -> subprocess.Popen[str]:
    """Start the command line's batch in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "summarizer", "batch", str(source), "-o", str(target), *options],
        cwd=ROOT,
        env=environment(settings),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def watched(
    batch: subprocess.Popen[str], target: Path, *, after: int = 0, act: Callable[[], None] = lambda: None
) -> Run:
    """Wait for a batch that was just started, and ``act`` once ``after`` lines are answered."""
    started = time.monotonic()
    first, acted = 0.0, False
    while batch.poll() is None:
        time.sleep(LOOK_SECONDS)
        lines = lines_in(target)
        first = first or (time.monotonic() if lines else 0.0)
        if lines >= after and not acted:
            acted = True
            act()
    over = time.monotonic()
    words = batch.communicate()[0]
    return Run(lines_in(target), over - started, over - (first or started), batch.returncode, words)


def lines_in(path: Path) -> int:
    """Return how many whole lines a file has, which may not be there yet."""
    return path.read_bytes().count(b"\n") if path.exists() else 0


@contextmanager
def two_nodes(settings: Mapping[str, str]) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    """Start a cluster on this machine: a head without work, and two nodes of one processor each."""
    os.environ.update(environment(settings))  # a node hands its environment to its workers
    from ray.cluster_utils import Cluster

    common = {"object_store_memory": STORE_BYTES, "include_dashboard": False}
    head = {"num_cpus": 0, **common}
    cluster = started(lambda: Cluster(initialize_head=True, head_node_args=head))
    try:
        first, second = (started(lambda: cluster.add_node(num_cpus=1, **common)) for _ in range(2))
        yield cluster, (first, second)
    finally:
        cluster.shutdown()


def started(start: Callable[[], Any]) -> Any:
    """Return what ``start`` starts, a node: on a busy machine its agents may be late for its raylet."""
    for _ in range(STARTS - 1):
        try:
            return start()
        except Exception as error:  # ray raises no narrower one
            if LATE not in str(error):
                raise
    return start()


def kill_node(node: Any) -> None:
    """Kill a node's raylet at once, as a machine that loses its power."""
    os.kill(node.all_processes["raylet"][0].process.pid, signal.SIGKILL)


def run_here(source: Path, target: Path, *, settings: Mapping[str, str]) -> Run:
    """Run the batch in one process without a cluster."""
    return watched(start_batch(source, target, settings=settings), target)


def run_on_nodes(source: Path, target: Path, *, actors: int, settings: Mapping[str, str]) -> Run:
    """Run the batch by so many ``actors`` on two nodes."""
    with two_nodes(settings) as (cluster, _):
        options = ("--ray-address", cluster.address, "--actors", str(actors))
        return watched(start_batch(source, target, *options, settings=settings), target)


def run_with_a_death(source: Path, target: Path, *, after: int, settings: Mapping[str, str]) -> Run:
    """Run the batch on two nodes and kill one of them once ``after`` lines are answered."""
    with two_nodes(settings) as (cluster, nodes):
        batch = start_batch(source, target, "--ray-address", cluster.address, settings=settings)
        return watched(batch, target, after=after, act=lambda: kill_node(nodes[0]))


def numbers_of(path: Path) -> list[int]:
    """Return the line numbers that a batch's output answers, as they stand there."""
    return [int(json.loads(line)["line"]) for line in path.read_text(encoding="utf-8").splitlines()]


def compare(folder: Path, articles: int, settings: Mapping[str, str]) -> bool:
    """Run one batch in four ways, print what each took, and tell whether all wrote the same bytes."""
    source, here = folder / "in.jsonl", folder / "0.jsonl"
    write_archive(source, articles)
    ways: dict[str, Callable[[Path], Run]] = {
        "one process": lambda to: run_here(source, to, settings=settings),
        "one actor": lambda to: run_on_nodes(source, to, actors=1, settings=settings),
        "two nodes": lambda to: run_on_nodes(source, to, actors=2, settings=settings),
        "two, one killed": lambda to: run_with_a_death(source, to, after=articles // 2, settings=settings),
    }
    good = True
    for number, (name, way) in enumerate(ways.items()):
        target = folder / f"{number}.jsonl"
        run = way(target)
        same = target.read_bytes() == here.read_bytes()
        whole = run.exit_code == 0 and numbers_of(target) == list(range(1, articles + 1))
        good = good and same and whole
        print(
            f"{name:<16} {run.seconds:6.1f} s, {run.rate:6.2f} articles a second, {run.lines} lines, "
            f"{'the same bytes' if same else 'OTHER BYTES'}"
        )
        print("    " + "\n    ".join(run.words.strip().splitlines()), flush=True)
    return good


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; exits with 1 where an output is not what one process without a cluster writes."""
    parser = argparse.ArgumentParser(prog="scripts/bench cluster", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--tagger", action="store_true", help="read with the tagger, as the service does")
    asked = parser.parse_args(arguments)
    settings = {"SUMMARIZER_MODEL": "extract"} if asked.tagger else LIGHT
    with tempfile.TemporaryDirectory() as folder:
        return 0 if compare(Path(folder), asked.articles, settings) else 1


if __name__ == "__main__":
    sys.exit(main())
