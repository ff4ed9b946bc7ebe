"""The default model beside plain ``generate()``, under clients, and in memory: ``scripts/bench generation``.

What it is held against is the same checkpoint as ``transformers`` loads it, asked for a summary of the whole
article and stopped at as many sentences as ours has. Both write by turns, so that a machine that others use
slows both; what counts is the ratio. Clients are threads that ask one service, as those of the server do.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from tqdm import tqdm

from evaluation.expectations import SEEDS
from evaluation.plain_generation import AS_STORED, make_plain
from summarizer.pipeline import Summarizer, make_summarizer
from summarizer.records import ArticleInput, SummarizeOptions
from summarizer.settings import load_settings

RUNS = 5
CLIENTS = 8
SENTENCES = 5
DTYPES = (AS_STORED, "float32")
MIB = 1024


def ours(summarizer: Summarizer, text: str, sentences: int = SENTENCES) -> str:
    """Return our summary of ``text`` by the default model."""
    options = SummarizeOptions(mode="abstractive", max_sentences=sentences)
    result = summarizer.summarize(ArticleInput(text=text), options)
    return " ".join(sentence.text for sentence in result.summary.sentences)


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def by_turns(writers: dict[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """Return the seconds of each writer over ``runs`` turns, after one that warms up."""
    taken: dict[str, list[float]] = {name: [] for name in writers}
    for turn in tqdm(range(runs + 1), desc="turns", file=sys.stderr):
        for name, work in writers.items():
            passed = seconds(work)
            if turn:
                taken[name].append(passed)
    return taken


def show(taken: dict[str, list[float]]) -> None:
    """Print the medians, and each as a multiple of the first."""
    first = median(next(iter(taken.values())))
    for name, times in taken.items():
        row = f"{median(times):8.2f} s, from {min(times):.2f} to {max(times):.2f}"
        print(f"  {name:<28} {row}   x {median(times) / first:.2f}")


def beside_plain(summarizer: Summarizer, text: str, runs: int, dtypes: Sequence[str]) -> None:
    """Print our time beside that of plain generation, for as many sentences."""
    writers: dict[str, Callable[[], object]] = {"ours": partial(ours, summarizer, text)}
    for dtype in dtypes:
        writers[f"generate(), {dtype}"] = partial(make_plain(summarizer, SENTENCES, dtype), text)
    for name, work in writers.items():
        print(f"\n{name}: {work()}")
    print(f"\nwhole article, {SENTENCES} sentences, medians of {runs}")
    show(by_turns(writers, runs))


def under_clients(summarizer: Summarizer, text: str, clients: int, runs: int) -> None:
    """Print summaries a minute of one client and of several, by turns."""

    def serve(number: int) -> None:
        with ThreadPoolExecutor(number) as pool:
            list(pool.map(partial(ours, summarizer), [text] * clients))

    print(f"\n{clients} summaries by one client, and by {clients} at once, medians of {runs}")
    taken = by_turns({f"{clients} clients": partial(serve, clients), "one client": partial(serve, 1)}, runs)
    show(taken)


def in_memory(summarizer: Summarizer, text: str, requests: int) -> None:
    """Print the resident memory of this process over ``requests`` summaries of texts of many lengths."""
    words = text.split()
    print(f"\nresident MiB over {requests} summaries of 40 to 240 words")
    for number in tqdm(range(requests), desc="requests", file=sys.stderr):
        start = 7 * number % (len(words) - 300)
        ours(summarizer, " ".join(words[start : start + 40 + 50 * (number % 5)]), 1 + number % 2)
        if number % max(1, requests // 10) == 0 or number == requests - 1:
            print(f"  {number + 1:4} {_resident():8.0f}", flush=True)


def _resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / MIB


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is asked for; everything but memory where nothing is."""
    parser = argparse.ArgumentParser(prog="scripts/bench generation", description=__doc__)
    parser.add_argument("article", type=Path, nargs="?", default=SEEDS / "kursk-incursion.txt")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--dtype", help="ours in this dtype")
    parser.add_argument("--plain", action="store_true", help="beside generate() alone")
    parser.add_argument("--beside", choices=DTYPES, action="append", help="generate() in this dtype alone")
    parser.add_argument("--clients", type=int, help="under so many clients alone")
    parser.add_argument("--memory", type=int, help="memory over so many requests alone")
    options = parser.parse_args(arguments)
    settings = load_settings()
    summarizer = make_summarizer(replace(settings, dtype=options.dtype or settings.dtype))
    text = options.article.read_text(encoding="utf-8")
    summarizer.warm_up()
    print(f"{options.article.name}, {len(text.split())} words, {_resident():.0f} MiB after warming up")
    everything = not (options.plain or options.clients or options.memory)
    if options.plain or everything:
        beside_plain(summarizer, text, options.runs, options.beside or DTYPES)
    if options.clients or everything:
        under_clients(summarizer, text, options.clients or CLIENTS, options.runs)
    if options.memory:
        in_memory(summarizer, text, options.memory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
