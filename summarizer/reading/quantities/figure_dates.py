"""Dates, years and clock times.

A date is up to two mentions: the day, kind ``time`` with the month as its unit ("August 12": 12,
unit "august"), and the year, kind ``year``. A clock time is kind ``time``, unit "clock", in hours
of the day ("5:30 p.m.": 17.5). A decade is a year with the unit "decade". Digits between slashes
("9/11", "24/7") name things and are no figure.
"""

from __future__ import annotations

import re
from typing import Final

from summarizer.reading.quantities.figure_amounts import is_code, is_label, read_unit
from summarizer.reading.quantities.figure_lexicon import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTH_BY_NUMBER,
    MONTHS,
    YEAR_LEADS,
    ZONES,
)
from summarizer.reading.quantities.lexemes import DASHES, HYPHENS, Lexeme, Lexemes, at, glued, lexeme_of
from summarizer.reading.quantities.mentions import Mention
from summarizer.reading.quantities.number_lexicon import ORDINAL_ENDINGS, SCALES
from summarizer.reading.quantities.numbers import read_number

Reading = tuple[tuple[Mention, ...], int]
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})\.(\d{2})")
MERIDIEMS: Final = frozenset({"am", "pm"})
MAX_DAY: Final = 31
# "mid-2019", "pre-1990s"; before two digits ("the 90s", "late 80s") also these say that it is a decade.
PERIOD_LEADS: Final = frozenset({"mid", "pre", "post", "early", "late"})
DECADE_LEADS: Final = frozenset({"the", "'", "’", "‘", "early", "late", "mid"})


def _mention(first: Lexeme, last: Lexeme, after: int, value: float, unit: str) -> Mention:
    return Mention(first.start, last.end, after, value, "time", (first.start, last.end), unit=unit)


def _year(first: Lexeme, last: Lexeme, after: int, value: float, **more: object) -> Mention:
    high = more.get("high")
    return Mention(
        first.start,
        last.end,
        after,
        value,
        "year",
        (first.start, last.end),
        high=high if isinstance(high, float) else None,
        unit=str(more.get("unit", "")),
        qualifier="between" if high else "exact",
    )


def year_of(lexeme: Lexeme) -> int:
    """Return the year that a bare four-digit lexeme may name, else 0."""
    if lexeme.kind != "num" or len(lexeme.text) != 4 or not lexeme.text.isdecimal():
        return 0
    return int(lexeme.text) if FIRST_YEAR <= int(lexeme.text) <= LAST_YEAR else 0


# ------------------------------------------------------------------------- dates


def read_date(lexemes: Lexemes, index: int) -> Reading | None:
    """Read a date or a year at ``index``."""
    for reader in _READERS:
        if found := reader(lexemes, index):
            return found
    return None


def _month_at(lexemes: Lexemes, index: int) -> tuple[str, int]:
    """Return the month named at ``index`` ("Aug.", "May") and the index after it, else ""."""
    word = at(lexemes, index)
    month = MONTHS.get(word.lower, "") if word.kind == "word" and word.text[:1].isupper() else ""
    if not month:
        return "", index
    dotted = at(lexemes, index + 1).text == "." and glued(lexemes, index + 1) and len(word.text) <= 4
    return month, index + 2 if dotted else index + 1


def _day_at(lexemes: Lexemes, index: int) -> tuple[int, int]:
    """Return the day of the month at ``index`` and the index after it ("12", "12th"), else 0."""
    word = at(lexemes, index)
    if word.kind != "num" or not word.text.isdecimal() or len(word.text) > 2 or is_code(lexemes, index):
        return 0, index
    day = int(word.text) if int(word.text) <= MAX_DAY else 0
    ending = at(lexemes, index + 1).lower in ORDINAL_ENDINGS and glued(lexemes, index + 1)
    return day, index + 2 if ending else index + 1


