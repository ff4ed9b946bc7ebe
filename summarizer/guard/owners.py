"""Which source do these words name? Matching by the forms that the article itself uses.

A phrase is cut into its segments ("Kursk's governor, Alexei Smirnov" → "governor", "alexei
smirnov"); a source is named where one of its forms is a segment or ends one, so that a title or a
nationality in front does not matter, while "Ukraine's defense ministry" does not name Ukraine.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from summarizer.records import Analysis, Source

# Spelling variants of one name ("Alexey", "Alexei") score 83 and more, different names below 75;
# read off pairs of names in news copy.
NAME_RATIO = 82.0
PRONOUNS = frozenset(
    "he she they it i we you who him her them us this that these those his their its".split()
)
ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "some", "several"})
_SPLIT = re.compile(r"[,;:()\[\]\"“”]|\s[–—-]\s")
_OF = re.compile(r"\s(?:of|for|in|at|from|on|with)\s", re.IGNORECASE)
_WORD = re.compile(r"@?[\w.&'’-]+")


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the lower-case words of ``phrase`` without articles and surrounding marks."""
    found = (match.group().strip(".'’").lower() for match in _WORD.finditer(phrase))
    return tuple(word for word in found if word and word not in ARTICLES)


def _without_possessor(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words after the last possessive: "ukraine's defense ministry" → "defense ministry"."""
    for place in range(len(words) - 1, -1, -1):
        if re.search(r"['’]s$|s['’]$", words[place]):
            return words[place + 1 :]
    return words


@lru_cache(maxsize=4096)
def segments_of(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Return the comparable segments of an owner phrase, the whole phrase first."""
    whole = words_of(phrase)
    parts = [words_of(_OF.split(" " + part)[0]) for part in _SPLIT.split(phrase)]
    heads = [_without_possessor(part) for part in parts if part]
    return tuple(dict.fromkeys(item for item in (whole, *heads) if item))


def is_pronoun(phrase: str) -> bool:
    """Tell whether ``phrase`` is nothing but a pronoun."""
    words = tuple(match.group().lower() for match in _WORD.finditer(phrase))
    return bool(words) and all(word in PRONOUNS for word in words)


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    long_enough = min(len(one), len(other)) >= 5
    return long_enough and one[0] == other[0] and fuzz.ratio(one, other) >= NAME_RATIO


def _ends_with(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    tail = words[len(words) - len(form) :]
    return len(form) <= len(words) and all(
        _same_word(mine, theirs) for mine, theirs in zip(tail, form, strict=True)
    )


@lru_cache(maxsize=4096)
def forms_of(source: Source) -> tuple[tuple[str, ...], ...]:
    """Return every form of words, as lower-case tuples, that means ``source`` in the article."""
    phrases = (source.name, *source.aliases, *((source.descriptor,) if source.descriptor else ()))
    forms = [words_of(phrase) for phrase in phrases if not is_pronoun(phrase)]
    forms += [words_of(part) for part in _SPLIT.split(source.name) if "," in source.name]
    forms += [_without_possessor(words_of(source.name))]  # "the UN's IAEA" is named by "the IAEA"
    if source.type == "person" and source.named and len(words_of(source.name)) > 1:
        forms.append(words_of(source.name)[-1:])
    return tuple(dict.fromkeys(form for form in forms if form))


def naming_strength(phrase: str, source: Source) -> int:
    """Return how many words of ``phrase`` name ``source``: 0 where it does not name it.

    A whole match counts double, so that the exact form of one source beats the tail of another.
    """
    if is_pronoun(phrase):
        return 0
    segments = segments_of(phrase)
    best = 0
    for form in forms_of(source):
        if segments and (segments[0] == form or form in segments):
            best = max(best, 2 * len(form))
        elif any(_ends_with(segment, form) for segment in segments):
            best = max(best, len(form))
    return best


def sources_named(phrase: str, analysis: Analysis) -> tuple[Source, ...]:
    """Return the sources of ``analysis`` that ``phrase`` names best; several where it cannot be told."""
    scored = [(naming_strength(phrase, source), source) for source in analysis.sources]
    best = max((score for score, _ in scored), default=0)
    return tuple(source for score, source in scored if score == best) if best else ()
