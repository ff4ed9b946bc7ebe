"""What every engine does, the engine that generates nothing, and the choice of one by kind.

The other engines live in modules of their own so that this one stays light: ``local`` brings torch,
``remote`` an HTTP client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from summarizer.errors import MissingExtra
from summarizer.generation.registry import ModelCard, ModelKind
from summarizer.generation.shorten import shorten
from summarizer.records import Analysis, Draft, DraftSentence, Passage, Plan
from summarizer.settings import Settings

MODEL_EXTRA = "attributed-summarizer[model]"


class Generator(Protocol):
    """An engine: a plan in, a draft out. One object serves many threads.

    ``ready`` tells whether ``generate`` starts at once; ``warm_up`` makes it so and may take a
    minute. ``deadline`` is a value of ``time.monotonic()``: sentences that are not finished by then
    are taken from the article, with a notice. ``truncation`` (chunk, head or error) says what
    happens to an article that exceeds the engine's context. Raises ModelError, TooLarge.
    """

    @property
    def card(self) -> ModelCard: ...

    @property
    def ready(self) -> bool: ...

    def warm_up(self) -> None: ...

    def generate(
        self, analysis: Analysis, plan: Plan, *, deadline: float | None, truncation: str
    ) -> Draft: ...


class ExtractGenerator:
    """The plan's sentences, shortened along the parse: the fast mode and the fallback."""

    def __init__(self, card: ModelCard) -> None:
        self._card = card

    @property
    def card(self) -> ModelCard:
        return self._card

    @property
    def ready(self) -> bool:
        return True

    def warm_up(self) -> None:
        """Do nothing: there is nothing to load."""

    def generate(self, analysis: Analysis, plan: Plan, *, deadline: float | None, truncation: str) -> Draft:
        """Return one shortened sentence a passage; milliseconds, so the deadline is not looked at."""
        article = analysis.article
        told = tuple(article.sentences[passage.told] for passage in plan.passages)
        return Draft(
            tuple(extract_sentence(analysis, passage) for passage in plan.passages),
            engine="extract",
            model=self._card.id,
            mode="extractive",
            tokens=sum(len(article.tokens_in(sentence.span)) for sentence in told),
        )


def extract_sentence(analysis: Analysis, passage: Passage) -> DraftSentence:
    """Return the passage's own sentence, shortened."""
    return DraftSentence(shorten(analysis, analysis.article.sentences[passage.told]), passage.index)


def make_generator(card: ModelCard, settings: Settings) -> Generator:
    """Make the engine of the card's kind; loads nothing. Raises MissingExtra without torch."""
    return MAKERS[card.kind](card, settings)


def _make_extract(card: ModelCard, settings: Settings) -> Generator:
    return ExtractGenerator(card)


def _make_rewrite(card: ModelCard, settings: Settings) -> Generator:
    with _needs_extra(card):
        from summarizer.generation.local.rewrite import RewriteGenerator
    return RewriteGenerator(card, settings)


def _make_document(card: ModelCard, settings: Settings) -> Generator:
    with _needs_extra(card):
        from summarizer.generation.local.document import DocumentGenerator
    return DocumentGenerator(card, settings)


@contextmanager
def _needs_extra(card: ModelCard) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("summarizer"):
            raise
        raise MissingExtra(f"model {card.name!r} needs the extra {MODEL_EXTRA}: {error}") from error


def _make_openai(card: ModelCard, settings: Settings) -> Generator:
    from summarizer.generation.remote import RemoteGenerator

    return RemoteGenerator(card, settings)


MAKERS: dict[ModelKind, Callable[[ModelCard, Settings], Generator]] = {
    "extract": _make_extract,
    "rewrite": _make_rewrite,
    "document": _make_document,
    "openai": _make_openai,
}
