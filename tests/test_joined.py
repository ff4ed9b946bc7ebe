"""The joining of rules and tagger: bounds, owners, and what is left out, by hand-made tags."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import Claim, Span


@dataclass(frozen=True, slots=True)
class Tag:
    """An attribution by its words, each of which stands once in the text."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]


def tag(source: str | None, cue: str | None, *content: str) -> Tag:
    return Tag(source, cue, content)


def place(text: str, words: str) -> Span:
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert len(found) == 1, words
    return Span(*found[0])


def join(reader: Reader, text: str, *tags: Tag) -> tuple[Claim, ...]:
    items = tuple(
        Tagged(
            None if item.source is None else place(text, item.source),
            None if item.cue is None else place(text, item.cue),
            tuple(place(text, words) for words in item.content),
        )
        for item in tags
    )
    return find_claims(reader.build_article(text), items)


def shown(text: str, claim: Claim) -> tuple[str | None, str | None, list[str]]:
    owner = None if claim.owner is None else claim.owner.of(text)
    return owner, None if claim.cue is None else claim.cue.of(text), [span.of(text) for span in claim.content]


# ------------------------------------------------------------------ bounds


@pytest.mark.parametrize(
    ("text", "item", "content"),
    [
        pytest.param(
            "The surgeon worked for three hours. It was the smallest wound so far, he said.",
            tag("he", "said", "The surgeon worked for three hours", "It was the smallest wound so far"),
            ["It was the smallest wound so far"],
            id="another-sentence-is-the-article's",
        ),
        pytest.param(
            "Ana Ruiz said the bridge was safe. “I cross it twice a day.”",
            tag("Ana Ruiz", "said", "the bridge was safe", "“I cross it twice a day.”"),
            ["the bridge was safe"],
            id="a-quotation-may-stand-in-another",
        ),
        pytest.param(
            "Bridge unsafe, engineers warn\n\nThe bridge at Harwick creaks at night, and the town listens.",
            tag("engineers", "warn", "Bridge unsafe", "The bridge at Harwick creaks at night"),
            ["Bridge unsafe"],
            id="a-headline-ends-with-its-line",
        ),
        pytest.param(
            "After the frost, two piers had cracked, the harbour master said.",
            tag("the harbour master", "said", "After the frost", "two piers had cracked"),
            ["After the frost, two piers had cracked"],
            id="a-comma-parts-nothing",
        ),
        pytest.param(
            "“I lost one crop. The second froze. The third was sold,” the grower said.",
            tag("the grower", "said", "“I lost one crop.", "The third was sold,”"),
            ["“I lost one crop. The second froze. The third was sold,”"],
            id="a-quotation-has-no-hole",
        ),
        pytest.param(
            "Nora Tind had never run for anything before, she said, and had expected to come last.",
            tag("she", "said", "Nora Tind had never run for anything before"),
            ["Nora Tind had never run for anything before", "had expected to come last"],
            id="speech-goes-on-behind-the-cue",
        ),
        pytest.param(
            "The firm did not respond to questions about the cable.",
            tag("The firm", "did not respond to questions about", "the cable"),
            ["questions about the cable"],
            id="what-was-asked-in-vain-is-content",
        ),
        pytest.param(
            "The report cites the engineer, Ana Ruiz, who said the piers had cracked.",
            tag("The report", "cites", "the engineer, Ana Ruiz"),
            ["the engineer, Ana Ruiz, who said the piers had cracked"],
            id="citing-holds-the-cited-words",
        ),
        pytest.param(
            "Ana Lind said the mayor was right when he told the council that the dam was weak.",
            tag("Ana Lind", "said", "the mayor was right when"),
            ["the mayor was right when he told the council that the dam was weak"],
            id="no-clause-is-broken-off-behind-its-first-word",
        ),
    ],
)
def test_bounds_are_mended_by_the_rules(reader: Reader, text: str, item: Tag, content: list[str]) -> None:
    first = join(reader, text, item)[0]
    assert [span.of(text) for span in first.content] == content


