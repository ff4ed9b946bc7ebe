"""Checks of verbs of reporting: never stronger than the article's, never newly loaded (R9 to R11)."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.case import finding
from summarizer.guard.lexicon import DENIALS, FRAME_VERBS, NEGATIONS
from summarizer.guard.owners import words_of
from summarizer.guard.ownership import Named, Ownership
from summarizer.guard.wording import holds_phrase
from summarizer.reading.lexicon import NEGATED, strength_of
from summarizer.records import Analysis, Claim, Finding, Span

# Cues of so many words hardly stand in one sentence twice.
LONG_CUE = 3


def check_cues(
    said: Analysis, analysis: Analysis, ownerships: tuple[Ownership, ...], cue_policy: str
) -> Iterator[Finding]:
    """A verb is never stronger than the article's, and never newly loaded (R10, R11)."""
    for ownership in ownerships:
        for link, named in ownership.carried:
            if named is not None:
                yield from _check_cue(link, named, said, analysis, cue_policy)


def _check_cue(
    link: Claim, named: Named, said: Analysis, analysis: Analysis, cue_policy: str
) -> Iterator[Finding]:
    claim = named.claim
    cue = claim.cue
    if cue is None:
        return
    theirs = link.cue.of(analysis.article.text) if link.cue else ""
    mine = cue.of(said.article.text)
    same = claim.cue_lemma == link.cue_lemma or holds_phrase(theirs, mine)
    silent = link.cue_lemma.startswith(NEGATED) and not claim.cue_lemma.startswith(NEGATED)
    if silent or (not same and link.cue_lemma in DENIALS and not _negates(said, cue)):
        yield finding("NEGATION_LOST", cue, f"The article says “{theirs}”; the sentence says “{mine}”.")
    elif not (
        same
        or _holds_verb(said, claim, link)
        or _is_articles_own(named, link, analysis)
        or _neutralised(link, claim, cue_policy)
    ) and _upgrades(link, claim):
        verb = FRAME_VERBS.get(link.cue_lemma, "said") if link.inherited_from is None else "said"
        yield finding(
            "CUE_UPGRADED",
            cue,
            f"“{mine}” is stronger than the article's “{theirs or 'said'}”.",
            suggestion=verb,
        )
    elif claim.stance != "neutral":
        note = finding("CUE_LOADED", cue, f"“{mine}” takes a stand; “said” does not.", suggestion="said")
        if cue_policy == "neutral" and claim.cue_lemma in FRAME_VERBS:
            yield finding("CUE_UPGRADED", cue, note.message, suggestion="said")
        else:
            yield note


def _holds_verb(said: Analysis, claim: Claim, link: Claim) -> bool:
    """Tell whether the article's verb stands inside what the sentence reports: "said she hoped"."""
    inner = (other.cue for other in said.claims if other.cue_lemma == link.cue_lemma)
    return any(part.contains(cue) for cue in inner if cue is not None for part in claim.content)


def _is_articles_own(named: Named, link: Claim, analysis: Analysis) -> bool:
    """Tell whether the article's sentence has this owner for the subject of the sentence's verb.

    A longer cue is the article's own where it stands there word for word: "signed a paper admitting".
    """
    article = analysis.article
    sentence = article.sentence_at(link.cue.start) if link.cue is not None else None
    cue = named.claim.cue.of(named.text) if named.claim.cue is not None else ""
    if sentence is not None and len(cue.split()) >= LONG_CUE:
        return holds_phrase(sentence.span.of(article.text), cue)
    lemma = named.claim.cue_lemma.split(" ")[0]
    tokens = article.tokens_in(sentence.span) if sentence is not None else ()
    words = words_of(named.words)
    return any(
        subject.text.lower() in words
        for token in tokens
        if token.lemma.lower() == lemma and token.pos == "VERB"
        for subject in article.children_of(token)
        if subject.dep == "nsubj"
    )


def _neutralised(link: Claim, claim: Claim, cue_policy: str) -> bool:
    """Tell whether "claimed" became "said" because the caller asked for neutral verbs (R10, R11)."""
    return cue_policy == "neutral" and claim.stance == "neutral" and link.stance == "doubting"


def _negates(said: Analysis, cue: Span) -> bool:
    words = {token.text.lower() for token in said.article.tokens} | {
        token.lemma.lower() for token in said.article.tokens_in(cue)
    }
    return bool(words & (NEGATIONS | DENIALS))


def _upgrades(link: Claim, claim: Claim) -> bool:
    """Tell whether the candidate's verb commits its reader to more, or newly takes a stand."""
    if claim.stance == "doubting" and link.stance != "doubting":
        return True
    if claim.stance in ("endorsing", "mental") and link.stance != claim.stance:
        return True
    # An inherited owner has no verb of its own for the claim: "the following figures" says them.
    theirs = strength_of("say" if link.inherited_from is not None else link.cue_lemma)
    return strength_of(claim.cue_lemma) > theirs
