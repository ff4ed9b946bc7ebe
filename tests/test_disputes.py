"""Disputes, on texts whose claims are marked by hand (``marked.py``): ``{s1|what source s1 says}``."""

from __future__ import annotations

import pytest
from marked import unmark

from summarizer.reading.disputes import find_disputes
from summarizer.reading.figures import find_figures
from summarizer.reading.reader import Reader
from summarizer.records import Dispute


def disputes_in(reader: Reader, marked: str) -> tuple[Dispute, ...]:
    text, claims = unmark(marked)
    article = reader.build_article(text)
    return find_disputes(article, find_figures(article, claims), claims, ())


def sides(dispute: Dispute) -> list[tuple[str | None, str]]:
    return [(side.source_id, side.figure.text) for side in dispute.sides]


FOUND = [
    pytest.param(
        "The health ministry said {s1|at least 32 people were killed in the strike}. "
        "The army {s2|put the toll at 12}.",
        "people killed",
        [("s1", "at least 32 people"), ("s2", "12")],
        id="toll",
    ),
    pytest.param(
        "Police said {s1|5,000 people marched}; organisers said {s2|20,000}.",
        "crowd size",
        [("s1", "5,000 people"), ("s2", "20,000")],
        id="crowd-elliptical",
    ),
    pytest.param(
        "Police said {s1|about 5,000 people marched through the city}. Organisers {s2|put the crowd at 20,000}.",
        "crowd size",
        [("s1", "about 5,000 people"), ("s2", "20,000")],
        id="crowd-noun",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed in the strike}. The army said {s2|12 people were killed}.",
        "people killed",
        [("s1", "32 people"), ("s2", "12 people")],
        id="killed",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed in the strike}. The army said {s2|12 people died}.",
        "people killed",
        [("s1", "32 people"), ("s2", "12 people")],
        id="killed-and-died-are-one-count",
    ),
    pytest.param(
        "The ministry said {s1|at least 32 people were killed}. The rebels said {s2|50 people were killed}.",
        "people killed",
        [("s1", "at least 32 people"), ("s2", "50 people")],
        id="floor-far-below-the-other",
    ),
    pytest.param(
        "The strike killed 32 people. The army said {s1|only 12 people had died}.",
        "people killed",
        [(None, "32 people"), ("s1", "12 people")],
        id="articles-own-voice",
    ),
    pytest.param(
        "The Kremlin said {s1|Ukraine has lost up to 1,350 troops}. Kyiv said {s2|it has lost 2,000 troops}.",
        "troops lost",
        [("s1", "up to 1,350"), ("s2", "2,000")],
        id="ceiling-passed",
    ),
    pytest.param(
        "The Kremlin said {s1|Ukraine has lost up to 1,350 troops}. Kyiv said {s2|it has lost 200 troops}.",
        "troops lost",
        [("s1", "up to 1,350"), ("s2", "200")],
        id="ceiling-far-above",
    ),
    pytest.param(
        "The health ministry said {s1|more than 100 people had died in the fire}. The fire service said "
        "{s2|the death toll was 45}. Residents said {s3|at least 200 people had been killed}.",
        "people killed",
        [("s1", "more than 100 people"), ("s2", "45"), ("s3", "at least 200 people")],
        id="three-sides",
    ),
    pytest.param(
        "The union said {s1|the company employed 700 workers}. The company said {s2|it employed 500 workers}.",
        "workers",
        [("s1", "700"), ("s2", "500")],
        id="no-casualties",
    ),
    pytest.param(
        "The government says {s1|inflation is 5 percent}. Economists {s2|put it at 9 percent}.",
        "inflation",
        [("s1", "5 percent"), ("s2", "9 percent")],
        id="percent",
    ),
    pytest.param(
        "The minister said {s1|the project would cost $5 million}. "
        "Auditors said {s2|the project would cost $9 million}.",
        "project",
        [("s1", "$5 million"), ("s2", "$9 million")],
        id="money",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed}. The army disputed {s2:dispute|the figure}.",
        "people killed",
        [("s1", "32 people"), ("s2", "disputed the figure")],
        id="denial-without-a-figure",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed in the raid}. "
        "The army denied {s2:deny|that 32 people were killed in the raid}.",
        "people killed",
        [("s1", "32 people"), ("s2", "32 people")],
        id="denial-of-the-figure",
    ),
    pytest.param(
        "The army said {s1|it had destroyed 40 drones}. The militia said {s2|only 3 drones were destroyed}.",
        "drones destroyed",
        [("s1", "40"), ("s2", "3")],
        id="things-destroyed",
    ),
    pytest.param(
        "The hospital said {s1|dozens of people were killed}. The army said {s2|five people were killed}.",
        "people killed",
        [("s1", "dozens"), ("s2", "five people")],
        id="vague-and-far-below",
    ),
    pytest.param(
        "Medics said {s1|32 people were killed in the blast}. The mayor said {s2|the number was 50}.",
        "people killed",
        [("s1", "32 people"), ("s2", "50")],
        id="the-number-was",
    ),
    pytest.param(
        "Police said {s1|between 10 and 20 people were killed}. The town said {s2|40 people were killed}.",
        "people killed",
        [("s1", "between 10 and 20 people"), ("s2", "40 people")],
        id="range",
    ),
    pytest.param(
        "Social media said {s1|more than 40 people were dead}. The agency reported {s2|15 deaths}.",
        "people killed",
        [("s1", "more than 40 people"), ("s2", "15")],
        id="dead-and-deaths",
    ),
    pytest.param(
        "Police said {s1|12 people were arrested}. "
        "A lawyers' group said {s2|at least 60 people had been detained during the rally}.",
        "people arrested",
        [("s1", "12 people"), ("s2", "at least 60 people")],
        id="arrested-and-detained",
    ),
    pytest.param(
        "Organisers said {s1|20,000 people joined the march}, while police {s2|estimated the crowd at 5,000}.",
        "crowd size",
        [("s1", "20,000 people"), ("s2", "5,000")],
        id="joined-the-march",
    ),
    pytest.param(
        "Medics said {s3|the blast at the mill killed 30 people}. The owner said {s1|nobody counted}. It was loud. "
        "Rain fell. The coroner said {s2|12 people were killed in the blast at the mill}.",
        "people killed",
        [("s3", "30 people"), ("s2", "12 people")],
        id="far-apart-with-shared-words",
    ),
    pytest.param(
        "Doctors said {s1|40 people were injured in the crush}. The club said {s2|six people were hurt}.",
        "people injured",
        [("s1", "40 people"), ("s2", "six people")],
        id="injured-and-hurt",
    ),
    pytest.param(
        "The agency said {s1|3,000 people had fled the town}. The mayor said {s2|only 200 people had fled}.",
        "people displaced",
        [("s1", "3,000 people"), ("s2", "200 people")],
        id="fled",
    ),
    pytest.param(
        "The army said {s1|it held 1,000 square kilometers of territory}. "
        "The rebels said {s2|the army held 300 square kilometers of territory}.",
        "territory",
        [("s1", "1,000 square kilometers"), ("s2", "300 square kilometers")],
        id="area",
    ),
    pytest.param(
        "The firm said {s1|the repairs would cost between $2 million and $3 million}. "
        "The union said {s2|the repairs would cost $9 million}.",
        "repairs",
        [("s1", "between $2 million and $3 million"), ("s2", "$9 million")],
        id="money-range",
    ),
    pytest.param(
        "Police said {s1|two dozen people were arrested}. The group said {s2|90 people were arrested}.",
        "people arrested",
        [("s1", "two dozen people"), ("s2", "90 people")],
        id="dozen",
    ),
    pytest.param(
        "The navy said {s1|12 sailors were missing}. The families said {s2|at least 30 sailors were missing}.",
        "sailors missing",
        [("s1", "12"), ("s2", "at least 30")],
        id="missing",
    ),
    pytest.param(
        "The coroner said {s1|up to 20 people were killed}. The mayor said {s2|more than 60 people were killed}.",
        "people killed",
        [("s1", "up to 20 people"), ("s2", "more than 60 people")],
        id="ceiling-below-a-floor",
    ),
    pytest.param(
        "The ministry said {s1|turnout was 70 percent}. Observers {s2|put turnout at 40 percent}.",
        "turnout",
        [("s1", "70 percent"), ("s2", "40 percent")],
        id="turnout",
    ),
]


