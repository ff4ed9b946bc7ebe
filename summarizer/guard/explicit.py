"""Rung 3: a sentence of the article, made to stand on its own.

Pronoun owners become names, a quotation cut at either end gets its marks back, openers that lean on
the sentence before go, and the article's own loaded words go. The words are otherwise the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.guard.edits import Change, apply, select
from summarizer.guard.lexicon import FIRST_PERSON, SENTENCE_OPENERS
from summarizer.guard.owners import is_pronoun
from summarizer.guard.phrasing import full_name, inside_sentence
from summarizer.guard.voice import without_loaded
from summarizer.records import Analysis, Claim, Sentence, Span

CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'", "‘": "’"}
_OPENER = re.compile(rf"^(?:{'|'.join(SENTENCE_OPENERS)})\b,?\s+", re.IGNORECASE)
_ALSO = re.compile(r"\s+also\b(?=\s)")
_SPACE = re.compile(r"\s+")
_TAIL = re.compile(r"[\s,;:–—-]+$")
_DOUBLE_STOP = re.compile(r"(?<!\.)(\.)\.$")
_LINK = re.compile(r"\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+\s*$")


def explicit(sentence: Sentence, analysis: Analysis) -> str:
    """Return the words of ``sentence`` as they can stand outside their article."""
    text = sentence.span.of(analysis.article.text)
    changes = select((*_names(sentence, analysis), *_voice(sentence, analysis)))
    words = apply(text, changes)
    words = _with_marks(words, sentence, analysis)
    return _finished(words)


def _names(sentence: Sentence, analysis: Analysis) -> Iterator[Change]:
    """Put the name where a pronoun owns a claim (R14)."""
    for claim in analysis.claims:
        if claim.owner is not None and sentence.span.contains(claim.owner):
            words = _name_for(claim, analysis)
            if words is not None and not _named_before(claim, sentence, analysis):
                span = claim.owner.shift(-sentence.span.start)
                words = inside_sentence(words) if span.start > 0 else words
                yield Change(span, words, "R14", "a pronoun cannot stand alone")


def _named_before(claim: Claim, sentence: Sentence, analysis: Analysis) -> bool:
    """Tell whether the sentence has named the pronoun's source already: "Umerov said that he …"."""
    source = analysis.source(claim.source_id)
    start = claim.owner.start if claim.owner is not None else 0
    mentions = source.mentions if source is not None else ()
    return any(
        sentence.span.contains(span) and span.end <= start and not is_pronoun(span.of(analysis.article.text))
        for span in mentions
    )


def _name_for(claim: Claim, analysis: Analysis) -> str | None:
    if claim.owner is None or not is_pronoun(claim.owner.of(analysis.article.text)):
        return None
    source = analysis.source(claim.source_id)
    return full_name(source) if source is not None and _may_be_named(claim.owner, analysis) else None


def _may_be_named(pronoun: Span, analysis: Analysis) -> bool:
    """Tell whether a name agrees with the verb: "we are convinced" is never "the author are"."""
    article = analysis.article
    if pronoun.of(article.text).lower() not in FIRST_PERSON:
        return True
    verb = article.head_of(article.tokens_in(pronoun)[0])
    return all(token.tag != "VBP" for token in (verb, *article.children_of(verb)))


def _voice(sentence: Sentence, analysis: Analysis) -> Iterator[Change]:
    """Take out the loaded words that are the article's own (R28)."""
    for note in analysis.language_notes:
        if note.owner == "article" and sentence.span.contains(note.span):
            change = without_loaded(analysis.article, note.span, sentence.span)
            if change is not None:
                yield change


def _with_marks(words: str, sentence: Sentence, analysis: Analysis) -> str:
    """Give a quotation that the sentence cuts its marks back (R27)."""
    for quotation in analysis.article.quotations:
        if not quotation.outer.overlaps(sentence.span):
            continue
        opening = analysis.article.text[quotation.outer.start]
        if quotation.outer.start < sentence.span.start and not words.lstrip().startswith(tuple(CLOSING)):
            words = opening + words.lstrip()
        if quotation.outer.end > sentence.span.end:
            words = words.rstrip() + CLOSING.get(opening, '"')
    return words


def _finished(words: str) -> str:
    """Trim what leans on other sentences, and end with a full stop."""
    words = _SPACE.sub(" ", _LINK.sub("", words)).strip()
    words = _ALSO.sub("", _OPENER.sub("", words), count=1)
    words = _DOUBLE_STOP.sub(r"\1", _TAIL.sub("", words))
    if words and not re.search(r"[.!?…][\"”’')\]]*$", words):
        words += "."
    return words[:1].upper() + words[1:]


def whole(span: Span, words: str, why: str) -> Change:
    """Return the change that puts the article's sentence in the place of the draft's (R32)."""
    return Change(span, words, "R32", why)
