"""Personal names: which tokens make one, and what tells that a capitalised word is a person.

A label of the parser is one sign; a title or role in front, and a surname known from elsewhere in the
article are others.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from summarizer.reading.claims.syntax import QUOTE_MARKS, next_token
from summarizer.reading.owners import names_lexicon as words
from summarizer.records import Article, Span, Token

# Transliterations of one surname ("Zelensky", "Zelenskyy": 94) score above this; read off pairs in news copy.
SURNAME_RATIO = 88.0
# Shorter surnames are too often alike by chance.
MIN_ALIKE = 5
# With so many surnames a text is a list of names; a transliteration is not looked for among more.
MOST_COMPARED = 500
# Headlines write words of so many letters small at most ("of", "and"); fewer capitals tell nothing.
LONGEST_SMALL, LEAST_TITLED = 3, 4


NAME_PARTICLES = frozenset("de da del della der den di du la le van von bin ibn al el ben".split())
HYPHENS = frozenset("-‐‑")
# Joined once: these are asked for each word of an owner.
PERSONAL_ROLES = words.ROLE_NOUNS - words.ORG_NOUNS
ROLES_AND_BODIES = words.ROLE_NOUNS | words.ORG_NOUNS
BEFORE_NAMES = (words.TITLES | words.ROLE_NOUNS) - words.ADJECTIVE_TITLES
FIRST_NAMES = words.MALE_NAMES | words.FEMALE_NAMES
COUNTRIES = frozenset(words.DEMONYMS.values())
# What people are to their verbs, and towns seldom: who does it, to whom it is said, the second of two.
PEOPLE_STAND_AS = frozenset({"nsubj", "nsubjpass", "conj", "appos", "dative"})


def name_tokens(article: Article, token: Token) -> tuple[Token, ...]:
    """Return the words of the personal name that ends in, or stands around, ``token``; titles left out.

    What the parser cuts at a hyphen is one word of the name: "Cheng-hsien", "al-Tamimi", "Eze-Okafor".
    """
    first = last = token
    while (before := _part_before(article, first, token)) is not None:
        first = before
    while (after := _part_after(article, last)) is not None:
        last = after
    found = list(article.tokens[first.index : last.index + 1])
    while len(found) > 1 and (found[0].text.lower() in words.TITLES or is_role_word(found[0])):
        found.pop(0)
    found = found[-1:] if _runs_together(article, found) else found
    return _join_hyphened(article, found)


def nickname_around(article: Article, token: Token) -> tuple[Token, Token] | None:
    """Return the words before and behind a nickname in quotation marks: "Robert" and "Scott" of
    "Robert “Bobby” Scott".

    ``token`` is any of the three; None where it is no such name.
    """
    for place in (token.index, token.index - 2, token.index - 4):
        five = article.tokens[max(place, 0) : max(place, 0) + 5]
        if len(five) == 5 and place >= 0:
            before, opening, nickname, closing, surname = five
            marks = opening.text in QUOTE_MARKS and closing.text in QUOTE_MARKS
            if marks and all(part.pos == "PROPN" for part in (before, nickname, surname)):
                return before, surname
    return None


def _runs_together(article: Article, found: list[Token]) -> bool:
    """Tell whether capitals of a headline joined other words to a surname: "Gold Star Mom Corners Adeyemi".

    They did where no word before it is a first name, and the text below has one before it.
    """
    *before, surname = (token.text for token in found)
    named = not FIRST_NAMES.isdisjoint(word.lower() for word in before)
    if not before or named or not is_titled(article, found[-1]):
        return False
    below = article.tokens[found[-1].index + 1 :]
    fuller = (a.text for a, b in pairwise(below) if b.text == surname and a.pos == b.pos == "PROPN")
    return any(word not in before and word.lower() not in BEFORE_NAMES for word in fuller)


def is_titled(article: Article, token: Token) -> bool:
    """Tell whether every longer word of the token's sentence has a capital, as in a headline."""
    sentence = article.sentence_at(token.span.start)
    tokens = article.tokens_in(sentence.span) if sentence is not None else ()
    longer = [other.text for other in tokens if other.text.isalpha() and len(other.text) > LONGEST_SMALL]
    return len(longer) >= LEAST_TITLED and all(word[0].isupper() for word in longer)


def _part_before(article: Article, first: Token, last: Token) -> Token | None:
    before = next_token(article, first, -1)
    if before is None or before.text in HYPHENS:
        return _over_hyphen(article, first, -1)
    goes_before = _is_name_part(article, before, last) and _in_one_block(article, before, first)
    return before if goes_before else None


