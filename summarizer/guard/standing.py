"""Who may stand for whom: a shortened description, a spokesman's principal, a study's maker (R12, R13).

"Police said" may stand for "Greater Manchester Police said" and for "a police spokesman said"; never the
other way round, and never "officials" for "two senior officials".
"""

from __future__ import annotations

import re

from summarizer.guard.lexicon import VAGUE_OWNERS
from summarizer.guard.owners import forms_of, segments_of, words_of
from summarizer.records import Analysis, Claim

_BEHIND = re.compile(
    r"\b(?:spokes(?:wo)?man|spokesperson|spokespeople|representatives?|statement|survey|study|report|poll|"
    r"analysis|research)\b[^,;]*?\b(?:for|of|at|from|by)\s+(?P<who>[^,;]+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:an?|the)?\s*(?P<who>[^,;]+?)(?:['’]s?)?\s+"
    r"(?:spokes(?:wo)?man|spokesperson|representatives?|statement)\b",
    re.IGNORECASE,
)
LONG_ENOUGH = 3
SHORTEST = 2


def stands_for(words: str, link: Claim, analysis: Analysis) -> bool:
    """Tell whether the candidate's owner ``words`` may stand for the owner of the article's ``link``."""
    if link.owner is None:
        return False
    theirs = link.owner.of(analysis.article.text)
    return speaks_for(theirs, words) or _abbreviates(words, theirs) or _shortens(words, link, analysis)


def speaks_for(theirs: str, words: str) -> bool:
    """Tell whether "a spokesman for Rajasthan Police" speaks for ``words`` ("police")."""
    mine = words_of(words)
    found = (pattern.search(theirs) for pattern in (_BEHIND, _BEFORE))
    principals = (words_of(match["who"]) for match in found if match is not None)
    return bool(mine) and any(_is_tail(mine, principal) for principal in principals)


def _abbreviates(words: str, theirs: str) -> bool:
    """Tell whether "PM" stands for "the Prime Minister"."""
    short = words.removeprefix("the ").removeprefix("The ").replace(".", "")
    initials = "".join(word[0] for word in words_of(theirs))
    return len(short) >= SHORTEST and short.isupper() and short.lower() == initials


def _shortens(words: str, link: Claim, analysis: Analysis) -> bool:
    """Tell whether ``words`` end a longer form of the link's owner, and of no other source."""
    mine = words_of(words)
    if not mine or set(mine) <= VAGUE_OWNERS or len("".join(mine)) < LONG_ENOUGH:
        return False
    source = analysis.source(link.source_id)
    owner = link.owner.of(analysis.article.text) if link.owner is not None else ""
    theirs = (*segments_of(owner), *(forms_of(source) if source is not None else ()))
    if not any(_is_tail(mine, form) for form in theirs):
        return False
    others = (other for other in analysis.sources if other.id != link.source_id)
    return not any(len(form) > len(mine) and _is_tail(mine, form) for o in others for form in forms_of(o))


def _is_tail(mine: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return len(form) >= len(mine) and form[len(form) - len(mine) :] == mine
