"""Pronouns: who "he", "she", "they" and "it" are, where exactly one candidate fits (R14).

A candidate is a *speaker* of the same paragraph, or somebody about whom the paragraph makes a statement of its own (a
subject outside every claim). Without any, the paragraph before is asked. Two that fit are one too many: the pronoun stays
unresolved. Whoever is only spoken to or spoken about inside somebody's words is no candidate.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.reading.people import Gender

MALE, FEMALE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
MANY = frozenset({"they", "them", "their"})
THING = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun may mean: where mentioned, how, and what is known of them.

    ``entity`` is any hashable key of the source, ``prominent`` tells a speaker or a subject outside claims.
    """

    entity: int
    start: int
    block: int
    prominent: bool
    person: bool
    plural: bool
    gender: Gender = ""


def fits(candidate: Candidate, pronoun: str) -> bool:
    """Tell whether number, kind and gender allow ``pronoun`` to mean the candidate."""
    if pronoun in MALE:
        return candidate.person and not candidate.plural and candidate.gender != "female"
    if pronoun in FEMALE:
        return candidate.person and not candidate.plural and candidate.gender != "male"
    if pronoun in MANY:
        return candidate.plural
    return pronoun in THING and not candidate.person and not candidate.plural


def resolve_pronoun(pronoun: str, start: int, block: int, candidates: tuple[Candidate, ...]) -> int | None:
    """Return the entity that ``pronoun`` at ``start`` means, or None where not exactly one fits."""
    before = [c for c in candidates if c.start < start and fits(c, pronoun)]
    for place in (block, block - 1):
        here = [c for c in before if c.block == place]
        prominent = {c.entity for c in here if c.prominent}
        if len(prominent) == 1:
            return next(iter(prominent))
        if prominent:
            return None
        others = {c.entity for c in here}
        if len(others) == 1:
            return next(iter(others))
        if others:
            return None
    return None
