"""What the client raises: one family a status, one class a code.

ApiError                          everything below
├── ConnectionFailed              no answer came
│   └── TimedOut
├── UnreadableAnswer              an answer came that is none of ours
└── StatusError                   an error status; carries .problem, .request_id, .retry_after
    ├── BadRequest            400 └── MalformedBody
    ├── Unauthorized          401
    ├── Forbidden             403
    ├── NotFound              404
    ├── MethodNotAllowed      405
    ├── RequestTimeout        408
    ├── StillRunning          409
    ├── TooLarge              413
    ├── UnsupportedMedia      415
    ├── Unprocessable         422 └── EmptyText, NothingToSummarize, UnsupportedLanguage, UnknownModel,
    │                                 UnresolvedOwner
    ├── KeyReused             422
    ├── RateLimited           429
    └── ServerError           5xx
        ├── Unavailable       503 └── Busy, NotReady, ModelNotPrepared, ShuttingDown, JobsUnavailable,
        │                         WorkerLost
        └── DeadlineExceeded  504

A class of a code is also the class of that code in ``errors``: ``except errors.TooLarge`` catches it
whether the summariser runs in this process or behind HTTP.
"""

# ruff: noqa: N818 -- names say what happened, as in errors.py

from __future__ import annotations

from summarizer import errors
from summarizer.answers import Problem
from summarizer.errors import FieldError, SummarizerError


class ApiError(SummarizerError):
    """The base of everything that the client raises."""


class ConnectionFailed(ApiError):
    """No answer came: refused, reset, or no such host."""

    code, status, title = "connection_failed", 0, "The service cannot be reached"


class TimedOut(ConnectionFailed):
    """No answer came in time."""

    code, title = "timed_out", "The service did not answer in time"


class UnreadableAnswer(ApiError):
    """An answer came that is not what this operation answers with."""

    code, status, title = "unreadable_answer", 0, "The answer cannot be read"


class StatusError(ApiError):
    """The service answered with an error status."""

    def __init__(self, problem: Problem, *, retry_after: float | None = None) -> None:
        super().__init__(
            problem.detail or problem.title,
            errors=tuple(FieldError(item.pointer, item.detail) for item in problem.errors),
            retry_after=retry_after,
        )
        self.problem = problem
        self.request_id = problem.request_id
        self.code, self.status, self.title = problem.code, problem.status, problem.title


class BadRequest(StatusError):
    """400."""


class Unauthorized(StatusError, errors.NotAuthorized):
    """401: the key is missing or not accepted."""


class Forbidden(StatusError, errors.Forbidden):
    """403: the key's scopes do not cover the operation."""


class NotFound(StatusError, errors.NotFound):
    """404."""


class MethodNotAllowed(StatusError, errors.MethodNotAllowed):
    """405."""


class RequestTimeout(StatusError, errors.RequestTimeout):
    """408: the request did not arrive in time."""


class StillRunning(StatusError, errors.StillRunning):
    """409: the same request, by its idempotency key, is being answered."""


class KeyReused(StatusError, errors.KeyReused):
    """422: the idempotency key belongs to another request."""


class TooLarge(StatusError, errors.TooLarge):
    """413: the message says the size and the limit."""


class UnsupportedMedia(StatusError, errors.UnsupportedMedia):
    """415."""


class Unprocessable(StatusError, errors.InvalidInput):
    """422: ``errors`` points at each bad field."""


class RateLimited(StatusError, errors.RateLimited):
    """429: too many requests, from the service or a gateway before it."""


class ServerError(StatusError):
    """5xx."""


class Unavailable(ServerError):
    """503: try again after ``retry_after`` seconds."""


class DeadlineExceeded(ServerError, errors.DeadlineExceeded):
    """504."""


class MalformedBody(BadRequest, errors.MalformedBody):
    """The body is not strict JSON."""


class EmptyText(Unprocessable, errors.EmptyText):
    """The text is empty."""


class NothingToSummarize(Unprocessable, errors.NothingToSummarize):
    """The text is too short."""


class UnsupportedLanguage(Unprocessable, errors.UnsupportedLanguage):
    """The text is in another language."""


class UnknownModel(Unprocessable, errors.UnknownModel):
    """The message lists the known models."""


class UnresolvedOwner(Unprocessable, errors.UnresolvedOwner):
    """Only with ``on_unresolved: fail``."""


class Busy(Unavailable, errors.Busy):
    """The queue is full."""


class NotReady(Unavailable, errors.NotReady):
    """The model is being loaded."""


class ShuttingDown(Unavailable, errors.ShuttingDown):
    """This process finishes what it has begun; another one may answer."""


class JobsUnavailable(Unavailable, errors.JobsUnavailable):
    """The store of jobs is full or cannot write; nothing was taken."""


class WorkerLost(Unavailable, errors.WorkerLost):
    """A line of a batch took its workers down; only a cluster's answers hold it."""


class ModelNotPrepared(Unavailable, errors.ModelNotPrepared):
    """The server's operator has a model to prepare."""


BY_STATUS: dict[int, type[StatusError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    408: RequestTimeout,
    409: StillRunning,
    413: TooLarge,
    415: UnsupportedMedia,
    422: Unprocessable,
    429: RateLimited,
    503: Unavailable,
    504: DeadlineExceeded,
}
BY_CODE: dict[str, type[StatusError]] = {
    kind.code: kind
    for kind in (
        Unauthorized,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        RequestTimeout,
        StillRunning,
        KeyReused,
        RateLimited,
        TooLarge,
        UnsupportedMedia,
        Unprocessable,
        DeadlineExceeded,
        MalformedBody,
        EmptyText,
        NothingToSummarize,
        UnsupportedLanguage,
        UnknownModel,
        UnresolvedOwner,
        Busy,
        NotReady,
        ShuttingDown,
        JobsUnavailable,
        WorkerLost,
        ModelNotPrepared,
    )
}


def error_class(code: str, status: int) -> type[StatusError]:
    """Return the class for a problem: by its code, else by its status, else by its hundred."""
    return BY_CODE.get(code) or BY_STATUS.get(status) or (ServerError if status >= 500 else StatusError)
