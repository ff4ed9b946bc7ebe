"""Quotations that no cue of their sentence owns: they go on with the speaker before them.

A quotation is *floating* where it makes a sentence of its own, uncovered by any claim: in the paragraph of
a speaker, or a paragraph that is nothing but quotation after one that the speaker closes. A cue that ends
in a colon owns the quotation behind it, over the paragraph break; so does whoever brings it in with a colon
and no cue (``introduced``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from summarizer.overlaps import Overlaps
from summarizer.reading.claims.found import GLUE, Found
from summarizer.reading.claims.headlines import is_crosshead
from summarizer.reading.claims.introduced import find_introduced
from summarizer.reading.claims.syntax import Scene, has_words
from summarizer.reading.lexicon import NEGATED
from summarizer.reading.segment import is_handle_line
from summarizer.records import Block, Quotation, Sentence, Span

# A quotation of fewer words is a term in quotation marks, not somebody speaking on.
MIN_FLOATING_WORDS = 4
# Quoted words inside a sentence of the reporter's are speech only where they are a clause of some length.
MIN_SPEECH_WORDS = 8


def find_floating(scene: Scene, claims: tuple[Found, ...]) -> Iterator[Found]:
    """Yield a claim for every quotation that goes on with the speaker before it."""
    by_block: dict[int, list[Found]] = defaultdict(list)
    by_place: Overlaps[Found] = Overlaps((claim, claim.content) for claim in claims)
    for claim in claims:
        _file(scene, by_block, claim)
    for quotation in scene.article.quotations:
        sentence = scene.article.sentence_at(quotation.outer.start)
        if sentence is None or _is_covered(quotation, by_place):
            continue
        if is_crosshead(scene.article, scene.article.blocks[sentence.block], quotation):
            continue
        found = find_introduced(scene, quotation)
        if found is not None:
            found = replace(found, content=_pieces(scene, quotation))
        elif (speaker := _speaker_before(scene, quotation, sentence, by_block)) is not None:
            found = _go_on(scene, quotation, speaker)
        if found is not None:
            _file(scene, by_block, found)
            by_place.add(found, found.content)
            yield found


def _speaker_before(
    scene: Scene, quotation: Quotation, sentence: Sentence, by_block: Mapping[int, list[Found]]
) -> Found | None:
    """Return the claim whose owner goes on with the quotation, or None."""
    block, claims = scene.article.blocks[sentence.block], by_block.get(sentence.block, [])
    alone = _stands_alone(scene, quotation)
    if not (alone or _is_speech(scene, quotation)):
        return None
    speaker = _speaker_here(scene, quotation, claims)
    if not alone:
        return _just_before(scene, sentence, speaker, claims)
    if speaker is None and _opens_alone(scene, quotation, block, claims):
        return _speaker_of_block_before(scene, block, by_block)
    return speaker


def _file(scene: Scene, by_block: dict[int, list[Found]], claim: Found) -> None:
    """File a claim under every block that its words or its cue touch."""
    for span in {*claim.content, _place(claim)}:
        sentence = scene.article.sentence_at(span.start)
        filed = by_block[sentence.block if sentence else 0]
        if claim not in filed[-3:]:
            filed.append(claim)


def _go_on(scene: Scene, quotation: Quotation, speaker: Found) -> Found:
    return Found(
        content=_pieces(scene, quotation),
        kind="floating",
        owner=speaker.owner,
        cue=speaker.cue,
        cue_lemma=speaker.cue_lemma,
        stance=speaker.stance,
        inherited_from=speaker.inherited_from,
    )


def _is_covered(quotation: Quotation, claims: Overlaps[Found]) -> bool:
    """Tell whether a cue outside the quotation owns it; what is told inside it does not count."""
    here = claims.at(quotation.spans[0])
    return any(claim.cue is None or not quotation.outer.contains(claim.cue) for claim in here)


def _stands_alone(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the quotation is a sentence of its own, not a term inside one."""
    text = scene.article.text
    sentences = scene.article.sentences_in(quotation.outer)
    if not sentences:
        return False
    first, last = sentences[0].span, sentences[-1].span
    before = text[first.start : max(first.start, quotation.outer.start)]
    after = text[min(quotation.outer.end, last.end) : last.end]
    return not before.strip(GLUE) and not after.strip(GLUE)


