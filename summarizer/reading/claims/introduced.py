"""Quotations that their own sentence brings in without a reporting verb that takes them.

"Senn put it this way: “No bridge, no bread.”" and "called that ‘a disgrace’": the mark, or the verb and the
mark, tell more than the parse, which hangs the quotation on whatever word is near.
"""

from __future__ import annotations

from summarizer.reading.claims import layout_lexicon, phrase_lexicon
from summarizer.reading.claims.cues import can_speak
from summarizer.reading.claims.found import Found
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import VERBAL, Scene, children, lower, next_token
from summarizer.records import Quotation, Span, Token

# A quotation of fewer words behind a colon is a title or a term.
MIN_WORDS = 3
# A verb and at most so many pronouns stand right before what it calls somebody.
MAX_OBJECTS = 2


def find_introduced(scene: Scene, quotation: Quotation) -> Found | None:
    """Return the claim of whoever brings ``quotation`` in with a colon or a naming verb; None for nobody."""
    before = _words_before(scene, quotation)
    return _behind_colon(scene, quotation, before) or _behind_naming(scene, quotation, before)


def _words_before(scene: Scene, quotation: Quotation) -> list[Token]:
    """Return the reporter's own words before the quotation in its sentence, or at the end of its lead-in."""
    article = scene.article
    sentence = article.sentence_at(quotation.outer.start)
    if sentence is None:
        return []
    span, block = Span(sentence.span.start, quotation.outer.start), article.blocks[sentence.block]
    if not span and block.lead_in is not None and block.span.start == quotation.outer.start:
        lead = article.sentences_in(article.blocks[block.lead_in].span)
        span = lead[-1].span if lead else span
    return [token for token in article.tokens_in(span) if scene.quoted[token.index] < 0]


def _behind_colon(scene: Scene, quotation: Quotation, before: list[Token]) -> Found | None:
    long = len(quotation.outer.of(scene.article.text).split()) >= MIN_WORDS
    if not long or not before or before[-1].text != ":":
        return None
    main = sorted(before, key=lambda token: token.dep != "ROOT")
    owner = next((speaker for verb in main if (speaker := _speaker(scene, verb)) is not None), None)
    if owner is None:
        return None
    span = noun_phrase(scene.article, owner)
    return Found((quotation.outer,), "direct", span, before[-1].span, phrase_lexicon.COLON_CUE)


def _behind_naming(scene: Scene, quotation: Quotation, before: list[Token]) -> Found | None:
    verb = before[-1] if before else None
    for _ in range(MAX_OBJECTS):
        if verb is not None and lower(verb) in layout_lexicon.NAMED_OBJECTS:
            verb = next_token(scene.article, verb, -1)
    if verb is None or verb.lemma.lower() not in layout_lexicon.NAMING:
        return None
    owner = _speaker(scene, verb)
    if owner is None:
        return None
    span = noun_phrase(scene.article, owner)
    return Found((quotation.outer,), "direct", span, verb.span, verb.lemma.lower())


def _speaker(scene: Scene, verb: Token) -> Token | None:
    """Return the subject of a verb, if it can speak and the verb does not tell what was done to it."""
    subjects = children(scene.article, verb, "nsubj") if verb.pos in VERBAL else ()
    head = subjects[0] if subjects else None
    if head is None or lower(head) in layout_lexicon.NO_SPEAKERS:
        return None
    named = any(name.pos == "PROPN" for name in children(scene.article, head, "appos"))
    return head if named or can_speak(head) else None
