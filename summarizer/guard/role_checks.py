"""Who did what to whom: subject and object of a verb that both texts share (R32).

Active and passive are read alike: "B was sued by A" gives A as the agent. After the comparison of
roles in SummaC-style and QA-based checks (Laban et al. 2022), with the parse in place of a model.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.align import stem
from summarizer.guard.case import Case, finding
from summarizer.guard.roles import Roles, doers_of, heads_of, named_by, roles_of
from summarizer.guard.syntax import is_light
from summarizer.records import Analysis, Evidence, Finding, Token

OBJECTS = frozenset({"dobj", "pobj", "nsubjpass", "dative"})
OPENERS = frozenset({"after", "before", "as", "since", "until", "than", "while"})


def check_roles(case: Case) -> Iterator[Finding]:
    """Find a verb of the evidence whose agent and patient have changed places, or that another now does."""
    theirs = [roles for token in case.evidence_words() if (roles := roles_of(token, case.analysis))]
    for token in case.own_words():
        mine = roles_of(token, case.said)
        same = [roles for roles in theirs if mine and roles.verb.lemma.lower() == token.lemma.lower()]
        if mine is None or not same:
            continue
        if all(_is_usurped(mine, roles, case) for roles in same):
            yield _usurped(mine, same[0], case)
        elif not any(_agree(mine, roles) for roles in same):
            turned = next((roles for roles in same if _turned(mine, roles)), None)
            if turned is not None:
                yield finding(
                    "UNSUPPORTED",
                    token.span,
                    f"The article says that {_words(turned, case.analysis)}, not the other way round.",
                    evidence=(Evidence("content", turned.verb.span),),
                )


def _is_usurped(mine: Roles, theirs: Roles, case: Case) -> bool:
    """Tell whether the same is done to the same in both texts, but by what the article has elsewhere.

    "The towns prompted a sixth to flee", where "the army has taken the towns, prompting a sixth to flee".
    What the article's sentence has no word for may be another name of the one who does it.
    """
    if is_light(mine.verb) or not mine.agents or not mine.patients & theirs.patients:
        return False
    doers = doers_of(theirs.verb, case.analysis)
    if not doers or any(doer.pos == "PRON" for doer in doers):
        return False
    subjects = heads_of(mine.verb, case.said, agent=True)
    # "The midfielder" may be Mulumbu and "the group" the alliance.
    if len({token.pos == "PROPN" for token in (*doers, *subjects)}) > 1:
        return False
    others = {word for doer in doers for word in named_by(doer, case.analysis)}
    return all(_stands_elsewhere(word, others, case) for word in mine.agents)


def _stands_elsewhere(word: str, doers: set[str], case: Case) -> bool:
    """Tell whether the article's sentence has the noun ``word``, each time as what something is done to."""
    if word in doers:
        return False
    same = [token for token in case.evidence_words() if stem(token.lemma.lower()) == word]
    return bool(same) and all(_is_object(token, case.analysis) for token in same)


def _is_object(token: Token, analysis: Analysis) -> bool:
    while token.dep in ("conj", "compound", "poss"):
        token = analysis.article.head_of(token)
    if token.pos not in ("NOUN", "PROPN") or token.dep not in OBJECTS:
        return False
    # "after his owner noticed": what the parse takes for a preposition may open a clause
    return analysis.article.head_of(token).lemma.lower() not in OPENERS


def _usurped(mine: Roles, theirs: Roles, case: Case) -> Finding:
    doer = doers_of(theirs.verb, case.analysis)[0]
    subject = heads_of(mine.verb, case.said, agent=True)[0]
    return finding(
        "UNSUPPORTED",
        subject.span,
        f"In the article this (“{theirs.verb.text}”) is done by “{doer.text}”, not by “{subject.text}”.",
        evidence=(Evidence("content", theirs.verb.span),),
    )


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
    agents = heads_of(roles.verb, analysis, agent=True)
    patients = heads_of(roles.verb, analysis, agent=False)
    passive = any(child.dep == "nsubjpass" for child in analysis.article.children_of(roles.verb))
    who = agents[0].text if agents else "somebody"
    whom = patients[0].text if patients else "somebody"
    return f"{whom} was {roles.verb.text} by {who}" if passive else f"{who} {roles.verb.text} {whom}"
