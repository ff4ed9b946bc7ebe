"""Checks of a clause's negation, modality and hedges against its evidence (R15, R30).

Each compares one predicate with the same predicate of the evidence, said of the same things: a "not"
that belongs to another clause of the article's sentence is nobody's loss.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.align import stem
from summarizer.guard.case import Case, finding
from summarizer.guard.lexicon import (
    HEDGE_VERBS,
    HEDGED_WORDS,
    HEDGES,
    MODAL_CLASS,
    MODAL_NEAR,
    OPENING_MARKS,
    UNDONE_VERBS,
)
from summarizer.guard.syntax import is_light, negated_words, neighbours, reach_of, share_context
from summarizer.records import Analysis, Evidence, Finding, Span, Token

# A hedge is lost where this part of the clause's matched words stands under it.
HEDGED_SHARE = 0.5
# What gives a joined verb a mood of its own.
OWN_CLAUSE = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})


def check_negation(case: Case) -> Iterator[Finding]:
    """Find a negation that is lost or added on a word that both texts share (R30)."""
    if case.opens_evidence():
        return
    theirs = case.evidence_words()
    lost = _reversed(case.own_words(), case.said, theirs, case.analysis)
    added = _reversed(theirs, case.analysis, case.own_words(), case.said)
    if lost is not None or added is not None:
        verb = "leaves out" if lost is not None else "adds"
        yield finding(
            "NEGATION_LOST",
            case.clause,
            f"The sentence {verb} a “not” that changes what the article says.",
            evidence=case.evidence(),
        )


def _reversed(
    plain: tuple[Token, ...], analysis: Analysis, negating: tuple[Token, ...], other: Analysis
) -> Token | None:
    """Return a word that ``negating`` denies and ``plain`` says of the same things without a "not"."""
    denied = negated_words(negating, other)
    if not denied:
        return None
    here = (
        negated_words(analysis.article.tokens, analysis)
        if len(analysis.article.sentences) == 1
        else negated_words(plain, analysis)
    )
    covered = {word for token in here for word in reach_of(token, analysis)}
    for word in denied:
        key = stem(word.lemma.lower())
        same = [token for token in plain if stem(token.lemma.lower()) == key and token.pos == word.pos]
        elsewhere = [token for token in negating if stem(token.lemma.lower()) == key and token not in denied]
        if key in covered or elsewhere:
            continue
        if any(share_context(token, analysis, word, other) for token in same):
            return word
    return None


def check_modality(case: Case) -> Iterator[Finding]:
    """Find a shared verb whose modal differs: plans stay plans (R30)."""
    if case.opens_evidence():
        return
    verbs = [token for token in case.evidence_words() if _is_verb(token)]
    for token in case.own_words():
        if not _is_verb(token):
            continue
        same = [
            verb
            for verb in verbs
            if verb.lemma.lower() == token.lemma.lower() and _same_predicate(token, verb, case)
        ]
        options = {modality(verb, case.analysis) for verb in same}
        mine = modality(token, case.said)
        if same and mine not in options and not any((mine, other) in MODAL_NEAR for other in options):
            if _is_schedule(token, mine, options):
                continue
            yield finding(
                "MODALITY_SHIFT",
                token.span,
                f"The article does not say “{token.text}” with this certainty.",
                evidence=case.evidence(),
            )


def _is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod")


def _same_predicate(mine: Token, other: Token, case: Case) -> bool:
    """Tell whether two verbs are said of the same things; a light verb says little alone and needs two."""
    shared = neighbours(mine, case.said) & neighbours(other, case.analysis)
    return len(shared) >= (2 if is_light(mine) else 1)


def _is_schedule(token: Token, mine: str, options: set[str]) -> bool:
    """Tell a present tense that means the future: "begins on Tuesday"."""
    return mine == "" and options <= {"future"} and token.tag in ("VBZ", "VBP", "VBG")


def modality(verb: Token, analysis: Analysis) -> str:
    """Return how far ``verb`` holds: "" as a fact, a class of MODAL_CLASS, "open", or "undone"."""
    article = analysis.article
    children = article.children_of(verb)
    if any(child.dep == "mark" and child.text.lower() in OPENING_MARKS for child in children):
        return "open"
    modals = (
        MODAL_CLASS[child.text.lower()]
        for child in children
        if child.dep in ("aux", "auxpass") and child.text.lower() in MODAL_CLASS
    )
    found = next(modals, "")
    if found:
        return found
    head = article.head_of(verb)
    if (
        verb.dep == "conj"
        and head.pos in ("VERB", "AUX")
        and not any(child.dep in OWN_CLAUSE for child in children)
    ):
        return modality(head, analysis)
    asks = verb.dep == "ROOT" and verb.tag == "VB" and not any(child.dep in OWN_CLAUSE for child in children)
    governed = verb.dep == "xcomp" or asks
    return "undone" if governed and (head.lemma.lower() in UNDONE_VERBS or asks) else ""


def check_hedges(case: Case) -> Iterator[Finding]:
    """Find a hedge of the evidence that the sentence drops (R15)."""
    if any(_is_hedged(token) for token in case.said.article.tokens):
        return
    for token in case.evidence_words():
        if _hedges(token, case.analysis) and _governs(token, case):
            yield finding(
                "HEDGE_LOST",
                case.clause,
                f"The article hedges this with “{token.text}”; the sentence states it flatly.",
                evidence=(Evidence("content", token.span),),
            )


def _is_hedged(token: Token) -> bool:
    """Tell a hedging word from the noun of the same form: "the suspect", "in May"."""
    lemma = token.lemma.lower()
    if lemma in HEDGE_VERBS and token.pos != "VERB":
        return False
    return lemma in HEDGED_WORDS or token.text.lower() in HEDGED_WORDS and token.pos != "PROPN"


def _hedges(token: Token, analysis: Analysis) -> bool:
    """Tell a hedge from a claim's own cue, which is compared as a cue, and from "think of"."""
    if token.text.lower() in HEDGES:
        return True
    if token.lemma.lower() not in HEDGE_VERBS or token.dep in ("aux", "amod") or token.pos != "VERB":
        return False
    owned = (claim for claim in analysis.claims if claim.cue is not None and claim.cue.overlaps(token.span))
    below = analysis.article.children_of(token)
    return next(owned, None) is None and any(child.dep in ("xcomp", "ccomp", "oprd") for child in below)


