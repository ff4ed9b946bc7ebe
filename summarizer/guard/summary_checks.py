"""Checks of a whole candidate: is the other side heard, here or in another sentence? (R7, R22, R26)

A sentence is verified alone (R2); whether a summary is fair shows only in all of its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.guard.case import finding
from summarizer.guard.lexicon import ACCUSATIONS, ANSWERS
from summarizer.guard.sentence_checks import holds_caveat
from summarizer.guard.verify import Report
from summarizer.reading.lexicon import NEGATED
from summarizer.records import Analysis, Evidence, Finding, Span, Token

# Verbs that, under a negation, say that somebody gave no answer ("did not respond to a request").
SILENCES = frozenset({"respond", "comment", "answer", "reply", "return"})
TARGETS = frozenset({"dobj", "nsubjpass"})
NAME_DEPS = frozenset({"appos", "compound", "conj", "flat", "poss", "nmod"})


def findings_of(analysis: Analysis, reports: tuple[Report, ...]) -> Iterator[tuple[int, Finding]]:
    """Yield each finding of a summary with the place of its report, in order.

    Each sentence's own findings come first, without what another sentence settles, then what only the
    whole shows. Spans are into the report's sentence.
    """
    told = frozenset(span for report in reports for span in _evidence(report))
    answers = tuple(_answers(analysis))
    for place, report in enumerate(reports):
        for item in report.findings:
            if not _heard_elsewhere(place, item, analysis, reports):
                yield place, item
        for item in _omitted(report, analysis, answers, told):
            yield place, item


def _heard_elsewhere(place: int, item: Finding, analysis: Analysis, reports: tuple[Report, ...]) -> bool:
    """Tell whether ``item`` of the sentence at ``place`` is settled by another sentence.

    A figure that stands alone in its sentence is not one-sided where the summary gives its rivals (R22),
    and a caveat is not lost where the next sentence says it (R19).
    """
    if item.code == "CAVEAT_LOST":
        return any(holds_caveat(report.said) for report in reports[place + 1 :])
    if item.code != "FIGURE_ONE_SIDED":
        return False
    others = {
        figure.value for at, report in enumerate(reports) if at != place for figure in report.said.figures
    }
    mine = {figure.value for figure in reports[place].said.figures}
    shown = {evidence.span for evidence in item.evidence}
    rivals = {
        side.figure.value
        for dispute in analysis.disputes
        for side in dispute.sides
        if side.figure.span in shown
    }
    return rivals <= mine | others


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody's denial, plea or refusal: where it stands, its verb, and who may be meant."""

    sentence: Span
    verb: str
    names: frozenset[str]


def _omitted(
    report: Report, analysis: Analysis, answers: tuple[Answer, ...], told: frozenset[Span]
) -> Iterator[Finding]:
    """An accusation without the answer that the article carries (R26)."""
    accused = _accused(report, analysis)
    theirs = [answer for answer in answers if answer.names & accused]
    if theirs and not any(answer.sentence in told for answer in theirs):
        first = theirs[0]
        name = " or ".join(sorted(first.names & accused))
        yield finding(
            "RESPONSE_OMITTED",
            Span(0, len(report.text)),
            f"The article carries the answer of {name} (“{first.verb}”); the summary leaves it out.",
            evidence=(Evidence("content", first.sentence),),
        )


def _accused(report: Report, analysis: Analysis) -> frozenset[str]:
    """Return the names of those whom an accusing verb, shared by sentence and evidence, is turned on."""
    said = {token.lemma.lower() for token in report.said.article.tokens}
    article = analysis.article
    verbs = (
        token
        for span in _evidence(report)
        for token in article.tokens_in(span)
        if token.lemma.lower() in ACCUSATIONS & said and token.pos == "VERB"
    )
    targets = (child for verb in verbs for child in article.children_of(verb) if child.dep in TARGETS)
    return frozenset(word for target in targets for word in _names_below(target, analysis))


def _names_below(target: Token, analysis: Analysis) -> Iterator[str]:
    if target.pos in ("NOUN", "PROPN") and target.text[0].isupper():
        yield target.text
    for child in analysis.article.children_of(target):
        if child.dep in NAME_DEPS:
            yield from _names_below(child, analysis)


def _answers(analysis: Analysis) -> Iterator[Answer]:
    """Yield the article's answers: of claims' owners, and of subjects of a verb that answers (R7)."""
    article = analysis.article
    for claim in analysis.claims:
        source = analysis.source(claim.source_id)
        sentence = article.sentence_at(claim.cue.start) if claim.cue else None
        if sentence is not None and source is not None and _is_answer(claim.cue_lemma):
            names = frozenset(word for form in (source.name, *source.aliases) for word in form.split())
            yield Answer(sentence.span, claim.cue.of(article.text) if claim.cue else "", names)
    for token in article.tokens:
        sentence = article.sentence_at(token.span.start)
        if token.lemma.lower() in ANSWERS and token.pos == "VERB" and sentence is not None:
            subjects = (child for child in article.children_of(token) if child.dep == "nsubj")
            words = frozenset(word for subject in subjects for word in _names_below(subject, analysis))
            yield Answer(sentence.span, token.text, words)


def _is_answer(lemma: str) -> bool:
    """Tell whether a cue denies, pleads or refuses to answer."""
    return lemma in ANSWERS or (lemma.startswith(NEGATED) and lemma.removeprefix(NEGATED) in SILENCES)


def _evidence(report: Report) -> frozenset[Span]:
    return frozenset(
        span
        for reading in report.readings
        for ownership in reading.ownerships
        for span in ownership.requirement.evidence
    )
