"""IPTC ninjs 3.x, news in JSON, in and out (https://iptc.org/standards/ninjs/).

In: the body to summarise, and what the item says of itself. Out: an item of its own with the summary as a
description, the article's sources and the digital source type; or the caller's item with those added.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer.answers import SummarizeAnswer
from summarizer.errors import FieldError, InvalidInput
from summarizer.formats.labels import label_of

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
HTML_TYPES = ("text/html", "application/xhtml+xml")
# The first of these roles that an item has is its article; else its first body.
BODY_ROLES = ("main", "html", "text")
DATES = ("contentCreated", "firstCreated", "versionCreated")


def from_ninjs(item: Mapping[str, Any], base: str = "/ninjs") -> dict[str, Any]:
    """Return the article of a ninjs item as members of a body of ``/summarize``.

    Raises InvalidInput, pointing under ``base``, where there is no body to summarise.
    """
    body = _body(item, base)
    kind = "html" if body.get("contentType") in HTML_TYPES or _looks_like_html(body) else "text"
    found = {
        kind: body["value"],
        "id": _text(item.get("uri")),
        "title": _headline(item),
        "language": _text(item.get("language")),
        "published_at": next((date for name in DATES if (date := _text(item.get(name)))), None),
        "publisher": _publisher(item),
    }
    return {name: value for name, value in found.items() if value is not None}


def _body(item: Mapping[str, Any], base: str) -> Mapping[str, Any]:
    bodies = item.get("bodies")
    usable = [
        body
        for body in (bodies if isinstance(bodies, list) else ())
        if isinstance(body, Mapping) and isinstance(body.get("value"), str)
    ]
    if not usable:
        message = "the item has no body with a value"
        raise InvalidInput(message, errors=(FieldError(f"{base}/bodies", message),))
    by_role = {body.get("role"): body for body in reversed(usable)}
    return next((by_role[role] for role in BODY_ROLES if role in by_role), usable[0])


def _looks_like_html(body: Mapping[str, Any]) -> bool:
    return "contentType" not in body and body["value"].lstrip().startswith("<")


def _headline(item: Mapping[str, Any]) -> str | None:
    for headline in item.get("headlines") or ():
        if isinstance(headline, Mapping) and (words := _text(headline.get("value"))):
            return words
    return _text(item.get("title"))


def _publisher(item: Mapping[str, Any]) -> str | None:
    """Return who published the item: the source of that role, or who holds its rights."""
    for source in item.get("infoSources") or ():
        if isinstance(source, Mapping) and str(source.get("role", "")).lower() in (
            "publisher",
            "distributor",
        ):
            return _text(source.get("name"))
    return _text(item.get("copyrightHolder"))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def to_ninjs(answer: SummarizeAnswer, item: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the summary as a ninjs item, or ``item`` with the summary added to what it has.

    An item of the caller's keeps its own digital source type: only its description was made here.
    Where nothing could be said (status "refused") there is no description.
    """
    made = dict(item) if item is not None else _own(answer)
    summary = {"role": "summary", "contentType": "text/plain", "value": answer.summary}
    kept = _kept(made.get("descriptions"), "summary")
    made["descriptions"] = [*kept, summary] if answer.sentences else kept
    cited = [{"name": source.name, "role": "cited"} for source in _cited(answer)]
    made["infoSources"] = [*_kept(made.get("infoSources"), "cited"), *cited]
    notes = [label_of(answer), *(notice.detail for notice in answer.warnings)]
    made["edNote"] = "\n".join(filter(None, (_text(made.get("edNote")), *notes)))
    return made


def _own(answer: SummarizeAnswer) -> dict[str, Any]:
    kind = answer.provenance.digital_source_type
    return {
        "uri": f"urn:attributed-summary:{answer.id}",
        "type": "text",
        "standard": STANDARD,
        "language": answer.input.language,
        **({"digitalSourceType": {"uri": kind}} if kind else {}),
    }


def _kept(entries: Any, role: str) -> list[Any]:
    """Return what stands there already, without what an earlier summary put in."""
    return [
        entry for entry in entries or () if not (isinstance(entry, Mapping) and entry.get("role") == role)
    ]


def _cited(answer: SummarizeAnswer) -> list[Any]:
    ids = dict.fromkeys(
        owner.source_id for sentence in answer.sentences for owner in sentence.attribution.sources
    )
    return [source for key in ids if (source := answer.source(key)) is not None]
