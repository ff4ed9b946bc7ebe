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


CARDINALS = [
    row("The fire burned 300 homes.", "300", 300),
    row("Some 1,350 were counted.", "Some 1,350", 1350, qualifier="about"),
    row("It moved 180,000 citizens.", "180,000", 180000),
    row("It moved 180 000 citizens.", "180 000", 180000),
    row("It moved 180\u00a0000 citizens.", "180\u00a0000", 180000),
    row("It moved 180\u202f000 citizens.", "180\u202f000", 180000),
    row("A crowd of 1,250,000 came.", "1,250,000", 1250000),
    row("The lake holds 1.350.000 fish.", "1.350.000", 1350000),
    row("The town lost 1,50,000 voters.", "1,50,000", 150000),
    row("The index fell 4.35 overall.", "4.35", 4.35),
    row("It fell to -12C overnight.", "-12C", -12, "celsius"),
    row("A drop of minus 5 degrees was seen.", "minus 5 degrees", -5, "degrees"),
    row("٣٢ boats sank.", "٣٢", 32),
    row("The motion fell by 1 vote.", "1", 1),
    row("The list of the missing (300) grew.", "300", 300),
    row("Losses so far: 45.", "45", 45),
    row("“12 boats sank”, he said.", "12", 12),
    row("A 45,000-strong crowd sang.", "45,000", 45000),
    row("The band filled a 3,000-seat hall.", "3,000", 3000),
    row("The 19 who signed have left.", "19", 19),
    row("It has 1,001 rooms.", "1,001", 1001),
    row("The site drew 2.5m visitors.", "2.5m", 2500000),
    row("The site drew 3bn views.", "3bn", 3000000000),
    row("The site drew 100k readers.", "100k", 100000),
    row("About 1.2 billion voters may take part.", "About 1.2 billion", 1200000000, qualifier="about"),
    row("The fund holds 4 trillion.", "4 trillion", 4000000000000),
    row("They planted 5 lakh trees.", "5 lakh", 500000),
    row("They planted 2 crore trees.", "2 crore", 20000000),
    row("A 3-million crowd was expected.", "3-million", 3000000),
    row("The haul weighed 1.35 thousand kilograms.", "1.35 thousand kilograms", 1350, "kg"),
]

SPELLED = [
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
    row("It reached half a million readers.", "half a million", 500000),
    row("It reached half-a-million readers.", "half-a-million", 500000),
    row("It reached a quarter of a million readers.", "a quarter of a million", 250000),
    row("Two and a half million voted.", "Two and a half million", 2500000),
    row("It lasted two and a half years.", "two and a half years", 2.5, "years"),
    row("It lasted 2½ years.", "2½ years", 2.5, "years"),
    row("Seven attacks were repelled.", "Seven", 7),
    row("One person was hurt.", "One person", 1, "people"),
    row("At least one died.", "At least one", 1, qualifier="at_least"),
    row("The hall seats twelve hundred guests.", "twelve hundred", 1200),
    row("The poem has a thousand and one lines.", "a thousand and one", 1001),
    row("Sixty-eight thousand ballots were void.", "Sixty-eight thousand", 68000),
    row("They sold ninety-nine boats.", "ninety-nine", 99),
    row("After two-and-a-half years the siege ended.", "two-and-a-half years", 2.5, "years"),
    row("One and a half million boxes arrived.", "One and a half million", 1500000),
    row("A million and a half boxes arrived.", "A million and a half", 1500000),
    row("The trip took three and a half hours.", "three and a half hours", 3.5, "hours"),
    row("A hundred-odd boats sank.", "A hundred-odd", 100, qualifier="about"),
    row("It was thirty-six hours late.", "thirty-six hours", 36, "hours"),
    row("A nineteen-year-old man drowned.", "nineteen-year-old", 19, "years", counted="age"),
    row("The fund lost a hundred and fifty million.", "a hundred and fifty million", 150000000),
]

