"""The extract engine, the openings and answers that the model engines share, and the choice of an engine."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import ConfigurationError
from summarizer.generation.answers import Answer, is_degenerate, read_answer, write_sentences
from summarizer.generation.chunks import Piece, make_chunks, merge
from summarizer.generation.generator import ExtractGenerator, make_generator
from summarizer.generation.opening import make_opening
from summarizer.generation.prompt import EXAMPLES, SYSTEM, Task, make_task
from summarizer.generation.registry import load_registry
from summarizer.generation.shorten import shorten, tidy
from summarizer.reading.segment import segment
from summarizer.records import Analysis, Article, Claim, Figure, Passage, Plan, Source, Span
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.reading.nlp import Parser


ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Said:
    """One claim of a test article by its words, so that a case shows the text and not offsets."""

    content: str
    owner: str = ""
    cue: str = ""
    kind: str = "indirect"
    source: str = "s1"
    parent: str | None = None
    inherited_from: int | None = None


def analyse(parser: Parser, text: str, *said: Said, sources: tuple[Source, ...] = ()) -> Analysis:
    """Return the real parse of ``text`` with these claims, c1, c2 ... in the order given."""
    segments = segment(text)
    tokens = parser.parse(text, segments.blocks, segments.sentences)
    article = Article(text, segments.blocks, segments.sentences, tokens, segments.quotations)
    claims = tuple(_claim(text, f"c{place}", one) for place, one in enumerate(said, 1))
    return Analysis(article, claims, sources)


def _claim(text: str, name: str, said: Said) -> Claim:
    return Claim(
        name,
        (_span(text, said.content),),
        said.kind,  # type: ignore[arg-type]
        source_id=said.source,
        owner=_span(text, said.owner) if said.owner else None,
        cue=_span(text, said.cue) if said.cue else None,
        parent=said.parent,
        inherited_from=said.inherited_from,
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def shortened(parser: Parser, text: str, *said: Said) -> str:
    analysis = analyse(parser, text, *said)
    return shorten(analysis, analysis.article.sentences[0])


# ------------------------------------------------------------------------- shortening


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "But the bridge over the river has reopened to all traffic.",
            "The bridge over the river has reopened to all traffic.",
            id="but",
        ),
        pytest.param(
            "Meanwhile, the bridge over the river has reopened to all traffic.",
            "The bridge over the river has reopened to all traffic.",
            id="meanwhile",
        ),
        pytest.param(
            "In addition, the bridge over the river has reopened to all traffic.",
            "The bridge over the river has reopened to all traffic.",
            id="phrase",
        ),
        pytest.param(
            "Still waters covered most of the old market square.",
            "Still waters covered most of the old market square.",
            id="still-is-an-adjective-here",
        ),
        pytest.param(
            "Amid growing fears of a strike, the union has called its members to a vote.",
            "The union has called its members to a vote.",
            id="scene",
        ),
        pytest.param(
            "If the river rises again, the town will have to close the old bridge.",
            "If the river rises again, the town will have to close the old bridge.",
            id="condition-stays",
        ),
        pytest.param(
            "The reactor, which many engineers had praised, has been shut down for repairs.",
            "The reactor has been shut down for repairs.",
            id="relative-clause",
        ),
        pytest.param(
            "The reactor, which does not meet the new rules, has been shut down for repairs.",
            "The reactor, which does not meet the new rules, has been shut down for repairs.",
            id="relative-clause-with-negation-stays",
        ),
        pytest.param(
            "The reactor, which was built in 1974, has been shut down for repairs.",
            "The reactor, which was built in 1974, has been shut down for repairs.",
            id="relative-clause-with-date-stays",
        ),
        pytest.param(
            "The festival, a favourite of young families, has moved to a larger park by the lake.",
            "The festival has moved to a larger park by the lake.",
            id="apposition",
        ),
        pytest.param(
            "The council (like its neighbours) has raised the price of a parking permit.",
            "The council has raised the price of a parking permit.",
            id="parenthesis",
        ),
        pytest.param(
            "The National Farmers Union (NFU) has raised the price of a membership card.",
            "The National Farmers Union (NFU) has raised the price of a membership card.",
            id="short-form-of-a-name-stays",
        ),
        pytest.param(
            'She said: "But the mayor, who knew it all, has never told us."',
            'She said: "But the mayor, who knew it all, has never told us."',
            id="quotation-is-never-touched",
        ),
        pytest.param(
            "But it rained, too.",
            "But it rained, too.",
            id="too-little-would-be-left",
        ),
        pytest.param(
            "Hospitals have taken in 69 people,", "Hospitals have taken in 69 people.", id="list-item"
        ),
    ],
)
def test_shorten_leaves_out_only_what_carries_nothing(parser: Parser, text: str, expected: str) -> None:
    assert shortened(parser, text) == expected


def test_shorten_keeps_an_aside_that_holds_an_owner(parser: Parser) -> None:
    text = "The reactor, which engineers say leaks, has been shut down for repairs by the firm."
    assert shortened(parser, text, Said("leaks", "engineers", "say")) == text


def test_shorten_keeps_an_aside_that_holds_a_figure(parser: Parser) -> None:
    text = "The reactor, which serves half the valley, has been shut down for repairs by the firm."
    analysis = analyse(parser, text)
    figure = Figure(_span(text, "half the valley"), "half the valley", 0.5, "percent")
    analysis = Analysis(analysis.article, figures=(figure,))
    assert shorten(analysis, analysis.article.sentences[0]) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- rain fell ;", "Rain fell.", id="bullet"),
        pytest.param("rain\n fell  today", "Rain fell today.", id="white-space"),
        pytest.param("iPhone sales rose.", "iPhone sales rose.", id="name-in-small-letters"),
        pytest.param('He said: "Rain fell."', 'He said: "Rain fell."', id="stop-inside-quotation"),
        pytest.param("Rain, he said…", "Rain, he said…", id="ellipsis"),
        pytest.param("Rain, he said..", "Rain, he said.", id="two-stops"),
        pytest.param("Rain, he said...", "Rain, he said...", id="three-stops"),
        pytest.param("", "", id="empty"),
    ],
)
def test_tidy_makes_a_written_sentence(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_extract_tells_the_core_of_each_passage(parser: Parser) -> None:
    analysis = analyse(
        parser, "Ana Duarte spoke to the council.\n\nBut the old bridge is safe again, she said."
    )
    plan = Plan((Passage(0, (0, 1), core=1),), 1)
    draft = extract_engine().generate(analysis, plan, deadline=None, truncation="chunk")
    assert [(s.text, s.passage) for s in draft.sentences] == [("The old bridge is safe again, she said.", 0)]
    assert (draft.engine, draft.model, draft.mode, draft.truncated) == (
        "extract",
        "extract@1",
        "extractive",
        False,
    )


def extract_engine() -> ExtractGenerator:
    return ExtractGenerator(load_registry(Settings()).get("extract"))


def test_extract_engine_is_always_ready() -> None:
    engine = extract_engine()
    engine.warm_up()
    assert engine.ready


def test_extract_of_an_empty_plan_is_empty(parser: Parser) -> None:
    analysis = analyse(parser, "Rain fell on the town.")
    assert extract_engine().generate(analysis, Plan((), 3), deadline=None, truncation="chunk").sentences == ()


# --------------------------------------------------------------------------- openings

GOVERNOR = Source("s1", "Alexei Smirnov", "person")
OUTLET = Source("s2", "Reuters", "outlet")


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        pytest.param(
            "The old bridge is safe again, the mayor said.",
            (Said("The old bridge is safe again", "the mayor", "said"),),
            "The mayor said that",
            id="owner-comes-first",
        ),
        pytest.param(
            "The old bridge is safe again, he said.",
            (Said("The old bridge is safe again", "he", "said"),),
            "Alexei Smirnov said that",
            id="pronoun-by-name",
        ),
        pytest.param(
            "Its defence ministry said the old bridge is safe again.",
            (Said("the old bridge is safe again", "Its defence ministry", "said"),),
            "Alexei Smirnov said that",
            id="possessive-by-name",
        ),
        pytest.param(
            "More than 900 people have left, the mayor told the council at a meeting on Monday.",
            (Said("More than 900 people have left", "the mayor", "told"),),
            "The mayor told the council on Monday that",
            id="addressee-and-day",
        ),
        pytest.param(
            "The mayor wrote on her page that the old bridge is safe again.",
            (Said("the old bridge is safe again", "The mayor", "wrote"),),
            "The mayor wrote on her page that",
            id="words-between",
        ),
        pytest.param(
            "The mayor warned the plan now going ahead is worse than the flood.",
            (Said("is worse than the flood", "The mayor", "warned"),),
            "The mayor warned that",
            id="clause-between",
        ),
        pytest.param(
            "The mayor did not say that the old bridge is safe again.",
            (Said("the old bridge is safe again", "The mayor", "did not say"),),
            "The mayor did not say that",
            id="negated-cue",
        ),
        pytest.param(
            "The mayor has urged shops to close before the river rises.",
            (Said("shops to close before the river rises", "The mayor", "has urged"),),
            "The mayor",
            id="verb-without-that",
        ),
        pytest.param(
            '"The old bridge is safe again," the mayor said.',
            (Said('"The old bridge is safe again,"', "the mayor", "said", "direct"),),
            "The mayor said",
            id="quotation-is-not-forced-into-a-paraphrase",
        ),
        pytest.param(
            "The old bridge is safe again, the mayor wrote of the repairs.",
            (Said("The old bridge is safe again", "the mayor", "wrote of"),),
            "The mayor wrote that",
            id="preposition-of-another-thing",
        ),
        pytest.param(
            "The mayor warned of a new flood of the whole old town below.",
            (Said("a new flood of the whole old town below", "The mayor", "warned of"),),
            "The mayor",
            id="preposition-before-a-thing",
        ),
        pytest.param(
            "Footage by the mayor showed the unrest when the two clubs met in the old town.",
            (Said("the unrest when the two clubs met in the old town", "Footage by the mayor", "showed"),),
            "Footage by the mayor showed",
            id="verb-with-a-thing",
        ),
        pytest.param(
            "Photos taken by rescuers showed the abandoned ship burning down to the waterline.",
            (Said("the abandoned ship burning down to the waterline", "Photos taken by rescuers", "showed"),),
            "Photos taken by rescuers showed",
            id="verb-with-what-is-seen",
        ),
        pytest.param(
            "Photos taken by rescuers showed the abandoned ship had burned down.",
            (Said("the abandoned ship had burned down", "Photos taken by rescuers", "showed"),),
            "Photos taken by rescuers showed that",
            id="verb-with-a-clause",
        ),
        pytest.param(
            "According to the mayor, the old bridge is safe again.",
            (Said("the old bridge is safe again", "the mayor", "According to", "according"),),
            "According to the mayor,",
            id="according-to",
        ),
        pytest.param(
            "The old bridge is safe again, the mayor told a meeting, Reuters reported.",
            (
                Said(
                    "The old bridge is safe again, the mayor told a meeting",
                    "Reuters",
                    "reported",
                    source="s2",
                ),
                Said("The old bridge is safe again", "the mayor", "told", parent="c1"),
            ),
            "Reuters reported that the mayor told a meeting that",
            id="both-layers",
        ),
        pytest.param(
            "Mell is now claiming that its old bridge over the river is safe again, Mell's bridge office said.",
            (
                Said(
                    "Mell is now claiming that its old bridge over the river is safe again",
                    "Mell's bridge office",
                    "said",
                ),
                Said(
                    "its old bridge over the river is safe again",
                    "Mell",
                    "is now claiming",
                    source="s2",
                    parent="c1",
                ),
            ),
            "Mell's bridge office is now claiming that",
            id="owner-of-an-owner",
        ),
        pytest.param("The old bridge is safe again.", (), "", id="no-claim"),
        pytest.param(
            "The old bridge, which many say leaks a little in the rain, is now open again for cars.",
            (Said("leaks a little in the rain", "many", "say"),),
            "",
            id="claim-is-an-aside",
        ),
    ],
)
def test_opening_names_the_owner(parser: Parser, text: str, said: tuple[Said, ...], expected: str) -> None:
    analysis = analyse(parser, text, *said, sources=(GOVERNOR, OUTLET))
    assert make_opening(analysis, Passage(0, (0,))) == expected


def test_opening_of_a_list_item_takes_a_neutral_verb(parser: Parser) -> None:
    text = "The army issued these figures:\n- About 900 people have been moved to shelters"
    said = Said(
        "About 900 people have been moved to shelters", "The army", "issued", "list", inherited_from=0
    )
    analysis = analyse(parser, text, said, sources=(Source("s1", "army", "organisation"),))
    assert make_opening(analysis, Passage(0, (1,), lead_in=0)) == "The army said that"


def test_opening_leaves_an_unresolved_owner_to_the_guard(parser: Parser) -> None:
    text = "The old bridge is safe again, he said."
    claim = Claim(
        "c1",
        (_span(text, "The old bridge is safe again"),),
        "indirect",
        owner=_span(text, "he"),
        status="unresolved",
    )
    analysis = analyse(parser, text)
    assert make_opening(Analysis(analysis.article, (claim,)), Passage(0, (0,))) == ""


def test_task_without_an_opening_shows_what_names_the_owner(parser: Parser) -> None:
    analysis = analyse(
        parser, "The army issued these figures:\n- About 900 people have been moved to shelters,"
    )
    task = make_task(analysis, Passage(0, (1,), lead_in=0))
    assert task == Task(0, "The army issued these figures. About 900 people have been moved to shelters.")


# ---------------------------------------------------------------------------- answers

TASK = Task(
    0, "The mayor said at least 40 homes had been damaged by the flood in the old town.", "The mayor said"
)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(Answer("The mayor said at least 40 homes were damaged."), "The mayor said at least 40 homes were damaged.", id="whole"),
        pytest.param(Answer("The mayor said at least 40 homes were damaged"), "The mayor said at least 40 homes were damaged.", id="stop-added"),
        pytest.param(Answer("Summary: The mayor said at least 40 homes were hit."), "The mayor said at least 40 homes were hit.", id="label"),
        pytest.param(Answer("The mayor said at least 40 homes were hit.\nNote: no"), "The mayor said at least 40 homes were hit.", id="second-line"),
        pytest.param(Answer("The mayor said at least 40 homes were hit. It rained."), "The mayor said at least 40 homes were hit.", id="second-sentence"),
        pytest.param(Answer("The mayor said at least 40 homes were hit. It", finished=False), "The mayor said at least 40 homes were hit.", id="ragged-tail"),
        pytest.param(Answer("The mayor said at least 40 homes were hit, the mayor said, on Monday."), "The mayor said at least 40 homes were hit, on Monday.", id="second-frame"),
        pytest.param(Answer("The mayor said at least 40 homes were hit, the mayor said."), "The mayor said at least 40 homes were hit.", id="second-frame-last"),
        pytest.param(Answer("The mayor said at least 40", finished=False), None, id="ragged"),
        pytest.param(Answer(""), None, id="empty"),
        pytest.param(Answer("The mayor said."), None, id="nothing-after-the-opening"),
        pytest.param(Answer("The mayor said " + "the flood of the flood of " * 9 + "it."), None, id="loop"),
        pytest.param(Answer("The mayor said " + " ".join(f"word{n}" for n in range(40)) + "."), None, id="rambles"),
    ],
)  # fmt: skip
def test_answer_becomes_one_sentence_or_nothing(answer: Answer, expected: str | None) -> None:
    assert read_answer(answer, TASK) == expected


def test_answer_that_recites_the_prompt_is_degenerate() -> None:
    assert is_degenerate(SYSTEM.split(". ")[1] + ".", Task(0, "Rain fell on the town. " * 10))
    assert is_degenerate(EXAMPLES[0].sentence, Task(0, "Rain fell on the town. " * 10))


def test_answer_that_lost_whether_is_degenerate() -> None:
    task = Task(0, "The court examined whether the song had been copied from an older one by another band.")
    assert is_degenerate("The song had been copied from an older one.", task)
    assert not is_degenerate("The court examined whether the song had been copied.", task)


def test_answer_may_repeat_words_of_the_prompt_that_the_passage_has() -> None:
    assert not is_degenerate(EXAMPLES[0].sentence, Task(0, EXAMPLES[0].sentence))


def test_missing_and_useless_answers_fall_back_to_the_article(parser: Parser) -> None:
    analysis = analyse(
        parser, "Rain fell on the town.\n\nSnow fell on the hills.\n\nWind hit the coast at noon."
    )
    plan = Plan(tuple(Passage(place, (place,)) for place in range(3)), 3)
    tasks = tuple(make_task(analysis, passage) for passage in plan.passages)
    answers = {0: Answer("Rain came to the town."), 1: Answer("")}
    sentences, notices = write_sentences(analysis, plan, tasks, answers)
    assert [sentence.text for sentence in sentences] == [
        "Rain came to the town.",
        "Snow fell on the hills.",
        "Wind hit the coast at noon.",
    ]
    assert [notice.code for notice in notices] == ["generation_rejected", "generation_timeout"]
    assert notices[1].detail.startswith("1 of the sentences")


def test_passage_that_is_too_long_says_so(parser: Parser) -> None:
    analysis = analyse(parser, "Rain fell on the town " + "and the hills " * 80 + "at noon.")
    plan = Plan((Passage(0, (0,)),), 1)
    task = make_task(analysis, plan.passages[0])
    sentences, notices = write_sentences(analysis, plan, (task,), {})
    assert sentences[0].text.endswith("and the hills at noon.")
    assert [notice.code for notice in notices] == ["passage_too_long"]


# ----------------------------------------------------------------------------- chunks


def pieces(*lengths: int, opens: tuple[int, ...] = ()) -> list[Piece]:
    return [Piece(str(place), length, place in opens) for place, length in enumerate(lengths)]


def read(chunks: tuple[tuple[Piece, ...], ...]) -> list[str]:
    return [" ".join(piece.text for piece in chunk) for chunk in chunks]


@pytest.mark.parametrize(
    ("given", "limit", "expected"),
    [
        pytest.param(pieces(10, 10), 100, ["0 1"], id="fits"),
        pytest.param(pieces(50, 45, 45), 100, ["0 1", "2"], id="sentence-end"),
        pytest.param(pieces(40, 40, 15, 40, opens=(2,)), 100, ["0 1", "2 3"], id="block-end-nearby"),
        pytest.param(pieces(20, 35, 35, 20, opens=(1,)), 100, ["0 1 2", "3"], id="block-end-too-far"),
        pytest.param(pieces(85, 8, 40), 100, ["0 1", "1 2"], id="overlap"),
        pytest.param(pieces(85, 8, 95), 100, ["0 1", "2"], id="no-room-for-overlap"),
        pytest.param(pieces(100, 100), 100, ["0", "1"], id="full-pieces"),
        pytest.param([], 100, [], id="empty"),
    ],
)
def test_chunks_end_at_sentences_and_overlap(given: list[Piece], limit: int, expected: list[str]) -> None:
    assert read(make_chunks(given, limit)) == expected


def test_chunks_hold_every_piece_within_the_limit() -> None:
    given = pieces(*[(7 * n) % 31 + 1 for n in range(200)], opens=tuple(range(0, 200, 5)))
    chunks = make_chunks(given, 64)
    assert {piece.text for chunk in chunks for piece in chunk} == {piece.text for piece in given}
    assert max(sum(piece.tokens for piece in chunk) for chunk in chunks) <= 64


def test_merge_hears_each_chunk_before_a_second_sentence_of_any() -> None:
    parts = [["Rain fell on Mell.", "A dam broke."], ["Schools were closed."], ["The army came to help."]]
    assert merge(parts, 3) == ("Rain fell on Mell.", "Schools were closed.", "The army came to help.")
    assert merge(parts, 9)[1] == "A dam broke."


def test_merge_drops_a_sentence_that_was_told() -> None:
    assert merge([["Rain fell on Mell."], ["Rain fell on Mell again."]], 5) == ("Rain fell on Mell.",)


# --------------------------------------------------------------------------- choosing


def test_engine_is_chosen_by_kind() -> None:
    settings = Settings(remote_url="http://127.0.0.1:9/v1")
    registry = load_registry(settings)
    names = {card.kind: type(make_generator(card, settings)).__name__ for card in registry.cards}
    assert names == {
        "rewrite": "RewriteGenerator",
        "extract": "ExtractGenerator",
        "openai": "RemoteGenerator",
    }


def test_remote_engine_needs_an_address() -> None:
    with pytest.raises(ConfigurationError, match="SUMMARIZER_REMOTE_URL"):
        make_generator(load_registry(Settings()).get("remote"), Settings())


WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None  # what an import finds where the package is not installed
from summarizer.errors import MissingExtra
from summarizer.generation.generator import make_generator
from summarizer.generation.registry import load_registry
from summarizer.settings import Settings
try:
    make_generator(load_registry(Settings()).get(), Settings())
except MissingExtra as error:
    print(error.message)
"""


def test_model_engine_without_torch_names_the_extra() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "needs the extra attributed-summarizer[model]" in done.stdout


def test_shorten_keeps_the_comma_that_closes_an_aside(parser: Parser) -> None:
    analysis = analyse(parser, "Tom Abara, 54, who lives opposite the gates, said he feared years of noise.")
    shortened = shorten(analysis, analysis.article.sentences[0])
    assert shortened == "Tom Abara, 54, said he feared years of noise."
