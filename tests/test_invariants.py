"""The guarantee: invariants 1 to 9 of docs/design.md against hostile drafts.

The drafts are made from the articles themselves (``hostile``). In CI they are of the seed articles;
``scripts/nightly`` draws many more, also of real articles where the shared folder is.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from doubles import REGISTRY, ScriptedGenerator
from hostile import Drawn, build, drafts, sentences_of
from hypothesis import HealthCheck, given, settings

from summarizer.api.local import LocalBackend
from summarizer.api.service import Service
from summarizer.guard.edits import replay
from summarizer.guard.guard import Guard
from summarizer.pipeline import Summarizer
from summarizer.reading.reader import Reader
from summarizer.records import (
    Analysis,
    ArticleInput,
    CheckOptions,
    Draft,
    DraftSentence,
    Source,
    SummarizeOptions,
    SummarizeResult,
    Summary,
)
from summarizer.settings import Settings

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
SEED_NAMES = ("kursk-incursion", "ferry-fire", "water-plant")
# Real articles, one a line ("id", "text"); read by the nightly run alone.
REAL = Path(os.environ.get("INVARIANT_ARTICLES", "/nowhere"))
EXAMPLES = int(os.environ.get("INVARIANT_EXAMPLES", "500"))
OPTIONS = SummarizeOptions(max_sentences=20)
# What has nothing to do with any article here, with an owner and a pronoun of its own (invariant 9).
UNRELATED = (
    "Otto Finn, a baker in the old town of Ribe, said the bread had never been better. He said that he bakes "
    "300 loaves a night."
)

hostile = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="INVARIANT_SEED" not in os.environ,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@lru_cache(maxsize=1)
def texts() -> dict[str, str]:
    """Return the articles by name."""
    found = {name: (SEEDS / f"{name}.txt").read_text(encoding="utf-8") for name in SEED_NAMES}
    if REAL.is_file():
        rows = map(json.loads, REAL.read_text(encoding="utf-8").splitlines())
        found |= {row["id"]: row["text"] for row in rows}
    return found


NAMES = tuple(texts())


class Desk:
    """The guard and the articles that it guards; its short repr keeps a failing example readable."""

    def __init__(self, reader: Reader) -> None:
        self.guard = Guard(reader)
        self._reader = reader
        self._read: dict[tuple[str, bool], Analysis] = {}

    def article(self, name: str, *, longer: bool = False) -> Analysis:
        """Return the article, or the article with an unrelated paragraph behind it."""
        key = (name, longer)
        if key not in self._read:
            text = texts()[name]
            self._read[key] = self._reader.read(f"{text.rstrip()}\n\n{UNRELATED}\n" if longer else text)
        return self._read[key]

    def summarizer(self, *sentences: str) -> Summarizer:
        """Return the whole path with an engine that writes ``sentences``."""
        summarizer = Summarizer(Settings(model="scripted"), self._reader, REGISTRY)
        summarizer.add_generator(ScriptedGenerator(*sentences))
        return summarizer

    def summarize(self, text: str, *sentences: str) -> SummarizeResult:
        """Send ``text`` through the whole path."""
        return self.summarizer(*sentences).summarize(
            ArticleInput(text=text), SummarizeOptions(max_sentences=20)
        )

    def __repr__(self) -> str:
        return "Desk()"


@pytest.fixture(scope="session")
def desk(reader: Reader) -> Desk:
    return Desk(reader)


def faults(guard: Guard, analysis: Analysis, text: str) -> list[str]:
    check = guard.check(analysis, text, CheckOptions())
    return [f"{item.code}: {item.message}" for item in check.findings if item.severity == "error"]


@hostile
@given(drawn=drafts(NAMES))
def test_guard_keeps_invariants_1_to_8_for_any_draft(
    desk: Desk,
    drawn: Drawn,
) -> None:
    name, picks, invented = drawn
    analysis, guard = desk.article(name), desk.guard
    summary = guard.guard(analysis, build(analysis, picks, invented), None, OPTIONS)
    # 8: once more gives the same, to the last edit
    assert guard.guard(analysis, build(analysis, picks, invented), None, OPTIONS) == summary
    if not summary.sentences:
        assert summary.text.strip("- \n") == ""
        assert summary.status == "refused"
        return
    # 1 and 2: what the guard lets out, the checker passes
    assert faults(guard, analysis, summary.text) == []
    # 3: a guarded text is left alone
    again = Draft((DraftSentence(summary.text),), engine="scripted", model="scripted", mode="abstractive")
    assert guard.guard(analysis, again, None, OPTIONS).text == summary.text
    # 4: the edits replay
    assert replay(summary.draft_text, summary.edits) == summary.text
    assert summary.edits or summary.draft_text == summary.text
    assert_spans(analysis, summary)
    assert_layers(analysis, summary)
    assert_voiced(analysis, summary)
    # 7: ok means that nothing is unresolved
    unresolved = [item for item in summary.sentences if item.attribution.status == "unresolved"]
    assert summary.status == "partial" if unresolved else summary.status == "ok"


def assert_spans(analysis: Analysis, summary: Summary) -> None:
    """Invariant 5: every span slices to the text that it names."""
    for sentence in summary.sentences:
        assert sentence.span.of(summary.text) == sentence.text
        for mention in sentence.attribution.sources:
            assert mention.span.of(summary.text) == mention.text
        if sentence.attribution.cue is not None:
            assert sentence.attribution.cue.span.of(summary.text) == sentence.attribution.cue.text
        for edit in sentence.edits:
            assert summary.text[edit.start : edit.end] == edit.after
        for item in sentence.figures:
            assert item.figure.span.of(summary.text) == item.figure.text
        for evidence in sentence.evidence:
            assert evidence.span.of(analysis.article.text).strip()


def assert_layers(analysis: Analysis, summary: Summary) -> None:
    """Invariant 6: every layer is named in the sentence, and a list's items carry the lead-in's owner."""
    for sentence in summary.sentences:
        ids = [link.source_id for link in sentence.attribution.chain]
        for source in filter(None, map(analysis.source, ids)):
            assert names(sentence.text, source), f"{source.name!r} is not in {sentence.text!r}"
        content = [item.span for item in sentence.evidence if item.role == "content"]
        for claim in analysis.claims:
            told = len(content) == 1 and claim.kind == "list" and content[0].contains(claim.content[0])
            if told and sentence.attribution.status != "unresolved":
                assert claim.source_id in ids, sentence.text


def assert_voiced(analysis: Analysis, summary: Summary) -> None:
    """Invariant 1 for owners that the article leaves open: the sentence has the article's word, or a name."""
    for sentence in summary.sentences:
        content = [item.span for item in sentence.evidence if item.role == "content"]
        for claim in analysis.claims:
            told = len(content) == 1 and all(part.contains(content[0]) for part in claim.content)
            if told and claim.status == "unresolved" and claim.owner is not None:
                word = claim.owner.of(analysis.article.text).split()[-1].lower()
                inner = {link.source_id for link in sentence.attribution.chain}
                others = [item for item in sentence.attribution.sources if item.source_id not in inner]
                assert word in sentence.text.lower() or others, sentence.text


