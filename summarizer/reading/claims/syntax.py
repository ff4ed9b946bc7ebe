"""What a reader asks of the parse: noun phrases, subjects, verb groups, quotations around a word.

Everything here only looks. The parse is a small model's and errs, so each question has an answer
that still makes sense when a label is wrong: a noun phrase ends where its tokens stop being
contiguous, a subject may be found one clause up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Quotation, Sentence, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
# Tags of verbs with a tense, and of modal verbs.
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
# Dependents that open a clause of their own: they are no part of how an owner is named.
CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj", "csubjpass", "pcomp", "mark", "aux"})
DASHES = frozenset("-–—―")
QUOTE_MARKS = frozenset("\"“”„«»‘’'`") | {"``", "''"}
TRIM = " \t\r\n\u00a0,;:–—-"
MAX_CLIMB = 8
# A quotation holds hardly ever more quotations than this.
MAX_INNER_QUOTATIONS = 12


@dataclass(frozen=True, slots=True)
class Subject:
    """The head word of a verb's subject; ``passive`` where the verb is done to it."""

    head: Token
    passive: bool = False


@dataclass(frozen=True)
class Scene:
    """An article with the quotation that each token stands in (an index, or -1)."""

    article: Article
    quoted: tuple[int, ...]

    @cached_property
    def _quotation_starts(self) -> tuple[int, ...]:
        return tuple(quotation.outer.start for quotation in self.article.quotations)

    def quotations_over(self, span: Span) -> tuple[Quotation, ...]:
        """Return the quotations that share a code point with ``span``, in text order."""
        last = bisect_left(self._quotation_starts, span.end)
        first = max(0, bisect_left(self._quotation_starts, span.start) - MAX_INNER_QUOTATIONS)
        return tuple(q for q in self.article.quotations[first:last] if q.outer.overlaps(span))

    def quotation_from(self, offset: int) -> Quotation | None:
        """Return the first quotation that begins at ``offset`` or behind it."""
        place = bisect_left(self._quotation_starts, offset)
        return self.article.quotations[place] if place < len(self.article.quotations) else None

    def quotation_of(self, token: Token) -> Quotation | None:
        """Return the innermost quotation around ``token``."""
        index = self.quoted[token.index]
        return self.article.quotations[index] if index >= 0 else None

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the first quotation, marks included, that covers ``offset``."""
        return next(iter(self.quotations_over(Span(offset, offset + 1))), None)

    def sentence_of(self, token: Token) -> Sentence:
        """Return the sentence of ``token``."""
        found = self.article.sentence_at(token.span.start)
        if found is None:
            raise ValueError(f"token at {token.span.start} stands in no sentence")
        return found


def make_scene(article: Article) -> Scene:
    """Return ``article`` with its tokens' quotations looked up once."""
    quoted = [-1] * len(article.tokens)
    # Outer quotations come before the ones inside them, so the inner one is written last.
    order = sorted(range(len(article.quotations)), key=lambda place: article.quotations[place].outer.start)
    for place in order:
        for span in article.quotations[place].spans:
            for token in article.tokens_in(span):
                quoted[token.index] = place
    return Scene(article, tuple(quoted))


# ------------------------------------------------------------------ spans


def span_of(tokens: Iterable[Token]) -> Span:
    """Return the span from the first to the last of ``tokens`` (at least one)."""
    found = tuple(tokens)
    return Span(min(token.span.start for token in found), max(token.span.end for token in found))


def trim(text: str, span: Span, extra: str = "") -> Span:
    """Return ``span`` without white space, commas, colons and dashes at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in TRIM + extra:
        start += 1
    while start < end and text[end - 1] in TRIM + extra:
        end -= 1
    return Span(start, end)


def has_words(text: str, span: Span) -> bool:
    """Tell whether any letter or digit stands in ``span``."""
    return any(char.isalnum() for char in span.of(text))


# ------------------------------------------------------------------ tokens


def lower(token: Token) -> str:
    """Return the token's words in lower case with straight apostrophes; an acronym ("WHO") stays as it is."""
    if len(token.text) > 1 and token.pos == "PROPN" and token.text.isupper():
        return token.text
    return token.text.lower().replace("’", "'")


def children(article: Article, token: Token, *deps: str) -> tuple[Token, ...]:
    """Return the children of ``token`` that have one of ``deps``."""
    return tuple(child for child in article.children_of(token) if child.dep in deps)


def next_token(article: Article, token: Token, by: int = 1) -> Token | None:
    """Return the token ``by`` places on (or back), or None beyond the ends of the text."""
    place = token.index + by
    return article.tokens[place] if 0 <= place < len(article.tokens) else None


def path_to(article: Article, token: Token, top: Token) -> Iterator[Token]:
    """Yield ``token`` and its heads up to, but without, ``top``; stops at a root."""
    current = token
    while current.index != top.index:
        yield current
        if current.head == current.index:
            return
        current = article.head_of(current)


def is_under(article: Article, token: Token, top: Token) -> bool:
    """Tell whether ``token`` is ``top`` or depends on it."""
    current = token
    while current.index != top.index:
        if current.head == current.index:
            return False
        current = article.head_of(current)
    return True


def is_finite(article: Article, verb: Token) -> bool:
    """Tell whether ``verb`` carries a tense of its own or through an auxiliary."""
    if verb.tag in FINITE_TAGS:
        return True
    return any(child.tag in FINITE_TAGS for child in children(article, verb, "aux", "auxpass"))


