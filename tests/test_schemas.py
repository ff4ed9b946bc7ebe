"""Schemas and answers: one set of names, offsets in every unit, and a round trip through JSON."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, get_args, get_type_hints

import pytest
from doubles import SUMMARY, TEXT, analysis_of, summarize_result
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema

from summarizer import answers
from summarizer.api import answer_schemas
from summarizer.api.answering import answer_attributions, answer_citron, answer_summary
from summarizer.api.body import escape, load, parse_json
from summarizer.api.offsets import OffsetMap, OffsetUnit
from summarizer.api.request_schemas import (
    AttributionsRequestSchema,
    CheckRequestSchema,
    SummarizeOptionsSchema,
    SummarizeRequest,
    SummarizeRequestSchema,
)
from summarizer.api.schemas import dump, dump_json
from summarizer.decode import DecodeError, read
from summarizer.errors import InvalidInput, MalformedBody
from summarizer.records import ArticleMeta, CheckOptions, Span, SummarizeOptions

ALL = SummarizeOptions(include=("draft", "analysis", "timing"))


def whole_answer(unit: OffsetUnit = "codepoint") -> answers.SummarizeAnswer:
    options = dataclasses.replace(ALL, offset_unit=unit)
    return answer_summary(summarize_result(options=options), id="a", request_id="r", echo=True)


# ----------------------------------------------------------------------- names


def schema_of(kind: type) -> type[Schema]:
    found: type[Schema] = getattr(answer_schemas, f"{kind.__name__}Schema")
    return found


RECORDS = [
    kind for kind in vars(answers).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)
]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_schema_has_the_fields_of_its_record(kind: type) -> None:
    names = {
        entry.metadata.get("json", entry.name) for entry in dataclasses.fields(kind) if entry.name != "raw"
    }
    schema = schema_of(kind)()
    assert {field.data_key or name for name, field in schema.fields.items()} == names


@pytest.mark.parametrize(
    ("options", "schema"),
    [
        pytest.param(SummarizeOptions, SummarizeOptionsSchema, id="summarize"),
        pytest.param(CheckOptions, CheckRequestSchema().fields["options"].schema.__class__, id="check"),
    ],
)
def test_every_option_can_be_given_and_has_its_default(options: type, schema: type[Schema]) -> None:
    assert set(schema().fields) == {entry.name for entry in dataclasses.fields(options)}
    assert schema().load({}) == options()


# --------------------------------------------------------------------- answers


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(whole_answer(), id="summary"),
        pytest.param(
            answer_attributions(analysis_of(), id="a", request_id="r", unit="byte", echo=False), id="native"
        ),
        pytest.param(answer_citron(analysis_of(), request_id="r", echo=False), id="citron"),
        pytest.param(answers.BatchItem(1, "a", result=whole_answer()), id="batch-result"),
        pytest.param(
            answers.BatchItem(2, error=answers.Problem(code="c", errors=(answers.FieldProblem("/a", "b"),))),
            id="batch-error",
        ),
    ],
)
def test_answer_comes_back_from_its_json(answer: Any) -> None:
    data = json.loads(dump_json(answer))
    found = read(type(answer), data)
    assert found == answer
    assert found.raw == data


def test_answer_of_a_newer_server_is_read_without_what_is_new() -> None:
    data = dump(whole_answer())
    data["mood"] = "grim"
    data["sentences"][0]["attribution"]["colour"] = "red"
    assert read(answers.SummarizeAnswer, data) == whole_answer()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"summary": 5}, "/summary: not str", id="type"),
        pytest.param({"sentences": {}}, "/sentences: not a list", id="list"),
        pytest.param({"input": None}, "/input: not an object", id="object"),
        pytest.param({"timing": {"read": True}}, "/timing/read: not float", id="boolean"),
    ],
)
def test_answer_of_another_shape_is_refused_at_the_field(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DecodeError) as caught:
        read(answers.SummarizeAnswer, dump(whole_answer()) | change)
    assert str(caught.value) == message


def test_answer_without_a_needed_field_is_refused() -> None:
    data = dump(whole_answer())
    del data["sentences"][0]["class"]
    with pytest.raises(DecodeError, match="/sentences/0/class: missing"):
        read(answers.SummarizeAnswer, data)


def test_draft_sentences_stand_where_they_say() -> None:
    draft = whole_answer().draft
    assert draft is not None
    (sentence,) = draft.sentences
    assert draft.text[sentence.start : sentence.end] == sentence.text == "At least 32 homes burned 😀."


# --------------------------------------------------------------------- offsets


def cut(text: str, start: int, end: int, unit: str) -> str:
    """Slice ``text`` the way a program of that unit does."""
    if unit == "codepoint":
        return text[start:end]
    size, encoding = (2, "utf-16-le") if unit == "utf16" else (1, "utf-8")
    return text.encode(encoding)[start * size : end * size].decode(encoding)


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "byte"])
def test_every_span_of_an_answer_slices_to_its_words(unit: OffsetUnit) -> None:
    answer = whole_answer(unit)
    assert answer.analysis is not None
    for words in (*answer.language_notes, *answer.analysis.figures, *answer.analysis.claims[0].content):
        assert cut(TEXT, words.start, words.end, unit) == words.text
    for sentence in answer.sentences:
        for words in (sentence, *sentence.attribution.sources, *sentence.figures, sentence.attribution.cue):
            assert words is not None
            assert cut(SUMMARY, words.start, words.end, unit) == words.text
        for found in sentence.evidence:
            assert cut(TEXT, *found.span, unit) == found.text
        for edit in sentence.edits:
            assert cut(SUMMARY, edit.start, edit.end, unit) == edit.after


@given(text=st.text(), data=st.data(), unit=st.sampled_from(["codepoint", "utf16", "byte"]))
def test_offset_map_slices_like_a_program_of_that_unit(
    text: str, data: st.DataObject, unit: OffsetUnit
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span(start, end)
    assert cut(text, *OffsetMap(text, unit).of(span), unit) == span.of(text)


# -------------------------------------------------------------------- requests


def test_request_becomes_the_records_of_the_path() -> None:
    body = {
        "text": "a",
        "id": "7",
        "publisher": "The Courier",
        "published_at": "2024-08-12T18:00:00Z",
        "options": {"max_sentences": 3, "include": ["draft"], "model": None},
    }
    asked: SummarizeRequest = load(SummarizeRequestSchema(), body)
    meta = ArticleMeta(id="7", publisher="The Courier", published_at="2024-08-12T18:00:00Z")
    assert (asked.article.text, asked.article.html, asked.article.meta) == ("a", None, meta)
    assert asked.options == SummarizeOptions(max_sentences=3, include=("draft",))


def test_check_becomes_the_records_of_the_path() -> None:
    body = {
        "source": {"html": "<p>", "publisher": "P"},
        "candidate": {"text": "c"},
        "options": {"fix": "apply"},
    }
    asked = load(CheckRequestSchema(), body)
    assert (asked.article.html, asked.article.meta.publisher, asked.candidate) == ("<p>", "P", "c")
    assert asked.options == CheckOptions(fix="apply")


def test_attributions_becomes_the_records_of_the_path() -> None:
    asked = load(
        AttributionsRequestSchema(), {"text": "a", "format": "citron", "options": {"offset_unit": "byte"}}
    )
    assert (asked.article.text, asked.format, asked.offset_unit) == ("a", "citron", "byte")


def test_unknown_field_names_the_known_ones() -> None:
    with pytest.raises(InvalidInput) as caught:
        load(CheckRequestSchema(), {"source": {"text": "a"}, "candidate": {"text": "b"}, "candidates": []})
    (error,) = caught.value.errors
    assert (error.pointer, error.detail) == (
        "/candidates",
        "Unknown field; the known ones are: candidate, options, source.",
    )


def test_every_bad_field_is_named_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        load(SummarizeRequestSchema(), {"text": 1, "id": 2, "options": {"mode": 3}})
    assert {error.pointer for error in caught.value.errors} == {"/text", "/id", "/options/mode"}


def test_offset_units_are_those_of_the_options() -> None:
    assert get_args(OffsetUnit) == get_args(get_type_hints(SummarizeOptions)["offset_unit"])


@pytest.mark.parametrize(
    ("body", "value"),
    [
        pytest.param(b'\xef\xbb\xbf{"a": 1}', {"a": 1}, id="byte-order-mark"),
        pytest.param(b'{"a": 1, "a": 2}', {"a": 2}, id="same-name-twice"),
        pytest.param(rb'"\ud83d\ude00 \\ud800"', "😀 \\ud800", id="pair-and-escaped-backslash"),
    ],
)
def test_parse_json_reads(body: bytes, value: Any) -> None:
    assert parse_json(body) == value


def test_parse_json_points_at_the_surrogate() -> None:
    with pytest.raises(MalformedBody) as caught:
        parse_json(rb'{"a": ["x", {"b/c": "y\udc00"}]}')
    assert caught.value.errors[0].pointer == "/a/1/b~1c"


def test_escape_is_that_of_rfc_6901() -> None:
    assert escape("m~n/o") == "m~0n~1o"
