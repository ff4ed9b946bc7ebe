"""Alignment: which sentences of the article stand behind each clause of a candidate sentence.

Lexical evidence weighted by rarity in the article (idf), figures by value, names by form. A
candidate sentence is cut into its finite clauses, so that a sentence that merges two owners is
aligned twice. The words of the candidate's own reporting frames ("the Kremlin said") do not take
part: they say whose the content is, not what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from summarizer.guard.lexicon import FRAME_VERBS
from summarizer.guard.relations import relations
from summarizer.records import Analysis, Figure, Span, Token

CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
LIGHT_LEMMAS = frozenset(
    "be have do say tell get go make take also now then still just more most very so such other "
    "not there here amid according include accord one up".split()
)
SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "ly",
)
STEM_LENGTH = 6
# A word met only by its stem ("invade", "invasion") counts less than the word itself.
STEM_CREDIT = 0.8
# A word that another of the same sense, or a narrower one, stands for ("climb" for "rise").
RELATED_CREDIT = 0.6
# The planned passage wins over an equal sentence elsewhere in the article.
HINT_BONUS = 0.1
# A second sentence is taken as evidence where it explains this much of what the first leaves open.
SECOND_SHARE = 0.5
SECOND_REST = 0.2
MAX_EVIDENCE = 3
# Sentences within this distance of the best are other readings of the same clause.
NEAR = 0.08
MIN_CLAUSE_WORDS = 3
PLAIN_CUES = frozenset({*FRAME_VERBS, "according to", "via", ""})
CLAUSE_DEPS = frozenset({"conj", "advcl", "parataxis", "ccomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One finite clause of a candidate sentence: its hull and its content words' keys.

    ``keys`` pairs each content word's key with its span in the candidate.
    """

    span: Span
    keys: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One article sentence behind a clause; ``spans`` are the matched words in the article."""

    sentence: int
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A clause with its evidence (best first), equally good readings, and the part explained, 0 to 1."""

    clause: Clause
    matches: tuple[Match, ...]
    alternatives: tuple[Match, ...]
    score: float
    unmatched: tuple[Span, ...]


def stem(key: str) -> str:
    """Return a crude stem that joins "invade" with "invasion" and "Ukraine" with "Ukrainian"."""
    for suffix in SUFFIXES:
        if key.endswith(suffix) and len(key) - len(suffix) >= 4:
            key = key[: -len(suffix)]
            break
    return key[:STEM_LENGTH]


def content_keys(
    tokens: Iterable[Token], figures: tuple[Figure, ...], skip: tuple[Span, ...] = ()
) -> tuple[tuple[str, Span], ...]:
    """Return a key and the span of each content word; a figure's key is its value ("#1350")."""
    found: list[tuple[str, Span]] = []
    inside = _figure_places(figures)
    taken: set[int] = set()
    for token in tokens:
        if any(part.overlaps(token.span) for part in skip):
            continue
        place = inside.get(token.span.start)
        if place is not None:
            if place not in taken:
                taken.add(place)
                found.append((f"#{figures[place].value:g}", figures[place].span))
        elif token.pos in CONTENT_POS and token.lemma.lower() not in LIGHT_LEMMAS and token.text[0].isalnum():
            found.append((token.lemma.lower(), token.span))
    return tuple(found)


def _figure_places(figures: tuple[Figure, ...]) -> dict[int, int]:
    return {
        offset: place
        for place, figure in enumerate(figures)
        for offset in range(figure.span.start, figure.span.end)
    }


