"""Shortens one article sentence along its parse, without touching what carries the promise.

What may go, each with a finder of its own: an opening conjunction or connective ("But", "Meanwhile,"),
an opening adverbial of scene ("Amid growing fears, ..."), a non-restrictive relative clause, an
apposition between commas, a parenthesis. None of it goes where it holds an owner or cue, a figure, a
negation, a date or place, or stands in or across a quotation: ``_carries`` decides that for all alike.
The order is find, decide, cut: the finders only read, the cuts are made once, from the end. The idea
and the list of constituents follow sentence compression by deletion (Jing 2000; Clarke and Lapata 2008).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from summarizer.datelines import dateline_end
from summarizer.generation.lexicon import (
    COMMAS,
    CONNECTIVE_PHRASES,
    CONNECTIVES,
    KEPT_ENTITIES,
    RELATIVE_WORDS,
    SCENE_WORDS,
    SUBJECTS,
)
from summarizer.records import Analysis, Article, Sentence, Span, Token

# A cut that leaves fewer words than this leaves no sentence.
MIN_WORDS_LEFT = 6


def shorten(analysis: Analysis, sentence: Sentence) -> str:
    """Return the sentence in fewer words, as a written sentence: a capital first, a full stop last.

    Quoted words are never touched. A sentence with nothing to leave out comes back tidied only.
    """
    article = analysis.article
    cuts: list[Span] = []
    for find in FINDERS:
        for span in find(article, sentence):
            # a dateline holds a place, which is of the report and not of what it says
            if find is find_dateline or _may_go(analysis, sentence, span, cuts):
                cuts.append(span)
    return tidy(_cut(article.text, sentence.span, cuts))


def _may_go(analysis: Analysis, sentence: Sentence, span: Span, cuts: list[Span]) -> bool:
    if any(span.overlaps(cut) for cut in cuts):
        return False
    left = len(sentence.span.of(analysis.article.text).split())
    left -= sum(len(cut.of(analysis.article.text).split()) for cut in (*cuts, span))
    return left >= MIN_WORDS_LEFT and not _carries(analysis, span)


def _carries(analysis: Analysis, span: Span) -> bool:
    """Tell whether the span holds what a summary sentence must not lose."""
    article = analysis.article
    if any(quotation.outer.overlaps(span) for quotation in article.quotations):
        return True
    if any(figure.span.overlaps(span) for figure in analysis.figures):
        return True
    if any(part and part.overlaps(span) for claim in analysis.claims for part in (claim.owner, claim.cue)):
        return True
    return any(
        token.dep == "neg" or token.pos == "NUM" or token.ent in KEPT_ENTITIES
        for token in article.tokens_in(span)
    )


# --------------------------------------------------------------------------- finders


def find_dateline(article: Article, sentence: Sentence) -> Iterator[Span]:
    """Find "SANAA, Yemen (CNN)" or "LONDON — " at the start of a report."""
    end = dateline_end(sentence.span.of(article.text))
    if end:
        yield Span(sentence.span.start, sentence.span.start + end)


def find_opening_connective(article: Article, sentence: Sentence) -> Iterator[Span]:
    """Find "But", "Meanwhile," or "In addition," at the start, with the comma after it."""
    text = sentence.span.of(article.text)
    for words in (*CONNECTIVE_PHRASES, *CONNECTIVES):
        opening = re.match(rf"{words}\b(,?)\s+", text, re.IGNORECASE)
        if opening and (opening[1] or _links(article, sentence)):
            yield Span(sentence.span.start, sentence.span.start + opening.end())
            return


def _links(article: Article, sentence: Sentence) -> bool:
    """Tell "But it works" and "Still the army came" from "Still waters", "So many" and "Then-president"."""
    first = article.tokens_in(sentence.span)[:1]
    return bool(first) and (first[0].pos in ("CCONJ",) or first[0].dep == "cc")


def find_opening_scene(article: Article, sentence: Sentence) -> Iterator[Span]:
    """Find "Amid growing fears of war, " before the subject of the main verb."""
    tokens = article.tokens_in(sentence.span)
    first = next((token for token in tokens if token.pos not in ("PUNCT", "CCONJ")), None)
    if first is None or first.lemma.lower() not in SCENE_WORDS:
        return
    top = first if first.dep == "prep" else article.head_of(first)
    if article.head_of(top).dep != "ROOT" or top.dep not in ("prep", "advcl"):
        return
    subtree = article.subtree_of(top)
    following = _token_after(article, subtree[-1], sentence)
    if subtree[0].index == first.index and following is not None and following.text == ",":
        yield Span(first.span.start, following.span.end)


def find_relative_clauses(article: Article, sentence: Sentence) -> Iterator[Span]:
    """Find ", which may have involved tyres," with the commas around it."""
    for token in article.tokens_in(sentence.span):
        subtree = article.subtree_of(token) if token.dep == "relcl" else ()
        if subtree and subtree[0].lemma.lower() in RELATIVE_WORDS:
            yield from _between_commas(article, subtree, sentence)


def find_appositions(article: Article, sentence: Sentence) -> Iterator[Span]:
    """Find ", a spokesman for the ministry," with the commas around it."""
    for token in article.tokens_in(sentence.span):
        # "Kursk's governor, Alexei Smirnov, says": a name is never an aside
        if token.dep == "appos" and token.pos == "NOUN":
            yield from _between_commas(article, article.subtree_of(token), sentence)


def find_parentheses(article: Article, sentence: Sentence) -> Iterator[Span]:
    """Find "(as it is known)" with the space before it; a short form of a name stays: others use it."""
    for aside in re.finditer(r"\s*\(([^()]*)\)", sentence.span.of(article.text)):
        if len(aside[1].split()) > 1:
            yield Span(aside.start(), aside.end()).shift(sentence.span.start)


FINDERS: tuple[Callable[[Article, Sentence], Iterable[Span]], ...] = (
    find_dateline,
    find_opening_connective,
    find_opening_scene,
    find_relative_clauses,
    find_appositions,
    find_parentheses,
)


def _between_commas(article: Article, subtree: tuple[Token, ...], sentence: Sentence) -> Iterator[Span]:
    """Yield the subtree with the comma before it and, between subject and verb, the one after it.

    Elsewhere the comma after it may open or close something else ("..., where it broke out, which
    was then used ...") and stays. A full stop stays too.
    """
    if len(subtree) != subtree[-1].index - subtree[0].index + 1:
        return  # not contiguous: the parse is not to be trusted here
    before = article.tokens[subtree[0].index - 1] if subtree[0].index else None
    if before is None or before.text not in COMMAS or before.span.start < sentence.span.start:
        return
    start = _left_edge(article.text, before.span.start)
    after = _token_after(article, subtree[-1], sentence)
    if after is None:
        yield Span(start, subtree[-1].span.end)
    elif after.text in COMMAS:
        noun = article.head_of(next(token for token in subtree if token.dep in ("relcl", "appos")))
        parts_subject = noun.dep in SUBJECTS and article.head_of(noun).index > after.index
        # "Tom Abara, 54, who lives opposite, said": the comma closes the aside that goes on standing
        aside = any(token.text in COMMAS for token in article.tokens[noun.index + 1 : before.index])
        yield Span(start, after.span.end if parts_subject and not aside else after.span.start)
    elif after.text in (".", "!") and _token_after(article, after, sentence) is None:
        yield Span(start, after.span.start)


def _left_edge(text: str, start: int) -> int:
    while start > 0 and text[start - 1] == " ":
        start -= 1
    return start


def _token_after(article: Article, token: Token, sentence: Sentence) -> Token | None:
    """Return the next token of the same sentence, white space apart."""
    for following in article.tokens[token.index + 1 :]:
        if following.span.start >= sentence.span.end:
            return None
        if following.pos != "SPACE":
            return following
    return None


# ------------------------------------------------------------------------------ text


def _cut(text: str, whole: Span, cuts: list[Span]) -> str:
    pieces, place = [], whole.start
    for span in sorted(cuts):
        pieces.append(text[place : span.start])
        place = span.end
    return "".join([*pieces, text[place : whole.end]])


def tidy(text: str) -> str:
    """Return ``text`` as a written sentence: one line, no bullet, a capital first, a full stop last."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"^[-–—•*·]\s+", "", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"(?<!\.)\.\.$", ".", text.rstrip(",;:–—- "))
    if text and text[0].islower() and text.split()[0].islower():
        text = text[0].upper() + text[1:]
    return text if not text or text.rstrip("\"'”’»)")[-1:] in (".", "!", "?", "…") else text + "."
