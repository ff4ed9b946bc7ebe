"""Whole pages by trafilatura: the article without menus, boxes and comments; fragments stay ours."""

from __future__ import annotations

import sys

import pytest

from summarizer.errors import ConfigurationError, MissingExtra
from summarizer.generation.registry import load_registry
from summarizer.pipeline import Summarizer
from summarizer.reading.html import html_to_text
from summarizer.reading.pages import is_page, page_to_text
from summarizer.reading.reader import Reader
from summarizer.records import ArticleInput
from summarizer.settings import Settings, load_settings

STORY = (
    "A fire at a grain store in Harwick killed at least 12 people on Friday, the health ministry said in a statement "
    "that was published in the evening.",
    "The hospital workers' union put the number of dead at 19 and called for an inquiry into the owners of the store, "
    "who did not respond to a request for comment.",
    "Mayor Paul Stone said that the store would be closed in May and that the families of the dead would be helped.",
)
PAGE = (
    "<!doctype html><html><head><title>Fire in Harwick</title><script>var x = 1;</script></head><body>"
    "<div class='menu'><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></div>"
    "<div class='content'><h1>Fire in Harwick</h1>" + "".join(f"<p>{part}</p>" for part in STORY) + "</div>"
    "<div id='comments'><h2>Comments</h2><div class='comment'><p>First! This is what I always said about it.</p></div></div>"
    "<div class='related'><a href='/a'>Ten stores that burned last year</a></div></body></html>"
)
FRAGMENT = "<p>The mayor said:</p><ul><li>40 homes burned</li><li>12 people died</li></ul>"


def test_page_is_told_from_a_fragment() -> None:
    assert is_page(PAGE)
    assert is_page(" <HTML lang=en>")
    assert not is_page(FRAGMENT)
    assert not is_page("<p>He wrote &lt;html&gt; on the wall.</p>")


def test_article_of_a_page_comes_alone() -> None:
    text = page_to_text(PAGE)
    assert all(part in text.split("\n\n") for part in STORY)
    assert all(words not in text for words in ("Sport", "First!", "Ten stores", "var x"))


@pytest.mark.parametrize(
    "html", [FRAGMENT, "", "<html><body></body></html>", "<html>" + "<div>" * 3000 + "Deep."]
)
def test_what_is_no_page_or_holds_none_is_read_as_ever(html: str) -> None:
    assert page_to_text(html) == html_to_text(html)


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra, match="pages"):
        page_to_text(PAGE)


@pytest.mark.parametrize("page_reader", ["own", "trafilatura"])
def test_setting_chooses_who_reads_pages(reader: Reader, page_reader: str) -> None:
    settings = Settings(model="extract", page_reader=page_reader)
    summarizer = Summarizer(settings, reader, load_registry(settings))
    text = summarizer.attributions(ArticleInput(html=PAGE)).article.text
    assert ("Ten stores" in text) == (page_reader == "own")


def test_setting_of_another_name_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="PAGE_READER must be one of own, trafilatura"):
        load_settings({"SUMMARIZER_PAGE_READER": "newspaper"})
