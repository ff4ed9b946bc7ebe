"""The recipes of examples/, each against a real service on loopback."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from loopback import extract_app, served

from summarizer.client import Client
from summarizer.reading.reader import Reader

EXAMPLES = Path(__file__).parent.parent / "examples"
NEWS = (
    "A fire at a grain store in Harwick killed at least 12 people on Friday, the health ministry said.\n\n"
    "The hospital workers' union put the number of <dead> at 19."
)
HTML = "".join(f"<p>{part.replace('<', '&lt;')}</p>" for part in NEWS.split("\n\n"))


def load(name: str) -> ModuleType:
    """Import an example by its file."""
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def url(reader: Reader) -> Iterator[str]:
    with served(extract_app(reader)) as address:
        yield address


# ---------------------------------------------------------------- Superdesk


class SuperdeskApiError(Exception):
    """What Superdesk's errors are to a service: made by class methods, with a status."""

    @classmethod
    def badRequestError(cls, message: str) -> SuperdeskApiError:  # noqa: N802
        return cls(400, message)

    @classmethod
    def internalError(cls, message: str) -> SuperdeskApiError:  # noqa: N802
        return cls(500, message)


@pytest.fixture
def superdesk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Superdesk's two modules that the recipe imports; it is AGPL and pins Flask 1.1, so it is not installed."""

    class AIServiceBase:
        def __init__(self, app: Any) -> None:
            self.config = app.config

    modules = {
        "superdesk": ModuleType("superdesk"),
        "superdesk.errors": SimpleNamespace(SuperdeskApiError=SuperdeskApiError),
        "superdesk.text_checkers": ModuleType("superdesk.text_checkers"),
        "superdesk.text_checkers.ai": ModuleType("superdesk.text_checkers.ai"),
        "superdesk.text_checkers.ai.base": SimpleNamespace(AIServiceBase=AIServiceBase),
    }
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)


@pytest.mark.usefixtures("superdesk")
def test_superdesk_service_analyses_an_item(url: str) -> None:
    config = {"SUMMARIZER_URL": url, "ORGANIZATION_NAME": "The Courier"}
    service = load("superdesk_service").AttributedSummary(SimpleNamespace(config=config))
    item = {"guid": "urn:1", "body_html": HTML, "headline": None, "language": "en"}
    analysis = service.analyze(item)
    assert service.name == "attributed_summary"
    assert analysis["sentences"][0]["owners"] == ["the health ministry"]
    assert "&lt;dead&gt;" in analysis["abstract"]
    assert json.loads(json.dumps(analysis)) == analysis
    with pytest.raises(SuperdeskApiError, match="400"):
        service.analyze({**item, "body_html": "<p>Short.</p>"})


@pytest.mark.usefixtures("superdesk")
def test_superdesk_service_needs_the_client_alone() -> None:
    text = (EXAMPLES / "superdesk_service.py").read_text(encoding="utf-8")
    imported = {line.split()[1] for line in text.splitlines() if line.startswith(("from ", "import "))}
    ours = {name for name in imported if name.startswith("summarizer")}
    assert ours == {"summarizer.answers", "summarizer.client"}


# ---------------------------------------------------------------- folder


def test_folder_watcher_writes_each_result_once(url: str, tmp_path: Path) -> None:
    feed, out = tmp_path / "feed", tmp_path / "out"
    feed.mkdir()
    (feed / "one.txt").write_text(NEWS, encoding="utf-8")
    (feed / "two.html").write_text(HTML, encoding="utf-8")
    item = {"uri": "urn:3", "bodies": [{"value": NEWS}]}
    (feed / "three.json").write_text(json.dumps(item), encoding="utf-8")
    (feed / "short.txt").write_text("Short.", encoding="utf-8")
    (feed / "broken.json").write_text("{", encoding="utf-8")
    (feed / "latin.txt").write_bytes(b"\xe9t\xe9")
    (feed / "picture.png").write_bytes(b"")
    watcher = load("folder_watcher")
    watcher.main([str(feed), str(out), "--url", url, "--once"])
    made = {path.name for path in out.iterdir()}
    good = {
        f"{name}.summary.{kind}" for name in ("one.txt", "two.html", "three.json") for kind in ("json", "md")
    }
    assert made == good | {f"{name}.error.json" for name in ("short.txt", "broken.json", "latin.txt")}
    answer = json.loads((out / "one.txt.summary.json").read_text(encoding="utf-8"))
    assert answer["id"] == "one.txt"
    assert "the health ministry" in (out / "one.txt.summary.md").read_text(encoding="utf-8")
    assert "short.txt" not in [path.name for path in watcher.waiting(feed, out, settled=0)]
    stamps = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    watcher.main([str(feed), str(out), "--url", url, "--once"])
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == stamps


def test_folder_watcher_waits_for_a_service_that_is_away(url: str, tmp_path: Path) -> None:
    feed, out = tmp_path / "feed", tmp_path / "out"
    feed.mkdir()
    out.mkdir()
    (feed / "one.txt").write_text(NEWS, encoding="utf-8")
    watcher = load("folder_watcher")
    with Client("http://127.0.0.1:9", max_retries=0) as nobody:
        assert watcher.work(nobody, feed / "one.txt", out) is False
    assert list(out.iterdir()) == []
    with Client(url) as client:
        assert watcher.work(client, feed / "one.txt", out) is True


