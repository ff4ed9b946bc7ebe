"""Every exception of the package, drawn as a tree.

SummarizerError                     500 internal_error
├── InvalidInput                    422 invalid_input        a field is missing, wrong or contradictory
│   ├── EmptyText                   422 empty_text           nothing but white space
│   ├── NothingToSummarize          422 nothing_to_summarize too little prose to summarise
│   ├── UnsupportedLanguage         422 unsupported_language
│   ├── UnknownModel                422 unknown_model        the message lists the known ones
│   └── UnresolvedOwner             422 unresolved_owner     only with on_unresolved=fail
├── MalformedBody                   400 malformed_body       broken JSON, lone surrogates
├── NotAuthorized                   401 not_authorized
├── Forbidden                       403 forbidden            the key's scopes do not cover the operation
├── RequestTimeout                  408 request_timeout      the body did not arrive in time
├── StillRunning                    409 still_running        the same Idempotency-Key is being answered
├── KeyReused                       422 key_reused           an Idempotency-Key came with another body
├── RateLimited                     429 rate_limited         carries retry_after
├── TooLarge                        413 too_large            says the size and the limit
├── UnsupportedMedia                415 unsupported_media
├── Busy                            503 busy                 the queue is full; carries retry_after
├── NotReady                        503 not_ready            the model is not warm yet
├── ShuttingDown                    503 shutting_down        what is at work is finished, nothing new begun
├── JobsUnavailable                 503 jobs_unavailable     the store cannot write, or holds all it may
├── DeadlineExceeded                504 deadline_exceeded
├── WorkerLost                      503 worker_lost          a cluster's worker died over a line, or all did
├── ConfigurationError              500 configuration_error  a setting is wrong; raised at start-up
├── ModelError                      500 model_error
│   ├── ModelNotPrepared            503 model_not_prepared   run `summarizer models prepare`
│   ├── DigestMismatch              500 digest_mismatch      a file is not what the registry pins
│   └── GenerationFailed            500 generation_failed    the pipeline falls back to the extract
└── MissingExtra                    500 missing_extra        names the extra to install

Imperfect *content* is never an exception: it is a ``Finding``. Only ``api/`` turns
these into HTTP; the client maps each ``code`` back to a class of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One bad field: a JSON Pointer into the request body and what is wrong there."""

    pointer: str
    detail: str


class SummarizerError(Exception):
    """The base of every error that the package raises."""

    code = "internal_error"
    status = 500
    title = "Internal error"

    def __init__(
        self,
        message: str,
        *,
        errors: tuple[FieldError, ...] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.errors = errors
        self.retry_after = retry_after


class InvalidInput(SummarizerError):
    code, status, title = "invalid_input", 422, "The request is not valid"


class EmptyText(InvalidInput):
    code, title = "empty_text", "The text is empty"


class NothingToSummarize(InvalidInput):
    code, title = "nothing_to_summarize", "The text holds nothing to summarise"


class UnsupportedLanguage(InvalidInput):
    code, title = "unsupported_language", "The language is not supported"


class UnknownModel(InvalidInput):
    code, title = "unknown_model", "The model is not known"


class UnresolvedOwner(InvalidInput):
    code, title = "unresolved_owner", "An owner could not be resolved"


class MalformedBody(SummarizerError):
    code, status, title = "malformed_body", 400, "The body cannot be read"


class NotAuthorized(SummarizerError):
    code, status, title = "not_authorized", 401, "An API key is required"


class NotFound(SummarizerError):
    code, status, title = "not_found", 404, "There is nothing at this address"


class MethodNotAllowed(SummarizerError):
    code, status, title = "method_not_allowed", 405, "The address does not take this method"


class Forbidden(SummarizerError):
    code, status, title = "forbidden", 403, "The API key does not allow this"


class RequestTimeout(SummarizerError):
    code, status, title = "request_timeout", 408, "The request did not arrive in time"


class StillRunning(SummarizerError):
    code, status, title = "still_running", 409, "The same request is being answered"


class KeyReused(SummarizerError):
    code, status, title = "key_reused", 422, "The idempotency key belongs to another request"


class RateLimited(SummarizerError):
    code, status, title = "rate_limited", 429, "Too many requests"


class TooLarge(SummarizerError):
    code, status, title = "too_large", 413, "The request is too large"


class UnsupportedMedia(SummarizerError):
    code, status, title = "unsupported_media", 415, "The content type is not supported"


class Busy(SummarizerError):
    code, status, title = "busy", 503, "The service is at capacity"


class NotReady(SummarizerError):
    code, status, title = "not_ready", 503, "The service is not ready"


class ShuttingDown(SummarizerError):
    code, status, title = "shutting_down", 503, "The service is shutting down"


class JobsUnavailable(SummarizerError):
    code, status, title = "jobs_unavailable", 503, "Jobs cannot be taken now"


class DeadlineExceeded(SummarizerError):
    code, status, title = "deadline_exceeded", 504, "The deadline passed"


class WorkerLost(SummarizerError):
    code, status, title = "worker_lost", 503, "The worker was lost"


class ConfigurationError(SummarizerError):
    code, title = "configuration_error", "A setting is wrong"


class ModelError(SummarizerError):
    code, title = "model_error", "The model failed"


class ModelNotPrepared(ModelError):
    code, status, title = "model_not_prepared", 503, "The model is not prepared"


class DigestMismatch(ModelError):
    code, title = "digest_mismatch", "A model file is not the pinned one"


class GenerationFailed(ModelError):
    code, title = "generation_failed", "Generation failed"


class MissingExtra(SummarizerError):
    code, title = "missing_extra", "An optional part is not installed"
