"""A request that is sent again under its idempotency key."""

from __future__ import annotations

import threading

import pytest
from doubles import FixedSummarizer
from edge import client_of
from werkzeug.test import TestResponse

from summarizer import errors
from summarizer.api import replays
from summarizer.api.app import make_app
from summarizer.api.replays import Answered, Replays, fingerprint
from summarizer.errors import KeyReused, StillRunning
from summarizer.settings import Settings

BODY = {"text": "The mayor said that 32 homes burned."}
DONE = Answered(200, b"{}", "application/json")


def test_second_request_gets_the_first_answer_and_does_no_work() -> None:
    summarizer = FixedSummarizer()
    client = client_of(summarizer)
    first = client.post("/summarize", json=BODY, headers={"Idempotency-Key": "k1"})
    second = client.post("/summarize", json=BODY, headers={"Idempotency-Key": '"k1"'})
    assert second.data == first.data
    assert (second.headers["Idempotency-Replayed"], second.mimetype) == ("true", "application/json")
    assert second.headers["X-Request-ID"] != first.headers["X-Request-ID"]
    assert "Idempotency-Replayed" not in first.headers
    assert len(summarizer.asked) == 1


def test_refusal_is_replayed_too() -> None:
    client = client_of()
    first = client.post("/summarize", json={}, headers={"Idempotency-Key": "k"})
    second = client.post("/summarize", json={}, headers={"Idempotency-Key": "k"})
    assert (first.status_code, second.status_code) == (422, 422)
    assert second.data == first.data


@pytest.mark.parametrize("path", ["/v1/summarize", "/summarize", "/check"])
def test_key_with_another_request_is_refused(path: str) -> None:
    client = client_of()
    client.post("/summarize", json=BODY, headers={"Idempotency-Key": "k"})
    other = client.post(path, json={"text": "Another."}, headers={"Idempotency-Key": "k"})
    assert (other.status_code, other.json["code"]) == (422, "key_reused")


def test_key_belongs_to_its_caller() -> None:
    summarizer = FixedSummarizer()
    client = client_of(summarizer, api_keys=("one", "two"))
    for key in ("one", "two"):
        headers = {"Idempotency-Key": "k", "Authorization": f"Bearer {key}"}
        assert "Idempotency-Replayed" not in client.post("/summarize", json=BODY, headers=headers).headers
    assert len(summarizer.asked) == 2


@pytest.mark.parametrize("error", [errors.Busy, errors.DeadlineExceeded, ValueError])
def test_failure_is_not_kept(error: type[Exception]) -> None:
    failing = [True]

    def do() -> None:
        if failing:
            raise error("what happened")

    client = client_of(FixedSummarizer(instead=do))
    headers = {"Idempotency-Key": "k"}
    assert client.post("/summarize", json=BODY, headers=headers).status_code >= 500
    failing.clear()
    assert client.post("/summarize", json=BODY, headers=headers).status_code == 200


def test_second_request_beside_the_first_is_told_to_wait() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        assert go_on.wait(20)

    app = make_app(Settings(), FixedSummarizer(instead=hold))
    answers: list[TestResponse] = []

    def ask() -> None:
        answers.append(app.test_client().post("/summarize", json=BODY, headers={"Idempotency-Key": "k"}))

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(20)
    ask()
    go_on.set()
    thread.join()
    assert (answers[0].status_code, answers[0].json["code"]) == (409, "still_running")
    assert int(answers[0].headers["Retry-After"]) > 0
    assert answers[1].status_code == 200


@pytest.mark.parametrize("key", ["", " ", "a b", "ä", "x" * 256])
def test_key_out_of_form_is_refused(key: str) -> None:
    response = client_of().post("/summarize", json=BODY, headers={"Idempotency-Key": key})
    assert (response.status_code, response.json["code"]) == (400, "malformed_body")


def test_stream_and_batch_are_not_kept() -> None:
    summarizer = FixedSummarizer()
    client = client_of(summarizer)
    for _ in range(2):
        headers = {"Idempotency-Key": "k", "Accept": "text/event-stream"}
        assert "event: result" in client.post("/summarize", json=BODY, headers=headers).text
    for _ in range(2):
        kind = "application/x-ndjson"
        client.post("/batch", data=b'{"text": "One."}', content_type=kind, headers={"Idempotency-Key": "b"})
    assert len(summarizer.asked) == 4


def test_answer_is_kept_for_its_time() -> None:
    now = [0.0]
    kept = Replays(10, clock=lambda: now[0])
    assert kept.begin("a", b"1") is None
    kept.finish("a", DONE)
    now[0] = 9.9
    assert kept.begin("a", b"1") == DONE
    now[0] = 10
    assert kept.begin("a", b"2") is None


def test_answers_are_kept_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replays, "MOST_BYTES", 5)
    kept = Replays(10)
    for name in "abc":
        kept.begin(name, b"1")
        kept.finish(name, DONE)
    assert [kept.begin(name, b"1") for name in "abc"] == [None, DONE, DONE]


def test_what_is_at_work_is_not_forgotten() -> None:
    now = [0.0]
    kept = Replays(10, clock=lambda: now[0])
    kept.begin("a", b"1")
    now[0] = 1_000
    with pytest.raises(StillRunning):
        kept.begin("a", b"1")
    with pytest.raises(KeyReused):
        kept.begin("a", b"2")


def test_fingerprint_tells_paths_and_bodies_apart() -> None:
    assert len({fingerprint("/a", b"b"), fingerprint("/b", b"b"), fingerprint("/a", b"c")}) == 3


def test_no_time_keeps_nothing() -> None:
    summarizer = FixedSummarizer()
    client = client_of(summarizer, idempotency_seconds=0)
    for _ in range(2):
        client.post("/summarize", json=BODY, headers={"Idempotency-Key": "k"})
    assert len(summarizer.asked) == 2
