"""The files of deploy/: valid by the schemas of what reads them, and in step with the settings and the server."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import kubernetes_validate
import pytest
import yaml
from compose_spec import PyCompose
from doubles import FixedSummarizer

from evaluation.serving import free_port
from summarizer.api.app import make_app
from summarizer.api.gunicorn_conf import GRACE
from summarizer.settings import PREFIX, Settings, load_settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
KUBERNETES = "1.37"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
# One-shot, on a volume that is root's; it has no capability.
ROOTS = {"weights"}


def interpolated(text: str) -> str:
    """Return a compose file's text as it is read where no variable is set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


MANIFESTS = {
    f"{path.stem}-{item['kind']}-{item['metadata']['name']}": item
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for item in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    if item["kind"] != "Kustomization"
}
COMPOSE: dict[str, Any] = yaml.safe_load(interpolated((DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
SERVICES = COMPOSE["services"]
CONFIG = MANIFESTS["config-ConfigMap-summarizer"]["data"]
PROXY = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
PODS = {name: item["spec"]["template"] for name, item in MANIFESTS.items() if item["kind"] == "Deployment"}
API_POD = PODS["api-Deployment-api"]["spec"]
CONTAINERS = {
    container["name"]: container
    for pod in PODS.values()
    for container in [*pod["spec"].get("initContainers", []), *pod["spec"]["containers"]]
}


def seconds(words: str) -> float:
    return float(words.removesuffix("s"))


# ------------------------------------------------------------------ the schemas


@pytest.mark.parametrize("name", MANIFESTS)
def test_manifest_is_valid_and_names_nothing_unknown(name: str) -> None:
    kubernetes_validate.validate(MANIFESTS[name], KUBERNETES, strict=True)


def test_kustomization_names_every_manifest() -> None:
    folder = DEPLOY / "kubernetes"
    listed = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    assert sorted(listed) == sorted(p.name for p in folder.glob("*.yaml") if p.name != "kustomization.yaml")


def test_compose_file_is_valid_and_names_nothing_unknown() -> None:
    assert set(PyCompose.from_json(json.dumps(COMPOSE)).service_names()) == set(SERVICES)


@pytest.mark.parametrize("profile", ["cpu", "gpu"])
def test_docker_takes_the_compose_file(profile: str) -> None:
    command = ["docker", "compose", "-f", str(DEPLOY / "compose.yaml"), "--profile", profile]
    if subprocess.run([*command[:2], "version"], capture_output=True, check=False).returncode:
        pytest.skip("docker's compose plugin is not installed")
    subprocess.run([*command, "config", "--quiet"], check=True)


# ------------------------------------------------------------------ in step with the settings and the server


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_variable_is_a_setting(path: Path) -> None:
    known = {PREFIX + entry.name.upper() for entry in fields(Settings)}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", path.read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize(
    "environ",
    [pytest.param(CONFIG, id="kubernetes"), pytest.param(SERVICES["api"]["environment"], id="compose")],
)
def test_settings_are_accepted_and_point_at_generation(environ: dict[str, str]) -> None:
    settings = load_settings(environ)
    assert (settings.model, settings.remote_url) == ("remote", "http://generation:8080/v1")
    aliases = [
        SERVICES["llama"]["command"].split("--alias ")[1].split()[0],
        SERVICES["vllm"]["command"].split("--served-model-name ")[1].split()[0],
        *(arg.removeprefix("--alias=") for arg in CONTAINERS["generation"]["args"] if "alias" in arg),
    ]
    assert {*aliases} == {settings.remote_model}


def test_generation_listens_where_the_api_asks() -> None:
    service = MANIFESTS["generation-Service-generation"]
    assert (service["metadata"]["name"], service["spec"]["ports"][0]["port"]) == ("generation", 8080)
    assert CONTAINERS["generation"]["ports"] == [{"name": "http", "containerPort": 8080}]
    assert "--port=8080" in CONTAINERS["generation"]["args"]
    for name in ("llama", "vllm"):
        assert "--port 8080" in SERVICES[name]["command"]
        assert SERVICES[name]["networks"]["inside"]["aliases"] == ["generation"]


def test_api_listens_where_the_others_look() -> None:
    port = int(re.search(r"PORT=(\d+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))[1])  # type: ignore[index]
    assert CONTAINERS["api"]["ports"] == [{"name": "http", "containerPort": port}]
    assert SERVICES["api"]["expose"] == [str(port)]
    assert f"server api:{port} resolve" in PROXY
    assert f"127.0.0.1:{port}/readyz" in SERVICES["api"]["healthcheck"]["test"][-1]


@pytest.mark.parametrize(
    ("probe", "path"),
    [("startupProbe", "/readyz"), ("readinessProbe", "/readyz"), ("livenessProbe", "/livez")],
)
def test_probe_asks_an_address_that_the_api_has(probe: str, path: str) -> None:
    assert CONTAINERS["api"][probe]["httpGet"] == {"path": path, "port": "http"}
    rules = {rule.rule for rule in make_app(Settings(), FixedSummarizer()).url_map.iter_rules()}
    assert path in rules


def test_a_stopped_replica_may_finish_what_it_answers() -> None:
    deadline = load_settings(CONFIG).deadline
    pause = float(CONTAINERS["api"]["lifecycle"]["preStop"]["exec"]["command"][1])
    assert API_POD["terminationGracePeriodSeconds"] >= pause + deadline + GRACE
    deadline = load_settings(SERVICES["api"]["environment"]).deadline
    assert seconds(SERVICES["api"]["stop_grace_period"]) >= deadline + GRACE
    assert seconds(SERVICES["proxy"]["stop_grace_period"]) >= deadline + GRACE


def test_proxy_lets_through_what_the_api_would_answer() -> None:
    settings = load_settings(SERVICES["api"]["environment"])
    largest = re.search(r"client_max_body_size (\d+)m;", PROXY)
    longest = re.search(r"proxy_read_timeout (\d+)s;", PROXY)
    assert largest is not None
    assert longest is not None
    assert int(largest[1]) * 2**20 >= settings.max_body_bytes
    assert int(longest[1]) >= settings.deadline + GRACE
    assert settings.trusted_proxies == 1


# ------------------------------------------------------------------ what a container may


@pytest.mark.parametrize("name", CONTAINERS)
def test_container_is_bound(name: str) -> None:
    container = CONTAINERS[name]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    for kind in ("requests", "limits"):
        assert set(container["resources"][kind]) == {"cpu", "memory"}


@pytest.mark.parametrize("name", PODS)
def test_pod_is_not_root_and_has_no_token(name: str) -> None:
    spec = PODS[name]["spec"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] == 10001
    assert (spec["automountServiceAccountToken"], spec["enableServiceLinks"]) == (False, False)


@pytest.mark.parametrize("name", SERVICES)
def test_service_is_bound(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"cpus", "memory"} <= set(service["deploy"]["resources"]["limits"])
    assert (service["user"] == "0") == (name in ROOTS)
    assert name in ROOTS or "healthcheck" in service


def test_no_key_stands_in_a_file() -> None:
    assert [item["kind"] for item in MANIFESTS.values() if item["kind"] == "Secret"] == []
    assert [name for name in CONFIG if name.endswith(("_KEY", "_KEYS"))] == []
    for entry in CONTAINERS["api"]["env"]:
        assert set(entry) == {"name", "valueFrom"}
        assert entry["valueFrom"]["secretKeyRef"]["name"] == "summarizer-keys"


# ------------------------------------------------------------------ who is meant


def selectors() -> list[Any]:
    """Return what selects pods: (name of the manifest, labels)."""
    found = []
    for name, item in MANIFESTS.items():
        spec = item.get("spec", {})
        selector = spec.get("selector") or spec.get("podSelector") or {}
        labels = selector.get("matchLabels", selector)
        if labels:
            found.append(pytest.param(labels, id=name))
        for rule in [*spec.get("ingress", []), *spec.get("egress", [])]:
            for peer in [*rule.get("from", []), *rule.get("to", [])]:
                if "podSelector" in peer:
                    found.append(pytest.param(peer["podSelector"]["matchLabels"], id=f"{name}-peer"))
    return found


@pytest.mark.parametrize("labels", selectors())
def test_selector_finds_one_kind_of_pod(labels: dict[str, str]) -> None:
    met = [name for name, pod in PODS.items() if labels.items() <= pod["metadata"]["labels"].items()]
    assert len(met) == 1


def test_replicas_are_the_autoscalers_and_stay_through_disruptions() -> None:
    scaler = MANIFESTS["scaling-HorizontalPodAutoscaler-api"]["spec"]
    assert scaler["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "api"}
    assert "replicas" not in MANIFESTS["api-Deployment-api"]["spec"]
    allowed = MANIFESTS["scaling-PodDisruptionBudget-api"]["spec"]["maxUnavailable"]
    assert scaler["minReplicas"] > allowed


def test_network_is_shut_but_for_what_is_named() -> None:
    policy = MANIFESTS["network-NetworkPolicy-deny-all"]["spec"]
    assert policy == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


# ------------------------------------------------------------------ the proxy at work


class Replica(BaseHTTPRequestHandler):
    """Answers like a replica with room, or one that is full."""

    full = False

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(503 if self.full else 200)
        if self.full:
            self.send_header("Retry-After", "5")
        self.send_header("X-Forwarded-For-Seen", self.headers["X-Forwarded-For"])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class FullReplica(Replica):
    full = True


@contextmanager
def replicas(*kinds: type[Replica]) -> Iterator[list[int]]:
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), kind) for kind in kinds]
    threads = [threading.Thread(target=server.serve_forever) for server in servers]
    for thread in threads:
        thread.start()
    yield [server.server_port for server in servers]
    for server, thread in zip(servers, threads, strict=True):
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def proxied(folder: Path, ports: list[int]) -> Iterator[str]:
    """Run nginx by our file on loopback, before replicas at ``ports`` instead of a name; yield its address."""
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{each} max_fails=0;" for each in ports)
    text = PROXY.replace("server api:8000 resolve max_fails=0;", servers)
    text = text.replace("  resolver 127.0.0.11 valid=5s ipv6=off;\n", "").replace("/tmp/", f"{folder}/")
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/dev/stdout", f"{folder}/log")
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    options = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    command = [str(NGINX), "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf", "-g", options]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while server.poll() is None and not answers(port):
            pass
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


@needs_nginx
def test_proxy_passes_on_what_a_full_replica_refuses(tmp_path: Path) -> None:
    with replicas(FullReplica, Replica) as ports, proxied(tmp_path, ports) as url:
        codes = [
            httpx2.post(f"{url}/summarize?secret=1", content=b'{"text": "One."}').status_code
            for _ in range(10)
        ]
    assert codes == [200] * 10
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert ("/summarize 200" in log, "secret" in log, "One." in log) == (True, False, False)


@needs_nginx
def test_proxy_hands_a_refusal_of_all_to_the_client(tmp_path: Path) -> None:
    with replicas(FullReplica, FullReplica) as ports, proxied(tmp_path, ports) as url:
        responses = [httpx2.post(f"{url}/summarize", content=b"{}") for _ in range(4)]
    assert [(r.status_code, r.headers["Retry-After"]) for r in responses] == [(503, "5")] * 4


@needs_nginx
def test_proxy_tells_the_callers_address_and_keeps_the_metrics_to_itself(tmp_path: Path) -> None:
    with replicas(Replica) as ports, proxied(tmp_path, ports) as url:
        seen = httpx2.post(f"{url}/check", content=b"{}", headers={"X-Forwarded-For": "10.9.8.7"})
        metrics = httpx2.get(f"{url}/metrics")
    assert seen.headers["X-Forwarded-For-Seen"] == "10.9.8.7, 127.0.0.1"  # the API believes the last alone
    assert metrics.status_code == 404
