"""schema.org NewsArticle as JSON-LD: what a page carries for search engines, as an article to summarise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from summarizer.errors import FieldError, InvalidInput

# NewsArticle, its subtypes, and what publishers use instead.
TYPES = frozenset(
    "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReportageNewsArticle ReviewNewsArticle BlogPosting LiveBlogPosting Report".split()
)
# Graphs are shallow; a hostile one is not followed further.
MAX_DEPTH = 6


def from_json_ld(data: Any, base: str = "/json_ld") -> dict[str, Any]:
    """Return the article of JSON-LD data (an object, list or ``@graph``) as members of a ``/summarize`` body.

    Raises InvalidInput, pointing at ``base``, where no article with an ``articleBody`` stands in it.
    """
    for node in _nodes(data, 0):
        body = node.get("articleBody")
        if TYPES & set(_types(node)) and isinstance(body, str) and body.strip():
            return _members(node, body)
    message = "no NewsArticle with an articleBody stands in it"
    raise InvalidInput(message, errors=(FieldError(base, message),))


def _nodes(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, Mapping):
        yield data
        for name in ("@graph", "mainEntity", "hasPart"):
            yield from _nodes(data.get(name), depth + 1)


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [str(kind).rsplit("/", 1)[-1].removeprefix("schema:") for kind in listed]


def _members(node: Mapping[str, Any], body: str) -> dict[str, Any]:
    kind = "html" if body.lstrip().startswith("<") else "text"
    found = {
        kind: body,
        "id": _text(node.get("@id")),
        "url": _text(node.get("url")) or _id_of(node.get("mainEntityOfPage")),
        "title": _text(node.get("headline")) or _text(node.get("name")),
        "language": _text(node.get("inLanguage")),
        "published_at": _text(node.get("datePublished")),
        "publisher": _name(node.get("publisher")) or _name(node.get("sourceOrganization")),
    }
    return {name: value for name, value in found.items() if value is not None}


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    return _text(value.get("name")) if isinstance(value, Mapping) else _text(value)


def _id_of(value: Any) -> str | None:
    return _text(value.get("@id")) if isinstance(value, Mapping) else _text(value)


def _text(value: Any) -> str | None:
    if isinstance(value, Mapping):  # {"@value": "…", "@language": "en"}
        value = value.get("@value")
    return value if isinstance(value, str) and value.strip() else None
