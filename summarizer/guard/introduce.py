"""Names with their role at first mention, short afterwards (R2, R12).

A sentence of the article says "Okafor said" because the article has introduced her; in a summary the
introduction may be missing, or come twice. Each rewording is verified like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.guard.assemble import Placed, dropping, stable
from summarizer.guard.edits import Change, apply, select, then
from summarizer.guard.ladder import Ladder
from summarizer.guard.owners import words_of
from summarizer.guard.ownership import Named
from summarizer.guard.phrasing import full_name, inside_sentence, with_role
from summarizer.guard.verify import Report
from summarizer.guard.wording import flat, holds_phrase
from summarizer.reading.owners.names_lexicon import TITLES
from summarizer.records import Analysis, Source, Span

_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s+")
_DEFINITE = re.compile(r"^the\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z]")
# A name that one pass puts in full makes another in the sentence a short one in the next.
MAX_PASSES = 4
ANYWHERE: frozenset[int] = frozenset()


def introduce(text: str, placed: tuple[Placed, ...], ladder: Ladder, *, shorten: bool) -> tuple[Placed, ...]:
    """Return the sentences of ``text`` with each owner named in full where it first stands, by surname later.

    With ``shorten`` False every sentence keeps the name in full, because it may be read alone (bullets).
    Whoever was introduced in a sentence that cannot stay is introduced in the next one. What each was
    written from is not asked: whoever guards the result again does not know it.
    """
    placed = stable(text, placed)
    while True:
        worded = _worded(placed, ladder, shorten=shorten)
        held = zip(worded, stable(text, worded), strict=True)
        lost = {place for place, (one, other) in enumerate(held) if one.kept and not other.kept}
        if not lost:
            return worded
        placed = dropping(lost, placed, "NOT_CHECKED")


def _worded(placed: tuple[Placed, ...], ladder: Ladder, *, shorten: bool) -> tuple[Placed, ...]:
    told, result = "", []
    for item in placed:
        if item.kept:
            item = _settled(item, told, ladder, shorten=shorten)
            told = f"{told} {item.outcome.report.text}" if item.outcome.report is not None else told
        result.append(item)
    return tuple(result)


def _settled(item: Placed, told: str, ladder: Ladder, *, shorten: bool) -> Placed:
    """Reword the sentence until nothing is left to reword, so that a guarded text is left alone."""
    for _ in range(MAX_PASSES):
        again = _reworded(item, told, ladder, shorten=shorten)
        if again is item:
            break
        item = again
    return item


def _reworded(item: Placed, told: str, ladder: Ladder, *, shorten: bool) -> Placed:
    """Return the sentence with its owners worded for their place, or as it is where that does not pass."""
    outcome = item.outcome
    if outcome.report is None:
        return item
    before = ladder.accepted(outcome.report.text, ANYWHERE) or outcome.report
    for roles in (True, False):
        changes = select(_changes(before, told, ladder.analysis, roles=roles, shorten=shorten))
        if not changes:
            return item
        report = ladder.accepted(apply(before.text, changes), ANYWHERE)
        if report is not None:
            together = then(outcome.changes, changes)
            return replace(item, outcome=replace(outcome, changes=together, report=report))
    return item


def _changes(
    report: Report, told: str, analysis: Analysis, *, roles: bool, shorten: bool
) -> Iterator[Change]:
    for source, named in _namings(report, analysis):
        # The words that stand there: ``named.words`` has the name that a pronoun stands for.
        words, before = named.owner.of(report.text), f"{told} {report.text[: named.owner.start]}"
        full = with_role(source, analysis) if roles else full_name(source)
        if full is None:
            continue
        if not _is_told(source, before):
            if _is_short(words.strip(" ,"), source, full, analysis):
                yield _put(named.owner, full, report.text, "name and role at the first mention")
        elif shorten and flat(words) in {flat(source.name), flat(full)}:
            short = _short_form(source, analysis)
            if short is not None:
                yield _put(named.owner, short, report.text, "introduced already")


def _namings(report: Report, analysis: Analysis) -> Iterator[tuple[Source, Named]]:
    """Yield each owner that the sentence names outside quotations, with its source."""
    seen: set[Span] = set()
    for reading in report.readings:
        for ownership in reading.ownerships:
            for link, named in ownership.carried:
                source = analysis.source(link.source_id)
                if source is None or named is None or named.owner in seen or named.pronoun:
                    continue
                seen.add(named.owner)
                if not any(item.outer.overlaps(named.owner) for item in report.said.article.quotations):
                    yield source, named


def _is_told(source: Source, before: str) -> bool:
    return holds_phrase(before, full_name(source) or source.name)


def _is_short(words: str, source: Source, full: str, analysis: Analysis) -> bool:
    """Tell whether the sentence's words for the owner are less than the article gives (R12)."""
    if source.type == "person" and source.named:
        if flat(words) == flat(source.name):
            return flat(full) != flat(words)
        return _HONORIFIC.sub("", words) == source.name.split()[-1] and _has_surname(source, analysis)
    return _is_headword(words, full) and not _is_shared(words, source, analysis)


def _is_headword(words: str, full: str) -> bool:
    """Tell whether "the report" is the bare head of "a report by the harbour board of Port Marrow"."""
    mine, theirs = words_of(words), words_of(full)
    bare = _DEFINITE.match(words) is not None and not _CAPITAL.search(words[1:])
    return bare and bool(mine) and len(mine) < len(theirs) and _holds(theirs, mine) and _names(full)


def _names(full: str) -> bool:
    """Tell whether a description holds a name behind its first letter."""
    return _CAPITAL.search(full[1:]) is not None


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1))


def _is_shared(words: str, source: Source, analysis: Analysis) -> bool:
    """Tell whether another source's name has these words, too."""
    mine = words_of(words)
    return any(_holds(words_of(other.name), mine) for other in analysis.sources if other.id != source.id)


def _short_form(source: Source, analysis: Analysis) -> str | None:
    """Return how the article calls the source once it is introduced: "Okafor", "the report"."""
    if source.type == "person" and source.named:
        return source.name.split()[-1] if _has_surname(source, analysis) else None
    full = full_name(source)
    if full is None or not full.lower().startswith(("a ", "an ")):
        return None
    definite = (f"the {_DEFINITE.sub('', alias)}" for alias in source.aliases)
    fitting = (words for words in definite if _is_headword(words, full))
    return next((words for words in fitting if not _is_shared(words, source, analysis)), None)


def _has_surname(source: Source, analysis: Analysis) -> bool:
    """Tell whether the article calls the person by surname, and nobody else has it."""
    name = source.name.split()
    surname = name[-1]
    if len(name) == 1 or not any(_HONORIFIC.sub("", alias) == surname for alias in source.aliases):
        return False
    own = {word.lower() for word in (*name, *source.descriptor.split())} | TITLES
    tokens = analysis.article.tokens
    pairs = ((one, other) for one, other in zip(tokens, tokens[1:], strict=False) if other.text == surname)
    return all(one.pos != "PROPN" or one.text.lower() in own for one, _ in pairs)


def _put(span: Span, words: str, text: str, why: str) -> Change:
    """Return the change that puts ``words`` for the owner; an apposition's comma is there once."""
    words = inside_sentence(words) if span.start > 0 else words[0].upper() + words[1:].rstrip(",")
    closing = ", " in words or words.endswith(",")
    words = words.rstrip(",")
    end = span.end
    behind = text[end : end + 1]
    if closing and behind.isspace():
        words += ","
    elif not closing and behind == "," and "," in span.of(text):
        end += 1
    return Change(Span(span.start, end), words, "R12", why)
