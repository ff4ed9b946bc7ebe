"""The whole service as it runs in production, with the extract, and bytes sent to it by hand."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from evaluation.serving import WAKE_SECONDS, free_port, in_production, wait_until_ready, worker_of

__all__ = ["connect", "exchange", "free_port", "gunicorn", "read_all", "wait_until_ready", "worker_of"]


@contextmanager
def gunicorn(**settings: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start the service; yield its process and its port once it is ready. It is killed with the block."""
    given = {f"SUMMARIZER_{name.upper()}": value for name, value in settings.items()}
    with in_production({"SUMMARIZER_MODEL": "extract", "SUMMARIZER_TAGGER": "none", **given}) as running:
        yield running


def connect(port: int) -> socket.socket:
    """Return a connection to the service."""
    return socket.create_connection(("127.0.0.1", port), timeout=WAKE_SECONDS)


def read_all(connection: socket.socket) -> bytes:
    """Return what comes until the service closes."""
    with connection:
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def exchange(port: int, data: bytes) -> bytes:
    """Send ``data`` and return what comes until the service closes."""
    connection = connect(port)
    connection.sendall(data)
    return read_all(connection)
