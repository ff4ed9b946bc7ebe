"""Claims never own each other in a circle, whatever the texts around their cues are."""

from __future__ import annotations

import pytest

from summarizer.reading.attribution import find_claims
from summarizer.reading.claims.found import Found
from summarizer.reading.claims.nesting import make_claims
from summarizer.reading.reader import Reader
from summarizer.records import Span

TEXTS = (
    pytest.param(
        "“Are you coming?” she said, but Peter was asleep again, and Maria said so too.", id="two-cues"
    ),
    pytest.param("Even as he says some note that Trump, he tweeted that, he said this.", id="tangled"),
)


@pytest.mark.parametrize("text", TEXTS)
def test_find_claims_gives_every_claim_a_way_to_the_top(reader: Reader, text: str) -> None:
    claims = {claim.id: claim for claim in find_claims(reader.build_article(text))}
    for claim in claims.values():
        above, steps = claim.parent, 0
        while above is not None and steps <= len(claims):
            above, steps = claims[above].parent, steps + 1
        assert above is None


def test_make_claims_cuts_a_circle_at_its_larger_claim() -> None:
    one = Found(kind="indirect", content=(Span(10, 60),), owner=Span(0, 3), cue=Span(4, 8), cue_lemma="say")
    other = Found(
        kind="indirect", content=(Span(0, 9),), owner=Span(20, 23), cue=Span(24, 28), cue_lemma="say"
    )
    claims = {claim.owner: claim for claim in make_claims((one, other))}
    assert claims[Span(0, 3)].parent is None
    assert claims[Span(20, 23)].parent == claims[Span(0, 3)].id
