"""What the parts of the joining ask of two claims and of a cue."""

from __future__ import annotations

from summarizer.reading import lexicon
from summarizer.reading.claims.found import Found
from summarizer.reading.claims.syntax import Scene, is_negated
from summarizer.records import Span, Token


def meets(one: Span | None, other: Span | None) -> bool:
    """Tell whether both are there and share a code point."""
    return one is not None and other is not None and one.overlaps(other)


def shared(rule: Found, part: Span) -> int:
    """Return how many code points of ``part`` the claim holds."""
    return sum(span.shared_with(part) for span in rule.content)


def head_of_cue(scene: Scene, cue: Span | None) -> Token | None:
    """Return the word of the cue on which the others hang."""
    if cue is None:
        return None
    tokens = scene.article.tokens_in(cue)
    tops = [token for token in tokens if not cue.contains(scene.article.head_of(token).span)]
    verbs = [token for token in tokens if token.lemma.lower() in lexicon.CUE_VERBS]
    return next(iter(verbs or tops or tokens), None)


def lemma_of(scene: Scene, head: Token | None) -> str:
    """Return the lemma that stands for the cue, with its "not"."""
    if head is None:
        return ""
    negated = lexicon.NEGATED if head.pos == "VERB" and is_negated(scene.article, head) else ""
    return negated + head.lemma.lower()
