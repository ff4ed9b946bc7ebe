"""Write trained weights as the folder that the reader loads: half precision, config, tokenizer, digests.

export.py --weights FILE... --base FOLDER --out FOLDER

Of several weights the mean is written (a model soup, Wortsman et al. 2022): where one run starts at the end
of the other, it reads better than each of them.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from summarizer.digests import write_sums

CONFIG = (
    "vocab_size hidden_size num_hidden_layers num_attention_heads intermediate_size hidden_act "
    "max_position_embeddings type_vocab_size layer_norm_eps pad_token_id"
).split()


def mean(runs: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of each weight over the runs."""
    return {name: torch.stack([run[name].float() for run in runs]).mean(dim=0) for name in runs[0]}


def main() -> None:
    """Export, and print the digest for the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    for name in ("base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = mean([torch.load(path, weights_only=True) for path in options.weights])
    target = options.out / "model.safetensors"
    save_file({name: value.half().contiguous() for name, value in weights.items()}, target)
    target.chmod(0o644)
    config = json.loads((options.base / "config.json").read_text(encoding="utf-8"))
    kept = {key: config[key] for key in CONFIG}
    (options.out / "config.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    shutil.copyfile(options.base / "tokenizer.json", options.out / "tokenizer.json")
    write_sums(options.out, (target.name, "config.json", "tokenizer.json"))
    print((options.out / "SHA256SUMS").read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    main()
