"""The records that every layer passes on.

All are frozen and hold tuples. Every offset is a half-open code-point offset into
``Article.text``, which is the caller's text, unchanged. Nothing here imports another
module of the package, and nothing here knows spaCy, torch or Flask: a test builds an
article by hand from these records alone.

The order of the classes is the order of the path: what was read (``Article`` to
``Analysis``), what was written (``Passage`` to ``Draft``), what was decided
(``Evidence`` to ``Summary``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from summarizer.overlaps import Overlaps

BlockKind = Literal["paragraph", "heading", "list_item", "embed"]
ClaimKind = Literal[
    "direct", "indirect", "mixed", "floating", "according", "colon", "noun", "list", "block", "embed"
]
ClaimStatus = Literal["resolved", "unresolved", "ownerless"]
Stance = Literal["neutral", "doubting", "endorsing", "mental", "manner"]
SourceType = Literal[
    "person",
    "organisation",
    "document",
    "outlet",
    "social_post",
    "unnamed",
    "poll",
    "court",
    "author",
]
FigureKind = Literal["count", "percent", "points", "money", "measure", "ordinal", "year", "time"]
Qualifier = Literal[
    "exact",
    "at_least",
    "more_than",
    "up_to",
    "less_than",
    "about",
    "nearly",
    "between",
]
NoteKind = Literal["loaded", "editorial", "epithet"]
Mode = Literal["abstractive", "extractive"]
SentenceClass = Literal["claim", "quote", "record", "opinion", "forecast"]
# The last two are faults, and stand in checks alone: a summary lets neither out.
AttributionStatus = Literal["kept", "restored", "corrected", "not_required", "unresolved", "missing", "wrong"]
SupportVerdict = Literal["supported", "partial", "unsupported", "not_checked"]
EvidenceRole = Literal["content", "attribution"]
EditOp = Literal["insert", "replace", "delete"]
Severity = Literal["error", "warning", "info"]
SummaryStatus = Literal["ok", "partial", "refused"]
FindingCode = Literal[
    "ATTR_MISSING",
    "ATTR_WRONG_SOURCE",
    "ATTR_VAGUE",
    "ATTR_UNRESOLVED",
    "ATTR_UNNEEDED",
    "CHAIN_BROKEN",
    "CUE_LOADED",
    "CUE_UPGRADED",
    "FIGURE_NOT_IN_SOURCE",
    "FIGURE_QUALIFIER_LOST",
    "FIGURE_OWNER_LOST",
    "FIGURE_ONE_SIDED",
    "QUOTE_NOT_VERBATIM",
    "QUOTE_WRONG_SPEAKER",
    "LOADED_TERM_UNQUOTED",
    "NAME_NOT_IN_SOURCE",
    "HEDGE_LOST",
    "NEGATION_LOST",
    "MODALITY_SHIFT",
    "TIME_MARKER_LOST",
    "RESPONSE_OMITTED",
    "CAVEAT_LOST",
    "UNSUPPORTED",
    "NOT_CHECKED",
    "SOURCE_UNATTRIBUTED",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= i < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} must satisfy 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of ``text`` that this span names."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shared_with(self, other: Span) -> int:
        """Return how many code points the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shift(self, by: int) -> Span:
        """Return the span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)


# ---------------------------------------------------------------- what was read


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """What the caller says about the article, beside its text."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published_at: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or embedded post.

    ``lead_in`` is the index of the block whose words introduce a list item ("the Kremlin
    has issued the following figures:"). ``handle`` is the span of an embedded post's
    author line ("BRICS News (@BRICSinfo)"), also set on each block that belongs to the post.
    """

    index: int
    kind: BlockKind
    span: Span
    lead_in: int | None = None
    handle: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; it never crosses a block."""

    index: int
    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the single parse, free of spaCy so that any layer may read it.

    ``head`` is the index in ``Article.tokens`` of the syntactic head (the token itself for a
    root); heads never leave the sentence. ``ent`` is the entity label or ``""``, ``ent_start``
    tells where an entity begins. ``morph`` is the feature string, e.g. ``Number=Sing|Tense=Past``.
    """

    index: int
    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str = ""
    ent_start: bool = False
    morph: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation; ``spans`` holds its words without the marks, one span a paragraph.

    ``outer`` runs from the opening mark to the end of the closing mark (or to the end of the
    block where the mark is missing, then ``closed`` is False).
    """

    index: int
    outer: Span
    spans: tuple[Span, ...]
    closed: bool = True


@dataclass(frozen=True)
class Article:
    """A text, segmented and parsed once.

    ``unread`` are sentences of which nothing is told: orders to the reader, other languages, no end.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    meta: ArticleMeta = ArticleMeta()
    unread: tuple[Span, ...] = ()

    @cached_property
    def _token_starts(self) -> tuple[int, ...]:
        return tuple(token.span.start for token in self.tokens)

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.span.start for sentence in self.sentences)

    @cached_property
    def _children(self) -> dict[int, tuple[Token, ...]]:
        children: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.index:
                children.setdefault(token.head, []).append(token)
        return {head: tuple(found) for head, found in children.items()}

    @cached_property
    def _quotations_by_place(self) -> Overlaps[Quotation]:
        return Overlaps((quotation, (quotation.outer,)) for quotation in self.quotations)

    def quotations_at(self, span: Span) -> list[Quotation]:
        """Return the quotations that share a character with ``span``, in text order."""
        return self._quotations_by_place.at(span)

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that start inside ``span``, in order."""
        first = bisect_left(self._token_starts, span.start)
        return self.tokens[first : bisect_left(self._token_starts, span.end)]

    def children_of(self, token: Token) -> tuple[Token, ...]:
        """Return the syntactic children of ``token``, in order."""
        return self._children.get(token.index, ())

    def head_of(self, token: Token) -> Token:
        """Return the syntactic head of ``token``; a root is its own head."""
        return self.tokens[token.head]

    def subtree_of(self, token: Token) -> tuple[Token, ...]:
        """Return ``token`` and all its descendants, in text order."""
        found, stack = [], [token]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(self.children_of(current))
        return tuple(sorted(found, key=lambda item: item.index))

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds ``offset``, or the last one that starts before it."""
        place = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[place] if place >= 0 else None

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that overlap ``span``."""
        first = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        last = bisect_left(self._sentence_starts, span.end)
        return tuple(sentence for sentence in self.sentences[first:last] if sentence.span.overlaps(span))


@dataclass(frozen=True, slots=True)
class Source:
    """One real-world source with all the places that mention it.

    ``name`` is the fullest form that the article gives, ``aliases`` every other form of words
    that means this source (surname, acronym, role), ``descriptor`` the role or affiliation as
    the article words it ("Kursk's governor"). ``share`` is the part of the article's words that
    stands in this source's claims, 0 to 1.
    """

    id: str
    name: str
    type: SourceType
    descriptor: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    named: bool = True
    plural: bool = False
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what: content spans, the source, the cue, and how sure we are of the owner.

    ``owner`` holds the words that name the source at this claim ("he", "the acting regional
    governor"); it may lie outside the sentence (lead-in, handle line). ``parent`` is the id of
    the claim inside which this one stands ("Bloomberg reported X said Y": Y's parent is
    Bloomberg's claim). ``inherited_from`` is the block whose lead-in or handle gives the owner.
    ``status`` is ``unresolved`` where an owner is named but cannot be settled (``source_id`` is
    None) and ``ownerless`` for passive hedges ("it is believed", "reportedly").
    """

    id: str
    content: tuple[Span, ...]
    kind: ClaimKind
    source_id: str | None = None
    owner: Span | None = None
    cue: Span | None = None
    cue_lemma: str = ""
    stance: Stance = "neutral"
    status: ClaimStatus = "resolved"
    parent: str | None = None
    inherited_from: int | None = None

    def covers(self, span: Span) -> bool:
        """Tell whether any part of ``span`` lies in this claim's content."""
        return any(part.overlaps(span) for part in self.content)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the text.

    ``span`` covers qualifier, number and unit ("up to 1,350"), ``text`` is its words. ``value`` is in
    single units (``half a million`` is 500000.0), ``high`` is the upper end of a range.
    ``unit`` is a canonical slug ("people", "km", "km2", "USD", "percent", "" for a bare count),
    ``counted`` the thing counted as the text words it, lower case ("troops", "tanks").
    ``claim_id`` is the innermost claim whose content holds the figure.
    """

    span: Span
    text: str
    value: float
    kind: FigureKind
    high: float | None = None
    unit: str = ""
    counted: str = ""
    qualifier: Qualifier = "exact"
    time: Span | None = None
    claim_id: str | None = None
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class DisputeSide:
    """One side of a dispute: who says which figure, and where."""

    source_id: str | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class Dispute:
    """Figures of the same thing, from different owners, that cannot both hold."""

    about: str
    sides: tuple[DisputeSide, ...]


@dataclass(frozen=True, slots=True)
class LanguageNote:
    """A loaded word: ``owner`` is ``"article"`` or the id of the source whose word it is.

    ``alternatives`` are neutral words in the same form; a ``removable`` one may just go.
    """

    span: Span
    text: str
    kind: NoteKind
    owner: str = "article"
    alternatives: tuple[str, ...] = ()
    removable: bool = False


@dataclass(frozen=True)
class Analysis:
    """All that reading found in one text."""

    article: Article
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    language_notes: tuple[LanguageNote, ...] = ()

    @cached_property
    def _sources_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _claims_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def _claims_by_place(self) -> Overlaps[Claim]:
        return Overlaps((claim, claim.content) for claim in self.claims)

    @cached_property
    def _figures_by_place(self) -> Overlaps[Figure]:
        return Overlaps((figure, (figure.span,)) for figure in self.figures)

    def source(self, source_id: str | None) -> Source | None:
        """Return the source of that id, or None."""
        return self._sources_by_id.get(source_id) if source_id else None

    def claim(self, claim_id: str | None) -> Claim | None:
        """Return the claim of that id, or None."""
        return self._claims_by_id.get(claim_id) if claim_id else None

    def claims_over(self, span: Span) -> tuple[Claim, ...]:
        """Return the claims whose content overlaps ``span``, outermost first."""
        return tuple(sorted(self._claims_by_place.at(span), key=lambda claim: len(self.chain(claim))))

    def chain(self, claim: Claim) -> tuple[Claim, ...]:
        """Return ``claim`` and the claims around it, outermost first (R16, R17)."""
        links, seen = [claim], {claim.id}
        while (outer := self.claim(links[-1].parent)) and outer.id not in seen:
            links.append(outer)
            seen.add(outer.id)
        return tuple(reversed(links))

    def figures_in(self, span: Span) -> tuple[Figure, ...]:
        """Return the figures that lie inside ``span``."""
        return tuple(figure for figure in self._figures_by_place.at(span) if span.contains(figure.span))


# -------------------------------------------------------------- what was written


@dataclass(frozen=True, slots=True)
class Passage:
    """Article sentences that one summary sentence is to be written from.

    ``sentences`` are indices into ``Article.sentences``; ``lead_in`` is the index of the sentence
    that owns a list item, where there is one; ``score`` is salience, higher first. ``core`` is the
    one of ``sentences`` that the summary sentence is to tell; the others name its owner.
    """

    index: int
    sentences: tuple[int, ...]
    lead_in: int | None = None
    score: float = 0.0
    core: int | None = None

    @property
    def told(self) -> int:
        """The index of the sentence to tell: ``core``, or the first where none is marked."""
        return self.sentences[0] if self.core is None else self.core


@dataclass(frozen=True, slots=True)
class Plan:
    """Which passages a summary needs, in the order of the article."""

    passages: tuple[Passage, ...]
    max_sentences: int


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence as the engine wrote it; ``passage`` is its place in the plan, if it has one."""

    text: str
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the caller should know that is no error."""

    code: str
    detail: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine wrote, before the guard: never shown unless asked for by name.

    ``fallback`` is why it is the extract where a model was asked: an error's code, or "nothing_kept".
    """

    sentences: tuple[DraftSentence, ...]
    engine: str
    model: str
    mode: Mode
    chunks: int = 1
    tokens: int = 0
    truncated: bool = False
    notices: tuple[Notice, ...] = ()
    fallback: str = ""

    @property
    def text(self) -> str:
        """Return the draft as one text, sentences joined by a space."""
        return " ".join(sentence.text for sentence in self.sentences)


# -------------------------------------------------------------- what was decided


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in the article a sentence comes from: its content, or the words that name its owner."""

    role: EvidenceRole
    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by the guard. ``start`` and ``end`` say where ``after`` stands in the *summary*.

    Replay: take the draft, and for each edit from the first to the last put ``after`` in the place
    of ``before`` at ``start``; every earlier edit is done by then, so the offset holds. The result
    is the summary exactly. A dropped sentence is a ``delete`` with an empty ``after``.
    """

    rule: str
    op: EditOp
    start: int
    end: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a sentence of a candidate. ``span`` is into the candidate's text."""

    code: FindingCode
    rule: str
    severity: Severity
    sentence: int
    span: Span
    message: str
    evidence: tuple[Evidence, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one aligned clause must carry.

    ``chain`` holds the claims that own the evidence, outermost first (empty: the article's own
    voice). ``evidence`` names the article's sentences, ``rule`` the editorial rule that asks.
    """

    clause: Span
    evidence: tuple[Span, ...]
    chain: tuple[Claim, ...]
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class OwnerMention:
    """Where a summary sentence names a source; ``span`` is into the summary."""

    source_id: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class CueMention:
    """The reporting word of a summary sentence; ``span`` is into the summary."""

    span: Span
    text: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One layer of a second-hand report, outermost first (R16)."""

    source_id: str
    cue: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether a sentence needs an owner, why, and who is named."""

    required: bool
    reason: str
    rule: str
    status: AttributionStatus
    sources: tuple[OwnerMention, ...] = ()
    cue: CueMention | None = None
    chain: tuple[ChainLink, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryFigure:
    """A figure of a summary sentence; ``figure.span`` is into the summary (R20, R22)."""

    figure: Figure
    contested: bool = False
    rivals: tuple[DisputeSide, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """How well the article backs a sentence; ``score`` is 0 to 1."""

    verdict: SupportVerdict
    score: float


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary with everything that backs it."""

    index: int
    span: Span
    text: str
    sentence_class: SentenceClass
    attribution: Attribution
    support: Support
    figures: tuple[SummaryFigure, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A draft sentence that was left out, and why (R32).

    ``code`` is a finding's code, ``DUPLICATE`` for a repetition, or ``OVER_LENGTH`` beyond the limit.
    """

    text: str
    code: str
    rule: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the guard lets out. ``edits`` replay from ``draft_text`` to ``text`` exactly."""

    status: SummaryStatus
    text: str
    sentences: tuple[SummarySentence, ...]
    draft_text: str = ""
    edits: tuple[Edit, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would mend a candidate's sentence at ``span``: a ``text`` that passes, or "" to drop it.

    "correct" keeps the sentence and changes words, "replace" puts the article's own sentence in its place.
    """

    sentence: int
    span: Span
    action: Literal["correct", "replace", "drop"]
    text: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What ``check`` found in a candidate.

    ``suggestions`` are given where a fix was asked for, ``corrected`` where it was to be applied.
    """

    verdict: Literal["pass", "fail", "inconclusive"]
    findings: tuple[Finding, ...]
    sentences: tuple[SummarySentence, ...]
    corrected: Summary | None = None
    suggestions: tuple[Suggestion, ...] = ()


# ---------------------------------------------------------------- what was asked


Included = Literal["draft", "analysis", "timing", "markdown", "html", "ninjs", "annotations"]


@dataclass(frozen=True, slots=True)
class SummarizeOptions:
    """The options of ``/summarize``; ``model`` None means the default of the registry."""

    model: str | None = None
    mode: Literal["auto", "abstractive", "extractive"] = "auto"
    format: Literal["paragraph", "bullets", "alert"] = "paragraph"
    max_sentences: int = 5
    truncation: Literal["chunk", "head", "error"] = "chunk"
    cue_policy: Literal["keep", "neutral"] = "keep"
    on_unresolved: Literal["quote_source", "drop", "flag", "fail"] = "quote_source"
    offset_unit: Literal["codepoint", "utf16", "byte"] = "codepoint"
    include: tuple[Included, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of ``/check``."""

    fix: Literal["none", "suggest", "apply"] = "none"
    cue_policy: Literal["keep", "neutral"] = "keep"
    on_unresolved: Literal["quote_source", "drop", "flag", "fail"] = "quote_source"
    offset_unit: Literal["codepoint", "utf16", "byte"] = "codepoint"


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """An article as the caller sent it: exactly one of ``text`` and ``html`` is set.

    ``origin`` is the member of the body that it was read from, where that is neither: "ninjs", "json_ld".
    """

    text: str | None = None
    html: str | None = None
    origin: str | None = None
    meta: ArticleMeta = field(default_factory=ArticleMeta)


@dataclass(frozen=True, slots=True)
class SummarizeResult:
    """The whole answer of the path: input facts, analysis, draft and summary.

    ``timing`` maps a stage name to seconds.
    """

    analysis: Analysis
    draft: Draft
    summary: Summary
    options: SummarizeOptions
    timing: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The whole answer of ``check``."""

    analysis: Analysis
    candidate: str
    check: Check
    options: CheckOptions
    timing: tuple[tuple[str, float], ...] = ()
