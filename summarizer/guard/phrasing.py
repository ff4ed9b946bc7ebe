"""How an owner is worded: the article's own words for it, a verb that claims no more, and the frame."""

from __future__ import annotations

import re

from summarizer.guard.lexicon import DENIALS, FRAME_VERBS, INTENTIONS
from summarizer.guard.owners import is_pronoun
from summarizer.records import Analysis, Claim, Source

# An owner phrase longer than this is a clause in disguise: the source's name is used instead.
LONGEST_OWNER = 90
_POSSESSIVE_START = re.compile(r"^(?:its|his|her|their|our|my|your)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
LOWERED = frozenset({"The", "A", "An", "One", "Two", "Several"})


def owner_words(link: Claim, analysis: Analysis) -> str | None:
    """Return how a frame names the owner of ``link``, or None where it cannot be named (R12, R14).

    The article's words at the claim are kept where they stand on their own; a pronoun or a
    possessive becomes the source's name.
    """
    source = analysis.source(link.source_id)
    if source is None:
        return None
    words = _SPACE.sub(" ", link.owner.of(analysis.article.text)).strip(" ,;:") if link.owner else ""
    stands = words and not is_pronoun(words) and not _POSSESSIVE_START.match(words)
    if stands and len(words) <= LONGEST_OWNER and not _is_bare_surname(words, source):
        return inside_sentence(words)
    name = full_name(source)
    return inside_sentence(name) if name is not None else None


def _is_bare_surname(words: str, source: Source) -> bool:
    return source.named and source.type == "person" and " " not in words and " " in source.name


def full_name(source: Source) -> str | None:
    """Return the source's name, with an article where a common noun needs one."""
    name = source.name.strip()
    if not name or is_pronoun(name) or _POSSESSIVE_START.match(name):
        return None
    head = name.split(" ")[0]
    if head[:1].islower() and head not in ("the", "a", "an") and not source.plural and "'s " not in name:
        return f"the {name}"
    return name


def inside_sentence(words: str) -> str:
    """Write "The ministry" as it stands inside a sentence, "the ministry"; names keep their capitals.

    An apposition gets its closing comma: "Maria Osei, a teacher,".
    """
    first, _, rest = words.partition(" ")
    words = f"{first.lower()} {rest}" if first in LOWERED and rest else words
    return words + "," if "," in words and not words.endswith(",") else words


def can_frame(link: Claim) -> bool:
    """Tell whether a sentence may be given to this link by an added frame.

    A denial, a wish or a threat is not what its complement says, so it never may.
    """
    return link.cue_lemma not in DENIALS | INTENTIONS and link.status == "resolved"


def frame_verb(link: Claim) -> str:
    """Return the past-tense verb of an added frame: the article's own where it is a plain one (R8, R11)."""
    if link.kind in ("embed",):
        return "posted"
    if link.inherited_from is not None:
        return "said"
    return FRAME_VERBS.get(link.cue_lemma, "said")


def frame(missing: tuple[Claim, ...], analysis: Analysis, *, inner_carried: bool) -> str | None:
    """Return the words to add for the missing links, outermost first: ", X said, according to Y".

    ``inner_carried`` tells that the speaker is named already and only outer layers are missing.
    None where a link cannot be worded or framed.
    """
    words = [owner_words(link, analysis) for link in missing]
    if not missing or any(item is None for item in words) or not all(map(can_frame, missing)):
        return None
    named = [item for item in words if item is not None]
    if inner_carried:
        return "".join(_outer(link, item, analysis) for link, item in _outwards(missing, named))
    outer = _outwards(missing[:-1], named[:-1])
    return _innermost(missing[-1], named[-1]) + "".join(_outer(link, item, analysis) for link, item in outer)


def _outwards(links: tuple[Claim, ...], words: list[str]) -> list[tuple[Claim, str]]:
    return list(zip(reversed(links), reversed(words), strict=True))


def _outer(link: Claim, words: str, analysis: Analysis) -> str:
    """Return the frame of a layer around the speaker; outlets report (R8)."""
    source = analysis.source(link.source_id)
    outlet = source is not None and source.type == "outlet"
    return f", {words} reported" if outlet else f", according to {words.rstrip(',')}"


def _innermost(link: Claim, words: str) -> str:
    if link.cue_lemma == "according to" or link.inherited_from is not None and link.kind != "embed":
        return f", according to {words}"
    return f", {words} {frame_verb(link)}"
