"""Renew ``requirements/``: every package that `scripts/setup` installs, with the digests of its files.

uv resolves ``pyproject.toml`` under ``constraints.txt`` for every platform at once and takes the digests
from the package index. torch is different: its CPU build comes from another index than the CUDA one, under
the same version, so it has a file of its own that lists the wheels of both. What only the CUDA build needs
stands apart too. Which index is asked is the user's own configuration of uv and pip.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from summarizer.digests import file_digest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "requirements"
# The extras that have a file. The service's is whole, the others hold what they need beside it.
SERVICE = "server"
MORE = ("dev", "otel", "pages", "ray")
PYTHON = "3.11"
TORCH = "torch"
# What the CUDA build of torch asks for and the CPU build does not.
CUDA = re.compile(r"(cuda|nvidia)-|triton$")
HEAD = "# Made by scripts/lock from pyproject.toml and constraints.txt: do not edit.\n"
_DIGEST = re.compile(r"--hash=(sha256:[0-9a-f]{64})")
Locked = Mapping[str, str]


def main() -> None:
    """Write the files, or tell why the index did not answer."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    service = resolve(project["build-system"]["requires"], SERVICE)
    pin = f"{TORCH}=={torch_version()}"
    known = {*_DIGEST.findall(old_torch()), *_DIGEST.findall(service[TORCH]), *wheels_at_hand(pin)}
    write(TORCH, {TORCH: with_digests(pin, known)})
    write("cuda", {name: entry for name, entry in service.items() if CUDA.match(name)})
    write(SERVICE, {name: entry for name, entry in service.items() if name != TORCH and not CUDA.match(name)})
    for extra in MORE:
        write(extra, {name: entry for name, entry in resolve([], extra).items() if name not in service})


def torch_version() -> str:
    """Return the version of torch that ``constraints.txt`` pins."""
    found = re.search(
        rf"^{TORCH}==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    if found is None:
        sys.exit("constraints.txt pins no torch")
    return found[1]


def resolve(requirements: Iterable[str], extra: str) -> Locked:
    """Return name -> requirement with digests: of our package with ``extra``, and ``requirements``."""
    asked = ["-", "pyproject.toml", "--extra", extra]
    command = ["uv", "pip", "compile", *asked, "-c", "constraints.txt", "--quiet", "--universal"]
    command += ["--python-version", PYTHON, "--generate-hashes", "--no-header", "--no-annotate"]
    command += ["--unsafe-package", "pip", "--no-emit-package", "pip"]
    path = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [str(path), *command[1:]],
        cwd=ROOT,
        input="\n".join(requirements),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"uv could not resolve {extra}:\n{done.stderr}")
    return split(done.stdout)


def split(text: str) -> Locked:
    """Return name -> requirement of a requirements file; digests go on in indented lines."""
    entries = re.findall(r"^[A-Za-z0-9].*\n(?:    .*\n)*", text, re.MULTILINE)
    return {re.split(r"[=\[ ;]", entry, maxsplit=1)[0]: entry for entry in entries}


def old_torch() -> str:
    """Return the file as it is, where it is of this version: it has digests of indexes not asked now, too."""
    path = FOLDER / "torch.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return text if f"{TORCH}=={torch_version()} " in text else ""


def wheels_at_hand(pin: str) -> Sequence[str]:
    """Return the digest of the wheel that pip would take on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
        subprocess.run([*command, pin], check=True)
        return [f"sha256:{file_digest(path)}" for path in Path(folder).glob("*.whl")]


def with_digests(pin: str, digests: Iterable[str]) -> str:
    """Return the requirement ``pin`` held to any of ``digests``."""
    return " \\\n".join([pin, *(f"    --hash={digest}" for digest in sorted(digests))]) + "\n"


def write(name: str, pins: Locked) -> None:
    """Write one file, by name."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.txt").write_text(HEAD + "".join(pins[key] for key in sorted(pins)), encoding="utf-8")
    print(f"requirements/{name}.txt: {len(pins)} packages")


if __name__ == "__main__":
    main()
