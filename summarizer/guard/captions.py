"""What only looks like a sentence: captions, sentences run together, quotations that lost a mark.

News pages carry captions and teasers without a final mark; the sentence behind one then begins in its
middle. Who says what cannot be told from such words, so nothing is framed or lifted from them (R14, R27).
"""

from __future__ import annotations

import re

# "… in the 1970s But his complaints were ignored": a sentence's opener with no mark before it.
RUN_ON = re.compile(r"[a-z)\d] (?:The|He|She|They|It|But|His|Her|Their|We|This) [a-z\d]")
RUN_ON_THERE = re.compile(r"\w There (?:is|are|was|were|has|have|had)\b")
# "… recent poor results The Saints were dumped out": a name with its article.
RUN_ON_THE = re.compile(r"[a-z]{3} The (?:[A-Z]\w+ )+(?:is|are|was|were|has|have|had)\b")
# "… are 'all evasion' Mr Marsh urged": a quotation's end, and a title with no mark between.
RUN_ON_MR = re.compile(r"[a-z]['’\"”] (?:Mr|Mrs|Ms|Dr)\.? [A-Z]\w+ [a-z]+ed\b")
# "… on Wednesday Mr Docherty proceeded to": a day, and the next sentence's subject behind it.
RUN_ON_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][a-z]+ [a-z]+(?:ed|s)\b"
)
# "… in the play-off on Sunday Tough weather made it difficult": far behind the beginning, so that it is no
# "On Sunday Sorel told".
RUN_ON_LATE_DAY = re.compile(
    r"(?:\S+ ){6}on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?!Times\b|Night\b|Morning\b)[A-Z][a-z]+ [a-z]"
)
# "… involving marriage licences Sullen: Barrientos": a caption's label behind a word with no mark.
LABELLED = re.compile(r"[a-z)] [A-Z][a-z]+: [A-Z]")
CAPTION = re.compile(
    r"\((?:file|pictured|left|right|centre|center|above|below|stock)\b[^)]*\)|\bscroll down for video\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:–—\"“(]|\s-\s")
# Words in a row that no sentence of prose strings together without a pause; captions one after another do.
LONGEST_BREATH = 40
# "Share this withEmailFacebookMessenger": what stood on the page's buttons.
# "BALL OF THE CENTURY Benaud was on hand": a crosshead without a mark; "330.The report": no space.
CROSSHEAD = re.compile(r"(?:\b[A-Z]{2,}\b ){3,}")
GLUED = re.compile(r"\w\.(?:The|He|She|It|They|But|In|This) ")
BUTTONS = re.compile(r"\b\w*[a-z](?:[A-Z][a-z]+){2,}\b")
# "Chaos: a video posted on …": the label of a caption.
LABEL = re.compile(r"(?P<label>[A-Z]\w+(?: [\w'’-]+){0,5}): (?![\"“'‘])")
# "He said: 'in one sense it is.": an opening single mark that can be no apostrophe.
_OPENED_AFTER = re.compile(r"[:,] '(?=\w)")
_OPENED = re.compile(r"(?<!\w)'(?=\w)")
_CLOSED = re.compile(r"(?<=[\w.,!?…])'(?!\w)")


RUN_TOGETHER = (
    RUN_ON,
    RUN_ON_THE,
    RUN_ON_MR,
    RUN_ON_THERE,
    RUN_ON_LATE_DAY,
    RUN_ON_DAY,
    LABELLED,
    CAPTION,
    CROSSHEAD,
    GLUED,
    BUTTONS,
)


def runs_together(text: str) -> bool:
    """Tell whether ``text`` is a caption, or holds the start of another sentence in its middle."""
    breathless = len(text.split()) > LONGEST_BREATH and not _PAUSE.search(text)
    return breathless or any(mark.search(text) for mark in RUN_TOGETHER)


def is_open_quotation(text: str) -> bool:
    """Tell whether a quotation of ``text`` lacks its opening or closing mark.

    A single mark is an apostrophe more often than not: it counts only where it opens the text, or a mark
    stands before it.
    """
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return True
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    return bool(_OPENED.match(text) or _OPENED_AFTER.search(text)) and opened > closed
