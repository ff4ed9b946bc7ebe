"""Errors as problem bodies, ids, keys and headers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from doubles import FixedSummarizer
from edge import client_of, pointers
from flask import Flask
from flask.testing import FlaskClient

from summarizer import errors
from summarizer.api.app import make_app
from summarizer.api.problems import ADVICE, error_classes
from summarizer.settings import Settings

KEY = "a-key-of-the-newsroom"


@pytest.fixture(scope="module")
def app() -> Flask:
    return make_app(Settings(), FixedSummarizer())


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


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
        "errors": [
            {"pointer": "/text", "detail": "Give the article as text or as html (or as ninjs or json_ld)."}
        ],
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
