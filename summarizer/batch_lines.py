"""The path of one line of a batch: a body of ``/summarize`` in, its result or its error out.

The command line's batch in this process, the actors of a cluster and ``POST /batch`` all answer by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from summarizer import answers
from summarizer.answers import problem_of
from summarizer.api.schemas import SummarizeRequest, dump_json, read_summarize
from summarizer.batch import BatchLine
from summarizer.batch_files import MOST_LINE_BYTES
from summarizer.errors import SummarizerError, TooLarge

Answer = Callable[[SummarizeRequest], answers.SummarizeAnswer]


def answer_lines(
    lines: Iterable[tuple[int, bytes]], answer: Answer, *, request_id: str = ""
) -> Iterator[BatchLine]:
    """Yield one answer for each line that is not blank; ``lines`` are numbered from 1."""
    for number, line in lines:
        if line.strip():
            yield answer_line(number, line, answer, request_id=request_id)


def answer_line(number: int, line: bytes, answer: Answer, *, request_id: str = "") -> BatchLine:
    """Return the result of one line, or its error; raises nothing."""
    asked_id: str | None = None
    try:
        if len(line) > MOST_LINE_BYTES:
            raise TooLarge(f"a line of more than {MOST_LINE_BYTES} bytes is no article")
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
