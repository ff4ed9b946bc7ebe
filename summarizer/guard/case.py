"""A clause under examination, and the finding that a check makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.guard.align import Alignment
from summarizer.guard.evidence import Scope
from summarizer.guard.policy import DECISIONS
from summarizer.guard.wording import flat
from summarizer.records import Analysis, Evidence, Finding, FindingCode, Requirement, Span, Token


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

    def opens_evidence(self) -> bool:
        """Tell whether the evidence's sentence begins with the candidate's words: nothing governs them."""
        mine = flat(self.said.article.text)
        return any(
            flat(item.span.of(self.analysis.article.text)).startswith(mine) for item in self.scope.sentences
        )

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
