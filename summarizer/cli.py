"""The command line: the path in this process, or behind ``--url``; the same answers either way.

Exit codes: 0 all is well, 1 a check does not pass or a line of a batch failed, 2 the command or its
input is wrong, 3 the service or the model failed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from summarizer import backends, report
from summarizer._version import __version__
from summarizer.check_report import render_check
from summarizer.errors import (
    ConfigurationError,
    InvalidInput,
    MalformedBody,
    MissingExtra,
    SummarizerError,
    TooLarge,
)

NOT_PASSED, BAD_INPUT, FAILED = 1, 2, 3
_BAD_INPUT = (InvalidInput, MalformedBody, TooLarge, ConfigurationError)
_HTML = (".html", ".htm", ".xhtml")

Command = TypeVar("Command", bound=Callable[..., Any])


@contextmanager
def exits() -> Iterator[None]:
    """Turn an error of the package into a message and an exit code."""
    try:
        yield
    except SummarizerError as error:
        click.echo(f"{error.title}: {error.message}", err=True)
        for item in error.errors:
            if item.detail != error.message:
                click.echo(f"  {item.pointer or 'the body'}: {item.detail}", err=True)
        sys.exit(BAD_INPUT if isinstance(error, _BAD_INPUT) else FAILED)


def read_text(path: str) -> str:
    """Return the text of a file, or of standard input for ``-``. Raises MalformedBody, InvalidInput."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedBody(f"{path} is not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}") from error


def article_body(path: str) -> dict[str, Any]:
    """Return the article of a file as a body: HTML by the file's name, text otherwise."""
    kind = "html" if path.lower().endswith(_HTML) else "text"
    return {kind: read_text(path)}


def show(answer: Any, render: Callable[[Any], str], as_json: bool) -> None:
    """Print an answer as JSON or as rendered; colours are dropped where no terminal reads them."""
    text = json.dumps(answer.raw, ensure_ascii=False, indent=2) if as_json else render(answer)
    click.echo(text)


def url_option(command: Command) -> Command:
    """Add ``--url`` to a command."""
    return click.option(
        "--url",
        envvar="SUMMARIZER_URL",
        help="Ask the service there instead of this process; its key is read from SUMMARIZER_API_KEY.",
    )(command)


