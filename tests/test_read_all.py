"""Texts that are read together are read as each is alone, and the guard reads no sentence twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from summarizer.guard.guard import Guard
from summarizer.reading.nlp import Parser
from summarizer.reading.reader import Reader
from summarizer.reading.tagger import load_tagger
from summarizer.records import Analysis, CheckOptions, Draft, DraftSentence, SummarizeOptions

FOLDER = Path(__file__).parent.parent / "models" / "attribution-tagger"


@pytest.fixture(scope="module")
def trained(parser: Parser) -> Reader:
    return Reader(parser, load_tagger(FOLDER))


class Counting(Reader):
    """A reader that keeps what it was asked to read."""

    def __init__(self, parser: Parser) -> None:
        super().__init__(parser)
        self.asked: list[str] = []

    def read_all(self, texts: Sequence[str]) -> tuple[Analysis, ...]:
        self.asked += texts
        return super().read_all(texts)


def sentences_of(analysis: Analysis) -> list[str]:
    return [item.span.of(analysis.article.text) for item in analysis.article.sentences]


def test_texts_read_together_are_read_as_each_alone(trained: Reader, seed_text: str) -> None:
    texts = [*sentences_of(trained.read(seed_text)), "", seed_text, "“No,” she said."]
    assert trained.read_all(texts) == tuple(map(trained.read, texts))


def test_rules_alone_read_together_as_each_alone(reader: Reader, seed: Analysis) -> None:
    texts = sentences_of(seed)
    assert reader.read_all(texts) == tuple(map(reader.read, texts))
    assert reader.read_all([]) == ()


def test_the_guard_reads_a_draft_together_and_no_sentence_twice(parser: Parser, seed: Analysis) -> None:
    reader = Counting(parser)
    draft = tuple(map(DraftSentence, sentences_of(seed)[:6]))
    summary = Guard(reader).guard(
        seed, Draft(draft, engine="scripted", model="scripted", mode="abstractive"), None, SummarizeOptions()
    )
    assert summary.sentences
    assert len(reader.asked) == len(set(reader.asked)) >= len(draft)


def test_a_check_reads_no_sentence_twice(parser: Parser, seed: Analysis) -> None:
    reader = Counting(parser)
    Guard(reader).check(seed, " ".join(sentences_of(seed)[1:5]), CheckOptions(fix="apply"))
    assert len(reader.asked) == len(set(reader.asked)) >= 4
