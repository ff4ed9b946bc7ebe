"""Matrices as the reader's networks multiply by them: laid out once, in half precision where that is fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

# What torch must offer for matrices that are laid out once.
PACKING = ("_linear_pointwise", "_reorder_linear_weight")
# Packed matrices get their rows in multiples of so many, others in multiples of a few: padding costs there
# what it saves here, and a sentence on its own has some twenty rows.
PACKED_ROWS = 128
PLAIN_ROWS = 8


def precision() -> torch.dtype:
    """Return the precision to compute in: half where the processor multiplies in hardware, single elsewhere.

    So two kinds of processor may differ in a word here and there, and one never does from itself.
    """
    return torch.bfloat16 if torch.cpu.get_capabilities().get("amx_bf16", False) else torch.float32


def stacked(parts: Sequence[Tensor]) -> Tensor:
    """Return the rows of all parts, and behind them zeros up to a multiple of what their precision likes.

    oneDNN, which multiplies packed matrices, writes a program for each number of rows that it meets: that
    takes as long as running it several times, and the programs of the last thousand sizes stay in memory.
    """
    multiple = PACKED_ROWS if parts[0].dtype == torch.bfloat16 else PLAIN_ROWS
    missing = -sum(map(len, parts)) % multiple
    return torch.cat([*parts, parts[0].new_zeros(missing, *parts[0].shape[1:])])


@dataclass(frozen=True, slots=True)
class Linear:
    """A matrix and its bias; where ``packed``, the matrix lies as oneDNN reads it."""

    weight: Tensor
    bias: Tensor
    packed: bool

    @classmethod
    def of(cls, weight: Tensor, bias: Tensor) -> Linear:
        """Pack the matrix in half precision: torch's own way, laid out at each call, takes a third longer."""
        able = precision() == torch.bfloat16 and all(hasattr(torch.ops.mkldnn, name) for name in PACKING)
        packed = able and weight.dtype == torch.bfloat16
        return cls(torch.ops.mkldnn._reorder_linear_weight(weight) if packed else weight, bias, packed)

    def __call__(self, x: Tensor) -> Tensor:
        """Return ``x`` times the matrix."""
        return self._packed(x, "none") if self.packed else nn.functional.linear(x, self.weight, self.bias)

    def gelu(self, x: Tensor) -> Tensor:
        """Return GELU of ``x`` times the matrix."""
        if self.packed:
            return self._packed(x, "gelu")
        return nn.functional.gelu(nn.functional.linear(x, self.weight, self.bias))

    def plus(self, x: Tensor, other: Tensor) -> Tensor:
        """Return ``x`` times the matrix plus ``other``."""
        if not self.packed:
            return nn.functional.linear(x, self.weight, self.bias) + other
        made: Tensor = torch.ops.mkldnn._linear_pointwise.binary(x, other, self.weight, self.bias, "add")
        return made

    def _packed(self, x: Tensor, function: str) -> Tensor:
        made: Tensor = torch.ops.mkldnn._linear_pointwise(x, self.weight, self.bias, function, [], "none")
        return made
