"""What the tagger hands on: an attribution in code points, free of torch."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.records import Span


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the tagger reads it; an owner or a cue that it does not see is None."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
