"""The reading path: segment, parse and tag once, then each finder reads that."""

from __future__ import annotations

from typing import Protocol

from summarizer.reading.attribution import find_claims
from summarizer.reading.disputes import find_disputes
from summarizer.reading.figures import find_figures
from summarizer.reading.nlp import Parser
from summarizer.reading.segment import segment
from summarizer.reading.sources import resolve_sources
from summarizer.reading.tagging.tagged import Tagged
from summarizer.reading.voice import find_loaded
from summarizer.records import Analysis, Article, ArticleMeta

NO_META = ArticleMeta()


class Tags(Protocol):
    """What tags an article: ``tagger.Tagger``, or a test's double."""

    def tag(self, article: Article) -> tuple[Tagged, ...]:
        """Return the attributions of ``article``."""


class Reader:
    """Reads texts with one shared parser and tagger; safe to use from several threads.

    Without a tagger the rules alone find the claims.
    """

    def __init__(self, parser: Parser, tagger: Tags | None = None) -> None:
        self._parser = parser
        self._tagger = tagger

    def build_article(self, text: str, meta: ArticleMeta = NO_META) -> Article:
        """Segment and parse ``text``; all spans are offsets into it, unchanged."""
        segments = segment(text)
        tokens = self._parser.parse(text, segments.blocks, segments.sentences)
        return Article(text, segments.blocks, segments.sentences, tokens, segments.quotations, meta)

    def tag(self, article: Article) -> tuple[Tagged, ...] | None:
        """Return what the tagger reads in ``article``; None where the rules read alone."""
        return None if self._tagger is None else self._tagger.tag(article)

    def read(self, text: str, meta: ArticleMeta = NO_META) -> Analysis:
        """Read who says what in ``text``: claims, sources, figures, disputes, loaded words."""
        article = self.build_article(text, meta)
        sources, claims = resolve_sources(article, find_claims(article, self.tag(article)))
        figures = find_figures(article, claims)
        return Analysis(
            article=article,
            claims=claims,
            sources=sources,
            figures=figures,
            disputes=find_disputes(article, figures, claims, sources),
            language_notes=find_loaded(article, claims),
        )
