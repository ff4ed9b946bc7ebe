"""Sources: who the owners are, under which names, and where nobody can tell."""

from __future__ import annotations

import pytest

from summarizer.reading.attribution import find_claims
from summarizer.reading.reader import Reader
from summarizer.reading.sources import resolve_sources
from summarizer.records import ArticleMeta, Claim, Source


def read(
    reader: Reader, text: str, meta: ArticleMeta | None = None
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    article = reader.build_article(text, meta or ArticleMeta())
    return resolve_sources(article, find_claims(article))


def owners_of(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    """Return each claim's owner words with the name of its source, None where unresolved."""
    sources, claims = read(reader, text)
    names = {source.id: source.name for source in sources}
    owned = (claim for claim in claims if claim.owner is not None)
    return [(claim.owner.of(text), names.get(claim.source_id or "")) for claim in owned if claim.owner]


def only_source(reader: Reader, text: str) -> Source:
    sources, _ = read(reader, text)
    (source,) = sources
    return source


# ------------------------------------------------------------------ one person, many forms


def test_heading_that_is_a_name_is_no_part_of_the_name_below_it(reader: Reader) -> None:
    text = "🔥🔥 Harwick\n\nZoë Ångström said on Friday that 40 homes had burned. “Nobody was hurt,” she told reporters."
    assert {name for _, name in owners_of(reader, text)} == {"Zoë Ångström"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Maria Lopez said the dam was safe. Lopez said the road was shut.",
            "Maria Lopez",
            id="surname",
        ),
        pytest.param(
            "Maria Lopez said the dam was safe. Ms. Lopez said the road was shut.",
            "Maria Lopez",
            id="title-surname",
        ),
        pytest.param(
            "Alexey Smirnov said the dam was safe. Alexei Smirnov said the road was shut.",
            "Alexey Smirnov",
            id="transliteration",
        ),
        pytest.param(
            "President Zelensky said the war went on. Zelenskyy said talks had failed.",
            "Zelensky",
            id="surname-transliteration",
        ),
        pytest.param(
            "Kent's governor, Alan Marsh, said it rained. Marsh said the dam held.",
            "Alan Marsh",
            id="role-first",
        ),
        pytest.param(
            "Alan Marsh, the governor of Kent, said it rained. The governor said the dam held.",
            "Alan Marsh",
            id="role-later",
        ),
        pytest.param(
            "Russian President Vladimir Putin said it rained. “It will rain on,” the Russian leader added.",
            "Vladimir Putin",
            id="leader",
        ),
        pytest.param(
            "Marsh says dam is safe\n\nAlan Marsh, the governor, said the dam held.",
            "Alan Marsh",
            id="headline",
        ),
        pytest.param(
            "Sen. Robert Cole said it rained. The senator said the dam held.",
            "Robert Cole",
            id="abbreviated-title",
        ),
        pytest.param(
            "“It rained,” Anna Reed said. “The dam held,” she added.",
            "Anna Reed",
            id="pronoun",
        ),
        pytest.param(
            "Mayor Olena Yaremchuk-Dyachenko said it rained. Yaremchuk-Dyachenko said the dam held.",
            "Olena Yaremchuk-Dyachenko",
            id="double-surname",
        ),
        pytest.param(
            "The chairman, Tsai Cheng-hsien, told investors that it rained. Tsai said the dam held.",
            "Tsai Cheng-hsien",
            id="surname-first",
        ),
        pytest.param(
            "Sheikh Hamad al-Tamimi said it rained. Al-Tamimi said the dam held.",
            "Hamad al-Tamimi",
            id="arabic-article",
        ),
        pytest.param(
            "Auditor Adébáyọ̀ Ọlátúnjí told a court that it rained. Ọlátúnjí said the dam held.",
            "Adébáyọ̀ Ọlátúnjí",
            id="letters-that-lose-the-parser",
        ),
    ],
)
def test_forms_of_one_person_are_one_source(reader: Reader, text: str, name: str) -> None:
    assert only_source(reader, text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "The State Audit Office (SAO) said books were lost. The SAO said a clerk fled.",
            "the State Audit Office (SAO)",
            id="acronym",
        ),
        pytest.param(
            "Norway’s State Audit Office (SAO) said books were lost. A clerk fled, according to the "
            "Audit Office of Norway (SAO).",
            "Norway’s State Audit Office (SAO)",
            id="two-forms-with-one-acronym",
        ),
        pytest.param(
            "The Russian Foreign Ministry said talks failed. The ministry said they would go on.",
            "the Russian Foreign Ministry",
            id="head-word",
        ),
        pytest.param(
            "Russia's foreign ministry said talks failed. The Russian Foreign Ministry said they would go on.",
            "Russia's foreign ministry",
            id="demonym",
        ),
        pytest.param(
            "Kyiv said the bridge fell. Kiev said two men died.",
            "Kyiv",
            id="spelling-of-a-place",
        ),
        pytest.param(
            "The Kremlin said the bridge fell. The Kremlin said two men died.",
            "the Kremlin",
            id="same-words",
        ),
        pytest.param(
            "The World Health Organization said the flu spread. The WHO said beds were full.",
            "the World Health Organization",
            id="initials",
        ),
        pytest.param(
            "Acme Corp. said profits fell. Acme said it would cut jobs.",
            "Acme Corp.",
            id="company-suffix",
        ),
        pytest.param(
            "The ferry operator, Norlinje, said it rained. Norlinje denied the charge.",
            "the ferry operator, Norlinje",
            id="name-in-apposition",
        ),
        pytest.param(
            "Radio Sorvane reported that it rained. The broadcaster said the dam held.",
            "Radio Sorvane",
            id="the-broadcaster",
        ),
        pytest.param(
            "Vell Energy said it rained. The company said the dam held.", "Vell Energy", id="the-company"
        ),
    ],
)
def test_forms_of_one_body_are_one_source(reader: Reader, text: str, name: str) -> None:
    assert only_source(reader, text).name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "The Kremlin said the bridge fell. Vladimir Putin said it was safe. Russia said two men died. "
            "Moscow said nobody died.",
            ["the Kremlin", "Vladimir Putin", "Russia", "Moscow"],
            id="seats-of-power",
        ),
        pytest.param(
            "Ukraine said the bridge fell. Kyiv said two men died.",
            ["Ukraine", "Kyiv"],
            id="state-and-capital",
        ),
        pytest.param(
            "Bill Moran said it rained. Hillary Moran said it was dry.",
            ["Bill Moran", "Hillary Moran"],
            id="same-surname",
        ),
        pytest.param(
            "Ukraine said the bridge fell. Ukraine's defence ministry said two men died.",
            ["Ukraine", "Ukraine's defence ministry"],
            id="state-and-ministry",
        ),
        pytest.param(
            "Two officials said the deal was off. Three officials said it was on.",
            ["Two officials", "Three officials"],
            id="unnamed-groups",
        ),
        pytest.param(
            "Vladimir Putin said it rained. Putin's spokesman, Dmitry Orlov, said it was dry.",
            ["Vladimir Putin", "Dmitry Orlov"],
            id="person-and-spokesman",
        ),
        pytest.param(
            "The defence minister said it rained. The former defence minister said it was dry.",
            ["the defence minister", "the former defence minister"],
            id="minister-and-former-minister",
        ),
    ],
)
def test_different_owners_stay_apart(reader: Reader, text: str, names: list[str]) -> None:
    sources, _ = read(reader, text)
    assert [source.name for source in sources] == names


