"""Checks of a clause's figures against its evidence (R20 to R23); each returns findings and changes nothing.

A figure is compared by value, unit, thing counted and qualifier with the grammar of ``reading``, and by
the time that its count was made at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.guard.align import stem
from summarizer.guard.case import Case, finding
from summarizer.guard.lexicon import BINDING_TIME, CLOCK_QUALIFIERS
from summarizer.guard.ownership import Named
from summarizer.guard.syntax import said_of
from summarizer.guard.wording import flat, holds_phrase
from summarizer.reading.figures import compatible_qualifier, same_value, unit_family
from summarizer.reading.quantities.counted import split_counted
from summarizer.records import Analysis, Evidence, Figure, Finding, Span

COUNTED_KINDS = frozenset({"count", "percent", "points", "money", "measure"})
_COMPOUND = re.compile(r"\d-[a-z]")


def check_figures(case: Case) -> Iterator[Finding]:
    """Find figures that the evidence does not give, or gives with another qualifier or time."""
    for figure in case.said.figures:
        if case.clause.overlaps(figure.span):
            yield from _check_figure(figure, case)


def _check_figure(figure: Figure, case: Case) -> Iterator[Finding]:
    if figure.kind not in COUNTED_KINDS:
        if not holds_phrase(case.scope.text(case.analysis), figure.text) and not _twin(figure, case):
            yield _not_in_source(figure, case)
        elif figure.kind == "time":
            yield from _check_clock(figure, case)
        return
    twin = _twin(figure, case)
    if twin is None:
        yield _not_in_source(figure, case)
        return
    if not compatible_qualifier(twin, figure):
        yield finding(
            "FIGURE_QUALIFIER_LOST",
            figure.span,
            f"The article says “{twin.text}”; the sentence says “{figure.text}”.",
            evidence=(Evidence("content", twin.span),),
            suggestion=None if _is_compound(twin) and not _is_compound(figure) else twin.text,
        )
    yield from _check_time(figure, twin, case)


def _is_compound(figure: Figure) -> bool:
    """Tell whether the figure is made to stand before a noun: "a 14,000-mile journey"."""
    return bool(_COMPOUND.search(figure.text))


def _check_clock(figure: Figure, case: Case) -> Iterator[Finding]:
    """ "About 6 p.m." is not 6 p.m. (R21)."""
    clock = rf"({'|'.join(CLOCK_QUALIFIERS)})\s+{re.escape(flat(figure.text))}(?!\w)"
    theirs = re.search(clock, flat(case.scope.text(case.analysis)))
    bare = rf"(?<!\w){re.escape(flat(figure.text))}(?!\w)"
    texts = [flat(sentence.span.of(case.analysis.article.text)) for sentence in case.scope.sentences]
    exact = any(re.search(bare, re.sub(clock, "", text)) for text in texts)
    if theirs and not exact and not re.search(clock, flat(case.said.article.text)):
        yield finding(
            "FIGURE_QUALIFIER_LOST",
            figure.span,
            f"The article says “{theirs.group()}”; the sentence says “{figure.text}”.",
            evidence=case.evidence(),
            suggestion=theirs.group(),
        )


def _twin(figure: Figure, case: Case) -> Figure | None:
    """Return the figure of the passage that has the same value, unit and thing counted, the best one first.

    A figure that the best sentence gives, and the candidate leaves out, may be the one that belongs here:
    then no other sentence's figure may stand in its place, unless it is said of more of the same words.
    """
    main = case.scope.sentences[0].span if case.scope.sentences else None
    pool = (*case.scope.figures(case.analysis), *case.scope.figures_around(case.analysis))
    able = [other for other in pool if _is_same(other, figure)]
    if not able:
        return None
    best = max(able, key=lambda other: _rank(other, figure, main, case))
    inside = main is not None and main.contains(best.span) and not _is_used_twice(figure, able, main, case)
    return best if inside or not _is_rivalled(figure, best, main, case) else None


def _is_same(other: Figure, figure: Figure) -> bool:
    return same_value(other, figure) and same_counted(other.counted, figure.counted)


def _rank(other: Figure, figure: Figure, main: Span | None, case: Case) -> tuple[bool, bool, int, int]:
    inside = main is not None and main.contains(other.span)
    return (inside, compatible_qualifier(other, figure), _fit(figure, other, case), -other.span.start)


def _is_used_twice(figure: Figure, able: list[Figure], main: Span, case: Case) -> bool:
    """Tell whether the candidate gives the value more often than the best sentence does."""
    mine = [other for other in case.said.figures if other.kind == figure.kind and same_value(other, figure)]
    return len(mine) > len({other.span for other in able if main.contains(other.span)})


def _is_rivalled(figure: Figure, best: Figure, main: Span | None, case: Case) -> bool:
    """Tell whether another figure of the best sentence fits the candidate's words as well as ``best``."""
    rivals = case.analysis.figures_in(main) if main is not None else ()
    return any(
        _fit(figure, other, case) >= _fit(figure, best, case)
        for other in rivals
        if _is_alike(other, figure) and not any(same_value(other, mine) for mine in case.said.figures)
    )


