"""The one parse: spaCy turned into ``Token`` records, block by block.

Each sentence is tokenised on its own and each block is parsed on its own, so no token crosses
a sentence, no white space becomes a token, and a paragraph's parse never depends on another's.
spaCy's models run as they are; what stands around them is done over tables (``parsing``).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, TAG
from spacy.tokens import Doc
from thinc.api import NumpyOps

from summarizer.reading.parsing.classes import WordClasses
from summarizer.reading.parsing.convolved import convolve
from summarizer.reading.parsing.names import Name, NameFinder
from summarizer.reading.parsing.remembered import remember
from summarizer.reading.parsing.words import Word, WordCutter
from summarizer.records import Block, Sentence, Token

# The models that run as spaCy has them, in this order; of the others only what the tables need is used.
MODELS = ("tok2vec", "tagger", "parser")
# The parser needs about 1 kB a token; no paragraph of a newspaper comes near this many.
MAX_DOC_TOKENS = 5_000
BATCH_SIZE = 32
# spaCy forgets the words of an article with its memory zone. So many stay known, at about 300 bytes a word.
MAX_LEXEMES = 60_000


class Parser:
    """Parses segmented text with one spaCy pipeline; safe to use from several threads."""

    def __init__(self, model_name: str) -> None:
        """Load the model. Raises ValueError where it is not built like spaCy's English ones."""
        nlp = spacy.load(model_name)
        self._nlp, self._lock = nlp, threading.Lock()
        self._models = [nlp.get_pipe(name) for name in MODELS]
        self._names = NameFinder(nlp.get_pipe("ner"))
        self._classes = WordClasses(nlp.vocab, nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))
        self._cutter = WordCutter(nlp.tokenizer)
        for name in ("tok2vec", "ner"):
            remember(nlp.get_pipe(name).model)
            convolve(nlp.get_pipe(name).model)
        # Beside spaCy's own, which is written for a processor without AVX-512.
        for pipe in (*self._models, nlp.get_pipe("ner")):
            for node in pipe.model.walk():
                node.ops = NumpyOps(use_blis=False)

    def parse(
        self, text: str, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...]
    ) -> tuple[Token, ...]:
        """Return the tokens of ``sentences``, offsets into ``text``, heads into the returned tuple.

        ``sentences`` lie inside ``blocks`` and in order; their boundaries are kept exactly as given.
        """
        return self.parse_all([(text, sentences)])[0]

    def parse_all(self, texts: Sequence[tuple[str, tuple[Sentence, ...]]]) -> list[tuple[Token, ...]]:
        """Return the tokens of each text as ``parse`` does; all go through the models together."""
        with self._lock:
            known = len(self._nlp.vocab) < MAX_LEXEMES
            cuts = [self._cut(*text) for text in texts] if known else None
            with self._nlp.memory_zone():
                cuts = [self._cut(*text) for text in texts] if cuts is None else cuts
                read = self._read([words for cut in cuts for words in cut])
                return [
                    tuple(self._tokens(text, islice(read, len(cut))))
                    for (text, _), cut in zip(texts, cuts, strict=True)
                ]

    def _read(self, parts: Sequence[list[Word]]) -> Iterator[tuple[list[Word], Any, Sequence[Name]]]:
        for start in range(0, len(parts), BATCH_SIZE):
            batch = parts[start : start + BATCH_SIZE]
            docs = [self._make_doc(words) for words in batch]
            for model in self._models:
                model.set_annotations(docs, model.predict(docs))
            yield from zip(batch, docs, self._names.find(docs), strict=True)

    def _tokens(self, text: str, read: Iterable[tuple[list[Word], Any, Sequence[Name]]]) -> Iterator[Token]:
        count = 0
        for words, doc, names in read:
            yield from self._records(text, words, doc, names, count)
            count += len(words)

    def _cut(self, text: str, sentences: tuple[Sentence, ...]) -> list[list[Word]]:
        return [part for words in self._words(text, sentences) for part in _parts(words)]

    def _words(self, text: str, sentences: tuple[Sentence, ...]) -> Iterator[list[Word]]:
        for _, group in groupby(sentences, key=lambda sentence: sentence.block):
            yield [word for sentence in group for word in self._cutter.cut(text, sentence.span)]

    def _make_doc(self, words: list[Word]) -> Any:
        return Doc(
            self._nlp.vocab,
            words=[word.straight for word in words],
            spaces=[word.space for word in words],
            sent_starts=[word.starts_sentence for word in words],
        )

    def _records(
        self, text: str, words: list[Word], doc: Any, names: Sequence[Name], first: int
    ) -> Iterator[Token]:
        strings = self._nlp.vocab.strings
        heads = doc.to_array(HEAD).astype(np.int64).tolist()
        labels = {place: name for name in names for place in range(name.start, name.end)}
        rows = zip(words, doc.to_array([TAG, DEP]).tolist(), self._classes.read(doc), strict=True)
        for place, (word, (tag, dep), (pos, morph, lemma)) in enumerate(rows):
            name = labels.get(place)
            yield Token(
                index=first + place,
                span=word.span,
                text=text[word.span.start : word.span.end],
                lemma=lemma,
                pos=pos,
                tag=strings[tag],
                dep=strings[dep],
                head=first + place + heads[place],
                ent=name.label if name else "",
                ent_start=name is not None and name.start == place,
                morph=morph,
            )


def _parts(words: list[Word]) -> Iterator[list[Word]]:
    """Cut the words of a block where spaCy would need too much memory, at a sentence if there is one."""
    start = 0
    while start < len(words):
        end = min(start + MAX_DOC_TOKENS, len(words))
        if end < len(words):
            end = next((i for i in range(end, start, -1) if words[i].starts_sentence), end)
        yield words[start:end]
        start = end
