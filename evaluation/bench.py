"""Time the stages of a summary: the median of several runs, after one that warms up."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from statistics import median

from evaluation.expectations import SEEDS
from summarizer.pipeline import Summarizer, make_summarizer
from summarizer.records import ArticleInput, Mode, SummarizeOptions
from summarizer.settings import load_settings

RUNS = 5
LENGTHS = (1_250, 2_500, 5_000, 10_000, 20_000)
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")


def time_stages(summarizer: Summarizer, text: str, mode: Mode, runs: int) -> list[tuple[str, float]]:
    """Return the median seconds of each stage, and of all of them together, over ``runs`` runs."""
    options = SummarizeOptions(mode=mode, include=("timing",))
    results = [summarizer.summarize(ArticleInput(text=text), options).timing for _ in range(runs + 1)][1:]
    stages = [(name, median(dict(timing)[name] for timing in results)) for name, _ in results[0]]
    return [*stages, ("all", median(sum(seconds for _, seconds in timing) for timing in results))]


def lengthened(text: str, words: int) -> str:
    """Return ``text`` as often as gives ``words`` words, its capitalised words other ones each time."""
    often = -(-words // len(text.split()))
    copies = (NAME.sub(rf"\g<0>{number}", text) for number in range(often))
    return " ".join("\n\n".join(copies).split(" ")[:words]) + "."


def by_length(summarizer: Summarizer, text: str, mode: Mode, runs: int) -> list[tuple[int, float]]:
    """Return the median seconds of a summary by the article's words, each length twice the one before."""
    found = []
    for words in LENGTHS:
        stages = dict(time_stages(summarizer, lengthened(text, words), mode, runs))
        found.append((words, stages["all"]))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print one table a mode."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="time the stages of a summary")
    parser.add_argument("article", type=Path, nargs="?", default=SEEDS / "kursk-incursion.txt")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--mode", choices=("extractive", "abstractive"), action="append")
    parser.add_argument("--lengths", action="store_true", help="whole summaries of longer articles, instead")
    options = parser.parse_args(arguments)
    modes: tuple[Mode, ...] = tuple(options.mode or ("extractive", "abstractive"))
    text = options.article.read_text(encoding="utf-8")
    summarizer = make_summarizer(load_settings())
    if options.lengths:
        for mode in modes[:1]:
            for words, seconds in by_length(summarizer, text, mode, options.runs):
                print(
                    f"  {mode:<12} {words:>6} words {seconds:8.2f} s {1000 * seconds / words:7.2f} ms a word"
                )
        return 0
    print(f"{options.article.name}, {len(text.split())} words, median of {options.runs} runs, seconds")
    for mode in modes:
        for stage, seconds in time_stages(summarizer, text, mode, options.runs):
            print(f"  {mode:<12} {stage:<10} {seconds:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
