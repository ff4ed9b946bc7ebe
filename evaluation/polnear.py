"""Our claims in the form of the PolNeAR corpus, and its articles, for the scorers that know that form.

Three of that corpus's conventions differ from ours and are applied here: it has no claims inside claims,
a leading "that" belongs to the content, and "who" in "the mayor, who in May said" is the source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.reading.claims.syntax import SUBJECTS
from summarizer.reading.owners.names_lexicon import RELATIVE_PRONOUNS
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import Article, Claim, Span, Token

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


def rows_of_claims(article: Article, claims: Sequence[Claim], *, inner: bool = False) -> list[Row]:
    """Return the outermost claims, a quotation that goes on joined to the one before.

    With ``inner`` those inside others, too.
    """
    rows: dict[tuple[Span | None, Span | None], Row] = {}
    for claim in claims:
        if claim.parent is not None and not inner:
            continue
        row = rows.setdefault((claim.cue, claim.owner), {"source": [], "cue": [], "content": []})
        row["content"] += list(_contents_of(article.text, claim))
        if not row["source"]:
            row["source"] = _spans(_source_of(article, claim))
            row["cue"] = _spans(claim.cue)
    return list(rows.values())


def _contents_of(text: str, claim: Claim) -> Iterator[list[int]]:
    """Yield the content spans, with a "that" right before them."""
    for span in claim.content:
        that = len(THAT) if text[: span.start].endswith(THAT) else 0
        yield [span.start - that, span.end]


def _source_of(article: Article, claim: Claim) -> Span | None:
    """Return the owner's words, or the relative pronoun that stands for them before the cue."""
    if claim.owner is None or claim.cue is None or claim.owner.end >= claim.cue.start:
        return claim.owner
    between = article.tokens_in(Span(claim.owner.end, claim.cue.end))
    relative = (token.span for token in between if _opens_for(article, token, claim.cue))
    return next(relative, claim.owner)


def _opens_for(article: Article, token: Token, cue: Span) -> bool:
    """Tell whether a token is the relative pronoun that is the cue's subject."""
    subject = token.text.lower() in RELATIVE_PRONOUNS and token.dep in SUBJECTS
    return subject and cue.contains(article.head_of(token).span)
