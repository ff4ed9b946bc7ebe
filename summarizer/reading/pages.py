"""Whole web pages to text by trafilatura (an extra), which knows menus, boxes and comments by their looks.

A CMS's ``body_html`` is no page: it has no menus, and ``html`` keeps its lists, posts and tables as they are.
"""

from __future__ import annotations

import re

from summarizer.errors import MissingExtra
from summarizer.reading.html import html_to_text

PAGES_EXTRA = "attributed-summarizer[pages]"
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
# A page says what it is at its beginning; a fragment that quotes one says so later.
HEAD_LETTERS = 2_000


def is_page(html: str) -> bool:
    """Tell a whole page from a fragment."""
    return _PAGE.search(html, 0, HEAD_LETTERS) is not None


def page_to_text(html: str) -> str:
    """Return the article of a page, a paragraph a block; by ``html_to_text`` for fragments and empty finds.

    Raises MissingExtra where trafilatura is not installed.
    """
    if not is_page(html):
        return html_to_text(html)
    try:
        from trafilatura import extract
    except ModuleNotFoundError as error:
        raise MissingExtra(f"reading pages by trafilatura needs the extra {PAGES_EXTRA}") from error
    found = extract(html, output_format="txt", include_comments=False, include_tables=True)
    return "\n\n".join(found.splitlines()) if found else html_to_text(html)
