#!/usr/bin/env python
"""Write what the reader finds in a file of articles: evaluate_reading.py ARTICLES.jsonl PREDICTIONS.jsonl

Each line of ARTICLES is an object with "id" and "text"; each line of PREDICTIONS is {"id",
"attributions": [{"source", "cue", "content"}]}, each a list of [start, end] in code points: the form of
the PolNeAR corpus and of any scorer for it. Three of that corpus's conventions differ from ours and are
applied here: it has no claims inside claims, a leading "that" belongs to the content, and "who" in "the
mayor, who said" is a source.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from summarizer.reading.attribution import find_claims
from summarizer.reading.nlp import Parser
from summarizer.reading.reader import Reader
from summarizer.records import Article, Claim, Span
from summarizer.settings import Settings

RELATIVE = re.compile(r"\b(who|which|that),? $")
Row = dict[str, list[list[int]]]


def rows_of(article: Article) -> list[Row]:
    """Return the outermost claims of ``article``, a quotation that goes on joined to the one before."""
    rows: dict[tuple[Span | None, Span | None], Row] = {}
    for claim in find_claims(article):
        if claim.parent is not None:
            continue
        row = rows.setdefault((claim.cue, claim.owner), {"source": [], "cue": [], "content": []})
        row["content"] += list(contents_of(article.text, claim))
        if not row["source"]:
            row["source"] = list(sources_of(article.text, claim))
            row["cue"] = [[claim.cue.start, claim.cue.end]] if claim.cue else []
    return list(rows.values())


def contents_of(text: str, claim: Claim) -> Iterator[list[int]]:
    """Yield the content spans, with a "that" right before them."""
    for span in claim.content:
        that = len("that ") if text[: span.start].endswith("that ") else 0
        yield [span.start - that, span.end]


def sources_of(text: str, claim: Claim) -> Iterator[list[int]]:
    """Yield the owner's words, and a relative pronoun that stands for them before the cue."""
    if claim.owner is None:
        return
    yield [claim.owner.start, claim.owner.end]
    if claim.cue is not None and claim.owner.end < claim.cue.start:
        start = max(0, claim.cue.start - 8)
        match = RELATIVE.search(text[start : claim.cue.start])
        if match is not None:
            yield [start + match.start(1), start + match.end(1)]


def main() -> None:
    """Read the articles and write the predictions."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    reader = Reader(Parser(Settings().nlp_model))
    with target.open("w", encoding="utf-8") as out:
        for line in source.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            rows = rows_of(reader.build_article(item["text"]))
            out.write(json.dumps({"id": item["id"], "attributions": rows}) + "\n")


if __name__ == "__main__":
    main()
