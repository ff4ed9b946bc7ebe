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

ROOMS = """All of the dark, mysterious rooms were designed by Ida Finn. A costly and brazen raid hit the port on Monday.

In a potentially incendiary move, Rovers will play at Quay Lane. It may just be the most provocative hotel in Port Marrow."""

JURY = """After eleven hours, jurors said Ivo Marsh was guilty of all 30 counts that he faced in the harbour bombing trial. Seventeen of the 30 counts mean that he is eligible for a life sentence.

The trial opened in Port Marrow in March. The harbour was rebuilt in June."""

INVENTED = """Hiroko Udagawa, a photographer who worked as an engineer for a camera maker, claims that she first invented the folding stick in the 1980s."""

WE = """Needless to say, we were disappointed to see Rovers lose at the weekend.

The club plays at Quay Lane."""

ZOO = """A zoo visitor was at the exhibit when he heard the child scream."""

LATE = """Qando Air could be facing a massive £20,000 fine for every late flight. A Qando spokesperson said congestion at Selwick was to blame. One man called the airline. Another man said he had dropped his bag and it was gone.

The 30-year-old hit five in Rovers' win against Selwick at the weekend. Jory Tarrant leads the table of scorers.

During her 14,000-mile journey, the whale Varvara visited three bays. Ahead of Sunday's cup match against Selwick Town, the coach said it could take two decades."""

PURGE = """Tidings has confirmed that its purge of accounts was prompted by threats of violence.

Support went up from 16 to 31 per cent among men named Nigel, the union of 46,000 workers said.

One posted on Tidings that the hall would open at ten.

Marrow City are keen to sign Selwick teenager Evan Patou. Manager Ivo Pellew praised the Selwick team."""

FIGURES = """Figures from the church of Marrow show the number of vows has trebled in six years."""

BRUSSELS = """Brussels will say that Google has used its dominance as a search engine to divert users.

Ivo Marsh masterminded two election victories for the mayor. According to harbour officials Passenger Ann Boles sat on the quay and missed the boat."""

COAT = """A mother found the coat in a shop at Quay Lane. When the 49-year-old took it home to try on, she noticed a dark stain seeping through from the lining.

Rovers captain Jory Tarrant thinks his side could catch Marrow City."""

KICK_OFF = """Police say they have no objections to the late afternoon kick-off for Sunday's Marrow derby at Quay Lane.

The club plays at home."""

