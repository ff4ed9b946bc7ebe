"""No new cause, contrast or sequence between facts that the article does not link (R31)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.guard.case import finding
from summarizer.guard.lexicon import LINK_EQUALS, LINKS
from summarizer.guard.ownership import Ownership
from summarizer.records import Analysis, Evidence, Finding, Span


def check_links(said: Analysis, analysis: Analysis, ownerships: tuple[Ownership, ...]) -> Iterator[Finding]:
    """Find linking words of ``said`` for which its evidence and the sentences beside it have no like."""
    spans = tuple(dict.fromkeys(span for item in ownerships for span in item.requirement.evidence))
    if not spans:
        return
    held = _words(spans, analysis)
    for kind, words in LINKS.items():
        found = _first(words, said)
        # A sequence can be read off two dates: only one that joins two passages is new for sure.
        loose = kind in ("sequence", "setting") and len(spans) < 2
        if found is not None and not loose and not held & LINK_EQUALS[kind]:
            yield finding(
                "UNSUPPORTED",
                found,
                f"The article does not link these facts with “{found.of(said.article.text)}”.",
                evidence=tuple(Evidence("content", span) for span in spans),
            )


def _first(words: frozenset[str], said: Analysis) -> Span | None:
    """Return the first of ``words`` in the sentence outside quotation marks, or None."""
    listed = "|".join(sorted(map(re.escape, words), key=lambda word: -len(word)))
    for match in re.finditer(rf"\b(?:{listed})\b", said.article.text, re.IGNORECASE):
        place = Span(*match.span())
        if not any(item.outer.overlaps(place) for item in said.article.quotations):
            return place
    return None


def _words(spans: tuple[Span, ...], analysis: Analysis) -> frozenset[str]:
    """Return the words and lemmas of the evidence; the sentence between two passages may link them."""
    wide = Span(min(span.start for span in spans), max(span.end for span in spans))
    near = (wide,) if len(analysis.article.sentences_in(wide)) <= 3 else spans
    tokens = [token for span in near for token in analysis.article.tokens_in(span)]
    return frozenset(word for token in tokens for word in (token.text.lower(), token.lemma.lower()))
