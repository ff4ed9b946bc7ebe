"""Train the weights of salience: ``python models/salience/train.py SHARED [--out FOLDER]``.

Of each article with a summary that people wrote, the sentences that together come nearest to it are found
greedily (ROUGE-1 and 2; after Nallapati et al. 2017), each shortened as the extract would shorten it. The
ranking learns to put each of them above the article's other sentences: logistic regression on differences
of their features (Joachims 2002), every article with the same weight. Five-fold cross-validation prints
what three sentences chosen by the whole of salience and the plan's choice come to; then all articles give
the weights. Nothing random but the drawing of the other sentences, which ``SEED`` settles.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import torch
from rouge_score.rouge_scorer import RougeScorer
from tqdm import tqdm

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from evaluation.faults_data import read_lines  # noqa: E402
from evaluation.generation import MEASURES  # noqa: E402
from evaluation.plain import joined  # noqa: E402
from summarizer.digests import write_sums  # noqa: E402
from summarizer.generation.facts import Facts, gather_facts  # noqa: E402
from summarizer.generation.features import FEATURES, make_features  # noqa: E402
from summarizer.generation.plan import choose  # noqa: E402
from summarizer.generation.salience import Ranking, score_sentences, told_sentences  # noqa: E402
from summarizer.generation.shorten import shorten  # noqa: E402
from summarizer.pipeline import make_reader  # noqa: E402
from summarizer.settings import load_settings  # noqa: E402

SEED = 20261127
FOLDS = 5
SENTENCES = 3
MOST_CHOSEN = 4
OTHERS = 25
# Inverse strength of the ridge, as in liblinear; 0.03 and 0.003 came to about as much in cross-validation.
C = 0.01
# What only so small a part of the sentences exceeds counts no further.
RARE = 0.005
# Articles of the measuring sets share this part of an article's longer words with it.
SAME = 0.8
PLACE = re.compile(r"^\(CNN\)\s*")


class Lesson(NamedTuple):
    """An article as training sees it: facts, shortened sentences, the best of them, the summary, features."""

    facts: Facts
    short: tuple[str, ...]
    best: frozenset[int]
    reference: str
    rows: torch.Tensor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with data/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    lessons = [*tqdm(read_lessons(options.shared / "data", scorer), unit="article")]
    print(f"{len(lessons)} articles")
    report(scorer, lessons)
    ranking = fit(lessons)
    (options.out / "weights.json").write_text(written(ranking), encoding="utf-8")
    write_sums(options.out, ("weights.json",))


def written(ranking: Ranking) -> str:
    """Return the ranking as JSON, a line a feature."""
    columns = zip(FEATURES, ranking.weights, ranking.lows, ranking.highs, strict=True)
    rows = [
        json.dumps({"name": name, "weight": round(weight, 6), "low": round(low, 6), "high": round(high, 6)})
        for name, weight, low, high in columns
    ]
    return f'{{"added": {ranking.added:.6f}, "features": [\n' + ",\n".join(rows) + "\n]}\n"


# ------------------------------------------------------------------------------- data


def read_lessons(data: Path, scorer: RougeScorer) -> Iterator[Lesson]:
    reader = make_reader(load_settings())
    for text, reference in [*load_cnndm(data), *load_bump(data)]:
        facts = gather_facts(reader.read(text))
        told = told_sentences(facts.article)
        short = tuple(shorten(facts.analysis, sentence) for sentence in told)
        best = nearest(scorer, short, reference)
        yield Lesson(facts, short, best, reference, torch.tensor(make_features(facts, told)))


def load_cnndm(data: Path) -> Iterator[tuple[str, str]]:
    with (data / "cnndm_val" / "cnndm_validation_first300.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield PLACE.sub("", row["article"]), lines(row["highlights"])


def load_bump(data: Path) -> Iterator[tuple[str, str]]:
    """Yield BUMP's articles with their true summaries, without those that a measuring set has, too."""
    held_out = [long_words(text) for text in measured(data)]
    summaries: dict[str, str] = {}
    for part in ("task1", "task2"):
        for row in read_lines(data / "bump" / f"{part}.jsonl"):
            summaries.setdefault(row["article_id"], row["reference_summary"])
    for row in read_lines(data / "bump" / "articles.jsonl"):
        own = long_words(row["article"])
        known = any(len(own & other) > SAME * min(len(own), len(other)) for other in held_out)
        if not known and row["article_id"] in summaries:
            yield PLACE.sub("", joined(row["article"])), lines(joined(summaries[row["article_id"]]))


def measured(data: Path) -> Iterator[str]:
    for corpus in ("realsumm", "summeval"):
        for row in json.loads((data / corpus / "data.json").read_text(encoding="utf-8")).values():
            yield row["src"]
    for row in read_lines(data / "frank" / "articles_summaries.jsonl"):
        yield row["article"]
    for row in read_lines(data / "qags" / "mturk_cnndm.jsonl"):
        yield row["article"]


