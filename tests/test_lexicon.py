"""The word lists: consistent with each other, and the ladder of strength that summaries may only go down."""

from __future__ import annotations

import pytest

from summarizer.reading import lexicon
from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.inflection import inflect
from summarizer.reading.lexicon import (
    CUE_FORMS,
    CUE_STRENGTH,
    CUE_VERBS,
    DOUBTING,
    ENDORSING,
    FACTIVE,
    MENTAL,
    NEUTRAL,
    stance_of,
    strength_of,
)
from summarizer.reading.owners import names_lexicon


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        pytest.param("say", {"say", "says", "said", "saying"}, id="irregular"),
        pytest.param("deny", {"deny", "denies", "denied", "denying"}, id="consonant-y"),
        pytest.param("hope", {"hope", "hopes", "hoped", "hoping"}, id="final-e"),
        pytest.param("quip", {"quip", "quips", "quipped", "quipping"}, id="doubled-consonant"),
        pytest.param("agree", {"agree", "agrees", "agreed", "agreeing"}, id="double-e"),
        pytest.param("stress", {"stress", "stresses", "stressed", "stressing"}, id="sibilant"),
        pytest.param("retweet", {"retweet", "retweets", "retweeted", "retweeting"}, id="no-doubling"),
        pytest.param(
            "signal", {"signal", "signals", "signaled", "signalled", "signaling", "signalling"}, id="both"
        ),
        pytest.param("convey", {"convey", "conveys", "conveyed", "conveying"}, id="vowel-y"),
    ],
)
def test_inflect_gives_every_form(lemma: str, forms: set[str]) -> None:
    assert set(inflect(lemma)) == forms


@pytest.mark.parametrize(
    ("lemma", "stance"),
    [
        pytest.param("say", "neutral", id="say"),
        pytest.param("announce", "neutral", id="announce"),
        pytest.param("claim", "doubting", id="claim"),
        pytest.param("insist", "doubting", id="insist"),
        pytest.param("reveal", "endorsing", id="reveal"),
        pytest.param("admit", "endorsing", id="admit"),
        pytest.param("warn", "endorsing", id="warn"),
        pytest.param("point", "endorsing", id="point-out"),
        pytest.param("believe", "mental", id="believe"),
        pytest.param("hope", "mental", id="hope"),
        pytest.param("quip", "manner", id="quip"),
        pytest.param("vow", "manner", id="vow"),
        pytest.param("allegation", "doubting", id="noun"),
        pytest.param("allegedly", "doubting", id="adverb"),
        pytest.param("according to", "neutral", id="phrase"),
        pytest.param("not confirm", "endorsing", id="negated"),
        pytest.param("unheard", "neutral", id="unknown"),
    ],
)
def test_cue_has_the_stance_of_the_rules(lemma: str, stance: str) -> None:
    assert stance_of(lemma) == stance


@pytest.mark.parametrize(
    ("lemma", "strength"),
    [
        pytest.param("claim", DOUBTING, id="claim"),
        pytest.param("allegedly", DOUBTING, id="allegedly"),
        pytest.param("believe", MENTAL, id="believe"),
        pytest.param("suggest", MENTAL, id="suggest"),
        pytest.param("say", NEUTRAL, id="say"),
        pytest.param("according to", NEUTRAL, id="according-to"),
        pytest.param("note", ENDORSING, id="note"),
        pytest.param("find", ENDORSING, id="find"),
        pytest.param("confirm", FACTIVE, id="confirm"),
        pytest.param("revelation", FACTIVE, id="revelation"),
    ],
)
def test_cue_has_its_place_on_the_ladder(lemma: str, strength: int) -> None:
    assert strength_of(lemma) == strength


def test_ladder_goes_from_doubt_to_fact() -> None:
    ladder = [strength_of(lemma) for lemma in ("claim", "believe", "say", "note", "confirm")]
    assert ladder == sorted(set(ladder))


def test_lexicon_knows_at_least_250_cue_verbs() -> None:
    assert len(CUE_VERBS) >= 250


def test_every_cue_verb_has_exactly_one_stance() -> None:
    listed = [lemma for lemmas in lexicon.STANCES.values() for lemma in lemmas]
    assert len(listed) == len(set(listed))


def test_every_cue_verb_reports_in_some_frame() -> None:
    without = {lemma for lemma, cue in CUE_VERBS.items() if not cue.frames}
    with_words = without - set(lexicon.CUE_PREPOSITIONS) - set(lexicon.PUT_AT) - phrase_lexicon.SILENCE_VERBS
    assert with_words == set()


@pytest.mark.parametrize(
    ("lemma", "needs_clause"),
    [
        pytest.param("say", True, id="say"),
        pytest.param("add", True, id="add"),
        pytest.param("find", True, id="find"),
        pytest.param("deny", False, id="deny"),
        pytest.param("urge", False, id="urge"),
        pytest.param("call", False, id="call"),
    ],
)
def test_cue_verb_tells_whether_it_needs_a_clause(lemma: str, needs_clause: bool) -> None:
    assert CUE_VERBS[lemma].needs_clause is needs_clause


@pytest.mark.parametrize(
    "lemmas",
    [
        pytest.param(lexicon.WITHOUT_CLAUSE, id="without-clause"),
        pytest.param(lexicon.WITHOUT_QUOTE, id="without-quote"),
        pytest.param(lexicon.TAKES_ACTION, id="takes-action"),
        pytest.param(lexicon.TAKES_OBJECT, id="takes-object"),
        pytest.param(lexicon.TAKES_NAME, id="takes-name"),
        pytest.param(frozenset(lexicon.CUE_PREPOSITIONS), id="prepositions"),
        pytest.param(frozenset(lexicon.PUT_AT), id="put-at"),
        pytest.param(lexicon.NEEDS_PARTICLE, id="needs-particle"),
        pytest.param(frozenset(phrase_lexicon.CUE_NOUNS.values()), id="verbs-of-nouns"),
        pytest.param(phrase_lexicon.SILENCE_VERBS, id="silence"),
        pytest.param(phrase_lexicon.COMMISSIVES, id="commissives"),
    ],
)
def test_frame_lists_name_only_cue_verbs(lemmas: frozenset[str]) -> None:
    assert lemmas - set(CUE_VERBS) == set()


def test_every_form_leads_to_a_cue_verb() -> None:
    assert set(CUE_FORMS.values()) <= set(CUE_VERBS)


def test_every_cue_verb_has_a_strength() -> None:
    assert set(CUE_VERBS) <= set(CUE_STRENGTH)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(names_lexicon.OUTLETS, id="outlets"),
        pytest.param(names_lexicon.METONYMS, id="metonyms"),
        pytest.param(names_lexicon.ROLE_NOUNS, id="roles"),
        pytest.param(names_lexicon.ORG_NOUNS, id="bodies"),
        pytest.param(names_lexicon.MALE_NAMES | names_lexicon.FEMALE_NAMES, id="first-names"),
    ],
)
def test_word_lists_are_lower_case_and_without_blanks_around(names: frozenset[str]) -> None:
    assert {name for name in names if name != name.lower().strip() or not name} == set()


def test_no_first_name_has_two_genders() -> None:
    assert set() == names_lexicon.MALE_NAMES & names_lexicon.FEMALE_NAMES


def test_seats_of_power_are_no_outlets() -> None:
    assert set() == names_lexicon.METONYMS & names_lexicon.OUTLETS
