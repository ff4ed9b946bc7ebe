"""gunicorn with the patient worker: slow, idle, rude and late clients, and a shutdown, for real."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator

import pytest
from gunicorn_server import connect, exchange, gunicorn, read_all, wait_until_ready, worker_of

NEWS = (
    "The mayor of Harwick, Ana Ruiz, said on Monday that at least 32 homes had burned near the old harbour. "
)
BODY = json.dumps({"text": NEWS * 3, "options": {"mode": "extractive"}}).encode()
LONG = json.dumps({"text": (NEWS + "\n\n") * 300, "options": {"mode": "extractive"}}).encode()
IDLE, SLOW = 2_000, 60


def request_of(body: bytes = BODY, *extra: bytes, path: bytes = b"/summarize") -> bytes:
    lines = (b"POST " + path + b" HTTP/1.1", b"Host: x", b"Content-Type: application/json", *extra)
    return b"\r\n".join(lines) + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


CLOSING = b"Connection: close"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with gunicorn(receive_seconds="5", request_threads="2", queue_size="2") as (_, port):
        yield port


def test_idle_and_slow_clients_keep_nobody_waiting(port: int) -> None:
    idle = [connect(port) for _ in range(IDLE)]
    slow = [connect(port) for _ in range(SLOW)]
    for client in slow:
        client.sendall(request_of()[:80])
    answer = exchange(port, request_of(BODY, CLOSING))
    for client in slow:
        client.sendall(b"x")
    assert b" 200 OK" in answer.partition(b"\r\n")[0]
    assert b" 408 Request Timeout" in read_all(slow[0])
    assert read_all(idle[0]) == b""
    for client in (*idle, *slow):
        client.close()


def test_late_request_is_told_so(port: int) -> None:
    client = connect(port)
    client.sendall(b"POST /summarize HTTP/1.1\r\nHost: x\r\n")
    head, _, body = read_all(client).partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert json.loads(body)["code"] == "request_timeout"


def test_byte_by_byte_request_is_answered(port: int) -> None:
    client = connect(port)
    for byte in request_of(b'{"text": ""}', CLOSING):
        client.sendall(bytes([byte]))
    assert b'"code": "empty_text"' in read_all(client)


def test_expecting_client_is_told_to_go_on(port: int) -> None:
    client = connect(port)
    whole = request_of(BODY, b"Expect: 100-continue", CLOSING)
    client.sendall(whole[: -len(BODY)])
    assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.sendall(BODY)
    assert read_all(client).startswith(b"HTTP/1.1 200 OK")


def test_requests_sent_at_once_are_all_answered(port: int) -> None:
    sent = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" * 3 + request_of(BODY, CLOSING)
    answered = exchange(port, sent)
    assert answered.count(b"HTTP/1.1 200 OK") == 4


def test_large_body_is_refused_and_its_sender_reads_why(port: int) -> None:
    answer = exchange(port, request_of(b"x" * 20_000_000, CLOSING))
    assert b" 413 " in answer.partition(b"\r\n")[0]
    assert b"20000000 bytes" in answer


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"NONSENSE\r\n\r\n", id="nonsense"),
        pytest.param(
            b"POST /check HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n"
            b"Connection: close\r\n\r\nzz\r\n" + b"x" * 70_000,
            id="no-chunk",
        ),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"x" * 70_000, id="endless-header"),
        pytest.param(
            b"POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\nabcde", id="two-lengths"
        ),
    ],
)
def test_broken_request_is_a_4xx(port: int, data: bytes) -> None:
    assert exchange(port, data).startswith(b"HTTP/1.1 4")


def test_client_that_goes_away_leaves_the_service_well(port: int) -> None:
    for part in (10, 100, len(request_of())):
        client = connect(port)
        client.sendall(request_of()[:part])
        client.close()
    assert exchange(port, request_of(BODY, CLOSING)).startswith(b"HTTP/1.1 200 OK")


def test_shutdown_finishes_what_is_at_work_and_refuses_what_is_new() -> None:
    with gunicorn() as (server, port):
        answers: list[bytes] = []
        at_work = threading.Thread(target=lambda: answers.append(exchange(port, request_of(LONG, CLOSING))))
        at_work.start()
        _wait_for(port, b"summarizer_running 1.0")
        server.send_signal(signal.SIGTERM)
        refused = _wait_for(port, b"shutting_down", request_of(BODY, CLOSING))
        not_ready = exchange(port, b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        at_work.join()
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"Retry-After" in refused
        assert not_ready.startswith(b"HTTP/1.1 503")
        assert answers[0].startswith(b"HTTP/1.1 200 OK")
        assert _ended(server)


def test_killed_worker_is_replaced_and_its_caller_is_not_left_waiting() -> None:
    with gunicorn() as (server, port):
        client = connect(port)
        client.sendall(request_of(LONG, CLOSING))
        _wait_for(port, b"summarizer_running 1.0")
        os.kill(worker_of(server), signal.SIGKILL)
        assert _read_or_reset(client) == b""
        wait_until_ready(port)
        assert exchange(port, request_of(BODY, CLOSING)).startswith(b"HTTP/1.1 200 OK")
        assert server.poll() is None


def _read_or_reset(client: socket.socket) -> bytes:
    try:
        return read_all(client)
    except ConnectionResetError:
        return b""


def _wait_for(port: int, words: bytes, sent: bytes = b"") -> bytes:
    asked = sent or b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    until = time.monotonic() + 30
    while words not in (answer := exchange(port, asked)):
        assert time.monotonic() < until
        time.sleep(0.02)
    return answer


def _ended(server: subprocess.Popen[bytes]) -> bool:
    return server.wait(timeout=30) == 0
