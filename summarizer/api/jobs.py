"""``/jobs``: hand in long work, look at it, take it back."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import Response, current_app, g, request, url_for

from summarizer import answers
from summarizer.api.answer_schemas import JobAnswerSchema
from summarizer.api.job_work import JobRequestSchema, JobWork, answer_job, given_up
from summarizer.api.openapi import StrictBlueprint
from summarizer.api.replays import HEADER, read_key
from summarizer.api.routes import EXAMPLE, OWN_ERRORS
from summarizer.api.schemas import dump
from summarizer.api.service import Service
from summarizer.errors import FieldError, InvalidInput, NotFound
from summarizer.jobs.records import OVER, Submission
from summarizer.jobs.runner import Runner
from summarizer.jobs.store import Store
from summarizer.jobs.webhooks import Webhooks
from summarizer.settings import Settings

jobs = StrictBlueprint("jobs", __name__, description="Hand in long work, and fetch it later.")
# How soon it is worth to look again, in seconds.
LOOK_AGAIN = 2


class Desk:
    """The jobs of one server: the store, who works on it, who tells of it."""

    def __init__(self, settings: Settings, service: Service, store: Store) -> None:
        self.store = store
        secret = settings.webhook_secret
        self.webhooks = Webhooks(secret, settings.webhook_allow) if secret else None
        self.runner = Runner(
            store,
            JobWork(service, settings.job_deadline),
            given_up,
            service.metrics,
            workers=settings.job_workers,
            webhooks=self.webhooks,
        )
        service.closers.append(self.runner.stop)

    def check(self, given: Submission) -> None:
        """Raise InvalidInput where the webhook may not be called."""
        if given.webhook is None:
            return
        if self.webhooks is None:
            why = "This server tells nobody: its operator has set no secret to sign with."
            raise InvalidInput(why, errors=(FieldError("/webhook", why),))
        self.webhooks.check(given.webhook)


def open_desk(settings: Settings, service: Service) -> Desk | None:
    """Open the store that the settings name; None where they name none. Raises ConfigurationError."""
    if settings.jobs is None:
        return None
    return Desk(settings, service, Store(settings.jobs, most=settings.job_queue, keep=settings.job_keep))


def desk() -> Desk:
    """Return the desk of this application. Raises NotFound where it takes no jobs."""
    found = current_app.extensions["summarizer_jobs"]
    if found is None:
        raise NotFound("This server takes no jobs: its operator has not said where to keep them.")
    return cast(Desk, found)


@jobs.post("/jobs")
@jobs.takes(JobRequestSchema, example={"operation": "summarize", "input": {"text": EXAMPLE}})
@jobs.documents(
    responses={
        "202": {"description": "Accepted.", "content": {"application/json": {"schema": JobAnswerSchema}}}
    }
)
@jobs.may_fail(*OWN_ERRORS, 404, 413, 415)
def submit_job(given: Submission) -> Response:
    """Hand in a job

    It is on the disk before the answer, 202, with `Location`. With an `Idempotency-Key` the same job, handed
    in again, is the same job.
    """
    here = desk()
    here.check(given)
    key = read_key(request.headers.get(HEADER))
    job = here.store.submit(replace(given, caller=g.key or "", key=key))
    here.runner.wake()
    return _answer(answer_job(job), 202)


@jobs.get("/jobs/<string:job_id>")
@jobs.gives(JobAnswerSchema)
@jobs.may_fail(401, 403, 404, 429, 503)
def get_job(job_id: str) -> Response:
    """Look at a job

    `Retry-After` says when to look again while it is not over.
    """
    job = desk().store.get(job_id, g.key or "")
    if job is None:
        raise NotFound("There is no such job.")
    return _answer(answer_job(job), 200)


@jobs.delete("/jobs/<string:job_id>")
@jobs.documents(responses={"204": {"description": "Cancelled, or forgotten where it was over."}})
@jobs.may_fail(401, 403, 404, 429, 503)
def delete_job(job_id: str) -> Response:
    """Cancel a job, or forget one that is over"""
    if desk().store.drop(job_id, g.key or "") is None:
        raise NotFound("There is no such job.")
    return Response(status=204)


def _answer(job: answers.JobAnswer, status: int) -> Response:
    response = cast(Response, current_app.json.response(dump(job)))
    response.status_code = status
    response.headers["Location"] = url_for(f"{request.blueprint}.get_job", job_id=job.id)
    if job.status not in OVER:
        response.headers["Retry-After"] = str(LOOK_AGAIN)
    return response
