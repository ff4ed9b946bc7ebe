"""Fuzzed articles and candidates: real articles of our own, cut small and made hostile.

Everything is drawn from one ``random.Random``, so a seed gives the same case again; hypothesis and atheris
hand in one of their own kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from evaluation.expectations import SEEDS
from evaluation.families import HTML, NAMES, TEXTS
from evaluation.gold import load_gold
from evaluation.mutations import INVENTED, MUTATIONS, OWNERS
from summarizer.reading.segment import segment

# Sentences of a small article, and characters of a piece of a hostile family in it.
MOST_SENTENCES, MOST_PIECE = 5, 120
# One case in so many is a family alone, at length: a small article takes milliseconds, these take a second.
LONG_ONE_IN, LONGEST = 4_000, 40_000
CANDIDATES = 12
MARKS = (
    "“”\"'‘’«»„(){}[]<>—–-:;,.!?…•*#@|/\\&%$€£\u00a0\u200b\u200d\u2060\ufeff\u202e\u202c\u2066\u2069\u00ad"
)
CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufffe\ufdd0\r\t\n"
SURROGATES = "\ud800\udbff\udc00\udfff"
FIGURES = (
    "0 00012 1,2,3,4 1.2.3.4 12.000,50 ٣٤٥ １２３ ½ 3½ ⅔ -5 −5 +7 1e400 9e99 0x1F 1_000 12% 12‰ 5-10 5–3 "
    "100,00,000 999999999999999999999999999 twelve hundred-and-one million-billion dozen dozens half "
    "one-and-a-half zero VII ①② "
    "$5bn £-3m €1.5.2 5°C 12:61 31/02/2024 1990s '90s 6ft2 3x 2² 10^6"
).split()
SCRIPTS = (
    "Мэр сказал", "市长说", "قال الرئيس", "האיש אמר", "ผู้ว่าฯ กล่าว", "नेता ने कहा",
    "ﷺ", "Ⅻ", "ſaid", "ＳＡＩＤ", "𝐬𝐚𝐢𝐝",
    "s\u0430id", "Zo\u0308e", "İstanbul", "ß",
    "🏴\U000e0067\U000e0062\U000e007f", "👩\u200d👧", "e\u0301" * 9, "\U0010ffff",
)  # fmt: skip
CUES = (
    "said",
    "said that",
    "according to",
    "claimed",
    "denied that",
    "he said",
    "told",
    ", citing",
    "reportedly",
)
OPENERS = (
    "- ",
    "* ",
    "• ",
    "1. ",
    "# ",
    "> ",
    "| ",
    "— ",
    "“",
    "@ada ",
    "BREAKING: ",
    "HARWICK (Reuters) - ",
    "\t",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One input: an article as text or as HTML, and texts to check against it and to guard as drafts."""

    kind: str
    text: str
    html: bool
    candidates: tuple[str, ...]


