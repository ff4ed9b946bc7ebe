"""Words that make two figures the same thing, a part of a thing, or another time's thing (R22, R23)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Nouns that count the same heads: "12 people", "12 deaths", "12". Not civilians, not soldiers (R23).
PEOPLE: Final = frozenset(
    "people person persons deaths dead killings injuries arrests victims lives residents".split()
)
CROWD: Final = frozenset(
    "people protesters demonstrators marchers participants attendees crowd turnout attendance".split()
)
SYNONYMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "troops": "soldiers",
        "servicemen": "soldiers",
        "soldier": "soldiers",
        "troop": "soldiers",
        "fighters": "militants",
        "kids": "children",
        "houses": "homes",
        "jets": "planes",
        "aircraft": "planes",
        "workers": "employees",
        "staff": "employees",
        "jobs": "employees",
        "migrants": "migrants",
    }
)
# The figure stands for a part, an addition or an earlier level: never a side.
PART_BEFORE: Final = frozenset(
    "including included includes include another additional further extra from compared versus plus".split()
)
PART_AFTER: Final = frozenset(
    {"more", "others", "other", "additional", "of them", "of whom", "of the", "of those", "per", "each"}
)
# Subjects that stand for the figure before: "said the number was 50", "put the toll at 12", "put it at 9%".
STAND_INS: Final = frozenset("number figure toll count tally total estimate it that".split())
DENIED_NOUNS: Final = frozenset("number figure toll count tally total estimate".split())
DENIALS: Final = frozenset(
    "deny dispute reject refute dismiss contradict contest challenge rebut question disavow disown".split()
)
# Another time than now: both sides must share it.
BACKGROUND_WORDS: Final = (
    "last year",
    "last month",
    "last week",
    "ago",
    "earlier",
    "previous",
    "decade",
    "in the past",
)
# Verbs of saying and filler verbs say nothing about the event.
EMPTY_WORDS: Final = frozenset(
    "say tell report put be have do make accord add announce claim estimate state give take number "
    "figure toll count total people person official officials ministry police army government spokesman "
    "spokeswoman source statement agency news day monday tuesday wednesday thursday friday saturday "
    "sunday year week month "
    "kill injure wound die".split()
)
# A word of contrast in the later sentence says that it speaks of the same count.
CONTRASTS: Final = frozenset(
    "only but however although though while whereas despite lower higher instead contradict differ put "
    "conflicting "
    "versus dispute deny reject just".split()
)
# These open another event or another count.
OTHER_EVENT: Final = frozenset(
    "meanwhile separate separately elsewhere another also other further additional earlier previous "
    "second similar overall altogether".split()
)
LOCATIVES: Final = frozenset("in at near around outside inside on across from off".split())
