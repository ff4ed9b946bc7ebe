"""Found and owned: of what verbs of speech and evidence report, how much a reader finds with its owner.

An attribution is found where one of the reader's holds at least half of its content's words, as the scorer
counts a sentence's; it is owned where the owners' words meet or neither has any. The reader may have it
inside another claim. ``linked`` is the stricter count of the scorer's own pairs: one to one, by half of the
words of both contents together, outermost claims only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from evaluation.polnear import Annotated, Row
from summarizer.reading.claims.syntax import FINITE_TAGS
from summarizer.reading.lexicon import CUE_VERBS
from summarizer.records import Article, Span

# A cue verb with one of these frames utters or shows something; without, it only wants or does.
UTTERING = frozenset({"clause", "quote"})
Words = dict[str, set[int]]


@dataclass(frozen=True, slots=True)
class Read:
    """One article with what each variant reads in it, in the corpus's form.

    ``rows`` has the outermost claims of each variant, ``every`` all of them.
    """

    article: Article
    annotated: Annotated
    rows: dict[str, list[Row]]
    every: dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many attributions there are, and how many of them are found and owned, and linked."""

    total: int
    owned: int
    linked: int


def utters(read: Read, cue: list[list[int]]) -> bool:
    """Tell whether a gold cue is a verb of speech or evidence: none of thought, intention or a noun."""
    tokens = [token for a, b in cue for token in read.article.tokens_in(Span(a, b))]
    entries = [CUE_VERBS.get(token.lemma.lower()) for token in tokens if token.pos in ("VERB", "AUX")]
    known = [entry for entry in entries if entry is not None]
    return bool(known) and known[-1].stance != "mental" and bool(known[-1].frames & UTTERING)


def is_speech(read: Read, content: list[list[int]]) -> bool:
    """Tell whether what is reported is speech: words in quotation marks, or a clause of its own.

    The rest only names an act ("called for restraint", "criticised the plan"): Leech and Short (1981) keep
    the report of a speech act apart from direct and indirect speech in the same way.
    """
    spans = [Span(a, b) for a, b in content]
    if any(span.overlaps(quotation.outer) for span in spans for quotation in read.article.quotations):
        return True
    return any(token.tag in FINITE_TAGS for span in spans for token in read.article.tokens_in(span))


def found_and_owned(reads: Iterable[Read], variant: str, scorer: ModuleType) -> dict[str, Tally]:
    """Return the tallies of all, and apart of "speech" and of words that name an "act" of speech."""
    rows = [row for read in reads for row in _counted(read, variant, scorer)]
    parts = {"all": rows, **{kind: [row for row in rows if row[0] == kind] for kind in ("speech", "act")}}
    return {
        name: Tally(len(part), sum(r[1] for r in part), sum(r[2] for r in part))
        for name, part in parts.items()
    }


def _counted(read: Read, variant: str, scorer: ModuleType) -> Iterator[tuple[str, bool, bool]]:
    """Yield for each gold attribution that counts its kind, whether it is owned, and whether linked."""
    words = scorer.word_spans(read.article.text)

    def as_words(rows: Sequence[Row]) -> list[Words]:
        return [{role: scorer.words_in(row[role], words) for role in scorer.ROLES} for row in rows]

    annotated = read.annotated.row["attributions"]
    gold, every = as_words(annotated), as_words(read.every[variant])
    linked = _linked(gold, as_words(read.rows[variant]))
    for place, (item, one) in enumerate(zip(annotated, gold, strict=True)):
        if utters(read, item["cue"]):
            kind = "speech" if is_speech(read, item["content"]) else "act"
            yield kind, any(_holds(other, one) for other in every), place in linked


def _holds(found: Words, gold: Words) -> bool:
    half = 2 * len(found["content"] & gold["content"]) >= len(gold["content"])
    return half and _same_owner(gold["source"], found["source"])


def _linked(gold: Sequence[Words], got: Sequence[Words]) -> set[int]:
    """Return the places of those that the scorer pairs, greedily, with one of ours that has their owner."""
    pairs = sorted(
        (
            (len(g["content"] & p["content"]) / len(g["content"] | p["content"]), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(got)
            if g["content"] & p["content"]
        ),
        reverse=True,
    )
    used: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= 0.5 and -i not in used and -j not in used.values():
            used[-i] = -j
    return {i for i, j in used.items() if _same_owner(gold[i]["source"], got[j]["source"])}


def _same_owner(gold: set[int], got: set[int]) -> bool:
    return bool(gold & got) if gold else not got
