"""The ``rewrite`` engine: each passage on its own, one sentence back, all as one batch."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import torch

from summarizer.errors import GenerationFailed
from summarizer.generation.answers import Answer, better, second_tasks, write_sentences
from summarizer.generation.local.decoding import PrefixDecoder
from summarizer.generation.local.eight_bit import is_eight_bit
from summarizer.generation.local.loading import load_checkpoint, threads, time_left
from summarizer.generation.local.places import Places
from summarizer.generation.manifest import prepared_directory
from summarizer.generation.prompt import EXAMPLES, SYSTEM, Task, make_task
from summarizer.generation.registry import ModelCard
from summarizer.records import Analysis, Draft, Plan
from summarizer.settings import Settings

# An answer is a shorter form of its passage, so it never needs more tokens than these times it.
GROWTH = 1.2
# Rows decoded together. On 2 cores one pass over 5 rows costs a third more than one over a single row,
# and over 12 rows hardly more than over 5; five passages as one batch took 0.4 of the time of one by one.
MAX_BATCH = 10


class RewriteGenerator:
    """A decoder model that shortens passages. Loads once, at the first use; threads share it.

    In eight bits threads work side by side, each on its share of the cores: what is written does not depend
    on how many those are. With fractions it may, so there one works after the other.
    """

    def __init__(self, card: ModelCard, settings: Settings) -> None:
        self._card = card
        self._settings = settings
        self._lock = threading.Lock()
        self._places = Places(1, 1)
        self._decoder: PrefixDecoder | None = None
        self._tokenizer: Any = None

    @property
    def card(self) -> ModelCard:
        return self._card

    @property
    def ready(self) -> bool:
        return self._decoder is not None

    def warm_up(self) -> None:
        """Load the model and read the shared prefix. Raises ModelNotPrepared, GenerationFailed."""
        with self._lock:
            self._load()

    def _load(self) -> PrefixDecoder:
        if self._decoder is None:
            directory = prepared_directory(self._card, self._settings.cache_dir)
            model, self._tokenizer = load_checkpoint(self._card, directory, self._settings)
            stops = stop_tokens(model, self._tokenizer)
            cores = torch.get_num_threads()
            self._places = Places(cores if is_eight_bit(model) else 1, cores)
            self._decoder = PrefixDecoder(model, self._tokenizer, self._prefix(), stops=stops)
        return self._decoder

    def _prefix(self) -> str:
        return self._chat([], answered=True)

    def _tail(self, task: Task) -> str:
        whole = self._chat([{"role": "user", "content": task.asked}], answered=False)
        return whole.removeprefix(self._prefix()) + task.opening

    def _chat(self, messages: list[dict[str, str]], *, answered: bool) -> str:
        shared = [{"role": "system", "content": SYSTEM}]
        for example in EXAMPLES:
            shared.append({"role": "user", "content": example.passage})
            shared.append({"role": "assistant", "content": example.sentence})
        text: str = self._tokenizer.apply_chat_template(
            shared + messages, tokenize=False, add_generation_prompt=not answered
        )
        return text

    def generate(self, analysis: Analysis, plan: Plan, *, deadline: float | None, truncation: str) -> Draft:
        """Return one sentence a passage, in the order of the plan.

        A passage that is not done by ``deadline``, or whose answer is no sentence, is told in the
        article's own words, with a notice. Nothing is truncated: the plan reads the whole article.
        """
        tasks = tuple(make_task(analysis, passage) for passage in plan.passages)
        answers, tokens = self._answer([task for task in tasks if not task.too_long], deadline)
        sentences, notices = write_sentences(analysis, plan, tasks, answers)
        return Draft(
            sentences,
            engine="rewrite",
            model=self._card.id,
            mode="abstractive",
            tokens=tokens,
            notices=notices,
        )

    def _answer(self, tasks: Sequence[Task], deadline: float | None) -> tuple[dict[int, Answer], int]:
        """Return the answers by the passage's place, without those that the deadline cut off, and the
        number of tokens that the passages have.
        """
        try:
            decoder = self._loaded(deadline)
            with self._places.take(time_left(deadline)) as cores:
                if decoder is None or not cores:
                    return {}, 0
                with threads(cores):
                    return self._decode(decoder, tasks, deadline), sum(map(self._tokens, tasks))
        except RuntimeError as error:  # torch's own, out of memory among them
            raise GenerationFailed(f"model {self._card.name!r} failed: {error}") from error

    def _loaded(self, deadline: float | None) -> PrefixDecoder | None:
        """Return the decoder, None where another thread is loading it until after ``deadline``."""
        if not self._lock.acquire(timeout=time_left(deadline)):
            return None
        try:
            return self._load()
        finally:
            self._lock.release()

    def _decode(
        self, decoder: PrefixDecoder, tasks: Sequence[Task], deadline: float | None
    ) -> dict[int, Answer]:
        first = self._batched(decoder, tasks, deadline)
        again = second_tasks(tasks, first)
        second = self._batched(decoder, again, deadline)
        mended = {task.passage: better(task, first[task.passage], second.get(task.passage)) for task in again}
        return first | mended

    def _batched(
        self, decoder: PrefixDecoder, tasks: Sequence[Task], deadline: float | None
    ) -> dict[int, Answer]:
        found: dict[int, Answer] = {}
        for batch in batches(tasks):
            tails = [self._tail(task) for task in batch]
            done = decoder.decode(tails, growth=GROWTH, deadline=deadline)
            for task, answer in zip(batch, done, strict=True):
                if answer is not None:
                    found[task.passage] = Answer(task.opening + answer.text, answer.finished)
        return found

    def _tokens(self, task: Task) -> int:
        return len(self._tokenizer(task.text, add_special_tokens=False).input_ids)


def batches(tasks: Sequence[Task]) -> list[list[Task]]:
    """Split tasks into batches of alike length, so that little of a batch is padding."""
    by_length = sorted(tasks, key=lambda task: (task.words, task.passage))
    return [by_length[start : start + MAX_BATCH] for start in range(0, len(by_length), MAX_BATCH)]


def stop_tokens(model: Any, tokenizer: Any) -> frozenset[int]:
    """Return the ids that end an answer: the checkpoint's and the tokeniser's, padding among them."""
    named = model.generation_config.eos_token_id
    ends = named if isinstance(named, list) else [named]
    found = {*ends, tokenizer.eos_token_id, tokenizer.pad_token_id} - {None}
    if not found:
        raise GenerationFailed("the checkpoint names no token that ends a text")
    return frozenset(found)
