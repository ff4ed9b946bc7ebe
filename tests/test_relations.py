"""Which words may stand for which."""

from __future__ import annotations

import pytest

from summarizer.guard.relations import relations


@pytest.mark.parametrize(
    ("said", "article"),
    [
        pytest.param("climb", "rise", id="same-sense"),
        pytest.param("invasion", "invade", id="derived"),
        pytest.param("vehicle", "car", id="broader"),
        pytest.param("approval", "approve", id="noun-of-verb"),
        pytest.param("kill", "shoot", id="broader-verb"),
        pytest.param("attacker", "invader", id="neutral-for-loaded"),
    ],
)
def test_a_word_is_backed_by_its_like_and_by_narrower_ones(said: str, article: str) -> None:
    assert article in relations().backing(said)


@pytest.mark.parametrize(
    ("said", "article"),
    [
        pytest.param("car", "vehicle", id="narrower-than-the-article"),
        pytest.param("fall", "rise", id="opposite"),
        pytest.param("teacher", "doctor", id="neighbour"),
        pytest.param("qwertz", "rise", id="no-word"),
        pytest.param("invader", "attacker", id="loaded-for-neutral"),
    ],
)
def test_a_word_is_not_backed_by_what_says_less_or_else(said: str, article: str) -> None:
    assert article not in relations().backing(said)


@pytest.mark.parametrize(("one", "other"), [("rise", "fall"), ("sell", "buy"), ("increase", "decrease")])
def test_opposites_are_known_both_ways(one: str, other: str) -> None:
    assert relations().opposed(one, other)
    assert relations().opposed(other, one)


def test_a_word_is_not_its_own_opposite() -> None:
    assert not any(relations().opposed(word, word) for word in relations().opposite)