CASES = [
    pytest.param(
        LATE,
        "Qando Air could be facing a massive £20,000 fine for every late flight.",
        "Qando Air could be facing a £20,000 fine for every late flight.",
        id="one-fine-keeps-its-article",
    ),
    pytest.param(
        LATE,
        "A man said he had dropped his purse and it was gone.",
        "",
        id="another-man-has-one-before-him",
    ),
    pytest.param(
        LATE,
        "Jory Tarrant hit six in Rovers' win against Selwick at the weekend.",
        "",
        id="a-name-makes-no-way-for-a-description",
    ),
    pytest.param(
        LATE,
        "The whale Varvara visited three bays on a journey of nearly 14,000 miles.",
        "During her 14,000-mile journey, the whale Varvara visited three bays.",
        id="no-compound-figure-in-a-plain-ones-place",
    ),
    pytest.param(
        LATE,
        "Rovers host Selwick Town in the cup on Sunday.",
        "",
        id="what-hosts-nobody-takes-no-place",
    ),
    pytest.param(
        KICK_OFF,
        "The Marrow derby takes place at Quay Lane on Sunday afternoon.",
        "",
        id="no-objections-to-it-is-not-that-it-takes-place",
    ),
    pytest.param(
        PURGE,
        "Purge prompted by threats of violence.",
        "Tidings has confirmed that its purge of accounts was prompted by threats of violence.",
        id="a-passive-without-its-was-gets-no-frame",
    ),
    pytest.param(
        PURGE,
        "Support went up from 16 to 31 per cent among men named Nigel.",
        "Support went up from 16 to 31 per cent among men named Nigel, the union of 46,000 workers said.",
        id="the-comma-of-a-number-opens-no-apposition",
    ),
    pytest.param(
        PURGE,
        "The hall would open at ten.",
        "",
        id="one-is-nobody",
    ),
    pytest.param(
        PURGE,
        "Selwick chairman Roger Vane is keen to sign Ivo Pellew.",
        "",
        id="no-other-owner-for-two-facts-in-one",
    ),
    pytest.param(
        FIGURES,
        "They show the number of vows has trebled in six years.",
        "Figures from the church of Marrow show the number of vows has trebled in six years.",
        id="figures-show",
    ),
    pytest.param(
        BRUSSELS,
        "Google has used its dominance as a search engine to divert users.",
        "Brussels will say that Google has used its dominance as a search engine to divert users.",
        id="what-will-be-said-was-not-said",
    ),
    pytest.param(
        BRUSSELS,
        "Ivo Marsh masterminded three election victories for the mayor.",
        "Ivo Marsh masterminded two election victories for the mayor.",
        id="no-planner-in-a-verbs-place",
    ),
    pytest.param(
        COAT,
        "When the 49-year-old took the coat home, she noticed a pale stain seeping through.",
        "",
        id="no-mother-beside-the-49-year-old",
    ),
    pytest.param(
        COAT,
        "“I thought it was a penalty,” Tarrant said.",
        "",
        id="one-word-in-common-is-no-fact",
    ),
    pytest.param(
        KICK_OFF,
        "The club said that",
        "",
        id="no-stop-behind-that",
    ),
    pytest.param(
        ROOMS,
        "All of the dark, mysterious rooms were designed by Ida Finn.",
        "All of the dark rooms were designed by Ida Finn.",
        id="the-comma-goes-with-the-adjective",
    ),
    pytest.param(
        ROOMS,
        "A costly and brazen raid hit the port on Monday.",
        "A costly raid hit the port on Monday.",
        id="the-and-goes-with-the-adjective",
    ),
    pytest.param(
        ROOMS,
        "In a potentially incendiary move, Rovers will play at Quay Lane.",
        "",
        id="a-move-says-nothing",
    ),
    pytest.param(
        ROOMS,
        "It may just be the most provocative hotel in Port Marrow.",
        "",
        id="a-superlative-stays-or-the-sentence-goes",
    ),
    pytest.param(
        JURY,
        "Ivo Marsh is eligible for a life sentence in the harbour bombing trial.",
        "",
        id="not-by-the-word-of-whom-the-sentence-before-quotes",
    ),
    pytest.param(
        INVENTED,
        "Hiroko Udagawa, a photographer, first invented the folding stick in the 1980s.",
        "Hiroko Udagawa, a photographer who worked as an engineer for a camera maker, claims that she first "
        "invented the folding stick in the 1980s.",
        id="nobody-is-named-twice",
    ),
    pytest.param(
        WE,
        "We were disappointed to see Rovers lose at the weekend.",
        "",
        id="we-were-is-not-the-author-were",
    ),
    pytest.param(
        ZOO,
        "Visitors at the zoo in Selwick heard a scream as the toddler tumbled into the pit.",
        "",
        id="another-fact-takes-no-place",
    ),
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
        pytest.param("They play at Quay Lane There had been speculation.", True, id="there"),
        pytest.param("They are 'all evasion' Mr Marsh urged people to vote.", True, id="quotation-and-title"),
        pytest.param("They had poor results The Saints were dumped out.", True, id="the-saints"),
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
        pytest.param("Sorel said: 'in one sense it is a quay.", True, id="opened-behind-a-mark"),
    ],
)
def test_a_quotation_with_one_mark_is_open(text: str, expected: bool) -> None:
    assert is_open_quotation(text) is expected