@cache
def sentences() -> tuple[tuple[str, ...], ...]:
    """Return our own articles, each as its sentences."""
    texts = [item.text for item in load_gold()]
    texts += [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return tuple(tuple(item.span.of(text) for item in segment(text).sentences) for text in texts)


# ------------------------------------------------------------------ one change of a text


def _put(draw: Random, text: str, words: str) -> str:
    place = draw.randrange(len(text) + 1)
    return text[:place] + words + text[place:]


def _marked(draw: Random, text: str) -> str:
    return _put(draw, text, draw.choice(MARKS) * draw.choice((1, 1, 1, 2, 3, 9)))


def _controlled(draw: Random, text: str) -> str:
    return _put(draw, text, draw.choice(CONTROLS))


def _foreign(draw: Random, text: str) -> str:
    return _put(draw, text, f" {draw.choice(SCRIPTS)} ")


def _figured(draw: Random, text: str) -> str:
    return _in_place(draw, text, draw.choice(FIGURES))


def _in_place(draw: Random, text: str, words: str) -> str:
    """Put ``words`` in the place of one of the text's own words."""
    parts = text.split(" ")
    parts[draw.randrange(len(parts))] = words
    return " ".join(parts)


def _named(draw: Random, text: str) -> str:
    return _in_place(draw, text, draw.choice(NAMES + OWNERS))


def _cued(draw: Random, text: str) -> str:
    return _in_place(draw, text, draw.choice(CUES))


def _shuffled(draw: Random, text: str) -> str:
    parts = text.split(" ")
    start = draw.randrange(len(parts))
    some = parts[start : start + 8]
    draw.shuffle(some)
    return " ".join([*parts[:start], *some, *parts[start + 8 :]])


def _cut(draw: Random, text: str) -> str:
    start = draw.randrange(len(text) + 1)
    return text[:start] + text[start + draw.randrange(1, 20) :]


def _doubled(draw: Random, text: str) -> str:
    start = draw.randrange(len(text) + 1)
    return (
        text[:start] + text[start : start + draw.randrange(1, 60)] * draw.choice((2, 2, 3, 5)) + text[start:]
    )


def _opened(draw: Random, text: str) -> str:
    return _put(draw, text, f"{draw.choice(('', chr(10), chr(10) * 2))}{draw.choice(OPENERS)}")


def _lined(draw: Random, text: str) -> str:
    return text.replace(
        " ", draw.choice(("\n", "\r\n", "  ", "\u00a0", "\u2028", "")), draw.choice((1, 3, 99))
    )


def _recased(draw: Random, text: str) -> str:
    return draw.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _with_family(draw: Random, text: str) -> str:
    make = draw.choice(tuple(TEXTS.values()))
    return _put(draw, text, make(draw.randrange(1, MOST_PIECE)))


def _faulty(draw: Random, text: str) -> str:
    return draw.choice(MUTATIONS)(text, draw.choice(OWNERS))


def _with_surrogate(draw: Random, text: str) -> str:
    return _put(draw, text, draw.choice(SURROGATES))


CHANGES: tuple[Callable[[Random, str], str], ...] = (
    _marked, _marked, _controlled, _foreign, _figured, _figured, _named, _named, _cued, _cued, _shuffled,
    _cut, _doubled, _opened, _lined, _recased, _with_family, _faulty,
)  # fmt: skip


# ------------------------------------------------------------------ a whole case


def make_case(draw: Random) -> Case:
    """Return the case that ``draw`` chooses."""
    if draw.randrange(LONG_ONE_IN) == 1:
        return _long_case(draw)
    parts = _some_sentences(draw)
    kind, text = "text", draw.choice((" ", " ", "\n\n", "\n")).join(_changed(draw, part, 2) for part in parts)
    if draw.randrange(20) == 1:
        kind, text = "surrogate", _with_surrogate(draw, text)
    if draw.randrange(5) == 1:
        kind, text = "html", _tagged(draw, text)
    return Case(kind, text, kind == "html", _candidates(draw, parts))


def _long_case(draw: Random) -> Case:
    html = draw.randrange(3) == 1
    name = draw.choice(tuple(HTML if html else TEXTS))
    text = (HTML if html else TEXTS)[name](draw.randrange(LONGEST))
    return Case(f"long {name}", text, html, _candidates(draw, _some_sentences(draw)))


def _some_sentences(draw: Random) -> list[str]:
    article = draw.choice(sentences())
    start = draw.randrange(len(article))
    return list(article[start : start + draw.randrange(1, MOST_SENTENCES + 1)])


def _changed(draw: Random, text: str, most: int) -> str:
    for _ in range(draw.randrange(most + 1)):
        text = draw.choice(CHANGES)(draw, text)
    return text


def _tagged(draw: Random, text: str) -> str:
    """Return the text with markup in it, whole and broken."""
    words = text.split(" ")
    for _ in range(draw.randrange(1, 6)):
        tag = draw.choice(
            "p div b q li ul ol table tr td article h1 blockquote pre script style form br a".split()
        )
        extra = draw.choice(
            ("", "", ' class="twitter-tweet"', " hidden", ' style="display:none"', " x" * 50, ' a="')
        )
        words.insert(
            draw.randrange(len(words) + 1), draw.choice((f"<{tag}{extra}>", f"</{tag}>", "<!--", "-->"))
        )
        words.insert(
            draw.randrange(len(words) + 1), draw.choice(("&amp;", "&#0;", "&#xD800;", "&quot", "&nbsp;", "<"))
        )
    return " ".join(words)


def _candidates(draw: Random, parts: list[str]) -> tuple[str, ...]:
    made = []
    for _ in range(draw.randrange(CANDIDATES // 2, CANDIDATES + 1)):
        text = _faulty(draw, draw.choice(parts))
        if not draw.randrange(3):
            text = f"{text.rstrip('.')}, and {_faulty(draw, draw.choice(parts))}"
        if not draw.randrange(6):
            text = draw.choice(INVENTED)
        made.append(_changed(draw, text, 1))
    return tuple(made)
