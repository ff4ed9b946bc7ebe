"""Checkpoints on disk: converting a GGUF once, and loading what was converted, without a network."""

from __future__ import annotations

import struct
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel
from transformers.utils import logging as transformers_logging

from summarizer.errors import ModelError

# Cosine of rows of one matrix in 5 and in 8 bits: 0.998 measured on the default; two matrices that
# were trained apart stay near 0.
SAME_MATRIX = 0.99

transformers_logging.disable_progress_bar()
# It warns of slow packed weights for a dtype that is not float32, though these are unpacked.
transformers_logging.set_verbosity_error()


def convert_gguf(gguf: Path, target: Path, *, dtype: str) -> None:
    """Write the GGUF file as a safetensors checkpoint with its tokeniser into ``target``.

    Memory peaks near six times the GGUF's size (3.0 GB for the default). Raises ModelError where the
    file cannot be read as a model.
    """
    source, name = str(gguf.parent), gguf.name
    try:
        model = AutoModelForCausalLM.from_pretrained(
            source, gguf_file=name, dtype=getattr(torch, dtype), local_files_only=True
        )
        tokenizer = AutoTokenizer.from_pretrained(source, gguf_file=name, local_files_only=True)
    except (OSError, ValueError, KeyError, IndexError, struct.error) as error:
        raise ModelError(f"{name} cannot be read as a model: {error}") from error
    _forget_quantisation(model)
    _tie_embeddings(model)
    model.to(getattr(torch, dtype)).save_pretrained(target)
    tokenizer.save_pretrained(target)


def _forget_quantisation(model: PreTrainedModel) -> None:
    """The weights are plain numbers by now, but transformers 5 refuses to save a model marked GGUF."""
    model.hf_quantizer = None
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config


def _tie_embeddings(model: PreTrainedModel) -> None:
    """Let input and output embeddings be one matrix again, as the small Qwen models were trained.

    llama.cpp stores the one matrix twice, the input side in 5 bits and the output side in 8: the
    finer copy serves for both, which saves 136 million weights (0.5 GB in float32).
    """
    inputs, outputs = model.get_input_embeddings(), model.get_output_embeddings()
    if model.config.model_type != "qwen2" or inputs.weight.shape != outputs.weight.shape:
        return
    likeness = torch.nn.functional.cosine_similarity(inputs.weight[:1024], outputs.weight[:1024])
    if likeness.mean() < SAME_MATRIX:
        return
    inputs.weight = outputs.weight
    model.config.tie_word_embeddings = True
