"""Names that the article itself shows to be people's: "Danka Mirov" is met again as "Mirov".

News copy calls people by their last name on second mention, companies by their first word ("Arrow" for
"Arrow Foods") and bodies with "the". So a name that is taken up by its last word alone is a person's,
whatever label the small model gives it, and so is one with a known first name or with "who" behind it.
"""

from __future__ import annotations

from summarizer.reading.claims.syntax import next_token
from summarizer.reading.owners import names_lexicon as words
from summarizer.reading.owners.personal_names import is_place_or_outlet, is_role_word
from summarizer.records import Article, Token

# No part of a personal name, though capitalised: the last words of bodies and places.
NO_SURNAMES = (
    words.ORG_NOUNS
    | words.OUTLET_ENDINGS
    | words.CORPORATE_SUFFIXES
    | words.TIME_WORDS
    | words.DOCUMENT_NOUNS
)
FIRST_NAMES = words.MALE_NAMES | words.FEMALE_NAMES
NOT_BEFORE_SURNAMES = words.TITLES | words.DEMONYMS.keys() | NO_SURNAMES
PLACES = frozenset({"GPE", "LOC", "FAC", "EVENT", "DATE", "WORK_OF_ART"})
SUBJECTS = ("nsubj", "nsubjpass")


def find_taken_up(article: Article) -> frozenset[str]:
    """Return the lower-case last words of two-word names that the article shows to be people's."""
    alone: dict[str, int] = {}
    for token in article.tokens:
        if token.dep in SUBJECTS and _is_alone(article, token):
            alone[token.text.lower()] = token.index
    found = set()
    for token in article.tokens:
        if not token.text[:1].isupper() or not _ends_pair(article, token):
            continue
        if token.index < alone.get(token.text.lower(), 0) or _is_told_human(article, token):
            found.add(token.text.lower())
    return frozenset(found)


def _is_told_human(article: Article, token: Token) -> bool:
    """Tell whether a known first name, or "who" behind it, makes a name a person's: "Inês Carvalhal"."""
    first = article.tokens[token.index - 1].text.lower()
    if first in FIRST_NAMES:
        return token.ent not in PLACES
    clauses = (child for child in article.children_of(token) if child.dep == "relcl")
    return any(word.text.lower() == "who" for clause in clauses for word in article.children_of(clause))


def _is_alone(article: Article, token: Token) -> bool:
    """Tell whether a capitalised word is a name by itself, without "the" and with no other word of one."""
    if not _is_capital(token):
        return False
    before, after = next_token(article, token, -1), next_token(article, token)
    led = before is not None and before.dep in ("det", "poss", "amod")
    # A sentence's first word is capitalised for itself: "Later Mirov said".
    longer = before is not None and before.pos in ("PROPN", "DET") and _is_capital(before)
    return not led and not longer and (after is None or after.pos != "PROPN")


def _ends_pair(article: Article, token: Token) -> bool:
    before, after = next_token(article, token, -1), next_token(article, token)
    if before is None or before.pos != "PROPN" or not _is_capital(before) or not _is_capital(token):
        return False
    if after is not None and after.pos == "PROPN" and _is_capital(after):
        return False
    named = is_role_word(before) or before.text.lower() in NOT_BEFORE_SURNAMES
    led = article.tokens[before.index - 1] if before.index else None
    bodily = led is not None and (led.dep == "det" or led.pos == "PROPN") and led.head == token.index
    return not (named or bodily or is_place_or_outlet(f"{before.text} {token.text}"))


def _is_capital(token: Token) -> bool:
    word = token.text
    if not (word[:1].isupper() and word[1:].islower()):
        return False
    return not is_role_word(token) and word.lower() not in NO_SURNAMES and not is_place_or_outlet(word)
