"""Attribution: who says what in an article, by rules over its one parse, joined with a trained tagger.

The way is: claims by reporting verbs, by "according to", by nouns, by a name and a colon; quotations that
go on with the speaker before them; owners that stand in a lead-in or a handle line; then what the tagger
read, where there is one; at last doubles dropped and each claim set inside the one around it. Content spans
leave out the cue and the owner, a leading "that" and the final stop; the quotation marks of a direct
quotation belong to its content (citron's convention).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.reading.claims.found import Found
from summarizer.reading.claims.inherit import find_inherited
from summarizer.reading.claims.joined import join_tagged
from summarizer.reading.claims.labels import find_headlines, find_labelled, find_signed
from summarizer.reading.claims.nesting import make_claims
from summarizer.reading.claims.phrases import find_according, find_by_estimate, find_in_view, find_noun_cues
from summarizer.reading.claims.quotes import find_floating
from summarizer.reading.claims.side_statements import cut_beside
from summarizer.reading.claims.speech import find_cited, find_hedged, find_spoken
from summarizer.reading.claims.syntax import Scene, has_words, make_scene
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import Article, Claim


def find_claims(article: Article, tagged: Sequence[Tagged] | None = None) -> tuple[Claim, ...]:
    """Return the claims of ``article`` in text order, ids "c1", "c2" …, owners as words of the text.

    ``tagged`` is what the tagger read in it; None where there is no tagger, and the rules stand alone.
    ``source_id`` is None throughout and ``status`` is ``unresolved`` or, without an owner, ``ownerless``:
    ``sources.resolve_sources`` settles who the owners are.
    """
    scene = make_scene(article)
    found = cut_beside(article, _find_own(scene))
    found += tuple(find_floating(scene, found))
    found += tuple(find_inherited(scene, found))
    if tagged is not None:
        found = join_tagged(scene, found, tagged)
    return make_claims(tuple(_with_words(article.text, found)))


def _with_words(text: str, found: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the findings with those spans of their content that hold a word (a quotation may be but dots)."""
    for item in found:
        content = tuple(span for span in item.content if has_words(text, span))
        if content:
            yield item if content == item.content else replace(item, content=content)


def _find_own(scene: Scene) -> tuple[Found, ...]:
    """Return the claims whose cue stands with them."""
    spoken = tuple(find_spoken(scene))
    known = (*spoken, *find_labelled(scene))
    return (
        *known,
        *find_headlines(scene, known),
        *find_cited(scene, spoken),
        *find_according(scene),
        *find_in_view(scene),
        *find_by_estimate(scene),
        *find_noun_cues(scene),
        *find_hedged(scene),
        *find_signed(scene),
    )