def names(text: str, source: Source) -> bool:
    """Tell, without the guard's own matching, whether a form of the source's name stands in ``text``."""
    forms = {source.name, *source.aliases, source.descriptor, source.name.split(" ")[-1]}
    plain = text.replace("’", "'").lower()
    return any(form.removeprefix("the ").replace("’", "'").lower() in plain for form in forms if form)


@settings(hostile, max_examples=max(8, EXAMPLES // 10))
@given(drawn=drafts(NAMES))
def test_whole_path_lets_no_hostile_draft_through(desk: Desk, drawn: Drawn) -> None:
    """Invariants 1, 2 and 7 again from the outside: an engine writes the draft, the path answers."""
    name, picks, invented = drawn
    analysis = desk.article(name)
    words = (sentence.text for sentence in build(analysis, picks, invented).sentences)
    result = desk.summarize(analysis.article.text, *words)
    summary = result.summary
    assert faults(desk.guard, analysis, summary.text) == []
    unresolved = any(item.attribution.status == "unresolved" for item in summary.sentences)
    assert not (summary.status == "ok" and unresolved)
    assert summary.sentences or summary.status == "refused"


@settings(hostile, max_examples=max(8, EXAMPLES // 5))
@given(drawn=drafts(NAMES))
def test_an_unrelated_paragraph_turns_nothing_that_is_kept_into_unresolved(desk: Desk, drawn: Drawn) -> None:
    """Invariant 9."""
    name, picks, invented = drawn
    analysis, longer = desk.article(name), desk.article(name, longer=True)
    draft = build(analysis, picks, invented)
    kept = {
        item.text
        for item in desk.guard.guard(analysis, draft, None, OPTIONS).sentences
        if item.attribution.status == "kept"
    }
    again = desk.guard.guard(longer, draft, None, OPTIONS)
    assert not [
        item.text for item in again.sentences if item.attribution.status == "unresolved" and item.text in kept
    ]


@settings(hostile, max_examples=max(4, EXAMPLES // 100))
@given(drawn=drafts(NAMES))
def test_the_answer_is_the_same_bytes_twice_and_its_offsets_slice_in_every_unit(
    desk: Desk, drawn: Drawn
) -> None:
    """Invariants 5 and 8 from the outside: the JSON that a client gets."""
    name, picks, invented = drawn
    text = "🙂 " + texts()[name].replace("\n", "\r\n")
    words = [sentence.text for sentence in build(desk.article(name), picks, invented).sentences]
    for unit, width in (("codepoint", None), ("utf16", "utf-16-le"), ("byte", "utf-8")):
        body = {"text": text, "options": {"offset_unit": unit, "max_sentences": 20}}
        first, second = (answered(desk, words, body) for _ in range(2))
        assert first == second
        assert_slices(first, text, width)


def answered(desk: Desk, words: list[str], body: dict[str, object]) -> dict[str, Any]:
    """Return the answer of a service of its own, without ids and times."""
    backend = LocalBackend(Service(Settings(model="scripted"), desk.summarizer(*words)))
    answer: dict[str, Any] = json.loads(json.dumps(backend.summarize(body).raw))
    return {key: value for key, value in answer.items() if key not in ("id", "request_id", "timing")}


def assert_slices(answer: dict[str, Any], article: str, width: str | None) -> None:
    """Each offset of the answer names the words that it is given with, in units of ``width``."""
    summary = answer["summary"]
    for sentence in answer["sentences"]:
        assert sliced(summary, sentence["start"], sentence["end"], width) == sentence["text"]
        for mention in sentence["attribution"]["sources"]:
            assert sliced(summary, mention["start"], mention["end"], width) == mention["text"]
        for found in sentence["evidence"]:
            start, end = span_of(found)
            assert sliced(article, start, end, width) == words_of(found)


def span_of(found: dict[str, Any]) -> tuple[int, int]:
    """Return the place of evidence by its position selector."""
    place = next(item for item in found["selector"] if item["type"] == "TextPositionSelector")
    return place["start"], place["end"]


def words_of(found: dict[str, Any]) -> str:
    """Return the words of evidence by its quotation selector."""
    quote = next(item for item in found["selector"] if item["type"] == "TextQuoteSelector")
    return str(quote["exact"])


def sliced(text: str, start: int, end: int, width: str | None) -> str:
    """Return the words from ``start`` to ``end``, counted in code points or in units of an encoding."""
    if width is None:
        return text[start:end]
    size = 2 if width == "utf-16-le" else 1
    return text.encode(width)[start * size : end * size].decode(width)


@pytest.mark.parametrize("name", SEED_NAMES)
def test_guard_lets_most_of_an_honest_draft_through(desk: Desk, name: str) -> None:
    """A guard that drops everything keeps nothing: every second sentence at least survives."""
    analysis = desk.article(name)
    draft = Draft(
        tuple(DraftSentence(text) for text in sentences_of(analysis)),
        engine="scripted",
        model="scripted",
        mode="abstractive",
    )
    summary = desk.guard.guard(analysis, draft, None, SummarizeOptions(max_sentences=60))
    assert len(summary.sentences) >= 0.5 * len(draft.sentences)
