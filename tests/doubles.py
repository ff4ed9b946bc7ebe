"""Small real doubles: they implement the protocols of the package, and are given to it, never patched in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from summarizer.errors import SummarizerError
from summarizer.generation.registry import ModelCard, Registry
from summarizer.pipeline import Watch, unwatched
from summarizer.records import (
    Analysis,
    Article,
    ArticleInput,
    Attribution,
    Block,
    ChainLink,
    Check,
    CheckOptions,
    CheckResult,
    Claim,
    CueMention,
    Dispute,
    DisputeSide,
    Draft,
    DraftSentence,
    Dropped,
    Edit,
    Evidence,
    Figure,
    Finding,
    LanguageNote,
    Notice,
    OwnerMention,
    Plan,
    Sentence,
    Source,
    Span,
    SummarizeOptions,
    SummarizeResult,
    Summary,
    SummaryFigure,
    SummarySentence,
    Support,
)

CARD = ModelCard(name="scripted", kind="rewrite", licence="Apache-2.0", revision="1")
EXTRACT = ModelCard(name="extract", kind="extract", licence="Apache-2.0", revision="1")
REGISTRY = Registry((CARD, EXTRACT), default="scripted")


class ScriptedGenerator:
    """An engine that writes the sentences it was given, or raises the error it was given."""

    def __init__(
        self,
        *sentences: str,
        error: SummarizerError | None = None,
        card: ModelCard = CARD,
        ready: bool = True,
    ) -> None:
        self.card = card
        self.ready = ready
        self.asked: list[Plan] = []
        self._sentences = sentences
        self._error = error

    def warm_up(self) -> None:
        """Become ready, or raise."""
        if self._error is not None:
            raise self._error
        self.ready = True

    def generate(self, analysis: Analysis, plan: Plan, *, deadline: float | None, truncation: str) -> Draft:
        """Return the script as a draft, whatever the plan."""
        self.asked.append(plan)
        if self._error is not None:
            raise self._error
        sentences = tuple(DraftSentence(text) for text in self._sentences)
        return Draft(sentences, engine="scripted", model=self.card.id, mode="abstractive")


# ------------------------------------------------------------- an article made by hand
# The first letter takes two UTF-16 units and four bytes, so that every unit differs.

TEXT = (
    "😀 The mayor said “at least 32” homes burned. Police counted 50 homes.\n\n"
    "The brazen council, the mayor said, did nothing."
)
SUMMARY = "At least 32 homes burned, the mayor said 😀."


def place(text: str, words: str) -> Span:
    """Return where ``words`` first stands in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def analysis_of(text: str = TEXT) -> Analysis:
    """Return the analysis of ``TEXT``, made by hand; of another text, only its one block."""
    if text != TEXT:
        whole = Span(0, len(text))
        return Analysis(Article(text, (Block(0, "paragraph", whole),), (Sentence(0, whole, 0),)))
    first = Figure(
        place(TEXT, "at least 32"), "at least 32", 32.0, "count", counted="homes", qualifier="at_least"
    )
    rival = Figure(place(TEXT, "50 homes"), "50 homes", 50.0, "count", counted="homes")
    paragraph, second = TEXT.index("\n\n"), TEXT.index("The brazen")
    return Analysis(
        article=Article(
            text=TEXT,
            blocks=(
                Block(0, "paragraph", Span(0, paragraph)),
                Block(1, "paragraph", Span(second, len(TEXT))),
            ),
            sentences=(
                Sentence(0, Span(0, TEXT.index(" Police")), 0),
                Sentence(1, Span(TEXT.index("Police"), paragraph), 0),
                Sentence(2, Span(second, len(TEXT)), 1),
            ),
        ),
        claims=(
            Claim(
                id="c1",
                content=(place(TEXT, "“at least 32” homes burned"),),
                kind="mixed",
                source_id="s1",
                owner=place(TEXT, "The mayor"),
                cue=place(TEXT, "said"),
                cue_lemma="say",
            ),
        ),
        sources=(
            Source("s1", "The mayor", "person", mentions=(place(TEXT, "The mayor"),), share=0.25),
            Source("s2", "Police", "organisation", mentions=(place(TEXT, "Police"),)),
        ),
        figures=(replace(first, claim_id="c1", source_id="s1"), replace(rival, source_id="s2")),
        disputes=(Dispute("homes burned", (DisputeSide("s1", first), DisputeSide("s2", rival))),),
        language_notes=(LanguageNote(place(TEXT, "brazen"), "brazen", "loaded"),),
    )


