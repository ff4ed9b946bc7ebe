"""The checks of one clause's words against its evidence; each returns findings and changes nothing.

Figures are compared by value, unit, thing counted and qualifier with the grammar of ``reading``
(R20, R21, R23), names and quotations by the article's letters (R12, R27), negation, modality and
hedges by the verbs that both texts share (R15, R30).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarizer.guard.align import Alignment, stem
from summarizer.guard.evidence import Scope
from summarizer.guard.lexicon import (
    BINDING_TIME,
    HEDGE_VERBS,
    HEDGES,
    MODAL_CLASS,
    MODAL_NEAR,
    NEGATIONS,
    OPENING_MARKS,
)
from summarizer.guard.policy import DECISIONS
from summarizer.guard.wording import flat, holds_phrase, holds_quote
from summarizer.reading.figures import compatible_qualifier, same_value
from summarizer.reading.quantities.counted import split_counted
from summarizer.records import (
    Analysis,
    Evidence,
    Figure,
    Finding,
    FindingCode,
    Requirement,
    Span,
    Token,
)

COUNTED_KINDS = frozenset({"count", "percent", "points", "money", "measure"})


@dataclass(frozen=True, slots=True)
class Case:
    """One clause under examination: the candidate sentence, the article, and the evidence.

    ``frames`` are the spans of the candidate's reporting frames; their words are judged by
    ``ownership``, not here.
    """

    said: Analysis
    analysis: Analysis
    alignment: Alignment
    scope: Scope
    requirements: tuple[Requirement, ...]
    frames: tuple[Span, ...]

    @property
    def clause(self) -> Span:
        return self.alignment.clause.span

    def own_words(self) -> tuple[Token, ...]:
        """Return the clause's tokens outside the reporting frames."""
        return tuple(
            token
            for token in self.said.article.tokens_in(self.clause)
            if not any(frame.overlaps(token.span) for frame in self.frames)
        )

    def evidence_words(self) -> tuple[Token, ...]:
        """Return the tokens of the evidence sentences."""
        article = self.analysis.article
        return tuple(token for sentence in self.scope.sentences for token in article.tokens_in(sentence.span))

    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(Evidence("content", sentence.span) for sentence in self.scope.sentences)


def finding(
    code: FindingCode,
    span: Span,
    message: str,
    *,
    evidence: tuple[Evidence, ...] = (),
    suggestion: str | None = None,
) -> Finding:
    """Make a finding with the rule and the severity that the policy gives its code."""
    decision = DECISIONS[code]
    return Finding(code, decision.rule, decision.severity, 0, span, message, evidence, suggestion)


def check_figures(case: Case) -> Iterator[Finding]:
    """Find figures that the evidence does not give, or gives with another qualifier or time."""
    for figure in case.said.figures:
        if case.clause.overlaps(figure.span):
            yield from _check_figure(figure, case)


def _check_figure(figure: Figure, case: Case) -> Iterator[Finding]:
    if figure.kind not in COUNTED_KINDS:
        if not holds_phrase(case.scope.text(case.analysis), figure.text) and not _twin(figure, case):
            yield _not_in_source(figure, case)
        return
    twin = _twin(figure, case)
    if twin is None:
        yield _not_in_source(figure, case)
        return
    if not compatible_qualifier(twin, figure):
        yield finding(
            "FIGURE_QUALIFIER_LOST",
            figure.span,
            f"The article says “{twin.text}”; the sentence says “{figure.text}”.",
            evidence=(Evidence("content", twin.span),),
            suggestion=twin.text,
        )
    yield from _check_time(figure, twin, case)


def _twin(figure: Figure, case: Case) -> Figure | None:
    """Return the evidence's figure of the same value, unit and thing counted, the best one first."""
    for pool in (case.scope.figures(case.analysis), case.scope.figures_around(case.analysis)):
        able = [
            other
            for other in pool
            if same_value(other, figure) and same_counted(other.counted, figure.counted)
        ]
        if able:
            return max(able, key=lambda other: (compatible_qualifier(other, figure), -other.span.start))
    return None


def _not_in_source(figure: Figure, case: Case) -> Finding:
    return finding(
        "FIGURE_NOT_IN_SOURCE",
        figure.span,
        f"The passage behind this sentence does not give “{_with_counted(figure)}”.",
        evidence=case.evidence(),
    )


