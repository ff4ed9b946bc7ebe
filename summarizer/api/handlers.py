"""What wraps every request: ids, keys, headers, the log line, and errors as problem bodies."""

from __future__ import annotations

import json
import math
import re
import time
import traceback
import uuid
from collections.abc import Mapping
from typing import Any

import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    MethodNotAllowed,
    RequestEntityTooLarge,
)

from summarizer import tracing
from summarizer.answers import problem_of
from summarizer.api import gate, schemas
from summarizer.api.problems import PROBLEM_JSON, from_http
from summarizer.api.service import Service
from summarizer.errors import RequestTimeout, SummarizerError, TooLarge

log = structlog.get_logger("summarizer")

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Bytes of a refused body that are read and thrown away, so that its sender gets the answer.
MOST_DRAINED = 64_000_000
DRAINED_AT_ONCE = 1_000_000


def register(app: Flask, service: Service) -> None:
    """Hang everything that wraps a request onto ``app``."""

    @app.before_request
    def begin() -> Response | None:
        g.started = time.perf_counter()
        g.request_id = _request_id()
        g.span = tracing.RequestSpan(request.method, dict(request.headers), g.request_id)
        return gate.enter(service)

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        gate.release(service)
        if "span" in g:
            g.pop("span").end()

    @app.after_request
    def finish(response: Response) -> Response:
        gate.leave(service, response)
        response.headers.update(SECURITY_HEADERS)
        response.headers["X-Request-ID"] = g.request_id
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        _record(service, response)
        _drain(request.environ)
        return response

    @app.errorhandler(SummarizerError)
    def expected(error: SummarizerError) -> Response:
        if error.status == 500:
            log.error("failed", request_id=g.request_id, code=error.code, detail=error.message)
        return _problem(service, error)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        if isinstance(error, RequestEntityTooLarge):
            return _problem(service, _too_large(service))
        if isinstance(error, ClientDisconnected):
            return _problem(service, RequestTimeout("The body ended before it was whole."))
        response = _problem(service, from_http(error))
        if isinstance(error, MethodNotAllowed):
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        # the message of an exception may quote the article: only its class and place are logged
        log.error(
            "unexpected", request_id=g.request_id, error=type(error).__name__, where=where_raised(error)
        )
        return _problem(service, SummarizerError("unexpected"))


def where_raised(error: BaseException) -> list[str]:
    """Return the last places of the traceback as ``file:line function``, without any values."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _drain(environ: Mapping[str, Any]) -> None:
    """Read what an early answer left unread of the body, up to a limit.

    A server that closes on unread bytes resets the connection, and the client never sees why.
    """
    stream = environ["wsgi.input"]
    if not environ.get("wsgi.input_terminated"):
        return  # a stream without an end of its own would block
    left = MOST_DRAINED
    while left > 0 and (chunk := stream.read(min(left, DRAINED_AT_ONCE))):
        left -= len(chunk)


def _request_id() -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _problem(service: Service, error: SummarizerError) -> Response:
    service.metrics.problems.labels(error.code).inc()
    g.code = error.code
    body = json.dumps(schemas.dump(problem_of(error, g.request_id)), ensure_ascii=False)
    response = Response(body, status=error.status, mimetype=PROBLEM_JSON)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(math.ceil(error.retry_after))
    if error.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="summarizer"'
    return response


def _too_large(service: Service) -> TooLarge:
    """Say the actual size where the client declared it; a chunked body is cut off at the limit."""
    limit, size = service.settings.max_body_bytes, request.content_length
    actual = f"has {size} bytes" if size is not None else "is larger than allowed"
    return TooLarge(f"The body {actual}; the limit is {limit} bytes.")


def _record(service: Service, response: Response) -> None:
    """Write the log line and count the request; never a word of the article."""
    seconds = time.perf_counter() - g.started
    route = request.url_rule.rule if request.url_rule else "unmatched"
    service.metrics.observe_request(request.method, route, response.status_code, seconds)
    g.span.answer(route, response.status_code, g.get("code"))
    facts = {"code": g.code} if "code" in g else {}
    log.info(
        "request",
        request_id=g.request_id,
        method=request.method,
        route=route,
        status=response.status_code,
        seconds=round(seconds, 4),
        **facts,
        **g.get("facts", {}),
    )