def is_time(token: Token) -> bool:
    """Tell whether ``token`` is a word of time."""
    return token.ent in ("DATE", "TIME") or token.lemma.lower() in names_lexicon.TIME_WORDS


# ------------------------------------------------------------------ noun phrases


# ------------------------------------------------------------------ verbs


def verb_group(article: Article, verb: Token) -> Span:
    """Return the span of ``verb`` with its auxiliaries, negation and particles: "has since said"."""
    first, probe = verb, next_token(article, verb, -1)
    while probe is not None and probe.head == verb.index and probe.dep in (*AUXILIARIES, "advmod"):
        if probe.dep in AUXILIARIES:
            first = probe
        probe = next_token(article, probe, -1)
    last = verb
    follower = next_token(article, verb)
    if follower is not None and follower.head == verb.index and follower.dep == "prt":
        last = follower
    return Span(first.span.start, last.span.end)


def is_passive(article: Article, verb: Token) -> bool:
    """Tell whether ``verb`` is in the passive, also as a participle behind a noun ("accused of")."""
    if children(article, verb, "auxpass", "nsubjpass"):
        return True
    return (
        verb.tag == "VBN"
        and not children(article, verb, "aux", "nsubj")
        and verb.dep in ("acl", "relcl", "advcl")
    )


def agent_of(article: Article, verb: Token) -> Token | None:
    """Return the head word of "by X" behind a passive ``verb``."""
    for by in children(article, verb, "agent", "prep"):
        if lower(by) == "by":
            objects = children(article, by, "pobj")
            return objects[0] if objects else None
    return None


def subject_of(article: Article, verb: Token, depth: int = 0) -> Subject | None:
    """Return the subject of ``verb``: its own, the antecedent of "who", or that of the clause it hangs on."""
    for child in _subjects(article, verb):
        passive = child.dep == "nsubjpass"
        if lower(child) in names_lexicon.RELATIVE_PRONOUNS and verb.dep in ("relcl", "acl"):
            return Subject(antecedent(article, verb), passive)
        # A curly "n’t" is taken for a pronoun by the small model.
        if (
            child.pos in NOMINAL
            and lower(child) not in ("who", "which", "what")
            and lower(child) not in phrase_lexicon.NEGATIONS
        ):
            return Subject(child, passive)
    if depth >= MAX_CLIMB or verb.head == verb.index:
        return None
    return _subject_above(article, verb, depth)


def _subjects(article: Article, verb: Token) -> tuple[Token, ...]:
    """Return the subjects of ``verb``; a dateline ("LONDON — The captain told") is none beside another."""
    found = children(article, verb, "nsubj", "nsubjpass")
    if len(found) > 1 and (dash := next_token(article, found[0])) is not None and dash.text in DASHES:
        return found[1:]
    if len(found) > 1 and lower(found[0]) in ("one", "another") and found[1].pos == "NOUN":
        # "One of them, the fishmonger Alf Denny, said": who it is stands in apposition.
        return found[1:]
    return found


def antecedent(article: Article, verb: Token) -> Token:
    """Return the noun that the relative clause of ``verb`` is about.

    The parser hangs it on the nearest: of "aides in Dale, who have argued" that is Dale, which is neither
    somebody nor many.
    """
    near = noun = _named_first(article, article.head_of(verb))
    while not _fits_clause(article, noun, verb):
        above = article.head_of(article.head_of(noun))
        if noun.dep != "pobj" or above.pos not in NOMINAL:
            return near
        noun = _named_first(article, above)
    return noun


def _named_first(article: Article, noun: Token) -> Token:
    while noun.dep == "appos":
        noun = article.head_of(noun)
    return noun


def _fits_clause(article: Article, noun: Token, verb: Token) -> bool:
    """Tell whether the noun may be "who" does it, by its kind and number."""
    if noun.ent in PLACES and any(lower(child) == "who" for child in children(article, verb, "nsubj")):
        return False
    many = any(token.tag == "VBP" for token in (verb, *children(article, verb, "aux", "auxpass")))
    return not many or noun.tag not in ("NN", "NNP") or bool(children(article, noun, "conj"))


def _subject_above(article: Article, verb: Token, depth: int) -> Subject | None:
    above = article.head_of(verb)
    if verb.dep == "acl" and above.pos in NOMINAL:
        return Subject(above, verb.tag == "VBN")
    if verb.dep == "conj" and above.pos in VERBAL:
        return subject_of(article, above, depth + 1)
    shares = verb.dep in ("advcl", "xcomp", "pcomp", "conj", "ccomp", "prep", "dep") and not is_finite(
        article, verb
    )
    if shares and above.pos == "ADP":
        above = article.head_of(above)
    if shares and above.pos in VERBAL:
        return subject_of(article, above, depth + 1)
    if shares and above.pos in ("ADJ", "ADV") and article.head_of(above).pos in VERBAL:
        return subject_of(article, article.head_of(above), depth + 1)
    return None


def is_negated(article: Article, verb: Token) -> bool:
    """Tell whether "not" or "never" stands with ``verb``."""
    return any(
        child.dep == "neg" or lower(child) in phrase_lexicon.NEGATIONS
        for child in article.children_of(verb)
        if child.index < verb.index
    )


def modal_of(article: Article, verb: Token) -> str | None:
    """Return the modal auxiliary of ``verb`` in lower case, or None."""
    for child in children(article, verb, "aux"):
        if child.tag == "MD":
            return lower(child)
    return None
