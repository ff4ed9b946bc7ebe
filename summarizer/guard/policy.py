"""The editorial policy as data: the rules R1 to R33, and what each finding leads to.

Two tables. ``RULES`` lists every rule with what this program does about it, so that
``GET /rules`` and the documentation cannot drift from the code. ``DECISIONS`` says for each
finding which rule it follows, how grave it is, and which remedy the guard tries first.
The rules restate newsroom guidance (AP, BBC 3.2-3.3 and 11.3, Reuters, AFP, NPR, Guardian).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from summarizer.records import FindingCode, Severity

RULESET = "2026.11"

Handling = Literal["enforced", "flagged", "partly", "editor"]
# What the guard tries first. ``insert_owner`` adds missing layers, ``swap_owner`` puts the right
# name in the wrong one's place, ``copy`` takes the article's own words for one span,
# ``neutral`` takes a loaded word out, ``replace`` takes the article's sentence.
Remedy = Literal["insert_owner", "swap_owner", "copy", "neutral", "replace", "none"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One editorial rule: ``handling`` tells how far a program decides it."""

    id: str
    title: str
    text: str
    handling: Handling
    codes: tuple[FindingCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a finding means: the rule behind it, its severity and its first remedy."""

    rule: str
    severity: Severity
    remedy: Remedy


DECISIONS: Mapping[FindingCode, Decision] = {
    "ATTR_MISSING": Decision("R1", "error", "insert_owner"),
    "ATTR_WRONG_SOURCE": Decision("R1", "error", "swap_owner"),
    "ATTR_VAGUE": Decision("R13", "error", "swap_owner"),
    "ATTR_UNRESOLVED": Decision("R14", "warning", "replace"),
    "ATTR_UNNEEDED": Decision("R6", "info", "none"),
    "CHAIN_BROKEN": Decision("R16", "error", "insert_owner"),
    "CUE_LOADED": Decision("R11", "info", "none"),
    "CUE_UPGRADED": Decision("R10", "error", "copy"),
    "FIGURE_NOT_IN_SOURCE": Decision("R20", "error", "replace"),
    "FIGURE_QUALIFIER_LOST": Decision("R21", "error", "copy"),
    "FIGURE_OWNER_LOST": Decision("R20", "error", "insert_owner"),
    "FIGURE_ONE_SIDED": Decision("R22", "info", "none"),
    "QUOTE_NOT_VERBATIM": Decision("R27", "error", "replace"),
    "QUOTE_WRONG_SPEAKER": Decision("R27", "error", "swap_owner"),
    "LOADED_TERM_UNQUOTED": Decision("R28", "error", "neutral"),
    "NAME_NOT_IN_SOURCE": Decision("R12", "error", "replace"),
    "HEDGE_LOST": Decision("R15", "error", "replace"),
    "NEGATION_LOST": Decision("R30", "error", "replace"),
    "MODALITY_SHIFT": Decision("R30", "error", "replace"),
    "TIME_MARKER_LOST": Decision("R30", "error", "replace"),
    "RESPONSE_OMITTED": Decision("R26", "info", "none"),
    "CAVEAT_LOST": Decision("R19", "info", "none"),
    "UNSUPPORTED": Decision("R32", "error", "replace"),
    "NOT_CHECKED": Decision("R32", "warning", "replace"),
    "SOURCE_UNATTRIBUTED": Decision("R5", "info", "none"),
}

RULES: tuple[Rule, ...] = (
    Rule(
        "R1",
        "Carry-through",
        "Where the article's passage is attributed, the summary's sentence names the same owner.",
        "enforced",
        ("ATTR_MISSING", "ATTR_WRONG_SOURCE"),
    ),
    Rule(
        "R2",
        "Same sentence",
        "The owner stands in the sentence that carries the information; each sentence is checked "
        "on its own, because it will be lifted on its own.",
        "enforced",
        ("ATTR_MISSING", "ATTR_VAGUE"),
    ),
    Rule(
        "R3",
        "Lead and alerts",
        "The shortest form names the owner too; a text that cannot hold it is not sent.",
        "enforced",
        ("ATTR_MISSING",),
    ),
    Rule(
        "R4",
        "Always attributed",
        "Allegations, blame, casualty counts, forecasts, opinion, military claims, polls and other outlets' "
        "reporting need an owner even where the article slips.",
        "flagged",
        ("SOURCE_UNATTRIBUTED",),
    ),
    Rule(
        "R5",
        "The article's own voice",
        "No owner is invented: what the article says unattributed is flagged as such.",
        "flagged",
        ("SOURCE_UNATTRIBUTED",),
    ),
    Rule(
        "R6",
        "Undisputed record",
        "What nobody disputes needs no owner; an added one is noted, never deleted.",
        "flagged",
        ("ATTR_UNNEEDED",),
    ),
    Rule(
        "R7",
        "Denial, refusal, silence",
        "A denial or a refusal to comment is attributed content.",
        "enforced",
        ("ATTR_MISSING",),
    ),
    Rule(
        "R8",
        "Neutral verbs",
        "Owners that the guard adds come with a neutral verb or the article's own.",
        "enforced",
    ),
    Rule(
        "R9",
        "Loaded verbs",
        "Doubting, endorsing, mind-reading and manner verbs are known as such.",
        "enforced",
        ("CUE_LOADED",),
    ),
    Rule("R10", "No upgrade", "A verb is never made stronger.", "enforced", ("CUE_UPGRADED",)),
    Rule(
        "R11",
        "Keep the editor's verb",
        "With cue_policy=keep the article's verb stays and is noted; cue_policy=neutral writes 'said'.",
        "enforced",
        ("CUE_LOADED",),
    ),
    Rule(
        "R12",
        "Name and role",
        "Names and descriptors are the article's; none is added.",
        "enforced",
        ("NAME_NOT_IN_SOURCE",),
    ),
    Rule(
        "R13",
        "Unnamed sources",
        "The most specific description stays, singular or plural as it was.",
        "enforced",
        ("ATTR_VAGUE",),
    ),
    Rule(
        "R14",
        "Pronouns and titles",
        "Resolved only where one candidate fits; else unresolved.",
        "enforced",
        ("ATTR_UNRESOLVED",),
    ),
    Rule(
        "R15",
        "Joint sources and passive hedges",
        "Joint sources stay joint; 'it is believed' and 'reportedly' stay as they are.",
        "enforced",
        ("HEDGE_LOST", "ATTR_WRONG_SOURCE"),
    ),
    Rule(
        "R16",
        "Second-hand reports",
        "The outlet and its origin both stay.",
        "enforced",
        ("CHAIN_BROKEN",),
    ),
    Rule("R17", "Told by another", "'X said Y told him': both stay.", "enforced", ("CHAIN_BROKEN",)),
    Rule(
        "R18",
        "Dropping the outlet",
        "An outlet may only be dropped by an editor.",
        "editor",
    ),
    Rule(
        "R19",
        "Caveats",
        "'Could not be verified' belongs with the claim that it qualifies.",
        "flagged",
        ("CAVEAT_LOST",),
    ),
    Rule(
        "R20",
        "Figures are whole",
        "Value, unit, thing counted, qualifier, owner and time survive, or the figure goes.",
        "enforced",
        ("FIGURE_NOT_IN_SOURCE", "FIGURE_OWNER_LOST"),
    ),
    Rule(
        "R21",
        "Qualifiers",
        "'At least', 'up to', 'about' and their like are never dropped, added or swapped.",
        "enforced",
        ("FIGURE_QUALIFIER_LOST",),
    ),
    Rule(
        "R22",
        "Conflicting counts",
        "A disputed figure is owned, marked contested and listed with its rivals.",
        "enforced",
        ("FIGURE_ONE_SIDED",),
    ),
    Rule(
        "R23",
        "No arithmetic",
        "Figures are not added, converted or moved to another thing counted.",
        "enforced",
        ("FIGURE_NOT_IN_SOURCE",),
    ),
    Rule(
        "R24",
        "Changes",
        "Percent is not percentage point; currency stays. Base and period are an editor's to check.",
        "partly",
        ("FIGURE_NOT_IN_SOURCE",),
    ),
    Rule(
        "R25",
        "Allegation and crime",
        "Whoever alleges is named; a charge stays a charge.",
        "partly",
        ("ATTR_MISSING",),
    ),
    Rule(
        "R26",
        "The other side's answer",
        "An accusation comes with the denial that the article carries.",
        "flagged",
        ("RESPONSE_OMITTED",),
    ),
    Rule(
        "R27",
        "Quotation",
        "Inside quotation marks stand exact, contiguous words of that speaker.",
        "enforced",
        ("QUOTE_NOT_VERBATIM", "QUOTE_WRONG_SPEAKER"),
    ),
    Rule(
        "R28",
        "Loaded words",
        "The article's loaded words are not ours: marks with owner, a neutral word, or out.",
        "enforced",
        ("LOADED_TERM_UNQUOTED",),
    ),
    Rule(
        "R29",
        "Paired terms",
        "Settler and resident, killed and murdered are not swapped: words come from the evidence.",
        "partly",
        ("UNSUPPORTED",),
    ),
    Rule(
        "R30",
        "Time, modality, negation",
        "Plans stay plans, 'not' stays, the time of a count stays.",
        "enforced",
        ("NEGATION_LOST", "MODALITY_SHIFT", "TIME_MARKER_LOST"),
    ),
    Rule(
        "R31",
        "No new cause",
        "No cause or sequence links two facts that the article does not link.",
        "partly",
        ("UNSUPPORTED",),
    ),
    Rule(
        "R32",
        "When a rule cannot be met",
        "The article's sentence with its owner, else nothing; each edit is logged.",
        "enforced",
        ("UNSUPPORTED", "NOT_CHECKED"),
    ),
    Rule(
        "R33",
        "Machine origin",
        "Every answer is labelled as made by a machine and not reviewed.",
        "enforced",
    ),
)
