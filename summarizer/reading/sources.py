"""Sources: one record for each real-world owner of claims, with every form of words that means it.

The way is: the people of the article, joined by name; each owner phrase, read in text order and joined to a
person, to an earlier organisation, or made a source of its own; pronouns last, where exactly one candidate
fits (R14). A seat of power stays apart from the person who sits there: the Kremlin is not Putin.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from summarizer.reading import names_lexicon as words
from summarizer.reading.coreference import Candidate, resolve_pronoun
from summarizer.reading.names import Phrase, head_of_span, make_key, plain_words, read_phrase
from summarizer.reading.people import (
    Gender,
    Person,
    Role,
    find_surnames,
    gender_of,
    join_people,
    read_role,
    roles_agree,
)
from summarizer.reading.syntax import lower
from summarizer.records import Article, Claim, Source, SourceType, Span

INITIAL_SKIP = frozenset({"of", "the", "and", "for", "in"})


@dataclass
class Entity:
    """A source in the making."""

    type: SourceType
    phrases: list[Phrase] = field(default_factory=list)
    mentions: set[Span] = field(default_factory=set)
    person: Person | None = None
    name: str = ""
    gender: Gender = ""

    @property
    def plural(self) -> bool:
        """Tell whether the source is more than one."""
        return any(phrase.plural for phrase in self.phrases)


class Registry:
    """The sources of one article while its owners are read in text order."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.surnames = find_surnames(article)
        self.people = join_people(article, self.surnames)
        self.entities: list[Entity] = []
        self.by_person: dict[int, int] = {}
        self.by_span: dict[Span, int | None] = {}

    def add(self, entity: Entity) -> int:
        """Add an entity and return its place."""
        self.entities.append(entity)
        return len(self.entities) - 1

    def person_entity(self, index: int) -> int:
        """Return the entity of the person at ``index`` of ``people``, made on first use."""
        if index not in self.by_person:
            person = self.people[index]
            entity = Entity("person", person=person, name=person.name, gender=person.gender)
            self.by_person[index] = self.add(entity)
        return self.by_person[index]


