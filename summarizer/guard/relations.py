"""Which words may stand for which: WordNet's relations between common words (Miller 1995).

A paraphrase says "climbed" for "rose" and "vehicle" for "car", and is backed; it says "fell" for "rose",
and is not. The table holds the first few senses of some ten thousand lemmas; ``models/wordnet/build.py``
makes it. What no relation covers is not thereby wrong: it is what this program cannot tell.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from summarizer.digests import pinned
from summarizer.reading.wording.voice_lexicon import LOADED

TABLE = Path(__file__).parent / "wordnet" / "relations.tsv.gz"
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Relations:
    """Relations of lower-case lemmas; each maps a lemma to lemmas.

    ``alike`` holds words of the same sense and derivations, ``narrower`` words that say the lemma and more,
    ``opposite`` direct antonyms.
    """

    alike: Mapping[str, frozenset[str]]
    narrower: Mapping[str, frozenset[str]]
    opposite: Mapping[str, frozenset[str]]

    def backing(self, lemma: str) -> frozenset[str]:
        """Return the words whose presence in the article backs ``lemma``: a car backs a vehicle.

        So does a loaded word the neutral one that we put in its place: "invaders" backs "attackers" (R28).
        """
        return self.alike.get(lemma, NOTHING) | self.narrower.get(lemma, NOTHING) | loaded_for(lemma)

    def opposed(self, one: str, other: str) -> bool:
        """Tell whether the words say the opposite of each other."""
        return other in self.opposite.get(one, NOTHING) or one in self.opposite.get(other, NOTHING)


def loaded_for(lemma: str) -> frozenset[str]:
    """Return the loaded words for which ``lemma`` is the neutral one."""
    return _loaded_words().get(lemma, NOTHING)


@lru_cache(maxsize=1)
def _loaded_words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for form, entry in LOADED.items():
        if form == entry.lemma and entry.neutral is not None:
            found.setdefault(entry.neutral, set()).add(entry.lemma)
    return {neutral: frozenset(words) for neutral, words in found.items()}


@lru_cache(maxsize=1)
def relations() -> Relations:
    """Return the table of the package, loaded once. Raises DigestMismatch where it is not the pinned one."""
    return read_relations(TABLE)


def read_relations(path: Path) -> Relations:
    """Read a table. Raises DigestMismatch where it is not what ``SHA256SUMS`` beside it pins."""
    packed = pinned(path).read_bytes()
    rows = [line.split("\t") for line in gzip.decompress(packed).decode().splitlines()]
    columns = ({row[0]: frozenset(row[place].split()) for row in rows if row[place]} for place in (1, 2, 3))
    return Relations(*columns)
