"""The encoder that reads gives what the one that was trained gives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from transformers import BertConfig, BertModel

from summarizer.reading.tagger import encode_words
from summarizer.reading.tagging.encoder import Encoder
from summarizer.reading.tagging.network import Pair, TaggerNet, buckets, span_vectors
from summarizer.reading.tagging.windows import Window

HIDDEN = 64
LENGTHS = (7, 16, 33, 1)


@pytest.fixture
def net() -> TaggerNet:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=100,
        hidden_size=HIDDEN,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=2 * HIDDEN,
        max_position_embeddings=64,
    )
    net = TaggerNet(BertModel(config, add_pooling_layer=False), HIDDEN)
    for part in (net.case, net.quoted):
        torch.nn.init.normal_(part.weight, std=0.1)
    return net.eval()


def windows_of(lengths: Sequence[int]) -> list[Window]:
    return [
        Window(
            ids=tuple((7 * place + length) % 100 for place in range(length)),
            case=tuple(place % 4 for place in range(length)),
            quoted=tuple(place // 3 % 2 for place in range(length)),
            first=tuple(range(0, length, 3)),
            words=(),
            blocks=(),
            decided=0,
        )
        for length in lengths
    ]


@pytest.mark.parametrize("half", [False, True], ids=["single", "half"])
def test_encoder_gives_the_vectors_of_the_trained_net(net: TaggerNet, half: bool) -> None:
    windows = windows_of(LENGTHS)
    with torch.inference_mode():
        expected = [encode_words(net, [window])[0] for window in windows]
        made = Encoder(net.halve() if half else net)(windows)
    assert [len(vectors) for vectors in made] == [len(window.first) for window in windows]
    for vectors, exact in zip(made, expected, strict=True):
        assert torch.allclose(vectors.float(), exact, atol=0.1 if half else 1e-5)


def test_encoder_reads_a_window_alike_beside_others(net: TaggerNet) -> None:
    windows = windows_of(LENGTHS)
    with torch.inference_mode():
        encoder = Encoder(net)
        together, alone = encoder(windows), [encoder([window])[0] for window in windows]
    for one, other in zip(together, alone, strict=True):
        assert torch.allclose(one, other, atol=1e-6)


def test_span_vectors_are_first_last_and_mean() -> None:
    words = torch.arange(12.0).view(4, 3)
    made = span_vectors(words, [(0, 1), (1, 4)])
    assert made.tolist() == [[0, 1, 2] * 3, [3, 4, 5, 9, 10, 11, 6, 7, 8]]


def test_pairs_score_alike_in_a_row_and_in_a_table() -> None:
    """Training scores a window's pairs as a table, reading those of all windows as one row."""
    torch.manual_seed(2)
    pair = Pair(4)
    left, right = torch.randn(3, 12), torch.randn(5, 12)
    words, blocks = buckets([9, 0, 40], [1, 8, 9, 30, 700]), buckets([0, 0, 1], [0, 0, 1, 1, 2])
    one, other = (torch.tensor(places) for places in zip(*[(2, 0), (0, 4), (1, 1), (0, 2)], strict=True))
    with torch.inference_mode():
        table, a, b = pair(left, right, words, blocks), pair.left(left), pair.right(right)
        row = pair.fit(a[one], b[other], words[one, other], blocks[one, other])
        assert torch.allclose(row, table[one, other], atol=1e-5)
        assert torch.allclose(pair.unfit(a), table[:, -1:], atol=1e-5)
