"""html_to_text: what a CMS sends becomes the lines that the segmenter reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.reading.html import html_to_text
from summarizer.reading.segment import segment

TWEET = (
    '<p>The mayor reacted at once.</p><blockquote class="twitter-tweet"><p lang="en">The bridge is shut.'
    ' <a href="https://t.co/x1">pic.twitter.com/x1</a></p>&mdash; Jane Doe (@janedoe)'
    ' <a href="https://twitter.com/janedoe">May 2, 2025</a></blockquote> <script async src="w.js"></script>'
    "<p>Traffic stood still.</p>"
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", "One.\n\nTwo.", id="paragraphs"),
        pytest.param("<p>One\n   line\tonly.</p>", "One line only.", id="source-line-breaks"),
        pytest.param(
            "<p>Bread &amp; milk &#8220;now&#8221; &euro;5&nbsp;each</p>",
            "Bread & milk “now” €5 each",
            id="entities",
        ),
        pytest.param(
            "<p>A <b>bold</b> and <a href='#'>linked</a> word.</p>", "A bold and linked word.", id="inline"
        ),
        pytest.param("One.<br><br>Two.<br/>Three.", "One.\n\nTwo.\nThree.", id="line-breaks"),
        pytest.param("<h2>What we know</h2><p>Little.</p>", "What we know\n\nLittle.", id="heading"),
        pytest.param(
            "<p>He listed:</p><ul><li>one</li><li>two</li></ul><p>End.</p>",
            "He listed:\n\n- one\n- two\n\nEnd.",
            id="list",
        ),
        pytest.param("<ol><li>one<li>two</ol>", "- one\n- two", id="unclosed-items"),
        pytest.param(
            "<ul><li>outer:<ul><li>inner</li></ul></li><li>next</li></ul>",
            "- outer:\n  - inner\n- next",
            id="nested-list",
        ),
        pytest.param(
            "<ul><li><p>first</p><p>more</p></li></ul>", "- first\n  more", id="item-of-two-paragraphs"
        ),
        pytest.param("<li>stray item</li>", "- stray item", id="item-without-list"),
        pytest.param(
            "<p>A.</p><script>var a = '<p>no</p>';</script><style>p{}</style><noscript>no</noscript>",
            "A.",
            id="scripts",
        ),
        pytest.param(
            "<nav>Home</nav><p>A.</p><aside>More</aside><footer>Imprint</footer>", "A.", id="page-furniture"
        ),
        pytest.param(
            "<figure><img alt='x'><figcaption>A caption.</figcaption></figure><p>A.</p>", "A.", id="caption"
        ),
        pytest.param("<form><input><label>Mail</label></form><p>A.</p>", "A.", id="form"),
        pytest.param(
            "<form><div><p>A page in a form.</p></div></form>", "A page in a form.", id="page-in-a-form"
        ),
        pytest.param("<p hidden>no</p><p style='display:none'>no</p><p>A.</p>", "A.", id="hidden"),
        pytest.param("<p>A<!-- no -->B</p>", "AB", id="comment"),
        pytest.param("<p>He said <q>no</q>.</p>", "He said “no”.", id="q-element"),
        pytest.param("<blockquote><p>We stay.</p></blockquote>", "We stay.", id="plain-blockquote"),
        pytest.param("<pre>one\ntwo</pre>", "one\ntwo", id="preformatted"),
        pytest.param(
            "<table><tr><th>Region</th><th>Dead</th></tr><tr><td><p>North</p></td><td>12</td></tr></table>",
            "Region | Dead\nNorth | 12",
            id="table",
        ),
        pytest.param(
            f"<table><tr><td><p>{'Prose. ' * 40}</p><p>More.</p></td></tr></table>",
            f"{('Prose. ' * 40).strip()}\n\nMore.",
            id="layout-table",
        ),
        pytest.param(
            "<body><div><p>Menu.</p></div><article><p>The article itself.</p></article></body>",
            "The article itself.",
            id="article-element",
        ),
        pytest.param(
            "<body><p>x</p><main><p>The story is told here.</p></main></body>",
            "The story is told here.",
            id="main-element",
        ),
        pytest.param(
            "<body><article><p>Teaser.</p></article><div><p>The long story of the page.</p></div></body>",
            "Teaser.\n\nThe long story of the page.",
            id="teaser-is-not-the-article",
        ),
        pytest.param(
            TWEET,
            "The mayor reacted at once.\n\nThe bridge is shut. pic.twitter.com/x1\n"
            "— Jane Doe (@janedoe) May 2, 2025\n\nTraffic stood still.",
            id="post",
        ),
        pytest.param(
            '<blockquote class="twitter-tweet"><p>Look:<br>- one<br>- two</p>'
            "&mdash; A B (@ab) May 2, 2025</blockquote>",
            "Look:\n- one\n- two\n— A B (@ab) May 2, 2025",
            id="post-with-list",
        ),
        pytest.param("", "", id="empty"),
        pytest.param("<div><img></div>", "", id="no-words"),
        pytest.param("just text", "just text", id="no-markup"),
        pytest.param("<p>never <b>closed", "never closed", id="unclosed"),
        pytest.param("<p>a \ud800 b</p>", "a b", id="lone-surrogate"),
    ],
)
def test_html_to_text_gives_lines(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_html_to_text_keeps_a_post_for_the_segmenter() -> None:
    text = html_to_text(TWEET)
    posts = [block for block in segment(text).blocks if block.kind == "embed"]
    assert [block.span.of(text) for block in posts] == [
        "The bridge is shut. pic.twitter.com/x1",
        "— Jane Doe (@janedoe) May 2, 2025",
    ]
    assert {block.handle.of(text) for block in posts if block.handle} == {"Jane Doe (@janedoe)"}


def test_html_to_text_keeps_all_lines_of_a_post_together() -> None:
    text = html_to_text(
        "<p>He wrote this.</p>"
        '<blockquote class="twitter-tweet"><p>Look:<br>- one</p>&mdash; A B (@ab) May 2, 2025</blockquote>'
        "<p>End.</p>"
    )
    assert [block.kind for block in segment(text).blocks] == [
        "paragraph",
        "embed",
        "embed",
        "embed",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 50_000 + "deep", id="open-divs"),
        pytest.param("<ul><li>" * 20_000 + "deep", id="lists"),
        pytest.param("<div>" * 20_000 + "deep" + "</div>" * 20_000, id="closed-divs"),
        pytest.param("<table><tr><td>" * 3_000 + "deep", id="tables"),
        pytest.param('<blockquote class="twitter-tweet">' * 3_000 + "deep", id="posts"),
    ],
)
@pytest.mark.timeout(30)
def test_html_to_text_survives_deep_nesting(html: str) -> None:
    assert html_to_text(html).strip(" -\n") == "deep"


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ul>", "<li>", "</ul>", "<br>", "<tr><td>", "<q>", "<", ">", "a", " "]
        )
    )
)
def test_html_to_text_never_raises(parts: list[str]) -> None:
    text = html_to_text("".join(parts))
    assert not text.startswith("\n")
    assert "\n\n\n" not in text


@given(st.text())
def test_html_to_text_takes_any_text(html: str) -> None:
    assert isinstance(html_to_text(html), str)
