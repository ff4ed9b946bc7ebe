"""API keys: kept as digests, compared in constant time, several at once so that they can rotate.

They come from ``SUMMARIZER_API_KEYS``, where each may do everything, and from the TOML file that
``SUMMARIZER_KEYS_FILE`` names, where each has a name, scopes and perhaps a last day:

    [[keys]]
    name = "cms"
    sha256 = "…64 hexadecimal digits…"
    scopes = ["summarize", "check"]
    expires = 2027-06-30

The file is read again when it changes, so that a key can be added or taken away while the service runs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from summarizer.errors import ConfigurationError, Forbidden, NotAuthorized

log = structlog.get_logger("summarizer")

SCOPES = ("summarize", "check", "attributions", "jobs")
_HASHED = "sha256:"
_SHA256 = re.compile("[0-9a-f]{64}")
_NAME = re.compile("[A-Za-z0-9_.-]{1,64}")
_FIELDS = {"name", "sha256", "scopes", "expires"}
FILE = "SUMMARIZER_KEYS_FILE"


def today() -> dt.date:
    """Return the day in UTC."""
    return dt.datetime.now(dt.UTC).date()


@dataclass(frozen=True, slots=True)
class Key:
    """An accepted key: its name, the SHA-256 of itself, what it may do, and its last day."""

    name: str
    digest: bytes
    scopes: frozenset[str] = frozenset(SCOPES)
    expires: dt.date | None = None


class Keys:
    """The accepted keys; with none given all may enter, with a file only those that it holds.

    ``given`` are keys as themselves or as ``sha256:<hex>``. Raises ConfigurationError, which never shows
    a key.
    """

    def __init__(
        self, given: tuple[str, ...], file: Path | None = None, day: Callable[[], dt.date] = today
    ) -> None:
        self._given = tuple(_given(key, number) for number, key in enumerate(given, 1))
        self._file, self._day = file, day
        self._stamp = _stamp(file) if file else None
        self._held = _read(file) if file else ()

    def check(self, header: str | None, scope: str | None = None) -> str | None:
        """Return the name of the key in ``header``, ``Bearer <key>``; None where no keys are asked for.

        Raises NotAuthorized for a key that is missing, unknown or over, Forbidden where its scopes lack
        ``scope``.
        """
        if not self._given and self._file is None:
            return None
        scheme, _, given = (header or "").partition(" ")
        digest, day = _digest(given.strip()), self._day()
        # every digest is compared, so that the time says nothing on which one is near
        matches = [key for key in self._current() if hmac.compare_digest(digest, key.digest)]
        valid = [key for key in matches if key.expires is None or day <= key.expires]
        if scheme.lower() != "bearer" or not valid:
            raise NotAuthorized("Send an accepted key as `Authorization: Bearer <key>`.")
        if scope is not None and not any(scope in key.scopes for key in valid):
            raise Forbidden(f"The key `{valid[0].name}` lacks the scope `{scope}`.")
        return valid[0].name

    def _current(self) -> tuple[Key, ...]:
        """Return all keys; a file that became unreadable leaves those that were read before."""
        if self._file is not None and (stamp := _stamp(self._file)) != self._stamp:
            self._stamp = stamp
            try:
                self._held = _read(self._file)
                log.info("keys_read", keys=len(self._held))
            except ConfigurationError as error:
                log.error("keys_unreadable", detail=error.message)
        return self._given + self._held


def _read(file: Path) -> tuple[Key, ...]:
    try:
        return read_keys(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{FILE}: {file} cannot be read ({type(error).__name__})") from error


def entry_of(name: str, key: str, scopes: Iterable[str], expires: dt.date | None) -> str:
    """Return ``key`` as an entry of the file, which holds its digest and not itself."""
    listed = ", ".join(f'"{scope}"' for scope in scopes)
    last = f"expires = {expires}\n" if expires else ""
    return f'[[keys]]\nname = "{name}"\nsha256 = "{_digest(key).hex()}"\nscopes = [{listed}]\n{last}\n'


def read_keys(text: str) -> tuple[Key, ...]:
    """Read the keys of a file's text.

    Raises ConfigurationError, which names the entry and never shows a digest.
    """
    try:
        listed = tomllib.loads(text).get("keys", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{FILE} cannot be read: it is no TOML") from error
    if not isinstance(listed, list):
        raise ConfigurationError(f"{FILE}: write each key as a table [[keys]]")
    keys = tuple(_entry(entry, number) for number, entry in enumerate(listed, 1))
    if len({key.name for key in keys}) < len(keys):
        raise ConfigurationError(f"{FILE}: two keys have one name")
    return keys


def _entry(entry: Any, number: int) -> Key:
    where = f"{FILE}: key {number}"
    if not isinstance(entry, dict) or not {"name", "sha256"} <= set(entry) <= _FIELDS:
        raise ConfigurationError(
            f"{where}: has name, sha256 and, if wanted, scopes and expires, nothing else"
        )
    name, scopes, expires = entry["name"], entry.get("scopes", list(SCOPES)), entry.get("expires")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ConfigurationError(f"{where}: the name has 1 to 64 letters, digits, `_`, `.` or `-`")
    if not isinstance(scopes, list) or not scopes or not all(scope in SCOPES for scope in scopes):
        raise ConfigurationError(f"{where}: scopes are some of {', '.join(SCOPES)}")
    if expires is not None and type(expires) is not dt.date:
        raise ConfigurationError(f"{where}: expires is a day, such as 2027-06-30")
    return Key(name, _hex(str(entry["sha256"]), where), frozenset(scopes), expires)


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _given(key: str, number: int) -> Key:
    hashed = key.startswith(_HASHED)
    where = "SUMMARIZER_API_KEYS: after sha256:"
    digest = _hex(key.removeprefix(_HASHED), where) if hashed else _digest(key)
    return Key(f"key-{number}", digest)


def _hex(digits: str, where: str) -> bytes:
    if not _SHA256.fullmatch(digits):
        raise ConfigurationError(f"{where} 64 hexadecimal digits stand for the SHA-256 of a key")
    return bytes.fromhex(digits)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
