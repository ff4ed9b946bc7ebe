"""The web component in real Chromium: what a page that embeds it sees."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import needs_browser
from loopback import extract_app

from summarizer.reading.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_browser

ROOT = Path(__file__).parent.parent
MODULE = ROOT / "summarizer" / "api" / "static" / "js" / "attributed-summary.js"
EXAMPLE = re.findall(
    r"```html\n(.*?)```", (ROOT / "docs" / "page.md").read_text(encoding="utf-8"), re.DOTALL
)[0]
NEWS = (
    "🔥🔥 At least 12 people died in Åby on Friday, Zoë Ångström said.\n\n"
    "The hospital workers' union said that <b>19</b> people had died."
)
HOST = "http://page.test"
BARE = "<attributed-summary></attributed-summary><script type=module src=/static/js/attributed-summary.js></script>"


@pytest.fixture(scope="module")
def answers(reader: Reader) -> dict[str, Any]:
    """The same summary with offsets in each unit."""
    client, found = extract_app(reader).test_client(), {}
    for unit in ("codepoint", "utf16", "byte"):
        body = {"text": NEWS, "options": {"mode": "extractive", "offset_unit": unit}}
        found[unit] = client.post("/summarize", json=body).json
    return found


def embed(browser: Browser, html: str, answer: Any, status: int = 200, policy: str = "") -> Page:
    """Open a page of another make that embeds the component; its address answers with ``answer``."""
    page = browser.new_page()
    headers = {"Content-Security-Policy": policy} if policy else {}
    page.route(f"{HOST}/", lambda route: route.fulfill(content_type="text/html", body=html, headers=headers))
    page.route(f"{HOST}/answer.json", lambda route: route.fulfill(status=status, json=answer))
    page.route(f"{HOST}/static/js/*", lambda route: route.fulfill(path=MODULE))
    page.goto(f"{HOST}/")
    return page


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "byte"])
def test_owner_is_marked_whatever_the_unit(browser: Browser, answers: dict[str, Any], unit: str) -> None:
    page = embed(browser, BARE, {})
    page.evaluate(
        "answer => { document.querySelector('attributed-summary').answer = answer; }", answers[unit]
    )
    sentences = page.locator("attributed-summary li")
    assert sentences.count() == 2
    assert sentences.first.locator(".owned").text_content() == "Zoë Ångström"
    assert sentences.first.locator(".owner").text_content() == "Zoë Ångström"
    assert page.locator("attributed-summary b").count() == 0
    assert "<b>19</b>" in str(sentences.nth(1).locator(".text").text_content())
    assert "Not reviewed by a human." in str(page.locator("attributed-summary .label").last.text_content())
    page.close()


def test_example_of_the_docs_runs(browser: Browser, answers: dict[str, Any]) -> None:
    page = embed(browser, EXAMPLE, answers["codepoint"])
    page.wait_for_selector("attributed-summary li")
    with page.expect_console_message() as told:
        page.locator("attributed-summary li").first.hover()
    assert told.value.args[0].json_value() == answers["codepoint"]["sentences"][0]["evidence"]
    page.close()


def test_endpoint_is_asked_by_the_element(browser: Browser, answers: dict[str, Any]) -> None:
    html = BARE.replace("<attributed-summary", "<attributed-summary endpoint=/answer.json", 1)
    strict = "default-src 'none'; script-src 'self'; connect-src 'self'"
    page = embed(browser, html, answers["utf16"], policy=strict)
    page.wait_for_selector("attributed-summary li")
    assert page.locator("attributed-summary").get_attribute("aria-busy") is None
    assert page.locator("attributed-summary ol").evaluate("list => getComputedStyle(list).display") == "grid"
    page.close()


def test_what_fails_is_said_and_told(browser: Browser) -> None:
    page = embed(browser, BARE, {}, status=500)
    page.evaluate(
        """() => { const box = document.querySelector("attributed-summary");
        box.addEventListener("attributed-summary-error", ({ detail }) => { window.told = String(detail); });
        box.endpoint = "/answer.json"; }"""
    )
    page.wait_for_function("window.told")
    assert "500" in page.evaluate("window.told")
    assert "could not be loaded" in str(
        page.locator("attributed-summary").evaluate("box => box.shadowRoot.textContent")
    )
    page.close()


def test_later_answer_wins(browser: Browser, answers: dict[str, Any]) -> None:
    page = embed(browser, BARE, answers["utf16"])
    page.evaluate(
        """answer => { const box = document.querySelector("attributed-summary"); box.endpoint = "/answer.json";
        box.answer = { ...answer, sentences: [] }; }""",
        answers["utf16"],
    )
    page.wait_for_timeout(200)
    assert page.locator("attributed-summary li").count() == 0
    assert json.dumps(page.evaluate("document.querySelector('attributed-summary').answer.sentences")) == "[]"
    page.close()
