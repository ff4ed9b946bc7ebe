"""The HTTP edge: every answer, every error, every header, through Flask's own test client."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from doubles import REGISTRY, SUMMARY, TEXT, FixedSummarizer, ScriptedGenerator
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from summarizer import errors
from summarizer.api.app import make_app, warm_up
from summarizer.api.problems import ADVICE, error_classes
from summarizer.client import Client
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.settings import Settings

KEY = "a-key-of-the-newsroom"
TWO_LINES = b'{"text": "One."}\n\n{"text": 5}\nnot json\n'


def client_of(summarizer: FixedSummarizer | None = None, **limits: Any) -> FlaskClient:
    return make_app(Settings(**limits, model="scripted"), summarizer or FixedSummarizer()).test_client()


@pytest.fixture(scope="module")
def app() -> Flask:
    return make_app(Settings(), FixedSummarizer())


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


def pointers(body: dict[str, Any]) -> list[str]:
    return [item["pointer"] for item in body["errors"]]


# --------------------------------------------------------------------- answers


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


# ------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({}, ["/text"], id="neither"),
        pytest.param({"text": None}, ["/text"], id="null"),
        pytest.param({"text": "a", "html": "b"}, ["/html"], id="both"),
        pytest.param({"text": 5}, ["/text"], id="number"),
        pytest.param({"text": ["a"]}, ["/text"], id="list"),
        pytest.param({"txt": "a", "text": "b"}, ["/txt"], id="unknown"),
        pytest.param({"a/b~c": 1, "text": "b"}, ["/a~1b~0c"], id="escaped"),
        pytest.param({"text": "a", "options": {"modle": "x"}}, ["/options/modle"], id="unknown-option"),
        pytest.param(
            {"text": "a", "options": {"max_sentences": "5"}}, ["/options/max_sentences"], id="digit-text"
        ),
        pytest.param(
            {"text": "a", "options": {"max_sentences": True}}, ["/options/max_sentences"], id="boolean"
        ),
        pytest.param(
            {"text": "a", "options": {"max_sentences": 2.5}}, ["/options/max_sentences"], id="fraction"
        ),
        pytest.param({"text": "a", "options": {"max_sentences": 0}}, ["/options/max_sentences"], id="zero"),
        pytest.param(
            {"text": "a", "options": {"max_sentences": 10**400}}, ["/options/max_sentences"], id="huge"
        ),
        pytest.param({"text": "a", "options": {"mode": "fast"}}, ["/options/mode"], id="mode"),
        pytest.param({"text": "a", "options": {"include": ["all"]}}, ["/options/include/0"], id="include"),
        pytest.param({"text": "a", "options": []}, ["/options"], id="options-list"),
        pytest.param({"text": "a", "published_at": "Monday"}, ["/published_at"], id="date"),
        pytest.param({"text": "a", "language": "English!"}, ["/language"], id="language"),
        pytest.param({"text": "a", "id": "x" * 257}, ["/id"], id="long-id"),
        pytest.param([], [""], id="array"),
        pytest.param("text", [""], id="string"),
        pytest.param(None, [""], id="json-null"),
    ],
)
def test_bad_body_is_422_at_the_field(client: FlaskClient, body: Any, expected: list[str]) -> None:
    response = client.post("/summarize", data=json.dumps(body), content_type="application/json")
    assert response.status_code == 422
    assert response.json["code"] == "invalid_input"
    assert pointers(response.json) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"source": {"text": "a"}}, ["/candidate"], id="no-candidate"),
        pytest.param({"candidate": {"text": "a"}}, ["/source"], id="no-source"),
        pytest.param({"source": {}, "candidate": {"text": "a"}}, ["/source/text"], id="empty-source"),
        pytest.param({"source": {"text": "a"}, "candidate": "a"}, ["/candidate"], id="bare-candidate"),
        pytest.param({"source": {"text": "a"}, "candidate": {}}, ["/candidate/text"], id="empty-candidate"),
    ],
)
def test_bad_check_is_422_at_the_field(client: FlaskClient, body: Any, expected: list[str]) -> None:
    response = client.post("/check", json=body)
    assert (response.status_code, pointers(response.json)) == (422, expected)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut-off"),
        pytest.param(b'{"text": NaN}', id="nan"),
        pytest.param(b'{"options": -Infinity}', id="infinity"),
        pytest.param(b"\xff\xfe", id="not-utf8"),
        pytest.param(b"[" * 100_000, id="deep-array"),
        pytest.param(b'{"a":' * 100_000, id="deep-object"),
        pytest.param(b'{"a": ' + b"9" * 5_000 + b"}", id="number-too-long"),
        pytest.param(rb'{"text": "a \ud800 b"}', id="lone-surrogate"),
        pytest.param(rb'{"\udfff": "a"}', id="lone-surrogate-in-a-name"),
    ],
)
def test_broken_json_is_400(client: FlaskClient, body: bytes) -> None:
    response = client.post("/summarize", data=body, content_type="application/json")
    assert (response.status_code, response.json["code"]) == (400, "malformed_body")


def test_lone_surrogate_is_pointed_at(client: FlaskClient) -> None:
    response = client.post("/summarize", data=rb'{"text": "a \ud800"}', content_type="application/json")
    assert pointers(response.json) == ["/text"]


def test_surrogate_pair_is_a_character(client: FlaskClient) -> None:
    response = client.post("/summarize", data=rb'{"text": "\ud83d\ude00"}', content_type="application/json")
    assert response.json["input"]["chars"] == 1


@pytest.mark.parametrize("text", [pytest.param("a\x00b", id="nul"), pytest.param("a\u202eb", id="bidi")])
def test_odd_characters_are_accepted(client: FlaskClient, text: str) -> None:
    assert client.post("/summarize", json={"text": text}).json["input"]["chars"] == 3


@pytest.mark.parametrize(
    ("path", "content_type", "accepted"),
    [
        pytest.param("/summarize", None, "application/json", id="none"),
        pytest.param("/summarize", "text/plain", "application/json", id="plain"),
        pytest.param("/check", "application/x-www-form-urlencoded", "application/json", id="form"),
        pytest.param("/summarize", "application/json; charset=latin-1", "application/json", id="charset"),
        pytest.param("/batch", "application/json", "application/x-ndjson", id="batch"),
    ],
)
def test_wrong_content_type_is_415_and_names_the_right_one(
    client: FlaskClient, path: str, content_type: str | None, accepted: str
) -> None:
    response = client.post(path, data=b"{}", content_type=content_type)
    assert response.status_code == 415
    assert accepted in response.json["detail"]


def test_body_over_the_limit_is_413_with_both_sizes() -> None:
    response = client_of(max_body_bytes=100).post("/summarize", json={"text": "x" * 200})
    assert response.status_code == 413
    assert response.json["detail"] == "The body has 212 bytes; the limit is 100 bytes."


def test_chunked_body_over_the_limit_is_413() -> None:
    app = make_app(Settings(max_body_bytes=100), FixedSummarizer())
    environ = create_environ("/summarize", method="POST", content_type="application/json")
    environ |= {"wsgi.input": io.BytesIO(b"x" * 200), "wsgi.input_terminated": True}
    body, status, _ = run_wsgi_app(app, environ)
    assert (status, json.loads(b"".join(body))["code"]) == ("413 REQUEST ENTITY TOO LARGE", "too_large")


def test_body_of_exactly_the_limit_is_read() -> None:
    body = json.dumps({"text": TEXT}).encode()
    client = client_of(max_body_bytes=len(body))
    for data, status in ((body, 200), (body + b" ", 413)):
        assert client.post("/summarize", data=data, content_type="application/json").status_code == status


def test_unknown_address_is_404(client: FlaskClient) -> None:
    response = client.get("/nowhere")
    assert (response.status_code, response.json["code"]) == (404, "not_found")
    assert response.mimetype == "application/problem+json"


def test_wrong_method_is_405_with_the_right_ones(client: FlaskClient) -> None:
    response = client.get("/summarize")
    assert (response.status_code, response.json["code"]) == (405, "method_not_allowed")
    assert response.headers["Allow"] == "OPTIONS, POST"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KNOWN = st.sampled_from(["text", "html", "id", "options", "source", "candidate", "language", "format"])
BODIES = JSON | st.dictionaries(KNOWN, JSON, max_size=5)


@settings(max_examples=150, deadline=None)
@given(body=BODIES, path=st.sampled_from(["/summarize", "/check", "/attributions"]))
def test_no_json_body_makes_a_server_error(app: Flask, body: Any, path: str) -> None:
    response = app.test_client().post(path, data=json.dumps(body), content_type="application/json")
    assert response.status_code < 500


@settings(max_examples=100, deadline=None)
@given(
    body=st.binary(max_size=200), path=st.sampled_from(["/summarize", "/check", "/attributions", "/batch"])
)
def test_no_bytes_make_a_server_error(app: Flask, body: bytes, path: str) -> None:
    kind = "application/x-ndjson" if path == "/batch" else "application/json"
    assert app.test_client().post(path, data=body, content_type=kind).status_code < 500


# ---------------------------------------------------------------------- errors


def test_problem_has_every_member(client: FlaskClient) -> None:
    response = client.post("/summarize", json={}, headers={"X-Request-ID": "r7"})
    assert response.mimetype == "application/problem+json"
    assert response.json == {
        "type": "/problems/invalid_input",
        "title": "The request is not valid",
        "status": 422,
        "detail": "1 field(s) are not valid: /text.",
        "code": "invalid_input",
        "request_id": "r7",
        "errors": [{"pointer": "/text", "detail": "Give the article as text or as html."}],
    }


def raises(error: BaseException) -> FixedSummarizer:
    def do() -> None:
        raise error

    return FixedSummarizer(instead=do)


@pytest.mark.parametrize("kind", list(error_classes()), ids=lambda kind: kind.code)
def test_every_error_becomes_its_problem(kind: type[errors.SummarizerError]) -> None:
    response = client_of(raises(kind("what happened"))).post("/summarize", json={"text": "a"})
    assert (response.status_code, response.json["code"]) == (kind.status, kind.code)
    assert ("what happened" in response.json["detail"]) == (kind.status != 500)


@pytest.mark.parametrize("kind", list(error_classes()), ids=lambda kind: kind.code)
def test_every_problem_type_is_a_page(client: FlaskClient, kind: type[errors.SummarizerError]) -> None:
    page = client.get(f"/problems/{kind.code}", headers={"Accept": "text/html"})
    told = client.get(f"/problems/{kind.code}", headers={"Accept": "application/json"})
    assert kind.title in page.text
    assert told.json == {
        "code": kind.code,
        "status": kind.status,
        "title": kind.title,
        "advice": ADVICE[kind.code],
    }


def test_unknown_problem_is_404(client: FlaskClient) -> None:
    assert client.get("/problems/none").status_code == 404


def test_unexpected_error_says_nothing_of_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    response = client_of(raises(ValueError("secret words"))).post("/summarize", json={"text": "secret words"})
    printed = capsys.readouterr()
    assert (response.status_code, response.json["code"]) == (500, "internal_error")
    assert "secret" not in response.text
    assert "secret" not in printed.out + printed.err
    assert "ValueError" in printed.out + printed.err


def test_pointer_of_the_path_is_moved_to_where_the_article_stands() -> None:
    error = errors.EmptyText("empty", errors=(errors.FieldError("/text", "empty"),))
    body = {"source": {"html": "<p>"}, "candidate": {"text": "a"}}
    assert pointers(client_of(raises(error)).post("/check", json=body).json) == ["/source/html"]


# --------------------------------------------------------------------- headers


@pytest.mark.parametrize("path", ["/", "/livez", "/nowhere", "/static/page.css"])
def test_every_answer_carries_an_id_and_the_security_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    assert len(headers["X-Request-ID"]) == 32
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("cms-2024.08:12_1", True, id="good"),
        pytest.param("x" * 129, False, id="long"),
        pytest.param("a b", False, id="space"),
        pytest.param("<script>", False, id="markup"),
    ],
)
def test_request_id_is_kept_where_it_is_sound(client: FlaskClient, given: str, kept: bool) -> None:
    answered = client.get("/livez", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (answered == given) is kept


@pytest.mark.parametrize(
    ("header", "status"),
    [
        pytest.param(None, 401, id="none"),
        pytest.param("Bearer wrong", 401, id="wrong"),
        pytest.param(f"Basic {KEY}", 401, id="scheme"),
        pytest.param(f"Bearer {KEY}", 200, id="right"),
        pytest.param(f"bearer {KEY}", 200, id="lower-case"),
        pytest.param("Bearer other", 200, id="second-key"),
    ],
)
def test_key_is_asked_for_where_keys_are_set(header: str | None, status: int) -> None:
    # the second key is given by its digest: printf other | sha256sum
    digest = "sha256:d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa"
    client = client_of(api_keys=(KEY, digest))
    headers = {"Authorization": header} if header else {}
    assert client.post("/summarize", json={"text": "a"}, headers=headers).status_code == status
    assert client.get("/v1/rules", headers=headers).status_code == status


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/healthz", "/metrics", "/", "/docs", "/openapi.json"])
def test_probes_and_pages_need_no_key(path: str) -> None:
    assert client_of(api_keys=(KEY,)).get(path).status_code == 200


def test_key_that_is_no_digest_stops_the_start_and_is_not_shown() -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        client_of(api_keys=("sha256:secret",))
    assert "secret" not in caught.value.message


def test_missing_key_is_asked_for_by_its_scheme() -> None:
    response = client_of(api_keys=(KEY,)).post("/summarize", json={"text": "a"})
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


# ------------------------------------------------------------ readiness, queue


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


def test_full_queue_is_503_with_retry_after() -> None:
    held = _Held()
    app = make_app(Settings(request_threads=1, queue_size=1, deadline=10), FixedSummarizer(instead=held))
    answered: list[int] = []

    def ask() -> None:
        answered.append(app.test_client().post("/summarize", json={"text": "a"}).status_code)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    threads[0].start()
    held.entered.acquire()
    threads[1].start()
    metrics = app.extensions["summarizer"].metrics
    while metrics.queue_depth._value.get() < 1:
        threading.Event().wait(0.001)
    refused = app.test_client().post("/summarize", json={"text": "a"})
    held.go.set()
    for thread in threads:
        thread.join()
    assert (refused.status_code, refused.json["code"], refused.headers["Retry-After"]) == (503, "busy", "5")
    assert answered == [200, 200]


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


# -------------------------------------------------------------- pages, openapi


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


# ------------------------------------------------- the real path behind the edge

NEWS = (
    "The mayor of Harwick, Ana Ruiz, said on Monday that at least 32 homes had burned. "
    "The fire began in a grain store near the harbour, police said. "
    "The union of dockers put the number of burned homes at 50."
)


@pytest.fixture(scope="module")
def real(reader: Reader) -> Flask:
    """The application with the real path; the model is a script that loses owner and qualifier."""
    configuration = Settings(model="scripted", max_chars=2_000, max_candidate_chars=200)
    summarizer = Summarizer(configuration, reader, REGISTRY)
    summarizer.add_generator(ScriptedGenerator("32 homes had burned.", "Everyone is happy."))
    return make_app(configuration, summarizer)


def test_real_path_gives_the_owner_back(real: Flask) -> None:
    answer = (
        real.test_client().post("/summarize", json={"text": NEWS, "options": {"include": ["draft"]}}).json
    )
    assert answer["draft"]["text"] == "32 homes had burned. Everyone is happy."
    assert "Ana Ruiz" in answer["summary"]
    assert "at least 32 homes" in answer["summary"].lower()
    assert "happy" not in answer["summary"]
    assert {edit["rule"] for sentence in answer["sentences"] for edit in sentence["edits"]} >= {"R1", "R21"}


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "byte"])
def test_real_answers_slice_to_their_words(real: Flask, unit: str) -> None:
    text = f"😀 {NEWS}"
    body = {"text": text, "options": {"offset_unit": unit, "mode": "extractive"}}
    answer = real.test_client().post("/summarize", json=body).json
    size, encoding = {"codepoint": (4, "utf-32-le"), "utf16": (2, "utf-16-le"), "byte": (1, "utf-8")}[unit]

    def cut(whole: str, start: int, end: int) -> str:
        return whole.encode(encoding)[start * size : end * size].decode(encoding)

    for sentence in answer["sentences"]:
        assert cut(answer["summary"], sentence["start"], sentence["end"]) == sentence["text"]
        for found in sentence["evidence"]:
            position, quote = found["selector"]
            assert cut(text, position["start"], position["end"]) == quote["exact"]


@pytest.mark.parametrize(
    ("path", "body", "status", "code", "pointer"),
    [
        pytest.param("/summarize", {"text": " \n"}, 422, "empty_text", "/text", id="empty"),
        pytest.param("/summarize", {"html": "<p> </p>"}, 422, "empty_text", "/html", id="empty-html"),
        pytest.param("/summarize", {"text": "Hello."}, 422, "nothing_to_summarize", "/text", id="short"),
        pytest.param(
            "/summarize", {"text": "12 34 " * 40}, 422, "nothing_to_summarize", "/text", id="no-words"
        ),
        pytest.param("/summarize", {"text": NEWS * 20}, 413, "too_large", "/text", id="long"),
        pytest.param("/summarize", {"html": NEWS * 20}, 413, "too_large", "/html", id="long-html"),
        pytest.param(
            "/summarize",
            {"text": NEWS, "language": "fr"},
            422,
            "unsupported_language",
            "/language",
            id="language",
        ),
        pytest.param(
            "/summarize",
            {"text": NEWS, "options": {"model": "gpt"}},
            422,
            "unknown_model",
            "/options/model",
            id="model",
        ),
        pytest.param(
            "/check",
            {"source": {"text": ""}, "candidate": {"text": "a"}},
            422,
            "empty_text",
            "/source/text",
            id="check-empty",
        ),
        pytest.param(
            "/check",
            {"source": {"text": NEWS}, "candidate": {"text": " "}},
            422,
            "empty_text",
            "/candidate/text",
            id="candidate-empty",
        ),
        pytest.param(
            "/check",
            {"source": {"text": NEWS}, "candidate": {"text": NEWS}},
            413,
            "too_large",
            "/candidate/text",
            id="candidate-long",
        ),
        pytest.param("/attributions", {"text": ""}, 422, "empty_text", "/text", id="attributions-empty"),
    ],
)
def test_real_path_refuses_at_the_field(
    real: Flask, path: str, body: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    response = real.test_client().post(path, json=body)
    assert (response.status_code, response.json["code"]) == (status, code)
    assert pointers(response.json) == [pointer]


def test_unknown_model_lists_the_known_ones(real: Flask) -> None:
    answer = real.test_client().post("/summarize", json={"text": NEWS, "options": {"model": "gpt"}}).json
    assert "scripted, extract" in answer["detail"]


def test_too_large_says_the_size_and_the_limit(real: Flask) -> None:
    detail = real.test_client().post("/summarize", json={"text": "word " * 500}).json["detail"]
    assert "2500" in detail
    assert "2000" in detail


def test_real_summary_passes_the_real_check(real: Flask) -> None:
    client = real.test_client()
    summary = client.post("/summarize", json={"text": NEWS}).json["summary"]
    body = {"source": {"text": NEWS}, "candidate": {"text": summary}}
    assert client.post("/check", json=body).json["verdict"] == "pass"


def test_answers_are_those_that_the_openapi_file_describes(real: Flask) -> None:
    client = real.test_client()
    spec = client.get("/openapi.json").json
    bodies = {
        "/summarize": {"text": NEWS, "options": {"include": ["draft", "analysis", "timing"]}},
        "/check": {
            "source": {"text": NEWS},
            "candidate": {"text": "32 homes had burned."},
            "options": {"fix": "apply"},
        },
        "/attributions": {"text": NEWS},
    }
    asked = [*bodies.items(), ("/attributions", {"text": NEWS, "format": "citron"})]
    for path, body in asked:
        described = spec["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema_rs.validator_for({**described, "components": spec["components"]})
        assert list(validator.iter_errors(client.post(path, json=body).json)) == []


# -------------------------------------------------------------------- gunicorn


def test_gunicorn_serves_and_stops_when_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "SUMMARIZER_MODEL": "extract", "SUMMARIZER_PORT": str(port)}
    command = [sys.executable, "-c", "from summarizer.cli import main; main()", "serve"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            with Client(f"http://127.0.0.1:{port}") as client:
                client.wait_until_ready(60)
                answer = client.summarize(NEWS, max_sentences=1)
        finally:
            server.terminate()
        told = server.communicate(timeout=30)[1]
    assert (len(answer.sentences), server.returncode) == (1, 0)
    assert '"route": "/v1/summarize"' in told
    assert "Harwick" not in told


@pytest.mark.parametrize(
    ("option", "told"),
    [
        pytest.param("--preload", "preload must be off", id="preload"),
        pytest.param("--workers=2", "1 worker", id="workers"),
    ],
)
def test_gunicorn_refuses_what_would_break_the_model(option: str, told: str) -> None:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:summarizer.api.gunicorn_conf"]
    environment = {**os.environ, "SUMMARIZER_MODEL": "extract", "SUMMARIZER_PORT": "1"}
    done = subprocess.run([*command, option], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert told in done.stderr
