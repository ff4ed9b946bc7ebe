"""Matrices laid out once give what torch gives."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from summarizer.reading.matrices import Linear, precision, stacked


@pytest.fixture
def plain() -> nn.Linear:
    torch.manual_seed(3)
    return nn.Linear(48, 32)


@pytest.mark.parametrize(("dtype", "apart"), [(torch.float32, 1e-5), (torch.bfloat16, 0.05)])
def test_products_are_torchs_own(plain: nn.Linear, dtype: torch.dtype, apart: float) -> None:
    x, other = torch.randn(5, 48), torch.randn(5, 32)
    with torch.inference_mode():
        made = Linear.of(plain.weight.detach().to(dtype), plain.bias.detach().to(dtype))
        exact = plain(x)
        for one, expected in (
            (made(x.to(dtype)), exact),
            (made.gelu(x.to(dtype)), nn.functional.gelu(exact)),
            (made.plus(x.to(dtype), other.to(dtype)), exact + other),
        ):
            assert one.dtype == dtype
            assert torch.allclose(one.float(), expected, atol=apart)


def test_single_precision_is_never_packed(plain: nn.Linear) -> None:
    assert not Linear.of(plain.weight, plain.bias).packed


@pytest.mark.parametrize(("able", "dtype"), [(True, torch.bfloat16), (False, torch.float32)])
def test_precision_is_half_only_where_the_processor_multiplies_so(
    monkeypatch: pytest.MonkeyPatch, able: bool, dtype: torch.dtype
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"amx_bf16": able})
    assert precision() == dtype


@pytest.mark.parametrize(("dtype", "rows"), [(torch.float32, 24), (torch.bfloat16, 128)])
def test_rows_are_filled_up_with_zeros_as_the_precision_likes(dtype: torch.dtype, rows: int) -> None:
    made = stacked([torch.ones(11, 4, dtype=dtype), torch.ones(8, 4, dtype=dtype)])
    assert made.shape == (rows, 4)
    assert made.sum() == 19 * 4
