"""The words that name an owner: the noun phrase around a head word, as an editor would quote it.

Kept are articles, names, titles, appositions ("Kursk's governor, Alexei Smirnov"), phrases of belonging
("of", "for", "from" …) and, for people without a name, what they are ("people familiar with the matter").
Left out are trailing clauses, ages, times, and where something was said.
"""

from __future__ import annotations

from summarizer.reading.claims.syntax import (
    CLAUSAL,
    NOMINAL,
    QUOTE_MARKS,
    children,
    is_time,
    is_under,
    lower,
    next_token,
    path_to,
)
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Span, Token

MAX_NAME_WORDS = 4
HYPHENS = "-‐‑"
# Joined once: these are asked for each phrase.
ROLES_AND_BODIES = names_lexicon.ROLE_NOUNS | names_lexicon.ORG_NOUNS
UNNAMED_AND_PAPERS = names_lexicon.UNNAMED_NOUNS | names_lexicon.DOCUMENT_NOUNS
NAME_PREPOSITIONS = frozenset(
    """of for from at in with by near within inside on to against behind outside under across between among
    as""".split()
)


def noun_phrase(article: Article, head: Token) -> Span:
    """Return the phrase around ``head`` as an editor would quote it, without trailing clauses.

    Kept: articles, names, titles, appositions ("Kursk's governor, Alexei Smirnov"), phrases of belonging
    ("of", "for", "from" …) and, for people without a name, what they are ("people familiar with the matter").
    """
    first = head
    while (before := next_token(article, first, -1)) and _belongs_left(article, before, head):
        first = before
    last = head
    while (after := next_token(article, last)) and _belongs_right(article, after, head):
        last = after
    while last.index > head.index and _is_loose_end(article, last, first):
        last = article.tokens[last.index - 1]
    last = _with_lost_names(article, _with_lost_name(article, _with_rest_of_name(article, last)))
    while first.index < head.index and (
        not any(c.isalnum() or c == "@" for c in first.text) or first.dep == "cc"
    ):
        first = article.tokens[first.index + 1]
    first = _with_start_of_name(article, first)
    return Span(first.span.start, _with_closing_bracket(article, first, last))


def _with_start_of_name(article: Article, first: Token) -> Token:
    """Return the first word of a name whose start the parser cut off: "al-Tamimi", "Nguyễn Thị Hạnh"."""
    before = next_token(article, first, -1)
    while before is not None and first.pos == "PROPN" and _opens_name(article, before, first):
        first, before = before, next_token(article, before, -1)
    return first


def _opens_name(article: Article, before: Token, first: Token) -> bool:
    gap = first.span.start - before.span.end
    foreign = before.text[:1].isupper() and not before.text.isascii() and before.text.isalpha()
    return gap == 0 if before.text in HYPHENS or first.text in HYPHENS else foreign and gap == 1


def _with_rest_of_name(article: Article, last: Token) -> Token:
    """Return the end of a name behind a title, where the parser took a part of it for another word."""
    if not last.text[:1].isupper() or last.text.lower() not in names_lexicon.TITLES:
        return last
    after = next_token(article, last)
    while after is not None and after.text[:1].isupper() and after.text[1:].islower():
        last, after = after, next_token(article, after)
    return last


def _with_lost_name(article: Article, last: Token) -> Token:
    """Return the end of a name behind a role's comma that the parser took apart: "the mayor, Per Aas, …"."""
    comma = next_token(article, last)
    if comma is None or comma.text != "," or not last.text.islower():
        return last
    if last.lemma.lower() not in ROLES_AND_BODIES:
        return last
    name: list[Token] = []
    after = next_token(article, comma)
    while after is not None and after.text[:1].isupper() and after.text[1:].islower():
        name.append(after)
        after = next_token(article, after)
    closed = after is not None and after.text == ","
    return name[-1] if closed and 1 < len(name) <= MAX_NAME_WORDS else last


def _with_lost_names(article: Article, last: Token) -> Token:
    """Return the end of the names right behind a plural role: "Biologists Per Lund and Ruth Agar"."""
    role = last.tag == "NNS" and last.lemma.lower() in names_lexicon.ROLE_NOUNS
    after = next_token(article, last) if role else None
    end, names = last, 0
    while after is not None and (
        after.text == "and" or (after.text[:1].isupper() and after.text[1:].islower())
    ):
        end, names = (after, names + 1) if after.text != "and" else (end, names)
        after = next_token(article, after)
    return end if names > 1 else last


def _with_closing_bracket(article: Article, first: Token, last: Token) -> int:
    """Return the phrase's end, behind the bracket that closes "(SBU)" where the parser hung it elsewhere."""
    words = Span(first.span.start, last.span.end).of(article.text)
    after = next_token(article, last)
    is_open = words.count("(") > words.count(")") and after is not None and after.text == ")"
    return after.span.end if after is not None and is_open else last.span.end


