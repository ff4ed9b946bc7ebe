"""A statement beside another: "police said 400 came; the organisers said 1,500" is nobody's nesting.

The parser hangs what stands behind a semicolon on the clause before it. Where the words there have an
owner and a cue of their own, the first statement ends at the semicolon.
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.reading.claims.found import Found
from summarizer.records import Article, Span


def cut_beside(article: Article, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return ``found`` with each content cut at a semicolon behind which another owner begins to speak."""
    owners = {item.owner.start for item in found if item.owner is not None and item.inherited_from is None}
    return tuple(_cut(article, item, owners) if ";" in _words(article, item) else item for item in found)


def _words(article: Article, item: Found) -> str:
    return item.extent.of(article.text)


def _cut(article: Article, item: Found, owners: set[int]) -> Found:
    if item.inherited_from is not None or item.kind in ("direct", "floating"):
        return item
    ends = [_end(article, span, owners) for span in item.content]
    content = tuple(Span(span.start, end) for span, end in zip(item.content, ends, strict=True))
    return replace(item, content=content)


def _end(article: Article, span: Span, owners: set[int]) -> int:
    """Return where ``span`` ends: at the first semicolon outside quotation marks before another owner."""
    place = article.text.find(";", span.start, span.end)
    while place >= 0:
        behind = place + 1
        while behind < span.end and article.text[behind].isspace():
            behind += 1
        quoted = any(item.outer.start < place < item.outer.end for item in article.quotations)
        if behind in owners and not quoted and place > span.start:
            return place
        place = article.text.find(";", place + 1, span.end)
    return span.end
