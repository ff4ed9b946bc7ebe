"""Segmentation of an article as it came: blocks, sentences and quotations, without a language model.

Every offset is into the caller's unchanged text, whatever its line ends. The time is linear in the
length of the text, and no text raises, not even one with lone surrogates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from summarizer.overlaps import Overlaps
from summarizer.reading.segmentation.blocks import read_blocks
from summarizer.reading.segmentation.orders import gives_orders
from summarizer.reading.segmentation.quotations import find_quotations
from summarizer.reading.segmentation.sentences import split_sentences
from summarizer.records import Block, Quotation, Sentence, Span

# What has more words and marks is no sentence that anybody can quote: a list without ends, a text without
# stops, an attack on whoever parses it. The longest of 33,550 sentences of PolNeAR's articles, names all of
# them, has 229. It is not read, so nothing is told of it: its tail, cut off, would stand without its owner.
MAX_SENTENCE = 400
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Segments:
    """The parts of a text, each tuple in text order; ``unread`` are sentences that are left out."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    unread: tuple[Span, ...] = ()


def segment(text: str) -> Segments:
    """Return the blocks, sentences and quotations of ``text``; a text without words has none.

    Sentences of more than ``MAX_SENTENCE`` words and marks are left out, and those that give orders.
    """
    blocks = read_blocks(text)
    quotations, marks = find_quotations(text, blocks)
    roles = {mark.place: mark.role for mark in marks}
    by_place = Overlaps((quotation, (quotation.outer,)) for quotation in quotations)
    read: list[Sentence] = []
    unread: list[Span] = []
    for block in blocks:
        for span in () if is_handle_line(block) else split_sentences(text, block.span, roles):
            if _is_endless(text, span) or gives_orders(text, span, by_place.at(span)):
                unread.append(span)
            else:
                read.append(Sentence(len(read), span, block.index))
    return Segments(blocks, tuple(read), quotations, tuple(unread))


def _is_endless(text: str, span: Span) -> bool:
    """Tell whether ``span`` has more words and marks than a sentence may have."""
    if span.end - span.start <= MAX_SENTENCE:
        return False
    found = WORD_OR_MARK.finditer(text, span.start, span.end)
    return next(islice(found, MAX_SENTENCE, None), None) is not None


def is_handle_line(block: Block) -> bool:
    """Tell whether ``block`` is the author line of an embedded post, which holds no sentence."""
    return block.handle is not None and block.span.contains(block.handle)