def _part_after(article: Article, last: Token) -> Token | None:
    after = next_token(article, last)
    if after is None or after.text in HYPHENS:
        return _over_hyphen(article, last, 1)
    goes_on = after.ent == "PERSON" and not after.ent_start and after.pos == "PROPN"
    return after if goes_on else None


def _in_one_block(article: Article, *tokens: Token) -> bool:
    """Tell whether no end of a block parts the tokens: a heading that is a name is no part of the next."""
    sentences = (article.sentence_at(token.span.start) for token in tokens)
    return len({sentence.block for sentence in sentences if sentence is not None}) <= 1


def _over_hyphen(article: Article, token: Token, by: int) -> Token | None:
    """Return the part of a name that a hyphen ties to ``token``, before (-1) or behind it (1)."""
    places = sorted((token.index, token.index + by, token.index + 2 * by))
    if places[0] < 0 or places[-1] >= len(article.tokens):
        return None
    left, hyphen, right = (article.tokens[place] for place in places)
    other = article.tokens[token.index + 2 * by]
    tied = left.span.end == hyphen.span.start and hyphen.span.end == right.span.start
    cased = any(part.text[:1].isupper() for part in (left, right))
    return other if tied and cased and hyphen.text in HYPHENS and other.pos == "PROPN" else None


def _join_hyphened(article: Article, tokens: list[Token]) -> tuple[Token, ...]:
    """Return the tokens with those that no space parts made one."""
    joined: list[Token] = []
    for token in tokens:
        if joined and joined[-1].span.end == token.span.start:
            span = Span(joined[-1].span.start, token.span.end)
            joined[-1] = replace(joined[-1], span=span, text=span.of(article.text))
        else:
            joined.append(token)
    return tuple(joined)


def _is_name_part(article: Article, token: Token, last: Token) -> bool:
    # Most words that stand before a name are none of it, and this tells it of them at once.
    if token.ent != "PERSON" and not token.text[:1].isupper():
        return False
    if token.text.lower() in words.TITLES or is_role_word(token) or token.text.lower() in words.DEMONYMS:
        return False
    if token.text.lower() in NAME_PARTICLES:
        return token.ent == "PERSON"
    if token.pos != "PROPN" and _is_behind_title(article, token):
        return True
    # No English word that could stand before a name has such letters, whatever the parser takes it for.
    if token.pos in ("NOUN", "VERB") and token.text[:1].isupper() and not token.text.isascii():
        return True
    return (
        token.pos == "PROPN"
        and token.text[:1].isupper()
        and (
            token.ent == "PERSON"
            or (token.dep == "compound" and token.head == last.index and token.ent in ("", last.ent))
        )
    )


def _is_behind_title(article: Article, token: Token) -> bool:
    """Tell whether a capitalised word opens a name: "Per" of "Captain Per Lund" and "the mayor, Per Aas"."""
    before = next_token(article, token, -1)
    if before is None or not (token.text[:1].isupper() and token.text[1:].islower()):
        return False
    role = next_token(article, before, -1) if before.text == "," else None
    if role is not None:
        return role.text.islower() and role.lemma.lower() in PERSONAL_ROLES
    return before.text[:1].isupper() and before.text.lower() in words.TITLES


def is_role_word(token: Token) -> bool:
    """Tell whether a word is a role or a kind of body, which end no personal name."""
    return token.text.lower() in ROLES_AND_BODIES


@lru_cache(maxsize=8192)
def is_place_or_outlet(phrase: str) -> bool:
    """Tell whether a phrase names an outlet, a seat of power or a country, whatever the parser's label."""
    plain = phrase.lower().removeprefix("the ").removesuffix("'s").removesuffix("’s")
    return (
        plain in words.OUTLETS
        or phrase.lower() in words.OUTLETS
        or plain in words.METONYMS
        or plain in COUNTRIES
    )


def person_token(article: Article, head: Token, span: Span, surnames: frozenset[str]) -> Token | None:
    """Return the last token of the personal name that the phrase is, or that stands in apposition in it."""
    for token in _heads(article, head, span):
        if names_an_outlet(article, token):
            continue
        proper = token.pos == "PROPN" or (token.pos == "NOUN" and is_surname(token.text, surnames))
        if not proper or is_place_or_outlet(token.text) or is_role_word(token):
            continue
        full = " ".join(part.text for part in name_tokens(article, token))
        known = is_surname(token.text, surnames) and not is_a_place(article, token, surnames)
        labelled = token.ent == "PERSON" and token.text.lower() not in words.OUTLET_ENDINGS
        if (labelled or known or is_named_by_role(article, token)) and not is_place_or_outlet(full):
            return token
    return None


