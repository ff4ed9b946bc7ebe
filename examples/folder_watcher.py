"""Watch a folder that a wire feed writes to; write a summary beside each article.

    python examples/folder_watcher.py feed/ out/ --url http://127.0.0.1:8000

``.txt``, ``.html`` and ``.json`` (ninjs 3.x) are read. For ``story.txt`` there is
``out/story.txt.summary.json`` (the whole answer) and ``out/story.txt.summary.md``, or
``out/story.txt.error.json`` where the service refused it. A result appears whole or not at all, and what has
one is not asked for again, so the watcher may be stopped at any time.
A service that is busy or away is waited for; an article is only given up where asking again cannot help.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.client import ApiError, Client, ConnectionFailed, ServerError
from summarizer.formats.markdown import render_markdown

ENDINGS = (".txt", ".html", ".htm", ".json")
# A file that was changed a moment ago may still be written to.
SETTLED_SECONDS = 1.0


def waiting(feed: Path, out: Path, *, settled: float = SETTLED_SECONDS) -> Iterator[Path]:
    """Yield the articles that have no result yet, oldest first."""
    found = [path for path in feed.iterdir() if path.suffix.lower() in ENDINGS and path.is_file()]
    for path in sorted(found, key=lambda path: (path.stat().st_mtime, path.name)):
        old_enough = time.time() - path.stat().st_mtime >= settled
        if old_enough and not any(
            (out / f"{path.name}.{kind}.json").exists() for kind in ("summary", "error")
        ):
            yield path


def body_of(path: Path) -> dict[str, Any]:
    """Return the article of a file as a body. Raises ValueError where it is no UTF-8 or no JSON."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix.lower() == ".json":
        return {"ninjs": json.loads(text)}
    return {"html" if path.suffix.lower().startswith(".htm") else "text": text}


def work(client: Client, path: Path, out: Path) -> bool:
    """Summarise one article; return False where the service should be asked again later."""
    try:
        (item,) = client.batch([{"id": path.name, **body_of(path)}])
    except (ConnectionFailed, ServerError) as error:
        print(f"{path.name}: {error.message}; trying again later", file=sys.stderr)
        return False
    except (ApiError, ValueError) as error:
        put(out / f"{path.name}.error.json", json.dumps({"detail": str(error)}))
        return True
    if item.error is not None and item.error.status >= 500:
        return False
    if item.result is None:
        put(out / f"{path.name}.error.json", json.dumps(item.raw["error"], ensure_ascii=False, indent=2))
        return True
    put(out / f"{path.name}.summary.md", render_markdown(item.result))
    put(out / f"{path.name}.summary.json", json.dumps(item.raw["result"], ensure_ascii=False, indent=2))
    return True


def put(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    half = path.with_name(f".{path.name}.part")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def main(arguments: list[str] | None = None) -> None:
    """Watch until stopped, or go through the folder ``--once``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("feed", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--url", help="the service; SUMMARIZER_URL where not given")
    parser.add_argument("--every", type=float, default=2.0, help="seconds between looks")
    parser.add_argument("--once", action="store_true", help="one look, then end")
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with Client(asked.url) as client:
        while True:
            for path in list(waiting(asked.feed, asked.out, settled=0 if asked.once else SETTLED_SECONDS)):
                if work(client, path, asked.out):
                    print(path.name, flush=True)
            if asked.once:
                return
            time.sleep(asked.every)


if __name__ == "__main__":
    main()