def summary_sentence(text: str = SUMMARY) -> SummarySentence:
    """Return the one sentence of ``SUMMARY``, owned by the mayor, its figure disputed by the police."""
    figure = Figure(
        place(text, "At least 32"), "At least 32", 32.0, "count", counted="homes", qualifier="at_least"
    )
    rival = analysis_of().disputes[0].sides[1]
    return SummarySentence(
        index=0,
        span=Span(0, len(text)),
        text=text,
        sentence_class="claim",
        attribution=Attribution(
            required=True,
            reason="the article gives it to the mayor",
            rule="R1",
            status="restored",
            sources=(OwnerMention("s1", place(text, "the mayor"), "the mayor"),),
            cue=CueMention(place(text, "said"), "said", "neutral"),
            chain=(ChainLink("s1", "said"),),
        ),
        support=Support("supported", 0.9),
        figures=(SummaryFigure(figure, contested=True, rivals=(rival,)),),
        evidence=(
            Evidence("content", place(TEXT, "“at least 32” homes burned")),
            Evidence("attribution", place(TEXT, "The mayor")),
        ),
        edits=(Edit("R1", "insert", text.index(","), text.index(" 😀"), "", ", the mayor said", "no owner"),),
    )


def summarize_result(text: str = TEXT, options: SummarizeOptions | None = None) -> SummarizeResult:
    """Return a whole answer of the path, made by hand."""
    sentence = summary_sentence()
    draft = "At least 32 homes burned 😀."
    return SummarizeResult(
        analysis=analysis_of(text),
        draft=Draft((DraftSentence(draft),), "scripted", CARD.id, "abstractive", tokens=30),
        summary=Summary(
            status="ok",
            text=SUMMARY,
            sentences=(sentence,),
            draft_text=draft,
            edits=sentence.edits,
            dropped=(Dropped("The council did nothing.", "UNSUPPORTED", "R32"),),
            notices=(Notice("one_sided", "One figure is disputed.", "/text"),),
        ),
        options=options or SummarizeOptions(),
        timing=(("read", 0.25), ("generate", 0.5), ("guard", 0.125)),
    )


class FixedSummarizer:
    """A Summarizer that answers with what was made by hand, or does what the test says instead."""

    def __init__(
        self,
        *,
        instead: Callable[[], None] = lambda: None,
        ready: bool = True,
        warm_up_error: SummarizerError | None = None,
        registry: Registry = REGISTRY,
    ) -> None:
        self.registry = registry
        self.ready = ready
        self.asked: list[tuple[ArticleInput, object]] = []
        self._instead = instead
        self._warm_up_error = warm_up_error

    def warm_up(self) -> None:
        """Become ready, or raise."""
        if self._warm_up_error is not None:
            raise self._warm_up_error
        self.ready = True

    def summarize(
        self,
        article: ArticleInput,
        options: SummarizeOptions,
        watch: Watch = unwatched,
        *,
        deadline: float | None = None,
    ) -> SummarizeResult:
        """Return the result that was made by hand."""
        self.asked.append((article, options))
        watch("read")
        self._instead()
        return summarize_result(article.text or "", options)

    def check(
        self,
        article: ArticleInput,
        candidate: str,
        options: CheckOptions,
        *,
        deadline: float | None = None,
    ) -> CheckResult:
        """Find one error, at the first word of the candidate."""
        self.asked.append((article, options))
        self._instead()
        word = Span(0, len(candidate.split()[0]))
        finding = Finding(
            "ATTR_MISSING",
            "R1",
            "error",
            0,
            word,
            "the owner is missing",
            evidence=(Evidence("attribution", place(TEXT, "The mayor")),),
            suggestion=SUMMARY,
        )
        sentence = replace(summary_sentence(), edits=())
        corrected = summarize_result().summary if options.fix == "apply" else None
        return CheckResult(
            analysis_of(),
            candidate,
            Check("fail", (finding,), (sentence,), corrected),
            options,
            (("read", 0.1),),
        )

    def attributions(self, article: ArticleInput) -> Analysis:
        """Return the analysis that was made by hand."""
        self.asked.append((article, None))
        self._instead()
        return analysis_of(article.text or "")
