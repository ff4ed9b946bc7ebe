"""Time the stages of a summary: the median of several runs, after one that warms up."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median

from evaluation.expectations import SEEDS
from evaluation.growth import ratios
from summarizer.pipeline import Summarizer, make_summarizer
from summarizer.records import ArticleInput, Mode, SummarizeOptions
from summarizer.settings import load_settings

RUNS = 5


def time_stages(summarizer: Summarizer, text: str, mode: Mode, runs: int) -> list[tuple[str, float]]:
    """Return the median seconds of each stage, and of all of them together, over ``runs`` runs."""
    options = SummarizeOptions(mode=mode, include=("timing",))
    results = [summarizer.summarize(ArticleInput(text=text), options).timing for _ in range(runs + 1)][1:]
    stages = [(name, median(dict(timing)[name] for timing in results)) for name, _ in results[0]]
    return [*stages, ("all", median(sum(seconds for _, seconds in timing) for timing in results))]


def main(arguments: list[str] | None = None) -> int:
    """Print one table a mode."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="time the stages of a summary")
    parser.add_argument("article", type=Path, nargs="?", default=SEEDS / "kursk-incursion.txt")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--mode", choices=("extractive", "abstractive"), action="append")
    parser.add_argument("--growth", action="store_true", help="how time grows with length, instead")
    options = parser.parse_args(arguments)
    if options.growth:
        for stage, piece, seconds, ratio in ratios(options.runs):
            print(f"  {stage:<14} {piece!r:<24} {seconds:8.3f} s   x {ratio:.2f} at twice the length")
        return 0
    text = options.article.read_text(encoding="utf-8")
    summarizer = make_summarizer(load_settings())
    print(f"{options.article.name}, {len(text.split())} words, median of {options.runs} runs, seconds")
    for mode in options.mode or ("extractive", "abstractive"):
        for stage, seconds in time_stages(summarizer, text, mode, options.runs):
            print(f"  {mode:<12} {stage:<10} {seconds:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
