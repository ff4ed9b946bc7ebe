"""A running ``summarizer batch`` is killed for good, several times, and resumed until it is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.archive import bodies
from evaluation.bench_cluster import LIGHT, lines_in, start_batch, watched

ARTICLES = 48
# Lines of the input, from 1, that are no bodies; one is blank and has no answer.
BAD, BLANK = {5: "no json", 21: '{"text": ""}', 40: "[]"}, 11
KILLED = -9


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = list(bodies(ARTICLES))
    for number, line in {**BAD, BLANK: ""}.items():
        lines[number - 1] = line
    path = tmp_path_factory.mktemp("batch") / "in.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source: Path) -> bytes:
    """What a run without a kill writes."""
    target = source.with_name("whole.jsonl")
    run = watched(start_batch(source, target, settings=LIGHT), target)
    assert (run.exit_code, f"line {', '.join(map(str, BAD))}" in run.words) == (1, True)
    return target.read_bytes()


def test_batch_killed_again_and_again_writes_what_a_whole_run_writes(source: Path, whole: bytes) -> None:
    target = source.with_name("killed.jsonl")
    for after, workers in ((3, "1"), (14, "3"), (27, "1")):
        options = ("--resume", "--workers", workers)
        batch = start_batch(source, target, *options, settings=LIGHT)
        run = watched(batch, target, after=after, act=batch.kill)
        assert (run.exit_code, after <= lines_in(target) < ARTICLES - 1) == (KILLED, True)
        target.write_bytes(target.read_bytes()[:-20])  # a kill in the middle of a write
    run = watched(start_batch(source, target, "--resume", "--workers", "2", settings=LIGHT), target)
    assert run.exit_code == 1
    assert target.read_bytes() == whole


def test_batch_reports_bad_lines_by_their_number_and_does_the_rest(whole: bytes) -> None:
    answers = [json.loads(line) for line in whole.splitlines()]
    expected = [(number, number not in BAD) for number in range(1, ARTICLES + 1) if number != BLANK]
    assert [(answer["line"], "result" in answer) for answer in answers] == expected
    codes = {answer["line"]: answer["error"]["code"] for answer in answers if "error" in answer}
    assert codes == {5: "malformed_body", 21: "empty_text", 40: "invalid_input"}
