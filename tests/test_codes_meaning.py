"""What is said: hedges, negation, plans, caveats and what nothing backs, a table for each code (R15, R19, R25, R29 to R32).

Each code has sentences that must raise it and near-identical ones that raise no error; what is expected
was read from the articles in ``codes_articles``.
"""

from __future__ import annotations

import pytest
from codes_articles import ARTICLES, examined

from summarizer.reading.reader import Reader

FAULTY = [
    pytest.param("HEDGE_LOST", "court", "The accountant had copied the company's files.", id="hedge-lost-1"),
    pytest.param(
        "HEDGE_LOST", "court", "The company's files had been copied by the accountant.", id="hedge-lost-2"
    ),
    pytest.param(
        "HEDGE_LOST", "court", "The suspect's sister said he was at work that night.", id="hedge-lost-3"
    ),
    pytest.param("HEDGE_LOST", "health", "Critics broke into the ministry's archive.", id="hedge-lost-4"),
    pytest.param(
        "HEDGE_LOST", "health", "The ministry's archive was broken into by critics.", id="hedge-lost-5"
    ),
    pytest.param(
        "HEDGE_LOST",
        "court",
        "The accountant, Ivo Brandt, had copied the company's files.",
        id="hedge-lost-6",
    ),
    pytest.param(
        "NEGATION_LOST", "court", "Detectives said the suspect has confessed.", id="negation-lost-1"
    ),
    pytest.param(
        "NEGATION_LOST", "court", "The suspect has confessed, detectives said.", id="negation-lost-2"
    ),
    pytest.param(
        "NEGATION_LOST",
        "court",
        "“I took a cent from anybody,” Mora told reporters outside the court.",
        id="negation-lost-3",
    ),
    pytest.param(
        "NEGATION_LOST",
        "health",
        "The governor, Mila Oduya, said the tests had found lead in the water.",
        id="negation-lost-4",
    ),
    pytest.param(
        "NEGATION_LOST",
        "court",
        "Brightwater Homes responded to a request for comment.",
        id="negation-lost-5",
    ),
    pytest.param("NEGATION_LOST", "court", "Abel said he would run for mayor.", id="negation-lost-6"),
    pytest.param("NEGATION_LOST", "health", "Oduya said the wells were not safe.", id="negation-lost-7"),
    pytest.param(
        "NEGATION_LOST",
        "court",
        "Residents of the old quarter did not support the new clinic.",
        id="negation-lost-8",
    ),
    pytest.param(
        "MODALITY_SHIFT",
        "court",
        "Judge Petra Lind ruled that the trial will begin in March.",
        id="modality-shift-1",
    ),
    pytest.param(
        "MODALITY_SHIFT", "court", "Lind ruled that the trial must begin in March.", id="modality-shift-2"
    ),
    pytest.param(
        "MODALITY_SHIFT", "health", "Jon Hale said the closures will cost lives.", id="modality-shift-3"
    ),
    pytest.param(
        "MODALITY_SHIFT",
        "court",
        "Officials briefed on the inquiry said the files contain the names of donors.",
        id="modality-shift-4",
    ),
    pytest.param(
        "MODALITY_SHIFT", "health", "The health ministry closed three rural hospitals.", id="modality-shift-5"
    ),
    pytest.param(
        "MODALITY_SHIFT",
        "health",
        "The health ministry will close three rural hospitals.",
        id="modality-shift-6",
    ),
    pytest.param("MODALITY_SHIFT", "health", "The government published the tests.", id="modality-shift-7"),
    pytest.param(
        "CAVEAT_LOST",
        "court",
        "The Harlow Courier reported, citing a person familiar with the inquiry, that two officials had destroyed emails.",
        id="caveat-lost-1",
    ),
    pytest.param(
        "CAVEAT_LOST",
        "court",
        "Two officials had destroyed emails, the Harlow Courier reported, citing a person familiar with the inquiry.",
        id="caveat-lost-2",
    ),
    pytest.param(
        "CAVEAT_LOST",
        "court",
        "Citing a person familiar with the inquiry, the Harlow Courier reported that two officials had destroyed emails.",
        id="caveat-lost-3",
    ),
    pytest.param(
        "CAVEAT_LOST",
        "health",
        "The Lorn Gazette reported that the ministry had hidden the report for a year, citing two officials who asked not to be named.",
        id="caveat-lost-4",
    ),
    pytest.param(
        "CAVEAT_LOST",
        "health",
        "The ministry had hidden the report for a year, the Lorn Gazette reported, citing two officials who asked not to be named.",
        id="caveat-lost-5",
    ),
    pytest.param(
        "UNSUPPORTED", "court", "The weather was warm and sunny in the mountains.", id="unsupported-1"
    ),
    pytest.param(
        "UNSUPPORTED", "court", "The city of Harlow sued Brightwater Homes last year.", id="unsupported-2"
    ),
    pytest.param(
        "UNSUPPORTED",
        "court",
        "Brightwater Homes was sued by the city of Harlow last year.",
        id="unsupported-3",
    ),
    pytest.param(
        "UNSUPPORTED", "court", "The city council accepted a settlement in June.", id="unsupported-4"
    ),
    pytest.param(
        "UNSUPPORTED", "court", "Support for the council rose sharply after the sale.", id="unsupported-5"
    ),
    pytest.param(
        "UNSUPPORTED",
        "court",
        "Police said a man was charged with the murder of the company's accountant, Ivo Brandt.",
        id="unsupported-6",
    ),
    pytest.param(
        "UNSUPPORTED", "court", "Residents of the old quarter opposed the new clinic.", id="unsupported-7"
    ),
    pytest.param(
        "UNSUPPORTED", "court", "Settlers of the old quarter supported the new clinic.", id="unsupported-8"
    ),
    pytest.param(
        "UNSUPPORTED",
        "court",
        "Police said a man was convicted of the killing of the company's accountant, Ivo Brandt.",
        id="unsupported-9",
    ),
    pytest.param(
        "UNSUPPORTED", "health", "The opposition party rejected the budget on Wednesday.", id="unsupported-10"
    ),
    pytest.param(
        "UNSUPPORTED",
        "health",
        "Migrants from the flooded valley live near the Oster hospital.",
        id="unsupported-11",
    ),
    pytest.param(
        "UNSUPPORTED", "health", "Police fired tear gas at the riot on Friday.", id="unsupported-12"
    ),
    pytest.param(
        "UNSUPPORTED",
        "health",
        "Sales of bottled water fell in the north of the valley.",
        id="unsupported-13",
    ),
    pytest.param(
        "UNSUPPORTED",
        "health",
        "Sales of bottled water rose in the south of the valley.",
        id="unsupported-14",
    ),
    pytest.param(
        "UNSUPPORTED",
        "health",
        "The state bought the valley's only pharmacy from Carrow Ltd.",
        id="unsupported-15",
    ),
    pytest.param(
        "UNSUPPORTED",
        "health",
        "The mine's owner, Carrow Ltd, sold the valley's only pharmacy.",
        id="unsupported-16",
    ),
    pytest.param("UNSUPPORTED", "health", "A nurse was murdered in the crush.", id="unsupported-17"),
    pytest.param(
        "UNSUPPORTED",
        "health",
        "The wells were closed in May because the ministry has five departments.",
        id="unsupported-18",
    ),
    pytest.param(
        "UNSUPPORTED",
        "health",
        "The wells were closed in May due to sales of bottled water.",
        id="unsupported-19",
    ),
    pytest.param("UNSUPPORTED", "health", "The wells were opened in May.", id="unsupported-20"),
    # the same done to the same, by somebody else of the passage
    pytest.param(
        "UNSUPPORTED", "health", "The protest fired tear gas at police on Friday.", id="unsupported-21"
    ),
    pytest.param(
        "UNSUPPORTED",
        "court",
        "Opposition leader Dan Abel said the sale had betrayed its voters.",
        id="unsupported-22",
    ),
    pytest.param(
        "UNSUPPORTED", "health", "The valley bought the only pharmacy from the state.", id="unsupported-23"
    ),
    pytest.param(
        "UNSUPPORTED",
        "flood",
        "The governor said the bridges forced a third of the town to leave.",
        id="unsupported-24",
    ),
    pytest.param(
        "UNSUPPORTED", "flood", "The villages cut the supply line, the army said.", id="unsupported-25"
    ),
    pytest.param("UNSUPPORTED", "flood", "The reporters hid the letters.", id="unsupported-26"),
    pytest.param("NOT_CHECKED", "court", "It was.", id="not-checked-1"),
    pytest.param("NOT_CHECKED", "court", "So it is.", id="not-checked-2"),
    pytest.param("NOT_CHECKED", "court", "Here it is.", id="not-checked-3"),
    pytest.param("NOT_CHECKED", "court", "That is it.", id="not-checked-4"),
    pytest.param("NOT_CHECKED", "court", "And so they did.", id="not-checked-5"),
]

