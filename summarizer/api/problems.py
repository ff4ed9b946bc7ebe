"""Errors as problem bodies: which HTTP error is which of ours, and a page of advice for each code."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from werkzeug.exceptions import HTTPException

from summarizer.errors import (
    Forbidden,
    MalformedBody,
    MethodNotAllowed,
    NotAuthorized,
    NotFound,
    RequestTimeout,
    SummarizerError,
    TooLarge,
    UnsupportedMedia,
)

PROBLEM_JSON = "application/problem+json"

ADVICE: dict[str, str] = {
    "internal_error": "Something failed inside the service. Report the request id; the log has the rest.",
    "invalid_input": "Each item of `errors` points at a field of the body and says what is accepted there.",
    "empty_text": "Send the article's words: the field is empty or holds white space only.",
    "nothing_to_summarize": "The text is too short, or holds no sentences. `/capabilities` gives the least.",
    "unsupported_language": "The rules are written for the languages that `/capabilities` lists.",
    "unknown_model": "Use one of the models that `/capabilities` lists, or leave `options.model` out.",
    "unresolved_owner": "With `on_unresolved: fail` an owner that cannot be settled is an error. "
    "Choose another value to get the article's own words instead.",
    "malformed_body": "The body is not strict JSON in UTF-8: a syntax error, NaN, or a lone surrogate.",
    "not_authorized": "This server asks for a key: `Authorization: Bearer <key>`.",
    "forbidden": "The key is known, but its scopes do not cover this operation; its owner can get another.",
    "request_timeout": "The whole request has to arrive within the time that the detail gives.",
    "still_running": "A request with the same `Idempotency-Key` is being answered. Try again after "
    "`Retry-After` seconds to get its answer.",
    "key_reused": "An `Idempotency-Key` stands for one request: send another key with another body.",
    "rate_limited": "Try again after `Retry-After` seconds; the `RateLimit` header tells what is left.",
    "not_found": "No such address. `/docs` lists them all.",
    "method_not_allowed": "The `Allow` header lists the methods of this address.",
    "too_large": "The detail gives the actual size and the limit; `/capabilities` lists all limits.",
    "unsupported_media": "Send `Content-Type: application/json` (`application/x-ndjson` to `/batch`).",
    "busy": "As many requests as allowed are waiting. Try again after `Retry-After` seconds.",
    "not_ready": "The model is being loaded. Try again after `Retry-After` seconds, or ask for `extractive`.",
    "shutting_down": "This process finishes what it has begun and takes nothing new; another one may.",
    "jobs_unavailable": "The store of jobs is full or cannot write. Nothing was taken; try again after "
    "`Retry-After` seconds.",
    "worker_lost": "A line of a batch on a cluster took its workers down again and again, or none was left. "
    "Send its article alone, or resume the batch.",
    "deadline_exceeded": "Not even the extract was ready in time. Send a shorter article.",
    "configuration_error": "The server's settings are wrong; its operator can read which in the log.",
    "model_error": "The model failed. The extractive mode does not need it.",
    "model_not_prepared": "The server's operator must run `summarizer models prepare`.",
    "digest_mismatch": "A model file is not the one that the registry pins; the server refuses to load it.",
    "generation_failed": "The model failed on this article. The extractive mode does not need it.",
    "missing_extra": "An optional part is not installed on the server; the log names it.",
}

_BY_STATUS: dict[int, type[SummarizerError]] = {
    400: MalformedBody,
    401: NotAuthorized,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    408: RequestTimeout,
    413: TooLarge,
    415: UnsupportedMedia,
}


def error_classes(root: type[SummarizerError] = SummarizerError) -> Iterator[type[SummarizerError]]:
    """Yield ``root`` and all the error classes below it, each once."""
    yield root
    for kind in root.__subclasses__():
        if kind.__module__ == SummarizerError.__module__:
            yield from error_classes(kind)


def from_http(error: HTTPException) -> SummarizerError:
    """Return the error of our own that an error of Flask or werkzeug means."""
    status = error.code or 500
    kind = _BY_STATUS.get(status)
    if kind is None:
        return other_error(status)
    return kind(f"{HTTPStatus(status).phrase}: {error.description or kind.title}")


def other_error(status: int) -> SummarizerError:
    """Return an error for a status that has no class: its code is the status' name."""
    phrase = HTTPStatus(status).phrase
    found = SummarizerError(f"{phrase}.")
    found.status, found.title = status, phrase
    found.code = phrase.lower().replace(" ", "_").replace("-", "_").replace("'", "")
    return found
