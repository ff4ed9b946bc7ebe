"""Mechanical faults in an article's own sentences: figures swapped, scaled, stripped bare, re-owned.

Each function takes a figure of a sentence and returns the sentence with one fault, or None where the fault
cannot be made: a figure in the form of a word that nothing stands for, a qualifier behind its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from summarizer.guard.owners import is_pronoun, words_of
from summarizer.records import Analysis, Claim, Figure, Source, Span

AlterationKind = Literal["swap", "scale", "strip", "re-own"]
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SMALL = "two three four five six seven eight nine".split()
_WORD = re.compile(rf"\b(?:{'|'.join(_SMALL)})\b", re.IGNORECASE)
_SCALES = {"hundred": "thousand", "thousand": "million", "million": "billion", "billion": "million"}
_SCALE = re.compile(rf"\b(?:{'|'.join(_SCALES)})\b", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"^(?:at least|at most|up to|as many as|as much as|no more than|no fewer than|no less than|more than|"
    r"less than|fewer than|over|under|about|around|roughly|approximately|some|nearly|almost|close to|"
    r"an estimated)\s+",
    re.IGNORECASE,
)
KINDS = frozenset({"count", "percent", "points", "money", "measure"})
# What names of sources can be put in another's place.
NAMED_TYPES = frozenset({"person", "organisation"})


@dataclass(frozen=True, slots=True)
class Altered:
    """A sentence with one fault in one figure."""

    kind: AlterationKind
    figure: str
    text: str


def alterations(figure: Figure, sentence: Span, analysis: Analysis) -> Iterator[Altered]:
    """Yield every fault that can be made in ``figure`` of the sentence at ``sentence``."""
    makers: tuple[tuple[AlterationKind, Callable[[Figure, Span, Analysis], str | None]], ...] = (
        ("swap", swapped),
        ("scale", scaled),
        ("strip", stripped),
        ("re-own", reowned),
    )
    for kind, make in makers:
        text = make(figure, sentence, analysis)
        if text is not None and text != sentence.of(analysis.article.text):
            yield Altered(kind, figure.text, text)


def swapped(figure: Figure, sentence: Span, analysis: Analysis) -> str | None:
    """Return the sentence with the number of another figure of the article in this one's place."""
    if figure.kind not in KINDS:
        return None
    inside = {other.value for other in analysis.figures_in(sentence)}
    for pattern in (_DIGITS, _WORD):
        mine = pattern.search(figure.text)
        others = (
            other for other in analysis.figures if other.kind == figure.kind and other.value not in inside
        )
        theirs = next((found for other in others if (found := pattern.search(other.text))), None)
        if mine and theirs and mine.group().lower() != theirs.group().lower():
            return _put(figure, sentence, analysis, mine, theirs.group().lower())
    return None


def scaled(figure: Figure, sentence: Span, analysis: Analysis) -> str | None:
    """Return the sentence with the figure ten times as large, or of another scale word ("million")."""
    if figure.kind not in KINDS:
        return None
    word = _SCALE.search(figure.text)
    if word is not None:
        return _put(figure, sentence, analysis, word, _SCALES[word.group().lower()])
    digits = _DIGITS.search(figure.text)
    if digits is not None:
        value = float(digits.group().replace(",", "")) * 10
        return _put(figure, sentence, analysis, digits, f"{value:,.0f}" if value else "10")
    small = _WORD.search(figure.text)
    return None if small is None else _put(figure, sentence, analysis, small, _tenfold(small.group()))


def stripped(figure: Figure, sentence: Span, analysis: Analysis) -> str | None:
    """Return the sentence without the qualifier in front of the figure's number."""
    if figure.kind not in KINDS or figure.qualifier in ("exact", "between"):
        return None
    leading = _QUALIFIER.match(figure.text)
    if leading is None or not _begins_with_number(figure.text[leading.end() :]):
        return None
    return _put(figure, sentence, analysis, leading, "")


def reowned(figure: Figure, sentence: Span, analysis: Analysis) -> str | None:
    """Return the sentence with another of the article's sources for the owner of the figure."""
    claim = analysis.claim(figure.claim_id)
    owner = claim.owner if claim is not None else None
    if claim is None or owner is None or not sentence.contains(owner):
        return None
    if is_pronoun(owner.of(analysis.article.text)):
        return None
    other = next((source for source in analysis.sources if _is_other(source, claim, analysis)), None)
    if other is None:
        return None
    return _replaced(
        analysis.article.text, sentence, owner, _name(other, at_start=owner.start == sentence.start)
    )


def _is_other(source: Source, claim: Claim, analysis: Analysis) -> bool:
    """Tell a named source that has no word in common with the owners of the claim's chain."""
    owners = [
        link.owner.of(analysis.article.text) for link in analysis.chain(claim) if link.owner is not None
    ]
    own = analysis.source(claim.source_id)
    forms = (own.name, own.descriptor, *own.aliases) if own is not None else ()
    taken = {word for phrase in (*owners, *forms) for word in words_of(phrase)}
    mine = words_of(source.name)
    return bool(mine) and source.named and source.type in NAMED_TYPES and not taken & set(mine)


def _name(source: Source, *, at_start: bool) -> str:
    return source.name[0].upper() + source.name[1:] if at_start else source.name


def _begins_with_number(text: str) -> bool:
    """Tell "60 people" and "$5m" from "a third", which has no bare form."""
    first = text.split(maxsplit=1)[0].lower().strip(".,-") if text.split() else ""
    return any(char.isdigit() for char in first) or first in _SMALL


def _tenfold(word: str) -> str:
    tens = dict(zip(_SMALL, "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True))
    made = tens[word.lower()]
    return made.capitalize() if word[0].isupper() else made


def _put(figure: Figure, sentence: Span, analysis: Analysis, place: re.Match[str], words: str) -> str:
    """Put ``words`` for what ``place`` found in the figure's text; the first letter stays a capital."""
    start = figure.span.start + place.start()
    text = _replaced(analysis.article.text, sentence, Span(start, figure.span.start + place.end()), words)
    return text[0].upper() + text[1:]


def _replaced(text: str, sentence: Span, span: Span, words: str) -> str:
    return text[sentence.start : span.start] + words + text[span.end : sentence.end]
