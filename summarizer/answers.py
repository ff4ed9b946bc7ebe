"""The HTTP answers as typed records (docs/design.md, section 4).

The server builds these from its own records and dumps them through the schemas of ``api/``; the
client reads the same classes back from JSON. So both ends share one set of names and neither can
drift. Offsets are in the unit that the request asked for (``input.offset_unit``), half-open.
Only the standard library is needed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from summarizer.errors import SummarizerError
from summarizer.jobs.records import OVER

PROBLEM_BASE = "/problems/"
# What a caller is told of an error that is our own fault: the log has the rest.
_OUR_FAULT = "Something failed here; the server's log has more under this request id."

# ------------------------------------------------------------------------ parts


@dataclass(frozen=True, slots=True)
class Position:
    """A W3C Web Annotation position: ``start`` and ``end`` in the unit asked for."""

    start: int
    end: int
    type: Literal["TextPositionSelector"] = "TextPositionSelector"


@dataclass(frozen=True, slots=True)
class Quote:
    """A W3C Web Annotation quote: the exact words, with what stands before and after."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the article; ``selector`` names it twice, by position and by words."""

    role: str
    selector: tuple[Position | Quote, ...]

    @property
    def text(self) -> str:
        """Return the article's words at this place."""
        return next((item.exact for item in self.selector if isinstance(item, Quote)), "")

    @property
    def span(self) -> tuple[int, int]:
        """Return start and end of this place in the article."""
        found = next((item for item in self.selector if isinstance(item, Position)), Position(0, 0))
        return found.start, found.end


@dataclass(frozen=True, slots=True)
class Place:
    """Start and end of some words."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Some words with their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Where a sentence names a source."""

    source_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cue:
    """The reporting word of a sentence."""

    text: str
    start: int
    end: int
    stance: str = "neutral"


