"""The HTTP edge: answers, readiness, queue, pages, through Flask's own test client."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from doubles import SUMMARY, TEXT, FixedSummarizer
from edge import client_of
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from summarizer import errors
from summarizer.api.app import make_app, warm_up
from summarizer.settings import Settings

TWO_LINES = b'{"text": "One."}\n\n{"text": 5}\nnot json\n'


@pytest.fixture(scope="module")
def app() -> Flask:
    return make_app(Settings(), FixedSummarizer())


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


def test_summarize_answers_with_the_contract(client: FlaskClient) -> None:
    answer = client.post("/summarize", json={"text": TEXT, "id": "a1"}, headers={"X-Request-ID": "r1"}).json
    (sentence,) = answer["sentences"]
    assert (answer["id"], answer["request_id"], answer["status"]) == ("a1", "r1", "ok")
    assert answer["summary"] == SUMMARY == sentence["text"]
    assert sentence["class"] == "claim"
    assert sentence["attribution"]["sources"] == [
        {"source_id": "s1", "start": 26, "end": 35, "text": "the mayor"}
    ]
    assert sentence["attribution"]["cue"] == {"text": "said", "start": 36, "end": 40, "stance": "neutral"}
    assert sentence["edits"][0]["after"] == ", the mayor said"
    assert answer["provenance"]["human_reviewed"] is False


def test_summarize_names_evidence_by_position_and_by_words(client: FlaskClient) -> None:
    answer = client.post("/summarize", json={"text": TEXT}).json
    position, quote = answer["sentences"][0]["evidence"][1]["selector"]
    assert position == {"type": "TextPositionSelector", "start": 2, "end": 11}
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "The mayor",
        "prefix": "😀 ",
        "suffix": " said “at least 32” homes burned",
    }


def test_summarize_lists_the_rivals_of_a_contested_figure(client: FlaskClient) -> None:
    (figure,) = client.post("/summarize", json={"text": TEXT}).json["sentences"][0]["figures"]
    assert figure["contested"] is True
    assert [(rival["text"], rival["value"], rival["source_id"]) for rival in figure["rivals"]] == [
        ("50 homes", 50.0, "s2")
    ]


@pytest.mark.parametrize(
    ("unit", "start"),
    [
        pytest.param("codepoint", 2, id="codepoint"),
        pytest.param("utf16", 3, id="utf16"),
        pytest.param("byte", 5, id="byte"),
    ],
)
def test_summarize_counts_in_the_unit_asked_for(client: FlaskClient, unit: str, start: int) -> None:
    body = {"text": TEXT, "options": {"offset_unit": unit}}
    answer = client.post("/summarize", json=body).json
    assert answer["sources"][0]["mentions"][0]["start"] == start
    assert answer["input"]["offset_unit"] == unit


@pytest.mark.parametrize(
    ("include", "kept"),
    [
        pytest.param([], set(), id="nothing"),
        pytest.param(["draft"], {"draft"}, id="draft"),
        pytest.param(["analysis", "timing"], {"analysis", "timing"}, id="analysis-timing"),
    ],
)
def test_summarize_sends_only_the_parts_asked_for(
    client: FlaskClient, include: list[str], kept: set[str]
) -> None:
    answer = client.post("/summarize", json={"text": TEXT, "options": {"include": include}}).json
    assert {"draft", "analysis", "timing"} & set(answer) == kept


def test_summarize_echoes_the_text_of_html_only(client: FlaskClient) -> None:
    assert "text" not in client.post("/summarize", json={"text": TEXT}).json["input"]
    assert "text" in client.post("/summarize", json={"html": "<p>One</p>"}).json["input"]


def test_loaded_word_is_marked_where_the_summary_repeats_it(client: FlaskClient) -> None:
    (note,) = client.post("/summarize", json={"text": TEXT}).json["language_notes"]
    assert (note["text"], note["owner"], note["in_summary"]) == ("brazen", "article", False)


def test_check_answers_with_issues_and_counts(client: FlaskClient) -> None:
    body = {"source": {"text": TEXT}, "candidate": {"text": SUMMARY}, "options": {"fix": "apply"}}
    answer = client.post("/check", json=body).json
    (issue,) = answer["issues"]
    assert answer["verdict"] == "fail"
    assert answer["counts"] == {"error": 1, "warning": 0, "info": 0, "sentences": 1, "checked": 1}
    assert (issue["code"], issue["start"], issue["end"], issue["text"]) == ("ATTR_MISSING", 0, 2, "At")
    assert answer["corrected_text"] == SUMMARY


def test_attributions_answers_with_claims(client: FlaskClient) -> None:
    answer = client.post("/attributions", json={"text": TEXT}).json
    (claim,) = answer["claims"]
    assert claim["owner"]["text"] == "The mayor"
    assert claim["content"][0]["text"] == "“at least 32” homes burned"
    assert [figure["text"] for figure in answer["figures"]] == ["at least 32", "50 homes"]


def test_attributions_answers_in_citron_form(client: FlaskClient) -> None:
    answer = client.post("/attributions", json={"text": TEXT, "format": "citron"}).json
    assert answer["quotes"] == [
        {
            "id": "c1",
            "cue": {"start": 12, "end": 16, "text": "said"},
            "sources": [{"start": 2, "end": 11, "text": "The mayor"}],
            "contents": [{"start": 17, "end": 43, "text": "“at least 32” homes burned"}],
        }
    ]


def test_batch_answers_each_line_in_order(client: FlaskClient) -> None:
    response = client.post("/batch", data=TWO_LINES, content_type="application/x-ndjson")
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert response.mimetype == "application/x-ndjson"
    assert [(line["line"], "result" in line) for line in lines] == [(1, True), (3, False), (4, False)]
    assert [line["error"]["code"] for line in lines[1:]] == ["invalid_input", "malformed_body"]


def test_batch_goes_on_after_a_line_that_breaks_the_program() -> None:
    client = client_of(FixedSummarizer(instead=lambda: 1 // 0))
    response = client.post(
        "/batch", data=b'{"text": "a"}\n{"text": "b"}', content_type="application/x-ndjson"
    )
    assert [json.loads(line)["error"]["code"] for line in response.text.splitlines()] == [
        "internal_error"
    ] * 2


def test_capabilities_list_limits_and_models(client: FlaskClient) -> None:
    answer = client.get("/capabilities").json
    assert answer["default_model"] == "scripted"
    assert [model["name"] for model in answer["models"]] == ["scripted", "extract"]
    assert answer["limits"]["max_chars"] == Settings().max_chars
    assert answer["options"]["on_unresolved"] == ["quote_source", "drop", "flag", "fail"]


def test_rules_are_r1_to_r33(client: FlaskClient) -> None:
    assert [rule["id"] for rule in client.get("/rules").json["rules"]] == [f"R{n}" for n in range(1, 34)]


@pytest.mark.parametrize(
    "path", ["/capabilities", "/rules", "/livez", "/readyz", "/healthz", "/metrics", "/openapi.json"]
)
def test_everything_stands_under_v1_too(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == client.get(f"/v1{path}").status_code == 200


def test_readyz_is_503_until_the_model_is_warm() -> None:
    summarizer = FixedSummarizer(ready=False)
    app = make_app(Settings(), summarizer)
    before = app.test_client().get("/readyz")
    warm_up(app.extensions["summarizer"]).join()
    after = app.test_client().get("/readyz")
    assert (before.status_code, before.json["code"], before.headers["Retry-After"]) == (503, "not_ready", "5")
    assert (after.status_code, after.json) == (200, {"status": "ready"})


def test_readyz_tells_what_keeps_the_model_from_being_ready() -> None:
    error = errors.ModelNotPrepared("run `summarizer models prepare`")
    app = make_app(Settings(), FixedSummarizer(ready=False, warm_up_error=error))
    warm_up(app.extensions["summarizer"]).join()
    response = app.test_client().get("/readyz")
    assert (response.status_code, response.json["code"]) == (503, "model_not_prepared")
    assert "models prepare" in response.json["detail"]


def test_summarize_is_503_while_the_model_loads_but_the_extract_works() -> None:
    app = make_app(Settings(), FixedSummarizer(ready=False))
    app.extensions["summarizer"].warming = True
    client = app.test_client()
    extract = {"text": TEXT, "options": {"mode": "extractive"}}
    assert client.post("/summarize", json={"text": TEXT}).json["code"] == "not_ready"
    assert client.post("/summarize", json=extract).status_code == 200


class _Held:
    """Holds each request that comes until it is told to go on."""

    def __init__(self) -> None:
        self.entered, self.go = threading.Semaphore(0), threading.Event()

    def __call__(self) -> None:
        self.entered.release()
        self.go.wait(10)


@contextmanager
def _full(ask: Callable[[FlaskClient], None]) -> Iterator[FlaskClient]:
    """Have ``ask`` hold the one turn and the one place to wait of a server; both are answered at the end."""
    held = _Held()
    app = make_app(Settings(request_threads=1, queue_size=1, deadline=10), FixedSummarizer(instead=held))
    threads = [threading.Thread(target=ask, args=(app.test_client(),)) for _ in range(2)]
    threads[0].start()
    held.entered.acquire()
    threads[1].start()
    metrics = app.extensions["summarizer"].metrics
    while metrics.queue_depth._value.get() < 1:
        threading.Event().wait(0.001)
    client = app.test_client()
    yield client
    held.go.set()
    for thread in threads:
        thread.join()


def test_full_queue_is_503_with_retry_after() -> None:
    answered: list[int] = []

    def ask(client: FlaskClient) -> None:
        answered.append(client.post("/summarize", json={"text": "a"}).status_code)

    with _full(ask) as client:
        refused = client.post("/summarize", json={"text": "a"})
    assert (refused.status_code, refused.json["code"], refused.headers["Retry-After"]) == (503, "busy", "5")
    assert answered == [200, 200]


def test_batches_hold_places_so_that_they_cannot_take_every_thread() -> None:
    answered: list[str] = []

    def batch(client: FlaskClient) -> TestResponse:
        return client.post("/batch", data=TWO_LINES, content_type="application/x-ndjson")

    with _full(lambda client: answered.append(batch(client).text)) as client:
        refused = (batch(client), client.post("/summarize", json={"text": "a"}))
    assert [response.json["code"] for response in refused] == ["busy", "busy"]
    assert [text.count("\n") for text in answered] == [3, 3]
    assert client.post("/summarize", json={"text": "a"}).status_code == 200


def test_wait_in_the_queue_ends_with_the_deadline() -> None:
    held = _Held()
    app = make_app(Settings(request_threads=1, queue_size=1, deadline=0.05), FixedSummarizer(instead=held))
    thread = threading.Thread(target=lambda: app.test_client().post("/summarize", json={"text": "a"}))
    thread.start()
    held.entered.acquire()
    late = app.test_client().post("/summarize", json={"text": "a"})
    held.go.set()
    thread.join()
    assert (late.status_code, late.json["code"]) == (503, "busy")


def test_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    for path in ("/", "/docs", "/problems/busy"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert "http://" not in page
        assert "https://" not in page
        assert "<style" not in page
        assert "style=" not in page


def test_docs_list_every_operation(client: FlaskClient) -> None:
    page, spec = client.get("/docs").text, client.get("/openapi.json").json
    assert all(f" {path}</code>" in page for path in spec["paths"])


def test_openapi_is_3_1_and_describes_errors_as_problems(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    assert spec["openapi"] == "3.1.0"
    assert set(spec["paths"]) == {
        "/summarize",
        "/check",
        "/attributions",
        "/batch",
        "/jobs",
        "/jobs/{job_id}",
        "/capabilities",
        "/rules",
        "/livez",
        "/readyz",
        "/healthz",
        "/metrics",
    }
    assert list(spec["components"]["responses"]["BAD_REQUEST"]["content"]) == ["application/problem+json"]
    assert {"400", "401", "413", "415", "422", "503", "504"} <= set(
        spec["paths"]["/summarize"]["post"]["responses"]
    )
