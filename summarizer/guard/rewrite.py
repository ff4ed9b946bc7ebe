"""Rungs 1 and 2: the smallest changes that meet the findings of one sentence.

Each remedy of the policy has a planner here; a planner that cannot meet its finding plans
nothing, and the next rung takes over. Nothing here looks anything up in the article beyond what the
report already names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from summarizer.guard.edits import Change, select
from summarizer.guard.missing import evidence_of, is_no_sentence, missing_links, says_it_already
from summarizer.guard.phrasing import frame, owner_words
from summarizer.guard.policy import DECISIONS, Remedy
from summarizer.guard.swap import swap_owner
from summarizer.guard.telling import (
    has_other_verb,
    is_aside,
    is_said_elsewhere,
    lacks_subject,
    lacks_verb,
    lost_its_helper,
    speaks_of_him,
)
from summarizer.guard.verify import Report
from summarizer.guard.voice import without_loaded
from summarizer.records import Analysis, Claim, Finding, Span

_END = re.compile(r"[.!?…]*[\"”’')\]]*\s*$")
_CLOSING_QUOTE = re.compile(r"([.,!?…]?)([\"”’'])([.]?)\s*$")


def plan_changes(report: Report, analysis: Analysis) -> tuple[Change, ...]:
    """Return the changes that may mend the sentence of ``report``, none overlapping another."""
    changes: list[Change] = []
    swapped = False
    for remedy in ("swap_owner", "copy", "neutral", "insert_owner"):
        findings = tuple(item for item in report.findings if DECISIONS[item.code].remedy == remedy)
        # A sentence that names a wrong owner needs another one, not one more.
        if findings and not (remedy == "insert_owner" and swapped):
            changes.extend(PLANNERS[remedy](findings, report, analysis))
            swapped = swapped or remedy == "swap_owner"
    return select(changes)


def _insert_owner(findings: tuple[Finding, ...], report: Report, analysis: Analysis) -> Iterator[Change]:
    missing, inner_carried = missing_links(report)
    words = frame(missing, analysis, inner_carried=inner_carried)
    if words is None or report.text.rstrip().endswith("?") or says_it_already(missing, report, analysis):
        return
    if not inner_carried and (lacks_subject(report) or lacks_verb(report)):
        return
    if lost_its_helper(report, analysis) or (speaks_of_him(report) and _are_people(missing, analysis)):
        return
    if _CLOSING_QUOTE.search(report.text) and not report.said.article.quotations:
        return
    # A lead-in's owner stands around whatever its items say and whoever says it there.
    framed = _has_frame(report) and missing[-1].inherited_from is None
    if not inner_carried and (framed or not _is_certain(missing[-1], report, analysis)):
        return
    names = " and ".join(owner_words(link, analysis) or "" for link in missing)
    rule = "R16" if inner_carried or len(missing) > 1 else "R1"
    yield at_end(report.text, words, rule, f"the article gives this to {names}")


def _are_people(links: tuple[Claim, ...], analysis: Analysis) -> bool:
    sources = (analysis.source(link.source_id) for link in links)
    return any(source is not None and source.type == "person" and source.named for source in sources)


def _has_frame(report: Report) -> bool:
    """Tell whether the sentence gives its words to somebody already: two frames would be one too many."""
    return any(claim.owner is not None and claim.cue is not None for claim in report.said.claims)


def _is_certain(link: Claim, report: Report, analysis: Analysis) -> bool:
    """Tell whether the whole sentence is what ``link`` says, as far as its evidence shows (R14)."""
    if any(is_no_sentence(span, analysis) for span in evidence_of(report, analysis)):
        return False
    if has_other_verb(report, analysis):
        return False
    if is_said_elsewhere(link.content, report, analysis):
        return False
    return not _is_unended(link, analysis) and not is_aside(link.content, report, analysis)


def _is_unended(link: Claim, analysis: Analysis) -> bool:
    """Tell whether the claim is a quotation that is never closed: it may run on into others' words."""
    return any(
        not quotation.closed and any(quotation.outer.contains(part) for part in link.content)
        for quotation in analysis.article.quotations
    )


def at_end(text: str, words: str, rule: str, why: str) -> Change:
    """Return the change that puts a frame before the sentence's final mark.

    A sentence that ends inside quotation marks takes the comma inside them: “…,” X said.
    """
    closing = _CLOSING_QUOTE.search(text)
    if closing:
        mark = closing.group(1) if closing.group(1) in ("!", "?", "…") else ","
        after = f"{mark}{closing.group(2)}{words.removeprefix(',')}."
        return Change(Span(closing.start(), len(text)), after, rule, why)
    match = _END.search(text)
    start = match.start() if match else len(text)
    tail = match.group() if match else ""
    if not tail.strip(". "):
        return Change(Span(start, start), words if tail.strip() else words + ".", rule, why)
    return Change(Span(start, len(text)), words + ".", rule, why)


def _copy(findings: tuple[Finding, ...], report: Report, analysis: Analysis) -> Iterator[Change]:
    """Take the article's words, which the finding suggests, for the finding's span."""
    for item in findings:
        if item.suggestion is not None:
            after = item.suggestion
            if item.span.start == 0:
                after = after[0].upper() + after[1:]
            elif item.code == "FIGURE_QUALIFIER_LOST":
                after = after[0].lower() + after[1:]
            yield Change(item.span, after, item.rule, item.message)


def _neutral(findings: tuple[Finding, ...], report: Report, analysis: Analysis) -> Iterator[Change]:
    """Take loaded words out, or put the neutral one."""
    whole = Span(0, len(report.text))
    for item in findings:
        change = without_loaded(report.said.article, item.span, whole)
        if change is not None:
            yield change


Planner = Callable[[tuple[Finding, ...], Report, Analysis], Iterator[Change]]
PLANNERS: dict[Remedy, Planner] = {
    "insert_owner": _insert_owner,
    "swap_owner": swap_owner,
    "copy": _copy,
    "neutral": _neutral,
}