# ------------------------------------------------------------------ pronouns and roles


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        pytest.param(
            "Tom Hill runs the mill. He said the dam held.",
            "He",
            "Tom Hill",
            id="subject-of-the-sentence-before",
        ),
        pytest.param(
            "Alan Marsh told Rolf Beck the dam held. The road is shut, he said.",
            "he",
            "Alan Marsh",
            id="speaker-beats-addressee",
        ),
        pytest.param(
            "“It rained,” Tom Hill said.\n\n“The dam held,” he said.",
            "he",
            "Tom Hill",
            id="paragraph-before",
        ),
        pytest.param(
            "Tom Hill said it rained. Rolf Beck said it was dry. He said the dam held.",
            "He",
            None,
            id="two-men-compete",
        ),
        pytest.param(
            "Tom Hill said it rained. Anna Reed said it was dry. She said the dam held.",
            "She",
            "Anna Reed",
            id="gender-decides-she",
        ),
        pytest.param(
            "Tom Hill said it rained. Anna Reed said it was dry. He said the dam held.",
            "He",
            "Tom Hill",
            id="gender-decides-he",
        ),
        pytest.param("The mill burned in May. He said the dam held.", "He", None, id="nobody-before"),
        pytest.param(
            "Anna Berg met Clara Dahl in Oslo. She said the dam held.",
            "She",
            None,
            id="two-women-in-one-sentence",
        ),
        pytest.param(
            "Its spokesman, Captain Per Lund, said it rained. He said the dam held.",
            "He",
            "Per Lund",
            id="captain",
        ),
        pytest.param(
            "Tom Hill said that he urged the club to pay.",
            "he",
            "Tom Hill",
            id="inside-his-own-statement",
        ),
        pytest.param(
            "Tom Hill said Rolf Beck was ill. He said the dam held.",
            "He",
            "Tom Hill",
            id="spoken-about-is-no-candidate",
        ),
        pytest.param(
            "Tom Hill said it rained.\n\nThe road is shut.\n\nHe said the dam held.",
            "He",
            None,
            id="too-far-away",
        ),
        pytest.param(
            "Officials closed the road. They said the dam held.",
            "They",
            None,
            id="they-without-a-speaker",
        ),
        pytest.param(
            "Two officials said it rained. They said the dam held.",
            "They",
            "Two officials",
            id="they-officials",
        ),
        pytest.param(
            "The ministry said it rained. It said the dam held.",
            "It",
            "the ministry",
            id="it-ministry",
        ),
        pytest.param(
            "The ministry said it rained. The bank said it was dry. It said the dam held.",
            "It",
            None,
            id="it-with-two-bodies",
        ),
        pytest.param(
            "The mayor said it rained. She said the dam held.",
            "She",
            "the mayor",
            id="unnamed-role",
        ),
        pytest.param(
            "A spokeswoman for the bank said it rained. She said the dam held.",
            "She",
            "a spokeswoman for the bank",
            id="spokeswoman",
        ),
        pytest.param(
            "A spokesman for the bank said it rained. She said the dam held.",
            "She",
            None,
            id="wrong-gender",
        ),
        pytest.param(
            "Mr. Hill met Mrs. Reed. He said the dam held.",
            "He",
            "Hill",
            id="title-tells-gender",
        ),
    ],
)
def test_pronoun_is_settled_where_exactly_one_fits(
    reader: Reader, text: str, pronoun: str, name: str | None
) -> None:
    assert [found for owner, found in owners_of(reader, text) if owner == pronoun] == [name]


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        pytest.param(
            "Alan Marsh, the governor of Kent, spoke on Monday. The governor said the dam held.",
            "The governor",
            "Alan Marsh",
            id="introduced-before",
        ),
        pytest.param(
            "The acting regional governor said towns in Kent had flooded.\n\nThe day went on.\n\n"
            "Kent's governor, Alan Marsh, said the toll had reached 12.",
            "The acting regional governor",
            "Alan Marsh",
            id="introduced-later-for-the-same-place",
        ),
        pytest.param(
            "The acting regional governor said towns in Kent had flooded.\n\nThe day went on.\n\n"
            "Ohio's governor, Alan Marsh, said the toll had reached 12.",
            "The acting regional governor",
            "the acting regional governor",
            id="governor-of-another-place",
        ),
        pytest.param(
            "Alan Marsh, the governor of Kent, met Rolf Beck, the governor of Essex. The governor said it rained.",
            "The governor",
            None,
            id="two-governors",
        ),
        pytest.param(
            "Defence Minister Ana Cruz spoke first. The foreign minister said it rained.",
            "The foreign minister",
            "the foreign minister",
            id="another-ministry",
        ),
        pytest.param(
            "Defence Minister Ana Cruz spoke first. The defence minister said it rained.",
            "The defence minister",
            "Ana Cruz",
            id="same-ministry",
        ),
        pytest.param(
            "Deputy Mayor Ana Cruz spoke first. The mayor said it rained.",
            "The mayor",
            "the mayor",
            id="deputy",
        ),
        pytest.param(
            "A spokesman for the bank said it rained. The spokesman said the dam held.",
            "The spokesman",
            "a spokesman for the bank",
            id="earlier-unnamed-role",
        ),
    ],
)
def test_role_is_a_person_where_exactly_one_fits(
    reader: Reader, text: str, role: str, name: str | None
) -> None:
    assert [found for owner, found in owners_of(reader, text) if owner == role] == [name]


