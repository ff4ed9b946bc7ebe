"""The scorer that gate and reports share: one article's expectations against the whole path.

Each stage has a score of its own, beside that of the finished summary. A candidate that the program
refuses counts as missed and is named in the report; a crash stops the gate, which then stays shut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.expectations import CheckCase, Expectations, Owned
from summarizer.errors import SummarizerError
from summarizer.pipeline import Summarizer
from summarizer.records import (
    Analysis,
    ArticleInput,
    Check,
    CheckOptions,
    Mode,
    Span,
    SummarizeOptions,
    Summary,
    SummarySentence,
)

# A sentence that lacks an owner of its own is to be told so by one of these.
OWNER_CODES = {"ATTR_MISSING", "ATTR_WRONG_SOURCE", "ATTR_VAGUE", "ATTR_UNRESOLVED", "CHAIN_BROKEN"}
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
MAX_SENTENCES = 20


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many were right, and what was not; tallies add up."""

    right: int = 0
    total: int = 0
    misses: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.total + other.total, self.misses + other.misses)

    @property
    def share(self) -> float:
        """The share that was right, 0 to 1; 1 where nothing was asked."""
        return self.right / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Scores:
    """One tally a question, all of them from 0 to 1, higher better.

    ``read``: the reading gives the statement to its owners. ``covered``: the longest summary reports
    it. ``owned``: where it does, that sentence names the owners. ``kept``: and keeps what qualifies
    the figure. ``voice``: loaded words stay out of our voice. ``checked``: ``check`` gives the verdict
    and the codes. ``alone``: ``check`` tells an article sentence that names its owner from one that
    does not.
    """

    read: Tally = Tally()
    covered: Tally = Tally()
    owned: Tally = Tally()
    kept: Tally = Tally()
    voice: Tally = Tally()
    checked: Tally = Tally()
    alone: Tally = Tally()


def tally(outcomes: Iterable[tuple[str, bool]]) -> Tally:
    """Count ``(name, right)`` pairs."""
    pairs = list(outcomes)
    return Tally(
        sum(right for _, right in pairs), len(pairs), tuple(name for name, right in pairs if not right)
    )


def score(summarizer: Summarizer, expected: Expectations, mode: Mode) -> Scores:
    """Run the path over one article in ``mode`` and score every stage."""
    article = ArticleInput(text=expected.text)
    options = SummarizeOptions(mode=mode, max_sentences=MAX_SENTENCES)
    result = summarizer.summarize(article, options)
    summary, analysis = result.summary, result.analysis
    found = [(item, sentence) for item in expected.owned for sentence in reporting(item, summary)]
    return Scores(
        read=tally((item.text, is_read(item, analysis)) for item in expected.owned),
        covered=tally((item.text, bool(reporting(item, summary))) for item in expected.owned),
        owned=tally((item.text, names_owners(item, sentence.text)) for item, sentence in found),
        kept=tally((item.text, keeps(item, sentence.text)) for item, sentence in found if item.keeps),
        voice=tally((word, not in_our_voice(word, summary.text)) for word in expected.never),
        checked=tally((case.candidate, is_checked(case, expected, summarizer)) for case in expected.checks),
        alone=tally((item.text, stands_alone(item, analysis, summarizer)) for item in expected.owned),
    )


def says(words: str, text: str) -> bool:
    """Tell whether ``words`` stand in ``text`` as whole words, whatever their case."""
    return re.search(rf"(?<![\w,.]){re.escape(words)}(?!\w|[,.]\d)", text, re.IGNORECASE) is not None


def reporting(item: Owned, summary: Summary) -> list[SummarySentence]:
    """Return the sentences of the summary that report the statement."""
    return [
        sentence for sentence in summary.sentences if any(says(m, sentence.text) for m in item.looked_for)
    ]


def names_owners(item: Owned, text: str) -> bool:
    """Tell whether ``text`` names one of each group of owners."""
    return all(any(says(name, text) for name in group) for group in item.owners)


def keeps(item: Owned, text: str) -> bool:
    """Tell whether ``text`` has the words that must stay."""
    return any(says(words, text) for words in item.keeps)


def in_our_voice(word: str, text: str) -> bool:
    """Tell whether ``word`` stands outside quotation marks."""
    return says(word, QUOTED.sub(" ", text))


def is_read(item: Owned, analysis: Analysis) -> bool:
    """Tell whether the claims over the statement, with the layers around them, are its owners'."""
    start = analysis.article.text.index(item.text)
    claims = analysis.claims_over(Span(start, start + len(item.text)))
    layers = {link.source_id for claim in claims for link in analysis.chain(claim)}
    sources = [source for layer in layers if (source := analysis.source(layer))]
    names = " | ".join(name for item in sources for name in (item.name, item.descriptor, *item.aliases))
    return names_owners(item, names)


def is_checked(case: CheckCase, expected: Expectations, summarizer: Summarizer) -> bool:
    """Tell whether ``check`` gives the verdict and all the codes."""
    check = _check(expected.text, case.candidate, summarizer)
    if check is None:
        return False
    return check.verdict == case.verdict and set(case.codes) <= {finding.code for finding in check.findings}


def stands_alone(item: Owned, analysis: Analysis, summarizer: Summarizer) -> bool:
    """Tell whether ``check`` asks for an owner of the article's sentence just where it names none."""
    article = analysis.article
    sentence = article.sentence_at(article.text.index(item.text))
    if sentence is None:
        return False
    check = _check(article.text, sentence.span.of(article.text), summarizer)
    if check is None:
        return False
    return item.named != any(finding.code in OWNER_CODES for finding in check.findings)


def _check(text: str, candidate: str, summarizer: Summarizer) -> Check | None:
    """Return what ``check`` says, None where it refuses the candidate."""
    try:
        return summarizer.check(ArticleInput(text=text), candidate, CheckOptions()).check
    except SummarizerError:
        return None
