"""Pronouns: who "he", "she", "they" and "it" are, where exactly one candidate fits (R14).

A candidate is a *speaker* of the same paragraph, or somebody about whom the paragraph makes a statement of
its own (a subject outside every claim). Without any, the paragraph before is asked. Two that fit are one
too many: the pronoun stays unresolved. Whoever is only spoken to, or spoken about inside somebody's words,
is no candidate while there is a better one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from summarizer.overlaps import Overlaps
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.owners import names_lexicon
from summarizer.reading.owners.entities import Entities, Entity
from summarizer.reading.owners.names import Phrase, block_of, head_of_span, read_phrase
from summarizer.reading.owners.people import Gender, NameMention
from summarizer.records import Article, Claim, Span, Token

MALE, FEMALE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
MANY, THING = frozenset({"they", "them", "their"}), frozenset({"it", "its"})
AUTHORS = frozenset({"i", "we", "my", "our", "me"})
# Claims whose content is a whole block: a person named there is no less prominent for it.
BLOCK_KINDS = frozenset({"list", "block", "embed"})
ROLES = names_lexicon.ROLE_NOUNS - names_lexicon.ORG_NOUNS
PAPERS = names_lexicon.DOCUMENT_NOUNS - names_lexicon.ROLE_NOUNS
ROLES_AND_PAPERS = ROLES | PAPERS
# So many candidates before a pronoun in a paragraph are weighed; no paragraph of a newspaper has as many.
MOST_NEAR = 200
# "I" and "he" inside these are not the words of the one who is quoted as saying "he".
OTHER_VOICES = BLOCK_KINDS | {"direct", "floating"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun may mean.

    ``entity`` is the place of the source, ``speaks`` tells that it owns a claim here, ``acts`` that it is the
    subject of a statement that is no one's claim, ``owning`` that it only says whose somebody is
    ("Braun's lawyer"), ``heads`` that it is the subject of a statement, somebody's or no one's.
    """

    entity: int
    start: int
    block: int
    speaks: bool
    acts: bool
    person: bool
    plural: bool
    gender: Gender = ""
    owning: bool = False
    heads: bool = False


def fits(candidate: Candidate, pronoun: str) -> bool:
    """Tell whether number, kind and gender allow ``pronoun`` to mean the candidate."""
    if pronoun in MALE:
        return candidate.person and not candidate.plural and candidate.gender != "female"
    if pronoun in FEMALE:
        return candidate.person and not candidate.plural and candidate.gender != "male"
    if pronoun in MANY:
        return candidate.plural
    return pronoun in THING and not candidate.person and not candidate.plural


def choose(pronoun: str, nearby: tuple[list[Candidate], ...]) -> int | None:
    """Return the entity that ``pronoun`` means, or None where not exactly one fits.

    ``nearby`` holds the candidates before the pronoun: those of its own block, then those of the one before.
    """
    for candidates in nearby:
        here = [candidate for candidate in candidates if fits(candidate, pronoun)]
        if len({c.entity for c in here}) > 1:
            here = [c for c in here if not c.owning] or here
        # Beside a speaker only somebody who acts competes; without one, everybody who is named does.
        speakers = {c.entity for c in here if c.speaks}
        entities = speakers | {c.entity for c in here if c.acts or not speakers}
        if entities:
            return entities.pop() if len(entities) == 1 else None
    return None


# ------------------------------------------------------------------ settling


