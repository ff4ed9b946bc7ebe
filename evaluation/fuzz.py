"""Fuzzed articles and candidates through reading and guard: ``scripts/fuzz``.

Four parts, one after the other, each on as many processes as are asked for: plain seeded mutation,
hypothesis, atheris (coverage of our own modules; spaCy is not instrumented) and, for a small part, mutation
with the tagger reading beside the rules. What breaks the contract of ``evaluation.fuzz_contract`` is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

from summarizer.pipeline import RULES_ALONE
from summarizer.settings import Settings

# Driver, tagger, share of the count and of the time: the tagger takes most of the time that it is given.
PARTS = (
    ("random", RULES_ALONE, 0.5),
    ("hypothesis", RULES_ALONE, 0.3),
    ("atheris", RULES_ALONE, 0.15),
    ("random", Settings().tagger, 0.05),
)
FOLDER = Path("fuzz-failures")


class Worker:
    """One process and the last line that it told of itself."""

    def __init__(self, driver: str, tagger: str, count: int, seconds: float, seed: int, folder: Path) -> None:
        given = {"driver": driver, "tagger": tagger, "count": count, "seconds": seconds, "seed": seed}
        flags = [f"--{name}={value}" for name, value in (given | {"folder": folder}).items()]
        self.told: dict[str, Any] = {}
        self.name = f"{driver}, tagger {tagger}, seed {seed}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "evaluation.fuzz_worker", *flags],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )
        self._thread = Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            if line.startswith("{"):
                self.told = json.loads(line)
                print(f"  {self.name}: {_row(self.told)}", flush=True)

    def wait(self) -> dict[str, Any]:
        """Return what the process told last; that it died is a fault."""
        code = self._process.wait()
        self._thread.join()
        if code or not self.told:
            faults = Counter(self.told.get("faults", {})) + Counter({f"the process ended with {code}": 1})
            self.told = {**EMPTY, **self.told, "faults": dict(faults)}
        return self.told


EMPTY: dict[str, Any] = {
    "inputs": 0,
    "cases": 0,
    "seconds": 0.0,
    "cpu": 0.0,
    "slowest": 0.0,
    "slowest_kind": "",
}


def _row(told: dict[str, Any]) -> str:
    rate, work = (told["inputs"] / max(told[name], 1e-3) for name in ("seconds", "cpu"))
    return (
        f"{told['inputs']} inputs in {told['seconds']:.0f} s ({rate:.0f} a second, {work:.0f} a second of "
        "CPU), "
        f"slowest {told['slowest']:.2f} s ({told['slowest_kind']}), faults {told.get('faults') or 'none'}"
    )


def run(
    count: int, seconds: float, processes: int, seed: int, folder: Path
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the tally of each process, part by part."""
    for part, (driver, tagger, share) in enumerate(PARTS):
        workers = [
            Worker(
                driver,
                tagger,
                int(count * share / processes),
                seconds * share,
                seed + 1_000 * part + number,
                folder,
            )
            for number in range(processes)
        ]
        for worker in workers:
            yield worker.name, worker.wait()


def main(arguments: list[str] | None = None) -> int:
    """Print progress, then a line a process and the faults by kind; 1 where there is one."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="articles and candidates in all")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="at most so long")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where failing inputs are kept")
    options = parser.parse_args(arguments)
    told = list(run(options.count, options.seconds, options.processes, options.seed, options.folder))
    print("In all:")
    for name, row in told:
        print(f"  {name}: {_row(row)}")
    faults = sum((Counter(row.get("faults", {})) for _, row in told), Counter[str]())
    print(f"{sum(row['inputs'] for _, row in told)} inputs, {sum(row['cases'] for _, row in told)} cases")
    for kind, number in faults.most_common():
        print(f"  {number:6} {kind}")
    if faults:
        print(f"failing inputs: {options.folder}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
