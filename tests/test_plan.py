"""The plan: which sentences are chosen, what goes with them, and that any article gets one in little time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from summarizer.generation.plan import choose, make_plan, overlap
from summarizer.generation.salience import Scored
from summarizer.records import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Claim,
    Dispute,
    DisputeSide,
    Figure,
    LanguageNote,
    Passage,
    Sentence,
    Source,
    Span,
    Token,
)

VERBS = {"said", "says", "fell", "closed", "opened", "rose", "has", "was", "were", "is", "are", "hit", "had"}
SMALL = {"the", "a", "of", "in", "on", "and", "to", "by", "for", "at", "with"}
PRONOUNS = {"he", "she", "it", "they", "this"}


def build(*paragraphs: str | tuple[BlockKind, str]) -> Article:
    """Build an article by hand: paragraphs of sentences that end in ". ", words tagged by these lists."""
    text, blocks, sentences, tokens = "", [], [], []
    for index, paragraph in enumerate(paragraphs):
        kind, words = ("paragraph", paragraph) if isinstance(paragraph, str) else paragraph
        start = len(text)
        blocks.append(Block(index, kind, Span(start, start + len(words))))
        for found in re.finditer(r"\S.*?(?:[.?:](?=\s|$)|$)", words):
            sentences.append(Sentence(len(sentences), Span(found.start(), found.end()).shift(start), index))
        for found in re.finditer(r"\w+|[^\w\s]", words):
            tokens.append(_token(len(tokens), Span(found.start(), found.end()).shift(start), found[0]))
        text += words + "\n\n"
    return Article(text, tuple(blocks), tuple(sentences), tuple(tokens))


def _token(index: int, span: Span, word: str) -> Token:
    low = word.lower()
    if not word[0].isalnum():
        pos, tag = "PUNCT", "."
    elif low in VERBS:
        pos, tag = "VERB", "VBD"
    elif low in PRONOUNS:
        pos, tag = "PRON", "PRP"
    elif low in SMALL:
        pos, tag = "ADP", "IN"
    else:
        pos, tag = ("NUM", "CD") if word.isdigit() else ("NOUN", "NN")
    return Token(index, span, word, low, pos, tag, "dep", index)


def span_of(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def planned(analysis: Analysis, limit: int) -> list[str]:
    plan = make_plan(analysis, max_sentences=limit)
    return [
        analysis.article.sentences[passage.told].span.of(analysis.article.text) for passage in plan.passages
    ]


LEAD = "The dam on the Ard river was hit by a flood and the town of Mell is under water."
SECOND = "The mayor of Mell said the flood closed 40 shops in the old town."


def test_plan_is_in_the_order_of_the_article_and_keeps_the_limit() -> None:
    article = build(LEAD, SECOND, "The bakers of the region opened a new school for pastry and bread.")
    plan = make_plan(Analysis(article), max_sentences=2)
    assert plan.max_sentences == 2
    assert [passage.index for passage in plan.passages] == [0, 1]
    assert [passage.told for passage in plan.passages] == [0, 1]


def test_one_sentence_article_is_planned_whole() -> None:
    assert planned(Analysis(build(LEAD)), 5) == [LEAD]


@pytest.mark.parametrize(
    "weak",
    [
        pytest.param("Who was to close the gates of the dam at the river?", id="question"),
        pytest.param("A flood of the Ard river in the town, at last.", id="fragment"),
        pytest.param("the river was over the gates of the old dam at noon.", id="cut-off-begin"),
        pytest.param("It was wet.", id="short"),
        pytest.param(("heading", "The flood was the greatest of the Ard river"), id="heading"),
        pytest.param(("embed", "The flood on the Ard river was a sign of the town."), id="embed"),
    ],
)
def test_weak_sentence_is_not_planned_even_where_there_is_room(weak: str | tuple[BlockKind, str]) -> None:
    assert planned(Analysis(build(LEAD, weak, SECOND)), 5) == [LEAD, SECOND]


def test_question_alone_is_planned_since_there_is_nothing_else() -> None:
    question = "Who was to close the gates of the dam?"
    assert planned(Analysis(build(question)), 3) == [question]


def test_headings_alone_give_no_passage() -> None:
    assert make_plan(Analysis(build(("heading", "The flood was great"))), max_sentences=3).passages == ()


def test_second_wording_of_the_lead_falls_behind_a_new_fact() -> None:
    again = "The town of Mell is under water and the dam on the Ard river was hit by a flood."
    new = "Doctors in the hospital of the county said nobody was hurt by falling trees."
    assert planned(Analysis(build(LEAD, again, new)), 2) == [LEAD, new]


BUILDERS = "Builders said the bridge at the mill has cracks along the northern side."


def beside_builders(first: str, owner: Source | None) -> Analysis:
    """Return the lead, a sentence that ``owner`` says (None: it is open who), and one that builders say."""
    article = build(LEAD, first, BUILDERS)
    told, builders = (span_of(article, first),), Source("s2", "Builders", "unnamed", named=False)
    claim = Claim("c1", told, "indirect", status="unresolved")
    if owner is not None:
        claim = Claim("c1", told, "indirect", source_id=owner.id)
    said = Claim("c2", (span_of(article, BUILDERS),), "indirect", source_id="s2")
    return Analysis(article, (claim, said), (builders,) if owner is None else (owner, builders))


def test_a_sentence_that_names_its_owner_is_preferred_but_no_other_is_barred() -> None:
    first, second = build("Rain fell on Mell, she said.", "Ana Duarte said the locks are shut.").sentences
    hers = Scored(first, frozenset({"rain"}), frozenset({"s1"}), 0.3, borrowed=True)
    named = Scored(second, frozenset({"lock"}), frozenset({"s2"}), 0.2)
    assert choose([hers, named], 1) == [named]
    assert choose([hers, named], 2) == [named, hers]


def test_resolved_claim_is_preferred_to_an_unresolved_one() -> None:
    first = "Experts said the repair of the walls has a cost of millions for everybody."
    assert planned(beside_builders(first, None), 2) == [LEAD, BUILDERS]


def test_an_owner_that_names_somebody_is_preferred_to_some() -> None:
    first = "Some said the repair of the walls has a cost of millions for everybody."
    some = Source("s1", "Some", "unnamed", named=False)
    aides = replace(some, name="Some of the mayor's aides")
    assert planned(beside_builders(first, some), 2) == [LEAD, BUILDERS]
    assert planned(beside_builders(first, aides), 2) == [LEAD, first]


def test_loaded_words_in_the_articles_own_voice_count_against_a_sentence() -> None:
    loaded = "The brazen and shameful closing of the gates has a cost for farmers."
    plain = "The late and partial opening of the locks has a price for fishers."
    article = build(LEAD, loaded, plain)
    notes = tuple(LanguageNote(span_of(article, word), word, "loaded") for word in ("brazen", "shameful"))
    assert planned(Analysis(article, language_notes=notes), 2) == [LEAD, plain]


def test_both_sides_of_a_dispute_are_planned_when_one_is() -> None:
    one = "The army said 900 soldiers were lost in the fight for the northern hills."
    filler = [f"Town number {n} was opened to visitors with a feast of song {n * 7} times." for n in range(6)]
    other = "Rebels said 30 were lost."
    article = build(one, *filler, other)
    sides = tuple(
        DisputeSide(source, Figure(span_of(article, words), words, value, "count"))
        for source, words, value in (("s1", "900 soldiers", 900.0), ("s2", "30", 30.0))
    )
    without, with_it = Analysis(article), Analysis(article, disputes=(Dispute("losses", sides),))
    assert other not in planned(without, 3)
    assert {one, other} <= set(planned(with_it, 3))
    assert len(planned(with_it, 3)) == 3


def test_one_sentence_plan_keeps_the_best_sentence_of_a_dispute() -> None:
    one = "The army said 900 soldiers were lost in the fight for the northern hills."
    other = "Rebels said 30 were lost."
    article = build(one, other)
    sides = (
        DisputeSide("s1", Figure(span_of(article, "900 soldiers"), "900 soldiers", 900.0, "count")),
        DisputeSide("s2", Figure(span_of(article, "30"), "30", 30.0, "count")),
    )
    assert planned(Analysis(article, disputes=(Dispute("losses", sides),)), 1) == [one]


def test_list_item_carries_the_sentence_that_introduces_its_list() -> None:
    article = build(LEAD, "The ministry had these figures:", ("list_item", "40 houses were lost"))
    blocks = (*article.blocks[:2], Block(2, "list_item", article.blocks[2].span, lead_in=1))
    article = Article(article.text, blocks, article.sentences, article.tokens)
    passages = make_plan(Analysis(article), max_sentences=3).passages
    assert passages[-1] == Passage(1, (2,), lead_in=1, score=passages[-1].score, core=2)


def test_pronoun_owner_brings_the_sentence_that_names_the_person() -> None:
    naming = "Ana Duarte was in Mell on Monday."
    spoken = "The flood was the worst of the century for the whole valley, she said."
    article = build(naming, spoken)
    claim = Claim(
        "c1",
        (span_of(article, "The flood was the worst of the century for the whole valley"),),
        "indirect",
        source_id="s1",
        owner=span_of(article, "she"),
    )
    source = Source(
        "s1", "Ana Duarte", "person", mentions=(span_of(article, "Ana Duarte"), span_of(article, "she"))
    )
    passages = make_plan(Analysis(article, (claim,), (source,)), max_sentences=2).passages
    assert (0, 1) in [passage.sentences for passage in passages if passage.told == 1]


def test_owner_too_far_back_stays_out_of_the_passage() -> None:
    article = build(
        "Ana Duarte saw the flood in Mell.", *["Rain fell on."] * 6, "The flood was the worst, she said."
    )
    claim = Claim(
        "c1",
        (span_of(article, "The flood was the worst"),),
        "indirect",
        source_id="s1",
        owner=span_of(article, "she"),
    )
    source = Source("s1", "Ana Duarte", "person", mentions=(span_of(article, "Ana Duarte"),))
    passages = make_plan(Analysis(article, (claim,), (source,)), max_sentences=5).passages
    assert (7,) in [passage.sentences for passage in passages]


def test_continuing_quotation_brings_the_sentence_with_its_speaker() -> None:
    spoken = "The wall was thin for years, Ana Duarte said."
    going_on = "Money was there for the repair and the town had a plan."
    article = build(LEAD, f"{spoken} {going_on}")
    claim = Claim(
        "c1", (span_of(article, going_on),), "floating", source_id="s1", owner=span_of(article, "Ana Duarte")
    )
    passages = make_plan(
        Analysis(article, (claim,), (Source("s1", "Ana Duarte", "person"),)), max_sentences=3
    ).passages
    assert (1, 2) in [passage.sentences for passage in passages if passage.told == 2]


def test_plan_is_the_same_every_time_where_scores_are_equal() -> None:
    article = build(*["The river was high in the town of Mell." for _ in range(8)])
    first = make_plan(Analysis(article), max_sentences=3)
    assert first == make_plan(Analysis(article), max_sentences=3)
    assert first.passages[0].told == 0


def test_plan_of_a_very_long_article_takes_little_time() -> None:
    paragraphs = [
        " ".join(
            f"Reporter{n} said town{n % 89} had mill{n * m} and lake{n + 7 * m} with wall{m * m + n}."
            for m in range(4)
        )
        for n in range(500)
    ]
    article = build(*paragraphs)
    claims = tuple(
        Claim(f"c{sentence.index}", (sentence.span,), "indirect", source_id="s1")
        for sentence in article.sentences
    )
    analysis = Analysis(article, claims, (Source("s1", "Reporter", "person"),))
    assert len(make_plan(analysis, max_sentences=20).passages) == 20


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"a", "b"}, {"a", "b", "c", "d"}, 1.0, id="contained"),
        pytest.param({"a", "b"}, {"b", "c"}, 0.5, id="half"),
        pytest.param({"a"}, set(), 0.0, id="empty"),
    ],
)
def test_overlap_is_the_part_of_the_smaller_set(one: set[str], other: set[str], expected: float) -> None:
    assert overlap(frozenset(one), frozenset(other)) == expected
