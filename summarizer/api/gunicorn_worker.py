"""gunicorn's threaded worker, made patient: a thread is taken once a request has arrived whole.

gunicorn's own holds a thread while a client dawdles, so that a few dozen slow ones stop the service. Here the
event loop collects the bytes, for ``SUMMARIZER_RECEIVE_SECONDS`` at most. On SIGTERM what is at work is
finished and everything new is answered with 503 until the last is through.
"""

from __future__ import annotations

import json
import selectors
import socket
import struct
import time
from collections import deque
from functools import partial
from http import HTTPStatus
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]

from summarizer.answers import problem_of
from summarizer.api.admission import RETRY_AFTER
from summarizer.api.arriving import MOST_HEAD, Arriving
from summarizer.api.handlers import MOST_DRAINED
from summarizer.api.problems import PROBLEM_JSON
from summarizer.api.schemas import dump
from summarizer.errors import Busy, RequestTimeout, SummarizerError, TooLarge
from summarizer.settings import load_settings

READ_AT_ONCE = 262_144
# Bytes of unfinished requests that are held in all; one that would go beyond is sent away.
MOST_HELD = 256_000_000
LINGER_SECONDS = 2.0
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Collects each request in the event loop; the threads only ever work."""

    alive: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settings = load_settings()
        self._seconds = settings.receive_seconds
        self._most = settings.max_body_bytes
        self._held = 0
        self._closing = False
        self._lingering: deque[Any] = deque()

    # ------------------------------------------------------------ coming in

    def accept(self, listener: socket.socket) -> None:
        """Take a connection and wait for its request, in the loop."""
        try:
            client, address = listener.accept()
        except OSError:
            return  # gone again, or no descriptor is free: the next turn of the loop tries again
        # a client that does not read its answer must not keep the thread that writes it
        pause = struct.pack("ll", int(self._seconds) or 1, 0)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, pause)
        self.nr_conns += 1
        self._await(TConn(self.cfg, client, address, listener.getsockname()), b"")

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """Collect the next request of a connection that was kept open."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn, b"")

    def _await(self, conn: Any, before: bytes) -> None:
        conn.arriving = Arriving(self._most, MOST_DRAINED)
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self._seconds
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_bytes, conn))
        if before:
            self._take(conn, before)

    def _on_bytes(self, conn: Any, client: socket.socket) -> None:
        data = _received(client)
        if data:
            self._take(conn, data)
        elif data is not None:
            self._forget(conn)

    def _take(self, conn: Any, data: bytes) -> None:
        arriving, expected = conn.arriving, conn.arriving.expects
        held = len(arriving)
        whole = arriving.feed(data)
        self._held += len(arriving) - held
        if whole and not arriving.has_head:
            self._forget(conn, TooLarge(f"The head of the request exceeds the limit of {MOST_HEAD} bytes."))
        elif whole:
            self._hand_over(conn)
        elif self._held > MOST_HELD:
            self._forget(conn, Busy("Too many requests are on their way in.", retry_after=RETRY_AFTER))
        elif arriving.expects and not expected:
            _say(conn.sock, CONTINUE)

    def _hand_over(self, conn: Any) -> None:
        """Give the whole request to a thread; what it reads beyond it is the end."""
        self._release(conn)
        conn.sock.setblocking(True)
        conn.init()
        conn.parser.unreader.unread(conn.arriving.data)
        conn.parser.unreader.chunk = _nothing_more
        conn.data_ready = True
        self._held -= len(conn.arriving)
        conn.arriving = None
        self.enqueue_req(conn)

    # ------------------------------------------------------------ going out

    def finish_request(self, conn: Any, done: Any) -> None:
        """Wait for the next request, or close without making the others wait."""
        if not done.cancelled() and done.exception() is None and done.result():
            before = conn.parser.unreader.take_buffered()
            if before:
                self._await(conn, before)
                return
            super().finish_request(conn, done)
            return
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
        except OSError:
            self.nr_conns -= 1
            conn.close()
            return
        # bytes that nobody read would reset the connection before the client has its answer
        conn.timeout = time.monotonic() + LINGER_SECONDS
        self._lingering.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_lingering, conn))

    def _on_lingering(self, conn: Any, client: socket.socket) -> None:
        if _received(client) == b"":
            self._close(conn, self._lingering)

    def murder_pending(self) -> None:
        """Close what did not arrive in time, and what lingered long enough."""
        now = time.monotonic()
        while self.pending_conns and self.pending_conns[0].timeout <= now:
            conn = self.pending_conns[0]
            begun = len(conn.arriving) > 0
            late = RequestTimeout(f"The request did not arrive whole within {self._seconds:g} seconds.")
            self._forget(conn, late if begun else None)
        while self._lingering and self._lingering[0].timeout <= now:
            self._close(self._lingering[0], self._lingering)

    def _forget(self, conn: Any, why: SummarizerError | None = None) -> None:
        """Close a connection whose request is not whole; tell ``why``."""
        if why is not None:
            _say(conn.sock, _problem(why))
        self._held -= len(conn.arriving)
        self._close(conn, self.pending_conns)

    def _release(self, conn: Any) -> None:
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)

    def _close(self, conn: Any, among: deque[Any]) -> None:
        self.poller.unregister(conn.sock)
        among.remove(conn)
        self.nr_conns -= 1
        conn.close()

    # ------------------------------------------------------------- shutdown

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Begin to stop: nothing new is begun, and the loop runs on until the last request is through."""
        if not self._closing:
            self._closing = True
            self.wsgi.extensions["summarizer"].close()
            self.method_queue.defer(lambda: None)

    def notify(self) -> None:
        """Tell the arbiter that all is well, and stop once nothing is at work any more."""
        super().notify()
        if self._closing and self.alive and not self._at_work():
            self.alive = False
            soon = time.monotonic() + LINGER_SECONDS
            for conn in (*self.pending_conns, *self._lingering):
                conn.timeout = min(conn.timeout, soon)

    def _at_work(self) -> int:
        idle = len(self.keepalived_conns) + len(self.pending_conns) + len(self._lingering)
        return int(self.nr_conns) - idle


def _received(client: socket.socket) -> bytes | None:
    """Return what has come, b"" once the client is gone, None where nothing has come yet."""
    try:
        return client.recv(READ_AT_ONCE)
    except BlockingIOError:
        return None
    except OSError:
        return b""


def _nothing_more(size_hint: int | None = None) -> bytes:
    return b""


def _say(client: socket.socket, data: bytes) -> None:
    """Send a few bytes if the connection takes them at once."""
    try:
        client.send(data)
    except OSError:
        return


def _problem(error: SummarizerError) -> bytes:
    """Return a whole answer for a request that never reached the application."""
    body = json.dumps(dump(problem_of(error, ""))).encode()
    retry = "" if error.retry_after is None else f"Retry-After: {error.retry_after:.0f}\r\n"
    head = (
        f"HTTP/1.1 {error.status} {HTTPStatus(error.status).phrase}\r\n"
        f"Content-Type: {PROBLEM_JSON}\r\n{retry}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
