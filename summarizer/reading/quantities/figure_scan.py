"""All figures of a stretch of text, in order, without a parse.

What is no figure: numbers in addresses and handles, codes ("F-16", "COVID-19"), "9/11", the pronoun
"one", "Group of Seven", "first", number words inside names ("Seventh Fleet"). A number behind a label
("Article 5", "Flight 370") is an ordinal with the label as the thing counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from summarizer.reading.quantities.figure_amounts import LONGEST_QUALIFIER, is_label
from summarizer.reading.quantities.figure_dates import Reading, read_clock, read_date, year_of
from summarizer.reading.quantities.figure_lexicon import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DOLLAR_PREFIXES,
    MONTHS,
    ONE_BLOCKERS,
    ONE_STOPPERS,
    ORDINAL_LEADS,
    QUALIFIER_SIGNS,
    QUALIFIERS,
    SOME_DAY_FOLLOWERS,
)
from summarizer.reading.quantities.figure_quantities import read_quantity
from summarizer.reading.quantities.lexemes import Lexeme, Lexemes, at, glued, lex, skip_hyphen
from summarizer.reading.quantities.mentions import Mention
from summarizer.reading.quantities.number_lexicon import (
    DENOMINATORS,
    ORDINAL_ENDINGS,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    VAGUE,
    VAGUE_LEADS,
)

# A line with more than this part of its long words capitalised is a headline: capitals say nothing there.
TITLE_SHARE: Final = 0.6
LONG_WORD: Final = 4
SENTENCE_OPENERS: Final = frozenset(".!?):\"“‘'([—–-•*;")
# Every figure holds digits or one of these words.
NUMERALS: Final = frozenset({*SMALL, *TENS, *SCALES, *VAGUE, *ORDINALS, *DENOMINATORS})
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+")
# What a figure begins with, beside digits: every reader asks the first lexeme for one of these.
OPENERS: Final = frozenset(
    {*SMALL, *TENS, *VAGUE, *VAGUE_LEADS, *ORDINALS, *MONTHS, *DOLLAR_PREFIXES}
    | {phrase[0] for phrase in QUALIFIERS}
    | {code.lower() for code in CURRENCY_CODES}
    | {*CURRENCY_SIGNS, *QUALIFIER_SIGNS, "-", "−", "minus", "between", "a", "an", "half", "quarter"}
)
# Its first numeral comes so soon: two qualifiers, a currency or a sign, "a couple of".
REACH: Final = 2 * LONGEST_QUALIFIER + 6


def scan(text: str) -> tuple[Mention, ...]:
    """Return the figures of ``text``, never overlapping, in text order."""
    if not _has_numeral(text):
        return ()
    lexemes = lex(text)
    titled, likely = _is_titled(lexemes), _likely(lexemes)
    found: list[Mention] = []
    index = 0
    while index < len(lexemes):
        mentions, after = _read(lexemes, index) if likely[index] else ((), index + 1)
        found.extend(mention for mention in mentions if titled or not _is_name(lexemes, index, mention))
        index = max(after, index + 1)
    return tuple(found)


def _has_numeral(text: str) -> bool:
    return _DIGIT.search(text) is not None or not NUMERALS.isdisjoint(_WORD.findall(text.lower()))


def _likely(lexemes: Lexemes) -> list[bool]:
    """Tell of each lexeme whether a figure may begin there; the readers are tried on no other."""
    likely, left = [False] * len(lexemes), 0
    for index in range(len(lexemes) - 1, -1, -1):
        lexeme = lexemes[index]
        word = lexeme.lower
        left = REACH if lexeme.kind == "num" or word in NUMERALS else left - 1
        likely[index] = left >= 0 and (lexeme.kind == "num" or word in OPENERS)
    return likely


def _is_titled(lexemes: Lexemes) -> bool:
    words = [lexeme.text for lexeme in lexemes if lexeme.kind == "word" and len(lexeme.text) >= LONG_WORD]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capitals > TITLE_SHARE * len(words)


def _is_name(lexemes: Lexemes, index: int, mention: Mention) -> bool:
    """Tell "the Big Three" and "Seventh Fleet": a capitalised number word inside a sentence."""
    first = at(lexemes, index)
    if not (mention.style == "words" and first.kind == "word" and first.text[0].isupper()):
        return False
    before = at(lexemes, index - 1)
    return before.kind == "word" or (before.kind == "mark" and before.text not in SENTENCE_OPENERS)


def _read(lexemes: Lexemes, index: int) -> Reading:
    lexeme = at(lexemes, index)
    if lexeme.kind == "ref" or _is_group_name(lexemes, index):
        return (), index + 1
    if found := read_clock(lexemes, index) or _read_ordinal(lexemes, index) or read_date(lexemes, index):
        return found
    mention = read_quantity(lexemes, index)
    if mention is None:
        return (), _skip_code(lexemes, index)
    mention = _settle(lexemes, index, mention)
    return (() if mention is None else (mention,)), mention.after if mention else index + 1


def _skip_code(lexemes: Lexemes, index: int) -> int:
    """Step over digits that are no figure together with what is glued to them ("5G", "555-1234-9")."""
    index += 1
    if at(lexemes, index - 1).kind != "num":
        return index
    while glued(lexemes, index) and (at(lexemes, index).kind in {"num", "word"} or _joins(lexemes, index)):
        index += 1
    return index


def _joins(lexemes: Lexemes, index: int) -> bool:
    return at(lexemes, index).text in "-/:_." and glued(lexemes, index + 1)


def _is_group_name(lexemes: Lexemes, index: int) -> bool:
    """Tell the number of "Group of Seven" and "Group of 20"."""
    return at(lexemes, index - 1).lower == "of" and at(lexemes, index - 2).text == "Group"


# ---------------------------------------------------------------------- settling


def _settle(lexemes: Lexemes, index: int, mention: Mention) -> Mention | None:
    """Refuse what is no figure, and read labels and ages off the words before."""
    before = at(lexemes, index - 1)
    bare = mention.qualifier == "exact" and not mention.unit and mention.high is None
    if bare and at(lexemes, index).lower == "one" and mention.after == index + 1:
        return _settle_one(lexemes, index, mention)
    if _is_about_one(lexemes, index, mention):
        return None
    if mention.value == 0 and mention.style == "words":
        return replace(mention, weak=True) if bare else mention
    if mention.kind == "count" and not mention.unit and _is_qualified_year(lexemes, index, mention):
        return replace(mention, kind="year")
    if _is_some_day(lexemes, index, mention):
        return None
    if before.lower in {"aged", "age", "ages"} and not mention.unit:
        return replace(mention, unit="years", kind="measure", counted="age")
    if bare and mention.kind == "count" and is_label(before, at(lexemes, index - 2)):
        label = before if before.text != "." else at(lexemes, index - 2)
        return replace(mention, kind="ordinal", counted=label.lower.replace("no", "number"))
    return mention


def _is_about_one(lexemes: Lexemes, index: int, mention: Mention) -> bool:
    """Tell "a story about one of them" from "at least one of them"."""
    preposition = at(lexemes, index).lower in {"about", "around", "over", "above", "under", "below", "beyond"}
    alone = at(lexemes, mention.after - 1).lower == "one" and mention.after == index + 2
    return preposition and alone and at(lexemes, mention.after).lower in ONE_STOPPERS


def _is_qualified_year(lexemes: Lexemes, index: int, mention: Mention) -> bool:
    """Tell "since at least 2019" from "about 2000 homes"."""
    timed = at(lexemes, index - 1).lower in {"since", "until", "till", "from", "before", "after", "by", "in"}
    return timed and mention.qualifier != "exact" and year_of(at(lexemes, mention.after - 1)) > 0


def _is_some_day(lexemes: Lexemes, index: int, mention: Mention) -> bool:
    """Tell "one day he may leave" from "it lasted one day"."""
    phrase = at(lexemes, index).lower == "one" and mention.unit in {"days", "years", "months"}
    return phrase and mention.qualifier == "exact" and at(lexemes, mention.after).lower in SOME_DAY_FOLLOWERS


def _settle_one(lexemes: Lexemes, index: int, mention: Mention) -> Mention | None:
    after = at(lexemes, index + 1)
    pronoun = after.kind != "word" or after.lower in ONE_STOPPERS or not after.text.islower()
    if pronoun or at(lexemes, index - 1).lower in ONE_BLOCKERS:
        return None
    return replace(mention, weak=True)


# ---------------------------------------------------------------------- ordinals


def _read_ordinal(lexemes: Lexemes, index: int) -> Reading | None:
    """Read "225th", "the third attack", "his twenty-first day"; never "first"."""
    first, ending = at(lexemes, index), at(lexemes, index + 1)
    if first.kind == "num":
        is_ordinal = ending.lower in ORDINAL_ENDINGS and glued(lexemes, index + 1) and first.text.isdecimal()
        if not is_ordinal or len(first.text) > 4 or read_date(lexemes, index):
            return None
        return (_ordinal(first, ending, index + 2, float(first.text)),), index + 2
    value, last = _ordinal_word(lexemes, index)
    before, after = at(lexemes, index - 1), at(lexemes, last + 1)
    leads = before.lower in ORDINAL_LEADS or before.lower.endswith(("’s", "'s"))
    indefinite = before.lower in {"a", "an"} and value == ORDINALS["second"]
    if (
        not value
        or not leads
        or indefinite
        or after.kind != "word"
        or after.lower in {"of", "and", "or", "to"}
    ):
        return None
    found = _ordinal(first, at(lexemes, last), last + 1, float(value))
    return (replace(found, style="words"),), last + 1


def _ordinal_word(lexemes: Lexemes, index: int) -> tuple[int, int]:
    """Return the value of an ordinal word and the index of its last lexeme, else 0."""
    word = at(lexemes, index).lower
    place = skip_hyphen(lexemes, index + 1)
    unit = 1 if at(lexemes, place).lower == "first" else ORDINALS.get(at(lexemes, place).lower, 0)
    if word in TENS and place > index + 1 and 0 < unit < len(SMALL) // 2:
        return TENS[word] + unit, place
    return ORDINALS.get(word, 0), index


def _ordinal(first: Lexeme, last: Lexeme, after: int, value: float) -> Mention:
    return Mention(first.start, last.end, after, value, "ordinal", (first.start, last.end))
