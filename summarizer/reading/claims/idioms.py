"""Words of saying that report nothing: "it goes without saying", "having said that", "say a dam broke"."""

from __future__ import annotations

import re

from summarizer.reading.claims.syntax import SUBJECTS, Scene, children
from summarizer.records import Article, Span, Token

IDIOM = re.compile(
    r"\b(?:go|goes|went) without saying\b|\bneedless to say\b|\bsuffice (?:it )?to say\b"
    r"|\bhaving said (?:that|this|so)(?=,)",
    re.IGNORECASE,
)
# No idiom is longer.
REACH = 24


def reports_nothing(scene: Scene, verb: Token) -> bool:
    """Tell whether the verb is in use as one of these."""
    return _is_idiom(scene.article, verb.span) or _is_supposing(scene, verb)


def _is_idiom(article: Article, cue: Span) -> bool:
    """Tell whether the cue is part of a phrase in which nobody says anything."""
    low, high = max(0, cue.start - REACH), cue.end + REACH
    return any(cue.overlaps(Span(*match.span())) for match in IDIOM.finditer(article.text, low, high))


def _is_supposing(scene: Scene, verb: Token) -> bool:
    """Tell whether a sentence begins with a "say" that means "suppose": "Say Mexico demanded that"."""
    if verb.text != "Say" or children(scene.article, verb, *SUBJECTS):
        return False
    sentence = scene.article.sentence_at(verb.span.start)
    return sentence is not None and sentence.span.start == verb.span.start
