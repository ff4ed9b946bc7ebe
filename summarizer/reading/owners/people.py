"""The people of an article: every mention of a name, joined to one person each.

Names are read in the order of the text, and a mention joins only what stands before it, so that a paragraph
added at the end changes nothing above. Spelling variants of one name ("Alexey", "Alexei") are one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from rapidfuzz import fuzz

from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import next_token
from summarizer.reading.owners import names_lexicon as words
from summarizer.reading.owners.names import is_joint, plain_words, read_phrase
from summarizer.reading.owners.personal_names import (
    MOST_COMPARED,
    NAME_PARTICLES,
    is_a_place,
    is_named_by_role,
    is_place_or_outlet,
    is_placed,
    is_surname,
    is_titled,
    name_tokens,
    names_an_outlet,
    nickname_around,
    same_surname,
)
from summarizer.reading.owners.taken_up import find_taken_up
from summarizer.records import Article, Span, Token

Gender = Literal["male", "female", ""]
# Transliterations of one first name ("Alexey", "Alexei": 83) score above this, different names of a family
# ("Bill", "Hillary": 36) far below; read off pairs of names in news copy.
FIRST_NAME_RATIO = 75.0
# A bare surname in a headline is the person whom one of the next blocks introduces in full.
HEADLINE_REACH = 2
# Words that make another role of a role.
DISTINGUISHING = frozenset("deputy vice former ex assistant junior shadow then prime".split())

# A first name of these, or a particle, calls nobody by itself.
NO_CALLINGS = words.MALE_NAMES | words.FEMALE_NAMES | NAME_PARTICLES


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is: "Kursk's governor" has the head word ``governor`` and the other word ``kursk``."""

    text: str
    head: str
    others: frozenset[str]
    start: int


@dataclass(frozen=True, slots=True)
class NameMention:
    """One mention of a name: ``span`` is the name, ``whole`` the phrase around it."""

    span: Span
    whole: Span
    name: str
    title: str
    role: Role | None
    token: Token
    block: int