def resolve_sources(
    article: Article, claims: tuple[Claim, ...]
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    """Return the sources "s1", "s2" … in the order of their first claim, and the claims with ``source_id`` and status.

    An owner that cannot be settled leaves its claim ``unresolved`` without a source; a claim without owner
    stays ``ownerless`` (R15).
    """
    registry = Registry(article)
    owners = sorted({claim.owner for claim in claims if claim.owner is not None})
    for owner in owners:
        registry.by_span[owner] = settle_phrase(registry, owner)
    settle_pronouns(registry, claims)
    order = _entity_order(registry, claims)
    ids = {entity: f"s{number}" for number, entity in enumerate(order, start=1)}
    settled = tuple(_with_source(claim, registry, ids) for claim in claims)
    sources = tuple(make_source(registry, entity, ids[entity], settled) for entity in order)
    return sources, settled


def _entity_order(registry: Registry, claims: tuple[Claim, ...]) -> list[int]:
    found = (registry.by_span.get(claim.owner) for claim in claims if claim.owner is not None)
    return list(dict.fromkeys(entity for entity in found if entity is not None))


def _with_source(claim: Claim, registry: Registry, ids: dict[int, str]) -> Claim:
    if claim.owner is None:
        return replace(claim, status="ownerless", source_id=None)
    entity = registry.by_span.get(claim.owner)
    if entity is None:
        return replace(claim, status="unresolved", source_id=None)
    return replace(claim, status="resolved", source_id=ids[entity])


# ------------------------------------------------------------------ owner phrases


def settle_phrase(registry: Registry, owner: Span) -> int | None:
    """Return the entity that an owner phrase names; None for pronouns and where several fit."""
    phrase = read_phrase(registry.article, owner, registry.surnames)
    if phrase is None or phrase.pronoun:
        return None
    if phrase.name:
        return _settle_name(registry, phrase)
    place = _settle_role(registry, phrase) if phrase.type == "person" else _settle_other(registry, phrase)
    if place is not None and place >= 0:
        entity = registry.entities[place]
        entity.phrases.append(phrase)
        entity.mentions.add(phrase.span)
        return place
    return None if place == AMBIGUOUS else registry.add(_new_entity(registry, phrase))


# What a lookup answers where two candidates fit.
AMBIGUOUS = -1


def _new_entity(registry: Registry, phrase: Phrase) -> Entity:
    name = phrase.title if phrase.type == "social_post" else _expanded_name(registry.article, phrase)
    gender = gender_of("", "", "" if phrase.named else phrase.text)
    return Entity(phrase.type, [phrase], {phrase.span}, name=name, gender=gender)


def _settle_name(registry: Registry, phrase: Phrase) -> int | None:
    for index, person in enumerate(registry.people):
        if any(
            phrase.span.contains(mention.span) for mention in person.mentions if mention.name == phrase.name
        ):
            place = registry.person_entity(index)
            registry.entities[place].phrases.append(phrase)
            registry.entities[place].mentions.add(phrase.span)
            return place
    return None


def _settle_role(registry: Registry, phrase: Phrase) -> int | None:
    """Return the person or earlier role that "the acting governor" means, AMBIGUOUS, or None for a new one."""
    role = read_role(phrase.role, phrase.span.start)
    if role is None or not phrase.definite:
        return None
    before = [
        i for i, person in enumerate(registry.people) if _has_role(person, role, before=phrase.span.start)
    ]
    if len(before) == 1:
        return registry.person_entity(before[0])
    if before:
        return AMBIGUOUS
    ahead = [i for i, person in enumerate(registry.people) if _is_introduced(registry.article, person, role)]
    if len(ahead) == 1:
        return registry.person_entity(ahead[0])
    return _earlier_role(registry, phrase, role)


def _has_role(person: Person, role: Role, *, before: int) -> bool:
    return any(known.start < before and roles_agree(role, known) for known in person.roles)


def _is_introduced(article: Article, person: Person, role: Role) -> bool:
    """Tell whether a later apposition gives the person this role, for a place that the role's own block names.

    The place ties the two together, so that a governor of somewhere else further down does not count.
    """
    sentence = article.sentence_at(role.start)
    if sentence is None:
        return False
    block = article.blocks[sentence.block].span
    nearby = set(plain_words(block.of(article.text)))
    later = [known for known in person.roles if known.start > role.start and roles_agree(role, known)]
    return any(known.others & nearby for known in later)


def _earlier_role(registry: Registry, phrase: Phrase, role: Role) -> int | None:
    fitting = []
    for place, entity in enumerate(registry.entities):
        known = [read_role(p.role or p.text, p.span.start) for p in entity.phrases if not p.name]
        if entity.person is None and not entity.plural and any(k and roles_agree(role, k) for k in known):
            fitting.append(place)
    if len(fitting) > 1:
        exact = [
            place for place in fitting if any(p.key == phrase.key for p in registry.entities[place].phrases)
        ]
        return exact[0] if len(exact) == 1 else AMBIGUOUS
    return fitting[0] if fitting else None


def _settle_other(registry: Registry, phrase: Phrase) -> int | None:
    """Return the earlier source that a phrase names in full, by its letters, or by its last word ("the ministry")."""
    if phrase.type == "unnamed" and not phrase.definite and not phrase.plural:
        return None
    exact = [place for place, entity in enumerate(registry.entities) if _same_words(entity, phrase)]
    if exact:
        return exact[0]
    if not phrase.definite or not phrase.head_word:
        return None
    shorter = [place for place, entity in enumerate(registry.entities) if _shortens(entity, phrase)]
    if len(shorter) > 1:
        return AMBIGUOUS
    return shorter[0] if shorter else None


def _same_words(entity: Entity, phrase: Phrase) -> bool:
    if entity.person is not None:
        return False
    for known in entity.phrases:
        if known.key == phrase.key and known.plural == phrase.plural:
            return True
        if phrase.acronym and phrase.acronym in (known.acronym, known.text.removeprefix("the ")):
            return True
        if known.acronym and known.acronym == _plain(phrase.text):
            return True
        if _initials(known.text) == _plain(phrase.text) or _initials(phrase.text) == _plain(known.text):
            return True
        if (
            known.key
            and phrase.key
            and known.key ^ phrase.key <= words.CORPORATE_SUFFIXES
            and known.key & phrase.key
        ):
            return True
    return False


def _plain(text: str) -> str:
    return text.removeprefix("the ").removeprefix("The ").replace(".", "")


def _initials(text: str) -> str:
    letters = [word[0] for word in _plain(text).split() if word.lower() not in INITIAL_SKIP]
    return (
        "".join(letters).upper() if len(letters) > 2 and all(letter.isupper() for letter in letters) else ""
    )


def _shortens(entity: Entity, phrase: Phrase) -> bool:
    """Tell whether "the ministry" shortens a name of the entity: the same last word, no other word added."""
    return entity.person is None and any(
        known.head_word == phrase.head_word and phrase.key < known.key and known.plural == phrase.plural
        for known in entity.phrases
    )


def _expanded_name(article: Article, phrase: Phrase) -> str:
    """Return the name with a leading "its" replaced by the one place or body it can stand for."""
    tokens = article.tokens_in(phrase.span)
    name = phrase.text.removeprefix("the ").removeprefix("The ") if phrase.named else phrase.text
    if not tokens or lower(tokens[0]) not in ("its", "their"):
        return name
    sentence = article.sentence_at(phrase.span.start)
    before = article.tokens_in(Span(sentence.span.start, phrase.span.start)) if sentence else ()
    subjects = {t.text for t in before if t.dep in ("nsubj", "nsubjpass") and t.ent in ("GPE", "ORG")}
    if len(subjects) != 1:
        return name
    rest = name.split(" ", 1)[1]
    return f"{subjects.pop()}'s {rest}"


# ------------------------------------------------------------------ pronouns


def settle_pronouns(registry: Registry, claims: tuple[Claim, ...]) -> None:
    """Settle the owners that are pronouns, in text order, each with the ones before it settled."""
    by_id = {claim.id: claim for claim in claims}
    inside = tuple(
        span for claim in claims if claim.kind not in ("list", "block", "embed") for span in claim.content
    )
    for claim in sorted(claims, key=lambda claim: (claim.owner or claim.content[0]).start):
        owner = claim.owner
        if owner is None or registry.by_span.get(owner) is not None:
            continue
        phrase = read_phrase(registry.article, owner, registry.surnames)
        if phrase is None or not phrase.pronoun:
            continue
        registry.by_span[owner] = _settle_pronoun(registry, phrase, claim, by_id, inside)
        place = registry.by_span[owner]
        if place is not None:
            registry.entities[place].mentions.add(phrase.span)


def _settle_pronoun(
    registry: Registry, phrase: Phrase, claim: Claim, by_id: dict[str, Claim], inside: tuple[Span, ...]
) -> int | None:
    if phrase.pronoun in ("i", "we", "my", "our", "me"):
        return _author(registry, phrase, claim, by_id)
    candidates = _candidates(registry, inside)
    speaker = _speaker_around(registry, phrase, claim, by_id, candidates)
    if speaker is not None:
        return speaker
    sentence = registry.article.sentence_at(phrase.span.start)
    block = sentence.block if sentence else 0
    return resolve_pronoun(phrase.pronoun, phrase.span.start, block, candidates)


def _author(registry: Registry, phrase: Phrase, claim: Claim, by_id: dict[str, Claim]) -> int | None:
    """Return whose "we" this is: that of the post or block around it, else of the article's author."""
    parent = by_id.get(claim.parent or "")
    while parent is not None:
        if parent.kind in ("embed", "colon", "direct") and parent.owner is not None:
            return registry.by_span.get(parent.owner)
        parent = by_id.get(parent.parent or "")
    for place, entity in enumerate(registry.entities):
        if entity.type == "author":
            return place
    name = registry.article.meta.publisher or "the author"
    return registry.add(Entity("author", [phrase], {phrase.span}, name=name))


def _speaker_around(
    registry: Registry,
    phrase: Phrase,
    claim: Claim,
    by_id: dict[str, Claim],
    candidates: tuple[Candidate, ...],
) -> int | None:
    """Return the speaker of "Umerov said that he urged …": the owner around a pronoun that nobody else claims."""
    parent = by_id.get(claim.parent or "")
    if (
        parent is None
        or parent.owner is None
        or parent.kind in ("direct", "list", "block", "embed", "floating")
    ):
        return None
    place = registry.by_span.get(parent.owner)
    start = parent.content[0].start
    between = [c for c in candidates if start <= c.start < phrase.span.start and c.entity != place]
    from summarizer.reading.coreference import fits

    if place is None or any(fits(candidate, phrase.pronoun) for candidate in between):
        return None
    own = [c for c in candidates if c.entity == place]
    return place if own and fits(own[0], phrase.pronoun) else None


def _candidates(registry: Registry, inside: tuple[Span, ...]) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    for index, person in enumerate(registry.people):
        entity = registry.person_entity(index)
        for mention in person.mentions:
            subject = mention.token.dep in ("nsubj", "nsubjpass") or _heads_subject(
                registry.article, mention.whole
            )
            outside = not any(span.contains(mention.span) for span in inside)
            found.append(
                Candidate(
                    entity, mention.span.start, mention.block, subject and outside, True, False, person.gender
                )
            )
    for owner, place in registry.by_span.items():
        if place is None:
            continue
        entity = registry.entities[place]
        sentence = registry.article.sentence_at(owner.start)
        person = entity.type == "person" or (entity.type == "unnamed" and not entity.plural)
        found.append(
            Candidate(
                place,
                owner.start,
                sentence.block if sentence else 0,
                True,
                person,
                entity.plural,
                entity.gender,
            )
        )
    return tuple(found)


def _heads_subject(article: Article, whole: Span) -> bool:
    head = head_of_span(article, whole)
    return head is not None and head.dep in ("nsubj", "nsubjpass")


# ------------------------------------------------------------------ records


def make_source(registry: Registry, place: int, source_id: str, claims: tuple[Claim, ...]) -> Source:
    """Return the record of an entity."""
    entity = registry.entities[place]
    mentions = _mentions(registry, entity)
    name = entity.name or entity.phrases[0].text
    return Source(
        id=source_id,
        name=name,
        type=entity.type,
        descriptor=_descriptor(entity),
        aliases=_aliases(registry, entity, name),
        mentions=mentions,
        named=entity.person is not None or any(phrase.named for phrase in entity.phrases),
        plural=entity.plural,
        share=_share(registry.article, [claim for claim in claims if claim.source_id == source_id]),
    )


def _mentions(registry: Registry, entity: Entity) -> tuple[Span, ...]:
    found = set(entity.mentions)
    if entity.person is not None:
        found |= {mention.whole for mention in entity.person.mentions}
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _descriptor(entity: Entity) -> str:
    """Return the fullest role that the article gives, in its words (R12)."""
    roles = [role.text for role in entity.person.roles] if entity.person is not None else []
    roles += [phrase.role for phrase in entity.phrases if phrase.role and entity.person is None]
    return max(roles, key=lambda role: (len(role.split()), -roles.index(role)), default="")


def _aliases(registry: Registry, entity: Entity, name: str) -> tuple[str, ...]:
    forms: list[str] = []
    for phrase in entity.phrases:
        forms.append(_without_article(phrase.text))
        if phrase.acronym:
            forms += [phrase.acronym, _without_article(phrase.text).replace(f" ({phrase.acronym})", "")]
    if entity.person is not None:
        forms += list(entity.person.names)
        forms += [full.split()[-1] for full in entity.person.names]
        forms += [_without_article(role.text) for role in entity.person.roles]
        forms += [
            _without_article(mention.whole.of(registry.article.text)) for mention in entity.person.mentions
        ]
    return tuple(form for form in dict.fromkeys(forms) if form and form != name)


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an", "its", "his", "her", "their") else text


def _share(article: Article, claims: list[Claim]) -> float:
    """Return the part of the article's word characters that stands in the claims."""
    whole = sum(char.isalnum() for char in article.text)
    spans = sorted({span for claim in claims for span in claim.content})
    covered, reach = 0, 0
    for span in spans:
        start = max(span.start, reach)
        covered += sum(char.isalnum() for char in article.text[start : max(start, span.end)])
        reach = max(reach, span.end)
    return covered / whole if whole else 0.0


__all__ = ["Registry", "make_key", "resolve_sources"]