@pytest.mark.parametrize(("marked", "about", "expected"), FOUND)
def test_conflicting_counts_of_one_thing_are_disputed(
    reader: Reader, marked: str, about: str, expected: list[tuple[str | None, str]]
) -> None:
    (dispute,) = disputes_in(reader, marked)
    assert (dispute.about, sides(dispute)) == (about, expected)


NOT_FOUND = [
    pytest.param(
        "Activists said {s1|three people were killed in the market}. The raids killed 30 people on May 31.",
        id="another-day-in-the-articles-voice",
    ),
    pytest.param(
        "Medics said {s1|32 people were killed in the strike}. "
        "Meanwhile the army said {s2|12 people were killed in a strike}.",
        id="meanwhile",
    ),
    pytest.param(
        "Medics said {s1|ten people were killed in the strike}. The town said {s2|two people were killed in a flood}.",
        id="other-event",
    ),
    pytest.param(
        "Medics said {s1|32 Syrian soldiers were killed}. The army said {s2|12 Turkish soldiers were killed}.",
        id="other-armies",
    ),
    pytest.param(
        "Medics said {s1|32 people were killed}. The army said {s2|five of the dead were killed at home}.",
        id="some-of-the-dead",
    ),
    pytest.param(
        "Rescuers said {s1|at least 30 people were killed}. The mayor said {s2|32 people died}.",
        id="floor-and-a-count-just-above",
    ),
    pytest.param(
        "Officials said {s1|at least 32 people were killed} and {s1|50 were wounded}.",
        id="killed-and-wounded",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed}. The army said {s2|12 people were injured}.",
        id="killed-is-not-injured",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed}. The army said {s2|12 people were missing}.",
        id="killed-is-not-missing",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed in Rafah}. The army said {s2|12 people were killed in Jenin}.",
        id="other-place",
    ),
    pytest.param(
        "The strike killed 32 people. The army said {s1|12 militants were killed}.", id="militants-are-a-part"
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed}. The army said {s2|12 civilians were killed}.",
        id="civilians-are-a-part",
    ),
    pytest.param(
        "In 2019 a strike killed 50 people. The army said {s2|12 people were killed on Monday}.",
        id="other-year",
    ),
    pytest.param(
        "A blast killed 50 people last year. The army said {s2|12 people were killed on Monday}.",
        id="last-year",
    ),
    pytest.param(
        "The Kremlin said {s1|Ukraine has lost up to 1,350 troops}. Kyiv said {s2|Russia has lost 2,000 troops}.",
        id="other-countrys-losses",
    ),
    pytest.param(
        "The ministry said {s1|40 people were killed}. The army said {s2|another 12 people were killed}.",
        id="addition",
    ),
    pytest.param(
        "The ministry said {s1|40 people were killed}. The army said {s2|12 more people were killed}.",
        id="more",
    ),
    pytest.param(
        "The ministry said {s1|40 people were killed}. A hospital counted {s2|dead, including 10 people killed "
        "at home}.",
        id="part",
    ),
    pytest.param(
        "The ministry said {s1|12 people were killed}. It later said {s1|32 people were killed}.",
        id="one-source",
    ),
    pytest.param(
        "Officials said {?|32 people were killed}. The army said {s2|12 people were killed}.",
        id="unsettled-owner-may-be-the-same",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed}. The army said {s2|32 people were killed}.",
        id="agreement",
    ),
    pytest.param(
        "The ministry said {s1|about 40 people were killed}. The army said {s2|42 people were killed}.",
        id="about",
    ),
    pytest.param(
        "The hospital said {s1|dozens of people were killed}. The army said {s2|32 people were killed}.",
        id="vague-fits",
    ),
    pytest.param(
        "The ministry said {s1|29 tanks were destroyed}. The army said {s2|23 carriers were destroyed}.",
        id="other-things",
    ),
    pytest.param(
        "The mayor said {s1|the school has 300 pupils}. The coach said {s2|the club has 40 pupils}.",
        id="same-noun-other-whole",
    ),
    pytest.param(
        "The ministry said {s1|5 percent of voters were absent}. The party said {s2|5 voters were absent}.",
        id="percent-and-count",
    ),
    pytest.param(
        "The man, aged 34, fell. Police said {s1|the man, aged 36, fell}.",
        id="ages-are-no-counts",
    ),
    pytest.param(
        "The mayor said {s1|the side won 3-1}. The coach said {s2|the side won 4-1}.",
        id="scores-are-no-counts",
    ),
    pytest.param(
        "The ministry said {s1|32 people were killed}. The army disputed {s2:dispute|the law}.", id="law"
    ),
    pytest.param("The army disputed {s2:dispute|the figure}.", id="denial-of-nothing"),
    pytest.param(
        "Police said {s1|between 10 and 20 people were killed}. The town said {s2|15 people were killed}.",
        id="inside-the-range",
    ),
    pytest.param(
        "Police said {s1|10 to 20 people were killed}. The town said {s2|between 15 and 30 people were killed}.",
        id="ranges-that-overlap",
    ),
    pytest.param(
        "The mayor said {s1|nearly 40 people were injured}. The doctor said {s2|39 people were injured}.",
        id="nearly",
    ),
    pytest.param(
        "The army said {s1|it held 12 kilometers (7.5 miles) of the road}.", id="conversion-of-one-owner"
    ),
    pytest.param(
        "The bank said {s1|inflation rose by 2 percentage points}. The union said {s2|inflation rose to 9 percent}.",
        id="points-are-no-percent",
    ),
    pytest.param(
        "The firm said {s1|the repairs would cost $2 million}. The union said {s2|the repairs would cost €9 million}.",
        id="other-currency",
    ),
    pytest.param(
        "The army said {s1|the 80th brigade was hit}. The rebels said {s2|the 82nd brigade was hit}.",
        id="ordinals-are-no-counts",
    ),
    pytest.param(
        "The mayor said {s1|the dam failed in 2019}. The firm said {s2|the dam failed in 2021}.",
        id="years-are-no-counts",
    ),
    pytest.param("Nothing happened.", id="no-figures"),
    pytest.param("", id="empty"),
]