class ArticleIndex:
    """The article's words by key and by stem, for one article; built once, read by every clause."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._held: dict[str, Mapping[int, tuple[float, tuple[Span, ...]]]] = {}
        article = analysis.article
        figures = self._figures_by_sentence()
        self._keys = tuple(
            content_keys(article.tokens_in(sentence.span), figures.get(sentence.index, ()))
            for sentence in article.sentences
        )

    def _figures_by_sentence(self) -> dict[int, tuple[Figure, ...]]:
        found: dict[int, list[Figure]] = {}
        for figure in self.analysis.figures:
            sentence = self.analysis.article.sentence_at(figure.span.start)
            if sentence is not None:
                found.setdefault(sentence.index, []).append(figure)
        return {index: tuple(items) for index, items in found.items()}

    @cached_property
    def postings(self) -> Mapping[str, Mapping[int, tuple[Span, ...]]]:
        """Map a key, and "~" with a stem, to the sentences that hold it and where."""
        table: dict[str, dict[int, tuple[Span, ...]]] = {}
        for index, keys in enumerate(self._keys):
            for key, span in keys:
                for name in (key, "~" + stem(key)) if not key.startswith("#") else (key,):
                    places = table.setdefault(name, {})
                    places[index] = (*places.get(index, ()), span)
        return table

    def weight(self, key: str) -> float:
        """Return the rarity of ``key`` in this article; an unknown word weighs most."""
        holders = len(self.postings.get(key, self.postings.get("~" + stem(key), {})))
        return log(1 + len(self._keys) / (1 + holders)) + 0.3

    def holders(self, key: str) -> Mapping[int, tuple[float, tuple[Span, ...]]]:
        """Map each sentence that holds ``key`` to the credit and the places."""
        if key not in self._held:
            found = {index: (RELATED_CREDIT, spans) for index, spans in self._by_relation(key)}
            found.update((index, (STEM_CREDIT, spans)) for index, spans in self._by_stem(key).items())
            found.update((index, (1.0, spans)) for index, spans in self.postings.get(key, {}).items())
            self._held[key] = found
        return self._held[key]

    def _by_relation(self, key: str) -> Iterator[tuple[int, tuple[Span, ...]]]:
        for word in sorted(relations().backing(key) & self.postings.keys()):
            yield from self.postings[word].items()

    def _by_stem(self, key: str) -> Mapping[int, tuple[Span, ...]]:
        return {} if key.startswith("#") else self.postings.get("~" + stem(key), {})


def frame_spans(said: Analysis) -> tuple[Span, ...]:
    """Return the spans of the candidate's own reporting frames: owners and plain cues.

    A cue that carries an act ("promised", "denied", "accused") is part of what the sentence says.
    """
    owners = (claim.owner for claim in said.claims)
    cues = (claim.cue for claim in said.claims if claim.cue_lemma in PLAIN_CUES)
    return tuple(part for part in (*owners, *cues) if part is not None)


def clauses_of(said: Analysis) -> tuple[Clause, ...]:
    """Cut the candidate sentence ``said`` into its finite clauses (one at least)."""
    frames = frame_spans(said)
    heads = [token for token in said.article.tokens if _heads_clause(token, said)]
    groups: dict[int, list[Token]] = {}
    for token in said.article.tokens:
        groups.setdefault(_clause_head(token, heads, said), []).append(token)
    clauses = [_clause(tokens, said, frames) for tokens in groups.values()]
    return _merge_small(tuple(clause for clause in clauses if clause.keys), said)


def _heads_clause(token: Token, said: Analysis) -> bool:
    """Tell whether ``token`` is a finite verb that opens a clause of its own."""
    if token.dep not in CLAUSE_DEPS or token.pos not in ("VERB", "AUX"):
        return False
    has_subject = any(child.dep in SUBJECTS for child in said.article.children_of(token))
    reports = any(claim.cue is not None and claim.cue.overlaps(token.span) for claim in said.claims)
    # "…, the Kremlin said" is a frame around its clause; "… and the mayor rejected it" stands beside it.
    return has_subject and (not reports or token.dep == "conj")


def _clause_head(token: Token, heads: list[Token], said: Analysis) -> int:
    wanted = {head.index for head in heads}
    current = token
    while current.index not in wanted and current.head != current.index:
        current = said.article.head_of(current)
    return current.index if current.index in wanted else -1


def _clause(tokens: list[Token], said: Analysis, frames: tuple[Span, ...]) -> Clause:
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    return Clause(span, content_keys(tokens, said.figures, frames))


def _merge_small(clauses: tuple[Clause, ...], said: Analysis) -> tuple[Clause, ...]:
    """Join clauses too short to be placed on their own with their neighbour, unless their owners differ."""
    merged: list[Clause] = []
    for clause in clauses:
        small = merged and min(len(clause.keys), len(merged[-1].keys)) < MIN_CLAUSE_WORDS
        if small and _owners(clause, said) == _owners(merged[-1], said):
            last = merged.pop()
            hull = Span(min(last.span.start, clause.span.start), max(last.span.end, clause.span.end))
            merged.append(Clause(hull, tuple(sorted((*last.keys, *clause.keys), key=lambda pair: pair[1]))))
        else:
            merged.append(clause)
    return tuple(merged)


def _owners(clause: Clause, said: Analysis) -> frozenset[str]:
    """Return the candidate's claims whose owner or content stands in the clause."""
    spans = [span for _, span in clause.keys]
    return frozenset(claim.id for claim in said.claims if any(claim.covers(span) for span in spans))


