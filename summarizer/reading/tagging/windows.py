"""From an article's blocks to windows of word pieces, and from words back to code points.

A window is a run of whole paragraphs: some that were decided in the window before, given again for their
context (who is speaking, which quotation is open), then the paragraphs that this window decides. Only a
paragraph longer than a window is cut. Beside its id each piece carries two features that an uncased
vocabulary loses: how its word is capitalised, and whether it stands inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from summarizer.records import Block, Quotation, Span

CLS, SEP = 101, 102
# Pieces a window holds at most, and how many of them may be context; the encoder's limit is 512.
WINDOW = 304
CONTEXT = 48
LOWER, TITLE, UPPER, OTHER = range(4)
# The tokeniser encodes to UTF-8, which has no lone surrogates.
SURROGATE = re.compile("[\ud800-\udfff]")


def load_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer of ``path``, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one block.

    ``first`` has the place of each word's first piece, ``words`` its span in the text.
    """

    block: int
    ids: tuple[int, ...]
    case: tuple[int, ...]
    quoted: tuple[int, ...]
    first: tuple[int, ...]
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder.

    ``first`` has the place in the window of each word's first piece, ``words`` the words' spans,
    ``decided`` how many words at the front are only context.
    """

    ids: tuple[int, ...]
    case: tuple[int, ...]
    quoted: tuple[int, ...]
    first: tuple[int, ...]
    words: tuple[Span, ...]
    blocks: tuple[int, ...]
    decided: int


def make_pieces(
    tokenizer: Tokenizer, text: str, blocks: Sequence[Block], quotations: Sequence[Quotation]
) -> tuple[Pieces, ...]:
    """Return the word pieces of each block that has any, in order."""
    spans = [block.span for block in blocks]
    encoded = tokenizer.encode_batch(
        [SURROGATE.sub("\ufffd", span.of(text)) for span in spans], add_special_tokens=False
    )
    inside = _inside(len(text), quotations)
    made = (
        _pieces(block.index, item, text, block.span.start, inside)
        for block, item in zip(blocks, encoded, strict=True)
    )
    return tuple(pieces for pieces in made if pieces.ids)


def _inside(length: int, quotations: Sequence[Quotation]) -> bytearray:
    inside = bytearray(length)
    for quotation in quotations:
        inside[quotation.outer.start : quotation.outer.end] = b"\x01" * len(quotation.outer)
    return inside


def _pieces(block: int, encoded: object, text: str, shift: int, inside: bytearray) -> Pieces:
    first: list[int] = []
    words: list[Span] = []
    case: list[int] = []
    last = None
    word_ids, offsets = encoded.word_ids, encoded.offsets  # type: ignore[attr-defined]
    for place, (word, (start, end)) in enumerate(zip(word_ids, offsets, strict=True)):
        if word != last:
            first.append(place)
            words.append(Span(shift + start, shift + end))
            case.append(LOWER)
        else:
            words[-1] = Span(words[-1].start, shift + end)
        last = word
        case[-1] = _case(words[-1].of(text))
    spread = _spread(first, case, len(word_ids))
    quoted = tuple(inside[shift + start] for start, _ in offsets)
    ids = tuple(encoded.ids)  # type: ignore[attr-defined]
    return Pieces(block, ids, spread, quoted, tuple(first), tuple(words))


def _spread(first: list[int], values: list[int], length: int) -> tuple[int, ...]:
    """Give every piece of a word its word's value."""
    ends = [*first[1:], length]
    return tuple(v for start, end, v in zip(first, ends, values, strict=False) for _ in range(end - start))


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.istitle():
        return TITLE
    return UPPER if word[:1].isupper() else OTHER


def make_windows(pieces: Sequence[Pieces], size: int = WINDOW, context: int = CONTEXT) -> Iterator[Window]:
    """Yield windows that decide each word once, each with context from the paragraphs before it."""
    start = 0
    while start < len(pieces):
        back = _room(pieces, start, context)
        left = size - sum(len(item.ids) + 1 for item in pieces[back:start])
        end = start
        while end < len(pieces) and (end == start or len(pieces[end].ids) + 1 <= left):
            left -= len(pieces[end].ids) + 1
            end += 1
        if left < 0:
            yield from _cut(pieces[start], size, context)
        else:
            yield join(pieces[back:end], start - back)
        start = end


def _room(pieces: Sequence[Pieces], start: int, context: int) -> int:
    back = start
    while back > 0 and len(pieces[back - 1].ids) + 1 <= context:
        back -= 1
        context -= len(pieces[back].ids) + 1
    return back


def _cut(pieces: Pieces, size: int, context: int) -> Iterator[Window]:
    """Yield windows over a paragraph that is longer than one, each word with up to ``context`` before it."""
    done, count = 0, len(pieces.first)
    ends = [*pieces.first[1:], len(pieces.ids)]
    while done < count:
        low = done
        while low > 0 and pieces.first[done] - pieces.first[low - 1] <= context:
            low -= 1
        high = done + 1
        while high < count and ends[high] - pieces.first[low] <= size:
            high += 1
        a, b = pieces.first[low], ends[high - 1]
        part = Pieces(
            pieces.block,
            pieces.ids[a:b],
            pieces.case[a:b],
            pieces.quoted[a:b],
            tuple(place - a for place in pieces.first[low:high]),
            pieces.words[low:high],
        )
        window = join((part,), 0)
        yield Window(
            window.ids, window.case, window.quoted, window.first, window.words, window.blocks, done - low
        )
        done = high


def join(parts: Sequence[Pieces], context: int) -> Window:
    """Return one window over ``parts``, of which the first ``context`` are context only."""
    ids, case, quoted, first, words, blocks = [CLS], [OTHER], [0], list[int](), list[Span](), list[int]()
    for part in parts:
        first.extend(len(ids) + place for place in part.first)
        words.extend(part.words)
        blocks.extend([part.block] * len(part.words))
        ids.extend((*part.ids, SEP))
        case.extend((*part.case, OTHER))
        quoted.extend((*part.quoted, 0))
    decided = sum(len(part.words) for part in parts[:context])
    return Window(tuple(ids), tuple(case), tuple(quoted), tuple(first), tuple(words), tuple(blocks), decided)
