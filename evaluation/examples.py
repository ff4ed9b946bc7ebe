"""The seeds' summaries by each engine, side by side: ``scripts/evaluate examples > docs/examples.md``.

Nothing of it is written by hand. The remote engine is asked where ``SUMMARIZER_REMOTE_URL`` names a server.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from evaluation.expectations import SEEDS
from summarizer.pipeline import Summarizer, make_summarizer
from summarizer.records import ArticleInput, SummarizeOptions, SummarizeResult
from summarizer.settings import load_settings

NAMES = ("kursk-incursion", "ferry-fire", "water-plant")
SENTENCES = 5
HEAD = """# Examples

The three seed articles, five sentences each, by each engine; what the guard changed of a draft stands below
the summary. This page is made by the program: `scripts/evaluate examples`.
"""
TITLES = {
    "extract": "no model",
    "rewrite": "the default, in this process",
    "openai": "the same weights behind a llama.cpp server",
}


def engines(summarizer: Summarizer) -> list[SummarizeOptions]:
    """Return what to ask for: the extract, the default model, and the remote one where it has an address."""
    asked = [
        SummarizeOptions(mode="extractive", max_sentences=SENTENCES),
        SummarizeOptions(mode="abstractive", max_sentences=SENTENCES),
    ]
    if summarizer.settings.remote_url:
        asked.append(SummarizeOptions(mode="abstractive", model="remote", max_sentences=SENTENCES))
    return asked


def page(summarizer: Summarizer) -> Iterator[str]:
    """Yield the page's blocks."""
    yield HEAD
    for name in NAMES:
        text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
        yield f"## seeds/{name}.txt, {len(text.split())} words\n"
        for options in engines(summarizer):
            yield from shown(summarizer.summarize(ArticleInput(text=text), options))


def shown(result: SummarizeResult) -> Iterator[str]:
    """Yield one engine's summary, with its draft where that is not the same."""
    draft = result.draft
    yield f"### `{draft.engine}`: {TITLES[draft.engine]}\n"
    yield "".join(f"> {sentence.text}\n>\n" for sentence in result.summary.sentences).removesuffix(">\n")
    written = [sentence.text for sentence in draft.sentences]
    kept = {sentence.text for sentence in result.summary.sentences}
    changed = [text for text in written if text not in kept]
    if changed:
        yield "The guard changed, or took out:\n\n" + "".join(f"- {text}\n" for text in changed)
    for notice in draft.notices:
        yield f"Notice: {notice.detail}.\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the page."""
    argparse.ArgumentParser(prog="scripts/evaluate examples", description=__doc__).parse_args(arguments)
    print("\n".join(page(make_summarizer(load_settings()))).rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
