"""Checks of a clause's negation, modality and hedges against its evidence (R15, R30)."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.case import Case, finding
from summarizer.guard.lexicon import (
    HEDGE_VERBS,
    HEDGES,
    MODAL_CLASS,
    MODAL_NEAR,
    NEGATIONS,
    OPENING_MARKS,
)
from summarizer.records import Analysis, Evidence, Finding, Span, Token


def check_negation(case: Case) -> Iterator[Finding]:
    """Find a negation that is lost or added on a word that both texts share (R30)."""
    mine, theirs = case.own_words(), case.evidence_words()
    shared = {token.lemma.lower() for token in mine} & {token.lemma.lower() for token in theirs}
    lost = _negated(theirs, case.analysis) & shared - _negated(mine, case.said)
    added = _negated(mine, case.said) & shared - _negated(theirs, case.analysis)
    has_any = any(token.text.lower() in NEGATIONS for token in mine)
    their_any = any(token.text.lower() in NEGATIONS for token in theirs)
    if (lost and not has_any) or (added and not their_any) or (has_any and not their_any):
        verb = "leaves out" if lost else "adds"
        yield finding(
            "NEGATION_LOST",
            case.clause,
            f"The sentence {verb} a “not” that changes what the article says.",
            evidence=case.evidence(),
        )


def _negated(tokens: tuple[Token, ...], analysis: Analysis) -> set[str]:
    """Return the lemmas that stand under a negation: its head, and the head's verb."""
    found: set[str] = set()
    for token in tokens:
        if token.text.lower() in NEGATIONS:
            head = analysis.article.head_of(token)
            found |= {head.lemma.lower(), analysis.article.head_of(head).lemma.lower()}
    return found


def check_modality(case: Case) -> Iterator[Finding]:
    """Find a shared verb whose modal differs: plans stay plans (R30)."""
    theirs: dict[str, set[str]] = {}
    for token in case.evidence_words():
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
            theirs.setdefault(token.lemma.lower(), set()).add(_modal(token, case.analysis))
    for token in case.own_words():
        options = theirs.get(token.lemma.lower())
        if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass") or options is None:
            continue
        modal = _modal(token, case.said)
        if modal not in options and not any((modal, other) in MODAL_NEAR for other in options):
            yield finding(
                "MODALITY_SHIFT",
                token.span,
                f"The article does not say “{token.text}” with this certainty.",
                evidence=case.evidence(),
            )


def _modal(verb: Token, analysis: Analysis) -> str:
    children = analysis.article.children_of(verb)
    if any(child.dep == "mark" and child.text.lower() in OPENING_MARKS for child in children):
        return "open"
    modals = (
        MODAL_CLASS[child.text.lower()]
        for child in children
        if child.dep in ("aux", "auxpass") and child.text.lower() in MODAL_CLASS
    )
    return next(modals, "")


def check_hedges(case: Case) -> Iterator[Finding]:
    """Find a hedge of the evidence that the sentence drops (R15)."""
    mine = case.own_words()
    lemmas = {token.lemma.lower() for token in mine} | {
        token.text.lower() for token in case.said.article.tokens
    }
    matched = {span for match in case.alignment.matches for span in match.spans}
    for token in case.evidence_words():
        word = token.text.lower()
        hedges = word in HEDGES or (token.lemma.lower() in HEDGE_VERBS and token.dep != "aux")
        if (
            hedges
            and word not in lemmas
            and token.lemma.lower() not in lemmas
            and _governs(token, matched, case)
        ):
            yield finding(
                "HEDGE_LOST",
                case.clause,
                f"The article hedges this with “{token.text}”; the sentence states it flatly.",
                evidence=(Evidence("content", token.span),),
            )


def _governs(token: Token, matched: set[Span], case: Case) -> bool:
    """Tell whether the hedge bears on a word that the sentence took over."""
    article = case.analysis.article
    near = (article.head_of(token), *article.children_of(token))
    return any(other.span in matched for other in near)