def test_paragraphs_of_a_quotation_stay_apart(reader: Reader) -> None:
    text = "“The bridge is safe,” Ana Ruiz said.\n\n“I cross it twice a day.\n\n“So does my dog.”"
    item = tag("Ana Ruiz", "said", "“The bridge is safe,”", "“I cross it twice a day.", "“So does my dog.”")
    claims = join(reader, text, item)
    assert all("\n" not in span.of(text) for claim in claims for span in claim.content)


def test_a_silence_keeps_its_cue_before_what_was_asked(reader: Reader) -> None:
    text = "The firm did not respond to questions about the cable."
    (claim,) = join(reader, text, tag("The firm", "did not respond to questions about", "the cable"))
    assert shown(text, claim) == ("The firm", "did not respond to", ["questions about the cable"])


def test_a_quotation_of_another_cue_stays_as_the_rules_have_it(reader: Reader) -> None:
    text = "‘Nobody listened’: teachers on the leak\n\nStaff had seen the damp, according to Karin Aust."
    claims = join(reader, text, tag("Karin Aust", "according to", "‘Nobody", "Staff had seen the damp"))
    found = [shown(text, claim) for claim in claims]
    assert ("teachers", ":", ["‘Nobody listened’"]) in found
    assert ("Karin Aust", "according to", ["Staff had seen the damp"]) in found


# ------------------------------------------------------------------ layers and owners


def test_who_is_cited_speaks_and_not_who_cites(reader: Reader) -> None:
    text = "The complaint quotes a caretaker, Bill Trask, as saying that the boxes were empty."
    outer, inner = join(
        reader,
        text,
        tag("The complaint", "quotes", "a caretaker, Bill Trask"),
        tag("The complaint", "saying", "that the boxes were empty"),
    )
    assert shown(text, inner) == ("a caretaker, Bill Trask", "saying", ["the boxes were empty"])
    assert inner.parent == outer.id


def test_a_second_layer_finds_a_cue_that_the_tagger_bounds_otherwise(reader: Reader) -> None:
    text = "The firm is for sale, Radio Sorvane reported on Friday, citing two senior officials."
    outer, inner = join(
        reader,
        text,
        tag("Radio Sorvane", "reported on", "The firm is for sale"),
        tag("Radio Sorvane", "citing", "two senior officials"),
    )
    assert [shown(text, claim)[0] for claim in (outer, inner)] == ["Radio Sorvane", "two senior officials"]
    assert inner.parent == outer.id


@pytest.mark.parametrize(
    ("text", "item", "owner"),
    [
        pytest.param(
            "Drivers at the border crossing report a queue of nine miles.",
            tag("Drivers at the border", "report", "a queue of nine miles"),
            "Drivers at the border crossing",
            id="up-to-its-noun",
        ),
        pytest.param(
            "The memo warned of dirty pipes, papers seen by a newspaper show.",
            tag("seen by", "show", "The memo warned of dirty pipes"),
            None,
            id="no-name-in-it",
        ),
        pytest.param(
            "A slide that the minister shows to foreign leaders says that tariffs would cost jobs.",
            tag("foreign leaders", "says", "that tariffs would cost jobs"),
            "A slide",
            id="no-plural-before-a-singular-verb",
        ),
        pytest.param(
            "The plan may calm nervous members in Port Marrow, who have argued that the dam is weak.",
            tag("who", "have argued", "that the dam is weak"),
            "nervous members in Port Marrow",
            id="who-is-somebody-and-many",
        ),
        pytest.param(
            "Ham went on about the bridge.", tag("Ham", "went on about", "the bridge"), "Ham", id="a-capital"
        ),
    ],
)
def test_owners(reader: Reader, text: str, item: Tag, owner: str | None) -> None:
    assert shown(text, join(reader, text, item)[0])[0] == owner


# ------------------------------------------------------------------ what is left out


