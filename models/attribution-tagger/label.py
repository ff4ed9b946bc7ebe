"""Let the teacher label articles: the probabilities of the tags of every word, and the attributions.

label.py --articles FILE... --base FOLDER --weights FILE --tokenizer FILE --out FOLDER

Writes ``soft.pt``, the probabilities by the article's id, and ``articles.jsonl``: the articles as given,
those without attributions with the teacher's own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parent))
from networks import restored  # noqa: E402

from summarizer.reading.segment import segment  # noqa: E402
from summarizer.reading.tagger import Tagger  # noqa: E402
from summarizer.reading.tagging.tagged import Tagged  # noqa: E402
from summarizer.reading.tagging.windows import load_tokenizer  # noqa: E402
from summarizer.records import Article  # noqa: E402


def label(tagger: Tagger, row: dict[str, Any]) -> tuple[Tensor, dict[str, Any]]:
    """Return the probabilities of the words' tags, ``[words, tags]`` in half precision, and the row."""
    segments = segment(row["text"])
    readings = tagger.read(Article(row["text"], segments.blocks, segments.sentences, (), segments.quotations))
    if "attributions" not in row:
        row = {**row, "attributions": [_as_row(item) for item in tagger.link(readings)]}
    return torch.cat([item.log_probabilities.exp().half() for item in readings]), row


def _as_row(tagged: Tagged) -> dict[str, list[tuple[int, int]]]:
    roles = {"source": [tagged.source], "cue": [tagged.cue], "content": tagged.content}
    return {name: [(s.start, s.end) for s in spans if s is not None] for name, spans in roles.items()}


def read_rows(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the rows of all files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Label, and write what the teacher says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    for name in ("base", "weights", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    tagger = Tagger(load_tokenizer(options.tokenizer), restored(options.base, options.weights))
    soft, labelled = dict[str, Tensor](), []
    for row in tqdm(read_rows(options.articles), unit="article"):
        soft[row["id"]], made = label(tagger, row)
        labelled.append(made)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(soft, options.out / "soft.pt")
    text = "".join(json.dumps(row) + "\n" for row in labelled)
    (options.out / "articles.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