DOZENS_AND_SCORES = [
    row("Two dozen boats sank.", "Two dozen", 24),
    row("A dozen boats sank.", "A dozen", 12),
    row("Half a dozen boats sank.", "Half a dozen", 6),
    row("Half-a-dozen boats sank.", "Half-a-dozen", 6),
    row("A half-dozen boats sank.", "A half-dozen", 6),
    row("A half dozen boats sank.", "A half dozen", 6),
    row("Three dozen boats sank.", "Three dozen", 36),
    row("About a dozen boats sank.", "About a dozen", 12, qualifier="about"),
    row(
        "More than two dozen people fell.", "More than two dozen people", 24, "people", qualifier="more_than"
    ),
    row("At least three dozen boats sank.", "At least three dozen", 36, qualifier="at_least"),
    row("A couple of dozen boats sank.", "A couple of dozen", 24, qualifier="about"),
    row("A couple dozen boats sank.", "A couple dozen", 24, qualifier="about"),
    row("Several dozen boats sank.", "Several dozen", 24, qualifier="about"),
    row("dozens of people", "dozens", 24, qualifier="about"),
    row("Dozens more were hurt.", "Dozens", 24, qualifier="about"),
    row("Scores of people", "Scores", 40, qualifier="about"),
    row("Scores were killed.", "Scores", 40, qualifier="about"),
    row("The storm left scores of people homeless.", "scores", 40, qualifier="about"),
    row("hundreds of people", "hundreds", 200, qualifier="about"),
    row("thousands of people", "thousands", 2000, qualifier="about"),
    row("They came in their thousands.", "thousands", 2000, qualifier="about"),
    row("tens of thousands of people", "tens of thousands", 20000, qualifier="about"),
    row("hundreds of thousands of people", "hundreds of thousands", 200000, qualifier="about"),
    row("tens of millions of votes", "tens of millions", 20000000, qualifier="about"),
    row("millions of people", "millions", 2000000, qualifier="about"),
    row("several hundred people", "several hundred people", 200, "people", qualifier="about"),
    row("several thousand people", "several thousand people", 2000, "people", qualifier="about"),
    row("a few dozen people", "a few dozen people", 24, "people", qualifier="about"),
    row("a couple of hundred people", "a couple of hundred people", 200, "people", qualifier="about"),
    row(
        "It cost millions of dollars.", "millions of dollars", 2000000, "USD", qualifier="about", kind="money"
    ),
    row("It lost tens of billions of euros.", "tens of billions of euros", 20000000000, "EUR"),
    row("They walked hundreds of miles.", "hundreds of miles", 200, "miles", kind="measure"),
    row("It burned thousands of acres of forest.", "thousands of acres", 2000, "acres"),
    row("They sent dozens of foot patrols.", "dozens", 24, qualifier="about"),
    row("They traded hundreds of dollar bills.", "hundreds", 200, qualifier="about"),
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
    row("10 - 15 boats", "10 - 15", 10, high=15, qualifier="between"),
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
    row("The vote had two or three rounds.", "two or three", 2, high=3, qualifier="between"),
    row("30 or 40 boats", "30 or 40", 30, high=40, qualifier="between"),
    row("two to three million votes", "two to three million", 2000000, high=3000000, qualifier="between"),
    row("€2m-€3m", "€2m-€3m", 2000000, "EUR", high=3000000, qualifier="between"),
    row("between 5% and 7%", "between 5% and 7%", 5, "percent", high=7, qualifier="between"),
    row("anywhere between 10 and 20 boats", "between 10 and 20", 10, high=20, qualifier="between"),
    row("18-25 year olds", "18-25 year olds", 18, "years", high=25, counted="age"),
    row("aged 18 to 25", "18 to 25", 18, "years", high=25, counted="age"),
    row("20 to 30 minutes", "20 to 30 minutes", 20, "minutes", high=30),
    row("5,000-6,000 people", "5,000-6,000 people", 5000, "people", high=6000),
    row("0.5–1.5 degrees", "0.5–1.5 degrees", 0.5, "degrees", high=1.5),
    row("a five- to seven-day truce", "five- to seven-day", 5, "days", high=7, qualifier="between"),
    row("a 10- to 15-year term", "10- to 15-year", 10, "years", high=15, qualifier="between"),
    row("a 12-to-14-hour shift", "12-to-14-hour", 12, "hours", high=14, qualifier="between"),
    row("a 5-or-6-day trip", "5-or-6-day", 5, "days", high=6, qualifier="between"),
    row("$50 to $60 a barrel", "$50 to $60", 50, "USD", high=60, qualifier="between"),
    row("between 40,000 to 50,000 boats", "between 40,000 to 50,000", 40000, high=50000),
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
    row("a boar weighing 200 pounds", "200 pounds", 200, "lb"),
    row("a quarter of an hour", "a quarter of an hour", 0.25, "hours"),
    row("a half mile away", "a half mile", 0.5, "miles"),
    row("a half-hour delay", "a half-hour", 0.5, "hours"),
    row("a half-mile-long queue", "a half-mile", 0.5, "miles"),
    row("a 12-kilometer-long queue", "12-kilometer", 12, "km"),
    row("a 2m-tall fence", "2m", 2, "m"),
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
    row("a plank 8in wide", "8in", 8, "inches"),
    row("a field of 200 ha", "200 ha", 200, "hectares"),
    row("a 500 MB file", "500 MB", 500, "MB"),
    row("a ten-minute walk", "ten-minute", 10, "minutes"),
    row("two nautical miles off", "two nautical miles", 2, "nautical_miles"),
    row("70,000 barrels a day", "70,000 barrels a day", 70000, "barrels/day"),
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
    row("$1.2 trillion", "$1.2 trillion", 1200000000000, "USD"),
    row("£250,000", "£250,000", 250000, "GBP"),
    row("£1.2m", "£1.2m", 1200000, "GBP"),
    row("C$40m", "C$40m", 40000000, "CAD"),
    row("HK$3bn", "HK$3bn", 3000000000, "HKD"),
    row("1.5 million pounds", "1.5 million pounds", 1500000, "GBP"),
    row("a fine of 200 pounds", "200 pounds", 200, "GBP"),
    row("a $40-million deal", "$40-million", 40000000, "USD"),
    row("a 40-million-dollar deal", "40-million-dollar", 40000000, "USD"),
    row("half a billion euros", "half a billion euros", 500000000, "EUR"),
    row("Rs 1.5 lakh crore", "Rs 1.5 lakh crore", 1500000000000, "INR"),
    row("3.2 million Swiss francs", "3.2 million Swiss francs", 3200000, "CHF"),
    row("a 20-dollar note", "20-dollar", 20, "USD"),
    row("a $75-a-barrel price", "$75", 75, "USD"),
    row("at least $1bn in aid", "at least $1bn", 1000000000, "USD", qualifier="at_least"),
    row("nearly €900,000", "nearly €900,000", 900000, "EUR", qualifier="nearly"),
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
    row("It grew by .5 percent.", ".5 percent", 0.5, "percent", kind="percent"),
    row("Five in ten said so.", "Five in ten", 0.5, "fraction"),
    row("fewer than one in five voters", "fewer than one in five", 0.2, "fraction", qualifier="less_than"),
    row("three out of four voters", "three out of four", 0.75, "fraction"),
    row("a one-in-five chance", "one-in-five", 0.2, "fraction"),
    row("a tenth of the crop", "a tenth", 0.1, "fraction"),
    row("four-fifths of the crop", "four-fifths", 0.8, "fraction"),
]

