"""The report on owners kept: what is counted of our summaries, by a scorer that is not ours."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from evaluation.owners import Judged, Score, claims_of_draft, line_of, report, score_lead, score_mode
from evaluation.polnear import Annotated
from summarizer.generation.registry import load_registry
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.records import Draft, DraftSentence, Dropped, Summary
from summarizer.settings import load_settings

TEXT = (
    "The dam at Harwick is weak, the engineer Ana Lind said on Monday. “It may break in June,” she said. "
    "The council of the town denied that on Tuesday and said the dam was safe for another ten years. "
    "Port Marrow lies nine miles below it. The dam was built in 1930 and has been mended three times. "
    "The harbour master said that boats would be moved. Nobody has left the town so far."
)


def judge(row: dict[str, Any], sentence: str) -> str | None:
    """Call what names Lind kept, what says "said" otherwise lost, and the rest no claim."""
    if "Lind" in sentence:
        return "kept"
    return "lost" if "said" in sentence else None


SCORER: Any = SimpleNamespace(judge=judge)
ARTICLE = Annotated("a", TEXT, {})


def test_the_lead_is_the_articles_first_sentences() -> None:
    score = score_lead(SCORER, [ARTICLE])
    assert [item.verdict for item in score.sentences] == ["kept", "lost", "lost", None, None]
    assert (score.claims, score.count("kept"), score.count("lost")) == (3, 1, 2)


def test_summaries_are_scored_sentence_by_sentence(reader: Reader) -> None:
    settings = load_settings()
    summarizer = Summarizer(settings, reader, load_registry(settings))
    score = score_mode(summarizer, SCORER, [ARTICLE, Annotated("b", "Too short.", {})], "extractive")
    assert score.articles == 2
    assert 0 < score.claims <= len(score.sentences) <= 5
    assert 0 < score.survived <= score.drafted


@pytest.mark.parametrize(("code", "survived"), [("ATTR_MISSING", [True, False]), ("DUPLICATE", [True, True])])
def test_claims_of_a_draft_survive_unless_left_out_for_a_fault(code: str, survived: list[bool]) -> None:
    texts = ("Ana Lind said that the dam is weak.", "It is safe, he said.", "It rains.")
    draft = Draft(tuple(map(DraftSentence, texts)), "x", "x", "abstractive")
    summary = Summary(
        "ok", texts[0], (), dropped=(Dropped(texts[1], code, "R1"), Dropped(texts[2], code, "R1"))
    )
    result: Any = SimpleNamespace(draft=draft, summary=summary)
    assert claims_of_draft(SCORER, ARTICLE, result) == survived


def test_the_table_gives_shares_and_the_misses_below() -> None:
    sentences = (Judged("a", "One.", "kept"), Judged("a", "Two.", "wrong"), Judged("a", "Three.", None))
    score = Score(2, sentences, drafted=4, survived=3)
    assert line_of("ours", score) == "| ours | 50.0 | 0.0 | 50.0 | 2 | 1.50 | 75.0 |"
    assert report({"ours": score}, 5)[-1] == "  ours wrong a: Two."
    assert report({"ours": score}, 0)[-1].startswith("| ours")
