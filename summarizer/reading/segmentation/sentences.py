"""Sentences of one block: sentencex finds the ends, our rules mend them around quotation marks.

sentencex takes a whole quotation for one sentence, so it is given the block without its quotation
marks, and every boundary is carried back to the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import sentencex

from summarizer.reading.segmentation.lines import trim
from summarizer.reading.segmentation.quotations import QUOTE_MARKS, Role
from summarizer.records import Span

# sentencex takes a line break for a boundary and cannot encode a lone surrogate: both become plain signs.
UNSAFE = re.compile("[\ud800-\udfff]")
BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]")
# What a rule may look at on each side of a boundary.
VIEW = 120
# Longer than any paragraph of a newspaper, short enough for the quadratic cases of sentencex.
WINDOW = 5_000
OPENERS = "([{"
UNMARKED = re.compile(f"[^{re.escape(QUOTE_MARKS)}]+")
SENTENCE_OPENER = (
    r"(?:The|A|An|In|On|At|It|He|She|They|We|I|But|And|This|That|These|There|If|When|As|His|Her|Its|Their|Our|What"
    r"|Why|So|Then)\b"
)
# Words that sentencex takes for abbreviations (Maine, number, Idaho) and newspapers do not abbreviate so.
PLAIN_WORDS = "me|no|No|may|May|ill|id|ID|art|miss|fed|Fed|con|ok|OK|DC|arc|Ken"
# Abbreviations that may end a sentence: they do where the next word opens one.
ENDING = (
    "etc|al|Al|La|Jr|Sr|Inc|Co|Corp|Ltd|Bros|Calif|Fla|Vt|Tex|Va|Ariz|Ky|Ill|Pa|Wis|Nev|Mass|Miss|Conn|Mich|Mo|Ore|Ga|Ind"
    "|Tenn|Wyo|Ark|Minn|Del|Ala|Colo|Neb|Kan|Mont|Okla|Me|Md|Wash|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec"
)
# What sentencex leaves whole: a short bracketed sentence and what follows it, and a sentence after "…".
OWN_BOUNDARY = re.compile(
    r"(?:^|(?<=[.!?]\s))\([^()]{20,500}[.!?]['’]?\)\s+(?=['‘(]?[A-Z])|(?<=\w)…['’)]?\s+(?=['‘(]?[A-Z])"
    # The first part tells at once of most words that they are none of these.
    rf"|\b(?=\w{{1,5}}\.\s)(?:(?:{PLAIN_WORDS})\.\s+(?=['‘(]?[A-Z])|(?:{ENDING})\.\s+(?={SENTENCE_OPENER}))"
)
DAY_OR_MONTH = r"Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
TIME_OF_DAY = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
AFTER_TIME = re.compile(
    rf"(?:(?:{DAY_OR_MONTH})[a-z]*\b|[A-Z]{{2,4}}T\b|ET\b|PT\b|UTC\b|Eastern\b|Moscow\b|Kyiv\b|\()"
)
TITLE = re.compile(
    r"(?:^|[\s(\[])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Cpl|Sgt|Adm|Brig|Sen|Rep|Gov|Amb|Rev|Fr|Hon|St"
    r"|Pres|Supt|Insp|Det|Messrs|Nos|vs|v|approx|est|ca|cf|e\.g|i\.e|Art|Sec|Vol|Fig|pp)\.$"
)
OPENS_SENTENCE = re.compile(SENTENCE_OPENER)
INITIAL = re.compile(r"(?:^|\s)(?:[A-Z]\.\s?)+$")
SPOKEN = (
    r"(?:said|says|asked|asks|told|tells|added|adds|replied|replies|wrote|writes|shouted|cried|yelled|insisted"
    r"|warned|continued|tweeted|posted|exclaimed|declared|demanded|responded|answered|recalled|noted|joked"
    r"|quipped|explained|argued|wondered|remarked|concluded|stated|claimed|announced)"
)
# The words after a tag that still belong to it; a comma and a mark open the next quotation instead.
AFTER_TAG = (
    rf"(?!\s*[,:]\s*[{QUOTE_MARKS}])\s*(?:[.,;:—–]|$|(?:on|in|at|to|of|during|after|before|when|as|while|about|from"
    r"|by|via|rhetorically|angrily|later|earlier|reporters|journalists)\b)"
)
# "Why?" Putin asked on Monday.
SPEECH_TAG = re.compile(rf"[A-Z][\w.’'-]*(?:\s+[\w.’'-]+){{0,5}}?\s+{SPOKEN}{AFTER_TAG}")
# "It is over." Putin said. The words after the quotation are nothing but who said it.
BARE_TAG = re.compile(rf"[A-Z][\w.’'-]*(?:\s+[\w.’'-]+){{0,3}}?\s+{SPOKEN}\s*(?:\.|$)")
PRONOUN_TAG = re.compile(rf"(?:He|She|They|We|I|It)\s+{SPOKEN}\b(?!\s*[.,])")
# “We stay.” ― Jane Doe
SIGNATURE = re.compile(r"(?:[—–―]|--?\s)\s*[A-Z@]")
# Without a space a full stop ends a sentence only after a word (left.What), not after a letter (R-S.C.).
GLUED_END = re.compile(r"\w\w[\])'’]*[.!?…]+[\])'’]*$")
GOES_ON = ",;:.!?)]}…%"
# A paragraph in brackets has sentences like any other; sentencex takes what is in brackets for one.
LONG_BRACKET = re.compile(r"(?:^|(?<=[.!?]\s))\((?:[^()]|\([^()]*\)){150,}[.!?]['’]?\)")
MIXED_CASE = re.compile(r"[a-z]{1,2}[A-Z]")
TRAILING_LINK = re.compile(
    r"(?:^|\s)\(?(?:https?://\S+|www\.\S+|(?:pic\.(?:twitter|x)\.com|t\.co)/\S*)$", re.IGNORECASE
)
# A link this far from the end of a sentence is not looked for; the longest URLs of articles are shorter.
MAX_LINK = 500


def split_sentences(text: str, span: Span, roles: Mapping[int, Role]) -> Iterator[Span]:
    """Yield the sentences of the block at ``span``, trimmed and in order.

    ``roles`` tells which places of the text hold quotation marks that open or close. A link at the end
    of a sentence is left out of it; a piece without a letter or digit, or of links only, is no sentence.
    """
    cuts = [span.start, *_cuts(text, span, roles), span.end]
    for start, end in pairwise(_without_empty(text, cuts)):
        sentence = _drop_links(text, trim(text, start, end))
        if _has_word(text, sentence.start, sentence.end):
            yield sentence


def _cuts(text: str, span: Span, roles: Mapping[int, Role]) -> Iterator[int]:
    start = span.start
    for end, begin in _gaps(text, span):
        cut = _cut_in_gap(text, end, begin, roles)
        left = text[max(start, end - VIEW) : end]
        closes = any(text[place] in QUOTE_MARKS for place in range(end, cut))
        if not _joins(left, text[begin : begin + VIEW], after_quote=closes, apart=begin > end):
            yield cut
            start = cut


def _gaps(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield each likely boundary as (end of the last word before it, start of the first after it)."""
    runs = list(UNMARKED.finditer(text, span.start, span.end))
    kept = [place for run in runs for place in range(run.start(), run.end())]
    plain = BREAKS.sub(" ", UNSAFE.sub("\ufffd", "".join(run.group() for run in runs)))
    plain = LONG_BRACKET.sub(lambda match: f" {match[0][1:-1]} ", plain)
    own = {match.end() for match in OWN_BOUNDARY.finditer(plain)}
    for first in sorted(own.union(_boundaries(plain))):
        last = _last_before(plain, first)
        while first < len(plain) and plain[first].isspace():
            first += 1
        if last >= 0 and first < len(plain):
            yield kept[last] + 1, kept[first]


