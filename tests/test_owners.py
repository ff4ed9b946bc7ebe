"""Which source do these words name? Sources as the article has them, phrases as summaries write them."""

from __future__ import annotations

import pytest

from summarizer.guard.owners import is_pronoun, sources_named
from summarizer.records import Analysis, Article, Source

SMIRNOV = Source(
    "s1",
    "Alexey Smirnov",
    "person",
    "acting regional governor",
    ("Smirnov", "Alexei Smirnov", "acting regional governor", "Kursk's governor"),
)
KREMLIN = Source("s2", "the Kremlin", "organisation", aliases=("Kremlin",))
RUSSIA = Source("s3", "Russia", "organisation")
UKRAINE = Source("s4", "Ukraine", "organisation")
MINISTRY = Source("s5", "Ukraine's defense ministry", "organisation", aliases=("defense ministry",))
SBU = Source(
    "s6",
    "Security Service of Ukraine",
    "organisation",
    aliases=("SBU", "State Security Service", "Ukraine's State Security Service"),
)
PUTIN = Source(
    "s7", "Vladimir Putin", "person", "Russian President", ("Putin", "the Russian leader", "President Putin")
)
BRICS = Source("s8", "BRICS News", "social_post", aliases=("@BRICSinfo",))
ANALYSIS = Analysis(Article(""), sources=(SMIRNOV, KREMLIN, RUSSIA, UKRAINE, MINISTRY, SBU, PUTIN, BRICS))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        pytest.param("Alexey Smirnov", ["s1"], id="full-name"),
        pytest.param("Alexei Smirnov", ["s1"], id="other-spelling"),
        pytest.param("Smirnov", ["s1"], id="surname"),
        pytest.param("Kursk's governor, Alexei Smirnov,", ["s1"], id="role-and-name"),
        pytest.param("the acting regional governor", ["s1"], id="role"),
        pytest.param("the Kremlin", ["s2"], id="kremlin"),
        pytest.param("Kremlin", ["s2"], id="no-article"),
        pytest.param("Russia", ["s3"], id="country"),
        pytest.param("Ukraine's defense ministry", ["s5"], id="possessor-is-not-the-owner"),
        pytest.param("the defense ministry", ["s5"], id="ministry"),
        pytest.param("its defense ministry", ["s5"], id="possessive-pronoun"),
        pytest.param("the Security Service of Ukraine (SBU)", ["s6"], id="of-phrase-and-acronym"),
        pytest.param("Ukraine’s State Security Service (SBU)", ["s6"], id="curly-possessive"),
        pytest.param("Russian President Vladimir Putin", ["s7"], id="title-before-name"),
        pytest.param("President Putin", ["s7"], id="title-and-surname"),
        pytest.param("the Russian leader", ["s7"], id="epithet"),
        pytest.param("BRICS News (@BRICSinfo)", ["s8"], id="handle"),
        pytest.param("Russian officials", [], id="nationality-is-not-the-country"),
        pytest.param("officials", [], id="vague"),
        pytest.param("he", [], id="pronoun"),
        pytest.param("Kyiv", [], id="somebody-else"),
        pytest.param("", [], id="empty"),
    ],
)
def test_sources_named_finds_the_source_of_the_phrase(phrase: str, expected: list[str]) -> None:
    assert [source.id for source in sources_named(phrase, ANALYSIS)] == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        pytest.param("he", True, id="he"),
        pytest.param("They", True, id="capital"),
        pytest.param("her office", False, id="possessive-with-noun"),
        pytest.param("Who", True, id="relative"),
        pytest.param("", False, id="empty"),
    ],
)
def test_is_pronoun_tells_bare_pronouns_from_phrases(phrase: str, expected: bool) -> None:
    assert is_pronoun(phrase) is expected
