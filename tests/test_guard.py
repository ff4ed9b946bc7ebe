"""What the checker says of sentences about the seed articles, and what the guard makes of drafts.

Each expectation was written from the article: see seeds/.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import UnresolvedOwner
from summarizer.guard.guard import Guard, render
from summarizer.reading.reader import Reader
from summarizer.records import (
    Analysis,
    ArticleMeta,
    CheckOptions,
    Draft,
    DraftSentence,
    SummarizeOptions,
    Summary,
)

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def ferry(reader: Reader) -> Analysis:
    return reader.read((SEEDS / "ferry-fire.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def plant(reader: Reader) -> Analysis:
    return reader.read((SEEDS / "water-plant.txt").read_text(encoding="utf-8"))


def codes(reader: Reader, analysis: Analysis, text: str) -> set[str]:
    check = Guard(reader).check(analysis, text, CheckOptions())
    return {item.code for item in check.findings if item.severity == "error"}


def guarded(reader: Reader, analysis: Analysis, *texts: str, **options: object) -> Summary:
    draft = Draft(
        tuple(DraftSentence(text) for text in texts), engine="scripted", model="scripted", mode="abstractive"
    )
    return Guard(reader).guard(analysis, draft, None, SummarizeOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ukraine has lost 1,350 troops.", {"ATTR_MISSING", "FIGURE_QUALIFIER_LOST"}, id="bare-figure"
        ),
        pytest.param("Ukraine has lost up to 1,350 troops.", {"ATTR_MISSING"}, id="no-owner"),
        pytest.param("Ukraine has lost 1,350 troops, Kyiv said.", {"ATTR_WRONG_SOURCE"}, id="given-to-kyiv"),
        pytest.param(
            "Ukraine has lost up to 1,350 troops, according to Kyiv.",
            {"ATTR_WRONG_SOURCE"},
            id="according-to-kyiv",
        ),
        pytest.param(
            "Ukraine has lost at least 1,350 troops, the Kremlin said.",
            {"FIGURE_QUALIFIER_LOST"},
            id="swapped-qualifier",
        ),
        pytest.param(
            "Ukraine has lost up to 1,530 troops, the Kremlin said.",
            {"FIGURE_NOT_IN_SOURCE"},
            id="other-figure",
        ),
        pytest.param(
            "Ukraine has lost up to 1,350 tanks, the Kremlin said.",
            {"FIGURE_NOT_IN_SOURCE"},
            id="other-thing",
        ),
        pytest.param(
            "“Ukraine has lost up to 1,350 troops,” the Kremlin said.",
            {"QUOTE_NOT_VERBATIM"},
            id="quoted-paraphrase",
        ),
        pytest.param(
            "Ukraine’s military has taken control of 28 towns and villages in Russia’s Kursk border region.",
            {"ATTR_MISSING"},
            id="towns-without-owner",
        ),
        pytest.param(
            "Ukraine’s military has taken control of 28 towns and villages in Russia’s Kursk border region, "
            "the acting regional governor said.",
            {"CHAIN_BROKEN"},
            id="outlet-dropped",
        ),
        pytest.param(
            "Ukraine holds 1,000 square kilometers of Russian territory.",
            {"ATTR_MISSING"},
            id="square-kilometers",
        ),
        pytest.param("The civilian death toll has reached 12.", {"ATTR_MISSING"}, id="toll-without-owner"),
        pytest.param(
            "The UN's IAEA said the incident has had an impact on nuclear safety.",
            {"NEGATION_LOST"},
            id="no-lost",
        ),
        pytest.param(
            "Russia confirmed it has repelled seven Ukrainian attacks in Kursk in the past 24 hours, according "
            "to Al Jazeera.",
            {"CUE_UPGRADED"},
            id="says-to-confirmed",
        ),
        pytest.param(
            "Ukraine's brazen incursion into Russia's Kursk region is nearly one week in.",
            {"LOADED_TERM_UNQUOTED"},
            id="brazen",
        ),
        pytest.param(
            "Putin said that Zelensky has lost up to 1,350 troops.",
            {"ATTR_WRONG_SOURCE"},
            id="given-to-putin",
        ),
        pytest.param(
            "The move is a significant threat to the stability of the whole continent.",
            {"UNSUPPORTED"},
            id="invented",
        ),
    ],
)
def test_check_fails_what_breaks_the_promise(
    reader: Reader, seed: Analysis, text: str, expected: set[str]
) -> None:
    assert expected <= codes(reader, seed, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Ukraine has lost up to 1,350 troops since the start, according to the Kremlin.",
            id="kremlin-according",
        ),
        pytest.param("The Kremlin said Ukraine has lost up to 1,350 troops.", id="kremlin-said"),
        pytest.param("According to the Kremlin, 17 are in serious condition.", id="kremlin-first"),
        pytest.param(
            "The acting regional governor told President Vladimir Putin that Ukraine’s military has taken control "
            "of 28 towns and villages, Bloomberg reported.",
            id="governor-and-bloomberg",
        ),
        pytest.param(
            "Ukraine's defense ministry said its forces hold 1,000 square kilometers of Russian territory.",
            id="ministry",
        ),
        pytest.param(
            "Kursk’s governor, Alexei Smirnov, says the total civilian death toll has reached 12, according to "
            "Al Jazeera.",
            id="toll",
        ),
        pytest.param(
            "Russia says it has repelled seven Ukrainian attacks in Kursk in the past 24 hours, Al Jazeera reported.",
            id="attacks",
        ),
        pytest.param(
            "The UN's IAEA has since said the incident has had no impact on nuclear safety.", id="iaea"
        ),
        pytest.param(
            "President Putin has issued his first detailed public statements since the incursion began.",
            id="record",
        ),
        pytest.param("Russian forces are still fighting off the attackers.", id="neutral-word"),
    ],
)
def test_check_passes_what_keeps_the_promise(reader: Reader, seed: Analysis, text: str) -> None:
    assert codes(reader, seed, text) == set()


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param(
            "Ukraine has lost 1,350 troops.",
            "Ukraine has lost up to 1,350 troops, according to the Kremlin.",
            id="owner-and-qualifier",
        ),
        pytest.param(
            "Ukraine has lost up to 1,350 troops, Kyiv said.",
            "Ukraine has lost up to 1,350 troops, the Kremlin said.",
            id="owner-corrected",
        ),
        pytest.param(
            "The Kremlin said Ukraine has lost up to 1,350 troops.",
            "The Kremlin said Ukraine has lost up to 1,350 troops.",
            id="untouched",
        ),
    ],
)
def test_guard_mends_the_seed_article(reader: Reader, seed: Analysis, draft: str, expected: str) -> None:
    assert guarded(reader, seed, draft).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("At least 32 people were killed when a ferry caught fire.", {"ATTR_MISSING"}, id="toll"),
        pytest.param("At least 32 people were killed, Norlinje said.", {"ATTR_WRONG_SOURCE"}, id="operator"),
        pytest.param(
            "Inspectors found 14 faults on the ship in March, Radio Sorvane reported.",
            {"CHAIN_BROKEN"},
            id="memo",
        ),
        pytest.param(
            "An electric lorry was the likely source, officials said.",
            {"ATTR_VAGUE"},
            id="shrunken-officials",
        ),
        pytest.param(
            "Norlinje said that it had ignored warnings about the ventilation of the deck.",
            {"NEGATION_LOST"},
            id="denial-turned-round",
        ),
        pytest.param("Some passengers were never registered.", {"HEDGE_LOST"}, id="believed"),
        pytest.param(
            "About 240 people were on the ship, the coast guard said.", {"MODALITY_SHIFT"}, id="may-lost"
        ),
        pytest.param("We swam for an hour, Maria Osei said.", {"QUOTE_NOT_VERBATIM"}, id="first-person"),
    ],
)
def test_check_fails_what_breaks_the_promise_on_the_ferry(
    reader: Reader, ferry: Analysis, text: str, expected: set[str]
) -> None:
    assert expected <= codes(reader, ferry, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The health ministry said at least 32 people were killed.", id="toll"),
        pytest.param("Norlinje, the ferry operator, put the death toll at 19.", id="rival"),
        pytest.param(
            "Inspectors found 14 faults on the ship in March, Radio Sorvane reported, citing an internal memo.",
            id="memo",
        ),
        pytest.param(
            "Two senior officials briefed on the inquiry said that an electric lorry was the likely source.",
            id="unnamed",
        ),
        pytest.param("Shares in Norlinje fell 7.5 percent to 41 kroner.", id="record"),
    ],
)
def test_check_passes_what_keeps_the_promise_on_the_ferry(reader: Reader, ferry: Analysis, text: str) -> None:
    assert codes(reader, ferry, text) == set()


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param("He said it is too early to say what caused it.", "Lund", id="pronoun-becomes-a-name"),
        pytest.param("The report has been on our website since June.", "Okafor", id="direct-words"),
    ],
)
def test_guard_names_whom_a_pronoun_means(
    reader: Reader, ferry: Analysis, plant: Analysis, draft: str, expected: str
) -> None:
    analysis = ferry if expected == "Lund" else plant
    assert expected in guarded(reader, analysis, draft).text


def test_guard_marks_a_disputed_figure_with_its_rival(reader: Reader, ferry: Analysis) -> None:
    summary = guarded(reader, ferry, "The health ministry said at least 32 people were killed.")
    figure = next(item for item in summary.sentences[0].figures if item.figure.value == 32)
    assert figure.contested
    assert [side.figure.value for side in figure.rivals] == [19]


def test_guard_drops_what_no_passage_backs(reader: Reader, ferry: Analysis) -> None:
    summary = guarded(reader, ferry, "The king opened a new museum of modern art in the capital.")
    assert summary.status == "refused"
    assert [item.code for item in summary.dropped] == ["UNSUPPORTED"]


def test_guard_says_a_thing_once(reader: Reader, ferry: Analysis) -> None:
    twice = "Shares in Norlinje fell 7.5 percent to 41 kroner."
    summary = guarded(reader, ferry, twice, twice)
    assert summary.text == twice
    assert [item.code for item in summary.dropped] == ["DUPLICATE"]


def test_guard_renders_bullets(reader: Reader, ferry: Analysis) -> None:
    kept = "Shares in Norlinje fell 7.5 percent to 41 kroner."
    summary = guarded(reader, ferry, kept, "The king opened a museum.", kept[:-1] + ".", format="bullets")
    assert summary.text.strip() == "- " + kept


def test_guard_fails_on_an_unresolved_owner_where_asked_to(reader: Reader) -> None:
    text = "Anna Berg met Clara Dahl in Oslo on Monday. She said the plan to close the harbour was dead."
    with pytest.raises(UnresolvedOwner):
        guarded(
            reader,
            reader.read(text),
            "She said the plan to close the harbour was dead.",
            on_unresolved="fail",
        )


def test_render_writes_one_bullet_a_line() -> None:
    assert render(("One.", "Two."), "bullets") == "- One.\n- Two."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "“We have patched these pipes for forty years,” Denise Okafor told the meeting.",
            id="circumstance",
        ),
        pytest.param(
            "Council member Ray Tibbets claimed that the true cost would be closer to $70 million.",
            id="claimed",
        ),
        pytest.param("Police said roughly 400 people protested outside the town hall.", id="police"),
        pytest.param(
            "The Redmond Courier reported last week that the land was sold for $3.2 million in 2021.",
            id="outlet",
        ),
        pytest.param("Okafor's office did not respond to a request for comment.", id="silence"),
        pytest.param("Helen Voss said she hoped the plant would bring people back.", id="said-she-hoped"),
    ],
)
def test_check_passes_what_keeps_the_promise_on_the_plant(reader: Reader, plant: Analysis, text: str) -> None:
    assert codes(reader, plant, text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Tibbets confirmed that the true cost would be closer to $70 million.",
            {"CUE_UPGRADED"},
            id="confirmed",
        ),
        pytest.param(
            "The true cost would be closer to $70 million, Okafor said.", {"ATTR_WRONG_SOURCE"}, id="rival"
        ),
        pytest.param(
            "The plant will create 120 jobs, Mayor Denise Okafor said.",
            {"FIGURE_QUALIFIER_LOST"},
            id="as-many-as",
        ),
        pytest.param(
            "The agency had received an application, Lucia Moreno said.", {"NEGATION_LOST"}, id="not-yet"
        ),
        pytest.param(
            "More than 400 people protested outside the town hall, police said.",
            {"FIGURE_QUALIFIER_LOST"},
            id="crowd",
        ),
    ],
)
def test_check_fails_what_breaks_the_promise_on_the_plant(
    reader: Reader, plant: Analysis, text: str, expected: set[str]
) -> None:
    assert expected <= codes(reader, plant, text)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param(
            "Residents of the Mill Street area.",
            "Residents of the Mill Street area are divided.",
            id="no-verb",
        ),
        pytest.param("Bread and wine for everybody.", "", id="no-verb-no-evidence"),
        pytest.param(":", "", id="no-words"),
    ],
)
def test_guard_lets_no_fragment_out(reader: Reader, plant: Analysis, draft: str, expected: str) -> None:
    assert guarded(reader, plant, draft).text == expected


def test_check_does_not_pass_what_it_did_not_read(reader: Reader, ferry: Analysis) -> None:
    text = "The health ministry said at least 32 people were killed. pic.twitter.com/AbCdEf"
    check = Guard(reader).check(ferry, text, CheckOptions())
    assert check.verdict == "inconclusive"
    assert [item.code for item in check.findings if item.severity == "warning"] == ["NOT_CHECKED"]


def test_check_applies_its_fixes_to_the_candidate(reader: Reader, seed: Analysis) -> None:
    check = Guard(reader).check(seed, "Ukraine has lost 1,350 troops.", CheckOptions(fix="apply"))
    assert check.corrected is not None
    assert check.corrected.text == "Ukraine has lost up to 1,350 troops, according to the Kremlin."


def test_check_keeps_whether_open(reader: Reader) -> None:
    article = reader.read(
        "Police said on Monday that they were examining whether the letter was forged by the clerk."
    )
    assert "MODALITY_SHIFT" in codes(reader, article, "The letter was forged by the clerk, police said.")


def test_guard_writes_said_where_neutral_verbs_are_asked_for(reader: Reader, plant: Analysis) -> None:
    draft = "Council member Ray Tibbets claimed that the true cost would be closer to $70 million."
    summary = guarded(reader, plant, draft, cue_policy="neutral")
    assert (
        summary.text == "Council member Ray Tibbets said that the true cost would be closer to $70 million."
    )
    assert guarded(reader, plant, draft).text == draft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The boy, who is 6'3\" tall, was taken to a Level I trauma centre, police said.",
            set(),
            id="no-quote",
        ),
        pytest.param(
            "The boy was taken to a trauma centre,” police said.", {"QUOTE_NOT_VERBATIM"}, id="unpaired"
        ),
    ],
)
def test_check_tells_marks_from_measures(reader: Reader, text: str, expected: set[str]) -> None:
    article = reader.read(
        "Police said the boy, who is 6'3\" tall, was taken to a Level I trauma centre on Monday."
    )
    assert codes(reader, article, text) == expected


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        pytest.param(
            "We are convinced that the dam is weak and must be mended.", [], id="no-name-agrees-with-are"
        ),
        pytest.param(
            "We said in May that the dam was weak and had to be mended.",
            ["The Harwick Post said in May that the dam was weak and had to be mended."],
            id="a-name-agrees-with-said",
        ),
    ],
)
def test_first_person_of_an_article_becomes_a_name_that_agrees(
    reader: Reader, sentence: str, said: list[str]
) -> None:
    text = f"The dam at Harwick was built in 1930. {sentence} The town lies nine miles below it."
    analysis = reader.read(text, ArticleMeta(publisher="The Harwick Post"))
    assert [item.text for item in guarded(reader, analysis, sentence).sentences] == said


def test_the_chain_is_of_the_owners_that_the_sentence_carries(reader: Reader, seed: Analysis) -> None:
    said = (
        '"What can we even talk about with them?", and "It is now clear why the Kiev regime refused our '
        'proposals to return to the plan for peaceful settlement," Russian President Vladimir Putin said.'
    )
    (sentence,) = Guard(reader).check(seed, said, CheckOptions()).sentences
    owners = [seed.source(link.source_id) for link in sentence.attribution.chain]
    assert [owner and owner.name for owner in owners] == ["Vladimir Putin"]
