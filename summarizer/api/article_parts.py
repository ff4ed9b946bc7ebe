"""What an answer says of the article: evidence, sources, disputes, claims, figures, loaded words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer import answers
from summarizer.api.offsets import OffsetMap, OffsetUnit
from summarizer.records import (
    Analysis,
    Claim,
    Dispute,
    DisputeSide,
    Evidence,
    Figure,
    Source,
    Span,
    SummarySentence,
)

# How many code points of context a TextQuoteSelector carries on each side: the W3C model leaves
# the number open, Hypothesis uses 32.
QUOTE_CONTEXT = 32


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


def places_of(analysis: Analysis, judged: str, edited: str, unit: OffsetUnit) -> Places:
    """Return the offset maps for an article and the texts that are judged and edited."""
    judged_map = OffsetMap(judged, unit)
    edited_map = judged_map if judged == edited else OffsetMap(edited, unit)
    return Places(analysis, OffsetMap(analysis.article.text, unit), judged_map, edited_map)


def content_of(span: Span, places: Places) -> answers.Evidence:
    """Return ``span`` as evidence of content."""
    return evidence_of(Evidence("content", span), places)


def evidence_of(item: Evidence, places: Places) -> answers.Evidence:
    """Return a place of the article, named by position and by words."""
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


def sources_of(places: Places) -> tuple[answers.Source, ...]:
    """Return the article's sources."""
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


def disputes_of(places: Places, told: tuple[SummarySentence, ...] = ()) -> tuple[answers.Dispute, ...]:
    """Return the article's disputes; ``told`` are the sentences in which a side may be heard (R22)."""
    return tuple(_dispute(dispute, places, told) for dispute in places.analysis.disputes)


def _dispute(dispute: Dispute, places: Places, told: tuple[SummarySentence, ...]) -> answers.Dispute:
    return answers.Dispute(
        about=dispute.about,
        sides=tuple(
            answers.Side(
                side.figure.text,
                side.source_id,
                (content_of(side.figure.span, places),),
                in_summary=_is_heard(side, told),
            )
            for side in dispute.sides
        ),
    )


def _is_heard(side: DisputeSide, told: tuple[SummarySentence, ...]) -> bool:
    """Tell whether a sentence gives the side's figure, as that side's."""
    return any(
        item.figure.value == side.figure.value
        and (side.source_id is None or side.source_id in _owners(sentence))
        for sentence in told
        for item in sentence.figures
    )


def _owners(sentence: SummarySentence) -> set[str]:
    """Return the owners that the sentence names: the chain says who should be."""
    if sentence.attribution.status in ("missing", "wrong"):
        return {mention.source_id for mention in sentence.attribution.sources}
    return {link.source_id for link in sentence.attribution.chain if link.source_id}


def language_notes_of(places: Places, summary: str) -> tuple[answers.LanguageNote, ...]:
    """Return the article's loaded words, marked where ``summary`` repeats them."""
    return tuple(
        answers.LanguageNote(
            *places.article.of(note.span),
            text=note.text,
            kind=note.kind,
            owner=note.owner,
            in_summary=_stands_in(note.text, summary),
            alternatives=note.alternatives,
            removable=note.removable,
        )
        for note in places.analysis.language_notes
    )


def _stands_in(word: str, summary: str) -> bool:
    """Tell whether ``word`` stands in ``summary`` as a whole word, in any case."""
    return bool(summary) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", summary, re.IGNORECASE) is not None


def analysis_of(places: Places) -> answers.Analysis:
    """Return the article's claims and figures."""
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
        owner=words_or_none(claim.owner, places),
        cue=words_or_none(claim.cue, places),
        content=tuple(words_of(span, places) for span in claim.content),
        parent=claim.parent,
        inherited_from=words_or_none(inherited, places),
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
        time=words_or_none(figure.time, places),
        claim_id=figure.claim_id,
        source_id=figure.source_id,
    )


def words_or_none(span: Span | None, places: Places) -> answers.Words | None:
    """Return the article's words at ``span``, if there is one."""
    return None if span is None else words_of(span, places)


def words_of(span: Span, places: Places) -> answers.Words:
    """Return the article's words at ``span``."""
    return answers.Words(*places.article.of(span), span.of(places.text))
