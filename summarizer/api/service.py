"""What each operation does around the path: limits, a turn, metrics, the answer. No Flask here."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields

import structlog

from summarizer import answers
from summarizer._version import __version__
from summarizer.api import answering
from summarizer.api.admission import RETRY_AFTER, Admission
from summarizer.api.keys import Keys
from summarizer.api.rates import Quota
from summarizer.api.rendering import rendered
from summarizer.api.replays import Replays
from summarizer.api.request_schemas import (
    MAX_SENTENCES,
    AttributionsRequest,
    CheckRequest,
    SummarizeRequest,
    choices,
)
from summarizer.errors import FieldError, NotReady, ShuttingDown, SummarizerError
from summarizer.guard.policy import RULESET
from summarizer.metrics import Metrics
from summarizer.pipeline import LANGUAGES, Summarizer, Watch, unwatched
from summarizer.records import ArticleInput, CheckOptions, CheckResult, SummarizeOptions, SummarizeResult
from summarizer.settings import Settings

log = structlog.get_logger("summarizer")


class Service:
    """One server's operations, from a valid request to the typed answer."""

    def __init__(self, settings: Settings, summarizer: Summarizer) -> None:
        self.settings = settings
        self.summarizer = summarizer
        self.metrics = Metrics()
        self.keys = Keys(settings.api_keys, settings.keys_file)
        self.per_address = Quota("address", settings.rate_per_address, settings.rate_window)
        self.per_key = Quota("key", settings.rate_per_key, settings.rate_window)
        self.replays = Replays(settings.idempotency_seconds)
        self.warming = self.closing = False
        self.failure: SummarizerError | None = None
        self.closers: list[Callable[[], None]] = []  # told when the service takes nothing new any more
        self.admission = Admission(
            running=settings.request_threads,
            waiting=settings.queue_size,
            metrics=self.metrics,
        )
        self.metrics.most_running.set(settings.request_threads)
        self.metrics.most_waiting.set(settings.queue_size)
        self.metrics.watch_ready(lambda: summarizer.ready)
        model = self.summarizer.registry.get()
        self.metrics.build.labels(__version__, RULESET, model.id).set(1)

    def warm_up(self) -> None:
        """Make the default model ready; what keeps it from that is told by ``check_ready``."""
        self.warming = True
        try:
            with self.metrics.warm_up.time():
                self.summarizer.warm_up()
        except SummarizerError as error:
            self.failure = error
        except Exception as error:  # the thread's last handler: /readyz has to tell of any fault
            log.error("warm_up_failed", kind=type(error).__name__)
            self.failure = NotReady(f"warming up failed with {type(error).__name__}")
        finally:
            self.warming = False

    def close(self) -> None:
        """Take nothing new from now on; what is at work is finished."""
        self.closing = True
        for closer in self.closers:
            closer()

    def check_open(self) -> None:
        """Raise ShuttingDown once the service is closing."""
        if self.closing:
            raise ShuttingDown("This process is being stopped.", retry_after=RETRY_AFTER)

    def _until(self, until: float | None) -> float:
        return time.monotonic() + self.settings.deadline if until is None else until

    # ------------------------------------------------------------- operations

    def summarize(
        self,
        request: SummarizeRequest,
        *,
        request_id: str,
        placed: bool = False,
        watch: Watch = unwatched,
        until: float | None = None,
    ) -> answers.SummarizeAnswer:
        """Summarise one article; ``placed`` as in ``Admission.turn``, ``watch`` as in ``Summarizer``.

        ``until`` is the deadline on the monotonic clock, of waiting and work together.

        Raises SummarizerError.
        """
        article, options = request.article, request.options
        if self.warming and options.mode != "extractive":
            raise NotReady("The model is being loaded.", retry_after=RETRY_AFTER)
        until = self._until(until)
        with pointing_into(article), self.admission.turn(until=until, placed=placed):
            result = self.summarizer.summarize(article, options, watch, deadline=until)
        self._count_summary(result)
        answer = answering.answer_summary(
            result, id=_id(article), request_id=request_id, echo=_is_made(article)
        )
        return rendered(answer, options.include, url=article.meta.url, item=request.item)

    def check(
        self, request: CheckRequest, *, request_id: str, placed: bool = False, until: float | None = None
    ) -> answers.CheckAnswer:
        """Check a candidate against an article. Raises SummarizerError."""
        article, until = request.article, self._until(until)
        with pointing_into(article, "/source"), self.admission.turn(until=until, placed=placed):
            result = self.summarizer.check(article, request.candidate, request.options, deadline=until)
        self._count_check(result)
        return answering.answer_check(result, id=_id(article), request_id=request_id, echo=_is_made(article))

    def attributions(
        self,
        request: AttributionsRequest,
        *,
        request_id: str,
        placed: bool = False,
        until: float | None = None,
    ) -> answers.AttributionsAnswer | answers.CitronAnswer:
        """Read who says what in an article. Raises SummarizerError."""
        article, echo = request.article, _is_made(request.article)
        with pointing_into(article), self.admission.turn(until=self._until(until), placed=placed):
            analysis = self.summarizer.attributions(article)
        if request.format == "citron":
            return answering.answer_citron(analysis, request_id=request_id, echo=echo)
        return answering.answer_attributions(
            analysis, id=_id(article), request_id=request_id, unit=request.offset_unit, echo=echo
        )

    def check_ready(self) -> None:
        """Raise NotReady until the default model is warm, or the error that keeps it from that."""
        self.check_open()
        if self.summarizer.ready:
            return
        if self.failure is not None:
            message = self.failure.message
            raise type(self.failure)(message, retry_after=RETRY_AFTER)
        raise NotReady("The model is being loaded.", retry_after=RETRY_AFTER)

    def capabilities(self) -> answers.CapabilitiesAnswer:
        """What this server can do."""
        return answers.CapabilitiesAnswer(
            version=__version__,
            ruleset=RULESET,
            ready=self.summarizer.ready,
            default_model=self.summarizer.registry.default,
            models=tuple(
                answers.ModelInfo(
                    name=card.name,
                    kind=card.kind,
                    default=card.name == self.summarizer.registry.default,
                    revision=card.revision,
                    licence=card.licence,
                )
                for card in self.summarizer.registry.cards
            ),
            languages=LANGUAGES,
            limits=_limits(self.settings),
            options=_options(),
            jobs=self.settings.jobs is not None,
        )

    # ---------------------------------------------------------------- metrics

    def _count_summary(self, result: SummarizeResult) -> None:
        metrics, summary = self.metrics, result.summary
        metrics.observe_stages(result.timing)
        metrics.input_tokens.observe(len(result.analysis.article.tokens))
        metrics.summaries.labels(summary.status, result.draft.mode).inc()
        if result.draft.fallback:
            metrics.fallbacks.labels(result.draft.fallback).inc()
        for code in {notice.code for notice in (*result.draft.notices, *summary.notices)}:
            metrics.notices.labels(code).inc()
        for sentence in summary.sentences:
            metrics.sentences.labels(sentence.attribution.status).inc()
        for edit in summary.edits:
            metrics.edits.labels(edit.rule).inc()
        for dropped in summary.dropped:
            metrics.dropped.labels(dropped.code).inc()

    def _count_check(self, result: CheckResult) -> None:
        self.metrics.observe_stages(result.timing)
        self.metrics.checks.labels(result.check.verdict).inc()
        for finding in result.check.findings:
            self.metrics.findings.labels(finding.code).inc()


