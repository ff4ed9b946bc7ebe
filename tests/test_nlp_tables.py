"""What the parser does by tables is what spaCy's own pipes do: words, entities, classes and lemmas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from types import SimpleNamespace
from typing import Any

import pytest
import spacy
import torch
from spacy.tokens import Doc
from spacy.vocab import Vocab

from summarizer.reading.nlp import Parser
from summarizer.reading.parsing import convolved, remembered, words
from summarizer.reading.parsing.classes import WordClasses
from summarizer.reading.parsing.convolved import convolve
from summarizer.reading.parsing.names import NameFinder
from summarizer.reading.parsing.remembered import remember
from summarizer.reading.parsing.words import STRAIGHT, WordCutter
from summarizer.reading.segment import Segments, segment
from summarizer.records import Span, Token
from summarizer.settings import load_settings

TEXTS = [
    pytest.param("There is no doubt. There's more, there are two and there were nine.", id="expletive-there"),
    pytest.param(
        "I'm gonna go, you gotta see, let's leave, c'm on, y'all ain't done nothin'.", id="two-tokens"
    ),
    pytest.param("There's nothing there, there is; let's say there 's all.", id="two-tokens-in-a-row"),
    pytest.param("It ain't so. He's gone. She'd better've known; they won't, and I can't.", id="short-forms"),
    pytest.param("“We’re done,” the U.S. senator from New York said on Monday, Aug. 5.", id="curly-marks"),
    pytest.param("Angela Merkel met Barack Obama of the United States in Berlin for $5 million.", id="names"),
    pytest.param("Barack Obama\nAngela Merkel\n\nNew York", id="names-at-the-end"),
    pytest.param(
        "But few of those who had better things to do were left, least of all me.", id="function-words"
    ),
    pytest.param(
        "See https://example.com/a?b=c, e-mail a@b.org or call :) 555-1234!!! #tag @you", id="odd-runs"
    ),
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.load(load_settings().nlp_model)


@pytest.fixture(scope="module")
def parser() -> Parser:
    """A parser in single precision: half may take another word, tables may not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(convolved, "precision", lambda: torch.float32)
        return Parser(load_settings().nlp_model)


def by_spacy(nlp: Any, segments: Segments, text: str) -> list[tuple[Any, ...]]:
    """Return what spaCy's whole pipeline gives, with each sentence tokenised and each block parsed alone."""
    rows: list[tuple[Any, ...]] = []
    for _, group in groupby(segments.sentences, key=lambda sentence: sentence.block):
        cut = [
            (start, token.text, place == 0, text[start + len(token) : start + len(token) + 1].isspace())
            for sentence in group
            for place, token in enumerate(t for t in nlp.tokenizer(sentence.span.of(text)) if not t.is_space)
            for start in [sentence.span.start + token.idx]
        ]
        doc = Doc(
            nlp.vocab,
            words=[word.translate(STRAIGHT) for _, word, _, _ in cut],
            spaces=[space for *_, space in cut],
            sent_starts=[starts for *_, starts, _ in cut],
        )
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        first = len(rows)
        for token, (start, word, _, _) in zip(doc, cut, strict=True):
            named = token.ent_type_, token.ent_iob_ == "B"
            facts = token.lemma_, token.pos_, token.tag_, token.dep_, first + token.head.i
            rows.append((start, word, *facts, *named, str(token.morph)))
    return rows


