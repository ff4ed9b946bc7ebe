"""Salience: the rows that the trained ranking looks at, the weights it ships with, and how they are trained."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from rouge_score.rouge_scorer import RougeScorer

from evaluation.loading import load_file
from summarizer.errors import ConfigurationError
from summarizer.generation.facts import gather_facts
from summarizer.generation.features import FEATURES, make_features
from summarizer.generation.registry import models_dir
from summarizer.generation.salience import Ranking, load_ranking, score_sentences, told_sentences
from summarizer.reading.reader import Reader

ARTICLE = """Dam breaks above Mell

The dam above the town of Mell broke on Monday and 40 people are missing, the mayor, Ida Roth, said.

Water stood in the old town of Mell at noon. “Nobody warned us. We ran,” said Jon Pell, a baker of the town. Roth \
said the dam was tested in May.

A band played in the park of Ostrow. It was warm."""

TRAIN = Path(__file__).parents[1] / "models" / "salience" / "train.py"


def rows_of(reader: Reader, text: str) -> list[dict[str, float]]:
    facts = gather_facts(reader.read(text))
    rows = make_features(facts, told_sentences(facts.article))
    return [dict(zip(FEATURES, row, strict=True)) for row in rows]


def test_each_sentence_outside_headings_has_a_row_of_numbers(reader: Reader) -> None:
    rows = rows_of(reader, ARTICLE)
    assert len(rows) == 7
    assert all(math.isfinite(value) for row in rows for value in row.values())


def test_the_rows_tell_place_words_and_contents(reader: Reader) -> None:
    rows = rows_of(reader, ARTICLE)
    assert rows[0]["nearness"] == 1.0
    assert rows[2]["nearness"] == 0.5
    assert rows[0]["figures"] == pytest.approx(1 / 3)
    assert rows[0]["dated"] == 1.0
    assert rows[2]["quoted"] == pytest.approx(1.0)
    assert rows[6]["opens_with_pronoun"] == 1.0
    # what the dam did is told again, the band never
    assert rows[5]["centroid"] < rows[0]["centroid"]
    assert rows[5]["lead_likeness"] == 0.0


def test_a_sentence_alone_and_one_without_content_words_have_rows(reader: Reader) -> None:
    assert rows_of(reader, "It was.")[0]["centroid"] == 0.0
    assert rows_of(reader, "The dam above the town of Mell broke.")[0]["opening_words"] == 1.0


def test_the_shipped_weights_put_the_lead_first_and_the_band_last(reader: Reader) -> None:
    scored = score_sentences(gather_facts(reader.read(ARTICLE)))
    order = sorted(scored, key=lambda one: -one.score)
    texts = [one.sentence.span.of(ARTICLE) for one in order]
    assert texts[0].startswith("The dam above the town of Mell broke")
    assert {texts[-1], texts[-2]} & {"It was warm.", "A band played in the park of Ostrow."}


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(
        json.dumps({"added": 0, "features": [{"name": "nearness", "weight": 1, "low": 0, "high": 1}]}),
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError, match="other features"):
        load_ranking(path)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_ranking(tmp_path / "none.json")


def test_the_shipped_weights_are_of_these_features() -> None:
    ranking = load_ranking(models_dir() / "salience" / "weights.json")
    assert len(ranking.weights) == len(FEATURES)
    assert ranking((1e9,) * len(FEATURES)) == ranking(ranking.highs)
    assert ranking((-1e9,) * len(FEATURES)) == ranking(ranking.lows)


@pytest.fixture(scope="module")
def train() -> Any:
    return load_file(TRAIN)


def test_the_nearest_sentences_are_found_one_by_one(train: Any) -> None:
    scorer = RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    short = ("It rained.", "The dam broke on Monday.", "Forty people are missing.", "The dam broke.")
    assert train.nearest(scorer, short, "The dam broke.\nForty people are missing.") == {2, 3}
    assert train.nearest(scorer, (), "The dam broke.") == frozenset()


def test_the_ranking_learns_what_the_best_sentences_have(train: Any, reader: Reader) -> None:
    facts = gather_facts(reader.read(ARTICLE))
    figures, drawn = FEATURES.index("figures"), torch.Generator().manual_seed(1)
    lessons = []
    for best in (0, 3, 5, 6):
        rows = torch.rand(7, len(FEATURES), generator=drawn)
        rows[:, figures] = 0.0
        rows[best, figures] = 1.0
        lessons.append(train.Lesson(facts, ("",) * 7, frozenset({best}), "", rows))
    ranking: Ranking = train.fit(lessons)
    assert max(range(len(FEATURES)), key=lambda place: ranking.weights[place]) == figures
    values = torch.tensor([ranking(row.tolist()) for lesson in lessons for row in lesson.rows])
    assert float(values.mean()) == pytest.approx(0, abs=1e-4)
    assert float(values.std()) == pytest.approx(1, abs=1e-4)
    assert train.fit(lessons) == ranking


def test_training_scores_by_the_ranking_that_it_is_given(reader: Reader) -> None:
    facts = gather_facts(reader.read(ARTICLE))
    nothing, ones = (0.0,) * len(FEATURES), (1.0,) * len(FEATURES)
    flat = Ranking(nothing, nothing, ones, 0.0)
    backwards = replace(flat, weights=tuple(float(name == "log_rank") * 9 for name in FEATURES))
    last = max(score_sentences(facts, backwards), key=lambda one: one.score)
    assert last.sentence.index > max(score_sentences(facts, flat), key=lambda one: one.score).sentence.index