PERCENT_AND_POINTS = [
    row("a 2.5% rise", "2.5%", 2.5, "percent", kind="percent"),
    row("a five-percent rise", "five-percent", 5, "percent", kind="percent"),
    row("a fall of 0.3 %", "0.3 %", 0.3, "percent", kind="percent"),
    row("output moved -0.3%", "-0.3%", -0.3, "percent", kind="percent"),
    row("growth of minus 2 percent", "minus 2 percent", -2, "percent", kind="percent"),
    row("as much as 40%", "as much as 40%", 40, "percent", qualifier="up_to"),
    row("two and a half percent", "two and a half percent", 2.5, "percent", kind="percent"),
    row("One percent of votes", "One percent", 1, "percent", kind="percent"),
    row("fifty per cent", "fifty per cent", 50, "percent", kind="percent"),
    row("less than 0.1 percentage points", "less than 0.1 percentage points", 0.1, "percentage_points"),
    row("0.25 percentage point", "0.25 percentage point", 0.25, "percentage_points", kind="points"),
    row("half a percentage point", "half a percentage point", 0.5, "percentage_points", kind="points"),
    row("a quarter of a percentage point", "a quarter of a percentage point", 0.25, "percentage_points"),
    row("a quarter-point cut", "a quarter-point", 0.25, "points", kind="points"),
    row("a half-point cut", "a half-point", 0.5, "points", kind="points"),
    row("a half-percentage-point rise", "a half-percentage-point", 0.5, "percentage_points", kind="points"),
    row("a 2-percentage-point swing", "2-percentage-point", 2, "percentage_points", kind="points"),
    row("a 3-point lead", "3-point", 3, "points", kind="points"),
    row("up 3pp on May", "3pp", 3, "percentage_points", kind="points"),
    row("75bps", "75bps", 75, "basis_points", kind="points"),
    row(
        "between 1 and 2 percentage points",
        "between 1 and 2 percentage points",
        1,
        "percentage_points",
        high=2,
    ),
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
    row("the 1st of three talks", "1st", 1, kind="ordinal", alone=False),
    row("the 21st century", "21st", 21, kind="ordinal"),
    row("on her 40th birthday", "40th", 40, kind="ordinal"),
    row("the 101st Airborne", "101st", 101, kind="ordinal"),
    row("the fourth quarter", "fourth", 4, kind="ordinal"),
    row("for the third time", "third", 3, kind="ordinal"),
    row("an eighth boat", "eighth", 8, kind="ordinal"),
    row("the ninety-ninth day", "ninety-ninth", 99, kind="ordinal"),
    row("the town’s fifth mayor", "fifth", 5, kind="ordinal"),
    row("his seventh term", "seventh", 7, kind="ordinal"),
    row("under Section 230", "230", 230, kind="ordinal", counted="section"),
    row("into Phase 2", "2", 2, kind="ordinal", counted="phase"),
    row("on Channel 4", "4", 4, kind="ordinal", counted="channel"),
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
    row("since 1948", "1948", 1948, kind="year"),
    row("a 2015 law", "2015", 2015, kind="year"),
    row("the summer of 1969", "1969", 1969, kind="year"),
    row("the early 2000s", "2000s", 2000, "decade", kind="year"),
    row("the mid-1980s", "1980s", 1980, "decade", kind="year"),
    row("the treaty (1999) ended it", "1999", 1999, kind="year"),
    row("between 1990 and 1995", "between 1990 and 1995", 1990, high=1995, kind="year", qualifier="between"),
    row("between 2014 and 2018 it rained", "between 2014 and 2018", 2014, high=2018, kind="year"),
    row("between 1,990 and 1,995 boats", "between 1,990 and 1,995", 1990, high=1995, kind="count"),
    row(
        "between 1500 and 2000 people",
        "between 1500 and 2000 people",
        1500,
        "people",
        high=2000,
        kind="count",
    ),
    row("1,950 homes burned", "1,950", 1950, kind="count"),
    row("at Euro 2024", "2024", 2024, kind="year"),
    row("Jan. 6, 2021", "Jan. 6", 6, "january", kind="time", alone=False),
    row("on 9 May 1945", "9 May", 9, "may", kind="time", alone=False),
    row("by 2030", "2030", 2030, kind="year"),
    row("before 2,030 guests", "2,030", 2030, kind="count"),
]

