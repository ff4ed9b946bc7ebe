"""Checks of a whole candidate sentence: its verbs of reporting, its voice, its hedged owners."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.guard.case import finding
from summarizer.guard.cue_checks import check_cues
from summarizer.guard.lexicon import (
    CAVEATS,
    FIRST_PERSON,
    HEDGES,
    OWNERLESS_HEDGES,
    SHARED_THINGS,
)
from summarizer.guard.link_checks import check_links
from summarizer.guard.ownership import Ownership
from summarizer.guard.word_checks import unpaired_mark
from summarizer.guard.wording import flat, holds_phrase
from summarizer.records import Analysis, Claim, Evidence, Finding, LanguageNote, Span, Token

# A caveat speaks of a claim this many sentences before it at most, in the same paragraph.
CAVEAT_REACH = 2


def check_sentence(
    said: Analysis, analysis: Analysis, ownerships: tuple[Ownership, ...], cue_policy: str
) -> list[Finding]:
    """Return the findings that concern the sentence as a whole."""
    return [
        *check_cues(said, analysis, ownerships, cue_policy),
        *_check_ownerless(said, analysis, ownerships),
        *_check_marks(said),
        *_check_first_person(said),
        *_check_voice(said, analysis),
        *_check_caveats(said, analysis, ownerships),
        *_check_contested(said, analysis),
        *check_links(said, analysis, ownerships),
    ]


def _check_ownerless(
    said: Analysis, analysis: Analysis, ownerships: tuple[Ownership, ...]
) -> Iterator[Finding]:
    """ "It is believed" names nobody, and stays (R15)."""
    for ownership in ownerships:
        for link in ownership.requirement.chain:
            if link.status != "ownerless" or link.cue is None or not _is_hedge(link, analysis):
                continue
            words = link.cue.of(analysis.article.text)
            hedged = {token.text.lower() for token in said.article.tokens} & HEDGES
            if not hedged and not holds_phrase(said.article.text, words) and not _ownerless_twin(said, link):
                yield finding(
                    "HEDGE_LOST",
                    ownership.requirement.clause,
                    f"The article hedges this with “{words}”; the sentence states it flatly.",
                    evidence=(Evidence("attribution", link.cue),),
                )


def _is_hedge(link: Claim, analysis: Analysis) -> bool:
    """Tell "it is believed" and "reportedly" from "has been charged": who charges leaves nothing open."""
    lemma = link.cue_lemma.split(" ")[0]
    tokens = analysis.article.tokens_in(link.cue) if link.cue is not None else ()
    adverb = any(token.pos in ("ADV", "ADJ") or token.text.lower() in HEDGES for token in tokens)
    return adverb or link.kind == "noun" or lemma in OWNERLESS_HEDGES


def _ownerless_twin(said: Analysis, link: Claim) -> bool:
    return any(claim.status == "ownerless" and claim.cue_lemma == link.cue_lemma for claim in said.claims)


def _check_marks(said: Analysis) -> Iterator[Finding]:
    """A quotation that the sentence cuts is nobody's exact words (R27)."""
    loose = unpaired_mark(said.article.text)
    if loose is not None:
        yield finding("QUOTE_NOT_VERBATIM", loose, "This quotation mark has no partner in the sentence.")


def _check_first_person(said: Analysis) -> Iterator[Finding]:
    """A speaker's or a writer's "we" outside quotation marks would be ours (R27)."""
    for token in said.article.tokens:
        quoted = any(item.outer.contains(token.span) for item in said.article.quotations)
        if _is_first_person(token, said) and not quoted:
            yield finding(
                "QUOTE_NOT_VERBATIM",
                token.span,
                f"“{token.text}” is the speaker's word and needs quotation marks.",
            )


def _is_first_person(token: Token, said: Analysis) -> bool:
    """Tell "I think" and "our" from "a Level I centre" and "the US"."""
    if token.text.lower() not in FIRST_PERSON or token.pos != "PRON" or token.text == "US":
        return False
    following = said.article.text[token.span.end :].split()[:1]
    if _is_title_word(token, said) or (following and following[0].strip(".,").lower() in SHARED_THINGS):
        return False
    before = said.article.tokens[token.index - 1] if token.index > 1 else None
    numbered = before is not None and before.pos in ("NOUN", "PROPN") and before.text[0].isupper()
    return token.text != "I" or not numbered


def _is_title_word(token: Token, said: Analysis) -> bool:
    """Tell the "Me" of "Stay With Me" and the "us" of "us Army" (lower-cased wire copy) from pronouns."""
    if token.text.lower() == "i" or token.index == 0:
        return False
    after = said.article.tokens[token.index + 1 : token.index + 2]
    before = said.article.tokens[token.index - 1].text
    country = token.text == "us" and any(word.text[0].isupper() for word in after)
    return country or (token.text[0].isupper() and before[0].isupper())


def _check_voice(said: Analysis, analysis: Analysis) -> Iterator[Finding]:
    """The article's loaded words are not repeated as ours (R28)."""
    for note in said.language_notes:
        if not _is_owned(note, said, analysis):
            yield finding(
                "LOADED_TERM_UNQUOTED",
                note.span,
                f"“{note.text}” takes a stand that nobody in the sentence owns.",
            )


def _is_owned(note: LanguageNote, said: Analysis, analysis: Analysis) -> bool:
    """Tell whether the word stands in its own speaker's mouth: in marks, or in that source's claim."""
    if any(item.outer.contains(note.span) for item in said.article.quotations):
        return True
    theirs = {other.owner for other in analysis.language_notes if flat(other.text) == flat(note.text)}
    return note.owner != "article" and bool(theirs - {"article"})


def _check_caveats(
    said: Analysis, analysis: Analysis, ownerships: tuple[Ownership, ...]
) -> Iterator[Finding]:
    """ "Could not be verified" belongs with its claim (R19)."""
    owned = (item.requirement for item in ownerships if item.requirement.chain)
    for span in dict.fromkeys(span for item in owned for span in item.evidence):
        caveat = _caveat_after(span, analysis)
        if caveat is not None and not holds_caveat(said):
            yield finding(
                "CAVEAT_LOST",
                Span(0, len(said.article.text)),
                f"The article adds: “{caveat.of(analysis.article.text)}”",
                evidence=(Evidence("content", caveat),),
            )


def holds_caveat(said: Analysis) -> bool:
    """Tell whether a sentence says that something could not be verified."""
    return any(words in said.article.text.lower() for words in CAVEATS)


def _caveat_after(span: Span, analysis: Analysis) -> Span | None:
    """Return the sentence that says so within two sentences of ``span`` in its block."""
    article = analysis.article
    here = article.sentence_at(span.start)
    if here is None:
        return None
    near = article.sentences[here.index + 1 : here.index + 1 + CAVEAT_REACH]
    found = (
        item.span
        for item in near
        if item.block == here.block and any(words in item.span.of(article.text).lower() for words in CAVEATS)
    )
    return next(found, None)


def _check_contested(said: Analysis, analysis: Analysis) -> Iterator[Finding]:
    """A disputed figure that stands alone is marked (R22)."""
    for figure in said.figures:
        for dispute in analysis.disputes:
            values = {side.figure.value for side in dispute.sides}
            given = {other.value for other in said.figures}
            if figure.value in values and not values <= given:
                yield finding(
                    "FIGURE_ONE_SIDED",
                    figure.span,
                    f"Another source gives another figure for {dispute.about}.",
                    evidence=tuple(Evidence("content", side.figure.span) for side in dispute.sides),
                )
