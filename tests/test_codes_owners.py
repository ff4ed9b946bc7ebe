"""Whose claim it is: a table of sentences for each ATTR code and for chains (R1, R6, R13, R14, R16).

Each code has sentences that must raise it and near-identical ones that raise no error; what is expected
was read from the articles in ``codes_articles``.
"""

from __future__ import annotations

import pytest
from codes_articles import ARTICLES, examined

from summarizer.reading.reader import Reader

FAULTY = [
    pytest.param(
        "ATTR_WRONG_SOURCE",
        "court",
        "The suspect's brother said he was probably at work that night.",
        id="attr-wrong-source-brother",
    ),
    pytest.param(
        "ATTR_MISSING", "court", "Elena Mora took bribes from Brightwater Homes.", id="attr-missing-1"
    ),
    pytest.param("ATTR_MISSING", "court", "Mora received 400,000 euros in a car park.", id="attr-missing-2"),
    pytest.param("ATTR_MISSING", "court", "The case rests on a single witness.", id="attr-missing-3"),
    pytest.param("ATTR_MISSING", "court", "The files may contain the names of donors.", id="attr-missing-4"),
    pytest.param("ATTR_MISSING", "court", "The trial may begin in March.", id="attr-missing-5"),
    pytest.param("ATTR_MISSING", "health", "The closures could cost lives.", id="attr-missing-6"),
    pytest.param("ATTR_MISSING", "health", "The police acted lawfully.", id="attr-missing-7"),
    pytest.param("ATTR_MISSING", "speech", "“I want to thank them for their patience.”", id="no-speaker-1"),
    pytest.param(
        "ATTR_MISSING",
        "speech",
        '"We built four schools and one bridge" on Tuesday night.',
        id="no-speaker-2",
    ),
    pytest.param(
        "ATTR_MISSING",
        "speech",
        "“Many voters told us that they were tired of promises.”",
        id="no-speaker-but-one-inside",
    ),
    pytest.param("ATTR_MISSING", "speech", "“The mines will not come back.”", id="no-speaker-3"),
    pytest.param(
        "ATTR_MISSING",
        "speech",
        "“My father was a miner all his life” in the old mill.",
        id="no-speaker-4",
    ),
    pytest.param(
        "ATTR_WRONG_SOURCE",
        "court",
        "Elena Mora said the case rests on a single witness.",
        id="attr-wrong-source-1",
    ),
    pytest.param(
        "ATTR_WRONG_SOURCE",
        "court",
        "Tomas Reyes ruled that the trial may begin in March.",
        id="attr-wrong-source-2",
    ),
    pytest.param(
        "ATTR_WRONG_SOURCE",
        "court",
        "Interior Minister Carla Voss said the council had betrayed its voters.",
        id="attr-wrong-source-3",
    ),
    pytest.param(
        "ATTR_WRONG_SOURCE",
        "court",
        "The trial may begin in March, prosecutors said.",
        id="attr-wrong-source-4",
    ),
    pytest.param(
        "ATTR_WRONG_SOURCE",
        "health",
        "Hale said the closures would save money for the capital's main hospital.",
        id="attr-wrong-source-5",
    ),
    pytest.param(
        "ATTR_WRONG_SOURCE",
        "health",
        "The governor said the police acted lawfully.",
        id="attr-wrong-source-6",
    ),
    pytest.param(
        "ATTR_VAGUE", "court", "Officials said the files may contain the names of donors.", id="attr-vague-1"
    ),
    pytest.param(
        "ATTR_VAGUE", "court", "Sources said the files may contain the names of donors.", id="attr-vague-2"
    ),
    pytest.param(
        "ATTR_VAGUE", "court", "A source said the case rests on a single witness.", id="attr-vague-3"
    ),
    pytest.param("ATTR_VAGUE", "health", "Officials said the police acted lawfully.", id="attr-vague-4"),
    pytest.param(
        "ATTR_VAGUE",
        "health",
        "The ministry had hidden the report for a year, sources said.",
        id="attr-vague-5",
    ),
    pytest.param("ATTR_VAGUE", "health", "Critics said the closures could cost lives.", id="attr-vague-6"),
    pytest.param("ATTR_UNRESOLVED", "court", "The emails were safe in a bank.", id="attr-unresolved-1"),
    pytest.param(
        "ATTR_UNRESOLVED", "court", "He said the emails were safe in a bank.", id="attr-unresolved-2"
    ),
    pytest.param(
        "ATTR_UNRESOLVED", "court", "The emails were safe in a bank, he said.", id="attr-unresolved-3"
    ),
    pytest.param(
        "ATTR_UNRESOLVED", "court", "The emails, he said, were safe in a bank.", id="attr-unresolved-4"
    ),
    pytest.param(
        "ATTR_UNRESOLVED",
        "court",
        "According to him, the emails were safe in a bank.",
        id="attr-unresolved-5",
    ),
    pytest.param(
        "ATTR_UNNEEDED",
        "court",
        "The Daily Post reported that Brandt was found dead in April.",
        id="attr-unneeded-1",
    ),
    pytest.param(
        "ATTR_UNNEEDED",
        "court",
        "Brandt was found dead in April, the Daily Post reported.",
        id="attr-unneeded-2",
    ),
    pytest.param(
        "ATTR_UNNEEDED",
        "court",
        "According to the Daily Post, Brandt was found dead in April.",
        id="attr-unneeded-3",
    ),
    pytest.param(
        "ATTR_UNNEEDED",
        "court",
        "The Daily Post reported that Brightwater Homes sued the city of Harlow last year.",
        id="attr-unneeded-4",
    ),
    pytest.param(
        "ATTR_UNNEEDED",
        "court",
        "According to the Daily Post, support for the council fell sharply after the sale.",
        id="attr-unneeded-5",
    ),
    pytest.param(
        "ATTR_UNNEEDED",
        "health",
        "The wells were closed in May, the Daily Post reported.",
        id="attr-unneeded-6",
    ),
    pytest.param(
        "CHAIN_BROKEN",
        "court",
        "The Harlow Courier reported that two officials had destroyed emails.",
        id="chain-broken-1",
    ),
    pytest.param(
        "CHAIN_BROKEN",
        "court",
        "A person familiar with the inquiry said two officials had destroyed emails.",
        id="chain-broken-2",
    ),
    pytest.param(
        "CHAIN_BROKEN",
        "court",
        "Two officials had destroyed emails, the Harlow Courier reported.",
        id="chain-broken-3",
    ),
    pytest.param(
        "CHAIN_BROKEN",
        "health",
        "The Lorn Gazette reported that the ministry had hidden the report for a year.",
        id="chain-broken-4",
    ),
    pytest.param(
        "CHAIN_BROKEN",
        "health",
        "The ministry had hidden the report for a year, according to the Lorn Gazette.",
        id="chain-broken-5",
    ),
]

