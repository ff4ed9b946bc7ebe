"""The one path: read the article, plan, write, guard. No rule of its own stands here.

``check`` is the same path with the candidate in the place of the draft; ``attributions`` stops
after reading. A model that fails or runs out of time is replaced by the extract, with a notice:
never by an unguarded draft.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from summarizer import tracing
from summarizer.errors import (
    DeadlineExceeded,
    EmptyText,
    FieldError,
    ModelError,
    ModelNotPrepared,
    NothingToSummarize,
    TooLarge,
    UnknownModel,
    UnsupportedLanguage,
)
from summarizer.generation.generator import Generator, make_generator
from summarizer.generation.plan import make_plan, widen_plan
from summarizer.generation.registry import Registry, load_registry, models_dir
from summarizer.guard.guard import Guard
from summarizer.reading.html import html_to_text
from summarizer.reading.language import count_words, is_english
from summarizer.reading.nlp import Parser
from summarizer.reading.pages import page_to_text
from summarizer.reading.reader import Reader
from summarizer.records import (
    Analysis,
    ArticleInput,
    CheckOptions,
    CheckResult,
    Draft,
    DraftSentence,
    Notice,
    Plan,
    SummarizeOptions,
    SummarizeResult,
    Summary,
)
from summarizer.settings import Settings

EXTRACT = "extract"
NOTHING_KEPT = "nothing_kept"
ALERT = "alert"
# How often the next best is looked for where the guard drops sentences: twice is enough for most articles.
REFILLS = 3
# Of the time that is left once an article is read, what the model may not use up.
GUARD_SHARE = 0.1
RULES_ALONE = "none"
LANGUAGES = ("en",)
WARM_UP_TEXT = "The ministry said on Monday that at least 32 people were killed. Police disputed that figure."


# The stages of ``summarize``; whoever watches is told of each as it begins.
STAGES = ("read", "plan", "generate", "guard")
Watch = Callable[[str], None]


def unwatched(stage: str) -> None:
    """Watch nothing."""


class Clock:
    """Seconds by stage, in the order in which the stages ran."""

    def __init__(self, watch: Watch = unwatched) -> None:
        self._stages: list[tuple[str, float]] = []
        self._watch = watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what runs inside, also where it raises."""
        self._watch(name)
        started = time.perf_counter()
        try:
            with tracing.stage(name):
                yield
        finally:
            self._stages.append((name, time.perf_counter() - started))

    @property
    def stages(self) -> tuple[tuple[str, float], ...]:
        return tuple(self._stages)


