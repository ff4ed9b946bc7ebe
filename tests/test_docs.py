"""The examples of README.md and docs/ are run: Python and JavaScript blocks, curl calls with answers, commands.

A ``python`` block is executed with a service on loopback behind SUMMARIZER_URL, a ``js`` block by Node. A ``sh`` block is
searched for ``curl`` and ``summarizer`` lines; the ``json`` block after a curl call is its answer,
shortened: each member must be in the real one, ``…`` stands for any words. In the README, whose
examples are written by the default model, only the members are compared. A block after
``<!-- not executed -->`` is left alone.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from loopback import extract_app, served

from summarizer.api.problems import ADVICE
from summarizer.cli import main
from summarizer.reading.reader import Reader

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# The design is a contract with placeholders, not a page of examples.
PAGES = [page for page in PAGES if page.name != "design.md"]
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^(<!-- not executed -->\n+)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One fenced block; ``answer`` is the JSON that follows it at once."""

    page: Path
    line: int
    language: str
    code: str
    answer: str | None = None

    @property
    def name(self) -> str:
        return f"{self.page.name}-{self.line}"


def examples_of(page: Path) -> list[Example]:
    text = page.read_text(encoding="utf-8")
    found = [match for match in BLOCK.finditer(text) if not match[1]]
    following = {match.start(): match for match in found}
    examples = []
    for match in found:
        line = text.count("\n", 0, match.start()) + 1
        after = next((start for start in sorted(following) if start >= match.end()), None)
        answer = following[after] if after is not None and _next_to(text, match.end(), after) else None
        is_json = answer is not None and answer[2] == "json"
        examples.append(Example(page, line, match[2], match[3], answer[3] if answer and is_json else None))
    return examples


def _next_to(text: str, end: int, start: int) -> bool:
    """Tell whether at most one paragraph stands between two blocks, and no heading."""
    between = text[end:start].strip()
    return "\n\n" not in between and "#" not in between


ALL = [example for page in PAGES for example in examples_of(page)]
PYTHON = [example for example in ALL if example.language == "python"]
SCRIPTS = [example for example in ALL if example.language == "js"]
MODULES = ROOT / "summarizer" / "api" / "static" / "js"
NODE = shutil.which("node")
CURL = [example for example in ALL if example.language == "sh" and f"curl -s {ADDRESS}" in example.code]
COMMANDS = [
    pytest.param(line, id=f"{example.name}-{line.split()[1]}")
    for example in ALL
    if example.language == "sh"
    for line in example.code.splitlines()
    if line.startswith("summarizer ")
]


