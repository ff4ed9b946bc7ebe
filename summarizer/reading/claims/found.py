"""A claim on its way to being one: what a finder saw, before nesting and ids."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.reading.claims.syntax import Scene
from summarizer.records import ClaimKind, Span, Stance

# Characters that may stand between two quotations, or around one, without being words.
GLUE = " \t\r\n\u00a0,.;:!?…–—-\"“”„«»‘’'()[]"


@dataclass(frozen=True, slots=True)
class Found:
    """A claim without id or parent.

    ``within`` is the cue of the claim that this one is inside although its own cue stands outside that
    claim's content ("Bloomberg reported, citing officials, that …").
    """

    content: tuple[Span, ...]
    kind: ClaimKind
    owner: Span | None
    cue: Span | None
    cue_lemma: str = ""
    stance: Stance = "neutral"
    within: Span | None = None
    inherited_from: int | None = None

    @property
    def extent(self) -> Span:
        """Return the span from the first to the last word of the content."""
        return Span(min(span.start for span in self.content), max(span.end for span in self.content))


def kind_of(scene: Scene, content: tuple[Span, ...], cue: Span | None = None) -> ClaimKind:
    """Return ``direct`` for content that is all quotation, ``mixed`` where part is, else ``indirect``.

    A quotation around the ``cue`` itself is somebody else's and does not count.
    """
    around = [q.outer for span in content for q in scene.quotations_over(span)]
    quoted = [outer for outer in around if cue is None or not outer.contains(cue)]
    if not quoted:
        return "indirect"
    return "direct" if all(_is_quoted(scene.article.text, span, quoted) for span in content) else "mixed"


def _is_quoted(text: str, span: Span, quoted: list[Span]) -> bool:
    rest = span.start
    for outer in sorted(quoted):
        if outer.overlaps(span):
            if text[rest : max(rest, outer.start)].strip(GLUE):
                return False
            rest = max(rest, outer.end)
    return not text[min(rest, span.end) : span.end].strip(GLUE)