def _heads(article: Article, head: Token, span: Span) -> tuple[Token, ...]:
    """Return the words that can end the name: the head, its appositions, names behind titles of those."""
    inside = [token for token in article.tokens_in(span) if token.index > head.index]
    beside = [token for token in inside if token.head == head.index and token.dep in ("appos", "nmod")]
    # "A spokeswoman for the agency, Lucia Moreno": the parser hangs the name on the agency.
    beside += [
        token for token in inside if token.dep == "appos" and token.ent == "PERSON" and token not in beside
    ]
    # "The man, a retired baker named Odd Fosse".
    beside += [
        t for t in inside if t.dep in ("oprd", "dobj") and lower_head(article, t) in ("named", "called")
    ]
    titled = [token for token in inside if token.pos == "PROPN" and _ends_titled_name(article, token)]
    return (head, *beside, *titled)


def is_placed(article: Article, token: Token) -> bool:
    """Tell whether a name stands where a place does: "in Ruden", "the village of Monte Brisa".

    The small model takes the name of an unknown village for a person's as often as not.
    """
    led, noun = next_token(article, name_tokens(article, token)[0], -1), article.head_of(token)
    if token.dep == "compound" and noun.index == token.index + 1 and noun.pos == "NOUN":
        return noun.lemma.lower() in words.PLACE_NOUNS
    if token.dep != "pobj" or led is None or led.index != token.head:
        return False
    above = article.head_of(led).lemma.lower()
    if led.text.lower() == "of":
        return above in words.PLACE_NOUNS
    return led.text.lower() in words.PLACE_PREPOSITIONS and above not in words.TRUSTING


def lower_head(article: Article, token: Token) -> str:
    """Return the word on which ``token`` hangs, in lower case."""
    return article.head_of(token).text.lower()


def _ends_titled_name(article: Article, token: Token) -> bool:
    """Tell whether the parser lost the way inside a name behind a title: "Captain Per Lund"."""
    return _opens_titled_name(article, token, name_tokens(article, token)[0])


def _opens_titled_name(article: Article, token: Token, first: Token) -> bool:
    return first.index < token.index and first.pos != "PROPN" and _is_behind_title(article, first)


def names_an_outlet(article: Article, token: Token) -> bool:
    """Tell whether a name that the parser takes for a person's is a paper's: "The Redmond Courier"."""
    if token.text.lower() not in words.OUTLET_ENDINGS:
        return False
    before = next_token(article, name_tokens(article, token)[0], -1)
    return before is not None and before.text.lower() == "the"


@lru_cache(maxsize=8192)
def is_surname(word: str, surnames: frozenset[str]) -> bool:
    """Tell whether a capitalised word is one of ``surnames`` or a transliteration of one."""
    if not word[:1].isupper():
        return False
    lower = word.lower()
    if lower in surnames:
        return True
    able = len(lower) >= MIN_ALIKE and len(surnames) <= MOST_COMPARED
    return able and any(same_surname(lower, surname) for surname in surnames)


def is_a_place(article: Article, token: Token, surnames: frozenset[str]) -> bool:
    """Tell whether a word that is a surname, too, stands for a place: by its label, and where it stands.

    The small model often takes a bare surname for a town; as a subject it is the one whom the article names.
    """
    if token.ent not in ("GPE", "NORP"):
        return False
    acts = token.dep in PEOPLE_STAND_AS and (token.dep != "conj" or article.head_of(token).pos == "PROPN")
    led = next_token(article, token, -1)
    bare = led is None or (led.text.lower() != "the" and led.dep not in ("amod", "poss"))
    return not (acts and bare and token.text.lower() in surnames) or is_place_or_outlet(token.text)


def same_surname(one: str, other: str) -> bool:
    """Tell whether two lower-case surnames are one name, perhaps in two transliterations."""
    if one == other:
        return True
    return min(len(one), len(other)) >= MIN_ALIKE and fuzz.ratio(one, other) >= SURNAME_RATIO


def is_named_by_role(article: Article, token: Token) -> bool:
    """Tell whether a role makes a name a person's: "President Holt", "the spokesman, Dmitry Orlov"."""
    if token.pos != "PROPN" or is_role_word(token) or token.text.lower() in words.TITLES:
        return False
    above, first = article.head_of(token), name_tokens(article, token)[0]
    if _opens_titled_name(article, token, first):
        return True
    if token.ent == "ORG" and above.lemma.lower() in words.ROLES_OF_FIRMS:
        return False
    if token.dep == "appos" and above.pos == "NOUN" and above.lemma.lower() in PERSONAL_ROLES:
        return True
    return _has_title(article, first)


def _has_title(article: Article, first: Token) -> bool:
    before = next_token(article, first, -1)
    return (
        before is not None
        and before.text.lower() in BEFORE_NAMES
        and before.text[:1].isupper()
        and before.dep
        in (
            "compound",
            "nmod",
            "amod",
        )
    )
