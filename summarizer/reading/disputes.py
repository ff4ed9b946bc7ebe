"""Disputes: figures of one thing, from different owners, that cannot both hold (R22)."""

from __future__ import annotations

from summarizer.records import Article, Claim, Dispute, Figure, Source


def find_disputes(
    article: Article, figures: tuple[Figure, ...], claims: tuple[Claim, ...], sources: tuple[Source, ...]
) -> tuple[Dispute, ...]:
    """Return the disputes of ``article`` in text order; none in this early version."""
    return ()