def _read_month_first(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "August 12, 2024", "Aug. 12-14", "May 2024"."""
    month, place = _month_at(lexemes, index)
    if not month:
        return None
    if year_of(at(lexemes, place)) and not glued(lexemes, place):
        return _years_behind(lexemes, place, ())
    comma_year = at(lexemes, place).text == "," and year_of(at(lexemes, place + 1))
    if comma_year:
        return _years_behind(lexemes, place, ())
    day, after = _day_at(lexemes, place)
    if not day or _counts_something(lexemes, place, after):
        return None
    found = _mention(at(lexemes, index), at(lexemes, after - 1), after, float(day), month)
    last, behind = _day_at(lexemes, after + 1) if at(lexemes, after).text in DASHES else (0, after)
    if last > day:
        found = _with_last_day(found, at(lexemes, behind - 1), behind, last)
    return _years_behind(lexemes, found.after, (found,))


def _with_last_day(mention: Mention, last: Lexeme, after: int, day: int) -> Mention:
    span = (mention.start, last.end)
    return Mention(*span, after, mention.value, "time", span, float(day), mention.unit, "between")


def _counts_something(lexemes: Lexemes, index: int, after: int) -> bool:
    """Tell "In May 12 people died" and "May 5 percent" from a date."""
    number = read_number(lexemes, index)
    if number is None or number.scaled or at(lexemes, after).lower in SCALES:
        return True
    return bool(read_unit(lexemes, after, number)[0])


def _read_day_first(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "12 August 2024", "12th of August", "12-14 August"."""
    day, after = _day_at(lexemes, index)
    if not day:
        return None
    last, behind = _day_at(lexemes, after + 1) if at(lexemes, after).text in DASHES else (0, after)
    after = behind if last > day else after
    place = after + 1 if at(lexemes, after).lower == "of" else after
    month, behind = _month_at(lexemes, place)
    if not month:
        return None
    end = at(lexemes, behind - 1)
    found = _mention(at(lexemes, index), end, behind, float(day), month)
    found = _with_last_day(found, end, behind, last) if last > day else found
    return _years_behind(lexemes, behind, (found,))


def _years_behind(lexemes: Lexemes, index: int, found: tuple[Mention, ...]) -> Reading | None:
    """Add the year that follows a day or a month, over a comma."""
    place = index + 1 if at(lexemes, index).text == "," else index
    lexeme = at(lexemes, place)
    if year := year_of(lexeme):
        return (*found, _year(lexeme, lexeme, place + 1, float(year))), place + 1
    return (found, index) if found else None


def _read_numeric(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "2024-08-12", "12/08/2024" and "12.08.2024"; drop "9/11" and "24/7"."""
    first, mark, second = (at(lexemes, index + step) for step in range(3))
    if first.kind != "num":
        return None
    if match := _DOTTED_DATE.fullmatch(first.text):
        number = float(match[1]) * 100 + float(match[2])
        return _split_date(first, first, index + 1, number, first.end - 4)
    tight = all(glued(lexemes, index + step) for step in (1, 2)) and second.kind == "num"
    if not tight or not second.text.isdecimal():
        return None
    mark2, third = at(lexemes, index + 3), at(lexemes, index + 4)
    three = mark2.text == mark.text and third.text.isdecimal() and glued(lexemes, index + 4)
    if mark.text == "/":
        return _read_slashes(lexemes, index, three=three)
    if mark.text in HYPHENS and three:
        return _read_iso(lexemes, index) or ((), _after_identifier(lexemes, index + 5))
    return None


def _after_identifier(lexemes: Lexemes, index: int) -> int:
    """Return the index behind "12-34-5678-9"."""
    while at(lexemes, index).text in HYPHENS and glued(lexemes, index) and glued(lexemes, index + 1):
        index += 2
    return index


def _split_date(first: Lexeme, last: Lexeme, after: int, number: float, year_at: int) -> Reading:
    """Give "12/08/2024" as day and month in one value of two pairs of digits, and the year."""
    year = lexeme_of("num", last.text[-4:], year_at, last.end)
    day = Mention(first.start, year_at - 1, after, number, "time", (first.start, year_at - 1), unit="date")
    return (day, _year(year, year, after, float(year.text))), after


def _read_slashes(lexemes: Lexemes, index: int, *, three: bool) -> Reading:
    first, second, third = (at(lexemes, index + step) for step in (0, 2, 4))
    if three and year_of(third) and len(first.text) <= 2 and len(second.text) <= 2:
        number = float(first.text) * 100 + float(second.text)
        return _split_date(first, third, index + 5, number, third.start)
    year, ending = year_of(first), second.text
    if year and len(ending) == 2 and int(ending) == (year + 1) % 100:
        return (_year(first, second, index + 3, float(year), high=float(year + 1)),), index + 3
    return (), index + (5 if three else 3)


def _read_iso(lexemes: Lexemes, index: int) -> Reading | None:
    year, month, day = (at(lexemes, index + step) for step in (0, 2, 4))
    name = MONTH_BY_NUMBER.get(int(month.text), "") if len(month.text) == 2 else ""
    if not year_of(year) or not name or len(day.text) != 2:
        return None
    found = _mention(month, day, index + 5, float(day.text), name)
    return (_year(year, year, index + 1, float(year.text)), found), index + 5


# ------------------------------------------------------------------------- years


def _read_decade(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "the 1990s" and "the 90s"."""
    first, ending = at(lexemes, index), at(lexemes, index + 1)
    if first.kind != "num" or ending.lower not in {"s", "’s", "'s"} or not glued(lexemes, index + 1):
        return None
    led = _is_led(lexemes, index)
    if (is_code(lexemes, index) and not led) or not first.text.endswith("0"):
        return None
    if year_of(first):
        value = float(first.text)
    elif len(first.text) == 2 and (led or at(lexemes, index - 1).lower in DECADE_LEADS):
        value = 1900 + float(first.text)
    else:
        return None
    return (_year(first, ending, index + 2, value, unit="decade"),), index + 2


def _is_led(lexemes: Lexemes, index: int) -> bool:
    """Tell the digits of "mid-2019" and "pre-1990s" from those of a code."""
    joined = glued(lexemes, index) and at(lexemes, index - 1).text in HYPHENS
    return joined and at(lexemes, index - 2).lower in PERIOD_LEADS


def _read_between(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "between 2014 and 2018"; not "between 1500 and 2000 people"."""
    first, second = at(lexemes, index + 1), at(lexemes, index + 3)
    joined = at(lexemes, index).lower == "between" and at(lexemes, index + 2).lower == "and"
    low, high = year_of(first), year_of(second)
    if not joined or not 0 < low < high or not _is_year(lexemes, index + 3):
        return None
    found = _year(at(lexemes, index), second, index + 4, float(low), high=float(high))
    return (found,), index + 4


def _read_years(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "2019", "2014-2018", "2019-20" and "mid-2019"; not "2000 people"."""
    first = at(lexemes, index)
    year = year_of(first)
    if not year or not _is_year(lexemes, index):
        return None
    mark, second = at(lexemes, index + 1), at(lexemes, index + 2)
    joined = mark.text in DASHES and glued(lexemes, index + 1) and glued(lexemes, index + 2)
    if joined and second.text.isdecimal() and len(second.text) in {2, 4}:
        last = int(second.text) if len(second.text) == 4 else year - year % 100 + int(second.text)
        if year < last <= LAST_YEAR:
            return (_year(first, second, index + 3, float(year), high=float(last)),), index + 3
    return (_year(first, first, index + 1, float(year)),), index + 1


def _is_year(lexemes: Lexemes, index: int) -> bool:
    before, after = at(lexemes, index - 1), at(lexemes, index + 1)
    if is_label(before, at(lexemes, index - 2)):
        return False
    if glued(lexemes, index) and before.text in HYPHENS:
        return _is_led(lexemes, index)
    if (glued(lexemes, index) and before.text != "(") or (glued(lexemes, index + 1) and after.kind == "word"):
        return before.text in {"“", '"', "‘", "—", "–"} and after.kind != "word"
    number = read_number(lexemes, index)
    if number is None or number.scaled or number.end != at(lexemes, index).end:
        return False
    if read_unit(lexemes, index + 1, number)[0] or after.text in {"%", "$", "€", "+"}:
        return False
    leads = before.lower in YEAR_LEADS or before.lower.endswith(("’s", "'s", "s’", "s'"))
    return leads or after.kind != "word" or not _is_plural(after)


def _is_plural(word: Lexeme) -> bool:
    """Tell whether a lower-case word may be a thing counted: "2000 homes", "2000 men"."""
    plural = word.text.endswith("s") and not word.text.endswith(("ss", "us", "is", "as"))
    return (
        word.text.islower()
        and len(word.text) > 3
        and (plural or word.text in {"people", "children", "women"})
    )


_READERS: Final = (
    _read_month_first,
    _read_day_first,
    _read_numeric,
    _read_decade,
    _read_between,
    _read_years,
)


# ------------------------------------------------------------------------- clock


def read_clock(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "5 p.m.", "5:30pm", "17:30", "1730 GMT", "7 o'clock"."""
    first = at(lexemes, index)
    if first.kind != "num" or (glued(lexemes, index) and at(lexemes, index - 1).text in {":", "/", "$"}):
        return None
    hours, minutes, place = _clock_digits(lexemes, index)
    if hours is None:
        return None
    meridiem, after = _meridiem(lexemes, place)
    o_clock = at(lexemes, place).lower in {"o'clock", "o’clock"}
    four = len(first.text) == 4 and at(lexemes, place).lower in ZONES
    colon = place > index + 1
    if not (meridiem or o_clock or four or colon) or hours > 24 or minutes > 59:
        return None
    hours = hours % 12 + (12 if meridiem == "pm" else 0) if meridiem else hours
    after = place + 1 if o_clock else after
    last = at(lexemes, after - 1)
    found = _mention(first, last, after, round(hours + minutes / 60, 4), "clock")
    return (found,), after


def _clock_digits(lexemes: Lexemes, index: int) -> tuple[int | None, int, int]:
    """Return hours, minutes and the index after them; hours None where the digits are no time."""
    first, mark, second = (at(lexemes, index + step) for step in range(3))
    if match := _CLOCK.fullmatch(first.text):
        meridiem = _meridiem(lexemes, index + 1)[0]
        return (int(match[1]) if meridiem else None), int(match[2]), index + 1
    if not first.text.isdecimal() or len(first.text) not in {1, 2, 4}:
        return None, 0, index
    if len(first.text) == 4:
        return int(first.text[:2]), int(first.text[2:]), index + 1
    tight = glued(lexemes, index + 1) and glued(lexemes, index + 2)
    if mark.text == ":" and tight and second.text.isdecimal() and len(second.text) == 2:
        seconds = at(lexemes, index + 3).text == ":" and at(lexemes, index + 4).text.isdecimal()
        return int(first.text), int(second.text), index + (5 if seconds else 3)
    return int(first.text), 0, index + 1


def _meridiem(lexemes: Lexemes, index: int) -> tuple[str, int]:
    """Return "am" or "pm" and the index after it for "pm", "p.m." and "p.m", else ""."""
    word = at(lexemes, index)
    if word.lower in MERIDIEMS:
        return word.lower, index + 1
    dot, letter = at(lexemes, index + 1), at(lexemes, index + 2)
    if word.lower not in {"a", "p"} or dot.text != "." or letter.lower != "m":
        return "", index
    if not (glued(lexemes, index + 1) and glued(lexemes, index + 2)):
        return "", index
    ends = at(lexemes, index + 3).text == "." and glued(lexemes, index + 3)
    return f"{word.lower}m", index + 4 if ends else index + 3
