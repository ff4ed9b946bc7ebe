"""The batch: one answer a line, in order, none lost and none twice, also after a kill."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from doubles import FixedSummarizer
from loopback import served

from summarizer import answers
from summarizer.answers import problem_of
from summarizer.api.app import make_app
from summarizer.api.local import LocalBackend
from summarizer.api.schemas import dump_item
from summarizer.api.service import Service
from summarizer.backends import RemoteBackend
from summarizer.batch import BatchLine, BatchReport, in_threads, refuse_line, run_batch
from summarizer.batch_files import MOST_LINE_BYTES, Line, Output, mend, record_path
from summarizer.client import Client
from summarizer.errors import Busy, FieldError, InvalidInput
from summarizer.settings import Settings

INPUT = '{"text": "One.", "id": "a"}\n\n{"text": "Two.", "mood": "grim"}\n{"text": "Three."}'


def echo(number: int, line: bytes) -> BatchLine:
    return BatchLine(json.dumps({"line": number, "id": json.loads(line)["text"]}))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(INPUT, encoding="utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_batch_writes_one_answer_a_line_in_order(source: Path, target: Path) -> None:
    work = LocalBackend(Service(Settings(), FixedSummarizer())).batch_line
    report = run_batch(source, target, in_threads(work))
    found = [(line["line"], line["id"], "result" in line) for line in lines_of(target)]
    assert found == [(1, "a", True), (3, None, False), (4, None, True)]
    assert report == BatchReport(done=3, failed=1, faults=(3,))


def test_batch_error_points_at_the_field(source: Path, target: Path) -> None:
    run_batch(source, target, in_threads(LocalBackend(Service(Settings(), FixedSummarizer())).batch_line))
    error = lines_of(target)[1]["error"]
    assert (error["code"], error["status"], error["errors"][0]["pointer"]) == ("invalid_input", 422, "/mood")


def test_batch_goes_on_after_an_unexpected_error(source: Path, target: Path) -> None:
    work = LocalBackend(Service(Settings(), FixedSummarizer(instead=lambda: 1 // 0))).batch_line
    assert run_batch(source, target, in_threads(work)) == BatchReport(done=3, failed=3, faults=(1, 3, 4))
    assert lines_of(target)[0]["error"]["code"] == "internal_error"


def test_batch_keeps_the_order_with_several_workers(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "many.jsonl"
    source.write_text("".join(f'{{"text": "{n}"}}\n' for n in range(1, 41)), encoding="utf-8")
    late = threading.Event()

    def work(number: int, line: bytes) -> BatchLine:
        if number == 1:  # the first line ends last of its window
            late.wait(10)
        elif number == 3:
            late.set()
        return echo(number, line)

    run_batch(source, target, in_threads(work, 4))
    assert [line["line"] for line in lines_of(target)] == list(range(1, 41))


@pytest.mark.parametrize(
    ("written", "left"),
    [
        pytest.param("", [1, 3, 4], id="nothing"),
        pytest.param('{"line": 1', [1, 3, 4], id="half-a-line"),
        pytest.param('{"line": 1}\n', [3, 4], id="one"),
        pytest.param('{"line": 1}\n{"line": 3}\n{"li', [4], id="two-and-a-half"),
        pytest.param('{"line": 1}\n{"line": 3}\n{"line": 4}\n', [], id="all"),
    ],
)
def test_batch_resumes_after_the_last_whole_line(
    source: Path, target: Path, written: str, left: list[int]
) -> None:
    target.write_text(written, encoding="utf-8")
    asked: list[int] = []

    def work(number: int, line: bytes) -> BatchLine:
        asked.append(number)
        return echo(number, line)

    report = run_batch(source, target, in_threads(work), resume=True)
    assert asked == left
    assert [line["line"] for line in lines_of(target)] == [1, 3, 4]
    assert report == BatchReport(done=len(left), skipped=3 - len(left))


def test_batch_resumes_a_run_that_died(source: Path, target: Path) -> None:
    def dies(number: int, line: bytes) -> BatchLine:
        if number == 3:
            raise KeyboardInterrupt
        return echo(number, line)

    with pytest.raises(KeyboardInterrupt):
        run_batch(source, target, in_threads(dies))
    run_batch(source, target, in_threads(echo), resume=True)
    assert [line["line"] for line in lines_of(target)] == [1, 3, 4]


def test_batch_refuses_to_write_over_answers(source: Path, target: Path) -> None:
    target.write_text('{"line": 1}\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match="is not empty"):
        run_batch(source, target, in_threads(echo))
    assert target.read_text(encoding="utf-8") == '{"line": 1}\n'


@pytest.mark.parametrize("written", ["a diary\n", "[1]\n", '{"id": 1}\n'])
def test_batch_refuses_to_resume_another_kind_of_file(source: Path, target: Path, written: str) -> None:
    target.write_text(written, encoding="utf-8")
    with pytest.raises(InvalidInput, match="does not hold the answers"):
        run_batch(source, target, in_threads(echo), resume=True)
    assert target.read_text(encoding="utf-8") == written


def test_mend_cuts_off_half_a_line(target: Path) -> None:
    target.write_text('{"line": 7}\n{"line"', encoding="utf-8")
    assert mend(target) == 7
    assert target.read_text(encoding="utf-8") == '{"line": 7}\n'


def test_batch_reports_each_line(source: Path, target: Path) -> None:
    ticks: list[int] = []
    run_batch(source, target, in_threads(echo), on_line=lambda line: ticks.append(line.number))
    assert ticks == [1, 3, 4]


# ------------------------------------------------------------------ what a resume goes by


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("notes without an end", id="no-whole-line"),
        pytest.param('{"line": 1}\nnotes without an end', id="after-an-answer"),
        pytest.param("a diary\nnotes without an end", id="after-another-line"),
    ],
)
def test_mend_cuts_off_nothing_that_is_no_answer(target: Path, written: str) -> None:
    target.write_text(written, encoding="utf-8")
    with pytest.raises(InvalidInput, match="does not hold the answers"):
        mend(target)
    assert target.read_text(encoding="utf-8") == written


def test_mend_reads_lines_longer_than_a_block(target: Path) -> None:
    long = '{"line": 2, "id": "' + "x" * 3_000_000 + '"}\n'
    target.write_text('{"line": 1}\n' + long + long[:2_000_000], encoding="utf-8")
    assert mend(target) == 2
    assert target.stat().st_size == len('{"line": 1}\n' + long)


def test_batch_resumes_from_its_record_without_reading_the_lines_before(source: Path, target: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_batch(source, target, in_threads(dying_at(4)))
    record = json.loads(record_path(target).read_text(encoding="utf-8"))
    assert (record["line"], record["answers"]) == (3, 2)
    assert source.read_bytes()[: record["end"]].endswith(b'grim"}\n')
    assert run_batch(source, target, in_threads(echo), resume=True) == BatchReport(done=1, skipped=2)


def dying_at(last: int) -> Any:
    def work(number: int, line: bytes) -> BatchLine:
        if number == last:
            raise KeyboardInterrupt
        return echo(number, line)

    return work


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(INPUT.replace("One", "Uno"), id="another-first-line"),
        pytest.param(INPUT.replace("Two", "Dos"), id="another-answered-line"),
        pytest.param("\n" + INPUT, id="shifted"),
        pytest.param(INPUT[:20], id="shorter"),
        pytest.param("", id="empty"),
    ],
)
def test_batch_refuses_to_resume_with_another_input(source: Path, target: Path, other: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_batch(source, target, in_threads(dying_at(4)))
    source.write_text(other, encoding="utf-8")
    with pytest.raises(InvalidInput, match="is not what was answered so far"):
        run_batch(source, target, in_threads(echo), resume=True)
    assert [line["line"] for line in lines_of(target)] == [1, 3]


@pytest.mark.parametrize(
    ("other", "numbers"),
    [
        pytest.param(INPUT.replace("Three", "Drei"), [1, 3, 4], id="what-is-left"),
        pytest.param(INPUT + '\n{"text": "Four."}\n', [1, 3, 4, 5], id="more"),
    ],
)
def test_batch_resumes_where_only_later_lines_are_others(
    source: Path, target: Path, other: str, numbers: list[int]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_batch(source, target, in_threads(dying_at(4)))
    source.write_text(other, encoding="utf-8")
    run_batch(source, target, in_threads(echo), resume=True)
    assert [line["line"] for line in lines_of(target)] == numbers


def test_batch_takes_up_a_file_that_grew_after_its_end(source: Path, target: Path) -> None:
    run_batch(source, target, in_threads(echo))
    source.write_text(INPUT + '\n\n{"text": "Four."}', encoding="utf-8")
    run_batch(source, target, in_threads(echo), resume=True)
    assert [(line["line"], line["id"]) for line in lines_of(target)][-2:] == [(4, "Three."), (6, "Four.")]


def test_batch_refuses_an_input_without_the_last_line_answered(source: Path, target: Path) -> None:
    target.write_text('{"line": 9}\n', encoding="utf-8")  # no record beside it
    with pytest.raises(InvalidInput, match="answers line 9"):
        run_batch(source, target, in_threads(echo), resume=True)


def test_batch_survives_a_kill_between_record_and_answer(source: Path, target: Path) -> None:
    run_batch(source, target, in_threads(echo))
    target.write_text('{"line": 1, "id": "One."}\n', encoding="utf-8")  # the record is ahead
    assert run_batch(source, target, in_threads(echo), resume=True) == BatchReport(done=2, skipped=1)
    assert [line["line"] for line in lines_of(target)] == [1, 3, 4]


def test_batch_refuses_a_record_that_is_none(source: Path, target: Path) -> None:
    target.write_text('{"line": 1}\n', encoding="utf-8")
    record_path(target).write_text('{"line": "one"}', encoding="utf-8")
    with pytest.raises(InvalidInput, match="is not the record of a batch"):
        run_batch(source, target, in_threads(echo), resume=True)


def test_batch_ignores_the_record_of_an_output_that_is_gone(source: Path, target: Path) -> None:
    run_batch(source, target, in_threads(echo))
    target.unlink()
    source.write_text('{"text": "Another."}', encoding="utf-8")
    assert run_batch(source, target, in_threads(echo), resume=True) == BatchReport(done=1)


def test_batch_resumes_with_other_workers(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "many.jsonl"
    source.write_text("".join(f'{{"text": "{n}"}}\n' for n in range(1, 61)), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        run_batch(source, target, in_threads(dying_at(25), 4))
    reached = len(lines_of(target))
    run_batch(source, target, in_threads(echo, 7), resume=True)
    assert 0 < reached < 25
    assert [(line["line"], line["id"]) for line in lines_of(target)] == [(n, str(n)) for n in range(1, 61)]


@pytest.mark.parametrize("resume", [True, False])
def test_batch_refuses_an_output_that_another_writes(source: Path, target: Path, resume: bool) -> None:
    with Output(target, resume=False) as output:
        output.add(Line(1, b"{}\n", 3, "0"), '{"line": 1}', 1)
        with pytest.raises(InvalidInput, match="another batch is writing"):
            run_batch(source, target, in_threads(echo), resume=resume)
    assert lines_of(target) == [{"line": 1}]


# ------------------------------------------------------------------ lines that cost only themselves


def test_batch_refuses_a_line_beyond_all_measure_and_goes_on(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "long.jsonl"
    with source.open("wb") as file:
        file.write(b'{"text": "' + b"x" * (2 * MOST_LINE_BYTES + 5) + b'"}\n{"text": "Two.", "id": "b"}\n')
    work = LocalBackend(Service(Settings(), FixedSummarizer())).batch_line
    report = run_batch(source, target, in_threads(work))
    found = [(line["line"], line["id"], line.get("error", {}).get("code")) for line in lines_of(target)]
    assert found == [(1, None, "too_large"), (2, "b", None)]
    assert report == BatchReport(done=2, failed=1, faults=(1,))


def test_batch_names_the_first_faults_only(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "bad.jsonl"
    source.write_text("no json\n" * 30, encoding="utf-8")
    work = LocalBackend(Service(Settings(), FixedSummarizer())).batch_line
    report = run_batch(source, target, in_threads(work))
    assert (report.failed, report.faults) == (30, tuple(range(1, 11)))


def test_refused_line_has_the_form_of_an_error(target: Path) -> None:
    error = InvalidInput("no", errors=(FieldError("/text", "none"),))
    refused = refuse_line(3, b'{"id": "a", "text": "One."}', error)
    expected = dump_item(answers.BatchItem(3, "a", error=problem_of(error, "")))
    assert (json.loads(refused.text), refused.failed) == (json.loads(expected), True)


@pytest.mark.parametrize("line", [b"[]", b"{", b'{"id": 7}', b"{}", b"\xff"])
def test_refused_line_without_an_id_has_none(line: bytes) -> None:
    assert json.loads(refuse_line(1, line, InvalidInput("no")).text)["id"] is None


def test_batch_asks_a_busy_service_again() -> None:
    busy = iter([Busy("full"), None])
    pauses: list[float] = []

    def instead() -> None:
        error = next(busy)
        if error:
            raise error

    app = make_app(Settings(model="extract"), FixedSummarizer(instead=instead))
    with served(app) as url, Client(url) as client:
        line = RemoteBackend(client, sleep=pauses.append).batch_line(5, b'{"text": "One."}')
    assert (json.loads(line.text)["line"], line.failed, len(pauses)) == (5, False, 1)


def test_batch_stops_at_a_service_that_stays_busy() -> None:
    app = make_app(Settings(model="extract"), FixedSummarizer(instead=always(Busy("full"))))
    with served(app) as url, Client(url) as client, pytest.raises(Busy, match="no turn"):
        RemoteBackend(client, sleep=lambda seconds: None).batch_line(5, b'{"text": "One."}')


def always(error: Exception) -> Callable[[], None]:
    def raises() -> None:
        raise error

    return raises


def test_batch_goes_on_after_a_line_that_the_service_finds_too_large() -> None:
    app = make_app(Settings(model="extract", max_body_bytes=100), FixedSummarizer())
    with served(app) as url, Client(url) as client:
        backend = RemoteBackend(client)
        large = backend.batch_line(1, b'{"id": "a", "text": "' + b"x" * 100 + b'"}')
        small = backend.batch_line(2, b'{"text": "One."}')
    found = json.loads(large.text)
    assert (found["id"], found["error"]["code"], small.failed) == ("a", "too_large", False)
