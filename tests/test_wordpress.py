"""The WordPress recipe: its PHP with real HTTP to a real service, its sidebar under Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import extract_app, served

from summarizer.reading.reader import Reader

HERE = Path(__file__).parent / "wordpress"
PHP, NODE = shutil.which("php"), shutil.which("node")
HTML = (
    "<!-- wp:paragraph --><p>A fire in Harwick killed at least 12 people on Friday, the health ministry said.</p>"
    "<!-- /wp:paragraph --><p>The hospital workers' union put the number of dead at 19.</p>"
)
needs_php = pytest.mark.skipif(PHP is None, reason="PHP is not installed")


@pytest.fixture(scope="module", params=[(), ("secret",)], ids=["open", "keyed"])
def service(reader: Reader, request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """A service's address and its key, if it asks for one."""
    with served(extract_app(reader, api_keys=request.param)) as address:
        yield address, "".join(request.param)


def ask(address: str, key: str = "", **request: Any) -> dict[str, Any]:
    """Send the editor's request through the plugin; return what the site answers."""
    command = [
        str(PHP),
        "-d",
        "display_errors=stderr",
        str(HERE / "plugin.php"),
        address,
        json.dumps(request),
        key,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stderr == ""
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@needs_php
def test_plugin_asks_the_service_and_hands_the_answer_on(service: tuple[str, str]) -> None:
    found = ask(*service, post=7, html=HTML, max_sentences=2)
    answer = found["answer"]
    assert (found["error"], answer["id"], answer["input"]["offset_unit"]) == (False, "post-7", "utf16")
    assert answer["sentences"][0]["attribution"]["sources"][0]["text"] == "the health ministry"
    assert "wp-editor" in found["scripts"]["attributed-summary"][1]


@needs_php
def test_plugin_lets_only_those_ask_who_may_edit_the_post(service: tuple[str, str]) -> None:
    assert ask(*service, post=8, html=HTML)["answer"]["data"]["status"] == 403


@needs_php
def test_plugin_hands_problems_on_with_their_status(service: tuple[str, str]) -> None:
    found = ask(*service, post=7, html="<p>Short.</p>")
    assert (found["error"], found["answer"]["code"]) == (True, "nothing_to_summarize")
    assert found["answer"]["data"]["status"] == 422
    gone = ask("http://127.0.0.1:9", post=7, html=HTML)
    assert (gone["answer"]["code"], gone["answer"]["data"]["status"]) == (
        "attributed_summary_unreachable",
        502,
    )


@needs_php
def test_plugin_without_the_key_is_refused(service: tuple[str, str]) -> None:
    address, key = service
    if key:
        assert ask(address, post=7, html=HTML)["answer"]["data"]["status"] == 401


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_sidebar_under_node(service: tuple[str, str]) -> None:
    address, key = service
    if key:
        pytest.skip("the sidebar knows no key; the site has it")
    command = [str(NODE), "--test", str(HERE / "sidebar.test.js")]
    environment = {**os.environ, "SUMMARIZER_URL": address}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
    assert "# pass 3" in done.stdout
