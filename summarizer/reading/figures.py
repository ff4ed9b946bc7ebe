"""Figures of an article: number, unit, thing counted, qualifier, as-of time and owner (R20 to R24).

The numbers come from the grammar over the text (``figure_scan``), only the thing counted needs the
parse (``counted``). Decisions that others rely on:

- the span covers qualifier, number and unit ("up to 1,350", "at least 12 kilometers", "69 people");
- a vague plural ("dozens", "tens of thousands") carries the least it can mean and the qualifier
  "about"; it equals only another vague plural;
- a share ("a sixth", "one in five") is a count with the unit "fraction"; a score ("3-1") a count with
  ``counted="score"``, its second number in ``high`` and the qualifier "exact"; an age a measure in years
  with ``counted="age"``; a labelled number ("Article 5") an ordinal with the label as thing counted;
- a range has the qualifier "between" unless another stands before it ("about 10 to 15");
- "12 kilometers (7.5 miles)" is two figures of one unit family (``unit_family``).
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.overlaps import Overlaps
from summarizer.reading.quantities.as_of import find_time
from summarizer.reading.quantities.counted import read_counted
from summarizer.reading.quantities.figure_lexicon import GLUED_ONLY, UNIT_FAMILIES, UNIT_WORDS
from summarizer.reading.quantities.figure_scan import scan
from summarizer.reading.quantities.mentions import Mention
from summarizer.reading.quantities.number_lexicon import VAGUE, VAGUE_LEADS
from summarizer.records import Article, Claim, Figure, Span, Token

# 1/3 against 0.33333: shares are compared to this relative precision, other values are exact decimals.
PRECISION = 1e-6
COUNT_UNITS = frozenset({"", "people"})


def find_numbers(text: str) -> tuple[Figure, ...]:
    """Return the figures of ``text`` by the grammar alone: no thing counted, no owner, no time."""
    return tuple(
        _figure(mention, text, 0) for mention in scan(text) if not mention.weak or _before_unit(mention, text)
    )


def find_figures(article: Article, claims: tuple[Claim, ...]) -> tuple[Figure, ...]:
    """Return the figures of ``article`` in text order, each with its innermost claim of ``claims``."""
    owners = _Owners(claims)
    spans = [sentence.span for sentence in article.sentences] or [Span(0, len(article.text))]
    found: list[Figure] = []
    for span in spans:
        for figure in _read_sentence(article, span):
            found.append(owners.own(replace(figure, time=find_time(article, span, figure))))
    return tuple(found)


def _read_sentence(article: Article, span: Span) -> list[Figure]:
    mentions = scan(span.of(article.text))
    read = (_read_mention(article, mention, span.start) for mention in mentions)
    return [figure for figure in read if figure is not None]


def _read_mention(article: Article, mention: Mention, offset: int) -> Figure | None:
    core = article.tokens_in(Span(mention.core[0], mention.core[1]).shift(offset))
    if mention.weak and not (core and _counts(article, core[-1])):
        return None
    figure = _figure(mention, article.text, offset)
    if _is_age(article, figure, core):
        return replace(figure, kind="measure", unit="years", counted="age")
    if figure.counted or figure.kind in {"year", "time"}:
        return figure
    counted = read_counted(article, figure.span, figure.unit)
    people = figure.kind == "count" and not figure.unit and counted.split(" ")[0] == "people"
    named = people and _has_noun(article, figure)
    return replace(figure, counted=counted, unit="people" if named else figure.unit)


def _figure(mention: Mention, text: str, offset: int) -> Figure:
    span = Span(mention.start, mention.end).shift(offset)
    return Figure(
        span=span,
        text=span.of(text),
        value=mention.value,
        kind=mention.kind,
        high=mention.high,
        unit=mention.unit,
        counted=mention.counted,
        qualifier=mention.qualifier,
    )


def _counts(article: Article, token: Token) -> bool:
    """Tell whether the parse has "one" count a noun ("one soldier"), not stand for one."""
    head = article.head_of(token)
    return token.dep == "nummod" and head.index > token.index and head.pos in {"NOUN", "PROPN"}


def _before_unit(mention: Mention, text: str) -> bool:
    word = next(iter(text[mention.end :].split(maxsplit=1)), "").strip(".,;:").lower()
    return (word,) in UNIT_WORDS and word not in GLUED_ONLY


def _has_noun(article: Article, figure: Figure) -> bool:
    """Tell "69 injured people" (unit people) from the elliptical "50 wounded" (no unit)."""
    inside = article.tokens_in(figure.span)
    behind = article.tokens[inside[-1].index + 1 : inside[-1].index + 5] if inside else ()
    return any(token.text.lower() in {"people", "persons"} for token in behind)


def _is_age(article: Article, figure: Figure, core: tuple[Token, ...]) -> bool:
    """Read "Ana Reyes, 34, said": a bare number between commas behind a person."""
    if not core or figure.kind != "count" or figure.unit or figure.qualifier != "exact" or not core[0].index:
        return False
    first, last = core[0].index, core[-1].index
    before = article.tokens[max(0, first - 2) : first]
    after = article.tokens[last + 1].text if last + 1 < len(article.tokens) else "."
    named = len(before) == 2 and before[0].ent == "PERSON" and before[1].text in {",", "("}
    return named and after in {",", ".", ")", ";"} and figure.value < 120


class _Owners:
    """The innermost claim over a span: the one with the longest chain of parents, then the shortest."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._over = Overlaps((claim, claim.content) for claim in claims)
        self._by_id = {claim.id: claim for claim in claims}

    def own(self, figure: Figure) -> Figure:
        over = self._over.at(figure.span)
        if not over:
            return figure
        inner = max(over, key=lambda claim: (self._depth(claim), -sum(map(len, claim.content))))
        return replace(figure, claim_id=inner.id, source_id=inner.source_id)

    def _depth(self, claim: Claim) -> int:
        seen = {claim.id}
        while claim.parent in self._by_id and claim.parent not in seen:
            claim = self._by_id[claim.parent]
            seen.add(claim.id)
        return len(seen)


