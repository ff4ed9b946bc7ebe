"""English verb forms: from a lemma to its inflected forms, for word lists that are kept as lemmas.

The parser's lemmatiser errs on rare forms ("hopes" → "hop"), so cue verbs are looked up by form.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

VOWELS = frozenset("aeiou")
# Verbs of the lists that double their last consonant although the stress rule is beyond spelling.
DOUBLING = frozenset(
    "quip nod shrug beg slam rip brag hit plan pan chat refer rebut confer grin rap quiz".split()
)
BRITISH_DOUBLING = frozenset("signal label".split())
IRREGULAR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "say": ("says", "said", "saying"),
        "tell": ("tells", "told", "telling"),
        "write": ("writes", "wrote", "written", "writing"),
        "read": ("reads", "read", "reading"),
        "show": ("shows", "showed", "shown", "showing"),
        "find": ("finds", "found", "finding"),
        "think": ("thinks", "thought", "thinking"),
        "feel": ("feels", "felt", "feeling"),
        "know": ("knows", "knew", "known", "knowing"),
        "speak": ("speaks", "spoke", "spoken", "speaking"),
        "swear": ("swears", "swore", "sworn", "swearing"),
        "see": ("sees", "saw", "seen", "seeing"),
        "seek": ("seeks", "sought", "seeking"),
        "learn": ("learns", "learned", "learnt", "learning"),
        "understand": ("understands", "understood", "understanding"),
        "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
        "foretell": ("foretells", "foretold", "foretelling"),
        "retell": ("retells", "retold", "retelling"),
        "hold": ("holds", "held", "holding"),
        "put": ("puts", "put", "putting"),
        "plead": ("pleads", "pleaded", "pled", "pleading"),
        "prove": ("proves", "proved", "proven", "proving"),
        "forecast": ("forecasts", "forecast", "forecasted", "forecasting"),
        "broadcast": ("broadcasts", "broadcast", "broadcasting"),
        "give": ("gives", "gave", "given", "giving"),
        "make": ("makes", "made", "making"),
        "go": ("goes", "went", "gone", "going"),
        "shoot": ("shoots", "shot", "shooting"),
        "hit": ("hits", "hit", "hitting"),
        "rebut": ("rebuts", "rebutted", "rebutting"),
        "quote": ("quotes", "quoted", "quoting"),
        "deny": ("denies", "denied", "denying"),
    }
)


def inflect(lemma: str) -> tuple[str, ...]:
    """Return every form of the verb ``lemma``, itself first."""
    if lemma in IRREGULAR:
        return (lemma, *IRREGULAR[lemma])
    stems = [lemma + lemma[-1]] if lemma in DOUBLING else [lemma]
    if lemma in BRITISH_DOUBLING:
        stems.append(lemma + lemma[-1])
    endings = (form for stem in stems for form in (_past(stem), _gerund(stem)))
    return tuple(dict.fromkeys((lemma, _third_person(lemma), *endings)))


def _ends_in_consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2] not in VOWELS


def _third_person(lemma: str) -> str:
    if _ends_in_consonant_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _past(stem: str) -> str:
    if _ends_in_consonant_y(stem):
        return stem[:-1] + "ied"
    return stem + ("d" if stem.endswith("e") else "ed")


def _gerund(stem: str) -> str:
    keeps_e = stem.endswith(("ee", "oe", "ye"))
    return (stem[:-1] if stem.endswith("e") and not keeps_e else stem) + "ing"
