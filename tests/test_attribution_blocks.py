"""Claims beyond one sentence: quotations that go on, lists, lead-ins, posts, and claims inside claims."""

from __future__ import annotations

import pytest

from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.records import Claim, Span


def claims_of(reader: Reader, text: str) -> tuple[Claim, ...]:
    return find_claims(reader.build_article(text))


def rows_of(reader: Reader, text: str, kind: str) -> list[tuple[str, list[str]]]:
    """Return owner and content of the claims of one kind."""
    return [
        (claim.owner.of(text) if claim.owner else "", [span.of(text) for span in claim.content])
        for claim in claims_of(reader, text)
        if claim.kind == kind
    ]


def chain_of(reader: Reader, text: str, words: str) -> list[str]:
    """Return the owners around ``words``, outermost first."""
    start = text.index(words)
    claims = claims_of(reader, text)
    parents = {claim.id: claim.parent for claim in claims}
    owners = {claim.id: claim.owner.of(text) if claim.owner else "" for claim in claims}
    over = [c for c in claims if any(s.start <= start and start + len(words) <= s.end for s in c.content)]
    depth = {claim.id: _depth(claim.id, parents) for claim in over}
    return [owners[claim.id] for claim in sorted(over, key=lambda claim: depth[claim.id])]


def _depth(claim_id: str, parents: dict[str, str | None]) -> int:
    above = parents[claim_id]
    return 0 if above is None else 1 + _depth(above, parents)


# ------------------------------------------------------------------ quotations that go on


@pytest.mark.parametrize(
    ("text", "floating"),
    [
        pytest.param(
            "“It was dark,” Ana Reed said. “Nobody saw it.”",
            [("Ana Reed", ["“Nobody saw it.”"])],
            id="same-paragraph",
        ),
        pytest.param(
            "“They sue,” he said. “Everybody sues, right?”",
            [("he", ["“Everybody sues, right?”"])],
            id="short-quotation",
        ),
        pytest.param(
            "“It was dark,” Ana Reed said.\n\n“Nobody saw it until the next morning.”",
            [("Ana Reed", ["“Nobody saw it until the next morning.”"])],
            id="next-paragraph",
        ),
        pytest.param(
            "Ana Reed said the lane was dark. “I think nobody saw it.”",
            [("Ana Reed", ["“I think nobody saw it.”"])],
            id="after-an-indirect-claim",
        ),
        pytest.param(
            "“It was dark,” Ana Reed said. Tom Hill said it was light. “You could read a paper out there.”",
            [("Tom Hill", ["“You could read a paper out there.”"])],
            id="latest-speaker",
        ),
        pytest.param(
            "“I know,” Ana Reed said outside. But “the lane was dark in those weeks of the year. It is.”",
            [("Ana Reed", ["“the lane was dark in those weeks of the year. It is.”"])],
            id="begins-inside-a-sentence",
        ),
        pytest.param("The town has a “second city hall” by the lake.", [], id="term-in-quotes"),
        pytest.param("“Nobody asked any of us about the pier.”", [], id="no-speaker-anywhere"),
        pytest.param(
            "“It was dark,” Ana Reed said. The lamps failed in May. The road is narrow.\n\n"
            "“Nobody saw it until the next morning.”",
            [],
            id="speaker-does-not-close-the-paragraph",
        ),
    ],
)
def test_quotation_without_cue_goes_on_with_its_speaker(
    reader: Reader, text: str, floating: list[tuple[str, list[str]]]
) -> None:
    assert rows_of(reader, text, "floating") == floating


def test_quotation_over_paragraphs_is_one_claim(reader: Reader) -> None:
    text = "Ana Reed said: “The road was dark.\n\n“The lamps had failed.\n\n“Nobody came.”"
    (claim,) = claims_of(reader, text)
    words = " ".join(span.of(text) for span in claim.content)
    assert "The road was dark." in words
    assert "The lamps had failed." in words
    assert "Nobody came." in words


