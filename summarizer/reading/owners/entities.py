"""Owner phrases joined to entities, in text order: a person, an earlier body or role, or somebody new.

A phrase joins only what stands before it, with one exception: a role may be given its name later ("the
acting regional governor" … "Kent's governor, Alan Marsh"), where both speak of the same place. So a
paragraph added at the end changes nothing above it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.reading.owners import names_lexicon as words
from summarizer.reading.owners.fuller import FullNames
from summarizer.reading.owners.names import Phrase, block_of, make_key, plain_words, read_phrase
from summarizer.reading.owners.people import (
    HEADLINE_REACH,
    Gender,
    Person,
    Role,
    find_surnames,
    gender_of,
    join_people,
    read_role,
    roles_agree,
)
from summarizer.reading.owners.personal_names import is_place_or_outlet
from summarizer.records import Article, SourceType, Span

# What a lookup answers where two candidates fit.
AMBIGUOUS = -1
NOT_IN_INITIALS = frozenset({"of", "the", "and", "for", "in"})
# Shorter rows of initials ("US", "EC") stand for too many things.
MIN_INITIALS = 3


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
        return self.type != "author" and any(phrase.plural for phrase in self.phrases)

    @property
    def one_human(self) -> bool:
        """Tell whether "he" or "she" can mean the source."""
        return self.type == "person" or (self.type == "unnamed" and not self.plural)


class Entities:
    """The entities of one article while its owners are read in text order.

    ``by_span`` holds the place of the entity that each owner phrase names, None where that is not settled.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.surnames = find_surnames(article)
        self.people = join_people(article, self.surnames)
        self.found: list[Entity] = []
        self.by_span: dict[Span, int | None] = {}
        self._by_person: dict[int, int] = {}
        self._named = {m.span: index for index, person in enumerate(self.people) for m in person.mentions}
        self._full_names = FullNames(article, self._named)

    def add(self, entity: Entity) -> int:
        """Add an entity and return its place."""
        self.found.append(entity)
        return len(self.found) - 1

    def of_person(self, index: int) -> int:
        """Return the place of the person at ``index`` of ``people``, whose entity is made on first use."""
        if index not in self._by_person:
            person = self.people[index]
            entity = Entity("person", person=person, name=person.name, gender=person.gender)
            self._by_person[index] = self.add(entity)
        return self._by_person[index]

    def person_in(self, phrase: Phrase) -> int | None:
        """Return the index of the person whose name stands in the phrase as it was read."""
        for token in self.article.tokens_in(phrase.span):
            index = self._named.get(Span(token.span.start, token.span.start + len(phrase.name)))
            if index is not None and self._is_called(index, phrase.name):
                return index
        return None

    def _is_called(self, index: int, name: str) -> bool:
        """Tell whether the person bears the name, alone or behind a nickname ("“Bobby” Scott")."""
        names = self.people[index].names
        return name in names or any(full.split()[-1] == name for full in names)

    def settle(self, owner: Span) -> None:
        """Settle an owner phrase; a pronoun, and a phrase that fits two, stays open."""
        phrase = read_phrase(self.article, owner, self.surnames)
        self.by_span[owner] = None if phrase is None or phrase.pronoun else self._place_of(phrase)

    def _place_of(self, phrase: Phrase) -> int | None:
        if phrase.name:
            place = find_named(self, phrase)
        elif phrase.type == "person":
            place = find_role(self, phrase)
            # A lone capitalised word without a label may as well be a company met before.
            place = find_body(self, phrase) if place is None and phrase.named else place
        else:
            place = find_body(self, phrase)
        if place == AMBIGUOUS:
            return None
        if place is None:
            place = self._named_before(phrase)
        if place is None:
            entity = _new_entity(self.article, phrase)
            entity.name = self._both_in_full(phrase) or entity.name
            return self.add(entity)
        self.found[place].phrases.append(phrase)
        self.found[place].mentions.add(phrase.span)
        return place

    def _both_in_full(self, phrase: Phrase) -> str:
        """Return "Tilda Moss and Henrik Aune" for "Moss and Aune" or "Tilda and Henrik"; else nothing."""
        parts = phrase.text.split(" and ")
        if len(parts) != 2 or not all(part.isalpha() for part in parts):
            return ""
        named = [[p for p in self.people if part.lower() in p.surnames | p.first_names] for part in parts]
        return " and ".join(people[0].name for people in named) if all(len(p) == 1 for p in named) else ""

    def _named_before(self, phrase: Phrase) -> int | None:
        """Return the source that a short form means, by the fullest name that stands before it."""
        span = self._full_names.find(phrase)
        fuller = read_phrase(self.article, span, self.surnames) if span is not None else None
        if fuller is None or fuller.name or fuller.pronoun:
            return None
        place = find_body(self, fuller)
        return self.add(_new_entity(self.article, fuller)) if place is None else place


