"""Matrices in eight bits, for processors that multiply whole numbers faster than fractions.

Each row of a weight matrix is kept as whole numbers with a scale of its own, and so is each vector that
meets it (vector-wise quantisation, Dettmers et al. 2022, without their second path for outliers). Sums of
whole numbers are exact, so a vector's result is the same whatever else is computed with it.
"""

from __future__ import annotations

import warnings
from typing import Any

import torch
from torch import nn

# The processor adds products in pairs, in 16 bits, and cuts off what does not fit: 2 x 255 x 63 fits.
WEIGHT_LEVELS = 63
# A vector goes from -127 to 127 around the zero of an unsigned byte.
VECTOR_LEVELS, ZERO = 127, 128
# A row of zeros has no scale of its own.
LEAST = 1e-12
ROWS_AT_ONCE = 4096
MAKE_ROWS = "_make_per_channel_quantized_tensor"
MULTIPLY = "linear_with_input_q_dq_qweight_dq_output_fp32"


def can_multiply() -> bool:
    """Tell whether this build of torch multiplies eight-bit matrices on this machine's processor.

    Later builds may not: torch means to part with the tensors that the packing starts from.
    """
    engines = set(torch.backends.quantized.supported_engines)
    able = hasattr(torch.ops.quantized, MULTIPLY) and hasattr(torch, MAKE_ROWS)
    return able and bool(engines & {"fbgemm", "x86"})


class EightBitLinear(nn.Module):  # type: ignore[misc]  # torch comes without types here
    """What ``linear`` does, in eight bits: vectors of float32 in and out."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        weight = linear.weight.detach()
        scales = (weight.abs().amax(1).float() / WEIGHT_LEVELS).clamp_min(LEAST)
        whole = torch.empty(weight.shape, dtype=torch.int8)
        for start in range(0, len(weight), ROWS_AT_ONCE):  # the largest matrix is half a gigabyte as float32
            part = slice(start, start + ROWS_AT_ONCE)
            whole[part] = (weight[part].float() / scales[part, None]).round_()
        self._packed = _pack(whole, scales)
        self._bias = None if linear.bias is None else linear.bias.detach().float()
        self._multiply = getattr(torch.ops.quantized, MULTIPLY).default

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        """Multiply the last dimension of ``vectors``."""
        rows = vectors.reshape(-1, vectors.shape[-1])
        scales = rows.abs().amax(1, keepdim=True).clamp_min(LEAST)
        product: torch.Tensor = self._multiply(rows / scales, 1 / VECTOR_LEVELS, ZERO, self._packed)
        product *= scales
        if self._bias is not None:
            product += self._bias
        return product.view(*vectors.shape[:-1], product.shape[-1])


def _pack(whole: torch.Tensor, scales: torch.Tensor) -> Any:
    """Return the rows in the order in which the processor wants them."""
    zeros = torch.zeros(len(scales), dtype=torch.long)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*quantized tensor creation", category=UserWarning)
        rows = getattr(torch, MAKE_ROWS)(whole, scales, zeros, 0)
    return torch.ops.quantized.linear_prepack(rows, None)


class NarrowEmbedding(nn.Module):  # type: ignore[misc]
    """An embedding that stays as it is stored and gives float32."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        # a copy, so that nothing holds on to the file that the other matrices came from
        self._rows = nn.Parameter(embedding.weight.detach().clone(), requires_grad=False)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Look up ``tokens``."""
        found: torch.Tensor = nn.functional.embedding(tokens, self._rows)
        return found.float()


def to_eight_bits(model: Any) -> None:
    """Turn every matrix of a decoder model to eight bits in place, what is left to float32.

    An embedding keeps the precision that it is stored in: a row of it is looked up, not computed with.
    """
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, name, EightBitLinear(child))
            elif isinstance(child, nn.Embedding):
                setattr(module, name, NarrowEmbedding(child))
            elif not list(child.children()):
                child.float()


def is_eight_bit(model: Any) -> bool:
    """Tell whether ``to_eight_bits`` has been here."""
    return any(isinstance(module, EightBitLinear) for module in model.modules())
