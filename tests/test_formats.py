"""News formats in and out: ninjs, JSON-LD, Markdown, HTML, Web Annotations, and through the HTTP edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from doubles import SUMMARY, TEXT, FixedSummarizer, summarize_result
from edge import client_of, pointers
from selectolax.lexbor import LexborHTMLParser

from summarizer import answers
from summarizer.api.answering import answer_summary
from summarizer.errors import InvalidInput
from summarizer.formats.annotations import to_annotations
from summarizer.formats.html import render_html
from summarizer.formats.json_ld import from_json_ld
from summarizer.formats.markdown import escape, render_markdown
from summarizer.formats.ninjs import from_ninjs, to_ninjs

ANSWER = answer_summary(summarize_result(), id="a1", request_id="r", echo=False)
HOSTILE = 'The mayor said <script>alert(1)</script> & "quotes" [a](javascript:b) burned.'
ITEM = {
    "uri": "urn:example:1",
    "versionCreated": "2026-11-01T10:00:00Z",
    "contentCreated": "2026-10-31T10:00:00Z",
    "language": "en-GB",
    "copyrightHolder": "Daily Post",
    "headlines": [{"role": "main", "value": "Homes burned"}],
    "bodies": [
        {"role": "caption", "value": "A house."},
        {"role": "main", "contentType": "text/html", "value": f"<p>{TEXT}</p>"},
    ],
    "infoSources": [{"name": "Wire", "role": "originator"}],
    "edNote": "Embargo is over.",
}
PAGE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Daily Post"},
        {
            "@type": ["Thing", "https://schema.org/ReportageNewsArticle"],
            "@id": "https://post.test/1",
            "headline": "Homes burned",
            "inLanguage": {"@value": "en"},
            "datePublished": "2026-11-01",
            "publisher": [{"@type": "Organization"}, {"name": "Daily Post"}],
            "articleBody": TEXT,
        },
    ],
}


def with_words(words: str) -> answers.SummarizeAnswer:
    """Return an answer with one sentence of these words."""
    sentence = replace(ANSWER.sentences[0], text=words)
    return replace(ANSWER, summary=words, sentences=(sentence,))


# ---------------------------------------------------------------- in


def test_ninjs_gives_the_article_and_what_it_says_of_itself() -> None:
    assert from_ninjs(ITEM) == {
        "html": f"<p>{TEXT}</p>",
        "id": "urn:example:1",
        "title": "Homes burned",
        "language": "en-GB",
        "published_at": "2026-10-31T10:00:00Z",
        "publisher": "Daily Post",
    }


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param({"value": "Words."}, "text", id="bare"),
        pytest.param({"value": " <p>Words.</p>"}, "html", id="markup"),
        pytest.param({"value": "<3 of 5", "contentType": "text/plain"}, "text", id="plain"),
        pytest.param({"value": "Words.", "contentType": "application/xhtml+xml"}, "html", id="xhtml"),
    ],
)
def test_ninjs_body_is_text_or_html(body: dict[str, str], kind: str) -> None:
    assert from_ninjs({"uri": "u:1", "bodies": [body]})[kind] == body["value"]


def test_ninjs_publisher_is_the_source_of_that_role() -> None:
    sources = [{"name": "Wire", "role": "originator"}, {"name": "The Courier", "role": "Publisher"}]
    assert from_ninjs({**ITEM, "infoSources": sources})["publisher"] == "The Courier"


@pytest.mark.parametrize("bodies", [None, [], "x", [None], [{"role": "main"}], [{"value": 5}]])
def test_ninjs_without_a_body_is_refused_at_the_field(bodies: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        from_ninjs({"uri": "u:1", "bodies": bodies})
    assert [item.pointer for item in caught.value.errors] == ["/ninjs/bodies"]


def test_json_ld_finds_the_article_in_a_graph() -> None:
    assert from_json_ld(PAGE) == {
        "text": TEXT,
        "id": "https://post.test/1",
        "title": "Homes burned",
        "language": "en",
        "published_at": "2026-11-01",
        "publisher": "Daily Post",
    }


@pytest.mark.parametrize(
    "data", [None, [], {}, {"@type": "NewsArticle"}, {"@type": "Person", "articleBody": "Words."}, "x", 5]
)
def test_json_ld_without_an_article_is_refused(data: Any) -> None:
    with pytest.raises(InvalidInput):
        from_json_ld(data)


def test_json_ld_does_not_follow_a_hostile_depth() -> None:
    deep: Any = {"@type": "NewsArticle", "articleBody": TEXT}
    for _ in range(900):
        deep = {"@graph": [deep]}
    with pytest.raises(InvalidInput):
        from_json_ld(deep)


# ---------------------------------------------------------------- out


def test_markdown_has_sentences_owners_and_the_label() -> None:
    lines = render_markdown(ANSWER).splitlines()
    assert lines[0] == f"- {SUMMARY} *[The mayor]*"
    assert "Not reviewed by a human." in lines[2]
    assert render_markdown(replace(ANSWER, sentences=())) == ""


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("a *b* _c_", r"a \*b\* \_c\_"),
        ("[a](b) <c>", r"\[a\](b) \<c\>"),
        ("1986. A year", r"1986\. A year"),
        ("two\nlines", "two lines"),
        ("AT&amp;T `x`", r"AT\&amp;T \`x\`"),
    ],
)
def test_markdown_shows_words_as_they_are(words: str, escaped: str) -> None:
    assert escape(words) == escaped


def test_html_keeps_hostile_words_as_words() -> None:
    tree = LexborHTMLParser(render_html(with_words(HOSTILE)))
    item = tree.css_first("aside.attributed-summary li")
    assert item is not None
    assert item.text().startswith(HOSTILE)
    assert tree.css("script, a") == []
    assert [cite.text() for cite in item.css("cite")] == ["The mayor"]
    assert "trainedAlgorithmicMedia" in render_html(ANSWER) or "algorithmically" in render_html(ANSWER)


def test_annotations_name_each_evidence_by_position_and_words() -> None:
    page = to_annotations(ANSWER, "https://post.test/1")
    evidence = ANSWER.sentences[0].evidence
    assert page["type"] == "AnnotationPage"
    assert [item["motivation"] for item in page["items"]] == ["describing", "identifying"]
    assert [item["body"]["value"] for item in page["items"]] == [SUMMARY, "The mayor"]
    assert len({item["id"] for item in page["items"]}) == len(evidence)
    for item, place in zip(page["items"], evidence, strict=True):
        position, quote = item["target"]["selector"]
        assert item["target"]["source"] == "https://post.test/1"
        assert (position["type"], position["start"]) == ("TextPositionSelector", place.selector[0].start)
        assert quote["exact"] == place.text
    assert to_annotations(ANSWER)["items"][0]["target"]["source"] == f"urn:sha256:{ANSWER.input.sha256}"


def test_ninjs_of_our_own_says_what_made_it() -> None:
    item = to_ninjs(ANSWER)
    assert item["uri"] == "urn:attributed-summary:a1"
    assert item["descriptions"] == [{"role": "summary", "contentType": "text/plain", "value": SUMMARY}]
    assert item["infoSources"] == [{"name": "The mayor", "role": "cited"}]
    assert item["digitalSourceType"]["uri"] == ANSWER.provenance.digital_source_type
    assert "Not reviewed by a human." in item["edNote"]


def test_ninjs_of_the_caller_keeps_what_it_has_and_no_earlier_summary() -> None:
    once = to_ninjs(ANSWER, ITEM)
    assert {name: once[name] for name in ("uri", "bodies", "headlines")} == {
        name: ITEM[name] for name in ("uri", "bodies", "headlines")
    }
    assert once["infoSources"] == [*ITEM["infoSources"], {"name": "The mayor", "role": "cited"}]
    assert once["edNote"].startswith("Embargo is over.\n")
    assert "digitalSourceType" not in once
    assert "descriptions" not in ITEM
    assert len(to_ninjs(ANSWER, once)["descriptions"]) == 1


def test_ninjs_of_a_refused_summary_describes_nothing() -> None:
    refused = replace(ANSWER, sentences=(), summary="", status="refused")
    assert to_ninjs(refused)["descriptions"] == []
    assert to_ninjs(refused, to_ninjs(ANSWER, ITEM))["descriptions"] == []


@pytest.mark.parametrize("item", [None, ITEM], ids=["own", "callers"])
def test_ninjs_has_no_field_that_the_standard_does_not_know(item: Any) -> None:
    """The names that ninjs 3.1 has for what we write, with their types."""
    known = {
        "descriptions": list,
        "infoSources": list,
        "edNote": str,
        "uri": str,
        "type": str,
        "standard": dict,
    }
    known |= {"language": str, "digitalSourceType": dict}
    made = {name: value for name, value in to_ninjs(ANSWER, item).items() if item is None or name not in item}
    assert all(isinstance(value, known[name]) for name, value in made.items())


# ---------------------------------------------------------------- through the edge


@pytest.mark.parametrize(("name", "value"), [("ninjs", ITEM), ("json_ld", PAGE)])
def test_body_may_be_an_item_and_offsets_have_their_text(name: str, value: Any) -> None:
    summarizer = FixedSummarizer()
    answer = client_of(summarizer).post("/summarize", json={name: value, "publisher": "Mine"}).json
    article = summarizer.asked[0][0]
    assert (article.text or article.html or "").strip("<p>/") == TEXT
    assert (article.meta.publisher, article.meta.title) == ("Mine", "Homes burned")
    assert answer["id"] == article.meta.id
    assert "text" in answer["input"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"ninjs": {"uri": "u:1"}}, "/ninjs/bodies"),
        ({"ninjs": []}, "/ninjs"),
        ({"json_ld": {"@type": "Person"}}, "/json_ld"),
        ({"ninjs": ITEM, "text": TEXT}, "/ninjs"),
        ({"html": "<p>x</p>", "json_ld": PAGE}, "/json_ld"),
        ({}, "/text"),
    ],
)
def test_body_that_holds_no_article_is_refused_at_its_place(body: Any, pointer: str) -> None:
    response = client_of().post("/summarize", json=body)
    assert (response.status_code, pointers(response.json)) == (422, [pointer])


def test_check_points_into_its_source() -> None:
    response = client_of().post("/check", json={"source": {"ninjs": {}}, "candidate": {"text": "x"}})
    assert pointers(response.json) == ["/source/ninjs/bodies"]


def test_forms_come_where_they_are_asked_for() -> None:
    client = client_of()
    assert "renderings" not in client.post("/summarize", json={"text": TEXT}).json
    asked = {"ninjs": ITEM, "options": {"include": ["markdown", "ninjs"]}}
    forms = client.post("/summarize", json=asked).json["renderings"]
    assert set(forms) == {"markdown", "ninjs"}
    assert forms["ninjs"]["uri"] == ITEM["uri"]
    every = {"text": TEXT, "options": {"include": ["html", "annotations", "markdown", "ninjs"]}}
    assert set(client.post("/summarize", json=every).json["renderings"]) == {
        "html",
        "annotations",
        "markdown",
        "ninjs",
    }


def test_client_reads_the_forms() -> None:
    from summarizer.decode import read

    asked = {"text": TEXT, "options": {"include": ["markdown", "annotations"]}}
    answer = read(answers.SummarizeAnswer, client_of().post("/summarize", json=asked).json)
    assert answer.renderings is not None
    assert answer.renderings.annotations is not None
    assert answer.renderings.annotations["type"] == "AnnotationPage"


def test_formats_apart_from_html_need_the_client_alone() -> None:
    folder = Path(__file__).parent.parent / "summarizer" / "formats"
    for module in folder.glob("*.py"):
        assert ("nh3" in module.read_text(encoding="utf-8")) == (module.name in ("html.py", "__init__.py"))