def _with_counted(figure: Figure) -> str:
    return f"{figure.text} {figure.counted}".strip()


def same_counted(one: str, other: str) -> bool:
    """Tell whether two things counted may be the same: unknown fits all, events never mix (R23)."""
    (noun, event), (other_noun, other_event) = split_counted(one), split_counted(other)
    if event and other_event and event != other_event:
        return False
    if not noun or not other_noun:
        return True
    mine, theirs = ({stem(word) for word in text.lower().split()} for text in (noun, other_noun))
    return bool(mine & theirs)


def _check_time(figure: Figure, twin: Figure, case: Case) -> Iterator[Finding]:
    """A count's as-of marker is part of the figure (R20, R22)."""
    if twin.time is None:
        return
    marker = twin.time.of(case.analysis.article.text)
    binding = marker.lower().startswith(BINDING_TIME)
    if binding and not holds_phrase(case.said.article.text, marker):
        yield finding(
            "TIME_MARKER_LOST",
            figure.span,
            f"The article counts this “{marker}”; the sentence leaves that out.",
            evidence=(Evidence("content", twin.time),),
        )


def check_numbers(case: Case) -> Iterator[Finding]:
    """Find digits that no figure of the grammar explains and the evidence does not hold."""
    text = case.scope.text(case.analysis)
    for token in case.own_words():
        known = any(figure.span.overlaps(token.span) for figure in case.said.figures)
        if any(char.isdigit() for char in token.text) and not known and not holds_phrase(text, token.text):
            yield finding(
                "FIGURE_NOT_IN_SOURCE",
                token.span,
                f"The passage behind this sentence does not give “{token.text}”.",
                evidence=case.evidence(),
            )


def check_names(case: Case) -> Iterator[Finding]:
    """Find names that the evidence, its block and its owners do not hold (R12)."""
    known = _known_words(case)
    first = case.said.article.tokens[0].index if case.said.article.tokens else 0
    for token in case.own_words():
        named = token.pos == "PROPN" or (
            token.text[0].isupper() and token.index != first and token.pos != "PRON"
        )
        if named and token.text[0].isalpha() and not _known(token, known):
            yield finding(
                "NAME_NOT_IN_SOURCE",
                token.span,
                f"“{token.text}” does not stand in the passage behind this sentence.",
                evidence=case.evidence(),
            )


def _known_words(case: Case) -> frozenset[str]:
    words = set(flat(case.scope.text(case.analysis)).replace("'s", " ").replace("-", " ").split())
    for requirement in case.requirements:
        for link in requirement.chain:
            source = case.analysis.source(link.source_id)
            if source is not None:
                words.update(flat(" ".join((source.name, source.descriptor, *source.aliases))).split())
    plain = {word.strip(".,;:!?()'\"") for word in words}
    return frozenset(plain | {"~" + stem(word) for word in plain})


def _known(token: Token, known: frozenset[str]) -> bool:
    parts = [part for part in flat(token.text).replace("-", " ").split() if part]
    return all(part.strip("'\"") in known or "~" + stem(part) in known for part in parts)


def check_quotes(case: Case) -> Iterator[Finding]:
    """Find quoted words that are not, letter for letter, words that the article quotes (R27)."""
    if holds_quote(case.analysis.article.text, case.said.article.text):
        return  # the article's own sentence, word for word: its quotations are its own too
    pool = quotable(case.analysis)
    for quotation in case.said.article.quotations:
        if not quotation.outer.overlaps(case.clause):
            continue
        words = " ".join(span.of(case.said.article.text) for span in quotation.spans)
        # A mark without a partner is the whole sentence's fault (``sentence_checks``).
        if quotation.closed and not any(holds_quote(text, words) for text in pool):
            yield finding(
                "QUOTE_NOT_VERBATIM",
                quotation.outer,
                f"“{words}” is not, word for word, a quotation of the article.",
                evidence=case.evidence(),
            )


def unpaired_mark(text: str) -> Span | None:
    """Return the place of a double quotation mark without a partner in ``text``, or None."""
    opened: list[int] = []
    for place, char in enumerate(text):
        inch = char == '"' and not opened and text[place - 1 : place].isdigit()  # 6'3" is a height
        closes = char == "”" or (char == '"' and bool(opened) and text[opened[-1]] == '"')
        if closes and opened:
            opened.pop()
        elif char in ("“", "”", '"') and not inch:
            opened.append(place)
    return Span(opened[0], opened[0] + 1) if opened else None


