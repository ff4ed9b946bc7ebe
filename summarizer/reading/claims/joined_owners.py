"""The owner of a joined claim: the tagger's words, but for what the rules are surer of."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.reading.claims.found import Found
from summarizer.reading.claims.joined_bounds import CITING
from summarizer.reading.claims.joined_words import head_of_cue, meets
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import Scene, antecedent, children, has_words, lower, trim
from summarizer.reading.owners import names_lexicon
from summarizer.reading.owners.names import head_of_span
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import Span, Token

# What hangs on a noun that comes after it: an owner that ends with one ends too early.
BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod"})
NAMELESS = frozenset({"VERB", "AUX", "ADP", "PART"})


def owner_of(scene: Scene, tagged: Tagged) -> Span | None:
    """Return the owner's words; for "who", the words that it stands for."""
    if tagged.source is None:
        return None
    article = scene.article
    span = trim(article.text, tagged.source)
    tokens = article.tokens_in(span)
    if len(tokens) == 1 and lower(tokens[0]) in names_lexicon.RELATIVE_PRONOUNS:
        verb = article.head_of(tokens[0])
        return noun_phrase(article, antecedent(article, verb)) if verb.dep in ("relcl", "acl") else None
    if not has_words(article.text, span) or all(map(_is_no_name, tokens)):
        return None
    return _whole(scene, span, tokens, tagged.cue)


def _is_no_name(token: Token) -> bool:
    # A capital is believed more than the parser: it takes "Ham" and "Trump" for verbs.
    return token.pos in NAMELESS and token.text.islower()


def _whole(scene: Scene, span: Span, tokens: Sequence[Token], cue: Span | None) -> Span:
    """Return the owner up to its noun: "Drivers at the Lipa" goes on with "crossing"."""
    last = tokens[-1]
    noun = scene.article.head_of(last)
    if last.dep not in BEFORE_NOUN or noun.pos not in ("NOUN", "PROPN") or noun.span.start < span.end:
        return span
    whole = Span(span.start, max(span.end, noun_phrase(scene.article, noun).end))
    return span if meets(whole, cue) else whole


def owner_of_both(scene: Scene, rules: Sequence[Found], tagged: Tagged, twin: Found) -> Span | None:
    """Return the tagger's owner, unless the rules alone see one in the cue's own sentence."""
    owner = owner_of(scene, tagged)
    if owner is None or twin.cue is None or not meets(twin.cue, tagged.cue):
        return twin.owner
    if twin.owner is None:
        return owner
    # "According to more from Bloomberg": the outlet is behind the last preposition.
    outer = owner.start < twin.owner.start and owner.contains(twin.owner)
    if (twin.kind == "according" and outer) or _is_cited(rules, twin, owner):
        return twin.owner
    if not _agrees(scene, owner, twin.cue) and _agrees(scene, twin.owner, twin.cue):
        return twin.owner
    sentence = scene.article.sentence_at(twin.cue.start)
    if sentence is None:
        return owner
    return twin.owner if sentence.span.contains(twin.owner) and not sentence.span.contains(owner) else owner


def _is_cited(rules: Sequence[Found], twin: Found, owner: Span) -> bool:
    """Tell whether a citing claim holds the rules' owner with its cue, and ``owner`` is who cites."""
    if twin.owner is None or twin.cue is None:
        return False
    around = [span for rule in rules if rule.cue_lemma in CITING for span in rule.content]
    return any(
        span.contains(twin.cue) and span.contains(twin.owner) and not span.overlaps(owner) for span in around
    )


def _agrees(scene: Scene, owner: Span, cue: Span) -> bool:
    """Tell whether the owner is no plural before a singular verb: not "… to political leaders shows"."""
    verb, head = head_of_cue(scene, cue), head_of_span(scene.article, owner)
    if verb is None or verb.tag != "VBZ" or head is None or owner.end > verb.span.start:
        return True
    many = head.tag == "NNS" and head.text.islower()
    return not many and not children(scene.article, head, "conj")