SOUND = [
    pytest.param("speech", "Governor Marta Quill ended her campaign on Tuesday night.", id="no-speech"),
    pytest.param("speech", "Peter Oss said the mines “will be open in May”.", id="speaker-before"),
    pytest.param(
        "speech", "According to Peter Oss, the mines “will be open in May”.", id="speaker-without-a-verb"
    ),
    pytest.param("speech", "The film “Some Rivers Run Dry” was shown after the speech.", id="a-title"),
    pytest.param("health", "“We cannot staff every ward,” Weir said.", id="speaker-behind"),
    pytest.param(
        "court", "The indictment says Mora received 400,000 euros in a car park.", id="attr-missing-1"
    ),
    pytest.param(
        "court", "According to Tomas Reyes, the case rests on a single witness.", id="attr-missing-2"
    ),
    pytest.param("court", "The case rests on a single witness, Reyes said.", id="attr-missing-3"),
    pytest.param("court", "Judge Petra Lind ruled that the trial may begin in March.", id="attr-missing-4"),
    pytest.param("court", "The trial may begin in March, Lind ruled.", id="attr-missing-5"),
    pytest.param("health", "The closures could cost lives, Hale said.", id="attr-missing-6"),
    pytest.param("health", "The interior ministry said the police acted lawfully.", id="attr-missing-7"),
    pytest.param("health", "The wells were closed in May.", id="attr-missing-8"),
    pytest.param("court", "Mora's lawyer said the case rests on a single witness.", id="attr-wrong-source-1"),
    pytest.param("court", "Lind ruled that the trial may begin in March.", id="attr-wrong-source-2"),
    pytest.param("court", "Dan Abel said the council had betrayed its voters.", id="attr-wrong-source-3"),
    pytest.param(
        "court",
        "The council had betrayed its voters, according to the opposition leader.",
        id="attr-wrong-source-4",
    ),
    pytest.param(
        "health",
        "Weir said the closures would save money for the capital's main hospital.",
        id="attr-wrong-source-5",
    ),
    pytest.param(
        "health", "The police acted lawfully, the interior ministry said.", id="attr-wrong-source-6"
    ),
    pytest.param(
        "court",
        "Officials briefed on the inquiry said the files may contain the names of donors.",
        id="attr-vague-1",
    ),
    pytest.param(
        "court",
        "The files may contain the names of donors, officials briefed on the inquiry said.",
        id="attr-vague-2",
    ),
    pytest.param(
        "court",
        "According to officials briefed on the inquiry, the files may contain the names of donors.",
        id="attr-vague-3",
    ),
    pytest.param(
        "court", "Her lawyer, Tomas Reyes, said the case rests on a single witness.", id="attr-vague-4"
    ),
    pytest.param("health", "The interior ministry said the police acted lawfully.", id="attr-vague-5"),
    pytest.param("health", "Union leader Jon Hale said the closures could cost lives.", id="attr-vague-6"),
    pytest.param(
        "court", "Two former councillors, Paul Stone and Mark Ferro, met on Tuesday.", id="attr-unresolved-1"
    ),
    pytest.param(
        "court", "Former councillors Paul Stone and Mark Ferro met on Tuesday.", id="attr-unresolved-2"
    ),
    pytest.param("court", "Paul Stone and Mark Ferro met on Tuesday.", id="attr-unresolved-3"),
    pytest.param("court", "Two former councillors met on Tuesday.", id="attr-unresolved-4"),
    pytest.param("court", "On Tuesday, Paul Stone and Mark Ferro met.", id="attr-unresolved-5"),
    pytest.param("court", "Brandt was found dead in April.", id="attr-unneeded-1"),
    pytest.param("court", "In April, Brandt was found dead.", id="attr-unneeded-2"),
    pytest.param("court", "Brightwater Homes sued the city of Harlow last year.", id="attr-unneeded-3"),
    pytest.param("court", "Support for the council fell sharply after the sale.", id="attr-unneeded-4"),
    pytest.param("health", "The wells were closed in May.", id="attr-unneeded-5"),
    pytest.param("health", "The pharmacy shut its doors in July.", id="attr-unneeded-6"),
    pytest.param(
        "court",
        "The Harlow Courier reported, citing a person familiar with the inquiry, that two officials had destroyed emails.",
        id="chain-broken-1",
    ),
    pytest.param(
        "court",
        "Citing a person familiar with the inquiry, the Harlow Courier reported that two officials had destroyed emails.",
        id="chain-broken-2",
    ),
    pytest.param(
        "court",
        "Two officials had destroyed emails, the Harlow Courier reported, citing a person familiar with the inquiry.",
        id="chain-broken-3",
    ),
    pytest.param(
        "health",
        "The Lorn Gazette reported that the ministry had hidden the report for a year, citing two officials who asked not to be named.",
        id="chain-broken-4",
    ),
    pytest.param(
        "health",
        "The ministry had hidden the report for a year, the Lorn Gazette reported, citing two officials who asked not to be named.",
        id="chain-broken-5",
    ),
]


@pytest.mark.parametrize(("code", "article", "text"), FAULTY)
def test_owner_faults_are_found(reader: Reader, code: str, article: str, text: str) -> None:
    assert code in {item.code for item in examined(reader, ARTICLES[article], text)}


@pytest.mark.parametrize(("article", "text"), SOUND)
def test_owner_faults_are_not_seen_where_there_are_none(reader: Reader, article: str, text: str) -> None:
    assert [item.code for item in examined(reader, ARTICLES[article], text) if item.severity == "error"] == []
