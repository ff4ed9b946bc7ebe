"""What goes out: one schema for each record of ``answers``, which the OpenAPI file describes.

The names are those of the records, but for ``class``, which Python reserves. A test holds the
two lists together.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_dump, validate
from marshmallow import fields as ma

from summarizer import answers, records
from summarizer.api.request_schemas import choices, choices_of
from summarizer.jobs.records import HookStatus, Operation, Status
from summarizer.records import CheckOptions


def _text(description: str = "", **options: Any) -> ma.String:
    return ma.String(required=True, metadata={"description": description} if description else {}, **options)


def _maybe_text(description: str = "") -> ma.String:
    return _text(description, allow_none=True)


def _one_of(literal: Any, description: str = "") -> ma.String:
    return _text(description, validate=validate.OneOf(choices_of(literal)))


def _whole(description: str = "") -> ma.Integer:
    return ma.Integer(required=True, metadata={"description": description} if description else {})


def _number(**options: Any) -> ma.Float:
    return ma.Float(required=True, **options)


def _many(schema: type[Schema]) -> ma.List[Any]:
    return ma.List(ma.Nested(schema), required=True)


def _one(schema: type[Schema], **options: Any) -> ma.Nested:
    return ma.Nested(schema, required=True, **options)


def refer(*names: str) -> list[dict[str, str]]:
    """Return references to schemas of the OpenAPI file; ``CHOSEN`` names them."""
    return [{"$ref": f"#/components/schemas/{name}"} for name in names]


class PlaceSchema(Schema):
    start, end = _whole("First unit."), _whole("One past the last unit.")


class WordsSchema(PlaceSchema):
    text = _text()


class PositionSchema(PlaceSchema):
    type = _text(validate=validate.OneOf(("TextPositionSelector",)))


class QuoteSchema(Schema):
    type = _text(validate=validate.OneOf(("TextQuoteSelector",)))
    exact, prefix, suffix = _text(), _text(), _text()


class SelectorField(ma.Field[Any]):
    """A position or a quote, told apart by ``type``."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> Any:
        return (_POSITION if isinstance(value, answers.Position) else _QUOTE).dump(value)


_POSITION, _QUOTE = PositionSchema(), QuoteSchema()


class EvidenceSchema(Schema):
    role = _one_of(records.EvidenceRole)
    selector = ma.List(
        SelectorField(metadata={"oneOf": refer("Position", "Quote")}),
        required=True,
        metadata={"description": "W3C Web Annotation selectors into the article."},
    )


class OwnerSchema(WordsSchema):
    source_id = _text()


class CueSchema(WordsSchema):
    stance = _one_of(records.Stance)


class LinkSchema(Schema):
    source_id, cue = _text(), _text()


class AttributionSchema(Schema):
    required = ma.Boolean(required=True)
    reason, rule = _text(), _text("The editorial rule; see `/rules`.")
    status = _one_of(records.AttributionStatus)
    sources = _many(OwnerSchema)
    cue = _one(CueSchema, allow_none=True)
    chain = _many(LinkSchema)


class RivalSchema(Schema):
    text, value = _text(), _number()
    source_id = _maybe_text()
    evidence = _many(EvidenceSchema)


class FigureSchema(WordsSchema):
    value, high = _number(), _number(allow_none=True)
    qualifier = _one_of(records.Qualifier)
    unit, counted = _text(), _text("What is counted.")
    contested = ma.Boolean(required=True)
    rivals = _many(RivalSchema)


class SupportSchema(Schema):
    verdict = _one_of(records.SupportVerdict)
    score = _number()


class EditSchema(Schema):
    rule = _text()
    op = _one_of(records.EditOp)
    start, end = _whole("Where `after` stands in the summary."), _whole()
    before, after, why = _text(), _text(), _text()


class SentenceSchema(Schema):
    index = _whole()
    start, end = _whole("Offset into the summary, or into the candidate of a check."), _whole()
    text = _text()
    sentence_class = _text(data_key="class", validate=validate.OneOf(choices_of(records.SentenceClass)))
    attribution = _one(AttributionSchema)
    figures = _many(FigureSchema)
    support = _one(SupportSchema, allow_none=True)
    evidence = _many(EvidenceSchema)
    edits = _many(EditSchema)


class SourceSchema(Schema):
    id, name = _text(), _text()
    type = _one_of(records.SourceType)
    descriptor = _text()
    mentions = _many(PlaceSchema)
    share = _number(metadata={"description": "Part of the article's words in this source's claims."})


class SideSchema(Schema):
    source_id = _maybe_text()
    text = _text()
    evidence = _many(EvidenceSchema)
    in_summary = ma.Boolean(
        required=True, metadata={"description": "Whether the summary gives this side's figure as its own."}
    )


class DisputeSchema(Schema):
    about = _text()
    sides = _many(SideSchema)


