"""A real service on loopback, as the tests of clients, pages and recipes want it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from summarizer.api.app import make_app
from summarizer.generation.registry import load_registry
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.settings import Settings


def extract_app(reader: Reader, **settings: Any) -> Flask:
    """Return the application with the extract, warm."""
    chosen = Settings(model="extract", **settings)
    summarizer = Summarizer(chosen, reader, load_registry(chosen))
    summarizer.warm_up()
    return make_app(chosen, summarizer)


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
