"""The shipped tagger: it loads, reads plain news as a person would, and always reads alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError
from summarizer.reading.segment import segment
from summarizer.reading.tagger import Tagger, load_tagger
from summarizer.records import Article

FOLDER = Path(__file__).parent.parent / "models" / "attribution-tagger"
MAX_WEIGHTS = 60_000_000
NEWS = (
    "The bridge at Harwick will close on Monday, the mayor said. “We have no choice,” Ana Ruiz told reporters.\n\n"
    "According to the police, the road was icy."
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger(FOLDER)


def article_of(text: str) -> Article:
    segments = segment(text)
    return Article(text, segments.blocks, segments.sentences, (), segments.quotations)


def test_tag_finds_owner_cue_and_content(tagger: Tagger) -> None:
    found = [
        (
            item.source and item.source.of(NEWS),
            item.cue and item.cue.of(NEWS),
            [c.of(NEWS) for c in item.content],
        )
        for item in tagger.tag(article_of(NEWS))
    ]
    assert found == [
        ("the mayor", "said", ["The bridge at Harwick will close on Monday"]),
        ("Ana Ruiz", "told", ["“We have no choice,”"]),
        ("the police", "According to", ["the road was icy"]),
    ]


def test_tag_reads_alike_in_every_thread(tagger: Tagger, seed_text: str) -> None:
    article = article_of(seed_text)
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(tagger.tag, [article] * 8))
    assert all(reading == readings[0] for reading in readings)
    assert readings[0]


@pytest.mark.parametrize("text", ["", "\n\n", "…", "12", "A" * 3000, "word " * 3000, "“" * 50], ids=repr)
def test_tag_takes_any_text(tagger: Tagger, text: str) -> None:
    spans = [span for item in tagger.tag(article_of(text)) for span in item.content]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_a_folder_without_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"lacks tokenizer\.json"):
        load_tagger(tmp_path)


def test_weights_fit_into_the_repository() -> None:
    assert (FOLDER / "model.safetensors").stat().st_size < MAX_WEIGHTS