class LanguageNoteSchema(WordsSchema):
    kind = _one_of(records.NoteKind)
    owner = _text("`article`, or the id of the source whose word it is.")
    in_summary = ma.Boolean(required=True)
    alternatives = ma.List(ma.String(), required=True, metadata={"description": "Neutral words for it."})
    removable = ma.Boolean(required=True, metadata={"description": "Whether the word may just go."})


class DroppedSchema(Schema):
    text, code, rule = _text(), _text("A finding's code, `DUPLICATE` or `OVER_LENGTH`."), _text()


class NoticeSchema(Schema):
    code, detail, pointer = _text(), _text(), _text()


class InputSchema(Schema):
    sha256 = _text("Of the text that offsets refer to.")
    chars, sentences, tokens, chunks = _whole(), _whole(), _whole(), _whole()
    truncated = ma.Boolean(required=True)
    language = _text()
    offset_unit = _text(validate=validate.OneOf(choices(CheckOptions, "offset_unit")))
    text = ma.String(metadata={"description": "Only for HTML: the text that offsets refer to."})

    @post_dump
    def leave_out(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out the text where it is the caller's own."""
        return _without_none(data, ("text",))


class ProvenanceSchema(Schema):
    engine, ruleset, version = _text(), _text(), _text()
    lexicon = _text("The version of the list of loaded words.")
    model, mode, digital_source_type = _maybe_text("name@revision"), _maybe_text(), _maybe_text()
    human_reviewed = ma.Boolean(required=True)


class DraftSchema(Schema):
    text = _text()
    sentences = _many(WordsSchema)


class ClaimSchema(Schema):
    id = _text()
    kind, status = _one_of(records.ClaimKind), _one_of(records.ClaimStatus)
    stance = _one_of(records.Stance)
    source_id = _maybe_text()
    owner, cue = _one(WordsSchema, allow_none=True), _one(WordsSchema, allow_none=True)
    content = _many(WordsSchema)
    parent = _maybe_text("The id of the claim around this one.")
    inherited_from = _one(WordsSchema, allow_none=True)


class ArticleFigureSchema(WordsSchema):
    value, high = _number(), _number(allow_none=True)
    kind, qualifier = _one_of(records.FigureKind), _one_of(records.Qualifier)
    unit, counted = _text(), _text()
    time = _one(WordsSchema, allow_none=True)
    claim_id, source_id = _maybe_text(), _maybe_text()


class AnalysisSchema(Schema):
    claims = _many(ClaimSchema)
    figures = _many(ArticleFigureSchema)


class RenderingsSchema(Schema):
    """The summary in other forms; only those that `include` asked for."""

    markdown = ma.String(metadata={"description": "CommonMark."})
    html = ma.String(metadata={"description": "An `<aside>`, sanitised."})
    ninjs = ma.Dict(
        metadata={"description": "An IPTC ninjs 3.1 item, or the caller's with the summary added."}
    )
    annotations = ma.Dict(metadata={"description": "A page of W3C Web Annotations, one an evidence."})

    @post_dump
    def leave_out(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out what was not asked for."""
        return _without_none(data, tuple(self.fields))


class SummarizeAnswerSchema(Schema):
    """The answer of `/summarize`; `draft`, `analysis`, `timing`, `renderings` only where asked for."""

    id, request_id = _text(), _text()
    status = _one_of(records.SummaryStatus)
    summary = _text()
    sentences, sources, disputes = _many(SentenceSchema), _many(SourceSchema), _many(DisputeSchema)
    language_notes = _many(LanguageNoteSchema)
    dropped, warnings = _many(DroppedSchema), _many(NoticeSchema)
    input, provenance = _one(InputSchema), _one(ProvenanceSchema)
    timing = ma.Dict(keys=ma.String(), values=ma.Float(), metadata={"description": "Seconds a stage."})
    draft, analysis = ma.Nested(DraftSchema), ma.Nested(AnalysisSchema)
    renderings = ma.Nested(RenderingsSchema)

    @post_dump
    def leave_out(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out what was not asked for."""
        return _without_none(data, ("timing", "draft", "analysis", "renderings"))


class CountsSchema(Schema):
    error, warning, info = _whole(), _whole(), _whole()
    sentences, checked = _whole(), _whole()


class IssueSchema(Schema):
    code = _one_of(records.FindingCode)
    rule = _text()
    severity = _one_of(records.Severity)
    sentence_index = _whole()
    start, end = _whole("Offset into the candidate."), _whole()
    text, message = _text(), _text()
    evidence = _many(EvidenceSchema)
    suggestion = _maybe_text()


class SuggestionSchema(Schema):
    sentence_index = _whole()
    start, end = _whole("Offset into the candidate."), _whole()
    action = _text(validate=validate.OneOf(choices(records.Suggestion, "action")))
    text = _text("A sentence that passes; empty where the sentence should go.")
    rules = ma.List(ma.String(), required=True)


class CheckAnswerSchema(Schema):
    """The answer of `/check`."""

    id, request_id = _text(), _text()
    verdict = _text(validate=validate.OneOf(choices(records.Check, "verdict")))
    counts = _one(CountsSchema)
    issues = _many(IssueSchema)
    corrected_text = _maybe_text("Only with `fix: apply`.")
    suggestions = _many(SuggestionSchema)
    sentences, sources, disputes = _many(SentenceSchema), _many(SourceSchema), _many(DisputeSchema)
    dropped, warnings = _many(DroppedSchema), _many(NoticeSchema)
    input, provenance = _one(InputSchema), _one(ProvenanceSchema)


class AttributionsAnswerSchema(Schema):
    """The native answer of `/attributions`."""

    id, request_id = _text(), _text()
    claims, sources, figures = _many(ClaimSchema), _many(SourceSchema), _many(ArticleFigureSchema)
    disputes, language_notes = _many(DisputeSchema), _many(LanguageNoteSchema)
    input, provenance = _one(InputSchema), _one(ProvenanceSchema)


class CitronQuoteSchema(Schema):
    id = _text()
    cue = _one(WordsSchema, allow_none=True)
    sources, contents = _many(WordsSchema), _many(WordsSchema)


class CitronAnswerSchema(Schema):
    """The answer of `/attributions` with `format: citron`; offsets are code points."""

    request_id = _text()
    quotes = _many(CitronQuoteSchema)
    input = _one(InputSchema)


# One of several: the writer of the OpenAPI file does not look into a choice, so these are named by hand.
CHOSEN: dict[str, type[Schema]] = {
    "Position": PositionSchema,
    "Quote": QuoteSchema,
    "AttributionsAnswer": AttributionsAnswerSchema,
    "CitronAnswer": CitronAnswerSchema,
}


class FieldProblemSchema(Schema):
    pointer = _text("JSON Pointer into the request body; empty for the body itself.")
    detail = _text()


class ProblemSchema(Schema):
    """An error body (RFC 9457)."""

    type, title = _text("Resolves to a page on this kind of error."), _text()
    status = _whole()
    detail, code, request_id = _text(), _text(), _text()
    errors = _many(FieldProblemSchema)


class BatchItemSchema(Schema):
    """One line of a batch: `result` or `error`."""

    line = _whole("The line of the request body, from 1.")
    id = _maybe_text()
    result = ma.Nested(SummarizeAnswerSchema)
    error = ma.Nested(ProblemSchema)

    @post_dump
    def leave_out(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out the one that is not set."""
        return _without_none(data, ("result", "error"))


class JobWebhookSchema(Schema):
    url, status = _text(), _text(validate=validate.OneOf(choices_of(HookStatus)))
    tries = _whole()


class JobAnswerSchema(Schema):
    """A job as it stands."""

    id = _text()
    operation, status = _one_of(Operation), _one_of(Status)
    created_at, started_at = _text(), _maybe_text()
    finished_at, expires_at = _maybe_text(), _maybe_text("When the job and its result are forgotten.")
    attempts = _whole("How often it was begun; more than once where a process ended over it.")
    result = ma.Dict(
        required=True,
        allow_none=True,
        metadata={"description": "The operation's answer, once the job succeeded."},
    )
    error = _one(ProblemSchema, allow_none=True)
    webhook = _one(JobWebhookSchema, allow_none=True)


class RuleSchema(Schema):
    id, title, text, handling = _text(), _text(), _text(), _text()
    codes = ma.List(ma.String(), required=True)
    what_we_do = _text("What the program does about the rule.")
    left_to_editor = _text("What it leaves to an editor and why; empty where nothing is left.")


class FindingKindSchema(Schema):
    code, rule, severity = _text(), _text(), _text()
    remedy = _text("What the guard tries first.")
    meaning = _text()


class RulesAnswerSchema(Schema):
    """The editorial rules, how far a program decides each, and what every finding means."""

    ruleset = _text()
    rules = _many(RuleSchema)
    findings = _many(FindingKindSchema)


class ModelInfoSchema(Schema):
    name, kind = _text(), _text()
    default = ma.Boolean(required=True)
    revision, licence = _text(), _text()


class LimitsSchema(Schema):
    max_body_bytes, max_chars, max_candidate_chars = _whole(), _whole(), _whole()
    min_words, max_sentences, request_threads, queue_size = _whole(), _whole(), _whole(), _whole()
    deadline_seconds = _number()


class CapabilitiesAnswerSchema(Schema):
    """What this server can do, and its limits."""

    version, ruleset = _text(), _text()
    ready = ma.Boolean(required=True)
    default_model = _text()
    models = _many(ModelInfoSchema)
    languages = ma.List(ma.String(), required=True)
    limits = _one(LimitsSchema)
    options = ma.Dict(
        keys=ma.String(),
        values=ma.List(ma.String()),
        required=True,
        metadata={"description": "The accepted values of each option of `/summarize` and `/check`."},
    )
    jobs = ma.Boolean(required=True, metadata={"description": "Whether this server takes jobs."})


def _without_none(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None or key not in names}
