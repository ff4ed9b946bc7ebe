"""Disputes: figures of one thing, from different owners, that cannot both hold (R22).

Found in four steps: each figure gets its context (``dispute_facts``), two facts are paired where they
count the same thing of the same event and different people say so, a pair is kept where the values
conflict, and the pairs join into disputes. Decisions:

- two counts conflict where no value fits both. A floor or ceiling that the other count happens to
  satisfy ("at least 32" and "50") still conflicts where the stated numbers are more than ``GAP``
  apart: readers are given two counts, and BBC 11.3.1 has both shown; "more than 30" and "32" agree;
- killed, injured and missing never mix, nor people with civilians or soldiers (R23);
- parts ("including 10 children"), additions ("another 12") and earlier levels ("up from 9") are no side;
- other places, other countries' losses and other years are other things; a place not named before, or
  "meanwhile", "separate", "also", opens another event;
- against the article's own voice a count needs a word of contrast ("only", "but", "put the toll at");
- the article's own voice is an owner; an owner that could not be settled is not, for it may be the same;
- who denies a figure without giving one is a side too: its figure is the denied one with the words of the
  denial as text ("disputed the figure").

Better to miss a dispute than to invent one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from typing import Final

from summarizer.overlaps import Overlaps
from summarizer.reading.figures import COUNT_UNITS, is_vague
from summarizer.reading.quantities.dispute_facts import ARTICLE_OWNER, Fact, owner_of, read_fact
from summarizer.reading.quantities.dispute_lexicon import CROWD, DENIALS, DENIED_NOUNS, PEOPLE, SYNONYMS
from summarizer.records import Article, Claim, Dispute, DisputeSide, Figure, Source, Span

# Editorial choice: floors and ceilings further apart than a quarter of the larger number are two counts.
GAP: Final = 0.25
# "about 40" leaves room for a tenth either way; a vague plural reaches to five times its least.
ROUNDING: Final = 0.1
VAGUE_REACH: Final = 5.0
# A count that stands for the one before ("organisers said 20,000") follows it by this many sentences.
REACH: Final = 2
# Counts more than a sentence apart need this many nouns in common, places not counted: round-ups of one
# day's news repeat "attack" and "strike" for different ones.
FAR_SHARED: Final = 2
# Figures of a unit with more than so many others between them are not compared: that is a table.
NEAR: Final = 60
# What tells one fact from another.
Key = tuple[Span, str]


def find_disputes(
    article: Article, figures: tuple[Figure, ...], claims: tuple[Claim, ...], sources: tuple[Source, ...]
) -> tuple[Dispute, ...]:
    """Return the disputes of ``article`` in text order; the sides of each in text order."""
    by_id, by_place = (
        {claim.id: claim for claim in claims},
        Overlaps((claim, claim.content) for claim in claims),
    )
    read = (read_fact(article, figure, by_id.get(figure.claim_id or ""), by_place) for figure in figures)
    facts = _stand_ins_resolved([fact for fact in read if fact is not None])
    pairs = [(a, b) for a, b in _near(facts) if _may_be_same(a, b) and _conflict(a, b)]
    pairs.extend(_denied_without_figure(article, facts, claims))
    return tuple(_dispute(group) for group in _groups(pairs))


def _near(facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs of facts of one kind and unit that stand near enough among these, earlier one first."""
    alike: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        alike[fact.figure.kind, _unit(fact)].append(fact)
    for some in alike.values():
        for place, fact in enumerate(some):
            for other in some[place + 1 : place + 1 + NEAR]:
                yield fact, other


# ---------------------------------------------------------------------- stand-ins


def _stand_ins_resolved(facts: list[Fact]) -> list[Fact]:
    """Give a bare figure the thing counted by the last full one of its unit, if that is near."""
    resolved: list[Fact] = []
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


def _unit(fact: Fact) -> str:
    return "" if fact.figure.unit in COUNT_UNITS else fact.figure.unit


# ------------------------------------------------------------------------ same thing


