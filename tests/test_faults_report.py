"""The report on faults: verdicts beside human labels, and minimal pairs told apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation.faults import Judged, judge_all, misses, of_articles, report_set
from evaluation.faults_data import Item, Pair, load_bump, load_frank, load_qags, load_summedits, unsplit
from evaluation.faults_pairs import Outcome, changed, groups_of, report_pairs
from evaluation.faults_score import balanced_accuracy, partial, pearson, ranks, spearman
from summarizer.reading.reader import Reader
from summarizer.records import Finding, Span

ARTICLE = "The dam at Harwick is weak, the engineer Ana Lind said on Monday. It was built in 1930."


def item(text: str, *, faithful: bool = True, human: float = 1.0, system: str = "", kind: str = "") -> Item:
    """Return a summary of the article above."""
    return Item("own", text, ARTICLE, text, faithful, human, system, text, (kind,) if kind else ())


def error(code: str) -> Finding:
    """Return an error with the code."""
    return Finding(code, "R1", "error", 0, Span(0, 1), "Why.")  # type: ignore[arg-type]


def pair_of(reference: str, edited: str) -> Pair:
    """Return a minimal pair with the scores of one metric that tells it apart."""
    scores = {"ROUGE-2_reference": 0.9, "ROUGE-2_edited": 0.5}
    return Pair("1", item(reference), item(edited, faithful=False), "Extrinsic Entity", scores)


@pytest.mark.parametrize(
    ("labels", "verdicts", "expected"),
    [
        pytest.param([True, True, False, False], [True, True, False, False], 1.0, id="all-right"),
        pytest.param([True, True, True, False], [True, True, True, True], 0.5, id="everything-passes"),
        pytest.param(
            [True, False, False, False, False], [False, False, False, False, True], 0.375, id="mixed"
        ),
        pytest.param([True, True], [True, False], 0.5, id="one-class"),
    ],
)
def test_balanced_accuracy_weighs_both_classes_alike(
    labels: list[bool], verdicts: list[bool], expected: float
) -> None:
    assert balanced_accuracy(labels, verdicts) == pytest.approx(expected)


def test_correlations_of_known_series() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert pearson([1, 1, 1], [1, 2, 3]) == 0
    assert spearman([1, 2, 3], [1, 10, 100]) == pytest.approx(1)
    assert ranks([5, 1, 5, 9]) == [2.5, 1, 2.5, 4]


def test_partial_takes_the_systems_means_out() -> None:
    assert partial([1.0, 3.0, 10.0, 14.0], ["a", "a", "b", "b"]) == [-1, 1, -2, 2]


@pytest.mark.parametrize(
    ("reference", "edited", "groups"),
    [
        pytest.param("It broke in 1930.", "It broke in 1950.", ["numbers"], id="digits"),
        pytest.param("Two men died.", "Three men died.", ["numbers"], id="letters"),
        pytest.param("More than 40 died.", "Less than 40 died.", ["numbers"], id="qualifier"),
        pytest.param("More rain fell.", "Less rain fell.", [], id="no-number-beside"),
        pytest.param("The dam broke.", "The bridge broke.", [], id="neither"),
        pytest.param(
            "The dam is weak, Ana Lind said.", "The dam is weak, Tom Berg said.", ["who said it"], id="owner"
        ),
        pytest.param("The dam is weak, Ana Lind said.", "The dam is old, Ana Lind said.", [], id="content"),
    ],
)
def test_pairs_are_grouped_by_what_their_edit_swaps(
    reader: Reader, reference: str, edited: str, groups: list[str]
) -> None:
    pair = pair_of(reference, edited)
    found = groups_of(pair, reader.read(reference).claims)
    assert list(found) == ["Extrinsic Entity", *groups, "all"]


def test_words_that_differ_are_found_on_both_sides() -> None:
    assert changed("He left on Monday.", "He left the town on Sunday.") == ((3,), (2, 3, 5))


@pytest.mark.parametrize(
    ("mine", "told", "found"),
    [
        pytest.param((True, 0, 1.0, False, 1, 1.0), True, True, id="fails"),
        pytest.param((False, 1, 1.0, False, 2, 1.0), True, True, id="more-errors"),
        pytest.param((True, 0, 1.0, True, 0, 0.8), True, False, id="less-support"),
        pytest.param((False, 1, 0.8, False, 1, 0.8), False, False, id="same"),
    ],
)
def test_a_pair_is_told_apart_where_the_edit_fares_worse(
    mine: tuple[bool, int, float, bool, int, float], told: bool, found: bool
) -> None:
    outcome = Outcome(pair_of("A.", "B."), ("all",), *mine)
    assert (outcome.told_apart, outcome.by_findings) == (told, found)


def test_the_pairs_table_gives_shares_and_the_metrics_below() -> None:
    groups = ("Extrinsic Entity", "numbers", "all")
    outcomes = [
        Outcome(pair_of("1.", "2."), groups, True, 0, 1.0, False, 1, 0.9),
        Outcome(pair_of("1.", "3."), groups, True, 0, 1.0, True, 0, 1.0),
    ]
    lines = report_pairs(outcomes)
    assert "| numbers | 2 | 50.0 | 50.0 | 50.0 | 100.0 |" in lines
    assert lines[-1] == "| ROUGE-2 | 100.0 | 100.0 |"


JUDGED = (
    Judged(item("Weak."), "pass", (), (1.0,), (True,)),
    Judged(item("Old."), "fail", (error("UNSUPPORTED"),), (0.3,), (False,)),
    Judged(item("Dry."), "fail", (error("ATTR_MISSING"),), (1.0,), (False,)),
    Judged(item("New.", faithful=False, kind="antonym"), "pass", (), (0.9,), (True,)),
    Judged(item("Big.", faithful=False, kind="antonym"), "inconclusive", (), (0.9,), (True,)),
)


def test_a_set_is_reported_with_its_findings_and_what_passes() -> None:
    lines = report_set("own", JUDGED)
    assert "**own**: 5 texts, balanced accuracy 41.7, by errors of fact 33.3" in lines
    assert "| unfaithful | 1 | 0 | 1 |" in lines
    assert "| UNSUPPORTED | 1 | 1 | 0 | 0 |" in lines
    assert "| antonym | 2 | 1 | 50.0 |" in lines


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(0, [], id="none"),
        pytest.param(
            5,
            [
                "  own false alarm, fail Old.: Old.",
                "    UNSUPPORTED Why.",
                "  own false alarm, fail Dry.: Dry.",
                "    ATTR_MISSING Why.",
                "  own passes New. antonym: New.",
            ],
            id="both-kinds",
        ),
    ],
)
def test_misses_are_false_alarms_and_what_passes(limit: int, expected: list[str]) -> None:
    assert list(misses("own", JUDGED, limit)) == expected


def test_scores_follow_the_human_ones_by_summary() -> None:
    judged = [
        Judged(item("A.", human=1.0, system="x"), "pass", (), (0.9,), (True,)),
        Judged(item("B.", human=0.5, system="x"), "pass", (), (0.6,), (True,)),
        Judged(item("C.", human=0.0, system="y"), "fail", (), (0.3,), (True,)),
    ]
    assert any(
        line.startswith("support: Pearson 100.0, Spearman 100.0") for line in report_set("own", judged)
    )


def test_articles_are_read_once_and_texts_judged(reader: Reader) -> None:
    items = [item("The dam is weak, Ana Lind said."), item("The dam was built in 1950.", faithful=False)]
    judged = judge_all(reader, items)
    assert [judged[one].verdict for one in items] == ["pass", "fail"]
    assert "FIGURE_NOT_IN_SOURCE" in {finding.code for finding in judged[items[1]].errors}


def test_only_so_many_articles_are_taken() -> None:
    other = Item("own", "z", "Another article.", "Text.", True, 1.0)
    items = [item("A."), other, item("B.")]
    assert of_articles(items, 1) == [items[0], items[2]]
    assert of_articles(items, None) == items


def write(folder: Path, lines: Sequence[tuple[str, str]]) -> None:
    """Write a folder of files by their names."""
    for name, text in lines:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


FILES = (
    ("summedits/docs.jsonl", '{"doc_id": "d", "doc": "The dam is weak."}\n'),
    (
        "summedits/summedits_news.jsonl",
        '{"id": "s", "doc_id": "d", "summary": "It is.", "label": 0, "edit_types": ["antonym_swap"]}\n',
    ),
    (
        "frank/articles_summaries.jsonl",
        '{"hash": "abcdefghij", "dataset": "cnndm", "article": "Mayor Lind met Berg. The mayor of Port Ash left.",'
        ' "summaries": {"bart": "mayor lind left port ash ."}}\n'
        '{"hash": "b", "dataset": "bbc", "article": "Not read.", "summaries": {"bart": "no ."}}\n',
    ),
    (
        "frank/human_annotations.jsonl",
        '{"hash": "abcdefghij", "model_name": "bart", "Factuality": 0.5, "RelE": 1, "EntE": 0.5, "CircE": 1,'
        ' "OutE": 1, "GramE": 1, "CorefE": 1, "LinkE": 1, "Other": 1}\n',
    ),
    ("bump/articles.jsonl", '{"article_id": 7, "article": "Berg paid £20."}\n'),
    (
        "bump/task1.jsonl",
        '{"id": 0, "article_id": 7, "reference_summary": "Berg paid £ 20 .", "edited_summary": "Berg paid £ 30 .",'
        ' "error_type": "Extrinsic Entity Error", "scores": {"BLEU_edited": 0, "BLEU_reference": 1}}\n',
    ),
    ("bump/task2.jsonl", ""),
    (
        "qags/mturk_cnndm.jsonl",
        '{"article": "The mayor , lind , met berg .", "summary_sentences": [{"sentence": "Lind met berg .",'
        ' "responses": [{"response": "yes"}, {"response": "no"}, {"response": "yes"}]}]}\n',
    ),
)


@pytest.mark.parametrize(
    ("article", "said", "expected"),
    [
        pytest.param(
            "It rose to 31. 8 million .", "It is 31.8 million.", "It rose to 31.8 million .", id="decimal"
        ),
        pytest.param("They won 28 - 24 .", "They won 28-24.", "They won 28-24 .", id="score"),
        pytest.param("A 16 - year - old left .", "A 16-year-old.", "A 16-year-old left .", id="compound"),
        pytest.param("He left - at last .", "He left at last.", "He left - at last .", id="dash"),
    ],
)
def test_what_an_article_has_in_pieces_is_put_together(article: str, said: str, expected: str) -> None:
    assert unsplit(article, said) == expected


def test_sets_are_loaded_with_their_labels_as_plain_text(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (edit,) = load_summedits(tmp_path)
    assert (edit.article, edit.text, edit.faithful, edit.kinds) == (
        "The dam is weak.",
        "It is.",
        False,
        ("antonym_swap",),
    )
    (frank,) = load_frank(tmp_path)
    assert (frank.text, frank.human, frank.faithful, frank.kinds) == (
        "Mayor Lind left Port Ash.",
        0.5,
        False,
        ("EntE",),
    )
    (qags,) = load_qags(tmp_path)
    assert (qags.article, qags.text, qags.faithful) == ("The mayor, Lind, met Berg.", "Lind met Berg.", True)
    (pair,) = load_bump(tmp_path)
    assert (pair.reference.text, pair.edited.text, pair.kind) == (
        "Berg paid £20.",
        "Berg paid £30.",
        "Extrinsic Entity",
    )
