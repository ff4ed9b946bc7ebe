"""Owners that stand in another block: the lead-in of a list or paragraph, the handle line of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.reading.claims.found import Found
from summarizer.reading.claims.lead_ins import find_lead_owner
from summarizer.reading.claims.syntax import Scene, has_words, trim
from summarizer.records import Block, ClaimKind, Span

LINKS = re.compile(r"\s*(?:https?://\S+|pic\.(?:twitter|x)\.com/\S+|t\.co/\S+)", re.IGNORECASE)


def find_inherited(scene: Scene, claims: tuple[Found, ...]) -> Iterator[Found]:
    """Yield one outer claim for each block whose owner stands in its lead-in or its handle line."""
    for block in scene.article.blocks:
        if block.handle is not None and not block.span.contains(block.handle):
            yield from read_embed(scene, block)
        elif block.lead_in is not None:
            yield from read_led(scene, block, claims)


def read_embed(scene: Scene, block: Block) -> Iterator[Found]:
    """Yield the claim of the author of an embedded post over one block of it."""
    text, handle = scene.article.text, block.handle
    content = _without_links(text, block.span)
    if handle is not None and has_words(text, content):
        line = next((b.index for b in scene.article.blocks if b.span.contains(handle)), None)
        yield Found((content,), "embed", handle, None, "post", "neutral", inherited_from=line)


def _without_links(text: str, span: Span) -> Span:
    end = span.end
    for match in LINKS.finditer(text, span.start, span.end):
        if not has_words(text, Span(match.end(), span.end)):
            end = match.start()
            break
    return trim(text, Span(span.start, max(span.start, end)))


def read_led(scene: Scene, block: Block, claims: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the claim of a lead-in's owner over a list item or paragraph."""
    lead = scene.article.blocks[block.lead_in or 0]
    owner = find_lead_owner(scene, lead, claims)
    content = _item_words(scene.article.text, block.span)
    if owner is None or not has_words(scene.article.text, content):
        return
    if any(claim.cue == owner.cue and claim.content[0].overlaps(content) for claim in claims):
        return
    kind: ClaimKind = "list" if block.kind == "list_item" else "block"
    yield Found((content,), kind, owner.span, owner.cue, owner.lemma, owner.stance, inherited_from=lead.index)


def _item_words(text: str, span: Span) -> Span:
    span = trim(text, span, "•*·")
    return trim(text, span, ".") if text[span.end - 1 : span.end] == "." else span
