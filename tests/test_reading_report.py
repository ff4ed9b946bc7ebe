"""What the report on PolNeAR counts as speech, and how it pairs what was found with what was marked."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from evaluation.polnear import Annotated
from evaluation.reading import Read, found_and_owned, is_speech, utters
from summarizer.reading.reader import Reader

TEXT = (
    "The mayor said the bridge would close. “It is not safe,” she said. Critics called for a “full” inquiry. "
    "The union criticised the plan. The port hopes that ships return."
)


def place(words: str) -> list[list[int]]:
    start = TEXT.index(words)
    return [[start, start + len(words)]]


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    return Read(reader.build_article(TEXT), Annotated("a", TEXT, {"attributions": []}), {})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("the bridge would close", True, id="indirect"),
        pytest.param("“It is not safe,”", True, id="direct"),
        pytest.param("a “full” inquiry", True, id="mixed"),
        pytest.param("the plan", False, id="act"),
    ],
)
def test_speech_is_quoted_or_a_clause(read: Read, content: str, expected: bool) -> None:
    assert is_speech(read, place(content)) is expected


@pytest.mark.parametrize(("cue", "expected"), [("said", True), ("criticised", True), ("hopes", False)])
def test_verbs_of_thought_utter_nothing(read: Read, cue: str, expected: bool) -> None:
    assert utters(read, place(cue)) is expected


def test_found_and_owned_counts_speech_and_acts_apart(read: Read) -> None:
    def row(source: str, cue: str, content: str) -> dict[str, Any]:
        return {"source": place(source), "cue": place(cue), "content": place(content)}

    gold = [
        row("The mayor", "said", "the bridge would close"),
        row("she", "said", "“It is not safe,”"),
        row("The union", "criticised", "the plan"),
    ]
    found = [gold[0], row("Critics", "said", "“It is not safe,”"), gold[2]]
    annotated = Annotated("a", TEXT, {"attributions": gold})
    scorer = SimpleNamespace(ROLES=("source", "cue", "content"), word_spans=_words, words_in=_words_in)
    reads = [Read(read.article, annotated, {"joined": found})]
    assert found_and_owned(reads, "joined", scorer) == {"speech": (1, 2), "act": (1, 1)}  # type: ignore[arg-type]


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\w+", text)]


def _words_in(spans: list[list[int]], words: list[tuple[int, int]]) -> set[int]:
    return {place for place, (a, b) in enumerate(words) for low, high in spans if a < high and b > low}
