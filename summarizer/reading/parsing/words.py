"""Text cut into words by spaCy's tokeniser, each run without white space once.

The tokeniser looks at nothing beyond such a run, and forgets all runs when its memory zone ends; here they
are kept over articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from summarizer.records import Span

# spaCy's tokeniser takes quadratic time on a run without white space; the URLs of articles are shorter.
MAX_RUN = 500
RUN = re.compile(rf"\S{{1,{MAX_RUN}}}")
# A lone surrogate cannot be encoded, so spaCy is given the replacement character in its place.
SURROGATE = re.compile("[\ud800-\udfff]")
# The model learned from text with straight marks: it takes a curly "n’t" for a pronoun.
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
# An article has about 600 different runs, and most of them stand in others, too.
MAX_KNOWN = 50_000
Cut = tuple[tuple[str, int], ...]


class Word(NamedTuple):
    """One token to be parsed; ``straight`` is its text with straight quotation marks."""

    span: Span
    straight: str
    space: bool
    starts_sentence: bool


class WordCutter:
    """Cuts sentences into words; not safe to use from several threads at once."""

    def __init__(self, tokenizer: Callable[[str], Any]) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, Cut] = {}

    def cut(self, text: str, span: Span) -> Iterator[Word]:
        """Yield the words of the sentence at ``span`` of ``text``; none of them is white space."""
        starts = True
        for run in RUN.finditer(SURROGATE.sub("\ufffd", span.of(text))):
            start = span.start + run.start()
            for straight, length in self._known.get(run.group()) or self._learn(run.group()):
                end = start + length
                yield Word(Span(start, end), straight, text[end : end + 1].isspace(), starts)
                start, starts = end, False

    def _learn(self, run: str) -> Cut:
        if len(self._known) >= MAX_KNOWN:
            self._known.clear()
        cut = tuple((token.text.translate(STRAIGHT), len(token)) for token in self._tokenizer(run))
        self._known[run] = cut
        return cut
