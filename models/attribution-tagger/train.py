"""Train one network (README.md has the whole recipe)."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
from corpus import Example, Spans, examples, load  # noqa: E402
from networks import build  # noqa: E402

from summarizer.reading.tagger import encode  # noqa: E402
from summarizer.reading.tagging.network import Pair, TaggerNet, buckets, span_vectors  # noqa: E402
from summarizer.reading.tagging.windows import load_tokenizer  # noqa: E402

LINK_WEIGHT = 0.4
WARM_UP = 0.06
# The share of the teacher's word in what is learned; the rest is what people marked.
TEACHER_SHARE = 0.6
SHOWN_EVERY = 25
Soft = dict[str, Tensor]


class Master:
    """AdamW over single-precision copies of half-precision weights; the norm of a step is at most 1."""

    def __init__(self, groups: Iterable[tuple[list[nn.Parameter], float]], rate: float) -> None:
        self._rate, self._pairs, made = rate, list[tuple[nn.Parameter, Tensor]](), []
        for weights, scale in groups:
            trained = [w for w in weights if w.requires_grad]
            copies = [w.detach().float().clone() for w in trained]
            self._pairs += zip(trained, copies, strict=True)
            made.append({"params": copies, "scale": scale})
        self._adam = torch.optim.AdamW(
            made, lr=rate, weight_decay=0.01, betas=(0.9, 0.98), eps=1e-6, fused=True
        )

    def step(self, factor: float) -> None:
        """Apply the gradients at ``factor`` of the learning rate, and clear them."""
        norms = torch._foreach_norm([w.grad for w, _ in self._pairs if w.grad is not None])
        clip = min(1.0, 1.0 / (float(torch.stack([n.float() for n in norms]).norm()) + 1e-6))
        for weight, copy in self._pairs:
            copy.grad = None if weight.grad is None else weight.grad.float() * clip
            weight.grad = None
        for group in self._adam.param_groups:
            group["lr"] = self._rate * group["scale"] * factor
        self._adam.step()
        for weight, copy in self._pairs:
            weight.data.copy_(copy)


# ------------------------------------------------------------------ losses


def losses(net: TaggerNet, batch: Sequence[Example], soft: Soft) -> tuple[Tensor, Tensor]:
    """Return the loss of the tags a word and of the links a choice."""
    states = encode(net, [item.window for item in batch]).float()
    rows = [states[place, list(item.window.first)] for place, item in enumerate(batch)]
    tags = sum(_tag_loss(net, words, item, soft) for words, item in zip(rows, batch, strict=True))
    links = sum(_link_loss(net, words, item) for words, item in zip(rows, batch, strict=True))
    words = sum(len(item.tags) for item in batch)
    choices = sum(len(item.contents) + len(item.cues) for item in batch)
    return tags / max(words, 1), links / max(choices, 1)


def _tag_loss(net: TaggerNet, words: Tensor, item: Example, soft: Soft) -> Tensor:
    logs = nn.functional.log_softmax(net.tags(words), -1)
    hard = -logs.gather(1, torch.tensor(item.tags)[:, None]).sum()
    if item.article not in soft:
        return hard
    taught = soft[item.article][item.low : item.low + len(item.tags)].float()
    return TEACHER_SHARE * -(taught * logs).sum() + (1 - TEACHER_SHARE) * hard


def _link_loss(net: TaggerNet, words: Tensor, item: Example) -> Tensor:
    total = words.new_zeros(())
    if item.contents and item.cues:
        total = total + _chosen(net.cue_of, words, item, item.contents, item.cues, item.cue_of)
    if item.cues:
        total = total + _chosen(net.source_of, words, item, item.cues, item.sources, item.source_of)
    return total


def _chosen(
    pair: Pair, words: Tensor, item: Example, left: Spans, right: Spans, target: Sequence[int]
) -> Tensor:
    there = span_vectors(words, right) if right else words.new_zeros(0, 3 * words.shape[1])
    scores = pair(span_vectors(words, left), there, *_distances(item, left, right))
    return nn.functional.cross_entropy(scores, torch.tensor(target), reduction="sum")


def _distances(item: Example, left: Spans, right: Spans) -> tuple[Tensor, Tensor]:
    if not right:
        none = torch.zeros(len(left), 0, dtype=torch.long)
        return none, none
    here, there, blocks = [a for a, _ in left], [a for a, _ in right], item.window.blocks
    return buckets(here, there), buckets([blocks[a] for a in here], [blocks[a] for a in there])


# ------------------------------------------------------------------ the run


@dataclass(frozen=True, slots=True)
class Run:
    """What one training is given."""

    base: Path
    tokenizer: Path
    train: Path
    out: Path
    epochs: int
    rate: float
    head: float
    batch: int
    seed: int
    threads: int
    init: Path | None
    soft: Path | None


def batches(items: Iterable[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Return batches of at most ``size`` pieces with padding, of windows alike in length, shuffled."""
    made: list[list[Example]] = [[]]
    for item in sorted(items, key=lambda e: len(e.window.ids) + 40 * rng.random()):
        longest = max((len(other.window.ids) for other in (*made[-1], item)), default=0)
        if made[-1] and (len(made[-1]) + 1) * longest > size:
            made.append([])
        made[-1].append(item)
    rng.shuffle(made)
    return made


