"""Gather news that nobody annotated, for the teacher to label: a row an article, as PolNeAR's are.

plain.py SHARED OUT

Three corpora: BASIL (political news in American papers), FA-KES (the war in Syria), and the first of CNN/DM's
validation part. None of them keeps its paragraphs, so two sentences make one.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarizer.reading.segment import segment

PARAGRAPH = 2
SHORTEST, LONGEST = 300, 20_000
TABLES = (
    ("fakes_syria/fa_kes_part.csv", "article_content"),
    ("cnndm_val/cnndm_validation_first300.csv", "article"),
)


def articles(data: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the id and the sentences of each article."""
    lines = (data / "basil/basil.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        yield f"basil-{number}", json.loads(line)["sentences"]
    for name, column in TABLES:
        with (data / name).open(encoding="utf-8", errors="replace", newline="") as file:
            for number, row in enumerate(csv.DictReader(file)):
                text = row.get(column) or ""
                yield f"{name}-{number}", [sentence.span.of(text) for sentence in segment(text).sentences]


def in_paragraphs(sentences: Sequence[str]) -> str:
    """Return the sentences as one text, two a paragraph."""
    kept = [" ".join(sentence.split()) for sentence in sentences if sentence.strip()]
    return "\n\n".join(" ".join(kept[start : start + PARAGRAPH]) for start in range(0, len(kept), PARAGRAPH))


def main() -> None:
    """Write the rows."""
    made = ((name, in_paragraphs(sentences)) for name, sentences in articles(Path(sys.argv[1]) / "data"))
    rows = (json.dumps({"id": name, "text": text}) for name, text in made if SHORTEST < len(text) < LONGEST)
    Path(sys.argv[2]).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