class Pronouns:
    """Settles the owners that are pronouns, in text order, each with the ones before it settled."""

    def __init__(self, entities: Entities, claims: tuple[Claim, ...]) -> None:
        self._entities = entities
        self._claims = claims
        self._by_id: Mapping[str, Claim] = {claim.id: claim for claim in claims}
        self._gender: dict[int, Gender] = {}
        self._by_block: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in (*self._people_mentioned(), *self._owners(), *self._roles_acting()):
            self._by_block[candidate.block].append(candidate)
        for candidates in self._by_block.values():
            candidates.sort(key=_start)

    def settle(self) -> None:
        """Fill in ``entities.by_span`` for every pronoun that can be settled."""
        owned = [claim for claim in self._claims if claim.owner is not None]
        for claim in sorted(owned, key=lambda claim: claim.owner or claim.content[0]):
            if claim.owner is None or self._entities.by_span.get(claim.owner) is not None:
                continue
            phrase = read_phrase(self._entities.article, claim.owner, self._entities.surnames)
            if phrase is None or not phrase.pronoun:
                continue
            place = self._place_of(phrase, claim)
            if phrase.beside:
                self._entities.by_span[claim.owner] = self._with_another(phrase, place)
                continue
            self._entities.by_span[claim.owner] = place
            if place is not None:
                self._entities.found[place].mentions.add(phrase.span)
                self._learn_gender(place, phrase.pronoun)
                candidate = self._owner(claim.owner, place)
                insort(self._by_block[candidate.block], candidate, key=_start)

    def _with_another(self, phrase: Phrase, place: int | None) -> int | None:
        """Return a source of its own for "he and his wife", named by whom the pronoun means."""
        if place is None:
            return None
        entity = self._entities.found[place]
        name = f"{entity.name or entity.phrases[0].text}{phrase.beside}"
        return self._entities.add(Entity("unnamed", [phrase], {phrase.span}, name=name))

    def _place_of(self, phrase: Phrase, claim: Claim) -> int | None:
        if phrase.pronoun in AUTHORS:
            return self._author(phrase, claim)
        speaker = self._speaker_around(phrase, claim)
        if speaker is not None:
            return speaker
        block, spoken_of = block_of(self._entities.article, phrase.span), self._named_in(claim)
        nearby = (self._before(phrase, block), self._before(phrase, block - 1))
        others = tuple([c for c in near if c.entity not in spoken_of] for near in nearby)
        if claim.kind == "indirect" and not any(fits(c, phrase.pronoun) for c in others[0]):
            # "Amelia Lind will not stand again, she announced": nobody else is there.
            others = ([c for c in nearby[0] if c.entity not in spoken_of or c.heads], others[1])
        return choose(phrase.pronoun, others)

    def _named_in(self, claim: Claim) -> frozenset[int]:
        """Return whom the statement names: nobody speaks of himself by name ("Holm was wrong, she said")."""
        spans = claim.content if claim.kind not in BLOCK_KINDS else ()
        blocks = {block_of(self._entities.article, span) for span in spans}
        named = (
            candidate
            for block in blocks
            for span in spans
            for candidate in _between(self._by_block.get(block, []), span.start, span.end)
        )
        return frozenset(candidate.entity for candidate in named if not candidate.speaks)

    def _learn_gender(self, place: int, pronoun: str) -> None:
        """Remember that somebody has been called "he" or "she"."""
        if pronoun in MALE | FEMALE and not self._entities.found[place].gender:
            self._gender[place] = "male" if pronoun in MALE else "female"

    def _before(self, phrase: Phrase, block: int) -> list[Candidate]:
        near = _between(self._by_block.get(block, []), 0, phrase.span.start)[-MOST_NEAR:]
        learnt = self._gender
        return [
            c if c.gender or c.entity not in learnt else replace(c, gender=learnt[c.entity]) for c in near
        ]

    def _author(self, phrase: Phrase, claim: Claim) -> int | None:
        """Return whose "we" this is: that of the post or quotation around it, else the author's."""
        parent = self._by_id.get(claim.parent or "")
        while parent is not None:
            if parent.kind in OTHER_VOICES | {"colon"} and parent.owner is not None:
                return self._entities.by_span.get(parent.owner)
            parent = self._by_id.get(parent.parent or "")
        for place, entity in enumerate(self._entities.found):
            if entity.type == "author":
                return place
        name = self._entities.article.meta.publisher or "the author"
        return self._entities.add(Entity("author", [phrase], {phrase.span}, name=name))

    def _speaker_around(self, phrase: Phrase, claim: Claim) -> int | None:
        """Return the speaker of "Umerov said that he urged …", unless somebody else is named in between."""
        parent = self._by_id.get(claim.parent or "")
        if parent is None or parent.owner is None or parent.kind in OTHER_VOICES:
            return None
        place, start = self._entities.by_span.get(parent.owner), parent.content[0].start
        if place is None or not fits(self._owner(parent.owner, place), phrase.pronoun):
            return None
        inside = self._before(phrase, block_of(self._entities.article, phrase.span))
        others = (c for c in inside if c.start >= start and c.entity != place)
        return None if any(fits(candidate, phrase.pronoun) for candidate in others) else place

    def _people_mentioned(self) -> Iterator[Candidate]:
        claimed = self._claimed()
        for index, person in enumerate(self._entities.people):
            place = self._entities.of_person(index)
            for mention in person.mentions:
                outside = not any(span.contains(mention.span) for span in claimed.at(mention.span))
                heads = _is_subject(self._entities.article, mention)
                yield Candidate(
                    place,
                    mention.span.start,
                    mention.block,
                    speaks=False,
                    acts=outside and heads,
                    person=True,
                    plural=False,
                    gender=person.gender,
                    owning=mention.token.dep == "poss",
                    heads=heads,
                )

    def _roles_acting(self) -> Iterator[Candidate]:
        """Yield those without a name of whom the article itself tells something: "The judge spoke"."""
        claimed = self._claimed()
        article = self._entities.article
        owners = Overlaps((owner, (owner,)) for owner in self._entities.by_span)
        named = Overlaps((m.whole, (m.whole,)) for p in self._entities.people for m in p.mentions)
        for token in article.tokens:
            if (
                token.dep not in ("nsubj", "nsubjpass")
                or token.pos != "NOUN"
                or token.lemma.lower() not in ROLES_AND_PAPERS
            ):
                continue
            span = noun_phrase(article, token)
            told = any(other.contains(token.span) for other in claimed.at(token.span))
            if told or owners.at(span) or named.at(span):
                continue
            self._entities.settle(span)
            place = self._entities.by_span.pop(span)
            phrase = read_phrase(article, span, self._entities.surnames)
            if place is not None and phrase is not None and (phrase.definite or phrase.type == "document"):
                yield replace(self._owner(span, place), speaks=False)

    def _claimed(self) -> Overlaps[Span]:
        """Return what is told by somebody, whole blocks left out."""
        claims = (claim for claim in self._claims if claim.kind not in BLOCK_KINDS)
        return Overlaps((span, (span,)) for claim in claims for span in claim.content)

    def _owners(self) -> Iterator[Candidate]:
        for owner, place in self._entities.by_span.items():
            if place is not None:
                yield self._owner(owner, place)

    def _owner(self, owner: Span, place: int) -> Candidate:
        entity = self._entities.found[place]
        return Candidate(
            place,
            owner.start,
            block_of(self._entities.article, owner),
            speaks=True,
            acts=True,
            person=entity.one_human,
            plural=entity.plural,
            gender=entity.gender,
        )


def _start(candidate: Candidate) -> int:
    return candidate.start


def _between(candidates: list[Candidate], start: int, end: int) -> list[Candidate]:
    """Return those of ``candidates`` (in text order) that begin from ``start`` to before ``end``."""
    first = bisect_left(candidates, start, key=_start)
    return candidates[first : bisect_left(candidates, end, key=_start)]


def _is_subject(article: Article, mention: NameMention) -> bool:
    head = head_of_span(article, mention.whole)
    tokens = (mention.token, *((head,) if head is not None else ()))
    return any(_first_of_joint(article, token).dep in ("nsubj", "nsubjpass") for token in tokens)


def _first_of_joint(article: Article, token: Token) -> Token:
    """Return the first of "Holm and Priest" for the second, who acts as much."""
    while token.dep in ("conj", "appos") and token.head != token.index:
        token = article.head_of(token)
    return token
