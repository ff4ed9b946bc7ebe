"""segment: blocks, sentences and quotations of hand-written texts and of the seed article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.reading.segment import Segments, is_handle_line, segment
from summarizer.records import Block, Span


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in segment(text).blocks]


def sentences_of(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in segment(text).sentences]


def quotations_of(text: str) -> list[list[str]]:
    return [[part.of(text) for part in quotation.spans] for quotation in segment(text).quotations]


def lead_ins_of(text: str) -> list[int | None]:
    return [block.lead_in for block in segment(text).blocks]


WRAPPED = (
    "The army said on Monday that its soldiers had taken the hill above the\n"
    "town after three days of fighting, and that eleven of them had been\n"
    "hurt.\n\n"
    "The mayor denied it and spoke of a quiet night in which nobody at all\n"
    "was seen on the road.\n"
)

# ------------------------------------------------------------------------ blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            "He left.\nShe stayed.", [("paragraph", "He left."), ("paragraph", "She stayed.")], id="lf"
        ),
        pytest.param(
            "He left.\r\nShe stayed.", [("paragraph", "He left."), ("paragraph", "She stayed.")], id="crlf"
        ),
        pytest.param(
            "He left.\rShe stayed.", [("paragraph", "He left."), ("paragraph", "She stayed.")], id="cr"
        ),
        pytest.param(
            "He left.\n\n \n\nShe stayed.",
            [("paragraph", "He left."), ("paragraph", "She stayed.")],
            id="blank",
        ),
        pytest.param("  \u200bHe left.\u00a0\ufeff", [("paragraph", "He left.")], id="margins"),
        pytest.param(
            "He left.\n***\nShe stayed.", [("paragraph", "He left."), ("paragraph", "She stayed.")], id="rule"
        ),
        pytest.param(
            WRAPPED,
            [("paragraph", WRAPPED.split("\n\n")[0]), ("paragraph", WRAPPED.split("\n\n")[1].strip())],
            id="hard-wrapped",
        ),
        pytest.param(
            "A long line of prose that stops in the middle of\nits sentence for no reason.\nThe next one is whole.",
            [
                (
                    "paragraph",
                    "A long line of prose that stops in the middle of\nits sentence for no reason.",
                ),
                ("paragraph", "The next one is whole."),
            ],
            id="soft-break",
        ),
        pytest.param(
            "A city waits\n\nThe bridge is shut.\n\nWhat comes next\n\nNobody knows.",
            [
                ("heading", "A city waits"),
                ("paragraph", "The bridge is shut."),
                ("heading", "What comes next"),
                ("paragraph", "Nobody knows."),
            ],
            id="headings",
        ),
        pytest.param(
            "## A city waits\nIt does.",
            [("heading", "A city waits"), ("paragraph", "It does.")],
            id="markdown",
        ),
        pytest.param(
            "Troops cross the border", [("paragraph", "Troops cross the border")], id="last-is-no-heading"
        ),
        pytest.param(
            "The war is growing...\nIt will last.",
            [("paragraph", "The war is growing..."), ("paragraph", "It will last.")],
            id="ellipsis-is-no-heading",
        ),
        pytest.param(
            "Officials in the north said:\nIt is over.",
            [("paragraph", "Officials in the north said:"), ("paragraph", "It is over.")],
            id="saying-is-no-heading",
        ),
        pytest.param(
            "- bread\n* milk\n• salt", [("list_item", w) for w in ("bread", "milk", "salt")], id="bullets"
        ),
        pytest.param(
            "1. bread\n2) milk\n(c) salt", [("list_item", w) for w in ("bread", "milk", "salt")], id="numbers"
        ),
        pytest.param("– bread\n– milk", [("list_item", "bread"), ("list_item", "milk")], id="dashes"),
        pytest.param(
            "•\nbread\n•\nmilk", [("list_item", "bread"), ("list_item", "milk")], id="bullet-on-its-own-line"
        ),
        pytest.param(
            "1.\nbread\n2.\nmilk", [("list_item", "bread"), ("list_item", "milk")], id="bare-numbers"
        ),
        pytest.param(
            "Go to part\na)", [("heading", "Go to part"), ("paragraph", "a)")], id="bullet-without-item"
        ),
        pytest.param(
            "It ended.\n— Reuters", [("paragraph", "It ended."), ("paragraph", "— Reuters")], id="signature"
        ),
        pytest.param(
            "It rose.\n1.5 million left.",
            [("paragraph", "It rose."), ("paragraph", "1.5 million left.")],
            id="decimal",
        ),
        pytest.param(
            "The union gave two reasons —\n— bread",
            [("paragraph", "The union gave two reasons —"), ("list_item", "bread")],
            id="one-dash-behind-a-dash",
        ),
        pytest.param("-5 degrees fell.", [("paragraph", "-5 degrees fell.")], id="minus-is-no-bullet"),
        pytest.param(
            "- two\n  children\n- a dog",
            [("list_item", "two\n  children"), ("list_item", "a dog")],
            id="item-over-lines",
        ),
        pytest.param("", [], id="empty"),
        pytest.param(" \r\n\u200b\n---\n", [], id="no-words"),
    ],
)
def test_segment_finds_the_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert blocks_of(text) == blocks


@pytest.mark.parametrize(
    ("text", "lead_ins"),
    [
        pytest.param("The army said:\n- one\n- two\nEnd.", [None, 0, 0, None], id="colon"),
        pytest.param("The army said:\n\n- one\n\n- two", [None, 0, 0], id="blank-lines-between"),
        pytest.param("Key points:\n- one", [None, 0], id="heading-with-colon"),
        pytest.param("It gave the following figures.\n- one", [None, 0], id="the-following"),
        pytest.param("The following day, rain fell.\n- one", [None, None], id="the-following-day"),
        pytest.param(
            "He made the following point. Then he left.\n- one", [None, None], id="following-then-more"
        ),
        pytest.param("The figures are listed below.\n- one", [None, 0], id="below"),
        pytest.param("And below are the latest via the Courier:\n- one", [None, 0], id="via"),
        pytest.param("It was below zero at night.\n- one", [None, None], id="below-zero"),
        pytest.param("The union gave two reasons —\n– one\n– two", [None, 0, 0], id="dash"),
        pytest.param("It was over –\nHe left.", [None, None], id="dash-before-prose"),
        pytest.param("Shops opened.\n- one\n- two", [None, None, None], id="no-introduction"),
        pytest.param("- one\n- two", [None, None], id="list-at-the-start"),
        pytest.param("It said:\n- outer:\n  - inner\n- next", [None, 0, 1, 0], id="nested-introduced"),
        pytest.param("It said:\n- outer\n  - inner\n- next", [None, 0, 0, 0], id="nested-plain"),
        pytest.param("It said:\n- one\nThen rain fell.\n- two", [None, 0, None, None], id="interrupted"),
        pytest.param(
            "According to the Courier:\nHe left.\nShe stayed.", [None, 0, None], id="one-paragraph-only"
        ),
    ],
)
def test_segment_sets_the_lead_in(text: str, lead_ins: list[int | None]) -> None:
    assert lead_ins_of(text) == lead_ins


# ------------------------------------------------------------------------- posts

HANDLE = "— Jane Doe (@janedoe) May 2, 2025"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param(
            f"It rained.\nThe bridge is shut.\n{HANDLE}\nCars waited.",
            "paragraph embed embed paragraph",
            id="before",
        ),
        pytest.param(
            f"Look:\n{HANDLE}\n- one\n- two pic.twitter.com/x1\n- three",
            "embed embed embed embed list_item",
            id="items-after",
        ),
        pytest.param(
            f'Look!\n{HANDLE}\n"We stay."\nCars waited.',
            "embed embed embed paragraph",
            id="quoted-line-after",
        ),
        pytest.param(
            f'Look!\n{HANDLE}\n"We stay," she said later.\nEnd.',
            "embed embed paragraph paragraph",
            id="quoting-prose-after",
        ),
        pytest.param(
            f"Look!\n{HANDLE}\nA bridge pic.twitter.com/x1\nEnd.",
            "embed embed embed paragraph",
            id="link-after",
        ),
        pytest.param(
            f"Look! pic.twitter.com/x1\n{HANDLE}\nRead https://t.co/x2 too.",
            "embed embed paragraph",
            id="complete-before",
        ),
        pytest.param(
            f"One.\n{HANDLE}\nTwo pic.twitter.com/x2\n— A B (@ab) May 3, 2025\nEnd.",
            "embed embed embed embed paragraph",
            id="two-posts",
        ),
        pytest.param(
            f"Rain fell.\n\nOne.\nTwo.\n{HANDLE}\n\nEnd.",
            "paragraph embed embed embed paragraph",
            id="set-apart",
        ),
        pytest.param(
            "Look! pic.twitter.com/x1 — Jane Doe (@janedoe) May 2, 2025", "embed embed", id="one-line"
        ),
        pytest.param(
            f"Rain fell.\n> We stay.\n> {HANDLE}\nEnd.", "paragraph embed embed paragraph", id="quoted"
        ),
        pytest.param(
            "Rain fell.\nLook! pic.twitter.com/x1\nEnd.", "paragraph embed paragraph", id="no-handle-line"
        ),
        pytest.param("He met Jane Doe (@janedoe) on May 2, 2025.", "paragraph", id="handle-in-prose"),
        pytest.param(
            "Speakers:\n- Jane Doe (@janedoe)\n- A B (@ab)",
            "heading list_item list_item",
            id="list-of-handles",
        ),
    ],
)
def test_segment_finds_embedded_posts(text: str, kinds: str) -> None:
    assert " ".join(block.kind for block in segment(text).blocks) == kinds


@pytest.mark.parametrize(
    ("line", "handle"),
    [
        pytest.param("— Jane Doe (@janedoe) May 2, 2025", "Jane Doe (@janedoe)", id="em-dash"),
        pytest.param("– Jane Doe 🇺🇸 (@jane_doe) 2 May 2025", "Jane Doe 🇺🇸 (@jane_doe)", id="emoji"),
        pytest.param("- Jane Doe (@janedoe) May 2, 2025", "Jane Doe (@janedoe)", id="hyphen"),
        pytest.param("— Jane Doe (@janedoe)", "Jane Doe (@janedoe)", id="no-date"),
        pytest.param("Jane Doe (@janedoe) May 2, 2025", "Jane Doe (@janedoe)", id="no-dash"),
        pytest.param(
            "— J. R. Doe (press) (@jrd@news.social) May 2, 2025",
            "J. R. Doe (press) (@jrd@news.social)",
            id="server",
        ),
    ],
)
def test_segment_reads_the_handle(line: str, handle: str) -> None:
    text = f"The bridge is shut.\n{line}"
    segments = segment(text)
    assert [block.handle.of(text) for block in segments.blocks if block.handle] == [handle, handle]
    assert [is_handle_line(block) for block in segments.blocks] == [False, True]
    assert sentences_of(text) == ["The bridge is shut."]


# --------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("He left. She stayed.", ["He left.", "She stayed."], id="plain"),
        pytest.param("It began at 5 p.m. Monday.", ["It began at 5 p.m. Monday."], id="time-and-day"),
        pytest.param(
            "It began at 9 a.m. EDT. He left.", ["It began at 9 a.m. EDT.", "He left."], id="time-zone"
        ),
        pytest.param(
            "It ended at 5 p.m. The town slept.", ["It ended at 5 p.m.", "The town slept."], id="time-ends"
        ),
        pytest.param("Lt. Col. A. B. Smith met Ms. Doe.", ["Lt. Col. A. B. Smith met Ms. Doe."], id="titles"),
        pytest.param("George W. Bush spoke.", ["George W. Bush spoke."], id="initial"),
        pytest.param(
            "They chose plan B. The rest was easy.",
            ["They chose plan B.", "The rest was easy."],
            id="letter-ends",
        ),
        pytest.param(
            "It fell to 3.5 in the U.S. market.", ["It fell to 3.5 in the U.S. market."], id="numbers"
        ),
        pytest.param(
            "They use men... seeks to win.", ["They use men... seeks to win."], id="ellipsis-goes-on"
        ),
        pytest.param("He waited... Nobody came.", ["He waited...", "Nobody came."], id="ellipsis-ends"),
        pytest.param("He waited… Nobody came.", ["He waited…", "Nobody came."], id="ellipsis-sign"),
        pytest.param(
            "(It rained. It poured.) He left.", ["(It rained. It poured.)", "He left."], id="brackets"
        ),
        pytest.param('"Go," he said. He left.', ['"Go," he said.', "He left."], id="comma-in-quotes"),
        pytest.param("'Go!' he said.", ["'Go!' he said."], id="cry-he-said"),
        pytest.param(
            '"Why?" she asked. He left.', ['"Why?" she asked.', "He left."], id="question-she-asked"
        ),
        pytest.param(
            "“Why?” Putin asked on Monday.", ["“Why?” Putin asked on Monday."], id="question-name-asked"
        ),
        pytest.param("“Why?” The mayor asked.", ["“Why?” The mayor asked."], id="tag-only"),
        pytest.param(
            '"Who?" Putin said the West did it.',
            ['"Who?"', "Putin said the West did it."],
            id="question-then-claim",
        ),
        pytest.param('"It is over." He left.', ['"It is over."', "He left."], id="quotation-then-sentence"),
        pytest.param('"We go. We stay," he said.', ['"We go.', 'We stay," he said.'], id="quotation-of-two"),
        pytest.param('He added.. "What now?"', ["He added..", '"What now?"'], id="double-stop"),
        pytest.param(
            'He left."What now?" she asked.', ["He left.", '"What now?" she asked.'], id="missing-space"
        ),
        pytest.param("“Go!” “Stay!” they cried.", ["“Go!”", "“Stay!” they cried."], id="two-quotations"),
        pytest.param(
            "“We stay.” ― Jane Doe. It rained.", ["“We stay.” ― Jane Doe.", "It rained."], id="signature"
        ),
        pytest.param("So did R-S.C., he said.", ["So did R-S.C., he said."], id="glued-initials"),
        pytest.param(
            "“It ends.” She adds, “We go.”", ["“It ends.”", "She adds, “We go.”"], id="tag-of-the-next"
        ),
        pytest.param("“It ends.” She said.", ["“It ends.” She said."], id="bare-tag"),
        pytest.param(
            "They said ‘No. The boat left.’ It did.",
            ["They said ‘No.", "The boat left.’", "It did."],
            id="single",
        ),
        pytest.param(
            "It ended. ''We stay,'' he said.", ["It ended.", "''We stay,'' he said."], id="two-apostrophes"
        ),
        pytest.param(
            f"(The talks {'went on ' * 20}in town. Nobody left.) It ended.",
            [f"(The talks {'went on ' * 20}in town.", "Nobody left.)", "It ended."],
            id="paragraph-in-brackets",
        ),
        pytest.param("It ended. 😀 !", ["It ended. 😀 !"], id="signs-join-the-sentence-before"),
        pytest.param("😀 🔥", [], id="signs-only"),
        pytest.param("Tell me. Explain it.", ["Tell me.", "Explain it."], id="me-is-not-maine"),
        pytest.param("“No. We stay,” he said.", ["“No.", "We stay,” he said."], id="no-is-not-number"),
        pytest.param("It is No. 10 of them.", ["It is No. 10 of them."], id="number-ten"),
        pytest.param("It fell in May. Trade grew.", ["It fell in May.", "Trade grew."], id="may"),
        pytest.param(
            "He sued Acme Inc. The case is open.", ["He sued Acme Inc.", "The case is open."], id="inc-ends"
        ),
        pytest.param("He sued Acme Inc. Smith won.", ["He sued Acme Inc. Smith won."], id="inc-goes-on"),
        pytest.param("He's gone. 'Tis true.", ["He's gone.", "'Tis true."], id="elision-starts"),
        pytest.param("The bridge fell. pic.twitter.com/x1", ["The bridge fell."], id="picture-link"),
        pytest.param("The bridge fell https://t.co/x1 https://t.co/x2", ["The bridge fell"], id="two-links"),
        pytest.param("See https://example.org/a now.", ["See https://example.org/a now."], id="link-inside"),
        pytest.param("https://example.org/a", [], id="only-a-link"),
        pytest.param("He left.\u200b \u200bShe stayed.\u200b", ["He left.", "She stayed."], id="zero-width"),
        pytest.param(
            "- He left. She stayed.\n- It rained", ["He left.", "She stayed.", "It rained"], id="items"
        ),
        pytest.param(
            "It rose 5%! iPhone sales fell.", ["It rose 5%!", "iPhone sales fell."], id="mixed-case-name"
        ),
        pytest.param(
            "It lay on the road that leads to the\nborder. He saw it.",
            ["It lay on the road that leads to the\nborder.", "He saw it."],
            id="over-a-line-break",
        ),
    ],
)
def test_segment_finds_the_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


# -------------------------------------------------------------------- quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        pytest.param('He said "yes" and "no."', [["yes"], ["no."]], id="straight"),
        pytest.param("He said “yes” and “no.”", [["yes"], ["no."]], id="curly"),
        pytest.param("Er sagte „ja“ und ging.", [["ja"]], id="low"),
        pytest.param("Il dit « oui » et »non«.", [["oui"], ["non"]], id="guillemets"),
        pytest.param("He said ‘yes’, didn’t he.", [["yes"]], id="single-curly"),
        pytest.param(
            "An 'existential threat' to the troops' rest.", [["existential threat"]], id="single-straight"
        ),
        pytest.param("'The boys' night out,' he said.", [["The boys' night out,"]], id="possessive-inside"),
        pytest.param("The 'Western values' they sell.", [["Western values"]], id="ends-in-s"),
        pytest.param("It's the troops' and the boys' rest.", [], id="possessives"),
        pytest.param("Rock 'n' roll of the '80s and '90s.", [], id="clipped"),
        pytest.param("He is 6'2\" tall, the door 5'10\".", [], id="feet-and-inches"),
        pytest.param('A 12" gun. "Fire," he said.', [["Fire,"]], id="inches"),
        pytest.param("“He said ‘no’ to us.”", [["He said ‘no’ to us."]], id="nested"),
        pytest.param("‘He said “no” to us.’", [["He said “no” to us."]], id="nested-british"),
        pytest.param("“It’s Putin’s,” he said.", [["It’s Putin’s,"]], id="apostrophes-inside"),
        pytest.param('“Go," he said.', [["Go,"]], id="mixed-marks"),
        pytest.param('She left."Go," he said.', [["Go,"]], id="missing-space"),
        pytest.param('"Go. "he said. "We stay."', [["Go."], ["We stay."]], id="stray-space"),
        pytest.param('It was an "open end', [["open end"]], id="unclosed"),
        pytest.param('"Go, he said. "Stay," she said.', [["Stay,"]], id="forgotten-mark"),
        pytest.param("''Go,'' he said. ``Stay''", [["Go,"], ["Stay"]], id="two-apostrophes"),
        pytest.param("“They see that. “", [["They see that."]], id="opening-mark-for-closing"),
        pytest.param("“Here voters stand.“[Courier] Go.", [["Here voters stand."]], id="same-before-bracket"),
        pytest.param(
            'Il dit «la ville "libre" tombe».', [['la ville "libre" tombe']], id="straight-in-guillemets"
        ),
        pytest.param("’Tis the season of ’em.", [], id="curly-elisions"),
        pytest.param('He left" again.', [], id="stray-closing-mark"),
        pytest.param('He wrote "" and left.', [], id="empty"),
        pytest.param(
            "“One.\n\n“Two.\n\n“Three,” he said. “Four.”",
            [["One.", "Two.", "Three,"], ["Four."]],
            id="three-paragraphs",
        ),
        pytest.param('"One.\n\n"Two," he said.', [["One.", "Two,"]], id="two-straight-paragraphs"),
        pytest.param("‘One.\n\n‘Two,’ he said.", [["One.", "Two,"]], id="two-british-paragraphs"),
        pytest.param(
            "‘One,’ he said. ‘Two’s left.\n\n‘Three.’",
            [["One,"], ["Two’s left.", "Three."]],
            id="british-opens-mid-paragraph",
        ),
        pytest.param("'One.\n\n'Two,' he said.", [["One.", "Two,"]], id="two-straight-single-paragraphs"),
        pytest.param("He said ‘round the bend.\n\nIt was.", [], id="opening-mark-for-an-apostrophe"),
        pytest.param("“One.\n\nHe left. “Two.”", [["One."], ["Two."]], id="not-taken-on"),
        pytest.param("He said: “One. Two.\n“Three.”", [["One. Two.", "Three."]], id="opens-mid-paragraph"),
    ],
)
def test_segment_finds_the_quotations(text: str, quotations: list[list[str]]) -> None:
    assert quotations_of(text) == quotations


@pytest.mark.parametrize(
    ("text", "outer", "closed"),
    [
        pytest.param('He said "yes."', '"yes."', True, id="ends-the-article"),
        pytest.param('He said "yes.\nShe left.', '"yes.', False, id="ends-with-its-block"),
        pytest.param("“One.\n“Two,” he said.", "“One.\n“Two,”", True, id="over-paragraphs"),
        pytest.param("“One.\n“Two.\nHe left.", "“One.\n“Two.", False, id="over-paragraphs-unclosed"),
    ],
)
def test_segment_bounds_a_quotation(text: str, outer: str, closed: bool) -> None:
    (quotation,) = segment(text).quotations
    assert (quotation.outer.of(text), quotation.closed) == (outer, closed)


# ---------------------------------------------------------------------- the seed


@pytest.fixture(scope="module")
def seed_segments(seed_text: str) -> Segments:
    return segment(seed_text)


def starting(segments: Segments, text: str, words: str) -> Block:
    return next(block for block in segments.blocks if block.span.of(text).startswith(words))


@pytest.mark.parametrize(
    ("introduction", "items"),
    [
        pytest.param(
            "As for the latest developments",
            ["Hospitals have admitted", "17 are in serious", "Ukraine has lost up to", "Ukraine has lost 29"],
            id="kremlin",
        ),
        pytest.param(
            "And below are some",
            [
                "New evacuation orders",
                "Ukraine’s State Security",
                "Kursk’s governor",
                "Russian President Vladimir",
                "Russia says it has repelled",
                "A Ukrainian deputy energy",
            ],
            id="al-jazeera",
        ),
    ],
)
def test_segment_introduces_the_lists_of_the_seed(
    seed_text: str, seed_segments: Segments, introduction: str, items: list[str]
) -> None:
    lead = starting(seed_segments, seed_text, introduction)
    owned = [block for block in seed_segments.blocks if block.lead_in == lead.index]
    assert all(block.kind == "list_item" for block in owned)
    assert len(owned) == len(items)
    assert all(b.span.of(seed_text).startswith(item) for b, item in zip(owned, items, strict=True))


def test_segment_introduces_the_bloomberg_paragraph_of_the_seed(
    seed_text: str, seed_segments: Segments
) -> None:
    lead = starting(seed_segments, seed_text, "Ukraine is now claiming")
    owned = [block for block in seed_segments.blocks if block.lead_in == lead.index]
    assert [block.span.of(seed_text)[:21] for block in owned] == ["More than 120,000 peo"]


@pytest.mark.parametrize(
    ("handle", "starts"),
    [
        pytest.param(
            "BRICS News (@BRICSinfo)", ["JUST IN:", "— BRICS News", '"What is there to even'], id="brics"
        ),
        pytest.param(
            "Glenn Diesen (@Glenn_Diesen)",
            ["Escalation without", "— Glenn Diesen", "NATO is backing", "On the Russian side"],
            id="diesen",
        ),
        pytest.param(
            "Christopher Miller (@ChristopherJM)", ["Ukrainian soldiers", "— Christopher Miller"], id="miller"
        ),
    ],
)
def test_segment_finds_the_posts_of_the_seed(
    seed_text: str, seed_segments: Segments, handle: str, starts: list[str]
) -> None:
    owned = [b for b in seed_segments.blocks if b.handle is not None and b.handle.of(seed_text) == handle]
    assert all(block.kind == "embed" for block in owned)
    assert [block.span.of(seed_text)[: len(s)] for block, s in zip(owned, starts, strict=True)] == starts


def test_segment_gives_every_line_of_the_seed_its_block(seed_text: str, seed_segments: Segments) -> None:
    lines = [line.removeprefix("- ").strip() for line in seed_text.splitlines()]
    assert [block.span.of(seed_text) for block in seed_segments.blocks] == lines
    assert {block.kind for block in seed_segments.blocks} == {"paragraph", "list_item", "embed"}


def test_segment_finds_the_quotations_of_the_seed(seed_text: str, seed_segments: Segments) -> None:
    found = [quotation.spans[0].of(seed_text) for quotation in seed_segments.quotations]
    assert len(found) == 14
    assert [words for words in found if len(words) < 30] == [
        "offensive operation",
        "no clear understanding",
        "hitting military targets",
        "enemy’s territory",
        "existential threat",
    ]
    assert all(quotation.closed for quotation in seed_segments.quotations)


# -------------------------------------------------------------------- properties

PIECES = st.sampled_from(
    [
        *"aZ1é😀\u200b\ud800 ", ".", "!", "…", ",", ":", '"', "'", "“", "”", "‘", "’", "„", "«", "»", "(", ")",
        "\n", "\r\n", "\r", "\n\n", "- ", "• ", "1. ", "— ", "He said ", "the following ", "pic.twitter.com/x ",
        "— A B (@ab) May 2, 2025\n", "Mr. ", "p.m. ", "  ",
    ]
)  # fmt: skip


def in_order(spans: list[Span]) -> bool:
    return all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))


@given(st.lists(PIECES, max_size=60).map("".join) | st.text())
def test_segment_of_any_text_is_sound(text: str) -> None:
    segments = segment(text)
    blocks = [block.span for block in segments.blocks]
    sentences = [sentence.span for sentence in segments.sentences]
    assert in_order(blocks)
    assert in_order(sentences)
    assert in_order([quotation.outer for quotation in segments.quotations])
    for span in (*blocks, *sentences):
        assert span.of(text).strip()
        assert span.of(text) == span.of(text).strip()
        assert span.end <= len(text)
    for sentence in segments.sentences:
        assert segments.blocks[sentence.block].span.contains(sentence.span)
    for quotation in segments.quotations:
        assert any(quotation.spans)
        assert all(quotation.outer.contains(part) for part in quotation.spans)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_segment_indexes_its_records(text: str) -> None:
    segments = segment(text)
    for records in (segments.blocks, segments.sentences, segments.quotations):
        assert [record.index for record in records] == list(range(len(records)))
    assert all(block.lead_in is None or block.lead_in < block.index for block in segments.blocks)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_segment_loses_no_word(text: str) -> None:
    segments = segment(text)
    covered = {place for block in segments.blocks for place in range(block.span.start, block.span.end)}
    lost = {text[place] for place in set(range(len(text))) - covered if text[place].isalpha()}
    assert lost == set()


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("'", id="single-marks"),
        pytest.param(' "a', id="opening-marks"),
        pytest.param("He said it was so. ", id="prose"),
        pytest.param("- x\n", id="items"),
        pytest.param("«", id="guillemets"),
        pytest.param("。「", id="east-asian-marks"),
    ],
)
@pytest.mark.timeout(120)  # a guard against hanging; how time grows is measured by scripts/bench --growth
def test_segment_ends_on_text_that_a_pattern_could_hang_on(piece: str) -> None:
    text = (piece * 300_000)[:300_000]
    assert all(block.span.end <= len(text) for block in segment(text).blocks)
