"""Word classes and lemmas by table: what spaCy's attribute ruler and lemmatizer give, looked up.

The ruler tries its patterns, 179 of them, on every token. All but a few look at one token alone, and at no
more of it than its tag, its dependency and, for some words, its form; so one try for each such combination
is enough. Documents where one of the few could match are left to the ruler itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from spacy.attrs import DEP, LOWER, ORTH, TAG
from spacy.matcher import Matcher
from spacy.tokens import Doc

# What a pattern may ask of a token for the table to hold it; white space is no token here.
ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}
# An article has about 500 word forms, and most of them stand in others, too.
MAX_KNOWN = 100_000
Key = TypeVar("Key")
Value = TypeVar("Value")


class WordClass(NamedTuple):
    """What a token is: coarse part of speech, features as a string, and lemma."""

    pos: str
    morph: str
    lemma: str


class _Entry(NamedTuple):
    """What the patterns of one token give; ``lemma`` is empty where they give none.

    ``opens`` and ``follows`` tell whether a pattern of several could have the token first, or second.
    """

    pos: str
    morph: str
    lemma: str
    opens: bool
    follows: bool


class WordClasses:
    """Gives tokens their class and lemma; not safe to use from several threads at once."""

    def __init__(self, vocab: Any, ruler: Any, lemmatizer: Any) -> None:
        """Take spaCy's pipes. Raises ValueError where the ruler's patterns ask what the table cannot hold."""
        self._vocab, self._ruler, self._lemmatizer = vocab, ruler, lemmatizer
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        if any(set(asked) - ASKED for pattern in patterns for asked in pattern):
            raise ValueError("the attribute ruler asks more of a token than the table holds")
        forms = [asked["LOWER"] for pattern in patterns for asked in pattern if "LOWER" in asked]
        self._form = re.compile("|".join(_expression(form) for form in forms))
        longer = [pattern for pattern in patterns if len(pattern) > 1]
        self._opening = self._matcher([pattern[:1] for pattern in longer])
        self._following = self._matcher([pattern[1:2] for pattern in longer])
        self._forms: dict[int, int] = {}
        self._entries: dict[tuple[int, int, int], _Entry] = {}
        self._lemmas: dict[tuple[int, str, str], str] = {}

    def read(self, doc: Any) -> list[WordClass]:
        """Return the classes of a document's tokens, which have tags, heads and dependencies but no class."""
        rows = doc.to_array([TAG, LOWER, DEP, ORTH]).tolist()
        entries = [self._entry(doc, place, *row[:3]) for place, row in enumerate(rows)]
        if any(first.opens and second.follows for first, second in pairwise(entries)):
            return list(self._read_whole(doc))
        return [
            WordClass(entry.pos, entry.morph, entry.lemma or self._lemma(doc, place, row[3], entry))
            for place, (entry, row) in enumerate(zip(entries, rows, strict=True))
        ]

    def _read_whole(self, doc: Any) -> Iterator[WordClass]:
        for token in self._lemmatizer(self._ruler(doc)):
            yield WordClass(token.pos_, str(token.morph), token.lemma_)

    def _matcher(self, patterns: Sequence[Any]) -> Any:
        matcher = Matcher(self._vocab)
        if patterns:
            matcher.add("pattern", patterns)
        return matcher

    def _entry(self, doc: Any, place: int, tag: int, lower: int, dep: int) -> _Entry:
        form = self._forms.get(lower)
        if form is None:
            form = _keep(self._forms, lower, lower if self._form.fullmatch(doc[place].lower_) else 0)
        key = tag, form, dep
        return self._entries.get(key) or _keep(self._entries, key, self._try(doc[place]))

    def _try(self, token: Any) -> _Entry:
        """Let the ruler read the token on its own."""
        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], heads=[0], deps=[token.dep_])
        opens, follows = (bool(matcher(alone)) for matcher in (self._opening, self._following))
        (read,) = self._ruler(alone)
        return _Entry(read.pos_, str(read.morph), read.lemma_, opens, follows)

    def _lemma(self, doc: Any, place: int, orth: int, entry: _Entry) -> str:
        key = orth, entry.pos, entry.morph
        known = self._lemmas.get(key)
        if known is None:
            token = doc[place]
            token.pos_ = entry.pos
            token.set_morph(entry.morph)
            known = _keep(self._lemmas, key, self._lemmatizer.lemmatize(token)[0])
        return known


def _keep(table: dict[Key, Value], key: Key, value: Value) -> Value:
    if len(table) >= MAX_KNOWN:
        table.clear()
    table[key] = value
    return value


def _expression(form: Any) -> str:
    """Return a regular expression for what a pattern asks of a word. Raises ValueError for what is none."""
    if isinstance(form, str):
        return re.escape(form)
    if set(form) == {"IN"}:
        return "|".join(map(re.escape, form["IN"]))
    if set(form) == {"REGEX"}:
        return f"(?s:.*)(?:{form['REGEX']})(?s:.*)"
    raise ValueError("the attribute ruler asks more of a word than the table holds")
