"""Blocks: which lines make a paragraph, a heading, a list item or an embedded post.

The way is: lines, each with what it looks like on its own; groups of lines that belong
together (hard-wrapped prose, an item over several lines); the posts around handle lines; at last the
lead-in of every list item. Offsets are into the text as it came; nothing is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.reading.segmentation.letters import mark_letters
from summarizer.reading.segmentation.lines import Line, read_lines
from summarizer.records import Block, BlockKind, Span

# Headings of newspapers and agencies stay below these; longer lines without a full stop are prose.
MAX_HEADING_CHARS = 110
MAX_HEADING_WORDS = 14
# "Key points:" is a heading, "Officials in Kursk said on Monday:" is prose that introduces.
MAX_COLON_HEADING_WORDS = 5
# Mail and wire software wraps at 60 to 80; shorter lines are verse or tables, longer ones whole paragraphs.
MIN_WRAP_WIDTH = 40
MAX_WRAP_WIDTH = 100
# In wrapped English prose about three lines of four go on in lower case; headlines and tables never do.
MIN_WRAP_SHARE = 0.4
# A line this short that is followed by lower case is a byline or a label, not wrapped prose.
MIN_SOFT_BREAK = 30
# Posts are short; more lines than this before a handle line are the article itself.
MAX_POST_BLOCKS = 12

SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
HEADING_END = re.compile(r"[.!?…,;\"'”’»]$")
COLON_END = re.compile(r":[\"'”’*_]*$")
# A list may also hang on a dash: "The union gave three reasons —". Before prose a dash breaks a sentence off.
DASH_END = re.compile(r"[—–―]$|\s-$")
POST_LINK = re.compile(r"\b(?:pic\.(?:twitter|x)\.com|t\.co)/\w+", re.IGNORECASE)
NEW_SENTENCE = re.compile(r"[.!?]\s+\S")
MIXED_CASE = re.compile(r"[a-z][A-Z]")
ANY_LINK = re.compile(r"https?://|\bwww\.|\bpic\.(?:twitter|x)\.com/|\bt\.co/", re.IGNORECASE)
PICTURE_END = re.compile(r"\bpic\.(?:twitter|x)\.com/\w+$", re.IGNORECASE)
WHOLLY_QUOTED = re.compile(r"[\"“„«‘].*[\"”“»’]", re.DOTALL)
# A short line with one of these introduces somebody's words and is no heading.
SAYING = re.compile(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|add(?:ed|s)|continu(?:ed|es)|ask(?:ed|s)|repl(?:ied|ies)|wr(?:ote|ites?)"
    r"|confirm(?:ed|s)|not(?:ed|es)|argu(?:ed|es)|explain(?:ed|s)|warn(?:ed|s)|tweet(?:ed|s)|post(?:ed|s)|stat(?:ed|es)|announc(?:ed|es)"
    r"|claim(?:ed|s)|insist(?:ed|s)|testif(?:ied|ies)|conclud(?:ed|es)|respond(?:ed|s)|answer(?:ed|s)"
    r"|declar(?:ed|es)|report(?:ed|s)?|according|via|from)\b",
    re.IGNORECASE,
)
# “We stay.” ― Jane Doe: a sentence ends inside the line, so it is no heading.
ENDS_INSIDE = re.compile(r"[.!?][\"”’»]\s|[a-z]{3}[.!?]\s+[A-Z]")
NEXT_PERIOD = (
    r"(?!\s+(?:days?|weeks?|months?|years?|mornings?|afternoons?|evenings?|nights?|weekends?|hours?|minutes?"
    r"|seasons?|decades?|century|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
INTRODUCES = re.compile(
    rf"\bthe following\b{NEXT_PERIOD}|\bas follows\b|^(?:and |but )?below (?:is|are)\b|\bhere (?:is|are)\b"
    r"|\b(?:are|is|listed|set out|outlined|summari[sz]ed|quoted|detailed|shown|see)"
    r" (?:\w+ )?below\b(?!\s+\w)|\bbelow[.:]?$",
    re.IGNORECASE,
)
# An introduction stands in the last sentence of its block; this is longer than any such sentence.
INTRODUCTION_TAIL = 300


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of ``text``, in order; each span is trimmed and none is empty.

    The lead-in of a list is the block before its first item, if that ends in a colon or a dash or speaks
    of "the following" or "below"; the lead-in of a paragraph is the block before it, if that ends in a
    colon. A handle line is a block of kind ``embed`` whose span holds its own ``handle``; so is the signature
    of a letter on a letters page (``letters``).
    """
    groups = list(_group(text, read_lines(text)))
    blocks = [
        Block(index, _kind(text, groups, index), group.span, handle=group.lines[0].handle)
        for index, group in enumerate(groups)
    ]
    _mark_posts(text, groups, blocks)
    _set_lead_ins(text, groups, blocks)
    mark_letters(text, blocks)
    return tuple(blocks)


