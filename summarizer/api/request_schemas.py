"""What may come in: strict marshmallow schemas that end in the records of the path.

Unknown fields and wrong types are errors with a pointer, because a typo must not weaken the
promise. The accepted values of each option are read off the option records, so they cannot drift.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, get_args, get_type_hints

from marshmallow import RAISE, Schema, ValidationError, post_load, validate, validates_schema
from marshmallow import fields as ma

from summarizer.api.offsets import OffsetUnit
from summarizer.formats.json_ld import from_json_ld
from summarizer.formats.ninjs import from_ninjs
from summarizer.records import ArticleInput, ArticleMeta, CheckOptions, SummarizeOptions

MAX_SENTENCES = 20  # docs/design.md, section 4
META_LENGTHS = {"id": 256, "url": 2048, "title": 1000, "publisher": 200}
_META = tuple(entry.name for entry in fields(ArticleMeta))
# The members of a body that hold an article, and how those are read that are neither text nor HTML.
READERS: Mapping[str, Callable[[Any, str], dict[str, Any]]] = {"ninjs": from_ninjs, "json_ld": from_json_ld}
HOLDERS = ("text", "html", *READERS)


@dataclass(frozen=True, slots=True)
class SummarizeRequest:
    """A body of ``/summarize``; ``item`` is the ninjs item that the article came in, if it did."""

    article: ArticleInput
    options: SummarizeOptions = SummarizeOptions()
    item: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A body of ``/check``."""

    article: ArticleInput
    candidate: str
    options: CheckOptions = CheckOptions()


@dataclass(frozen=True, slots=True)
class AttributionsRequest:
    """A body of ``/attributions``."""

    article: ArticleInput
    format: str = "native"
    offset_unit: OffsetUnit = "codepoint"


def choices(options: type, name: str) -> tuple[str, ...]:
    """Return the values that field ``name`` of an options record accepts."""
    hint = get_type_hints(options)[name]
    args = get_args(hint)
    return choices_of(args[0]) if args and args[-1] is Ellipsis else args


def choices_of(literal: Any) -> tuple[str, ...]:
    """Return the values of a ``Literal``."""
    return get_args(literal)


def _choice(options: type, name: str, description: str) -> ma.String:
    default = next(entry.default for entry in fields(options) if entry.name == name)
    return ma.String(
        load_default=default,
        validate=validate.OneOf(choices(options, name)),
        metadata={"description": description},
    )


def _iso_time(value: str | None) -> None:
    if value is None:
        return
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise ValidationError("Not an ISO 8601 date or time.") from error


class StrictSchema(Schema):
    """A schema that refuses fields that it does not know, and names those that it does."""

    class Meta:
        unknown = RAISE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        known = ", ".join(sorted(entry.data_key or name for name, entry in self.fields.items()))
        self.error_messages = {
            **self.error_messages,
            "unknown": f"Unknown field; the known ones are: {known}.",
        }


def _meta_text(name: str, description: str) -> ma.String:
    limit = validate.Length(max=META_LENGTHS[name])
    return ma.String(
        load_default=None, allow_none=True, validate=limit, metadata={"description": description}
    )