def test_unresolved_owner_has_no_source(reader: Reader) -> None:
    _, claims = read(reader, "The mill burned in May. He said the dam held.")
    assert [(claim.status, claim.source_id) for claim in claims] == [("unresolved", None)]


def test_ownerless_claim_has_no_source(reader: Reader) -> None:
    sources, claims = read(reader, "It is believed that the ship sank.")
    assert (sources, claims[0].status, claims[0].source_id) == ((), "ownerless", None)


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param("Texas Governor Greg Stone said the wall was done.", id="another-governor"),
        pytest.param("Peter Hill said the club had won.", id="another-hill"),
        pytest.param("He said the sea was calm.", id="another-pronoun"),
        pytest.param("The ministry of sport said the club had won.", id="another-ministry"),
        pytest.param("Nothing of note was reported from the coast.", id="no-owner-at-all"),
    ],
)
def test_unrelated_paragraph_changes_no_earlier_owner(reader: Reader, extra: str) -> None:
    text = (
        "Tom Hill said it rained in Kent. He said the dam held.\n\n"
        "The governor said roads in Kent were shut. Kent's governor, Alan Marsh, said it was dry. "
        "The foreign ministry said talks failed. The ministry said they would go on."
    )
    before = owners_of(reader, text)
    assert owners_of(reader, f"{text}\n\n{extra}")[: len(before)] == before


