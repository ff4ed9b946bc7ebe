"""The real path behind the edge, and gunicorn around it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import Any

import jsonschema_rs
import pytest
from doubles import REGISTRY, ScriptedGenerator
from edge import pointers
from flask import Flask

from summarizer.api.app import make_app
from summarizer.client import Client
from summarizer.errors import TooLarge
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.records import ArticleInput, SummarizeOptions
from summarizer.settings import Settings

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


def test_model_is_to_leave_time_for_the_guard(reader: Reader) -> None:
    class Noting(ScriptedGenerator):
        """Notes how long it was given."""

        given = 0.0

        def generate(self, *asked: Any, deadline: float | None, truncation: str) -> Any:
            assert deadline is not None
            self.given = deadline - time.monotonic()
            return super().generate(*asked, deadline=deadline, truncation=truncation)

    writer = Noting("At least 32 homes had burned.")
    summarizer = Summarizer(Settings(model="scripted", deadline=100), reader, REGISTRY)
    summarizer.add_generator(writer)
    summarizer.summarize(ArticleInput(text=NEWS), SummarizeOptions())
    assert 0 < writer.given <= 90


def test_unknown_model_lists_the_known_ones(real: Flask) -> None:
    answer = real.test_client().post("/summarize", json={"text": NEWS, "options": {"model": "gpt"}}).json
    assert "scripted, extract" in answer["detail"]


def test_too_large_says_the_size_and_the_limit(real: Flask) -> None:
    detail = real.test_client().post("/summarize", json={"text": "word " * 500}).json["detail"]
    assert "2500" in detail
    assert "2000" in detail


@pytest.mark.parametrize(
    ("text", "status", "summary"),
    [
        pytest.param(NEWS, "ok", "said", id="owned"),
        pytest.param(
            "He said that 40 homes had burned in Harwick on Friday, that 12 people had died, and that nobody knew how "
            "the fire in the old town had begun.",
            "refused",
            "",
            id="nobody-knows-who",
        ),
    ],
)
def test_alert_is_one_sentence_that_names_its_owner_or_none(
    real: Flask, text: str, status: str, summary: str
) -> None:
    body = {"text": text, "options": {"mode": "extractive", "format": "alert", "max_sentences": 9}}
    answer = real.test_client().post("/summarize", json=body).json
    assert (answer["status"], len(answer["sentences"])) == (status, 1 if summary else 0)
    assert summary in answer["summary"]


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
                with pytest.raises(TooLarge, match="the limit is"):
                    client.summarize("a " * 5_000_000)
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