def plan(run: Run, rng: random.Random) -> list[list[Example]]:
    """Return the batches of all epochs; each epoch cuts the articles at other places."""
    tokenizer = load_tokenizer(run.tokenizer)
    texts = load(run.train, tokenizer)
    print(f"{len(texts)} texts", flush=True)
    epochs = ([e for text in texts for e in examples(text, rng)] for _ in range(run.epochs))
    return [batch for cut in epochs for batch in batches(cut, run.batch, rng)]


def train(run: Run) -> None:
    """Train, and write the weights."""
    torch.manual_seed(run.seed)
    random.seed(run.seed)
    torch.set_num_threads(run.threads)
    steps = plan(run, random.Random(run.seed))
    soft: Soft = torch.load(run.soft, weights_only=True) if run.soft else {}
    net = build(run.base)
    if run.init:
        net.load_state_dict(torch.load(run.init, weights_only=True))
    net.halve().train()
    features = [*net.case.parameters(), *net.quoted.parameters()]
    heads = [*net.tags.parameters(), *net.cue_of.parameters(), *net.source_of.parameters()]
    adam = Master([([*net.encoder.parameters()], 1.0), (features, 5.0), (heads, run.head)], run.rate)
    began = time.monotonic()
    for number, batch in enumerate(steps):
        tags, links = losses(net, batch, soft)
        (tags + LINK_WEIGHT * links).backward()
        adam.step(_factor(number, len(steps)))
        if number % SHOWN_EVERY == 0:
            left = (time.monotonic() - began) / (number + 1) * (len(steps) - number - 1) / 60
            print(f"{number}/{len(steps)} tags {tags:.3f} links {links:.3f}, {left:.1f} min left", flush=True)
    torch.save(net.state_dict(), run.out)
    print(f"{run.out}: {(time.monotonic() - began) / 60:.1f} min")


def _factor(number: int, total: int) -> float:
    """Return the share of the learning rate: a short rise, then a straight fall to nothing."""
    warm = max(1, int(WARM_UP * total))
    return min((number + 1) / warm, (total - number) / max(1, total - warm))


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "tokenizer", "train", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("init", "soft"):
        parser.add_argument(f"--{name}", type=Path)
    for name, value in (("epochs", 3), ("batch", 2400), ("seed", 1), ("threads", 2)):
        parser.add_argument(f"--{name}", type=int, default=value)
    for name, rate in (("rate", 3.5e-4), ("head", 5.0)):
        parser.add_argument(f"--{name}", type=float, default=rate)
    train(Run(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
