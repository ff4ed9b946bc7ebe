"""The remote engine against a real server of the chat protocol on the loopback interface."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from summarizer.errors import GenerationFailed
from summarizer.generation.prompt import SYSTEM
from summarizer.generation.registry import ModelCard
from summarizer.generation.remote import RemoteGenerator
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, Article, Block, Draft, Passage, Plan, Sentence, Span
from summarizer.settings import Settings

SENTENCES = ("The mayor said the flood closed forty shops.", "Rain fell on the hills for three days.")
CARD = ModelCard("remote", "openai", "MIT", "remote")
# One answer of the server: status, headers, body.
Reply = tuple[int, dict[str, str], Any]


def analysis_of(*sentences: str) -> Analysis:
    text = " ".join(sentences)
    spans, start = [], 0
    for words in sentences:
        spans.append(Span(start, start + len(words)))
        start += len(words) + 1
    found = tuple(Sentence(index, span, 0) for index, span in enumerate(spans))
    return Analysis(Article(text, (Block(0, "paragraph", Span(0, len(text))),), found))


ANALYSIS = analysis_of(*SENTENCES)
PLAN = Plan((Passage(0, (0,)), Passage(1, (1,))), 2)


def completion(text: str, finish: str = "stop") -> Reply:
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return 200, {}, {"choices": [choice], "usage": {"prompt_tokens": 11, "completion_tokens": 7}}


class ChatServer:
    """Speaks the protocol: ``answer`` gets the parsed body and the number of requests before it."""

    def __init__(self, answer: Callable[[Any, int], Reply]) -> None:
        self.answer = answer
        self.asked: list[Any] = []
        self.keys: list[str | None] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _take(self, body: Any, key: str | None) -> Reply:
        with self._lock:
            number = len(self.asked)
            self.asked.append(body)
            self.keys.append(key)
        return self.answer(body, number)

    def _handler(outer: ChatServer) -> type[BaseHTTPRequestHandler]:  # noqa: N805  # self is the handler's
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:  # noqa: N802  # the name that http.server calls
                self._send((200, {}, {"data": [{"id": "m"}]}) if self.path == "/v1/models" else (404, {}, {}))

            def do_POST(self) -> None:  # noqa: N802
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                known = self.path == "/v1/chat/completions"
                self._send(outer._take(body, self.headers["Authorization"]) if known else (404, {}, {}))

            def _send(self, reply: Reply) -> None:
                status, headers, body = reply
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


Serve = Callable[..., tuple[ChatServer, RemoteGenerator]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a server with an answer and an engine that asks it."""
    opened: list[Any] = []

    def start(
        answer: Callable[[Any, int], Reply], pause: float = 0.0, **values: Any
    ) -> tuple[ChatServer, RemoteGenerator]:
        server = ChatServer(answer)
        settings = Settings(remote_url=server.url, **values)
        engine = RemoteGenerator(CARD, settings, back_off=(pause, pause))
        opened.extend((engine, server))
        return server, engine

    yield start
    for one in opened:
        one.close()


def run(engine: RemoteGenerator, seconds: float | None = None) -> Draft:
    deadline = None if seconds is None else time.monotonic() + seconds
    return engine.generate(ANALYSIS, PLAN, deadline=deadline, truncation="chunk")


def told(body: Any) -> str:
    return str(body["messages"][-1]["content"])


def shorter(body: Any, number: int) -> Reply:
    """Answer as a good model would, whichever passage comes first."""
    mayor = "mayor" in told(body)
    return completion("The mayor said forty shops closed." if mayor else "Rain fell for three days.")


def test_remote_writes_one_sentence_a_passage_in_order(serve: Serve) -> None:
    _, engine = serve(shorter)
    draft = run(engine)
    assert [(sentence.text, sentence.passage) for sentence in draft.sentences] == [
        ("The mayor said forty shops closed.", 0),
        ("Rain fell for three days.", 1),
    ]
    assert (draft.engine, draft.mode, draft.tokens, draft.notices) == ("openai", "abstractive", 22, ())


def test_remote_asks_once_more_for_what_an_answer_lost(serve: Serve, reader: Reader) -> None:
    def forgetful(body: Any, number: int) -> Reply:
        return completion(
            "The flood closed 40 shops." if "Keep: 40" in told(body) else "The flood closed shops."
        )

    server, engine = serve(forgetful)
    analysis = reader.read("The flood closed 40 shops in the old town.")
    draft = engine.generate(analysis, Plan((Passage(0, (0,)),), 1), deadline=None, truncation="chunk")
    assert [sentence.text for sentence in draft.sentences] == ["The flood closed 40 shops."]
    assert [told(body).count("Keep:") for body in server.asked] == [0, 1]
    assert draft.tokens == 22


def test_remote_asks_twice_at_most(serve: Serve, reader: Reader) -> None:
    server, engine = serve(lambda body, number: completion("The flood closed shops."))
    analysis = reader.read("The flood closed 40 shops in the old town.")
    draft = engine.generate(analysis, Plan((Passage(0, (0,)),), 1), deadline=None, truncation="chunk")
    assert [sentence.text for sentence in draft.sentences] == ["The flood closed shops."]
    assert len(server.asked) == 2


