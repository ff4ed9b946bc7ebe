"""How time grows with length: hostile texts and texts twice as long, as a ratio of medians.

A ratio near 2 is linear, near 4 quadratic. The whole path is timed over ``evaluation.families``, the stages
that read characters one by one over the pieces that a careless pattern or loop would hang on. With the
rules alone: the tagger reads windows of one size. What the service refuses is timed, too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median

import torch

from evaluation.families import FAMILIES, HTML, LEAD, repeated
from summarizer.errors import SummarizerError
from summarizer.pipeline import RULES_ALONE, Summarizer, make_summarizer
from summarizer.reading.figures import find_numbers
from summarizer.reading.segment import segment
from summarizer.records import ArticleInput, CheckOptions, SummarizeOptions
from summarizer.settings import load_settings

LENGTH = 100_000
# What is said to grow too fast: linear work gives 2, n log n a little more, caches and garbage the rest.
HIGHEST = 2.5
# Below this many seconds a ratio measures the machine, not the program.
LEAST = 0.05
PIECES = ("'", ' "a', "He said it was so. ", "- x\n", "«", "。「", "9", "1,", "hundred ", "at least ", "1-")
STAGES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("segment", segment),
    ("find_numbers", find_numbers),
)
# Stage, family or piece, seconds at a length, the ratio at twice that.
Row = tuple[str, str, float, float]
Work = tuple[str, str, Callable[[str], object], Callable[[int], str]]


def ratios(work: Iterable[Work], length: int, runs: int) -> Iterator[Row]:
    """Yield a row for each work, as it is timed at ``length`` characters and at twice as many."""
    for stage, name, run, make in work:
        texts = make(length), make(2 * length)
        once, twice = (median(_seconds(run, text) for _ in range(runs)) for text in texts)
        yield stage, name, once, twice / once


def works(summarizer: Summarizer, names: Iterable[str]) -> Iterator[Work]:
    """Yield the whole path over the families of these names, then the stages over their pieces."""
    for name in names:
        for stage, path in (("summarize", summarize), ("check", check)):
            yield stage, name, partial(path, summarizer, name in HTML), FAMILIES[name]
    for stage, run in STAGES:
        for piece in PIECES:
            yield stage, repr(piece), run, repeated(piece, head="")


def article_of(text: str, html: bool) -> ArticleInput:
    """Return the text as an article, or as the HTML of one."""
    return ArticleInput(html=text) if html else ArticleInput(text=text)


def summarize(summarizer: Summarizer, html: bool, text: str) -> None:
    """Make an extract of the article; that it is refused is an answer, too."""
    try:
        summarizer.summarize(article_of(text, html), SummarizeOptions(mode="extractive"))
    except SummarizerError:
        return


def check(summarizer: Summarizer, html: bool, text: str) -> None:
    """Check the families' first sentence against the article."""
    try:
        summarizer.check(article_of(text, html), LEAD, CheckOptions())
    except SummarizerError:
        return


def _seconds(stage: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    stage(text)
    return max(time.process_time() - started, 1e-6)


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each family and stage; 1 where one grows too fast."""
    parser = argparse.ArgumentParser(prog="scripts/bench growth", description=__doc__)
    parser.add_argument("families", nargs="*", choices=[*FAMILIES, []], help="all where none is named")
    parser.add_argument("--length", type=int, default=LENGTH, help="characters of the shorter text")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    settings = replace(
        load_settings(), model="extract", tagger=RULES_ALONE, max_chars=2 * LENGTH + 1000, min_words=1
    )
    summarizer = make_summarizer(settings)
    summarize(summarizer, False, LEAD)
    fast = 0
    for stage, name, seconds, ratio in ratios(
        works(summarizer, options.families or FAMILIES), options.length, options.runs
    ):
        too_fast = ratio > HIGHEST and seconds * ratio > LEAST
        fast += too_fast
        mark = "  TOO FAST" if too_fast else ""
        print(f"  {stage:<12} {name:<24} {seconds:8.3f} s   x {ratio:.2f}{mark}", flush=True)
    print(f"{fast} grow by more than {HIGHEST} times")
    return int(fast > 0)


if __name__ == "__main__":
    sys.exit(main())
