"""The JavaScript client and component under Node, against a real service on loopback."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import extract_app, served

from summarizer import client_errors
from summarizer.reading.reader import Reader

HERE = Path(__file__).parent
STATIC = HERE.parent / "summarizer" / "api" / "static" / "js"
NODE = shutil.which("node")


@pytest.fixture(scope="module")
def address(reader: Reader) -> Iterator[str]:
    """The address of a service with the extract, on a port of its own."""
    with served(extract_app(reader)) as address:
        yield address


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_client_under_node(address: str) -> None:
    assert NODE is not None
    command = [NODE, "--test", str(HERE / "js" / "client.test.js")]
    environment = {**os.environ, "SUMMARIZER_URL": address}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) >= 16


def test_error_classes_are_those_of_the_python_client() -> None:
    text = (STATIC / "errors.js").read_text(encoding="utf-8")
    codes = dict(re.findall(r"^  (\w+): (\w+),$", text.split("BY_CODE")[1], re.MULTILINE))
    assert codes == {code: kind.__name__ for code, kind in client_errors.BY_CODE.items()}
    statuses = dict(re.findall(r"^  (\d+): (\w+),$", text, re.MULTILINE))
    assert statuses == {str(status): kind.__name__ for status, kind in client_errors.BY_STATUS.items()}
    bases = dict(re.findall(r"^export class (\w+) extends (\w+)", text, re.MULTILINE))
    for kind in client_errors.BY_CODE.values():
        assert bases[kind.__name__] in {base.__name__ for base in kind.__mro__}


def test_modules_depend_on_nothing() -> None:
    package = json.loads((STATIC / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package
    for module in STATIC.glob("*.js"):
        found = re.findall(r"""(?:from|import)\s+["']([^"']+)["']""", module.read_text(encoding="utf-8"))
        assert all(name.startswith("./") for name in found)
