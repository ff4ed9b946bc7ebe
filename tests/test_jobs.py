"""``/jobs`` over HTTP, and a runner that is killed, starved of disk, or finds its clock set."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from doubles import SUMMARY, TEXT, FixedSummarizer
from edge import pointers
from flask import Flask
from gunicorn_server import gunicorn, worker_of

from summarizer import errors
from summarizer.api.app import make_app
from summarizer.client import Client, JobsUnavailable, KeyReused, NotFound
from summarizer.jobs import runner as runner_module
from summarizer.jobs.records import Job, Submission
from summarizer.jobs.runner import Outcome, Runner
from summarizer.jobs.store import Store
from summarizer.metrics import Metrics
from summarizer.settings import Settings

JOB = {"operation": "summarize", "input": {"text": TEXT}}


def app_of(tmp_path: Path, summarizer: FixedSummarizer | None = None, **settings: Any) -> Flask:
    return make_app(Settings(jobs=tmp_path / "jobs.sqlite", **settings), summarizer or FixedSummarizer())


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = app_of(tmp_path)
    yield app
    app.extensions["summarizer_jobs"].runner.stop(5)


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def over(app: Flask, path: str) -> dict[str, Any]:
    client = app.test_client()
    until(lambda: client.get(path).json["status"] not in ("queued", "running"))
    return client.get(path).json


def test_job_is_accepted_done_and_fetched(app: Flask) -> None:
    client = app.test_client()
    taken = client.post("/v1/jobs", json=JOB)
    assert (taken.status_code, taken.json["status"], taken.headers["Retry-After"]) == (202, "queued", "2")
    assert taken.headers["Location"] == f"/v1/jobs/{taken.json['id']}"
    app.extensions["summarizer_jobs"].runner.start()
    job = over(app, taken.headers["Location"])
    assert (job["status"], job["attempts"], job["error"]) == ("succeeded", 1, None)
    assert (job["result"]["summary"], job["result"]["id"]) == (SUMMARY, job["id"])
    assert job["created_at"] <= job["started_at"] <= job["finished_at"] < job["expires_at"]
    assert "Retry-After" not in client.get(taken.headers["Location"]).headers


@pytest.mark.parametrize(
    ("operation", "body", "member"),
    [
        ("check", {"source": {"text": TEXT}, "candidate": {"text": SUMMARY}}, "verdict"),
        ("attributions", {"text": TEXT}, "claims"),
        ("attributions", {"text": TEXT, "format": "citron"}, "quotes"),
    ],
)
def test_every_operation_is_a_job(app: Flask, operation: str, body: dict[str, Any], member: str) -> None:
    app.extensions["summarizer_jobs"].runner.start()
    taken = app.test_client().post("/jobs", json={"operation": operation, "input": body})
    assert member in over(app, taken.headers["Location"])["result"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        pytest.param({"operation": "summarize"}, "/input", id="no-input"),
        pytest.param({"operation": "write", "input": {}}, "/operation", id="operation"),
        pytest.param({"operation": "summarize", "input": {"text": 5}}, "/input/text", id="inside"),
        pytest.param(
            {"operation": "check", "input": {"source": {"text": "a"}, "candidate": {}}},
            "/input/candidate/text",
            id="deep-inside",
        ),
        pytest.param(JOB | {"webhok": "https://a.example"}, "/webhok", id="unknown"),
        pytest.param(JOB | {"webhook": "https://desk.example/"}, "/webhook", id="nothing-to-sign-with"),
    ],
)
def test_bad_job_is_refused_at_the_field(app: Flask, body: dict[str, Any], pointer: str) -> None:
    response = app.test_client().post("/jobs", json=body)
    assert response.status_code == 422
    assert pointers(response.json) == [pointer]


def test_private_webhook_is_refused(tmp_path: Path) -> None:
    client = app_of(tmp_path, webhook_secret="s").test_client()
    response = client.post("/jobs", json=JOB | {"webhook": "https://169.254.169.254/latest"})
    assert pointers(response.json) == ["/webhook"]


def test_failed_job_tells_its_problem(tmp_path: Path) -> None:
    def fail() -> None:
        raise errors.UnresolvedOwner("whose?", errors=(errors.FieldError("/text", "here"),))

    app = app_of(tmp_path, FixedSummarizer(instead=fail))
    app.extensions["summarizer_jobs"].runner.start()
    job = over(app, app.test_client().post("/jobs", json=JOB).headers["Location"])
    assert (job["status"], job["result"], job["error"]["code"]) == ("failed", None, "unresolved_owner")
    assert job["error"]["request_id"] == job["id"]


def test_fault_in_a_job_is_said_and_not_quoted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError("secret words")

    app = app_of(tmp_path, FixedSummarizer(instead=fail))
    app.extensions["summarizer_jobs"].runner.start()
    job = over(app, app.test_client().post("/jobs", json=JOB).headers["Location"])
    printed = capsys.readouterr()
    assert job["error"]["code"] == "internal_error"
    assert "secret" not in json.dumps(job) + printed.out + printed.err


def test_job_waits_while_the_model_is_loaded(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    service = app.extensions["summarizer"]
    service.warming = True
    app.extensions["summarizer_jobs"].runner.start()
    taken = app.test_client().post("/jobs", json=JOB)
    until(lambda: service.metrics.jobs_done is not None and app.extensions["summarizer_jobs"].runner.at_work)
    time.sleep(0.3)
    assert app.test_client().get(taken.headers["Location"]).json["status"] in ("queued", "running")
    service.warming = False
    assert over(app, taken.headers["Location"])["attempts"] == 1


def test_job_is_dropped(app: Flask) -> None:
    client = app.test_client()
    path = client.post("/jobs", json=JOB).headers["Location"]
    assert client.delete(path).status_code == 204
    assert client.get(path).json["status"] == "cancelled"
    assert client.delete(path).status_code == 204
    assert [client.get(path).status_code, client.delete(path).status_code] == [404, 404]


def test_jobs_of_others_are_not_there(tmp_path: Path) -> None:
    client = app_of(tmp_path, api_keys=("one", "two")).test_client()
    mine, other = ({"Authorization": f"Bearer {key}"} for key in ("one", "two"))
    path = client.post("/jobs", json=JOB, headers=mine).headers["Location"]
    assert [client.get(path, headers=headers).status_code for headers in (mine, other)] == [200, 404]
    assert client.delete(path, headers=other).status_code == 404


def test_server_without_a_file_takes_none() -> None:
    client = make_app(Settings(), FixedSummarizer()).test_client()
    refused = client.post("/jobs", json=JOB)
    assert (refused.status_code, refused.json["code"]) == (404, "not_found")
    assert client.get("/capabilities").json["jobs"] is False


def test_full_queue_is_503(tmp_path: Path) -> None:
    client = app_of(tmp_path, job_queue=1).test_client()
    client.post("/jobs", json=JOB)
    refused = client.post("/jobs", json=JOB)
    assert (refused.status_code, refused.json["code"]) == (503, "jobs_unavailable")
    assert int(refused.headers["Retry-After"]) > 0


# --------------------------------------------------------------------- the runner


def runner_of(store: Store, work: Callable[[Job], Outcome | None], **more: Any) -> Runner:
    return Runner(store, work, lambda job: Outcome("failed", "given up"), Metrics(), **more)


def done(job: Job) -> Outcome:
    return Outcome("succeeded", f"done {job.body}")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "jobs.sqlite", most=100, keep=100)


def test_one_process_works_and_the_next_takes_over(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "POLL_SECONDS", 0.02)
    first, second = runner_of(store, lambda job: None), runner_of(Store(store.path, most=9, keep=9), done)
    first.start()
    until(lambda: first.at_work)
    second.start()
    job = store.submit(Submission("summarize", "a"))
    time.sleep(0.2)
    assert not second.at_work
    first.stop(5)
    until(lambda: store.get(job.id).status == "succeeded")
    second.stop(5)
    assert store.get(job.id).answer == "done a"


def test_job_that_takes_the_process_down_is_given_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    job = store.submit(Submission("summarize", "a"))
    for _ in range(runner_module.MOST_ATTEMPTS):
        store.claim()
        store.recover()
    runner = runner_of(store, done)
    runner.start()
    until(lambda: store.get(job.id).status == "failed")
    runner.stop(5)
    assert store.get(job.id).answer == "given up"


def test_result_waits_for_room_on_the_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "POLL_SECONDS", 0.02)
    job = store.submit(Submission("summarize", "a"))
    calls: list[str] = []

    def work(job: Job) -> Outcome:
        calls.append(job.id)
        pages = store._base.execute("PRAGMA page_count").fetchone()[0]
        store._base.execute(f"PRAGMA max_page_count = {pages}")
        return Outcome("succeeded", "x" * 100_000)

    runner = runner_of(store, work)
    runner.start()
    until(lambda: bool(calls))
    time.sleep(0.3)
    assert store.get(job.id).status == "running"
    store._base.execute("PRAGMA max_page_count = 1000000")
    until(lambda: store.get(job.id).status == "succeeded")
    runner.stop(5)
    assert calls == [job.id]


def test_clock_that_is_set_expires_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "POLL_SECONDS", 0.02)
    monkeypatch.setattr(runner_module, "HOUSEKEEPING_SECONDS", 0.02)
    offset = [0.0]
    real = time.time
    monkeypatch.setattr(runner_module.time, "time", lambda: real() + offset[0])
    store._clock = lambda: real() + offset[0]
    job = store.submit(Submission("summarize", "a"))
    runner = runner_of(store, done)
    runner.start()
    until(lambda: store.get(job.id).status == "succeeded")
    before = store.get(job.id).expires
    offset[0] = 10_000_000.0
    until(lambda: store.get(job.id) is not None and store.get(job.id).expires > before + 9_000_000)
    offset[0] = -10_000_000.0
    until(lambda: store.get(job.id).expires < before - 9_000_000)
    runner.stop(5)


class Teller:
    """Stands for the sender; the sender itself has tests of its own."""

    def __init__(self, *steps: bool | Exception) -> None:
        self.steps = list(steps)
        self.told: list[str] = []

    def tell(self, job: Job) -> bool:
        self.told.append(job.id)
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        return step


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        pytest.param([True], "delivered", id="at-once"),
        pytest.param([False, False, True], "delivered", id="in-the-end"),
        pytest.param([False] * runner_module.MOST_TELLS, "failed", id="never"),
        pytest.param([errors.InvalidInput("private")], "failed", id="not-allowed"),
    ],
)
def test_caller_is_told_and_told_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, steps: list[bool | Exception], status: str
) -> None:
    monkeypatch.setattr(runner_module, "FIRST_TELL_AGAIN", 0.0)
    teller = Teller(*steps)
    job = store.submit(Submission("summarize", "a", webhook="https://desk.example/"))
    runner = runner_of(store, done, webhooks=teller)
    runner.start()
    until(lambda: store.get(job.id).hook_status == status)
    runner.stop(5)
    assert teller.told == [job.id] * len(steps)


def test_stop_leaves_the_rest_for_the_next_start(store: Store) -> None:
    ids = [store.submit(Submission("summarize", str(number))).id for number in range(3)]
    begun, go_on = threading.Event(), threading.Event()

    def work(job: Job) -> Outcome:
        begun.set()
        assert go_on.wait(20)
        return done(job)

    runner = runner_of(store, work)
    runner.start()
    assert begun.wait(20)
    runner.stop()
    go_on.set()
    until(lambda: store.get(ids[0]).status == "succeeded")
    assert [store.get(job_id).status for job_id in ids[1:]] == ["queued", "queued"]
    runner.stop(5)


# ------------------------------------------------------------------ for real

NEWS = "The mayor of Harwick, Ana Ruiz, said on Monday that at least 32 homes had burned near harbour {}. "


def test_killed_service_loses_no_job_and_does_none_to_two_ends(tmp_path: Path) -> None:
    path = str(tmp_path / "jobs.sqlite")
    body = [
        {"text": NEWS.format(number) * 40, "options": {"mode": "extractive", "max_sentences": 2}}
        for number in range(8)
    ]
    with gunicorn(jobs=path) as (server, port), Client(f"http://127.0.0.1:{port}") as client:
        ids = [client.submit("summarize", item, idempotency_key=f"k{n}").id for n, item in enumerate(body)]
        until(lambda: client.job(ids[1]).over, 60)
        _kill(server)
    with gunicorn(jobs=path) as (_, port), Client(f"http://127.0.0.1:{port}") as client:
        again = [client.submit("summarize", item, idempotency_key=f"k{n}").id for n, item in enumerate(body)]
        jobs = [client.wait_for_job(job_id, 120) for job_id in ids]
        with pytest.raises(KeyReused):
            client.submit("summarize", body[0], idempotency_key="k1")
        client.drop_job(ids[0])
        with pytest.raises(NotFound):
            client.job(ids[0])
        expected = [client.summarize(**_flat(item)).summary for item in body]
    assert again == ids
    assert [job.status for job in jobs] == ["succeeded"] * 8
    assert [job.result["summary"] for job in jobs if job.result] == expected
    assert {job.attempts for job in jobs} <= {1, 2}


def _kill(server: subprocess.Popen[bytes]) -> None:
    """Kill the worker and its master at once, as a machine that loses its power does."""
    for pid in (worker_of(server), server.pid):
        os.kill(pid, signal.SIGKILL)


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    return {"text": item["text"], **item["options"]}


def test_client_names_the_error_of_a_full_store(tmp_path: Path) -> None:
    import httpx2

    app = app_of(tmp_path, job_queue=1)
    client = Client("http://testserver", transport=httpx2.WSGITransport(app), max_retries=0)
    client.submit("summarize", {"text": TEXT})
    with pytest.raises(JobsUnavailable):
        client.submit("summarize", {"text": TEXT})
