"""The ``document`` engine: a sequence-to-sequence model reads the article, in chunks where it must."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

import torch
from transformers import StoppingCriteria, StoppingCriteriaList

from summarizer.errors import GenerationFailed, TooLarge
from summarizer.generation.answers import TIMED_OUT, split_sentences
from summarizer.generation.chunks import Piece, make_chunks, merge
from summarizer.generation.generator import extract_sentence
from summarizer.generation.local.loading import load_checkpoint, time_left
from summarizer.generation.manifest import prepared_directory
from summarizer.generation.registry import ModelCard
from summarizer.generation.shorten import tidy
from summarizer.records import Analysis, Article, Draft, DraftSentence, Notice, Plan
from summarizer.settings import Settings

# Tokens of one chunk's summary where the checkpoint names no length of its own: about four sentences.
MAX_NEW_TOKENS = 142
# The generation config's stand-in for "not set".
UNSET_LENGTH = 20
# Where the checkpoint names none: no run of three words twice, as bart-large-cnn has it.
NO_REPEAT = 3
# A tokeniser without a limit reports about 1e30, and relative positions (T5) have none in the config;
# 512 is what T5 was trained with.
NO_LIMIT, DEFAULT_CONTEXT = 1_000_000, 512
# Room for the marks that a tokeniser puts around a text.
SPECIAL_TOKENS = 4


class DeadlineReached(StoppingCriteria):  # type: ignore[misc]  # transformers ships no types
    """Stops ``generate()`` between two tokens once the deadline has passed."""

    def __init__(self, deadline: float | None) -> None:
        self._deadline = deadline

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:
        passed = self._deadline is not None and time.monotonic() >= self._deadline
        return torch.full((input_ids.shape[0],), passed, device=input_ids.device)


class DocumentGenerator:
    """A seq2seq checkpoint (BART, PEGASUS, T5, LED). Loads once, at the first use; threads share it."""

    def __init__(self, card: ModelCard, settings: Settings) -> None:
        self._card = card
        self._settings = settings
        self._lock = threading.Lock()
        # a fast tokeniser keeps truncation as a state of its own, so two threads must not be in it
        self._token_lock = threading.Lock()
        self._model: Any = None
        self._tokenizer: Any = None

    @property
    def card(self) -> ModelCard:
        return self._card

    @property
    def ready(self) -> bool:
        return self._model is not None

    def warm_up(self) -> None:
        """Load the checkpoint. Raises ModelNotPrepared, GenerationFailed."""
        with self._lock:
            if self._model is None:
                directory = prepared_directory(self._card, self._settings.cache_dir)
                self._model, self._tokenizer = load_checkpoint(self._card, directory, self._settings)

    def generate(self, analysis: Analysis, plan: Plan, *, deadline: float | None, truncation: str) -> Draft:
        """Return at most ``plan.max_sentences`` sentences from the whole article.

        ``truncation``: "chunk" reads all of it, "head" what fits at once, "error" raises TooLarge
        with the sizes. Chunks that the deadline cut off are not told, with a notice; where none was
        done in time the plan's own sentences stand. Raises GenerationFailed where no sentence came.
        """
        self.warm_up()
        pieces = self._pieces(analysis.article)
        total = sum(piece.tokens for piece in pieces)
        chunks = make_chunks(pieces, self._room())
        if len(chunks) > 1 and truncation == "error":
            raise TooLarge(
                f"the article has {total} tokens; model {self._card.name!r} reads {self._room()} at once"
            )
        wanted = chunks[:1] if truncation == "head" else chunks
        parts = self._summarise(wanted, deadline)
        sentences, notices = self._draft(analysis, plan, parts, len(wanted))
        return Draft(
            sentences,
            engine="document",
            model=self._card.id,
            mode="abstractive" if parts else "extractive",
            chunks=len(wanted),
            tokens=total,
            truncated=len(parts) < len(chunks),
            notices=notices,
        )

    def _draft(
        self, analysis: Analysis, plan: Plan, parts: Sequence[Sequence[str]], wanted: int
    ) -> tuple[tuple[DraftSentence, ...], tuple[Notice, ...]]:
        if not parts:
            return tuple(extract_sentence(analysis, passage) for passage in plan.passages), (TIMED_OUT,)
        sentences = tuple(DraftSentence(text) for text in merge(parts, plan.max_sentences))
        if not sentences:
            raise GenerationFailed(f"model {self._card.name!r} wrote no whole sentence")
        done = Notice("generation_timeout", f"only {len(parts)} of {wanted} chunks were read in time")
        return sentences, (done,) if len(parts) < wanted else ()

    # ------------------------------------------------------------------ what is read

    def _pieces(self, article: Article) -> list[Piece]:
        """Return the article's sentences with their lengths; embedded posts are not the article's own."""
        pieces: list[Piece] = []
        block = -1
        for sentence in article.sentences:
            if article.blocks[sentence.block].kind != "embed":
                text = " ".join(sentence.span.of(article.text).split())
                pieces.extend(self._split(text, opens_block=sentence.block != block))
                block = sentence.block
        return pieces

    def _split(self, text: str, *, opens_block: bool) -> list[Piece]:
        """Return one piece, or several where a "sentence" (a table, a list) exceeds the context."""
        ids = self._encode(text + " ")
        room = self._room()
        if len(ids) <= room:
            return [Piece(text, len(ids), opens_block)]
        parts = [ids[start : start + room] for start in range(0, len(ids), room)]
        return [
            Piece(
                self._tokenizer.decode(part, skip_special_tokens=True), len(part), opens_block and not place
            )
            for place, part in enumerate(parts)
        ]

    def _encode(self, text: str) -> list[int]:
        # verbose=False: lengths beyond the context are what is being measured here
        with self._token_lock:
            ids: list[int] = self._tokenizer(text, add_special_tokens=False, verbose=False).input_ids
        return ids

    def _room(self) -> int:
        """Return how many tokens of the article one chunk may have."""
        limit = context_of(self._card, self._model.config, self._tokenizer)
        return max(1, limit - SPECIAL_TOKENS - len(self._encode(self._card.prefix)))

    # --------------------------------------------------------------- what is written

    def _summarise(self, chunks: Sequence[Sequence[Piece]], deadline: float | None) -> list[tuple[str, ...]]:
        """Return the whole sentences of each chunk's summary, of as many chunks as there is time for."""
        parts: list[tuple[str, ...]] = []
        if not self._lock.acquire(timeout=time_left(deadline)):
            return parts
        try:
            for chunk in chunks:
                written = self._write(self._card.prefix + " ".join(piece.text for piece in chunk), deadline)
                if deadline is not None and time.monotonic() >= deadline:
                    break
                parts.append(whole_sentences(written))
        except (RuntimeError, IndexError) as error:  # torch's own, out of memory among them
            raise GenerationFailed(f"model {self._card.name!r} failed: {error}") from error
        finally:
            self._lock.release()
        return parts

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def _write(self, text: str, deadline: float | None) -> str:
        limit = context_of(self._card, self._model.config, self._tokenizer)
        with self._token_lock:
            inputs = self._tokenizer(text, return_tensors="pt", truncation=True, max_length=limit)
        config = self._model.generation_config
        out = self._model.generate(
            input_ids=inputs.input_ids.to(self._model.device),
            attention_mask=inputs.attention_mask.to(self._model.device),
            do_sample=False,
            max_new_tokens=new_tokens(self._model.config, config),
            max_length=None,
            no_repeat_ngram_size=config.no_repeat_ngram_size or NO_REPEAT,
            stopping_criteria=StoppingCriteriaList([DeadlineReached(deadline)]),
        )
        written: str = self._tokenizer.decode(out[0], skip_special_tokens=True)
        return written


