"""The network: an encoder of word pieces, a role for each word, and who belongs to whom.

Roles are tagged B/I/O over words (source, cue, content). Links are chosen, not tagged: each content span
chooses its cue and each cue its source, from the spans that stand in the window or none, by a small
perceptron over both spans' vectors, their product and their distance.

``TaggerNet`` is the network as it is trained; ``encoder.Encoder`` is its encoder as it reads.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from summarizer.reading.tagging.decode import TAGS

LINK = 128
# Distances between two spans in words, by powers of two, to either side.
DISTANCES = 20


class Pair(nn.Module):  # type: ignore[misc]  # torch is not read by mypy
    """Scores how well each of some spans goes with another, and that none does."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.left = nn.Linear(3 * hidden, LINK)
        self.right = nn.Linear(3 * hidden, LINK)
        self.distance = nn.Embedding(DISTANCES, LINK)
        self.blocks = nn.Embedding(DISTANCES, LINK)
        self.out = nn.Linear(LINK, 1)
        self.product = nn.Linear(LINK, LINK)
        self.none = nn.Linear(LINK, 1)

    def forward(self, left: Tensor, right: Tensor, words: Tensor, blocks: Tensor) -> Tensor:
        """Return scores, a row for each of ``left``: one for each of ``right``, the last for none."""
        a, b = self.left(left), self.right(right)
        return torch.cat([self.fit(a[:, None], b[None], words, blocks), self.unfit(a)], dim=1)

    def fit(self, a: Tensor, b: Tensor, words: Tensor, blocks: Tensor) -> Tensor:
        """Return how well spans go together that ``left`` and ``right`` have projected."""
        mixed = a + b + self.product(a * b) + self.distance(words) + self.blocks(blocks)
        scores: Tensor = self.out(nn.functional.gelu(mixed)).squeeze(-1)
        return scores

    def unfit(self, a: Tensor) -> Tensor:
        """Return, in one column, how well it suits spans that ``left`` has projected to have none."""
        scores: Tensor = self.none(nn.functional.gelu(a))
        return scores


class TaggerNet(nn.Module):  # type: ignore[misc]  # torch is not read by mypy
    """Encoder with heads; ``encoder`` is a transformers model that takes ``inputs_embeds``."""

    def __init__(self, encoder: nn.Module, hidden: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.case = nn.Embedding(4, hidden)
        self.quoted = nn.Embedding(2, hidden)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoted.weight)
        self.tags = nn.Linear(hidden, TAGS)
        self.cue_of = Pair(hidden)
        self.source_of = Pair(hidden)

    def encode(self, ids: Tensor, mask: Tensor, case: Tensor, quoted: Tensor) -> Tensor:
        """Return the vectors of the pieces, ``[batch, pieces, hidden]``."""
        embedded = self.encoder.get_input_embeddings()(ids) + self.case(case) + self.quoted(quoted)
        states: Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states

    def halve(self) -> TaggerNet:
        """Compute the encoder's part in half precision from now on; the heads stay in single."""
        for part in (self.encoder, self.case, self.quoted):
            part.to(torch.bfloat16)
        return self


def span_vectors(words: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    """Return first, last and mean vector of each half-open word span, side by side: ``[spans, 3 hidden]``."""
    start = torch.tensor([a for a, _ in spans])
    end = torch.tensor([b for _, b in spans])
    place = torch.arange(len(words))
    inside = (start[:, None] <= place) & (place < end[:, None])
    mean = inside.to(words.dtype) @ words / (end - start)[:, None]
    return torch.cat([words[start], words[end - 1], mean], dim=1)


def buckets(left: Sequence[int], right: Sequence[int]) -> Tensor:
    """Return signed distances from each of ``left`` to each of ``right`` as bucket numbers."""
    return as_buckets(torch.tensor(right)[None] - torch.tensor(left)[:, None])


def as_buckets(gap: Tensor) -> Tensor:
    """Return signed distances as bucket numbers."""
    size = torch.log2(gap.abs().float() + 1).floor().long().clamp(max=DISTANCES // 2 - 1)
    return torch.where(gap < 0, size, size + DISTANCES // 2)
