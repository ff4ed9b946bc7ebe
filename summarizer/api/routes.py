"""The JSON operations and the probes; each view is typed input, one call, typed output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TypeVar, cast

from flask import Response, current_app, g, request, stream_with_context

from summarizer import answers
from summarizer.api.answer_schemas import (
    CapabilitiesAnswerSchema,
    CheckAnswerSchema,
    RulesAnswerSchema,
    SummarizeAnswerSchema,
    refer,
)
from summarizer.api.answering import answer_rules
from summarizer.api.gate import charge
from summarizer.api.openapi import NDJSON, NDJSON_TYPES, StrictBlueprint, read_body, require_type
from summarizer.api.request_schemas import (
    AttributionsRequest,
    AttributionsRequestSchema,
    CheckRequest,
    CheckRequestSchema,
    SummarizeRequest,
    SummarizeRequestSchema,
)
from summarizer.api.schemas import dump
from summarizer.api.service import Service
from summarizer.api.streaming import EVENT_STREAM, stream_summary
from summarizer.batch_lines import answer_lines
from summarizer.metrics import CONTENT_TYPE
from summarizer.pipeline import Watch

operations = StrictBlueprint("operations", __name__, description="Summarise, check, read attributions.")
probes = StrictBlueprint("probes", __name__, description="Is it alive, is it ready, how does it do.")


EXAMPLE = (
    "A fire at a grain store in Harwick killed at least 12 people on Friday, the health ministry said.\n\n"
    "The hospital workers' union put the number of dead at 19."
)
# What every operation that takes a body may answer; 422 is flask-smorest's own.
OWN_ERRORS = (400, 401, 403, 408, 409, 429, 503)
Answer = TypeVar("Answer", answers.SummarizeAnswer, answers.CheckAnswer)


def service() -> Service:
    """Return the service of the application that answers this request."""
    return cast(Service, current_app.extensions["summarizer"])


@operations.post("/summarize")
@operations.takes(SummarizeRequestSchema, example={"text": EXAMPLE, "options": {"max_sentences": 2}})
@operations.gives(SummarizeAnswerSchema)
@operations.documents(
    responses={
        "200": {
            "content": {
                "application/json": {"schema": SummarizeAnswerSchema},
                EVENT_STREAM: {"schema": {"type": "string"}},
            }
        }
    },
)
@operations.may_fail(*OWN_ERRORS, 413, 415, 504)
def summarize(asked: SummarizeRequest) -> answers.SummarizeAnswer | Response:
    """Summarise an article

    Every sentence of the summary that reports a claim names whose claim it is. With `Accept:
    text/event-stream` the answer comes as events: `progress` as each stage begins, each guarded `sentence`,
    and at last the `result`, or a `problem`.
    """
    if request.accept_mimetypes.best_match(("application/json", EVENT_STREAM)) == EVENT_STREAM:
        return _streamed(asked)
    return noted(service().summarize(asked, request_id=g.request_id, until=g.until))


def _streamed(asked: SummarizeRequest) -> Response:
    request_id, here, until = g.request_id, service(), g.until

    def work(watch: Watch) -> answers.SummarizeAnswer:
        return here.summarize(asked, request_id=request_id, watch=watch, until=until)

    # nginx keeps a stream back until it is whole unless it is told not to
    headers = {"X-Accel-Buffering": "no"}
    return Response(stream_summary(work, request_id), mimetype=EVENT_STREAM, headers=headers)


@operations.post("/check")
@operations.takes(
    CheckRequestSchema,
    example={"source": {"text": EXAMPLE}, "candidate": {"text": "At least 12 people died."}},
)
@operations.gives(CheckAnswerSchema)
@operations.may_fail(*OWN_ERRORS, 413, 415, 504)
def check(asked: CheckRequest) -> answers.CheckAnswer:
    """Check any summary against its article

    `pass` needs every sentence checked and no error among the issues.
    """
    return noted(service().check(asked, request_id=g.request_id, until=g.until))


@operations.post("/attributions")
@operations.takes(AttributionsRequestSchema, example={"text": EXAMPLE})
@operations.gives({"oneOf": refer("AttributionsAnswer", "CitronAnswer")})
@operations.may_fail(*OWN_ERRORS, 413, 415, 504)
def attributions(asked: AttributionsRequest) -> Response:
    """Read who says what in an article

    With `format: citron` the answer is `quotes[]{id, cue, sources[], contents[]}`.
    """
    answer = service().attributions(asked, request_id=g.request_id, until=g.until)
    return cast(Response, current_app.json.response(dump(answer)))


@operations.post("/batch")
@operations.documents(
    requestBody={
        "required": True,
        "description": "One body of `/summarize` a line.",
        "content": {NDJSON: {"schema": {"type": "string"}}},
    }
)
@operations.gives({"type": "string"}, content_type=NDJSON, description="One result or error a line.")
@operations.may_fail(400, 401, 403, 408, 413, 415, 429, 503)
def batch() -> Response:
    """Summarise many articles

    One line of the answer for each line that is not blank, in order:
    `{"line", "id", "result"}` or `{"line", "id", "error"}`.
    """
    require_type(request, *NDJSON_TYPES)
    lines, request_id, here = read_body(request).split(b"\n"), g.request_id, service()
    charge(here, sum(1 for line in lines if line.strip()) - 1)

    def answer(asked: SummarizeRequest) -> answers.SummarizeAnswer:
        return here.summarize(asked, request_id=request_id, placed=True)

    place = ExitStack()
    place.enter_context(here.admission.place())

    def stream() -> Iterator[str]:
        for line in answer_lines(enumerate(lines, 1), answer, request_id=request_id):
            yield line.text + "\n"

    response = Response(stream_with_context(stream()), mimetype=NDJSON)
    response.call_on_close(place.close)
    return response


@operations.get("/capabilities")
@operations.gives(CapabilitiesAnswerSchema)
@operations.may_fail(401, 403, 429, 503)
def capabilities() -> answers.CapabilitiesAnswer:
    """Models, options, languages, limits, versions"""
    return service().capabilities()


@operations.get("/rules")
@operations.gives(RulesAnswerSchema)
@operations.may_fail(401, 403, 429, 503)
def rules() -> answers.RulesAnswer:
    """The editorial rules, R1 to R33"""
    return answer_rules()


STATUS = {"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]}


@probes.get("/livez")
@probes.gives(STATUS, description="The process answers.")
def livez() -> Response:
    """Does the process answer"""
    return _status("ok")


@probes.get("/readyz")
@probes.gives(STATUS, description="The default model is warm.")
@probes.may_fail(500, 503)
def readyz() -> Response:
    """Is the default model warm

    503 with `Retry-After` until it is.
    """
    service().check_ready()
    return _status("ready")


@probes.get("/healthz")
@probes.gives(STATUS, description="The default model is warm.")
@probes.may_fail(500, 503)
def healthz() -> Response:
    """The same as /readyz"""
    return readyz()


@probes.get("/metrics")
@probes.gives({"type": "string"}, content_type="text/plain", description="Prometheus text format.")
def metrics() -> Response:
    """Counters and histograms for Prometheus"""
    return Response(service().metrics.render(), content_type=CONTENT_TYPE)


def _status(word: str) -> Response:
    return cast(Response, current_app.json.response({"status": word}))


def noted(answer: Answer) -> Answer:
    """Note for the log line what kind of answer this was; never a word of it."""
    if isinstance(answer, answers.SummarizeAnswer):
        g.facts = {"answer": answer.status, "model": answer.provenance.model}
    else:
        g.facts = {"answer": answer.verdict, "codes": sorted({issue.code for issue in answer.issues})}
    return answer
