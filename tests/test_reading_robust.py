"""Any text reads: claims and sources hold together whatever words stand in whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.reading.sources import resolve_sources

WORDS = st.sampled_from(
    """said says told claimed according to citing quoted as the a its his Kremlin Reed Maria Lopez Captain Per officials
    ministry statement report (SAO) @post — : ; , . ? “ ” " ’s that which who he she they it we “It rained,” reportedly
    believed is was not declined comment view in by of from accused called denied 12 people\n\n - \n - The Courier""".split(
        " "
    )
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_every_claim_and_source_holds_together(reader: Reader, text: str) -> None:
    article = reader.build_article(text)
    sources, claims = resolve_sources(article, find_claims(article))
    ids, claim_ids = {source.id for source in sources}, {claim.id for claim in claims}
    for claim in claims:
        assert claim.content
        assert all(any(char.isalnum() for char in span.of(text)) for span in claim.content)
        assert all(one.end <= two.start for one, two in zip(claim.content, claim.content[1:], strict=False))
        assert claim.parent is None or claim.parent in claim_ids - {claim.id}
        assert (claim.source_id in ids) == (claim.status == "resolved")
        assert (claim.owner is None) == (claim.status == "ownerless")
    for source in sources:
        assert source.name.strip()
        assert 0 <= source.share <= 1
        assert all(
            one.end <= two.start for one, two in zip(source.mentions, source.mentions[1:], strict=False)
        )


def test_read_takes_a_cue_whose_head_stands_behind_it(reader: Reader) -> None:
    # The parser hangs "to believe" on the "thank" behind the dash; this raised once.
    text = (
        "But to have people believe in you, and to believe that you can bring people together and strengthen "
        "our country—I\u00a0 have to thank the people of the great state of Ohio."
    )
    assert reader.read(text).article.text == text


def test_read_takes_an_according_to_whose_source_stands_before_it(reader: Reader) -> None:
    # The parser hangs the "rain" or the "Courier" on the "to" (found by scripts/fuzz); this raised once.
    text = "rain, and Contractors told the Courier that the asphalt had been according to in the rain."
    assert reader.read(text).article.text == text