def _boundaries(plain: str) -> Iterator[int]:
    """Yield where the sentences of sentencex start, the first left out.

    sentencex takes quadratic time on some texts, so it reads a window at a time; a window starts where
    the last sentence of the one before started.
    """
    start = 0
    while start < len(plain):
        window = plain[start : start + WINDOW]
        ends = len(window) - VIEW if start + WINDOW < len(plain) else len(window)
        starts = [item["start_index"] for item in sentencex.get_sentence_boundaries("en", window)]
        settled = [place for place in starts if 0 < place < ends]
        yield from (start + place for place in settled)
        start += settled[-1] if settled and start + WINDOW < len(plain) else WINDOW


def _last_before(plain: str, first: int) -> int:
    """Return the place of the last sign before ``first`` that is neither white space nor opens a word."""
    last = first - 1
    if last > 0 and plain[last] in OPENERS and plain[last - 1].isspace():
        last -= 1
    while last >= 0 and plain[last].isspace():
        last -= 1
    return last


def _cut_in_gap(text: str, end: int, begin: int, roles: Mapping[int, Role]) -> int:
    """Return where to cut between two words: after the closing marks, before the opening ones."""
    cut = end
    for place in range(end, begin):
        role = roles.get(place)
        # An unpaired mark goes with the word that it touches.
        if role == "open" or (role is None and place > cut and not text[place].isspace()):
            break
        if not text[place].isspace():
            cut = place + 1
    return cut


def _joins(left: str, right: str, *, after_quote: bool, apart: bool) -> bool:
    """Tell whether a boundary of sentencex falls inside a sentence."""
    if right[0] in GOES_ON or (not apart and not GLUED_END.search(left)):
        return True
    if right[0].islower() and not MIXED_CASE.match(right):
        return True
    if TIME_OF_DAY.search(left) and AFTER_TIME.match(right):
        return True
    if after_quote:
        return SIGNATURE.match(right) is not None or _is_speech_tag(left, right)
    if TITLE.search(left):
        return True
    return INITIAL.search(left) is not None and right[0].isupper() and not OPENS_SENTENCE.match(right)


def _is_speech_tag(left: str, right: str) -> bool:
    if BARE_TAG.match(right):
        return True
    asked = left.endswith(("?", "!", "…", "..."))
    return asked and SPEECH_TAG.match(right) is not None and not PRONOUN_TAG.match(right)


def _without_empty(text: str, cuts: list[int]) -> Iterator[int]:
    """Drop the cuts that would part off a piece without a letter or digit."""
    yield cuts[0]
    last = cuts[0]
    rest = len(cuts) - 1
    while rest > 1 and not _has_word(text, cuts[rest - 1], cuts[-1]):
        rest -= 1
    for cut in cuts[1:rest]:
        if _has_word(text, last, cut):
            yield cut
            last = cut
    yield cuts[-1]


def _has_word(text: str, start: int, end: int) -> bool:
    return any(sign.isalnum() for sign in text[start:end])


def _drop_links(text: str, sentence: Span) -> Span:
    while sentence:
        tail = max(sentence.start, sentence.end - MAX_LINK)
        match = TRAILING_LINK.search(text, tail, sentence.end)
        if match is None or (tail > sentence.start and match.start() == tail):
            return sentence
        sentence = trim(text, sentence.start, match.start())
    return sentence
