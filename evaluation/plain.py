"""Stored summaries as a newsroom would see them: tokens put together, letter case as in the article.

Corpora keep summaries as their systems' tokenisers left them: "united 's kick - off", `` for “, and some
wholly in lower case. The words are not changed. Apply it to an article, too, where its corpus tokenised
that: the text that lends the letter case is then any other text in plain letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

JOINS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"``|''", ' " '),
        (r"-lrb-\s*|-LRB-\s*", "("),
        (r"\s*-rrb-|\s*-RRB-", ")"),
        (r"\s- -\s", " -- "),
        (r"\s+(n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1"),
        (r"\s+([,.;:!?%)\]])", r"\1"),
        (r"(?<=[?!])\.(?!\.)", ""),
        (r"([(\[£$€#@])\s+", r"\1"),
        (r"(?<=\d)\s*([,.])\s+(?=\d{3}\b)", r"\1"),
        (r"\b([a-zA-Z])\s\.\s?(?=[a-zA-Z]\s?\.)", r"\1."),
        (r"[^\S\n]{2,}", " "),
        (r'(^|\s)"[^\S\n]*([^"\n]*?)[^\S\n]*"(?=\w)', r'\1"\2" '),
        (r'(^|\s)"[^\S\n]*([^"\n]*?)[^\S\n]*"', r'\1"\2"'),
    )
)
SINGLE = re.compile(r"(?<!\S)[`‘]\s*|\s'(?=[\s,.;:!?]|$)|^'\s+")
# Single marks that stand at a word already.
ATTACHED = re.compile(r"(?:^| )'(?=\w)|(?<=[\w.,!?])'(?= |$)")
HYPHENS = re.compile(r"\w+(?: - \w+)+")
WORD = re.compile(r"[A-Za-z][\w-]*(?:['’](?!s\b)\w+)*")
# A sentence ends at a mark, unless an abbreviation stands before it ("u.s.", "mr.").
END = r"(?<!\b[a-zA-Z])(?<!\b(?:mr|ms|dr|st|lt|jr|sr|vs|no))(?<!\b(?:mrs|gov|sen|rep|gen|col|sgt))[.!?]"
SENTENCE_START = re.compile(rf"(?:^|{END}[\"”')]*\s+|\n\s*)[\"“'‘(]*(\w)", re.IGNORECASE)
# A text with fewer capitals a word than this, sentence starts aside, has lost its letter case.
CAPITALS = 0.02
UNKNOWN = "UNK"
# Words that are no names although an article has them at sentence starts alone.
OPENERS = frozenset(
    "a after all although an and another as at because before both but despite during each even for from he "
    "her here his how however i if in it its many meanwhile more most my no none not now of on once one only "
    "or other our she since so some still that the their then there these they this those though to under "
    "until we what when where which while who why with yet you your".split()
)
Shapes = Mapping[tuple[str, ...], Counter[str]]


def plain(text: str, article: str) -> str:
    """Return a tokenised ``text`` about ``article`` as plain text, in the article's letter case."""
    text = joined(text)
    shapes = _shapes(article)
    text = HYPHENS.sub(lambda match: _hyphened(match.group(), shapes), text)
    if not is_caseless(text):
        return text
    text = _recased(text, shapes)
    return SENTENCE_START.sub(lambda match: match.group()[:-1] + match.group(1).upper(), text)


@lru_cache(maxsize=64)
def joined(text: str) -> str:
    """Return ``text`` with its tokens put together."""
    for pattern, put in JOINS:
        text = pattern.sub(put, text)
    return _singles(text).strip()


def _singles(text: str) -> str:
    """Join single marks that stand alone: they open and close in turn, or end a plural ("players ' aims")."""
    parts: list[str] = []
    end, opened = 0, False
    for match in SINGLE.finditer(text):
        before = text[end : match.start()]
        for mark in ATTACHED.finditer(text, end, match.start()):
            opened = mark.group().startswith(" ") or mark.start() == 0
        starts = match.group().lstrip()[:1] in "`‘" or match.start() == 0
        owns = text[: match.start()].endswith("s") and " '" not in text[match.end() :]
        opens = starts or not (opened or owns)
        after = match.end() + (opens and text[match.end() : match.end() + 1] == " ")
        parts += [before, (" '" if match.group()[:1] == " " else "'") if opens else "'"]
        end, opened = after, opens
    return "".join((*parts, text[end:]))


def is_caseless(text: str) -> bool:
    """Tell whether ``text`` has no capitals worth the name but where its sentences begin."""
    starts = {match.start(1) for match in SENTENCE_START.finditer(text)}
    words = [match for match in WORD.finditer(text) if match.group() != UNKNOWN]
    capitals = sum(match.group()[0].isupper() for match in words if match.start() not in starts)
    return capitals < CAPITALS * len(words)


def _hyphened(words: str, shapes: Shapes) -> str:
    """Join "kick - off" where the article has the joined form; the longest run that it has first."""
    parts = words.split(" - ")
    for size in range(len(parts), 1, -1):
        for start in range(len(parts) - size + 1):
            whole = "-".join(parts[start : start + size])
            if (whole.lower(),) in shapes:
                rest = [*parts[:start], whole, *parts[start + size :]]
                return " - ".join(rest)
    return words


def _recased(text: str, shapes: Shapes) -> str:
    words = list(WORD.finditer(text))
    lower = ["", *(match.group().lower() for match in words), ""]
    parts: list[str] = []
    end = 0
    for place, match in enumerate(words, 1):
        beside = shapes.get((lower[place - 1], lower[place], ""), Counter()) + shapes.get(
            ("", lower[place], lower[place + 1]), Counter()
        )
        found = beside or shapes.get((lower[place],), Counter({match.group(): 1}))
        parts += [text[end : match.start()], max(found, key=lambda shape: (found[shape], shape))]
        end = match.end()
    return "".join((*parts, text[end:]))


@lru_cache(maxsize=64)
def _shapes(article: str) -> Shapes:
    """Map each word of the article, alone and with a neighbour, to its shapes.

    Where a sentence begins with it a shape hardly counts.
    """
    found: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    starts = {match.start(1) for match in SENTENCE_START.finditer(article)}
    words = list(WORD.finditer(article))
    lower = ["", *(match.group().lower() for match in words), ""]
    for place, match in enumerate(words, 1):
        if match.start() in starts and lower[place] in OPENERS:
            continue
        weight = 1 if match.start() in starts else 100
        found[(lower[place],)][match.group()] += weight
        if weight > 1:
            found[(lower[place - 1], lower[place], "")][match.group()] += weight
            found[("", lower[place], lower[place + 1])][match.group()] += weight
    return found
