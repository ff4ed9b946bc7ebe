"""Write ``docs/licences.md``: the licence of every package and model, and who needs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from supply.installed import needed, package
from supply.lock import CUDA
from supply.models import models

PAGE = Path(__file__).parent.parent / "docs" / "licences.md"
# The first of these that needs a package is named beside it.
USES = {
    "": "client",
    "core": "core",
    "model": "model",
    "server": "server",
    "pages": "pages",
    "otel": "otel",
    "dev": "dev",
}
HEAD = """# Licences

Made by `scripts/licences` from what the packages say of themselves; a test holds it to the environment.
This project is under Apache-2.0. “dev” is run by developers and never shipped; the others are the extras of
`pyproject.toml`. With the CUDA build of torch come NVIDIA's packages, under NVIDIA's own terms.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE}: written")


def page() -> str:
    """Return the page as this environment has it."""
    return "\n".join(
        [HEAD, "## Models and weights", "", *model_rows(), "", "## Packages", "", *package_rows(), ""]
    )


def model_rows() -> Iterator[str]:
    """Yield the table of the models."""
    yield "| Model | Revision | Licence | What it is |"
    yield "|---|---|---|---|"
    for model in models():
        yield f"| {model.name} | {model.revision} | {model.licence} | {model.summary} |"


def package_rows() -> Iterator[str]:
    """Yield the table of the packages, by name."""
    yield "| Package | Version | Licence | Needed by |"
    yield "|---|---|---|---|"
    for name in sorted(needed("dev") - {"pip"}):
        if CUDA.match(name):
            continue
        found = package(name)
        use = next(use for extra, use in USES.items() if name in needed(extra))
        yield f"| {name} | {found.version} | {found.licence} | {use} |"


if __name__ == "__main__":
    main()
