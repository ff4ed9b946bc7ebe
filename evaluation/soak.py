"""The service under twice the load that it takes, for half an hour: ``scripts/soak``.

gunicorn is started as in production, with the extract and a file of jobs; twice as many clients as requests
that it lets in ask without a pause, a third of them badly, and some hang up or dawdle. Afterwards every job
that was accepted must be done. The bars: no status but those that a request may have or a documented 503/504,
the 99th percentile of accepted requests under the deadline (batches apart: each of their lines has one),
memory of the last third within 3 % of the first after the warm-up.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tqdm import tqdm

from evaluation.serving import in_production, worker_of
from evaluation.soak_requests import Asked, Requests
from summarizer.settings import Settings, load_settings

DOCUMENTED = frozenset({503, 504})
RUDE_SHARE = 50  # of so many requests one is cut off in the middle
SAMPLE_SECONDS = 2.0
WARM_UP_SHARE = 0.1
MOST_DRIFT = 0.03
JOBS_SECONDS = 1_200
READ_SECONDS = 300
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Seen:
    """What came of the requests; shared by the clients."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def service(settings: Settings, folder: Path) -> Iterator[tuple[int, int]]:
    """Start the service with a file of jobs; yield its port and its worker's process."""
    chosen = {
        "SUMMARIZER_MODEL": settings.model,
        "SUMMARIZER_JOBS": str(folder / "jobs.sqlite"),
        "SUMMARIZER_JOB_QUEUE": "20",
    }
    with (folder / "log").open("wb") as log, in_production(chosen, log) as (server, port):
        yield port, worker_of(server)
        server.terminate()
        server.wait(settings.deadline + 30)


def _send(port: int, asked: Asked) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=READ_SECONDS)
    with contextlib.closing(connection):
        connection.request(asked.method, asked.path, asked.body or None, dict(asked.headers))
        response = connection.getresponse()
        return response.status, response.read()


def ask(port: int, asked: Asked, seen: Seen) -> None:
    """Send one request and note what came of it."""
    started = time.monotonic()
    try:
        status, body = _send(port, asked)
    except (OSError, http.client.HTTPException) as error:
        with seen.lock:
            seen.broken[type(error).__name__] += 1
        return
    taken = time.monotonic() - started
    with seen.lock:
        seen.statuses[asked.kind, status] += 1
        if status not in asked.statuses | DOCUMENTED:
            seen.unexpected.append(f"{asked.method} {asked.path}: {status} {body[:300]!r}")
        if status < 300 and asked.kind != "batch":  # each line of a batch has a deadline of its own
            seen.seconds.append(taken)
        if status == 202:
            seen.jobs.append(json.loads(body)["id"])
        if status >= 400 and "code" not in json.loads(body):
            seen.unexpected.append(f"{asked.path}: {status} is no problem body")


