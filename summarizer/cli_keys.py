"""``summarizer keys``: a new key for a caller, and what the keys file holds. Needs the server's packages."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

import click

from summarizer.cli_common import exits

# 256 bits: nobody guesses it, so a plain SHA-256 at rest is enough and no slow hash is needed.
KEY_BYTES = 32
PREFIX = "sk-"


@click.group()
def keys() -> None:
    """API keys for SUMMARIZER_KEYS_FILE."""


@keys.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, help="What the key may do; all, where none is given.")
@click.option("--days", type=click.IntRange(1), help="Days after which the key is over.")
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Add it to this file; else print the entry.",
)
def new(name: str, scopes: tuple[str, ...], days: int | None, file: Path | None) -> None:
    """Make a key for NAME; the key itself is printed once and kept nowhere."""
    with exits():
        from summarizer.api.keys import SCOPES, entry_of, read_keys, today

        key = PREFIX + secrets.token_urlsafe(KEY_BYTES)
        expires = today() + timedelta(days=days) if days else None
        entry = entry_of(name, key, scopes or SCOPES, expires)
        held = file.read_text(encoding="utf-8") if file and file.exists() else ""
        read_keys(held + entry)
        if file:
            _write(file, held + entry)
        else:
            click.echo(entry, err=True)
    click.echo(key)


@keys.command("list")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def list_keys(file: Path) -> None:
    """List the keys of FILE: name, scopes, last day."""
    with exits():
        from summarizer.api.keys import read_keys

        for key in read_keys(file.read_text(encoding="utf-8")):
            click.echo(f"{key.name}\t{','.join(sorted(key.scopes))}\t{key.expires or 'no last day'}")


def _write(file: Path, text: str) -> None:
    """Put the text in the file's place at once, for its owner's eyes: a service may be reading it."""
    beside = file.with_name(file.name + ".new")
    beside.touch(mode=0o600)
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