# ------------------------------------------------------------------------ groups


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that make one block."""

    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        return Span(self.lines[0].content.start, self.lines[-1].content.end)


def _group(text: str, lines: Sequence[Line]) -> Iterator[_Group]:
    width = _wrap_width(text, lines)
    current: list[Line] = []
    for line in lines:
        if current and not _goes_on(text, current, line, width):
            yield _Group(tuple(current))
            current = []
        current.append(line)
    if current:
        yield _Group(tuple(current))


def _wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Return the longest line of a hard-wrapped text, or None where lines are paragraphs."""
    longest_first = sorted(lines, key=len, reverse=True)
    width = next((len(line) for line in longest_first if not ANY_LINK.search(line.content.of(text))), 0)
    if not MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH:
        return None
    pairs = [(one, two) for one, two in pairwise(lines) if _may_join(one, two)]
    soft = sum(_starts_lower(text, two) and not _ends(text, one) for one, two in pairs)
    return width if pairs and soft >= MIN_WRAP_SHARE * len(pairs) else None


def _may_join(one: Line, two: Line) -> bool:
    return not (two.after_blank or two.kind != "text" or one.kind in ("handle", "heading"))


def _goes_on(text: str, current: Sequence[Line], line: Line, width: int | None) -> bool:
    """Tell whether ``line`` carries the block of ``current`` on."""
    last = current[-1]
    if not _may_join(last, line):
        return False
    if current[0].kind == "item" and line.indent > current[0].indent:
        return True
    if len(last) >= MIN_SOFT_BREAK and _starts_lower(text, line) and not _ends(text, last):
        return True
    # Wrapped where the next word had no room left: then the line end says nothing.
    return width is not None and len(last) + 1 + _first_word(text, line) > width


def _first_word(text: str, line: Line) -> int:
    return len(line.content.of(text).split(maxsplit=1)[0])


def _starts_lower(text: str, line: Line) -> bool:
    start = line.content.start
    return text[start].islower() and not ANY_LINK.match(text, start) and not MIXED_CASE.match(text, start)


def _ends(text: str, line: Line) -> bool:
    return (
        SENTENCE_END.search(text[max(line.content.start, line.content.end - 10) : line.content.end])
        is not None
    )


# ------------------------------------------------------------------------- kinds


def _kind(text: str, groups: Sequence[_Group], index: int) -> BlockKind:
    first = groups[index].lines[0]
    if first.kind == "handle":
        return "embed"
    if first.kind == "item":
        return "list_item"
    if first.kind == "heading":
        return "heading"
    is_heading = index + 1 < len(groups) and _is_heading(text, groups[index])
    return "heading" if is_heading else "paragraph"


def _is_heading(text: str, group: _Group) -> bool:
    """Tell whether a block reads like a heading: one short line, no final stop, no lower-case start."""
    content = group.span.of(text)
    if len(group.lines) > 1 or len(content) > MAX_HEADING_CHARS or HEADING_END.search(content):
        return False
    if not (content[0].isupper() or content[0].isdigit() or content[0] in "\"'“‘«"):
        return False
    if ENDS_INSIDE.search(content):
        return False
    words = len(content.split())
    if COLON_END.search(content) or DASH_END.search(content):
        return words <= MAX_COLON_HEADING_WORDS and not SAYING.search(content)
    return words <= MAX_HEADING_WORDS and not ANY_LINK.search(content)


# ------------------------------------------------------------------------- posts


