"""Our claims in the form of the PolNeAR corpus, and its articles, for the scorers that know that form.

Three of that corpus's conventions differ from ours and are applied here: it has no claims inside claims,
a leading "that" belongs to the content, and "who" in "the mayor, who said" is the source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import Claim, Span

RELATIVE = re.compile(r"\b(who|which|that),? $")
THAT = "that "
Row = dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article of the corpus: ``row`` is its line, as the scorers take it."""

    id: str
    text: str
    row: dict[str, Any]


def load_articles(path: Path) -> tuple[Annotated, ...]:
    """Read a file of one article a line: ``id``, ``text``, and where they are known ``attributions``."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(Annotated(row["id"], row["text"], row) for row in rows)


def rows_of_tagged(tagged: Sequence[Tagged]) -> list[Row]:
    """Return what the tagger read, which has the corpus's form already."""
    return [
        {"source": _spans(item.source), "cue": _spans(item.cue), "content": _spans(*item.content)}
        for item in tagged
    ]


def _spans(*spans: Span | None) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span is not None]


def rows_of_claims(text: str, claims: Sequence[Claim]) -> list[Row]:
    """Return the outermost claims, a quotation that goes on joined to the one before."""
    rows: dict[tuple[Span | None, Span | None], Row] = {}
    for claim in claims:
        if claim.parent is not None:
            continue
        row = rows.setdefault((claim.cue, claim.owner), {"source": [], "cue": [], "content": []})
        row["content"] += list(_contents_of(text, claim))
        if not row["source"]:
            row["source"] = _spans(_source_of(text, claim))
            row["cue"] = _spans(claim.cue)
    return list(rows.values())


def _contents_of(text: str, claim: Claim) -> Iterator[list[int]]:
    """Yield the content spans, with a "that" right before them."""
    for span in claim.content:
        that = len(THAT) if text[: span.start].endswith(THAT) else 0
        yield [span.start - that, span.end]


def _source_of(text: str, claim: Claim) -> Span | None:
    """Return the owner's words, or the relative pronoun that stands for them before the cue."""
    if claim.owner is not None and claim.cue is not None and claim.owner.end < claim.cue.start:
        start = max(0, claim.cue.start - 8)
        match = RELATIVE.search(text[start : claim.cue.start])
        if match is not None:
            return Span(start + match.start(1), start + match.end(1))
    return claim.owner
