"""Every counter and histogram, named in one place.

Labels are bounded: a route's template and never a path, a rule's or a finding's code and never a
text, a source or a document. Each ``Metrics`` has a registry of its own, so that two applications
in one process (a test's, say) never share a counter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from summarizer.errors import DigestMismatch
from summarizer.records import AttributionStatus

CONTENT_TYPE = CONTENT_TYPE_LATEST
# A status page answers in a millisecond, a long article with the model takes minutes on two cores.
SECONDS = (0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300)
TOKENS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# The stages of the path that have a metric of their own, beside the histogram of all stages.
MODEL_STAGE, POSTPROCESS_STAGE = "generate", "guard"


class Metrics:
    """The metrics of one application."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.requests = Histogram(
            "http_server_request_duration_seconds",
            "Time from the request's arrival to the start of its answer",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=registry,
        )
        self.problems = Counter(
            "summarizer_problems", "Errors answered, by problem code", ("code",), registry=registry
        )
        self.stages = Histogram(
            "summarizer_stage_seconds",
            "Time in a stage of the path",
            ("stage",),
            buckets=SECONDS,
            registry=registry,
        )
        self.model = Histogram(
            "summarizer_model_seconds", "Time in the model", buckets=SECONDS, registry=registry
        )
        self.postprocess = Histogram(
            "summarizer_postprocess_seconds", "Time in the guard", buckets=SECONDS, registry=registry
        )
        self.summaries = Counter(
            "summarizer_summaries", "Summaries, by status and mode", ("status", "mode"), registry=registry
        )
        self.sentences = Counter(
            "summarizer_sentences", "Summary sentences", ("attribution_status",), registry=registry
        )
        self.edits = Counter("summarizer_edits", "Edits by the guard", ("rule",), registry=registry)
        self.dropped = Counter(
            "summarizer_dropped", "Sentences dropped by the guard", ("code",), registry=registry
        )
        self.fallbacks = Counter(
            "summarizer_fallbacks",
            "Extracts in the place of what a model should have written: an error's code, or nothing_kept",
            ("reason",),
            registry=registry,
        )
        self.notices = Counter(
            "summarizer_notices", "Notices of summaries, by code", ("code",), registry=registry
        )
        self.checks = Counter("summarizer_checks", "Checks, by verdict", ("verdict",), registry=registry)
        self.findings = Counter("summarizer_findings", "Findings of checks", ("code",), registry=registry)
        self.input_tokens = Histogram(
            "summarizer_input_tokens", "Tokens of an article", buckets=TOKENS, registry=registry
        )
        self.queue_depth = Gauge(
            "summarizer_queue_depth", "Requests that wait for their turn", registry=registry
        )
        self.queue_seconds = Histogram(
            "summarizer_queue_seconds",
            "Time that a request waited for its turn",
            buckets=SECONDS,
            registry=registry,
        )
        self.running = Gauge("summarizer_running", "Requests at work", registry=registry)
        self.jobs = Gauge(
            "summarizer_jobs", "Jobs that are not over, by status", ("status",), registry=registry
        )
        self.jobs_done = Counter(
            "summarizer_jobs_done", "Jobs that are over, by status", ("status",), registry=registry
        )
        self.webhooks = Counter(
            "summarizer_webhooks", "Tries to tell that a job is over", ("status",), registry=registry
        )
        self.most_running = Gauge(
            "summarizer_running_limit", "Requests that may be at work", registry=registry
        )
        self.most_waiting = Gauge(
            "summarizer_queue_limit", "Requests that may wait for their turn", registry=registry
        )
        self.warm_up = Gauge(
            "summarizer_warm_up_seconds",
            "Time that loading and warming the default model took, 0 before that",
            registry=registry,
        )
        self.ready = Gauge("summarizer_ready", "1 once the default model is warm", registry=registry)
        self.build = Gauge(
            "summarizer_build_info", "What runs here", ("version", "ruleset", "model"), registry=registry
        )

        self._begin_at_zero()

    def _begin_at_zero(self) -> None:
        """Give what alerts wait for a first sample: a series that begins at 1 has no increase."""
        for status in get_args(AttributionStatus):
            self.sentences.labels(status)
        for counter in (self.fallbacks, self.problems):
            counter.labels(DigestMismatch.code)

    def observe_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; ``route`` is the template of the URL rule."""
        known = method if method in METHODS else "OTHER"
        self.requests.labels(known, route, str(status)).observe(seconds)

    def observe_stages(self, timing: Iterable[tuple[str, float]]) -> None:
        """Count the seconds of each stage of the path."""
        for stage, seconds in timing:
            self.stages.labels(stage).observe(seconds)
            if stage == MODEL_STAGE:
                self.model.observe(seconds)
            elif stage == POSTPROCESS_STAGE:
                self.postprocess.observe(seconds)

    def watch_ready(self, ready: Callable[[], bool]) -> None:
        """Read the readiness from ``ready`` at each scrape."""
        self.ready.set_function(lambda: float(ready()))

    def render(self) -> bytes:
        """Return all metrics in the text format of Prometheus."""
        return generate_latest(self.registry)