def _mark_posts(text: str, groups: Sequence[_Group], blocks: list[Block]) -> None:
    """Give every block of an embedded post the kind ``embed`` and the handle of its author.

    The block before a handle line is the post's text (a list is taken whole, and so are all lines that
    blank lines set apart together with the handle line). The post goes on after the handle line, unless
    its text already ended in a link: over list items and lines that are one quotation, up to a line with a
    pic.twitter.com or t.co link. Prose without a link never belongs to it. A paragraph that ends in
    a picture link and has no handle line is a post by an unknown author (``handle`` None).
    """
    handles = [block for block in blocks if block.handle is not None]
    for block in handles:
        for place in _before(groups, blocks, block.index):
            blocks[place] = replace(blocks[place], kind="embed", handle=block.handle)
    for block in handles:
        _mark_after(text, blocks, block)
    for block in blocks:
        if block.handle is None and block.kind == "paragraph" and _ends_in_link(text, block):
            blocks[block.index] = replace(block, kind="embed")


def _before(groups: Sequence[_Group], blocks: Sequence[Block], handle: int) -> range:
    """Return which blocks before the handle line at ``handle`` are the text of its post."""
    first = handle
    while first > 0 and handle - first < MAX_POST_BLOCKS and blocks[first - 1].handle is None:
        first -= 1
        if groups[first].lines[0].after_blank:
            break
    set_apart = first > 0 and groups[first].lines[0].after_blank and not groups[handle].lines[0].after_blank
    closed = handle + 1 == len(groups) or groups[handle + 1].lines[0].after_blank
    if set_apart and closed:
        return range(first, handle)
    first = handle
    while first > 0 and blocks[first - 1].handle is None:
        first -= 1
        if blocks[first].kind != "list_item" or first == 0 or blocks[first - 1].kind != "list_item":
            break
    return range(first, handle)


def _mark_after(text: str, blocks: list[Block], handle: Block) -> None:
    before = blocks[handle.index - 1] if handle.index else None
    if before is not None and before.handle == handle.handle and POST_LINK.search(before.span.of(text)):
        return
    for place in range(handle.index + 1, len(blocks)):
        block = blocks[place]
        linked = POST_LINK.search(block.span.of(text)) is not None
        quoted = WHOLLY_QUOTED.fullmatch(block.span.of(text)) is not None
        if block.handle is not None or not (linked or quoted or block.kind == "list_item"):
            return
        blocks[place] = replace(block, kind="embed", handle=handle.handle)
        if linked:
            return


def _ends_in_link(text: str, block: Block) -> bool:
    return PICTURE_END.search(text, max(block.span.start, block.span.end - 60), block.span.end) is not None


# ---------------------------------------------------------------------- lead-ins


def _set_lead_ins(text: str, groups: Sequence[_Group], blocks: list[Block]) -> None:
    levels: list[tuple[int, int | None]] = []
    for index in range(1, len(blocks)):
        before, block = blocks[index - 1], blocks[index]
        if block.kind == "list_item":
            levels = _levels(text, groups, before, levels if before.kind == "list_item" else [])
            blocks[index] = replace(block, lead_in=levels[-1][1])
        elif block.kind == "paragraph" and _is_prose(before) and _ends_in_colon(text, before):
            blocks[index] = replace(block, lead_in=before.index)


def _levels(
    text: str, groups: Sequence[_Group], before: Block, levels: list[tuple[int, int | None]]
) -> list[tuple[int, int | None]]:
    """Return the open list levels, each as (indent, lead-in), for the item after ``before``."""
    indent = groups[before.index + 1].lines[0].indent
    if not levels:
        first = before.kind == "list_item"
        outer = before.lead_in if first else (before.index if _introduces(text, before) else None)
        return [(indent, outer)]
    outermost = levels[0][1]
    while levels and indent < levels[-1][0]:
        levels.pop()
    if not levels:
        levels.append((indent, outermost))
    elif indent > levels[-1][0]:
        levels.append((indent, before.index if _ends_in_colon(text, before) else levels[-1][1]))
    return levels


def _is_prose(block: Block) -> bool:
    return block.kind in ("paragraph", "heading")


def _ends_in_colon(text: str, block: Block) -> bool:
    return COLON_END.search(text[max(block.span.start, block.span.end - 10) : block.span.end]) is not None


def _ends_in_dash(text: str, block: Block) -> bool:
    return DASH_END.search(text[max(block.span.start, block.span.end - 2) : block.span.end]) is not None


def _introduces(text: str, block: Block) -> bool:
    tail = text[max(block.span.start, block.span.end - INTRODUCTION_TAIL) : block.span.end]
    if not _is_prose(block):
        return False
    found = INTRODUCES.search(tail)
    ends = _ends_in_colon(text, block) or _ends_in_dash(text, block)
    return ends or (found is not None and not NEW_SENTENCE.search(tail, found.end()))
