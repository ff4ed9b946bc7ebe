"""What is loaded is what was pinned: the small weights that ship, cut short or swapped, are refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.digests import file_digest, pinned, read_sums, write_sums
from summarizer.errors import ConfigurationError, DigestMismatch
from summarizer.generation.registry import models_dir
from summarizer.generation.salience import load_ranking
from summarizer.guard.relations import TABLE, read_relations
from summarizer.reading.tagger import load_tagger

TAGGER = models_dir() / "attribution-tagger"
SALIENCE = models_dir() / "salience"


def load_shipped_ranking(folder: Path) -> Any:
    return load_ranking(pinned(folder / "weights.json"))


def load_relations(folder: Path) -> Any:
    return read_relations(folder / TABLE.name)


# folder -> the file that is altered, and what loads the folder
WEIGHTS = [
    pytest.param(TAGGER, "model.safetensors", load_tagger, id="tagger"),
    pytest.param(TAGGER, "tokenizer.json", load_tagger, id="tagger-tokenizer"),
    pytest.param(TAGGER, "config.json", load_tagger, id="tagger-config"),
    pytest.param(SALIENCE, "weights.json", load_shipped_ranking, id="salience"),
    pytest.param(TABLE.parent, TABLE.name, load_relations, id="wordnet"),
]


def truncated(data: bytes) -> bytes:
    return data[: len(data) * 9 // 10]


def swapped(data: bytes) -> bytes:
    """Return other bytes of the same number: one digit or letter near the end is another."""
    return data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]


@pytest.mark.parametrize("alter", [truncated, swapped])
@pytest.mark.parametrize(("folder", "name", "load"), WEIGHTS)
def test_altered_weights_are_refused(
    tmp_path: Path, folder: Path, name: str, load: Callable[[Path], Any], alter: Callable[[bytes], bytes]
) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    load(copy)
    (copy / name).write_bytes(alter((copy / name).read_bytes()))
    with pytest.raises(DigestMismatch, match=rf"{name} has sha256 [0-9a-f]{{64}}, SHA256SUMS beside it pins"):
        load(copy)


def test_folder_without_digests_is_refused_with_the_way_to_make_them(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(TAGGER, tmp_path / "copy"))
    (copy / "SHA256SUMS").unlink()
    with pytest.raises(ConfigurationError, match=r"holds no SHA256SUMS; make it there: sha256sum FILE"):
        load_tagger(copy)


def test_file_that_the_list_does_not_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    write_sums(tmp_path, [])
    with pytest.raises(ConfigurationError, match="does not name a"):
        pinned(tmp_path / "a")


def test_list_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text("nothing\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no list of digests"):
        read_sums(tmp_path)


def test_list_is_that_of_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    write_sums(tmp_path, ["empty"])
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (tmp_path / "SHA256SUMS").read_text(encoding="utf-8") == f"{digest}  empty\n"
    assert (read_sums(tmp_path), file_digest(tmp_path / "empty")) == ({"empty": digest}, digest)


def test_card_of_the_tagger_names_the_digest_of_its_weights() -> None:
    assert read_sums(TAGGER)["model.safetensors"] in (TAGGER / "README.md").read_text(encoding="utf-8")
