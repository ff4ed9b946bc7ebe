"""Files and their SHA-256: what is read is what was pinned, or it is not read.

A folder of weights holds ``SHA256SUMS``, one line a file as ``sha256sum`` writes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from summarizer.errors import ConfigurationError, DigestMismatch

SUMS = "SHA256SUMS"


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_sums(folder: Path) -> dict[str, str]:
    """Return file name -> digest, as ``SHA256SUMS`` of ``folder`` pins them.

    Raises ConfigurationError where it is missing or is no such list.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        return {name.lstrip("*"): digest for digest, name in (line.split(maxsplit=1) for line in lines)}
    except OSError as error:
        raise ConfigurationError(
            f"{folder} holds no {SUMS}; make it there: sha256sum FILE... > {SUMS}"
        ) from error
    except ValueError as error:
        raise ConfigurationError(f"{folder / SUMS} is no list of digests and names") from error


def write_sums(folder: Path, names: Iterable[str]) -> None:
    """Pin the files ``names`` of ``folder`` in its ``SHA256SUMS``."""
    lines = (f"{file_digest(folder / name)}  {name}\n" for name in sorted(names))
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def pinned(path: Path) -> Path:
    """Return ``path`` once its bytes are those that its folder's ``SHA256SUMS`` pins.

    Raises ConfigurationError where the list does not name it, DigestMismatch where the bytes differ.
    """
    sums = read_sums(path.parent)
    if path.name not in sums:
        raise ConfigurationError(f"{path.parent / SUMS} does not name {path.name}")
    found = file_digest(path)
    if found != sums[path.name]:
        raise DigestMismatch(f"{path} has sha256 {found}, {SUMS} beside it pins {sums[path.name]}")
    return path
