"""The reading path: segment, parse and tag once, then each finder reads that."""

from __future__ import annotations

from collections.abc import Sequence
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
    """What tags articles: ``tagger.Tagger``, or a test's double."""

    def tag_all(self, articles: Sequence[Article]) -> Sequence[tuple[Tagged, ...]]:
        """Return the attributions of each article."""


class Reader:
    """Reads texts with one shared parser and tagger; safe to use from several threads.

    Without a tagger the rules alone find the claims.
    """

    def __init__(self, parser: Parser, tagger: Tags | None = None) -> None:
        self._parser = parser
        self._tagger = tagger

    def build_article(self, text: str, meta: ArticleMeta = NO_META) -> Article:
        """Segment and parse ``text``; all spans are offsets into it, unchanged."""
        return self._build([text], meta)[0]

    def tag(self, article: Article) -> tuple[Tagged, ...] | None:
        """Return what the tagger reads in ``article``; None where the rules read alone."""
        return self._tag([article])[0]

    def read(self, text: str, meta: ArticleMeta = NO_META) -> Analysis:
        """Read who says what in ``text``: claims, sources, figures, disputes, loaded words."""
        return self._read([text], meta)[0]

    def read_all(self, texts: Sequence[str]) -> tuple[Analysis, ...]:
        """Read each text on its own, as ``read`` does; all go through the models together.

        Some sentences take little more time so than one of them.
        """
        return self._read(texts, NO_META)

    def _read(self, texts: Sequence[str], meta: ArticleMeta) -> tuple[Analysis, ...]:
        articles = self._build(texts, meta)
        return tuple(map(_analysed, articles, self._tag(articles)))

    def _build(self, texts: Sequence[str], meta: ArticleMeta) -> list[Article]:
        parts = [segment(text) for text in texts]
        parsed = self._parser.parse_all(
            [(text, part.sentences) for text, part in zip(texts, parts, strict=True)]
        )
        return [
            Article(text, part.blocks, part.sentences, tokens, part.quotations, meta, part.unread)
            for text, part, tokens in zip(texts, parts, parsed, strict=True)
        ]

    def _tag(self, articles: Sequence[Article]) -> Sequence[tuple[Tagged, ...] | None]:
        return [None] * len(articles) if self._tagger is None else self._tagger.tag_all(articles)


def _analysed(article: Article, tagged: tuple[Tagged, ...] | None) -> Analysis:
    sources, claims = resolve_sources(article, find_claims(article, tagged))
    figures = find_figures(article, claims)
    return Analysis(
        article=article,
        claims=claims,
        sources=sources,
        figures=figures,
        disputes=find_disputes(article, figures, claims, sources),
        language_notes=find_loaded(article, claims),
    )
