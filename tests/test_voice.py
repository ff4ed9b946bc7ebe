"""Loaded words: which words are noted, whose they are, and what the lexicon offers instead."""

from __future__ import annotations

import pytest

from summarizer.reading.reader import Reader
from summarizer.reading.voice import UNSETTLED, entry_of, find_loaded, is_removable
from summarizer.reading.wording.voice_lexicon import LOADED, VOICE_LEXICON_VERSION, LoadedWord
from summarizer.records import Analysis, Claim, LanguageNote, Span


def notes(reader: Reader, text: str, *claims: Claim) -> tuple[LanguageNote, ...]:
    return find_loaded(reader.build_article(text), claims)


def claim(text: str, words: str, source: str | None = "s1", **more: str) -> Claim:
    start = text.index(words)
    return Claim(
        more.get("id", "c1"),
        (Span(start, start + len(words)),),
        "indirect",
        source,
        parent=more.get("parent"),
    )


NOTED = [
    ("The brazen raid began at dawn.", ["brazen"]),
    ("Rescuers moved an astounding 180,000 citizens.", ["an astounding"]),
    ("The fund paid a whopping $3 million.", ["a whopping"]),
    ("Troops fought off the invaders.", ["invaders"]),
    ("The invader was stopped.", ["invader"]),
    ("The president used the fire to hype the threat.", ["hype"]),
    ("The mayor hyped the plan.", ["hyped"]),
    ("The Kiev regime refused the plan.", ["regime"]),
    ("The Assad regime fell.", ["regime"]),
    ("The regime in Tehran refused the plan.", ["regime"]),
    ("This shock offensive stunned the town.", ["shock"]),
    ("This shock Ukraine offensive is wide.", ["shock"]),
    ("The club suffered a shock defeat.", ["shock"]),
    ("The raid was devastating.", ["devastating"]),
    ("The so-called referendum was held.", ["so-called"]),
    ("The massacre shocked the town.", ["massacre"]),
    ("Terrorists attacked the base.", ["Terrorists"]),
    ("It was an illegal war.", ["illegal war"]),
    ("Radical Islamists held the road.", ["Radical"]),
    ("The radicals held the road.", ["radicals"]),
    ("Moscow installed a puppet government.", ["puppet government"]),
    ("He is Moscow's puppet.", ["puppet"]),
    ("Kyiv serves its Western masters.", ["Western masters"]),
    ("It was a historic win.", ["historic"]),
    ("The rise is unprecedented.", ["unprecedented"]),
    ("The team had a stunning win.", ["stunning"]),
    ("The thugs fled.", ["thugs"]),
    ("The dictator fled.", ["dictator"]),
    ("The soldiers slaughtered villagers.", ["slaughtered"]),
    ("The state unleashed its army.", ["unleashed"]),
    ("Critics demonised the mayor.", ["demonised"]),
    ("The army obliterated the village.", ["obliterated"]),
    ("Unsurprisingly, the vote failed.", ["Unsurprisingly"]),
    ("Tragically, the boat sank.", ["Tragically"]),
    ("Clearly, the plan failed.", ["Clearly"]),
    ("Of course the plan failed.", ["Of course"]),
    ("The somewhat mysterious drama went on.", ["somewhat", "mysterious"]),
    ("What Smith ultimately hopes to win is unclear.", ["ultimately", "hopes"]),
    ("Ukraine hopes to strike deeper.", ["hopes"]),
    ("It would be an ultra-dangerous step.", ["ultra-dangerous"]),
    ("The court gave a landmark ruling.", ["landmark"]),
    ("A witch hunt began.", ["witch hunt"]),
    ("He was killed in cold blood.", ["in cold blood"]),
    ("It has become clear that the plan failed.", ["It has become clear"]),
    ("The strongmen and their henchmen met.", ["strongmen", "henchmen"]),
    ("A ruthless, cynical campaign began.", ["ruthless", "cynical"]),
    ("The carnage went on.", ["carnage"]),
    ("The proxy war goes on.", ["proxy war"]),
    ("The deadly onslaught went on.", ["onslaught"]),
    ("The game-changing deal was signed.", ["game-changing"]),
]


@pytest.mark.parametrize(("text", "words"), [pytest.param(*case, id=case[0][:50]) for case in NOTED])
def test_loaded_words_of_the_article_are_noted(reader: Reader, text: str, words: list[str]) -> None:
    found = notes(reader, text)
    assert [note.text for note in found] == words
    assert {note.owner for note in found} == {"article"}
    assert all(note.span.of(text) == note.text for note in found)


@pytest.mark.parametrize(
    "text",
    [
        "The shock absorbers failed.",
        "The news came as a shock to the town.",
        "Oil markets felt the price shock.",
        "The sanctions regime was extended.",
        "The new tax regime starts in May.",
        "He kept a strict training regime.",
        "The children saw a puppet show.",
        "Free radicals damage cells.",
        "He had radical surgery.",
        "The plan is a radical change.",
        "They bought a historic house.",
        "Shares hit a historic high.",
        "The board called an extraordinary meeting.",
        "He admitted reckless driving.",
        "Iran's Revolutionary Guards held a drill.",
        "The farm sends cattle to slaughter.",
        "The village butcher shut his shop.",
        "The tower is a city landmark.",
        "She spoke clearly to the court.",
        "The firm hopes to open in May.",
        "A major road was shut.",
        "A massive fire burned.",
        "The army said it killed 12 soldiers.",
        "Fred Savage played the part.",
        "The far-right party won.",
        "It was an illegal sale.",
        "The invasion began in May.",
        "He was so tired.",
        "The mayor really likes tea.",
        "The Foreign Terrorist Organizations list grew.",
        "",
    ],
    ids=lambda text: text[:45] or "empty",
)
def test_plain_words_are_not_noted(reader: Reader, text: str) -> None:
    assert [note.text for note in notes(reader, text)] == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        pytest.param("The brazen raid began.", "loaded", id="loaded"),
        pytest.param("It was a historic win.", "editorial", id="editorial"),
        pytest.param("The thugs fled.", "epithet", id="epithet"),
    ],
)
def test_note_has_the_kind_of_its_word(reader: Reader, word: str, kind: str) -> None:
    assert [note.kind for note in notes(reader, word)] == [kind]


