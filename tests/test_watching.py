"""Dashboard and alerts ask for metrics that exist, by labels that they have, in a form that the tools take."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from summarizer.metrics import Metrics

ROOT = Path(__file__).parent.parent
DASHBOARD = json.loads((ROOT / "deploy" / "grafana-dashboard.json").read_text(encoding="utf-8"))
ALERTS_FILE = ROOT / "deploy" / "prometheus-alerts.yml"
ALERTS = [
    rule
    for group in yaml.safe_load(ALERTS_FILE.read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(
    PROMTOOL is None, reason="promtool (Debian's package prometheus) is not installed"
)
NAME = re.compile(r"\b(?:summarizer|http_server|process)_\w+")
# What Prometheus itself puts on every sample.
SCRAPED = {"instance", "job"}
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}


def series() -> dict[str, set[str]]:
    """Return the name of every series that /metrics may give, with its labels."""
    metrics = Metrics()
    labels = {
        entry._name: set(entry._labelnames)
        for entry in vars(metrics).values()
        if hasattr(entry, "_labelnames")
    }
    found = {}
    for family in metrics.registry.collect():
        for suffix in SUFFIXES.get(family.type, ("",)):
            extra = {"le"} if suffix == "_bucket" else set()
            found[family.name + suffix] = labels.get(family.name, set()) | SCRAPED | extra
    return found


SERIES = series()


def panels() -> Iterator[dict[str, Any]]:
    yield from DASHBOARD["panels"]


EXPRESSIONS = [
    *(target["expr"] for panel in panels() for target in panel.get("targets", [])),
    *(rule["expr"] for rule in ALERTS),
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression_asks_for_metrics_that_exist(expression: str) -> None:
    names = NAME.findall(expression)
    assert names
    assert [name for name in names if name not in SERIES] == []


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression_asks_for_labels_that_the_metric_has(expression: str) -> None:
    for name, chosen in re.findall(r"\b((?:summarizer|http_server|process)_\w+)\{([^}]*)\}", expression):
        assert set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", chosen)) <= SERIES[name]
    every = set().union(*(SERIES[name] for name in NAME.findall(expression)))
    grouped = re.findall(r"\b(?:by|on)\s*\(([^)]*)\)", expression)
    assert {label.strip() for group in grouped for label in group.split(",")} <= every


def test_a_name_that_is_none_would_be_seen() -> None:
    assert "summarizer_edits_total" in SERIES
    assert not {"summarizer_edits", "summarizer_edits_bucket", "summarizer_stage_seconds"} & set(SERIES)


# ------------------------------------------------------------------------ the dashboard


def test_dashboard_has_what_grafana_asks_for() -> None:
    assert DASHBOARD["schemaVersion"] >= 36
    assert DASHBOARD["uid"]
    assert DASHBOARD["title"]
    variables = {entry["name"]: entry for entry in DASHBOARD["templating"]["list"]}
    assert (variables["datasource"]["type"], variables["datasource"]["query"]) == ("datasource", "prometheus")
    assert variables["instance"]["datasource"]["uid"] == "${datasource}"


def test_panels_have_ids_and_places_of_their_own() -> None:
    ids = [panel["id"] for panel in panels()]
    assert len(ids) == len(set(ids))
    taken = [
        (x, y)
        for panel in panels()
        for place in [panel["gridPos"]]
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(taken) == len(set(taken))
    assert all(x < 24 for x, _ in taken)


def test_every_panel_asks_the_chosen_source_for_the_chosen_instances() -> None:
    shown = [panel for panel in panels() if panel["type"] != "row"]
    assert {panel["datasource"]["uid"] for panel in shown} == {"${datasource}"}
    for panel in shown:
        refs = [target["refId"] for target in panel["targets"]]
        assert len(refs) == len(set(refs))
        assert all('instance=~"$instance"' in target["expr"] for target in panel["targets"])


def test_rows_cover_what_operators_look_for() -> None:
    rows = [panel["title"] for panel in panels() if panel["type"] == "row"]
    assert rows == ["Traffic", "Latency by route", "Stages", "Guard", "Queue and jobs", "Memory", "Model"]


@needs_promtool
def test_dashboard_expressions_are_read_by_prometheus(tmp_path: Path) -> None:
    filled = [text.replace("$__rate_interval", "5m").replace("$instance", ".*") for text in EXPRESSIONS]
    rules = [{"record": f"panel:{place}", "expr": text} for place, text in enumerate(filled)]
    file = tmp_path / "rules.yml"
    file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}), encoding="utf-8")
    assert promtool("check", "rules", str(file)) == ""


# --------------------------------------------------------------------------- the alerts


def promtool(*arguments: str) -> str:
    """Return what promtool complains of; empty: nothing."""
    done = subprocess.run([str(PROMTOOL), *arguments], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_alert_has_a_severity_a_summary_and_a_page(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["summary"]
    assert f"`{rule['alert']}`" in OPERATIONS


@needs_promtool
def test_alerts_are_read_by_prometheus() -> None:
    assert promtool("check", "rules", str(ALERTS_FILE)) == ""


REQUESTS = "http_server_request_duration_seconds"
FATES = "summarizer_sentences_total"


def of(name: str, **labels: str) -> str:
    """Return a series of the instance a:8000 in Prometheus' own notation."""
    every = {"instance": "a:8000", "job": "s", **labels}
    chosen = ", ".join(f'{label}="{value}"' for label, value in every.items())
    return f"{name}{{{chosen}}}"


