"""What the guard makes of a sentence, read as an editor would who has to sign it."""

from __future__ import annotations

import pytest

from summarizer.guard.captions import is_open_quotation, runs_together
from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import CheckOptions

HARBOUR = """The fire brigade said on Monday that at least 14 boats had been destroyed in Port Marrow.

Mayor Elin Sorel said the harbour would stay closed for three weeks. She told reporters that the cranes were safe.

According to a report by the port authority, 300 crates of fish were lost."""

DEAL = """Ivo Marsh, the chairman of Port Marrow Rovers, claims the transfer is not connected to the deal that the club signed with a tyre maker in March.

The club plays at Quay Lane."""

TURN = """The owners of the fleet hope for money.

The harbour master, however, conceded that the fleet was not insured against fire."""

SPEECH = """Mayor Elin Sorel spoke at the quay.

“I will open the quay on Friday,” Mayor Elin Sorel said."""

CAPTION = """A resident said the noise was unbearable But his neighbours measured the noise and found it low.

The council meets on Friday."""

LOADED = """Port Marrow Rovers received a whopping £40 million from the sale of players.

Unfortunately for Marsh, the gate stayed shut on Saturday."""

COURT = """Court records say a trawler sank off Port Marrow in March. Geologists believe the cliff moved by 2 metres.

The players of Port Marrow Rovers train at Quay Lane, of course, on Mondays. Marrow Rovers' coach Ida Finn said the Northern League was fairer.

When the 40-year-old opened the box, she noticed a smell of fish. Elin Sorel said the box was hers.

Rovers are seven points behind in the table."""

CASES = [
    pytest.param(
        COURT,
        "A trawler sank off Port Marrow in March.",
        "A trawler sank off Port Marrow in March, according to court records.",
        id="a-common-noun-loses-its-capital",
    ),
    pytest.param(
        COURT,
        "The cliff moved by 2 metres.",
        "The cliff moved by 2 metres, geologists believe.",
        id="what-is-believed-is-believed-now",
    ),
    pytest.param(
        COURT,
        "The players of Port Marrow Rovers train at Quay Lane, of course, on Mondays.",
        "The players of Port Marrow Rovers train at Quay Lane on Mondays.",
        id="an-aside-goes-with-both-commas",
    ),
    pytest.param(
        COURT,
        "Rovers are seven points behind in the Northern League.",
        "Rovers are seven points behind in the Northern League.",
        id="a-name-from-somewhere-else-brings-no-owner",
    ),
    pytest.param(
        HARBOUR,
        "The mayor's order closed the harbour for three weeks.",
        "",
        id="neither-a-name-for-a-possessor-nor-another-fact",
    ),
    pytest.param(
        HARBOUR,
        "More than 14 boats, which had been destroyed in Port Marrow.",
        "The fire brigade said on Monday that at least 14 boats had been destroyed in Port Marrow.",
        id="no-frame-without-a-verb",
    ),
    pytest.param(
        HARBOUR,
        "Says that the harbour would stay closed for three weeks.",
        "Mayor Elin Sorel said the harbour would stay closed for three weeks.",
        id="no-frame-without-a-subject",
    ),
    pytest.param(
        HARBOUR,
        "The harbour would stay closed for three weeks and the.",
        "Mayor Elin Sorel said the harbour would stay closed for three weeks.",
        id="broken-off",
    ),
    pytest.param(
        HARBOUR,
        "At least 14 boats had been destroyed in Port Marrow.",
        "At least 14 boats had been destroyed in Port Marrow, the fire brigade said.",
        id="owner-behind",
    ),
    pytest.param(
        HARBOUR,
        "300 crates of fish were lost.",
        "300 crates of fish were lost, according to a report by the port authority.",
        id="document",
    ),
    pytest.param(
        HARBOUR,
        "She told reporters that the cranes were safe.",
        "Mayor Elin Sorel told reporters that the cranes were safe.",
        id="pronoun-to-name-with-role",
    ),
    pytest.param(
        HARBOUR,
        "Mayor Elin Sorel said the harbour would stay closed for three weeks.",
        "Mayor Elin Sorel said the harbour would stay closed for three weeks.",
        id="nothing-to-change",
    ),
    pytest.param(
        LOADED,
        "Port Marrow Rovers received a whopping £40 million from the sale of players.",
        "Port Marrow Rovers received £40 million from the sale of players.",
        id="no-article-before-a-sum",
    ),
    pytest.param(
        LOADED,
        "Unfortunately for Marsh, the gate stayed shut on Saturday.",
        "The gate stayed shut on Saturday.",
        id="for-whom-goes-with-the-adverb",
    ),
    pytest.param(
        DEAL,
        "The club signed the deal with a tyre maker in March.",
        "Ivo Marsh, the chairman of Port Marrow Rovers, claims the transfer is not connected to the deal that "
        "the club signed with a tyre maker in March.",
        id="what-a-claim-takes-for-granted-is-not-said",
    ),
    pytest.param(
        HARBOUR,
        "Officials say the harbour would stay closed for three weeks.",
        "Mayor Elin Sorel says the harbour would stay closed for three weeks.",
        id="verb-agrees-with-the-new-owner",
    ),
    pytest.param(
        HARBOUR,
        "She said the harbour would stay closed for three months.",
        "Mayor Elin Sorel said the harbour would stay closed for three weeks.",
        id="replaced-where-the-figure-is-not-the-article-s",
    ),
    pytest.param(
        TURN,
        "The harbour master conceded that the fleet was insured against fire.",
        "The harbour master conceded that the fleet was not insured against fire.",
        id="however-goes",
    ),
    pytest.param(
        TURN,
        "The fleet was not insured against fire.",
        "The fleet was not insured against fire, the harbour master said.",
        id="no-loaded-verb-in-an-added-frame",
    ),
    pytest.param(
        SPEECH,
        "“I will open the quay on Friday.”",
        "“I will open the quay on Friday,” Mayor Elin Sorel said.",
        id="first-person-stays-in-a-quotation",
    ),
    pytest.param(
        CAPTION,
        "His neighbours found the noise low.",
        "",
        id="no-frame-from-a-caption",
    ),
]


@pytest.mark.parametrize(("article", "sentence", "expected"), CASES)
def test_a_corrected_sentence_reads_well(reader: Reader, article: str, sentence: str, expected: str) -> None:
    check = Guard(reader).check(reader.read(article), sentence, CheckOptions(fix="apply"))
    assert check.corrected is not None
    assert check.corrected.text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The noise grew in the 1970s But his complaints were ignored.", True, id="run-on"),
        pytest.param("The quay is closed (file photo) and quiet.", True, id="caption"),
        pytest.param("He pleaded guilty on Wednesday Mr Marsh gripped the hook.", True, id="day"),
        pytest.param("It was shut on Monday, Marsh explained.", False, id="day-with-a-comma"),
        pytest.param("They filed for licences Sullen: Marsh in court.", True, id="label-inside"),
        pytest.param("She reads The Guardian on the quay.", False, id="name"),
        pytest.param("The quay, he said, is closed.", False, id="prose"),
    ],
)
def test_a_caption_is_no_sentence(text: str, expected: bool) -> None:
    assert runs_together(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("'Sorel, who left in May, is back.", True, id="opened-only"),
        pytest.param("The harbour's 'best' quay is the fishermen's.", False, id="apostrophes"),
        pytest.param('She called it "a disgrace.', True, id="straight"),
        pytest.param("“Never,” said Sorel.", False, id="closed"),
    ],
)
def test_a_quotation_with_one_mark_is_open(text: str, expected: bool) -> None:
    assert is_open_quotation(text) is expected
