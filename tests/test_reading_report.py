"""What the report on PolNeAR counts as speech, and how it pairs what was found with what was marked."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from evaluation.owned import Read, Tally, found_and_owned, is_speech, utters
from evaluation.polnear import Annotated, rows_of_claims
from summarizer.reading.attribution import find_claims
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
    return Read(reader.build_article(TEXT), Annotated("a", TEXT, {"attributions": []}), {}, {})


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
    found = [gold[0], row("Critics", "said", "“It is not safe,”")]
    inside = row("The union", "criticised", "The union criticised the plan")
    annotated = Annotated("a", TEXT, {"attributions": gold})
    scorer = SimpleNamespace(ROLES=("source", "cue", "content"), word_spans=_words, words_in=_words_in)
    reads = [Read(read.article, annotated, {"joined": found}, {"joined": [*found, inside]})]
    assert found_and_owned(reads, "joined", scorer) == {  # type: ignore[arg-type]
        "all": Tally(total=3, owned=2, linked=1),
        "speech": Tally(total=2, owned=1, linked=1),
        "act": Tally(total=1, owned=1, linked=0),
    }


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\w+", text)]


def _words_in(spans: list[list[int]], words: list[tuple[int, int]]) -> set[int]:
    return {place for place, (a, b) in enumerate(words) for low, high in spans if a < high and b > low}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("Ana Lind, who in May said that the dam was weak, left.", "who", id="who"),
        pytest.param("Ana Lind said that the dam, which leaks, was weak.", "Ana Lind", id="another-who"),
    ],
)
def test_the_corpus_has_the_relative_pronoun_for_source(reader: Reader, text: str, source: str) -> None:
    article = reader.build_article(text)
    (row,) = rows_of_claims(article, find_claims(article))
    assert [text[start:end] for start, end in row["source"]] == [source]


def test_the_corpus_has_no_claims_inside_claims(reader: Reader) -> None:
    text = "Ana Lind said that the mayor had warned that the dam was weak."
    article = reader.build_article(text)
    claims = find_claims(article)
    assert [len(rows_of_claims(article, claims, inner=inner)) for inner in (False, True)] == [1, 2]