@pytest.mark.parametrize(
    ("text", "words", "owners"),
    [
        pytest.param(
            "The baker Ana Reed put it this way: “No bridge, no bread.”",
            "No bridge, no bread",
            ["The baker Ana Reed"],
            id="colon",
        ),
        pytest.param(
            "Ana Reed shook her head:\n\n“Nobody asked any of us.”",
            "Nobody asked any of us",
            ["Ana Reed"],
            id="colon-over-the-paragraph-break",
        ),
        pytest.param(
            "Minister Lena Ford had no wish to stop it. The chairman, Nils Berg, called that 'the oddest "
            "sentence I've heard all year'.",
            "the oddest sentence",
            ["The chairman, Nils Berg"],
            id="called-that",
        ),
        pytest.param(
            "It was the same in every village: “We are tired.”", "We are tired", [], id="nobody-in-particular"
        ),
        pytest.param("The wall bore a sign: “Nobody may enter here.”", "Nobody may enter", [], id="thing"),
    ],
)
def test_quotation_is_owned_by_whoever_brings_it_in(
    reader: Reader, text: str, words: str, owners: list[str]
) -> None:
    assert chain_of(reader, text, words) == owners


@pytest.mark.parametrize(
    ("heading", "goes_on"),
    [
        pytest.param("“Water Is Not the Villain.”", False, id="in-capitals"),
        pytest.param("“All Bets Are Off.”", False, id="short-words"),
        pytest.param("“Water is not the villain.”", True, id="a-sentence"),
    ],
)
def test_quoted_crosshead_is_nobodys_speech(reader: Reader, heading: str, goes_on: bool) -> None:
    text = f"“We drank it for years,” Ana Lind said.\n\n{heading}\n\nThe plant opened in 1960."
    start = text.index(heading)
    said = any(claim.covers(Span(start, start + len(heading))) for claim in claims_of(reader, text))
    assert said is goes_on


def test_what_a_site_puts_below_a_transcript_is_nobodys_speech(reader: Reader) -> None:
    turns = "".join(f"{name}: The dam is weak.\n\n" for name in ("LIND", "HOLM", "LIND"))
    text = f"{turns}Follow Ana Ruiz on Twitter @anaruiz."
    below = Span(text.index("Follow"), len(text))
    assert not any(claim.covers(below) for claim in claims_of(reader, text))


def test_quotation_that_ends_the_article_is_kept(reader: Reader) -> None:
    text = "The nurse said, “Nobody came”"
    assert rows_of(reader, text, "direct") == [("The nurse", ["“Nobody came”"])]


TRANSCRIPT = (
    "Chris Wallace spoke to Mike Pence on Sunday.\n\nWALLACE: What will you cut?\n\n"
    "PENCE: We will cut red tape.\n\nThe tape is too long by far.\n\nWALLACE: And taxes?"
)


def test_paragraph_of_a_transcript_goes_on_with_its_speaker(reader: Reader) -> None:
    assert rows_of(reader, TRANSCRIPT, "floating") == [("PENCE", ["The tape is too long by far."])]


def test_label_behind_an_opening_mark_owns_its_paragraph(reader: Reader) -> None:
    text = TRANSCRIPT.replace("WALLACE: ", '"WALLACE: ').replace("PENCE: ", '"PENCE: ')
    assert [owner for owner, _ in rows_of(reader, text, "colon")] == ["WALLACE", "PENCE", "WALLACE"]


def test_labels_of_a_transcript_own_their_paragraphs(reader: Reader) -> None:
    assert [owner for owner, _ in rows_of(reader, TRANSCRIPT, "colon")] == ["WALLACE", "PENCE", "WALLACE"]


# ------------------------------------------------------------------ lists and lead-ins


LIST = (
    "Lists were drawn up overnight. The coast guard has issued the following figures:\n"
    "- 69 people were rescued\n- 17 are in hospital\n- Two boats sank off Dale."
)


def test_list_items_take_the_owner_of_their_lead_in(reader: Reader) -> None:
    assert rows_of(reader, LIST, "list") == [
        ("The coast guard", ["69 people were rescued"]),
        ("The coast guard", ["17 are in hospital"]),
        ("The coast guard", ["Two boats sank off Dale"]),
    ]


def test_list_items_name_the_block_that_owns_them(reader: Reader) -> None:
    claims = [claim for claim in claims_of(reader, LIST) if claim.kind == "list"]
    assert {claim.inherited_from for claim in claims} == {0}


