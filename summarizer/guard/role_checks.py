"""Who did what to whom: subject and object of a verb that both texts share (R32).

Active and passive are read alike: "B was sued by A" gives A as the agent. After the comparison of
roles in SummaC-style and QA-based checks (Laban et al. 2022), with the parse in place of a model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.guard.align import stem
from summarizer.guard.case import Case, finding
from summarizer.guard.lexicon import SYMMETRIC_VERBS
from summarizer.records import Analysis, Evidence, Finding, Token

PARTNER_LINKS = frozenset({"from", "to"})


@dataclass(frozen=True, slots=True)
class Roles:
    """A verb with the stems of the heads of its agents, its patients, and whom it takes from or gives to."""

    verb: Token
    agents: frozenset[str]
    patients: frozenset[str]
    partners: frozenset[str]


def check_roles(case: Case) -> Iterator[Finding]:
    """Find a verb of the evidence whose agent and patient have changed places."""
    theirs = [roles for token in case.evidence_words() if (roles := roles_of(token, case.analysis))]
    for token in case.own_words():
        mine = roles_of(token, case.said)
        same = [roles for roles in theirs if mine and roles.verb.lemma.lower() == token.lemma.lower()]
        if mine is None or not same or any(_agree(mine, roles) for roles in same):
            continue
        turned = next((roles for roles in same if _turned(mine, roles)), None)
        if turned is not None:
            yield finding(
                "UNSUPPORTED",
                token.span,
                f"The article says that {_words(turned, case.analysis)}, not the other way round.",
                evidence=(Evidence("content", turned.verb.span),),
            )


def roles_of(verb: Token, analysis: Analysis) -> Roles | None:
    """Return the roles of ``verb``, or None where it is no verb or names no role."""
    if verb.pos != "VERB" or verb.lemma.lower() in SYMMETRIC_VERBS:
        return None
    agents = _heads(verb, analysis, agent=True)
    patients = _heads(verb, analysis, agent=False)
    if not agents and not patients:
        return None
    return Roles(verb, _stems(agents), _stems(patients), _stems(_partners(verb, patients, analysis)))


def _heads(verb: Token, analysis: Analysis, *, agent: bool) -> tuple[Token, ...]:
    article = analysis.article
    children = article.children_of(verb)
    if agent:
        by = (inner for child in children if child.dep == "agent" for inner in article.children_of(child))
        first = [*(child for child in children if child.dep == "nsubj"), *by]
    else:
        first = [child for child in children if child.dep in ("dobj", "nsubjpass")]
    joined = (
        inner for head in first for inner in article.children_of(head) if inner.dep in ("conj", "appos")
    )
    return tuple(token for token in (*first, *joined) if token.pos in ("NOUN", "PROPN"))


def _partners(verb: Token, patients: tuple[Token, ...], analysis: Analysis) -> tuple[Token, ...]:
    """Return the heads behind "from" and "to": the other side of a sale, a gift, a theft."""
    children = analysis.article.children_of
    links = (child for head in (verb, *patients) for child in children(head))
    behind = (inner for link in links if link.lemma.lower() in PARTNER_LINKS for inner in children(link))
    return tuple(token for token in behind if token.dep == "pobj" and token.pos in ("NOUN", "PROPN"))


def _stems(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(stem(token.lemma.lower()) for token in tokens)


def _agree(mine: Roles, theirs: Roles) -> bool:
    """Tell whether a role is filled alike in both texts, and none is filled by the other side's."""
    if mine.agents and not mine.agents & theirs.agents and mine.agents & theirs.partners:
        return False
    return bool(mine.agents & theirs.agents or mine.patients & theirs.patients)


def _turned(mine: Roles, theirs: Roles) -> bool:
    """Tell whether a head of one role fills the other in the article, where both texts name a patient."""
    agent_was_patient = bool(mine.agents & theirs.patients) and bool(mine.patients)
    patient_was_agent = bool(mine.patients & theirs.agents) and bool(theirs.patients)
    agent_was_partner = bool(mine.agents & theirs.partners) and bool(mine.patients & theirs.patients)
    return agent_was_patient or patient_was_agent or agent_was_partner


def _words(roles: Roles, analysis: Analysis) -> str:
    """Return the article's clause in short: agent, verb, patient."""
    agents = _heads(roles.verb, analysis, agent=True)
    patients = _heads(roles.verb, analysis, agent=False)
    passive = any(child.dep == "nsubjpass" for child in analysis.article.children_of(roles.verb))
    who = agents[0].text if agents else "somebody"
    whom = patients[0].text if patients else "somebody"
    return f"{whom} was {roles.verb.text} by {who}" if passive else f"{who} {roles.verb.text} {whom}"
