"""The client against the real application, in this process; and against answers made by hand."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from doubles import SUMMARY, TEXT, FixedSummarizer

from summarizer import client as client_module
from summarizer import errors
from summarizer.api.app import make_app
from summarizer.api.problems import error_classes
from summarizer.client import ApiError, AsyncClient, Client, ConnectionFailed, StatusError, TimedOut
from summarizer.client_errors import error_class
from summarizer.settings import Settings

URL = "http://summarizer.test"


def client_of(summarizer: FixedSummarizer | None = None, key: str | None = None, **limits: Any) -> Client:
    app = make_app(Settings(**limits), summarizer or FixedSummarizer())
    return Client(URL, key, transport=httpx2.WSGITransport(app), sleep=lambda pause: None)


class AsyncWSGI(httpx2.AsyncBaseTransport):
    """The application for the asynchronous client: in this process, one request after the other."""

    def __init__(self, summarizer: FixedSummarizer) -> None:
        self._inner = httpx2.WSGITransport(make_app(Settings(), summarizer))

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer through the synchronous transport."""
        answered = self._inner.handle_request(request)
        body = answered.read()
        return httpx2.Response(answered.status_code, headers=answered.headers, content=body)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SUMMARIZER_URL", "SUMMARIZER_API_KEY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


# ------------------------------------------------------------------ operations


def test_summarize_gives_a_typed_answer() -> None:
    with client_of() as client:
        answer = client.summarize(TEXT, id="a1", max_sentences=3)
    (sentence,) = answer.sentences
    assert (answer.id, answer.status, answer.summary) == ("a1", "ok", SUMMARY)
    assert (sentence.sentence_class, sentence.attribution.status) == ("claim", "restored")
    assert sentence.evidence[1].text == "The mayor"
    assert answer.source(sentence.attribution.sources[0].source_id).name == "The mayor"  # type: ignore[union-attr]
    assert answer.raw["sentences"][0]["class"] == "claim"


def test_summarize_sends_article_and_options_apart() -> None:
    summarizer = FixedSummarizer()
    client_of(summarizer).summarize(html="<p>One</p>", publisher="P", mode="extractive", include=["draft"])
    ((article, options),) = summarizer.asked
    assert (article.html, article.meta.publisher) == ("<p>One</p>", "P")
    assert (options.mode, options.include) == ("extractive", ("draft",))  # type: ignore[attr-defined]


def test_check_gives_a_typed_answer() -> None:
    answer = client_of().check(TEXT, SUMMARY, fix="apply", publisher="P")
    assert (answer.verdict, answer.counts.error, answer.corrected_text) == ("fail", 1, SUMMARY)
    assert answer.issues[0].evidence[0].text == "The mayor"


def test_attributions_give_a_typed_answer() -> None:
    answer = client_of().attributions(TEXT, offset_unit="utf16")
    assert answer.input.offset_unit == "utf16"
    assert answer.claims[0].owner.text == "The mayor"  # type: ignore[union-attr]


def test_citron_gives_quotes() -> None:
    (quote,) = client_of().citron(TEXT).quotes
    assert [words.text for words in quote.sources] == ["The mayor"]


def test_batch_yields_one_item_a_line_in_order() -> None:
    bodies = [{"text": f"Article {n}."} for n in range(1, 20)] + ["not json", {"text": ""}]
    bodies[4] = {"txt": "a typo"}
    items = list(client_of().batch(bodies))
    assert [item.line for item in items] == list(range(1, 22))
    assert [item.line for item in items if item.error] == [5, 20]


def test_capabilities_and_rules_are_typed() -> None:
    client = client_of()
    assert client.capabilities().limits.max_sentences == 20
    assert client.rules().rules[0].id == "R1"


def test_key_is_sent() -> None:
    assert client_of(key="k", api_keys=("k",)).summarize("a").status == "ok"
    with pytest.raises(client_module.Unauthorized):
        client_of(api_keys=("k",)).summarize("a")


def test_address_and_key_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_URL", f"{URL}/")
    monkeypatch.setenv("SUMMARIZER_API_KEY", "k")
    app = make_app(Settings(api_keys=("k",)), FixedSummarizer())
    client = Client(transport=httpx2.WSGITransport(app))
    assert client.base_url == URL
    assert client.summarize("a").status == "ok"