def context_of(card: ModelCard, config: Any, tokenizer: Any) -> int:
    """Return how many tokens the encoder can read: the card's word, else the smaller that is known."""
    if card.context:
        return card.context
    known = [
        getattr(config, "max_encoder_position_embeddings", None)
        or getattr(config, "max_position_embeddings", None),
        tokenizer.model_max_length,
    ]
    return min((limit for limit in known if limit and limit < NO_LIMIT), default=DEFAULT_CONTEXT)


def new_tokens(config: Any, generation: Any) -> int:
    """Return how many tokens one chunk's summary may have: the checkpoint's word, as far as it can write."""
    length = generation.max_length if generation.max_length != UNSET_LENGTH else None
    named = generation.max_new_tokens or length or MAX_NEW_TOKENS
    positions = getattr(config, "max_decoder_position_embeddings", None) or getattr(
        config, "max_position_embeddings", None
    )
    return min(named, positions - 1) if positions else named


def whole_sentences(written: str) -> tuple[str, ...]:
    """Return the sentences of a summary; a last one that no full stop ends is ragged and goes."""
    sentences = split_sentences(" ".join(written.replace("<n>", " ").split()))
    ended = [one for one in sentences if one.rstrip("\"'”’»)").endswith((".", "!", "?", "…"))]
    return tuple(tidy(one) for one in ended)