def json_option(command: Command) -> Command:
    """Add ``--json`` to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print the answer's JSON.")(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="summarizer")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours: auto asks the terminal, and NO_COLOR and FORCE_COLOR.",
)
@click.pass_context
def main(context: click.Context, color: str) -> None:
    """News summaries in which every claim still says whose claim it is."""
    if color == "auto":
        never, always = bool(os.environ.get("NO_COLOR")), bool(os.environ.get("FORCE_COLOR"))
    else:
        never, always = color == "never", color == "always"
    context.color = False if never else True if always else None


@main.command()
@click.argument("file")
@click.option("--model", help="A name from `summarizer models list`.")
@click.option("--mode", type=click.Choice(["auto", "abstractive", "extractive"]), default="auto")
@click.option("--max-sentences", type=click.IntRange(1, 20), default=5, show_default=True)
@click.option("--format", "format_", type=click.Choice(["paragraph", "bullets"]), default="paragraph")
@click.option("--publisher", help="Who published the article.")
@click.option("--draft", is_flag=True, help="Show the model's own words before the guard, too.")
@click.option("--report", "in_full", is_flag=True, help="Show owners, evidence, edits, disputes, timings.")
@json_option
@url_option
def summarize(
    file: str,
    model: str | None,
    mode: str,
    max_sentences: int,
    format_: str,
    publisher: str | None,
    draft: bool,
    in_full: bool,
    as_json: bool,
    url: str | None,
) -> None:
    """Summarise the article in FILE, or in standard input for -."""
    options = {"mode": mode, "max_sentences": max_sentences, "format": format_}
    options |= {"include": ["timing", "draft"] if draft else ["timing"]}
    options |= {"model": model} if model else {}
    with exits():
        body = article_body(file) | {"options": options}
        body |= {"publisher": publisher} if publisher else {}
        with backends.open_backend(url, warm=mode != "extractive") as backend:
            answer = backend.summarize(body)
    show(answer, report.render_report if in_full or draft else report.render_summary, as_json)


@main.command()
@click.argument("article")
@click.argument("candidate")
@click.option("--fix", type=click.Choice(["none", "suggest", "apply"]), default="suggest", show_default=True)
@click.option("--publisher", help="Who published the article.")
@json_option
@url_option
def check(
    article: str, candidate: str, fix: str, publisher: str | None, as_json: bool, url: str | None
) -> None:
    """Check the summary in CANDIDATE against ARTICLE; exits with 1 unless it passes."""
    with exits():
        source = article_body(article) | ({"publisher": publisher} if publisher else {})
        body = {"source": source, "candidate": {"text": read_text(candidate)}, "options": {"fix": fix}}
        with backends.open_backend(url, warm=False) as backend:
            answer = backend.check(body)
    show(answer, render_check, as_json)
    sys.exit(0 if answer.verdict == "pass" else NOT_PASSED)


@main.command()
@click.argument("file")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["native", "citron"]),
    default="native",
    help="citron prints quotes as BBC Citron's tools read them, always as JSON.",
)
@json_option
@url_option
def attributions(file: str, format_: str, as_json: bool, url: str | None) -> None:
    """Show who says what in the article in FILE."""
    citron = format_ == "citron"
    with exits(), backends.open_backend(url, warm=False) as backend:
        answer = (backend.citron if citron else backend.attributions)(article_body(file))
    show(answer, report.render_attributions, as_json or citron)


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--resume", is_flag=True, help="Go on where an earlier run stopped.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Lines at once.")
@url_option
def batch(source: Path, output: Path, resume: bool, workers: int, url: str | None) -> None:
    """Summarise each line of SOURCE (bodies of /summarize as JSON lines) into a line of OUTPUT."""
    from summarizer.batch import run_batch

    with exits(), backends.open_backend(url, warm=True) as backend:
        with source.open("rb") as lines:
            total = sum(1 for line in lines if line.strip())
        with click.progressbar(length=total, file=sys.stderr, label="Summarising") as bar:
            done = run_batch(
                source,
                output,
                backend.batch_line,
                resume=resume,
                workers=workers,
                on_line=lambda: bar.update(1),
            )
    click.echo(
        f"{done.done} lines done, {done.failed} of them with an error; {done.skipped} were done before"
    )
    sys.exit(NOT_PASSED if done.failed else 0)


@main.command()
@json_option
@url_option
@click.option("--markdown", is_flag=True, help="Print a Markdown page.")
def rules(as_json: bool, url: str | None, markdown: bool) -> None:
    """List the editorial rules and how far a program decides each."""
    with exits():
        answer = backends.read_rules(url)
    if markdown:
        click.echo(report.rules_page(answer), nl=False)
    else:
        show(answer, report.render_rules, as_json)


@main.command()
@click.option("--host", help="Address to listen at; else SUMMARIZER_HOST or HOST.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; else SUMMARIZER_PORT or PORT.")
def serve(host: str | None, port: int | None) -> None:
    """Serve HTTP until stopped: gunicorn with one worker and threads."""
    from summarizer.settings import load_settings

    given = {"SUMMARIZER_HOST": host, "SUMMARIZER_PORT": str(port) if port else None}
    os.environ.update({name: value for name, value in given.items() if value})
    with exits():
        if importlib.util.find_spec("gunicorn") is None or importlib.util.find_spec("flask") is None:
            raise MissingExtra("serving needs the extra: pip install 'attributed-summarizer[server]'")
        load_settings()  # a wrong setting is told here, not in gunicorn's traceback
    command = [sys.executable, "-m", "gunicorn", "--config", "python:summarizer.api.gunicorn_conf"]
    os.execv(sys.executable, command)


@main.group()
def models() -> None:
    """List, prepare and check the models of the registry."""


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
def prepare(name: str | None) -> None:
    """Fetch and convert model NAME (the default one), its digest checked; quick where that is done."""
    from summarizer.generation.prepare import prepare_model
    from summarizer.generation.progress import BarProgress, NoProgress
    from summarizer.generation.registry import LOCAL_KINDS, load_registry
    from summarizer.settings import load_settings

    with exits():
        settings = load_settings()
        card = load_registry(settings).get(name)
        if card.kind not in LOCAL_KINDS:
            click.echo(f"{card.name}: nothing to prepare")
            return
        progress = BarProgress() if sys.stderr.isatty() else NoProgress()
        directory = prepare_model(card, settings, progress=progress)
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
