"""An answer as it is made: server-sent events (WHATWG HTML, section 9.2) of progress and finished sentences.

The work runs in a thread of its own and tells of each stage. A sentence is sent once the guard is through
with the whole summary, never before: what the guard may still change or drop has no place in a stream.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import Empty, SimpleQueue
from typing import Any

import structlog

from summarizer import answers
from summarizer.answers import problem_of
from summarizer.api.schemas import dump
from summarizer.errors import SummarizerError
from summarizer.pipeline import STAGES, Watch

EVENT_STREAM = "text/event-stream"
# A proxy gives up on a connection that says nothing for a minute or less.
HEARTBEAT_SECONDS = 10.0
Work = Callable[[Watch], answers.SummarizeAnswer]
Told = str | answers.SummarizeAnswer | SummarizerError

log = structlog.get_logger("summarizer")


def stream_summary(work: Work, request_id: str, *, heartbeat: float = HEARTBEAT_SECONDS) -> Iterator[str]:
    """Return the events of ``work``: ``progress`` a stage, ``sentence`` each, ``result`` or ``problem``.

    What fails before the first stage begins (a full queue, an unknown model) is raised here, so that it can
    still be an HTTP error. Raises SummarizerError.
    """
    told: SimpleQueue[Told] = SimpleQueue()
    here = copy_context()  # so that its spans are the request's
    threading.Thread(target=here.run, args=(_run, work, told, request_id), name="stream", daemon=True).start()
    first = told.get()
    if isinstance(first, SummarizerError):
        raise first
    return _events(first, told, request_id, heartbeat)


def _run(work: Work, told: SimpleQueue[Told], request_id: str) -> None:
    """Do the work; its last word is an answer or an error, whatever happens."""
    try:
        told.put(work(told.put))
    except SummarizerError as error:
        told.put(error)
    except Exception as error:  # the thread's last handler: the stream must end
        log.error("stream_failed", request_id=request_id, kind=type(error).__name__)
        told.put(SummarizerError("unexpected"))


def _events(first: Told, told: SimpleQueue[Told], request_id: str, heartbeat: float) -> Iterator[str]:
    item: Told = first
    while isinstance(item, str):
        yield event("progress", {"stage": item, "done": STAGES.index(item), "of": len(STAGES)})
        while (found := _next(told, heartbeat)) is None:
            yield ": still at work\n\n"
        item = found
    if isinstance(item, SummarizerError):
        yield event("problem", dump(problem_of(item, request_id)))
        return
    body = dump(item)
    for sentence in body["sentences"]:
        yield event("sentence", sentence)
    yield event("result", body)


def _next(told: SimpleQueue[Told], seconds: float) -> Told | None:
    try:
        return told.get(timeout=seconds)
    except Empty:
        return None


def event(name: str, data: Any) -> str:
    """Return one event; JSON has no line ends of its own, so its data is one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
