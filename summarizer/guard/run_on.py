"""Two sentences read as one: a caption or teaser without a mark, and the sentence behind it, by the parse.

"He wants to leave the club this summer Tevez is on course to win": where a clause begins with a name that
neither a mark nor a word links to the clause before it, nobody can tell whose words the second one is
(R14). Of well-edited prose (PolNeAR dev, 25 articles) one sentence in 250 looks so by a wrong parse.
"""

from __future__ import annotations

from summarizer.guard.captions import runs_together
from summarizer.reading.claims.syntax import FINITE_TAGS, QUOTE_MARKS
from summarizer.records import Article, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# What the parser makes of a sentence that follows without a mark.
LATER = frozenset({"ccomp", "conj", "advcl", "parataxis"})
LINKS = frozenset({"mark", "cc", "preconj"})
HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})
# A clause with one of these lacks nothing: it is no relative clause ("remarks that he had made").
COMPLETE = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp"})
# "Told him Labour had lost": a claim follows an object without a link.
ADDRESSING = frozenset("tell inform remind warn assure ask show convince persuade".split())
# A clause that lacks its subject is this far behind the verb above it, at least, where it is one.
MIN_APART = 3


def runs_on(article: Article, sentence: Span) -> bool:
    """Tell whether another sentence begins inside ``sentence`` without a mark or a linking word."""
    return any(_begins_sentence(token, article) for token in article.tokens_in(sentence))


def is_joined(article: Article, span: Span) -> bool:
    """Tell whether words are a caption or several sentences, by their look or by the parse."""
    return runs_together(span.of(article.text)) or runs_on(article, span)


def _begins_sentence(verb: Token, article: Article) -> bool:
    above = article.head_of(verb)
    if verb.dep not in LATER or above.index >= verb.index or not _is_finite(verb, article):
        return False
    before = [child for child in article.children_of(verb) if child.index < verb.index]
    first = _first_of(verb, article)
    if any(_links(token) for token in (*before, first)) or _is_parted(above, first, article):
        return False
    if not any(child.dep in SUBJECTS for child in before):
        # "Told Tarrant Labour had lost": the parser takes both names for one.
        apart = verb.index - above.index > MIN_APART and above.lemma not in ADDRESSING
        return apart and _follows_a_name(verb, article)
    return _is_complete(verb, article) and (verb.dep == "conj" or _takes_no_claim(above, first, article))


def _is_finite(verb: Token, article: Article) -> bool:
    helpers = (child.tag for child in article.children_of(verb) if child.dep in HELPERS)
    return verb.pos in ("VERB", "AUX") and not FINITE_TAGS.isdisjoint((verb.tag, *helpers))


def _first_of(verb: Token, article: Article) -> Token:
    """Return the first word of the clause."""
    first, seen = verb, [verb]
    while seen:
        for child in article.children_of(seen.pop()):
            if child.index < verb.index:
                seen.append(child)
                first = min(first, child, key=lambda token: token.index)
    return first


def _links(token: Token) -> bool:
    return token.dep in LINKS or token.tag.startswith("W") or (token.tag == "IN" and token.dep != "prep")


def _is_parted(above: Token, first: Token, article: Article) -> bool:
    """Tell whether a mark or a conjunction stands between the verb above and the clause.

    Those within a list of names part nothing: "clubs Taylor, Hoddle and McClaren have signed a letter".
    """
    between = article.tokens[above.index + 1 : first.index + 1]
    marks = (token for token in between if _parts(token))
    return any(article.head_of(token).pos != "PROPN" for token in marks)


def _parts(token: Token) -> bool:
    """Tell whether a mark or a conjunction may part two clauses; quotation marks stand within one."""
    return token.dep == "cc" or (token.pos == "PUNCT" and token.text not in QUOTE_MARKS)


def _follows_a_name(verb: Token, article: Article) -> bool:
    """Tell whether the word before the verb and its helpers is a name: "in the League Henderson played"."""
    place = verb.index - 1
    while place > 0 and article.tokens[place].head == verb.index and article.tokens[place].dep in HELPERS:
        place -= 1
    return article.tokens[place].pos == "PROPN"


def _is_complete(verb: Token, article: Article) -> bool:
    return verb.lemma == "be" or any(child.dep in COMPLETE for child in article.children_of(verb))


def _takes_no_claim(above: Token, first: Token, article: Article) -> bool:
    """Tell whether the clause, a name first, stands behind some verb's object: no claim stands there."""
    between = article.tokens[above.index + 1 : first.index]
    objects = (token for token in between if token.dep == "dobj")
    return (
        first.text[:1].isupper()
        and bool(between)
        and between[-1].pos in ("NOUN", "PROPN", "NUM", "ADV")
        and any(article.head_of(token).lemma not in ADDRESSING for token in objects)
    )
