"""What the commands share: errors as exit codes, files as articles."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from summarizer.errors import (
    ConfigurationError,
    InvalidInput,
    MalformedBody,
    SummarizerError,
    TooLarge,
)

NOT_PASSED, BAD_INPUT, FAILED = 1, 2, 3
_BAD_INPUT = (InvalidInput, MalformedBody, TooLarge, ConfigurationError)
FRAMES = "|/-\\"
FIRST_TELL, NEXT_TELL = 0.4, 0.2
_HTML = (".html", ".htm", ".xhtml")


@contextmanager
def exits() -> Iterator[None]:
    """Turn an error of the package into a message and an exit code."""
    try:
        yield
    except SummarizerError as error:
        click.echo(f"{error.title}: {error.message}", err=True)
        for item in error.errors:
            if item.detail != error.message:
                click.echo(f"  {item.pointer or 'the body'}: {item.detail}", err=True)
        sys.exit(BAD_INPUT if isinstance(error, _BAD_INPUT) else FAILED)


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Show on a terminal that work goes on, and for how many seconds; elsewhere show nothing."""
    if not sys.stderr.isatty():
        yield
        return
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(label, over), daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _tell(label: str, over: threading.Event) -> None:
    started, frame = time.monotonic(), 0
    # what is over within a moment needs no line
    while not over.wait(FIRST_TELL if frame == 0 else NEXT_TELL):
        seconds = time.monotonic() - started
        sys.stderr.write(f"\r{FRAMES[frame % len(FRAMES)]} {label} … {seconds:.0f} s ")
        sys.stderr.flush()
        frame += 1
    if frame:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


@contextmanager
def file_bar(size: int) -> Iterator[Callable[[int, int], None]]:
    """Show how far a file of ``size`` bytes is worked through; tell it where each part starts and ends.

    What stands before the first part counts for nothing, so that the time left is that of this run.
    """
    reached = -1
    with click.progressbar(length=size, file=sys.stderr, label="Summarising") as bar:

        def show(start: int, end: int) -> None:
            nonlocal reached
            if reached < 0:
                reached, bar.length = start, size - start
            bar.update(end - reached)
            reached = end

        yield show


def read_text(path: str) -> str:
    """Return the text of a file, or of standard input for ``-``. Raises MalformedBody, InvalidInput."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedBody(f"{path} is not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}") from error


def article_body(path: str) -> dict[str, Any]:
    """Return the article of a file as a body: HTML by the file's name, text otherwise."""
    kind = "html" if path.lower().endswith(_HTML) else "text"
    return {kind: read_text(path)}
