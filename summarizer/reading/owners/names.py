"""What an owner phrase says: a person's name, a role, an organisation, a document, a pronoun.

The phrase is read with the parse; nothing is compared with other phrases here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import children, is_time, lower, trim
from summarizer.reading.owners import names_lexicon as words
from summarizer.reading.owners.personal_names import is_place_or_outlet, name_tokens, person_token
from summarizer.records import Article, SourceType, Span, Token

ACRONYM = re.compile(r"\(([A-Z][A-Z.&-]{1,9})\)")
HANDLE = re.compile(r"@\w+")
DETERMINERS = frozenset(
    "the a an this that these those some several many other another its his her their our my".split()
)
DEFINITE = frozenset("the this that these those its his her their".split())
ISSUED = words.STATEMENT_NOUNS | words.RECKONINGS
PRONOUNS = frozenset("he she they it i we him her them us me his its their our my who".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """An owner phrase, read.

    ``name`` is a person's name without titles ("Alexei Smirnov"), ``role`` the words that tell what the owner
    is ("Kursk's governor"), ``key`` the comparable words of anything else, ``head_word`` the head's one.
    ``issued`` is the statement that stands for its issuer ("a letter from the agency"), ``paper`` its noun;
    ``beside`` is who stands beside a pronoun ("he and his wife").
    """

    span: Span
    text: str
    head: Token
    type: SourceType
    name: str = ""
    title: str = ""
    role: str = ""
    acronym: str = ""
    called: str = ""
    pronoun: str = ""
    key: frozenset[str] = frozenset()
    head_word: str = ""
    definite: bool = False
    plural: bool = False
    named: bool = False
    issued: str = ""
    paper: str = ""
    beside: str = ""

    @property
    def surname(self) -> str:
        """Return the last word of the person's name, lower case."""
        return self.name.split()[-1].lower() if self.name else ""


def head_of_span(article: Article, span: Span) -> Token | None:
    """Return the token of ``span`` that no other token of it governs."""
    tokens = article.tokens_in(span)
    tops = [
        token
        for token in tokens
        if token.pos != "PUNCT"
        and (not span.contains(article.head_of(token).span) or token.head == token.index)
    ]
    if len(tops) > 1 and tops[0].pos == "DET":
        # The parser has hung all words of "the charge sheet" on the verb behind it.
        return next((token for token in reversed(tops) if token.pos in ("NOUN", "PROPN")), tops[0])
    return next(iter(tops or tokens), None)


def plain_words(phrase: str) -> tuple[str, ...]:
    """Return the lower-case words of a phrase without articles, possessive marks and punctuation."""
    cleaned = re.sub(
        r"['’]s\b|s['’](?=\s|$)", lambda match: " " if match.group()[0] in "'’" else "s ", phrase
    )
    found = (
        re.sub(r"^\W+|[^\w.]+$", "", word).lower() for word in re.split(r"[\s/-]+", ACRONYM.sub(" ", cleaned))
    )
    kept = (word for word in found if word and word not in DETERMINERS and word not in ("of", "for"))
    return tuple(_canonical(word) for word in kept)


def _canonical(word: str) -> str:
    word = words.SPELLINGS.get(word, words.TITLE_ROLES.get(word, word))
    return words.DEMONYMS.get(word, word)


@lru_cache(maxsize=4096)
def make_key(phrase: str) -> frozenset[str]:
    """Return the comparable words of a phrase, spelling variants and demonyms made one."""
    whole = phrase.lower().removeprefix("the ").strip()
    return frozenset({words.SPELLINGS[whole]} if whole in words.SPELLINGS else plain_words(phrase))


# ------------------------------------------------------------------ reading a phrase