SOUND = [
    pytest.param(
        "court", "It is believed that the accountant had copied the company's files.", id="hedge-lost-1"
    ),
    pytest.param(
        "court", "The accountant is believed to have copied the company's files.", id="hedge-lost-2"
    ),
    pytest.param("court", "The suspect's sister said he was probably at work that night.", id="hedge-lost-3"),
    pytest.param(
        "court", "He was probably at work that night, the suspect's sister said.", id="hedge-lost-4"
    ),
    pytest.param("health", "Critics allegedly broke into the ministry's archive.", id="hedge-lost-5"),
    pytest.param("court", "Detectives said the suspect has not confessed.", id="negation-lost-1"),
    pytest.param("court", "The suspect has not confessed, detectives said.", id="negation-lost-2"),
    pytest.param("health", "Mila Oduya said the tests had found no lead in the water.", id="negation-lost-3"),
    pytest.param("health", "Oduya said the tests had not found lead in the water.", id="negation-lost-4"),
    pytest.param(
        "court", "Brightwater Homes did not respond to a request for comment.", id="negation-lost-5"
    ),
    pytest.param("court", "Abel did not say whether he would run for mayor.", id="negation-lost-6"),
    pytest.param("court", "The city council did not accept a settlement in June.", id="negation-lost-7"),
    pytest.param("court", "Judge Petra Lind ruled that the trial may begin in March.", id="modality-shift-1"),
    pytest.param("court", "Lind ruled that the trial could begin in March.", id="modality-shift-2"),
    pytest.param("health", "Jon Hale said the closures might cost lives.", id="modality-shift-3"),
    pytest.param(
        "court",
        "Officials briefed on the inquiry said the files might contain the names of donors.",
        id="modality-shift-4",
    ),
    pytest.param(
        "health", "The health ministry plans to close three rural hospitals.", id="modality-shift-5"
    ),
    pytest.param(
        "health", "The health ministry intends to close three rural hospitals.", id="modality-shift-6"
    ),
    pytest.param("health", "The government promised to publish the tests.", id="modality-shift-7"),
    pytest.param("court", "Brightwater Homes sued the city of Harlow last year.", id="caveat-lost-1"),
    pytest.param("court", "The city council rejected a settlement in June.", id="caveat-lost-2"),
    pytest.param("court", "Voss said the police would review the case.", id="caveat-lost-3"),
    pytest.param("health", "Hale urged the ministry to raise wages.", id="caveat-lost-4"),
    pytest.param(
        "health", "The audit office blamed a shortage of doctors for the delays.", id="caveat-lost-5"
    ),
    pytest.param("court", "Last year, Brightwater Homes sued the city of Harlow.", id="unsupported-1"),
    pytest.param("court", "The city of Harlow was sued by Brightwater Homes last year.", id="unsupported-2"),
    pytest.param("court", "The city council refused a settlement in June.", id="unsupported-3"),
    pytest.param("court", "Support for the council dropped sharply after the sale.", id="unsupported-4"),
    pytest.param("court", "After the sale, support for the council fell sharply.", id="unsupported-5"),
    pytest.param(
        "court", "Police said a man was charged with the killing of the accountant.", id="unsupported-6"
    ),
    pytest.param("court", "Residents of the old quarter backed the new clinic.", id="unsupported-7"),
    pytest.param(
        "court", "The new clinic was supported by residents of the old quarter.", id="unsupported-8"
    ),
    pytest.param("health", "On Wednesday, the opposition party approved the budget.", id="unsupported-9"),
    pytest.param(
        "health", "Refugees from the flooded valley live near the Oster hospital.", id="unsupported-10"
    ),
    pytest.param("health", "Tear gas was fired by police at the protest on Friday.", id="unsupported-11"),
    pytest.param(
        "health", "Sales of bottled water increased in the north of the valley.", id="unsupported-12"
    ),
    pytest.param(
        "health", "The valley's only pharmacy was bought by Carrow Ltd from the state.", id="unsupported-13"
    ),
    pytest.param("health", "A nurse died in the crush.", id="unsupported-14"),
    pytest.param("health", "The wells were shut in May.", id="unsupported-15"),
    pytest.param("health", "The pharmacy closed its doors in July.", id="unsupported-16"),
    pytest.param("court", "Brandt was found dead in April.", id="not-checked-1"),
    pytest.param("court", "The trial may begin in March, Lind ruled.", id="not-checked-2"),
    pytest.param("court", "Mora denied the charges.", id="not-checked-3"),
    pytest.param("health", "The wells were closed in May.", id="not-checked-4"),
    pytest.param("health", "A nurse died in the crush.", id="not-checked-5"),
    pytest.param("flood", "The flood forced a third of the town to leave, the governor said.", id="doer-1"),
    pytest.param("flood", "The governor said a third of the town was forced to leave.", id="doer-2"),
    pytest.param("flood", "The army cut the supply line, the army said.", id="doer-3"),
    pytest.param("flood", "A clerk hid the letters.", id="doer-4"),
    pytest.param("flood", "Rescuers carried forty pupils to the station.", id="doer-5"),
    pytest.param("flood", "Volunteers promised to rebuild the mill.", id="doer-6"),
]


@pytest.mark.parametrize(("code", "article", "text"), FAULTY)
def test_changes_of_meaning_are_found(reader: Reader, code: str, article: str, text: str) -> None:
    assert code in {item.code for item in examined(reader, ARTICLES[article], text)}


@pytest.mark.parametrize(("article", "text"), SOUND)
def test_changes_of_meaning_are_not_seen_where_there_are_none(
    reader: Reader, article: str, text: str
) -> None:
    assert [item.code for item in examined(reader, ARTICLES[article], text) if item.severity == "error"] == []
