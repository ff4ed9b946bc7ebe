"""The figure grammar over text alone: one row a figure, expected values written by reading the text."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.figures import compatible_qualifier, find_numbers, is_vague, same_value, unit_family
from summarizer.records import Figure


def row(text: str, words: str, value: float, unit: str = "", **more: Any) -> Any:
    """One case: ``words`` is the exact slice of ``text``; ``alone`` says that it is the only figure."""
    return pytest.param(text, words, value, unit, more, id=f"{words}-in-{text}"[:70])


def find(text: str, words: str) -> Figure:
    found = [figure for figure in find_numbers(text) if figure.text == words]
    assert len(found) == 1, f"{words!r} not among {[figure.text for figure in find_numbers(text)]}"
    return found[0]


PLAIN = [
    row("The fire burned 300 homes.", "300", 300),
    row("Some 1,350 were counted.", "Some 1,350", 1350, qualifier="about"),
    row("It moved 180,000 citizens.", "180,000", 180000),
    row("It moved 180 000 citizens.", "180 000", 180000),
    row("It moved 180\u00a0000 citizens.", "180\u00a0000", 180000),
    row("A crowd of 1,250,000 came.", "1,250,000", 1250000),
    row("The lake holds 1.350.000 fish.", "1.350.000", 1350000),
    row("The town lost 1,50,000 voters.", "1,50,000", 150000),
    row("The index fell 4.35 overall.", "4.35", 4.35),
    row("It grew by .5 percent.", ".5 percent", 0.5, "percent", kind="percent"),
    row("Twenty-five houses burned.", "Twenty-five", 25),
    row("The blast hurt twenty five guests.", "twenty five", 25),
    row("A hundred boats sailed.", "A hundred", 100),
    row("They counted one hundred and twenty boats.", "one hundred and twenty", 120),
    row("They counted a hundred and twenty boats.", "a hundred and twenty", 120),
    row(
        "About two hundred and fifty thousand voted.",
        "About two hundred and fifty thousand",
        250000,
        qualifier="about",
    ),
    row("Three hundred thousand tonnes arrived.", "Three hundred thousand tonnes", 300000, "tonnes"),
    row("Nineteen ships left.", "Nineteen", 19),
    row("The court heard forty-two cases.", "forty-two", 42),
    row("Two thousand five hundred seats were empty.", "Two thousand five hundred", 2500),
    row("One million two hundred thousand votes were cast.", "One million two hundred thousand", 1200000),
    row("Two dozen boats sank.", "Two dozen", 24),
    row("A dozen boats sank.", "A dozen", 12),
    row("Half a dozen boats sank.", "Half a dozen", 6),
    row("A half-dozen boats sank.", "A half-dozen", 6),
    row("Three dozen boats sank.", "Three dozen", 36),
    row("The haul weighed 1.35 thousand kilograms.", "1.35 thousand kilograms", 1350, "kg"),
    row("The site drew 2.5m visitors.", "2.5m", 2500000),
    row("The site drew 3bn views.", "3bn", 3000000000),
    row("The site drew 100k readers.", "100k", 100000),
    row("About 1.2 billion voters may take part.", "About 1.2 billion", 1200000000, qualifier="about"),
    row("The fund holds 4 trillion.", "4 trillion", 4000000000000),
    row("They planted 5 lakh trees.", "5 lakh", 500000),
    row("They planted 2 crore trees.", "2 crore", 20000000),
    row("It reached half a million readers.", "half a million", 500000),
    row("It reached half-a-million readers.", "half-a-million", 500000),
    row("It reached a quarter of a million readers.", "a quarter of a million", 250000),
    row("Two and a half million voted.", "Two and a half million", 2500000),
    row("It lasted two and a half years.", "two and a half years", 2.5, "years"),
    row("It lasted 2½ years.", "2½ years", 2.5, "years"),
    row("Seven attacks were repelled.", "Seven", 7),
    row("The vote had two or three rounds.", "two or three", 2, high=3, qualifier="between"),
    row("Five in ten said so.", "Five in ten", 0.5, "fraction"),
    row("A drop of minus 5 degrees was seen.", "minus 5 degrees", -5, "degrees"),
    row("It fell to -12C overnight.", "-12C", -12, "celsius"),
    row("One person was hurt.", "One person", 1, "people"),
    row("At least one died.", "At least one", 1, qualifier="at_least"),
    row("٣٢ boats sank.", "٣٢", 32),
]

QUALIFIED = [
    row("up to 1,350 troops", "up to 1,350", 1350, qualifier="up_to"),
    row("as many as 40 people", "as many as 40 people", 40, "people", qualifier="up_to"),
    row("as much as $4 million", "as much as $4 million", 4000000, "USD", qualifier="up_to"),
    row("no more than 12 seats", "no more than 12", 12, qualifier="up_to"),
    row("not more than 12 seats", "not more than 12", 12, qualifier="up_to"),
    row("at most 12 seats", "at most 12", 12, qualifier="up_to"),
    row("a maximum of 30 guests", "a maximum of 30", 30, qualifier="up_to"),
    row("at least 32", "at least 32", 32, qualifier="at_least"),
    row("At least 32 people", "At least 32 people", 32, "people", qualifier="at_least"),
    row("no fewer than 32 people", "no fewer than 32 people", 32, "people", qualifier="at_least"),
    row("no less than 32 people", "no less than 32 people", 32, "people", qualifier="at_least"),
    row("a minimum of 30 guests", "a minimum of 30", 30, qualifier="at_least"),
    row("more than 120,000 people", "more than 120,000 people", 120000, "people", qualifier="more_than"),
    row("over 120,000 people", "over 120,000 people", 120000, "people", qualifier="more_than"),
    row("just over 40 percent", "just over 40 percent", 40, "percent", qualifier="more_than"),
    row("well over 40 percent", "well over 40 percent", 40, "percent", qualifier="more_than"),
    row("in excess of 40 tonnes", "in excess of 40 tonnes", 40, "tonnes", qualifier="more_than"),
    row("upwards of 40 tonnes", "upwards of 40 tonnes", 40, "tonnes", qualifier="more_than"),
    row("above 40 degrees Celsius", "above 40 degrees Celsius", 40, "celsius", qualifier="more_than"),
    row("fewer than 10 people", "fewer than 10 people", 10, "people", qualifier="less_than"),
    row("less than 10 percent", "less than 10 percent", 10, "percent", qualifier="less_than"),
    row("under 10 percent", "under 10 percent", 10, "percent", qualifier="less_than"),
    row("below 10 percent", "below 10 percent", 10, "percent", qualifier="less_than"),
    row("about 60,000 more", "about 60,000", 60000, qualifier="about"),
    row("around 60,000 more", "around 60,000", 60000, qualifier="about"),
    row("some 40 villages", "some 40", 40, qualifier="about"),
    row("roughly 40 villages", "roughly 40", 40, qualifier="about"),
    row("approximately 40 villages", "approximately 40", 40, qualifier="about"),
    row("an estimated 40 villages", "an estimated 40", 40, qualifier="about"),
    row("~40 villages", "~40", 40, qualifier="about"),
    row("≈ 40 villages", "≈ 40", 40, qualifier="about"),
    row("nearly 40 villages", "nearly 40", 40, qualifier="nearly"),
    row("almost 40 villages", "almost 40", 40, qualifier="nearly"),
    row("close to 40 villages", "close to 40", 40, qualifier="nearly"),
    row("just under 40 villages", "just under 40", 40, qualifier="nearly"),
    row("nearly one week", "nearly one week", 1, "weeks", qualifier="nearly"),
    row("nearly a dozen boats", "nearly a dozen", 12, qualifier="nearly"),
    row("nearly half a million dollars", "nearly half a million dollars", 500000, "USD", qualifier="nearly"),
    row("50 or more people", "50 or more people", 50, "people", qualifier="at_least"),
    row("50 people or more", "50 people or more", 50, "people", qualifier="at_least"),
    row("a dozen or so boats", "a dozen or so", 12, qualifier="about"),
    row("20 kilometres or so", "20 kilometres or so", 20, "km", qualifier="about"),
    row("50 or fewer seats", "50 or fewer", 50, qualifier="up_to"),
    row("500+ homes", "500+", 500, qualifier="at_least"),
    row("50-plus boats", "50-plus", 50, qualifier="at_least"),
    row("40-odd boats", "40-odd", 40, qualifier="about"),
    row(">40 boats", ">40", 40, qualifier="more_than"),
    row("≤ 40 boats", "≤ 40", 40, qualifier="up_to"),
    row("up to about 40 boats", "up to about 40", 40, qualifier="up_to"),
    row("more than a hundred boats", "more than a hundred", 100, qualifier="more_than"),
    row("more than half the fleet", "more than half", 0.5, "fraction", qualifier="more_than"),
    row("over the past week, over 40 boats sank", "over 40", 40, qualifier="more_than"),
    row("exactly 40 boats", "40", 40),
    row("only 40 boats", "40", 40),
]

RANGES = [
    row("between 10 and 20 boats", "between 10 and 20", 10, high=20, qualifier="between"),
    row("between 10 and 20 people", "between 10 and 20 people", 10, "people", high=20, qualifier="between"),
    row("10-15 boats", "10-15", 10, high=15, qualifier="between"),
    row("10–15 boats", "10–15", 10, high=15, qualifier="between"),
    row("10 to 15 percent", "10 to 15 percent", 10, "percent", high=15, qualifier="between"),
    row("5% to 10% of voters", "5% to 10%", 5, "percent", high=10, qualifier="between"),
    row("5-10% of voters", "5-10%", 5, "percent", high=10, qualifier="between"),
    row("between 2 and 3 million people", "between 2 and 3 million people", 2000000, "people", high=3000000),
    row(
        "between 500,000 and 1 million people",
        "between 500,000 and 1 million people",
        500000,
        "people",
        high=1000000,
    ),
    row("$5-10 million", "$5-10 million", 5000000, "USD", high=10000000, qualifier="between"),
    row("$5 million to $10 million", "$5 million to $10 million", 5000000, "USD", high=10000000),
    row("between €5m and €10m", "between €5m and €10m", 5000000, "EUR", high=10000000),
    row("5 km to 10 km", "5 km to 10 km", 5, "km", high=10),
    row("about 10 to 15 boats", "about 10 to 15", 10, high=15, qualifier="about"),
    row("up to 10-15 boats", "up to 10-15", 10, high=15, qualifier="up_to"),
    row("aged between 18 and 25", "between 18 and 25", 18, "years", high=25, counted="age"),
    row("ten to fifteen boats", "ten to fifteen", 10, high=15, qualifier="between"),
]

MEASURES = [
    row("12 kilometers", "12 kilometers", 12, "km", kind="measure"),
    row("12 kilometres", "12 kilometres", 12, "km"),
    row("a 12-kilometer front", "12-kilometer", 12, "km"),
    row("12km", "12km", 12, "km"),
    row("at least 12 km deep", "at least 12 km", 12, "km", qualifier="at_least"),
    row("a 5m high wall", "5m", 5, "m"),
    row("the 100m final", "100m", 100, "m"),
    row("155mm shells", "155mm", 155, "mm"),
    row("7.5 miles", "7.5 miles", 7.5, "miles"),
    row("1,000 square kilometers", "1,000 square kilometers", 1000, "km2"),
    row("1,000 sq km", "1,000 sq km", 1000, "km2"),
    row("1,000 km²", "1,000 km²", 1000, "km2"),
    row("386 square miles", "386 square miles", 386, "square_miles"),
    row("60 acres", "60 acres", 60, "acres"),
    row("25 hectares", "25 hectares", 25, "hectares"),
    row("3 tonnes", "3 tonnes", 3, "tonnes"),
    row("3 metric tons", "3 metric tons", 3, "tonnes"),
    row("1.5m tonnes", "1.5m tonnes", 1500000, "tonnes"),
    row("50 pounds of explosives", "50 pounds", 50, "lb"),
    row("a 200-pound man", "200-pound", 200, "lb"),
    row("a 1,000-pound fine", "1,000-pound", 1000, "GBP"),
    row("30kg", "30kg", 30, "kg"),
    row("5g of sugar", "5g", 5, "g"),
    row("20 litres", "20 litres", 20, "litres"),
    row("90 mph", "90 mph", 90, "mph"),
    row("120 km/h", "120 km/h", 120, "km/h"),
    row("90 miles per hour", "90 miles per hour", 90, "mph"),
    row("40C", "40C", 40, "celsius"),
    row("40°C", "40°C", 40, "celsius"),
    row("104F", "104F", 104, "fahrenheit"),
    row("300 megawatts", "300 megawatts", 300, "MW"),
    row("300 MW", "300 MW", 300, "MW"),
    row("2 million barrels per day", "2 million barrels per day", 2000000, "barrels/day"),
    row("a magnitude 6.2 quake", "6.2", 6.2),
    row("a 6.2-magnitude quake", "6.2-magnitude", 6.2, "magnitude"),
    row("in the past 24 hours", "24 hours", 24, "hours", kind="measure"),
    row("over 24 hours", "24 hours", 24, "hours", qualifier="exact"),
    row("more than 24 hours", "more than 24 hours", 24, "hours", qualifier="more_than"),
    row("a three-day truce", "three-day", 3, "days"),
    row("for two weeks", "two weeks", 2, "weeks"),
    row("for 18 months", "18 months", 18, "months"),
    row("half an hour", "half an hour", 0.5, "hours"),
    row("a 30-second clip", "30-second", 30, "seconds"),
    row("a 34-year-old man", "34-year-old", 34, "years", counted="age", kind="measure"),
    row("a man aged 34", "34", 34, "years", counted="age"),
    row("34 years old", "34 years old", 34, "years", counted="age"),
    row("three times", "three times", 3, "times"),
]

MONEY = [
    row("half a million dollars", "half a million dollars", 500000, "USD", kind="money"),
    row("$4.5bn", "$4.5bn", 4500000000, "USD"),
    row("$4.5 billion", "$4.5 billion", 4500000000, "USD"),
    row("$3M", "$3M", 3000000, "USD"),
    row("$500k", "$500k", 500000, "USD"),
    row("US$5 million", "US$5 million", 5000000, "USD"),
    row("A$3m", "A$3m", 3000000, "AUD"),
    row("€3 million", "€3 million", 3000000, "EUR"),
    row("3 million euros", "3 million euros", 3000000, "EUR"),
    row("EUR 3 million", "EUR 3 million", 3000000, "EUR"),
    row("£20", "£20", 20, "GBP"),
    row("20 pounds sterling", "20 pounds sterling", 20, "GBP"),
    row("Rs 500 crore", "Rs 500 crore", 5000000000, "INR"),
    row("Rs. 500", "Rs. 500", 500, "INR"),
    row("₹2 lakh", "₹2 lakh", 200000, "INR"),
    row("10 million rubles", "10 million rubles", 10000000, "RUB"),
    row("10 million won", "10 million won", 10000000, "KRW"),
    row("5 million U.S. dollars", "5 million U.S. dollars", 5000000, "USD"),
    row("50 cents", "50 cents", 50, "cents"),
    row("a million-dollar home", "a million-dollar", 1000000, "USD"),
    row("up to $2 million", "up to $2 million", 2000000, "USD", qualifier="up_to"),
    row("¥300bn", "¥300bn", 300000000000, "JPY"),
    row("a $5-a-day fee", "$5", 5, "USD"),
]

SHARES = [
    row("5 percent", "5 percent", 5, "percent", kind="percent"),
    row("5 per cent", "5 per cent", 5, "percent"),
    row("5%", "5%", 5, "percent"),
    row("5 pct", "5 pct", 5, "percent"),
    row("3 percentage points", "3 percentage points", 3, "percentage_points", kind="points"),
    row("25 basis points", "25 basis points", 25, "basis_points", kind="points"),
    row("three points", "three points", 3, "points", kind="points"),
    row("a sixth of its population", "a sixth", 1 / 6, "fraction"),
    row("two-thirds of the seats", "two-thirds", 2 / 3, "fraction"),
    row("two thirds of the seats", "two thirds", 2 / 3, "fraction"),
    row("three quarters of the seats", "three quarters", 0.75, "fraction"),
    row("one-third of the seats", "one-third", 1 / 3, "fraction"),
    row("half the seats", "half", 0.5, "fraction"),
    row("half of the seats", "half", 0.5, "fraction"),
    row("about half of the seats", "about half", 0.5, "fraction", qualifier="about"),
    row("one in five voters", "one in five", 0.2, "fraction"),
    row("nine out of 10 voters", "nine out of 10", 0.9, "fraction"),
    row("twenty-five percent", "twenty-five percent", 25, "percent"),
]

VAGUE = [
    row("dozens of people", "dozens", 24, qualifier="about"),
    row("Scores of people", "Scores", 40, qualifier="about"),
    row("hundreds of people", "hundreds", 200, qualifier="about"),
    row("thousands of people", "thousands", 2000, qualifier="about"),
    row("tens of thousands of people", "tens of thousands", 20000, qualifier="about"),
    row("hundreds of thousands of people", "hundreds of thousands", 200000, qualifier="about"),
    row("millions of people", "millions", 2000000, qualifier="about"),
    row("several hundred people", "several hundred people", 200, "people", qualifier="about"),
    row("a few dozen people", "a few dozen people", 24, "people", qualifier="about"),
    row("a couple of hundred people", "a couple of hundred people", 200, "people", qualifier="about"),
]

ORDINALS_AND_LABELS = [
    row("the 225th battalion", "225th", 225, kind="ordinal"),
    row("the 80th and 82nd brigades", "80th", 80, kind="ordinal", alone=False),
    row("the 80th and 82nd brigades", "82nd", 82, kind="ordinal", alone=False),
    row("the third attack", "third", 3, kind="ordinal"),
    row("a third man", "third", 3, kind="ordinal"),
    row("his twenty-first day", "twenty-first", 21, kind="ordinal"),
    row("the town's second fire", "second", 2, kind="ordinal"),
    row("under Article 5", "5", 5, kind="ordinal", counted="article"),
    row("on Flight 370", "370", 370, kind="ordinal", counted="flight"),
    row("at No. 10", "10", 10, kind="ordinal", counted="number"),
    row("under resolution 1701", "1701", 1701, kind="ordinal", counted="resolution"),
]

DATES = [
    row("in 2019", "2019", 2019, kind="year"),
    row("in May 2024", "2024", 2024, kind="year"),
    row("since at least 2019", "at least 2019", 2019, kind="year", qualifier="at_least"),
    row("the 2024 elections", "2024", 2024, kind="year"),
    row("by mid-2025", "2025", 2025, kind="year"),
    row("from 2014 to 2018", "2014", 2014, kind="year", alone=False),
    row("from 2014 to 2018", "2018", 2018, kind="year", alone=False),
    row("the 2014-2018 war", "2014-2018", 2014, high=2018, kind="year"),
    row("the 2019-20 season", "2019-20", 2019, high=2020, kind="year"),
    row("the 2023/24 season", "2023/24", 2023, high=2024, kind="year"),
    row("in the 1990s", "1990s", 1990, "decade", kind="year"),
    row("in the 90s", "90s", 1990, "decade", kind="year"),
    row("2000 people", "2000 people", 2000, "people", kind="count"),
    row("about 2000 homes", "about 2000", 2000, kind="count", qualifier="about"),
    row("August 12, 2024", "August 12", 12, "august", kind="time", alone=False),
    row("August 12, 2024", "2024", 2024, kind="year", alone=False),
    row("Aug. 12", "Aug. 12", 12, "august", kind="time"),
    row("12 August", "12 August", 12, "august", kind="time"),
    row("12th of August", "12th of August", 12, "august", kind="time"),
    row("August 12-14", "August 12-14", 12, "august", high=14, kind="time"),
    row("2024-08-12", "08-12", 12, "august", kind="time", alone=False),
    row("on 12/08/2024", "12/08", 1208, "date", kind="time", alone=False),
    row("In May 12 people died", "12 people", 12, "people", kind="count"),
    row("at 5 p.m.", "5 p.m.", 17, "clock", kind="time"),
    row("at 5pm", "5pm", 17, "clock", kind="time"),
    row("at 5:30 p.m. on Monday", "5:30 p.m.", 17.5, "clock", kind="time"),
    row("at 17:30", "17:30", 17.5, "clock", kind="time"),
    row("at 7:30", "7:30", 7.5, "clock", kind="time"),
    row("at 1730 GMT", "1730", 17.5, "clock", kind="time"),
    row("at 12 a.m.", "12 a.m.", 0, "clock", kind="time"),
    row("at 7 o’clock", "7 o’clock", 7, "clock", kind="time"),
]

SCORES = [
    row("won 3-1", "3-1", 3, high=1, counted="score", qualifier="exact"),
    row("lost 1-3 at home", "1-3", 1, high=3, counted="score"),
    row("a 52-48 vote", "52-48", 52, high=48, counted="score"),
    row("voted 7 to 2", "7 to 2", 7, high=2, counted="score"),
]

ROWS = [
    *PLAIN,
    *QUALIFIED,
    *RANGES,
    *MEASURES,
    *MONEY,
    *SHARES,
    *VAGUE,
    *ORDINALS_AND_LABELS,
    *DATES,
    *SCORES,
]


@pytest.mark.parametrize(("text", "words", "value", "unit", "more"), ROWS)
def test_figure_reads_value_unit_and_qualifier(
    text: str, words: str, value: float, unit: str, more: dict[str, Any]
) -> None:
    figure = find(text, words)
    assert math.isclose(figure.value, value)
    assert figure.unit == unit
    assert {name: getattr(figure, name) for name in more if name != "alone"} == {
        name: expected for name, expected in more.items() if name != "alone"
    }
    assert not more.get("alone", True) or len(find_numbers(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "one of them left",
        "No one left.",
        "One thing he stressed was this.",
        "one another",
        "one day he may leave",
        "the Group of Seven",
        "the Group of 20 summit",
        "an F-16 and a T-72",
        "the 9/11 attacks",
        "COVID-19 spread",
        "open 24/7",
        "flight MH17 fell",
        "a 5G network",
        "first, they left",
        "They were first to leave.",
        "the first time",
        "see https://example.org/2024/08/12/32-dead",
        "pic.example.com/uug17F3",
        "@user123 wrote",
        "#Day45 began",
        "call 555-123-4567 now",
        "call +44 20 7946 0958 now",
        "case 12-34-5678-9",
        "the leaders of the Big Three met here",
        "the ships of the Seventh Fleet sailed north",
        "he scores often",
        "test scores of pupils rose",
        "in half",
        "the first half was dull",
        "a second man",
        "number 12345678901234567890",
        "H5N1 flu",
        "the name 4x4",
        "a quarter past",
        "a few people",
        "a story about one of the inventors",
        "a 3-D printed hand",
        "the P5+1 talks",
        "several people",
        "",
        "   ",
    ],
    ids=lambda text: text[:40] or "empty",
)
def test_text_without_a_figure_gives_none(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "at least 12 kilometers (7.5 miles) wide",
            ["at least 12 kilometers", "7.5 miles"],
            id="conversion",
        ),
        pytest.param("rose from 5% to 10%", ["5%", "10%"], id="from-to-is-no-range"),
        pytest.param("29 tanks and 23 carriers", ["29", "23"], id="two-counts"),
        pytest.param("gave $5 million to 10 charities", ["$5 million", "10"], id="money-to-receivers"),
        pytest.param("12, 13 and 14 boats", ["12", "13", "14"], id="list"),
        pytest.param("10 million people in 3 towns", ["10 million people", "3"], id="people-and-towns"),
        pytest.param("5,000 people marched; 20,000 sang", ["5,000 people", "20,000"], id="semicolon"),
        pytest.param("In 2019, 12 people died.", ["2019", "12 people"], id="year-then-count"),
        pytest.param("2 in 2022 and 3 in 2023", ["2", "2022", "3", "2023"], id="count-in-year"),
    ],
)
def test_figures_of_one_text_are_all_found_in_order(text: str, words: list[str]) -> None:
    assert [figure.text for figure in find_numbers(text)] == words


def test_conversion_in_brackets_is_of_the_same_family() -> None:
    first, second = find_numbers("12 kilometers (7.5 miles)")
    assert unit_family(first.unit) == unit_family(second.unit) == "length"


# ------------------------------------------------------------------------- comparing


def only(text: str) -> Figure:
    (figure,) = find_numbers(text)
    return figure


@pytest.mark.parametrize(
    ("article", "summary", "same"),
    [
        pytest.param("1.35 thousand", "1,350", True, id="magnitude"),
        pytest.param("half a million dollars", "$500,000", True, id="half-a-million"),
        pytest.param("$4.5bn", "4.5 billion dollars", True, id="currency-sign"),
        pytest.param("12 km", "12 kilometres", True, id="unit-form"),
        pytest.param("12 kilometers", "12 miles", False, id="other-unit"),
        pytest.param("12 km", "12,000 metres", False, id="units-are-not-converted"),
        pytest.param("69 people", "69", True, id="people-and-bare"),
        pytest.param("at least 32", "32", True, id="qualifier-is-not-the-value"),
        pytest.param("between 10 and 20", "10 to 20", True, id="range"),
        pytest.param("between 10 and 20", "10", False, id="range-and-its-end"),
        pytest.param("between 10 and 20", "10 to 25", False, id="other-end"),
        pytest.param("two dozen", "24", True, id="dozen-is-exact"),
        pytest.param("dozens", "24", False, id="vague-is-no-number"),
        pytest.param("dozens", "dozens", True, id="vague-and-vague"),
        pytest.param("several hundred", "hundreds", True, id="vague-forms"),
        pytest.param("a third of them", "one-third", True, id="share"),
        pytest.param("5 percent", "5 percentage points", False, id="percent-is-no-point"),
        pytest.param("$5", "€5", False, id="currency"),
        pytest.param("aged 34", "34-year-old", True, id="age"),
        pytest.param("34 years", "34-year-old", False, id="period-is-no-age"),
        pytest.param("12", "13", False, id="other-number"),
        pytest.param("August 12", "12 Aug.", True, id="date-forms"),
        pytest.param("won 3-1", "won 3-2", False, id="score"),
    ],
)
def test_same_value_compares_number_range_and_unit(article: str, summary: str, same: bool) -> None:
    assert same_value(only(article), only(summary)) is same
    assert same_value(only(summary), only(article)) is same


@pytest.mark.parametrize(
    ("article", "summary", "kept"),
    [
        pytest.param("at least 32", "no fewer than 32", True, id="same-floor"),
        pytest.param("at least 32", "32", False, id="dropped"),
        pytest.param("32", "about 32", False, id="added"),
        pytest.param("at least 32", "more than 32", False, id="swapped"),
        pytest.param("up to 1,350", "as many as 1,350", True, id="same-ceiling"),
        pytest.param("nearly 40", "about 40", False, id="nearly-is-not-about"),
    ],
)
def test_compatible_qualifier_wants_the_same_slug(article: str, summary: str, kept: bool) -> None:
    assert compatible_qualifier(only(article), only(summary)) is kept


def test_vague_plural_is_told_from_a_number() -> None:
    assert [is_vague(only(text)) for text in ("dozens", "a few hundred", "two dozen", "300")] == [
        True,
        True,
        False,
        False,
    ]


# ------------------------------------------------------------------------ properties

PIECES = st.sampled_from(
    "at least|more than|between|and|to|-|–|a|half|one|two|twenty|dozen|hundred|thousand|million|of|in|%|$|€|12|"
    "1,350|2.5|3-1|9/11|2019|August|p.m.|:|30|th|m|km|people|percent|dozens|(|)|.|,|no|or more|@x1|http://a.b/1|é|😀".split(
        "|"
    )
)


@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES).map("".join)
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_figures_that_slice_and_never_overlap(text: str) -> None:
    figures = find_numbers(text)
    assert [figure.span.of(text) for figure in figures] == [figure.text for figure in figures]
    assert all(figure.text.strip() for figure in figures)
    assert all(a.span.end <= b.span.start for a, b in zip(figures, figures[1:], strict=False))
    assert all(math.isfinite(figure.value) for figure in figures)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 100_000, id="digits"),
        pytest.param("1," * 50_000, id="commas"),
        pytest.param("a." * 50_000 + "/", id="dots"),
        pytest.param("hundred " * 12_000, id="scales"),
        pytest.param("one and " * 12_000, id="words"),
        pytest.param("at least " * 12_000, id="qualifiers"),
        pytest.param("1-" * 50_000, id="hyphens"),
        pytest.param("0123 456 7890 " * 7_000, id="phones"),
    ],
)
@pytest.mark.timeout(120)  # a guard against hanging; how time grows is measured by scripts/bench --growth
def test_find_numbers_ends_on_text_that_a_pattern_could_hang_on(text: str) -> None:
    assert all(figure.span.of(text) == figure.text for figure in find_numbers(text))
