"""Minimal pairs: was the fault that people put into a summary caught, and by whom (BUMP, Ma et al. 2023)?

Caught two ways: the edited summary fails while its reference passes, or has more errors or less support
than that; and the edited summary fails at all. Which pairs swap a number or an owner is told by the words
that differ, not by the guard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from evaluation.faults_data import Pair
from summarizer.reading.quantities.number_lexicon import SCALES, SMALL, TENS
from summarizer.records import Claim, Span

NUMBER = "numbers"
OWNER = "who said it"
ALL = "all"
NUMBER_WORDS = frozenset(
    {*SMALL, *TENS, *SCALES, *(f"{word}s" for word in SCALES), "half", "twice", "double"}
)
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth once".split())
# "more than 40" becomes "less than 40": words that bear on a number that stands beside them.
QUALIFIERS = frozenset(
    "more less fewer over under above below least most nearly almost about around up".split()
)
QUALIFIER_REACH = 3
WORD = re.compile(r"[\w'’-]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the guard says of a pair; ``support`` is the mean of the sentences'."""

    pair: Pair
    groups: tuple[str, ...]
    reference_passes: bool
    reference_errors: int
    reference_support: float
    edited_passes: bool
    edited_errors: int
    edited_support: float

    @property
    def told_apart(self) -> bool:
        """Whether the edited summary fares worse than its reference: by verdict, errors or support."""
        fails = not self.edited_passes and self.reference_passes
        more = self.edited_errors > self.reference_errors
        return fails or more or (self.edited_support < self.reference_support)

    @property
    def by_findings(self) -> bool:
        """Whether the verdict or the number of errors alone tells the edited summary from its reference."""
        fails = not self.edited_passes and self.reference_passes
        return fails or self.edited_errors > self.reference_errors


def words_of(text: str) -> list[tuple[str, Span]]:
    """Return the words and marks of ``text`` with their places."""
    return [(match.group(), Span(*match.span())) for match in WORD.finditer(text)]


def changed(one: str, other: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the places of the words of ``one`` and of ``other`` that differ."""
    mine, theirs = ([word.lower() for word, _ in words_of(text)] for text in (one, other))
    left: list[int] = []
    right: list[int] = []
    for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            left += range(a, b)
            right += range(c, d)
    return tuple(left), tuple(right)


def is_number(word: str) -> bool:
    """Tell whether a word is a numeral, in digits or letters."""
    parts = word.lower().split("-")
    return any(char.isdigit() for char in word) or any(part in NUMBER_WORDS | ORDINALS for part in parts)


def touches_number(pair: Pair) -> bool:
    """Tell whether the words that differ hold a numeral, or a qualifier of one."""
    sides = zip(
        (pair.reference.text, pair.edited.text), changed(pair.reference.text, pair.edited.text), strict=True
    )
    return any(_numeric([word for word, _ in words_of(text)], places) for text, places in sides)


def _numeric(words: Sequence[str], places: Iterable[int]) -> bool:
    for place in places:
        if is_number(words[place]):
            return True
        beside = words[place + 1 : place + 1 + QUALIFIER_REACH]
        if words[place].lower() in QUALIFIERS and any(map(is_number, beside)):
            return True
    return False


def touches_owner(pair: Pair, claims: Iterable[Claim]) -> bool:
    """Tell whether the words of the reference that differ touch the owner of one of its ``claims``."""
    words = words_of(pair.reference.text)
    spans = [words[place][1] for place in changed(pair.reference.text, pair.edited.text)[0]]
    owners = [claim.owner for claim in claims if claim.owner is not None]
    return any(span.overlaps(owner) for span in spans for owner in owners)


def groups_of(pair: Pair, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the groups that the pair counts in: its error type, and what its edit swaps."""
    swaps = ((NUMBER, touches_number(pair)), (OWNER, touches_owner(pair, claims)))
    return (pair.kind, *(name for name, touched in swaps if touched), ALL)


def metrics_caught(pairs: Sequence[Pair]) -> Mapping[str, float]:
    """Return for each published metric the share of pairs whose edited summary it scores lower."""
    names = sorted(
        {key.removesuffix("_edited") for pair in pairs for key in pair.scores if key.endswith("_edited")}
    )
    return {
        name: sum(pair.scores[f"{name}_edited"] < pair.scores[f"{name}_reference"] for pair in pairs)
        / len(pairs)
        for name in names
    }


def report_pairs(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the tables of a run: by error type and swap, and the published metrics' shares."""
    lines = [
        "| BUMP | pairs | worse than reference % | by findings % | edited fails % | reference passes % |",
        "|---|---|---|---|---|---|",
    ]
    groups = sorted(
        {group for item in outcomes for group in item.groups}, key=lambda group: (group == ALL, group)
    )
    for group in groups:
        lines.append(_row(group, [item for item in outcomes if group in item.groups]))
    swaps = [name for name in (NUMBER, OWNER, ALL) if name in groups]
    lines += [
        "",
        f"| edited scored lower than its reference, % | {' | '.join(swaps)} |",
        "|---" * (len(swaps) + 1) + "|",
    ]
    shares = {name: metrics_caught([item.pair for item in outcomes if name in item.groups]) for name in swaps}
    for metric in shares[ALL] if outcomes else ():
        lines.append(
            f"| {metric} | " + " | ".join(f"{100 * shares[name][metric]:.1f}" for name in swaps) + " |"
        )
    return lines


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    tests = ("told_apart", "by_findings")
    shares = [100 * sum(getattr(item, test) for item in outcomes) / len(outcomes) for test in tests]
    shares.append(100 * sum(not item.edited_passes for item in outcomes) / len(outcomes))
    shares.append(100 * sum(item.reference_passes for item in outcomes) / len(outcomes))
    return f"| {name} | {len(outcomes)} | " + " | ".join(f"{share:.1f}" for share in shares) + " |"
