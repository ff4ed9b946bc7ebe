"""What an answer must have of its passage as it stands, and what of that it has lost.

That is the owner, the name that the sentence is about, and the figures that count something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.generation.facts import UNCOUNTED
from summarizer.generation.lexicon import FUNCTION_WORDS, NAMED, SUBJECTS
from summarizer.generation.opening import find_main_claim
from summarizer.generation.saying import owner_words
from summarizer.records import Analysis, Figure, Sentence

_WORD = re.compile(r"\w+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Kept:
    """Words of a passage that an answer must have; ``marks``: it has them where it has one of these."""

    words: str
    marks: frozenset[str]


def must_keep(analysis: Analysis, sentence: Sentence) -> tuple[Kept, ...]:
    """Return what a summary of ``sentence`` must have, the owner first, then in text order."""
    found = (*_owner(analysis, sentence), *_names(analysis, sentence), *_figures(analysis, sentence))
    return tuple(dict.fromkeys(kept for kept in found if kept.marks))


def find_lost(kept: Iterable[Kept], answer: str) -> tuple[str, ...]:
    """Return the words of what ``answer`` has lost."""
    has = words_of(answer)
    return tuple(one.words for one in kept if not one.marks & has)


def words_of(text: str) -> frozenset[str]:
    """Return the words of ``text`` in lower case, numbers whole."""
    return frozenset(_WORD.findall(text.lower()))


def _owner(analysis: Analysis, sentence: Sentence) -> Iterator[Kept]:
    claim = find_main_claim(analysis, sentence)
    words = owner_words(analysis, claim) if claim is not None else ""
    if words:
        yield Kept(words.rstrip(","), words_of(words) - FUNCTION_WORDS)


def _names(analysis: Analysis, sentence: Sentence) -> Iterator[Kept]:
    """Yield the name of whom the main verb is said, by any of its words."""
    tokens = analysis.article.tokens_in(sentence.span)
    for token in tokens:
        about = token.dep in SUBJECTS and analysis.article.head_of(token).dep == "ROOT"
        if about and token.pos == "PROPN" and token.ent in NAMED:
            name = [part.text for part in analysis.article.subtree_of(token) if part.pos == "PROPN"]
            yield Kept(" ".join(name), words_of(" ".join(name)))


def _figures(analysis: Analysis, sentence: Sentence) -> Iterator[Kept]:
    for figure in analysis.figures:
        if figure.kind not in UNCOUNTED and figure.kind != "time" and sentence.span.contains(figure.span):
            yield Kept(figure.text, _numbers(analysis, figure))


def _numbers(analysis: Analysis, figure: Figure) -> frozenset[str]:
    """Return the figure's number words; of "5 million" the 5 is what must stand."""
    tokens = analysis.article.tokens_in(figure.span)
    words = words_of(" ".join(token.text for token in tokens if token.pos == "NUM"))
    digits = frozenset(word for word in words if word[0].isdigit())
    return digits or words
