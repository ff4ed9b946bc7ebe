"""The seed article, read: who owns which figure and which sentence (the acceptance case)."""

from __future__ import annotations

import pytest

from summarizer.records import Analysis, Claim, Span


def claims_over(seed: Analysis, words: str) -> tuple[Claim, ...]:
    start = seed.article.text.index(words)
    return seed.claims_over(Span(start, start + len(words)))


def chain_over(seed: Analysis, words: str) -> list[str]:
    """Return the names of the sources around ``words``, outermost first."""
    innermost = claims_over(seed, words)[-1]
    sources = [seed.source(claim.source_id) for claim in seed.chain(innermost)]
    return [source.name if source else "?" for source in sources]


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        pytest.param("offensive operation", ["Kiev"], id="offensive-operation"),
        pytest.param("this shock Ukraine offensive", ["an official briefing"], id="briefing"),
        pytest.param("28 towns and villages", ["Bloomberg", "Alexey Smirnov"], id="28-towns"),
        pytest.param("the settlement of Lyscychne", ["RIA"], id="ria"),
        pytest.param(
            "1,000 square kilometers", ["Ukraine's defense ministry", "Ukraine"], id="1000-square-km"
        ),
        pytest.param("a sizeable chunk", ["Bloomberg", "Russian officials"], id="state-of-emergency"),
        pytest.param("120,000 people", ["Bloomberg", "Alexey Smirnov"], id="120000"),
        pytest.param("60,000 more", ["Bloomberg", "Alexey Smirnov"], id="60000"),
        pytest.param("12 kilometers", ["Bloomberg", "Alexey Smirnov"], id="12-km"),
        pytest.param("40 kilometers wide", ["Bloomberg", "Alexey Smirnov"], id="40-km"),
        pytest.param("there will be no peace talks", ["Vladimir Putin"], id="no-peace-talks"),
        pytest.param("It is now clear why", ["Vladimir Putin"], id="putin-direct"),
        pytest.param("the West is waging war", ["Vladimir Putin"], id="putin-floating"),
        pytest.param("create threats to nuclear", ["Vladimir Putin"], id="russian-leader"),
        pytest.param("What can we even talk about", ["Vladimir Putin"], id="leader-floating"),
        pytest.param("no impact on nuclear safety", ["the UN's IAEA"], id="iaea"),
        pytest.param("no more peace talks with Ukraine", ["BRICS News", "Vladimir Putin"], id="brics-post"),
        pytest.param("What is there to even talk", ["BRICS News", "Vladimir Putin"], id="brics-quotation"),
        pytest.param("69 people", ["the Kremlin"], id="69"),
        pytest.param("17 are in serious", ["the Kremlin"], id="17"),
        pytest.param("up to 1,350 troops", ["the Kremlin"], id="1350"),
        pytest.param("29 tanks and 23 armored", ["the Kremlin"], id="29-and-23"),
        pytest.param("New evacuation orders", ["Al Jazeera"], id="evacuation-orders"),
        pytest.param(
            "falsely accuse Kyiv", ["Al Jazeera", "Ukraine’s State Security Service (SBU)"], id="sbu"
        ),
        pytest.param("has reached 12", ["Al Jazeera", "Alexey Smirnov"], id="toll-of-12"),
        pytest.param("undermine Russian stability", ["Al Jazeera", "Vladimir Putin"], id="stability"),
        pytest.param("it will not succeed", ["Al Jazeera", "Vladimir Putin"], id="will-not-succeed"),
        pytest.param("seven Ukrainian attacks", ["Al Jazeera", "Russia"], id="seven-attacks"),
        pytest.param(
            "half a million dollars", ["Al Jazeera", "Ukraine’s State Security Service (SBU)"], id="bribe"
        ),
        pytest.param("lift their prior bans", ["Rustem Umerov"], id="umerov-urging"),
        pytest.param("NATO is backing deep strikes", ["Glenn Diesen"], id="diesen"),
        pytest.param("hitting military targets", ["Rustem Umerov", "Rustem Umerov"], id="umerov-on-x"),
        pytest.param("ripping down the Russian tricolor", ["Christopher Miller"], id="miller"),
        pytest.param("used only on locations", ["the French Presidency's office"], id="presidency"),
    ],
)
def test_seed_words_belong_to_their_owners(seed: Analysis, words: str, owners: list[str]) -> None:
    assert chain_over(seed, words) == owners


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("brazen and high risk", id="brazen"),
        pytest.param("astounding 180,000 citizens", id="180000"),
        pytest.param("to hype the threat", id="hype"),
        pytest.param("might consider an 'existential threat'", id="existential-threat"),
        pytest.param("ultra-dangerous turning point", id="turning-point"),
        pytest.param("internationalization of this proxy war", id="proxy-war"),
        pytest.param("Already Western-supplied armored vehicles", id="armored-vehicles"),
    ],
)
def test_seed_words_of_the_article_itself_have_no_owner(seed: Analysis, words: str) -> None:
    assert claims_over(seed, words) == ()


def test_seed_claims_are_all_settled(seed: Analysis) -> None:
    assert {claim.status for claim in seed.claims} == {"resolved"}


@pytest.mark.parametrize(
    ("words", "cue", "stance"),
    [
        pytest.param("1,000 square kilometers", "is now claiming", "doubting", id="claiming"),
        pytest.param("a sizeable chunk", "have admitted", "endorsing", id="admitted"),
        pytest.param("no impact on nuclear safety", "has since said", "neutral", id="since-said"),
        pytest.param("offensive operation", "confirming", "endorsing", id="confirming"),
        pytest.param("half a million dollars", "according to", "neutral", id="according-to"),
    ],
)
def test_seed_claim_keeps_its_cue(seed: Analysis, words: str, cue: str, stance: str) -> None:
    claim = claims_over(seed, words)[-1]
    assert claim.cue is not None
    assert (claim.cue.of(seed.article.text), claim.stance) == (cue, stance)


@pytest.mark.parametrize(
    ("name", "kind", "descriptor"),
    [
        pytest.param("Alexey Smirnov", "person", "Kursk’s governor", id="smirnov"),
        pytest.param("Vladimir Putin", "person", "Russian President", id="putin"),
        pytest.param("Rustem Umerov", "person", "Ukrainian Defense Minister", id="umerov"),
        pytest.param("Bloomberg", "outlet", "", id="bloomberg"),
        pytest.param("Al Jazeera", "outlet", "", id="al-jazeera"),
        pytest.param("the Kremlin", "organisation", "", id="kremlin"),
        pytest.param("Russia", "organisation", "", id="russia"),
        pytest.param("Ukraine's defense ministry", "organisation", "", id="ministry"),
        pytest.param("BRICS News", "social_post", "", id="brics"),
        pytest.param("an official briefing", "document", "", id="briefing"),
        pytest.param("Russian officials", "unnamed", "", id="officials"),
    ],
)
def test_seed_source_has_type_and_descriptor(seed: Analysis, name: str, kind: str, descriptor: str) -> None:
    (source,) = [source for source in seed.sources if source.name == name]
    assert (source.type, source.descriptor) == (kind, descriptor)


def test_seed_smirnov_is_one_source_with_his_spellings_and_role(seed: Analysis) -> None:
    (smirnov,) = [source for source in seed.sources if source.name == "Alexey Smirnov"]
    assert {"Alexei Smirnov", "Smirnov", "acting regional governor"} <= set(smirnov.aliases)


def test_seed_metonyms_stay_apart(seed: Analysis) -> None:
    names = {source.name for source in seed.sources}
    assert {"the Kremlin", "Vladimir Putin", "Russia", "Ukraine", "Kiev"} <= names