def _new_entity(article: Article, phrase: Phrase) -> Entity:
    name = phrase.title if phrase.type == "social_post" else _expanded_name(article, phrase)
    gender = gender_of("", "", "" if phrase.named else phrase.text)
    return Entity(phrase.type, [phrase], {phrase.span}, name=name, gender=gender)


def _expanded_name(article: Article, phrase: Phrase) -> str:
    """Return the name, a leading "its" replaced by the one place or body before it that it can stand for."""
    first, _, rest = phrase.text.partition(" ")
    name = f"{first.lower()} {rest}" if rest and first in ("The", "A", "An") else phrase.text
    if first.lower() not in ("its", "their") or not rest:
        return name
    sentence = article.sentence_at(phrase.span.start)
    before = article.tokens_in(Span(sentence.span.start, phrase.span.start)) if sentence else ()
    subjects = {t.text for t in before if t.dep in ("nsubj", "nsubjpass") and t.ent in ("GPE", "ORG")}
    return f"{subjects.pop()}'s {rest}" if len(subjects) == 1 else name


# ------------------------------------------------------------------ people and roles


def find_named(entities: Entities, phrase: Phrase) -> int | None:
    """Return the person whose name stands in the phrase; AMBIGUOUS where two share the name."""
    index = entities.person_in(phrase)
    return AMBIGUOUS if index is None else entities.of_person(index)


def find_role(entities: Entities, phrase: Phrase) -> int | None:
    """Return whom "the acting governor" means: a person introduced so, else an earlier owner of that role."""
    role = read_role(phrase.role, phrase.span.start)
    headline = _is_in_headline(entities.article, phrase)
    if role is None or not (phrase.definite or headline):
        return None
    people = list(enumerate(entities.people))
    before = [index for index, person in people if _has_role(person, role)]
    introduced = _is_introduced_below if headline else _is_introduced
    ahead = [index for index, person in people if introduced(entities.article, person, role)]
    for fitting in (before, ahead):
        if fitting:
            return entities.of_person(fitting[0]) if len(fitting) == 1 else AMBIGUOUS
    return _earlier_role(entities, phrase, role)


def _has_role(person: Person, role: Role) -> bool:
    return any(known.start < role.start and roles_agree(role, known) for known in person.roles)


def _is_introduced(article: Article, person: Person, role: Role) -> bool:
    """Tell whether the person is given the role further down, for a place that the role's own block names.

    The place ties the two together, so that a governor of somewhere else does not count.
    """
    sentence = article.sentence_at(role.start)
    block = article.blocks[sentence.block].span.of(article.text) if sentence else ""
    later = [known for known in person.roles if known.start > role.start and roles_agree(role, known)]
    return any(known.others & set(plain_words(block)) for known in later)


def _is_in_headline(article: Article, phrase: Phrase) -> bool:
    """Tell whether a role stands without article in a heading, which means "the"."""
    heading = article.blocks[block_of(article, phrase.span)].kind == "heading"
    return heading and not phrase.plural and phrase.text.split()[0].lower() not in ("a", "an", "one")


def _is_introduced_below(article: Article, person: Person, role: Role) -> bool:
    """Tell whether one of the next blocks gives the person the role that a headline names alone."""
    here = block_of(article, Span(role.start, role.start))
    later = [known for known in person.roles if known.start > role.start and roles_agree(role, known)]
    blocks = (block_of(article, Span(known.start, known.start)) for known in later)
    return any(block - here <= HEADLINE_REACH for block in blocks)


