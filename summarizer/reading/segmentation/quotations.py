"""Quotations: which marks open, which close, and which are no quotation marks at all.

Double marks (straight, curly, low, guillemets) are paired first, with a stack. Single marks are
paired in what is left, since most of them are apostrophes. A mark without a partner may open a
quotation that runs on: the next paragraph then opens with a mark again, and only the last closes.
All of it is one pass over the marks of a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.records import Block, Quotation, Span

Role = Literal["open", "close"]

DOUBLE_MARKS = '"“”„‟〝〞＂«»'
SINGLE_MARKS = "'‘’‚‛"
GUILLEMETS = "«»"
ALWAYS_OPEN = "„‟〝"
OPENS_SINGLE = "'‘‚‛"
CLOSES_SINGLE = "'’‘"
QUOTE_MARKS = DOUBLE_MARKS + SINGLE_MARKS
# Signs that may stand between white space and an opening mark, and between a closing mark and white space.
BEFORE_OPENING = "([{/—–-" + QUOTE_MARKS
AFTER_CLOSING = ".,;:!?…)]}/—–-" + QUOTE_MARKS
# A plural possessive ("the troops' morale") looks like a closing mark; after any other letter it cannot.
PLURAL_END = "sS"
# Two apostrophes or two backticks are what some databases print for a double mark.
DOUBLE = re.compile(f"''|``|[{re.escape(DOUBLE_MARKS)}]")
TWO_SIGNS = ("''", "``")
SINGLE = re.compile(f"[{re.escape(SINGLE_MARKS)}]")
# Feet and inches (5'10"); a lone foot or inch mark (6' tall) closes nothing and so falls away by itself.
FEET = re.compile(r"\b\d{1,2}['’′]\s?\d{1,2}(?:\.\d+)?(?:\"|”|'')")
# Words that open with an apostrophe: decades ('80s), clipped words ('em, rock 'n' roll).
ELISION = re.compile(r"['‘’](?:\d0s\b|(?:tis|twas|em|til|n)\b['’]?)", re.IGNORECASE)
# A quotation that ends like a plural possessive is only taken for one if it is short ('Western values').
MAX_SCARE_QUOTE = 60
# A stray space may part a closing mark from its sentence (``Go now. "he said``).
DETACHED = re.compile(r"[.,!?] ")
# Nobody nests quotations deeper; the bound keeps the search for an opening mark constant.
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: its place and whether it opens or closes."""

    place: int
    role: Role


@dataclass(frozen=True, slots=True)
class _Found:
    """What one block holds: matched pairs, outermost only, and a mark that stays open to its end."""

    pairs: tuple[tuple[int, int], ...]
    dangling: int | None
    marks: tuple[Mark, ...]


def find_quotations(text: str, blocks: Sequence[Block]) -> tuple[tuple[Quotation, ...], tuple[Mark, ...]]:
    """Return the outermost quotations of ``text`` and all quotation marks that were paired, in order.

    A quotation never reaches over the end of its block unless the next block of the same kind opens
    with a mark too; whatever stays unbalanced is closed by the end of the block (``closed`` False).
    """
    openers = [*(text[block.span.start] for block in blocks[1:]), ""]
    pairs = zip(blocks, openers, strict=False)
    found = [(block, _read_block(text, block.span, opener_after)) for block, opener_after in pairs]
    marks = tuple(mark for _, part in found for mark in part.marks)
    joined = sorted(_join_paragraphs(text, found), key=lambda quotation: quotation.outer)
    worded = (quotation for quotation in joined if any(quotation.spans))
    return tuple(replace(quotation, index=index) for index, quotation in enumerate(worded)), marks


def _read_block(text: str, span: Span, opener_after: str) -> _Found:
    ignored = _apostrophes(text, span)
    doubles, dangling, marks = _pair_doubles(text, span, ignored)
    limit = Span(span.start, span.end if dangling is None else dangling)
    outside = list(_outside(list(_single_candidates(text, limit, ignored)), _outermost(doubles)))
    singles = _pair_singles(outside)
    single_dangling = _dangling_single(text, span, outside, singles, opener_after)
    marks += _marks(text, singles)
    if dangling is None and single_dangling is not None:
        dangling = single_dangling
        marks.append(Mark(dangling, "open"))
    pairs = _outermost([*doubles, *singles])
    if dangling is not None:
        pairs = [pair for pair in pairs if pair[1] < dangling]
    return _Found(tuple(pairs), dangling, tuple(sorted(marks, key=lambda mark: mark.place)))