def be_rude(port: int, asked: Asked) -> None:
    """Send half of a request and hang up."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        head = (
            f"POST {asked.path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(asked.body) + 9}\r\n\r\n".encode()
        )
        connection.sendall(head + asked.body)


def _client(port: int, seed: int, until: float, seen: Seen) -> None:
    requests, number = Requests(seed), 0
    while time.monotonic() < until:
        number += 1
        asked = requests.draw()
        if number % RUDE_SHARE == 0:
            be_rude(port, asked)
        else:
            ask(port, asked, seen)


def _watch(process: int, started: float, until: float, seen: Seen) -> None:
    with tqdm(total=int(until - started), desc="soaking", unit="s", file=sys.stderr) as bar:
        while (now := time.monotonic()) < until:
            pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
            seen.memory.append((now - started, pages * PAGE))
            bar.n = int(now - started)
            bar.set_postfix(requests=sum(seen.statuses.values()), mb=pages * PAGE // 1_000_000)
            time.sleep(SAMPLE_SECONDS)


def soak(port: int, process: int, *, clients: int, minutes: float, seed: int) -> Seen:
    """Let ``clients`` ask for ``minutes``; return what they saw."""
    seen, started = Seen(), time.monotonic()
    until = started + 60 * minutes
    threads = [
        threading.Thread(target=_client, args=(port, seed * 10_000 + number, until, seen), daemon=True)
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    _watch(process, started, until, seen)
    for thread in threads:
        thread.join(READ_SECONDS)
    return seen


def unfinished(port: int, jobs: Sequence[str]) -> list[str]:
    """Wait for all jobs; return those that were not done, with their status."""
    until, left = time.monotonic() + JOBS_SECONDS, []
    for job in tqdm(jobs, desc="jobs", file=sys.stderr):
        look = Asked("", f"/v1/jobs/{job}", b"", frozenset(), {}, "GET")
        while True:
            status, body = _send(port, look)
            state = json.loads(body).get("status") if status == 200 else f"status {status}"
            if state not in ("queued", "running") or time.monotonic() > until:
                break
            time.sleep(0.5)
        if state != "succeeded":
            left.append(f"{job}: {state}")
    return left


def drift(memory: Sequence[tuple[float, int]]) -> float:
    """Return by which part the median of the last third lies above that of the first, after the warm-up."""
    warm = [size for _, size in memory[int(len(memory) * WARM_UP_SHARE) :]]
    third = max(1, len(warm) // 3)
    return median(warm[-third:]) / median(warm[:third]) - 1


def report(seen: Seen, left: Sequence[str], deadline: float) -> dict[str, Any]:
    """Return the figures and whether each bar holds."""
    cuts = quantiles(seen.seconds, n=100) if len(seen.seconds) > 1 else [0.0] * 99
    moved = drift(seen.memory)
    by_kind: dict[str, dict[str, int]] = {}
    for (kind, status), count in sorted(seen.statuses.items()):
        by_kind.setdefault(kind, {})[str(status)] = count
    return {
        "requests": sum(seen.statuses.values()),
        "statuses": by_kind,
        "connections_broken": dict(seen.broken),
        "accepted_seconds": {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]},
        "memory_mb": {"first": seen.memory[0][1] / 1e6, "last": seen.memory[-1][1] / 1e6, "drift": moved},
        "jobs": {"accepted": len(seen.jobs), "not_done": list(left)},
        "unexpected": seen.unexpected[:20],
        "holds": {
            "no status but those allowed": not seen.unexpected,
            "no broken connection": not seen.broken,
            "p99 under the deadline": cuts[98] < deadline,
            "memory flat": moved <= MOST_DRIFT,
            "every job done": not left,
        },
    }


def draw(seen: Seen, file: Path) -> None:
    """Draw memory and latency over the time."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (above, below) = pyplot.subplots(2, 1, figsize=(8, 5), layout="constrained")
    above.plot([at / 60 for at, _ in seen.memory], [size / 1e6 for _, size in seen.memory])
    above.set(xlabel="minutes", ylabel="resident MB", ylim=(0, None))
    below.hist(seen.seconds, bins=60)
    below.set(xlabel="seconds of an accepted request", ylabel="requests", yscale="log")
    figure.savefig(file, dpi=120)


def main(argv: Sequence[str] | None = None) -> int:
    """Soak, print the figures as JSON, return 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--clients", type=int, help="twice what the settings let in, where not given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--picture", type=Path, help="a PNG of memory and latency")
    given = parser.parse_args(argv)
    os.environ.setdefault("SUMMARIZER_MODEL", "extract")
    settings = load_settings()
    clients = given.clients or 2 * (settings.request_threads + settings.queue_size)
    with tempfile.TemporaryDirectory() as folder, service(settings, Path(folder)) as (port, process):
        seen = soak(port, process, clients=clients, minutes=given.minutes, seed=given.seed)
        left = unfinished(port, seen.jobs)
    found = report(seen, left, settings.deadline)
    print(json.dumps({"clients": clients, "minutes": given.minutes} | found, indent=2))
    if given.picture:
        draw(seen, given.picture)
    return 0 if all(found["holds"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