def test_async_client_gives_the_same_answers() -> None:
    async def ask() -> None:
        async with AsyncClient(URL, transport=AsyncWSGI(FixedSummarizer())) as client:
            answer = await client.summarize(TEXT, id="a", mode="extractive")
            check = await client.check(TEXT, SUMMARY)
            claims = (await client.attributions(TEXT)).claims
            quotes = (await client.citron(TEXT)).quotes
            lines = [item.line async for item in client.batch([{"text": "a"}] * 9)]
            await client.wait_until_ready(0)
            assert (answer.summary, check.verdict, len(claims), len(quotes)) == (SUMMARY, "fail", 1, 1)
            assert lines == list(range(1, 10))
            assert (await client.capabilities()).default_model == "scripted"
            assert len((await client.rules()).rules) == 33

    asyncio.run(ask())


def test_both_clients_have_the_same_methods() -> None:
    def names(kind: type) -> set[str]:
        return {name.replace("aclose", "close") for name in vars(kind) if not name.startswith("_")}

    assert names(Client) == names(AsyncClient)


# ---------------------------------------------------------------------- errors


@pytest.mark.parametrize("kind", list(error_classes()), ids=lambda kind: kind.code)
def test_every_error_of_the_server_has_its_class(kind: type[errors.SummarizerError]) -> None:
    def do() -> None:
        raise kind("what happened", errors=(errors.FieldError("/text", "here"),), retry_after=2)

    with pytest.raises(StatusError) as caught:
        client_of(FixedSummarizer(instead=do)).summarize("a", id="x")
    error = caught.value
    assert (error.code, error.status, error.problem.code) == (kind.code, kind.status, kind.code)
    assert (error.request_id, error.retry_after) == (error.problem.request_id, 2)
    assert [item.pointer for item in error.errors] == ["/text"]
    assert isinstance(error, kind if kind.status != 500 else client_module.ServerError)


@pytest.mark.parametrize(
    "status", [400, 401, 402, 404, 405, 409, 413, 415, 418, 422, 429, 500, 502, 503, 504, 599]
)
def test_error_page_of_a_gateway_has_the_class_of_its_status(status: int) -> None:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(status, html="<h1>no</h1>"))
    with pytest.raises(StatusError) as caught:
        Client(URL, transport=transport, max_retries=0).summarize("a")
    assert type(caught.value) is error_class("", status)
    assert caught.value.status == status


def test_every_class_is_exported() -> None:
    found = {
        name
        for name, kind in vars(client_module).items()
        if isinstance(kind, type) and issubclass(kind, ApiError)
    }
    assert found <= set(client_module.__all__)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<h1>hello</h1>", id="html"),
        pytest.param(b"[]", id="list"),
        pytest.param(b"{}", id="empty"),
    ],
)
def test_answer_that_is_none_of_ours_is_unreadable(body: bytes) -> None:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=body))
    with pytest.raises(client_module.UnreadableAnswer):
        Client(URL, transport=transport).summarize("a")


def test_batch_that_loses_a_line_is_unreadable() -> None:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=b""))
    with pytest.raises(client_module.UnreadableAnswer, match="0 lines of 1"):
        list(Client(URL, transport=transport).batch([{"text": "a"}]))


# --------------------------------------------------------------------- retries

Handler = Callable[[httpx2.Request], httpx2.Response]


class Script:
    """Answers with one of ``steps`` after the other; notes each pause that the client makes."""

    def __init__(self, *steps: int | Exception, headers: dict[str, str] | None = None) -> None:
        self._steps = list(steps)
        self._headers = headers or {}
        self.pauses: list[float] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        step = self._steps.pop(0)
        if isinstance(step, Exception):
            raise step
        body = {"ruleset": "1", "rules": []} if step == 200 else {}
        return httpx2.Response(step, json=body, headers=self._headers)

    @property
    def left(self) -> int:
        return len(self._steps)

    def client(self, **options: Any) -> Client:
        return Client(URL, transport=httpx2.MockTransport(self), sleep=self.pauses.append, **options)

    def async_client(self) -> AsyncClient:
        async def sleep(pause: float) -> None:
            self.pauses.append(pause)

        return AsyncClient(URL, transport=httpx2.MockTransport(self), sleep=sleep)