# ------------------------------------------------------------------ what a source is


@pytest.mark.parametrize(
    ("text", "kind", "named", "plural"),
    [
        pytest.param("Maria Lopez said it rained.", "person", True, False, id="person"),
        pytest.param("The mayor said it rained.", "person", False, False, id="role"),
        pytest.param("The Kremlin said it rained.", "organisation", True, False, id="metonym"),
        pytest.param("Police said it rained.", "organisation", False, True, id="police"),
        pytest.param("Reuters reported that it rained.", "outlet", True, False, id="agency"),
        pytest.param("The Washington Post reported that it rained.", "outlet", True, False, id="paper"),
        pytest.param("Two officials said it rained.", "unnamed", False, True, id="officials"),
        pytest.param(
            "A person familiar with the plan said it rained.", "unnamed", False, False, id="a-person"
        ),
        pytest.param("Witnesses said it rained.", "unnamed", False, True, id="witnesses"),
        pytest.param("The Redmond Courier reported that it rained.", "outlet", True, False, id="local-paper"),
        pytest.param("The coast guard said it rained.", "organisation", False, False, id="coast-guard"),
        pytest.param("The report said it rained.", "document", False, False, id="report"),
        pytest.param("The indictment alleges that it rained.", "document", False, False, id="indictment"),
        pytest.param("A new poll shows that most people like rain.", "poll", False, False, id="poll"),
        pytest.param("The court ruled that the fee was legal.", "court", False, False, id="court"),
        pytest.param("Google and Yahoo said it rained.", "organisation", True, True, id="joint"),
        pytest.param("We believe that it will rain.", "author", False, False, id="author"),
        pytest.param(
            "It rained all day in Dale.\n— Harbour News (@harbournews) May 12, 2024",
            "social_post",
            True,
            False,
            id="post",
        ),
    ],
)
def test_source_has_its_type_and_number(
    reader: Reader, text: str, kind: str, named: bool, plural: bool
) -> None:
    source = only_source(reader, text)
    assert (source.type, source.named, source.plural) == (kind, named, plural)


