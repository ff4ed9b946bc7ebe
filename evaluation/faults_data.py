"""The human-labelled summaries of the shared folder, as plain text: faithful or not, and how far.

SummEdits (Laban et al. 2023), FRANK (Pagnoni et al. 2021, its CNN/DM part), QAGS (Wang et al. 2020, its
CNN/DM part) and BUMP (Ma et al. 2023). Texts that their corpora keep tokenised or in lower case are put
together by ``plain``: FRANK's and BUMP's summaries beside their articles, and QAGS on both sides, with the
letter case of the other sets' CNN/DM articles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.plain import plain

# FRANK's share of annotators and sentences at which a summary counts as consistent: all of them.
CONSISTENT = 1.0
MAJORITY = 0.5
# A number or a compound with a mark inside.
PIECED = re.compile(r"\w+(?:[.:,]\d+|-\w+)+")
MARKS = re.compile(r"([.:,-])")


@dataclass(frozen=True, slots=True)
class Item:
    """A summary (in QAGS a sentence of one) with what people say of it.

    ``faithful`` is the label, ``human`` the score from 0 to 1, ``system`` what wrote it, ``whole`` the
    summary that a sentence belongs to, ``kinds`` the corpus's words for its faults.
    """

    corpus: str
    id: str
    article: str
    text: str
    faithful: bool
    human: float
    system: str = ""
    whole: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A faithful summary and the same with one fault put in; ``scores`` are the published metrics'."""

    id: str
    reference: Item
    edited: Item
    kind: str
    scores: Mapping[str, float]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSONL file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def load_summedits(data: Path) -> Iterator[Item]:
    """Yield the news part's summaries; they are plain text already."""
    articles = {row["doc_id"]: row["doc"] for row in read_lines(data / "summedits" / "docs.jsonl")}
    for row in read_lines(data / "summedits" / "summedits_news.jsonl"):
        faithful = bool(row["label"])
        kinds = () if faithful else tuple(row["edit_types"])
        article = articles[row["doc_id"]]
        yield Item(
            "summedits",
            row["id"],
            article,
            row["summary"],
            faithful,
            float(faithful),
            whole=row["id"],
            kinds=kinds,
        )


def load_frank(data: Path) -> Iterator[Item]:
    """Yield the CNN/DM part's system summaries."""
    labels = {
        (row["hash"], row["model_name"]): row
        for row in read_lines(data / "frank" / "human_annotations.jsonl")
    }
    for row in read_lines(data / "frank" / "articles_summaries.jsonl"):
        for system, text in sorted(row["summaries"].items()):
            label = labels.get((row["hash"], system))
            if row["dataset"] == "cnndm" and label is not None:
                yield _frank_item(row, system, text, label)


def _frank_item(row: dict[str, Any], system: str, text: str, label: dict[str, Any]) -> Item:
    human = float(label["Factuality"])
    faults = ("RelE", "EntE", "CircE", "OutE", "GramE", "CorefE", "LinkE", "Other")
    faithful = human >= CONSISTENT
    kinds = () if faithful else tuple(name for name in faults if float(label[name]) < 1)
    name = f"{row['hash'][:8]}/{system}"
    article = row["article"]
    return Item("frank", name, article, plain(text, article), faithful, human, system, name, kinds)


def load_qags(data: Path) -> Iterator[Item]:
    """Yield the CNN/DM part's summary sentences with the vote of three people."""
    letters = cased_articles(data)
    for number, row in enumerate(read_lines(data / "qags" / "mturk_cnndm.jsonl")):
        said = " ".join(sentence["sentence"] for sentence in row["summary_sentences"])
        article = plain(unsplit(row["article"], said), letters)
        for place, sentence in enumerate(row["summary_sentences"]):
            votes = [answer["response"] == "yes" for answer in sentence["responses"]]
            human = sum(votes) / len(votes)
            text = plain(sentence["sentence"], article)
            whole = str(number)
            yield Item("qags", f"{number}/{place}", article, text, human > MAJORITY, human, whole=whole)


def unsplit(article: str, said: str) -> str:
    """Put together what QAGS's articles have in pieces and its summaries whole: "31. 8", "28 - 24"."""
    for whole in dict.fromkeys(PIECED.findall(said)):
        pieces = r"\s*".join(re.escape(piece) for piece in MARKS.split(whole))
        article = re.sub(rf"(?<!\w){pieces}(?!\w)", whole, article, flags=re.IGNORECASE)
    return article


def cased_articles(data: Path) -> str:
    """Return the CNN/DM articles that kept their letter case as one text."""
    rows = (
        *read_lines(data / "frank" / "articles_summaries.jsonl"),
        *read_lines(data / "bump" / "articles.jsonl"),
    )
    return "\n".join(row["article"] for row in rows if row.get("dataset") != "bbc")


def load_bump(data: Path) -> Iterator[Pair]:
    """Yield the minimal pairs of both tasks."""
    articles = {row["article_id"]: row["article"] for row in read_lines(data / "bump" / "articles.jsonl")}
    for task in ("task1", "task2"):
        for row in read_lines(data / "bump" / f"{task}.jsonl"):
            article = articles[row["article_id"]]
            name = f"{task}/{row['id']}"
            kind = row["error_type"].removesuffix(" Error")
            reference = plain(row["reference_summary"], article)
            edited = plain(row["edited_summary"], article)
            yield Pair(
                name,
                Item("bump", name, article, reference, True, 1.0, whole=name),
                Item("bump", name, article, edited, False, 0.0, whole=name, kinds=(kind,)),
                kind,
                row["scores"],
            )
