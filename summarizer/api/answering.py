"""Records into answers: the one place where spans become offsets in the caller's unit.

Three texts carry offsets: the article (evidence, sources, claims), the text that is judged (the
summary or the candidate) and the text that edits lead to (the summary or the corrected text).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from summarizer import answers
from summarizer._version import __version__
from summarizer.api.offsets import OffsetMap, OffsetUnit
from summarizer.guard.policy import RULES, RULESET
from summarizer.records import (
    Analysis,
    Article,
    Attribution,
    CheckResult,
    Claim,
    Dispute,
    Draft,
    Evidence,
    Figure,
    Finding,
    Source,
    Span,
    SummarizeResult,
    SummaryFigure,
    SummarySentence,
)

# How many code points of context a TextQuoteSelector carries on each side: the W3C model leaves
# the number open, Hypothesis uses 32.
QUOTE_CONTEXT = 32
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DIGITAL_SOURCE_TYPES = {
    "abstractive": _SOURCE_TYPES + "trainedAlgorithmicMedia",
    "extractive": _SOURCE_TYPES + "algorithmicallyEnhanced",
}


@dataclass(frozen=True, slots=True)
class Places:
    """The offset maps of one answer."""

    analysis: Analysis
    article: OffsetMap
    judged: OffsetMap
    edited: OffsetMap

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.analysis.article.text


def answer_summary(
    result: SummarizeResult, *, id: str, request_id: str, echo: bool
) -> answers.SummarizeAnswer:
    """Build the answer of ``/summarize``; ``echo`` sends the article's text back (HTML input)."""
    summary, draft, options = result.summary, result.draft, result.options
    unit = options.offset_unit
    places = _places(result.analysis, summary.text, summary.text, unit)
    return answers.SummarizeAnswer(
        id=id,
        request_id=request_id,
        status=summary.status,
        summary=summary.text,
        sentences=tuple(_sentence(item, places) for item in summary.sentences),
        sources=_sources(places),
        disputes=_disputes(places),
        language_notes=_language_notes(places, summary.text),
        dropped=tuple(answers.Dropped(item.text, item.code, item.rule) for item in summary.dropped),
        warnings=tuple(
            answers.Notice(item.code, item.detail, item.pointer)
            for item in dict.fromkeys(draft.notices + summary.notices)
        ),
        input=_input(result.analysis.article, unit, draft, echo=echo),
        provenance=_provenance(draft),
        timing=dict(result.timing) if "timing" in options.include else None,
        draft=_draft(draft, summary.draft_text or draft.text, unit) if "draft" in options.include else None,
        analysis=_analysis(places) if "analysis" in options.include else None,
    )


def answer_check(result: CheckResult, *, id: str, request_id: str, echo: bool) -> answers.CheckAnswer:
    """Build the answer of ``/check``."""
    check, unit = result.check, result.options.offset_unit
    corrected = check.corrected
    edited = corrected.text if corrected else result.candidate
    places = _places(result.analysis, result.candidate, edited, unit)
    return answers.CheckAnswer(
        id=id,
        request_id=request_id,
        verdict=check.verdict,
        counts=_counts(result),
        issues=tuple(_issue(item, places, result.candidate) for item in check.findings),
        corrected_text=corrected.text if corrected else None,
        sentences=tuple(_sentence(item, places) for item in check.sentences),
        sources=_sources(places),
        disputes=_disputes(places),
        dropped=tuple(
            answers.Dropped(item.text, item.code, item.rule)
            for item in (corrected.dropped if corrected else ())
        ),
        warnings=tuple(
            answers.Notice(item.code, item.detail, item.pointer)
            for item in (corrected.notices if corrected else ())
        ),
        input=_input(result.analysis.article, unit, echo=echo),
        provenance=_provenance(),
    )


def answer_attributions(
    analysis: Analysis, *, id: str, request_id: str, unit: OffsetUnit, echo: bool
) -> answers.AttributionsAnswer:
    """Build the native answer of ``/attributions``."""
    places = _places(analysis, "", "", unit)
    found = _analysis(places)
    return answers.AttributionsAnswer(
        id=id,
        request_id=request_id,
        claims=found.claims,
        sources=_sources(places),
        figures=found.figures,
        disputes=_disputes(places),
        language_notes=_language_notes(places, ""),
        input=_input(analysis.article, unit, echo=echo),
        provenance=_provenance(),
    )


def answer_citron(analysis: Analysis, *, request_id: str, echo: bool) -> answers.CitronAnswer:
    """Build the Citron answer of ``/attributions``: cue, sources and contents in code points."""
    places = _places(analysis, "", "", "codepoint")
    return answers.CitronAnswer(
        request_id=request_id,
        quotes=tuple(
            answers.CitronQuote(
                id=claim.id,
                cue=_words(claim.cue, places),
                sources=() if claim.owner is None else (_article_words(claim.owner, places),),
                contents=tuple(_article_words(span, places) for span in claim.content),
            )
            for claim in analysis.claims
        ),
        input=_input(analysis.article, "codepoint", echo=echo),
    )


