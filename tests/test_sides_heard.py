"""Who is heard: each source's share of the article, and whether the candidate gives each side of a dispute."""

from __future__ import annotations

import pytest

from summarizer import answers
from summarizer.api.answering import answer_check
from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import CheckOptions, CheckResult

FIRE = (
    "A fire at a grain store in Harwick killed at least 12 people on Friday, the health ministry said. "
    "The dockers' union said 19 people died in the fire at the grain store."
)
MINISTRY = "The health ministry said the fire at the grain store killed at least 12 people."
UNION = "The dockers' union said 19 people died in the fire."


def told(reader: Reader, text: str, article: str = FIRE) -> answers.CheckAnswer:
    analysis, options = reader.read(article), CheckOptions()
    check = Guard(reader).check(analysis, text, options)
    return answer_check(CheckResult(analysis, text, check, options), id="a", request_id="r", echo=False)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        pytest.param(MINISTRY, [True, False], id="one-side"),
        pytest.param(UNION, [False, True], id="the-other"),
        pytest.param(f"{MINISTRY} {UNION}", [True, True], id="both"),
        pytest.param("A fire burned at a grain store in Harwick.", [False, False], id="neither"),
        pytest.param("The fire killed at least 12 people.", [False, False], id="nobody's"),
        pytest.param("The health ministry said 19 people died in the fire.", [False, False], id="exchanged"),
    ],
)
def test_a_side_is_heard_where_its_figure_is_given_as_its_own(
    reader: Reader, text: str, heard: list[bool]
) -> None:
    (dispute,) = told(reader, text).disputes
    assert [side.in_summary for side in dispute.sides] == heard


def test_shares_are_of_the_article_s_letters_and_do_not_count_the_article_s_own_words(
    reader: Reader,
) -> None:
    shares = {source.name: source.share for source in told(reader, MINISTRY).sources}
    ministry, union = (shares[name] for name in shares)
    assert ministry > union > 0
    assert 0.6 < ministry + union < 1


def test_what_the_article_says_itself_counts_for_nobody(reader: Reader) -> None:
    article = "The mayor said the bridge would open in May. The bridge cost $3 million. Work began in June."
    (mayor,) = told(reader, "The bridge cost $3 million.", article).sources
    assert 0.2 < mayor.share < 0.5


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(MINISTRY, "kept", id="kept"),
        pytest.param("The fire killed at least 12 people.", "missing", id="missing"),
        pytest.param("The health ministry said 19 people died in the fire.", "wrong", id="wrong"),
    ],
)
def test_a_check_says_of_each_sentence_what_became_of_its_owner(
    reader: Reader, text: str, status: str
) -> None:
    assert [item.attribution.status for item in told(reader, text).sentences] == [status]
