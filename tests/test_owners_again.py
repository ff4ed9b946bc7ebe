"""Owners taken up again: short names of bodies, bare surnames, those who act, and whom a pronoun means."""

from __future__ import annotations

import pytest

from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.reading.sources import resolve_sources


def last_owner(reader: Reader, text: str) -> str | None:
    """Return the source of the last claim of ``text``, None where it is not settled."""
    article = reader.build_article(text)
    sources, claims = resolve_sources(article, find_claims(article))
    return {source.id: source.name for source in sources}.get(claims[-1].source_id or "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Tern Valley Railways runs 40 trains. TVR said they were late.",
            "Tern Valley Railways",
            id="letters",
        ),
        pytest.param(
            "Halcyon Foods runs nine mills, but Halcyon said on Monday that they were full.",
            "Halcyon Foods",
            id="first-word",
        ),
        pytest.param(
            "The Redmond Learning Trust runs six schools. The trust said they were full.",
            "the Redmond Learning Trust",
            id="last-word",
        ),
        pytest.param(
            "The harbour authority at Selwick closed a berth. The authority said it was cracked.",
            "the harbour authority at Selwick",
            id="described",
        ),
        pytest.param(
            "Tern Valley Railways will cut 40 trains, the company said.",
            "Tern Valley Railways",
            id="the-company",
        ),
        pytest.param(
            "The port bank bought the town bank. The bank said it was glad.", "the bank", id="two-that-fit"
        ),
        pytest.param(
            "A letter from the health agency said the milk was bad. The letter said shops must close.",
            "the health agency",
            id="paper-of-an-issuer",
        ),
        pytest.param(
            "A police report on the dam came out. The report by the bank said the gates were old.",
            "the report by the bank",
            id="another-report",
        ),
        pytest.param(
            "A report by the bank came out. The 84-page report said the gates were old.",
            "a report by the bank",
            id="report-by-its-size",
        ),
        pytest.param(
            "The police federation met. Police said it was late.", "Police", id="police-are-no-federation"
        ),
        pytest.param("Two banks closed. The bank said it was glad.", "the bank", id="many-are-not-one"),
        pytest.param(
            "A leaked report on the dam came out. The report said the gates were old.",
            "a leaked report on the dam",
            id="report",
        ),
    ],
)
def test_short_form_means_the_fuller_name_before_it(reader: Reader, text: str, name: str) -> None:
    assert last_owner(reader, text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Danka Mirov won on Sunday. Mirov trained in Lorne. She said it was luck.",
            "Danka Mirov",
            id="taken-up",
        ),
        pytest.param(
            "Its chairman, Professor Emil Brandt, came late. The chairman said it was ice.",
            "Emil Brandt",
            id="office-and-title",
        ),
        pytest.param(
            "Fire chief Nadia Crewe and the mayor, Tom Hessel, met. The fire chief said it was safe.",
            "Nadia Crewe",
            id="role-of-one-of-two",
        ),
        pytest.param(
            "The head of the theatre board, Claire Donnay, spoke. The board chief said it was over.",
            "Claire Donnay",
            id="head-is-chief",
        ),
        pytest.param(
            "President Holt said it was late. The police chief said it was safe.",
            "the police chief",
            id="president-is-no-police-chief",
        ),
        pytest.param(
            "The interior minister, Oskar Pell, resigned. The prime minister said it was sad.",
            "the prime minister",
            id="prime-minister-is-another",
        ),
        pytest.param(
            "The patient, a postman named Karl Weber, said he was well. Weber said he slept.",
            "Karl Weber",
            id="named",
        ),
        pytest.param(
            "Tilda Moss and Henrik Aune met. Moss and Aune said it was cold.",
            "Tilda Moss and Henrik Aune",
            id="both-in-full",
        ),
        pytest.param(
            "Danilo Rask ran. The ship's owner, Baltic Star Lines, said it sank.",
            "the ship's owner, Baltic Star Lines",
            id="owner-is-a-company",
        ),
    ],
)
def test_people_are_known_by_what_the_article_tells(reader: Reader, text: str, name: str) -> None:
    assert last_owner(reader, text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Vera Holm and Dagny Priest met on Monday. It was civil, she said.", None, id="two-who-met"
        ),
        pytest.param(
            "Carl Boyce said it rained. Rolf Vance said it poured.\n\nBoyce and Vance met. He was glad, he said.",
            None,
            id="two-speakers-who-met",
        ),
        pytest.param(
            "Dagny Priest did not wait. Holm had never owned the herds, she said.",
            "Dagny Priest",
            id="nobody-names-herself",
        ),
        pytest.param(
            "Amelia Lind will not stand again, she announced.", "Amelia Lind", id="named-before-she-speaks"
        ),
        pytest.param(
            "Vera Holm met the press. The judge spoke for an hour. He had seen worse, he said.",
            "the judge",
            id="role-that-acts",
        ),
        pytest.param(
            "Holm's lawyer, Rolf Nome, stayed. There was more to come, he said.",
            "Rolf Nome",
            id="not-the-owner",
        ),
        pytest.param(
            "Arvid Sten and Maija Koskela said it was late. They were not heard, both said.",
            "Arvid Sten and Maija Koskela",
            id="both",
        ),
        pytest.param(
            "Karl Weber said it was dark. He and his wife Berit said they ran.",
            "Karl Weber and his wife Berit",
            id="he-and-another",
        ),
        pytest.param(
            "A laboratory note gives another cause. It says the lake was cold.",
            "a laboratory note",
            id="paper",
        ),
        pytest.param(
            "The ferry stops in the village of Monte Brisa. Tom Ferrow keeps the lamp. It was old, he said.",
            "Tom Ferrow",
            id="place-is-nobody",
        ),
    ],
)
def test_pronoun_means_the_one_who_acts(reader: Reader, text: str, name: str | None) -> None:
    assert last_owner(reader, text) == name
