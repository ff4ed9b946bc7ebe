"""What the reading found, sorted by sentence: what planning looks at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from summarizer.generation.lexicon import CONTENT_POS
from summarizer.records import Analysis, Article, Claim, Figure, Sentence, Span

Item = TypeVar("Item", Claim, Figure)
# Figures that count nothing, and how many of the others are enough: more add nothing.
UNCOUNTED = frozenset({"year", "ordinal"})
ENOUGH = 3


@dataclass(frozen=True)
class Facts:
    """What the analysis says of each sentence, looked up by sentence index; made once a plan.

    ``loaded`` counts the article's own loaded words, ``quoted`` is the part in quotation marks, 0 to 1.
    """

    analysis: Analysis
    claims: dict[int, tuple[Claim, ...]]
    figures: dict[int, tuple[Figure, ...]]
    disputed: frozenset[int]
    loaded: Counter[int]
    quoted: dict[int, float]

    @property
    def article(self) -> Article:
        return self.analysis.article


def gather_facts(analysis: Analysis) -> Facts:
    """Sort claims, figures, disputes and loaded words by sentence."""
    article = analysis.article
    return Facts(
        analysis,
        _by_sentence(article, ((part, claim) for claim in analysis.claims for part in claim.content)),
        _by_sentence(article, ((figure.span, figure) for figure in analysis.figures)),
        frozenset(
            index
            for dispute in analysis.disputes
            for side in dispute.sides
            for index in sentence_indices(article, side.figure.span)
        ),
        Counter(
            index
            for note in analysis.language_notes
            if note.owner == "article"
            for index in sentence_indices(article, note.span)
        ),
        _quoted_parts(article),
    )


def _quoted_parts(article: Article) -> dict[int, float]:
    """Return the part of each sentence that stands in quotation marks, where there is any."""
    inside: Counter[int] = Counter()
    for quotation in article.quotations:
        for index in sentence_indices(article, quotation.outer):
            span = article.sentences[index].span
            inside[index] += min(quotation.outer.end, span.end) - max(quotation.outer.start, span.start)
    return {
        index: max(0, count) / max(1, len(article.sentences[index].span.of(article.text)))
        for index, count in inside.items()
    }


def _by_sentence(article: Article, items: Iterable[tuple[Span, Item]]) -> dict[int, tuple[Item, ...]]:
    found: defaultdict[int, dict[Item, None]] = defaultdict(dict)
    for span, item in items:
        for index in sentence_indices(article, span):
            found[index][item] = None
    return {index: tuple(entries) for index, entries in found.items()}


def sentence_indices(article: Article, span: Span) -> range:
    """Return the indices of the sentences from the one that holds the start of ``span`` to its end."""
    first, last = article.sentence_at(span.start), article.sentence_at(max(span.start, span.end - 1))
    return range(first.index, last.index + 1) if first and last else range(0)


def content_lemmas(article: Article, span: Span) -> tuple[str, ...]:
    """Return the lower-case lemmas of the words that carry content, as they come."""
    return tuple(token.lemma.lower() for token in article.tokens_in(span) if token.pos in CONTENT_POS)


def content_words(article: Article, span: Span) -> frozenset[str]:
    """Return the lower-case lemmas of the words that carry content, each once."""
    return frozenset(content_lemmas(article, span))


def figure_part(facts: Facts, sentence: Sentence) -> float:
    """Return how many figures the sentence has, years and ordinals apart, as a part of ``ENOUGH``."""
    figures = [item for item in facts.figures.get(sentence.index, ()) if item.kind not in UNCOUNTED]
    return min(len(figures), ENOUGH) / ENOUGH
