"""Rungs 1 and 2: the smallest changes that meet the findings of one sentence.

Each remedy of the policy has a planner here; a planner that cannot meet its finding plans
nothing, and the next rung takes over. Nothing here looks anything up in the article beyond what the
report already names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from summarizer.guard.edits import Change, select
from summarizer.guard.phrasing import frame, owner_words
from summarizer.guard.policy import DECISIONS, Remedy
from summarizer.guard.verify import Report
from summarizer.guard.voice import without_loaded
from summarizer.guard.wording import holds_phrase
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
    if words is None or report.text.rstrip().endswith("?") or _says_it_already(missing, report, analysis):
        return
    names = " and ".join(owner_words(link, analysis) or "" for link in missing)
    rule = "R16" if inner_carried or len(missing) > 1 else "R1"
    yield at_end(report.text, words, rule, f"the article gives this to {names}")


def _says_it_already(missing: tuple[Claim, ...], report: Report, analysis: Analysis) -> bool:
    """Tell whether an owner's words stand in the sentence, outside any frame that could be read."""
    words = (owner_words(link, analysis) or "" for link in missing)
    return any(" " in item and holds_phrase(report.text, item) for item in words)


def missing_links(report: Report) -> tuple[tuple[Claim, ...], bool]:
    """Return the links that every clause lacks alike, and whether the innermost one is carried.

    Clauses that lack different owners cannot share one frame: then nothing is returned.
    """
    chains = {
        tuple(link.id for link in item.missing): item
        for reading in report.readings
        for item in reading.ownerships
        if item.requirement.chain
    }
    sources = {tuple(link.source_id for link in item.missing) for item in chains.values()}
    if len(sources) != 1:
        return (), False
    item = next(iter(chains.values()))
    chain = [link for link in item.requirement.chain if link.source_id]
    inner_carried = bool(item.missing) and bool(chain) and chain[-1] not in item.missing
    if item.carried and not inner_carried:
        return (), False
    return item.missing, inner_carried


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


def _swap_owner(findings: tuple[Finding, ...], report: Report, analysis: Analysis) -> Iterator[Change]:
    """Put the article's owner in the wrong one's place, where each is the only one."""
    spans = {item.span for item in findings}
    missing, _ = missing_links(report)
    if len(spans) != 1 or len(missing) != 1 or missing[0].cue_lemma == "":
        return
    words = owner_words(missing[0], analysis)
    span = next(iter(spans))
    if (
        words is None
        or _says_it_already(missing, report, analysis)
        or any(span.contains(item.outer) for item in report.said.article.quotations)
    ):
        return
    words = words[0].upper() + words[1:] if span.start == 0 else words
    code = findings[0].code
    yield Change(span, words, DECISIONS[code].rule, f"the article gives this to {words}")


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
    "swap_owner": _swap_owner,
    "copy": _copy,
    "neutral": _neutral,
}
