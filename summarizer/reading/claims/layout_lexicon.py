"""Words of layout: what a lead-in does with its list, and who stands beside a headline's mark."""

from __future__ import annotations

from summarizer.reading.owners import names_lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs that bring a list in although no words of their own follow: "the report found that:".
LIST_FINDING = _words(
    "agree argue ask conclude demand find insist promise propose recommend request show suggest urge want"
)
# "courtesy of the BBC": a noun that makes "of" name where the following is from.
VIA_NOUNS = _words("courtesy")
# "The Guardian has more:"
MORE = _words("details more news this")
# Nouns whose holder speaks in the list behind them: "The miners' demands:", "Key points from the speech:".
LIST_NOUNS = _words(
    """account advice allegation answer argument claim comment complaint conclusion condition
    criticism demand explanation finding highlight message objection pledge point prediction promise
    proposal recommendation reply request response statement suggestion warning word"""
)
# Labels of a column, which are nobody's name: "Explainer: why dams fail".
RUBRICS = _words(
    """comment explainer factbox fact-check interview letters obituary podcast profile quiz recap review
    timeline"""
)
# Who a headline may name without an article: "Bridge unsafe, engineers say", "‘A betrayal’ – union".
PEOPLE = (names_lexicon.ROLE_NOUNS | names_lexicon.UNNAMED_NOUNS) - _words(
    "another few many most one others several some someone"
)
HEADLINE_SOURCES = PEOPLE | names_lexicon.ORG_NOUNS | names_lexicon.DOCUMENT_NOUNS
# What a headline puts behind the source to say what it was about: "‘Nobody listened’: teachers on the leak".
ABOUT = _words("on over about after")
# A verb and a pronoun may stand before the words that somebody calls a thing: "called that ‘a disgrace’".
NAMING = _words("brand call describe dub label term")
NAMED_OBJECTS = _words("as her him it that them these this those")
# Subjects that put a colon before a quotation without being its speaker: "It was the same everywhere: “…”".
NO_SPEAKERS = names_lexicon.FIRST_OR_SECOND | names_lexicon.NOBODY | {"it"}