def quotable(analysis: Analysis) -> tuple[str, ...]:
    """Return the texts that may be quoted: the article's quotations and its embedded posts."""
    article = analysis.article
    quoted = [" ".join(span.of(article.text) for span in item.spans) for item in article.quotations]
    posts = [block.span.of(article.text) for block in article.blocks if block.kind == "embed"]
    return (*quoted, *posts)


def check_negation(case: Case) -> Iterator[Finding]:
    """Find a negation that is lost or added on a word that both texts share (R30)."""
    mine, theirs = case.own_words(), case.evidence_words()
    shared = {token.lemma.lower() for token in mine} & {token.lemma.lower() for token in theirs}
    lost = _negated(theirs, case.analysis) & shared - _negated(mine, case.said)
    added = _negated(mine, case.said) & shared - _negated(theirs, case.analysis)
    has_any = any(token.text.lower() in NEGATIONS for token in mine)
    their_any = any(token.text.lower() in NEGATIONS for token in theirs)
    if (lost and not has_any) or (added and not their_any) or (has_any and not their_any):
        verb = "leaves out" if lost else "adds"
        yield finding(
            "NEGATION_LOST",
            case.clause,
            f"The sentence {verb} a “not” that changes what the article says.",
            evidence=case.evidence(),
        )


def _negated(tokens: tuple[Token, ...], analysis: Analysis) -> set[str]:
    """Return the lemmas that stand under a negation: its head, and the head's verb."""
    found: set[str] = set()
    for token in tokens:
        if token.text.lower() in NEGATIONS:
            head = analysis.article.head_of(token)
            found |= {head.lemma.lower(), analysis.article.head_of(head).lemma.lower()}
    return found


def check_modality(case: Case) -> Iterator[Finding]:
    """Find a shared verb whose modal differs: plans stay plans (R30)."""
    theirs: dict[str, set[str]] = {}
    for token in case.evidence_words():
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
            theirs.setdefault(token.lemma.lower(), set()).add(_modal(token, case.analysis))
    for token in case.own_words():
        options = theirs.get(token.lemma.lower())
        if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass") or options is None:
            continue
        modal = _modal(token, case.said)
        if modal not in options and not any((modal, other) in MODAL_NEAR for other in options):
            yield finding(
                "MODALITY_SHIFT",
                token.span,
                f"The article does not say “{token.text}” with this certainty.",
                evidence=case.evidence(),
            )


def _modal(verb: Token, analysis: Analysis) -> str:
    children = analysis.article.children_of(verb)
    if any(child.dep == "mark" and child.text.lower() in OPENING_MARKS for child in children):
        return "open"
    modals = (
        MODAL_CLASS[child.text.lower()]
        for child in children
        if child.dep in ("aux", "auxpass") and child.text.lower() in MODAL_CLASS
    )
    return next(modals, "")


def check_hedges(case: Case) -> Iterator[Finding]:
    """Find a hedge of the evidence that the sentence drops (R15)."""
    mine = case.own_words()
    lemmas = {token.lemma.lower() for token in mine} | {
        token.text.lower() for token in case.said.article.tokens
    }
    matched = {span for match in case.alignment.matches for span in match.spans}
    for token in case.evidence_words():
        word = token.text.lower()
        hedges = word in HEDGES or (token.lemma.lower() in HEDGE_VERBS and token.dep != "aux")
        if (
            hedges
            and word not in lemmas
            and token.lemma.lower() not in lemmas
            and _governs(token, matched, case)
        ):
            yield finding(
                "HEDGE_LOST",
                case.clause,
                f"The article hedges this with “{token.text}”; the sentence states it flatly.",
                evidence=(Evidence("content", token.span),),
            )


def _governs(token: Token, matched: set[Span], case: Case) -> bool:
    """Tell whether the hedge bears on a word that the sentence took over."""
    article = case.analysis.article
    near = (article.head_of(token), *article.children_of(token))
    return any(other.span in matched for other in near)


CLAUSE_CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_figures,
    check_numbers,
    check_names,
    check_quotes,
    check_negation,
    check_modality,
    check_hedges,
)
