"""As-of markers: the words near a figure that say when it held (R20, R22, R30)."""

from __future__ import annotations

import re
from typing import Final

from summarizer.records import Article, Figure, Span

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.|feb\.|aug\.|sept?\.|oct\.|nov\.|dec\.)"
)
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_PERIOD = (
    r"(?:second|minute|hour|day|week|weekend|month|quarter|year|decade|night|summer|winter|spring|autumn)s?"
)
_PATTERNS: Final = (
    rf"\b(?:(?:late|early) )?(?:(?:on|by|as of|until|since|before|after) )?{_DAY}{_PART}\b",
    r"\b(?:in|over|during|within|for) the (?:past|last|previous|preceding|first) "
    rf"(?:\w+[ -]){{0,2}}{_PERIOD}\b",
    rf"\b(?:the )?(?:past|last|previous) \d+ {_PERIOD}\b",
    r"\b(?:by|at|since|until|towards?|before) the (?:end|start|beginning|middle|close) of "
    rf"(?:the |this |last |next )?(?:{_PERIOD}|{_MONTH}|(?:19|20)\d\d)\b(?: (?:19|20)\d\d\b)?",
    r"\bsince the (?:start|beginning|outbreak|launch|invasion|incursion)(?: of (?:the |this )?\w+)?",
    r"\bsince (?:then|last \w+|(?:early |late |mid-)?\d{4})\b",
    rf"\b(?:since|in|by|until|from) (?:early |late |mid-)?{_MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?",
    rf"\b(?:on )?{_MONTH} \d{{1,2}}\b(?:, \d{{4}}\b)?",
    rf"\b(?:on )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}}\b)?",
    r"\b(?:in|by|until|during|from) (?:early |late |mid-)?(?:19|20)\d\d\b(?! (?:people|men|women))",
    r"\b(?:(?:until|till|since|by|from|before) )?"
    rf"(?:last|this|next) (?:{_PERIOD}|{_DAY}|{_MONTH})\b(?! of)",
    r"\b(?:earlier|later) (?:this|last) \w+\b",
    rf"\b(?:from|than|on) (?:a|one|the) (?:{_PERIOD}) (?:earlier|ago|before)\b",
    rf"\b(?:a|an|one|two|three|\d+) {_PERIOD} (?:ago|earlier)\b",
    r"\bas of (?:\d{1,2}(?!\d)(?:[:.]\d\d)? ?(?:a\.?m\.?|p\.?m\.?|gmt)?|(?:19|20)\d\d\b"
    r"|midnight|noon|today|now|yesterday|tonight)",
    rf"\bso far(?: this {_PERIOD})?\b",
    r"\b(?:to date|until now|up to now|overnight|yesterday|today|tonight|currently)\b",
)
_MARKER = re.compile("|".join(_PATTERNS), re.IGNORECASE)
# A marker belongs to the clause it stands in; these end a clause.
_CLAUSE_END = re.compile(r"[;:—–]|, (?:while|whereas|but|and) |\bwhile\b|\bwhereas\b")


def markers(text: str) -> tuple[Span, ...]:
    """Return the as-of markers of a sentence, as spans into ``text``."""
    found = (match.span() for match in _MARKER.finditer(text))
    return tuple(
        Span(start + len(text[start:end]) - len(text[start:end].lstrip()), end) for start, end in found
    )


def find_time(article: Article, span: Span, figure: Figure) -> Span | None:
    """Return the as-of marker of ``figure`` in the sentence at ``span``: nearest in its clause.

    A marker that holds the figure itself ("the past 24 hours") is the figure, not its time.
    """
    if figure.kind in {"year", "time"}:
        return None
    text = span.of(article.text)
    own = figure.span.shift(-span.start)
    able = [mark for mark in markers(text) if not mark.overlaps(own) and _same_clause(text, mark, own)]
    if not able:
        return None
    best = min(able, key=lambda mark: (_distance(mark, own), mark.start))
    return best.shift(span.start)


def _same_clause(text: str, mark: Span, own: Span) -> bool:
    between = text[min(mark.end, own.end) : max(mark.start, own.start)]
    return _CLAUSE_END.search(between) is None


def _distance(mark: Span, own: Span) -> int:
    """Characters between the two; a marker before the figure counts double (a figure is dated behind)."""
    return mark.start - own.end if mark.start >= own.end else 2 * (own.start - mark.end)