def read_phrase(article: Article, span: Span, surnames: frozenset[str]) -> Phrase | None:
    """Read an owner phrase; ``surnames`` are the lower-case surnames of the article's people."""
    head, text = head_of_span(article, span), span.of(article.text)
    if HANDLE.search(text):
        return _read_handle(article, span, head)
    if head is None:  # a letter's signature is no sentence, so it has no tokens
        signed = any(block.handle == span for block in article.blocks)
        return _read_handle(article, span, None) if signed else None
    if text.lower() in words.GROUP_PRONOUNS:
        return Phrase(span, text, head, "person", pronoun="they", plural=True)
    if lower(head) in PRONOUNS:
        word, joint = lower(head), is_joint(article, head, span)
        beside = text[len(head.text) :] if joint and text.startswith(head.text) else ""
        plural = word in ("they", "we", "their") or joint
        return Phrase(span, text, head, "person", pronoun=word, plural=plural, beside=beside)
    issuer = _issuer_of(article, head, span)
    if issuer is not None:
        issued = read_phrase(article, issuer, surnames)
        return None if issued is None else replace(issued, issued=text, paper=lower(head))
    person = person_token(article, head, span, surnames)
    if person is not None and not is_joint(article, head, span):
        return _read_person(article, span, head, person)
    return _read_other(article, span, head)


def _read_handle(article: Article, span: Span, head: Token | None) -> Phrase | None:
    text = span.of(article.text)
    tokens = article.tokens
    name = text.split("(")[0].strip() or text
    anchor = head or (tokens[0] if tokens else None)
    if anchor is None:
        return None
    kind: SourceType = "social_post" if HANDLE.search(text) else "person"
    return Phrase(span, text, anchor, kind, key=frozenset({text.lower()}), role="", title=name, named=True)


def _issuer_of(article: Article, head: Token, span: Span) -> Span | None:
    """Return who issued a statement: "the ministry" of "a letter from the ministry"."""
    lemma = head.lemma.lower()
    if head.pos != "NOUN" or lemma not in ISSUED:
        return None
    for child in children(article, head, "poss"):
        return noun_phrase(article, child)
    if lemma in words.RECKONINGS:
        return None
    for child in children(article, head, "prep", "agent"):
        inside = children(article, child, "pobj")
        issued = lower(child) in words.ISSUER_PREPOSITIONS and inside and span.contains(inside[0].span)
        if issued and not is_time(inside[0]):
            return noun_phrase(article, inside[0])
    return None


def is_joint(article: Article, head: Token, span: Span) -> bool:
    """Tell whether a phrase names two or more: "Holm and Priest"."""
    return any(span.contains(child.span) for child in children(article, head, "conj"))


def _read_person(article: Article, span: Span, head: Token, person: Token) -> Phrase:
    parts = name_tokens(article, person)
    name_span = Span(parts[0].span.start, parts[-1].span.end)
    name = name_span.of(article.text)
    before = trim(article.text, Span(span.start, max(span.start, name_span.start)))
    after = trim(article.text, Span(min(span.end, name_span.end), span.end), "()")
    role = before.of(article.text) or after.of(article.text)
    office, _, title = role.rpartition(", ")
    if office and title.lower() in words.TITLES:
        # "Its chairman, Professor Emil Oduya-Brandt": what he is to the article is chairman.
        role = office
    role = "" if role.lower() in DETERMINERS else role
    if after.of(article.text) and before.of(article.text).lower() in words.TITLES:
        role = after.of(article.text)
    title = before.of(article.text)
    if all(
        word.lower() in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir")
        for word in role.split()
    ):
        role = ""
    return Phrase(
        span,
        span.of(article.text),
        head,
        "person",
        name=name,
        title=title,
        role=role,
        key=make_key(role),
        named=True,
    )


