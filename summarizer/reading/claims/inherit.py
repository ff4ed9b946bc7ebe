"""Owners that stand in another block: the lead-in of a list or paragraph, the handle line of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.cues import can_speak
from summarizer.reading.claims.found import Found
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import VERBAL, Scene, children, has_words, lower, subject_of, trim
from summarizer.reading.owners import names_lexicon
from summarizer.records import Block, ClaimKind, Span, Stance, Token

LINKS = re.compile(r"\s*(?:https?://\S+|pic\.(?:twitter|x)\.com/\S+|t\.co/\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeadOwner:
    """Whoever a lead-in gives the following words to, and the cue that does so."""

    span: Span
    cue: Span | None
    lemma: str
    stance: Stance


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
    owner = _lead_owner(scene, lead, claims)
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


def _lead_owner(scene: Scene, lead: Block, claims: tuple[Found, ...]) -> LeadOwner | None:
    """Return the owner of the outermost claim at a lead-in's end, or whoever issues or is named there."""
    sentences = scene.article.sentences_in(lead.span)
    if not sentences:
        return None
    last = sentences[-1].span
    inside = [claim for claim in claims if claim.cue is not None and last.contains(claim.cue)]
    owned = [claim for claim in inside if claim.owner is not None]
    if owned:
        outer = max(owned, key=lambda claim: (sum(map(len, claim.content)), -(claim.cue or last).start))
        return LeadOwner(outer.owner or last, outer.cue, outer.cue_lemma, outer.stance)
    for find in (_issuer, _via, _named_alone):
        token, cue = find(scene, last)
        if token is not None:
            return LeadOwner(noun_phrase(scene.article, token), cue, _lemma(scene, cue), "neutral")
    return None


def _lemma(scene: Scene, cue: Span | None) -> str:
    return scene.article.tokens_in(cue)[-1].lemma.lower() if cue is not None else ""


def _issuer(scene: Scene, sentence: Span) -> tuple[Token | None, Span | None]:
    """Return who issues the list: the subject of the last issuing verb of the lead-in."""
    article = scene.article
    for token in reversed(article.tokens_in(sentence)):
        if token.pos in VERBAL and token.lemma.lower() in phrase_lexicon.LIST_ISSUING:
            subject = subject_of(article, token)
            if (
                subject is not None
                and not subject.passive
                and can_speak(subject.head)
                and lower(subject.head) != "we"
            ):
                return subject.head, token.span
    return None, None


def _via(scene: Scene, sentence: Span) -> tuple[Token | None, Span | None]:
    """Return the name behind "via" or "from" at the end of the lead-in."""
    article = scene.article
    for token in reversed(article.tokens_in(sentence)):
        objects = children(article, token, "pobj")
        if (
            lower(token) in phrase_lexicon.VIA_WORDS
            and objects
            and can_speak(objects[0])
            and objects[0].pos == "PROPN"
        ):
            tail = article.text[noun_phrase(article, objects[0]).end : sentence.end]
            if not any(char.isalnum() for char in tail):
                return objects[0], token.span
    return None, None


def _named_alone(scene: Scene, sentence: Span) -> tuple[Token | None, Span | None]:
    """Return the name that is the whole lead-in ("Al Jazeera:")."""
    article = scene.article
    words = [token for token in article.tokens_in(sentence) if token.pos != "PUNCT"]
    if not words or len(words) > 6 or any(token.pos in VERBAL for token in words):
        return None, None
    plain = trim(article.text, sentence).of(article.text).lower().removeprefix("the ")
    head = next((token for token in words if token.head == token.index), words[-1])
    named = plain in names_lexicon.OUTLETS or plain in names_lexicon.METONYMS or head.ent in ("PERSON", "ORG")
    return (head, None) if named else (None, None)
