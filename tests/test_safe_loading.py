"""Weights are data, never programs: no pickle in our source, none while everything is loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"
# Modules that run what a file tells them to.
UNSAFE_MODULES = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
UNSAFE_CALLS = {"torch.load", "torch.jit.load", "numpy.load", "np.load", "yaml.load", "eval", "exec"}


def faults_of(source: str) -> Iterator[str]:
    """Yield what of ``source`` could run a file's bytes, or fetch one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (f"import {name.name}" for name in node.names if root(name.name) in UNSAFE_MODULES)
        elif isinstance(node, ast.ImportFrom) and root(node.module or "") in UNSAFE_MODULES:
            yield f"import {node.module}"
        elif isinstance(node, ast.Call):
            yield from faults_of_call(node)


def root(name: str) -> str:
    return name.split(".")[0]


def faults_of_call(call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
    if name in UNSAFE_CALLS:
        yield name
    if given.get("trust_remote_code", "False") != "False":
        yield "trust_remote_code"
    if name.endswith(".from_pretrained"):
        if given.get("local_files_only") != "True":
            yield "from_pretrained without local_files_only"
        is_tokenizer = "Tokenizer" in name
        if not is_tokenizer and given.get("use_safetensors") != "True" and "gguf_file" not in given:
            yield "from_pretrained without use_safetensors"


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_source_loads_no_program(path: Path) -> None:
    assert list(faults_of(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        pytest.param("import pickle", "import pickle", id="pickle"),
        pytest.param("from joblib import load", "import joblib", id="joblib"),
        pytest.param("torch.load(path, weights_only=True)", "torch.load", id="torch-load"),
        pytest.param("f(trust_remote_code=True)", "trust_remote_code", id="remote-code"),
        pytest.param("f(trust_remote_code=settings.trust)", "trust_remote_code", id="remote-code-by-choice"),
        pytest.param(
            "Auto.from_pretrained(d, use_safetensors=True)",
            "from_pretrained without local_files_only",
            id="download",
        ),
        pytest.param(
            "KINDS[k].from_pretrained(d, local_files_only=True)",
            "from_pretrained without use_safetensors",
            id="bin",
        ),
    ],
)
def test_each_fault_would_be_seen(source: str, fault: str) -> None:
    assert list(faults_of(source)) == [fault]


# A hook of the interpreter tells of each class that any unpickler looks up, whoever asked for it.
LOADING = """
import sys
found = []
sys.addaudithook(lambda event, given: found.append(given) if event == "pickle.find_class" else None)
from summarizer.pipeline import make_summarizer
from summarizer.settings import load_settings
import pickle
first = make_summarizer(load_settings())
first.warm_up()
assert found == [], found
pickle.loads(pickle.dumps(ValueError))
assert found, "the hook hears nothing"
"""


@pytest.mark.usefixtures("default_card")
def test_nothing_is_unpickled_while_parser_tagger_and_model_are_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
