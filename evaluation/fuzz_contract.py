"""What must hold for any input whatever: the contract that fuzzing holds reading and guard to.

Nothing but a ``SummarizerError`` is raised; every span of an analysis slices inside the text, and to the
words that it names; what the guard returns verifies, and its edits replay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from evaluation.fuzz_cases import Case
from summarizer.api.body import parse_json
from summarizer.errors import SummarizerError
from summarizer.guard.edits import replay
from summarizer.guard.guard import Guard
from summarizer.guard.verify import Verifier
from summarizer.pipeline import Summarizer
from summarizer.reading.segment import segment
from summarizer.records import (
    Analysis,
    ArticleInput,
    CheckOptions,
    Draft,
    DraftSentence,
    Span,
    SummarizeOptions,
    Summary,
)

OPTIONS = SummarizeOptions(max_sentences=20)


class Contract:
    """Runs cases through the edge, the reading and the guard."""

    def __init__(self, summarizer: Summarizer) -> None:
        self._summarizer = summarizer
        self._guard = Guard(summarizer.reader)

    def faults(self, case: Case) -> Iterator[str]:
        """Yield what of the contract ``case`` breaks. Raises whatever else goes wrong."""
        try:
            text, *candidates = _at_the_edge([case.text, *case.candidates])
            article = ArticleInput(html=text) if case.html else ArticleInput(text=text)
            analysis = self._summarizer.attributions(article)
        except SummarizerError:
            return
        yield from span_faults(analysis)
        verifier = self._guard.verifier(analysis, "keep")
        verifier.read_ahead(item.span.of(text) for text in candidates for item in segment(text).sentences)
        for place, candidate in enumerate(candidates):
            yield from self._candidate_faults(analysis, candidate, verifier, mend=place == 0)
        yield from self._draft_faults(analysis, candidates, verifier)

    def _candidate_faults(
        self, analysis: Analysis, candidate: str, verifier: Verifier, *, mend: bool
    ) -> Iterator[str]:
        options = CheckOptions(fix="apply" if mend else "none")
        if not candidate.strip():
            return
        check = self._guard.check(analysis, candidate, options, verifier)
        for item in check.findings:
            yield from _inside(item.span, candidate, f"finding {item.code}")
        if check.corrected is not None and check.corrected.sentences:
            yield from self._summary_faults(analysis, check.corrected, verifier, "corrected")

    def _draft_faults(self, analysis: Analysis, candidates: list[str], verifier: Verifier) -> Iterator[str]:
        sentences = tuple(DraftSentence(text) for text in candidates if text.strip())
        draft = Draft(sentences, engine="fuzz", model="fuzz", mode="abstractive")
        summary = self._guard.guard(analysis, draft, None, OPTIONS, verifier)
        if summary.sentences:
            yield from self._summary_faults(analysis, summary, verifier, "guarded")

    def _summary_faults(
        self, analysis: Analysis, summary: Summary, verifier: Verifier, name: str
    ) -> Iterator[str]:
        found = self._guard.check(analysis, summary.text, CheckOptions(), verifier).findings
        yield from (f"{name}: {item.code}" for item in found if item.severity == "error")
        if replay(summary.draft_text, summary.edits) != summary.text:
            yield f"{name}: the edits do not replay"
        for sentence in summary.sentences:
            if sentence.span.of(summary.text) != sentence.text:
                yield f"{name}: a sentence's span"
            for evidence in sentence.evidence:
                yield from _inside(evidence.span, analysis.article.text, f"{name}: evidence")


def _at_the_edge(texts: list[str]) -> list[str]:
    """Return the texts as a body brings them. Raises MalformedBody for lone surrogates."""
    body = json.dumps(texts, ensure_ascii=True).encode()
    return [str(text) for text in parse_json(body)]


def span_faults(analysis: Analysis) -> Iterator[str]:
    """Yield each kind of span that does not slice inside the article's text, or not to its words."""
    article = analysis.article
    text = article.text
    for name, span in _spans(analysis):
        yield from _inside(span, text, name)
    for token in article.tokens:
        if token.span.of(text) != token.text or not 0 <= token.head < len(article.tokens):
            yield "token"
    for figure in analysis.figures:
        if figure.span.of(text) != figure.text:
            yield "figure's words"
    for note in analysis.language_notes:
        if note.span.of(text) != note.text:
            yield "note's words"


def _spans(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    article = analysis.article
    yield from (("block", item.span) for item in article.blocks)
    yield from (("sentence", item.span) for item in article.sentences)
    yield from (("quotation", span) for item in article.quotations for span in (item.outer, *item.spans))
    for claim in analysis.claims:
        yield from (("content", span) for span in claim.content)
        yield from (("owner or cue", span) for span in (claim.owner, claim.cue) if span is not None)
    yield from (("mention", span) for source in analysis.sources for span in source.mentions)
    yield from (("time", figure.time) for figure in analysis.figures if figure.time is not None)
    sides = (side for dispute in analysis.disputes for side in dispute.sides)
    yield from (("side", side.figure.span) for side in sides)


def _inside(span: Span, text: str, name: str) -> Iterator[str]:
    if not 0 <= span.start < span.end <= len(text):
        yield f"span of a {name}"