def _is_alike(other: Figure, figure: Figure) -> bool:
    """Tell two figures that could be taken for each other."""
    units = unit_family(other.unit) == unit_family(figure.unit)
    return other.kind == figure.kind and units and same_counted(other.counted, figure.counted)


def _fit(mine: Figure, other: Figure, case: Case) -> int:
    """Return how many content words both figures are said of."""
    return len(said_of(mine.span, case.said) & said_of(other.span, case.analysis))


def _not_in_source(figure: Figure, case: Case) -> Finding:
    return finding(
        "FIGURE_NOT_IN_SOURCE",
        figure.span,
        f"The passage behind this sentence does not give “{_with_counted(figure)}”.",
        evidence=case.evidence(),
    )


def _with_counted(figure: Figure) -> str:
    return f"{figure.text} {figure.counted}".strip()


def same_counted(one: str, other: str) -> bool:
    """Tell whether two things counted may be the same: unknown fits all, events never mix (R23)."""
    (noun, event), (other_noun, other_event) = split_counted(one), split_counted(other)
    if event and other_event and event != other_event:
        return False
    if not noun or not other_noun:
        return True
    mine, theirs = ({stem(word) for word in text.lower().split()} for text in (noun, other_noun))
    return bool(mine & theirs)


def _check_time(figure: Figure, twin: Figure, case: Case) -> Iterator[Finding]:
    """A count's as-of marker is part of the figure (R20, R22)."""
    if twin.time is None:
        return
    marker = twin.time.of(case.analysis.article.text)
    binding = marker.lower().startswith(BINDING_TIME) and _same_predicate(twin, case)
    if binding and not holds_phrase(case.said.article.text, marker):
        yield finding(
            "TIME_MARKER_LOST",
            figure.span,
            f"The article counts this “{marker}”; the sentence leaves that out.",
            evidence=(Evidence("content", twin.time),),
        )


def _same_predicate(twin: Figure, case: Case) -> bool:
    """Tell whether a figure and its marker hang on one verb: "he missed last Saturday's game and …"."""
    verbs = [_verb_above(span, case.analysis) for span in (twin.span, twin.time) if span is not None]
    return len(set(verbs)) == 1


def _verb_above(span: Span, analysis: Analysis) -> int | None:
    tokens = analysis.article.tokens_in(span)
    current = tokens[-1] if tokens else None
    while current is not None and current.pos not in ("VERB", "AUX") and current.head != current.index:
        current = analysis.article.head_of(current)
    return current.index if current is not None else None


def check_owner_figures(said: Analysis, analysis: Analysis, owners: tuple[Named, ...]) -> Iterator[Finding]:
    """Find figures of an owner ("a two-decade veteran") that the article does not give (R20)."""
    for figure in said.figures:
        in_owner = any(named.owner.contains(figure.span) for named in owners)
        if (
            in_owner
            and figure.kind in COUNTED_KINDS
            and not any(_is_same(o, figure) for o in analysis.figures)
        ):
            yield finding(
                "FIGURE_NOT_IN_SOURCE",
                figure.span,
                f"The article does not give “{_with_counted(figure)}”.",
            )


def check_numbers(case: Case) -> Iterator[Finding]:
    """Find digits that no figure of the grammar explains and the evidence does not hold."""
    text = case.scope.text(case.analysis)
    for token in case.own_words():
        known = any(figure.span.overlaps(token.span) for figure in case.said.figures)
        if any(char.isdigit() for char in token.text) and not known and not holds_phrase(text, token.text):
            yield finding(
                "FIGURE_NOT_IN_SOURCE",
                token.span,
                f"The passage behind this sentence does not give “{token.text}”.",
                evidence=case.evidence(),
            )
