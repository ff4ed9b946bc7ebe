"""Cues that the small parser takes for another word: "The charge sheet states that …" with "states" a noun.

Only where nothing else can be meant: the form of a cue verb right behind a document or a body and right
before "that", or a finite verb that the parser hangs into a noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.claims.cues import can_speak
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import Scene, lower, next_token, trim
from summarizer.reading.lexicon import CUE_FORMS, CUE_VERBS, CueVerb
from summarizer.reading.owners import names_lexicon
from summarizer.records import Span, Token

# No verb stands in these places of a sound parse.
NOMINAL_DEPS = frozenset({"pobj", "compound", "appos"})
LOST_DEPS = NOMINAL_DEPS | {"nsubj", "nsubjpass", "dobj"}


def find_lost(scene: Scene) -> Iterator[Found]:
    """Yield the claims of cues that the parse has lost; the content is the rest of their sentence."""
    for token in scene.article.tokens:
        form = CUE_FORMS.get(token.text.lower())
        entry = CUE_VERBS.get(form) if form is not None else None
        owner = _owner(scene, token) if entry is not None else None
        if entry is not None and owner is not None:
            yield from _found(scene, token, entry, owner)


def _found(scene: Scene, token: Token, entry: CueVerb, owner: Span) -> Iterator[Found]:
    article = scene.article
    after = next_token(article, token)
    start = after.span.end if after is not None and lower(after) == "that" else token.span.end
    rest = trim(article.text, Span(start, max(start, scene.sentence_of(token).span.end)), ".")
    if len(rest) and owner.end <= token.span.start:
        yield Found((rest,), kind_of(scene, (rest,)), owner, token.span, entry.lemma, entry.stance)


def _owner(scene: Scene, token: Token) -> Span | None:
    """Return the words before a lost cue that name who reports; None where the word is no cue."""
    article = scene.article
    before, after = next_token(article, token, -1), next_token(article, token)
    if before is None or after is None:
        return None
    if (
        token.tag in ("NNS", "VBZ")
        and token.dep in LOST_DEPS
        and lower(after) == "that"
        and before.pos == "NOUN"
    ):
        return _words_before(scene, token) if before.text.lower() in LAST_WORDS else None
    root = next((t for t in article.tokens_in(scene.sentence_of(token).span) if t.head == t.index), None)
    wrecked = token.pos == "VERB" and token.tag in ("VBP", "VBZ") and token.dep in NOMINAL_DEPS
    if not wrecked or root is None or root.pos != "NOUN" or root.index >= token.index or not can_speak(root):
        return None
    return Span(noun_phrase(article, root).start, before.span.end)


LAST_WORDS = names_lexicon.DOCUMENT_NOUNS | names_lexicon.ORG_NOUNS | frozenset({"sheet"})


def _words_before(scene: Scene, token: Token) -> Span | None:
    """Return the noun phrase that ends right before ``token``, back to its article."""
    article, first = scene.article, token
    while (before := next_token(article, first, -1)) is not None and before.head in (
        token.index,
        first.index,
    ):
        first = before
    end = article.tokens[token.index - 1].span.end
    return Span(first.span.start, end) if first.index < token.index else None