def align(clause: Clause, index: ArticleIndex, hint: frozenset[int] = frozenset()) -> Alignment:
    """Find the evidence of ``clause``: the best sentence, then those that explain the rest.

    ``hint`` names the sentences that the clause was written from, where that is known.
    """
    scored = _score(clause.keys, index, hint)
    if not scored:
        return Alignment(clause, (), (), 0.0, tuple(span for _, span in clause.keys))
    best = scored[0]
    chosen = [best]
    rest = _unexplained(clause.keys, chosen, index)
    while rest and len(chosen) < MAX_EVIDENCE:
        found = _next_evidence(rest, clause, index, hint, chosen)
        if found is None:
            break
        chosen.append(found)
        rest = _unexplained(clause.keys, chosen, index)
    near = tuple(match for match in scored[1:] if best.score - match.score <= NEAR)
    return Alignment(
        clause, tuple(chosen), near, _explained(clause.keys, chosen, index), tuple(span for _, span in rest)
    )


def _score(
    keys: tuple[tuple[str, Span], ...], index: ArticleIndex, hint: frozenset[int]
) -> tuple[Match, ...]:
    total = sum(index.weight(key) for key, _ in keys) or 1.0
    points: dict[int, float] = {}
    places: dict[int, list[Span]] = {}
    for key, _ in keys:
        for sentence, (credit, spans) in index.holders(key).items():
            points[sentence] = points.get(sentence, 0.0) + credit * index.weight(key)
            places.setdefault(sentence, []).extend(spans)
    matches = [
        Match(sentence, score / total + (HINT_BONUS if sentence in hint else 0.0), tuple(places[sentence]))
        for sentence, score in points.items()
    ]
    return tuple(sorted(matches, key=lambda match: (-match.score, match.sentence)))


def _next_evidence(
    rest: tuple[tuple[str, Span], ...],
    clause: Clause,
    index: ArticleIndex,
    hint: frozenset[int],
    chosen: list[Match],
) -> Match | None:
    total = sum(index.weight(key) for key, _ in clause.keys)
    open_weight = sum(index.weight(key) for key, _ in rest)
    taken = {match.sentence for match in chosen}
    found = [match for match in _score(rest, index, hint) if match.sentence not in taken]
    if not found or open_weight / total < SECOND_REST or found[0].score < SECOND_SHARE:
        return None
    return found[0]


def _unexplained(
    keys: tuple[tuple[str, Span], ...], chosen: list[Match], index: ArticleIndex
) -> tuple[tuple[str, Span], ...]:
    taken = {match.sentence for match in chosen}
    return tuple((key, span) for key, span in keys if not taken & index.holders(key).keys())


def _explained(keys: tuple[tuple[str, Span], ...], chosen: list[Match], index: ArticleIndex) -> float:
    taken = {match.sentence for match in chosen}
    total = sum(index.weight(key) for key, _ in keys) or 1.0
    met = 0.0
    for key, _ in keys:
        credits = [credit for sentence, (credit, _) in index.holders(key).items() if sentence in taken]
        met += max(credits, default=0.0) * index.weight(key)
    return met / total
