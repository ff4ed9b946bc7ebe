"""How an owner is worded: the article's own words for it, a verb that claims no more, and the frame."""

from __future__ import annotations

import re

from summarizer.guard.lexicon import DENIALS, FRAME_VERBS, INTENTIONS
from summarizer.guard.owners import is_pronoun
from summarizer.records import Analysis, Claim, Source, Token

# An owner phrase longer than this is a clause in disguise: the source's name is used instead.
LONGEST_OWNER = 90
# Words that lean on what was said before: "his lawyer", "another resident".
_LEANING_START = re.compile(
    r"^(?:its|his|her|their|our|my|your|another|others?|this|that|these|those)\b", re.IGNORECASE
)
# "an artist's impression by": the words stop before they name anybody.
_CUT_OFF = re.compile(r"\s(?:by|of|from|in|on|at|to|for|with|and)$", re.IGNORECASE)
_MODAL = re.compile(r"(?:will|would|may|might|can|could|shall|should|must)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
# What is no name, although it may open a sentence with a capital.
LOWERED = frozenset(
    "The A An One Two Three Four Five Several Some Many Most Both All Actress Actor Singer "
    "Researchers Scientists Officials Officers Prosecutors Lawyers Residents Campaigners Doctors Experts "
    "Authorities Firefighters Investigators Detectives Witnesses Police Passenger Resident Witness Neighbour "
    "Neighbor Tourist Photographer Author Farmer Teacher Student Driver Shopkeeper".split()
)
# Whoever did one of these said something; "decided" or "mistook" is no such act, and "said" makes it one.
SPOKEN = frozenset(
    {"according to", *FRAME_VERBS}
    | set(
        "accuse advise agree answer boast call caution comment complain concede conclude contend describe "
        "determine disclose discover emphasise emphasize explain express feel highlight indicate inform "
        "point quote recall recount remark remind repeat reply respond reveal rule speak stress suggest "
        "think tweet warn".split()
    )
)
THOUGHTS = frozenset({"believe", "think", "suspect", "fear", "expect"})
# Words that say of nobody who it is.
NOBODY = frozenset("one some many most others several both".split())
PERSONS = frozenset({"person", "unnamed", "author"})
# One word, many people: never "he" or "she".
CROWDS = frozenset("public family crowd police council government team people media community".split())
# Sources that do not speak (R8).
WRITTEN = frozenset({"document", "poll"})


def owner_words(link: Claim, analysis: Analysis) -> str | None:
    """Return how a frame names the owner of ``link``, or None where it cannot be named (R12, R14).

    The article's words at the claim are kept where they stand on their own; a pronoun or a
    possessive becomes the source's name. An owner that could not be settled has nothing but its words.
    """
    source = analysis.source(link.source_id)
    words = _SPACE.sub(" ", link.owner.of(analysis.article.text)).strip(" ,;:") if link.owner else ""
    if _stand_alone(words) and (source is None or not _is_bare_surname(words, source)):
        return inside_sentence(_lowered(words, link, analysis))
    name = with_role(source, analysis) if source is not None else None
    return inside_sentence(name) if name is not None else None


def _stand_alone(words: str) -> bool:
    """Tell whether the article's words for an owner say by themselves who it is."""
    leans = is_pronoun(words) or _LEANING_START.match(words) or _CUT_OFF.search(words)
    return bool(words) and not leans and len(words) <= LONGEST_OWNER and words.lower() not in NOBODY


def _lowered(words: str, link: Claim, analysis: Analysis) -> str:
    """Write a common noun small that opens the article's sentence ("Court records say")."""
    article = analysis.article
    # The handle of an embedded post was never parsed.
    tokens = article.tokens_in(link.owner) if link.owner is not None else ()
    sentence = article.sentence_at(tokens[0].span.start) if tokens else None
    if sentence is None or sentence.span.start != tokens[0].span.start:
        return words
    common = tokens[0].pos in ("NOUN", "ADJ") and not tokens[0].ent and words[1:].islower()
    return words[0].lower() + words[1:] if common else words


def _is_bare_surname(words: str, source: Source) -> bool:
    return source.named and source.type == "person" and " " not in words and " " in source.name


def full_name(source: Source) -> str | None:
    """Return the source's name, with an article where a common noun needs one."""
    name = source.name.strip()
    if not name or is_pronoun(name) or _LEANING_START.match(name) or name.lower() in NOBODY:
        return None
    head = name.split(" ")[0]
    if head[:1].islower() and head not in ("the", "a", "an") and not source.plural and "'s " not in name:
        return f"the {name}"
    return name


def may_mean(pronoun: str, source: Source) -> bool:
    """Tell whether "he", "she", "him" or "her" can be ``source``, by kind and number (R14)."""
    if pronoun.lower() not in ("he", "she", "him", "her"):
        return True
    crowd = not source.named and not CROWDS.isdisjoint(source.name.lower().split()[-1:])
    return not source.plural and source.type in PERSONS and not crowd


def with_role(source: Source, analysis: Analysis) -> str | None:
    """Return the name with the role that the article sets right beside it, where it does (R12)."""
    name, role = full_name(source), source.descriptor.strip()
    if name is None or not role or not source.named or len(role) + len(name) > LONGEST_OWNER:
        return name
    if _LEANING_START.match(role):
        return name
    article = _SPACE.sub(" ", analysis.article.text)
    before, behind = f"{role} {name}", f"{name}, {role},"
    return before if before in article else behind if behind in article else name


def inside_sentence(words: str) -> str:
    """Write "The ministry" as it stands inside a sentence, "the ministry"; names keep their capitals.

    An apposition gets its closing comma: "Maria Osei, a teacher,".
    """
    first, _, rest = words.partition(" ")
    # "Police Commissioner Ade Bello" is a title.
    lowered = first in LOWERED and rest and not (first == "Police" and rest[0].isupper())
    words = f"{first.lower()} {rest}" if lowered else words
    words = words.lower() if words in LOWERED else words
    return words + "," if ", " in words and not words.endswith(",") else words


def can_frame(link: Claim) -> bool:
    """Tell whether a sentence may be given to this link by an added frame.

    A denial, a wish or a threat is not what its complement says, so it never may.
    """
    if link.cue_lemma in DENIALS | INTENTIONS or link.status == "ownerless":
        return False
    return link.kind not in ("indirect", "mixed", "noun") or not link.cue_lemma or link.cue_lemma in SPOKEN


def frame_verb(link: Claim, analysis: Analysis) -> str:
    """Return the verb of an added frame: the article's own in the past tense where it is plain (R8, R11).

    What somebody believes is told in the article's tense.
    """
    if link.cue_lemma in THOUGHTS and link.cue is not None:
        words = link.cue.of(analysis.article.text)
        if any(token.tag in ("VBP", "VBZ") for token in analysis.article.tokens_in(link.cue)):
            return words
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
    if len({item and item.rstrip(",") for item in words}) < len(words):
        return None
    if not missing or any(item is None for item in words) or not all(map(can_frame, missing)):
        return None
    if any(_is_to_come(link, analysis) for link in missing):
        return None
    named = [item for item in words if item is not None]
    if inner_carried:
        return "".join(_outer(link, item, analysis) for link, item in _outwards(missing, named))
    outer = _outwards(missing[:-1], named[:-1])
    return _innermost(missing[-1], named[-1], analysis) + "".join(
        _outer(link, item, analysis) for link, item in outer
    )


def _is_to_come(link: Claim, analysis: Analysis) -> bool:
    """Tell whether nobody has said it yet: "Brussels will say that …"."""
    return link.cue is not None and _MODAL.match(link.cue.of(analysis.article.text)) is not None


def _outwards(links: tuple[Claim, ...], words: list[str]) -> list[tuple[Claim, str]]:
    return list(zip(reversed(links), reversed(words), strict=True))


def _outer(link: Claim, words: str, analysis: Analysis) -> str:
    """Return the frame of a layer around the speaker; outlets report (R8), whoever is quoted says."""
    source = analysis.source(link.source_id)
    if source is not None and source.type == "outlet":
        return f", {words} reported"
    if link.kind in ("direct", "floating"):
        return _innermost(link, words, analysis)
    return f", according to {words.rstrip(',')}"


def _innermost(link: Claim, words: str, analysis: Analysis) -> str:
    source, verb = analysis.source(link.source_id), frame_verb(link, analysis)
    written = source is not None and source.type in WRITTEN and verb == "said"
    if (
        written
        or link.cue_lemma == "according to"
        or link.inherited_from is not None
        and link.kind != "embed"
    ):
        return f", according to {words.rstrip(',')}"
    return f", {words} {verb}"


_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PLURAL = {one: many for many, one in _SINGULAR.items()}


def agreeing(verb: Token, *, plural: bool) -> str:
    """Return a finite verb's form for an owner in the third person; other forms stay as they are."""
    word = verb.text
    if plural:
        return _PLURAL.get(word, verb.lemma if verb.tag == "VBZ" else word)
    if word in _SINGULAR:
        return _SINGULAR[word]
    if verb.tag != "VBP" or verb.lemma == "be":
        return word
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