@pytest.mark.parametrize("first", [408, 409, 429, 502, 503, 504, httpx2.ConnectError("refused")])
def test_failure_that_may_pass_is_tried_again(first: int | Exception) -> None:
    script = Script(first, first, 200)
    assert script.client().rules().ruleset == "1"
    assert 0.375 <= script.pauses[0] <= 0.5 < 0.75 <= script.pauses[1] <= 1.0


@pytest.mark.parametrize("first", [400, 401, 404, 413, 415, 422, 500])
def test_failure_that_stays_is_not_tried_again(first: int) -> None:
    script = Script(first, 200)
    with pytest.raises(StatusError):
        script.client().rules()
    assert (script.left, script.pauses) == (1, [])


def test_tries_of_one_call_carry_one_key_and_calls_their_own() -> None:
    keys: list[str] = []
    statuses = [503, 503, 422, 422]

    def answer(request: httpx2.Request) -> httpx2.Response:
        keys.append(request.headers["Idempotency-Key"])
        return httpx2.Response(statuses.pop(0))

    client = Client(URL, transport=httpx2.MockTransport(answer), sleep=lambda pause: None)
    for _ in range(2):
        with pytest.raises(client_module.Unprocessable):
            client.summarize("a")
    assert keys[0] == keys[1] == keys[2] != keys[3]


def test_reading_carries_no_key() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert "Idempotency-Key" not in request.headers
        return httpx2.Response(200, json={"ruleset": "1", "rules": []})

    assert Client(URL, transport=httpx2.MockTransport(answer)).rules().ruleset == "1"


def test_answer_that_comes_too_late_is_not_asked_for_twice() -> None:
    script = Script(httpx2.ReadTimeout("late"), 200)
    with pytest.raises(TimedOut):
        script.client().rules()
    assert script.left == 1


@pytest.mark.parametrize(
    ("asked", "pause"), [pytest.param("7", 7.0, id="short"), pytest.param("900", 60.0, id="capped")]
)
def test_pause_is_what_the_server_asks_for_up_to_a_cap(asked: str, pause: float) -> None:
    script = Script(503, 200, headers={"Retry-After": asked})
    script.client().rules()
    assert script.pauses == [pause]


def test_number_of_tries_is_bounded() -> None:
    script = Script(503, 503, 503, 200)
    with pytest.raises(client_module.Unavailable):
        script.client(max_retries=2).rules()
    assert script.left == 1


def test_async_client_tries_again_too() -> None:
    script = Script(503, httpx2.ConnectError("refused"), 200)

    async def ask() -> str:
        async with script.async_client() as client:
            return (await client.rules()).ruleset

    assert asyncio.run(ask()) == "1"
    assert len(script.pauses) == 2


def test_client_waits_until_the_service_is_ready() -> None:
    script = Script(httpx2.ConnectError("refused"), 503, 200)
    script.client().wait_until_ready(60)
    assert script.pauses == [1.0, 1.0]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        pytest.param(503, client_module.Unavailable, id="not-ready"),
        pytest.param(httpx2.ConnectError("refused"), ConnectionFailed, id="refused"),
    ],
)
def test_wait_for_readiness_ends(step: int | Exception, expected: type[ApiError]) -> None:
    with pytest.raises(expected):
        Script(step, 200).client().wait_until_ready(0)


def test_async_wait_for_readiness_ends() -> None:
    async def ask() -> None:
        await Script(503, 200).async_client().wait_until_ready(0)

    with pytest.raises(client_module.Unavailable):
        asyncio.run(ask())


def test_error_of_a_lone_surrogate_is_the_servers() -> None:
    with pytest.raises(client_module.MalformedBody):
        client_of().summarize("a \ud800 b")


# ---------------------------------------------------------------------- import

LIGHT = """
import sys
from summarizer.client import AsyncClient, Client
loaded = {name.split(".")[0] for name in sys.modules}
heavy = {"flask", "werkzeug", "marshmallow", "torch", "transformers", "spacy", "numpy", "click",
         "prometheus_client", "structlog", "gunicorn", "selectolax", "rapidfuzz"}
sys.exit(", ".join(sorted(loaded & heavy)) or 0)
"""


def test_client_imports_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
