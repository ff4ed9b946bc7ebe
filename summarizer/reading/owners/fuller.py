"""The fullest name of a body or document: what an article calls by a short form it has named before.

"NGH" after "Northern Grid Holdings", "Arrow" after "Arrow Foods", "the trust" after "the Wexcombe Learning
Trust", "the company" beside the one company of its paragraph. Only what stands before counts, and only
where one name fits (R14).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.owners import names_lexicon as words
from summarizer.reading.owners.names import Phrase, block_of, is_outlet, make_key
from summarizer.reading.owners.personal_names import is_place_or_outlet
from summarizer.records import Article, Span, Token

JOINING = frozenset({"of", "and", "&", "for", "the", "-"})
MIN_INITIALS = 3
# "The company" takes up a name of its own paragraph or of the one before.
GENERIC_REACH = 1
# Longer rows of capitals are headings, and no name.
MAX_RUN = 12
SIZES = frozenset({"page", "long", "short", "final", "full"})
COMMON = words.ROLE_NOUNS | words.ORG_NOUNS | words.DOCUMENT_NOUNS | words.UNNAMED_NOUNS
SAID_AGAIN = words.ORG_NOUNS | words.DOCUMENT_NOUNS


class FullNames:
    """The names and descriptions of an article's bodies and documents, found once, asked for each owner."""

    def __init__(self, article: Article, people: Iterable[Span]) -> None:
        self._article = article
        self._by_initials: dict[str, list[Span]] = defaultdict(list)
        self._by_first_word: dict[str, list[Span]] = defaultdict(list)
        self._acting: list[Span] = []
        self._by_head: dict[str, list[Token]] = defaultdict(list)
        taken = sorted(people)
        for run in _capital_runs(article):
            for span in _parts(run, taken):
                self._by_initials[_initials(article, span)].append(span)
                self._by_first_word[span.of(article.text).split()[0]].append(span)
            if (body := _acting_body(article, run, taken)) is not None:
                self._acting.append(body)
        for token in article.tokens:
            if token.tag in ("NNS", "NNPS") or token.dep == "compound":
                continue
            named = token.lemma.lower() if token.pos == "NOUN" else token.text.lower()
            if named in SAID_AGAIN:
                self._by_head[named].append(token)

    def find(self, phrase: Phrase) -> Span | None:
        """Return the words, before ``phrase``, that name its owner in full; None where none or two do."""
        plain = phrase.text.removeprefix("the ").removeprefix("The ")
        if phrase.plural or phrase.pronoun or phrase.name:
            return None
        if plain.isupper() and len(plain) >= MIN_INITIALS:
            return self._only(phrase, self._by_initials.get(plain, ()))
        if (phrase.named or _is_capital_noun(phrase)) and not phrase.definite:
            longer = self._by_first_word.get(plain.split()[0], ())
            return self._only(phrase, (span for span in longer if _goes_on(self._article, span, plain)))
        if not phrase.definite or phrase.head.dep == "poss":
            return None
        found = self._only(phrase, self._same_head(phrase))
        generic = phrase.head_word in words.GENERIC_BODIES and len(phrase.key) == 1
        return self._only(phrase, self._acting_near(phrase)) if found is None and generic else found

    def _only(self, phrase: Phrase, spans: Iterable[Span]) -> Span | None:
        """Return the fullest of the ``spans`` before ``phrase``, where all of them name one."""
        found = [span for span in spans if span.end <= phrase.span.start]
        keys = [make_key(span.of(self._article.text)) for span in found]
        fullest = max(range(len(found)), key=lambda place: len(keys[place]), default=None)
        if fullest is None or not all(key <= keys[fullest] for key in keys):
            return None
        return found[fullest]

    def _same_head(self, phrase: Phrase) -> Iterator[Span]:
        """Yield the phrases with the same noun that say more: "the harbour authority at Port Selwick"."""
        for token in self._by_head.get(phrase.head_word, ()):
            if token.span.end > phrase.span.start:
                return
            span = noun_phrase(self._article, token)
            said = make_key(span.of(self._article.text))
            # A document is described anew: "the 84-page report" is the "report by the inspectorate".
            document = said != phrase.key and len(said) > 1 and _is_described_anew(phrase)
            if phrase.key < said or document:
                yield span

    def _acting_near(self, phrase: Phrase) -> Iterator[Span]:
        here = block_of(self._article, phrase.span)
        for span in self._acting:
            if 0 <= here - block_of(self._article, span) <= GENERIC_REACH:
                yield span


# ------------------------------------------------------------------ names


def _capital_runs(article: Article) -> Iterator[list[Token]]:
    """Yield the rows of capitalised words, small joining words inside them included."""
    run: list[Token] = []
    for token in article.tokens:
        if not run:
            run = [token] if _is_capital(token) else run
            continue
        apart = token.span.start - run[-1].span.end > 1
        if not apart and (_is_capital(token) or token.text in JOINING):
            run.append(token)
            continue
        yield from _trimmed(run)
        run = [token] if _is_capital(token) else []
    yield from _trimmed(run)


def _trimmed(run: list[Token]) -> Iterator[list[Token]]:
    while run and run[-1].text in JOINING:
        run.pop()
    if 0 < len(run) <= MAX_RUN:
        yield run


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ") and token.ent != "DATE"


def _parts(run: list[Token], taken: list[Span]) -> Iterator[Span]:
    """Yield the names that a row of two or more capitals may hold, none of them a person's."""
    ends = [token for token in run if token.text not in JOINING]
    for first in range(len(ends)):
        for last in range(first + 1, len(ends)):
            span = Span(ends[first].span.start, ends[last].span.end)
            if not _is_taken(span, taken):
                yield span


def _is_taken(span: Span, taken: list[Span]) -> bool:
    place = bisect_left(taken, span)
    return any(other.overlaps(span) for other in taken[max(0, place - 1) : place + 1])


def _initials(article: Article, span: Span) -> str:
    names = [word for word in span.of(article.text).replace("-", " ").split() if word not in JOINING]
    return "".join(word[0] for word in names)


def _is_described_anew(phrase: Phrase) -> bool:
    """Tell whether a paper is told by its size alone: "the 84-page report", not "the report by the IMF"."""
    more = phrase.key - {phrase.head_word}
    return phrase.type == "document" and all(word.isdigit() or word in SIZES for word in more)


def _is_capital_noun(phrase: Phrase) -> bool:
    """Tell whether a lone capitalised noun is rather a name: "Arrow" at the head of a sentence."""
    return phrase.text.isalpha() and phrase.text.istitle() and phrase.head_word not in COMMON


def _goes_on(article: Article, span: Span, plain: str) -> bool:
    """Tell whether a longer name begins with the short one: "Arrow Foods" for "Arrow"."""
    whole, short = span.of(article.text).split(), plain.split()
    rest = whole[len(short) :]
    return whole[: len(short)] == short and bool(rest) and not JOINING & set(rest)


def _acting_body(article: Article, run: list[Token], taken: list[Span]) -> Span | None:
    """Return the name of a body that does something in the article's own words; no person, place, outlet."""
    if not any(token.dep in ("nsubj", "nsubjpass") for token in run):
        return None
    span = Span(run[0].span.start, run[-1].span.end)
    name = span.of(article.text)
    place = any(token.ent in ("GPE", "LOC", "DATE") for token in run)
    other = _is_taken(span, taken) or place or is_outlet(name) or is_place_or_outlet(name)
    return None if other else span
