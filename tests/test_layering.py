"""Who may import whom (docs/design.md, "Layout"): the rules as a table, read off the source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"
BASE = {"records", "errors", "_version"}
SHARED = BASE | {"settings", "metrics", "datelines", "digests", "overlaps", "tracing"}
# layer -> what of the package it may import; a module is looked up by its longest known prefix
ALLOWED: dict[str, set[str]] = {
    "__init__": {"_version"},
    "_version": set(),
    "overlaps": set(),
    "records": {"overlaps"},
    "errors": set(),
    "answers": BASE | {"jobs.records"},
    "decode": set(),
    "datelines": set(),
    "digests": BASE,
    "tracing": {"_version"},
    "settings": BASE,
    "metrics": BASE | {"settings"},
    "reading": SHARED | {"reading"},
    "generation": SHARED | {"generation"},
    "guard": SHARED | {"reading", "guard"},
    "pipeline": SHARED | {"reading", "generation", "guard"},
    "jobs.records": set(),
    "jobs": SHARED | {"jobs"},
    "formats": BASE | {"answers", "formats"},
    "batch_files": BASE,
    "batch": BASE | {"answers", "batch_files"},  # no schemas: --url needs none
    "batch_lines": BASE | {"answers", "batch", "batch_files", "api.schemas"},
    "batch_ray": SHARED | {"batch", "batch_files", "api.local"},
    "api": SHARED
    | {
        "pipeline",
        "batch",
        "batch_lines",
        "api",
        "answers",
        "decode",
        "jobs",
        "generation.registry",
        "formats",
        "guard.policy",
        "guard.rulebook",
    },
    "client_errors": BASE | {"answers"},
    "client_calls": BASE | {"answers", "decode", "client_errors", "jobs.records"},
    "client": BASE | {"answers", "client_calls", "client_errors", "jobs.records"},
    "owner_colours": BASE | {"answers"},
    "report": BASE | {"answers", "owner_colours"},
    "check_report": BASE | {"answers", "report"},
    "backends": SHARED
    | {"batch", "api.local", "api.answering", "api.schemas", "client", "answers", "decode"},
    "__main__": {"cli"},
    "cli_common": BASE,
    "cli_keys": SHARED | {"cli_common", "api.keys"},
    "cli_models": SHARED
    | {"backends", "cli_common"}
    | {f"generation.{name}" for name in ("registry", "manifest", "prepare", "progress")},
    "cli": SHARED
    | {
        "backends",
        "batch",
        "batch_ray",
        "report",
        "check_report",
        "cli_common",
        "cli_keys",
        "cli_models",
        "formats.markdown",
    },
}
# library -> the modules that may import it
HOMES: dict[str, tuple[str, ...]] = {
    "flask": ("api",),
    "flask_cors": ("api",),
    "flask_smorest": ("api",),
    "marshmallow": ("api",),
    "spacy": ("reading",),
    "torch": (
        "generation.local",
        "reading.tagger",
        "reading.matrices",
        "reading.parsing.convolved",
        *(f"reading.tagging.{name}" for name in ("encoder", "linking", "network")),
    ),
    "transformers": ("generation.local", "reading.tagger"),
    "tokenizers": ("generation.local", "reading.tagging.windows", "reading.tagger"),
    "gguf": ("generation.local",),
    "nh3": ("formats.html",),
    "trafilatura": ("reading.pages",),
    "ray": ("batch_ray",),
    "opentelemetry": ("tracing",),
}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") or "__init__"


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def within(name: str, prefixes: set[str] | tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def layer_of(name: str) -> str:
    return next(key for key in sorted(ALLOWED, key=len, reverse=True) if within(name, {key}))


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_module_imports_only_what_its_layer_may(path: Path) -> None:
    name = module_name(path)
    known = {module_name(other) for other in MODULES} | {
        module_name(other.parent / "x")[:-2] for other in MODULES
    }
    ours = {
        item.removeprefix("summarizer.")
        for item in imports_of(path)
        if item.startswith("summarizer.") and item.removeprefix("summarizer.") in known
    }
    packages = {item for item in ours if (PACKAGE / item.replace(".", "/")).is_dir()}
    # "from summarizer.reading import nlp" names the package and the module; the module is what counts
    ours -= {item for item in packages if any(other.startswith(item + ".") for other in ours)}
    assert {item for item in ours if not within(item, ALLOWED[layer_of(name)])} == set()


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_heavy_libraries_stay_in_their_module(path: Path) -> None:
    name = module_name(path)
    roots = {item.split(".")[0] for item in imports_of(path)}
    assert {lib for lib in roots & HOMES.keys() if not within(name, HOMES[lib])} == set()
