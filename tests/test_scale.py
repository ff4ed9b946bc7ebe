"""The cost of an archive: reckoned as the page says, and the page as reckoned."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.archive import article, bodies
from evaluation.scale import ENGINES, MEASURED_WORDS, Assumed, Engine, storage, table

PAGE = (Path(__file__).parent.parent / "docs" / "scale.md").read_text(encoding="utf-8")


def test_page_has_the_table_and_the_storage_as_reckoned() -> None:
    assert table() in PAGE
    assert storage() in PAGE


def test_reading_grows_with_the_words_and_writing_does_not() -> None:
    engine = Engine("x", reading=0.2, writing=3.0)
    assert engine.core_seconds(MEASURED_WORDS) == pytest.approx(3.2)
    assert engine.core_seconds(10 * MEASURED_WORDS) == pytest.approx(5.0)


def test_cost_is_articles_times_seconds_times_price() -> None:
    # 3,600 articles of a core-second each are an hour; nothing is done over again.
    assumed = Assumed(articles=3_600_000, words=MEASURED_WORDS, core_hour=0.5, cores=10, redone=0.0)
    row = table(assumed).splitlines()[3]
    hours = 1000 * ENGINES[1].reading
    assert f"| {hours:,.0f} | {hours / 240:.1f} | ${hours / 2:,.0f} |" in row


def test_archive_is_always_the_same_and_no_article_stands_twice() -> None:
    assert list(bodies(50)) == list(bodies(50))
    texts = [article(number) for number in range(1, 1001)]
    assert len(set(texts)) == len(texts)
    words = [len(text.split()) for text in texts]
    assert sum(words) / len(words) == pytest.approx(MEASURED_WORDS, rel=0.1)
