"""What an archive costs: core-seconds an article, measured here, times prices that are assumed.

``python -m evaluation.scale`` prints the table of docs/scale.md; with ``--measure ENGINE`` it measures the
core-seconds of an article of ours (110 words, three sentences) on this machine instead. Processor time is
counted, not wall time, so other work on the machine matters little.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass

from evaluation.archive import bodies

# Of the articles that were measured, and of the three sentences of each.
MEASURED_WORDS = 110
# Bytes of a line of the output, three sentences each: batch of 1,000 articles of ours.
LINE_BYTES = 6352


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to summarise: core-seconds of reading and guard, which grow with the words, and of writing."""

    name: str
    reading: float
    writing: float = 0.0

    def core_seconds(self, words: int) -> float:
        """Return the core-seconds of an article of so many words."""
        return self.reading * words / MEASURED_WORDS + self.writing


# python -m evaluation.scale --measure …: 0.085 (SUMMARIZER_TAGGER=none), 0.209, 3.288
ENGINES = (
    Engine("extract, rules alone", 0.085),
    Engine("extract, rules and tagger", 0.209),
    Engine("default model, int8", 0.209, 3.288 - 0.209),
)


@dataclass(frozen=True, slots=True)
class Assumed:
    """Sizes and prices that nobody measured: put your own here. Money is in dollars."""

    articles: int = 100_000_000
    words: int = 500
    core_hour: float = 0.04
    preemptible_core_hour: float = 0.015
    terabyte_month: float = 23.0
    cores: int = 1600  # 100 nodes of 16
    redone: float = 0.01  # of the work, over again for nodes that died


def table(assumed: Assumed = Assumed()) -> str:
    """Return the cost of an archive by engine, as a Markdown table."""
    head = "| Engine | core-seconds an article | core-hours | days | rented | preemptible |"
    return "\n".join([head, "|---" * 6 + "|", *(_row(engine, assumed) for engine in ENGINES)])


def _row(engine: Engine, assumed: Assumed) -> str:
    each = engine.core_seconds(assumed.words)
    hours = assumed.articles * each * (1 + assumed.redone) / 3600
    days = hours / assumed.cores / 24
    rented, preempted = hours * assumed.core_hour, hours * assumed.preemptible_core_hour
    return f"| {engine.name} | {each:.2f} | {hours:,.0f} | {days:.1f} | ${rented:,.0f} | ${preempted:,.0f} |"


def storage(assumed: Assumed = Assumed()) -> str:
    """Return what the output of an archive takes, in words."""
    terabytes = assumed.articles * LINE_BYTES / 1e12
    return f"{terabytes:.1f} TB, ${terabytes * assumed.terabyte_month:,.0f} a month"


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or what is measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.scale", description=__doc__)
    parser.add_argument("--measure", metavar="ENGINE", help="extract, or a model that is prepared")
    parser.add_argument("--articles", type=int, default=40)
    asked = parser.parse_args(arguments)
    if asked.measure:
        print(f"{asked.measure}: {measure(asked.measure, asked.articles):.3f} core-seconds an article")
    else:
        print(table(), storage(), sep="\n\n")
    return 0


def measure(model: str, articles: int) -> float:
    """Return the processor seconds an article by ``model``, loading and the first article left out."""
    os.environ.update({"SUMMARIZER_MODEL": model, "SUMMARIZER_THREADS": "1", "OMP_NUM_THREADS": "1"})
    from summarizer.api.local import make_local

    mode = "extractive" if model == "extract" else "abstractive"
    first, *others = (line.encode() for line in bodies(articles + 1, mode=mode))
    backend = make_local(warm=True)
    backend.batch_line(1, first)
    started = time.process_time()
    for number, line in enumerate(others, 2):
        if backend.batch_line(number, line).failed:
            raise ValueError(json.loads(line)["id"])
    return (time.process_time() - started) / articles


if __name__ == "__main__":
    sys.exit(main())