@pytest.mark.parametrize(
    ("lead", "owner"),
    [
        pytest.param("Below are the latest events, via Al Jazeera:", "Al Jazeera", id="via"),
        pytest.param("The fire service said:", "The fire service", id="said-colon"),
        pytest.param(
            "According to the harbour office, the following ships are late:",
            "the harbour office",
            id="according",
        ),
        pytest.param("The Kremlin has released the following numbers:", "The Kremlin", id="released"),
        pytest.param("Reuters reported the following:", "Reuters", id="reported-the-following"),
        pytest.param("Among other things, the report found that:", "the report", id="found-that"),
        pytest.param("According to the harbour office:", "the harbour office", id="according-alone"),
        pytest.param("The latest, courtesy of the BBC:", "the BBC", id="courtesy-of"),
        pytest.param("The coastguard confirmed overnight:", "The coastguard", id="body-named-like-a-role"),
        pytest.param("The union gave two reasons —", "The union", id="dash"),
        pytest.param("Via Reuters:", "Reuters", id="via-alone"),
        pytest.param("The Guardian has more:", "The Guardian", id="has-more"),
        pytest.param("The demands of the miners’ union:", "the miners’ union", id="demands-of"),
        pytest.param("Key points from Mayor Ana Reed’s speech:", "Mayor Ana Reed", id="points-from-a-speech"),
        pytest.param("The main findings of the report:", "the report", id="findings-of"),
    ],
)
def test_lead_in_names_the_owner_of_its_list(reader: Reader, lead: str, owner: str) -> None:
    text = f"{lead}\n- The pier is closed\n- Two ferries are late"
    assert rows_of(reader, text, "list") == [
        (owner, ["The pier is closed"]),
        (owner, ["Two ferries are late"]),
    ]


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("Here is what we know so far:", id="we-know"),
        pytest.param("The main events of the day are the following:", id="nobody"),
        pytest.param("According to plan:", id="according-to-plan"),
        pytest.param("The effects of the council’s cuts:", id="noun-that-nobody-says"),
        pytest.param("On the pier visitors can find the following:", id="can-find"),
    ],
)
def test_lead_in_without_an_owner_owns_nothing(reader: Reader, lead: str) -> None:
    assert rows_of(reader, f"{lead}\n- The pier is closed\n- Two ferries are late", "list") == []


def test_item_with_its_own_speaker_nests_in_the_list_owner(reader: Reader) -> None:
    text = "The latest events, via Al Jazeera:\n- The harbour office says that two ferries are late.\n- It rains."
    assert chain_of(reader, text, "two ferries are late") == ["Al Jazeera", "The harbour office"]


def test_paragraph_behind_a_lead_in_is_owned_by_its_outermost_source(reader: Reader) -> None:
    text = (
        "According to more from the Courier, officials have admitted that the dam is in danger:\n"
        "More than 900 people have left their homes, Lena Ford told the council on Monday."
    )
    assert chain_of(reader, text, "900 people") == ["the Courier", "Lena Ford"]


# ------------------------------------------------------------------ headlines


@pytest.mark.parametrize(
    ("headline", "owned"),
    [
        pytest.param("Bridge unsafe, engineers say", [("engineers", "Bridge unsafe")], id="say-behind"),
        pytest.param(
            "Lake unsafe for swimming, laboratory says",
            [("laboratory", "Lake unsafe for swimming")],
            id="no-verb-of-its-own",
        ),
        pytest.param(
            "Savers must wait, says commission", [("commission", "Savers must wait")], id="says-before"
        ),
        pytest.param("Kiln owners: coal is too dear", [("Kiln owners", "coal is too dear")], id="label"),
        pytest.param("Observers: count was slow", [("Observers", "count was slow")], id="one-word-label"),
        pytest.param(
            "Three dead in mine collapse: officials",
            [("officials", "Three dead in mine collapse")],
            id="colon-behind",
        ),
        pytest.param(
            "‘Nobody listened’: teachers on the leak", [("teachers", "‘Nobody listened’")], id="about-what"
        ),
        pytest.param(
            "Smelter sale ‘a betrayal’ – union", [("union", "Smelter sale ‘a betrayal’")], id="dash-behind"
        ),
        pytest.param(
            "Dam was never inspected – report", [("report", "Dam was never inspected")], id="report-behind"
        ),
        pytest.param(
            "Ruling party claims victory in Dale", [("Ruling party", "victory in Dale")], id="verb-or-noun"
        ),
        pytest.param("Insurance claims rise in Dale", [], id="noun-not-verb"),
        pytest.param("Explainer: why dams fail", [], id="rubric"),
        pytest.param("Village school: roof is leaking", [], id="topic"),
        pytest.param("Adults: rules for the new year", [], id="no-statement"),
        pytest.param("What we know: analysis", [], id="label-that-is-nobody"),
        pytest.param("Rain, wind and snow", [], id="enumeration"),
        pytest.param("Pupils sent home after roof leaks", [], id="own-voice"),
    ],
)
def test_headline_gives_its_words_to_its_source(
    reader: Reader, headline: str, owned: list[tuple[str, str]]
) -> None:
    text = f"{headline}\n\nThe rain went on until noon."
    found = [(c.owner.of(text), c.content[0].of(text)) for c in claims_of(reader, text) if c.owner]
    assert found == owned


