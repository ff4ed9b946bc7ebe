"""The gold set is in order, and its scorer tells right from wrong and from invented."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.gold import (
    KINDS,
    GoldArticle,
    GoldClaim,
    GoldError,
    gold_shares,
    innermost,
    is_invented,
    is_right,
    is_wrong,
    load_gold,
    read_gold,
    score_gold,
)
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, Article, Claim, Source, Span

TEXT = "Radio Orle said the mayor told it the bridge was safe. Boats passed. She or she said no."
RIGHT = """
kinds = ["role"]
text = '''The mayor said the bridge was safe.'''
[[claim]]
words = "the bridge was safe"
owner = "The mayor"
kind = "role"
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def analysis() -> Analysis:
    outer = Claim("c1", (span("the mayor told it the bridge was safe"),), "indirect", source_id="s1")
    inner = Claim("c2", (span("the bridge was safe"),), "indirect", source_id="s2", parent="c1")
    unclear = Claim("c3", (span("no"),), "indirect", owner=span("She"), status="unresolved")
    sources = (Source("s1", "Radio Orle", "outlet"), Source("s2", "Ana Ruiz", "person", "mayor"))
    return Analysis(Article(TEXT), (outer, inner, unclear), sources)


@pytest.mark.parametrize(
    ("words", "owner", "chain", "right"),
    [
        pytest.param("the bridge was safe", "the mayor", ("Radio Orle",), True, id="role-and-layer"),
        pytest.param("the bridge was safe", "Ruiz", (), True, id="surname"),
        pytest.param("the bridge was safe", "Ana Maria Ruiz", (), False, id="name-not-whole"),
        pytest.param("the bridge was safe", "Radio Orle", (), False, id="outer-for-inner"),
        pytest.param("the bridge was safe", "the mayor", ("Reuters",), False, id="wrong-layer"),
        pytest.param("the bridge was safe", "", (), False, id="nobody-but-somebody"),
        pytest.param("Boats passed", "", (), True, id="own-voice"),
        pytest.param("Boats passed", "the mayor", (), False, id="missed"),
        pytest.param("no", "?", (), True, id="open"),
        pytest.param("no", "the mayor", (), False, id="open-but-named"),
    ],
)
def test_is_right_asks_for_owner_and_layers(
    words: str, owner: str, chain: tuple[str, ...], right: bool
) -> None:
    place = TEXT.rindex(words)
    text = analysis()
    assert TEXT.index(words) == place or words == "no"
    assert is_right(text, GoldClaim(words if words != "no" else "no.", owner, "role", chain)) is right


def test_is_invented_where_nobody_said_it() -> None:
    assert is_invented(analysis(), GoldClaim("the bridge was safe", "", "role"))
    assert not is_invented(analysis(), GoldClaim("Boats passed", "", "role"))
    assert not is_invented(analysis(), GoldClaim("the bridge was safe", "Radio Orle", "role"))


def test_is_wrong_where_another_is_named() -> None:
    assert is_wrong(analysis(), GoldClaim("the bridge was safe", "Radio Orle", "role"))
    assert not is_wrong(analysis(), GoldClaim("the bridge was safe", "Ana Ruiz", "role"))
    assert not is_wrong(analysis(), GoldClaim("Boats passed", "Ana Ruiz", "role"))
    assert not is_wrong(analysis(), GoldClaim("the bridge was safe", "", "role"))


def test_innermost_takes_the_whole_before_a_part() -> None:
    claim = innermost(analysis(), span("the mayor told it the bridge was safe"))
    assert claim is not None
    assert claim.id == "c1"


def test_innermost_takes_the_claim_inside() -> None:
    claim = innermost(analysis(), span("bridge was safe"))
    assert claim is not None
    assert claim.id == "c2"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param('the bridge was safe"', 'the ship"', "stands 0 times", id="absent"),
        pytest.param('the bridge was safe"', 'e"', "stands 4 times", id="not-once"),
        pytest.param('kind = "role"', 'kind = "rule"', "kind 'rule' is not known", id="kind"),
        pytest.param('owner = "The mayor"\n', "", "a claim lacks owner", id="owner"),
        pytest.param("owner =", 'owners = ["x"]\nowner =', "unknown field owners", id="field"),
        pytest.param("[[claim]]", "[[claim", "Expected", id="no-toml"),
        pytest.param('kinds = ["role"]', "", "the file lacks kinds", id="no-kinds"),
        pytest.param('["role"]', '["role", "joint"]', "kinds differ: joint", id="kind-without-claim"),
        pytest.param("the bridge was", "the bridge\\nwas", "more than one paragraph", id="two-paragraphs"),
    ],
)
def test_a_file_out_of_order_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(GoldError, match=told):
        read_gold("x", RIGHT.replace(old, new))


def test_score_gold_counts_by_kind(reader: Reader) -> None:
    scores = score_gold(reader, [read_gold("x", RIGHT)])
    tallies = dict(scores.kinds)
    assert (tallies["role"].right, tallies["role"].total) == (1, 1)
    assert dict(gold_shares(scores))["not invented"] == 1.0


def test_score_gold_names_what_it_missed(reader: Reader) -> None:
    wrong = read_gold("x", RIGHT.replace('"The mayor"', '"The governor"'))
    (miss,) = dict(score_gold(reader, [wrong]).kinds)["role"].misses
    assert miss.startswith("x: 'the bridge was safe' -> the mayor")


@pytest.fixture(scope="module")
def gold() -> tuple[GoldArticle, ...]:
    return load_gold()


def test_gold_set_is_large_enough(gold: tuple[GoldArticle, ...]) -> None:
    assert len(gold) >= 60
    assert all(len(article.text.split()) <= 200 for article in gold)


def test_gold_set_has_every_kind(gold: tuple[GoldArticle, ...]) -> None:
    counts = Counter(claim.kind for article in gold for claim in article.claims)
    assert {kind for kind in KINDS if counts[kind] < 12} == set()