# ------------------------------------------------------------------------- owners


def test_word_in_a_claim_belongs_to_its_source(reader: Reader) -> None:
    text = "Putin said the Kiev regime refused. The brazen raid went on."
    found = notes(reader, text, claim(text, "the Kiev regime refused"))
    assert [(note.text, note.owner) for note in found] == [("regime", "s1"), ("brazen", "article")]


def test_word_in_a_nested_claim_belongs_to_the_inner_source(reader: Reader) -> None:
    text = "Reuters reported he said the regime refused."
    outer = claim(text, "he said the regime refused", "s1")
    inner = claim(text, "the regime refused", "s2", id="c2", parent="c1")
    assert [note.owner for note in notes(reader, text, outer, inner)] == ["s2"]


def test_word_in_a_claim_without_a_settled_source_is_not_the_articles(reader: Reader) -> None:
    text = "He said the brazen raid failed."
    assert [note.owner for note in notes(reader, text, claim(text, "the brazen raid failed", None))] == [
        UNSETTLED
    ]


def test_quoted_word_without_a_claim_is_marked_already(reader: Reader) -> None:
    assert notes(reader, "The plan for a “brazen” raid leaked.") == ()


def test_quoted_word_of_a_speaker_is_the_speakers(reader: Reader) -> None:
    text = "“The brazen raid failed,” Ann Hill said."
    found = notes(reader, text, claim(text, "The brazen raid failed,"))
    assert [(note.text, note.owner) for note in found] == [("brazen", "s1")]


# ------------------------------------------------------------------------ lexicon


@pytest.mark.parametrize(
    ("form", "neutral"),
    [
        ("invader", "attacker"),
        ("invaders", "attackers"),
        ("regime", "government"),
        ("regimes", "governments"),
        ("hype", "stress"),
        ("hyped", "stressed"),
        ("hyping", "stressing"),
        ("unleashed", "launched"),
        ("henchmen", "associates"),
        ("meddled", "interfered"),
        ("massacre", None),
        ("brazen", None),
    ],
)
def test_neutral_word_comes_in_the_form_of_the_loaded_one(form: str, neutral: str | None) -> None:
    assert LOADED[form].neutral == neutral


def test_lexicon_is_large_versioned_and_consistent() -> None:
    assert VOICE_LEXICON_VERSION
    assert len({entry.lemma for entry in LOADED.values()}) >= 200
    assert all(form == form.lower() == form.strip() for form in LOADED)
    assert not [form for form, entry in LOADED.items() if entry.neutral is not None and entry.deletable]
    assert all(entry.deletable for entry in LOADED.values() if entry.pos in {"ADJ", "ADV"})
    assert not [
        form for form, entry in LOADED.items() if entry.neutral is not None and entry.neutral in LOADED
    ]


@pytest.mark.parametrize(
    ("text", "word", "removable"),
    [
        pytest.param("The brazen raid began.", "brazen", True, id="attributive"),
        pytest.param("The raid was brazen.", "brazen", False, id="predicate"),
        pytest.param("The invaders fled.", "invaders", False, id="head"),
        pytest.param("They moved an astounding 180,000 people.", "an astounding", True, id="number-booster"),
        pytest.param("Unsurprisingly, the vote failed.", "Unsurprisingly", True, id="adverb"),
        pytest.param("This shock Ukraine offensive is wide.", "shock", True, id="before-a-name"),
    ],
)
def test_only_modifiers_are_removable(reader: Reader, text: str, word: str, removable: bool) -> None:
    start = text.index(word)
    assert is_removable(reader.build_article(text), Span(start, start + len(word))) is removable


def test_entry_is_found_by_lemma_where_the_form_is_not_listed(reader: Reader) -> None:
    article = reader.build_article("The mob shouted.")
    assert entry_of(article, Span(4, 7)) == LoadedWord("mob", "NOUN", "epithet", "crowd")


# --------------------------------------------------------------------------- seed


def test_seed_article_owns_its_loaded_words(seed: Analysis) -> None:
    own = {note.text for note in seed.language_notes if note.owner == "article"}
    assert {"brazen", "invaders", "an astounding", "hype", "mysterious", "ultra-dangerous"} <= own


def test_seed_speakers_own_theirs(seed: Analysis) -> None:
    (regime,) = [note for note in seed.language_notes if note.text == "regime"]
    source = seed.source(regime.owner)
    assert source is not None
    assert "Putin" in source.name


# ------------------------------------------------------------------- what is on offer


@pytest.mark.parametrize(
    ("text", "alternatives", "removable"),
    [
        pytest.param("Troops fought off the invaders.", ("attackers",), False, id="noun"),
        pytest.param("The mayor hyped the plan.", ("stressed",), False, id="form-of-the-verb"),
        pytest.param("Invaders fled.", ("Attackers",), False, id="case-of-the-word"),
        pytest.param("The brazen raid began at dawn.", (), True, id="modifier-may-go"),
        pytest.param("The raid was brazen.", (), False, id="predicate-may-not"),
    ],
)
def test_note_offers_a_neutral_word_or_to_go_without(
    reader: Reader, text: str, alternatives: tuple[str, ...], removable: bool
) -> None:
    (note,) = notes(reader, text)
    assert (note.alternatives, note.removable) == (alternatives, removable)
