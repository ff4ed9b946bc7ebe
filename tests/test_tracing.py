"""Spans as a collector gets them: a real service, sending over HTTP to a receiver on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from doubles import FixedSummarizer
from edge import client_of

trace_service = pytest.importorskip(
    "opentelemetry.proto.collector.trace.v1.trace_service_pb2", reason="needs the extra otel"
)

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = "b7ad6b7169203331"
SAMPLED = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
ARTICLE = (
    "The ferry to Ostrow sank on Monday, the coast guard said. At least 12 people are missing, the harbour master "
    "said. The owner of the ferry denied that it was overloaded."
)
# Serves the extract on a free port, tells the port, and stops with its standard input.
SERVICE = """
import sys, threading
from werkzeug.serving import make_server
from summarizer.api.app import create_app
server = make_server("127.0.0.1", 0, create_app(), threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
"""


class Receiver(BaseHTTPRequestHandler):
    """Takes what an OTLP exporter sends, and remembers the messages."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.path == "/v1/traces"
        self.server.bodies.append(body)  # type: ignore[attr-defined]
        answer = trace_service.ExportTraceServiceResponse().SerializeToString()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Run:
    """What one life of a service left: its answers, its log, and the spans and bytes that it sent."""

    def __init__(self, bodies: list[bytes], log: str) -> None:
        self.bodies = bodies
        self.log = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        sent = [trace_service.ExportTraceServiceRequest.FromString(body) for body in bodies]
        self.resources = [group.resource for message in sent for group in message.resource_spans]
        self.spans = [
            span
            for message in sent
            for group in message.resource_spans
            for scope in group.scope_spans
            for span in scope.spans
        ]

    def of(self, request_id: str) -> tuple[Any, list[Any]]:
        """Return the span of a request and its children in the order of time."""
        (top,) = [span for span in self.spans if facts(span).get("summarizer.request_id") == request_id]
        below = [span for span in self.spans if span.parent_span_id == top.span_id]
        return top, sorted(below, key=lambda span: span.start_time_unix_nano)


def facts(span: Any) -> dict[str, Any]:
    return {item.key: getattr(item.value, item.value.WhichOneof("value")) for item in span.attributes}


def ask(url: str, path: str, body: Any, headers: dict[str, str]) -> int:
    data = json.dumps(body).encode()
    asked = urllib.request.Request(url + path, data, {"Content-Type": "application/json", **headers})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def await_ready(url: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url + "/readyz", timeout=5).close()
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError("the service was not ready")


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """One service beside one receiver, asked for a summary, a stream, a check and a fault."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as receiver:
        receiver.bodies = []  # type: ignore[attr-defined]
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("OTEL", "SUMM"))
        }
        environment |= {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{receiver.server_port}",
            "SUMMARIZER_MODEL": "extract",
            "SUMMARIZER_TAGGER": "none",
            "NO_PROXY": "127.0.0.1",
        }
        service = subprocess.Popen(
            [sys.executable, "-c", SERVICE],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert service.stdout is not None
        url = f"http://127.0.0.1:{service.stdout.readline().strip()}"
        await_ready(url)
        text, sample = {"text": ARTICLE}, {"source": {"text": ARTICLE}, "candidate": {"text": "12 died."}}
        stream = {"Accept": "text/event-stream"}
        answered = [
            ask(url, "/summarize", text, SAMPLED | {"X-Request-ID": "first"}),
            ask(url, "/summarize", text, stream | {"X-Request-ID": "streamed"}),
            ask(url, "/check", sample, {"X-Request-ID": "check"}),
            ask(url, "/summarize", {"text": "Too short."}, {"X-Request-ID": "short"}),
        ]
        assert answered == [200, 200, 200, 422]
        _, log = service.communicate(timeout=60)
        receiver.shutdown()
        yield Run(receiver.bodies, log)  # type: ignore[attr-defined]


def test_request_joins_the_trace_of_its_caller(run: Run) -> None:
    top, _ = run.of("first")
    assert (top.trace_id.hex(), top.parent_span_id.hex()) == (TRACE, PARENT)
    assert (top.name, top.kind) == ("POST /summarize", 2)  # 2: a server's
    assert facts(top) == {
        "http.request.method": "POST",
        "http.route": "/summarize",
        "http.response.status_code": 200,
        "summarizer.request_id": "first",
    }


@pytest.mark.parametrize(
    ("request_id", "stages"),
    [
        pytest.param("first", ["read", "plan", "generate", "guard"], id="summarize"),
        pytest.param("streamed", ["read", "plan", "generate", "guard"], id="stream"),
        pytest.param("check", ["read", "guard"], id="check"),
        pytest.param("short", ["read"], id="refused"),
    ],
)
def test_each_stage_is_a_span_below_the_request(run: Run, request_id: str, stages: list[str]) -> None:
    top, below = run.of(request_id)
    assert [span.name for span in below] == stages
    assert {span.trace_id for span in below} == {top.trace_id}
    for span in below:
        assert top.start_time_unix_nano <= span.start_time_unix_nano < span.end_time_unix_nano


def test_stage_that_raises_is_marked_by_the_class_of_the_error(run: Run) -> None:
    top, (read,) = run.of("short")
    assert (read.status.code, facts(read)) == (2, {"error.type": "NothingToSummarize"})
    assert (facts(top)["http.response.status_code"], top.status.code) == (422, 0)  # the caller's fault
    assert not read.events


def test_requests_without_a_trace_begin_one_each(run: Run) -> None:
    assert len({run.of(name)[0].trace_id for name in ("first", "streamed", "check", "short")}) == 4


def test_log_line_names_the_trace(run: Run) -> None:
    lines = {line["request_id"]: line for line in run.log if line["event"] == "request"}
    for name in ("first", "streamed", "short"):
        top, _ = run.of(name)
        assert lines[name]["trace_id"] == top.trace_id.hex()
        assert lines[name]["span_id"] == top.span_id.hex()


def test_no_word_of_an_article_is_sent(run: Run) -> None:
    sent = b"".join(run.bodies)
    assert b"generate" in sent
    assert [word for word in (b"ferry", b"Ostrow", b"harbour", b"Too short") if word in sent] == []


def test_service_is_named(run: Run) -> None:
    (named,) = {tuple(sorted(facts(resource).items())) for resource in run.resources}
    assert ("service.name", "attributed-summarizer") in named


def test_without_a_collector_nothing_is_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    client_of(FixedSummarizer()).post("/summarize", json={"text": ARTICLE})
    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines() if '"request"' in line]
    assert "trace_id" not in line


WITHOUT = """
import sys
sys.modules["opentelemetry"] = None
from summarizer import tracing
assert not tracing.INSTALLED
assert not tracing.start({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"})
with tracing.stage("read"):
    span = tracing.RequestSpan("GET", {}, "r1")
    span.answer("/livez", 200, None)
    span.end()
assert tracing.ids() == {}
"""


def test_without_the_extra_nothing_is_done() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT], check=True)
