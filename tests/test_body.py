"""Bad input: every wrong body is a clear 4xx at its field, and none is a server error."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from doubles import TEXT, FixedSummarizer
from edge import client_of, pointers
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from summarizer.api.app import make_app
from summarizer.settings import Settings


@pytest.fixture(scope="module")
def app() -> Flask:
    return make_app(Settings(), FixedSummarizer())


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


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