def answered(status: str, values: str, route: str = "/summarize") -> dict[str, str]:
    return {of(f"{REQUESTS}_count", route=route, status=status): values}


def durations(buckets: dict[str, int]) -> dict[str, str]:
    return {of(f"{REQUESTS}_bucket", route="/summarize", le=le): f"0+{n}x120" for le, n in buckets.items()}


def summaries(reason: str, fallbacks: int, all_: int) -> dict[str, str]:
    return {
        of("summarizer_fallbacks_total", reason=reason): f"0+{fallbacks}x120",
        of("summarizer_summaries_total", status="ok", mode="abstractive"): f"0+{all_}x120",
    }


def guarded(dropped: int, kept: int) -> dict[str, str]:
    return {
        of("summarizer_dropped_total", code="UNSUPPORTED"): f"0+{dropped}x240",
        of(FATES, attribution_status="kept"): f"0+{kept}x240",
    }


def queue(depth: int) -> dict[str, str]:
    return {of("summarizer_queue_depth"): f"{depth}x120", of("summarizer_queue_limit"): "16x120"}


def turned_away(busy: int) -> dict[str, str]:
    problems = {of("summarizer_problems_total", code="busy"): f"0+{busy}x120"}
    return problems | answered("200", "0+90x120", "/v1/summarize")


BIG = {of("process_resident_memory_bytes"): "3.5e9x120"}
# alert -> series that make it fire, and such that do not; a minute a step
CASES = {
    "SummarizerGone": ({"up": "1x60"}, {of("summarizer_build_info"): "1x60"}),
    "SummarizerNotReady": ({of("summarizer_ready"): "0x60"}, {of("summarizer_ready"): "0x5 1x60"}),
    "SummarizerOwnerLost": (
        {of(FATES, attribution_status="missing"): "0x60 1x60"},
        {of(FATES, attribution_status="kept"): "0+9x120"},
    ),
    "SummarizerDigestMismatch": (
        {of("summarizer_fallbacks_total", reason="digest_mismatch"): "0x85 1x40"},
        {of("summarizer_fallbacks_total", reason="generation_failed"): "0+1x120"},
    ),
    "SummarizerErrors": (
        answered("200", "0+90x120") | answered("500", "0+10x120"),
        answered("200", "0+90x120") | answered("422", "0+10x120") | answered("503", "0+10x120"),
    ),
    "SummarizerBusy": (turned_away(10), turned_away(1)),
    "SummarizerQueueLong": (queue(15), queue(4)),
    "SummarizerSlow": (
        durations({"60.0": 50, "120.0": 100, "+Inf": 100}),
        durations({"10.0": 99, "60.0": 100, "+Inf": 100}),
    ),
    "SummarizerFallsBack": (summaries("deadline_exceeded", 3, 10), summaries("deadline_exceeded", 1, 30)),
    "SummarizerDropsMuch": (guarded(6, 5), guarded(1, 5)),
    "SummarizerMemoryHigh": (
        BIG | {of("summarizer_build_info"): "1x120"},
        BIG | {of("summarizer_build_info", job="other"): "1x120"},
    ),
}
# An hour's window has to be full; the gauges above end earlier.
AT = {"SummarizerDropsMuch": "3h", "SummarizerGone": "30m", "SummarizerNotReady": "30m"}


@needs_promtool
@pytest.mark.parametrize("fires", [True, False], ids=["fires", "quiet"])
@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_alert_fires_when_it_should_and_only_then(rule: dict[str, Any], fires: bool, tmp_path: Path) -> None:
    name = rule["alert"]
    given = CASES[name][0 if fires else 1]
    at = AT.get(name, "95m")
    asked = {"eval_time": at, "alertname": name, "exp_alerts": [expected(rule)] if fires else []}
    test = {
        "rule_files": [str(ALERTS_FILE)],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": key, "values": value} for key, value in given.items()],
                "alert_rule_test": [asked],
            }
        ],
    }
    file = tmp_path / "test.yml"
    file.write_text(json.dumps(test), encoding="utf-8")
    assert promtool("test", "rules", str(file)) == ""


def expected(rule: dict[str, Any]) -> dict[str, Any]:
    """Return the alert as it goes out: of instance a:8000, its summary filled in."""
    labels = {} if rule["alert"] == "SummarizerGone" else {"instance": "a:8000"}
    if "by (instance" not in rule["expr"] and labels:
        labels["job"] = "s"
    summary = rule["annotations"]["summary"].replace("{{ $labels.instance }}", "a:8000")
    return {"exp_labels": {**rule["labels"], **labels}, "exp_annotations": {"summary": summary}}


@pytest.mark.parametrize(
    "sample",
    [
        'summarizer_sentences_total{attribution_status="missing"} 0.0',
        'summarizer_sentences_total{attribution_status="wrong"} 0.0',
        'summarizer_fallbacks_total{reason="digest_mismatch"} 0.0',
        'summarizer_problems_total{code="digest_mismatch"} 0.0',
    ],
)
def test_what_pages_somebody_stands_at_zero_from_the_start(sample: str) -> None:
    """A series that begins at 1 has no increase: the first case would page nobody."""
    assert sample in Metrics().render().decode().splitlines()
