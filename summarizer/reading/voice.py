"""Loaded words of the article and whose words they are (R28, R29)."""

from __future__ import annotations

from summarizer.records import Article, Claim, LanguageNote


def find_loaded(article: Article, claims: tuple[Claim, ...]) -> tuple[LanguageNote, ...]:
    """Return the loaded words of ``article`` in text order; none in this early version."""
    return ()
