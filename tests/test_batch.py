"""The batch: one answer a line, in order, none lost and none twice, also after a kill."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from doubles import FixedSummarizer

from summarizer.api.local import LocalBackend
from summarizer.api.service import Service
from summarizer.batch import BatchLine, BatchReport, mend, run_batch
from summarizer.errors import InvalidInput
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
    report = run_batch(source, target, work)
    found = [(line["line"], line["id"], "result" in line) for line in lines_of(target)]
    assert found == [(1, "a", True), (3, None, False), (4, None, True)]
    assert report == BatchReport(done=3, failed=1)


def test_batch_error_points_at_the_field(source: Path, target: Path) -> None:
    run_batch(source, target, LocalBackend(Service(Settings(), FixedSummarizer())).batch_line)
    error = lines_of(target)[1]["error"]
    assert (error["code"], error["status"], error["errors"][0]["pointer"]) == ("invalid_input", 422, "/mood")


def test_batch_goes_on_after_an_unexpected_error(source: Path, target: Path) -> None:
    work = LocalBackend(Service(Settings(), FixedSummarizer(instead=lambda: 1 // 0))).batch_line
    assert run_batch(source, target, work) == BatchReport(done=3, failed=3)
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

    run_batch(source, target, work, workers=4)
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

    report = run_batch(source, target, work, resume=True)
    assert asked == left
    assert [line["line"] for line in lines_of(target)] == [1, 3, 4]
    assert report == BatchReport(done=len(left), skipped=3 - len(left))


def test_batch_resumes_a_run_that_died(source: Path, target: Path) -> None:
    def dies(number: int, line: bytes) -> BatchLine:
        if number == 3:
            raise KeyboardInterrupt
        return echo(number, line)

    with pytest.raises(KeyboardInterrupt):
        run_batch(source, target, dies)
    run_batch(source, target, echo, resume=True)
    assert [line["line"] for line in lines_of(target)] == [1, 3, 4]


def test_batch_refuses_to_write_over_answers(source: Path, target: Path) -> None:
    target.write_text('{"line": 1}\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match="is not empty"):
        run_batch(source, target, echo)
    assert target.read_text(encoding="utf-8") == '{"line": 1}\n'


@pytest.mark.parametrize("written", ["a diary\n", "[1]\n", '{"id": 1}\n'])
def test_batch_refuses_to_resume_another_kind_of_file(source: Path, target: Path, written: str) -> None:
    target.write_text(written, encoding="utf-8")
    with pytest.raises(InvalidInput, match="does not hold the answers"):
        run_batch(source, target, echo, resume=True)
    assert target.read_text(encoding="utf-8") == written


def test_mend_cuts_off_half_a_line(target: Path) -> None:
    target.write_text('{"line": 7}\n{"line"', encoding="utf-8")
    assert mend(target) == 7
    assert target.read_text(encoding="utf-8") == '{"line": 7}\n'


def test_batch_reports_each_line(source: Path, target: Path) -> None:
    ticks: list[None] = []
    run_batch(source, target, echo, on_line=lambda: ticks.append(None))
    assert len(ticks) == 3
