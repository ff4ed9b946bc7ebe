"""From a passing report to the record of a summary sentence: owners, cue, figures, evidence."""

from __future__ import annotations

from dataclasses import replace

from summarizer.guard.lexicon import FORECAST_MODALS
from summarizer.guard.ownership import Ownership
from summarizer.guard.verify import Report
from summarizer.records import (
    Analysis,
    Attribution,
    AttributionStatus,
    ChainLink,
    Claim,
    CueMention,
    DisputeSide,
    Edit,
    Evidence,
    Figure,
    OwnerMention,
    SentenceClass,
    Span,
    SummaryFigure,
    SummarySentence,
)

RESTORING = frozenset({"ATTR_MISSING", "FIGURE_OWNER_LOST", "CHAIN_BROKEN"})
MISTAKEN = frozenset({"ATTR_WRONG_SOURCE", "QUOTE_WRONG_SPEAKER"})
CORRECTING = MISTAKEN | {"ATTR_VAGUE"}


def describe(
    index: int, start: int, first: Report, report: Report, edits: tuple[Edit, ...]
) -> SummarySentence:
    """Return the record of the sentence of ``report`` at offset ``start`` of the summary.

    ``first`` is the report on the draft's sentence: what was wrong there decides between kept,
    restored and corrected.
    """
    analysis = report.readings[0].case.analysis if report.readings else report.said
    return SummarySentence(
        index=index,
        span=Span(start, start + len(report.text)),
        text=report.text,
        sentence_class=_class(report),
        attribution=_attribution(start, first, report, analysis),
        support=report.support,
        figures=_figures(start, report, analysis),
        evidence=_evidence(report),
        edits=edits,
    )


def _ownerships(report: Report) -> tuple[Ownership, ...]:
    return tuple(item for reading in report.readings for item in reading.ownerships)


def _attribution(start: int, first: Report, report: Report, analysis: Analysis) -> Attribution:
    owned = [item for item in _ownerships(report) if item.requirement.chain]
    if not owned:
        requirements = [item.requirement for item in _ownerships(report)]
        reason = requirements[0].reason if requirements else "nothing in the article to compare it with"
        return Attribution(False, reason, "R6", "not_required")
    # What the sentence carries is what it says; only where it carries nothing whole, what it should.
    main = max(owned, key=lambda item: (not item.missing, len(item.requirement.chain))).requirement
    return Attribution(
        required=True,
        reason=main.reason,
        rule=main.rule,
        status=_status(first, report),
        sources=_mentions(start, report),
        cue=_cue(start, report),
        chain=tuple(
            ChainLink(link.source_id, _cue_words(link, analysis)) for link in main.chain if link.source_id
        ),
    )


def _cue_words(link: Claim, analysis: Analysis) -> str:
    """Return the article's own word for the layer, its lemma where none stands there ("post")."""
    return link.cue.of(analysis.article.text) if link.cue is not None else link.cue_lemma or "say"


def _status(first: Report, report: Report) -> AttributionStatus:
    if any(item.code == "ATTR_UNRESOLVED" for item in report.findings):
        return "unresolved"
    left = {item.code for item in report.findings if item.severity == "error"}
    if left & MISTAKEN:
        return "wrong"
    if left & (RESTORING | CORRECTING):
        return "missing"
    codes = {item.code for item in first.findings}
    if first.text != report.text and codes & CORRECTING:
        return "corrected"
    return "restored" if first.text != report.text and codes & RESTORING else "kept"


def _mentions(start: int, report: Report) -> tuple[OwnerMention, ...]:
    found: dict[Span, OwnerMention] = {}
    for item in _ownerships(report):
        for link, named in item.carried:
            if named is not None and link.source_id is not None:
                words = named.owner.of(report.text)
                found[named.owner] = OwnerMention(link.source_id, named.owner.shift(start), words)
    return tuple(found[span] for span in sorted(found))


def _cue(start: int, report: Report) -> CueMention | None:
    for item in _ownerships(report):
        for _, named in reversed(item.carried):
            if named is not None and named.claim.cue is not None:
                cue = named.claim.cue
                return CueMention(cue.shift(start), cue.of(report.text), named.claim.stance)
    return None


def _figures(start: int, report: Report, analysis: Analysis) -> tuple[SummaryFigure, ...]:
    found = []
    for figure in report.said.figures:
        owner_id = _owner_id(report, figure.span)
        rivals = rivals_of(figure, owner_id, analysis)
        moved = replace(
            figure,
            span=figure.span.shift(start),
            time=figure.time.shift(start) if figure.time else None,
            claim_id=None,
            source_id=owner_id,
        )
        found.append(SummaryFigure(moved, bool(rivals), rivals))
    return tuple(found)


def rivals_of(figure: Figure, owner_id: str | None, analysis: Analysis) -> tuple[DisputeSide, ...]:
    """Return the sides that dispute ``figure`` as ``owner_id`` gives it: other figures, and denials of it."""
    rivals: list[DisputeSide] = []
    for dispute in analysis.disputes:
        own = [side for side in dispute.sides if side.figure.value == figure.value]
        mine = [side for side in own if side.source_id == owner_id] or own[:1]
        others = [side for side in dispute.sides if own and side not in mine]
        # Who denies the figure and gives another one is told once, by the other figure.
        counting = {side.source_id for side in others if side.figure.value != figure.value}
        rivals += (
            side for side in others if side.figure.value != figure.value or side.source_id not in counting
        )
    return tuple(rivals)


def _owner_id(report: Report, span: Span) -> str | None:
    """Return the innermost owner of the clause that holds ``span``."""
    for reading in report.readings:
        if reading.case.clause.overlaps(span):
            ids = [
                link.source_id
                for item in reading.ownerships
                for link in item.requirement.chain
                if link.source_id
            ]
            return ids[-1] if ids else None
    return None


def _evidence(report: Report) -> tuple[Evidence, ...]:
    content = [
        Evidence("content", span) for item in _ownerships(report) for span in item.requirement.evidence
    ]
    owners = [
        Evidence("attribution", link.owner)
        for item in _ownerships(report)
        for link in item.requirement.chain
        if link.owner is not None
    ]
    return tuple(dict.fromkeys((*content, *owners)))


def _class(report: Report) -> SentenceClass:
    claimed = any(item.requirement.chain for item in _ownerships(report))
    tokens = report.said.article.tokens
    if claimed and report.said.article.quotations:
        return "quote"
    if any(token.text.lower() in FORECAST_MODALS and token.dep == "aux" for token in tokens):
        return "forecast"
    if claimed and any(claim.stance == "mental" for claim in report.said.claims):
        return "opinion"
    return "claim" if claimed else "record"