def facts_of(tokens: Sequence[Token]) -> list[tuple[Any, ...]]:
    return [
        (t.span.start, t.text, t.lemma, t.pos, t.tag, t.dep, t.head, t.ent, t.ent_start, t.morph)
        for t in tokens
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_parse_reads_as_spacy_does(parser: Parser, nlp: Any, text: str) -> None:
    segments = segment(text)
    tokens = parser.parse(text, segments.blocks, segments.sentences)
    assert facts_of(tokens) == by_spacy(nlp, segments, text)


def test_parse_reads_the_seed_as_spacy_does(parser: Parser, nlp: Any, seed_text: str) -> None:
    segments = segment(seed_text)
    once, again = (parser.parse(seed_text, segments.blocks, segments.sentences) for _ in range(2))
    assert facts_of(once) == by_spacy(nlp, segments, seed_text)
    assert again == once


def test_cutter_forgets_runs_beyond_its_limit(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MAX_KNOWN", 2)
    cutter, text = WordCutter(nlp.tokenizer), "one two, three one “four” two,"
    for _ in range(2):
        cut = [word.span.of(text) for word in cutter.cut(text, Span(0, len(text)))]
        assert cut == ["one", "two", ",", "three", "one", "“", "four", "”", "two", ","]


def test_parser_reads_alike_when_its_words_are_full(
    parser: Parser, monkeypatch: pytest.MonkeyPatch, seed_text: str
) -> None:
    segments = segment(seed_text)
    before = parser.parse(seed_text, segments.blocks, segments.sentences)
    monkeypatch.setattr("summarizer.reading.nlp.MAX_LEXEMES", 0)
    assert parser.parse(seed_text, segments.blocks, segments.sentences) == before


@pytest.mark.parametrize(
    "asked",
    [{"TAG": "NN", "OP": "+"}, {"LEMMA": "be"}, {"LOWER": {"FUZZY": "be"}}],
    ids=["op", "lemma", "fuzzy"],
)
def test_classes_refuse_patterns_that_no_table_holds(asked: dict[str, Any]) -> None:
    ruler = SimpleNamespace(patterns=[{"patterns": [[asked]], "attrs": {}, "index": 0}])
    with pytest.raises(ValueError, match="the attribute ruler asks more"):
        WordClasses(Vocab(), ruler, None)


def test_classes_refuse_patterns_of_three_tokens() -> None:
    longer = [{"LOWER": form} for form in ("let", "'s", "go")]
    ruler = SimpleNamespace(patterns=[{"patterns": [longer], "attrs": {}, "index": 0}])
    with pytest.raises(ValueError, match="the attribute ruler asks more"):
        WordClasses(Vocab(), ruler, None)


def test_names_refuse_another_search(nlp: Any) -> None:
    ner = nlp.get_pipe("ner")
    beam = SimpleNamespace(model=ner.model, moves=ner.moves, cfg={**ner.cfg, "beam_width": 8})
    with pytest.raises(ValueError, match="not built as its search expects"):
        NameFinder(beam)


# ------------------------------------------------------------------ words remembered


def vectors_of(model: Any, nlp: Any, *texts: str) -> list[Any]:
    return [rows.copy() for rows in model.predict([nlp.make_doc(text) for text in texts])]


def test_remembered_vectors_are_the_models_own() -> None:
    nlp = spacy.load(load_settings().nlp_model)
    texts = ["The mayor said no.", "Nobody heard the mayor of Port Marrow.", ""]
    model = nlp.get_pipe("tok2vec").model
    plain = vectors_of(model, nlp, *texts)
    remember(model)
    for _ in range(2):
        for row, other in zip(plain, vectors_of(model, nlp, *texts), strict=True):
            assert row == pytest.approx(other, abs=1e-5)


def test_a_words_vector_hangs_on_nothing_that_was_read_before() -> None:
    text = "The mayor said that the bridge would close on Monday, and nobody listened to her."
    alone, late = spacy.load(load_settings().nlp_model), spacy.load(load_settings().nlp_model)
    for nlp in (alone, late):
        remember(nlp.get_pipe("tok2vec").model)
    for number in range(7):
        vectors_of(late.get_pipe("tok2vec").model, late, f"Word{number} of {number} others, the mayor wrote.")
    (one,) = vectors_of(alone.get_pipe("tok2vec").model, alone, text)
    (other,) = vectors_of(late.get_pipe("tok2vec").model, late, text)
    assert (one == other).all()


def test_more_words_than_are_kept_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MAX_KNOWN", 3)
    nlp = spacy.load(load_settings().nlp_model)
    model = nlp.get_pipe("tok2vec").model
    remember(model)
    first = vectors_of(model, nlp, "The mayor said no to the bridge.")
    vectors_of(model, nlp, "Others wrote of a flood.")
    again = vectors_of(model, nlp, "The mayor said no to the bridge.")
    assert (first[0] == again[0]).all()


def test_a_model_without_such_layers_is_told() -> None:
    with pytest.raises(ValueError, match="no layers"):
        remember(spacy.load(load_settings().nlp_model).get_pipe("tagger").model.get_ref("softmax"))


# ------------------------------------------------------------------ layers that look at neighbours


@pytest.mark.parametrize(("dtype", "apart"), [(torch.float32, 1e-4), (torch.bfloat16, 0.1)])
def test_convolved_vectors_are_the_models_own(
    monkeypatch: pytest.MonkeyPatch, dtype: torch.dtype, apart: float
) -> None:
    monkeypatch.setattr(convolved, "precision", lambda: dtype)
    nlp = spacy.load(load_settings().nlp_model)
    texts = ["The mayor said no.", "Nobody heard the mayor of Port Marrow.", "", "Rain."]
    model = nlp.get_pipe("ner").model.get_ref("tok2vec")
    plain = model.predict([nlp.make_doc(text) for text in texts]).copy()
    convolve(model)
    assert model.predict([nlp.make_doc(text) for text in texts]) == pytest.approx(plain, abs=apart)


def test_words_read_in_half_precision_hardly_differ(parser: Parser, seed_text: str) -> None:
    segments = segment(seed_text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(convolved, "precision", lambda: torch.bfloat16)
        half = Parser(load_settings().nlp_model)
    one, other = (each.parse(seed_text, segments.blocks, segments.sentences) for each in (half, parser))
    assert sum(a != b for a, b in zip(one, other, strict=True)) <= 3


def test_a_model_that_looks_at_no_neighbours_is_told() -> None:
    with pytest.raises(ValueError, match="neighbours"):
        convolve(spacy.load(load_settings().nlp_model).get_pipe("tagger").model.get_ref("softmax"))
