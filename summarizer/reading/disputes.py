"""Disputes: figures of one thing, from different owners, that cannot both hold (R22).

Found in four steps: each figure gets its context (``_fact``), two facts are paired where they count
the same thing of the same event and different people say so, a pair is kept where the values
conflict, and the pairs join into disputes. Decisions:

- two counts conflict where no value fits both. A floor or ceiling that the other count happens to
  satisfy ("at least 32" and "50") still conflicts where the stated numbers are more than ``GAP``
  apart: readers are given two counts, and BBC 11.3.1 has both shown; "more than 30" and "32" agree;
- killed, injured and missing never mix, nor people with civilians or soldiers (R23);
- parts ("including 10 children"), additions ("another 12") and earlier levels ("up from 9") are no side;
- other places, other countries' losses and other years are other things;
- the article's own voice is an owner; an owner that could not be settled is not, for it may be the same;
- who denies a figure without giving one is a side too: its figure is the denied one with the words of the
  denial as text ("disputed the figure").

Better to miss a dispute than to invent one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf
from typing import Final

from summarizer.reading.counted import split_counted
from summarizer.reading.dispute_lexicon import (
    BACKGROUND_WORDS,
    CROWD,
    DENIALS,
    DENIED_NOUNS,
    EMPTY_WORDS,
    PART_AFTER,
    PART_BEFORE,
    PEOPLE,
    STAND_INS,
    SYNONYMS,
)
from summarizer.reading.figures import COUNT_UNITS, is_vague
from summarizer.records import Article, Claim, Dispute, DisputeSide, Figure, Source, Span, Token

# Editorial choice: floors and ceilings further apart than a quarter of the larger number are two counts.
GAP: Final = 0.25
# "about 40" leaves room for a tenth either way; a vague plural reaches to five times its least.
ROUNDING: Final = 0.1
VAGUE_REACH: Final = 5.0
# A count that stands for the one before ("organisers said 20,000") follows it by this many sentences.
REACH: Final = 2
# Words in the claim of a bare figure beside the figure: "the army put it at 12".
MAX_BARE_WORDS: Final = 9
ARTICLE_OWNER: Final = "article"
DISPUTED_KINDS: Final = frozenset({"count", "percent", "points", "money", "measure"})


@dataclass(frozen=True, slots=True)
class _Fact:
    """A figure with what tells whether another figure is about the same thing."""

    figure: Figure
    owner: str
    sentence: int
    noun: str
    event: str
    bare: bool
    denied: bool
    places: frozenset[str]
    whose: frozenset[str]
    times: frozenset[str]
    words: frozenset[str]


def find_disputes(
    article: Article, figures: tuple[Figure, ...], claims: tuple[Claim, ...], sources: tuple[Source, ...]
) -> tuple[Dispute, ...]:
    """Return the disputes of ``article`` in text order; the sides of each in text order."""
    by_id = {claim.id: claim for claim in claims}
    facts = [fact for figure in figures if (fact := _fact(article, figure, by_id))]
    facts = _stand_ins_resolved(facts)
    pairs = [(a, b) for a, b in combinations(facts, 2) if _may_be_same(a, b) and _conflict(a, b)]
    pairs.extend(_denied_without_figure(article, facts, claims))
    return tuple(_dispute(group) for group in _groups(pairs))


# ------------------------------------------------------------------------- facts


def _fact(article: Article, figure: Figure, claims: dict[str, Claim]) -> _Fact | None:
    claim = claims.get(figure.claim_id or "")
    owner = ARTICLE_OWNER if claim is None else _owner_of(claim)
    sentence = article.sentence_at(figure.span.start)
    if (
        figure.kind not in DISPUTED_KINDS
        or figure.counted in {"age", "score"}
        or not owner
        or sentence is None
    ):
        return None
    tokens = article.tokens_in(sentence.span)
    inside = article.tokens_in(figure.span)
    if not inside or _is_part(article, inside):
        return None
    outside = [token for token in tokens if not (claim and claim.owner and claim.owner.overlaps(token.span))]
    noun, event = split_counted(figure.counted)
    return _Fact(
        figure=figure,
        owner=owner,
        sentence=sentence.index,
        noun=noun,
        event=event,
        bare=not figure.counted and _is_bare(article, figure, claim),
        denied=claim is not None and claim.cue_lemma in DENIALS,
        places=frozenset(
            t.text.lower() for t in outside if t.ent in {"GPE", "LOC", "FAC"} and t.pos == "PROPN"
        ),
        whose=_whose(article, inside),
        times=_times(article, sentence.span, tokens),
        words=_content(outside),
    )


def _owner_of(claim: Claim) -> str:
    """Return the owner key of a claim; "" where it is not settled who speaks."""
    if claim.source_id:
        return claim.source_id
    return "ownerless" if claim.status == "ownerless" else ""


def _is_part(article: Article, inside: tuple[Token, ...]) -> bool:
    first, last = inside[0].index, inside[-1].index
    before = [token.text.lower() for token in article.tokens[max(0, first - 2) : first]]
    after = [token.text.lower() for token in article.tokens[last + 1 : last + 3]]
    led = bool(PART_BEFORE & set(before[-1:])) or bool({"including", "among"} & set(before))
    return led or bool(PART_AFTER & set(after[:1])) or " ".join(after) in PART_AFTER


def _is_bare(article: Article, figure: Figure, claim: Claim | None) -> bool:
    """Tell a figure that says nothing of what it counts: "organisers said 20,000", "put it at 12"."""
    inside = article.tokens_in(figure.span)
    following = article.tokens[inside[-1].index + 1] if inside[-1].index + 1 < len(article.tokens) else None
    if (
        following is not None
        and following.pos in {"NOUN", "PROPN", "ADJ", "AUX"}
        and following.dep != "punct"
    ):
        return False
    sentence = article.sentence_at(figure.span.start)
    if claim is None or sentence is None:
        return False
    content = [token for part in claim.content for token in article.tokens_in(part) if token.pos != "PUNCT"]
    rest = [token for token in content if not figure.span.overlaps(token.span)]
    stands_in = any(token.lemma.lower() in STAND_INS for token in rest)
    return len(rest) <= (MAX_BARE_WORDS if stands_in else 2)


def _whose(article: Article, inside: tuple[Token, ...]) -> frozenset[str]:
    """Return whose the thing is: "Russian soldiers", "Ukraine has lost"."""
    found: set[str] = set()
    node = article.head_of(inside[-1])
    for child in article.children_of(node) if node.pos in {"NOUN", "PROPN"} else ():
        if child.ent in {"NORP", "GPE"} and child.index > inside[-1].index:
            found.add(child.lemma.lower())
    for token in (node, article.head_of(node), article.head_of(article.head_of(node))):
        if token.pos == "VERB" and token.lemma.lower() == "lose":
            subjects = [child for child in article.children_of(token) if child.dep == "nsubj"]
            found.update(child.lemma.lower() for child in subjects if child.pos == "PROPN")
    return frozenset(found)


def _times(article: Article, span: Span, tokens: tuple[Token, ...]) -> frozenset[str]:
    """Return the years and the words of another time that the sentence names."""
    text = span.of(article.text).lower()
    years = {t.text for t in tokens if len(t.text) == 4 and t.text.isdecimal() and t.text[:2] in {"19", "20"}}
    return frozenset(years | {word for word in BACKGROUND_WORDS if word in text})


def _content(tokens: list[Token]) -> frozenset[str]:
    """Return the words that tell one event from another."""
    kept = (token for token in tokens if token.pos in {"NOUN", "PROPN", "VERB"})
    return frozenset(token.lemma.lower() for token in kept) - EMPTY_WORDS


# ---------------------------------------------------------------------- stand-ins


def _stand_ins_resolved(facts: list[_Fact]) -> list[_Fact]:
    """Give a bare figure the thing counted by the last full one of its unit, if that is near."""
    resolved: list[_Fact] = []
    for fact in facts:
        if fact.bare:
            able = (other for other in reversed(resolved) if fact.sentence - other.sentence <= REACH)
            model = next(
                (other for other in able if _unit(other) == _unit(fact) and other.figure.counted), None
            )
            if model is None or model.owner == fact.owner:
                continue
            figure = replace(fact.figure, counted=model.figure.counted)
            fact = replace(
                model, figure=figure, owner=fact.owner, sentence=fact.sentence, denied=fact.denied, bare=True
            )
        resolved.append(fact)
    return resolved


def _unit(fact: _Fact) -> str:
    return "" if fact.figure.unit in COUNT_UNITS else fact.figure.unit


# ------------------------------------------------------------------------ same thing


def _may_be_same(a: _Fact, b: _Fact) -> bool:
    """Tell whether two facts of different owners count the same thing of the same event."""
    if a.owner == b.owner or a.figure.kind != b.figure.kind or _unit(a) != _unit(b):
        return False
    return _same_counted(a, b) and _same_event(a, b)


def _same_counted(a: _Fact, b: _Fact) -> bool:
    if a.event != b.event:
        return False
    one, other = SYNONYMS.get(a.noun, a.noun), SYNONYMS.get(b.noun, b.noun)
    if a.event == "attended":
        return one == other or {one, other} <= CROWD
    if a.event:
        return one == other or {one, other} <= PEOPLE
    return bool(one) and one == other


def _same_event(a: _Fact, b: _Fact) -> bool:
    if _disjoint(a.places, b.places) or _disjoint(a.whose, b.whose):
        return False
    if a.times != b.times and a.sentence != b.sentence:
        return False
    if b.bare:
        return True
    shared = (a.words & b.words) - {a.noun, b.noun, a.noun.removesuffix("s"), b.noun.removesuffix("s")}
    near = b.sentence - a.sentence <= 1
    if a.event:
        return near or bool(shared) or bool(a.places & b.places)
    return a.sentence == b.sentence or len(shared) >= (1 if near else 2)


def _disjoint(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


# -------------------------------------------------------------------------- conflict


def _conflict(a: _Fact, b: _Fact) -> bool:
    """Tell whether the two cannot both hold, or one is the denial of the other."""
    if a.denied != b.denied:
        return a.figure.value == b.figure.value and a.figure.high == b.figure.high
    if a.denied:
        return False
    (low, high), (floor, ceiling) = _range(a.figure), _range(b.figure)
    if high < floor or ceiling < low:
        return True
    if is_vague(a.figure) or is_vague(b.figure):
        return False
    open_ended = _is_open(a.figure) or _is_open(b.figure)
    most = max(a.figure.value, b.figure.value)
    return open_ended and abs(a.figure.value - b.figure.value) > GAP * most


def _is_open(figure: Figure) -> bool:
    return figure.qualifier in {"at_least", "more_than", "up_to", "less_than"}


def _range(figure: Figure) -> tuple[float, float]:
    """Return the least and the most that the figure allows."""
    value, top = figure.value, figure.high if figure.high is not None else figure.value
    if is_vague(figure):
        return value, value * VAGUE_REACH
    match figure.qualifier:
        case "at_least" | "more_than":
            return value, inf
        case "up_to" | "less_than":
            return 0.0, top
        case "about":
            return value * (1 - ROUNDING), top * (1 + ROUNDING)
        case "nearly":
            return value * (1 - ROUNDING), top
        case _:
            return value, top


# --------------------------------------------------------------------------- denials


def _denied_without_figure(
    article: Article, facts: list[_Fact], claims: tuple[Claim, ...]
) -> Iterator[tuple[_Fact, _Fact]]:
    """Pair the last figure before "disputed the figure" with the words of that denial."""
    for claim in claims:
        owner, sentence = _owner_of(claim), claim.cue and article.sentence_at(claim.cue.start)
        if claim.cue_lemma not in DENIALS or not owner or claim.cue is None or not sentence:
            continue
        nouns = [
            t for part in claim.content for t in article.tokens_in(part) if t.lemma.lower() in DENIED_NOUNS
        ]
        if not nouns or any(fact.figure.claim_id == claim.id for fact in facts):
            continue
        able = (
            fact
            for fact in reversed(facts)
            if fact.figure.span.start < claim.cue.start and 0 <= sentence.index - fact.sentence <= REACH
        )
        fact = next(able, None)
        if fact is not None and fact.owner != owner:
            span = Span(claim.cue.start, max(claim.cue.end, nouns[0].span.end))
            figure = replace(
                fact.figure,
                span=span,
                text=span.of(article.text),
                claim_id=claim.id,
                source_id=claim.source_id,
            )
            yield fact, replace(fact, figure=figure, owner=owner, denied=True)


# ---------------------------------------------------------------------------- groups


def _groups(pairs: list[tuple[_Fact, _Fact]]) -> list[list[_Fact]]:
    """Join pairs that share a figure; groups and their sides in text order."""
    groups: list[list[_Fact]] = []
    for pair in pairs:
        touching = [group for group in groups if any(fact in group for fact in pair)]
        merged = list(dict.fromkeys(fact for group in (*touching, list(pair)) for fact in group))
        groups = [group for group in groups if group not in touching] + [merged]
    for group in groups:
        group.sort(key=lambda fact: fact.figure.span)
    return sorted(groups, key=lambda group: group[0].figure.span)


def _dispute(group: list[_Fact]) -> Dispute:
    """Make the record; one side for each owner and value."""
    sides: dict[tuple[str, float, float | None, bool], DisputeSide] = {}
    for fact in group:
        key = (fact.owner, fact.figure.value, fact.figure.high, fact.denied)
        sides.setdefault(key, DisputeSide(fact.figure.source_id, fact.figure))
    return Dispute(_about(group), tuple(sides.values()))


def _about(group: list[_Fact]) -> str:
    """Return a short name of what is disputed: "people killed", "crowd size"."""
    first = next((fact for fact in group if fact.noun or fact.event), group[0])
    if first.event == "attended":
        return "crowd size"
    if first.event:
        return first.event if first.noun == first.event else f"{first.noun} {first.event}"
    return first.noun or first.figure.unit or "figure"
