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
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import get_completion_class

from summarizer import backends, report
from summarizer._version import __version__
from summarizer.check_report import render_check
from summarizer.cli_common import NOT_PASSED, article_body, exits, file_bar, read_text, waiting
from summarizer.cli_keys import keys
from summarizer.cli_models import models
from summarizer.errors import MissingExtra
from summarizer.formats.markdown import render_markdown

if TYPE_CHECKING:
    from summarizer.batch import Place

Command = TypeVar("Command", bound=Callable[..., Any])


def show(answer: Any, render: Callable[[Any], str], as_json: bool) -> None:
    """Print an answer as JSON or as rendered; colours are dropped where no terminal reads them."""
    text = json.dumps(answer.raw, ensure_ascii=False, indent=2) if as_json else render(answer)
    click.echo(text)


@contextmanager
def opened(url: str | None, *, warm: bool, at_once: int = 1) -> Iterator[backends.Backend]:
    """Open a backend as ``backends.open_backend`` does, and tell a terminal that it takes its time."""
    with ExitStack() as stack:
        with waiting("Loading the model" if warm else "Loading the reader") if url is None else nullcontext():
            backend = stack.enter_context(backends.open_backend(url, warm=warm, at_once=at_once))
        yield backend


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
@click.option(
    "--format", "format_", type=click.Choice(["paragraph", "bullets", "alert"]), default="paragraph"
)
@click.option("--publisher", help="Who published the article.")
@click.option("--draft", is_flag=True, help="Show the model's own words before the guard, too.")
@click.option("--evidence", is_flag=True, help="Show each sentence's owner and evidence, too.")
@click.option("--report", "in_full", is_flag=True, help="Show owners, evidence, edits, disputes, timings.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
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
    evidence: bool,
    in_full: bool,
    markdown: bool,
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
        with opened(url, warm=mode != "extractive") as backend, waiting("Summarising"):
            answer = backend.summarize(body)
    if markdown and not as_json:
        click.echo(render_markdown(answer), nl=False)
    else:
        brief = partial(report.render_summary, evidence=evidence)
        show(answer, report.render_report if in_full or draft else brief, as_json)


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
        with opened(url, warm=False) as backend, waiting("Checking"):
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
    with exits(), opened(url, warm=False) as backend, waiting("Reading"):
        answer = (backend.citron if citron else backend.attributions)(article_body(file))
    show(answer, report.render_attributions, as_json or citron)


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--resume", is_flag=True, help="Go on where an earlier run stopped.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Lines at once.")
@click.option("--ray", "on_ray", is_flag=True, help="Work on a Ray cluster, or on one made for this run.")
@click.option("--ray-address", help="Where the cluster is; else RAY_ADDRESS. Implies --ray.")
@click.option("--actors", type=click.IntRange(1), help="Copies of the model; else as many as have room.")
@url_option
def batch(
    source: Path,
    output: Path,
    resume: bool,
    workers: int,
    on_ray: bool,
    ray_address: str | None,
    actors: int | None,
    url: str | None,
) -> None:
    """Summarise each line of SOURCE (bodies of /summarize as JSON lines) into a line of OUTPUT."""
    from summarizer.batch import run_batch

    on_ray = on_ray or ray_address is not None
    if on_ray and (url or workers > 1):
        raise click.UsageError("--ray works with --actors, not with --workers or --url")
    if actors and not on_ray:
        raise click.UsageError("--actors works with --ray")
    with exits(), ExitStack() as stack:
        if on_ray:
            place = stack.enter_context(cluster_place(ray_address, actors))
        else:
            place = stack.enter_context(process_place(url, workers))
        show = stack.enter_context(file_bar(source.stat().st_size))
        done = run_batch(
            source,
            output,
            place,
            resume=resume,
            on_line=lambda line: show(line.end - len(line.text), line.end),
        )
    click.echo(
        f"{done.done} lines done, {done.failed} of them with an error; {done.skipped} were done before"
    )
    if done.failed:
        more = " and more" if done.failed > len(done.faults) else ""
        click.echo(f"With an error: line {', '.join(map(str, done.faults))}{more}", err=True)
    sys.exit(NOT_PASSED if done.failed else 0)


@contextmanager
def process_place(url: str | None, workers: int) -> Iterator[Place]:
    """Open the place of a batch in this process, or behind ``url``."""
    from summarizer.batch import in_threads

    with opened(url, warm=True, at_once=workers) as backend:
        if backend.notice:
            click.echo(backend.notice, err=True)
        yield in_threads(backend.batch_line, workers)


@contextmanager
def cluster_place(address: str | None, actors: int | None) -> Iterator[Place]:
    """Open the place of a batch on a Ray cluster."""
    from summarizer.batch_ray import open_cluster

    with open_cluster(address, actors, tell=partial(click.echo, err=True)) as place:
        yield place


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
    # two malloc arenas keep the memory of many threads from growing with each of them
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    command = [sys.executable, "-m", "gunicorn", "--config", "python:summarizer.api.gunicorn_conf"]
    os.execv(sys.executable, command)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete the commands: eval "$(summarizer completion bash)"."""
    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(main, {}, "summarizer", "_SUMMARIZER_COMPLETE").source())


main.add_command(models)
main.add_command(keys)
