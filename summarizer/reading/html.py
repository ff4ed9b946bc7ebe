"""HTML to the plain text that the readers segment: a CMS's ``body_html`` or a whole page.

Paragraphs are parted by a blank line, list items are "- item" lines, headings and table rows stand on
their own lines, an embedded post is its text and then its "— Name (@handle) date" line. The tree is
walked without recursion, so no nesting is too deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figure form h1 h2 h3 h4 h5 h6 hr li"
    " main ol p pre section summary table tbody tfoot thead tr ul".split()
)
# What is no part of an article's words.
DROPPED = frozenset(
    "script style noscript template nav aside header footer figcaption svg math iframe object embed video"
    " audio canvas picture button select textarea dialog map head title".split()
)
LISTS = frozenset(("ul", "ol", "menu"))
EMBED_CLASS = re.compile(r"\b(?:twitter-(?:tweet|video)|bluesky-embed|mastodon-embed|text-post-media)\b")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACES = re.compile(r"\s+")
INLINE_SPACES = re.compile(r"[^\S\n]+")
AUTHOR = re.compile(r"\s*(?=[—–][^—–]{1,80}\(@[\w.@-]{1,90}\)[^()]{0,60}$)")
# A cell with more is a layout cell with prose in it, not data.
MAX_CELL = 200
# An <article> or <main> with less than this part of the page's prose is a teaser, not the article.
MIN_SHARE = 0.5
MAX_CANDIDATES = 50
# lexbor takes quadratic time on deep trees; no page that a browser lays out comes near this depth.
MAX_DEPTH = 500
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
# Tags that need no end tag, or whose content is no markup: they never make a tree deep.
SHALLOW = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option html"
    " body script style template noscript textarea title head".split()
)


@dataclass(slots=True)
class _Page:
    """The text under way: finished lines, the line being filled, and where in a list it stands."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lists: int = 0
    verbatim: int = 0
    bullet: bool = False
    in_item: bool = False

    def add(self, words: str) -> None:
        self.words.append(words)

    def flush(self, *, apart: bool = True) -> None:
        """Finish the line being filled; ``apart`` leaves a blank line after a paragraph."""
        text = INLINE_SPACES.sub(" ", "".join(self.words)).strip()
        self.words = []
        for line in text.split("\n") if text else ():
            self._finish(line.strip())
        if apart and not self.lists:
            self.blank()

    def _finish(self, line: str) -> None:
        if not line:
            if not self.lists:
                self.blank()
            return
        if self.lists and self.in_item:
            line = "  " * (self.lists - 1) + ("- " if self.bullet else "  ") + line
            self.bullet = False
        self.lines.append(line)

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def html_to_text(html: str) -> str:
    """Return the article's words of ``html`` (a fragment or a whole page) as plain text.

    Scripts, navigation, captions, forms and hidden parts are left out; of a whole page only the
    ``<article>`` or ``<main>`` is read, where it holds most of the prose. Never raises; markup
    without words gives an empty text.
    """
    root = _article_root(LexborHTMLParser(_flattened(html)))
    if root is None:
        return ""
    page = _Page()
    for node, enters in _walk(root, _is_whole):
        if enters:
            _enter(page, node)
        else:
            _leave(page, node)
    page.flush()
    return "\n".join(page.lines).strip("\n")


def _flattened(html: str) -> str:
    """Return ``html`` without the tags that nest deeper than ``MAX_DEPTH``."""
    depth = 0
    parts: list[str] = []
    done = 0
    for match in TAG.finditer(html):
        if match[2].lower() in SHALLOW:
            continue
        closes = bool(match[1])
        if depth > MAX_DEPTH or (depth == MAX_DEPTH and not closes):
            parts += (html[done : match.start()], "\n")
            done = match.end()
        depth = max(depth - 1, 0) if closes else depth + 1
    return "".join([*parts, html[done:]])


# ------------------------------------------------------------------ where to read


def _article_root(tree: LexborHTMLParser) -> LexborNode | None:
    body = tree.body
    if body is None:
        return None
    enough = MIN_SHARE * _prose_length(body)
    articles = sorted(tree.css("article")[:MAX_CANDIDATES], key=_prose_length, reverse=True)
    candidates = [*articles[:1], *tree.css("main, [role=main]")[:MAX_CANDIDATES]]
    return next((node for node in candidates if _prose_length(node) >= enough), body)


