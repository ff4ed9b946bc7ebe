"""Quotations that no cue of their sentence owns: they go on with the speaker before them.

A quotation is *floating* where it makes a sentence of its own, uncovered by any claim: in the paragraph of
a speaker, or a paragraph that is nothing but quotation after one that the speaker closes. A cue that ends
in a colon owns the quotation behind it, over the paragraph break.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.found import GLUE, Found
from summarizer.reading.lexicon import NEGATED
from summarizer.reading.syntax import Scene, has_words
from summarizer.records import Block, Quotation, Span

# A quotation of fewer words is a term in quotation marks, not somebody speaking on.
MIN_FLOATING_WORDS = 4
# How many blocks of nothing but quotation may follow a speaker.
MAX_BLOCKS_ON = 4


def find_floating(scene: Scene, claims: tuple[Found, ...]) -> Iterator[Found]:
    """Yield a claim for every quotation that goes on with the speaker before it."""
    known = list(claims)
    for quotation in scene.article.quotations:
        if _is_covered(quotation, known) or not _stands_alone(scene, quotation):
            continue
        speaker = _speaker_before(scene, quotation, known)
        if speaker is not None:
            found = Found(
                _pieces(scene, quotation),
                "floating",
                speaker.owner,
                speaker.cue,
                speaker.cue_lemma,
                speaker.stance,
                within=None,
                inherited_from=speaker.inherited_from,
            )
            known.append(found)
            yield found


def _is_covered(quotation: Quotation, claims: list[Found]) -> bool:
    """Tell whether a cue outside the quotation owns it; what is told inside it does not count."""
    around = (claim for claim in claims if claim.kind not in ("list", "block", "embed"))
    outside = (claim for claim in around if claim.cue is None or not quotation.outer.contains(claim.cue))
    return any(span.overlaps(quotation.spans[0]) for claim in outside for span in claim.content)


def _stands_alone(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the quotation is a sentence of its own, not a term inside one."""
    text, article = scene.article.text, scene.article
    sentences = article.sentences_in(quotation.outer)
    if not sentences:
        return False
    first, last = sentences[0].span, sentences[-1].span
    before = text[first.start : max(first.start, quotation.outer.start)]
    after = text[min(quotation.outer.end, last.end) : last.end]
    return not before.strip(GLUE) and not after.strip(GLUE)


def _pieces(scene: Scene, quotation: Quotation) -> tuple[Span, ...]:
    """Return the quotation with its marks, one span a block."""
    if len(quotation.spans) == 1:
        return (quotation.outer,)
    spans = list(quotation.spans)
    spans[0] = Span(quotation.outer.start, spans[0].end)
    spans[-1] = Span(spans[-1].start, quotation.outer.end)
    return tuple(spans)


def _speaker_before(scene: Scene, quotation: Quotation, claims: list[Found]) -> Found | None:
    article = scene.article
    sentence = article.sentence_at(quotation.outer.start)
    if sentence is None:
        return None
    block = article.blocks[sentence.block]
    here = [
        c
        for c in claims
        if _speaks(scene, c) and block.span.contains(_place(c)) and _place(c).end <= quotation.outer.start
    ]
    if here and (
        len(quotation.outer.of(article.text).split()) >= MIN_FLOATING_WORDS
        or _follows_quotation(scene, quotation)
    ):
        return max(here, key=lambda claim: (claim.extent.end, -len(claim.extent)))
    few = len(quotation.outer.of(article.text).split()) < MIN_FLOATING_WORDS
    if here or few or not _opens_block(scene, block, quotation):
        return None
    return _speaker_of_block_before(scene, block, claims)


def _follows_quotation(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the sentence before holds a quotation too: "“They sue,” he said. “Everybody sues.”"."""
    before = scene.article.sentence_at(max(0, quotation.outer.start - 2))
    return before is not None and any(
        q.outer.overlaps(before.span) for q in scene.article.quotations if q is not quotation
    )


def _place(claim: Found) -> Span:
    return claim.cue or claim.extent


def _speaks(scene: Scene, claim: Found) -> bool:
    """Tell whether the claim's owner may talk on: it reports speech, no thought and no refusal to speak."""
    if claim.owner is None or claim.kind in ("list", "block", "noun"):
        return False
    return claim.stance != "mental" and not claim.cue_lemma.startswith(NEGATED)


def _opens_block(scene: Scene, block: Block, quotation: Quotation) -> bool:
    text = scene.article.text
    lead = text[block.span.start : max(block.span.start, quotation.outer.start)]
    return not has_words(text, Span(block.span.start, block.span.start + len(lead)))


def _speaker_of_block_before(scene: Scene, block: Block, claims: list[Found]) -> Found | None:
    """Return the speaker of the block before, where that block ends with a claim of one speaker."""
    place = block.index - 1
    blocks = scene.article.blocks
    while (
        place >= 0
        and blocks[place].handle is not None
        and blocks[place].span.contains(blocks[place].handle or block.span)
    ):
        place -= 1
    if place < 0 or blocks[place].kind not in ("paragraph", "embed") or blocks[place].handle != block.handle:
        return None
    before = [
        c
        for c in claims
        if _speaks(scene, c) and any(blocks[place].span.overlaps(span) for span in (*c.content, _place(c)))
    ]
    outer = [c for c in before if c.kind != "embed"]
    if not outer:
        return None
    last = max(outer, key=lambda claim: (claim.extent.end, len(claim.extent)))
    sentences = scene.article.sentences_in(blocks[place].span)
    return last if sentences and _reaches(last, sentences[-1].span) else None


def _reaches(claim: Found, sentence: Span) -> bool:
    return any(span.overlaps(sentence) for span in (*claim.content, _place(claim)))


def find_introduced(scene: Scene, open_cues: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the claim of a cue whose sentence ends in a colon before a quotation ("He continued:")."""
    text = scene.article.text
    for cue in open_cues:
        end = cue.extent.end
        for quotation in scene.article.quotations:
            between = text[end : max(end, quotation.outer.start)]
            if quotation.outer.start >= end and not between.strip(GLUE) and len(between) < 8:
                yield Found(
                    _pieces(scene, quotation), "direct", cue.owner, cue.cue, cue.cue_lemma, cue.stance
                )
                break
