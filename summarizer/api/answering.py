"""Records into answers: the one place where spans become offsets in the caller's unit.

Three texts carry offsets: the article (evidence, sources, claims), the text that is judged (the
summary or the candidate) and the text that edits lead to (the summary or the corrected text).
"""

from __future__ import annotations

import hashlib
from collections import Counter

from summarizer import answers
from summarizer._version import __version__
from summarizer.api.article_parts import (
    Places,
    analysis_of,
    content_of,
    disputes_of,
    evidence_of,
    language_notes_of,
    places_of,
    sources_of,
    words_of,
    words_or_none,
)
from summarizer.api.offsets import OffsetMap, OffsetUnit
from summarizer.guard.policy import DECISIONS, LEXICON, RULESET
from summarizer.guard.rulebook import RULES
from summarizer.records import (
    Analysis,
    Article,
    Attribution,
    CheckResult,
    Draft,
    Finding,
    Notice,
    Suggestion,
    SummarizeResult,
    SummaryFigure,
    SummarySentence,
)

NOT_READ = (
    "{} of the article's sentences are not read: they give orders to whoever reads it, are in another"
    " language, or have no end"
)
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DIGITAL_SOURCE_TYPES = {
    "abstractive": _SOURCE_TYPES + "trainedAlgorithmicMedia",
    "extractive": _SOURCE_TYPES + "algorithmicallyEnhanced",
}


def answer_summary(
    result: SummarizeResult, *, id: str, request_id: str, echo: bool
) -> answers.SummarizeAnswer:
    """Build the answer of ``/summarize``; ``echo`` sends the article's text back (HTML input)."""
    summary, draft, options = result.summary, result.draft, result.options
    unit = options.offset_unit
    places = places_of(result.analysis, summary.text, summary.text, unit)
    return answers.SummarizeAnswer(
        id=id,
        request_id=request_id,
        status=summary.status,
        summary=summary.text,
        sentences=tuple(_sentence(item, places) for item in summary.sentences),
        sources=sources_of(places),
        disputes=disputes_of(places, summary.sentences),
        language_notes=language_notes_of(places, summary.text),
        dropped=tuple(answers.Dropped(item.text, item.code, item.rule) for item in summary.dropped),
        warnings=_warnings(result.analysis.article, *draft.notices, *summary.notices),
        input=_input(result.analysis.article, unit, draft, echo=echo),
        provenance=_provenance(draft),
        timing=dict(result.timing) if "timing" in options.include else None,
        draft=_draft(draft, summary.draft_text or draft.text, unit) if "draft" in options.include else None,
        analysis=analysis_of(places) if "analysis" in options.include else None,
    )


def answer_check(result: CheckResult, *, id: str, request_id: str, echo: bool) -> answers.CheckAnswer:
    """Build the answer of ``/check``."""
    check, unit = result.check, result.options.offset_unit
    corrected = check.corrected
    edited = corrected.text if corrected else result.candidate
    places = places_of(result.analysis, result.candidate, edited, unit)
    return answers.CheckAnswer(
        id=id,
        request_id=request_id,
        verdict=check.verdict,
        counts=_counts(result),
        issues=tuple(_issue(item, places, result.candidate) for item in check.findings),
        corrected_text=corrected.text if corrected else None,
        suggestions=tuple(_suggestion(item, places) for item in check.suggestions),
        sentences=tuple(_sentence(item, places) for item in check.sentences),
        sources=sources_of(places),
        disputes=disputes_of(places, check.sentences),
        dropped=tuple(
            answers.Dropped(item.text, item.code, item.rule)
            for item in (corrected.dropped if corrected else ())
        ),
        warnings=_warnings(result.analysis.article, *(corrected.notices if corrected else ())),
        input=_input(result.analysis.article, unit, echo=echo),
        provenance=_provenance(),
    )


def answer_attributions(
    analysis: Analysis, *, id: str, request_id: str, unit: OffsetUnit, echo: bool
) -> answers.AttributionsAnswer:
    """Build the native answer of ``/attributions``."""
    places = places_of(analysis, "", "", unit)
    found = analysis_of(places)
    return answers.AttributionsAnswer(
        id=id,
        request_id=request_id,
        claims=found.claims,
        sources=sources_of(places),
        figures=found.figures,
        disputes=disputes_of(places),
        language_notes=language_notes_of(places, ""),
        input=_input(analysis.article, unit, echo=echo),
        provenance=_provenance(),
    )


def answer_citron(analysis: Analysis, *, request_id: str, echo: bool) -> answers.CitronAnswer:
    """Build the Citron answer of ``/attributions``: cue, sources and contents in code points."""
    places = places_of(analysis, "", "", "codepoint")
    return answers.CitronAnswer(
        request_id=request_id,
        quotes=tuple(
            answers.CitronQuote(
                id=claim.id,
                cue=words_or_none(claim.cue, places),
                sources=() if claim.owner is None else (words_of(claim.owner, places),),
                contents=tuple(words_of(span, places) for span in claim.content),
            )
            for claim in analysis.claims
        ),
        input=_input(analysis.article, "codepoint", echo=echo),
    )


