"""The commands of `summarizer models`."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import click

from summarizer import backends
from summarizer.cli_common import NOT_PASSED, article_body, exits

if TYPE_CHECKING:
    from summarizer.generation.progress import Progress

KIB = 1024


def _progress() -> Progress:
    """Return a bar where a terminal shows it."""
    from summarizer.generation.progress import BarProgress, NoProgress

    return BarProgress() if sys.stderr.isatty() else NoProgress()


@click.group()
def models() -> None:
    """List, prepare, check and measure the models of the registry."""


@models.command("list")
def list_models() -> None:
    """List the known models and whether each is prepared."""
    from summarizer.generation.manifest import find_faults
    from summarizer.generation.registry import LOCAL_KINDS, load_registry
    from summarizer.settings import load_settings

    with exits():
        settings = load_settings()
        registry = load_registry(settings)
        for card in registry.cards:
            state = "nothing to prepare"
            if card.kind in LOCAL_KINDS:
                faults = find_faults(card, card.directory(settings.cache_dir))
                state = "; ".join(faults) or "prepared"
            mark = "*" if card.name == registry.default else " "
            click.echo(f"{mark} {card.name:<24}{card.kind:<10}{card.licence:<26}{state}")


@models.command()
@click.argument("name", required=False)
@click.option(
    "--verify", is_flag=True, help="Read a ready one's files, too, and make it anew where one differs."
)
def prepare(name: str | None, verify: bool) -> None:
    """Fetch and convert model NAME (the default one), its digest checked; quick where that is done."""
    from summarizer.generation.prepare import prepare_model
    from summarizer.generation.registry import LOCAL_KINDS, load_registry
    from summarizer.settings import load_settings

    with exits():
        settings = load_settings()
        card = load_registry(settings).get(name)
        if card.kind not in LOCAL_KINDS:
            click.echo(f"{card.name}: nothing to prepare")
            return
        directory = prepare_model(card, settings, progress=_progress(), verify=verify)
    click.echo(f"{card.name}: prepared in {directory}")


@models.command("check")
@click.argument("name", required=False)
def check_model(name: str | None) -> None:
    """Read every file of model NAME (the default one) and compare its digest; exits with 1 on a fault."""
    from summarizer.generation.manifest import find_faults
    from summarizer.generation.registry import LOCAL_KINDS, load_registry
    from summarizer.settings import load_settings

    with exits():
        settings = load_settings()
        card = load_registry(settings).get(name)
        local = card.kind in LOCAL_KINDS
        faults = find_faults(card, card.directory(settings.cache_dir), verify=True) if local else ()
    click.echo(f"{card.name}: {'; '.join(faults) or 'all is well'}")
    sys.exit(NOT_PASSED if faults else 0)


@models.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.argument("name", required=False)
def gguf(file: Path, name: str | None) -> None:
    """Write the GGUF of model NAME (the default one) to FILE, for a llama.cpp server.

    Its digest is checked.
    """
    from summarizer.generation.prepare import write_gguf
    from summarizer.generation.registry import load_registry
    from summarizer.settings import load_settings

    with exits():
        card = load_registry(load_settings()).get(name)
        write_gguf(card, file, progress=_progress())
    click.echo(f"{card.name}: written to {file}")


@models.command()
@click.argument("file")
@click.argument("name", required=False)
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True)
def measure(file: str, name: str | None, runs: int) -> None:
    """Time model NAME (the default one) on the article in FILE: median seconds a stage, after one run.

    Also told: how many sentences the guard had to mend, and the most memory that this process held.
    """
    with exits():
        options = {"mode": "abstractive", "include": ["timing"]} | ({"model": name} if name else {})
        body = article_body(file) | {"options": options}
        with backends.open_backend(None, warm=False) as backend:
            started = time.perf_counter()
            first = backend.summarize(body)
            loading = time.perf_counter() - started
            timings = [dict(backend.summarize(body).timing or {}) for _ in range(runs)]
    stages = {stage: median(timing[stage] for timing in timings) for stage in timings[0]}
    kept = sum(sentence.attribution.status == "kept" for sentence in first.sentences)
    click.echo(f"{first.provenance.model}: {loading:.1f} s for the first summary, loading included")
    click.echo("  ".join(f"{stage} {seconds:.2f} s" for stage, seconds in stages.items()))
    click.echo(f"{len(first.sentences)} sentences, {kept} with the owner as written")
    click.echo(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB} MiB at most")
