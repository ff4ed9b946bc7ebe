"""The roles of a verb in the parse: who does it, to whom, and who is on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.guard.align import stem
from summarizer.guard.lexicon import SYMMETRIC_VERBS
from summarizer.records import Analysis, Token

# What fills a role: "a sixth of its population" and "the poor" as much as a noun.
FILLERS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
PARTNER_LINKS = frozenset({"from", "to"})
# How far up a verb's subject is sought.
CLIMB = 4
RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Roles:
    """A verb with the stems of the heads of its agents, its patients, and whom it takes from or gives to."""

    verb: Token
    agents: frozenset[str]
    patients: frozenset[str]
    partners: frozenset[str]


def roles_of(verb: Token, analysis: Analysis) -> Roles | None:
    """Return the roles of ``verb``, or None where it is no verb or names no role."""
    if verb.pos != "VERB" or verb.lemma.lower() in SYMMETRIC_VERBS:
        return None
    agents = heads_of(verb, analysis, agent=True)
    patients = heads_of(verb, analysis, agent=False)
    if not agents and not patients:
        return None
    return Roles(verb, _stems(agents), _stems(patients), _stems(_partners(verb, patients, analysis)))


def heads_of(verb: Token, analysis: Analysis, *, agent: bool) -> tuple[Token, ...]:
    """Return the heads of the verb's own agents, or of its patients, with what is joined to them."""
    article = analysis.article
    children = article.children_of(verb)
    if agent:
        first = [*(child for child in children if child.dep == "nsubj"), *_behind_by(verb, analysis)]
    else:
        first = [child for child in children if child.dep in ("dobj", "nsubjpass")]
    joined = (
        inner for head in first for inner in article.children_of(head) if inner.dep in ("conj", "appos")
    )
    return tuple(token for token in (*first, *joined) if token.pos in FILLERS)


def _behind_by(verb: Token, analysis: Analysis) -> list[Token]:
    """Return who stands behind the "by" of a passive."""
    children = analysis.article.children_of
    return [inner for child in children(verb) if child.dep == "agent" for inner in children(child)]


def _partners(verb: Token, patients: tuple[Token, ...], analysis: Analysis) -> tuple[Token, ...]:
    """Return the heads behind "from" and "to": the other side of a sale, a gift, a theft."""
    children = analysis.article.children_of
    links = (child for head in (verb, *patients) for child in children(head))
    behind = (inner for link in links if link.lemma.lower() in PARTNER_LINKS for inner in children(link))
    return tuple(token for token in behind if token.dep == "pobj" and token.pos in ("NOUN", "PROPN"))


def _stems(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(stem(token.lemma.lower()) for token in tokens)


def doers_of(verb: Token, analysis: Analysis) -> tuple[Token, ...]:
    """Return the heads of who or what does ``verb``, also where the subject stands at another verb.

    A participle and an infinitive share the subject of the verb above them, a joined verb that of the first
    one; a relative clause has its noun.
    """
    article, current = analysis.article, verb
    for _ in range(CLIMB):
        children = article.children_of(current)
        own = _behind_by(current, analysis) or [
            child for child in children if child.dep in ("nsubj", "csubj")
        ]
        if own:
            return _behind(own, current, analysis)
        if any(child.dep == "nsubjpass" for child in children) or not _shares(current):
            return ()
        current = article.head_of(current)
    return ()


def _shares(verb: Token) -> bool:
    """Tell whether the verb has its subject from the verb above it."""
    if verb.index == verb.head:
        return False
    return verb.dep == "conj" or (verb.dep in ("advcl", "xcomp") and verb.tag in ("VB", "VBG"))


def named_by(head: Token, analysis: Analysis) -> Iterator[str]:
    """Yield the stems of the words that say who ``head`` is, without its relative clauses."""
    yield stem(head.lemma.lower())
    for child in analysis.article.children_of(head):
        if child.dep != "relcl":
            yield from named_by(child, analysis)


def _behind(subjects: list[Token], verb: Token, analysis: Analysis) -> tuple[Token, ...]:
    """Return ``subjects``, with the noun in the place of its "who" or "which"."""
    if verb.dep == "relcl" and any(token.lemma.lower() in RELATIVES for token in subjects):
        return (analysis.article.head_of(verb),)
    return tuple(subjects)