class Summarizer:
    """The service without its HTTP: one reader, one guard, one copy of each model; thread-safe."""

    def __init__(self, settings: Settings, reader: Reader, registry: Registry) -> None:
        self.settings = settings
        self.registry = registry
        self.reader = reader
        self._guard = Guard(reader)
        self._to_text = html_to_text if settings.page_reader == "own" else page_to_text
        self._generators: dict[str, Generator] = {}
        self._lock = threading.Lock()
        self._warm = False

    def add_generator(self, generator: Generator) -> None:
        """Use ``generator`` for the model that its card names."""
        self._generators[generator.card.name] = generator

    @property
    def ready(self) -> bool:
        """Whether the parser and the default model are warm."""
        return self._warm

    def warm_up(self) -> None:
        """Load the parser and the default model and run each once.

        Raises ModelNotPrepared where the default model's files are not there.
        """
        self.reader.read(WARM_UP_TEXT)
        self._generator(self.registry.default).warm_up()
        self._warm = True

    def summarize(
        self,
        article: ArticleInput,
        options: SummarizeOptions,
        watch: Watch = unwatched,
        *,
        deadline: float | None = None,
    ) -> SummarizeResult:
        """Return a summary of ``article`` in which every sentence has passed the guard.

        ``watch`` is told of each of ``STAGES`` as it begins, in this thread. ``deadline`` is a time of
        ``time.monotonic``; without one the settings' seconds begin now.
        Raises the InvalidInput family for what cannot be summarised, TooLarge beyond the limit,
        DeadlineExceeded where reading alone took too long, UnknownModel, and ModelNotPrepared where ``mode``
        is "abstractive" and the model is missing.
        """
        deadline = time.monotonic() + self.settings.deadline if deadline is None else deadline
        clock = Clock(watch)
        options = _as_alert(options) if options.format == ALERT else options
        name = self._model_name(options)
        with clock.stage("read"):
            analysis = self._read(article)
        _in_time(deadline)
        with clock.stage("plan"):
            plan = make_plan(analysis, max_sentences=options.max_sentences)
        if not plan.passages:
            raise _nothing()
        with clock.stage("generate"):
            draft = self._draft(name, analysis, plan, options, _of_the_model(deadline))
        with clock.stage("guard"):
            draft, summary = self._guarded(analysis, plan, draft, options)
        return SummarizeResult(analysis, draft, summary, options, clock.stages)

    def check(
        self,
        article: ArticleInput,
        candidate: str,
        options: CheckOptions,
        *,
        deadline: float | None = None,
    ) -> CheckResult:
        """Verify ``candidate`` against ``article``; raises like ``summarize``."""
        clock = Clock()
        self._check_candidate(candidate)
        with clock.stage("read"):
            analysis = self._read(article, least_words=1)
        _in_time(deadline)
        with clock.stage("guard"):
            check = self._guard.check(analysis, candidate, options)
        return CheckResult(analysis, candidate, check, options, clock.stages)

    def attributions(self, article: ArticleInput) -> Analysis:
        """Return who says what in ``article``; raises like ``summarize``."""
        with tracing.stage("read"):
            return self._read(article, least_words=1)

    def _read(self, article: ArticleInput, *, least_words: int | None = None) -> Analysis:
        text = self._to_text(article.html) if article.html is not None else article.text or ""
        pointer = "/html" if article.html is not None else "/text"
        self._check_text(text, pointer, self.settings.min_words if least_words is None else least_words)
        language = article.meta.language
        if (language and language.split("-")[0].lower() not in LANGUAGES) or not is_english(text):
            message = f"only English is supported ({', '.join(LANGUAGES)})"
            raise UnsupportedLanguage(
                message, errors=(FieldError("/language" if language else pointer, message),)
            )
        return self.reader.read(text, article.meta)

    def _check_text(self, text: str, pointer: str, least_words: int) -> None:
        if not text.strip():
            raise EmptyText("the text is empty", errors=(FieldError(pointer, "must not be empty"),))
        if len(text) > self.settings.max_chars:
            message = f"{len(text)} characters exceed the limit of {self.settings.max_chars}"
            raise TooLarge(message, errors=(FieldError(pointer, message),))
        if count_words(text) < least_words:
            raise _nothing(pointer, least_words)

    def _check_candidate(self, candidate: str) -> None:
        pointer = "/candidate/text"
        if not candidate.strip():
            raise EmptyText("the candidate is empty", errors=(FieldError(pointer, "must not be empty"),))
        limit = self.settings.max_candidate_chars
        if len(candidate) > limit:
            message = f"{len(candidate)} characters exceed the limit of {limit}"
            raise TooLarge(message, errors=(FieldError(pointer, message),))

    def _model_name(self, options: SummarizeOptions) -> str:
        """Return the model to use. Raises UnknownModel that points at the option."""
        try:
            card = self.registry.get(options.model)
        except UnknownModel as error:
            raise UnknownModel(
                error.message, errors=(FieldError("/options/model", error.message),)
            ) from error
        return EXTRACT if options.mode == "extractive" else card.name

    def _generator(self, name: str) -> Generator:
        with self._lock:
            if name not in self._generators:
                self._generators[name] = make_generator(self.registry.get(name), self.settings)
            return self._generators[name]

    def _draft(
        self, name: str, analysis: Analysis, plan: Plan, options: SummarizeOptions, deadline: float
    ) -> Draft:
        """Return the engine's draft, or the extract with a notice where the engine cannot answer."""
        try:
            return self._generator(name).generate(
                analysis, plan, deadline=deadline, truncation=options.truncation
            )
        except ModelNotPrepared as error:
            if options.mode == "abstractive":
                raise
            reason = error.code
            notice = Notice("model_not_prepared", f"{error.message}; the extract is used")
        except (ModelError, DeadlineExceeded) as error:
            reason = error.code
            notice = Notice("fallback_extract", f"{error.title.lower()}; the extract is used")
        return replace(self._extract(analysis, plan, options, (notice,)), fallback=reason)

    def _extract(
        self, analysis: Analysis, plan: Plan, options: SummarizeOptions, notices: tuple[Notice, ...]
    ) -> Draft:
        extract = self._generator(EXTRACT).generate(
            analysis, plan, deadline=None, truncation=options.truncation
        )
        return replace(extract, notices=(*extract.notices, *notices))

    def _guarded(
        self, analysis: Analysis, plan: Plan, draft: Draft, options: SummarizeOptions
    ) -> tuple[Draft, Summary]:
        """Guard the draft; where nothing of it stands, guard the extract (status "partial")."""
        verifier = self._guard.verifier(analysis, options.cue_policy)
        summary = self._guard.guard(analysis, draft, plan, options, verifier)
        if not summary.sentences and draft.mode != "extractive":
            notice = Notice("fallback_extract", "no sentence of the draft could be kept; the extract is used")
            extract = self._extract(analysis, plan, options, (*draft.notices, notice))
            draft = replace(extract, fallback=NOTHING_KEPT)
            summary = self._guard.guard(analysis, draft, plan, options, verifier)
        for _ in range(0 if options.format == ALERT else REFILLS):
            wider = self._widened(analysis, plan, draft, summary, options)
            if wider is None:
                break
            plan, draft = wider
            summary = self._guard.guard(analysis, draft, plan, options, verifier)
        return draft, _with_fallback(summary, draft)

    def _widened(
        self, analysis: Analysis, plan: Plan, draft: Draft, summary: Summary, options: SummarizeOptions
    ) -> tuple[Plan, Draft] | None:
        """Where the guard dropped sentences, plan as many more and add their extract, in the article's order.

        The guard keeps the summary to the length asked for, and what it dropped stays among the dropped.
        None where nothing is missing, or the article has no more.
        """
        if not summary.dropped or len(summary.sentences) >= options.max_sentences:
            return None
        wider = widen_plan(analysis, plan, options.max_sentences + len(summary.dropped))
        places = {passage.told: passage.index for passage in wider.passages}
        moved = {passage.index: places.pop(passage.told) for passage in plan.passages}
        more = tuple(passage for passage in wider.passages if passage.told in places)
        if not more:
            return None
        added = self._extract(analysis, Plan(more, options.max_sentences), options, ())
        return wider, _joined(draft, moved, added)


