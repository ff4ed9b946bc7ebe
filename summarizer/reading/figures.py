"""Figures of the text: number, unit, what is counted, qualifier, owner (R20, R21)."""

from __future__ import annotations

from summarizer.records import Article, Claim, Figure


def find_figures(article: Article, claims: tuple[Claim, ...]) -> tuple[Figure, ...]:
    """Return the figures of ``article`` in text order; none in this early version."""
    return ()
