"""The words around a number in a news figure: qualifiers, units, currencies, months, labels (R20, R21).

Data only. A phrase is a tuple of lower-case words; hyphens between words do not count, so
("year", "old") also reads "34-year-old".
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from summarizer.records import FigureKind, Qualifier

Phrase = tuple[str, ...]


def _phrases(table: Mapping[str, str]) -> Mapping[Phrase, str]:
    """Turn ``{"km": "km, kilometer"}`` into ``{("km",): "km", ("kilometer",): "km"}``."""
    forms = {tuple(form.split()): slug for slug, row in table.items() for form in row.split(", ")}
    return MappingProxyType(forms)


# --------------------------------------------------------------------- qualifiers

_QUALIFIERS: Final[Mapping[Qualifier, str]] = {
    "at_least": "at least, no fewer than, no less than, not less than, not fewer than, a minimum of, "
    "minimum of, at a minimum, at the very least",
    "more_than": "more than, over, above, in excess of, upwards of, upward of, just over, well over, "
    "slightly more than, slightly over, a little more than, a little over, far more than, well above, "
    "just above, greater than, exceeding, beyond, much more than, considerably more than, just more than",
    "up_to": "up to, as many as, as much as, no more than, not more than, at most, a maximum of, maximum of, "
    "as high as, at the most, no greater than",
    "less_than": "less than, fewer than, under, below, well under, well below, lower than",
    "about": "about, around, approximately, roughly, some, an estimated, estimated, circa, approx, "
    "in the region of, in the order of, on the order of, something like, the estimated, or about",
    "nearly": "nearly, almost, close to, just under, just short of, just below, nearing, approaching, "
    "a little under, slightly less than, slightly under, slightly fewer than, just less than, not quite",
}
QUALIFIERS: Final[Mapping[Phrase, Qualifier]] = MappingProxyType(
    {tuple(form.split()): slug for slug, row in _QUALIFIERS.items() for form in row.split(", ")}
)
QUALIFIER_SIGNS: Final[Mapping[str, Qualifier]] = MappingProxyType(
    {
        "~": "about",
        "≈": "about",
        "∼": "about",
        ">": "more_than",
        "<": "less_than",
        "≥": "at_least",
        "≤": "up_to",
    }
)
TRAILING_QUALIFIERS: Final[Mapping[Phrase, Qualifier]] = MappingProxyType(
    {
        ("or", "more"): "at_least",
        ("or", "so"): "about",
        ("or", "fewer"): "up_to",
        ("or", "less"): "up_to",
        ("or", "thereabouts"): "about",
        ("plus",): "at_least",
        ("odd",): "about",
        ("+",): "at_least",
    }
)
# Also prepositions: "over 24 hours" is a period, "under 18 months of siege" too.
PERIOD_PREPOSITIONS: Final = frozenset({"over", "beyond"})

# -------------------------------------------------------------------------- units

_MEASURES: Final[Mapping[str, str]] = {
    "km": "km, kms, kilometer, kilometers, kilometre, kilometres",
    "m": "m, meter, meters, metre, metres",
    "cm": "cm, centimeter, centimeters, centimetre, centimetres",
    "mm": "mm, millimeter, millimeters, millimetre, millimetres",
    "miles": "mile, miles, mi",
    "nautical_miles": "nautical mile, nautical miles",
    "feet": "foot, feet, ft",
    "inches": "inch, inches, in",
    "yards": "yard, yards, yd, yds",
    "light_years": "light year, light years",
    "km2": "km2, km², sq km, sq . km, square km, square kilometer, square kilometers, square kilometre, "
    "square kilometres, sq kilometers, sq kilometres",
    "m2": "m2, m², sq m, sqm, square meter, square meters, square metre, square metres",
    "square_miles": "square mile, square miles, sq miles, sq mile, sq mi",
    "square_feet": "square foot, square feet, sq ft, sq . ft",
    "acres": "acre, acres",
    "hectares": "hectare, hectares, ha",
    "m3": "m3, m³, cubic meter, cubic meters, cubic metre, cubic metres",
    "kg": "kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes",
    "g": "g, gram, grams, gramme, grammes",
    "mg": "mg, milligram, milligrams",
    "tonnes": "tonne, tonnes, metric ton, metric tons",
    "tons": "ton, tons",
    "kilotons": "kiloton, kilotons, kilotonne, kilotonnes",
    "lb": "lb, lbs",
    "ounces": "ounce, ounces, oz",
    "litres": "litre, litres, liter, liters",
    "ml": "ml, millilitre, millilitres, milliliter, milliliters",
    "gallons": "gallon, gallons",
    "barrels": "barrel, barrels",
    "barrels/day": "bpd, barrels per day, barrels a day, barrel per day",
    "km/h": "kph, kmh, kmph, km / h, km per hour, kilometers per hour, kilometres per hour, "
    "kilometers an hour, kilometres an hour, km an hour",
    "mph": "mph, miles per hour, miles an hour",
    "knots": "knot, knots",
    "W": "watt, watts",
    "kW": "kw, kilowatt, kilowatts",
    "MW": "mw, megawatt, megawatts",
    "GW": "gw, gigawatt, gigawatts",
    "kWh": "kwh, kilowatt hour, kilowatt hours",
    "MWh": "mwh, megawatt hour, megawatt hours",
    "GWh": "gwh, gigawatt hour, gigawatt hours",
    "volts": "volt, volts",
    "celsius": "° c, °c, degrees celsius, degrees centigrade, degree celsius, c, celsius",
    "fahrenheit": "° f, °f, degrees fahrenheit, f, fahrenheit",
    "degrees": "degree, degrees, °",
    "magnitude": "magnitude",
    "MB": "mb, megabyte, megabytes",
    "GB": "gb, gigabyte, gigabytes",
    "TB": "tb, terabyte, terabytes",
    "seconds": "seconds, secs, sec",
    "minutes": "minute, minutes, mins, min",
    "hours": "hour, hours, hrs, hr",
    "days": "day, days",
    "weeks": "week, weeks",
    "months": "month, months",
    "years": "year, years, yrs, yr",
    "decades": "decade, decades",
    "centuries": "century, centuries",
    "age": "year old, years old, year olds, yr old, years of age, y / o",
}
# One letter or a common word: a unit only when glued to its number ("155mm" may stand apart, "5g" may not).
GLUED_ONLY: Final = frozenset({"g", "c", "f", "in", "sec"})
# Abbreviations that in capitals mean something else ("two PC makers").
LOWER_ONLY: Final = frozenset({"pc", "pp", "ha", "mi"})
_SHARES: Final[Mapping[str, str]] = {"percent": "%, ％, percent, per cent, pct, pc"}
_POINTS: Final[Mapping[str, str]] = {
    "percentage_points": "percentage point, percentage points, percent point, percent points, pp, ppts",
    "basis_points": "basis point, basis points, bps",
    "points": "point, points, pts",
}
_COUNTS: Final[Mapping[str, str]] = {
    "people": "people, persons, person",
    "times": "times",
}
_CURRENCY_WORDS: Final[Mapping[str, str]] = {
    "USD": "dollar, dollars, us dollar, us dollars, u . s . dollars, american dollars, usd, bucks",
    "CAD": "canadian dollars, cad",
    "AUD": "australian dollars, aud",
    "NZD": "new zealand dollars, nzd",
    "HKD": "hong kong dollars, hkd",
    "SGD": "singapore dollars, sgd",
    "EUR": "euro, euros, eur, €",
    "GBP": "pound, pounds, pounds sterling, pound sterling, british pounds, quid, gbp",
    "JPY": "yen, jpy",
    "CNY": "yuan, renminbi, rmb, cny",
    "INR": "rupee, rupees, indian rupees, inr",
    "PKR": "pakistani rupees, pkr",
    "RUB": "ruble, rubles, rouble, roubles, rub",
    "UAH": "hryvnia, hryvnias, uah",
    "CHF": "swiss franc, swiss francs, chf",
    "FRF": "franc, francs",
    "MXN": "mexican pesos, mxn",
    "peso": "peso, pesos",
    "BRL": "real, reais, brl",
    "ZAR": "rand, zar",
    "ILS": "shekel, shekels, ils",
    "TRY": "lira, liras, turkish lira",
    "PLN": "zloty, zlotys, pln",
    "SEK": "swedish krona, swedish kronor, kronor, sek",
    "NOK": "norwegian krone, norwegian kroner, nok",
    "DKK": "danish krone, danish kroner, dkk",
    "krone": "kroner, krone",
    "SAR": "riyal, riyals, sar",
    "AED": "dirham, dirhams, aed",
    "dinar": "dinar, dinars",
    "NGN": "naira, ngn",
    "KES": "kenyan shillings, kes",
    "shilling": "shilling, shillings",
    "BDT": "taka, bdt",
    "THB": "baht, thb",
    "VND": "dong, vnd",
    "MYR": "ringgit, myr",
    "IDR": "rupiah, idr",
    "KRW": "won, krw",
    "BTC": "bitcoin, bitcoins, btc",
    "cents": "cent, cents",
    "pence": "pence",
}
UNIT_WORDS: Final[Mapping[Phrase, str]] = MappingProxyType(
    {
        **_phrases(_MEASURES),
        **_phrases(_CURRENCY_WORDS),
        **_phrases(_SHARES),
        **_phrases(_POINTS),
        **_phrases(_COUNTS),
    }
)
# How many words the units have that begin with a word, longest first.
UNIT_LENGTHS: Final = {
    first: sorted({len(phrase) for phrase in UNIT_WORDS if phrase[0] == first}, reverse=True)
    for first in {phrase[0] for phrase in UNIT_WORDS}
}
UNIT_KINDS: Final[Mapping[str, FigureKind]] = MappingProxyType(
    {
        **dict.fromkeys(_MEASURES, "measure"),
        **dict.fromkeys(_CURRENCY_WORDS, "money"),
        **dict.fromkeys(_SHARES, "percent"),
        **dict.fromkeys(_POINTS, "points"),
        **dict.fromkeys(_COUNTS, "count"),
    }
)
# Currency words that are common words too: money only after a magnitude ("10 million won").
SHY_CURRENCIES: Final = frozenset({"won", "real", "dong", "rand", "quid"})
CURRENCY_SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "$": "USD",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "₹": "INR",
        "₽": "RUB",
        "₴": "UAH",
        "₩": "KRW",
        "₪": "ILS",
        "₺": "TRY",
        "₦": "NGN",
        "฿": "THB",
        "₫": "VND",
        "₱": "PHP",
        "₿": "BTC",
    }
)
# Letters before a dollar sign: "US$5", "A$3m".
DOLLAR_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "us": "USD",
        "a": "AUD",
        "au": "AUD",
        "c": "CAD",
        "ca": "CAD",
        "can": "CAD",
        "nz": "NZD",
        "hk": "HKD",
        "s": "SGD",
        "r": "BRL",
        "nt": "TWD",
        "mx": "MXN",
    }
)
# Codes and abbreviations that stand before the number: "Rs 500", "EUR 3m".
CURRENCY_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{code: code for code in CURRENCY_SIGNS.values()},
        **{code: code for code in _CURRENCY_WORDS if len(code) == 3 and code.isupper()},
        "Rs": "INR",
        "Re": "INR",
        "Tk": "BDT",
        "Ksh": "KES",
        "RM": "MYR",
        "RMB": "CNY",
    }
)

_FAMILIES: Final[Mapping[str, str]] = {
    "length": "km m cm mm miles nautical_miles feet inches yards light_years",
    "area": "km2 m2 square_miles square_feet acres hectares",
    "volume": "m3 litres ml gallons barrels",
    "mass": "kg g mg tonnes tons kilotons lb ounces",
    "speed": "km/h mph knots",
    "temperature": "celsius fahrenheit degrees",
    "duration": "seconds minutes hours days weeks months years decades centuries",
    "energy": "kWh MWh GWh",
    "power": "W kW MW GW",
    "data": "MB GB TB",
}
UNIT_FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {unit: family for family, row in _FAMILIES.items() for unit in row.split()}
    | dict.fromkeys(_CURRENCY_WORDS, "money")
)

# Units of mass: beside one of them in brackets, or behind "weighing", a pound is a weight.
MASS_WORDS: Final = frozenset(
    words[0] for words, unit in UNIT_WORDS.items() if UNIT_FAMILIES.get(unit) == "mass" and len(words) == 1
)
WEIGHING: Final = frozenset("weigh weighs weighed weighing heavy weight".split())
# After "hundreds of" these singulars are no units: "dozens of foot patrols", "thousands of dollar bills".
ODD_PLURALS: Final[Mapping[str, str]] = MappingProxyType(
    {"foot": "feet", "inch": "inches", "century": "centuries"}
)

# -------------------------------------------------------------------------- dates

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
MONTHS: Final[Mapping[str, str]] = MappingProxyType(
    {month: month for month in _MONTHS}
    | {month[:3]: month for month in _MONTHS if month != "may"}
    | {"sept": "september"}
)
MONTH_BY_NUMBER: Final[Mapping[int, str]] = MappingProxyType(dict(enumerate(_MONTHS, 1)))
ZONES: Final = frozenset(
    {"gmt", "utc", "bst", "est", "edt", "pst", "pdt", "cet", "cest", "ist", "msk", "hours"}
)
FIRST_YEAR, LAST_YEAR = 1500, 2099
# Before a bare four-digit number these say that it is a year, whatever noun follows.
YEAR_LEADS: Final = frozenset(
    "in since by until till from before after during circa of early late mid spring summer autumn fall "
    "winter the this that its his her their our fiscal year pre post".split()
) | frozenset(MONTHS)

# ------------------------------------------------------------------------- labels

# A number after one of these names a thing ("Article 5", "Flight 370") and counts nothing.
LABELS: Final = frozenset(
    "article section chapter part flight route highway interstate motorway channel radio boeing airbus "
    "formula apollo iphone windows number no room unit block resolution page phase level district "
    "ward gate line exit pier terminal platform row act amendment type area zone category stage tier "
    "class grade reactor protocol paragraph clause rule regulation directive proposition measure "
    "title division sector building apartment box case docket volume episode season psalm verse "
    "figure table appendix annex lot hangar camp battalion brigade regiment squad battery station bus "
    "train tram junction mark".split()
)
# Common words among them: a label only when capitalised ("Number 10", "Line 3").
CAPITAL_LABELS: Final = frozenset(
    "no number act line class case type area block unit row stage measure title box station train bus lot "
    "figure table camp building season mark district room gate exit rule".split()
)
SCORE_WORDS: Final = frozenset(
    "win wins won winning lose loses lost losing beat beats beaten beating defeat defeated defeats victory "
    "draw draws drew drawn vote votes voted voting lead leads led score scored scoreline ahead trail trailed "
    "triumph ruled ruling majority decision thrashed edged aggregate final shootout".split()
)
# "One thing he stressed": the word is no count before these.
ONE_STOPPERS: Final = frozenset(
    "of thing another day time way that who which is was can could must should might may has had will would "
    "point reason side hand step place moment example sign to in on at with for and or but as by from it he "
    "she they we i you more's not does did do needs wants knows sees says feels never always only the a an "
    "where when if another's".split()
)
# "No one", "each one", "this one", "everyone": pronouns
ONE_BLOCKERS: Final = frozenset(
    "no each every any this that the which another some other last next new big only first day".split()
)
# Behind "one day": some day, no period.
SOME_DAY_FOLLOWERS: Final = frozenset("he she they it we i you the a will may might could would ,".split())
# Determiners before which an ordinal word names a place in a row ("the third attack").
ORDINAL_LEADS: Final = frozenset("the this that its his her their our my your a an".split())
