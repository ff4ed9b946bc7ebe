"""Checks of a clause's figures against its evidence (R20 to R23); each returns findings and changes nothing.

A figure is compared by value, unit, thing counted and qualifier with the grammar of ``reading``, and by
the time that its count was made at.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.align import stem
from summarizer.guard.case import Case, finding
from summarizer.guard.lexicon import BINDING_TIME
from summarizer.guard.wording import holds_phrase
from summarizer.reading.figures import compatible_qualifier, same_value
from summarizer.reading.quantities.counted import split_counted
from summarizer.records import Analysis, Evidence, Figure, Finding, Span

COUNTED_KINDS = frozenset({"count", "percent", "points", "money", "measure"})


def check_figures(case: Case) -> Iterator[Finding]:
    """Find figures that the evidence does not give, or gives with another qualifier or time."""
    for figure in case.said.figures:
        if case.clause.overlaps(figure.span):
            yield from _check_figure(figure, case)


def _check_figure(figure: Figure, case: Case) -> Iterator[Finding]:
    if figure.kind not in COUNTED_KINDS:
        if not holds_phrase(case.scope.text(case.analysis), figure.text) and not _twin(figure, case):
            yield _not_in_source(figure, case)
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
            suggestion=twin.text,
        )
    yield from _check_time(figure, twin, case)


def _twin(figure: Figure, case: Case) -> Figure | None:
    """Return the evidence's figure of the same value, unit and thing counted, the best one first."""
    for pool in (case.scope.figures(case.analysis), case.scope.figures_around(case.analysis)):
        able = [
            other
            for other in pool
            if same_value(other, figure) and same_counted(other.counted, figure.counted)
        ]
        if able:
            return max(able, key=lambda other: (compatible_qualifier(other, figure), -other.span.start))
    return None


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
