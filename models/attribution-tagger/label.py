"""Let the teacher label: the probabilities of the tags of every word of annotated articles.

label.py --articles FILE --base FOLDER --weights FILE --tokenizer FILE --out FILE
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parent))
from corpus import Text, load  # noqa: E402
from networks import restored  # noqa: E402

from summarizer.reading.tagger import encode  # noqa: E402
from summarizer.reading.tagging.network import TaggerNet  # noqa: E402
from summarizer.reading.tagging.windows import load_tokenizer, make_windows  # noqa: E402

SIZE, CONTEXT, BATCH = 380, 64, 12


def label(net: TaggerNet, texts: Sequence[Text]) -> dict[str, Tensor]:
    """Return the probabilities of each text's words, ``[words, tags]`` in half precision, by its id."""
    windows = [
        (text.id, part, w)
        for text in texts
        for part, w in enumerate(make_windows(text.pieces, SIZE, CONTEXT))
    ]
    windows.sort(key=lambda item: len(item[2].ids))
    found: dict[tuple[str, int], Tensor] = {}
    for start in tqdm(range(0, len(windows), BATCH), unit="batch"):
        batch = windows[start : start + BATCH]
        states = encode(net, [window for *_, window in batch]).float()
        for row, (name, part, window) in zip(states, batch, strict=True):
            words = row[list(window.first)[window.decided :]]
            found[name, part] = torch.softmax(net.tags(words), -1).half().clone()
    parts: dict[str, list[Tensor]] = {}
    for name, part in sorted(found):
        parts.setdefault(name, []).append(found[name, part])
    return {name: torch.cat(rows) for name, rows in parts.items()}


def main() -> None:
    """Label, and write the probabilities."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("articles", "base", "weights", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    texts = load(options.articles, load_tokenizer(options.tokenizer))
    with torch.inference_mode():
        soft = label(restored(options.base, options.weights), texts)
    torch.save(soft, options.out)


if __name__ == "__main__":
    main()
