"""JSON lines in, JSON lines out: one result or one error a line, in order, none lost, none twice.

``answer_lines`` is the path of one line and serves ``POST /batch`` too. ``run_batch`` drives files:
it writes each line as soon as those before it are written, and with ``resume`` it drops a line that
a kill cut in half, then goes on after the last whole one.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from summarizer import answers
from summarizer.api.schemas import SummarizeRequest, dump_json, problem_of, read_summarize
from summarizer.errors import FieldError, InvalidInput, SummarizerError

Answer = Callable[[SummarizeRequest], answers.SummarizeAnswer]
Line = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch did: lines answered now, how many of them with an error, lines done before."""

    done: int = 0
    failed: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line of output, without its line end, and whether it is an error."""

    text: str
    failed: bool = False


def answer_lines(lines: Iterable[Line], answer: Answer, *, request_id: str = "") -> Iterator[BatchLine]:
    """Yield one answer for each line that is not blank; ``lines`` are numbered from 1."""
    for number, line in lines:
        if line.strip():
            yield answer_line(number, line, answer, request_id=request_id)


def answer_line(number: int, line: bytes, answer: Answer, *, request_id: str = "") -> BatchLine:
    """Return the result of one line, or its error; raises nothing."""
    asked_id: str | None = None
    try:
        asked = read_summarize(line)
        asked_id = asked.article.meta.id
        item = answers.BatchItem(number, asked_id, result=answer(asked))
    except SummarizerError as error:
        item = answers.BatchItem(number, asked_id, error=problem_of(error, request_id))
    except Exception:  # one line must never end a batch; its text must never reach a log
        item = answers.BatchItem(
            number, asked_id, error=problem_of(SummarizerError("unexpected"), request_id)
        )
    return BatchLine(dump_json(item), failed=item.error is not None)


def run_batch(
    source: Path,
    target: Path,
    work: Callable[[int, bytes], BatchLine],
    *,
    resume: bool = False,
    workers: int = 1,
    on_line: Callable[[], None] = lambda: None,
) -> BatchReport:
    """Answer each line of ``source`` into ``target``; ``work`` may run in ``workers`` threads.

    Raises InvalidInput where ``target`` holds something and ``resume`` is not set, or where it
    holds something else than a batch's answers.
    """
    if not resume and target.exists() and target.stat().st_size:
        message = f"{target} is not empty; resume it, or give another name"
        raise InvalidInput(message, errors=(FieldError("/output", message),))
    reached = mend(target) if target.exists() else 0
    done = failed = skipped = 0
    with source.open("rb") as lines, target.open("ab") as output:
        wanted = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
        skipped, rest = _skip(wanted, reached)
        for answered in _in_order(rest, work, workers):
            output.write(answered.text.encode() + b"\n")
            output.flush()
            done, failed = done + 1, failed + answered.failed
            on_line()
        os.fsync(output.fileno())
    return BatchReport(done, failed, skipped)


def mend(target: Path) -> int:
    """Cut off a last line that has no end and return the number of the last whole one, or 0.

    Raises InvalidInput where the last whole line is not a batch's answer.
    """
    with target.open("r+b") as file:
        whole, last = 0, b""
        for line in file:
            if line.endswith(b"\n"):
                whole, last = whole + len(line), line
        file.truncate(whole)
    if not last:
        return 0
    try:
        return int(json.loads(last)["line"])
    except (ValueError, KeyError, TypeError) as error:
        message = f"{target} does not hold the answers of a batch"
        raise InvalidInput(message, errors=(FieldError("/output", message),)) from error


def _skip(lines: Iterator[Line], reached: int) -> tuple[int, Iterator[Line]]:
    """Pass over the lines up to number ``reached``; return how many, and the rest."""
    skipped = 0
    for number, line in lines:
        if number > reached:
            return skipped, chain(((number, line),), lines)
        skipped += 1
    return skipped, iter(())


def _in_order(
    lines: Iterator[Line], work: Callable[[int, bytes], BatchLine], workers: int
) -> Iterator[BatchLine]:
    """Work on a few lines at once and yield the answers in the order of the lines."""
    if workers <= 1:
        yield from (work(number, line) for number, line in lines)
        return
    with ThreadPoolExecutor(workers) as pool:
        running: deque[Future[BatchLine]] = deque()
        for number, line in lines:
            running.append(pool.submit(work, number, line))
            if len(running) > workers:  # one more than can run, so that none waits for the reader
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