# ---------------------------------------------------------------------- helpers


@contextmanager
def pointing_into(article: ArticleInput, base: str = "") -> Iterator[None]:
    """Make the pointers of an error true for this body: ``base`` is where the article stands."""
    text = f"/{article.origin or ('html' if article.html is not None else 'text')}"
    moved = {"/text": base + text, "/html": base + text, "/language": base + "/language"}
    try:
        yield
    except SummarizerError as error:
        error.errors = tuple(
            FieldError(moved.get(item.pointer, item.pointer), item.detail) for item in error.errors
        )
        raise


def _is_made(article: ArticleInput) -> bool:
    """Tell whether the text that offsets refer to was made here, so that the caller has to be told it."""
    return article.html is not None or article.origin is not None


def _id(article: ArticleInput) -> str:
    return article.meta.id or uuid.uuid4().hex


def _limits(settings: Settings) -> answers.Limits:
    return answers.Limits(
        max_body_bytes=settings.max_body_bytes,
        max_chars=settings.max_chars,
        max_candidate_chars=settings.max_candidate_chars,
        min_words=settings.min_words,
        max_sentences=MAX_SENTENCES,
        request_threads=settings.request_threads,
        queue_size=settings.queue_size,
        deadline_seconds=settings.deadline,
    )


def _options() -> dict[str, tuple[str, ...]]:
    found = {
        entry.name: choices(kind, entry.name)
        for kind in (SummarizeOptions, CheckOptions)
        for entry in fields(kind)
        if entry.name not in ("model", "max_sentences")
    }
    return found | {"attributions_format": ("native", "citron")}