@dataclass(frozen=True, slots=True)
class Link:
    """One layer of a second-hand report, outermost first."""

    source_id: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether a sentence needs an owner, by which rule, and who is named."""

    required: bool
    reason: str
    rule: str
    status: str
    sources: tuple[Owner, ...] = ()
    cue: Cue | None = None
    chain: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another source's figure for the same thing."""

    text: str
    value: float
    source_id: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence; ``high`` is the upper end of a range."""

    text: str
    value: float
    start: int = 0
    end: int = 0
    high: float | None = None
    qualifier: str = "exact"
    unit: str = ""
    counted: str = ""
    contested: bool = False
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """How well the article backs a sentence."""

    verdict: str
    score: float


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by the guard; ``start`` and ``end`` say where ``after`` stands in the summary."""

    rule: str
    op: str
    start: int
    end: int
    before: str
    after: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a summary, with what backs it; its class is ``class`` in the JSON."""

    index: int
    start: int
    end: int
    text: str
    sentence_class: str = field(metadata={"json": "class"})
    attribution: Attribution
    figures: tuple[Figure, ...] = ()
    support: Support | None = None
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the article; ``share`` is its part of the article's words, 0 to 1."""

    id: str
    name: str
    type: str
    descriptor: str = ""
    mentions: tuple[Place, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute, and whether the summary gives it."""

    text: str
    source_id: str | None = None
    evidence: tuple[Evidence, ...] = ()
    in_summary: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """Figures for the same thing, from different owners, that cannot both hold."""

    about: str
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageNote:
    """A loaded word of the article; ``owner`` is ``article`` or a source's id."""

    start: int
    end: int
    text: str
    kind: str
    owner: str = "article"
    in_summary: bool = False
    alternatives: tuple[str, ...] = ()
    removable: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A draft sentence that could not be mended."""

    text: str
    code: str
    rule: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing that is no error."""

    code: str
    detail: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """Facts on the article. ``text`` is only set for HTML: the words that offsets refer to."""

    sha256: str
    chars: int
    sentences: int = 0
    tokens: int = 0
    chunks: int = 1
    truncated: bool = False
    language: str = "en"
    offset_unit: str = "codepoint"
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made this: program, ruleset, model; never reviewed by a human yet (R33)."""

    engine: str
    ruleset: str
    version: str = ""
    lexicon: str = ""
    model: str | None = None
    mode: str | None = None
    digital_source_type: str | None = None
    human_reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The model's own words before the guard; only with ``include: ["draft"]``."""

    text: str
    sentences: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what in the article."""

    id: str
    kind: str
    status: str
    stance: str
    source_id: str | None
    owner: Words | None
    cue: Words | None
    content: tuple[Words, ...]
    parent: str | None = None
    inherited_from: Words | None = None


@dataclass(frozen=True, slots=True)
class ArticleFigure:
    """A figure of the article, with the claim and the source that own it."""

    start: int
    end: int
    text: str
    value: float
    kind: str
    high: float | None = None
    qualifier: str = "exact"
    unit: str = ""
    counted: str = ""
    time: Words | None = None
    claim_id: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Claims and figures of the article; only with ``include: ["analysis"]``."""

    claims: tuple[Claim, ...] = ()
    figures: tuple[ArticleFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many issues of each severity, and how many sentences could be checked."""

    error: int = 0
    warning: int = 0
    info: int = 0
    sentences: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with a candidate; ``start`` and ``end`` are offsets into the candidate."""

    code: str
    rule: str
    severity: str
    sentence_index: int
    start: int
    end: int
    text: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would mend a sentence of the candidate: ``text`` passes in the place of ``start`` to ``end``.

    ``action`` is "correct", "replace" (by the article's own sentence) or "drop", then ``text`` is empty.
    """

    sentence_index: int
    start: int
    end: int
    action: str
    text: str
    rules: tuple[str, ...] = ()


# ---------------------------------------------------------------------- answers


@dataclass(frozen=True, slots=True)
class Renderings:
    """The summary in other forms: those that ``include`` asked for."""

    markdown: str | None = None
    html: str | None = None
    ninjs: Mapping[str, Any] | None = None
    annotations: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SummarizeAnswer:
    """The answer of ``POST /summarize``."""

    id: str
    request_id: str
    status: str
    summary: str
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    disputes: tuple[Dispute, ...]
    language_notes: tuple[LanguageNote, ...]
    dropped: tuple[Dropped, ...]
    warnings: tuple[Notice, ...]
    input: Input
    provenance: Provenance
    timing: Mapping[str, float] | None = None
    draft: Draft | None = None
    analysis: Analysis | None = None
    renderings: Renderings | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def source(self, source_id: str | None) -> Source | None:
        """Return the source of that id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The answer of ``POST /check``."""

    id: str
    request_id: str
    verdict: str
    counts: Counts
    issues: tuple[Issue, ...]
    corrected_text: str | None
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    disputes: tuple[Dispute, ...]
    dropped: tuple[Dropped, ...]
    warnings: tuple[Notice, ...]
    input: Input
    provenance: Provenance
    suggestions: tuple[Suggestion, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def source(self, source_id: str | None) -> Source | None:
        """Return the source of that id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)


@dataclass(frozen=True, slots=True)
class AttributionsAnswer:
    """The answer of ``POST /attributions`` in the native format."""

    id: str
    request_id: str
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    figures: tuple[ArticleFigure, ...]
    disputes: tuple[Dispute, ...]
    language_notes: tuple[LanguageNote, ...]
    input: Input
    provenance: Provenance
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def source(self, source_id: str | None) -> Source | None:
        """Return the source of that id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)


@dataclass(frozen=True, slots=True)
class CitronQuote:
    """One quote as Citron words it: a cue, its sources, its contents."""

    id: str
    cue: Words | None
    sources: tuple[Words, ...]
    contents: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class CitronAnswer:
    """The answer of ``POST /attributions`` in the Citron format; offsets are code points."""

    request_id: str
    quotes: tuple[CitronQuote, ...]
    input: Input
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One bad field: a JSON Pointer and what is wrong there."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error body (RFC 9457)."""

    type: str = "about:blank"
    title: str = ""
    status: int = 0
    detail: str = ""
    code: str = ""
    request_id: str = ""
    errors: tuple[FieldProblem, ...] = ()


def problem_of(error: SummarizerError, request_id: str = "") -> Problem:
    """Return ``error`` as a problem body; the words of an internal error stay in the log."""
    return Problem(
        type=PROBLEM_BASE + error.code,
        title=error.title,
        status=error.status,
        detail=_OUR_FAULT if error.status == 500 else error.message,
        code=error.code,
        request_id=request_id,
        errors=tuple(FieldProblem(item.pointer, item.detail) for item in error.errors),
    )


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One line of a batch: either ``result`` or ``error`` is set."""

    line: int
    id: str | None = None
    result: SummarizeAnswer | None = None
    error: Problem | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class JobWebhook:
    """Whom a job tells, and how far that got: "pending", "delivered" or "failed"."""

    url: str
    status: str
    tries: int = 0


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """The answer of ``/jobs``: a job as it stands; times are ISO 8601 in UTC.

    ``result`` is the JSON of the operation's answer once the job succeeded, ``error`` its problem once it
    failed.
    """

    id: str
    operation: str
    status: str
    created_at: str
    started_at: str | None = None
    finished_at: str | None = None
    expires_at: str | None = None
    attempts: int = 0
    result: Mapping[str, Any] | None = None
    error: Problem | None = None
    webhook: JobWebhook | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status in OVER


@dataclass(frozen=True, slots=True)
class Rule:
    """One editorial rule and how far a program decides it."""

    id: str
    title: str
    text: str
    handling: str
    codes: tuple[str, ...] = ()
    what_we_do: str = ""
    left_to_editor: str = ""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One row of the decision table: what a finding means, how grave it is, and its first remedy."""

    code: str
    rule: str
    severity: str
    remedy: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RulesAnswer:
    """The answer of ``GET /rules``."""

    ruleset: str
    rules: tuple[Rule, ...]
    findings: tuple[FindingKind, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model of the registry."""

    name: str
    kind: str
    default: bool = False
    revision: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of this server."""

    max_body_bytes: int
    max_chars: int
    max_candidate_chars: int
    min_words: int
    max_sentences: int
    request_threads: int
    queue_size: int
    deadline_seconds: float


@dataclass(frozen=True, slots=True)
class CapabilitiesAnswer:
    """The answer of ``GET /capabilities``."""

    version: str
    ruleset: str
    ready: bool
    default_model: str
    models: tuple[ModelInfo, ...]
    languages: tuple[str, ...]
    limits: Limits
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    jobs: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
