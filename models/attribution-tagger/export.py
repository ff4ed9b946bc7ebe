"""Write trained weights as the folder that the reader loads: half precision, config, tokenizer, digests."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

CONFIG = (
    "vocab_size hidden_size num_hidden_layers num_attention_heads intermediate_size hidden_act "
    "max_position_embeddings type_vocab_size layer_norm_eps pad_token_id"
).split()


def main() -> None:
    """Export, and print the digest for the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "base", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = torch.load(options.weights, weights_only=True)
    target = options.out / "model.safetensors"
    save_file({name: value.half().contiguous() for name, value in weights.items()}, target)
    target.chmod(0o644)
    config = json.loads((options.base / "config.json").read_text(encoding="utf-8"))
    kept = {key: config[key] for key in CONFIG}
    (options.out / "config.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    shutil.copyfile(options.base / "tokenizer.json", options.out / "tokenizer.json")
    print(f"{target}: sha256 {hashlib.sha256(target.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
