"""Segmentation of an article as it came: blocks, sentences and quotations, without a language model.

Every offset is into the caller's unchanged text, whatever its line ends. The time is linear in the
length of the text, and no text raises, not even one with lone surrogates.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.reading.segmentation.blocks import read_blocks
from summarizer.reading.segmentation.quotations import find_quotations
from summarizer.reading.segmentation.sentences import split_sentences
from summarizer.records import Block, Quotation, Sentence


@dataclass(frozen=True, slots=True)
class Segments:
    """The parts of a text, each tuple in text order."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]


def segment(text: str) -> Segments:
    """Return the blocks, sentences and quotations of ``text``; a text without words has none."""
    blocks = read_blocks(text)
    quotations, marks = find_quotations(text, blocks)
    roles = {mark.place: mark.role for mark in marks}
    spans = (
        (block.index, span)
        for block in blocks
        if not is_handle_line(block)
        for span in split_sentences(text, block.span, roles)
    )
    sentences = tuple(Sentence(index, span, block) for index, (block, span) in enumerate(spans))
    return Segments(blocks, sentences, quotations)


def is_handle_line(block: Block) -> bool:
    """Tell whether ``block`` is the author line of an embedded post, which holds no sentence."""
    return block.handle is not None and block.span.contains(block.handle)
