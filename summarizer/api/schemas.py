"""The schemas of the HTTP edge, in and out, and the few functions that use them.

This is the door for everything outside ``api/``: the batch reads its lines and writes its answers
with the same schemas as the server.
"""

from __future__ import annotations

import json
from typing import Any

from summarizer import answers
from summarizer.api import answer_schemas, request_schemas
from summarizer.api.body import load, parse_json
from summarizer.api.request_schemas import AttributionsRequest, CheckRequest, SummarizeRequest

__all__ = [
    "AttributionsRequest",
    "CheckRequest",
    "SummarizeRequest",
    "dump_item",
    "dump_json",
    "read_summarize",
]

_SCHEMAS = {
    answers.SummarizeAnswer: answer_schemas.SummarizeAnswerSchema(),
    answers.CheckAnswer: answer_schemas.CheckAnswerSchema(),
    answers.AttributionsAnswer: answer_schemas.AttributionsAnswerSchema(),
    answers.CitronAnswer: answer_schemas.CitronAnswerSchema(),
    answers.BatchItem: answer_schemas.BatchItemSchema(),
    answers.JobAnswer: answer_schemas.JobAnswerSchema(),
    answers.Problem: answer_schemas.ProblemSchema(),
    answers.RulesAnswer: answer_schemas.RulesAnswerSchema(),
    answers.CapabilitiesAnswer: answer_schemas.CapabilitiesAnswerSchema(),
}
_SUMMARIZE = request_schemas.SummarizeRequestSchema()


def dump(answer: Any) -> dict[str, Any]:
    """Return ``answer`` as JSON data, through its schema."""
    dumped: dict[str, Any] = _SCHEMAS[type(answer)].dump(answer)
    return dumped


def dump_json(answer: Any, *, indent: int | None = None) -> str:
    """Return ``answer`` as JSON text."""
    return json.dumps(dump(answer), ensure_ascii=False, indent=indent)


def dump_item(item: answers.BatchItem) -> str:
    """Return one line of a batch, without the line end."""
    return dump_json(item)


def read_summarize(body: bytes) -> SummarizeRequest:
    """Read a body of ``/summarize``; raises MalformedBody or InvalidInput."""
    request: SummarizeRequest = load(_SUMMARIZE, parse_json(body))
    return request
