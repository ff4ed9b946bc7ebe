"""Where the guard drops a sentence of an extract, the next best takes its place."""

from __future__ import annotations

import pytest

from summarizer.generation.registry import load_registry
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.records import ArticleInput, SummarizeOptions, SummarizeResult
from summarizer.settings import Settings

# A first person that has no owner never gets out, so the lead of this article is always dropped.
TEXT = """Fire destroyed our harbour in Port Marrow on Monday and 300 people left their homes.

The fire brigade said the blaze had destroyed 14 boats by morning.

Mayor Elin Sorel said the harbour would stay closed for at least three weeks.

Police said they had questioned two men about the fire."""


@pytest.fixture(scope="session")
def summarizer(reader: Reader) -> Summarizer:
    settings = Settings()
    return Summarizer(settings, reader, load_registry(settings))


def extract(summarizer: Summarizer, sentences: int) -> SummarizeResult:
    options = SummarizeOptions(mode="extractive", max_sentences=sentences)
    return summarizer.summarize(ArticleInput(text=TEXT), options)


@pytest.mark.parametrize("sentences", [1, 2, 3])
def test_the_next_best_takes_the_place_of_a_dropped_sentence(summarizer: Summarizer, sentences: int) -> None:
    summary = extract(summarizer, sentences).summary
    assert len(summary.sentences) == sentences
    assert "our harbour" not in summary.text
    assert [item.text[:6] for item in summary.dropped] == ["Fire d"]


def test_a_dropped_sentence_is_not_replaced_by_what_nobody_asked_for(summarizer: Summarizer) -> None:
    result = extract(summarizer, 20)
    assert len(result.summary.sentences) == 3
    assert len(result.draft.sentences) == 4


def test_a_refilled_summary_is_the_same_each_time(summarizer: Summarizer) -> None:
    assert extract(summarizer, 2).summary == extract(summarizer, 2).summary