@pytest.mark.parametrize("marked", NOT_FOUND)
def test_figures_that_can_both_hold_are_no_dispute(reader: Reader, marked: str) -> None:
    assert disputes_in(reader, marked) == ()


def test_two_disputes_stand_in_text_order(reader: Reader) -> None:
    found = disputes_in(
        reader,
        "The ministry said {s1|32 people were killed and 90 people were injured in the strike}. "
        "The army said {s2|12 people were killed and 20 people were injured in the strike}.",
    )
    assert [dispute.about for dispute in found] == ["people killed", "people injured"]


def test_denial_side_keeps_the_denied_value_and_the_words_of_the_denial(reader: Reader) -> None:
    marked = "The ministry said {s1|32 people were killed}. The army disputed {s2:dispute|the figure}."
    text, _ = unmark(marked)
    (dispute,) = disputes_in(reader, marked)
    denial = dispute.sides[1].figure
    assert (denial.value, denial.span.of(text), denial.text) == (
        32,
        "disputed the figure",
        "disputed the figure",
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "The health ministry said at least 32 people were killed in the strike. "
            "The army put the toll at 12.",
            ["at least 32 people", "12"],
            id="toll",
        ),
        pytest.param(
            "Police said 5,000 people marched through the city on Sunday. Organisers said 20,000 people marched.",
            ["5,000 people", "20,000 people"],
            id="crowd",
        ),
    ],
)
def test_disputes_are_found_end_to_end(reader: Reader, text: str, numbers: list[str]) -> None:
    (dispute,) = reader.read(text).disputes
    assert [side.figure.text for side in dispute.sides] == numbers
    assert len({side.source_id for side in dispute.sides}) == 2