def _earlier_role(entities: Entities, phrase: Phrase, role: Role) -> int | None:
    fitting = [place for place, entity in enumerate(entities.found) if _owns_role(entity, role)]
    if len(fitting) > 1:
        fitting = [
            place for place in fitting if any(p.key == phrase.key for p in entities.found[place].phrases)
        ]
        return fitting[0] if len(fitting) == 1 else AMBIGUOUS
    return fitting[0] if fitting else None


def _owns_role(entity: Entity, role: Role) -> bool:
    if entity.person is not None or entity.plural:
        return False
    known = (read_role(phrase.role or phrase.text, phrase.span.start) for phrase in entity.phrases)
    return any(other is not None and roles_agree(role, other) for other in known)


# ------------------------------------------------------------------ bodies, documents, groups


def find_body(entities: Entities, phrase: Phrase) -> int | None:
    """Return the earlier source that a phrase names in full, by its letters, or by its last word."""
    if phrase.type == "unnamed" and not phrase.definite and not phrase.plural:
        return None
    others = [(place, entity) for place, entity in enumerate(entities.found) if entity.person is None]
    if phrase.type == "document" and phrase.definite and len(phrase.key) == 1:
        # "The letter" takes up "a letter from the agency", whose words are the agency's.
        issuers = [place for place, entity in enumerate(entities.found) if _issued(entity, phrase)]
        if issuers:
            return issuers[0] if len(issuers) == 1 else AMBIGUOUS
    same = [place for place, entity in others if any(_same_name(known, phrase) for known in entity.phrases)]
    if same or not phrase.definite or not phrase.head_word:
        return same[0] if same else None
    shorter = [place for place, entity in others if any(_shortens(known, phrase) for known in entity.phrases)]
    shorter = shorter or [
        place for place, entity in others if _may_be_called(entities.article, entity, phrase)
    ]
    if len(shorter) > 1:
        return AMBIGUOUS
    return shorter[0] if shorter else None


def _issued(entity: Entity, phrase: Phrase) -> bool:
    return any(known.paper == phrase.head_word for known in entity.phrases if known.paper)


def _may_be_called(article: Article, entity: Entity, phrase: Phrase) -> bool:
    """Tell whether "the company" or "the broadcaster" can mean a named body of this or the last paragraph."""
    if (
        phrase.plural
        or entity.plural
        or len(phrase.key) != 1
        or not any(known.named for known in entity.phrases)
    ):
        return False
    outlet = phrase.head_word in words.OUTLET_NOUNS and entity.type == "outlet"
    body = phrase.head_word in words.GENERIC_BODIES and entity.type == "organisation"
    power = any(is_place_or_outlet(known.text) for known in entity.phrases)
    return (outlet or (body and not power)) and any(
        0 <= block_of(article, phrase.span) - block_of(article, span) <= 1 for span in entity.mentions
    )


def _same_name(known: Phrase, phrase: Phrase) -> bool:
    if _keys(known) & _keys(phrase):
        return known.plural == phrase.plural
    letters = _letters(known) & _letters(phrase)
    different = known.key ^ phrase.key
    return bool(letters) or (different <= words.CORPORATE_SUFFIXES and bool(known.key & phrase.key))


def _keys(phrase: Phrase) -> frozenset[frozenset[str]]:
    """Return the comparable words of a phrase, and of the proper name in apposition to it."""
    return frozenset({phrase.key, make_key(phrase.called)} - {frozenset()})


def _letters(phrase: Phrase) -> frozenset[str]:
    """Return the acronyms that a phrase is or has: "(SBU)", "the WHO", the initials of a name in capitals."""
    plain = phrase.text.removeprefix("the ").removeprefix("The ").replace(".", "")
    initials = [word[0] for word in plain.split() if word not in NOT_IN_INITIALS]
    spelled = "".join(initials) if len(initials) >= MIN_INITIALS else ""
    found = {phrase.acronym, plain if plain.isupper() else "", spelled if spelled.isupper() else ""}
    return frozenset(found - {""})


def _shortens(known: Phrase, phrase: Phrase) -> bool:
    """Tell whether "the ministry" shortens a known name: the same last word and no other word added."""
    same = known.head_word == phrase.head_word and known.plural == phrase.plural
    return same and phrase.key < known.key
