"""A model server that is killed in the middle of its work: the caller gets the extract, and later the model again."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gunicorn_server import connect, free_port

from summarizer.api.app import make_app
from summarizer.generation.registry import load_registry
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.settings import Settings

NEWS = (
    "The mayor of Harwick, Ana Ruiz, said on Monday that at least 32 homes had burned near the harbour.\n\n"
    "The fire began in a grain store, and the wind from the sea carried it into the old town, police said.\n\n"
    "The union of dockers put the number of burned homes at 50 and asked the council for an inquiry."
)
# Speaks the protocol and answers each passage with its own words, after a while.
SERVER = """
import json, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
class Handler(BaseHTTPRequestHandler):
    def reply(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def do_GET(self):
        self.reply({"data": [{"id": "m"}]})
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(float(sys.argv[2]))
        words = asked["messages"][-1]["content"].strip().splitlines()[-1]
        message = {"role": "assistant", "content": words}
        self.reply({"choices": [{"message": message, "finish_reason": "stop"}]})
    def log_message(self, *args):
        pass
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@contextmanager
def model_server(port: int, seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", SERVER, str(port), str(seconds)]) as server:
        try:
            _wait_for(port)
            yield server
        finally:
            server.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            connect(port).close()
            return
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_killed_model_server_costs_the_caller_the_model_and_nothing_else(reader: Reader) -> None:
    port = free_port()
    settings = Settings(model="remote", remote_url=f"http://127.0.0.1:{port}/v1", remote_model="m")
    summarizer = Summarizer(settings, reader, load_registry(settings))
    app = make_app(settings, summarizer)

    def ask() -> dict[str, Any]:
        response = app.test_client().post("/summarize", json={"text": NEWS})
        assert response.status_code == 200
        answer: dict[str, Any] = response.json
        return answer

    answers: list[dict[str, Any]] = []
    with model_server(port, 20.0) as server:
        summarizer.warm_up()
        asking = threading.Thread(target=lambda: answers.append(ask()))
        asking.start()
        time.sleep(2)
        server.kill()
        asking.join(60)
    with model_server(port, 0.0):
        answers.append(ask())
    lost, back = answers
    assert (lost["status"], lost["provenance"]["mode"]) == ("partial", "extractive")
    assert "fallback_extract" in [warning["code"] for warning in lost["warnings"]]
    assert back["provenance"]["mode"] == "abstractive"
    for answer in answers:
        assert "Ana Ruiz" in answer["summary"]
