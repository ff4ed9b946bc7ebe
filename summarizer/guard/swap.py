"""The article's owner in the place of a wrong one, with its verb: where that is safe (R1, R12 to R14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.guard.edits import Change
from summarizer.guard.lexicon import FIRST_PERSON
from summarizer.guard.missing import evidence_of, is_no_sentence, missing_links, says_it_already
from summarizer.guard.owners import is_pronoun
from summarizer.guard.phrasing import agreeing, may_mean, owner_words
from summarizer.guard.policy import DECISIONS
from summarizer.guard.verify import Report
from summarizer.guard.wording import holds_phrase
from summarizer.records import Analysis, Claim, Finding, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "the wealthy businessman", and not "the Kremlin".
_DESCRIPTION = re.compile(r"(?:[Tt]he|[Aa]n?)\s(?:.*\s)?[a-z][\w'’-]*,?$")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])(?:\s.?)?$")


def swap_owner(findings: tuple[Finding, ...], report: Report, analysis: Analysis) -> Iterator[Change]:
    """Put the article's owner in the wrong one's place, where each is the only one."""
    spans = {item.span for item in findings}
    missing, _ = missing_links(report)
    if any(is_no_sentence(span, analysis) for span in evidence_of(report, analysis)):
        return
    if len(spans) != 1 or len(missing) != 1 or missing[0].cue_lemma == "":
        return
    words = owner_words(missing[0], analysis)
    span = next(iter(spans))
    if (
        words is None
        or says_it_already(missing, report, analysis)
        or holds_phrase(span.of(report.text), words)
        or _is_vaguer(span, missing[0], report, analysis)
        or _is_somebody_else(span, missing[0], report, analysis)
        or _is_possessive(span, report)
        or not (is_pronoun(span.of(report.text)) or _is_of_one_fact(span, report, analysis))
        or any(span.contains(item.outer) for item in report.said.article.quotations)
    ):
        return
    code = findings[0].code
    why = f"the article gives this to {words}"
    place = _first_place(span, report)
    words = words[0].upper() + words[1:] if place.start == 0 else words
    words = words.rstrip(",") if report.text[place.end :].lstrip().startswith(",") else words
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
    after = agreeing(first, plural=source.plural or _is_plural(link, analysis))
    if after != first.text:
        yield Change(first.span, after, "R15", "the verb follows its owner")


def _is_plural(link: Claim, analysis: Analysis) -> bool:
    """Tell whether the article's words for the owner are of many: "figures from the church"."""
    tokens = analysis.article.tokens_in(link.owner) if link.owner is not None else ()
    inside = {token.index for token in tokens}
    return any(token.tag in ("NNS", "NNPS") and token.head not in inside for token in tokens)


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


def _is_of_one_fact(span: Span, report: Report, analysis: Analysis) -> bool:
    """Tell whether the sentence is well backed and its evidence has all of its other names."""
    if report.support.verdict != "supported":
        return False
    names = [
        token
        for token in report.said.article.tokens
        if token.pos == "PROPN" and not span.overlaps(token.span)
    ]
    texts = [there.of(analysis.article.text).lower() for there in evidence_of(report, analysis)]
    return all(any(token.text.lower() in text for text in texts) for token in names)


def _is_vaguer(span: Span, link: Claim, report: Report, analysis: Analysis) -> bool:
    """Tell whether a name would make way for a description: "the 39-year-old" is not settled (R12)."""
    source, words = analysis.source(link.source_id), owner_words(link, analysis) or ""
    tokens = report.said.article.tokens_in(span)
    if any(token.ent == "PERSON" for token in tokens) and _DESCRIPTION.match(words):
        return True
    return any(token.pos == "PROPN" for token in tokens) and source is not None and not source.named
