"""The thing counted, the as-of time and the owner of a figure: these need the parse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import unmark

from summarizer.reading.disputes import find_disputes
from summarizer.reading.figures import find_figures
from summarizer.reading.quantities.counted import split_counted
from summarizer.reading.reader import Reader
from summarizer.reading.voice import find_loaded
from summarizer.records import Analysis, Claim, Figure, Span

WORDS = (
    "at least|32|people|were|killed|the army said|and|two dozen|brazen|regime|of|the toll|rose to|in|Kyiv|.|“|”|"
    "half|somewhat|12 km|one|%|$5|wounded|\n\n|- "
).split("|")


def figure_in(reader: Reader, text: str, words: str) -> Figure:
    article = reader.build_article(text)
    found = [figure for figure in find_figures(article, ()) if figure.text == words]
    assert len(found) == 1, [figure.text for figure in find_figures(article, ())]
    return found[0]


COUNTED = [
    ("Ukraine has lost up to 1,350 troops.", "up to 1,350", "troops lost"),
    ("The army sent 29 tanks north.", "29", "tanks"),
    ("Hospitals admitted 69 people that were injured in the shelling.", "69 people", "people injured"),
    ("Doctors treated 69 injured people.", "69", "people injured"),
    ("17 are in serious condition.", "17", ""),
    ("At least 32 people were killed in the blast.", "At least 32 people", "people killed"),
    ("The blast killed at least 32 people.", "at least 32 people", "people killed"),
    ("At least 32 people died in the blast.", "At least 32 people", "people killed"),
    ("The flood left 12 people dead.", "12 people", "people killed"),
    ("The flood left 12 dead.", "12", "people killed"),
    ("Twelve people were killed and 50 wounded.", "50", "people injured"),
    ("Twelve people were killed and 50 wounded.", "Twelve people", "people killed"),
    ("The raid killed 12 and injured 30.", "12", "people killed"),
    ("The raid killed 12 and injured 30.", "30", "people injured"),
    ("Four people are missing.", "Four people", "people missing"),
    ("Police arrested 40 protesters.", "40", "protesters"),
    ("Police arrested 40 men.", "40", "men arrested"),
    ("More than 120,000 people have left their homes.", "More than 120,000 people", "people displaced"),
    ("About 3,000 residents fled.", "About 3,000", "residents displaced"),
    ("The city evacuated 500 patients.", "500", "patients evacuated"),
    ("The death toll has reached 12.", "12", "deaths"),
    ("The civilian death toll has reached 12.", "12", "civilian deaths"),
    ("The army put the toll at 12.", "12", "deaths"),
    ("The death toll rose to 45 on Monday.", "45", "deaths"),
    ("The fire caused 12 deaths.", "12", "deaths"),
    ("There were 200 casualties.", "200", "casualties"),
    ("The number of wounded rose to 90.", "90", "people injured"),
    ("Crews rescued a total of 40 sailors.", "40", "sailors rescued"),
    ("Russia repelled seven Ukrainian attacks.", "seven", "attacks repelled"),
    ("The troops took 28 towns and villages.", "28", "towns and villages"),
    ("Some 5,000 people marched through the city.", "Some 5,000 people", "people attended"),
    ("A sixth of its population left.", "A sixth", "population"),
    ("Half of the houses were destroyed.", "Half", "houses destroyed"),
    ("Dozens of soldiers were killed.", "Dozens", "soldiers killed"),
    ("A 12-member panel met.", "12", "members"),
    ("The minister was arrested along with three alleged accomplices.", "three", "accomplices"),
    ("The union won 60 percent of the votes.", "60 percent", "votes"),
    ("Inflation rose to 5 percent.", "5 percent", "inflation"),
    ("The project would cost $5 million.", "$5 million", "project"),
    ("They hold 1,000 square kilometers of territory.", "1,000 square kilometers", "territory"),
    ("One soldier was killed.", "One", "soldier killed"),
    ("Tropical rain destroyed 300 homes.", "300", "homes destroyed"),
    ("The crash claimed 12 lives.", "12", "deaths"),
    ("The storm wounded at least nine people.", "at least nine people", "people injured"),
    ("Eleven miners remain missing.", "Eleven", "miners missing"),
    ("The earthquake left 4,000 people homeless.", "4,000 people", "people displaced"),
    ("The gunmen abducted 35 pupils.", "35", "pupils kidnapped"),
    ("Prosecutors charged six officers.", "six", "officers charged"),
    ("The court jailed three editors.", "three", "editors convicted"),
    ("Air defences shot down 14 drones.", "14", "drones downed"),
    ("The rebels captured 80 soldiers.", "80", "soldiers captured"),
    ("The group freed nine hostages.", "nine", "hostages released"),
    ("The firm laid off 900 workers.", "900", "workers sacked"),
    ("The fire damaged 60 shops.", "60", "shops damaged"),
    ("The alliance deployed 5,000 soldiers.", "5,000", "soldiers deployed"),
    ("The virus infected 700 patients.", "700", "patients infected"),
    ("The town reported zero deaths.", "zero", "deaths"),
    ("Turnout was 61 percent.", "61 percent", "turnout"),
    ("Profits doubled to $40 million.", "$40 million", "profits"),
    ("The mine employs 1,200 people.", "1,200 people", "people"),
    ("The village has 300 houses.", "300", "houses"),
    ("Two thirds of the members voted.", "Two thirds", "members"),
    ("Nearly 40 schools stayed shut.", "Nearly 40", "schools"),
    ("The firm recalled 30,000 cars.", "30,000", "cars"),
    ("Three people drowned in the lake.", "Three people", "people killed"),
    ("A dozen villages were evacuated.", "A dozen", "villages evacuated"),
    ("Some 600 injuries were recorded.", "Some 600", "injuries"),
    ("Militants fired 30 rockets.", "30", "rockets"),
    ("The firm fired 30 workers.", "30", "workers sacked"),
    ("The hen laid 12 eggs.", "12", "eggs"),
    ("Gunmen gunned down seven farmers.", "seven", "farmers killed"),
    ("Fourteen drones were shot down.", "Fourteen", "drones downed"),
    ("Millions of voters stayed away.", "Millions", "voters"),
]


@pytest.mark.parametrize(
    ("text", "words", "counted"), [pytest.param(*case, id=f"{case[1]}-{case[0]}"[:60]) for case in COUNTED]
)
def test_figure_names_the_thing_counted_and_its_event(
    reader: Reader, text: str, words: str, counted: str
) -> None:
    assert figure_in(reader, text, words).counted == counted


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        pytest.param("Doctors treated 69 injured people.", "69", "people", id="people-behind-an-adjective"),
        pytest.param("Twelve were killed.", "Twelve", "", id="elliptical"),
        pytest.param("The army lost 1,350 troops.", "1,350", "", id="troops-are-no-unit"),
    ],
)
def test_unit_people_only_where_the_word_stands(reader: Reader, text: str, words: str, unit: str) -> None:
    assert figure_in(reader, text, words).unit == unit


def test_age_between_commas_is_no_count(reader: Reader) -> None:
    figure = figure_in(reader, "Maria Lopez, 34, said she ran.", "34")
    assert (figure.kind, figure.unit, figure.counted) == ("measure", "years", "age")


def test_pronoun_one_is_no_figure(reader: Reader) -> None:
    article = reader.build_article("The old bridge fell and the new one stands. One wonders why.")
    assert find_figures(article, ()) == ()


@pytest.mark.parametrize(
    ("counted", "parts"),
    [
        pytest.param("people killed", ("people", "killed"), id="noun-and-event"),
        pytest.param("deaths", ("people", "killed"), id="event-noun"),
        pytest.param("civilian deaths", ("civilian", "killed"), id="group"),
        pytest.param("troops", ("troops", ""), id="noun"),
        pytest.param("", ("", ""), id="elliptical"),
    ],
)
def test_split_counted_gives_noun_and_event(counted: str, parts: tuple[str, str]) -> None:
    assert split_counted(counted) == parts


# --------------------------------------------------------------------------- time


@pytest.mark.parametrize(
    ("text", "words", "marker"),
    [
        ("Crews found 12 bodies on Monday.", "12", "on Monday"),
        ("Russia repelled seven attacks in the past 24 hours.", "seven", "in the past 24 hours"),
        ("Russia repelled seven attacks in the past 24 hours.", "24 hours", None),
        ("The army has lost 29 tanks since the start.", "29", "since the start"),
        ("So far 12 people have died.", "12 people", "So far"),
        ("As of 6 p.m., 12 people had died.", "12 people", "As of 6 p.m."),
        ("Sales rose 3% from a year earlier.", "3%", "from a year earlier"),
        ("In May 2024 the fund held $3 million.", "$3 million", "In May 2024"),
        ("It lost 40 ships in 2019; it has 12 ships now.", "12", None),
        ("By Friday 40 homes had burned.", "40", "By Friday"),
        ("As of Tuesday 40 homes had burned.", "40", "As of Tuesday"),
        ("The blaze destroyed 40 homes overnight.", "40", "overnight"),
        ("The bank closed 40 branches this year.", "40", "this year"),
        ("The bank has closed 40 branches so far this year.", "40", "so far this year"),
        ("The bank closed 40 branches in March.", "40", "in March"),
        ("The bank has closed 40 branches since 2022.", "40", "since 2022"),
        ("The bank closed 40 branches on August 12.", "40", "on August 12"),
        ("Yesterday 40 flights were cancelled.", "40", "Yesterday"),
        ("Crews put out 40 fires over the past week.", "40", "over the past week"),
        ("Crews put out 40 fires during the last two months.", "40", "during the last two months"),
        ("Crews found 12 bodies late on Sunday.", "12", "late on Sunday"),
        ("Crews found 12 bodies on Monday morning.", "12", "on Monday morning"),
        ("The army lost 40 tanks two days ago.", "40", "two days ago"),
        ("The army lost 40 tanks earlier this week.", "40", "earlier this week"),
        ("The fund will hold $3 million by the end of June.", "$3 million", "by the end of June"),
        ("The fund held $3 million at the end of the year.", "$3 million", "at the end of the year"),
        ("To date 40 claims have been paid.", "40", "To date"),
        ("The toll was 12 on Monday, but 45 people have died since then.", "12", "on Monday"),
        ("The toll was 12 on Monday, but 45 people have died since then.", "45 people", "since then"),
        ("In 2019 the club had 40 members.", "40", "In 2019"),
        ("In 2019 the club had 40 members.", "2019", None),
        ("Until last year it had 40 members.", "40", "Until last year"),
        ("The mill has 300 workers.", "300", None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_figure_carries_the_as_of_marker_of_its_clause(
    reader: Reader, text: str, words: str, marker: str | None
) -> None:
    time = figure_in(reader, text, words).time
    assert (time and time.of(text)) == marker


# -------------------------------------------------------------------------- owner


def test_figure_belongs_to_the_innermost_claim(reader: Reader) -> None:
    text = "Reuters reported the mayor said 12 people died. It rained for two days."
    outer = Claim("c1", (Span(text.index("the mayor"), text.index(". It")),), "indirect", "s1")
    inner = Claim("c2", (Span(text.index("12"), text.index(". It")),), "indirect", "s2", parent="c1")
    died, rained = find_figures(reader.build_article(text), (outer, inner))
    assert (died.claim_id, died.source_id) == ("c2", "s2")
    assert (rained.claim_id, rained.source_id) == (None, None)


def test_figure_in_claims_that_name_each_other_as_parent_still_ends(reader: Reader) -> None:
    text = "12 people died."
    span = (Span(0, len(text)),)
    claims = (
        Claim("c1", span, "indirect", "s1", parent="c2"),
        Claim("c2", span, "indirect", "s2", parent="c1"),
    )
    assert find_figures(reader.build_article(text), claims)[0].claim_id in {"c1", "c2"}


OWNERS = [
    pytest.param("The mayor said {s1|12 people died}.", "12 people", "s1", id="behind-the-cue"),
    pytest.param("{s1|Twelve people died}, the mayor said.", "Twelve people", "s1", id="before-the-cue"),
    pytest.param("“{s1|We lost 12 boats},” she said.", "12", "s1", id="quotation"),
    pytest.param("The mayor, 45, said {s1|12 people died}.", "45", None, id="age-of-the-owner"),
    pytest.param("The 12-member panel said {s1|the bank had failed}.", "12", None, id="size-of-the-owner"),
    pytest.param("In 2019 the mayor said {s1|12 people died}.", "2019", None, id="time-of-saying"),
    pytest.param(
        "The mayor said {s1|he fled}. Twelve people died.", "Twelve people", None, id="next-sentence"
    ),
    pytest.param("The mayor said {s1|he fled}, and 12 boats sank.", "12", None, id="clause-behind"),
    pytest.param(
        "Police said {s1|5,000 marched}; organisers said {s2|20,000}.", "5,000", "s1", id="first-of-two"
    ),
    pytest.param("Police said {s1|5,000 marched}; organisers said {s2|20,000}.", "20,000", "s2", id="second"),
    pytest.param("Officials said {?|32 people were killed}.", "32 people", None, id="owner-not-settled"),
    pytest.param("Reportedly {-|32 people were killed}.", "32 people", None, id="nobody-named"),
    pytest.param("The army denied {s1:deny|that 32 people died}.", "32 people", "s1", id="who-denies-it"),
    pytest.param("The army said {s1|it lost 29 tanks} and {s1|23 carriers}.", "23", "s1", id="second-part"),
    pytest.param(
        "Rain fell for two days. The mill shut. The mayor said {s1|40 homes burned}.",
        "two days",
        None,
        id="before-all-claims",
    ),
    pytest.param("The bank said {s1|rates rose to 5% in 2023}.", "5%", "s1", id="percent"),
    pytest.param("The bank said {s1|rates rose to 5% in 2023}.", "2023", "s1", id="year-said"),
    pytest.param("The firm said {s1|the deal (worth $5 million) was off}.", "$5 million", "s1", id="bracket"),
    pytest.param(
        "The party won 40 seats, {s1|half of the total}, the panel said.", "40", None, id="voice-first"
    ),
    pytest.param(
        "The party won 40 seats, {s1|half of the total}, the panel said.", "half", "s1", id="then-s1"
    ),
]


@pytest.mark.parametrize(("marked", "words", "owner"), OWNERS)
def test_figure_has_the_owner_of_the_claim_it_stands_in(
    reader: Reader, marked: str, words: str, owner: str | None
) -> None:
    text, claims = unmark(marked)
    figures = find_figures(reader.build_article(text), claims)
    (figure,) = [item for item in figures if item.text == words]
    inside = [claim.id for claim in claims if claim.covers(figure.span)]
    assert (figure.source_id, figure.claim_id) == (owner, inside[0] if inside else None)


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        pytest.param("The mayor said 12 people died.", "12 people", "the mayor", id="says-that"),
        pytest.param(
            "According to the army, 29 tanks were lost.", "29", "the army", id="according-to-in-front"
        ),
        pytest.param("Twelve people died, the ministry said.", "Twelve people", "the ministry", id="behind"),
        pytest.param("Twelve people died on Friday.", "Twelve people", None, id="own-voice"),
        pytest.param("“We lost 12 boats,” the owner said.", "12", "the owner", id="quotation"),
    ],
)
def test_figure_has_the_owner_that_the_reader_finds(
    reader: Reader, text: str, words: str, owner: str | None
) -> None:
    read = reader.read(text)
    (figure,) = [item for item in read.figures if item.text == words]
    source = read.source(figure.source_id)
    assert (source and source.name) == owner


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "😀 12 people\r\n\r\nand “13” more",
        "At least\n32 people",
        "…",
        "12\u200b13",
        "one",
        "a half",
    ],
    ids=range(8),
)
def test_odd_texts_give_figures_that_slice(reader: Reader, text: str) -> None:
    figures = find_figures(reader.build_article(text), ())
    assert all(figure.span.of(text) == figure.text for figure in figures)


@given(st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_text_reads_without_error_and_slices(reader: Reader, text: str) -> None:
    article = reader.build_article(text)
    figures = find_figures(article, ())
    notes = find_loaded(article, ())
    assert all(item.span.of(text) == item.text for item in (*figures, *notes))
    assert all(a.span.end <= b.span.start for a, b in zip(figures, figures[1:], strict=False))
    assert find_disputes(article, figures, (), ()) == ()


def test_qualifier_survives_a_hard_line_break(reader: Reader) -> None:
    text = (
        "The blast tore through the market hall in the middle of the morning, and\n"
        "rescuers who had reached the scene from three towns said that at least\n"
        "32 people were killed in the blast and in the fire that burned all day."
    )
    _, figure = find_figures(reader.build_article(text), ())
    assert (figure.qualifier, figure.value, figure.unit) == ("at_least", 32, "people")


# --------------------------------------------------------------------------- seed


SEED_FIGURES = [
    ("nearly one week", 1, "weeks", "nearly", "incursion"),
    ("180,000", 180000, "", "exact", "citizens evacuated"),
    ("28", 28, "", "exact", "towns and villages"),
    ("a sixth", 1 / 6, "fraction", "exact", "population"),
    ("1,000 square kilometers", 1000, "km2", "exact", "territory"),
    ("More than 120,000 people", 120000, "people", "more_than", "people displaced"),
    ("about 60,000", 60000, "", "about", ""),
    ("at least 12 kilometers", 12, "km", "at_least", ""),
    ("7.5 miles", 7.5, "miles", "exact", ""),
    ("at least 40 kilometers", 40, "km", "at_least", ""),
    ("69 people", 69, "people", "exact", "people injured"),
    ("17", 17, "", "exact", ""),
    ("up to 1,350", 1350, "", "up_to", "troops lost"),
    ("29", 29, "", "exact", "tanks lost"),
    ("23", 23, "", "exact", "carriers lost"),
    ("12", 12, "", "exact", "civilian deaths"),
    ("seven", 7, "", "exact", "attacks repelled"),
    ("24 hours", 24, "hours", "exact", ""),
    ("half a million dollars", 500000, "USD", "exact", ""),
    ("three", 3, "", "exact", "accomplices"),
]


@pytest.mark.parametrize(
    ("words", "value", "unit", "qualifier", "counted"),
    [pytest.param(*case, id=case[0]) for case in SEED_FIGURES],
)
def test_seed_figures_are_read_as_a_person_reads_them(
    seed: Analysis, words: str, value: float, unit: str, qualifier: str, counted: str
) -> None:
    (figure,) = [item for item in seed.figures if item.text == words]
    assert figure.value == pytest.approx(value)
    assert (figure.unit, figure.qualifier, figure.counted) == (unit, qualifier, counted)


def test_seed_ordinals_are_the_brigades_and_the_battalion(seed: Analysis) -> None:
    ordinals = [(figure.text, figure.value) for figure in seed.figures if figure.kind == "ordinal"]
    assert ordinals == [("80th", 80), ("82nd", 82), ("225th", 225)]


def test_seed_list_figures_carry_their_time(seed: Analysis, seed_text: str) -> None:
    by_text = {figure.text: figure for figure in seed.figures}
    assert by_text["29"].time is not None
    assert by_text["29"].time.of(seed_text) == "since the start"
