"""What a sentence lacks: links that no clause carries; and whether its evidence can lend an owner at all."""

from __future__ import annotations

from summarizer.guard.captions import is_open_quotation
from summarizer.guard.phrasing import owner_words
from summarizer.guard.run_on import is_joined
from summarizer.guard.verify import Report
from summarizer.guard.wording import holds_phrase
from summarizer.records import Analysis, Claim, Span


def missing_links(report: Report) -> tuple[tuple[Claim, ...], bool]:
    """Return the links that every clause lacks alike, and whether the innermost one is carried.

    Clauses that lack different owners cannot share one frame: then nothing is returned.
    """
    chains = {
        tuple(link.id for link in item.missing): item
        for reading in report.readings
        for item in reading.ownerships
        if item.requirement.chain
    }
    sources = {tuple(link.source_id for link in item.missing) for item in chains.values()}
    if len(sources) != 1:
        return (), False
    item = next(iter(chains.values()))
    chain = [link for link in item.requirement.chain if link.source_id]
    inner_carried = bool(item.missing) and bool(chain) and chain[-1] not in item.missing
    if item.carried and not inner_carried:
        return (), False
    return item.missing, inner_carried


def says_it_already(missing: tuple[Claim, ...], report: Report, analysis: Analysis) -> bool:
    """Tell whether an owner's words stand in the sentence, outside any frame that could be read.

    "Ueda, a photographer, invented it, Ueda claimed" names nobody twice over: the article's sentence does.
    """
    words = (owner_words(link, analysis) or "" for link in missing)
    sources = (analysis.source(link.source_id) for link in missing)
    people = (source.name for source in sources if source is not None and source.type == "person")
    return any(" " in item and holds_phrase(report.text, item) for item in (*words, *people))


def evidence_of(report: Report, analysis: Analysis) -> set[Span]:
    """Return the sentence of the article that stands behind each clause."""
    return {
        analysis.article.sentences[reading.case.alignment.matches[0].sentence].span
        for reading in report.readings
        if reading.case.alignment.matches
    }


def is_no_sentence(span: Span, analysis: Analysis) -> bool:
    """Tell whether words of the article are a caption, several sentences, or a quotation without its end."""
    text = span.of(analysis.article.text)
    return is_joined(analysis.article, span) or (text[:1] == "'" and is_open_quotation(text))
