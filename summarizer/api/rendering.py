"""The other forms of an answer that its caller asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from summarizer.answers import Renderings, SummarizeAnswer
from summarizer.formats.annotations import to_annotations
from summarizer.formats.html import render_html
from summarizer.formats.markdown import render_markdown
from summarizer.formats.ninjs import to_ninjs

FORMS = frozenset({"markdown", "html", "ninjs", "annotations"})


def rendered(
    answer: SummarizeAnswer,
    include: tuple[str, ...],
    *,
    url: str | None = None,
    item: Mapping[str, Any] | None = None,
) -> SummarizeAnswer:
    """Return ``answer`` with the forms in ``include``; ``url`` is the article's, ``item`` its ninjs item."""
    asked = FORMS & set(include)
    if not asked:
        return answer
    forms = Renderings(
        markdown=render_markdown(answer) if "markdown" in asked else None,
        html=render_html(answer) if "html" in asked else None,
        ninjs=to_ninjs(answer, item) if "ninjs" in asked else None,
        annotations=to_annotations(answer, url) if "annotations" in asked else None,
    )
    return replace(answer, renderings=forms)
