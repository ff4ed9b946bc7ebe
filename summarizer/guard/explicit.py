"""Rung 3: a sentence of the article, made to stand on its own.

Pronoun owners become names, a quotation cut at either end gets its marks back, openers that lean on
the sentence before go, and the article's own loaded words go. The words are otherwise the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.datelines import dateline_end
from summarizer.guard.captions import LABEL, is_open_quotation
from summarizer.guard.edits import Change, apply, select
from summarizer.guard.lexicon import FIRST_PERSON, SENTENCE_OPENERS
from summarizer.guard.owners import is_pronoun
from summarizer.guard.phrasing import inside_sentence, may_mean, with_role
from summarizer.guard.run_on import is_joined
from summarizer.guard.voice import without_loaded
from summarizer.reading.claims.syntax import FINITE_TAGS
from summarizer.records import Analysis, Claim, Sentence, Span

CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'", "‘": "’"}
# "So far", "yet another", "however many" and "still waters" link nothing.
_NO_LINK = (
    r"(?!so\s+(?:far|many|much|few|long|called)\b|yet\s+(?:another|more|to)\b|however\s|still\s|or\s+so\b)"
)
_OPENER = re.compile(rf"^{_NO_LINK}(?:{'|'.join(SENTENCE_OPENERS)})\b,?\s+", re.IGNORECASE)
# A quotation cut off after fewer words than this is the start of the next sentence.
MIN_QUOTED = 3
# Names of whoever writes, where the article names nobody.
WRITERS = frozenset({"author", "the author"})
# What "it" announces: "It is unclear whether …", "it was the mayor who …".
_ANNOUNCED = frozenset({"ccomp", "csubj", "csubjpass", "xcomp", "advcl", "relcl", "acl"})
# "The coach, however, admits": it turns against a sentence that is not there.
_TURN = re.compile(r",\s+(?:however|meanwhile|moreover|furthermore|though|nevertheless),\s+")
_ALSO = re.compile(r"(?<!\bbut)\s+also\b(?=\s)")
_INDEFINITE = re.compile(r"an?\s", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_TAIL = re.compile(r"[\s,;:–—-]+$")
_DOUBLE_STOP = re.compile(r"(?<!\.)(\.)\.$")
_LINK = re.compile(r"\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+\s*$")


def explicit(sentence: Sentence, analysis: Analysis) -> str:
    """Return the words of ``sentence`` as they can stand outside their article, "" where they cannot."""
    text = sentence.span.of(analysis.article.text)
    if is_joined(analysis.article, sentence.span):
        return ""
    if _is_labelled(sentence, analysis) or _opens_with_it(sentence, analysis):
        return ""
    changes = select((*_names(sentence, analysis), *_voice(sentence, analysis)))
    words = apply(text, changes)
    words = _with_marks(words, sentence, analysis)
    words = _finished(words)
    return "" if is_open_quotation(words) else words


def _is_labelled(sentence: Sentence, analysis: Analysis) -> bool:
    """Tell a caption's label from a speaker's name before a colon."""
    label = LABEL.match(sentence.span.of(analysis.article.text))
    if label is None:
        return False
    start = sentence.span.start
    words = analysis.article.tokens_in(Span(start, start + label.end("label")))
    # "The reason is simple: …" is a clause, and no label.
    if any(token.tag in FINITE_TAGS for token in words):
        return False
    return not any(claim.kind == "colon" and claim.covers(sentence.span) for claim in analysis.claims)


def _opens_with_it(sentence: Sentence, analysis: Analysis) -> bool:
    """Tell whether the sentence is about an "it" of the sentence before it (R14)."""
    article = analysis.article
    first = article.tokens_in(sentence.span)[:1]
    if not first or first[0].text != "It" or first[0].dep not in ("nsubj", "nsubjpass"):
        return False
    verb = article.head_of(first[0])
    beneath = (child for token in (verb, *article.children_of(verb)) for child in article.children_of(token))
    return not any(child.dep in _ANNOUNCED for child in beneath)


def _names(sentence: Sentence, analysis: Analysis) -> Iterator[Change]:
    """Put the name where a pronoun owns a claim (R14)."""
    for claim in analysis.claims:
        if claim.owner is not None and sentence.span.contains(claim.owner):
            words = _name_for(claim, analysis)
            if words is not None and not _named_before(claim, sentence, analysis):
                span = claim.owner.shift(-sentence.span.start)
                # "When the 49-year-old tried it on, a mother noticed" speaks of two people.
                if span.start > 0 and _INDEFINITE.match(words):
                    continue
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
    # "Her hope is": a name there would need another form.
    if any(token.dep == "poss" for token in analysis.article.tokens_in(claim.owner)):
        return None
    # "What the author did not expect" tells nothing that a reader should sign.
    if source is not None and source.name.lower() in WRITERS:
        return None
    if source is None or not may_mean(claim.owner.of(analysis.article.text), source):
        return None
    return with_role(source, analysis) if _may_be_named(claim.owner, analysis) else None


def _may_be_named(pronoun: Span, analysis: Analysis) -> bool:
    """Tell whether a name agrees with the verb: "we were convinced" is never "the author were"."""
    article = analysis.article
    if pronoun.of(article.text).lower() not in FIRST_PERSON:
        return True
    verb = article.head_of(article.tokens_in(pronoun)[0])
    around = (verb, *article.children_of(verb))
    return all(token.tag != "VBP" and token.text.lower() != "were" for token in around)


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
        # A straight single mark is an apostrophe more often than not.
        if opening == "'" and not sentence.span.contains(quotation.outer):
            return ""
        if quotation.outer.start < sentence.span.start and not words.lstrip().startswith(tuple(CLOSING)):
            words = opening + words.lstrip()
        if quotation.outer.end > sentence.span.end:
            begun = Span(min(quotation.outer.start, sentence.span.end), sentence.span.end)
            if (
                0 < len(begun) < len(sentence.span)
                and len(begun.of(analysis.article.text).split()) < MIN_QUOTED
            ):
                return ""
            words = words.rstrip() + CLOSING.get(opening, '"')
    return words


def _finished(words: str) -> str:
    """Trim what leans on other sentences, and end with a full stop."""
    words = _LINK.sub("", words)
    words = _SPACE.sub(" ", words[dateline_end(words) :]).strip()
    words = _without(_ALSO, "", _without(_TURN, " ", _OPENER.sub("", words)))
    words = _DOUBLE_STOP.sub(r"\1", _TAIL.sub("", words))
    if words and not re.search(r"[.!?…][\"”’')\]]*$", words):
        words += "."
    return words[:1].upper() + words[1:]


def _without(link: re.Pattern[str], put: str, words: str) -> str:
    """Take out the first ``link``, unless it stands in a quotation (R27)."""
    found = link.search(words)
    if found is None or is_open_quotation(words[: found.start()]):
        return words
    return words[: found.start()] + put + words[found.end() :]


def whole(span: Span, words: str, why: str) -> Change:
    """Return the change that puts the article's sentence in the place of the draft's (R32)."""
    return Change(span, words, "R32", why)
