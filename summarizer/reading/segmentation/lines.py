"""Lines: what each line of a text looks like on its own (bullet, handle line, heading mark, prose)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.records import Span

LineKind = Literal["text", "item", "heading", "handle"]

# Characters without width that editors leave at the ends of lines.
ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
LEADING = re.compile(rf"[\s{ZERO_WIDTH}]*")
# A line of signs only parts sections as a blank line does ("***", "---", "* * *").
RULE_LINE = re.compile(r"[-*_=~#–—―.\s]+")
BULLET = re.compile(
    r"(?P<sign>[•‣▪◦●·∙⁃■►])\s*(?=\S)|(?P<plain>[-*+–—―])\s+|\(?\d{1,2}[.)]\s+|\(?(?:[a-z]|[ivx]{1,4})\)\s+"
)
BARE_BULLET = re.compile(r"[•‣▪◦●·∙⁃■►]|\(?\d{1,2}[.)]|\(?[a-z]\)")
# Mail and Markdown set "> " before each line that they quote. The pattern matches always.
QUOTED_LINE = re.compile(r"(?:[ \t]*>(?=\s|\w|[\"'“‘@—–-]))*")
HEADING_MARK = re.compile(r"#{1,6}\s+")
# A dash may also open a remark or a signature, so it makes an item only beside another, or after a lead-in.
DASHES = "–—―"
INTRODUCING = ":" + DASHES
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATE = rf"(?:{MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{MONTH},?\s\d{{4}}|\d{{4}}-\d\d-\d\d)"
NAME = r"(?P<handle>[^\s—–―].{0,79}?\(@[\w.]{1,30}(?:@[\w.-]{1,60})?\))"
# Without the dash only a name without the signs of a sentence will do.
BARE_NAME = r"[^\s—–.!?:](?:[^—–.!?:]|\.(?=\w)|(?<=\b[A-Z])\.){0,60}"
HANDLE_LINE = re.compile(
    rf"(?:[—–―]|--)\s*{NAME}(?P<rest>\W*|\W[^.!?]{{0,20}}\d.{{0,40}})"
    rf"|-\s*{NAME.replace('handle', 'hyphened')}\W{{0,4}}{DATE}.{{0,30}}"
    rf"|(?P<bare>{BARE_NAME}\(@[\w.]{{1,30}}(?:@[\w.-]{{1,60}})?\))\W{{0,4}}{DATE}.{{0,30}}"
)
# A post pasted as one line keeps its handle at the end: "… pic.twitter.com/x — Name (@name) May 2, 2025".
HANDLE_TAIL = re.compile(rf"(?<=\s)[—–―]\s*{NAME.replace('.{0,79}', '[^—–―]{0,79}')}\W{{0,4}}{DATE}\W*$")
MAX_HANDLE_LINE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. ``content`` is its words, without bullet, heading mark or margins.

    ``indent`` counts the white space before the line, ``after_blank`` tells whether a blank line stands
    before it, ``mark`` is the bullet, ``handle`` the author of a handle line.
    """

    kind: LineKind
    content: Span
    indent: int
    after_blank: bool
    mark: str = ""
    handle: Span | None = None

    def __len__(self) -> int:
        return len(self.content)


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space and zero-width characters at its ends; it may be empty."""
    start = min(LEADING.match(text, start, end).end(), end)  # type: ignore[union-attr]  # matches always
    while end > start and (text[end - 1].isspace() or text[end - 1] in ZERO_WIDTH):
        end -= 1
    return Span(start, end)


def read_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold words, in order."""
    lines = list(_raw_lines(text))
    return [_settle_dash(text, lines, index) for index in range(len(lines))]


def _raw_lines(text: str) -> Iterator[Line]:
    after_blank = True
    bullet: Line | None = None
    for start, end in _extents(text):
        content = trim(text, QUOTED_LINE.match(text, start, end).end(), end)  # type: ignore[union-attr]
        if not content or RULE_LINE.fullmatch(text, content.start, content.end):
            after_blank = True
            continue
        for line in _read_line(text, content, content.start - start, after_blank):
            if bullet is not None and line.kind == "text":
                line = replace(line, kind="item", mark=bullet.content.of(text))
            elif bullet is not None:
                yield bullet
            bullet = None
            if line.kind == "text" and BARE_BULLET.fullmatch(text, content.start, content.end):
                bullet = line
            else:
                yield line
        after_blank = False
    if bullet is not None:
        yield bullet


def _extents(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in LINE_BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _read_line(text: str, content: Span, indent: int, after_blank: bool) -> Iterator[Line]:
    line = Line("text", content, indent, after_blank)
    if handle := _handle(text, content):
        yield replace(line, kind="handle", handle=handle)
    elif tail := HANDLE_TAIL.search(text, max(content.start, content.end - MAX_HANDLE_LINE), content.end):
        if post := trim(text, content.start, tail.start()):
            yield from _read_line(text, post, indent, after_blank)
        own = trim(text, tail.start(), content.end)
        yield Line("handle", own, indent, after_blank=False, handle=Span(*tail.span("handle")))
    elif bullet := BULLET.match(text, content.start, content.end):
        yield replace(line, kind="item", content=Span(bullet.end(), content.end), mark=bullet.group().strip())
    elif mark := HEADING_MARK.match(text, content.start, content.end):
        yield replace(line, kind="heading", content=Span(mark.end(), content.end))
    else:
        yield line


def _handle(text: str, content: Span) -> Span | None:
    if len(content) > MAX_HANDLE_LINE:
        return None
    match = HANDLE_LINE.fullmatch(text, content.start, content.end)
    if match is None:
        return None
    return next(Span(*match.span(name)) for name in ("handle", "hyphened", "bare") if match[name])


def _settle_dash(text: str, lines: list[Line], index: int) -> Line:
    """Take a line that begins with a dash for prose, unless it stands in a list."""
    line = lines[index]
    if line.mark not in DASHES or not line.mark:
        return line
    beside = lines[max(index - 1, 0) : index] + lines[index + 1 : index + 2]
    introduced = index > 0 and text[lines[index - 1].content.end - 1] in INTRODUCING
    if introduced or any(other.mark == line.mark for other in beside):
        return line
    start = text.rindex(line.mark, 0, line.content.start)
    return replace(line, kind="text", content=Span(start, line.content.end), mark="")
