"""Loading a prepared checkpoint: from its directory only, to the device and dtype of the settings."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer
from transformers.utils import logging as transformers_logging

from summarizer.errors import ConfigurationError, GenerationFailed
from summarizer.generation.local.eight_bit import can_multiply, to_eight_bits
from summarizer.generation.registry import ModelCard
from summarizer.settings import Settings

# What the processor must know for bfloat16 to be fast: measured on 2 cores with avx512_bf16, the
# default decodes 1.7 times and reads a prompt 2.8 times as fast as in float32; without it bfloat16 is
# emulated and slower.
FAST_BFLOAT16 = ("avx512_bf16", "amx_bf16")

# Encoder-decoder models look at the precision of their matrices themselves; they compute in float32.
EIGHT_BIT_KINDS = frozenset({"rewrite"})
AUTO_CLASSES = {"rewrite": AutoModelForCausalLM, "document": AutoModelForSeq2SeqLM}


def choose_device(settings: Settings) -> torch.device:
    """Return the device of the settings; "auto" is CUDA where there is one."""
    if settings.device == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if settings.device.startswith("cuda") and not torch.cuda.is_available():
        raise ConfigurationError("SUMMARIZER_DEVICE is cuda, but torch finds no CUDA device")
    return torch.device(settings.device)


def choose_dtype(settings: Settings, device: torch.device) -> torch.dtype:
    """Return the dtype of the settings; "auto" is bfloat16 where the device computes it fast, else int8.

    Raises ConfigurationError for int8 where it cannot be had.
    """
    if settings.dtype == "int8" and (device.type != "cpu" or not can_multiply()):
        raise ConfigurationError(f"SUMMARIZER_DTYPE int8 is not for {device.type} with this build of torch")
    if settings.dtype != "auto":
        named: torch.dtype = getattr(torch, settings.dtype)
        return named
    if device.type == "cuda":
        return torch.bfloat16
    capabilities = torch.cpu.get_capabilities()
    if any(capabilities.get(name, False) for name in FAST_BFLOAT16):
        return torch.bfloat16
    return torch.int8 if can_multiply() else torch.float32


def load_checkpoint(card: ModelCard, directory: Path, settings: Settings) -> tuple[Any, Any]:
    """Return the model, in evaluation mode on its device, and the tokeniser.

    Raises GenerationFailed where the directory holds no checkpoint that transformers can read.
    """
    transformers_logging.disable_progress_bar()
    if settings.threads:
        torch.set_num_threads(settings.threads)
    device = choose_device(settings)
    dtype = choose_dtype(settings, device)
    if dtype is torch.int8 and card.kind not in EIGHT_BIT_KINDS:
        dtype = torch.float32
    eight_bits = dtype is torch.int8  # made of the weights as they are stored
    try:
        model = AUTO_CLASSES[card.kind].from_pretrained(
            directory, dtype="auto" if eight_bits else dtype, local_files_only=True, use_safetensors=True
        )
        tokenizer = AutoTokenizer.from_pretrained(directory, local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise GenerationFailed(f"model {card.name!r} cannot be loaded: {error}") from error
    if eight_bits:
        to_eight_bits(model)
    return model.to(device).eval(), tokenizer


def time_left(deadline: float | None) -> float:
    """Return the seconds until ``deadline`` as the time-out of a lock: -1 for no end."""
    return -1 if deadline is None else max(0.0, deadline - time.monotonic())


@contextmanager
def threads(number: int) -> Iterator[None]:
    """Compute with so many threads in this one, then with as many as before."""
    before = torch.get_num_threads()
    torch.set_num_threads(number)
    try:
        yield
    finally:
        torch.set_num_threads(before)
