"""How much a summary needs each sentence of an article.

Two parts. The one is trained: a linear ranking of ``features``, place and words, on articles with summaries
that people wrote (``models/salience``). The other is what this service exists for and no such corpus
teaches: whose claim a sentence is, its figures, what is disputed, and what speaks against it (``faults``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarizer.digests import pinned
from summarizer.errors import ConfigurationError
from summarizer.generation.facts import Facts, content_words, figure_part
from summarizer.generation.faults import FAULTS, LOADED, is_borrowed, is_weak
from summarizer.generation.features import FEATURES, make_features
from summarizer.generation.registry import models_dir
from summarizer.records import Article, Sentence

# The trained part is a number of mean 0 and spread 1; so a sentence that tells something new
# stands above a plan's floor.
BASE, SPREAD = 2.0, 1.6
# What the others add; each is multiplied by 0 to 1.
LEAD = 0.6
TITLE = 0.4
CLAIM = 0.3
FIGURES = 0.3
DISPUTE = 0.4


@dataclass(frozen=True, slots=True)
class Scored:
    """One sentence that may be planned: content words, reported sources, salience, values of its figures.

    ``borrowed``: it names none of its claims' owners itself. ``weak``: planned only where there is no other.
    """

    sentence: Sentence
    words: frozenset[str]
    owners: frozenset[str]
    score: float
    values: frozenset[float] = frozenset()
    borrowed: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """A linear model: a weight for each of ``FEATURES``, and what is added to the sum.

    A value counts as far as it goes in the articles that the weights are of, from ``lows`` to ``highs``: an
    article of three sentences has numbers that none of those has.
    """

    weights: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    added: float

    def __call__(self, row: Sequence[float]) -> float:
        columns = zip(self.weights, self.lows, row, self.highs, strict=True)
        return self.added + sum(weight * min(max(low, value), high) for weight, low, value, high in columns)


@cache
def load_ranking(path: Path) -> Ranking:
    """Read the weights. Raises ConfigurationError where they are not of these features."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"the weights of salience {path} cannot be read: {error}") from error
    columns = {
        name: tuple(row[name] for row in found["features"]) for name in ("name", "weight", "low", "high")
    }
    if columns["name"] != FEATURES:
        raise ConfigurationError(f"the weights of salience {path} are of other features")
    return Ranking(columns["weight"], columns["low"], columns["high"], found["added"])


@cache
def shipped_ranking() -> Ranking:
    """Read the weights of the package. Raises DigestMismatch where they are not the pinned ones."""
    return load_ranking(pinned(models_dir() / "salience" / "weights.json"))


def told_sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences outside headings, in text order."""
    return tuple(s for s in article.sentences if article.blocks[s.block].kind != "heading")


def score_sentences(facts: Facts, ranking: Ranking | None = None) -> tuple[Scored, ...]:
    """Score every sentence outside a heading, in text order, by the shipped weights or by ``ranking``."""
    told = told_sentences(facts.article)
    ranking = ranking or shipped_ranking()
    title = _title_words(facts.article)
    return tuple(
        _scored(facts, sentence, title, ranking(row), lead=sentence is told[0])
        for sentence, row in zip(told, make_features(facts, told), strict=True)
    )


def _scored(facts: Facts, sentence: Sentence, title: frozenset[str], ranked: float, *, lead: bool) -> Scored:
    words = content_words(facts.article, sentence.span)
    told = LEAD * lead + TITLE * (len(words & title) / len(title) if title else 0.0)
    return Scored(
        sentence,
        words,
        _owners(facts, sentence),
        BASE + SPREAD * ranked + told + _gains(facts, sentence) - _losses(facts, sentence),
        frozenset(figure.value for figure in facts.figures.get(sentence.index, ())),
        is_borrowed(facts, sentence),
        is_weak(facts, sentence),
    )


def _owners(facts: Facts, sentence: Sentence) -> frozenset[str]:
    claims = facts.claims.get(sentence.index, ())
    return frozenset(claim.source_id for claim in claims if claim.source_id is not None)


def _title_words(article: Article) -> frozenset[str]:
    """Return the content words of the first heading, where the article opens with one."""
    first = article.blocks[0] if article.blocks else None
    return content_words(article, first.span) if first and first.kind == "heading" else frozenset()


def _gains(facts: Facts, sentence: Sentence) -> float:
    claims = facts.claims.get(sentence.index, ())
    return (
        CLAIM * any(claim.status == "resolved" for claim in claims)
        + FIGURES * figure_part(facts, sentence)
        + DISPUTE * (sentence.index in facts.disputed)
    )


def _losses(facts: Facts, sentence: Sentence) -> float:
    return (
        sum(weight for weight, applies in FAULTS if applies(facts, sentence))
        + LOADED * facts.loaded[sentence.index]
    )
