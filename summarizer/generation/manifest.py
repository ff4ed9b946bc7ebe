"""What a prepared model's directory must hold: ``manifest.json``, written last, and its check."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from summarizer.errors import ModelNotPrepared
from summarizer.generation.registry import ModelCard

MANIFEST = "manifest.json"
# Raised when what `prepare` writes changes, so that an older directory is made anew.
FORMAT = 1
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file of the directory."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which model the directory holds, made from which weights, stored in which dtype."""

    model: str
    source_sha256: str
    dtype: str
    files: tuple[ManifestFile, ...]
    format: int = FORMAT


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def write_manifest(directory: Path, *, model: str, source_sha256: str, dtype: str) -> Manifest:
    """Describe every file of ``directory`` in its manifest."""
    found = sorted(path for path in directory.iterdir() if path.is_file() and path.name != MANIFEST)
    files = tuple(ManifestFile(path.name, path.stat().st_size, file_digest(path)) for path in found)
    manifest = Manifest(model, source_sha256, dtype, files)
    (directory / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
    return manifest


def read_manifest(directory: Path) -> Manifest | None:
    """Return the manifest, or None where there is none that can be read."""
    try:
        data = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(**{**data, "files": tuple(ManifestFile(**entry) for entry in data["files"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def find_faults(card: ModelCard, directory: Path, *, verify: bool = False) -> tuple[str, ...]:
    """Return what keeps ``directory`` from being the prepared ``card``; empty: nothing.

    The cheap check compares names and sizes; ``verify`` reads every file and compares digests.
    A directory that the user registered by path has no manifest: only its config is looked for.
    """
    if card.path is not None:
        return () if (directory / "config.json").is_file() else (f"{directory} holds no config.json",)
    manifest = read_manifest(directory)
    if manifest is None:
        return ("not prepared",)
    if manifest.format != FORMAT or manifest.model != card.id:
        return (f"prepared as {manifest.model} in format {manifest.format}, not {card.id} in {FORMAT}",)
    if card.gguf is not None and manifest.source_sha256 != card.gguf.sha256:
        return ("prepared from other weights than the registry pins",)
    return tuple(fault for entry in manifest.files if (fault := _file_fault(directory, entry, verify)))


def _file_fault(directory: Path, entry: ManifestFile, verify: bool) -> str:
    path = directory / entry.name
    if not path.is_file():
        return f"{entry.name} is missing"
    if path.stat().st_size != entry.bytes:
        return f"{entry.name} has {path.stat().st_size} bytes, not {entry.bytes}"
    if verify and file_digest(path) != entry.sha256:
        return f"{entry.name} has another digest than the manifest"
    return ""


def prepared_directory(card: ModelCard, cache_dir: Path) -> Path:
    """Return the directory that serving loads. Raises ModelNotPrepared naming the command to run."""
    directory = card.directory(cache_dir)
    faults = find_faults(card, directory)
    if not faults:
        return directory
    if card.path is not None:
        raise ModelNotPrepared(f"model {card.name!r}: {faults[0]}")
    raise ModelNotPrepared(
        f"model {card.name!r} is not ready to load ({faults[0]}); run: summarizer models prepare {card.name}"
    )