def answer_rules() -> answers.RulesAnswer:
    """Build the answer of ``/rules``: each rule and how far a program decides it."""
    return answers.RulesAnswer(
        RULESET,
        tuple(
            answers.Rule(rule.id, rule.title, rule.text, rule.handling, rule.codes, rule.done, rule.left)
            for rule in RULES
        ),
        tuple(
            answers.FindingKind(code, row.rule, row.severity, row.remedy, row.meaning)
            for code, row in DECISIONS.items()
        ),
    )


# ------------------------------------------------------------------------ parts


def _warnings(article: Article, *notices: Notice) -> tuple[answers.Notice, ...]:
    found = [answers.Notice(item.code, item.detail, item.pointer) for item in dict.fromkeys(notices)]
    if article.unread:
        found.append(answers.Notice("not_read", NOT_READ.format(len(article.unread))))
    return tuple(found)


def _sentence(item: SummarySentence, places: Places) -> answers.Sentence:
    start, end = places.judged.of(item.span)
    return answers.Sentence(
        index=item.index,
        start=start,
        end=end,
        text=item.text,
        sentence_class=item.sentence_class,
        attribution=_attribution(item.attribution, places),
        figures=tuple(_figure(figure, places) for figure in item.figures),
        support=answers.Support(item.support.verdict, item.support.score),
        evidence=tuple(evidence_of(found, places) for found in item.evidence),
        edits=tuple(
            answers.Edit(
                rule=edit.rule,
                op=edit.op,
                start=places.edited.at(edit.start),
                end=places.edited.at(edit.end),
                before=edit.before,
                after=edit.after,
                why=edit.why,
            )
            for edit in item.edits
        ),
    )


def _attribution(item: Attribution, places: Places) -> answers.Attribution:
    cue = item.cue
    return answers.Attribution(
        required=item.required,
        reason=item.reason,
        rule=item.rule,
        status=item.status,
        sources=tuple(
            answers.Owner(owner.source_id, *places.judged.of(owner.span), owner.text)
            for owner in item.sources
        ),
        cue=None if cue is None else answers.Cue(cue.text, *places.judged.of(cue.span), cue.stance),
        chain=tuple(answers.Link(link.source_id, link.cue) for link in item.chain),
    )


def _figure(item: SummaryFigure, places: Places) -> answers.Figure:
    figure = item.figure
    start, end = places.judged.of(figure.span)
    return answers.Figure(
        text=figure.text,
        value=figure.value,
        start=start,
        end=end,
        high=figure.high,
        qualifier=figure.qualifier,
        unit=figure.unit,
        counted=figure.counted,
        contested=item.contested,
        rivals=tuple(
            answers.Rival(
                text=side.figure.text,
                value=side.figure.value,
                source_id=side.source_id,
                evidence=(content_of(side.figure.span, places),),
            )
            for side in item.rivals
        ),
    )


def _issue(finding: Finding, places: Places, candidate: str) -> answers.Issue:
    start, end = places.judged.of(finding.span)
    return answers.Issue(
        code=finding.code,
        rule=finding.rule,
        severity=finding.severity,
        sentence_index=finding.sentence,
        start=start,
        end=end,
        text=finding.span.of(candidate),
        message=finding.message,
        evidence=tuple(evidence_of(found, places) for found in finding.evidence),
        suggestion=finding.suggestion,
    )


def _suggestion(item: Suggestion, places: Places) -> answers.Suggestion:
    start, end = places.judged.of(item.span)
    return answers.Suggestion(item.sentence, start, end, item.action, item.text, item.rules)


def _counts(result: CheckResult) -> answers.Counts:
    found = Counter(finding.severity for finding in result.check.findings)
    sentences = result.check.sentences
    return answers.Counts(
        error=found["error"],
        warning=found["warning"],
        info=found["info"],
        sentences=len(sentences),
        checked=sum(sentence.support.verdict != "not_checked" for sentence in sentences),
    )


def _draft(draft: Draft, text: str, unit: OffsetUnit) -> answers.Draft:
    found, cursor, offsets = [], 0, OffsetMap(text, unit)
    for sentence in draft.sentences:
        start = text.find(sentence.text, cursor)
        if start < 0:
            continue
        cursor = start + len(sentence.text)
        found.append(answers.Words(offsets.at(start), offsets.at(cursor), sentence.text))
    return answers.Draft(text, tuple(found))


def _input(article: Article, unit: OffsetUnit, draft: Draft | None = None, *, echo: bool) -> answers.Input:
    return answers.Input(
        sha256=hashlib.sha256(article.text.encode()).hexdigest(),
        chars=len(article.text),
        sentences=len(article.sentences),
        tokens=(draft.tokens if draft else 0) or len(article.tokens),
        chunks=draft.chunks if draft else 1,
        truncated=draft.truncated if draft else False,
        language=article.meta.language or "en",
        offset_unit=unit,
        text=article.text if echo else None,
    )


def _provenance(draft: Draft | None = None) -> answers.Provenance:
    if draft is None:
        return answers.Provenance(engine="reading", ruleset=RULESET, version=__version__, lexicon=LEXICON)
    return answers.Provenance(
        engine=draft.engine,
        ruleset=RULESET,
        version=__version__,
        lexicon=LEXICON,
        model=draft.model,
        mode=draft.mode,
        digital_source_type=DIGITAL_SOURCE_TYPES[draft.mode],
    )
