"""The gate judges others, so it is judged here: its data, its scorer, its floors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.expectations import (
    CheckCase,
    ExpectationError,
    Expectations,
    Owned,
    digest,
    load,
    load_all,
    validate,
)
from evaluation.gate import (
    Baseline,
    LowerFloorError,
    judge,
    read_baseline,
    shares,
    sunk,
    total,
    updated,
    write_baseline,
)
from evaluation.score import Scores, Tally, in_our_voice, keeps, names_owners, says, tally
from summarizer.records import Mode

ARTICLE = "The mayor said 40 boats sank. The harbour office counted at least 12, in a brazen raid."
BOATS = Owned("40 boats", (("mayor",),))
GOOD = Expectations("boats", ARTICLE, (BOATS,), ("brazen",), (CheckCase("Boats sank.", "pass"),))
FLOORS = Baseline("abc", (("owned", 0.9), ("voice", 1.0)))


@pytest.mark.parametrize("expected", load_all(), ids=lambda item: item.name)
def test_expectations_of_the_seeds_are_sound(expected: Expectations) -> None:
    assert validate(expected) == ()


def test_validate_accepts_sound_expectations() -> None:
    assert validate(GOOD) == ()


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        pytest.param(replace(GOOD, owned=(BOATS, BOATS)), "given twice: '40 boats'", id="twice"),
        pytest.param(
            replace(GOOD, owned=(replace(BOATS, text="41 boats"),)),
            "must stand in the article exactly once: '41 boats'",
            id="not-in-article",
        ),
        pytest.param(
            replace(GOOD, owned=(replace(BOATS, owners=()),)),
            "needs at least one name in each group of owners: '40 boats'",
            id="no-owner",
        ),
        pytest.param(
            replace(GOOD, owned=(replace(BOATS, owners=(("governor",),)),)),
            "no name of a group of owners stands in the article: '40 boats'",
            id="owner-not-in-article",
        ),
        pytest.param(
            replace(GOOD, owned=(replace(BOATS, keeps=("at least 40",)),)),
            "none of what must be kept stands in the article: '40 boats'",
            id="keeps-not-in-article",
        ),
        pytest.param(
            replace(GOOD, never=("cowardly",)),
            "never said by the article, so it proves nothing: 'cowardly'",
            id="never-said",
        ),
        pytest.param(
            replace(GOOD, checks=(CheckCase("Boats sank.", "fail"),)),
            "a failure needs its code: 'Boats sank.'",
            id="failure-without-code",
        ),
        pytest.param(
            replace(GOOD, checks=(CheckCase("Boats sank.", "maybe"),)),
            "verdict must be one of pass, fail, inconclusive: 'maybe'",
            id="verdict",
        ),
        pytest.param(
            replace(GOOD, checks=(CheckCase("Boats sank.", "fail", ("ATTR_GONE",)),)),
            "unknown code: 'ATTR_GONE'",
            id="code",
        ),
    ],
)
def test_validate_names_what_is_wrong(bad: Expectations, problem: str) -> None:
    assert validate(bad) == (problem,)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    (tmp_path / "boats.txt").write_text(ARTICLE, encoding="utf-8")
    path = tmp_path / "boats.expected.toml"
    path.write_text(
        'article = "boats.txt"\nnever = ["brazen"]\n'
        '[[owned]]\ntext = "40 boats"\nowners = [["mayor"]]\n'
        '[[check]]\ncandidate = "Boats sank."\nverdict = "pass"\n',
        encoding="utf-8",
    )
    return path


def test_load_reads_the_records(written: Path) -> None:
    assert load(written) == GOOD


@pytest.mark.parametrize(
    ("before", "after", "says_what"),
    [
        pytest.param("owners =", "owner =", "unknown in Owned: owner", id="unknown-field"),
        pytest.param("never =", "newer =", "'never'", id="missing-field"),
        pytest.param("boats.txt", "ships.txt", "ships.txt", id="missing-article"),
    ],
)
def test_load_refuses_what_it_does_not_know(written: Path, before: str, after: str, says_what: str) -> None:
    written.write_text(written.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(ExpectationError, match=says_what):
        load(written)


def test_digest_follows_the_article_and_the_expectations(written: Path) -> None:
    first = digest(written.parent)
    (written.parent / "boats.txt").write_text(ARTICLE + " More.", encoding="utf-8")
    second = digest(written.parent)
    written.write_text(written.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert len({first, second, digest(written.parent)}) == 3


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        pytest.param("17", "17 are in serious condition", True, id="whole"),
        pytest.param("17", "1,017 are in serious condition", False, id="end-of-a-longer-figure"),
        pytest.param("17", "17,000 are in hospital", False, id="start-of-a-longer-figure"),
        pytest.param("17", "About 17, he said", True, id="before-a-comma"),
        pytest.param("up to 1,350", "Up to 1,350 troops", True, id="other-case"),
        pytest.param("hype", "a hyped threat", False, id="part-of-a-word"),
    ],
)
def test_says_finds_whole_words(words: str, text: str, found: bool) -> None:
    assert says(words, text) is found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("Reuters reported the mayor as saying 40 boats sank.", True, id="both-layers"),
        pytest.param("The mayor said 40 boats sank.", False, id="outlet-lost"),
        pytest.param("Reuters reported that 40 boats sank.", False, id="origin-lost"),
    ],
)
def test_second_hand_report_needs_both_owners(text: str, named: bool) -> None:
    item = replace(BOATS, owners=(("mayor", "Ann Lee"), ("Reuters",)))
    assert names_owners(item, text) is named


def test_keeps_asks_for_the_qualifier() -> None:
    item = Owned("at least 12", (("harbour office",),), keeps=("at least 12",))
    assert keeps(item, "At least 12 sank, the harbour office said.")
    assert not keeps(item, "12 sank, the harbour office said.")


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        pytest.param("The brazen raid went on.", True, id="ours"),
        pytest.param('He spoke of a "brazen raid".', False, id="straight-quotes"),
        pytest.param("He spoke of a “brazen raid”.", False, id="curly-quotes"),
        pytest.param('The "raid" was brazen, not "bold".', True, id="between-two-quotations"),
    ],
)
def test_loaded_word_counts_only_in_our_voice(text: str, ours: bool) -> None:
    assert in_our_voice("brazen", text) is ours


def test_tally_counts_and_names_the_misses() -> None:
    assert tally([("a", True), ("b", False)]) == Tally(1, 2, ("b",))


def test_tallies_of_articles_add_up() -> None:
    one = Scores(owned=Tally(1, 2, ("b",)))
    two = Scores(owned=Tally(3, 3), voice=Tally(1, 1))
    assert total([one, two]) == Scores(owned=Tally(4, 5, ("b",)), voice=Tally(1, 1))


def test_share_is_rounded_as_the_file_keeps_it() -> None:
    assert dict(shares(Scores(owned=Tally(2, 3))))["owned"] == 0.6667


@pytest.mark.parametrize(
    ("measured", "lines"),
    [
        pytest.param((("owned", 0.9), ("voice", 1.0)), (), id="at-the-floor"),
        pytest.param((("owned", 0.8996), ("voice", 1.0)), (), id="rounding"),
        pytest.param(
            (("owned", 0.8), ("voice", 1.0)), ("owned: 0.8000 is below its floor 0.9000",), id="below"
        ),
        pytest.param((("owned", 0.9),), ("voice: not measured",), id="gone"),
    ],
)
def test_sunk_names_each_score_below_its_floor(
    measured: tuple[tuple[str, float], ...], lines: tuple[str, ...]
) -> None:
    assert sunk(measured, FLOORS) == lines


def test_update_raises_a_floor() -> None:
    better = (("owned", 1.0), ("voice", 1.0))
    assert updated(better, FLOORS, "abc") == Baseline("abc", better)


def test_update_refuses_to_lower_a_floor() -> None:
    with pytest.raises(LowerFloorError, match="owned: 0.5000 is below its floor 0.9000"):
        updated((("owned", 0.5), ("voice", 1.0)), FLOORS, "abc")


def test_update_lowers_a_floor_when_told_to() -> None:
    worse = (("owned", 0.5), ("voice", 1.0))
    assert updated(worse, FLOORS, "abc", allow_lower=True) == Baseline("abc", worse)


def test_changed_seeds_shut_the_gate_until_the_floors_are_set_anew() -> None:
    assert judge(FLOORS.floors, FLOORS, "other") == (
        "the seeds have changed since the floors were set: run scripts/evaluate --update",
    )


def test_gate_without_a_baseline_stays_shut() -> None:
    assert judge(FLOORS.floors, None, "abc") == (
        "there is no baseline for this mode: run scripts/evaluate --update",
    )


def test_baseline_of_one_mode_leaves_the_other(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline("extractive", FLOORS, path)
    write_baseline("abstractive", Baseline("def", (("owned", 0.1),)), path)
    assert read_baseline("extractive", path) == FLOORS
    assert read_baseline("abstractive", path) == Baseline("def", (("owned", 0.1),))


def test_model_has_floors_for_the_promises_alone() -> None:
    assert [name for name, _ in shares(Scores(), "abstractive")] == ["owned", "kept", "voice"]


@pytest.mark.parametrize("mode", ["extractive", "abstractive"])
def test_promises_have_floors_of_one(mode: Mode) -> None:
    baseline = read_baseline(mode)
    assert baseline is not None
    promises = dict(baseline.floors)
    assert (promises["owned"], promises["kept"], promises["voice"]) == (1.0, 1.0, 1.0)
