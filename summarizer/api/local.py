"""The operations without HTTP: the same bodies, the same schemas, the same answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from summarizer import answers
from summarizer.api import request_schemas
from summarizer.api.body import load
from summarizer.api.schemas import dump
from summarizer.api.service import Service
from summarizer.batch import BatchLine
from summarizer.batch_lines import answer_line
from summarizer.decode import read
from summarizer.pipeline import make_summarizer
from summarizer.settings import load_settings

REQUEST_ID = "local"
T = TypeVar("T")


class LocalBackend:
    """Takes bodies as the server does, and answers in this process."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def notice(self) -> str:
        """Why the default model cannot be used, where it was to be warm and is not."""
        failure = self._service.failure
        return f"{failure.title}: {failure.message}; the extract is used" if failure else ""

    @property
    def model(self) -> str:
        """The id of the default model."""
        return self._service.summarizer.registry.get().id

    def summarize(self, body: Mapping[str, Any]) -> answers.SummarizeAnswer:
        """Answer a body of ``/summarize``."""
        asked = load(request_schemas.SummarizeRequestSchema(), body)
        return _with_raw(self._service.summarize(asked, request_id=REQUEST_ID))

    def check(self, body: Mapping[str, Any]) -> answers.CheckAnswer:
        """Answer a body of ``/check``."""
        asked = load(request_schemas.CheckRequestSchema(), body)
        return _with_raw(self._service.check(asked, request_id=REQUEST_ID))

    def attributions(self, body: Mapping[str, Any]) -> answers.AttributionsAnswer:
        """Answer a body of ``/attributions`` in the native format."""
        return self._attributions(body, answers.AttributionsAnswer)

    def citron(self, body: Mapping[str, Any]) -> answers.CitronAnswer:
        """Answer a body of ``/attributions`` in Citron's format."""
        return self._attributions({**body, "format": "citron"}, answers.CitronAnswer)

    def _attributions(self, body: Mapping[str, Any], kind: type[T]) -> T:
        asked = load(request_schemas.AttributionsRequestSchema(), body)
        return read(kind, dump(self._service.attributions(asked, request_id=REQUEST_ID)))

    def batch_line(self, number: int, line: bytes) -> BatchLine:
        """Answer one line of a batch."""
        return answer_line(
            number,
            line,
            lambda asked: self._service.summarize(asked, request_id=REQUEST_ID, placed=True),
            request_id=REQUEST_ID,
        )


def _with_raw(answer: T) -> T:
    """Return the answer as a client would read it, with its JSON."""
    return read(type(answer), dump(answer))


def make_local(*, warm: bool, at_once: int = 1) -> LocalBackend:
    """Build the path from this process' environment; ``warm`` loads the default model first.

    A model that is not prepared is no error here: the extract stands in for it, with a notice. At
    least ``at_once`` callers find a turn at the same time.
    """
    settings = load_settings()
    settings = replace(settings, request_threads=max(settings.request_threads, at_once))
    service = Service(settings, make_summarizer(settings))
    if warm:
        service.warm_up()
    return LocalBackend(service)
