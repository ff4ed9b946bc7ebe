"""A summary as Markdown (CommonMark): its sentences, their owners, the label."""

from __future__ import annotations

import re

from summarizer.answers import Sentence, SummarizeAnswer
from summarizer.formats.labels import label_of

# What CommonMark may take for markup inside a line.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
# "1986. A great year" at the head of an item would be a list of its own.
_NUMBERED = re.compile(r"^(\d+)([.)])")


def render_markdown(answer: SummarizeAnswer) -> str:
    """Return one list item a sentence, with its owners behind it, then the label; "" for no sentences."""
    items = [f"- {escape(sentence.text)}{_owners(sentence, answer)}" for sentence in answer.sentences]
    return "\n".join((*items, "", f"*{escape(label_of(answer))}*", "")) if items else ""


def _owners(sentence: Sentence, answer: SummarizeAnswer) -> str:
    names = (answer.source(owner.source_id) for owner in sentence.attribution.sources)
    listed = ", ".join(dict.fromkeys(escape(source.name) for source in names if source is not None))
    return f" *[{listed}]*" if listed else ""


def escape(text: str) -> str:
    """Return ``text`` on one line so that a Markdown reader shows it as it is."""
    escaped = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _NUMBERED.sub(r"\1\\\2", escaped)
