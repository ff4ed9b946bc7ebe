"""The default model's checkpoint as ``transformers`` loads it, asked for a summary of a whole article.

It is what our path is held against: in time (``scripts/bench generation``), in what its sentences say that
no passage of the article supports (``scripts/evaluate generation --plain``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from sentencex import segment
from transformers import AutoModelForCausalLM, AutoTokenizer, StoppingCriteria

from summarizer.generation.manifest import prepared_directory
from summarizer.pipeline import Summarizer

ASK = "Summarise this news article in {sentences} sentences.\n\n{article}"
MAX_NEW_TOKENS = 400
# What ``from_pretrained`` does when it is told nothing: the dtype that is stored.
AS_STORED = "auto"
Write = Callable[[str], tuple[str, ...]]


class EnoughSentences(StoppingCriteria):  # type: ignore[misc]  # transformers is not read by mypy
    """Stops generation once so many sentences are whole."""

    def __init__(self, tokenizer: Any, start: int, sentences: int) -> None:
        self._tokenizer, self._start, self._sentences = tokenizer, start, sentences

    def __call__(self, ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:
        """Tell for each row whether it is done."""
        text = self._tokenizer.decode(ids[0, self._start :], skip_special_tokens=True)
        return torch.tensor([len(whole_sentences(text)) >= self._sentences], device=ids.device)


def whole_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` that end with a full stop or the like."""
    found = (part.strip() for part in segment("en", text))
    return tuple(part for part in found if part.endswith((".", "!", "?")))


def make_plain(summarizer: Summarizer, sentences: int, dtype: str = AS_STORED) -> Write:
    """Return greedy ``generate()`` with the default's checkpoint, stopped at so many sentences."""
    directory: Path = prepared_directory(summarizer.registry.get(), summarizer.settings.cache_dir)
    named = dtype if dtype == AS_STORED else getattr(torch, dtype)
    model = AutoModelForCausalLM.from_pretrained(directory, dtype=named, local_files_only=True).eval()
    tokenizer = AutoTokenizer.from_pretrained(directory, local_files_only=True)

    def write(text: str) -> tuple[str, ...]:
        asked = [{"role": "user", "content": ASK.format(sentences=sentences, article=text)}]
        given = tokenizer.apply_chat_template(
            asked, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        start = given["input_ids"].shape[1]
        with torch.inference_mode():
            ids = model.generate(
                **given,
                do_sample=False,
                max_new_tokens=MAX_NEW_TOKENS,
                stopping_criteria=[EnoughSentences(tokenizer, start, sentences)],
            )
        return whole_sentences(tokenizer.decode(ids[0, start:], skip_special_tokens=True))[:sentences]

    return write
