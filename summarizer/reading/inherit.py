"""Owners that stand in another block: the lead-in of a list or paragraph, the handle line of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.reading import names_lexicon
from summarizer.reading.cues import can_speak
from summarizer.reading.found import Found
from summarizer.reading.syntax import VERBAL, Scene, children, has_words, lower, noun_phrase, subject_of, trim
from summarizer.records import Block, Span, Token

LINKS = re.compile(r"\s*(?:https?://\S+|pic\.(?:twitter|x)\.com/\S+|t\.co/\S+)", re.IGNORECASE)
# What somebody does with the list that follows: "has issued the following figures:".
ISSUING = frozenset(
    """issue release publish give provide list share post offer present announce report say state set lay make
    outline detail summarise summarize claim note add write highlight cite name warn tell reveal confirm""".split()
)
VIA = frozenset({"via", "from", "by", "per"})


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
    owner, cue, lemma, stance = _lead_owner(scene, lead, claims)
    if owner is None:
        return
    text = scene.article.text
    content = _item_words(text, block.span)
    if has_words(text, content):
        kind = "list" if block.kind == "list_item" else "block"
        yield Found((content,), kind, owner, cue, lemma, stance, inherited_from=lead.index)


def _item_words(text: str, span: Span) -> Span:
    span = trim(text, span, "•*·")
    return trim(text, span, ".") if text[span.end - 1 : span.end] == "." else span


def _lead_owner(scene: Scene, lead: Block, claims: tuple[Found, ...]):  # type: ignore[no-untyped-def]
    """Return owner, cue, lemma and stance of the outermost claim at the end of a lead-in."""
    sentences = scene.article.sentences_in(lead.span)
    if not sentences:
        return None, None, "", "neutral"
    last = sentences[-1].span
    inside = [c for c in claims if c.owner is not None and c.cue is not None and last.contains(c.cue)]
    if inside:
        outer = max(
            inside, key=lambda claim: (sum(len(span) for span in claim.content), -(claim.cue or last).start)
        )
        return outer.owner, outer.cue, outer.cue_lemma, outer.stance
    for find in (_issuer, _via, _named_alone):
        token, cue = find(scene, last)
        if token is not None:
            return noun_phrase(scene.article, token), cue, _lemma(scene, cue), "neutral"
    return None, None, "", "neutral"


def _lemma(scene: Scene, cue: Span | None) -> str:
    return scene.article.tokens_in(cue)[-1].lemma.lower() if cue is not None else ""


def _issuer(scene: Scene, sentence: Span) -> tuple[Token | None, Span | None]:
    """Return who issues the list: the subject of the last issuing verb of the lead-in."""
    article = scene.article
    for token in reversed(article.tokens_in(sentence)):
        if token.pos in VERBAL and token.lemma.lower() in ISSUING:
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
        if lower(token) in VIA and objects and can_speak(objects[0]) and objects[0].pos == "PROPN":
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