def _may_be_same(a: Fact, b: Fact) -> bool:
    """Tell whether two facts of different owners count the same thing of the same event."""
    if a.owner == b.owner or a.figure.kind != b.figure.kind or _unit(a) != _unit(b):
        return False
    return _same_counted(a, b) and _same_event(a, b)


def _same_counted(a: Fact, b: Fact) -> bool:
    if a.event != b.event:
        return False
    one, other = SYNONYMS.get(a.noun, a.noun), SYNONYMS.get(b.noun, b.noun)
    if a.event == "attended":
        return one == other or {one, other} <= CROWD
    if a.event:
        return one == other or {one, other} <= PEOPLE
    return bool(one) and one == other


def _same_event(a: Fact, b: Fact) -> bool:
    """Tell whether the later fact speaks of the event of the earlier one; the words decide, not hope."""
    if _disjoint(a.modifiers, b.modifiers) or _another_event(a, b):
        return False
    if b.bare:
        return True
    distance = b.sentence - a.sentence
    spoken = ARTICLE_OWNER not in {a.owner, b.owner}
    if not (spoken or b.contrast or b.total):
        return False
    shared = a.nouns & b.nouns - b.places
    if distance > 1:
        return bool(a.event) and len(shared) >= FAR_SHARED and b.nouns <= a.told
    if not a.event:
        return b.nouns <= a.nouns
    return b.contrast or b.total or bool(b.nouns & a.told) or not b.nouns or not a.nouns


def _another_event(a: Fact, b: Fact) -> bool:
    """Tell whether place or time sets the later fact apart from the earlier one."""
    new_place = not b.places <= a.told and a.sentence != b.sentence
    other_place = a.sentence == b.sentence and bool(b.places) and b.places != a.places
    apart = _disjoint(a.places, b.places) or new_place or other_place
    another_time = a.times != b.times and (a.sentence != b.sentence or bool(a.times and b.times))
    another = b.other_event and not (b.contrast and b.total) and not b.bare
    return apart or another_time or (another and a.sentence != b.sentence)


def _disjoint(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


# -------------------------------------------------------------------------- conflict


def _conflict(a: Fact, b: Fact) -> bool:
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
    article: Article, facts: list[Fact], claims: tuple[Claim, ...]
) -> Iterator[tuple[Fact, Fact]]:
    """Pair the last figure before "disputed the figure" with the words of that denial."""
    for claim in claims:
        owner, sentence = owner_of(claim), claim.cue and article.sentence_at(claim.cue.start)
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


def _groups(pairs: list[tuple[Fact, Fact]]) -> list[list[Fact]]:
    """Join pairs that share a figure; groups and their sides in text order."""
    group_of: dict[Key, dict[Key, Fact]] = {}
    for pair in pairs:
        small, large = sorted((group_of.setdefault(_key(fact), {_key(fact): fact}) for fact in pair), key=len)
        if small is not large:
            large.update(small)
            group_of.update(dict.fromkeys(small, large))
    groups = {id(group): group for group in group_of.values()}.values()
    found = [sorted(group.values(), key=lambda fact: fact.figure.span) for group in groups]
    return sorted(found, key=lambda group: group[0].figure.span)


def _key(fact: Fact) -> Key:
    return fact.figure.span, fact.owner


def _dispute(group: list[Fact]) -> Dispute:
    """Make the record; one side for each owner and value."""
    sides: dict[tuple[str, float, float | None, bool], DisputeSide] = {}
    for fact in group:
        key = (fact.owner, fact.figure.value, fact.figure.high, fact.denied)
        sides.setdefault(key, DisputeSide(fact.figure.source_id, fact.figure))
    return Dispute(_about(group), tuple(sides.values()))


def _about(group: list[Fact]) -> str:
    """Return a short name of what is disputed: "people killed", "crowd size"."""
    first = next((fact for fact in group if fact.noun or fact.event), group[0])
    if first.event == "attended":
        return first.noun if first.figure.kind == "percent" else "crowd size"
    if first.event:
        return first.event if first.noun == first.event else f"{first.noun} {first.event}"
    return first.noun or first.figure.unit or "figure"