@pytest.mark.parametrize(
    ("text", "descriptor"),
    [
        pytest.param("Kent's governor, Alan Marsh, said it rained.", "Kent's governor", id="before-the-name"),
        pytest.param(
            "Alan Marsh, the governor of Kent, said it rained.", "the governor of Kent", id="behind-the-name"
        ),
        pytest.param("Defence Minister Ana Cruz said it rained.", "Defence Minister", id="title"),
        pytest.param("Alan Marsh said it rained.", "", id="none"),
        pytest.param(
            "Alan Marsh said it rained. Alan Marsh, a former judge, said the dam held.",
            "a former judge",
            id="later",
        ),
    ],
)
def test_source_keeps_the_role_as_the_article_words_it(reader: Reader, text: str, descriptor: str) -> None:
    assert only_source(reader, text).descriptor == descriptor


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        pytest.param(
            "Kent's governor, Alan Marsh, said it rained.", {"Marsh", "Kent's governor"}, id="person"
        ),
        pytest.param(
            "The State Audit Office (SAO) said it rained.", {"SAO", "State Audit Office"}, id="acronym"
        ),
        pytest.param("Kyiv said it rained. Kiev said the dam held.", {"Kiev"}, id="spelling"),
        pytest.param(
            "Alexey Smirnov said it rained. Alexei Smirnov left.", {"Alexei Smirnov", "Smirnov"}, id="variant"
        ),
    ],
)
def test_source_knows_the_other_forms_of_its_name(reader: Reader, text: str, aliases: set[str]) -> None:
    assert aliases <= set(only_source(reader, text).aliases)


def test_aliases_hold_no_pronoun(reader: Reader) -> None:
    source = only_source(reader, "Anna Reed said it rained. She said the dam held.")
    assert not {"She", "she"} & set(source.aliases)


def test_statement_belongs_to_its_issuer(reader: Reader) -> None:
    assert only_source(reader, "A statement from the ministry said it rained.").name == "the ministry"


def test_possessive_pronoun_is_spelled_out(reader: Reader) -> None:
    text = (
        "Ukraine is claiming that its troops hold a town, a Monday statement from its defense ministry said."
    )
    assert owners_of(reader, text) == [
        ("a Monday statement from its defense ministry", "Ukraine's defense ministry"),
        ("Ukraine", "Ukraine"),
    ]


def test_mentions_hold_every_place_that_names_the_person(reader: Reader) -> None:
    text = "Kent's governor, Alan Marsh, said it rained. He left. Marsh said the dam held."
    mentions = [span.of(text) for span in only_source(reader, text).mentions]
    assert mentions == ["Kent's governor, Alan Marsh", "Marsh"]


def test_share_is_the_part_of_the_words_inside_the_claims(reader: Reader) -> None:
    # 8 of 16 letters stand in the claim: "itrained" of "itrained" + "Reedsaid".
    source = only_source(reader, "It rained, Reed said.")
    assert source.share == pytest.approx(8 / 16)


def test_author_is_the_publisher_where_its_name_is_given(reader: Reader) -> None:
    sources, _ = read(reader, "We believe that it will rain.", ArticleMeta(publisher="The Dale Courier"))
    assert [source.name for source in sources] == ["The Dale Courier"]


def test_sources_come_in_the_order_of_their_first_claim(reader: Reader) -> None:
    sources, _ = read(reader, "Anna Reed said it rained. The bank said it was dry. Reed said the dam held.")
    assert [(source.id, source.name) for source in sources] == [("s1", "Anna Reed"), ("s2", "the bank")]


def test_a_headlines_capitals_make_nobody_of_a_verb_and_a_surname(reader: Reader) -> None:
    text = """Grieving Harbour Mom Corners Adeyemi On His Refusal To Use The Word ‘Crane.’

Mayor Tunde Adeyemi met the board on Monday. Adeyemi said the crane was safe."""
    sources, claims = read(reader, text)
    assert {source.id: source.name for source in sources}[claims[-1].source_id or ""] == "Tunde Adeyemi"
    assert all("Corners" not in source.descriptor for source in sources)


def test_a_nickname_in_quotation_marks_parts_nobody_from_a_first_name(reader: Reader) -> None:
    text = """Donald Adeyemi lost his team last year. In the lawsuit, Ruth “Shelly” Adeyemi said he was broke.

Rep. Robert C. "Bobby" Moss said the quay was shut."""
    sources, claims = read(reader, text)
    names = {source.id: source.name for source in sources}
    assert [names.get(claim.source_id or "") for claim in claims] == ["Ruth Adeyemi", "Robert C. Moss"]