def _apostrophes(text: str, span: Span) -> frozenset[int]:
    """Return the places of marks that measure or shorten, and so never quote."""
    places: set[int] = set()
    for match in FEET.finditer(text, span.start, span.end):
        places.update(range(match.start(), match.end()))
    for match in ELISION.finditer(text, span.start, span.end):
        if not _neighbours(text, span, match.start())[0].isalnum():
            places.update((match.start(), match.end() - 1))
    return frozenset(places)


def _neighbours(text: str, span: Span, place: int) -> tuple[str, str]:
    end = place + _width(text, place)
    before = text[place - 1] if place > span.start else " "
    after = text[end] if end < span.end else " "
    return before, after


def _width(text: str, place: int) -> int:
    return 2 if text.startswith(TWO_SIGNS, place) else 1


def _shape(before: str, after: str) -> Role | None:
    """Return what the neighbours say of a mark, or None where they do not tell."""
    opens = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
    if opens == closes:
        return None
    return "open" if opens else "close"


# ------------------------------------------------------------------ double marks


def _pair_doubles(
    text: str, span: Span, ignored: frozenset[int]
) -> tuple[list[tuple[int, int]], int | None, list[Mark]]:
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in DOUBLE.finditer(text, span.start, span.end):
        place = match.start()
        if place in ignored:
            continue
        role = _double_role(text, span, place, stack)
        if role == "open":
            stack.append(place)
        elif opener := _opener_for(text, place, stack):
            pairs.append((stack[-opener], place))
            del stack[-opener:]
    dangling = _dangling(text, stack, pairs)
    marks = _marks(text, pairs)
    marks += [Mark(sign, "open") for place in stack for sign in range(place, place + _width(text, place))]
    return pairs, dangling, marks


def _marks(text: str, pairs: list[tuple[int, int]]) -> list[Mark]:
    roles: tuple[tuple[int, Role], ...] = tuple(
        role for start, end in pairs for role in ((start, "open"), (end, "close"))
    )
    return [Mark(sign, role) for place, role in roles for sign in range(place, place + _width(text, place))]


def _double_role(text: str, span: Span, place: int, stack: list[int]) -> Role:
    sign = text[place]
    before, after = _neighbours(text, span, place)
    shape = _shape(before, after)
    if sign in ALWAYS_OPEN:
        return "open"
    if sign == "“":
        # The English opening mark is the German closing one, and a common slip for it in English.
        closes = shape == "close" or after.isspace() or (before in ".,!?" and not after.isalnum())
        return "close" if stack and (closes or text[stack[-1]] == "„") else "open"
    if sign == "”":
        return "open" if not stack and shape == "open" else "close"
    if stack and shape == "open" and after.islower() and DETACHED.fullmatch(text, place - 2, place):
        return "close"
    if shape is None:
        return "close" if stack else "open"
    return shape


def _opener_for(text: str, place: int, stack: list[int]) -> int:
    """Return how deep in the stack the opening mark of the same family lies, 0 for none."""
    family = text[place] in GUILLEMETS
    for depth, opener in enumerate(reversed(stack[-MAX_DEPTH:]), start=1):
        if (text[opener] in GUILLEMETS) == family:
            return depth
    return 0


def _dangling(text: str, stack: list[int], pairs: list[tuple[int, int]]) -> int | None:
    """Return the mark that stays open to the end of the block.

    Where a whole quotation with the same mark follows, the closing mark was only forgotten: dropped.
    """
    last_pair = {text[start]: start for start, _ in sorted(pairs)}
    return next((place for place in stack if last_pair.get(text[place], -1) < place), None)


# ------------------------------------------------------------------ single marks


@dataclass(frozen=True, slots=True)
class _Single:
    place: int
    opens: bool
    closes: bool
    possessive: bool


def _pair_singles(outside: list[_Single]) -> list[tuple[int, int]]:
    """Return the single quotations among the candidates that stand in no double one."""
    pairs: list[tuple[int, int]] = []
    place = 0
    while place < len(outside):
        end = _single_end(outside, place)
        if end is None:
            place += 1
            continue
        pairs.append((outside[place].place, outside[end].place))
        place = end + 1
    return pairs


