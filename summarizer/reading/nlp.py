"""The one parse: spaCy turned into ``Token`` records, block by block.

Each sentence is tokenised on its own and each block is parsed on its own, so no token crosses
a sentence, no white space becomes a token, and a paragraph's parse never depends on another's.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import spacy
from spacy.tokens import Doc

from summarizer.records import Block, Sentence, Span, Token

# What the readers look at; every other pipe of the model is dropped.
PIPES = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
# The parser needs about 1 kB a token; no paragraph of a newspaper comes near this many.
MAX_DOC_TOKENS = 5_000
# spaCy's tokeniser takes quadratic time on a run without white space; the URLs of articles are shorter.
MAX_RUN = 500
LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1}}}")
RUN_PIECE = re.compile(rf"\S{{1,{MAX_RUN}}}")
# A lone surrogate cannot be encoded, so spaCy is given the replacement character in its place.
SURROGATE = re.compile("[\ud800-\udfff]")
BATCH_SIZE = 32
# The model learned from text with straight marks: it takes a curly "n’t" for a pronoun.
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    text: str
    space: bool
    starts_sentence: bool


class Parser:
    """Parses segmented text with one spaCy pipeline; safe to use from several threads."""

    def __init__(self, model_name: str) -> None:
        self._nlp = spacy.load(model_name)
        for name in set(self._nlp.pipe_names) - set(PIPES):
            self._nlp.remove_pipe(name)
        self._lock = threading.Lock()

    def parse(
        self, text: str, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...]
    ) -> tuple[Token, ...]:
        """Return the tokens of ``sentences``, offsets into ``text``, heads into the returned tuple.

        ``sentences`` lie inside ``blocks`` and in order; their boundaries are kept exactly as given.
        """
        tokens: list[Token] = []
        with self._lock, self._nlp.memory_zone():
            parts = [part for words in self._words(text, sentences) for part in _parts(words)]
            docs = (self._make_doc(part) for part in parts)
            for part, doc in zip(parts, self._nlp.pipe(docs, batch_size=BATCH_SIZE), strict=True):
                tokens.extend(_records(text, part, doc, len(tokens)))
        return tuple(tokens)

    def _words(self, text: str, sentences: tuple[Sentence, ...]) -> Iterator[list[_Word]]:
        for _, group in groupby(sentences, key=lambda sentence: sentence.block):
            yield [word for sentence in group for word in self._tokenize(text, sentence.span)]

    def _tokenize(self, text: str, span: Span) -> Iterator[_Word]:
        content, starts = SURROGATE.sub("\ufffd", span.of(text)), True
        for offset, piece in _pieces(content):
            for token in self._nlp.tokenizer(piece):
                if not token.is_space:
                    word, start = token.text, span.start + offset + token.idx
                    end = start + len(word)
                    yield _Word(Span(start, end), word, text[end : end + 1].isspace(), starts)
                    starts = False

    def _make_doc(self, words: list[_Word]) -> Any:
        return Doc(
            self._nlp.vocab,
            words=[word.text.translate(STRAIGHT) for word in words],
            spaces=[word.space for word in words],
            sent_starts=[word.starts_sentence for word in words],
        )


def _pieces(content: str) -> Iterator[tuple[int, str]]:
    if not LONG_RUN.search(content):
        yield 0, content
        return
    for match in RUN_PIECE.finditer(content):
        yield match.start(), match.group()


def _parts(words: list[_Word]) -> Iterator[list[_Word]]:
    """Cut the words of a block where spaCy would need too much memory, at a sentence if there is one."""
    start = 0
    while start < len(words):
        end = min(start + MAX_DOC_TOKENS, len(words))
        if end < len(words):
            end = next((i for i in range(end, start, -1) if words[i].starts_sentence), end)
        yield words[start:end]
        start = end


def _records(text: str, words: list[_Word], doc: Iterable[Any], first: int) -> Iterator[Token]:
    for word, token in zip(words, doc, strict=True):
        yield Token(
            index=first + token.i,
            span=word.span,
            text=word.span.of(text),
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=first + token.head.i,
            ent=token.ent_type_,
            ent_start=token.ent_iob_ == "B",
            morph=str(token.morph),
        )