def _prose_length(node: LexborNode) -> int:
    return sum(len(part.text(deep=True)) for part in node.css("p"))


def _walk(root: LexborNode, whole: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Yield each node on the way in (True) and each element on the way out (False), in text order.

    Below a node that is ``whole`` nothing is visited.
    """
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        yield node, True
        child = None if whole(node) else node.child
        if child is not None:
            node, depth = child, depth + 1
            continue
        yield node, False
        while depth and node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if node is not None:
                yield node, False
        node = node.next if depth and node is not None else None


def _is_whole(node: LexborNode) -> bool:
    """Tell whether ``node`` is read or dropped as one, without a look at its children."""
    return _is_dropped(node) or _is_embed(node) or _is_data_row(node)


def _is_dropped(node: LexborNode) -> bool:
    if node.tag in DROPPED or node.is_comment_node:
        return True
    if not node.is_element_node:
        return False
    # Some systems wrap a whole page in one form; a form for the reader holds no paragraphs.
    if node.tag == "form" and node.css_first("p") is None:
        return True
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or HIDDEN_STYLE.search(attributes.get("style") or "") is not None
    )


def _is_embed(node: LexborNode) -> bool:
    if node.tag not in ("blockquote", "div"):
        return False
    return EMBED_CLASS.search(node.attributes.get("class") or "") is not None


def _is_data_row(node: LexborNode) -> bool:
    if node.tag != "tr" or node.css_first("table, li") is not None:
        return False
    return all(len(text) <= MAX_CELL for text in _cells(node))


def _cells(row: LexborNode) -> list[str]:
    texts = (SPACES.sub(" ", cell.text(deep=True, separator=" ")).strip() for cell in row.css("td, th"))
    return [text for text in texts if text]


# ---------------------------------------------------------------------- what to do


def _enter(page: _Page, node: LexborNode) -> None:
    tag = node.tag
    if node.is_text_node:
        text = node.text_content or ""
        page.add(text if page.verbatim else SPACES.sub(" ", text))
    elif _is_dropped(node):
        page.add("" if node.is_comment_node else " ")
    elif _is_embed(node):
        _write_embed(page, node)
    elif _is_data_row(node):
        page.flush(apart=False)
        page.add(" | ".join(_cells(node)))
        page.flush(apart=False)
    elif tag == "br":
        page.add("\n")
    elif tag == "q":
        page.add("“")
    elif tag in BLOCKS or tag in LISTS:
        _enter_block(page, tag)


def _enter_block(page: _Page, tag: str) -> None:
    page.flush(apart=tag not in ("tr", "tbody", "thead", "tfoot"))
    if tag in LISTS:
        page.lists += 1
    elif tag == "pre":
        page.verbatim += 1
    elif tag == "li":
        page.lists = max(page.lists, 1)
        page.bullet = page.in_item = True


def _leave(page: _Page, node: LexborNode) -> None:
    tag = node.tag
    if tag == "q":
        page.add("”")
    elif _is_whole(node) or tag not in BLOCKS | LISTS:
        return
    elif tag in LISTS:
        page.flush(apart=False)
        page.lists = max(page.lists - 1, 0)
        page.in_item = page.lists > 0
        page.bullet = False
        if not page.lists:
            page.blank()
    else:
        page.flush(apart=tag not in ("tr", "li"))
        page.verbatim -= tag == "pre"


def _write_embed(page: _Page, node: LexborNode) -> None:
    """Write a post as lines without a blank between them: its text, then its author line."""
    page.flush()
    text = "\n".join(_embed_lines(node))
    lines = [line for line in AUTHOR.sub("\n", text, count=1).split("\n") if line.strip()]
    page.blank()
    page.lines += [line.strip() for line in lines]
    page.blank()


def _embed_lines(node: LexborNode) -> Iterator[str]:
    words: list[str] = []
    for part, enters in _walk(node, _is_dropped):
        if part.is_text_node and enters:
            words.append(SPACES.sub(" ", part.text_content or ""))
        elif part.tag in ("p", "br", "div", "section"):
            yield "".join(words)
            words = []
    yield "".join(words)
