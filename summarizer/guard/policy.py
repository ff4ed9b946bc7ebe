"""The decision table: what each finding means, how grave it is, and what the guard does about it.

One row a finding. ``rulebook`` holds the rules that the rows name; ``GET /rules`` and ``docs/rules.md`` are
made of both, so that neither can drift from the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from summarizer.reading.wording.voice_lexicon import VOICE_LEXICON_VERSION
from summarizer.records import FindingCode, Severity

RULESET = "2026.11.3"
# The list of loaded words that R28 is held by.
LEXICON = VOICE_LEXICON_VERSION

# What the guard tries first. ``insert_owner`` adds missing layers, ``swap_owner`` puts the right
# name in the wrong one's place, ``copy`` takes the article's own words for one span,
# ``neutral`` takes a loaded word out, ``replace`` takes the article's sentence.
Remedy = Literal["insert_owner", "swap_owner", "copy", "neutral", "replace", "none"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the table: the rule behind a finding, its severity, its first remedy, and what it means."""

    rule: str
    severity: Severity
    remedy: Remedy
    meaning: str


def _error(rule: str, remedy: Remedy, meaning: str) -> Decision:
    return Decision(rule, "error", remedy, meaning)


def _note(rule: str, meaning: str) -> Decision:
    return Decision(rule, "info", "none", meaning)


DECISIONS: Mapping[FindingCode, Decision] = {
    "ATTR_MISSING": _error(
        "R1", "insert_owner", "The article gives this to somebody; the sentence to nobody."
    ),
    "ATTR_WRONG_SOURCE": _error("R1", "swap_owner", "The article gives this to somebody else."),
    "ATTR_VAGUE": _error("R13", "swap_owner", "The owner is a pronoun or less exact than in the article."),
    "ATTR_UNRESOLVED": Decision(
        "R14", "warning", "replace", "The article does not make clear whom its pronoun or title means."
    ),
    "ATTR_UNNEEDED": _note("R6", "The publisher is named for what the article says in its own voice."),
    "CHAIN_BROKEN": _error("R16", "insert_owner", "One layer of a report at second hand is missing."),
    "CUE_LOADED": _note("R11", "The verb of reporting takes a stand; the article uses it, too."),
    "CUE_UPGRADED": _error("R10", "copy", "The verb of reporting is stronger than the article's."),
    "FIGURE_NOT_IN_SOURCE": _error("R20", "replace", "The passage gives another figure, or none."),
    "FIGURE_QUALIFIER_LOST": _error("R21", "copy", "“At least”, “up to”, “about” are dropped or exchanged."),
    "FIGURE_OWNER_LOST": _error(
        "R20", "insert_owner", "The figure is somebody's; the sentence names nobody."
    ),
    "FIGURE_ONE_SIDED": _note("R22", "Another source gives another figure, which the summary leaves out."),
    "QUOTE_NOT_VERBATIM": _error("R27", "replace", "The words in marks are no exact words of a quotation."),
    "QUOTE_WRONG_SPEAKER": _error("R27", "swap_owner", "The quoted words are somebody else's."),
    "LOADED_TERM_UNQUOTED": _error("R28", "neutral", "A loaded word stands in the summary's own voice."),
    "NAME_NOT_IN_SOURCE": _error("R12", "replace", "A name does not stand in the passage or the article."),
    "HEDGE_LOST": _error("R15", "replace", "“Reportedly”, “appears to” or “it is believed” is dropped."),
    "NEGATION_LOST": _error("R30", "replace", "A “not” is dropped or added, or a denial turned round."),
    "MODALITY_SHIFT": _error("R30", "replace", "What may, should or is planned to be is said to be."),
    "TIME_MARKER_LOST": _error("R30", "replace", "The time that a count was made at is dropped."),
    "RESPONSE_OMITTED": _note("R26", "An accusation without the answer that the article carries."),
    "CAVEAT_LOST": _note("R19", "“Could not be verified” is left out."),
    "UNSUPPORTED": _error(
        "R32", "replace", "No passage says this, or it says the opposite or exchanges roles."
    ),
    "NOT_CHECKED": Decision(
        "R32",
        "warning",
        "replace",
        "This says too little, or says it in too many words of its own, to be checked.",
    ),
    "SOURCE_UNATTRIBUTED": _note("R5", "The article itself does not say whose count this is."),
}
