"""The editor's page in headless Chromium: first paint, size, answer to the pointer: ``scripts/bench page``.

A real service with the extract answers on loopback. Times are medians of ``--runs``; ``--pictures FOLDER``
writes the screenshots of docs/page.md instead, of the seed article, wide and light, narrow and dark.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from flask import Flask

from evaluation.expectations import SEEDS
from evaluation.serving import chromium, served
from summarizer.api.app import make_app
from summarizer.pipeline import make_summarizer
from summarizer.settings import load_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
NARROW: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
CANDIDATE = (
    "Ukraine has lost up to 1,350 troops. Ukraine's forces hold 1,000 square kilometers of Russian "
    "territory, a Monday statement from its defense ministry said."
)
# From the event until the frame that shows it is painted.
ANSWER = """(card) => new Promise((done) => {
  const start = performance.now();
  card.dispatchEvent(new PointerEvent("pointerenter"));
  requestAnimationFrame(() => { const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - start); channel.port2.postMessage(0); });
})"""


def extract_app() -> Flask:
    """Return the application with the extract, warm; the model is not loaded."""
    settings = load_settings({"SUMMARIZER_MODEL": "extract", "SUMMARIZER_LOG_LEVEL": "ERROR"})
    summarizer = make_summarizer(settings)
    summarizer.warm_up()
    return make_app(settings, summarizer)


def summarise(page: Page, text: str, sentences: int) -> None:
    """Ask the page for an extract and wait until it stands there."""
    page.fill("#text", text)
    page.fill("#max_sentences", str(sentences))
    page.select_option("#mode", "extractive")
    page.click("#go")
    page.wait_for_selector("#summary-side .sentence", timeout=300_000)


def paint(page: Page, address: str) -> float:
    """Open ``address`` and return the milliseconds until its first words stand there."""
    page.goto(address, wait_until="networkidle")
    return float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))


def measure(browser: Browser, address: str, runs: int) -> Iterator[str]:
    """Yield the lines of the report; the smallest page there is shows what the machine itself takes."""
    times: dict[str, list[float]] = {
        "first visit": [],
        "later visits": [],
        "a page of one paragraph, later": [],
    }
    sizes = []
    for _ in range(runs):
        room = browser.new_context()
        page = room.new_page()
        got: list[Response] = []

        def note(response: Response, got: list[Response] = got) -> None:
            got.append(response)

        page.on("response", note)
        times["first visit"].append(paint(page, address))
        sizes.append(sum(len(response.body()) for response in got))
        times["later visits"].append(paint(page, address))
        times["a page of one paragraph, later"].append(paint(page, f"{address}/problems/busy"))
        room.close()
    for name, found in times.items():
        yield f"first paint, {name}: median {median(found):.0f} ms, worst {max(found):.0f} (bar: 100)"
    yield f"all that the page loads: {median(sizes) / 1000:.1f} kB (bar: 100)"
    text = "\n\n".join((SEEDS / "kursk-incursion.txt").read_text(encoding="utf-8") for _ in range(21))
    page = browser.new_page(**WIDE)
    page.goto(address)
    summarise(page, text, 20)
    cards = page.locator("#sentences .sentence")
    waits = [cards.nth(place % cards.count()).evaluate(ANSWER) for place in range(runs * cards.count())]
    told = f"{len(text.split())} words, {len(waits)} sentences pointed at"
    yield f"{told}: until painted median {median(waits):.1f} ms, worst {max(waits):.1f} (bar: 50)"


def picture(browser: Browser, address: str, folder: Path) -> Iterator[Path]:
    """Write the screenshots and yield their paths."""
    text = (SEEDS / "kursk-incursion.txt").read_text(encoding="utf-8")
    for name, room in (("wide", WIDE), ("narrow", NARROW)):
        page = browser.new_page(**room)
        page.goto(address)
        summarise(page, text, 5)
        page.locator("#sentences .sentence").nth(3).hover()
        page.locator("#result").scroll_into_view_if_needed()
        page.evaluate("document.getElementById('result').scrollIntoView()")
        yield _shot(page, folder / f"summary-{name}.png")
        page.click("#tab-check")
        page.fill("#candidate", CANDIDATE)
        page.click("#check")
        page.wait_for_selector("#findings .sentence")
        page.evaluate("document.getElementById('result').scrollIntoView()")
        yield _shot(page, folder / f"check-{name}.png")
        page.close()


def _shot(page: Page, path: Path) -> Path:
    page.screenshot(path=path, animations="disabled")
    return path


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, or write the pictures."""
    parser = argparse.ArgumentParser(prog="scripts/bench page", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pictures", type=Path, help="write the screenshots there and measure nothing")
    asked = parser.parse_args(arguments)
    with served(extract_app()) as address, chromium() as browser:
        if asked.pictures is not None:
            asked.pictures.mkdir(parents=True, exist_ok=True)
        lines = (
            measure(browser, address, asked.runs)
            if asked.pictures is None
            else picture(browser, address, asked.pictures)
        )
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
