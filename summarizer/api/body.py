"""From bytes to a request record: strict JSON, then the schema, then one error with pointers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from marshmallow import Schema, ValidationError

from summarizer.errors import FieldError, InvalidInput, MalformedBody

# A surrogate can only come in as an escape: the body itself must be valid UTF-8.
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(body: bytes) -> Any:
    """Read ``body`` as strict JSON.

    Raises MalformedBody for broken JSON, NaN and infinities, numbers beyond all reason, nesting
    beyond the parser's depth, bytes that are no UTF-8 and lone surrogates.
    """
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise MalformedBody(f"The body is not UTF-8 at byte {error.start}.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise MalformedBody(f"The body is not JSON: {error.msg} at {where}.") from error
    except RecursionError as error:
        raise MalformedBody("The body is nested too deeply.") from error
    except ValueError as error:  # a number of more digits than Python converts
        raise MalformedBody("The body holds a number that is too long.") from error
    if _SURROGATE_ESCAPE.search(body):
        _refuse_surrogates(value)
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise MalformedBody(f"The body is not JSON: {name} is not a JSON value.")


def _refuse_surrogates(value: Any) -> None:
    for pointer, text in _strings(value):
        found = _SURROGATE.search(text)
        if found:
            detail = f"A lone surrogate stands at offset {found.start()}; it is no character."
            raise MalformedBody(detail, errors=(FieldError(_SURROGATE.sub("\ufffd", pointer), detail),))


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Yield each string of ``value``, keys too, with its JSON Pointer; no recursion."""
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        pointer, item = stack.pop()
        if isinstance(item, str):
            yield pointer, item
        elif isinstance(item, list):
            stack.extend((f"{pointer}/{place}", inner) for place, inner in enumerate(item))
        elif isinstance(item, dict):
            for key, inner in item.items():
                yield f"{pointer}/{escape(key)}", key
                stack.append((f"{pointer}/{escape(key)}", inner))


def load(schema: Schema, value: Any) -> Any:
    """Load ``value`` through ``schema``; raises InvalidInput with a pointer for each bad field."""
    try:
        return schema.load(value)
    except ValidationError as error:
        raise invalid(error.messages) from error


def invalid(messages: Any) -> InvalidInput:
    """Return marshmallow's ``messages`` as one error."""
    errors = tuple(_field_errors(messages, ""))
    named = ", ".join(error.pointer or "the body" for error in errors[:5])
    return InvalidInput(f"{len(errors)} field(s) are not valid: {named}.", errors=errors)


def _field_errors(messages: Any, pointer: str) -> Iterator[FieldError]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            deeper = pointer if key == "_schema" else f"{pointer}/{escape(str(key))}"
            yield from _field_errors(inner, deeper)
    elif isinstance(messages, list):
        for inner in messages:
            yield from _field_errors(inner, pointer)
    else:
        yield FieldError(pointer, str(messages))


def escape(key: str) -> str:
    """Return ``key`` as one token of a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
