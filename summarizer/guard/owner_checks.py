"""Checks of whose claim a clause is: the article's owners against those named (R1, R6, R13 to R16)."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.case import Case, finding
from summarizer.guard.lexicon import CASUALTY_WORDS, VAGUE_OWNERS
from summarizer.guard.owners import sources_named, words_of
from summarizer.guard.ownership import Named, Ownership
from summarizer.guard.phrasing import owner_words
from summarizer.records import Analysis, Claim, Evidence, Figure, Finding, Span

UNCOUNTED_KINDS = ("year", "time", "ordinal")


def check_owners(case: Case, ownerships: tuple[Ownership, ...]) -> Iterator[Finding]:
    """Find owners that are missing, wrong, too vague, unresolved or not needed."""
    carried_any = any(item.carried for item in ownerships)
    for ownership in ownerships:
        for link in ownership.unresolved:
            yield _unresolved(link, case)
        for named in ownership.unneeded:
            yield _unneeded(named)
        # A wrong owner is one fault, not two: that the right one is missing goes without saying.
        if ownership.missing and not ownership.wrong:
            yield from _missing(ownership, case, carried_any)
    yield from _wrong(ownerships, case)


def _unresolved(link: Claim, case: Case) -> Finding:
    spans = (Evidence("attribution", link.owner),) if link.owner else ()
    words = link.owner.of(case.analysis.article.text) if link.owner else "its owner"
    return finding(
        "ATTR_UNRESOLVED",
        case.clause,
        f"The article does not make clear who “{words}” is.",
        evidence=spans,
    )


def _unneeded(named: Named) -> Finding:
    return finding(
        "ATTR_UNNEEDED",
        named.owner,
        f"The article says this in its own voice; “{named.words}” is named for what nobody disputes.",
    )


def _missing(ownership: Ownership, case: Case, carried_any: bool) -> Iterator[Finding]:
    names = " and ".join(_name(link, case.analysis) for link in ownership.missing)
    spans = tuple(Evidence("attribution", link.owner) for link in ownership.missing if link.owner)
    if ownership.carried or carried_any:
        yield finding(
            "CHAIN_BROKEN",
            case.clause,
            f"The article has this from {names} too; the sentence drops that layer.",
            evidence=spans,
        )
        return
    yield finding(
        "ATTR_MISSING",
        case.clause,
        f"The article gives this to {names}; the sentence gives it to nobody.",
        evidence=spans,
    )
    yield from _lost_figures(case, names, spans)
    yield from _other_speaker(ownership, case, names)


def _lost_figures(case: Case, names: str, spans: tuple[Evidence, ...]) -> Iterator[Finding]:
    for figure in case.said.figures:
        if figure.kind not in UNCOUNTED_KINDS and case.clause.overlaps(figure.span):
            yield finding(
                "FIGURE_OWNER_LOST",
                figure.span,
                f"The article gives this figure to {names}; the sentence gives it to nobody.",
                evidence=spans,
            )


def _other_speaker(ownership: Ownership, case: Case, names: str) -> Iterator[Finding]:
    """A quotation whose sentence has another of the article's sources for its subject (R27)."""
    theirs = {link.source_id for link in ownership.missing}
    # Of an owner who is not settled nobody knows that it is another.
    if not _quotes(case) or None in theirs:
        return
    for token in case.own_words():
        sources = sources_named(token.text, case.analysis) if token.dep == "nsubj" else ()
        if sources and not theirs & {source.id for source in sources}:
            yield finding(
                "QUOTE_WRONG_SPEAKER",
                token.span,
                f"The article gives these words to {names}; the sentence gives them to “{token.text}”.",
            )


def _quotes(case: Case) -> bool:
    return any(item.outer.overlaps(case.clause) for item in case.said.article.quotations)


def _wrong(ownerships: tuple[Ownership, ...], case: Case) -> Iterator[Finding]:
    """Report owners that no evidence of the clause has."""
    if not ownerships:
        return
    wrong = set(ownerships[0].wrong)
    for ownership in ownerships[1:]:
        wrong &= set(ownership.wrong)
    links = [link for ownership in ownerships for link in ownership.requirement.chain if link.owner]
    names = " and ".join(dict.fromkeys(_name(link, case.analysis) for link in links)) or "nobody"
    for named in ownerships[0].wrong:
        if named in wrong:
            yield from _wrong_owner(named, names, bool(links), case)


def _wrong_owner(named: Named, names: str, owned: bool, case: Case) -> Iterator[Finding]:
    vague = named.pronoun or (not named.sources and bool(set(words_of(named.words)) & VAGUE_OWNERS))
    message = f"The article gives this to {names}; the sentence gives it to “{named.words}”."
    yield finding("ATTR_VAGUE" if vague and owned else "ATTR_WRONG_SOURCE", named.owner, message)
    if _quotes(case) and owned and not vague:
        yield finding("QUOTE_WRONG_SPEAKER", named.owner, message)


def _name(link: Claim, analysis: Analysis) -> str:
    words = f"“{link.owner.of(analysis.article.text)}”" if link.owner is not None else "a source"
    return (owner_words(link, analysis) or words).rstrip(",")


def check_speaker(
    said: Analysis, owners: tuple[Named, ...], ownerships: tuple[Ownership, ...]
) -> Iterator[Finding]:
    """Find quoted words beside which nobody speaks: they are somebody's, whoever that is (R1, R27).

    The article's claims do not help where it prints a speech whose speaker it names once, or where a
    quotation runs on over sentences that nobody's verb stands in.
    """
    quoted = tuple(item.outer for item in said.article.quotations)
    if any(item.missing for item in ownerships) or any(_outside(named.owner, quoted) for named in owners):
        return
    verbs = [token.span for token in said.article.tokens if token.pos in ("VERB", "AUX")]
    if any(_outside(verb, quoted) for verb in verbs):
        return
    for part in quoted:
        if part == Span(0, len(said.article.text)) or any(part.contains(verb) for verb in verbs):
            yield finding(
                "ATTR_MISSING", part, "These are somebody's words; the sentence does not say whose."
            )


def _outside(span: Span, quoted: tuple[Span, ...]) -> bool:
    return not any(part.contains(span) for part in quoted)


def check_unattributed(case: Case) -> Iterator[Finding]:
    """The article itself gives a count of victims or of a crowd to nobody: flagged, never invented (R5)."""
    if any(requirement.chain for requirement in case.requirements):
        return
    for figure in case.said.figures:
        if case.clause.overlaps(figure.span) and _counts_harm(figure, case):
            yield finding(
                "SOURCE_UNATTRIBUTED",
                figure.span,
                "The article itself does not say whose figure this is.",
                evidence=case.evidence(),
            )


def _counts_harm(figure: Figure, case: Case) -> bool:
    """Tell whether a figure counts victims, a crowd or people in flight, by its noun or its verb (R4)."""
    tokens = case.said.article.tokens_in(figure.span)
    noun = case.said.article.head_of(tokens[-1]) if tokens else None
    verb = case.said.article.head_of(noun) if noun is not None else None
    counts = verb is not None and noun is not None and noun.dep in ("nsubj", "nsubjpass")
    words = (figure.counted.lower(), verb.text.lower() if verb is not None and counts else "")
    return figure.kind == "count" and any(word in text for text in words for word in CASUALTY_WORDS)