def test_folder_watcher_killed_and_started_again_finishes(url: str, tmp_path: Path) -> None:
    feed, out = tmp_path / "feed", tmp_path / "out"
    feed.mkdir()
    for number in range(6):
        (feed / f"{number}.txt").write_text(NEWS.replace("12", str(20 + number)), encoding="utf-8")
    command = [
        sys.executable,
        str(EXAMPLES / "folder_watcher.py"),
        str(feed),
        str(out),
        "--url",
        url,
        "--every",
        "0.1",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as first:
        assert first.stdout is not None
        assert first.stdout.readline()
        first.kill()
    subprocess.run([*command, "--once"], check=True, timeout=120, capture_output=True)
    assert len(list(out.glob("*.summary.json"))) == 6
    assert all(json.loads(path.read_text(encoding="utf-8"))["summary"] for path in out.glob("*.summary.json"))


# ---------------------------------------------------------------- Slack


class _Slack(BaseHTTPRequestHandler):
    """Slack's own side: takes the messages behind a response_url, and knows the bot's token."""

    got: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        asks_who = self.path == "/api/auth.test"
        if not asks_who:
            type(self).got.append(json.loads(body))
        answer = {"ok": True, "bot_id": "B1", "bot_user_id": "U0", "user_id": "U0", "team_id": "T1"}
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode() if asks_who else b"ok")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def slack() -> Iterator[str]:
    _Slack.got = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slack)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def sent(app: Any, body: dict[str, Any]) -> Any:
    """Send a signed request of Slack's to the bot."""
    from slack_bolt import BoltRequest
    from slack_sdk.signature import SignatureVerifier

    form = urlencode({"payload": json.dumps(body)} if "message" in body else body)
    stamp = str(int(time.time()))
    signature = SignatureVerifier("secret").generate_signature(timestamp=stamp, body=form)
    headers = {"x-slack-signature": [str(signature)], "x-slack-request-timestamp": [stamp]}
    headers["content-type"] = ["application/x-www-form-urlencoded"]
    return app.dispatch(BoltRequest(body=form, headers=headers))


def answered() -> dict[str, Any]:
    until = time.monotonic() + 60
    while not _Slack.got and time.monotonic() < until:
        time.sleep(0.02)
    return _Slack.got[0]


@pytest.fixture
def bot(url: str, slack: str) -> Any:
    from slack_sdk import WebClient

    client = WebClient(token="xoxb-none", base_url=f"{slack}/api/")
    return load("slack_bot").make_app(Client(url), client=client, signing_secret="secret")


@pytest.mark.parametrize("kind", ["command", "shortcut"])
def test_slack_bot_acknowledges_and_then_answers(bot: Any, slack: str, kind: str) -> None:
    body: dict[str, Any] = {
        "response_url": f"{slack}/hook",
        "user_id": "U1",
        "team_id": "T1",
        "channel_id": "C1",
    }
    if kind == "command":
        body |= {"command": "/whosays", "text": NEWS, "trigger_id": "1"}
    else:
        body |= {
            "type": "message_action",
            "callback_id": "who_says_so",
            "message": {"text": NEWS},
            "trigger_id": "1",
        }
        body |= {"user": {"id": "U1"}, "team": {"id": "T1"}, "channel": {"id": "C1"}}
    acknowledged = sent(bot, body)
    assert (acknowledged.status, acknowledged.body) == (200, "")
    message = answered()
    assert message["response_type"] == "ephemeral"
    words = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    assert words[0].endswith("_the health ministry_")
    assert any("&lt;dead&gt;" in text for text in words)


def test_slack_bot_says_what_is_wrong(bot: Any, slack: str) -> None:
    body = {"command": "/whosays", "text": "Short.", "response_url": f"{slack}/hook", "trigger_id": "1"}
    body |= {"user_id": "U1", "team_id": "T1", "channel_id": "C1"}
    assert sent(bot, body).status == 200
    assert answered()["text"].startswith("No summary: ")
    assert "Give me an article" in sent(bot, {**body, "text": ""}).body


def test_slack_bot_refuses_what_slack_did_not_sign(bot: Any) -> None:
    from slack_bolt import BoltRequest

    forged = BoltRequest(body="command=/whosays&text=x", headers={"x-slack-signature": ["v0=0"]})
    assert bot.dispatch(forged).status == 401


# ---------------------------------------------------------------- notebook


def test_notebook_draws_the_graph(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    monkeypatch.setenv("SUMMARIZER_URL", url)
    monkeypatch.chdir(EXAMPLES.parent)
    monkeypatch.setattr(pyplot, "show", lambda: pyplot.savefig(tmp_path / "graph.png"))
    notebook = json.loads((EXAMPLES / "attribution_graph.ipynb").read_text(encoding="utf-8"))
    room: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec("".join(cell["source"]), room)
    graph = room["graph"]
    assert graph.has_edge("Radio Sorvane", "an internal memo")
    assert graph.nodes["the health ministry"]["disputed"]
    assert (tmp_path / "graph.png").stat().st_size > 20_000
    pyplot.close("all")
