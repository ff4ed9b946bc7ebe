"""Greedy decoding of many short prompts that begin alike.

The prompts share a long prefix (instruction and examples). Its keys and values are computed once, at
warm-up; for each batch they are repeated, and only what differs is read. Prompts are padded on the left, so
that every row ends where decoding begins; the mask hides the padding and the positions skip it, so a
row is computed as it would be alone. A row that has ended leaves the batch.

A loop of our own rather than ``generate()``: the deadline is looked at between tokens, ended rows cost
nothing, and each row has a limit of its own.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from transformers import DynamicCache

from summarizer.generation.answers import Answer, loops

# A looping row is stopped once it is this long: shorter ones cannot loop by the measure of `answers`.
LOOP_CHECK_FROM = 24


@dataclass(slots=True)
class Row:
    """One prompt on its way: its place in the batch asked for, and what has been written."""

    place: int
    limit: int
    written: list[int] = field(default_factory=list)


class PrefixDecoder:
    """Continues ``prefix + tail`` greedily for many tails. Not thread-safe: its owner holds a lock.

    ``stops`` are token ids that end an answer; a token with a line break ends it too.
    """

    def __init__(self, model: Any, tokenizer: Any, prefix: str, *, stops: frozenset[int]) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._stops = stops
        self._prefix = tokenizer(prefix, add_special_tokens=False).input_ids
        self._cache = self._read_prefix()

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def _read_prefix(self) -> DynamicCache:
        cache = DynamicCache(config=self._model.config)
        ids = torch.tensor([self._prefix], device=self._model.device)
        self._model(ids, past_key_values=cache, use_cache=True, logits_to_keep=1)
        return cache

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def decode(self, tails: Sequence[str], *, growth: float, deadline: float | None) -> list[Answer | None]:
        """Return what follows each tail, in order; None for one that the deadline cut off.

        A row may be at most ``growth`` times as long as its tail; one that reaches that comes back
        unfinished.
        """
        encoded = [self._tokenizer(tail, add_special_tokens=False).input_ids for tail in tails]
        rows = [Row(place, 8 + int(growth * len(ids))) for place, ids in enumerate(encoded)]
        answers: list[Answer | None] = [None] * len(tails)
        ids, mask = self._pad(encoded)
        cache = copy.deepcopy(self._cache)
        cache.batch_repeat_interleave(len(rows))
        while rows and (deadline is None or time.monotonic() < deadline):
            chosen = self._step(ids, mask, cache)
            going = [place for place, row in enumerate(rows) if self._write(row, chosen[place], answers)]
            rows = [rows[place] for place in going]
            if len(going) < len(chosen):
                cache.batch_select_indices(torch.tensor(going, device=mask.device, dtype=torch.long))
            ids = torch.tensor([[row.written[-1]] for row in rows], device=mask.device)
            mask = torch.cat([mask[going], mask.new_ones(len(rows), 1)], dim=1)
        return answers

    def _pad(self, encoded: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the tails padded on the left, and the mask over prefix and tails."""
        longest = max(len(ids) for ids in encoded)
        filler = next(iter(self._stops))
        ids = [[filler] * (longest - len(row)) + row for row in encoded]
        seen = [1] * len(self._prefix)
        mask = [seen + [0] * (longest - len(row)) + [1] * len(row) for row in encoded]
        return torch.tensor(ids, device=self._model.device), torch.tensor(mask, device=self._model.device)

    def _step(self, ids: torch.Tensor, mask: torch.Tensor, cache: DynamicCache) -> list[int]:
        positions = (mask.cumsum(-1) - 1).clamp(min=0)[:, -ids.shape[1] :]
        out = self._model(
            ids,
            attention_mask=mask,
            position_ids=positions,
            past_key_values=cache,
            use_cache=True,
            logits_to_keep=1,
        )
        chosen: list[int] = out.logits[:, -1].argmax(-1).tolist()
        return chosen

    def _write(self, row: Row, token: int, answers: list[Answer | None]) -> bool:
        """Take one token into the row; tell whether the row goes on."""
        ended = token in self._stops
        if not ended:
            row.written.append(token)
            ended = "\n" in self._tokenizer.decode([token])
        stuck = len(row.written) >= row.limit or self._is_looping(row)
        if ended or stuck:
            text = self._tokenizer.decode(row.written, skip_special_tokens=True)
            answers[row.place] = Answer(text, finished=ended)
        return not (ended or stuck)

    @staticmethod
    def _is_looping(row: Row) -> bool:
        return len(row.written) >= LOOP_CHECK_FROM and loops([str(token) for token in row.written])