# ------------------------------------------------------------------ posts


POST = (
    "JUST IN: President Holt says there will be no talks with the union.\n"
    "— Harbour News (@harbournews) May 12, 2024\n"
    "“What is there to talk about with such people?” pic.twitter.com/abc123"
)


def test_post_is_owned_by_its_handle_line(reader: Reader) -> None:
    owners = {owner for owner, _ in rows_of(reader, POST, "embed")}
    assert owners == {"Harbour News (@harbournews)"}


def test_label_that_is_a_handle_owns_its_paragraph(reader: Reader) -> None:
    text = "@anareed: Water is at the door now."
    assert rows_of(reader, text, "colon") == [("@anareed", ["Water is at the door now."])]


def test_post_content_leaves_out_its_links(reader: Reader) -> None:
    contents = [words for _, (words,) in rows_of(reader, POST, "embed")]
    assert contents[-1] == "“What is there to talk about with such people?”"


def test_claim_inside_a_post_nests_in_its_author(reader: Reader) -> None:
    assert chain_of(reader, POST, "no talks with the union") == [
        "Harbour News (@harbournews)",
        "President Holt",
    ]


def test_quotation_of_a_post_goes_on_with_its_speaker(reader: Reader) -> None:
    assert chain_of(reader, POST, "talk about with such people") == [
        "Harbour News (@harbournews)",
        "President Holt",
    ]


# ------------------------------------------------------------------ claims inside claims


@pytest.mark.parametrize(
    ("text", "words", "owners"),
    [
        pytest.param(
            "The mayor said Jones told him the dam would break.",
            "the dam would break",
            ["The mayor", "Jones"],
            id="said-that-somebody-told",
        ),
        pytest.param(
            "“The mill is gone, the acting mayor told the king,” the Courier writes of the letters.",
            "The mill is gone",
            ["the Courier", "the acting mayor"],
            id="inside-a-quotation",
        ),
        pytest.param(
            "Bloomberg reported, citing people familiar with the matter, that the deal is off.",
            "the deal is off",
            ["Bloomberg", "people familiar with the matter"],
            id="citing-people",
        ),
        pytest.param(
            "The deal is off, Reuters reported, citing two officials.",
            "The deal is off",
            ["Reuters", "two officials"],
            id="citing-behind",
        ),
        pytest.param(
            "The Post quoted another official as saying that the guard fled.",
            "the guard fled",
            ["The Post", "another official"],
            id="quoted-somebody-as-saying",
        ),
        pytest.param(
            "According to the Courier, police said the guard fled.",
            "the guard fled",
            ["the Courier", "police"],
            id="according-to-said",
        ),
        pytest.param(
            "Ukraine is now claiming that its forces hold a town, a statement from its ministry said.",
            "its forces hold a town",
            ["a statement from its ministry", "Ukraine"],
            id="statement-around-a-claim",
        ),
        pytest.param(
            "The lawyer said the report found that the valve had failed.",
            "the valve had failed",
            ["The lawyer", "the report"],
            id="said-a-report-found",
        ),
        pytest.param(
            "Ito said Reed told the court that Cole claims the mine was safe.",
            "the mine was safe",
            ["Ito", "Reed", "Cole"],
            id="three-layers",
        ),
    ],
)
def test_claim_inside_a_claim_keeps_both_owners(
    reader: Reader, text: str, words: str, owners: list[str]
) -> None:
    assert chain_of(reader, text, words) == owners


def test_claims_beside_each_other_do_not_nest(reader: Reader) -> None:
    text = "The mayor said the mill is old. The bank said the pier is new."
    assert [claim.parent for claim in claims_of(reader, text)] == [None, None]
