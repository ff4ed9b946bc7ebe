"""The gate: scores on the seed articles must not sink below the floors of ``baseline.json``.

Process: run every article of ``seeds/`` through the path, add the tallies up, compare each share with
its floor. A floor rises with ``--update``; it sinks only with ``--allow-lower`` as well, and then the
commit says why. Floors hold for one set of articles and expectations, named by its digest.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, fields
from pathlib import Path

from evaluation.expectations import digest, load_all, validate
from evaluation.score import Scores, Tally, score
from summarizer.pipeline import make_summarizer
from summarizer.records import Mode
from summarizer.settings import load_settings

BASELINE = Path(__file__).parent / "baseline.json"
# Scores are shares of a few dozen items; anything smaller than this is rounding of the file.
EPSILON = 0.0005
# With a model only the promises have floors: how much it covers hangs on the processor's rounding.
PROMISES = ("owned", "kept", "voice")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The floors of one mode: the digest of what they were measured on, and a floor a score."""

    digest: str
    floors: tuple[tuple[str, float], ...]


class LowerFloorError(ValueError):
    """``--update`` would lower a floor; the message names which."""


def total(scores: list[Scores]) -> Scores:
    """Add the scores of several articles up, question by question."""
    return Scores(**{f.name: sum((getattr(s, f.name) for s in scores), Tally()) for f in fields(Scores)})


def shares(scores: Scores, mode: Mode = "extractive") -> tuple[tuple[str, float], ...]:
    """Return each score that has a floor in ``mode`` as a share, rounded as the file keeps it."""
    names = PROMISES if mode == "abstractive" else tuple(field.name for field in fields(Scores))
    return tuple((name, round(getattr(scores, name).share, 4)) for name in names)


def sunk(measured: tuple[tuple[str, float], ...], baseline: Baseline) -> tuple[str, ...]:
    """Return a line for each score that is below its floor, or that is gone."""
    now = dict(measured)
    return tuple(
        f"{name}: {now[name]:.4f} is below its floor {floor:.4f}" if name in now else f"{name}: not measured"
        for name, floor in baseline.floors
        if now.get(name, -1.0) < floor - EPSILON
    )


def updated(
    measured: tuple[tuple[str, float], ...],
    baseline: Baseline | None,
    corpus: str,
    *,
    allow_lower: bool = False,
) -> Baseline:
    """Return the baseline to write. Raises LowerFloorError where a floor would sink without leave."""
    lower = sunk(measured, baseline) if baseline else ()
    if lower and not allow_lower:
        raise LowerFloorError("; ".join(lower))
    return Baseline(corpus, measured)


def read_baseline(mode: str, path: Path = BASELINE) -> Baseline | None:
    """Return the floors of ``mode`` (or of "reading"), None where there are none yet."""
    if not path.exists():
        return None
    entry = json.loads(path.read_text(encoding="utf-8")).get(mode)
    return Baseline(entry["digest"], tuple(entry["floors"].items())) if entry else None


def write_baseline(mode: str, baseline: Baseline, path: Path = BASELINE) -> None:
    """Write the floors of ``mode``; those of the other mode stay."""
    whole = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    whole[mode] = {"digest": baseline.digest, "floors": dict(baseline.floors)}
    path.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


def measure(mode: Mode) -> Scores:
    """Score every seed article in ``mode``, with the settings of the environment."""
    summarizer = make_summarizer(load_settings())
    return total([score(summarizer, expected, mode) for expected in load_all()])


def report(scores: Scores) -> str:
    """Return the scores as a table, what was missed under it."""
    rows = [(field.name, getattr(scores, field.name)) for field in fields(Scores)]
    lines = [f"{name:<8} {item.right:>3} of {item.total:<3} {item.share:7.4f}" for name, item in rows]
    return "\n".join(lines + [f"  missed {name}: {miss}" for name, item in rows for miss in item.misses])


def judge(measured: tuple[tuple[str, float], ...], baseline: Baseline | None, corpus: str) -> tuple[str, ...]:
    """Return why the gate stays shut; nothing where it opens."""
    if baseline is None:
        return ("there is no baseline for this mode: run scripts/evaluate --update",)
    if baseline.digest != corpus:
        return ("the seeds have changed since the floors were set: run scripts/evaluate --update",)
    return sunk(measured, baseline)


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; the exit status is 1 where it stays shut."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description="score the seed articles")
    parser.add_argument("--mode", choices=("extractive", "abstractive"), default="extractive")
    parser.add_argument("--update", action="store_true", help="set the floors to what is measured now")
    parser.add_argument("--allow-lower", action="store_true", help="let --update lower a floor")
    options = parser.parse_args(arguments)
    invalid = [problem for expected in load_all() for problem in validate(expected)]
    scores = measure(options.mode) if not invalid else Scores()
    measured, baseline, corpus = shares(scores, options.mode), read_baseline(options.mode), digest()
    print(report(scores))
    if options.update and not invalid:
        write_baseline(options.mode, updated(measured, baseline, corpus, allow_lower=options.allow_lower))
        return 0
    problems = invalid or judge(measured, baseline, corpus)
    print("\n".join(problems) or f"The gate is open: no score is below its floor ({options.mode}).")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