def _read_other(article: Article, span: Span, head: Token) -> Phrase:
    text = span.of(article.text)
    match = ACRONYM.search(text)
    first = article.tokens_in(span)[0]
    plural = head.tag in ("NNS", "NNPS") or lower(head) in words.PLURAL_WORDS or is_joint(article, head, span)
    kind = _type_of(article, span, head, plural)
    core = noun_phrase(article, head).of(article.text) if not span.contains(head.span) else text
    return Phrase(
        span=span,
        text=text,
        head=head,
        type=kind,
        role=ACRONYM.sub("", core).strip()
        if kind == "person" and (head.pos != "PROPN" or text.lower() in words.ROLE_NOUNS)
        else "",
        acronym=match.group(1) if match else "",
        called=_name_in_apposition(article, span, head),
        key=make_key(core),
        head_word=_canonical(head.lemma.lower() if head.pos == "NOUN" else lower(head)),
        definite=lower(first) in DEFINITE or first.dep == "poss",
        plural=plural,
        named=kind not in ("unnamed", "document", "poll") and _has_name(article, span),
    )


def _name_in_apposition(article: Article, span: Span, head: Token) -> str:
    """Return the proper name behind a common noun: "Norlinje" of "the ferry operator, Norlinje"."""
    names = (
        child
        for child in children(article, head, "appos")
        if child.pos == "PROPN" and span.contains(child.span)
    )
    first = next(names, None)
    if first is None or head.pos == "PROPN":
        return ""
    return trim(article.text, noun_phrase(article, first), "()").of(article.text)


def _has_name(article: Article, span: Span) -> bool:
    return any(token.pos == "PROPN" for token in article.tokens_in(span))


def _type_of(article: Article, span: Span, head: Token, plural: bool) -> SourceType:
    lemma, text = head.lemma.lower(), span.of(article.text)
    if any(text.lower().endswith(body) for body in words.BODIES_LIKE_ROLES):
        return "organisation"
    if is_outlet(text) or lemma in words.OUTLET_NOUNS:
        return "outlet"
    if lemma in words.COURT_NOUNS:
        return "court"
    if lemma in words.POLL_NOUNS:
        return "poll"
    if lemma in words.DOCUMENT_NOUNS and head.pos == "NOUN":
        return "document"
    if head.pos == "PROPN" and lemma not in words.ROLE_NOUNS:
        return "person" if _looks_like_a_surname(text, head) else "organisation"
    first = lower(article.tokens_in(span)[0])
    indefinite = first in ("a", "an", "one", "another", "some") or plural
    if lemma in words.UNNAMED_NOUNS and indefinite:
        return "unnamed"
    if lemma in words.ORG_NOUNS or lemma == "police":
        return "organisation"
    if lemma in words.ROLE_NOUNS:
        return "unnamed" if plural else "person"
    return "organisation" if head.ent in ("ORG", "GPE") else "unnamed"


def _looks_like_a_surname(text: str, head: Token) -> bool:
    """Tell whether a lone capitalised word without any label is rather a person than a body."""
    alone = text == head.text and not head.ent and text[:1].isupper() and text[1:].islower()
    return alone and not is_place_or_outlet(text) and head.lemma.lower() not in words.ORG_NOUNS


def is_bare_title(role: str) -> bool:
    """Tell whether a role is one word that many bear ("President"), so that it names nobody by itself."""
    return len(role.split()) == 1


def is_outlet(text: str) -> bool:
    """Tell whether a phrase is the name of an outlet."""
    plain = text.lower().removeprefix("the ").removesuffix("'s").removesuffix("’s")
    if plain in words.OUTLETS or text.lower() in words.OUTLETS:
        return True
    parts = plain.split()
    if len(parts) == 1 and text.lower() != plain and plain in words.OUTLET_ENDINGS:
        return text.split()[-1][:1].isupper()
    if parts and parts[0] in words.OUTLET_OPENINGS and len(parts) in (2, 3) and text[:1].isupper():
        return True
    return len(parts) in (2, 3, 4) and parts[-1] in words.OUTLET_ENDINGS and text.split()[-1][:1].isupper()


def block_of(article: Article, span: Span) -> int:
    """Return the index of the block in which ``span`` begins."""
    sentence = article.sentence_at(span.start)
    return sentence.block if sentence else 0
