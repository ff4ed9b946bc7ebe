"""The networks that are trained: the reader's own over MiniLM, and its teacher over MPNet."""

from __future__ import annotations

import json
import random
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from summarizer.reading.tagging.network import TaggerNet
from summarizer.reading.tagging.windows import CLS, SEP

# Both vocabularies are BERT's; MPNet's has four entries before it and names of its own for two of them.
MPNET_SHIFT, MPNET_CLS, MPNET_SEP, MPNET_PAD = 4, 0, 2, 1
POOL = 1 << 25


class MpnetNet(TaggerNet):
    """The network over an encoder with MPNet's vocabulary."""

    def encode(self, ids: Tensor, mask: Tensor, case: Tensor, quoted: Tensor) -> Tensor:
        """Return the vectors of BERT's pieces, as the network over BERT does."""
        shifted = torch.where(ids == CLS, MPNET_CLS, torch.where(ids == SEP, MPNET_SEP, ids + MPNET_SHIFT))
        return super().encode(torch.where(mask == 0, MPNET_PAD, shifted), mask, case, quoted)


class PoolDropout(nn.Module):
    """Dropout whose masks are slices of one random pool.

    Drawing them takes torch most of a training step on a CPU: 29 ms a call on two cores, against 1 ms
    for the layer that follows.
    """

    def __init__(self, p: float, pools: dict[torch.dtype, Tensor]) -> None:
        super().__init__()
        self.p = p
        self._pools = pools

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x`` with a share of ``p`` of its values gone, in training only."""
        if not self.training or not self.p:
            return x
        if x.dtype not in self._pools:
            self._pools[x.dtype] = ((torch.rand(POOL) >= self.p) / (1 - self.p)).to(x.dtype)
        pool = self._pools[x.dtype]
        if x.numel() > pool.numel():
            return nn.functional.dropout(x, self.p)
        start = random.randrange(pool.numel() - x.numel() + 1)
        return x * pool[start : start + x.numel()].view(x.shape)


def build(base: Path, dropout: float = 0.1) -> TaggerNet:
    """Return an untrained network over the encoder in ``base``, its word vectors not to be trained."""
    is_mpnet = json.loads((base / "config.json").read_text(encoding="utf-8"))["model_type"] == "mpnet"
    encoder = AutoModel.from_pretrained(
        base,
        add_pooling_layer=False,
        hidden_dropout_prob=dropout,
        # BERT's goes with a kernel whose backward pass is three times slower.
        attention_probs_dropout_prob=dropout if is_mpnet else 0.0,
        attn_implementation="eager",
    ).float()
    encoder.get_input_embeddings().weight.requires_grad_(False)
    net = (MpnetNet if is_mpnet else TaggerNet)(encoder, encoder.config.hidden_size)
    _swap_dropout(net, {})
    return net


def _swap_dropout(module: nn.Module, pools: dict[torch.dtype, Tensor]) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout):
            setattr(module, name, PoolDropout(child.p, pools))
        else:
            _swap_dropout(child, pools)


def restored(base: Path, weights: Path) -> TaggerNet:
    """Return a trained network, ready to read."""
    net = build(base)
    net.load_state_dict(torch.load(weights, weights_only=True))
    return net.halve().eval()
