"""Where a command's work is done: in this process, or by the service behind a URL.

Both take the bodies of the HTTP contract and give its answers, so a command does not know which one
it talks to. What only one of them needs is imported when that one is opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from summarizer import answers
from summarizer.client import Client
from summarizer.decode import read
from summarizer.errors import MissingExtra

if TYPE_CHECKING:
    from summarizer.batch import BatchLine


class Backend(Protocol):
    """Takes bodies, gives answers; raises SummarizerError."""

    def summarize(self, body: Mapping[str, Any]) -> answers.SummarizeAnswer: ...

    def check(self, body: Mapping[str, Any]) -> answers.CheckAnswer: ...

    def attributions(self, body: Mapping[str, Any]) -> answers.AttributionsAnswer: ...

    def citron(self, body: Mapping[str, Any]) -> answers.CitronAnswer: ...

    def batch_line(self, number: int, line: bytes) -> BatchLine: ...


class RemoteBackend:
    """The service behind a client."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def summarize(self, body: Mapping[str, Any]) -> answers.SummarizeAnswer:
        """Ask ``/summarize``."""
        return self._client.summarize(**_keywords(body))

    def check(self, body: Mapping[str, Any]) -> answers.CheckAnswer:
        """Ask ``/check``."""
        asked = _keywords(body["source"] | {"options": body["options"]})
        return self._client.check(candidate=body["candidate"]["text"], **asked)

    def attributions(self, body: Mapping[str, Any]) -> answers.AttributionsAnswer:
        """Ask ``/attributions``."""
        return self._client.attributions(**_keywords(body))

    def citron(self, body: Mapping[str, Any]) -> answers.CitronAnswer:
        """Ask ``/attributions`` for Citron's format."""
        return self._client.citron(**_keywords(body))

    def batch_line(self, number: int, line: bytes) -> BatchLine:
        """Ask ``/batch`` for one line."""
        from summarizer.batch import BatchLine

        (item,) = self._client.batch([line.strip()])
        text = json.dumps({**item.raw, "line": number}, ensure_ascii=False)
        return BatchLine(text, failed=item.error is not None)


def _keywords(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the article and the options of a body as the keywords of the client."""
    article = {name: value for name, value in body.items() if name != "options"}
    return article | dict(body.get("options", {}))


@contextmanager
def open_backend(url: str | None, *, warm: bool) -> Iterator[Backend]:
    """Open the service at ``url``, or this process; ``warm`` loads the default model here first."""
    if url:
        with Client(url) as client:
            yield RemoteBackend(client)
        return
    with _naming_the_extra():
        from summarizer.api.local import make_local
    yield make_local(warm=warm)


def read_rules(url: str | None) -> answers.RulesAnswer:
    """Return the rules of the service at ``url``, or of this package."""
    if url:
        with Client(url) as client:
            return client.rules()
    with _naming_the_extra():
        from summarizer.api.answering import answer_rules
        from summarizer.api.schemas import dump
    return read(answers.RulesAnswer, dump(answer_rules()))


@contextmanager
def _naming_the_extra() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"{error.name} is not installed: pip install 'attributed-summarizer[server]', or use --url"
        ) from error
