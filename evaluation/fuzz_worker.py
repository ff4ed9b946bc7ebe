"""One process of ``scripts/fuzz``: draws cases, holds them to the contract, keeps what breaks it.

It prints a line of JSON every few seconds and at its end: what it counted so far.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluation.fuzz_cases import Case

# Seconds for one case, and between two lines of progress.
HANG, EVERY = 10.0, 5.0
DRIVERS = ("random", "hypothesis", "atheris")
# Bytes that atheris hands in at most, enough to draw a whole case, and how many such it starts with.
DRAWN, PLANTED = 1_000, 100


@dataclass(slots=True)
class Tally:
    """What one process has seen: articles and candidates, the slowest case, faults by kind."""

    driver: str
    inputs: int = 0
    cases: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    slowest: float = 0.0
    slowest_kind: str = ""
    faults: Counter[str] = field(default_factory=Counter)


class Hang(BaseException):
    """A case took longer than it may; no handler of the program may swallow it."""


class Fuzzer:
    """Takes cases from a driver until the count is reached or the time is up."""

    def __init__(self, options: argparse.Namespace) -> None:
        from evaluation.fuzz_contract import Contract
        from summarizer.pipeline import make_summarizer
        from summarizer.settings import load_settings

        settings = replace(load_settings(), model="extract", tagger=options.tagger, min_words=1)
        self._contract = Contract(make_summarizer(settings))
        self._count, self._limit, self._folder = options.count, options.seconds, Path(options.folder)
        self._started = self._told = time.monotonic()
        self._cpu = time.process_time()
        self.tally = Tally(options.driver)
        signal.signal(signal.SIGALRM, _hang)

    @property
    def done(self) -> bool:
        """Whether as many inputs were tried as were asked for, or the time is up."""
        return bool(self.tally.inputs >= self._count or time.monotonic() - self._started > self._limit)

    def take(self, case: Case) -> None:
        """Hold a case to the contract; never raises for what it finds."""
        started = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, HANG)
        found: list[str] = []
        try:
            found += self._contract.faults(case)
        except (Exception, Hang) as error:
            found.append(_kind(error))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        self._note(case.kind, 1 + len(case.candidates), time.monotonic() - started)
        for kind in dict.fromkeys(found):
            self.tally.faults[kind] += 1
            self._keep(kind, asdict(case))

    def _note(self, kind: str, inputs: int, seconds: float) -> None:
        tally, now = self.tally, time.monotonic()
        tally.cases, tally.inputs = tally.cases + 1, tally.inputs + inputs
        tally.seconds, tally.cpu = now - self._started, time.process_time() - self._cpu
        if seconds > tally.slowest:
            tally.slowest, tally.slowest_kind = seconds, kind
        if now - self._told > EVERY or self.done:
            self._told = now
            self.tell()

    def tell(self) -> None:
        """Print the tally as a line of JSON."""
        print(json.dumps(asdict(self.tally)), flush=True)

    def _keep(self, kind: str, case: dict[str, object]) -> None:
        """Write the case into the folder of failing inputs, under a name that its text gives."""
        body = json.dumps({"fault": kind, **case}, indent=1)
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{sha256(body.encode()).hexdigest()[:16]}.json"
        (self._folder / name).write_text(body, encoding="utf-8")


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hang


def _kind(error: BaseException) -> str:
    """Name a fault by its error and by the innermost line of our own that it went through."""
    frames = [
        item for item in traceback.extract_tb(error.__traceback__) if "/summarizer/" in item.filename
    ] or traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    where = f"{last.filename.rpartition('/summarizer/')[2]}:{last.lineno}"
    return f"{type(error).__name__} in {where}" if not isinstance(error, Hang) else f"Hang in {where}"


# ------------------------------------------------------------------ drivers


def run_random(fuzzer: Fuzzer, seed: int) -> None:
    """Mutate by a plain seeded generator: most cases in a second."""
    from evaluation.fuzz_cases import make_case

    for number in _numbers(fuzzer):
        fuzzer.take(make_case(Random(f"{seed} {number}")))


def _numbers(fuzzer: Fuzzer) -> Iterator[int]:
    number = 0
    while not fuzzer.done:
        yield number
        number += 1


def run_hypothesis(fuzzer: Fuzzer, seed: int) -> None:
    """Let hypothesis choose: it favours small, equal and extreme choices over even ones."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    from evaluation.fuzz_cases import make_case

    for number in _numbers(fuzzer):

        @seeded(f"{seed} {number}")
        @settings(
            max_examples=500,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.randoms(use_true_random=False))
        def some(draw: Random) -> None:
            case = make_case(draw)
            if not fuzzer.done:
                fuzzer.take(case)

        some()


class BytesRandom(Random):
    """Draws its numbers from given bytes, and zeros where they end: what atheris mutates."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._data, self._at = data, 0

    def random(self) -> float:
        """Return the next number from 0 to below 1."""
        return self.getrandbits(32) / 2**32

    def getrandbits(self, bits: int) -> int:
        """Return the next number of so many bits."""
        size = (bits + 7) // 8
        part = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(part.ljust(size, b"\0"), "big") % (1 << bits)


def run_atheris(fuzzer: Fuzzer, seed: int) -> None:
    """Let libFuzzer look for cases that take new paths through our own modules; ends the process."""
    import atheris

    from evaluation.fuzz_cases import make_case

    def one(data: bytes) -> None:
        if fuzzer.done:
            sys.stdout.flush()
            os._exit(0)  # libFuzzer takes any exception, SystemExit too, for a find
        fuzzer.take(make_case(BytesRandom(data)))

    with TemporaryDirectory() as corpus:
        _plant(Path(corpus), seed)
        flags = [
            f"-seed={seed % 2**31 or 1}",
            f"-max_len={DRAWN}",
            "-verbosity=0",
            "-timeout=0",
            "-rss_limit_mb=0",
        ]
        atheris.Setup([sys.argv[0], *flags, corpus], one)
        atheris.Fuzz()


def _plant(folder: Path, seed: int) -> None:
    """Write the corpus that libFuzzer starts from: bytes that draw whole cases."""
    for number in range(PLANTED):
        (folder / str(number)).write_bytes(Random(f"{seed} {number}").randbytes(DRAWN))


RUN: dict[str, Callable[[Fuzzer, int], None]] = {
    "random": run_random,
    "hypothesis": run_hypothesis,
    "atheris": run_atheris,
}


def main(arguments: list[str] | None = None) -> int:
    """Fuzz in this process; what it prints is for ``evaluation.fuzz``."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.fuzz_worker", description=__doc__)
    parser.add_argument("--driver", choices=DRIVERS, default="random")
    parser.add_argument("--tagger", default="none")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", default="fuzz-failures")
    options = parser.parse_args(arguments)
    if options.driver == "atheris":
        import atheris

        with atheris.instrument_imports(include=["summarizer.reading", "summarizer.guard"]):
            import summarizer.pipeline  # noqa: F401  # what is imported here is instrumented
    import torch

    torch.set_num_threads(1)
    fuzzer = Fuzzer(options)
    RUN[options.driver](fuzzer, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
