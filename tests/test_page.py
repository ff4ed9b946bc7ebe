"""The editor's page in real headless Chromium, against a real service: both tabs, odd texts, faults, access."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from browser import needs_browser
from doubles import FixedSummarizer
from loopback import extract_app, served

from summarizer.api.app import make_app
from summarizer.reading.reader import Reader
from summarizer.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_browser

NEWS = (
    "A fire at a grain store in Harwick killed at least 12 people on Friday, the health ministry said.\n\n"
    "The hospital workers' union put the number of dead at 19. Its chairwoman, Mona Reed, said the brazen neglect of "
    "the store was known for years.\n\nMayor Paul Stone said the store would be closed in May."
)
# Emoji of two code units, letters with marks, and a paragraph from right to left.
MIXED = (
    "🔥🔥 Harwick\n\nقال وزير الصحة إن الحريق كبير.\n\n"
    "Zoë Ångström said on Friday that 40 homes had burned 🏠 in the old town. “Nobody was hurt,” she told reporters."
)
HOSTILE = (
    "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'> & <b>bold</b> &lt;i&gt;\n\n"
    "The mayor said on Friday that <script>window.pwned = 3</script> 40 homes had burned in the old town.\n\n"
    + "x"
    * 100_000
)
WRONG = "At least 12 people were killed by a fire at a grain store in Harwick on Friday. The store would be closed in May."


@pytest.fixture(scope="module")
def address(reader: Reader) -> Iterator[str]:
    with served(extract_app(reader)) as address:
        yield address


@contextmanager
def opened(browser: Browser, address: str, *, failing: bool = False, **context: Any) -> Iterator[Page]:
    """Open the page; whatever it logs as an error, throws, or asks of another host fails the test.

    ``failing``: requests are meant to fail, which Chromium logs, too.
    """
    room = browser.new_context(**context)
    page = room.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "blob:")) else faults.append(asked.url),
    )
    page.goto(address)
    page.wait_for_selector("#go:enabled")
    yield page
    room.close()
    assert [fault for fault in faults if not (failing and fault.startswith("Failed to load resource"))] == []


def summarise(page: Page, text: str, sentences: int = 5) -> None:
    page.fill("#text", text)
    page.fill("#max_sentences", str(sentences))
    page.select_option("#mode", "extractive")
    page.click("#go")
    page.wait_for_selector("#summary-side .sentence", timeout=120_000)


def lit(page: Page) -> list[str]:
    return page.locator("#article .lit").all_text_contents()


def test_seed_goes_through_both_tabs(browser: Browser, address: str, seed_text: str) -> None:
    with opened(browser, address) as page:
        summarise(page, seed_text)
        cards = page.locator("#sentences .sentence")
        assert cards.count() == 5
        assert "Bloomberg" in page.locator(".chip.owner").all_text_contents()
        assert page.locator("#more table caption").count() == page.locator("#more table").count()
        assert "Al Jazeera" in page.locator(".shares").text_content()
        page.click("#tab-check")
        page.fill("#candidate", "Ukraine has lost up to 1,350 troops.")
        page.click("#check")
        page.wait_for_selector("#findings .issue.error")
        assert "the Kremlin" in page.locator("#findings").text_content()
        page.locator(".suggestion button").click()
        page.wait_for_selector(".verdict.pass")
        assert "according to the Kremlin" in page.input_value("#candidate")


def test_sentence_lights_its_evidence_and_the_place_its_sentence(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        summarise(page, NEWS)
        card = page.locator("#sentences .sentence").first
        card.hover()
        assert "the health ministry" in "".join(lit(page))
        assert page.locator("#article .lit.cue").all_text_contents() == ["said"]
        page.mouse.move(0, 0)
        place = page.locator("#article a.attribution", has_text="Mayor Paul Stone")
        place.hover()
        (pointed,) = page.locator("#sentences .lit .words").all_text_contents()
        assert "Paul Stone" in pointed
        place.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#" + str(page.locator("#sentences .lit").get_attribute("id")))


def test_editor_decides_edits_and_takes_away(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        summarise(page, NEWS, 3)
        first, second, third = (page.locator(f"#sentence-{place}") for place in range(3))
        first.get_by_role("button", name="Accept").click()
        assert first.get_by_role("button", name="Accept").get_attribute("aria-pressed") == "true"
        second.get_by_role("button", name="Reject").click()
        third.get_by_role("button", name="Edit").click()
        third.locator("textarea").fill("The store <b>closes</b> in May.")
        third.get_by_role("button", name="Save").click()
        assert page.text_content("#review") == "Every sentence is decided."
        assert "not checked" in str(third.text_content())
        page.fill("#editor", "Ada Lind")
        taken = {}
        for format in ("text", "markdown", "html", "json"):
            page.select_option("#export-format", format)
            with page.expect_download() as download:
                page.click("#download")
            taken[format] = download.value.path().read_text(encoding="utf-8")
        review = json.loads(taken["json"])["review"]
        assert [item["verdict"] for item in review["sentences"]] == ["accepted", "rejected", "accepted"]
        assert json.loads(taken["json"])["provenance"]["human_reviewed"] is True
        rejected = str(second.locator(".words").text_content())
        for text in (taken["text"], taken["markdown"], taken["html"], review["signed_off_by"]):
            assert "Ada Lind" in text
        assert all(rejected not in text for text in (taken["text"], taken["html"], review["text"]))
        assert "&#60;b&#62;closes" in taken["html"]
        assert "\\<b\\>closes" in taken["markdown"]
        page.click("#recheck")
        page.wait_for_selector(".verdict.fail")
        assert "closes" in page.input_value("#candidate")


def test_unsigned_summary_says_that_nobody_reviewed_it(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        summarise(page, NEWS, 1)
        with page.expect_download() as download:
            page.click("#download")
        assert "Not reviewed by a human." in download.value.path().read_text(encoding="utf-8")


def test_findings_stand_in_place_and_all_are_mended_at_a_click(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.fill("#text", NEWS)
        page.click("#tab-check")
        page.fill("#candidate", WRONG)
        page.click("#check")
        page.wait_for_selector("#checked .finding")
        assert page.locator("#checked").text_content() == WRONG
        assert page.locator("#checked .finding.error").count() >= 2
        page.get_by_role("button", name="Take all suggestions").click()
        page.wait_for_selector(".verdict.pass")
        mended = page.input_value("#candidate")
        assert "the health ministry" in mended
        assert "Paul Stone" in mended


@pytest.mark.parametrize("as_html", [False, True])
def test_offsets_hold_in_emoji_and_right_to_left(browser: Browser, address: str, as_html: bool) -> None:
    text = "".join(f"<p>{part}</p>" for part in MIXED.split("\n\n")) if as_html else MIXED
    with opened(browser, address) as page:
        summarise(page, text)
        page.locator("#sentences .sentence").first.hover()
        assert lit(page)
        owners = page.locator("#article a.attribution").all_text_contents()
        assert any(owner in ("Zoë Ångström", "she") for owner in owners)
        assert (
            page.locator("#article p", has_text="قال").evaluate("p => getComputedStyle(p).direction") == "rtl"
        )
        assert page.locator("#sentences .owned").first.text_content() == "Zoë Ångström"


def test_hostile_text_stays_text(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        summarise(page, HOSTILE, 2)
        assert page.evaluate("window.pwned") is None
        assert page.locator("main script, main img").count() == 0
        assert "<script>" in str(page.locator("#article").text_content())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.click("#tab-check")
        page.fill("#candidate", "<img src=x onerror='window.pwned = 4'> 40 homes had burned.")
        page.click("#check")
        page.wait_for_selector("#findings .sentence")
        assert page.evaluate("window.pwned") is None


def test_long_article_is_lit_by_classes_alone(browser: Browser, address: str, seed_text: str) -> None:
    text = "\n\n".join(seed_text.replace("Kursk", f"Kursk {number}") for number in range(21))
    assert len(text.split()) > 20_000
    with opened(browser, address) as page:
        summarise(page, text, 20)
        changes = page.evaluate(
            """() => { window.changes = []; new MutationObserver((all) => window.changes.push(...all.map((one) => one.type)))
            .observe(document.getElementById("article"), { childList: true, subtree: true, attributes: true, characterData: true }); }"""
        )
        cards = page.locator("#sentences .sentence")
        for place in range(cards.count()):
            cards.nth(place).hover()
            assert lit(page)
        changes = page.evaluate("window.changes")
        assert set(changes) == {"attributes"}


def test_progress_is_told_and_work_can_be_stopped(browser: Browser) -> None:
    may_end = threading.Event()

    def hold() -> None:
        may_end.wait(60)

    with (
        served(make_app(Settings(), FixedSummarizer(instead=hold))) as address,
        opened(browser, address) as page,
    ):
        page.fill("#text", NEWS)
        page.click("#go")
        page.wait_for_selector("#stop:visible")
        assert page.is_disabled("#go")
        page.click("#stop")
        page.locator("#status", has_text="Stopped.").wait_for()
        assert page.is_enabled("#go")
        assert page.is_hidden("#problem")
        may_end.set()


@pytest.mark.parametrize("kind", ["refused", "broken", "page", "gone"])
def test_what_fails_is_told_and_the_text_stays(browser: Browser, address: str, kind: str) -> None:
    answers = {
        "broken": {"status": 500, "content_type": "application/problem+json", "body": json.dumps(PROBLEM)},
        "page": {"status": 502, "content_type": "text/html", "body": "<h1>Bad gateway</h1>"},
    }
    with opened(browser, address, failing=True) as page:
        if kind in answers:
            page.route("**/v1/**", lambda route: route.fulfill(**answers[kind]))
        elif kind == "gone":
            page.route("**/v1/**", lambda route: route.abort())
        page.fill("#text", "Too short." if kind == "refused" else NEWS)
        page.click("#go")
        page.wait_for_selector("#problem:visible")
        words = str(page.text_content("#problem"))
        told = {"refused": "/text", "broken": "Request r-77", "page": "502", "gone": "cannot be reached"}
        assert told[kind] in words
        assert page.is_enabled("#go")
        assert page.input_value("#text")


PROBLEM = {
    "type": "/problems/internal_error",
    "title": "Something failed",
    "status": 500,
    "detail": "Something failed here.",
    "code": "internal_error",
    "request_id": "r-77",
    "errors": [],
}


def test_dropped_file_is_the_article(browser: Browser, address: str) -> None:
    from playwright.sync_api import expect

    with opened(browser, address) as page:
        page.evaluate(
            """(text) => { const data = new DataTransfer(); data.items.add(new File([text], "story.txt", { type: "text/plain" }));
            document.getElementById("text").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }""",
            NEWS,
        )
        expect(page.locator("#text")).to_have_value(NEWS)


def test_tabs_follow_the_arrow_keys(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.focus("#tab-summarise")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == "tab-check"
        assert page.is_visible("#panel-check")
        assert page.is_hidden("#panel-summarise")
        page.keyboard.press("Home")
        assert page.is_visible("#panel-summarise")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 360])
def test_nothing_serious_stands_in_the_way_of_anybody(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": width, "height": 800}
    # axe is put into the page, which the page's own policy would refuse
    with opened(browser, address, color_scheme=scheme, viewport=size, bypass_csp=True) as page:
        found = []
        for part in ("empty", "summary", "check"):
            if part == "summary":
                summarise(page, NEWS)
                page.locator("#sentences .sentence").first.hover()
                page.locator("#sentences details").first.locator("summary").click()
            if part == "check":
                page.click("#tab-check")
                page.fill("#candidate", WRONG)
                page.click("#check")
                page.wait_for_selector("#findings .sentence")
            for fault in Axe().run(page).response["violations"]:
                if fault["impact"] in ("serious", "critical"):
                    found.append((part, fault["id"], [node["html"][:120] for node in fault["nodes"][:3]]))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert found == []


def test_page_is_small_and_asks_nobody_else(browser: Browser, address: str) -> None:
    sizes: list[int] = []
    room = browser.new_context()
    page = room.new_page()
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(address, wait_until="networkidle")
    room.close()
    assert len(sizes) > 5
    assert sum(sizes) < 100_000
