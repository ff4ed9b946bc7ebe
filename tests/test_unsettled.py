"""An owner whom the article leaves open is an owner: what he said may not be told as nobody's (R14)."""

from __future__ import annotations

import pytest

from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, CheckOptions, Draft, DraftSentence, SummarizeOptions

# Two of the name, so that nobody can tell which of them "Adeyemi" is.
ARTICLE = """Tunde Adeyemi and Bisi Adeyemi met the harbour board on Monday.

“The cranes were never insured,” Adeyemi said. “There is no doubt that these brokers claim that they were sold \
the wrong policy.”

The board meets again in June.
"""
UNOWNED = ["The cranes were never insured.", "These brokers claim that they were sold the wrong policy."]


@pytest.fixture(scope="module")
def harbour(reader: Reader) -> Analysis:
    return reader.read(ARTICLE)


def test_the_article_leaves_the_owner_open(harbour: Analysis) -> None:
    assert [claim.status for claim in harbour.claims if claim.parent is None] == ["unresolved"] * 2


@pytest.mark.parametrize("sentence", UNOWNED)
def test_words_of_an_open_owner_told_as_nobodys_fail(
    reader: Reader, harbour: Analysis, sentence: str
) -> None:
    check = Guard(reader).check(harbour, sentence, CheckOptions())
    assert check.verdict == "fail"
    message = next(item.message for item in check.findings if item.code in ("ATTR_MISSING", "CHAIN_BROKEN"))
    assert "Adeyemi" in message


@pytest.mark.parametrize(
    "sentence",
    [
        "The cranes were never insured, Adeyemi said.",
        "Adeyemi said these brokers claim that they were sold the wrong policy.",
    ],
)
def test_the_articles_own_word_for_him_is_open_but_not_missing(
    reader: Reader, harbour: Analysis, sentence: str
) -> None:
    check = Guard(reader).check(harbour, sentence, CheckOptions())
    assert check.verdict == "inconclusive"
    assert {item.code for item in check.findings if item.severity == "warning"} == {"ATTR_UNRESOLVED"}


@pytest.mark.parametrize(
    "owner", ["the harbour ministry", "the health ministry", "two brokers of the harbour"]
)
def test_owner_whose_head_word_the_article_has_not_is_wrong(reader: Reader, owner: str) -> None:
    """“The harbour ministry” is not mentioned where “the harbour board” is."""
    article = reader.read(ARTICLE.replace("Adeyemi said", "she said"))
    check = Guard(reader).check(article, f"“The cranes were never insured,” {owner} said.", CheckOptions())
    wrong = "ATTR_WRONG_SOURCE" in {item.code for item in check.findings}
    assert wrong == ("ministry" in owner)


def test_another_name_is_wrong_whoever_is_meant(reader: Reader, harbour: Analysis) -> None:
    check = Guard(reader).check(harbour, "The cranes were never insured, police said.", CheckOptions())
    assert "ATTR_WRONG_SOURCE" in {item.code for item in check.findings}


@pytest.mark.parametrize("sentence", UNOWNED)
def test_the_guard_gives_them_to_whom_the_article_names(
    reader: Reader, harbour: Analysis, sentence: str
) -> None:
    draft = Draft((DraftSentence(sentence, None),), "local", "test", "abstractive")
    summary = Guard(reader).guard(harbour, draft, None, SummarizeOptions())
    assert all("Adeyemi" in item.text for item in summary.sentences)
    assert all(item.attribution.status == "unresolved" for item in summary.sentences)


def test_whoever_is_quoted_around_another_claim_says_it(reader: Reader, harbour: Analysis) -> None:
    text = "“There is no doubt that these brokers claim that they were sold the wrong policy.”"
    draft = Draft((DraftSentence(text, None),), "local", "test", "abstractive")
    summary = Guard(reader).guard(harbour, draft, None, SummarizeOptions())
    assert [item.text.endswith("policy,” Adeyemi said.") for item in summary.sentences] == [True]


# Which of the two "he" is stays open; police, a doctor or a ministry he is not.
COURT = """Paul Stone and Mark Ferro, two former councillors, met in the old town on Tuesday.

“The emails were safe in a bank,” he said.
"""


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        pytest.param("The emails were safe in a bank, police said.", True, id="nobody-of-the-article"),
        pytest.param("According to the ministry, the emails were safe in a bank.", True, id="a-document"),
        pytest.param("The emails were safe in a bank, Stone said.", False, id="one-of-the-two"),
        pytest.param("The emails were safe in a bank, a former councillor said.", False, id="his-role"),
        pytest.param("The emails were safe in a bank, he said.", False, id="the-articles-word"),
    ],
)
def test_somebody_who_is_nowhere_in_the_article_is_not_meant_by_a_pronoun(
    reader: Reader, sentence: str, wrong: bool
) -> None:
    check = Guard(reader).check(reader.read(COURT), sentence, CheckOptions())
    assert ("ATTR_WRONG_SOURCE" in {item.code for item in check.findings}) is wrong
    assert check.verdict == ("fail" if wrong else "inconclusive")
