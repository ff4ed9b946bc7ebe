"""The bill of materials of a release, in CycloneDX 1.6: the packages of the service, and the models.

`cyclonedx-py environment` tells what is installed; of that the service's own packages stay, the optional
parts marked as such, and the models are added. The same environment gives the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from summarizer._version import __version__
from supply.installed import OURS, needed, normalise
from supply.models import File, Model, models

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "dist" / f"{OURS}-{__version__}.cdx.json"
# Parts that a release may run with and need not.
OPTIONAL = ("pages", "otel")
Component = dict[str, Any]


def main() -> None:
    """Write the bill to the file that is named, or into ``dist/``."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(checked(bill(environment())), encoding="utf-8")
    print(f"{target}: written")


def environment() -> dict[str, Any]:
    """Return what `cyclonedx-py` tells of this environment."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bom.json"
        command = [
            sys.executable,
            "-m",
            "cyclonedx_py",
            "environment",
            sys.executable,
            "--output-file",
            str(file),
        ]
        command += ["--pyproject", str(ROOT / "pyproject.toml"), "--spec-version", "1.6"]
        command += [
            "--output-reproducible",
            "--short-PURLs",
            "--no-validate",
        ]  # what is made of it is checked
        subprocess.run(command, check=True, capture_output=True)
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found


def bill(told: dict[str, Any]) -> str:
    """Return the bill as JSON."""
    packages = [scoped(entry) for entry in told["components"] if normalise(entry["name"]) in listed()]
    parts = [component_of(model) for model in models()]
    told["metadata"]["component"]["version"] = __version__
    told["components"] = sorted([*packages, *parts], key=lambda entry: str(entry["bom-ref"]))
    told["dependencies"] = graph(told)
    return json.dumps({**told, "serialNumber": serial(told)}, indent=1, sort_keys=True) + "\n"


def checked(text: str) -> str:
    """Return the bill as it is. Raises ValueError where it is not valid CycloneDX 1.6."""
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ValueError(f"the bill is not valid: {fault}")
    return text


def listed() -> frozenset[str]:
    """Return the packages that a release may run with."""
    return frozenset().union(*(needed(extra) for extra in ("server", *OPTIONAL)))


def scoped(entry: Component) -> Component:
    """Mark a package that the service can do without."""
    required = normalise(entry["name"]) in needed("server")
    return {**entry, "scope": "required" if required else "optional"}


def component_of(model: Model) -> Component:
    """Return a model as a component; its files are components inside it."""
    hashes = [{"alg": "SHA-256", "content": model.sha256}] if model.sha256 else []
    return {
        "type": "machine-learning-model",
        "bom-ref": f"model:{model.name}@{model.revision}",
        "name": model.name,
        "version": model.revision,
        "description": model.summary,
        "scope": "optional" if model.optional else "required",
        "licenses": [{"license": {"id": model.licence, "acknowledgement": "declared"}}],
        "components": [file_of(model, file) for file in model.files],
        **({"hashes": hashes} if hashes else {}),
    }


def file_of(model: Model, file: File) -> Component:
    """Return one file of a model; that of a data wheel goes by the wheel's name and digest."""
    found = {
        "type": "file",
        "bom-ref": f"model:{model.name}@{model.revision}/{file.package or file.name}",
        "name": file.package.partition("==")[0] or file.name,
        "hashes": [{"alg": "SHA-256", "content": file.sha256}],
    }
    if file.package:
        name, _, version = file.package.partition("==")
        found |= {"version": version, "purl": f"pkg:pypi/{name}@{version}"}
    return found


def graph(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return who depends on whom among the components that stand in the bill."""
    refs = {entry["bom-ref"] for entry in told["components"]}
    root = told["metadata"]["component"]["bom-ref"]
    edges = {entry["ref"]: refs & set(entry.get("dependsOn", ())) for entry in told["dependencies"]}
    edges[root] |= {ref for ref in refs if ref.startswith("model:")}
    return [
        {"ref": ref, **({"dependsOn": sorted(edges[ref])} if edges.get(ref) else {})}
        for ref in sorted({root, *refs})
    ]


def serial(told: dict[str, Any]) -> str:
    """Return a serial number that the contents decide."""
    return uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(told, sort_keys=True)).urn


if __name__ == "__main__":
    main()
