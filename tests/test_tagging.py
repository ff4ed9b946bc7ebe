"""The tagger's parts: windows of word pieces, decoding, and the joining with the rules."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.reading.segment import segment
from summarizer.reading.tagging.decode import LEANING, ROLES, TAGS, best_tags, role_shares, spans_of
from summarizer.reading.tagging.tagged import Tagged
from summarizer.reading.tagging.windows import (
    LOWER,
    TITLE,
    UPPER,
    Pieces,
    load_tokenizer,
    make_pieces,
    make_windows,
)
from summarizer.records import Claim, Span

FOLDER = Path(__file__).parent.parent / "models" / "attribution-tagger"


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(FOLDER / "tokenizer.json")


def pieces_of(tokenizer: Tokenizer, text: str) -> tuple[Pieces, ...]:
    segments = segment(text)
    return make_pieces(tokenizer, text, segments.blocks, segments.quotations)


# ------------------------------------------------------------------ windows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The mayor said so.", ["The", "mayor", "said", "so", "."], id="plain"),
        pytest.param("“Yes,” she said.", ["“", "Yes", ",", "”", "she", "said", "."], id="curly-marks"),
        pytest.param("Zoë Şahin spoke.", ["Zoë", "Şahin", "spoke", "."], id="accents"),
        pytest.param("Fire 🔥 spread.", ["Fire", "🔥", "spread", "."], id="emoji"),
        pytest.param("A lone \ud800 mark.", ["A", "lone", "mark", "."], id="a-surrogate-is-no-word"),
    ],
)
def test_pieces_slice_to_the_words_of_the_text(tokenizer: Tokenizer, text: str, words: list[str]) -> None:
    assert [word.of(text) for item in pieces_of(tokenizer, text) for word in item.words] == words


def test_pieces_tell_case_and_quotation(tokenizer: Tokenizer) -> None:
    text = "NATO and Ana “said no” twice."
    (item,) = pieces_of(tokenizer, text)
    seen = {
        word.of(text): (item.case[first], item.quoted[first])
        for word, first in zip(item.words, item.first, strict=True)
    }
    assert seen["NATO"] == (UPPER, 0)
    assert seen["Ana"] == (TITLE, 0)
    assert seen["said"] == (LOWER, 1)
    assert seen["twice"] == (LOWER, 0)


@pytest.mark.parametrize("size", [24, 60, 288])
def test_windows_decide_each_word_once(tokenizer: Tokenizer, size: int) -> None:
    text = "\n\n".join(f"Paragraph {n} has some words, the mayor said on day {n}." for n in range(30))
    text += "\n\n" + "A paragraph that is long goes on and on. " * 20
    pieces = pieces_of(tokenizer, text)
    windows = list(make_windows(pieces, size=size, context=size // 3))
    decided = [word for window in windows for word in window.words[window.decided :]]
    assert decided == [word for item in pieces for word in item.words]
    assert all(len(window.ids) <= size + 2 for window in windows)
    assert all(len(window.first) == len(window.words) == len(window.blocks) for window in windows)


def test_windows_give_the_paragraph_before_as_context(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(f"Paragraph {n} has some words, the mayor said." for n in range(12))
    _, second, *_ = make_windows(pieces_of(tokenizer, text), size=48, context=20)
    assert second.decided > 0
    assert second.blocks[0] < second.blocks[second.decided]


def test_no_text_has_no_window(tokenizer: Tokenizer) -> None:
    assert list(make_windows(pieces_of(tokenizer, ""))) == []


# ------------------------------------------------------------------ decoding


def is_well_formed(tags: tuple[int, ...]) -> bool:
    return all(
        tag == 0 or tag % 2 or last in (tag, tag - 1) for last, tag in zip((0, *tags), tags, strict=False)
    )


@pytest.mark.parametrize("seed", range(20))
def test_best_tags_are_the_best_of_all_well_formed_ones(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, TAGS)).astype(np.float32)
    every = (tags for tags in product(range(TAGS), repeat=4) if is_well_formed(tags))
    best = max(every, key=lambda tags: sum(scores[place, tag] for place, tag in enumerate(tags)))
    assert tuple(best_tags(scores)) == best


def test_spans_end_where_another_begins() -> None:
    tags = [1, 2, 3, 5, 6, 5, 0, 1]
    assert spans_of(tags, 0) == [(0, 2), (7, 8)]
    assert spans_of(tags, 1) == [(2, 3)]
    assert spans_of(tags, 2) == [(3, 5), (5, 6)]


# ------------------------------------------------------------------ joining


def tagged(text: str, source: str | None, cue: str | None, *content: str) -> Tagged:
    def place(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    return Tagged(
        None if source is None else place(source),
        None if cue is None else place(cue),
        tuple(place(words) for words in content),
    )


def joined(reader: Reader, text: str, *items: Tagged) -> tuple[Claim, ...]:
    return find_claims(reader.build_article(text), items)


def shown(text: str, claim: Claim) -> tuple[str | None, str | None, list[str]]:
    owner = None if claim.owner is None else claim.owner.of(text)
    return owner, None if claim.cue is None else claim.cue.of(text), [span.of(text) for span in claim.content]


def test_join_adds_a_claim_that_the_rules_miss(reader: Reader) -> None:
    text = "To the dismay of the unions, the port will close."
    item = tagged(text, "the unions", "To the dismay of", "the port will close")
    (claim,) = joined(reader, text, item)
    assert shown(text, claim) == ("the unions", "To the dismay of", ["the port will close"])


def test_join_keeps_stance_and_kind_of_the_rules(reader: Reader) -> None:
    text = "The mayor claimed that the bridge was safe."
    (claim,) = joined(reader, text, tagged(text, "The mayor", "claimed", "that the bridge was safe."))
    assert shown(text, claim) == ("The mayor", "claimed", ["the bridge was safe"])
    assert (claim.stance, claim.cue_lemma, claim.kind) == ("doubting", "claim", "indirect")


def test_join_keeps_what_stands_inside_a_tagged_claim(reader: Reader) -> None:
    text = "The mayor said that the engineer had told her that the bridge was safe."
    item = tagged(text, "The mayor", "said", "that the engineer had told her that the bridge was safe")
    outer, inner = joined(reader, text, item)
    assert shown(text, inner)[0] == "the engineer"
    assert inner.parent == outer.id


def test_join_keeps_both_layers_of_a_citation(reader: Reader) -> None:
    text = "Radio Sorvane reported Monday, citing two senior officials, that the bridge was unsafe."
    item = tagged(text, "Radio Sorvane", "reported", "that the bridge was unsafe")
    claims = joined(reader, text, item, tagged(text, "Radio Sorvane", "citing", "two senior officials"))
    assert [shown(text, claim)[0] for claim in claims] == ["Radio Sorvane", "two senior officials"]
    assert claims[1].parent == claims[0].id


def test_join_lets_the_rules_own_a_list(reader: Reader) -> None:
    text = "The ministry published the following figures:\n\n- Hospitals have admitted 69 people.\n- Two are missing."
    claims = joined(reader, text, tagged(text, "Hospitals", "have admitted", "69 people"))
    assert [shown(text, claim)[0] for claim in claims] == ["The ministry", "The ministry"]


def test_join_gives_words_without_cue_to_the_owner_that_the_rules_see(reader: Reader) -> None:
    text = "“The bridge is safe. I cross it twice a day.” ― Ana Ruiz"
    rules = joined(reader, text)
    claims = joined(reader, text, tagged(text, None, None, "“The bridge is safe. I cross it twice a day.”"))
    assert [claim.owner for claim in claims] == [claim.owner for claim in rules] != [None]


def test_join_resolves_a_relative_pronoun_to_its_noun(reader: Reader) -> None:
    text = "It angered the mayor, who said that the bridge was safe."
    (claim,) = joined(reader, text, tagged(text, "who", "said", "that the bridge was safe"))
    assert shown(text, claim)[0] == "the mayor"


def test_role_shares_add_begin_and_go_on() -> None:
    scores = np.log(np.array([[0.4, 0.1, 0.2, 0.05, 0.05, 0.15, 0.05]], dtype=np.float32))
    assert role_shares(scores)[0] == pytest.approx([0.3, 0.1, 0.2])


def test_a_content_is_not_broken_up_by_a_hair() -> None:
    inside, begin = 2 + 2 * ROLES.index("content"), 1 + 2 * ROLES.index("content")
    scores = np.full((3, TAGS), -9.0, dtype=np.float32)
    scores[0, begin], scores[1, begin], scores[1, inside], scores[2, inside] = 0.0, -0.5, -0.9, 0.0
    assert best_tags(scores) == [begin, begin, inside]
    assert best_tags(scores + LEANING) == [begin, inside, inside]
