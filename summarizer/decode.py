"""JSON into frozen dataclasses, by their type hints.

Fields that a class does not know are passed over, so that an older client reads a newer server.
A field's JSON name is its own, or ``metadata["json"]`` where Python reserves the word. A field
called ``raw`` receives the JSON itself. Only the standard library is needed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class DecodeError(ValueError):
    """JSON that is not the answer it should be; the message names the field."""


def read(kind: type[T], data: Any) -> T:
    """Read JSON ``data`` as ``kind``; fields that this version does not know are passed over.

    Raises DecodeError where a field is missing or of another type.
    """
    answer: T = _reader(kind)(data, "")
    names = {entry.name for entry in fields(kind)}  # type: ignore[arg-type]
    return replace(answer, raw=data) if "raw" in names else answer  # type: ignore[type-var]


def _reader(hint: Any) -> Callable[[Any, str], Any]:
    return _cached_reader(hint)


@cache
def _cached_reader(hint: Any) -> Callable[[Any, str], Any]:
    """Return the function that reads a value of type ``hint`` at a path."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _union_reader(args)
    if origin is tuple:
        return _tuple_reader(_reader(args[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_reader(hint)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_reader(_reader(args[1]))
    return _scalar_reader(hint)


def _union_reader(args: tuple[Any, ...]) -> Callable[[Any, str], Any]:
    """Read an optional value, or one of several records told apart by their ``type``."""
    kinds = [kind for kind in args if kind is not NoneType]
    if len(kinds) == 1:
        inner = _reader(kinds[0])
        return lambda value, path: None if value is None else inner(value, path)
    tagged = {get_args(get_type_hints(kind)["type"])[0]: _reader(kind) for kind in kinds}

    def read_union(value: Any, path: str) -> Any:
        if not isinstance(value, Mapping) or value.get("type") not in tagged:
            raise DecodeError(f"{path}: not one of {', '.join(tagged)}")
        return tagged[value["type"]](value, path)

    return read_union


def _tuple_reader(inner: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    def read_tuple(value: Any, path: str) -> Any:
        if not isinstance(value, (list, tuple)):
            raise DecodeError(f"{path}: not a list")
        return tuple(inner(item, f"{path}/{place}") for place, item in enumerate(value))

    return read_tuple


def _mapping_reader(inner: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    def read_mapping(value: Any, path: str) -> Any:
        if not isinstance(value, Mapping):
            raise DecodeError(f"{path}: not an object")
        return {key: inner(item, f"{path}/{key}") for key, item in value.items()}

    return read_mapping


def _record_reader(kind: type) -> Callable[[Any, str], Any]:
    hints = get_type_hints(kind)
    entries = [entry for entry in fields(kind) if entry.name != "raw"]
    readers = {entry.name: _reader(hints[entry.name]) for entry in entries}

    def read_record(value: Any, path: str) -> Any:
        if not isinstance(value, Mapping):
            raise DecodeError(f"{path or '/'}: not an object")
        known: dict[str, Any] = {}
        for entry in entries:
            key = entry.metadata.get("json", entry.name)
            if key in value:
                known[entry.name] = readers[entry.name](value[key], f"{path}/{key}")
            elif _needed(entry):
                raise DecodeError(f"{path}/{key}: missing")
        return kind(**known)

    return read_record


def _needed(entry: Field[Any]) -> bool:
    return entry.default is MISSING and entry.default_factory is MISSING


def _scalar_reader(hint: Any) -> Callable[[Any, str], Any]:
    if hint is Any:
        return lambda value, path: value
    wanted = str if get_origin(hint) is Literal else hint

    def read_scalar(value: Any, path: str) -> Any:
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise DecodeError(f"{path}: not {wanted.__name__}")
        return value

    return read_scalar
