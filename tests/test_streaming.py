"""Server-sent events: progress while it works, sentences once the guard is through, errors as they are."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from doubles import TEXT, FixedSummarizer, summarize_result
from edge import client_of

from summarizer import answers
from summarizer.api.answering import answer_summary
from summarizer.api.streaming import stream_summary
from summarizer.errors import Busy, DeadlineExceeded
from summarizer.pipeline import Watch

ASKED = {"Accept": "text/event-stream"}
ANSWER = answer_summary(summarize_result(), id="a", request_id="r", echo=False)


def events(text: str) -> list[tuple[str, Any]]:
    """Return the events of a stream as their readers see them."""
    found = []
    for block in text.split("\n\n"):
        if block.startswith("event: "):
            name, data = block.split("\n")
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_stream_ends_with_the_answer_that_json_gives() -> None:
    client = client_of(FixedSummarizer())
    body, headers = {"text": TEXT, "id": "a1"}, {"X-Request-ID": "r1"}
    streamed = client.post("/summarize", json=body, headers=ASKED | headers)
    found = events(streamed.text)
    assert streamed.mimetype == "text/event-stream"
    assert [name for name, _ in found] == ["progress", "sentence", "result"]
    assert found[0][1] == {"stage": "read", "done": 0, "of": 4}
    assert found[-1][1] == client.post("/summarize", json=body, headers=headers).json
    assert [data for name, data in found if name == "sentence"] == found[-1][1]["sentences"]


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/json, text/event-stream;q=0.5"])
def test_stream_comes_only_where_it_is_asked_for(accept: str) -> None:
    answer = client_of(FixedSummarizer()).post("/summarize", json={"text": TEXT}, headers={"Accept": accept})
    assert answer.mimetype == "application/json"


def test_no_sentence_is_sent_before_the_guard_is_through() -> None:
    may_end = threading.Event()

    def work(watch: Watch) -> answers.SummarizeAnswer:
        for stage in ("read", "plan", "generate", "guard"):
            watch(stage)
        assert may_end.wait(30)
        return ANSWER

    stream = stream_summary(work, "r", heartbeat=0.05)
    before = [next(stream) for _ in range(5)]
    may_end.set()
    after = "".join(stream)
    assert [data["stage"] for _, data in events("".join(before))] == ["read", "plan", "generate", "guard"]
    assert before[-1].startswith(":")  # at work still, and says so
    assert [name for name, _ in events(after)] == ["sentence", "result"]


def test_what_fails_before_the_work_begins_is_an_http_error() -> None:
    def fail() -> None:
        raise AssertionError("never reached")

    response = client_of(FixedSummarizer(instead=fail)).post("/summarize", json={"text": 5}, headers=ASKED)
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")

    def work(watch: Watch) -> answers.SummarizeAnswer:
        raise Busy("full", retry_after=5.0)

    with pytest.raises(Busy):
        stream_summary(work, "r")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(DeadlineExceeded("too late"), "deadline_exceeded", id="documented"),
        pytest.param(RuntimeError("the article said: secret words"), "internal_error", id="unexpected"),
    ],
)
def test_what_fails_later_ends_the_stream_with_a_problem(error: Exception, code: str) -> None:
    class Late(FixedSummarizer):
        """Fails once it has begun to read."""

        def summarize(self, article: Any, options: Any, watch: Watch = lambda _: None, **_: Any) -> Any:
            watch("read")
            raise error

    text = client_of(Late()).post("/summarize", json={"text": TEXT}, headers=ASKED).text
    name, problem = events(text)[-1]
    assert (name, problem["code"]) == ("problem", code)
    assert "secret" not in text