def _is_speech(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether a quotation inside a sentence is a clause of its own: "But “the race is lost.”"."""
    words = scene.article.tokens_in(quotation.outer)
    has_clause = any(token.dep in ("nsubj", "nsubjpass", "expl") for token in words)
    return (
        has_clause
        and len(words) > MIN_SPEECH_WORDS
        and scene.article.text[quotation.spans[-1].end - 1] in ".?!"
    )


def _just_before(
    scene: Scene, sentence: Sentence, speaker: Found | None, claims: list[Found]
) -> Found | None:
    """Return the speaker if the sentence before is theirs and nobody else is heard in this one."""
    if speaker is None or any(sentence.span.contains(_place(claim)) for claim in claims):
        return None
    before = scene.article.sentence_at(max(0, sentence.span.start - 1))
    return speaker if before is not None and _reaches(speaker, before.span) else None


def _pieces(scene: Scene, quotation: Quotation) -> tuple[Span, ...]:
    """Return the quotation with its marks, one span a block."""
    if len(quotation.spans) == 1:
        return (quotation.outer,)
    first, *middle, last = quotation.spans
    return (Span(quotation.outer.start, first.end), *middle, Span(last.start, quotation.outer.end))


# ------------------------------------------------------------------ speakers


def _speaker_here(scene: Scene, quotation: Quotation, claims: list[Found]) -> Found | None:
    """Return whoever spoke last before the quotation in its own block."""
    before = [c for c in claims if _speaks(c) and _place(c).end <= quotation.outer.start]
    if not before or (_is_short(scene, quotation) and not _follows_quotation(scene, quotation)):
        return None
    return max(before, key=lambda claim: (claim.extent.end, -len(claim.extent)))


def _is_short(scene: Scene, quotation: Quotation) -> bool:
    return len(quotation.outer.of(scene.article.text).split()) < MIN_FLOATING_WORDS


def _follows_quotation(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the sentence before holds a quotation too: "“They sue,” he said. “Everybody sues.”"."""
    before = scene.article.sentence_at(max(0, quotation.outer.start - 2))
    return before is not None and any(q is not quotation for q in scene.quotations_over(before.span))


def _place(claim: Found) -> Span:
    return claim.cue or claim.extent


def _speaks(claim: Found) -> bool:
    """Tell whether the claim's owner may talk on: it reports speech, no thought and no refusal to speak."""
    silent = claim.owner is None or claim.kind == "noun" or claim.cue_lemma.startswith(NEGATED)
    return not silent and claim.stance != "mental"


def _opens_alone(scene: Scene, quotation: Quotation, block: Block, claims: list[Found]) -> bool:
    """Tell whether the quotation opens its block, is long enough to be speech, and has no speaker there."""
    text = scene.article.text
    lead = Span(block.span.start, max(block.span.start, quotation.outer.start))
    spoken = any(_speaks(claim) and _place(claim).end <= quotation.outer.start for claim in claims)
    return not has_words(text, lead) and not _is_short(scene, quotation) and not spoken


def _speaker_of_block_before(scene: Scene, block: Block, by_block: Mapping[int, list[Found]]) -> Found | None:
    """Return the speaker of the block before, where that block ends with what somebody says."""
    blocks, place = scene.article.blocks, block.index - 1
    while place >= 0 and is_handle_line(blocks[place]):
        place -= 1
    if place < 0 or blocks[place].kind not in ("paragraph", "embed") or blocks[place].handle != block.handle:
        return None
    speakers = [claim for claim in by_block.get(place, []) if _speaks(claim)]
    sentences = scene.article.sentences_in(blocks[place].span)
    last = max(speakers, key=lambda claim: (claim.extent.end, len(claim.extent)), default=None)
    return last if last is not None and sentences and _reaches(last, sentences[-1].span) else None


def _reaches(claim: Found, sentence: Span) -> bool:
    return any(span.overlaps(sentence) for span in (*claim.content, _place(claim)))
