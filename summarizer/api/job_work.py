"""What a job is: an operation's body, checked as it comes in and worked on in its turn. No Flask."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from marshmallow import Schema, ValidationError, post_load, validate, validates_schema
from marshmallow import fields as ma

from summarizer import answers
from summarizer.answers import problem_of
from summarizer.api.body import load
from summarizer.api.request_schemas import (
    AttributionsRequestSchema,
    CheckRequestSchema,
    StrictSchema,
    SummarizeRequestSchema,
    choices_of,
)
from summarizer.api.schemas import dump
from summarizer.api.service import Service
from summarizer.decode import read
from summarizer.errors import SummarizerError
from summarizer.jobs.records import Job, Operation, Submission
from summarizer.jobs.runner import MOST_ATTEMPTS, Outcome

log = structlog.get_logger("summarizer")

SCHEMAS: Mapping[str, Schema] = {
    "summarize": SummarizeRequestSchema(),
    "check": CheckRequestSchema(),
    "attributions": AttributionsRequestSchema(),
}
# What the article of a body stands in.
HOLDER_OF_ARTICLE = {"check": "source"}


class JobRequestSchema(StrictSchema):
    """A body of ``/jobs``."""

    operation = ma.String(
        required=True,
        validate=validate.OneOf(choices_of(Operation)),
        metadata={"description": "What is to be done."},
    )
    input = ma.Dict(
        required=True, metadata={"description": "The body that the operation's own address takes."}
    )
    webhook = ma.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "An https address that is told when the job is over."},
    )

    @validates_schema
    def check_input(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse at once what the operation would refuse; the pointers go into ``input``."""
        try:
            SCHEMAS[data["operation"]].load(data["input"])
        except ValidationError as error:
            raise ValidationError({"input": error.messages}) from error

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Submission:
        """Return the submission; who hands it in is not known here."""
        body = json.dumps(data["input"], ensure_ascii=False, sort_keys=True)
        return Submission(data["operation"], body, webhook=data["webhook"])


@dataclass(frozen=True, slots=True)
class JobWork:
    """Does jobs with a service; a job gets its turn among the requests, and ``seconds`` of its own."""

    service: Service
    seconds: float

    def __call__(self, job: Job) -> Outcome | None:
        """Return the result of a job, or its problem; None while the service cannot take it."""
        try:
            answer = self._answer(job)
        except SummarizerError as error:
            if error.status == 503 and error.retry_after is not None:
                return None  # the model is being warmed, or the process is closing
            return _failed(job, error)
        except Exception as error:  # the thread's last handler: every accepted job comes to an end
            log.error("job_failed", job=job.id, kind=type(error).__name__)
            return _failed(job, SummarizerError("unexpected"))
        return Outcome("succeeded", json.dumps(dump(answer), ensure_ascii=False))

    def _answer(self, job: Job) -> Any:
        """Do the work under the job's own id, so that doing it again gives the same bytes."""
        body = json.loads(job.body)
        holder = HOLDER_OF_ARTICLE.get(job.operation)
        (body[holder] if holder else body).setdefault("id", job.id)
        asked = load(SCHEMAS[job.operation], body)
        self.service.check_open()
        operation = getattr(self.service, job.operation)
        until = time.monotonic() + self.seconds
        return operation(asked, request_id=job.id, placed=True, until=until)


def given_up(job: Job) -> Outcome:
    """Return the outcome of a job over which the process ended again and again."""
    log.error("job_given_up", job=job.id, attempts=job.attempts)
    return _failed(job, SummarizerError(f"the process ended {MOST_ATTEMPTS} times over it"))


def answer_job(job: Job) -> answers.JobAnswer:
    """Build the answer of ``/jobs``."""
    held = None if job.answer is None else json.loads(job.answer)
    hook = None
    if job.webhook is not None:
        hook = answers.JobWebhook(job.webhook, job.hook_status or "failed", job.hook_tries)
    return answers.JobAnswer(
        id=job.id,
        operation=job.operation,
        status=job.status,
        created_at=_time(job.created) or "",
        started_at=_time(job.started),
        finished_at=_time(job.finished),
        expires_at=_time(job.expires),
        attempts=job.attempts,
        result=held if job.status == "succeeded" else None,
        error=read(answers.Problem, held) if job.status == "failed" else None,
        webhook=hook,
    )


def _failed(job: Job, error: SummarizerError) -> Outcome:
    return Outcome("failed", json.dumps(dump(problem_of(error, job.id)), ensure_ascii=False))


def _time(seconds: float | None) -> str | None:
    return (
        None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    )
