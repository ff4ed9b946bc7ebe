"""Claims beyond one sentence: quotations that go on, lists, lead-ins, posts, and claims inside claims."""

from __future__ import annotations

import pytest

from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.records import Claim


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


def test_quotation_that_ends_the_article_is_kept(reader: Reader) -> None:
    text = "The nurse said, “Nobody came”"
    assert rows_of(reader, text, "direct") == [("The nurse", ["“Nobody came”"])]


TRANSCRIPT = (
    "Chris Wallace spoke to Mike Pence on Sunday.\n\nWALLACE: What will you cut?\n\n"
    "PENCE: We will cut red tape.\n\nThe tape is too long by far.\n\nWALLACE: And taxes?"
)


def test_paragraph_of_a_transcript_goes_on_with_its_speaker(reader: Reader) -> None:
    assert rows_of(reader, TRANSCRIPT, "floating") == [("PENCE", ["The tape is too long by far."])]


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


# ------------------------------------------------------------------ posts


POST = (
    "JUST IN: President Holt says there will be no talks with the union.\n"
    "— Harbour News (@harbournews) May 12, 2024\n"
    "“What is there to talk about with such people?” pic.twitter.com/abc123"
)


def test_post_is_owned_by_its_handle_line(reader: Reader) -> None:
    owners = {owner for owner, _ in rows_of(reader, POST, "embed")}
    assert owners == {"Harbour News (@harbournews)"}


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