def _of_the_model(deadline: float) -> float:
    """Return when the model has to be through: what is left after it, the guard needs."""
    return deadline - GUARD_SHARE * max(0.0, deadline - time.monotonic())


def _in_time(deadline: float | None) -> None:
    """Raise DeadlineExceeded where nobody waits for an answer any more."""
    if deadline is not None and time.monotonic() > deadline:
        raise DeadlineExceeded("Reading the article took longer than a request may take.")


def _as_alert(options: SummarizeOptions) -> SummarizeOptions:
    """An alert is one sentence that names its owner or is not sent; another piece of news is not that one."""
    unresolved = options.on_unresolved if options.on_unresolved == "fail" else "drop"
    return replace(options, max_sentences=1, on_unresolved=unresolved)


def _joined(draft: Draft, moved: Mapping[int, int], added: Draft) -> Draft:
    """Return the draft with the sentences of ``added`` among its own, by the passages of the wider plan.

    ``moved`` tells where the draft's passages stand there. What was written from no passage of its own
    comes first.
    """
    own = (_placed(item, moved) for item in draft.sentences)
    sentences = sorted(
        (*own, *added.sentences), key=lambda item: -1 if item.passage is None else item.passage
    )
    notices = draft.notices
    if draft.mode != "extractive":
        filled = Notice("filled_up", "sentences of the article stand for what could not be kept")
        notices = tuple(dict.fromkeys((*notices, filled)))
    return replace(draft, sentences=tuple(sentences), notices=notices)


def _placed(item: DraftSentence, places: Mapping[int, int]) -> DraftSentence:
    return item if item.passage is None else replace(item, passage=places[item.passage])


def _with_fallback(summary: Summary, draft: Draft) -> Summary:
    """A summary that had to fall back is partial, however good the extract."""
    fell_back = any(notice.code == "fallback_extract" for notice in draft.notices)
    return replace(summary, status="partial") if fell_back and summary.status == "ok" else summary


def _nothing(pointer: str = "/text", least_words: int = 0) -> NothingToSummarize:
    needed = f"; at least {least_words} words are needed" if least_words else ""
    message = f"the text holds no sentences to summarise{needed}"
    return NothingToSummarize(message, errors=(FieldError(pointer, message),))


def make_summarizer(settings: Settings) -> Summarizer:
    """Build the service from its settings; loads the parser, not the model (see ``warm_up``)."""
    registry = load_registry(settings)
    return Summarizer(settings, make_reader(settings), registry)


def make_reader(settings: Settings) -> Reader:
    """Build the reader: the parser, and the tagger unless the rules are to read alone.

    Raises ConfigurationError where the tagger's folder lacks a file.
    """
    parser = Parser(settings.nlp_model)
    if settings.tagger == RULES_ALONE:
        return Reader(parser)
    from summarizer.reading.tagger import load_tagger  # torch takes its time, and the rules need none

    return Reader(parser, load_tagger(models_dir() / settings.tagger))


__all__ = ["Summarizer", "make_reader", "make_summarizer"]