def answer_rules() -> answers.RulesAnswer:
    """Build the answer of ``/rules``: each rule and how far a program decides it."""
    return answers.RulesAnswer(
        RULESET,
        tuple(answers.Rule(rule.id, rule.title, rule.text, rule.handling, rule.codes) for rule in RULES),
    )


# ------------------------------------------------------------------------ parts


def _places(analysis: Analysis, judged: str, edited: str, unit: OffsetUnit) -> Places:
    judged_map = OffsetMap(judged, unit)
    edited_map = judged_map if judged == edited else OffsetMap(edited, unit)
    return Places(analysis, OffsetMap(analysis.article.text, unit), judged_map, edited_map)


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
        evidence=tuple(_evidence(found, places) for found in item.evidence),
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
                evidence=(_content(side.figure.span, places),),
            )
            for side in item.rivals
        ),
    )


def _content(span: Span, places: Places) -> answers.Evidence:
    return _evidence(Evidence("content", span), places)


def _evidence(item: Evidence, places: Places) -> answers.Evidence:
    text, span = places.text, item.span
    return answers.Evidence(
        role=item.role,
        selector=(
            answers.Position(*places.article.of(span)),
            answers.Quote(
                exact=span.of(text),
                prefix=text[max(0, span.start - QUOTE_CONTEXT) : span.start],
                suffix=text[span.end : span.end + QUOTE_CONTEXT],
            ),
        ),
    )


def _sources(places: Places) -> tuple[answers.Source, ...]:
    return tuple(_source(source, places) for source in places.analysis.sources)


def _source(source: Source, places: Places) -> answers.Source:
    return answers.Source(
        id=source.id,
        name=source.name,
        type=source.type,
        descriptor=source.descriptor,
        mentions=tuple(answers.Place(*places.article.of(span)) for span in source.mentions),
        share=round(source.share, 4),
    )


def _disputes(places: Places) -> tuple[answers.Dispute, ...]:
    return tuple(_dispute(dispute, places) for dispute in places.analysis.disputes)


def _dispute(dispute: Dispute, places: Places) -> answers.Dispute:
    return answers.Dispute(
        about=dispute.about,
        sides=tuple(
            answers.Side(side.figure.text, side.source_id, (_content(side.figure.span, places),))
            for side in dispute.sides
        ),
    )


def _language_notes(places: Places, summary: str) -> tuple[answers.LanguageNote, ...]:
    return tuple(
        answers.LanguageNote(
            *places.article.of(note.span),
            text=note.text,
            kind=note.kind,
            owner=note.owner,
            in_summary=_stands_in(note.text, summary),
        )
        for note in places.analysis.language_notes
    )


def _stands_in(word: str, summary: str) -> bool:
    """Tell whether ``word`` stands in ``summary`` as a whole word, in any case."""
    return bool(summary) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", summary, re.IGNORECASE) is not None


def _analysis(places: Places) -> answers.Analysis:
    return answers.Analysis(
        claims=tuple(_claim(claim, places) for claim in places.analysis.claims),
        figures=tuple(_article_figure(figure, places) for figure in places.analysis.figures),
    )


def _claim(claim: Claim, places: Places) -> answers.Claim:
    blocks = places.analysis.article.blocks
    inherited = None if claim.inherited_from is None else blocks[claim.inherited_from].span
    return answers.Claim(
        id=claim.id,
        kind=claim.kind,
        status=claim.status,
        stance=claim.stance,
        source_id=claim.source_id,
        owner=_words(claim.owner, places),
        cue=_words(claim.cue, places),
        content=tuple(_article_words(span, places) for span in claim.content),
        parent=claim.parent,
        inherited_from=_words(inherited, places),
    )


def _article_figure(figure: Figure, places: Places) -> answers.ArticleFigure:
    start, end = places.article.of(figure.span)
    return answers.ArticleFigure(
        start=start,
        end=end,
        text=figure.text,
        value=figure.value,
        kind=figure.kind,
        high=figure.high,
        qualifier=figure.qualifier,
        unit=figure.unit,
        counted=figure.counted,
        time=_words(figure.time, places),
        claim_id=figure.claim_id,
        source_id=figure.source_id,
    )


def _words(span: Span | None, places: Places) -> answers.Words | None:
    return None if span is None else _article_words(span, places)


def _article_words(span: Span, places: Places) -> answers.Words:
    return answers.Words(*places.article.of(span), span.of(places.text))


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
        evidence=tuple(_evidence(found, places) for found in finding.evidence),
        suggestion=finding.suggestion,
    )


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
        return answers.Provenance(engine="reading", ruleset=RULESET, version=__version__)
    return answers.Provenance(
        engine=draft.engine,
        ruleset=RULESET,
        version=__version__,
        model=draft.model,
        mode=draft.mode,
        digital_source_type=DIGITAL_SOURCE_TYPES[draft.mode],
    )
