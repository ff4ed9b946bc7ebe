"""Owners in colours on a terminal: each source has one of its own, and its words have it, too."""

from __future__ import annotations

import re

import click

from summarizer.answers import AttributionsAnswer, SummarizeAnswer

# Readable on black and on white; the next source begins again.
PALETTE = ("cyan", "magenta", "green", "yellow", "blue", "bright_cyan", "bright_magenta", "bright_green")


def colours_of(answer: SummarizeAnswer | AttributionsAnswer) -> dict[str, str]:
    """Return the colour of each source of ``answer`` by its id."""
    return {source.id: PALETTE[place % len(PALETTE)] for place, source in enumerate(answer.sources)}


def paint(wrapped: str, answer: SummarizeAnswer) -> str:
    """Return the summary's text, already ``wrapped`` to lines, with each owner's words in its colour."""
    colours, parts, reached = colours_of(answer), list[str](), 0
    for owner in (one for sentence in answer.sentences for one in sentence.attribution.sources):
        found = re.compile(r"\s+".join(map(re.escape, owner.text.split()))).search(wrapped, reached)
        if found is None or not owner.text.strip():
            continue
        coloured = click.style(found.group(), fg=colours.get(owner.source_id), bold=True)
        parts += [wrapped[reached : found.start()], coloured]
        reached = found.end()
    return "".join((*parts, wrapped[reached:]))