def test_remote_asks_by_the_protocol(serve: Serve) -> None:
    server, engine = serve(shorter, remote_model="big", remote_api_key="secret")
    assert run(engine).model == "remote@big"
    body = next(body for body in server.asked if "mayor" in told(body))
    assert (body["model"], body["temperature"]) == ("big", 0)
    assert body["messages"][0] == {"role": "system", "content": SYSTEM}
    assert [message["role"] for message in body["messages"][1:3]] == ["user", "assistant"]
    assert told(body) == SENTENCES[0]
    assert set(server.keys) == {"Bearer secret"}


def test_remote_sends_no_key_where_none_is_set(serve: Serve) -> None:
    server, engine = serve(shorter)
    run(engine)
    assert set(server.keys) == {None}


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_remote_tries_again_after_a_passing_failure(serve: Serve, status: int) -> None:
    server, engine = serve(lambda body, number: (status, {}, {}) if number < 2 else shorter(body, number))
    assert run(engine).sentences[0].text == "The mayor said forty shops closed."
    assert len(server.asked) == 4


@pytest.mark.timeout(50)  # its own pause would be 60 seconds
def test_remote_heeds_retry_after_before_its_own_pause(serve: Serve) -> None:
    busy: Reply = (429, {"Retry-After": "0"}, {})
    _, engine = serve(lambda body, number: busy if number == 0 else shorter(body, number), pause=60.0)
    assert run(engine).notices == ()


def test_remote_does_not_wait_beyond_the_deadline(serve: Serve) -> None:
    _, engine = serve(lambda body, number: (503, {}, {}), pause=60.0)
    draft = run(engine, seconds=20.0)
    assert [sentence.text for sentence in draft.sentences] == list(SENTENCES)
    assert [notice.code for notice in draft.notices] == ["generation_timeout"]


def test_remote_gives_up_after_two_more_tries(serve: Serve) -> None:
    server, engine = serve(lambda body, number: (500, {}, {}))
    with pytest.raises(GenerationFailed, match="the server of model 'remote' answered 500"):
        engine.generate(ANALYSIS, Plan(PLAN.passages[:1], 1), deadline=None, truncation="chunk")
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_remote_does_not_repeat_what_was_refused(serve: Serve, status: int) -> None:
    server, engine = serve(lambda body, number: (status, {}, {}))
    with pytest.raises(GenerationFailed, match=f"answered {status}"):
        engine.generate(ANALYSIS, Plan(PLAN.passages[:1], 1), deadline=None, truncation="chunk")
    assert len(server.asked) == 1


def test_remote_that_nobody_answers_is_a_model_error() -> None:
    engine = RemoteGenerator(CARD, Settings(remote_url="http://127.0.0.1:9/v1"), back_off=(0.0, 0.0))
    with pytest.raises(GenerationFailed, match="cannot be reached"):
        engine.warm_up()
    assert not engine.ready
    engine.close()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="no-choices"),
        pytest.param({"choices": []}, id="empty-choices"),
        pytest.param([1], id="a-list"),
        pytest.param(b"<html>", id="no-json"),
    ],
)
def test_remote_refuses_another_protocol(serve: Serve, body: Any) -> None:
    _, engine = serve(lambda asked, number: (200, {}, body))
    with pytest.raises(GenerationFailed, match="chat protocol|no JSON"):
        run(engine)


def test_remote_answer_of_no_use_falls_back_to_the_article(serve: Serve) -> None:
    _, engine = serve(
        lambda body, number: completion("I cannot") if "mayor" in told(body) else shorter(body, 0)
    )
    draft = run(engine)
    assert [sentence.text for sentence in draft.sentences] == [SENTENCES[0], "Rain fell for three days."]
    assert [notice.code for notice in draft.notices] == ["generation_rejected"]


def test_remote_answer_cut_by_length_is_not_told_ragged(serve: Serve) -> None:
    _, engine = serve(lambda body, number: completion("The mayor said the flood closed", "length"))
    assert [sentence.text for sentence in run(engine).sentences] == list(SENTENCES)


def test_remote_answer_that_is_late_falls_back_to_the_article(serve: Serve) -> None:
    release = threading.Event()

    def slow(body: Any, number: int) -> Reply:
        if "mayor" in told(body):
            release.wait(20)
        return shorter(body, number)

    _, engine = serve(slow)
    draft = run(engine, seconds=1.0)
    release.set()
    assert [sentence.text for sentence in draft.sentences] == [SENTENCES[0], "Rain fell for three days."]
    assert [notice.code for notice in draft.notices] == ["generation_timeout"]


def test_remote_is_ready_once_the_server_has_answered(serve: Serve) -> None:
    _, engine = serve(shorter)
    assert not engine.ready
    engine.warm_up()
    assert engine.ready


def test_remote_serves_many_articles_at_once(serve: Serve) -> None:
    _, engine = serve(shorter)
    drafts: list[Draft] = []
    threads = [threading.Thread(target=lambda: drafts.append(run(engine))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drafts == [drafts[0]] * 6
    assert drafts[0].sentences[1].text == "Rain fell for three days."