SCORES = [
    row("won 3-1", "3-1", 3, high=1, counted="score", qualifier="exact"),
    row("lost 1-3 at home", "1-3", 1, high=3, counted="score"),
    row("won 3-1 in extra time", "3-1", 3, high=1, counted="score"),
    row("a 5-to-4 ruling", "5-to-4", 5, high=4, counted="score"),
    row("voted 10-to-5 against it", "10-to-5", 10, high=5, counted="score"),
    row("a 52-48 vote", "52-48", 52, high=48, counted="score"),
    row("voted 7 to 2", "7 to 2", 7, high=2, counted="score"),
    row("a 3-0 defeat", "3-0", 3, high=0, counted="score"),
    row("The court ruled 6-3.", "6-3", 6, high=3, counted="score"),
]

ROWS = [
    *CARDINALS,
    *SPELLED,
    *DOZENS_AND_SCORES,
    *QUALIFIED,
    *RANGES,
    *MEASURES,
    *MONEY,
    *SHARES,
    *PERCENT_AND_POINTS,
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
        "eggs sold by the dozen",
        "a double-digit rise",
        "He is second to none.",
        "one way or another",
        "They zero in on the fault.",
        "a 2in1 tablet",
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
        pytest.param("two PC makers in 3 towns", ["two", "3"], id="capitals-are-no-percent"),
        pytest.param("5 or 10 years", ["5", "10 years"], id="choice-is-no-range"),
        pytest.param("from 10 to 15 boats", ["10", "15"], id="change-of-count"),
        pytest.param("rose 5% to 40 tonnes", ["5%", "40 tonnes"], id="change-and-level"),
        pytest.param("3 of the 12 boats", ["3", "12"], id="part-of-a-whole"),
        pytest.param("two boats, three dozen men", ["two", "three dozen"], id="two-spelled"),
        pytest.param("the third of 12 raids in 2019", ["12", "2019"], id="ordinal-before-of-is-left"),
        pytest.param("the 80th raid killed 12 people", ["80th", "12 people"], id="ordinal-and-count"),
    ],
)
def test_figures_of_one_text_are_all_found_in_order(text: str, words: list[str]) -> None:
    assert [figure.text for figure in find_numbers(text)] == words


