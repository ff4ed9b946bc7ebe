"""What stands around a word in the parse: shared context, what a light verb carries, what governs a verb.

The checks compare a word of the sentence with the same word of its evidence; these readers tell
whether the two are said of the same things. They find and change nothing.
"""

from __future__ import annotations

from summarizer.guard.align import CONTENT_POS, LIGHT_LEMMAS, stem
from summarizer.guard.lexicon import FALLING_SHORT, NEGATION_IDIOMS, NEGATIONS
from summarizer.records import Analysis, Span, Token

THROUGH = frozenset({"ADP", "AUX", "PART"})
# How many heads up from a figure its verb is sought: "50 of the ships in the port".
CLIMB = 4
COMPLEMENTS = frozenset({"acomp", "attr", "oprd", "xcomp", "dobj"})


def neighbours(token: Token, analysis: Analysis) -> frozenset[str]:
    """Return the stems of the content words above and below ``token``, also through prepositions."""
    article = analysis.article
    head = article.head_of(token)
    near = [head, *article.children_of(token)]
    if head.pos in THROUGH:
        near += [article.head_of(head), *article.children_of(head)]
    if token.dep in ("acomp", "attr", "oprd"):
        near += article.children_of(head)
    near += [inner for item in near if item.pos in THROUGH for inner in article.children_of(item)]
    return frozenset(
        stem(item.lemma.lower()) for item in near if item.pos in CONTENT_POS and item.index != token.index
    )


def said_of(span: Span, analysis: Analysis) -> frozenset[str]:
    """Return the stems of the content words around a figure: beside it, and up to its verb."""
    tokens = analysis.article.tokens_in(span)
    found: frozenset[str] = frozenset()
    current = tokens[-1] if tokens else None
    for _ in range(CLIMB):
        if current is None:
            break
        found |= neighbours(current, analysis)
        above = analysis.article.head_of(current)
        current = above if above.index != current.index and current.pos != "VERB" else None
    return found


def share_context(mine: Token, said: Analysis, other: Token, analysis: Analysis) -> bool:
    """Tell whether two words stand next to a content word that both texts share."""
    return bool(neighbours(mine, said) & neighbours(other, analysis))


def is_light(token: Token) -> bool:
    """Tell whether the word says little by itself: "be", "have", "make"."""
    return token.pos == "AUX" or token.lemma.lower() in LIGHT_LEMMAS


def carried(token: Token, analysis: Analysis) -> tuple[Token, ...]:
    """Return what a negation of ``token`` bears on: the word, or the complement of a light verb."""
    if not is_light(token):
        return (token,)
    children = analysis.article.children_of(token)
    return tuple(child for child in children if child.dep in COMPLEMENTS and not is_light(child))


def negated_words(tokens: tuple[Token, ...], analysis: Analysis) -> tuple[Token, ...]:
    """Return the words under a negation or under a verb of falling short ("failed to respond")."""
    found: list[Token] = []
    for token in tokens:
        if _negates(token, analysis):
            found += carried(analysis.article.head_of(token), analysis)
        elif token.lemma.lower() in FALLING_SHORT and token.pos == "VERB":
            below = (child for child in analysis.article.children_of(token) if child.dep in ("xcomp", "dobj"))
            found += (word for child in below for word in carried(child, analysis))
    return tuple(found)


def _negates(token: Token, analysis: Analysis) -> bool:
    """Tell a negation from "not only", "no longer than" and the "never" of "never-before-seen"."""
    if token.text.lower() not in NEGATIONS:
        return False
    text = analysis.article.text
    after = text[token.span.end :].lstrip().lower()
    compound = (
        text[token.span.end : token.span.end + 1] == "-"
        or text[token.span.start - 1 : token.span.start] == "-"
    )
    return not compound and not after.startswith(NEGATION_IDIOMS)


def reach_of(word: Token, analysis: Analysis) -> frozenset[str]:
    """Return the stems that a negation of ``word`` may bear on as well: its verb, its objects.

    "Found no lead" and "did not find lead" negate the same thing at two places.
    """
    article = analysis.article
    head = article.head_of(word)
    near = (
        [word, *carried(head, analysis)] if word.dep in ("dobj", "attr", "nsubj", "pobj", "acomp") else [word]
    )
    near += [child for child in article.children_of(word) if child.dep in (*COMPLEMENTS, "nsubjpass")]
    near += [inner for child in near if is_light(child) for inner in carried(child, analysis)]
    return frozenset(stem(item.lemma.lower()) for item in near)
