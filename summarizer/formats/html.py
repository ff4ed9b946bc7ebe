"""A summary as HTML for a CMS: escaped here, and sanitised once more by nh3."""

from __future__ import annotations

from html import escape

import nh3

from summarizer.answers import Sentence, SummarizeAnswer
from summarizer.formats.labels import label_of

TAGS = {"aside", "cite", "li", "p", "small", "ul"}
ATTRIBUTES = {"aside": {"class", "data-digital-source-type"}, "li": {"dir"}}


def render_html(answer: SummarizeAnswer) -> str:
    """Return an ``<aside>`` with one list item a sentence, each followed by its owners; "" for no sentences.

    Owners stand in ``<cite>``, the IPTC source type in ``data-digital-source-type``.
    """
    if not answer.sentences:
        return ""
    items = "\n".join(
        f'<li dir="auto">{escape(item.text)}{_owners(item, answer)}</li>' for item in answer.sentences
    )
    kind = escape(answer.provenance.digital_source_type or "")
    page = (
        f'<aside class="attributed-summary" data-digital-source-type="{kind}">\n<ul>\n{items}\n</ul>\n'
        f"<p><small>{escape(label_of(answer))}</small></p>\n</aside>\n"
    )
    return nh3.clean(page, tags=TAGS, attributes=ATTRIBUTES)


def _owners(sentence: Sentence, answer: SummarizeAnswer) -> str:
    found = (answer.source(owner.source_id) for owner in sentence.attribution.sources)
    names = dict.fromkeys(source.name for source in found if source is not None)
    return "".join(f" <cite>{escape(name)}</cite>" for name in names)
