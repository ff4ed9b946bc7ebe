"""Metrics: the names that dashboards rely on, and labels that stay bounded."""

from __future__ import annotations

import re

import pytest
from doubles import SUMMARY, TEXT, FixedSummarizer
from flask.testing import FlaskClient

from summarizer.api.app import make_app
from summarizer.metrics import Metrics
from summarizer.settings import Settings

# docs/operations.md and EXPECTATIONS name these; an alert breaks where one is renamed.
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
