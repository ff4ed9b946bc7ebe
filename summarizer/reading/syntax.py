"""What a reader asks of the parse: noun phrases, subjects, verb groups, quotations around a word.

Everything here only looks. The parse is a small model's and errs, so each question has an answer
that still makes sense when a label is wrong: a noun phrase ends where its tokens stop being
contiguous, a subject may be found one clause up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.reading import lexicon, names_lexicon
from summarizer.records import Article, Quotation, Sentence, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
# Dependents that open a clause of their own: they are no part of how an owner is named.
CLAUSAL = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj", "csubjpass", "pcomp", "mark", "aux"})
NAME_PREPOSITIONS = frozenset(
    "of for from at in with by near within inside on to against behind outside under across between among as".split()
)
QUOTE_MARKS = frozenset("\"“”„«»‘’'`") | {"``", "''"}
TRIM = " \t\r\n\u00a0,;:–—-"
MAX_CLIMB = 8


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

    def quotation_of(self, token: Token) -> Quotation | None:
        """Return the innermost quotation around ``token``."""
        index = self.quoted[token.index]
        return self.article.quotations[index] if index >= 0 else None

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
    if verb.tag in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(
        child.tag in ("VBD", "VBP", "VBZ", "MD") for child in children(article, verb, "aux", "auxpass")
    )


def is_time(token: Token) -> bool:
    """Tell whether ``token`` is a word of time."""
    return token.ent in ("DATE", "TIME") or token.lemma.lower() in names_lexicon.TIME_WORDS


# ------------------------------------------------------------------ noun phrases


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
    while first.index < head.index and (
        not any(c.isalnum() or c == "@" for c in first.text) or first.dep == "cc"
    ):
        first = article.tokens[first.index + 1]
    return Span(first.span.start, _with_closing_bracket(article, first, last))


def _with_closing_bracket(article: Article, first: Token, last: Token) -> int:
    """Return the phrase's end, behind the bracket that closes "(SBU)" where the parser hung that elsewhere."""
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


def _opens_without_number(article: Article, apposition: Token) -> bool:
    return min(article.subtree_of(apposition), key=lambda token: token.index).pos != "NUM"


def _describes_unnamed(article: Article, participle: Token) -> bool:
    """Tell whether a participle says who unnamed people are: "officials briefed on the talks"."""
    noun = article.head_of(participle)
    before = next_token(article, participle, -1)
    unnamed = noun.lemma.lower() in names_lexicon.UNNAMED_NOUNS and noun.pos != "PROPN"
    return unnamed and participle.tag in ("VBN", "VBD") and before is not None and before.text != ","


def _is_belonging(article: Article, preposition: Token) -> bool:
    before = next_token(article, preposition, -1)
    objects = children(article, preposition, "pobj")
    if before is None or before.text == "," or not objects or lower(preposition) not in NAME_PREPOSITIONS:
        return False
    noun = objects[0]
    if is_time(noun) or noun.lemma.lower() in names_lexicon.SOCIAL_PLACES:
        return False
    of_whom = lower(preposition) in ("of", "from", "for", "with", "by")
    return of_whom or noun.lemma.lower() not in names_lexicon.VENUE_NOUNS


def _is_loose_end(article: Article, last: Token, first: Token) -> bool:
    if last.text == ")":
        return not any(token.text == "(" for token in article.tokens[first.index : last.index])
    return last.pos == "PUNCT" or last.dep in ("cc", "prep", "preconj") or last.text in QUOTE_MARKS


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
    for child in children(article, verb, "nsubj", "nsubjpass"):
        passive = child.dep == "nsubjpass"
        if lower(child) in names_lexicon.RELATIVE_PRONOUNS and verb.dep in ("relcl", "acl"):
            return Subject(_antecedent(article, verb), passive)
        # A curly "n’t" is taken for a pronoun by the small model.
        if (
            child.pos in NOMINAL
            and lower(child) not in ("who", "which", "what")
            and lower(child) not in lexicon.NEGATIONS
        ):
            return Subject(child, passive)
    if depth >= MAX_CLIMB or verb.head == verb.index:
        return None
    return _subject_above(article, verb, depth)


def _antecedent(article: Article, verb: Token) -> Token:
    noun = article.head_of(verb)
    while noun.dep == "appos":
        noun = article.head_of(noun)
    return noun


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
        child.dep == "neg" or lower(child) in lexicon.NEGATIONS
        for child in article.children_of(verb)
        if child.index < verb.index
    )


def modal_of(article: Article, verb: Token) -> str | None:
    """Return the modal auxiliary of ``verb`` in lower case, or None."""
    for child in children(article, verb, "aux"):
        if child.tag == "MD":
            return lower(child)
    return None
