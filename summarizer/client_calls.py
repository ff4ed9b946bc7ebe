"""What the two clients share: bodies out, answers and errors in, when to try again. No sending."""

from __future__ import annotations

import json
import os
import random
import uuid
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Literal, TypedDict, TypeVar

import httpx2

from summarizer import answers
from summarizer._version import __version__
from summarizer.client_errors import (
    ApiError,
    ConnectionFailed,
    StatusError,
    TimedOut,
    UnreadableAnswer,
    error_class,
)
from summarizer.decode import DecodeError, read
from summarizer.jobs.records import Operation
from summarizer.records import ArticleMeta, Included

T = TypeVar("T")
BatchBody = Mapping[str, Any] | str | bytes

URL_VARIABLE, KEY_VARIABLE = "SUMMARIZER_URL", "SUMMARIZER_API_KEY"
DEFAULT_URL = "http://127.0.0.1:8000"
# The server's own deadline is 120 s, and a full queue may come before it.
DEFAULT_TIMEOUT = httpx2.Timeout(180.0, connect=5.0)
# 409 says that the first try is still being answered; every try of a call carries the same idempotency key.
RETRIED = frozenset({408, 409, 429, 502, 503, 504})
# The pauses of openai-python's client: from half a second, doubled, at most eight.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
# A server may ask for a longer pause than that, but not for a coffee break.
LONGEST_RETRY_AFTER = 60.0
READY_PAUSE = 1.0
NO_HEADERS: Mapping[str, str] = {}
# Lines sent in one request to /batch, so that answers come back while the rest is still to go.
BATCH_LINES = 8
_META = frozenset(ArticleMeta.__dataclass_fields__)


class ArticleArgs(TypedDict, total=False):
    """What the caller knows about the article."""

    id: str | None
    url: str | None
    title: str | None
    language: str | None
    published_at: str | None
    publisher: str | None


class SummarizeArgs(ArticleArgs, total=False):
    """The article's facts and the options of ``/summarize``."""

    model: str | None
    mode: Literal["auto", "abstractive", "extractive"]
    format: Literal["paragraph", "bullets", "alert"]
    max_sentences: int
    truncation: Literal["chunk", "head", "error"]
    cue_policy: Literal["keep", "neutral"]
    on_unresolved: Literal["quote_source", "drop", "flag", "fail"]
    offset_unit: Literal["codepoint", "utf16", "byte"]
    include: list[Included]


class CheckArgs(ArticleArgs, total=False):
    """The article's facts and the options of ``/check``."""

    fix: Literal["none", "suggest", "apply"]
    cue_policy: Literal["keep", "neutral"]
    on_unresolved: Literal["quote_source", "drop", "flag", "fail"]
    offset_unit: Literal["codepoint", "utf16", "byte"]


class AttributionsArgs(ArticleArgs, total=False):
    """The article's facts and the options of ``/attributions``."""

    offset_unit: Literal["codepoint", "utf16", "byte"]