CONVERSIONS = [
    ("12 kilometers (7.5 miles) deep", ("12 kilometers", 12, "km"), ("7.5 miles", 7.5, "miles")),
    ("12km (7.5mi)", ("12km", 12, "km"), ("7.5mi", 7.5, "miles")),
    (
        "1,000 square kilometers (386 square miles)",
        ("1,000 square kilometers", 1000, "km2"),
        ("386 square miles", 386, "square_miles"),
    ),
    ("20 sq km (8 sq miles)", ("20 sq km", 20, "km2"), ("8 sq miles", 8, "square_miles")),
    ("25 hectares (62 acres)", ("25 hectares", 25, "hectares"), ("62 acres", 62, "acres")),
    ("500 acres (200 ha)", ("500 acres", 500, "acres"), ("200 ha", 200, "hectares")),
    ("40C (104F)", ("40C", 40, "celsius"), ("104F", 104, "fahrenheit")),
    ("40 C (104 F)", ("40 C", 40, "celsius"), ("104 F", 104, "fahrenheit")),
    (
        "104 degrees Fahrenheit (40 degrees Celsius)",
        ("104 degrees Fahrenheit", 104, "fahrenheit"),
        ("40 degrees Celsius", 40, "celsius"),
    ),
    ("1,000ft (305m)", ("1,000ft", 1000, "feet"), ("305m", 305, "m")),
    ("waves of 5m (16ft)", ("5m", 5, "m"), ("16ft", 16, "feet")),
    ("6 feet (1.8 meters)", ("6 feet", 6, "feet"), ("1.8 meters", 1.8, "m")),
    ("20cm (8in)", ("20cm", 20, "cm"), ("8in", 8, "inches")),
    ("110 pounds (50 kilograms)", ("110 pounds", 110, "lb"), ("50 kilograms", 50, "kg")),
    ("50kg (110 pounds)", ("50kg", 50, "kg"), ("110 pounds", 110, "lb")),
    ("a 200-pound (90-kg) bomb", ("200-pound", 200, "lb"), ("90-kg", 90, "kg")),
    ("a 30-mile (48-kilometer) front", ("30-mile", 30, "miles"), ("48-kilometer", 48, "km")),
    ("60 mph (97 kph) winds", ("60 mph", 60, "mph"), ("97 kph", 97, "km/h")),
    ("5 gallons (19 liters)", ("5 gallons", 5, "gallons"), ("19 liters", 19, "litres")),
    ("20 tonnes (22 tons)", ("20 tonnes", 20, "tonnes"), ("22 tons", 22, "tons")),
    (
        "3,000 metres (about 10,000 feet)",
        ("3,000 metres", 3000, "m"),
        ("about 10,000 feet", 10000, "feet"),
    ),
    ("$5 million (€4.6 million)", ("$5 million", 5000000, "USD"), ("€4.6 million", 4600000, "EUR")),
    ("£20m ($25m)", ("£20m", 20000000, "GBP"), ("$25m", 25000000, "USD")),
    ("500 pounds ($640)", ("500 pounds", 500, "GBP"), ("$640", 640, "USD")),
]


@pytest.mark.parametrize(
    ("text", "first", "second"), [pytest.param(*case, id=case[0][:50]) for case in CONVERSIONS]
)
def test_conversion_in_brackets_is_two_figures_of_one_family(
    text: str, first: tuple[str, float, str], second: tuple[str, float, str]
) -> None:
    figures = find_numbers(text)
    assert [(figure.text, figure.value, figure.unit) for figure in figures] == [first, second]
    assert len({unit_family(figure.unit) for figure in figures}) == 1


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
