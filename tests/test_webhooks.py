"""Notices: signed as the specification says, and sent to nobody who is not to be reached."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from summarizer.errors import InvalidInput
from summarizer.jobs.records import Job
from summarizer.jobs.webhooks import Webhooks

SECRET = "whsec_" + base64.b64encode(b"a secret of the desk").decode()


def job(url: str) -> Job:
    return Job("j1", "cms", "summarize", "succeeded", "", 1.0, finished=2.0, answer="{}", webhook=url)


class Desk:
    """A caller's server: keeps what it was sent, answers with ``status``."""

    def __init__(self) -> None:
        self.status = 204
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                desk.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(desk.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port

    def serve(self) -> None:
        self._server.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    found = Desk()
    thread = threading.Thread(target=found.serve)
    thread.start()
    yield found
    found.close()
    thread.join()


def test_notice_is_signed_and_holds_no_word_of_the_result(desk: Desk) -> None:
    webhooks = Webhooks(SECRET, ("desk.test",), resolve=lambda host, port: ["127.0.0.1"])
    assert webhooks.tell(job(f"http://desk.test:{desk.port}/told?to=night"))
    path, headers, body = desk.seen[0]
    assert (path, headers["host"]) == ("/told?to=night", f"desk.test:{desk.port}")
    assert json.loads(body) == {
        "type": "job.succeeded",
        "timestamp": "1970-01-01T00:00:02+00:00",
        "data": {"id": "j1", "operation": "summarize", "status": "succeeded"},
    }
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(b"a secret of the desk", signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"


@pytest.mark.parametrize("status", [301, 307, 400, 404, 500, 503])
def test_other_answers_are_no_delivery_and_redirects_are_not_followed(desk: Desk, status: int) -> None:
    desk.status = status
    webhooks = Webhooks(SECRET, ("desk.test",), resolve=lambda host, port: ["127.0.0.1"])
    assert not webhooks.tell(job(f"http://desk.test:{desk.port}/told"))
    assert [path for path, _, _ in desk.seen] == ["/told"]


def test_nobody_there_is_no_delivery(desk: Desk) -> None:
    webhooks = Webhooks(SECRET, ("desk.test",), resolve=lambda host, port: ["127.0.0.1"])
    assert not webhooks.tell(job("http://desk.test:1/told"))

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    assert not Webhooks(SECRET, resolve=unknown).tell(job("https://desk.example/told"))
    assert not Webhooks(SECRET, resolve=lambda host, port: []).tell(job("https://desk.example/told"))


PRIVATE = [
    "127.0.0.1",
    "10.0.0.8",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:10.0.0.1",
]


@pytest.mark.parametrize("address", PRIVATE)
@pytest.mark.parametrize("among", [False, True], ids=["alone", "among-public-ones"])
def test_host_with_a_private_address_is_not_called(address: str, among: bool) -> None:
    addresses = ["93.184.216.34", address] if among else [address]
    webhooks = Webhooks(SECRET, resolve=lambda host, port: addresses)
    with pytest.raises(InvalidInput, match="public addresses only"):
        webhooks.tell(job("https://desk.example/told"))


@pytest.mark.parametrize(
    "url",
    [
        "http://desk.example/told",
        "https://127.0.0.1/told",
        "https://[::1]/told",
        "https://10.0.0.8:8443/",
        "ftp://desk.example/",
        "https://",
        "desk.example",
        "https://user:pass@desk.example/",
        "https://desk.example/a b",
        "https://dësk.example/",
        "https://desk.example:99999/",
        "https://desk.example/" + "x" * 2_000,
        "file:///etc/passwd",
    ],
)
def test_address_that_will_never_be_called_is_refused_at_once(url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Webhooks(SECRET, resolve=lambda host, port: pytest.fail("asked a name server")).check(url)
    assert [item.pointer for item in refused.value.errors] == ["/webhook"]


def test_public_address_is_taken() -> None:
    Webhooks(SECRET).check("https://desk.example:8443/told?to=night")


def test_answer_of_the_name_server_is_what_is_called(desk: Desk) -> None:
    answers = [["127.0.0.1"], ["192.0.2.1"]]  # another answer the second time leads nowhere else
    webhooks = Webhooks(SECRET, ("desk.test",), resolve=lambda host, port: answers.pop(0))
    assert webhooks.tell(job(f"http://desk.test:{desk.port}/told"))
    assert len(answers) == 1