class ArticleSchema(StrictSchema):
    """An article: exactly one of ``text`` and ``html``, and what the caller knows about it."""

    text = ma.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "The article as plain text; offsets refer to it unchanged.", "minLength": 1},
    )
    html = ma.String(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The article as HTML; offsets refer to `input.text` of the answer.",
            "minLength": 1,
        },
    )
    ninjs = ma.Dict(
        load_default=None,
        allow_none=True,
        metadata={"description": "The article as an IPTC ninjs 3.x item; offsets refer to `input.text`."},
    )
    json_ld = ma.Raw(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The article as a schema.org NewsArticle, JSON-LD; offsets refer to `input.text`."
        },
    )
    id = _meta_text("id", "The caller's id, echoed in the answer.")
    url = _meta_text("url", "Where the article stands; never fetched.")
    title = _meta_text("title", "The headline.")
    publisher = _meta_text(
        "publisher", "Who published the article; owns what the article itself claims (R5)."
    )
    language = ma.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z", error="Not a BCP 47 language tag."),
        metadata={"description": "BCP 47 tag of the article's language."},
    )
    published_at = ma.String(
        load_default=None,
        allow_none=True,
        validate=_iso_time,
        metadata={"description": "ISO 8601 date or time."},
    )

    @validates_schema(skip_on_field_errors=False)
    def check_one_of(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse none and more than one of the members that hold an article."""
        given = [name for name in HOLDERS if data.get(name) is not None]
        if len(given) > 1:
            raise ValidationError(f"Give either {given[0]} or {given[1]}, not both.", given[1])
        if not given and all(name in data for name in HOLDERS):
            raise ValidationError("Give the article as text or as html (or as ninjs or json_ld).", "text")


def article_of(data: Mapping[str, Any], base: str = "") -> ArticleInput:
    """Return the article record of loaded data; what the caller says beside an item goes before the item.

    ``base`` is where the article stands in the body. Raises InvalidInput where an item holds no article.
    """
    origin = next((name for name in READERS if data[name] is not None), None)
    held = data if origin is None else READERS[origin](data[origin], f"{base}/{origin}")
    meta = {name: data[name] if data[name] is not None else _short(held.get(name), name) for name in _META}
    return ArticleInput(held.get("text"), held.get("html"), origin, ArticleMeta(**meta))


def _short(value: str | None, name: str) -> str | None:
    """Return what an item says of itself, None where our own fields would refuse its length."""
    return value if value is not None and len(value) <= META_LENGTHS.get(name, 64) else None


class SummarizeOptionsSchema(StrictSchema):
    """The options of ``/summarize``."""

    model = ma.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=200),
        metadata={"description": "A name from `/capabilities`; the default model where absent."},
    )
    mode = _choice(SummarizeOptions, "mode", "`auto` writes with the model, falls back to the extract.")
    format = _choice(
        SummarizeOptions,
        "format",
        "One paragraph, one bullet a sentence, or one sentence that names its owner or is refused.",
    )
    max_sentences = ma.Integer(
        strict=True,
        load_default=SummarizeOptions().max_sentences,
        validate=validate.Range(1, MAX_SENTENCES),
        metadata={"description": "At most this many sentences."},
    )
    truncation = _choice(
        SummarizeOptions, "truncation", "What happens to an article beyond the model's context."
    )
    cue_policy = _choice(SummarizeOptions, "cue_policy", "Keep the article's verb, or write `said` (R11).")
    on_unresolved = _choice(
        SummarizeOptions, "on_unresolved", "What happens to a claim whose owner is unclear (R14)."
    )
    offset_unit = _choice(SummarizeOptions, "offset_unit", "The unit of every offset of the answer.")
    include = ma.List(
        ma.String(validate=validate.OneOf(choices(SummarizeOptions, "include"))),
        load_default=list,
        metadata={"description": "Parts of the answer that are left out unless asked for."},
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> SummarizeOptions:
        """Return the options record."""
        return SummarizeOptions(**{**data, "include": tuple(data["include"])})


class SummarizeRequestSchema(ArticleSchema):
    """A body of ``/summarize``."""

    options = ma.Nested(SummarizeOptionsSchema, load_default=SummarizeOptions)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> SummarizeRequest:
        """Return the request record."""
        return SummarizeRequest(article_of(data), data["options"], data["ninjs"])


class CheckSourceSchema(ArticleSchema):
    """The article that a candidate is checked against."""

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> ArticleInput:
        """Return the article record."""
        return article_of(data, "/source")


class CandidateSchema(StrictSchema):
    """The summary to check, by a person or any model."""

    text = ma.String(required=True, metadata={"description": "The summary to check.", "minLength": 1})


class CheckOptionsSchema(StrictSchema):
    """The options of ``/check``."""

    fix = _choice(CheckOptions, "fix", "Suggest a text for each issue, or give a corrected text.")
    cue_policy = _choice(CheckOptions, "cue_policy", "Keep the article's verb, or write `said` (R11).")
    on_unresolved = _choice(
        CheckOptions, "on_unresolved", "What happens to a claim whose owner is unclear (R14)."
    )
    offset_unit = _choice(CheckOptions, "offset_unit", "The unit of every offset of the answer.")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> CheckOptions:
        """Return the options record."""
        return CheckOptions(**data)


class CheckRequestSchema(StrictSchema):
    """A body of ``/check``."""

    source = ma.Nested(CheckSourceSchema, required=True)
    candidate = ma.Nested(CandidateSchema, required=True)
    options = ma.Nested(CheckOptionsSchema, load_default=CheckOptions)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> CheckRequest:
        """Return the request record."""
        return CheckRequest(data["source"], data["candidate"]["text"], data["options"])


class AttributionsOptionsSchema(StrictSchema):
    """The options of ``/attributions``."""

    offset_unit = _choice(CheckOptions, "offset_unit", "The unit of every offset of the native answer.")


class AttributionsRequestSchema(ArticleSchema):
    """A body of ``/attributions``."""

    format = ma.String(
        load_default="native",
        validate=validate.OneOf(("native", "citron")),
        metadata={"description": "The native answer, or quotes as BBC Citron words them."},
    )
    options = ma.Nested(AttributionsOptionsSchema, load_default=lambda: {"offset_unit": "codepoint"})

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> AttributionsRequest:
        """Return the request record."""
        return AttributionsRequest(article_of(data), data["format"], data["options"]["offset_unit"])
