"""What the trained part of salience looks at: one row of numbers a sentence, in one pass over the article.

Where they come from: position is the strongest single cue in news (Lin and Hovy 1997); likeness to the
article's centroid is Radev et al. 2004, frequency within the article SumBasic's (Nenkova and Vanderwende
2005). ``models/salience`` holds the weights and how they were trained. Cost is linear in the article.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.generation.facts import Facts, content_lemmas, figure_part
from summarizer.generation.lexicon import NAMED
from summarizer.records import Article, Sentence

FEATURES = (
    "nearness", "far_nearness", "log_rank", "length", "length_squared", "centroid", "spread",
    "opening_words", "lead_likeness", "names", "figures", "dated", "quoted", "opens_with_pronoun",
)  # fmt: skip
# A sentence's nearness to the beginning halves every so many sentences.
NEAR, FAR = 2.0, 6.0
# The opening of a report: what it names the rest tells more of.
OPENING = 4
MAX_WORDS = 60
DATED = frozenset({"DATE", "TIME"})


Vector = Mapping[str, float]


@dataclass(frozen=True)
class Counts:
    """How many sentences an article has, and how many of them hold each content word."""

    size: int
    holders: Mapping[str, int]

    def vector(self, words: Sequence[str]) -> Vector:
        """Return a sentence's words by weight, rarer ones heavier, as a vector of length 1."""
        raw = {
            word: count * math.log(1 + self.size / self.holders[word])
            for word, count in sorted(Counter(words).items())
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / length for word, weight in raw.items()}


def make_features(facts: Facts, told: Sequence[Sentence]) -> tuple[tuple[float, ...], ...]:
    """Return a row of ``FEATURES`` for each of the sentences ``told``, which are in text order."""
    words = [content_lemmas(facts.article, sentence.span) for sentence in told]
    counts = Counts(len(words), Counter(word for own in words for word in set(own)))
    vectors = [counts.vector(own) for own in words]
    central = _central(vectors)
    opening = frozenset(word for own in words[:OPENING] for word in own)
    return tuple(
        (
            *_place(rank),
            *_length(facts.article, sentence),
            central[rank],
            _spread(words[rank], counts),
            _part(words[rank], opening) if rank >= OPENING else 1.0,
            _product(vectors[rank], vectors[0]) if rank else 0.0,
            *_contents(facts, sentence),
        )
        for rank, sentence in enumerate(told)
    )


def _central(vectors: Sequence[Vector]) -> list[float]:
    """Return how like the others each sentence is on the whole; the most central one has 1."""
    total: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.items():
            total[word] += weight
    found = [_product(vector, total) - bool(vector) for vector in vectors]
    top = max(found, default=0.0)
    return [value / top if top > 0 else 0.0 for value in found]


def _product(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def _place(rank: int) -> tuple[float, ...]:
    nearness = (float(0.5 ** (rank / half_life)) for half_life in (NEAR, FAR))
    return (*nearness, math.log1p(rank))


def _length(article: Article, sentence: Sentence) -> tuple[float, ...]:
    length = min(len(sentence.span.of(article.text).split()), MAX_WORDS) / 30
    return length, length * length


def _spread(own: Sequence[str], counts: Counts) -> float:
    """Return how much of the article the sentence's words come again in; its length counts by its root."""
    kinds = sorted(set(own))
    return sum(math.log(counts.holders[word]) for word in kinds) / math.sqrt(len(kinds) or 1) / 5


def _part(own: Sequence[str], opening: frozenset[str]) -> float:
    return len(set(own) & opening) / max(1, len(set(own)))


def _contents(facts: Facts, sentence: Sentence) -> tuple[float, ...]:
    tokens = facts.article.tokens_in(sentence.span)
    return (
        min(sum(token.ent_start and token.ent in NAMED for token in tokens), 4) / 4,
        figure_part(facts, sentence),
        float(any(token.ent in DATED for token in tokens)),
        facts.quoted.get(sentence.index, 0.0),
        float(bool(tokens) and tokens[0].pos == "PRON"),
    )
