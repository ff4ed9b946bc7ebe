"""What the tagger hands on: an attribution in code points, free of torch."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.records import Span


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the tagger reads it; an owner or a cue that it does not see is None.

    ``certainty`` is how probable content and cue are to the tagger, 0 to 1: the mean over the words of each,
    one times the other.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    certainty: float = 1.0