# ------------------------------------------------------------ comparing (R20, R21)


def unit_family(unit: str) -> str:
    """Return the family of a unit slug ("length", "money", …), or the slug itself."""
    return UNIT_FAMILIES.get(unit, unit)


def is_vague(figure: Figure) -> bool:
    """Tell "dozens", "tens of thousands", "several hundred" from a number."""
    words = set(figure.text.lower().replace("-", " ").split())
    scaled = words & {"hundred", "thousand", "million", "billion", "dozen", "trillion"}
    return bool(words & VAGUE.keys()) or bool(scaled and words & VAGUE_LEADS)


def same_value(a: Figure, b: Figure) -> bool:
    """Tell whether the two give the same number of the same unit ("1.35 thousand" is "1,350").

    Both ends of a range count; units are not converted; people and a bare count go together; a
    vague plural equals only a vague plural.
    """
    units = a.unit == b.unit or {a.unit, b.unit} <= COUNT_UNITS
    ages = (a.counted == "age") == (b.counted == "age") or not (a.unit and b.unit)
    if not (units or _age_and_count(a, b)) or not ages or is_vague(a) != is_vague(b):
        return False
    if (a.high is None) != (b.high is None):
        return False
    return _close(a.value, b.value) and _close(a.high or 0.0, b.high or 0.0)


def _age_and_count(a: Figure, b: Figure) -> bool:
    """Tell "Reyes, 34," (read as a bare count without a parse) from "aged 34": the same age."""
    return {a.unit, b.unit} == {"years", ""} and "age" in {a.counted, b.counted}


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= PRECISION * max(abs(a), abs(b))


def compatible_qualifier(article: Figure, summary: Figure) -> bool:
    """Tell whether the summary keeps the article's qualifier, by slug (R21)."""
    return article.qualifier == summary.qualifier
