"""Scoring summaries beside other systems': ROUGE, length, what is copied, what no passage says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rouge_score.rouge_scorer import RougeScorer

from evaluation.generation import (
    MEASURES,
    Document,
    Tally,
    copied_part,
    count_unsupported,
    load_documents,
    report,
    score,
    score_plain,
    score_stored,
)
from evaluation.plain_generation import whole_sentences
from summarizer.generation.registry import load_registry
from summarizer.guard.guard import Guard
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.settings import Settings

ARTICLE = ("The fire brigade said at least 14 boats were destroyed.", "The harbour is closed.", "Rain fell.")
DOCUMENT = Document("a", ARTICLE, ("At least 14 boats were destroyed.",), {"x": ("Rain fell in May.",)})


@pytest.fixture(scope="module")
def scorer() -> RougeScorer:
    return RougeScorer(list(MEASURES), use_stemmer=True)


def test_documents_are_put_together_sentence_by_sentence(tmp_path: Path) -> None:
    row = {
        "src": "united 's derby is off . Police agree .",
        "ref_summ": "No derby .",
        "sys_summs": {"x": {"sys_summ": "The derby is off ."}},
    }
    (tmp_path / "realsumm").mkdir()
    (tmp_path / "realsumm" / "data.json").write_text(json.dumps({"7": row}), encoding="utf-8")
    (found,) = load_documents(tmp_path, "realsumm")
    assert found == Document(
        "7", ("united's derby is off.", "Police agree."), ("No derby.",), {"x": ("The derby is off.",)}
    )


def test_rouge_and_length_of_a_summary(scorer: RougeScorer) -> None:
    tally = Tally()
    score(scorer, tally, DOCUMENT, ("At least 14 boats were destroyed.",))
    score(scorer, tally, DOCUMENT, ("At least 14 boats.",))
    assert tally.rouge[0] == (100.0, 100.0, 100.0)
    # four of the six words of the reference, and all four of its own: 2 * 1 * 2/3 / (1 + 2/3)
    assert tally.rouge[1][0] == pytest.approx(80.0)
    assert tally.words == [6, 4]
    assert tally.compression == [pytest.approx(16 / 6), 4.0]


def test_an_empty_summary_scores_nothing(scorer: RougeScorer) -> None:
    tally = Tally()
    score(scorer, tally, DOCUMENT, ())
    assert (tally.rouge, tally.words, tally.copied) == ([(0.0, 0.0, 0.0)], [0], [0.0])


def test_what_is_copied_is_counted_in_runs_of_four_words() -> None:
    article = "Police said the derby is off."
    assert copied_part("The derby is off!", article) == 1.0
    assert copied_part("The derby is off, Police said.", article) == pytest.approx(1 / 3)
    assert copied_part("Off, it is.", article) == 0.0


def test_the_first_sentences_stand_beside_the_stored_systems(scorer: RougeScorer) -> None:
    tallies = score_stored(scorer, [DOCUMENT])
    assert set(tallies) == {"first 3 sentences", "x"}
    lines = report("realsumm", tallies)
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| first 3 sentences", "| x"]
    assert lines[3].endswith("| 4.0 | 4.0 | 0.0 | – |")


def test_sentences_that_no_passage_says_are_counted(reader: Reader) -> None:
    tally = Tally()
    texts = ("The harbour is closed.", "Pigeons rule the moon with silver spoons.")
    count_unsupported(tally, Guard(reader), reader.read(" ".join(ARTICLE)), texts)
    assert (tally.drafted, tally.unsupported) == (2, 1)


def test_what_a_model_writes_of_whole_articles_is_scored(reader: Reader, scorer: RougeScorer) -> None:
    service = Summarizer(Settings(), reader, load_registry(Settings()))
    written = ("The harbour is closed.", "Pigeons rule the moon with silver spoons.")
    tally = score_plain(scorer, service, [DOCUMENT], lambda text: written)
    assert (tally.drafted, tally.unsupported, len(tally.rouge)) == (2, 1, 1)


def test_plain_sentences_without_an_end_are_left_out() -> None:
    assert whole_sentences("Rain fell. The dam held! And then the") == ("Rain fell.", "The dam held!")