def long_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]{4,}", text.lower()))


def lines(summary: str) -> str:
    """Return a summary a sentence a line, its marks at their words."""
    text = re.sub(r"\s+([.,;:!?])", r"\1", summary)
    return "\n".join(part for part in re.split(r"(?<=[.!?])\s+", text) if part)


def nearest(scorer: RougeScorer, short: Sequence[str], reference: str) -> frozenset[int]:
    """Return the sentences that greedily come nearest to the reference, as many as still help."""
    chosen: list[int] = []
    reached = 0.0
    while len(chosen) < MOST_CHOSEN:
        able = [place for place in range(len(short)) if place not in chosen]
        found = [(near(scorer, short, [*chosen, place], reference), -place) for place in able]
        if not found or max(found)[0] <= reached:
            break
        reached, place = max(found)
        chosen.append(-place)
    return frozenset(chosen)


def near(scorer: RougeScorer, short: Sequence[str], chosen: list[int], reference: str) -> float:
    made = scorer.score(reference, "\n".join(short[place] for place in sorted(chosen)))
    return float(made["rouge1"].fmeasure + made["rouge2"].fmeasure)


# --------------------------------------------------------------------------- training


def fit(lessons: Sequence[Lesson]) -> Ranking:
    """Return the ranking, scaled so that the sentences' numbers have mean 0 and spread 1."""
    every = torch.cat([lesson.rows for lesson in lessons]).double()
    lows, highs = (every.quantile(part, 0) for part in (RARE, 1 - RARE))
    every = every.clamp(lows, highs)
    spread = every.std(0).clamp_min(1e-9)
    scaled = [lesson._replace(rows=lesson.rows.double().clamp(lows, highs) / spread) for lesson in lessons]
    weights = learn(*pairs(scaled)) / spread
    raw = every @ weights
    columns = (tuple(column.tolist()) for column in (weights / raw.std(), lows, highs))
    return Ranking(*columns, added=float(-raw.mean() / raw.std()))


def learn(differences: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Return the weights that put the best sentences first; ``shares`` is how much each difference counts."""
    weights = torch.zeros(differences.shape[1], dtype=torch.double, requires_grad=True)
    solver = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        lost = torch.nn.functional.softplus(-(differences @ weights))
        total = 0.5 * weights.square().sum() + 2 * C * (shares * lost).sum()
        total.backward()
        return total

    solver.step(loss)
    return weights.detach()


def pairs(lessons: Sequence[Lesson]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return differences of a best sentence and another one, and how much each counts."""
    drawn = random.Random(SEED)
    found, shares = [], []
    for lesson in lessons:
        others = [place for place in range(len(lesson.rows)) if place not in lesson.best]
        for best in sorted(lesson.best):
            some = drawn.sample(others, OTHERS) if len(others) > OTHERS else others
            found.append(lesson.rows[best] - lesson.rows[some])
            shares += [1 / len(lesson.best)] * len(some)
    weights = torch.tensor(shares, dtype=torch.double)
    return torch.cat(found), weights / weights.mean()


# ------------------------------------------------------------------------------ figures


def report(scorer: RougeScorer, lessons: Sequence[Lesson]) -> None:
    made: list[tuple[float, ...]] = []
    for fold in range(FOLDS):
        ranking = fit([lesson for place, lesson in enumerate(lessons) if place % FOLDS != fold])
        held_out = lessons[fold::FOLDS]
        made += [rouge(scorer, lesson, chosen(lesson, ranking)) for lesson in held_out]
    show("chosen", made)
    show("first three", [rouge(scorer, lesson, list(lesson.short[:SENTENCES])) for lesson in lessons])
    best = [[lesson.short[place] for place in sorted(lesson.best)] for lesson in lessons]
    show("best", [rouge(scorer, lesson, one) for lesson, one in zip(lessons, best, strict=True)])


def chosen(lesson: Lesson, ranking: Ranking) -> list[str]:
    scored = score_sentences(lesson.facts, ranking)
    short = {one.sentence.index: text for one, text in zip(scored, lesson.short, strict=True)}
    ranked = sorted(scored, key=lambda one: (-one.score, one.sentence.index))
    found = choose([one for one in ranked if one.score > 0] or ranked[:1], SENTENCES)
    return [short[index] for index in sorted(one.sentence.index for one in found)]


def rouge(scorer: RougeScorer, lesson: Lesson, summary: list[str]) -> tuple[float, ...]:
    made = scorer.score(lesson.reference, "\n".join(summary))
    return (*(100 * made[name].fmeasure for name in MEASURES), len(" ".join(summary).split()))


def show(name: str, made: list[tuple[float, ...]]) -> None:
    print(f"{name}: " + " / ".join(f"{fmean(column):.2f}" for column in zip(*made, strict=True)))


if __name__ == "__main__":
    main()
