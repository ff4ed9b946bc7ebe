"""The store of jobs: nothing accepted is lost, nothing is done to two different ends."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError, JobsUnavailable, KeyReused
from summarizer.jobs.records import Submission
from summarizer.jobs.store import Store

SECRET_WORDS = "the minister's unpublished words"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    return Store(tmp_path / "jobs.sqlite", most=3, keep=100, clock=clock)


def given(body: str = "{}", **more: str) -> Submission:
    return Submission("summarize", body, **more)


def test_job_goes_its_way(store: Store, clock: Clock) -> None:
    job = store.submit(given('{"text": "a"}'))
    assert (job.status, job.created, job.attempts) == ("queued", 1_000.0, 0)
    clock.now += 1
    claimed = store.claim()
    assert claimed is not None
    assert (claimed.id, claimed.status, claimed.started, claimed.attempts) == (job.id, "running", 1_001.0, 1)
    assert claimed.body == '{"text": "a"}'
    assert store.claim() is None
    clock.now += 1
    assert store.finish(job.id, "succeeded", '{"summary": "b"}')
    over = store.get(job.id)
    assert over is not None
    assert (over.status, over.answer, over.finished, over.expires) == (
        "succeeded",
        '{"summary": "b"}',
        1_002.0,
        1_102.0,
    )


def test_jobs_are_taken_in_their_order_by_one_each(store: Store) -> None:
    ids = [store.submit(given(str(number))).id for number in range(3)]
    taken: list[str] = []
    threads = [threading.Thread(target=lambda: taken.append(store.claim().id)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(ids)
    store.put_back(ids[1])
    again = store.claim()
    assert (again.id, again.attempts) == (ids[1], 1)


def test_answer_is_written_once(store: Store) -> None:
    job = store.submit(given())
    store.claim()
    assert store.finish(job.id, "succeeded", "1")
    assert not store.finish(job.id, "succeeded", "2")
    assert store.get(job.id).answer == "1"


def test_running_jobs_wait_again_after_a_crash(store: Store) -> None:
    first, second = store.submit(given()), store.submit(given())
    store.claim()
    assert store.recover() == 1
    assert [store.claim().id, store.claim().id] == [first.id, second.id]
    assert store.get(first.id).attempts == 2


def test_article_is_gone_from_the_file_once_the_job_is_over(store: Store, tmp_path: Path) -> None:
    for end in ("finish", "cancel"):
        job = store.submit(given(SECRET_WORDS))
        store.claim()
        if end == "finish":
            store.finish(job.id, "succeeded", "{}")
        else:
            store.drop(job.id)
        assert store.get(job.id).body == ""
    store.close()  # the log is written back into the file and removed
    files = list(tmp_path.iterdir())
    assert files
    assert not any(SECRET_WORDS.encode() in file.read_bytes() for file in files)


def test_file_is_for_its_owner_alone(store: Store) -> None:
    assert store.path.stat().st_mode & 0o077 == 0


def test_caller_sees_only_its_own_jobs(store: Store) -> None:
    job = store.submit(given(caller="cms"))
    assert store.get(job.id, "cms") == job
    assert store.get(job.id, "bot") is None
    assert store.drop(job.id, "bot") is None
    assert store.get(job.id, "cms") == job


def test_cancelled_job_is_not_taken_and_keeps_no_answer(store: Store) -> None:
    waiting, running = store.submit(given()), store.submit(given())
    store.drop(waiting.id)
    assert store.claim().id == running.id
    store.drop(running.id)
    assert not store.finish(running.id, "succeeded", "{}")
    assert {store.get(job.id).status for job in (waiting, running)} == {"cancelled"}
    assert store.get(running.id).answer is None
    store.drop(running.id)
    assert store.get(running.id) is None


def test_same_key_is_the_same_job(store: Store) -> None:
    first = store.submit(given("a", caller="cms", key="k"))
    assert store.submit(given("a", caller="cms", key="k")).id == first.id
    assert store.submit(given("a", caller="bot", key="k")).id != first.id
    for other in (given("b", caller="cms", key="k"), Submission("check", "a", caller="cms", key="k")):
        with pytest.raises(KeyReused):
            store.submit(other)
    assert store.counts() == {"queued": 2}


def test_as_many_jobs_wait_as_allowed(store: Store) -> None:
    for _ in range(3):
        store.submit(given())
    with pytest.raises(JobsUnavailable, match="3 jobs are waiting") as refused:
        store.submit(given())
    assert refused.value.retry_after
    store.claim()
    assert store.submit(given()).status == "queued"


def test_job_is_forgotten_after_its_time_and_never_before_its_end(store: Store, clock: Clock) -> None:
    over, waiting = store.submit(given()), store.submit(given())
    store.claim()
    store.finish(over.id, "failed", "{}")
    clock.now += 101
    assert store.expire() == 1
    assert (store.get(over.id), store.get(waiting.id).status) == (None, "queued")


def test_clock_that_is_set_moves_what_is_to_come(store: Store, clock: Clock) -> None:
    job = store.submit(given())
    store.claim()
    store.finish(job.id, "succeeded", "{}")
    clock.now += 3_600_000
    store.shift(3_600_000)
    assert store.expire() == 0
    clock.now += 101
    assert store.expire() == 1


def test_jobs_survive_the_process(store: Store) -> None:
    job = store.submit(given("a"))
    other = Store(store.path, most=3, keep=100)
    assert other.get(job.id) == job
    assert other.claim().id == job.id


def test_full_disk_refuses_and_recovers(store: Store) -> None:
    kept = store.submit(given("a"))
    pages = store._base.execute("PRAGMA page_count").fetchone()[0]
    store._base.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JobsUnavailable, match="full"):
        store.submit(given("x" * 100_000))
    assert store.counts() == {"queued": 1}
    store._base.execute("PRAGMA max_page_count = 100000")
    assert store.submit(given("x" * 100_000)).status == "queued"
    assert store.claim().id == kept.id


def test_file_that_another_holds_is_unavailable(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store._base.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JobsUnavailable, match="locked"):
        store.submit(given())
    other.close()
    assert store.submit(given()).status == "queued"


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be looked at" * 20, None])
def test_file_that_is_none_is_told_at_the_start(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "jobs.sqlite"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="SUMMARIZER_JOBS"):
        Store(path, most=1, keep=1)


def test_told_job_is_told_again_when_it_is_time(store: Store, clock: Clock) -> None:
    job = store.submit(given(webhook="https://desk.example/"))
    assert store.to_tell() is None
    store.claim()
    store.finish(job.id, "succeeded", "{}")
    assert store.to_tell().id == job.id
    store.told(job.id, "pending", 5)
    assert store.to_tell() is None
    clock.now += 5
    assert (store.to_tell().hook_tries, store.to_tell().hook_status) == (1, "pending")
    clock.now += 1_000
    assert store.expire() == 0  # nobody was told yet
    store.told(job.id, "delivered")
    assert store.to_tell() is None
    assert store.expire() == 1
