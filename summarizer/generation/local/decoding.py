"""Greedy decoding of many short prompts that begin alike.

The prompts share a long prefix (instruction and examples). Its keys and values are computed once, at
warm-up; for each batch they are repeated, and only what differs is read. Prompts are padded on the left, so
that every row ends where decoding begins; the mask hides the padding and the positions skip it, so a
row is computed as it would be alone. A row that has ended leaves the batch.

A shortened passage is mostly its own words in their own order. So each step also guesses the next few
tokens of each row: those that followed in the passage where the row's last tokens stand in it (prompt
lookup decoding, Saxena 2023). One pass of the model checks them all; what it would have chosen itself is
kept, so the result is that of plain greedy decoding in a third of the passes. Rejected guesses stay in
the cache, masked.

A loop of our own rather than ``generate()``: the deadline is looked at between passes, ended rows cost
nothing, each row has a limit of its own, and guessing works for a batch.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from transformers import DynamicCache

from summarizer.generation.answers import Answer, loops

# A looping row is stopped once it is this long: shorter ones cannot loop by the measure of `answers`.
LOOP_CHECK_FROM = 24
# Tokens guessed at once, and how many of a row's last tokens must stand in the passage for it, longest
# first.
GUESSED = 8
MATCHED = (3, 2, 1)
# Beside its share of the tail's length an answer may have so many tokens.
LEAST_LIMIT = 8


@dataclass(slots=True)
class Row:
    """One prompt on its way: its place among those asked for, its tokens, and what has been written.

    ``known`` counts the tokens in the cache that are the row's own, prefix included.
    """

    place: int
    source: list[int]
    limit: int
    known: int
    written: list[int] = field(default_factory=list)


def look_up(row: Row) -> list[int]:
    """Return the tokens that follow in the passage where the row's last tokens last stand, or none."""
    so_far = row.source + row.written
    for size in MATCHED:
        last = so_far[-size:]
        for start in range(len(row.source) - size - 1, -1, -1):
            if row.source[start : start + size] == last:
                return row.source[start + size : start + size + GUESSED]
    return []


class PrefixDecoder:
    """Continues ``prefix + tail`` greedily for many tails. Not thread-safe: its owner holds a lock.

    ``stops`` are token ids that end an answer; a token with a line break ends it too. ``guess`` gives
    the tokens that may follow in a row; right or wrong, it changes how long decoding takes, not what is
    written.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        prefix: str,
        *,
        stops: frozenset[int],
        guess: Callable[[Row], list[int]] = look_up,
    ) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._stops = stops
        self._guess = guess
        self._ending: dict[int, bool] = {}
        self._filler = min(stops)
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
        answers: list[Answer | None] = [None] * len(tails)
        rows = [self._row(place, tail, growth) for place, tail in enumerate(tails)]
        cache = copy.deepcopy(self._cache)
        cache.batch_repeat_interleave(len(rows))
        mask = self._tensor([[1] * len(self._prefix)] * len(rows))
        fed = [row.source for row in rows]
        while rows and (deadline is None or time.monotonic() < deadline):
            chosen, mask = self._pass(fed, rows, mask, cache, left=not rows[0].written)
            taken = [self._take(row, fed[at], chosen[at]) for at, row in enumerate(rows)]
            mask = self._forget(mask, fed, taken)
            going = [at for at, row in enumerate(rows) if not self._end(row, answers)]
            if len(going) < len(rows):
                rows = [rows[at] for at in going]
                cache.batch_select_indices(self._tensor(going))
                mask = mask[going]
            fed = [[row.written[-1], *self._guess(row)] for row in rows]
        return answers

    def _row(self, place: int, tail: str, growth: float) -> Row:
        source = self._tokenizer(tail, add_special_tokens=False).input_ids
        return Row(place, source, LEAST_LIMIT + int(growth * len(source)), len(self._prefix))

    def _tensor(self, values: Any) -> torch.Tensor:
        return torch.tensor(values, device=self._model.device, dtype=torch.long)

    def _pass(
        self, fed: list[list[int]], rows: list[Row], mask: torch.Tensor, cache: DynamicCache, *, left: bool
    ) -> tuple[list[list[int]], torch.Tensor]:
        """Run the model over ``fed``; return what it would write after each token, and the mask with them.

        Tails are padded on the ``left`` and only their last token matters; guesses on the right.
        """
        width = max(len(tokens) for tokens in fed)
        gaps = [width - len(tokens) for tokens in fed]
        pads = [([self._filler] * gap, [0] * gap) for gap in gaps]
        ids = [pad + row if left else row + pad for (pad, _), row in zip(pads, fed, strict=True)]
        new = [
            hole + [1] * len(row) if left else [1] * len(row) + hole
            for (_, hole), row in zip(pads, fed, strict=True)
        ]
        places = [
            [max(row.known + at - (gap if left else 0), 0) for at in range(width)]
            for row, gap in zip(rows, gaps, strict=True)
        ]
        mask = torch.cat([mask, self._tensor(new)], dim=1)
        out = self._model(
            self._tensor(ids),
            attention_mask=mask,
            position_ids=self._tensor(places),
            past_key_values=cache,
            use_cache=True,
            logits_to_keep=1 if left else width,
        )
        chosen: list[list[int]] = out.logits.argmax(-1).tolist()
        return chosen, mask

    def _take(self, row: Row, fed: list[int], chosen: list[int]) -> int:
        """Write what the model chose as far as the guesses were right; return how many of ``fed`` hold."""
        if not row.written:
            row.known += len(fed)
            row.written.append(chosen[-1])
            return len(fed)
        right = 0
        while right + 1 < len(fed) and fed[right + 1] == chosen[right]:
            right += 1
        row.known += right + 1
        row.written.extend(chosen[: right + 1])
        return right + 1

    @staticmethod
    def _forget(mask: torch.Tensor, fed: list[list[int]], taken: list[int]) -> torch.Tensor:
        """Hide the guesses that were wrong; they end where the longest row of ``fed`` ends."""
        width = max(len(tokens) for tokens in fed)
        for at, (tokens, held) in enumerate(zip(fed, taken, strict=True)):
            if held < len(tokens):
                mask[at, mask.shape[1] - width + held :] = 0
        return mask

    def _end(self, row: Row, answers: list[Answer | None]) -> bool:
        """Tell whether the row is done, and note its answer then."""
        for at, token in enumerate(row.written):
            if self._ends(token):
                answers[row.place] = Answer(self._text(row.written[:at]))
                return True
        stuck = len(row.written) >= LOOP_CHECK_FROM and loops([str(token) for token in row.written])
        if stuck or len(row.written) >= row.limit:
            answers[row.place] = Answer(self._text(row.written[: row.limit]), finished=False)
            return True
        return False

    def _ends(self, token: int) -> bool:
        if token not in self._ending:
            self._ending[token] = token in self._stops or "\n" in self._tokenizer.decode([token])
        return self._ending[token]

    def _text(self, tokens: list[int]) -> str:
        text: str = self._tokenizer.decode(tokens, skip_special_tokens=True)
        return text
