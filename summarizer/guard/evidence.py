"""What the evidence of a clause asks for: whose claim it is, and which words may be used.

``require`` turns an alignment into requirements; ``Scope`` is the part of the article whose
words a sentence may use without being asked where they come from: the evidence, the block
around it, the lead-in that owns it and the items beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.guard.align import Alignment, Match
from summarizer.records import Analysis, Block, Claim, Figure, Requirement, Sentence, Span

# A claim owns a clause where it holds at least this part of the clause's matched words.
OWNING_SHARE = 0.5
# A figure of the same paragraph may stand in a sentence this many sentences from its evidence.
REACH = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """The evidence sentences of a clause and the article's text around them."""

    sentences: tuple[Sentence, ...]
    blocks: tuple[Span, ...]

    def text(self, analysis: Analysis) -> str:
        """Return the words of the scope as one text."""
        return "\n".join(span.of(analysis.article.text) for span in self.blocks)

    def figures(self, analysis: Analysis) -> tuple[Figure, ...]:
        """Return the evidence sentences' figures."""
        return tuple(figure for sentence in self.sentences for figure in analysis.figures_in(sentence.span))

    def figures_around(self, analysis: Analysis) -> tuple[Figure, ...]:
        """Return the figures of the scope; of a long paragraph, those near the evidence."""
        article = analysis.article
        places = {sentence.index for sentence in self.sentences}
        found = (figure for span in self.blocks for figure in analysis.figures_in(span))
        return tuple(
            figure
            for figure in found
            for sentence in (article.sentence_at(figure.span.start),)
            if sentence is None
            or article.blocks[sentence.block].kind != "paragraph"
            or any(abs(sentence.index - place) <= REACH for place in places)
        )


def scope_of(alignment: Alignment, analysis: Analysis) -> Scope:
    """Return the scope of an alignment's evidence."""
    article = analysis.article
    sentences = tuple(article.sentences[match.sentence] for match in alignment.matches)
    wanted: dict[int, Block] = {}
    for sentence in sentences:
        for block in _around(article.blocks[sentence.block], article.blocks):
            wanted[block.index] = block
    blocks = [wanted[index] for index in sorted(wanted)]
    handles = (block.handle for block in blocks if block.handle is not None)
    return Scope(sentences, (*(block.span for block in blocks), *handles))


def _around(block: Block, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``block`` with its lead-in and the items under the same lead-in, or the same post."""
    if block.lead_in is not None:
        beside = tuple(other for other in blocks if other.lead_in == block.lead_in)
        return (blocks[block.lead_in], *beside)
    if block.handle is not None:
        return tuple(other for other in blocks if other.handle == block.handle)
    return (block,)


def owning_claim(analysis: Analysis, spans: tuple[Span, ...]) -> Claim | None:
    """Return the innermost claim that holds at least half of ``spans``, or None."""
    held: dict[str, int] = {}
    for span in spans:
        for claim in analysis.claims_over(span):
            held[claim.id] = held.get(claim.id, 0) + 1
    able = [
        (len(analysis.chain(claim)), _has_cue_near(claim, spans, analysis), count, claim)
        for claim, count in ((analysis.claim(key), count) for key, count in held.items())
        if claim is not None and count >= OWNING_SHARE * len(spans)
    ]
    return max(able, key=lambda item: item[:3])[3] if able else None


def _has_cue_near(claim: Claim, spans: tuple[Span, ...], analysis: Analysis) -> bool:
    """Tell whether the claim's cue stands in the sentence of the words: the nearest cue reports them."""
    sentence = analysis.article.sentence_at(spans[0].start)
    return claim.cue is not None and sentence is not None and sentence.span.contains(claim.cue)


def require(alignment: Alignment, analysis: Analysis) -> tuple[Requirement, ...]:
    """Return what each evidence sentence of ``alignment`` asks of the clause (R1, R16).

    A further sentence that lends the clause nothing but names says nothing of what it claims.
    """
    more = (match for match in alignment.matches[1:] if not _is_names_alone(match, analysis))
    return tuple(_require(alignment, match, analysis) for match in (*alignment.matches[:1], *more))


def _is_names_alone(match: Match, analysis: Analysis) -> bool:
    tokens = [token for span in match.spans for token in analysis.article.tokens_in(span)]
    return bool(tokens) and all(token.pos == "PROPN" for token in tokens)


def _require(alignment: Alignment, match: Match, analysis: Analysis) -> Requirement:
    sentence = analysis.article.sentences[match.sentence]
    claim = owning_claim(analysis, match.spans) or _owner_of_figure(analysis, match.spans)
    chain = analysis.chain(claim) if claim is not None else ()
    rule, reason = _reason(chain)
    return Requirement(alignment.clause.span, (sentence.span,), chain, rule, reason)


def _owner_of_figure(analysis: Analysis, spans: tuple[Span, ...]) -> Claim | None:
    """Return the claim that owns a matched figure: a figure is never the article's by a majority vote."""
    wanted = set(spans)
    owned = (figure for figure in analysis.figures if figure.span in wanted and figure.claim_id)
    return next((analysis.claim(figure.claim_id) for figure in owned), None)


def _reason(chain: tuple[Claim, ...]) -> tuple[str, str]:
    if not chain:
        return "R6", "the article says this in its own voice"
    inner = chain[-1]
    if inner.status == "ownerless":
        return "R15", "the article hedges this without naming an owner"
    if len([link for link in chain if link.source_id]) > 1:
        return "R16", "the article reports this at second hand"
    if inner.kind in ("list", "block"):
        return "R1", "a lead-in of the article owns this"
    if inner.kind in ("direct", "floating", "mixed"):
        return "R27", "these are a speaker's words"
    return "R1", "the article gives this to a source"
