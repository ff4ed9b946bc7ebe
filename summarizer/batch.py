"""JSON lines in, JSON lines out: one result or one error a line, in order, none lost, none twice.

``run_batch`` drives files: it writes each line as soon as those before it are written, and with
``resume`` it goes on after the last whole line that an earlier run wrote. Where the work is done is a
``Place``: threads of this process (``in_threads``) or the actors of a cluster (``batch_ray``). What is
done with one line is ``batch_lines``.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from summarizer import answers
from summarizer.batch_files import Line, Output, Record, read_lines, read_record
from summarizer.errors import FieldError, InvalidInput, SummarizerError

# Lines read ahead for each thread: while one article takes long, the threads beside it go on.
AHEAD = 4
# The failed lines that a report names.
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch did: lines answered now, how many of them with an error, lines done before.

    ``faults`` are the numbers of the first lines with an error.
    """

    done: int = 0
    failed: int = 0
    skipped: int = 0
    faults: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line of output, without its line end, and whether it is an error."""

    text: str
    failed: bool = False


Work = Callable[[int, bytes], BatchLine]
# Takes the lines to answer, gives each with its answer in the same order, and holds few of them at a time.
Place = Callable[[Iterator[Line]], Iterator[tuple[Line, BatchLine]]]


def refuse_line(number: int, line: bytes, error: SummarizerError) -> BatchLine:
    """Return ``error`` as the answer to a line that was not worked on, as ``POST /batch`` would give it."""
    item = {"line": number, "id": _id_of(line), "error": asdict(answers.problem_of(error))}
    return BatchLine(json.dumps(item, ensure_ascii=False), failed=True)


def _id_of(line: bytes) -> str | None:
    """Return the id that a line gives its article, where it can be read."""
    try:
        given = json.loads(line)["id"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return given if isinstance(given, str) else None


def run_batch(
    source: Path,
    target: Path,
    place: Place,
    *,
    resume: bool = False,
    on_line: Callable[[Line], None] = lambda line: None,
) -> BatchReport:
    """Answer each line of ``source`` into ``target``, working at ``place``; ``on_line`` is told of each.

    Raises InvalidInput where ``target`` holds something and ``resume`` is not set, where it holds
    something else than a batch's answers or those to another input, and where another batch writes it.
    """
    with Output(target, resume=resume) as output, source.open("rb") as file:
        record = read_record(target) if output.reached else Record()
        wanted = (line for line in read_lines(file, record, output.reached) if line.text.strip())
        before, rest = _skip(wanted, output.reached, record)
        report = BatchReport(skipped=before)
        for line, answered in place(rest):
            report = _counted(report, line, answered)
            output.add(line, answered.text, before + report.done)
            on_line(line)
    return report


def in_threads(work: Work, workers: int = 1) -> Place:
    """Return the place that answers ``workers`` lines at once, each by ``work``, in this process."""
    return partial(_in_threads, work, workers)


def _counted(report: BatchReport, line: Line, answered: BatchLine) -> BatchReport:
    done = replace(report, done=report.done + 1)
    if not answered.failed:
        return done
    faults = (*report.faults, line.number)[:MOST_NAMED]
    return replace(done, failed=report.failed + 1, faults=faults)


def _skip(lines: Iterator[Line], reached: int, record: Record) -> tuple[int, Iterator[Line]]:
    """Pass over the lines up to number ``reached``; return how many were answered, and the rest.

    Raises InvalidInput where the input has no line of that number.
    """
    before, last = (record.answers, record.line) if record.line <= reached else (0, 0)
    for line in lines:
        if line.number > reached:
            return before, chain((line,), lines)
        before, last = before + 1, line.number
    if last != reached:
        message = f"the output answers line {reached}, which the input does not have"
        raise InvalidInput(message, errors=(FieldError("/source", message),))
    return before, iter(())


def _in_threads(work: Work, workers: int, lines: Iterator[Line]) -> Iterator[tuple[Line, BatchLine]]:
    """Work on a few lines at once and yield the answers in the order of the lines."""
    if workers <= 1:
        yield from ((line, work(line.number, line.text)) for line in lines)
        return
    with ThreadPoolExecutor(workers) as pool:
        running: deque[tuple[Line, Future[BatchLine]]] = deque()
        for line in lines:
            running.append((line, pool.submit(work, line.number, line.text)))
            if len(running) > AHEAD * workers:
                yield _first(running)
        while running:
            yield _first(running)


def _first(running: deque[tuple[Line, Future[BatchLine]]]) -> tuple[Line, BatchLine]:
    line, future = running.popleft()
    return line, future.result()