@dataclass
class Person:
    """One person, growing while the names are read."""

    names: list[str] = field(default_factory=list)
    mentions: list[NameMention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: Gender = ""

    @property
    def name(self) -> str:
        """Return the fullest name, the first of those with most words."""
        return max(self.names, key=lambda name: len(name.split()))

    @property
    def surnames(self) -> frozenset[str]:
        """Return every spelling of the surname, lower case."""
        return frozenset(name.split()[-1].lower() for name in self.names)

    @property
    def first_names(self) -> frozenset[str]:
        """Return every spelling of the first name, lower case."""
        return frozenset(name.split()[0].lower() for name in self.names if len(name.split()) > 1)

    def last_block(self) -> int:
        """Return the block of the latest mention."""
        return self.mentions[-1].block


def read_role(text: str, start: int) -> Role | None:
    """Read the words of a role; None where no role noun is in them."""
    inside = text.split(" of ")[0].split(" for ")[0].split(" at ")[0]
    heads = [word for word in plain_words(inside) if word in words.ROLE_NOUNS]
    if not heads:
        return None
    others = frozenset(plain_words(text)) - {heads[-1]}
    return Role(text, heads[-1], others, start)


def gender_of(name: str, title: str, role: str) -> Gender:
    """Return the gender that title, role or a well-known first name tells; empty where none does."""
    told = {word.lower().strip(".,") for word in f"{title} {role}".split()}
    for gender, known in (("male", words.MALE_WORDS), ("female", words.FEMALE_WORDS)):
        if told & (known - {"his", "her"}):
            return "male" if gender == "male" else "female"
    first = name.split()[0].lower() if len(name.split()) > 1 else ""
    if first in words.MALE_NAMES:
        return "male"
    return "female" if first in words.FEMALE_NAMES else ""


# ------------------------------------------------------------------ mentions


def find_surnames(article: Article) -> frozenset[str]:
    """Return the lower-case surnames of the people whom the article names in full or with a title."""
    found = set()
    for token in article.tokens:
        if _ends_name(article, token):
            parts = name_tokens(article, token)
            full = " ".join(part.text for part in parts)
            named = len(parts) > 1 or is_named_by_role(article, token)
            if (
                named
                and not names_an_outlet(article, token)
                and not is_placed(article, token)
                and not is_place_or_outlet(full)
                and not is_place_or_outlet(token.text)
            ):
                found.add(token.text.lower())
                found.update(_other_callings(parts))
    return frozenset(found) | find_taken_up(article)


def _other_callings(parts: tuple[Token, ...]) -> Iterable[str]:
    """Yield the words of a name, beside the last, by which news copy may call its bearer.

    "Zhao" of "Zhao Meilin" and "Ochoa" of "María Fernanda Ochoa Villaseñor"; an English first name is none.
    """
    for part in parts[:-1]:
        word = part.text.lower()
        if len(word) > 1 and word not in NO_CALLINGS:
            yield word


def _ends_name(article: Article, token: Token) -> bool:
    """Tell whether a name ends in ``token``: by its label, or because a role makes it a name."""
    if token.pos != "PROPN":
        return False
    if token.dep != "compound" and is_named_by_role(article, token):
        return True
    if token.ent != "PERSON" or not token.text[:1].isupper():
        return False
    after = next_token(article, token)
    return after is None or after.ent != "PERSON" or after.ent_start or after.pos != "PROPN"


def find_name_mentions(article: Article, surnames: frozenset[str]) -> Iterable[NameMention]:
    """Yield the mentions of people's names in text order."""
    seen = -1
    for token in article.tokens:
        if token.index <= seen or token.pos not in ("PROPN", "NOUN"):
            continue
        if not (_ends_name(article, token) or _is_bare_surname(article, token, surnames)):
            continue
        mention = _read_mention(article, token, surnames)
        if mention is not None:
            seen = token.index
            yield mention


def _is_bare_surname(article: Article, token: Token, surnames: frozenset[str]) -> bool:
    if not is_surname(token.text, surnames):
        return False
    above = article.head_of(token)
    opens = token.dep == "compound" and above.index == token.index + 1 and above.pos == "PROPN"
    inside = opens or (token.ent == "PERSON" and not _ends_name(article, token))
    beside = (child for child in article.children_of(token) if child.dep not in ("cc", "conj"))
    alone = token.pos == "PROPN" or (token.dep in ("nsubj", "nsubjpass") and not any(beside))
    return alone and not inside and not is_a_place(article, token, surnames)


def _top_of(article: Article, token: Token) -> Token:
    """Return the role to which a name stands in apposition, also over "of the bank"; else the name itself."""
    above = article.head_of(token)
    if token.dep != "appos":
        return token
    for _ in range(2):
        if above.lemma.lower() in words.ROLE_NOUNS:
            return above
        if above.dep != "pobj":
            return token
        above = article.head_of(article.head_of(above))
    return token


def _read_mention(article: Article, token: Token, surnames: frozenset[str]) -> NameMention | None:
    nicknamed = nickname_around(article, token)
    if nicknamed is not None and nicknamed[1].index != token.index:
        return None
    top = _top_of(article, token)
    parts = name_tokens(article, token)
    first = name_tokens(article, nicknamed[0]) if nicknamed is not None else ()
    name = " ".join(part.text for part in (*first, *parts))
    if (
        is_placed(article, token)
        or is_place_or_outlet(name)
        or names_an_outlet(article, token)
        or not any(map(str.isalpha, name))
    ):
        return None
    sentence = article.sentence_at(token.span.start)
    whole = noun_phrase(article, top)
    if is_joint(article, top, whole):
        # Of "fire chief Nadia Crewe and the mayor, Tom Hessel" each has a role of his own.
        whole = Span(whole.start, max(parts[-1].span.end, top.span.end))
    phrase = read_phrase(article, whole, surnames | {token.text.lower()})
    same = phrase is not None and phrase.name == name and not _is_run_on(article, token, phrase.role)
    span = Span(parts[0].span.start, parts[-1].span.end)
    role = read_role(phrase.role, span.start) if phrase is not None and same and phrase.role else None
    title = phrase.title if phrase is not None and same else ""
    return NameMention(
        span, whole if same else span, name, title, role, token, sentence.block if sentence else 0
    )


def _is_run_on(article: Article, token: Token, role: str) -> bool:
    """Tell whether a headline's capitals make a role of words that go on behind it: "Mom Corners Adeyemi"."""
    *_, last = role.lower().split() or [""]
    return bool(last) and last not in words.ROLE_NOUNS and is_titled(article, token)


# ------------------------------------------------------------------ persons


class Crowd:
    """The people read so far, found by any word of their names."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_word: dict[str, list[Person]] = {}

    def named(self, word: str) -> list[Person]:
        """Return the people who bear a name ``word``, or, where nobody does, a transliteration of it."""
        if word in self._by_word:
            return self._by_word[word]
        recent = reversed(tuple(islice(reversed(self._by_word.items()), MOST_COMPARED)))
        alike = (people for known, people in recent if same_surname(word, known))
        return list({id(person): person for people in alike for person in people}.values())

    def add(self, person: Person, mention: NameMention) -> None:
        """Give a person, perhaps a new one, a mention."""
        if not person.mentions:
            self.people.append(person)
        _add(person, mention)
        for word in set(mention.name.lower().split()) - NAME_PARTICLES:
            bearers = self._by_word.setdefault(word, [])
            if all(bearer is not person for bearer in bearers):
                bearers.append(person)


def join_people(article: Article, surnames: frozenset[str]) -> tuple[Person, ...]:
    """Return the people of the article, each with every mention that surely means them."""
    crowd = Crowd()
    for mention in find_name_mentions(article, surnames):
        fitting = _fitting(mention, crowd)
        if len(fitting) > 1:
            near = [person for person in fitting if mention.block - person.last_block() <= 1]
            # Two of a name, both or neither of them near: nobody can tell.
            if len(near) != 1:
                continue
            fitting = near
        crowd.add(fitting[0] if fitting else Person(), mention)
    return tuple(crowd.people)


def _add(person: Person, mention: NameMention) -> None:
    if mention.name not in person.names:
        person.names.append(mention.name)
    person.mentions.append(mention)
    role = mention.role
    if role is not None:
        person.roles.append(role)
    person.gender = person.gender or gender_of(mention.name, mention.title, role.text if role else "")


def _fitting(mention: NameMention, crowd: Crowd) -> list[Person]:
    surname = mention.name.split()[-1].lower()
    bearers = crowd.named(surname)
    if len(mention.name.split()) > 1:
        return [person for person in bearers if _same_full_name(mention, person)]
    return _by_title(mention, bearers) or bearers


def _by_title(mention: NameMention, fitting: list[Person]) -> list[Person]:
    gender = gender_of(mention.name, mention.title, "")
    return [person for person in fitting if gender and person.gender in (gender, "")]


def _same_full_name(mention: NameMention, person: Person) -> bool:
    first, surname = mention.name.split()[0].lower(), mention.name.split()[-1].lower()
    if not any(same_surname(surname, known) for known in person.surnames):
        return False
    if not person.first_names:
        return mention.block - person.last_block() <= HEADLINE_REACH
    return any(_same_first_name(first, known) for known in person.first_names)


def _same_first_name(one: str, other: str) -> bool:
    if one == other or (one[0] == other[0] and min(len(one.strip(".")), len(other.strip("."))) == 1):
        return True
    return one[0] == other[0] and fuzz.ratio(one, other) >= FIRST_NAME_RATIO


# ------------------------------------------------------------------ roles


def roles_agree(one: Role, other: Role) -> bool:
    """Tell whether two role phrases can mean one person: the same head noun and no clash around it."""
    heads = {one.head, other.head}
    leaders = heads <= words.LEADER_ROLES and len(heads) > 1
    # "The board chief" is the "head of the theatre board", but no president who has no board.
    of_one = bool(heads & {"head", "chief"}) and bool(one.others & other.others)
    same_head = one.head == other.head or (leaders and ("leader" in heads or of_one))
    if not same_head or (one.others & DISTINGUISHING) != (other.others & DISTINGUISHING):
        return False
    return _no_clash(one.others, other.others)


def _no_clash(one: frozenset[str], other: frozenset[str]) -> bool:
    fillers = DISTINGUISHING | {
        "acting",
        "interim",
        "regional",
        "local",
        "national",
        "top",
        "senior",
        "new",
    }
    left, right = one - fillers, other - fillers
    return not left or not right or bool(left & right)
