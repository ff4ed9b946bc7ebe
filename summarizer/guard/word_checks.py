"""Checks of a clause's names and quotations by the article's letters (R12, R27)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.guard.align import stem
from summarizer.guard.case import Case, finding
from summarizer.guard.ownership import Named
from summarizer.guard.wording import flat, holds_phrase, holds_quote
from summarizer.reading.owners.names_lexicon import DEMONYMS
from summarizer.records import Analysis, Finding, Span, Token

# What joins words without being part of them: a possessive, a hyphen, a stroke.
_INNER = re.compile(r"'s\b|[-/]|[\[\]]")
_MARKS = ".,;:!?()'\""


def check_names(case: Case) -> Iterator[Finding]:
    """Find names that the evidence, its block and its owners do not hold (R12)."""
    known = _known_words(case)
    first = case.said.article.tokens[0].index if case.said.article.tokens else 0
    for token in case.own_words():
        named = token.pos == "PROPN" or (
            token.text[0].isupper() and token.index != first and token.pos not in ("PRON", "AUX")
        )
        counted = any(figure.span.contains(token.span) for figure in case.said.figures)
        known_here = _known(token, known) or _is_full_name(token, case, known)
        if named and not counted and token.text[0].isalpha() and not known_here:
            yield finding(
                "NAME_NOT_IN_SOURCE",
                token.span,
                f"“{token.text}” does not stand in the passage behind this sentence.",
                evidence=case.evidence(),
            )


def _is_full_name(token: Token, case: Case, known: frozenset[str]) -> bool:
    """Tell whether a forename stands before a name of the passage as it does elsewhere in the article."""
    head = case.said.article.head_of(token)
    whole = Span(token.span.start, head.span.end) if head.index > token.index else token.span
    name = whole.of(case.said.article.text)
    joined = head.pos == "PROPN" and head.index > token.index and _known(head, known)
    return (joined and holds_phrase(case.analysis.article.text, name)) or _is_of_place(token, known)


def _is_of_place(token: Token, known: frozenset[str]) -> bool:
    """Tell whether "Chinese" stands for a "China" of the passage, or the other way round."""
    word = token.text.lower()
    places = {DEMONYMS.get(word, word), *(name for name, place in DEMONYMS.items() if place == word)}
    return bool(places & known)


def article_words(analysis: Analysis) -> frozenset[str]:
    """Return every word of the article and its publisher's name, flat, and "~" with each one's stem."""
    return _with_stems(flat(f"{analysis.article.text} {analysis.article.meta.publisher or ''}"))


def check_owner_names(said: Analysis, known: frozenset[str], owners: tuple[Named, ...]) -> Iterator[Finding]:
    """Find words of owners' names that are not ``known`` from the article: no source is invented (R12)."""
    for named in owners:
        for token in said.article.tokens_in(named.owner):
            if token.pos == "PROPN" and token.text[0].isalpha() and not _known(token, known):
                yield finding(
                    "NAME_NOT_IN_SOURCE",
                    token.span,
                    f"“{token.text}” stands nowhere in the article.",
                )


def _with_stems(text: str) -> frozenset[str]:
    words = _INNER.sub(" ", text).split()
    plain = {word.strip(_MARKS) for word in words}
    return frozenset(plain | {"~" + stem(word) for word in plain})


def _known_words(case: Case) -> frozenset[str]:
    words = [case.scope.text(case.analysis)]
    for requirement in case.requirements:
        for link in requirement.chain:
            source = case.analysis.source(link.source_id)
            if source is not None:
                words += [source.name, source.descriptor, *source.aliases]
    return _with_stems(flat(" ".join(words)))


def _known(token: Token, known: frozenset[str]) -> bool:
    parts = _INNER.sub(" ", flat(token.text)).split()
    return all(part.strip(_MARKS) in known or "~" + stem(part) in known for part in parts)


def check_quotes(case: Case) -> Iterator[Finding]:
    """Find quoted words that are not, letter for letter, words that the article quotes (R27)."""
    if holds_quote(case.analysis.article.text, case.said.article.text):
        return  # the article's own sentence, word for word: its quotations are its own too
    pool = quotable(case.analysis)
    for quotation in case.said.article.quotations:
        if not quotation.outer.overlaps(case.clause):
            continue
        words = " ".join(span.of(case.said.article.text) for span in quotation.spans)
        # A mark without a partner is the whole sentence's fault (``sentence_checks``).
        if quotation.closed and not any(holds_quote(text, words) for text in pool):
            yield finding(
                "QUOTE_NOT_VERBATIM",
                quotation.outer,
                f"“{words}” is not, word for word, a quotation of the article.",
                evidence=case.evidence(),
            )


def unpaired_mark(text: str) -> Span | None:
    """Return the place of a double quotation mark without a partner in ``text``, or None."""
    opened: list[int] = []
    for place, char in enumerate(text):
        inch = char == '"' and not opened and text[place - 1 : place].isdigit()  # 6'3" is a height
        closes = char == "”" or (char == '"' and bool(opened) and text[opened[-1]] == '"')
        if closes and opened:
            opened.pop()
        elif char in ("“", "”", '"') and not inch:
            opened.append(place)
    return Span(opened[0], opened[0] + 1) if opened else None


def quotable(analysis: Analysis) -> tuple[str, ...]:
    """Return the texts that may be quoted: the article's quotations and its embedded posts."""
    article = analysis.article
    quoted = [" ".join(span.of(article.text) for span in item.spans) for item in article.quotations]
    posts = [block.span.of(article.text) for block in article.blocks if block.kind == "embed"]
    return (*quoted, *posts)
