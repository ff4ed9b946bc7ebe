"""The whole service as it runs in production: gunicorn in a process of its own, with the extract."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WAKE_SECONDS = 60


@contextmanager
def gunicorn(**settings: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start the service; yield its process and its port once it is ready. It is killed with the block."""
    port = free_port()
    given = {f"SUMMARIZER_{name.upper()}": value for name, value in settings.items()}
    fixed = {"SUMMARIZER_MODEL": "extract", "SUMMARIZER_TAGGER": "none", "SUMMARIZER_PORT": str(port)}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:summarizer.api.gunicorn_conf"]
    with subprocess.Popen(command, env={**os.environ, **fixed, **given}, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_ready(port)
            yield server, port
        finally:
            server.kill()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int) -> None:
    """Wait until the service answers /readyz with 200."""
    until = time.monotonic() + WAKE_SECONDS
    while time.monotonic() < until:
        try:
            if b" 200 OK" in exchange(port, b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError("the service did not become ready")


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