@pytest.mark.parametrize(
    ("text", "item"),
    [
        pytest.param(
            "The ministry of water has ordered a second inspection.",
            tag("The ministry of water", "has ordered", "a second inspection"),
            id="to-order-a-thing-is-a-deed",
        ),
        pytest.param(
            "The port lies behind the old town.", tag(None, None, "the old town"), id="neither-cue-nor-owner"
        ),
        pytest.param(
            "Having said that, there are rooms where the frost came in.",
            tag(None, "Having said", "there are rooms where the frost came in"),
            id="an-idiom",
        ),
        pytest.param(
            "Her daughter likes to sing.", tag(None, "likes", "to sing"), id="nobody's-and-no-verb-of-speech"
        ),
        pytest.param(
            "The head of the board read out a list.",
            tag("The head of the board", "read out", "a"),
            id="no-word-in-it",
        ),
    ],
)
def test_a_tag_that_says_nothing_is_no_claim(reader: Reader, text: str, item: Tag) -> None:
    assert join(reader, text, item) == ()


@pytest.mark.parametrize(
    ("text", "item"),
    [
        pytest.param(
            "The bridge seems to be safe.", tag(None, "seems", "The bridge", "to be safe"), id="seeming"
        ),
        pytest.param(
            "The harbour has faced criticism for the noise.",
            tag(None, "has faced criticism for", "the noise"),
            id="a-noun-of-speech",
        ),
    ],
)
def test_what_is_nobodys_and_told_so_stays(reader: Reader, text: str, item: Tag) -> None:
    (claim,) = join(reader, text, item)
    assert claim.status == "ownerless"


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param("The mayor said that the bridge was safe.", ["The mayor"], id="plain-speech"),
        pytest.param("The firm did not respond to questions about the cable.", ["The firm"], id="silence"),
        pytest.param("The mayor declined to discuss the bridge.", ["The mayor"], id="silence-in-a-verb"),
        pytest.param("Norlinje put the toll at 19.", ["Norlinje"], id="a-form-of-its-own"),
        pytest.param("It is believed that the cable was cut.", [None], id="a-hedge"),
        pytest.param("The mayor fears that the bridge is unsafe.", [], id="thought"),
        pytest.param("Unions have challenged the plan.", [], id="an-act"),
    ],
)
def test_what_the_rules_see_alone(reader: Reader, text: str, owners: list[str | None]) -> None:
    assert find_claims(reader.build_article(text)), "the rules see it"
    assert [shown(text, claim)[0] for claim in join(reader, text)] == owners


# ------------------------------------------------------------------ certainty


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        pytest.param("a poll by the Courier released last week", None, id="what-tells-it-apart-stays"),
        pytest.param("more from the Courier", "the Courier", id="the-outlet-is-behind-the-preposition"),
    ],
)
def test_owner_behind_according_to(reader: Reader, owner: str, expected: str | None) -> None:
    text = f"According to {owner}, the dam is weak."
    (claim,) = join(reader, text, tag(owner, "According to", "the dam is weak"))
    assert shown(text, claim)[0] == (expected or owner)


@pytest.mark.parametrize(
    ("certainty", "text", "cue", "content", "found"),
    [
        (0.39, "The clerk insisted that the tide was low.", "insisted", "the tide was low", True),
        (0.43, "The film explores that the tide was low.", "explores", "the tide was low", True),
        (0.39, "The film explores that the tide was low.", "explores", "the tide was low", False),
        (0.64, "The film explores the old harbour.", "explores", "the old harbour", False),
        (0.66, "The film explores the old harbour.", "explores", "the old harbour", True),
    ],
)
def test_what_the_tagger_sees_alone_it_must_be_sure_of(
    reader: Reader, certainty: float, text: str, cue: str, content: str, found: bool
) -> None:
    owner = text[: text.index(cue)].strip()
    item = Tagged(place(text, owner), place(text, cue), (place(text, content),), certainty)
    claims = find_claims(reader.build_article(text), (item,))
    assert any(claim.cue == item.cue for claim in claims) is found
