"""A service on loopback and a headless Chromium, for figures of the page and tests of clients and pages."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flask import Flask
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WAKE_SECONDS = 120
# As root in a container, and without a word to anybody outside.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve ``app`` on a port of its own; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def free_port() -> int:
    """Return a port of loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def in_production(
    environ: Mapping[str, str], errors: int | IO[bytes] = subprocess.DEVNULL
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run ``summarizer serve`` with ``environ`` beside this one's; yield process and port once it is ready.

    It is killed with the block. Raises TimeoutError where it does not become ready.
    """
    port = free_port()
    command = [sys.executable, "-m", "summarizer", "serve"]
    given = {**os.environ, "SUMMARIZER_PORT": str(port), **environ}
    with subprocess.Popen(command, env=given, stderr=errors) as server:
        try:
            wait_until_ready(port)
            yield server, port
        finally:
            server.kill()


def wait_until_ready(port: int) -> None:
    """Wait until the service answers /readyz with 200. Raises TimeoutError."""
    until = time.monotonic() + WAKE_SECONDS
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAKE_SECONDS)
        with closing(connection), suppress(OSError):
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise TimeoutError("the service did not become ready")


def worker_of(server: subprocess.Popen[bytes]) -> int:
    """Return the process of gunicorn's one worker."""
    (worker,) = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return int(worker)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; it ends with the block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
