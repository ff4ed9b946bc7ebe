"""Rungs 1 and 2: the smallest changes that meet the findings of one sentence.

Each remedy of the policy has a planner here; a planner that cannot meet its finding plans
nothing, and the next rung takes over. Nothing here looks anything up in the article beyond what the
report already names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from summarizer.guard.captions import is_open_quotation, runs_together
from summarizer.guard.edits import Change, select
from summarizer.guard.lexicon import FIRST_PERSON
from summarizer.guard.owners import is_pronoun
from summarizer.guard.phrasing import agreeing, frame, may_mean, owner_words
from summarizer.guard.policy import DECISIONS, Remedy
from summarizer.guard.run_on import runs_on
from summarizer.guard.telling import (
    has_other_verb,
    is_aside,
    is_said_elsewhere,
    lacks_subject,
    lacks_verb,
)
from summarizer.guard.verify import Report
from summarizer.guard.voice import without_loaded
from summarizer.guard.wording import holds_phrase
from summarizer.records import Analysis, Claim, Finding, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_END = re.compile(r"[.!?…]*[\"”’')\]]*\s*$")
# "the wealthy businessman", and not "the Kremlin".
_DESCRIPTION = re.compile(r"(?:[Tt]he|[Aa]n?)\s(?:.*\s)?[a-z][\w'’-]*,?$")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])(?:\s.?)?$")
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
    if not inner_carried and (lacks_subject(report) or lacks_verb(report)):
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


def _has_frame(report: Report) -> bool:
    """Tell whether the sentence gives its words to somebody already: two frames would be one too many."""
    return any(claim.owner is not None and claim.cue is not None for claim in report.said.claims)


def _is_certain(link: Claim, report: Report, analysis: Analysis) -> bool:
    """Tell whether the whole sentence is what ``link`` says, as far as its evidence shows (R14)."""
    if any(_is_no_sentence(span, analysis) for span in _evidence(report, analysis)):
        return False
    if has_other_verb(report, analysis):
        return False
    if is_said_elsewhere(link.content, report, analysis):
        return False
    return not _is_unended(link, analysis) and not is_aside(link.content, report, analysis)


def _evidence(report: Report, analysis: Analysis) -> set[Span]:
    """Return the sentence of the article that stands behind each clause."""
    return {
        analysis.article.sentences[reading.case.alignment.matches[0].sentence].span
        for reading in report.readings
        if reading.case.alignment.matches
    }


def _is_no_sentence(span: Span, analysis: Analysis) -> bool:
    """Tell whether words of the article are a caption, several sentences, or a quotation without its end."""
    text = span.of(analysis.article.text)
    return (
        runs_together(text) or runs_on(analysis.article, span) or text[:1] == "'" and is_open_quotation(text)
    )


def _is_unended(link: Claim, analysis: Analysis) -> bool:
    """Tell whether the claim is a quotation that is never closed: it may run on into others' words."""
    return any(
        not quotation.closed and any(quotation.outer.contains(part) for part in link.content)
        for quotation in analysis.article.quotations
    )


def _says_it_already(missing: tuple[Claim, ...], report: Report, analysis: Analysis) -> bool:
    """Tell whether an owner's words stand in the sentence, outside any frame that could be read.

    "Ueda, a photographer, invented it, Ueda claimed" names nobody twice over: the article's sentence does.
    """
    words = (owner_words(link, analysis) or "" for link in missing)
    sources = (analysis.source(link.source_id) for link in missing)
    people = (source.name for source in sources if source is not None and source.type == "person")
    return any(" " in item and holds_phrase(report.text, item) for item in (*words, *people))


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
    if any(_is_no_sentence(span, analysis) for span in _evidence(report, analysis)):
        return
    if len(spans) != 1 or len(missing) != 1 or missing[0].cue_lemma == "":
        return
    words = owner_words(missing[0], analysis)
    span = next(iter(spans))
    if (
        words is None
        or _says_it_already(missing, report, analysis)
        or holds_phrase(span.of(report.text), words)
        or _is_vaguer(span, missing[0], report, analysis)
        or _is_somebody_else(span, missing[0], report, analysis)
        or _is_possessive(span, report)
        or not (is_pronoun(span.of(report.text)) or report.support.verdict == "supported")
        or any(span.contains(item.outer) for item in report.said.article.quotations)
    ):
        return
    code = findings[0].code
    why = f"the article gives this to {words}"
    place = _first_place(span, report)
    words = words[0].upper() + words[1:] if place.start == 0 else words
    yield Change(place, words, DECISIONS[code].rule, why)
    yield from _agreeing_verb(place, missing[0], report, analysis)


def _first_place(span: Span, report: Report) -> Span:
    """Return where a name goes for a pronoun: "when she tried it on, she noticed" names her at once."""
    word = span.of(report.text).lower()
    if not is_pronoun(word):
        return span
    same = (token.span for token in report.said.article.tokens if token.text.lower() == word)
    return min(span, *same)


def _agreeing_verb(span: Span, link: Claim, report: Report, analysis: Analysis) -> Iterator[Change]:
    """Put the verb of a swapped owner into its number: "officials say" becomes "Omar says"."""
    source, article = analysis.source(link.source_id), report.said.article
    heads = [token for token in article.tokens_in(span) if token.dep in SUBJECTS]
    if source is None or not heads or is_pronoun(span.of(report.text)):
        return
    verb = article.head_of(heads[-1])
    helpers = [token for token in article.children_of(verb) if token.dep in ("aux", "auxpass")]
    first = min((verb, *helpers), key=lambda token: token.index)
    after = agreeing(first, plural=source.plural)
    if after != first.text:
        yield Change(first.span, after, "R15", "the verb follows its owner")


def _is_somebody_else(span: Span, link: Claim, report: Report, analysis: Analysis) -> bool:
    """Tell whether a pronoun means somebody whom the sentence has named, or cannot mean the owner (R14)."""
    pronoun, source = span.of(report.text).lower(), analysis.source(link.source_id)
    if not is_pronoun(pronoun) or source is None:
        return False
    # "I" and "we" are the speaker's own words: a name in their place would alter a quotation (R27).
    if any(token.dep == "poss" for token in report.said.article.tokens_in(span)):
        return True
    if pronoun in FIRST_PERSON or not may_mean(pronoun, source):
        return True
    before = (token for token in report.said.article.tokens if token.span.end <= span.start)
    return any(token.dep in SUBJECTS and token.pos != "PRON" for token in before)


def _is_possessive(span: Span, report: Report) -> bool:
    """Tell whether the owner stands before what is his: "the manager's decision" (another form is wanted)."""
    return bool(_POSSESSIVE.search(span.of(report.text) + report.text[span.end : span.end + 2]))


def _is_vaguer(span: Span, link: Claim, report: Report, analysis: Analysis) -> bool:
    """Tell whether a name would make way for a description: "the 39-year-old" is not settled (R12)."""
    source, words = analysis.source(link.source_id), owner_words(link, analysis) or ""
    tokens = report.said.article.tokens_in(span)
    if any(token.ent == "PERSON" for token in tokens) and _DESCRIPTION.match(words):
        return True
    return any(token.pos == "PROPN" for token in tokens) and source is not None and not source.named


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
