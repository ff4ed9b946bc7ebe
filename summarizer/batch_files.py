"""The two files of a batch: numbered lines in, answers out, and the record that a resume goes by.

The record stands beside the output (``out.jsonl.progress``): the last line answered, where it ends in
the input, and the digest of the input up to there. A resume goes on from that place, and refuses an
input that is another one. Without the record it goes by the line numbers of the output alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Self

from summarizer.errors import FieldError, InvalidInput

# A line beyond this is no article but a file of another kind; it is never held whole.
MOST_LINE_BYTES = 16_000_000
# How a line of answers begins: what is cut off after a kill must look like it.
BEGINNING = b'{"line": '
BLOCK = 1 << 20
RECORD_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the input: its number from 1, where it ends in the file, the digest of all up to there.

    Of a line of more than MOST_LINE_BYTES ``text`` is the beginning, one byte beyond that measure.
    """

    number: int
    text: bytes
    end: int = 0
    digest: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing can be added to the line: a last line without an end may still grow."""
        return self.text.endswith(b"\n")


@dataclass(frozen=True, slots=True)
class Record:
    """How far a batch has come: the last line answered, how many were, its end, the digest up to there."""

    line: int = 0
    answers: int = 0
    end: int = 0
    sha256: str = hashlib.sha256().hexdigest()


def record_path(target: Path) -> Path:
    """Return where the record of the output ``target`` stands."""
    return target.with_name(target.name + ".progress")


def read_record(target: Path) -> Record:
    """Return the record beside ``target``, an empty one where there is none. Raises InvalidInput."""
    path = record_path(target)
    if not path.exists():
        return Record()
    try:
        record = Record(**json.loads(path.read_bytes()))
        whole = all(isinstance(number, int) for number in (record.line, record.answers, record.end))
    except (ValueError, TypeError):
        whole = False
    if not whole:
        raise _refused("/output", f"{path} is not the record of a batch")
    return record


class Output:
    """The output of a batch, held by one process at a time; lines are appended and the record kept.

    Raises InvalidInput where another batch holds it, where it is not empty and ``resume`` is not set,
    or where it holds something else than answers.
    """

    def __init__(self, target: Path, *, resume: bool) -> None:
        self._target = target
        self._file = target.open("a+b")
        try:
            self._hold()
            if not resume and self._file.seek(0, os.SEEK_END):
                raise _refused("/output", f"{target} is not empty; resume it, or give another name")
            self.reached = _mend(self._file, target)
        except BaseException:
            self._file.close()
            raise
        self._record = Record()
        self._written = float("-inf")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._record.line:
            self._write_record()
        self._file.close()

    def add(self, line: Line, answer: str, answers: int) -> None:
        """Append the answer to ``line``, the ``answers``-th of the file."""
        if line.ended:
            self._record = Record(line.number, answers, line.end, line.digest)
        # The record goes before the first answer, so that there is never an answer without one.
        if self._record.line and time.monotonic() - self._written >= RECORD_SECONDS:
            self._write_record()
        self._file.write(answer.encode() + b"\n")
        self._file.flush()

    def _hold(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _refused("/output", f"another batch is writing {self._target}") from error
        except OSError:  # a file system without locks: nothing to hold by
            return

    def _write_record(self) -> None:
        """Replace the record as a whole, after all answers before it have reached the disk."""
        os.fsync(self._file.fileno())
        path = record_path(self._target)
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(json.dumps(asdict(self._record)) + "\n", encoding="utf-8")
        fresh.replace(path)
        self._written = time.monotonic()


def mend(target: Path) -> int:
    """Cut off a last line that has no end and return the number of the last whole one, or 0.

    Raises InvalidInput where the end of the file is not a batch's answers, and then changes nothing.
    """
    with target.open("r+b") as file:
        return _mend(file, target)


def _mend(file: BinaryIO, target: Path) -> int:
    last, half = _last_lines(file)
    number = _number_of(last, target) if last else 0
    if not (half.startswith(BEGINNING) or BEGINNING.startswith(half)):
        raise _not_answers(target)
    file.truncate(file.seek(0, os.SEEK_END) - len(half))
    return number


def _last_lines(file: BinaryIO) -> tuple[bytes, bytes]:
    """Return the last whole line and what stands after it; only the end of the file is read."""
    start, blocks, ends = file.seek(0, os.SEEK_END), [b""], 0
    while start and ends < 2:  # the end of the last line, and that of the line before it
        size = min(BLOCK, start)
        start = file.seek(start - size)
        blocks.append(file.read(size))
        ends += blocks[-1].count(b"\n")
    whole, end, half = b"".join(reversed(blocks)).rpartition(b"\n")
    return whole.rpartition(b"\n")[2] + end, half


def _number_of(line: bytes, target: Path) -> int:
    try:
        return int(json.loads(line)["line"])
    except (ValueError, KeyError, TypeError) as error:
        raise _not_answers(target) from error


def read_lines(file: BinaryIO, record: Record, reached: int) -> Iterator[Line]:
    """Yield the lines of an input after those of ``record``, cut where they are beyond all measure.

    Raises InvalidInput where the input up to there is not what the record was made of. A record that
    is ahead of ``reached``, the last line answered, is only compared.
    """
    digest = _digest_of(file, record.end)
    if digest.hexdigest() != record.sha256:
        raise _refused("/source", f"{file.name} is not what was answered so far; give another output")
    before = record.line
    if record.line > reached:
        digest, before = hashlib.sha256(), 0
        file.seek(0)
    texts = iter(lambda: file.readline(MOST_LINE_BYTES + 1), b"")
    for number, text in enumerate(texts, before + 1):
        digest.update(text)
        if len(text) > MOST_LINE_BYTES and not text.endswith(b"\n"):
            _pass_over(file, digest)
        yield Line(number, text, file.tell(), digest.hexdigest())


def _digest_of(file: BinaryIO, end: int) -> hashlib._Hash:
    """Return the digest of the first ``end`` bytes of ``file``, which then stands there."""
    digest, left = hashlib.sha256(), end
    file.seek(0)
    while left:
        block = file.read(min(BLOCK, left))
        if not block:
            break
        digest.update(block)
        left -= len(block)
    return digest


def _pass_over(file: BinaryIO, digest: hashlib._Hash) -> None:
    """Read to the end of the line, holding little of it."""
    while (piece := file.readline(BLOCK)) and not piece.endswith(b"\n"):
        digest.update(piece)
    digest.update(piece)


def _not_answers(target: Path) -> InvalidInput:
    return _refused("/output", f"{target} does not hold the answers of a batch")


def _refused(pointer: str, message: str) -> InvalidInput:
    return InvalidInput(message, errors=(FieldError(pointer, message),))
