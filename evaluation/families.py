"""Hostile texts by family, each of any length: what careless patterns, loops or parsers hang on.

``FAMILIES`` maps a family's name to a function from a number of characters to a text of about that many.
Growth is measured over them, and fuzzing mixes them into articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, takewhile

Make = Callable[[int], str]

LEAD = "The mayor of Harwick said on Monday that at least 12 people were hurt. "
WORDS = "the fire at the old mill near the river spread to a store and then to a barn and ".split()
NAMES = ("Ada Lind", "Otto Finn", "Maria Lopez", "Ruth Adeyemi", "Jonas Berg", "Ines Duarte")


def repeated(piece: str, head: str = LEAD) -> Make:
    """Return what fills a text with ``piece`` behind ``head``."""
    return lambda length: head + (piece * (length // len(piece) + 1))[: max(0, length - len(head))]


def numbered(piece: str, head: str = LEAD) -> Make:
    """Return what fills a text with ``piece``, formatted with 0, 1, 2 …, each other than the one before."""

    def make(length: int) -> str:
        parts = [head]
        total = len(head)
        for text in (piece.format(number, name=_name(number)) for number in count()):
            total += len(text)
            if total > length:
                return "".join(parts)
            parts.append(text)
        raise AssertionError("count() does not end")

    return make


def nested(opening: str, inner: str, closing: str) -> Make:
    """Return what nests ``inner`` in as many brackets as the length allows."""

    def make(length: int) -> str:
        deep = max(1, (length - len(inner)) // (len(opening) + len(closing)))
        return opening * deep + inner + closing * deep

    return make


def _name(number: int) -> str:
    return f"{NAMES[number % len(NAMES)]}{_letters(number // len(NAMES))}"


def _letters(number: int) -> str:
    """Return a number as a lower-case word of its own, "" for 0."""
    digits = takewhile(bool, _quotients(number))
    return "".join(chr(ord("a") + digit % 26) for digit in digits)


def _quotients(number: int) -> Iterator[int]:
    while True:
        yield number
        number //= 26


TEXTS: dict[str, Make] = {
    "sentence": repeated(" ".join(WORDS) + " ", head="The mayor said "),
    "sentences": repeated("The mayor said the mill burned. Police counted 12 homes. "),
    "sentences_told_apart": numbered("{name} said that {0} homes burned on Monday. "),
    "quotes": repeated("“It burned,” she said. "),
    "open_quotes": repeated("“It burned, she said. "),
    "straight_quotes": repeated('"It burned, '),
    "apostrophes": repeated("'tis "),
    "nested_quotes": nested("“a ", "It burned,", "” he said "),
    "brackets": nested("(", LEAD, ")"),
    "open_brackets": repeated("(the "),
    "figures": numbered("{0} homes burned, "),
    "figures_of_owners": numbered("{name} put the dead at {0}. "),
    "number_words": repeated("hundred thousand "),
    "digits": repeated("9"),
    "separators": repeated("1,"),
    "ranges": repeated("1-"),
    "list_items": numbered("- {0} people were hurt\n", head=LEAD + "He gave these figures:\n"),
    "nested_list": repeated("  - x\n    - y\n"),
    "names": numbered("{name}, "),
    "speakers": numbered("“It burned,” {name} said. "),
    "pronouns": repeated("He said she said it burned. "),
    "cues": repeated("said "),
    "according_to": repeated("according to "),
    "layers": repeated("the mayor said that "),
    "commas": repeated(", "),
    "stops": repeated(". "),
    "dots": repeated("."),
    "dashes": repeated("— "),
    "colons": repeated("The mayor: "),
    "headings": repeated("Ministry\n\n"),
    "lines": repeated("The mill burned\n"),
    "posts": repeated("It burned.\n— Ada Lind (@ada) May 2\n\n"),
    "no_spaces": repeated("burned"),
    "capitals": repeated("MILL "),
    "zero_width": repeated("\u200b"),
    "zero_width_words": repeated("bur\u200bned \u2060the\u200d "),
    "bidi": repeated("\u202eburned\u202c \u2066the\u2069 "),
    "combining": repeated("e\u0301\u0302"),
    "other_script": repeated("Мэр сказал, что горит. "),
    "ideographs": repeated("市长说火灾。"),
    "emoji": repeated("🙂🏽\u200d🔥 "),
    "spaces": repeated(" "),
    "new_lines": repeated("\n"),
    "returns": repeated("\r\n"),
    "hyphens": repeated("burned-"),
    "links": numbered("https://example.org/{0}?a=b&c=d "),
    "handles": numbered("@ada{0} #fire{0} "),
    "table": numbered("Harwick | {0} | 12 %\n"),
}
HTML: dict[str, Make] = {
    "tags": repeated("<p>The mayor said it burned.</p>"),
    "deep_tags": nested("<div>", LEAD, "</div>"),
    "deep_lists": nested("<ul><li>", LEAD, "</li></ul>"),
    "deep_tables": nested("<table><tr><td>", LEAD, "</td></tr></table>"),
    "open_tags": repeated("<b>"),
    "closing_tags": repeated("</div>"),
    "broken_tags": repeated("<a <"),
    "attributes": lambda length: f"<p {'a=b ' * (length // 4)}>{LEAD}</p>",
    "long_attribute": lambda length: f'<p title="{"x" * length}">{LEAD}</p>',
    "entities": repeated("&amp;"),
    "unknown_entities": repeated("&nosuch;"),
    "number_entities": repeated("&#8203;"),
    "comments": repeated("<!-- x -->"),
    "open_comment": repeated("x", head="<!-- "),
    "posts_embedded": repeated(
        '<blockquote class="twitter-tweet"><p>It burned.</p>— Ada (@ada)</blockquote>'
    ),
    "articles": repeated("<article><p>It burned.</p></article>"),
    "nested_articles": nested("<article>", f"<p>{LEAD}</p>", "</article>"),
    "rows": repeated("<tr><td>Harwick<td>12"),
    "styles": repeated('<p style="display : none">x</p>'),
    "breaks": repeated("<br>"),
    "quotes_tagged": nested("<q>", LEAD, "</q>"),
    "scripts": repeated("<script>x</script>"),
}
FAMILIES = TEXTS | HTML
