"""The editorial rules R1 to R33: what each asks, what this program does, and what it leaves to an editor.

The rules restate newsroom guidance (AP, BBC 3.2-3.3 and 11.3, Reuters, AFP, NPR, Guardian). A rule that a
program decides only in part says which part is an editor's, and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.records import FindingCode

Handling = Literal["enforced", "flagged", "partly", "editor"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One editorial rule: ``handling`` tells how far a program decides it, ``left`` what it does not."""

    id: str
    title: str
    text: str
    handling: Handling
    codes: tuple[FindingCode, ...]
    done: str
    left: str = ""


RULES: tuple[Rule, ...] = (
    Rule(
        "R1",
        "Carry-through",
        "Where the article's passage is attributed, the summary's sentence names the same owner.",
        "enforced",
        ("ATTR_MISSING", "ATTR_WRONG_SOURCE"),
        "Each clause is aligned with its passage; a missing owner is added, a wrong one exchanged, and a "
        "sentence that still fails is replaced by the article's own or dropped.",
    ),
    Rule(
        "R2",
        "Same sentence",
        "The owner stands in the sentence that carries the information.",
        "enforced",
        ("ATTR_MISSING", "ATTR_VAGUE"),
        "Each sentence is read and checked alone, as it will be lifted alone; a pronoun counts for a name of "
        "its own sentence, and a sentence that leans on another one is not let out.",
    ),
    Rule(
        "R3",
        "Lead and alerts",
        "The shortest form names the owner, too; a text that cannot hold it is not sent.",
        "enforced",
        ("ATTR_MISSING",),
        "No length or format drops an owner: what does not fit is left out whole.",
    ),
    Rule(
        "R4",
        "Always attributed",
        "Allegations, blame, casualty counts, forecasts, opinion, military claims, polls and other outlets' "
        "reporting need an owner even where the article slips.",
        "partly",
        ("SOURCE_UNATTRIBUTED",),
        "Counts of victims, crowds and people in flight that the article gives to nobody are noted.",
        "Whether an unattributed opinion, cause or promise needs an owner: the article's words do not tell "
        "what its newsroom knows at first hand.",
    ),
    Rule(
        "R5",
        "The article's own voice",
        "No owner is invented; where the publication's name is supplied, it may be named.",
        "enforced",
        ("SOURCE_UNATTRIBUTED", "ATTR_WRONG_SOURCE"),
        "An owner that the article does not give is an error; the publisher of the request may be named for "
        "the article's own words.",
    ),
    Rule(
        "R6",
        "Undisputed record",
        "What nobody disputes needs no owner; one added is noted, never deleted.",
        "flagged",
        ("ATTR_UNNEEDED",),
        "The publisher named for the article's own words is noted.",
        "Taking it out: whether a fact is beyond dispute is a judgement.",
    ),
    Rule(
        "R7",
        "Denial, refusal, silence",
        "A denial, a refusal and a silence are attributed content and cover that side.",
        "enforced",
        ("ATTR_MISSING", "NEGATION_LOST", "RESPONSE_OMITTED"),
        "“Denied”, “declined to comment” and “did not respond” are claims with owners; a denial turned round "
        "is an error.",
    ),
    Rule(
        "R8",
        "Neutral verbs",
        "Owners that are added come with a neutral verb or the article's own.",
        "enforced",
        (),
        "“Said” for people, “according to” for documents, or the verb that the article has.",
    ),
    Rule(
        "R9",
        "Loaded verbs",
        "Doubting, endorsing, mind-reading and manner verbs are known as such.",
        "flagged",
        ("CUE_LOADED",),
        "Each verb of reporting has a stance; those that take one are noted with “said” as suggestion.",
    ),
    Rule(
        "R10",
        "No upgrade",
        "A verb of R9 is never introduced, and none is made stronger.",
        "enforced",
        ("CUE_UPGRADED",),
        "The verb is compared with the article's; “said” may stand for “claimed” with cue_policy=neutral.",
    ),
    Rule(
        "R11",
        "Keep the editor's verb",
        "The article's verb stays and is noted; cue_policy=neutral writes “said”.",
        "enforced",
        ("CUE_LOADED",),
        "No verb is exchanged unless the request asks for it.",
    ),
    Rule(
        "R12",
        "Name and role",
        "Names and descriptors are the article's; none is added, and what weighs a source stays.",
        "enforced",
        ("NAME_NOT_IN_SOURCE",),
        "Names must stand in the passage, names of owners in the article; added owners carry the role that "
        "the article gives them, once.",
        "Whether a shorter descriptor still lets readers weigh the source.",
    ),
    Rule(
        "R13",
        "Unnamed sources",
        "The most specific description stays, singular or plural as it was.",
        "enforced",
        ("ATTR_VAGUE",),
        "“Officials” does not stand for “two senior officials briefed on the talks”.",
        "Whether an unnamed opinion or attack may be used at all.",
    ),
    Rule(
        "R14",
        "Pronouns and titles",
        "Resolved only where one candidate fits; else unresolved.",
        "enforced",
        ("ATTR_UNRESOLVED", "ATTR_MISSING", "ATTR_WRONG_SOURCE"),
        "An owner that several people could be keeps the article's word for him: such a sentence is quoted "
        "with a mark, dropped or refused, as the request asks (on_unresolved). Without that word, or with "
        "another's name, it fails.",
    ),
    Rule(
        "R15",
        "Joint sources and passive hedges",
        "Joint sources stay joint; “it is believed” and “reportedly” name nobody, and stay.",
        "enforced",
        ("HEDGE_LOST", "ATTR_WRONG_SOURCE"),
        "Hedges of the passage that bear on the clause must stand in the sentence in some form.",
    ),
    Rule(
        "R16",
        "Second-hand reports",
        "The outlet and its origin both stay.",
        "enforced",
        ("CHAIN_BROKEN",),
        "Every layer of a claim inside a claim is asked for.",
    ),
    Rule(
        "R17",
        "Told by another",
        "“X said Y told him”: both stay; of a document that quotes a person, both.",
        "enforced",
        ("CHAIN_BROKEN",),
        "As R16.",
    ),
    Rule(
        "R18",
        "Dropping the outlet",
        "An outlet may be dropped where the article has the person at first hand, too.",
        "editor",
        (),
        "The outlet is kept always.",
        "Dropping it: that the article spoke to the person itself can seldom be read from its words.",
    ),
    Rule(
        "R19",
        "Caveats",
        "“Could not be verified” belongs with the claim that it qualifies.",
        "flagged",
        ("CAVEAT_LOST",),
        "A caveat behind a claim that the summary leaves out is noted with its words.",
        "Where it goes in the summary.",
    ),
    Rule(
        "R20",
        "Figures are whole",
        "Value, unit, thing counted, qualifier, owner, time and place survive, or the figure goes.",
        "enforced",
        ("FIGURE_NOT_IN_SOURCE", "FIGURE_OWNER_LOST", "TIME_MARKER_LOST"),
        "Each figure is compared by value, unit and thing counted with the figure of its passage, said of "
        "the same words.",
        "The place, where it stands in another sentence.",
    ),
    Rule(
        "R21",
        "Qualifiers",
        "“At least”, “up to”, “about” and their like are never dropped, added or exchanged.",
        "enforced",
        ("FIGURE_QUALIFIER_LOST",),
        "Words of one class may stand for each other: “up to” and “as many as”; no other.",
    ),
    Rule(
        "R22",
        "Conflicting counts",
        "A disputed figure is owned, marked contested and listed with its rivals.",
        "enforced",
        ("FIGURE_ONE_SIDED",),
        "Disputes are read from the article; a figure that stands alone is marked, with its rivals.",
        "Which count carries more authority.",
    ),
    Rule(
        "R23",
        "No arithmetic",
        "Figures are not added, converted or moved to another thing counted.",
        "enforced",
        ("FIGURE_NOT_IN_SOURCE",),
        "A sum, a conversion and “killed” for “wounded” are figures that the passage does not give.",
    ),
    Rule(
        "R24",
        "Changes",
        "Base and period stay; percent is not percentage point; currency stays.",
        "partly",
        ("FIGURE_NOT_IN_SOURCE",),
        "Percent and point, and currencies, are told apart.",
        "Base and period of a change that the article gives in another sentence.",
    ),
    Rule(
        "R25",
        "Allegation and crime",
        "Who alleges is named; a charge stays a charge, a suspect a suspect.",
        "enforced",
        ("ATTR_MISSING", "UNSUPPORTED", "MODALITY_SHIFT"),
        "“Murder” for a killing, “convicted” for charged and a planned deed told as done are errors.",
        "Legal terms of one country in another's courts.",
    ),
    Rule(
        "R26",
        "The other side's answer",
        "An accusation comes with the denial, plea or refusal that the article carries.",
        "flagged",
        ("RESPONSE_OMITTED",),
        "The whole summary is searched for the answer of whoever is accused.",
        "Dropping both.",
    ),
    Rule(
        "R27",
        "Quotation",
        "Inside quotation marks stand exact, contiguous words of that speaker.",
        "enforced",
        ("QUOTE_NOT_VERBATIM", "QUOTE_WRONG_SPEAKER"),
        "Letter for letter, but for the form of marks and spaces; a paraphrase is never put in marks, and "
        "a speaker's “we” does not stand outside them.",
    ),
    Rule(
        "R28",
        "Loaded words",
        "The article's loaded words are not ours: marks with owner, a neutral word, or out.",
        "enforced",
        ("LOADED_TERM_UNQUOTED",),
        "A versioned word list with context; neutral words are offered in language_notes.",
        "Words that are loaded only in one dispute or one country.",
    ),
    Rule(
        "R29",
        "Paired terms",
        "Settler and resident, strike and attack, migrant and refugee are not exchanged.",
        "enforced",
        ("UNSUPPORTED",),
        "A word of a pair in the place of the other is an error; new words need a passage.",
        "Pairs that are not listed.",
    ),
    Rule(
        "R30",
        "Time, modality, negation",
        "Plans stay plans, “not” stays in its scope, the time of a count stays.",
        "enforced",
        ("NEGATION_LOST", "MODALITY_SHIFT", "TIME_MARKER_LOST"),
        "A verb said of the same things must have the same negation and the same kind of modal verb.",
        "What day “yesterday” was: a request's published_at is passed on, no date is computed.",
    ),
    Rule(
        "R31",
        "No new cause",
        "No cause, contrast or sequence links two facts that the article does not link.",
        "enforced",
        ("UNSUPPORTED",),
        "“Because”, “amid”, “despite”, “after” and their like need a word of the same kind in the passage.",
        "Causes that are only implied by putting two sentences side by side.",
    ),
    Rule(
        "R32",
        "When a rule cannot be met",
        "The article's sentence with its owner, else nothing; each edit is logged.",
        "enforced",
        ("UNSUPPORTED", "NOT_CHECKED"),
        "Four rungs: mend, replace, drop, refuse. Edits carry rule, words before and after, and evidence. "
        "What the article's words back by half to four fifths is neither passed nor called false.",
    ),
    Rule(
        "R33",
        "Machine origin",
        "Every answer is labelled as made by a machine and not reviewed.",
        "enforced",
        (),
        "provenance names engine, model and ruleset; human_reviewed is false.",
        "The review itself.",
    ),
)
