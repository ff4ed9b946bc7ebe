"""What a prepared model's directory must hold: ``manifest.json``, written last, and its check."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from summarizer.digests import SUMS, file_digest, pinned, read_sums
from summarizer.errors import DigestMismatch, ModelNotPrepared
from summarizer.generation.registry import ModelCard

MANIFEST = "manifest.json"
# Raised when what `prepare` writes changes, so that an older directory is made anew.
FORMAT = 1


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
    return _absences(card, directory) or _alterations(card, directory, verify=verify)


def _absences(card: ModelCard, directory: Path) -> tuple[str, ...]:
    """Return what of ``card`` is not there, or is there of something else."""
    if card.path is not None:
        return () if (directory / "config.json").is_file() else (f"{directory} holds no config.json",)
    manifest = read_manifest(directory)
    if manifest is None:
        return ("not prepared",)
    if manifest.format != FORMAT or manifest.model != card.id:
        return (f"prepared as {manifest.model} in format {manifest.format}, not {card.id} in {FORMAT}",)
    if card.gguf is not None and manifest.source_sha256 != card.gguf.sha256:
        return ("prepared from other weights than the registry pins",)
    names = (entry.name for entry in manifest.files)
    return tuple(f"{name} is missing" for name in names if not (directory / name).is_file())


def _alterations(card: ModelCard, directory: Path, *, verify: bool) -> tuple[str, ...]:
    """Return which files are not those that were prepared; what the manifest does not list is one, too."""
    manifest = None if card.path is not None else read_manifest(directory)
    if manifest is None:
        return ()
    faults = (_alteration(directory, entry, verify) for entry in manifest.files)
    known = {MANIFEST, *(entry.name for entry in manifest.files)}
    added = sorted({path.name for path in directory.iterdir()} - known)
    return (*filter(None, faults), *(f"{name} is not in the manifest" for name in added))


def _alteration(directory: Path, entry: ManifestFile, verify: bool) -> str:
    path = directory / entry.name
    if path.stat().st_size != entry.bytes:
        return f"{entry.name} has {path.stat().st_size} bytes, not {entry.bytes}"
    if verify and file_digest(path) != entry.sha256:
        return f"{entry.name} has another digest than the manifest"
    return ""


def prepared_directory(card: ModelCard, cache_dir: Path) -> Path:
    """Return the directory that serving loads, once each of its files has been read and compared.

    A directory that the user registered by path is compared where it holds a ``SHA256SUMS``. Raises
    ModelNotPrepared where something is missing, DigestMismatch where a file is not what was prepared; both
    name the command to run.
    """
    directory = card.directory(cache_dir)
    if card.path is not None:
        _check_own(card, directory)
    elif absences := _absences(card, directory):
        raise ModelNotPrepared(
            f"model {card.name!r} is not ready to load ({absences[0]}); "
            f"run: summarizer models prepare {card.name}"
        )
    elif alterations := _alterations(card, directory, verify=True):
        raise DigestMismatch(
            f"model {card.name!r} is not what was prepared ({alterations[0]}); "
            f"run: summarizer models prepare --verify {card.name}"
        )
    return directory


def _check_own(card: ModelCard, directory: Path) -> None:
    if absences := _absences(card, directory):
        raise ModelNotPrepared(f"model {card.name!r}: {absences[0]}")
    if (directory / SUMS).exists():
        for name in read_sums(directory):
            pinned(directory / name)
