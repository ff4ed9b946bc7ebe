"""Letters pages: whose letter a paragraph is."""

from __future__ import annotations

from summarizer.reading.reader import Reader
from summarizer.reading.segment import segment

PAGE = """Council should keep the ferry.

LETTERS.

Your report on the ferry was fair. The council seems to have forgotten the islanders.

I take that boat to work each day.

Maren Holt.

Port Marrow.

The ferry costs every household 40 pounds a year. Nobody under thirty uses it.

Idris Bell, Upper Sale.

Close it already.

@saltwater_sue.
"""


def owners(text: str) -> list[tuple[str, str]]:
    blocks = [block for block in segment(text).blocks if block.handle is not None]
    return [(block.span.of(text)[:22], block.handle.of(text)) for block in blocks if block.handle]


def test_letters_belong_to_the_signature_beneath_them() -> None:
    assert owners(PAGE) == [
        ("Your report on the fer", "Maren Holt"),
        ("I take that boat to wo", "Maren Holt"),
        ("Maren Holt.", "Maren Holt"),
        ("The ferry costs every ", "Idris Bell"),
        ("Idris Bell, Upper Sale", "Idris Bell"),
        ("Close it already.", "@saltwater_sue"),
        ("@saltwater_sue.", "@saltwater_sue"),
    ]


def test_a_page_that_is_no_letters_page_has_no_letters() -> None:
    assert owners(PAGE.replace("LETTERS.", "OPINION.")) == []


def test_one_name_beneath_a_text_is_no_letters_page() -> None:
    assert owners(PAGE[: PAGE.index("The ferry costs")]) == []


def test_what_a_letter_says_is_its_writers_claim(reader: Reader) -> None:
    analysis = reader.read(PAGE)
    place = PAGE.index("Nobody under thirty")
    claims = [
        claim for claim in analysis.claims if any(part.start <= place < part.end for part in claim.content)
    ]
    sources = [analysis.source(claim.source_id) for claim in claims]
    assert [source.name for source in sources if source] == ["Idris Bell"]