class Calls:
    """What both clients are: an address, a key, a number of tries, and when to try again."""

    def __init__(self, base_url: str | None, api_key: str | None, max_retries: int) -> None:
        self.base_url = (base_url or os.environ.get(URL_VARIABLE) or DEFAULT_URL).rstrip("/")
        self.max_retries = max_retries
        key = api_key or os.environ.get(KEY_VARIABLE)
        self._headers = {"User-Agent": f"summarizer-client/{__version__}", "Accept": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"

    def _post_headers(self, content_type: str, key: str | None) -> dict[str, str]:
        """Return the headers of one call: all its tries carry one idempotency key, so none is done twice."""
        return {"Content-Type": content_type, "Idempotency-Key": key or uuid.uuid4().hex}

    def _pause(self, tried: int, error: ApiError) -> float | None:
        """Return how long to wait before another try, or None where none can help."""
        if tried >= self.max_retries or not _may_retry(error):
            return None
        if error.retry_after is not None:
            return min(error.retry_after, LONGEST_RETRY_AFTER)
        pause = min(FIRST_PAUSE * 2.0**tried, LONGEST_PAUSE)
        return pause * random.uniform(0.75, 1.0)  # spread, so that many clients do not come back as one


def _may_retry(error: ApiError) -> bool:
    if isinstance(error, StatusError):
        return error.status in RETRIED
    # after a time-out the server may still be at work: a second try would double its load
    return isinstance(error, ConnectionFailed) and not isinstance(error, TimedOut)


def article_body(text: str | None, html: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the article of a body; what is None is left out."""
    body = {name: value for name, value in given.items() if name in _META and value is not None}
    return body | {name: value for name, value in (("text", text), ("html", html)) if value is not None}


def asked_body(text: str | None, html: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of ``/summarize`` or ``/attributions``."""
    return article_body(text, html, given) | _options(given)


def _options(given: Mapping[str, Any]) -> dict[str, Any]:
    options = {name: value for name, value in given.items() if name not in _META}
    return {"options": options} if options else {}


def check_body(
    text: str | None, candidate: str, html: str | None, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the body of ``/check``."""
    return {"source": article_body(text, html, given), "candidate": {"text": candidate}, **_options(given)}


def job_body(operation: Operation, body: Mapping[str, Any], webhook: str | None) -> dict[str, Any]:
    """Return the body of ``/jobs``."""
    asked = {"operation": operation, "input": dict(body)}
    return asked if webhook is None else {**asked, "webhook": webhook}


def pause_of(response: httpx2.Response) -> float:
    """Return the seconds after which the service asks to look again."""
    return _retry_after(response) or READY_PAUSE


def to_json(body: Any) -> bytes:
    """Return ``body`` as JSON in ASCII, so that even a lone surrogate arrives and is refused there."""
    return json.dumps(body).encode()


def read_answer(kind: type[T], response: httpx2.Response) -> T:
    """Return the body as an answer. Raises UnreadableAnswer."""
    try:
        return read(kind, response.json())
    except (DecodeError, ValueError) as error:
        raise UnreadableAnswer(f"the answer of {response.url} cannot be read: {error}") from error


def raise_for(response: httpx2.Response) -> None:
    """Raise the StatusError of an error status."""
    if response.status_code < 400:
        return
    problem = _problem(response)
    raise error_class(problem.code, problem.status)(problem, retry_after=_retry_after(response))


def _problem(response: httpx2.Response) -> answers.Problem:
    """Return the body as a problem; a gateway's error page gives one of its status alone."""
    try:
        problem = read(answers.Problem, response.json())
        if problem.status == response.status_code:
            return problem
    except (DecodeError, ValueError):
        pass
    status = response.status_code
    known = status in HTTPStatus._value2member_map_
    return answers.Problem(
        title=HTTPStatus(status).phrase if known else f"Status {status}",
        status=status,
        detail=f"{response.url} answered with status {status}",
        request_id=response.headers.get("X-Request-ID", ""),
    )


def _retry_after(response: httpx2.Response) -> float | None:
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isascii() and value.isdigit() else None


def connection_error(error: httpx2.RequestError, url: str) -> ConnectionFailed:
    """Return our error for one of the HTTP library's."""
    if isinstance(error, httpx2.TimeoutException) and not isinstance(error, httpx2.ConnectTimeout):
        return TimedOut(f"{url} did not answer in time")
    return ConnectionFailed(f"{url} cannot be reached: {error}")


def batches(items: Iterable[BatchBody]) -> Iterator[list[bytes]]:
    """Yield the JSON lines of ``items``, a few at a time; text and bytes are passed on as they are."""
    lines: list[bytes] = []
    for item in items:
        lines.append(_line(item))
        if len(lines) == BATCH_LINES:
            yield lines
            lines = []
    if lines:
        yield lines


def _line(item: BatchBody) -> bytes:
    if isinstance(item, bytes):
        return item
    return item.encode() if isinstance(item, str) else to_json(item)


def read_batch(response: httpx2.Response, *, before: int, sent: int) -> Iterator[answers.BatchItem]:
    """Yield the items of a request of ``sent`` lines; ``before`` lines went in earlier ones."""
    lines = response.content.splitlines()
    if len(lines) != sent:
        raise UnreadableAnswer(f"{response.url} answered {len(lines)} lines of {sent}")
    for line in lines:
        try:
            data = json.loads(line)
            yield read(answers.BatchItem, data | {"line": data["line"] + before})
        except (DecodeError, ValueError, TypeError, KeyError) as error:
            raise UnreadableAnswer(f"a line of {response.url} cannot be read: {error}") from error
