"""Where a command's work is done: in this process, or by the service behind a URL.

Both take the bodies of the HTTP contract and give its answers, so a command does not know which one
it talks to. What only one of them needs is imported when that one is opened.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from summarizer import answers
from summarizer.client import Client
from summarizer.decode import read
from summarizer.errors import Busy, MissingExtra, NotReady, TooLarge

if TYPE_CHECKING:
    from summarizer.batch import BatchLine

# A batch waits so long for a service that is busy or still loading its model.
TURNS_ASKED_FOR, TURN_PAUSE = 60, 5.0


class Backend(Protocol):
    """Takes bodies, gives answers; raises SummarizerError."""

    @property
    def notice(self) -> str:
        """What the caller should know of before much work is done, or nothing."""
        ...

    def summarize(self, body: Mapping[str, Any]) -> answers.SummarizeAnswer: ...

    def check(self, body: Mapping[str, Any]) -> answers.CheckAnswer: ...

    def attributions(self, body: Mapping[str, Any]) -> answers.AttributionsAnswer: ...

    def citron(self, body: Mapping[str, Any]) -> answers.CitronAnswer: ...

    def batch_line(self, number: int, line: bytes) -> BatchLine: ...


class RemoteBackend:
    """The service behind a client."""

    def __init__(self, client: Client, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._sleep = sleep

    @property
    def notice(self) -> str:
        """Nothing: a service tells in each answer what went wrong."""
        return ""

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
        """Ask ``/batch`` for one line; a line that is too large for the service costs that line only.

        A service without a turn for it is asked again for some minutes. Raises ApiError.
        """
        from summarizer.batch import BatchLine, refuse_line

        try:
            item = self._ask(line.strip())
        except TooLarge as error:
            return refuse_line(number, line, error)
        text = json.dumps({**item.raw, "line": number}, ensure_ascii=False)
        return BatchLine(text, failed=item.error is not None)

    def _ask(self, line: bytes) -> answers.BatchItem:
        for _ in range(TURNS_ASKED_FOR):
            (item,) = self._client.batch([line])
            if item.error is None or item.error.code not in (Busy.code, NotReady.code):
                return item
            self._sleep(TURN_PAUSE)
        # not the line's fault: recorded as an answer it would never be asked for again
        raise Busy(f"the service had no turn for a line for {TURNS_ASKED_FOR * TURN_PAUSE:g} seconds")


def _keywords(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the article and the options of a body as the keywords of the client."""
    article = {name: value for name, value in body.items() if name != "options"}
    return article | dict(body.get("options", {}))


@contextmanager
def open_backend(url: str | None, *, warm: bool, at_once: int = 1) -> Iterator[Backend]:
    """Open the service at ``url``, or this process; ``warm`` loads the default model here first.

    ``at_once`` callers of this process find a turn at the same time.
    """
    if url:
        with Client(url) as client:
            yield RemoteBackend(client)
        return
    with _naming_the_extra():
        from summarizer.api.local import make_local
    yield make_local(warm=warm, at_once=at_once)


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