def _single_candidates(text: str, span: Span, ignored: frozenset[int]) -> Iterator[_Single]:
    for match in SINGLE.finditer(text, span.start, span.end):
        place, sign = match.start(), match.group()
        before, after = _neighbours(text, span, place)
        if place in ignored or (before.isalnum() and after.isalnum()) or "'" in (before, after):
            continue
        opens = sign in OPENS_SINGLE and not before.isalnum() and _shape(before, after) == "open"
        closes = sign in CLOSES_SINGLE and not before.isspace() and not after.isalnum() and not opens
        if opens or closes:
            yield _Single(place, opens, closes, before in PLURAL_END)


def _outside(candidates: list[_Single], taken: list[tuple[int, int]]) -> Iterator[_Single]:
    """Yield the candidates that stand in no double quotation; both lists are in text order."""
    pair = 0
    for candidate in candidates:
        while pair < len(taken) and taken[pair][1] < candidate.place:
            pair += 1
        if pair == len(taken) or candidate.place < taken[pair][0]:
            yield candidate


def _single_end(candidates: list[_Single], start: int) -> int | None:
    """Return which candidate closes the one at ``start``: a sure mark before a possible possessive."""
    if not candidates[start].opens:
        return None
    possible: int | None = None
    for place in range(start + 1, len(candidates)):
        candidate = candidates[place]
        if candidate.opens:
            break
        if not candidate.possessive:
            return place
        if possible is None and candidate.place - candidates[start].place <= MAX_SCARE_QUOTE:
            possible = place
    return possible


def _dangling_single(
    text: str, span: Span, outside: list[_Single], pairs: list[tuple[int, int]], opener_after: str
) -> int | None:
    """Return the single mark that opens a quotation which the paragraph does not close.

    An opening mark may be but a slip for an apostrophe, so it counts where the next paragraph opens with
    the same mark, or, curly, where it opens the paragraph.
    """
    closed = pairs[-1][1] if pairs else -1
    last = next((single for single in outside if single.opens and single.place > closed), None)
    if last is None:
        return None
    taken_on = text[last.place] == opener_after
    opens_paragraph = last.place == span.start and text[last.place] == "‘"
    return last.place if taken_on or (opens_paragraph and not pairs) else None


def _outermost(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if not kept or start > kept[-1][1]:
            kept.append((start, end))
    return kept


# --------------------------------------------------------- over several paragraphs


@dataclass(slots=True)
class _Open:
    """A quotation that no mark has closed yet: where it opens and its words so far."""

    start: int
    block: Block
    parts: list[Span]

    def quotation(self, end: int, *, closed: bool) -> Quotation:
        return Quotation(0, Span(self.start, end), tuple(part for part in self.parts if part), closed)


def _join_paragraphs(text: str, found: Sequence[tuple[Block, _Found]]) -> Iterator[Quotation]:
    carried: _Open | None = None
    for block, part in found:
        pairs = list(part.pairs)
        dangling = part.dangling
        if carried is not None and not _continues(text, carried, block):
            yield carried.quotation(carried.block.span.end, closed=False)
            carried = None
        if carried is not None and dangling == block.span.start:
            carried.parts.append(_trimmed(text, _after(text, dangling), block.span.end))
            carried.block, dangling = block, None
        elif carried is not None and pairs and pairs[0][0] == block.span.start:
            start, end = pairs.pop(0)
            carried.parts.append(_trimmed(text, _after(text, start), end))
            yield carried.quotation(_after(text, end), closed=True)
            carried = None
        for start, end in pairs:
            yield Quotation(0, Span(start, _after(text, end)), (_trimmed(text, _after(text, start), end),))
        if dangling is not None:
            carried = _Open(dangling, block, [_trimmed(text, _after(text, dangling), block.span.end)])
    if carried is not None:
        yield carried.quotation(carried.block.span.end, closed=False)


def _after(text: str, place: int) -> int:
    return place + _width(text, place)


def _continues(text: str, carried: _Open, block: Block) -> bool:
    """Tell whether ``block`` takes an open quotation on: same kind, opened by the same mark."""
    return (
        carried.block.index + 1 == block.index
        and carried.block.kind == block.kind
        and text[block.span.start] == text[carried.start]
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
