"""The words of numbers: units, tens, magnitudes, vague plurals, shares. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SMALL: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen".split()
        )
    }
)
TENS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: 10 * place
        for place, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    }
)
SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "dozen": 12,
        "hundred": 100,
        "thousand": 10**3,
        "lakh": 10**5,
        "lakhs": 10**5,
        "million": 10**6,
        "mn": 10**6,
        "mln": 10**6,
        "crore": 10**7,
        "crores": 10**7,
        "billion": 10**9,
        "bn": 10**9,
        "bln": 10**9,
        "trillion": 10**12,
        "tn": 10**12,
        "trn": 10**12,
    }
)
# Letters glued to the digits ("2.5m", "100k", "$3B"). A bare "b" or "t" needs a currency before it.
GLUED_SCALES: Final[Mapping[str, int]] = MappingProxyType({"k": 10**3, "m": 10**6, **SCALES})
MONEY_SCALES: Final[Mapping[str, int]] = MappingProxyType({**GLUED_SCALES, "b": 10**9, "t": 10**12})
# "a 5m wall", "the 100m final": the letter m is metres before these words.
METRE_CONTEXT: Final = frozenset(
    "wide long high tall deep away below above thick sprint final freestyle backstroke butterfly "
    "breaststroke hurdles relay race dash walkway pool".split()
)
# "1,000ft (305m)", "5m (16ft)": beside a length in brackets the letter m is metres, too.
LENGTH_WORDS: Final = frozenset("ft foot feet in inch inches yd yds yard yards mile miles mi".split())

# Vague plurals: the value is the least that the word can mean (two of them); never equal to an exact number.
VAGUE: Final[Mapping[str, int]] = MappingProxyType(
    {
        "tens": 20,
        "dozens": 24,
        "scores": 40,
        "hundreds": 200,
        "thousands": 2000,
        "millions": 2 * 10**6,
        "billions": 2 * 10**9,
        "trillions": 2 * 10**12,
    }
)
# "several hundred" says as little as "hundreds"
VAGUE_LEADS: Final = frozenset({"several", "few", "couple", "many"})

_ORDINAL_WORDS: Final = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {word: value for value, word in enumerate(_ORDINAL_WORDS, 2)}
    | {
        word: 10 * place
        for place, word in enumerate(
            "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 3
        )
    }
    | {"hundredth": 100, "thousandth": 1000}
)
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})
DENOMINATORS: Final[Mapping[str, int]] = MappingProxyType(
    {word: value for word, value in ORDINALS.items() if 3 <= value <= 20}
    | {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000}
)
FRACTION_SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667", "⅛": "0.125"}
)
# What may follow a bare "half" that is a share ("half the fleet", "half of it").
HALF_FOLLOWERS: Final = frozenset("of the its their his her our all that this these those".split())
# "the first half", "the other half": a part of a game or a year, no share
HALF_BLOCKERS: Final = frozenset("first second other latter former top bottom better last and in".split())
# Whole numbers that stand as the "out of" of a share: "one in five", "nine in 10"
SHARE_BASES: Final = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1000, 10000, 100000})
