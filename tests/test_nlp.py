"""The parser: tokens of the given sentences, offsets into the text, heads that stay at home."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.reading.nlp import Parser
from summarizer.reading.segment import segment
from summarizer.records import Block, Sentence, Span, Token


def parse(parser: Parser, text: str) -> tuple[Token, ...]:
    segments = segment(text)
    return parser.parse(text, segments.blocks, segments.sentences)


def words(tokens: tuple[Token, ...]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The  mayor\tleft.", ["The", "mayor", "left", "."], id="white-space-is-no-token"),
        pytest.param(
            "One line\r\nbroken in two.", ["One", "line", "broken", "in", "two", "."], id="line-break"
        ),
        pytest.param("He left.She stayed.", ["He", "left", ".", "She", "stayed", "."], id="missing-space"),
        pytest.param("", [], id="empty"),
        pytest.param("— Jane Doe (@jane) May 2, 2025", [], id="handle-line-has-no-token"),
    ],
)
def test_parse_gives_the_words_of_the_sentences(parser: Parser, text: str, expected: list[str]) -> None:
    assert words(parse(parser, text)) == expected


def test_parse_shifts_offsets_to_the_article(parser: Parser) -> None:
    text = "😀 First one.\r\n\r\n“Second,” he said."
    tokens = parse(parser, text)
    assert all(token.span.of(text) == token.text for token in tokens)
    assert [token.index for token in tokens] == list(range(len(tokens)))


def test_parse_fills_the_records(parser: Parser) -> None:
    tokens = parse(parser, "Vladimir Putin spoke in Moscow on Monday.")
    verb = next(token for token in tokens if token.text == "spoke")
    assert (verb.lemma, verb.pos, verb.tag, verb.dep, verb.head) == (
        "speak",
        "VERB",
        "VBD",
        "ROOT",
        verb.index,
    )
    assert "Tense=Past" in verb.morph
    assert [(token.text, token.ent, token.ent_start) for token in tokens[:2]] == [
        ("Vladimir", "PERSON", True),
        ("Putin", "PERSON", False),
    ]
    assert tokens[1].head == verb.index


def test_parse_keeps_the_sentence_ends_it_is_given(parser: Parser) -> None:
    # Neither end is where spaCy would put one: "He said it" / "was so. She left."
    text = "He said it was so. She left."
    sentences = (Sentence(0, Span(0, 10), 0), Sentence(1, Span(11, len(text)), 0))
    tokens = parser.parse(text, (Block(0, "paragraph", Span(0, len(text))),), sentences)
    roots = [token.text for token in tokens if token.head == token.index]
    assert len(roots) == 2
    assert all((token.index < 3) == (token.head < 3) for token in tokens)


def test_parse_of_a_block_ignores_its_neighbours(parser: Parser) -> None:
    alone = parse(parser, "The governor said 12 people had died.")
    text = "He ran.\n\nThe governor said 12 people had died.\n\nNobody else spoke."
    among = [token for token in parse(parser, text) if 9 <= token.span.start < 46]
    facts = [(token.text, token.lemma, token.tag, token.dep, token.ent, token.head - 3) for token in among]
    assert facts == [(t.text, t.lemma, t.tag, t.dep, t.ent, t.head) for t in alone]


def test_parse_heads_stay_in_their_sentence(parser: Parser, seed_text: str) -> None:
    segments = segment(seed_text)
    tokens = parser.parse(seed_text, segments.blocks, segments.sentences)
    home = {
        token.index: sentence.index
        for sentence in segments.sentences
        for token in tokens
        if sentence.span.contains(token.span)
    }
    assert len(home) == len(tokens)
    assert all(home[token.index] == home[token.head] for token in tokens)


def test_parse_covers_every_word_of_the_seed(parser: Parser, seed_text: str) -> None:
    segments = segment(seed_text)
    tokens = parser.parse(seed_text, segments.blocks, segments.sentences)
    said = "".join("".join(sentence.span.of(seed_text).split()) for sentence in segments.sentences)
    assert "".join("".join(token.text.split()) for token in tokens) == said


def test_parse_cuts_a_block_that_is_too_long_for_spacy(parser: Parser) -> None:
    tokens = parse(parser, "He left the town. " * 1_100)
    assert words(tokens) == ["He", "left", "the", "town", "."] * 1_100
    assert all(token.index // 5 == token.head // 5 for token in tokens)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" + "!" * 6_000, id="marks"),
        pytest.param("a" * 6_000, id="letters"),
        pytest.param("x/" * 3_000, id="slashes"),
        pytest.param("(" * 6_000 + "a", id="brackets"),
    ],
)
def test_parse_covers_a_run_without_spaces(parser: Parser, text: str) -> None:
    # one sentence made by hand: segment leaves out what has so many marks
    whole = Span(0, len(text))
    tokens = parser.parse(text, (Block(0, "paragraph", whole),), (Sentence(0, whole, 0),))
    assert "".join(token.text for token in tokens) == text


def test_parse_from_two_threads_gives_the_same_tokens(parser: Parser, seed_text: str) -> None:
    alone = parse(parser, seed_text)
    with ThreadPoolExecutor(4) as pool:
        results = list(
            pool.map(lambda text: parse(parser, text), [seed_text, "He left.", seed_text, "She came."])
        )
    assert results[0] == results[2] == alone
    assert words(results[1]) == ["He", "left", "."]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("aB 1.,“”\"'\r\n-\u200b😀é\ud800"), max_size=80))
def test_parse_takes_any_text(parser: Parser, text: str) -> None:
    tokens = parse(parser, text)
    assert all(token.span.of(text) == token.text and not token.text.isspace() for token in tokens)
    assert all(one.span.end <= two.span.start for one, two in zip(tokens, tokens[1:], strict=False))
