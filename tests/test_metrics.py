"""Metrics: the names that dashboards rely on, and labels that stay bounded."""

from __future__ import annotations

import re
from typing import Any

import pytest
from doubles import SUMMARY, TEXT, FixedSummarizer
from flask.testing import FlaskClient

from summarizer.api.app import make_app
from summarizer.errors import (
    DeadlineExceeded,
    DigestMismatch,
    GenerationFailed,
    ModelNotPrepared,
    SummarizerError,
)
from summarizer.generation.generator import ExtractGenerator
from summarizer.generation.registry import load_registry
from summarizer.metrics import Metrics
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.records import Draft
from summarizer.settings import Settings

# docs/operations.md and EXPECTATIONS name these; an alert breaks where one is renamed.
ARTICLE = (
    "The ferry to Ostrow sank on Monday, the coast guard said. At least 12 people are missing, the harbour master "
    "said. The owner of the ferry denied that it was overloaded."
)
NAMES = {
    "http_server_request_duration_seconds",
    "summarizer_model_seconds",
    "summarizer_postprocess_seconds",
    "summarizer_stage_seconds",
    "summarizer_sentences_total",
    "summarizer_edits_total",
    "summarizer_input_tokens",
    "summarizer_queue_depth",
    "summarizer_build_info",
    "summarizer_problems_total",
    "summarizer_summaries_total",
    "summarizer_dropped_total",
    "summarizer_checks_total",
    "summarizer_findings_total",
    "summarizer_running",
    "summarizer_ready",
    "summarizer_fallbacks_total",
    "summarizer_notices_total",
    "summarizer_queue_seconds",
    "summarizer_queue_limit",
    "summarizer_running_limit",
    "summarizer_warm_up_seconds",
}


@pytest.fixture
def client() -> FlaskClient:
    return make_app(Settings(), FixedSummarizer()).test_client()


def sample(client: FlaskClient, name: str) -> float:
    """Return the value of one line of /metrics."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    assert found is not None, name
    return float(found[1])


def test_metrics_have_their_names() -> None:
    found = re.findall(r"^# TYPE (\S+)", Metrics().render().decode(), re.MULTILINE)
    assert set(found) >= NAMES


def test_metrics_answer_in_the_text_format(client: FlaskClient) -> None:
    response = client.get("/metrics")
    assert response.mimetype == "text/plain"


def test_summary_is_counted(client: FlaskClient) -> None:
    client.post("/summarize", json={"text": TEXT})
    assert sample(client, 'summarizer_summaries_total{mode="abstractive",status="ok"}') == 1
    assert sample(client, 'summarizer_sentences_total{attribution_status="restored"}') == 1
    assert sample(client, 'summarizer_edits_total{rule="R1"}') == 1
    assert sample(client, 'summarizer_dropped_total{code="UNSUPPORTED"}') == 1
    assert sample(client, "summarizer_model_seconds_sum") == 0.5
    assert sample(client, "summarizer_postprocess_seconds_sum") == 0.125


def test_check_is_counted(client: FlaskClient) -> None:
    client.post("/check", json={"source": {"text": TEXT}, "candidate": {"text": SUMMARY}})
    assert sample(client, 'summarizer_checks_total{verdict="fail"}') == 1
    assert sample(client, 'summarizer_findings_total{code="ATTR_MISSING"}') == 1


def test_problem_is_counted_by_its_code(client: FlaskClient) -> None:
    client.post("/summarize", json={})
    assert sample(client, 'summarizer_problems_total{code="invalid_input"}') == 1


def test_request_is_counted_by_the_template_of_its_route(client: FlaskClient) -> None:
    for code in ("busy", "not_ready"):
        client.get(f"/problems/{code}")
    labels = 'method="GET",route="/problems/<code>",status="200"'
    assert sample(client, f"http_server_request_duration_seconds_count{{{labels}}}") == 2


def test_unknown_paths_and_methods_share_one_label(client: FlaskClient) -> None:
    for name in ("a", "b"):
        client.open(f"/{name}", method=name.upper() * 3)
    labels = 'method="OTHER",route="unmatched",status="404"'
    assert sample(client, f"http_server_request_duration_seconds_count{{{labels}}}") == 2


def test_ready_follows_the_summarizer() -> None:
    summarizer = FixedSummarizer(ready=False)
    client = make_app(Settings(), summarizer).test_client()
    before = sample(client, "summarizer_ready")
    summarizer.warm_up()
    assert (before, sample(client, "summarizer_ready")) == (0, 1)


def test_queue_is_empty_after_the_request(client: FlaskClient) -> None:
    client.post("/summarize", json={"text": TEXT})
    assert (sample(client, "summarizer_queue_depth"), sample(client, "summarizer_running")) == (0, 0)


def test_two_applications_share_no_counter(client: FlaskClient) -> None:
    client.post("/summarize", json={"text": TEXT})
    other = make_app(Settings(), FixedSummarizer()).test_client()
    assert "summarizer_summaries_total{" not in other.get("/metrics").text


def test_limits_and_the_warm_up_are_told() -> None:
    app = make_app(Settings(request_threads=3, queue_size=5), FixedSummarizer(ready=False))
    client = app.test_client()
    assert sample(client, "summarizer_warm_up_seconds") == 0
    app.extensions["summarizer"].warm_up()
    assert sample(client, "summarizer_warm_up_seconds") > 0
    assert (sample(client, "summarizer_running_limit"), sample(client, "summarizer_queue_limit")) == (3, 5)


def raising(error: SummarizerError) -> Any:
    """Return an engine for the default model that cannot answer."""

    class Raising(ExtractGenerator):
        def generate(self, *_: Any, **__: Any) -> Draft:
            raise error

    return Raising


@pytest.mark.parametrize(
    ("error", "reason", "notice"),
    [
        pytest.param(GenerationFailed("x"), "generation_failed", "fallback_extract", id="failed"),
        pytest.param(DeadlineExceeded("x"), "deadline_exceeded", "fallback_extract", id="late"),
        pytest.param(DigestMismatch("x"), "digest_mismatch", "fallback_extract", id="swapped"),
        pytest.param(ModelNotPrepared("x"), "model_not_prepared", "model_not_prepared", id="missing"),
    ],
)
def test_fallback_is_counted_by_its_reason(
    reader: Reader, error: SummarizerError, reason: str, notice: str
) -> None:
    settings = Settings()
    summarizer = Summarizer(settings, reader, load_registry(settings))
    summarizer.add_generator(raising(error)(summarizer.registry.get()))
    client = make_app(settings, summarizer).test_client()
    client.post("/summarize", json={"text": ARTICLE})
    assert sample(client, f'summarizer_fallbacks_total{{reason="{reason}"}}') == 1
    assert sample(client, f'summarizer_notices_total{{code="{notice}"}}') == 1
