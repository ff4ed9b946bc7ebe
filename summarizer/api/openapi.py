"""flask-smorest set up our way: strict bodies, problem bodies for errors, OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar, cast

from flask import Flask, Request
from flask_smorest import Api, Blueprint  # type: ignore[import-untyped]
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from summarizer._version import __version__
from summarizer.api.answer_schemas import CHOSEN, ProblemSchema
from summarizer.api.body import invalid, parse_json
from summarizer.api.problems import PROBLEM_JSON
from summarizer.errors import MalformedBody, UnsupportedMedia

View = TypeVar("View", bound=Callable[..., Any])

CONFIG = {
    "API_TITLE": "Attributed news summariser",
    "API_VERSION": __version__,
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": "News summaries in which every claim still says whose claim it is.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}, {"url": "/v1"}],
    },
}
JSON_TYPES = "application/json"
NDJSON = "application/x-ndjson"
NDJSON_TYPES = (NDJSON, "application/ndjson", "application/jsonl", "application/x-jsonlines")


class StrictParser(FlaskParser):
    """Reads a JSON body strictly and raises our own errors."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Return the body as JSON data. Raises UnsupportedMedia or MalformedBody."""
        require_type(req, JSON_TYPES)
        return parse_json(read_body(req))

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_: Any) -> NoReturn:
        """Raise InvalidInput with a pointer for each bad field."""
        messages = error.messages
        if isinstance(messages, dict) and set(messages) == {"json"}:
            messages = messages["json"]  # webargs wraps them in the name of the place
        raise invalid(messages) from error


def read_body(req: Request) -> bytes:
    """Return the whole body. Raises RequestEntityTooLarge beyond the limit, MalformedBody for broken chunks.

    werkzeug cuts a chunked body off at its limit without a word, so its limit is set one byte above
    ours: whatever reaches that byte is too large.
    """
    try:
        body = req.get_data()  # kept, since a repeated request is told by its body before its view reads it
    except HTTPException:
        raise
    except Exception as error:  # each server has its own errors for chunks that are none
        raise MalformedBody("The body cannot be read: its framing is broken.") from error
    if req.max_content_length is not None and len(body) >= req.max_content_length:
        raise RequestEntityTooLarge
    return body


def require_type(req: Request, *accepted: str) -> None:
    """Raise UnsupportedMedia unless the body's type is one of ``accepted``, in UTF-8."""
    charset = req.mimetype_params.get("charset", "utf-8").lower()
    if req.mimetype not in accepted or charset not in ("utf-8", "utf8"):
        given = repr(req.headers.get("Content-Type", "")) if req.mimetype else "none"
        raise UnsupportedMedia(f"The content type must be {accepted[0]} in UTF-8, not {given}.")


class StrictBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """A blueprint whose bodies are read strictly; its decorators are flask-smorest's, with types."""

    ARGUMENTS_PARSER = StrictParser()

    def get(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Serve GET at ``rule``."""
        return cast(Callable[[View], View], super().get(rule, **options))

    def post(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Serve POST at ``rule``."""
        return cast(Callable[[View], View], super().post(rule, **options))

    def delete(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Serve DELETE at ``rule``."""
        return cast(Callable[[View], View], super().delete(rule, **options))

    def takes(self, schema: type[Schema], *, example: dict[str, Any]) -> Callable[[View], View]:
        """Load the body through ``schema`` and hand the result to the view."""
        return cast(Callable[[View], View], self.arguments(schema, example=example))

    def gives(self, schema: type[Schema] | dict[str, Any], **described: Any) -> Callable[[View], View]:
        """Dump what the view returns through ``schema``."""
        return cast(Callable[[View], View], self.response(200, schema, **described))

    def documents(self, **described: Any) -> Callable[[View], View]:
        """Add to the view's description in the OpenAPI file."""
        return cast(Callable[[View], View], self.doc(**described))

    def may_fail(self, *statuses: int) -> Callable[[View], View]:
        """Describe the errors that a view may answer with."""

        def describe(view: View) -> View:
            for status in statuses:
                view = self.alt_response(status, HTTPStatus(status).name)(view)
            return view

        return describe


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest ships no types
    """An Api that describes errors as problem bodies and leaves their handling to ``handlers``."""

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        for name, schema in CHOSEN.items():
            self.spec.components.schema(name, schema=schema)

    def _register_error_handlers(self) -> None:
        """Register none: one place turns errors into HTTP, and it is not this library."""

    def _register_responses(self) -> None:
        """Describe error responses by their real content type."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM_JSON
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE
