"""What is installed for which extra: names, versions and licences, by the packages' own metadata."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import cast

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
OURS = "attributed-summarizer"
# Classifiers and free words of packages that name no SPDX expression, as SPDX says them.
SPDX = {
    "Apache Software License": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache 2": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True, slots=True)
class Package:
    """One installed package; ``licence`` is an SPDX expression or the package's own words."""

    name: str
    version: str
    licence: str


def normalise(name: str) -> str:
    """Return a package's name as an index spells it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def extras() -> dict[str, tuple[str, ...]]:
    """Return our extras, and "" for what everybody gets: the requirements of each."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {name: tuple(entries) for name, entries in project["optional-dependencies"].items()}
    return {"": tuple(project["dependencies"]), **named}


@cache
def needed(extra: str = "") -> frozenset[str]:
    """Return the normalised names of all that our package with ``extra`` needs on this machine."""
    ours = extras()
    found: set[tuple[str, str]] = set()
    waiting = [Requirement(entry) for entry in (*ours[""], *ours[extra])]
    while waiting:
        asked = waiting.pop()
        name = normalise(asked.name)
        for one in ("", *asked.extras):
            if (name, one) not in found:
                found.add((name, one))
                waiting += map(Requirement, ours[one]) if name == OURS else asked_by(name, one)
    return frozenset(name for name, _ in found if name != OURS)


def asked_by(name: str, extra: str) -> Iterator[Requirement]:
    """Yield what an installed package, with one extra of its own, asks for here."""
    try:
        entries = distribution(name).requires or ()
    except PackageNotFoundError:
        return
    for entry in map(Requirement, entries):
        if entry.marker is None or entry.marker.evaluate({"extra": extra}):
            yield entry


def package(name: str) -> Package:
    """Return an installed package. Raises PackageNotFoundError."""
    found = distribution(name)
    return Package(normalise(name), found.version.split("+")[0], licence_of(name))


def licence_of(name: str) -> str:
    """Return a package's licence: its SPDX expression, else classifier, own words, or licence file."""
    found = cast(Message, distribution(name).metadata)
    if found.get("License-Expression"):
        return str(found["License-Expression"])
    listed = [line for line in found.get_all("Classifier") or () if line.startswith("License ::")]
    named = [line.rpartition(" :: ")[2] for line in listed if not line.endswith("DFSG approved")]
    words = named or _first_line(found.get("License") or "") or _first_line(_licence_file(name))
    return " OR ".join(SPDX.get(word.strip(), word.strip()) for word in words) or "not stated"


def _first_line(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()][:1]


def _licence_file(name: str) -> str:
    """Return the licence that a package brings along, "" where it brings none."""
    found = [item for item in distribution(name).files or () if item.name == "LICENSE"]
    return found[0].read_text(encoding="utf-8") if found else ""
