"""Verbs, quotation marks, loaded words and names: a table of sentences for each code (R10 to R12, R27, R28).

Each code has sentences that must raise it and near-identical ones that raise no error; what is expected
was read from the articles in ``codes_articles``.
"""

from __future__ import annotations

import pytest
from codes_articles import ARTICLES, examined, verifier

from summarizer.guard.verify import Verifier
from summarizer.reading.reader import Reader

FAULTY = [
    pytest.param("CUE_LOADED", "court", "Voss claimed the inquiry was moving fast.", id="cue-loaded-1"),
    pytest.param("CUE_LOADED", "court", "The inquiry was moving fast, Voss claimed.", id="cue-loaded-2"),
    pytest.param("CUE_LOADED", "court", "The inquiry, Voss claimed, was moving fast.", id="cue-loaded-3"),
    pytest.param(
        "CUE_LOADED",
        "court",
        "Interior Minister Carla Voss claimed the inquiry was moving fast.",
        id="cue-loaded-4",
    ),
    pytest.param("CUE_LOADED", "health", "Oduya insisted the wells were safe.", id="cue-loaded-5"),
    pytest.param("CUE_LOADED", "health", "The wells were safe, Oduya insisted.", id="cue-loaded-6"),
    pytest.param(
        "CUE_UPGRADED",
        "court",
        "Reyes confirmed that the case rests on a single witness.",
        id="cue-upgraded-1",
    ),
    pytest.param(
        "CUE_UPGRADED",
        "court",
        "Reyes admitted that the case rests on a single witness.",
        id="cue-upgraded-2",
    ),
    pytest.param(
        "CUE_UPGRADED",
        "court",
        "Reyes revealed that the case rests on a single witness.",
        id="cue-upgraded-3",
    ),
    pytest.param("CUE_UPGRADED", "court", "Voss admitted the inquiry was moving fast.", id="cue-upgraded-4"),
    pytest.param("CUE_UPGRADED", "health", "Hale proved the closures could cost lives.", id="cue-upgraded-5"),
    pytest.param(
        "CUE_UPGRADED",
        "health",
        "Weir acknowledged that the closures would save money for the capital's main hospital.",
        id="cue-upgraded-6",
    ),
    pytest.param(
        "QUOTE_NOT_VERBATIM",
        "court",
        "“I never took any money,” Mora told reporters.",
        id="quote-not-verbatim-1",
    ),
    pytest.param(
        "QUOTE_NOT_VERBATIM",
        "court",
        "“I never took a penny from anybody,” Mora told reporters outside the court.",
        id="quote-not-verbatim-2",
    ),
    pytest.param(
        "QUOTE_NOT_VERBATIM", "court", "Abel called the sale “a shameful robbery”.", id="quote-not-verbatim-3"
    ),
    pytest.param(
        "QUOTE_NOT_VERBATIM",
        "court",
        "Reyes said “the case rests on a single witness”.",
        id="quote-not-verbatim-4",
    ),
    pytest.param(
        "QUOTE_NOT_VERBATIM", "court", "Abel called the sale “a shameless robbery.", id="quote-not-verbatim-5"
    ),
    pytest.param(
        "QUOTE_NOT_VERBATIM", "health", "“We can not staff all wards,” Weir said.", id="quote-not-verbatim-6"
    ),
    pytest.param(
        "QUOTE_WRONG_SPEAKER",
        "court",
        "“I never took a cent from anybody,” Reyes told reporters outside the court.",
        id="quote-wrong-speaker-1",
    ),
    pytest.param(
        "QUOTE_WRONG_SPEAKER",
        "court",
        "Lind said: “I never took a cent from anybody.”",
        id="quote-wrong-speaker-2",
    ),
    pytest.param(
        "QUOTE_WRONG_SPEAKER",
        "court",
        "Voss called the sale “a shameless robbery”.",
        id="quote-wrong-speaker-3",
    ),
    pytest.param(
        "QUOTE_WRONG_SPEAKER",
        "health",
        "“We cannot staff every ward,” Hale said.",
        id="quote-wrong-speaker-4",
    ),
    pytest.param(
        "QUOTE_WRONG_SPEAKER",
        "health",
        "Hale called the audit “a political stunt”.",
        id="quote-wrong-speaker-5",
    ),
    pytest.param(
        "LOADED_TERM_UNQUOTED", "court", "The brazen sale stunned the town.", id="loaded-term-unquoted-1"
    ),
    pytest.param(
        "LOADED_TERM_UNQUOTED",
        "court",
        "The town was stunned by the brazen sale.",
        id="loaded-term-unquoted-2",
    ),
    pytest.param(
        "LOADED_TERM_UNQUOTED",
        "court",
        "The brazen sale of the hospital site stunned the town.",
        id="loaded-term-unquoted-3",
    ),
    pytest.param(
        "LOADED_TERM_UNQUOTED", "court", "The sale was a shameless robbery.", id="loaded-term-unquoted-4"
    ),
    pytest.param(
        "LOADED_TERM_UNQUOTED",
        "health",
        "The scandal-ridden ministry has five departments.",
        id="loaded-term-unquoted-5",
    ),
    pytest.param(
        "LOADED_TERM_UNQUOTED", "court", "A brazen sale stunned the town.", id="loaded-term-unquoted-6"
    ),
    pytest.param(
        "NAME_NOT_IN_SOURCE",
        "court",
        "Prosecutors accused Elena Mora of taking bribes from Clearwater Homes.",
        id="name-not-in-source-1",
    ),
    pytest.param(
        "NAME_NOT_IN_SOURCE",
        "court",
        "Judge Petra Holm ruled that the trial may begin in March.",
        id="name-not-in-source-2",
    ),
    pytest.param(
        "NAME_NOT_IN_SOURCE",
        "court",
        "The trial may begin in Vienna in March, Judge Petra Lind ruled.",
        id="name-not-in-source-3",
    ),
    pytest.param(
        "NAME_NOT_IN_SOURCE",
        "court",
        "Brightwater Homes sued the city of Norwich last year.",
        id="name-not-in-source-4",
    ),
    pytest.param(
        "NAME_NOT_IN_SOURCE",
        "health",
        "Union leader Peter Hale said the closures could cost lives.",
        id="name-not-in-source-5",
    ),
    pytest.param(
        "NAME_NOT_IN_SOURCE",
        "health",
        "Carrow Ltd bought the Oxford pharmacy from the state.",
        id="name-not-in-source-6",
    ),
]