def _belongs_left(article: Article, token: Token, head: Token) -> bool:
    links = list(path_to(article, token, head))
    if article.head_of(links[-1]).index != head.index:
        return False
    if token.pos == "PUNCT" and token.text not in ("-", "–", "/", "&") and token.head == head.index:
        return token.text == "," and not _opens_phrase(article, token, head)
    if links[-1].dep in ("cc", "conj", "preconj"):
        return False
    return not any(link.dep in CLAUSAL or link.dep in ("prep", "acl") for link in links)


def _opens_phrase(article: Article, comma: Token, head: Token) -> bool:
    """Tell whether nothing before ``comma`` belongs to the phrase of ``head``."""
    before = next_token(article, comma, -1)
    return before is None or not (
        before.head == head.index and before.dep in ("amod", "compound", "det", "nummod")
    )


def _belongs_right(article: Article, token: Token, head: Token) -> bool:
    links = list(path_to(article, token, head))
    if article.head_of(links[-1]).index != head.index:
        return _is_bracket(article, token, head)
    if any(_asks_for_silence(article, link) for link in links):
        return True
    return all(_link_is_kept(article, link, head) for link in links)


def _is_bracket(article: Article, token: Token, head: Token) -> bool:
    """Tell whether ``token`` is a bracket, or stands in one, right behind the phrase: "(SBU)"."""
    before = next_token(article, token, -1)
    if token.text == "(" and before is not None and is_under(article, before, head):
        return _is_acronym_bracket(article, token)
    return False


def _is_acronym_bracket(article: Article, bracket: Token) -> bool:
    inside, close = next_token(article, bracket), next_token(article, bracket, 2)
    return bool(inside and close and inside.text.isupper() and close.text == ")")


def _link_is_kept(article: Article, link: Token, head: Token) -> bool:
    if link.dep in CLAUSAL:
        return False
    if link.dep == "acl":
        return _describes_unnamed(article, link)
    if link.dep in ("prep", "agent"):
        return _is_belonging(article, link)
    if link.dep == "appos":
        return link.pos in ("NOUN", "PROPN") and not is_time(link) and _opens_without_number(article, link)
    if link.dep == "conj":
        return link.pos in NOMINAL and article.head_of(link).pos in NOMINAL and not is_time(link)
    if link.dep == "cc":
        return any(
            _link_is_kept(article, twin, head) for twin in children(article, article.head_of(link), "conj")
        )
    if link.dep in ("advmod", "npadvmod", "nummod") and link.index > head.index and link.head == head.index:
        return False
    return link.dep != "dep" or link.pos == "PROPN"


def _asks_for_silence(article: Article, link: Token) -> bool:
    """Tell whether a clause says why there is no name: "a technician who asked not to be named" (R13)."""
    noun = article.head_of(link)
    unnamed = link.dep == "relcl" and noun.pos == "NOUN" and noun.lemma.lower() in names_lexicon.ROLE_NOUNS
    words = {lower(token) for token in article.subtree_of(link)} if unnamed else set()
    return "who" in words and bool(words & names_lexicon.ANONYMITY)


def _opens_without_number(article: Article, apposition: Token) -> bool:
    return min(article.subtree_of(apposition), key=lambda token: token.index).pos != "NUM"


def _describes_unnamed(article: Article, participle: Token) -> bool:
    """Tell whether a participle says who unnamed people are: "officials briefed on the talks"."""
    noun = article.head_of(participle)
    before = next_token(article, participle, -1)
    if lower(participle) in ("named", "called") and noun.pos == "NOUN":
        return any(child.pos == "PROPN" for child in children(article, participle, "oprd", "dobj"))
    # "a complaint filed with the department", "a note seen by the paper"
    papers = lower(participle) in names_lexicon.PAPER_PARTICIPLES
    known = UNNAMED_AND_PAPERS if papers else names_lexicon.UNNAMED_NOUNS
    unnamed = noun.lemma.lower() in known and noun.pos != "PROPN"
    return unnamed and participle.tag in ("VBN", "VBD") and before is not None and before.text != ","


def _is_belonging(article: Article, preposition: Token) -> bool:
    before = next_token(article, preposition, -1)
    objects = children(article, preposition, "pobj")
    if before is None or before.text == "," or not objects or lower(preposition) not in NAME_PREPOSITIONS:
        return False
    noun = objects[0]
    if lower(preposition) == "from" and noun.text.isdigit() and _is_paper(article, preposition):
        return True
    if is_time(noun) or noun.lemma.lower() in names_lexicon.SOCIAL_PLACES:
        return False
    of_whom = lower(preposition) in ("of", "from", "for", "with", "by")
    return of_whom or noun.lemma.lower() not in names_lexicon.VENUE_NOUNS


def _is_paper(article: Article, preposition: Token) -> bool:
    """Tell whether a year tells which paper it is: "an audit from 2023"."""
    return article.head_of(preposition).lemma.lower() in names_lexicon.DOCUMENT_NOUNS


def _is_loose_end(article: Article, last: Token, first: Token) -> bool:
    if last.tag == "POS":
        return True
    if last.text == ")":
        return not any(token.text == "(" for token in article.tokens[first.index : last.index])
    return last.pos == "PUNCT" or last.dep in ("cc", "prep", "preconj") or last.text in QUOTE_MARKS
