"""What happened to the things counted: event words and the classes that never mix (R23, R29).

A class is the word that ``Figure.counted`` ends with ("people killed"). Killed, injured, missing,
displaced, evacuated, arrested and charged are kept apart; murdered, died and killed are one count,
whichever word the sentence uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _invert(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({word: name for name, row in table.items() for word in row.split()})


# Verbs that do it to the thing counted: it is their object, or the subject of their passive.
DONE_TO: Final = _invert(
    {
        "killed": "kill murder slay massacre execute assassinate slaughter",
        "injured": "injure wound hurt maim",
        "displaced": "displace uproot dislodge",
        "evacuated": "evacuate",
        "arrested": "arrest detain apprehend",
        "charged": "charge indict",
        "convicted": "convict sentence jail",
        "captured": "capture seize imprison",
        "kidnapped": "kidnap abduct",
        "rescued": "rescue save",
        "infected": "infect",
        "destroyed": "destroy demolish level raze wreck",
        "damaged": "damage",
        "downed": "down intercept",
        "lost": "lose",
        "repelled": "repel repulse",
        "released": "release free",
        "deployed": "deploy",
        "sacked": "sack fire",
    }
)
# Verbs that do it only with their particle: "shot down 14 drones", "laid off 900 workers".
PHRASAL: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("shoot", "down"): "downed",
        ("bring", "down"): "downed",
        ("gun", "down"): "killed",
        ("lay", "off"): "sacked",
        ("blow", "up"): "destroyed",
    }
)
# What is fired is not sacked: "fired 30 rockets".
FIRED: Final = frozenset(
    "rocket missile shell shot round bullet mortar drone flare torpedo projectile".split()
)
# Verbs whose subject it happens to, or who do it themselves.
DONE_BY: Final = _invert(
    {
        "killed": "die perish drown",
        "displaced": "flee",
        "attended": "march protest rally gather demonstrate attend",
        "missing": "disappear vanish",
        "surrendered": "surrender",
    }
)
# Adjectives behind the noun or behind "be": "12 people dead", "30 are missing".
STATES: Final = _invert(
    {
        "killed": "dead killed slain",
        "injured": "injured wounded hurt",
        "missing": "missing unaccounted",
        "displaced": "displaced homeless",
        "arrested": "arrested detained",
        "captured": "captured",
        "infected": "infected",
    }
)
# Nouns that name the event themselves: "12 deaths", "the injured", "protesters".
EVENT_NOUNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "death": ("deaths", "killed"),
        "fatality": ("deaths", "killed"),
        "dead": ("deaths", "killed"),
        "killing": ("killings", "killed"),
        "casualty": ("casualties", "casualties"),
        "injury": ("injuries", "injured"),
        "wounded": ("people injured", "injured"),
        "injured": ("people injured", "injured"),
        "missing": ("people missing", "missing"),
        "arrest": ("arrests", "arrested"),
        "detention": ("arrests", "arrested"),
        "evacuee": ("evacuees", "evacuated"),
        "evacuation": ("evacuations", "evacuated"),
        "infection": ("infections", "infected"),
        "protester": ("protesters", "attended"),
        "protestor": ("protesters", "attended"),
        "demonstrator": ("demonstrators", "attended"),
        "marcher": ("marchers", "attended"),
        "attendee": ("attendees", "attended"),
        "crowd": ("crowd", "attended"),
        "turnout": ("turnout", "attended"),
        "attendance": ("attendance", "attended"),
    }
)
EVENT_OF_COUNTED: Final[Mapping[str, str]] = MappingProxyType(dict(EVENT_NOUNS.values()))
EVENTS: Final = frozenset(
    {*DONE_TO.values(), *DONE_BY.values(), *STATES.values(), "casualties", "hospitalised"}
)
# Verb and object that together say what happened to the subject: "120,000 left their homes".
PHRASES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        "lose": (("life", "killed"),),
        "leave": (("home", "displaced"), ("house", "displaced")),
        "join": tuple(
            (event, "attended") for event in ("march", "protest", "rally", "demonstration", "parade")
        ),
        "take": (("part", "attended"), ("street", "attended")),
    }
)
# Events that befall people: a bare "50 wounded" counts people.
HUMAN_EVENTS: Final = frozenset(
    "killed injured missing displaced evacuated arrested charged convicted kidnapped infected".split()
)
LIVES_VERBS: Final = frozenset({"claim", "lose", "take", "cost"})
# Heads of "the death toll has reached 12": what a total of this name counts.
TOLL_NOUNS: Final = frozenset({"toll", "count", "tally"})
# Groups that must not melt into "people" (R23): kept in front of "deaths".
GROUPS: Final = frozenset("civilian child military police soldier women children".split())
TOTAL_NOUNS: Final = frozenset("number figure total estimate amount count tally sum".split())
# Verbs that tie a total to its value: "turnout was 5,000", "the toll rose to 12".
LEVEL_VERBS: Final = frozenset(
    "be cost estimate rise fall reach stand hit climb grow drop increase decrease exceed top total "
    "number jump surge soar slip decline remain come put bring raise push pass go shrink widen plunge "
    "tumble edge double swell".split()
)
TIME_WORDS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow overnight week month "
    "year night morning evening afternoon".split()
)