@pytest.fixture(scope="module")
def app(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = extract_app(reader, jobs=tmp_path_factory.mktemp("jobs") / "jobs.sqlite")
    runner = app.extensions["summarizer_jobs"].runner
    runner.start()
    yield app
    runner.stop(10)


@pytest.fixture(scope="module")
def url(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.mark.parametrize("example", PYTHON, ids=lambda example: example.name)
def test_python_example_runs(example: Example, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_URL", url)
    monkeypatch.chdir(ROOT)
    code = "\n" * example.line + example.code  # a traceback names the line of the page
    exec(compile(code, str(example.page), "exec"), {"__name__": "__example__"})


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
@pytest.mark.parametrize("example", SCRIPTS, ids=lambda example: example.name)
def test_javascript_example_runs(example: Example, url: str, tmp_path: Path) -> None:
    script = tmp_path / "example.mjs"
    script.write_text(example.code.replace('from "./', f'from "{MODULES.as_uri()}/'), encoding="utf-8")
    environment = {**os.environ, "SUMMARIZER_URL": url}
    command = [str(NODE), str(script)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout != "") == (0, True), done.stderr


@pytest.mark.parametrize("example", CURL, ids=lambda example: example.name)
def test_curl_example_gives_its_answer(example: Example, app: Flask) -> None:
    method, path, headers, body = curl_of(example.code)
    response = app.test_client().open(path, method=method, headers=headers, data=body)
    assert example.answer is not None
    shape_only = example.page.name == "README.md"
    assert missing(json.loads(example.answer), json.loads(response.text), shape_only=shape_only) == []


def curl_of(code: str) -> tuple[str, str, dict[str, str], bytes | None]:
    """Return method, path, headers and body of the curl call in ``code``."""
    piped, _, call = code.partition("curl ")
    words = shlex.split(call)
    headers = dict(words[place + 1].split(": ", 1) for place, word in enumerate(words) if word == "-H")
    data = next(
        (words[place + 1] for place, word in enumerate(words) if word in ("-d", "--data-binary")), None
    )
    if data == "@-":
        data = shlex.split(piped)[1].replace("\\n", "\n")
    path = next(word for word in words if word.startswith(ADDRESS)).removeprefix(ADDRESS)
    return ("GET" if data is None else "POST"), path, headers, None if data is None else data.encode()


def missing(expected: Any, found: Any, *, shape_only: bool, where: str = "") -> list[str]:
    """Return what of ``expected`` is not in ``found``."""
    if isinstance(expected, dict) and isinstance(found, dict):
        lost = [f"{where}/{key}" for key in expected if key not in found]
        return lost + [
            fault
            for key in expected.keys() & found.keys()
            for fault in missing(expected[key], found[key], shape_only=shape_only, where=f"{where}/{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list):
        if shape_only:
            found = found[: len(expected)]
        elif len(found) < len(expected):
            return [f"{where}: {len(found)} of {len(expected)} items"]
        return [
            fault
            for place, (one, other) in enumerate(zip(expected, found, strict=False))
            for fault in missing(one, other, shape_only=shape_only, where=f"{where}/{place}")
        ]
    same = type(expected) is type(found) if shape_only else _matches(expected, found)
    return [] if same else [f"{where}: {expected!r}, not {found!r}"]


def _matches(expected: Any, found: Any) -> bool:
    if isinstance(expected, str) and isinstance(found, str):
        return re.fullmatch(".*".join(map(re.escape, expected.split("…"))), found, re.DOTALL) is not None
    return type(expected) is type(found) and bool(expected == found)


@pytest.mark.parametrize("line", COMMANDS)
def test_command_runs(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SUMMARIZER_URL", raising=False)
    monkeypatch.setenv("SUMMARIZER_MODEL", "extract")
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path))
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert (result.exit_code, result.stdout != "") == (0, True)


def test_pages_have_examples() -> None:
    pages = {"README.md", "api.md", "reading.md"}
    assert {example.page.name for example in PYTHON} >= pages
    assert {example.page.name for example in CURL} >= pages


def test_api_guide_names_every_operation_and_every_code(app: Flask) -> None:
    guide = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    spec = app.test_client().get("/openapi.json").json
    assert [path for path in spec["paths"] if path not in guide] == []
    assert [code for code in ADVICE if f"`{code}`" not in guide] == []


@pytest.mark.parametrize(
    ("expected", "found", "faults"),
    [
        pytest.param({"a": [1]}, {"a": [1, 2], "b": 3}, [], id="contained"),
        pytest.param({"a": "x … z"}, {"a": "x y z"}, [], id="left-out"),
        pytest.param({"a": 1}, {"b": 1}, ["/a"], id="missing"),
        pytest.param({"a": [1, 2]}, {"a": [1]}, ["/a: 1 of 2 items"], id="short"),
        pytest.param({"a": 1}, {"a": True}, ["/a: 1, not True"], id="type"),
        pytest.param({"a": "x"}, {"a": "y"}, ["/a: 'x', not 'y'"], id="words"),
    ],
)
def test_missing_finds_what_an_answer_lacks(expected: Any, found: Any, faults: list[str]) -> None:
    assert missing(expected, found, shape_only=False) == faults
