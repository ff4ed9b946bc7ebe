"""What the parts of the joining ask of two claims and of a cue."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.reading import lexicon
from summarizer.reading.claims.found import Found
from summarizer.reading.claims.syntax import Scene, is_negated
from summarizer.records import Span, Token


def meets(one: Span | None, other: Span | None) -> bool:
    """Tell whether both are there and share a code point."""
    if one is None or other is None:
        return False
    return one.start < other.end and other.start < one.end


def has_cue_at(rules: Iterable[Found], cue: Span | None) -> bool:
    """Tell whether one of the claims has a cue that shares a code point with ``cue``."""
    if cue is None:
        return False
    start, end = cue.start, cue.end
    return any((own := rule.cue) is not None and own.start < end and start < own.end for rule in rules)


def shared(rule: Found, part: Span) -> int:
    """Return how many code points of ``part`` the claim holds."""
    # Asked of every claim for every part, so it is written out.
    start, end, found = part.start, part.end, 0
    for span in rule.content:
        if span.start < end and start < span.end:
            found += min(span.end, end) - max(span.start, start)
    return found


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
