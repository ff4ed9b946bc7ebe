"""What a sentence tells, by its main words, and whether words of the article tell the same.

"Police had no objections to the late kick-off" has the words of "The kick-off is late", and does not say it.
Whoever is given a sentence, and whatever takes its place, must say what its main words say (R1, R32).
"""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.guard.align import STEM_CREDIT, ArticleIndex, Match, stem
from summarizer.guard.syntax import carried, is_light
from summarizer.guard.verify import Report
from summarizer.records import Analysis, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# A sentence holds another in full from this score on; fewer words in common than these tell nothing.
IN_FULL, ENOUGH_WORDS = 0.9, 3
# Clauses that a noun takes for granted.
BENEATH_NOUNS = frozenset({"relcl", "acl"})


def roots(report: Report) -> list[Token]:
    """Return the main words of the sentence's clauses."""
    return [token for token in report.said.article.tokens if token.dep == "ROOT"]


def main_words(report: Report) -> list[Token]:
    """Return the main verbs; of a verb that says little, what says it: "is eligible", "takes place"."""
    found = []
    for root in roots(report):
        if root.pos in ("VERB", "AUX"):
            found += [token for token in carried(root, report.said) if token.dep != "xcomp"] or [root]
    return found


def _told_words(report: Report) -> list[Token]:
    """Return the main words, and those of what a main verb says: "heard that it could *cause* harm"."""
    article = report.said.article
    below = (child for root in roots(report) for child in article.children_of(root))
    return [*main_words(report), *(child for child in below if child.dep == "ccomp" and not is_light(child))]


def lacks_subject(report: Report) -> bool:
    """Tell whether the words are a predicate alone: "Warns that the country faces turmoil." """
    article, main = report.said.article, roots(report)
    first = next((token for token in article.tokens if token.pos != "PUNCT"), None)
    finite = bool(main) and main[0] == first and main[0].tag in ("VBZ", "VBD", "VBP")
    return finite and not any(child.dep in SUBJECTS for child in article.children_of(main[0]))


def speaks_of_him(report: Report) -> bool:
    """Tell whether the subject is "he" or "she": a person's name behind it may be the same one's."""
    article = report.said.article
    subjects = (child for root in roots(report) for child in article.children_of(root))
    return any(token.dep in SUBJECTS and token.text.lower() in ("he", "she") for token in subjects)


def lacks_verb(report: Report) -> bool:
    """Tell whether the words are a name with what is said of it: "200 people, whose homes burned." """
    main = roots(report)
    return bool(main) and main[0].pos in ("NOUN", "PROPN")


def lost_its_helper(report: Report, analysis: Analysis) -> bool:
    """Tell whether the main verb is the article's passive without its "was": "Purge prompted by threats"."""
    article = analysis.article
    bare = {root.lemma for root in roots(report) if _is_bare(root, report)}
    same = [
        token
        for span in _evidence(report, analysis)
        for token in article.tokens_in(span)
        if token.lemma in bare and token.pos == "VERB"
    ]
    return bool(same) and all(_is_passive(token, analysis) for token in same)


def _is_bare(root: Token, report: Report) -> bool:
    around = {child.dep for child in report.said.article.children_of(root)}
    return root.tag in ("VBD", "VBN") and around.isdisjoint({"aux", "auxpass", "dobj"})


def _is_passive(token: Token, analysis: Analysis) -> bool:
    return token.tag == "VBN" and any(child.dep == "auxpass" for child in analysis.article.children_of(token))


def has_other_verb(report: Report, analysis: Analysis) -> bool:
    """Tell whether a main word stands nowhere in the evidence: that the source said so is not settled."""
    main = main_words(report)
    unmatched = [span for reading in report.readings for span in reading.case.alignment.unmatched]
    if any(span.overlaps(token.span) for token in main for span in unmatched):
        return True
    told = {
        token.lemma.lower()
        for span in _evidence(report, analysis)
        for token in analysis.article.tokens_in(span)
    }
    # Words that say little take no part in the alignment.
    return any(is_light(token) and token.lemma != "be" and token.lemma.lower() not in told for token in main)


def is_said_elsewhere(here: tuple[Span, ...], report: Report, analysis: Analysis) -> bool:
    """Tell whether a main word of the sentence stands in its evidence, but not ``here``.

    "Jurors found Marsh guilty. That makes him eligible for a life sentence": not by the jurors' word.
    """
    elsewhere = _stems_in(_evidence(report, analysis), analysis) - _stems_in(here, analysis)
    return any(stem(token.lemma.lower()) in elsewhere for token in main_words(report))


def _evidence(report: Report, analysis: Analysis) -> set[Span]:
    matches = (match for reading in report.readings for match in reading.case.alignment.matches)
    return {analysis.article.sentences[match.sentence].span for match in matches}


def _stems_in(spans: Iterable[Span], analysis: Analysis) -> set[str]:
    return {stem(token.lemma.lower()) for span in spans for token in analysis.article.tokens_in(span)}


def is_aside(here: tuple[Span, ...], report: Report, analysis: Analysis) -> bool:
    """Tell whether the sentence tells only what a relative clause of ``here`` takes for granted.

    "Ogane said it had nothing to do with the deal that they signed" does not say that they signed.
    """
    lemmas = {token.lemma for token in main_words(report)}
    inside = [token for part in here for token in analysis.article.tokens_in(part)]
    same = [token for token in inside if token.lemma in lemmas and token.pos in ("VERB", "ADJ")]
    return bool(same) and all(_is_beneath_noun(token, inside, analysis) for token in same)


def _is_beneath_noun(token: Token, inside: list[Token], analysis: Analysis) -> bool:
    places = {item.index for item in inside}
    while token.head != token.index and token.head in places:
        if token.dep in BENEATH_NOUNS:
            return True
        token = analysis.article.head_of(token)
    return False


def _stands_in(sentence: int, token: Token, index: ArticleIndex) -> bool:
    """Tell whether a sentence of the article has the word, or one of its stem."""
    credit, _ = index.holders(token.lemma.lower()).get(sentence, (0.0, ()))
    return is_light(token) or credit >= STEM_CREDIT


def tells(match: Match, report: Report, index: ArticleIndex) -> bool:
    """Tell whether a sentence of the article says what the failed one says, of whom it says it.

    "The 30-year-old hit five" does not name whom "Ronaldo hit five" names (R12). What the article says in
    passing, and words without a verb, are told where all of them stand there.
    """
    analysis = index.analysis
    sentence = analysis.article.sentences[match.sentence].span
    told = _told_words(report)
    if not all(_stands_in(match.sentence, token, index) for token in told):
        return False
    if len(match.spans) < ENOUGH_WORDS:
        return False
    in_full = match.score >= IN_FULL
    if not in_full and (all(map(is_light, told)) or is_aside((sentence,), report, analysis)):
        return False
    named = {token.text.lower() for token in analysis.article.tokens_in(sentence)}
    subjects = [
        token
        for root in roots(report)
        for token in report.said.article.children_of(root)
        if token.dep in SUBJECTS and token.ent == "PERSON" and token.pos == "PROPN"
    ]
    return all(token.text.lower() in named for token in subjects)