def _governs(token: Token, case: Case) -> bool:
    """Tell whether most of the words that the clause took over from this sentence stand under the hedge."""
    scope = _scope(token, case.analysis)
    spans = [
        span
        for match in case.alignment.matches
        for span in match.spans
        if case.analysis.article.sentences[match.sentence].span.contains(token.span)
    ]
    under = [span for span in spans if any(part.contains(span) for part in scope)]
    return bool(under) and len(under) >= HEDGED_SHARE * len(spans)


def _scope(token: Token, analysis: Analysis) -> tuple[Span, ...]:
    """Return the spans of the words that the hedge bears on.

    An adverb's are those of its verb's clause without the clauses inside it; an adjective's is its noun,
    a verb's its complement with the subject that both share.
    """
    article = analysis.article
    if token.lemma.lower() in HEDGE_VERBS and token.pos == "VERB":
        roots = [
            child for child in article.children_of(token) if child.dep in ("xcomp", "ccomp", "oprd", "nsubj")
        ]
    elif token.dep == "amod":
        return (article.head_of(token).span,)
    else:
        roots = [article.head_of(token)]
    return tuple(item.span for root in roots for item in _subtree(root, analysis))


def _subtree(root: Token, analysis: Analysis) -> Iterator[Token]:
    yield root
    for child in analysis.article.children_of(root):
        if child.dep not in ("advcl", "relcl", "parataxis") and not (
            child.dep == "conj" and child.pos == "VERB"
        ):
            yield from _subtree(child, analysis)
