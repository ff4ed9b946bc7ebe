"""Words put in another's place: opposites, paired terms, graver words for crimes (R25, R29, R32).

A fault needs both words: one of the sentence that its evidence lacks, and the word that stands in the
same place of the evidence, next to a word that both texts share. What merely lacks is paraphrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.align import CONTENT_POS, stem
from summarizer.guard.case import Case, finding
from summarizer.guard.lexicon import GRAVER_TERMS, NEGATIONS, OPPOSITES, PAIRED_TERMS
from summarizer.guard.relations import relations
from summarizer.guard.syntax import share_context
from summarizer.records import Analysis, Finding, Token

PLACED = CONTENT_POS | {"ADP", "SCONJ"}


def check_exchanged(case: Case) -> Iterator[Finding]:
    """Find a word whose opposite, pair or milder form stands in its place in the evidence."""
    theirs = case.evidence_words()
    held = {token.lemma.lower() for token in theirs} | {token.text.lower() for token in theirs}
    mine = case.own_words()
    said = {token.lemma.lower() for token in mine}
    for token in mine:
        if token.pos not in PLACED or token.lemma.lower() in held or token.text.lower() in held:
            continue
        other = next(
            (item for item in theirs if item.lemma.lower() not in said and _exchanged(token, item, case)),
            None,
        )
        if other is not None:
            yield finding(
                "UNSUPPORTED",
                token.span,
                f"The article says “{other.text}” where the sentence says “{token.text}”.",
                evidence=case.evidence(),
                suggestion=other.text,
            )


def _exchanged(mine: Token, other: Token, case: Case) -> bool:
    one, two = mine.lemma.lower(), other.lemma.lower()
    if two in GRAVER_TERMS.get(one, frozenset()):
        return stem(one) not in {stem(word) for word in _scope_words(case)}
    if any({one, two} <= group for group in PAIRED_TERMS):
        return share_context(mine, case.said, other, case.analysis)
    return (
        opposed(one, two)
        and share_context(mine, case.said, other, case.analysis)
        and not _turned(mine, other, case)
    )


def _scope_words(case: Case) -> tuple[str, ...]:
    return tuple(case.scope.text(case.analysis).lower().replace("’", "'").split())


def opposed(one: str, other: str) -> bool:
    """Tell whether two lemmas say the opposite of each other."""
    pairs = ((one, other), (other, one))
    listed = any(a in left and b in right for left, right in OPPOSITES for a, b in pairs)
    return listed or relations().opposed(one, other)


def _turned(mine: Token, other: Token, case: Case) -> bool:
    """Tell whether a negation on one side turns it into the other: "did not accept" for "rejected"."""
    return negated(mine, case.said) != negated(other, case.analysis)


def negated(token: Token, analysis: Analysis) -> bool:
    """Tell whether a negation bears on ``token`` directly."""
    return any(child.text.lower() in NEGATIONS for child in analysis.article.children_of(token))
