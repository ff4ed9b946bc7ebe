"""Time the reading end to end on one core, beside a peer in the same run: ``scripts/bench reading``.

The peer is any Python file with ``make() -> Callable[[str], object]``; it is not ours to ship. Both read the
same articles by turns, so that a machine that others use slows both; what counts is the ratio. A service
meets each article once, so the first of several times is told apart: both have read only others by then.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import torch

from evaluation.expectations import SEEDS
from evaluation.loading import load_file
from summarizer.pipeline import make_reader
from summarizer.settings import load_settings

RUNS = 5
# The length that the requirement names, with room to either side.
SHORTEST, LONGEST, ARTICLES = 700, 1100, 20
SEED = "kursk-incursion"
Read = Callable[[str], object]


def load_texts(path: Path | None) -> tuple[list[str], list[str]]:
    """Return articles of about 900 words and others to warm up on, from a JSONL file or our seeds."""
    if path is None:
        seed, *others = (
            (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
            for name in (SEED, "ferry-fire", "water-plant")
        )
        return [seed], others
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    chosen = [text for text in texts if SHORTEST <= len(text.split()) <= LONGEST][:ARTICLES]
    return chosen, [text for text in texts if text not in chosen]


def load_peer(path: Path) -> Read:
    """Return what the peer's file makes. Raises ImportError where it cannot be loaded."""
    sys.path.insert(0, str(path.parent))
    made: Read = load_file(path).make()
    return made


def seconds(read: Read, texts: Sequence[str]) -> float:
    """Return how long ``read`` takes over all texts."""
    start = time.perf_counter()
    for text in texts:
        read(text)
    return time.perf_counter() - start


def main(arguments: list[str] | None = None) -> int:
    """Print words a second of each reader, the ratio to the peer, and the memory of this process."""
    parser = argparse.ArgumentParser(prog="scripts/bench reading", description=__doc__)
    parser.add_argument("--articles", type=Path, help="JSONL with a text a line; without it the seed article")
    parser.add_argument("--peer", type=Path, help="a Python file with make()")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    texts, others = load_texts(options.articles)
    readers: dict[str, Read] = {"ours": make_reader(load_settings()).read}
    seconds(readers["ours"], others)
    # Before the peer is loaded, and after articles of all lengths have been read.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if options.peer:
        readers["peer"] = load_peer(options.peer)
        seconds(readers["peer"], others)
    runs = [{name: seconds(read, texts) for name, read in readers.items()} for _ in range(options.runs)]
    words = sum(len(text.split()) for text in texts)
    print(
        f"{len(texts)} articles, {words} words, one core, for the first time and median of {len(runs)} times"
    )
    for name in readers:
        times = runs[0][name], median(run[name] for run in runs)
        print(f"  {name:<6} {' and '.join(f'{words / taken:.0f}' for taken in times)} words a second")
    if options.peer:
        ratios = [run["peer"] / run["ours"] for run in runs]
        print(f"  ours is {ratios[0]:.2f} and {median(ratios):.2f} times as fast as the peer")
    print(f"  highest memory of the loaded reader: {memory:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
