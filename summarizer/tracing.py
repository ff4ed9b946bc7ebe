"""Spans of each request and each stage for an OpenTelemetry collector; nothing where none is asked for.

The extra ``otel`` and a collector in ``OTEL_EXPORTER_OTLP_ENDPOINT`` switch it on, the other ``OTEL_``
variables mean what OpenTelemetry says. Without them every function here does next to nothing. A span
carries names, numbers and ids, never a word of an article: so no message of an exception either.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from summarizer._version import __version__

try:
    from opentelemetry import context, propagate, trace
except ModuleNotFoundError:
    INSTALLED = False
else:
    INSTALLED = True

NAME = "attributed-summarizer"
ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
METHODS = ("GET", "HEAD", "POST", "DELETE", "OPTIONS")
SERVER_ERROR = 500


def asked_for(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the environment names a collector."""
    return any(environ.get(name) for name in ENDPOINTS)


def start(environ: Mapping[str, str] = os.environ) -> bool:
    """Send this process' spans to the collector of the environment; return whether that is so now.

    Call it once, after any fork: the sender is a thread.
    """
    if not asked_for(environ):
        return False
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ModuleNotFoundError:
        return False
    is_named = "OTEL_SERVICE_NAME" in environ or "service.name=" in environ.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    )
    own = {"service.version": __version__} | ({} if is_named else {"service.name": NAME})
    provider = TracerProvider(resource=Resource.create(own))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return True


def ids() -> dict[str, str]:
    """Return the ids of the trace and the span that run here, for a log line; empty where none does."""
    if not INSTALLED:
        return {}
    here = trace.get_current_span().get_span_context()
    if not here.is_valid:
        return {}
    return {"trace_id": trace.format_trace_id(here.trace_id), "span_id": trace.format_span_id(here.span_id)}


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Make a span of what runs inside; one that raises is marked with the error's class."""
    if not INSTALLED:
        yield
        return
    tracer = trace.get_tracer(NAME, __version__)
    with tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False) as span:
        try:
            yield
        except BaseException as error:
            _fail(span, type(error).__name__)
            raise


class RequestSpan:
    """The span of one HTTP request: begins with it, ends when its answer is sent."""

    def __init__(self, method: str, headers: Mapping[str, str], request_id: str) -> None:
        """Begin, as a part of the trace that ``headers`` name in ``traceparent``, if any."""
        if not INSTALLED:
            return
        self._method = method if method in METHODS else "_OTHER"
        given = {name.lower(): value for name, value in headers.items()}
        # of the headers alone: whatever this thread did before is none of this request's business
        parent = propagate.extract(given, context=context.Context())
        facts = {"http.request.method": self._method, "summarizer.request_id": request_id}
        tracer = trace.get_tracer(NAME, __version__)
        self._span = tracer.start_span(
            self._method, context=parent, kind=trace.SpanKind.SERVER, attributes=facts
        )
        self._token = context.attach(trace.set_span_in_context(self._span, parent))

    def answer(self, route: str, status: int, code: str | None) -> None:
        """Note how it was answered; ``route`` is the template of the URL rule, ``code`` a problem's."""
        if not INSTALLED:
            return
        self._span.update_name(f"{self._method} {route}")
        self._span.set_attribute("http.route", route)
        self._span.set_attribute("http.response.status_code", status)
        if status >= SERVER_ERROR:
            _fail(self._span, code or str(status))

    def end(self) -> None:
        """Send it on its way."""
        if INSTALLED:
            context.detach(self._token)
            self._span.end()


def _fail(span: Any, kind: str) -> None:
    span.set_attribute("error.type", kind)
    span.set_status(trace.StatusCode.ERROR)