SOUND = [
    pytest.param("court", "Voss said the police would review the case.", id="cue-loaded-1"),
    pytest.param("court", "The police would review the case, Voss said.", id="cue-loaded-2"),
    pytest.param("court", "According to Voss, the police would review the case.", id="cue-loaded-3"),
    pytest.param("health", "Oduya said the tests had found no lead in the water.", id="cue-loaded-4"),
    pytest.param("health", "Oduya said she hoped to reopen the wells.", id="cue-loaded-5"),
    pytest.param("court", "Reyes said that the case rests on a single witness.", id="cue-upgraded-1"),
    pytest.param("court", "According to Reyes, the case rests on a single witness.", id="cue-upgraded-2"),
    pytest.param("court", "Reyes stated that the case rests on a single witness.", id="cue-upgraded-3"),
    pytest.param("court", "Voss claimed the inquiry was moving fast.", id="cue-upgraded-4"),
    pytest.param("health", "Hale said the closures could cost lives.", id="cue-upgraded-5"),
    pytest.param(
        "health",
        "Weir told parliament the closures would save money for the capital's main hospital.",
        id="cue-upgraded-6",
    ),
    pytest.param(
        "court",
        "“I never took a cent from anybody,” Mora told reporters outside the court.",
        id="quote-not-verbatim-1",
    ),
    pytest.param("court", "Mora said: “I never took a cent from anybody.”", id="quote-not-verbatim-2"),
    pytest.param("court", "Abel called the sale “a shameless robbery”.", id="quote-not-verbatim-3"),
    pytest.param("court", "The sale was “a shameless robbery”, Abel said.", id="quote-not-verbatim-4"),
    pytest.param("health", "“We cannot staff every ward,” Weir said.", id="quote-not-verbatim-5"),
    pytest.param("health", "Weir called the audit “a political stunt”.", id="quote-not-verbatim-6"),
    pytest.param(
        "court",
        "“I never took a cent from anybody,” Elena Mora told reporters outside the court.",
        id="quote-wrong-speaker-1",
    ),
    pytest.param("court", "“I never took a cent from anybody,” Mora said.", id="quote-wrong-speaker-2"),
    pytest.param(
        "court",
        "Opposition leader Dan Abel called the sale “a shameless robbery”.",
        id="quote-wrong-speaker-3",
    ),
    pytest.param("health", "“We cannot staff every ward,” Anna Weir said.", id="quote-wrong-speaker-4"),
    pytest.param(
        "health",
        "Health Minister Anna Weir called the audit “a political stunt”.",
        id="quote-wrong-speaker-5",
    ),
    pytest.param("court", "The sale stunned the town.", id="loaded-term-unquoted-1"),
    pytest.param("court", "The town was stunned by the sale.", id="loaded-term-unquoted-2"),
    pytest.param("court", "The sale of the hospital site stunned the town.", id="loaded-term-unquoted-3"),
    pytest.param("court", "Abel called the sale “a shameless robbery”.", id="loaded-term-unquoted-4"),
    pytest.param("health", "The ministry has five departments.", id="loaded-term-unquoted-5"),
    pytest.param(
        "court",
        "Prosecutors accused Mora of taking bribes from Brightwater Homes.",
        id="name-not-in-source-1",
    ),
    pytest.param("court", "Petra Lind ruled that the trial may begin in March.", id="name-not-in-source-2"),
    pytest.param("court", "Brightwater sued the city of Harlow last year.", id="name-not-in-source-3"),
    pytest.param("court", "Judge Lind ruled that the trial may begin in March.", id="name-not-in-source-4"),
    pytest.param("health", "Jon Hale said the closures could cost lives.", id="name-not-in-source-5"),
    pytest.param("health", "Carrow bought the pharmacy from the state.", id="name-not-in-source-6"),
]


@pytest.mark.parametrize(("code", "article", "text"), FAULTY)
def test_word_faults_are_found(reader: Reader, code: str, article: str, text: str) -> None:
    assert code in {item.code for item in examined(reader, ARTICLES[article], text)}


@pytest.mark.parametrize(("article", "text"), SOUND)
def test_word_faults_are_not_seen_where_there_are_none(reader: Reader, article: str, text: str) -> None:
    assert [item.code for item in examined(reader, ARTICLES[article], text) if item.severity == "error"] == []


@pytest.mark.parametrize(
    "text", ["Voss said the inquiry was moving fast.", "The inquiry was moving fast, Voss said."]
)
def test_a_doubting_verb_may_become_said_only_where_neutral_verbs_are_asked_for(
    reader: Reader, text: str
) -> None:
    kept = verifier(reader, ARTICLES["court"])
    neutral = Verifier(reader, kept.analysis, cue_policy="neutral")
    errors = [
        {item.code for item in judge.examine(text).findings if item.severity == "error"}
        for judge in (kept, neutral)
    ]
    assert errors == [{"CUE_UPGRADED"}, set()]
