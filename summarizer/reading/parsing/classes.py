"""Word classes and lemmas by table: what spaCy's attribute ruler and lemmatizer give, looked up.

The ruler tries its patterns, 179 of them, on every token. All but a few look at one token alone, and at no
more of it than its tag, its dependency and, for some words, its form; so one try for each such combination
is enough. Where one of the few could match, the tokens in question are tried together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from spacy.attrs import DEP, LOWER, ORTH, TAG
from spacy.matcher import Matcher
from spacy.tokens import Doc

# What a pattern may ask of a token for the table to hold it; white space is no token here.
ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}
# So many tokens a pattern has at most.
MOST = 2
# An article has about 500 word forms, and most of them stand in others, too.
MAX_KNOWN = 100_000
# A token as the patterns see it: tag, form where they ask for it, dependency.
Kind = tuple[int, int, int]
Key = TypeVar("Key")
Value = TypeVar("Value")


class WordClass(NamedTuple):
    """What a token is: coarse part of speech, features as a string, and lemma."""

    pos: str
    morph: str
    lemma: str


class _Entry(NamedTuple):
    """What the patterns give a token; ``lemma`` is empty where they give none.

    ``opens`` and ``follows`` tell whether a pattern of two could have the token first, or second.
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
        self._vocab, self._ruler = vocab, ruler
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        asked_of = {name for pattern in patterns for asked in pattern for name in asked}
        if asked_of - ASKED or any(len(pattern) > MOST for pattern in patterns):
            raise ValueError("the attribute ruler asks more of a token than the table holds")
        forms = [asked["LOWER"] for pattern in patterns for asked in pattern if "LOWER" in asked]
        self._form = re.compile("|".join(_expression(form) for form in forms))
        longer = [pattern for pattern in patterns if len(pattern) > 1]
        self._opening = self._matcher([pattern[:1] for pattern in longer])
        self._following = self._matcher([pattern[1:2] for pattern in longer])
        self._lemmatizer = _with_sets(lemmatizer)
        self._forms: dict[int, int] = {}
        self._entries: dict[Kind, _Entry] = {}
        self._longer: dict[tuple[Kind, ...], tuple[_Entry, ...]] = {}
        self._lemmas: dict[tuple[int, str, str], str] = {}

    def read(self, doc: Any) -> list[WordClass]:
        """Return the classes of a document's tokens, which have tags, heads and dependencies but no class."""
        rows = doc.to_array([TAG, LOWER, DEP, ORTH]).tolist()
        keys = [(tag, self._form_of(doc, place, low), dep) for place, (tag, low, dep, _) in enumerate(rows)]
        entries = [self._entry(doc, place, key) for place, key in enumerate(keys)]
        for start, end in list(_runs(entries)):
            entries[start:end] = self._together(doc, start, tuple(keys[start:end]))
        return [
            WordClass(entry.pos, entry.morph, entry.lemma or self._lemma(doc, place, row[3], entry))
            for place, (entry, row) in enumerate(zip(entries, rows, strict=True))
        ]

    def _matcher(self, patterns: Sequence[Any]) -> Any:
        matcher = Matcher(self._vocab)
        if patterns:
            matcher.add("pattern", patterns)
        return matcher

    def _form_of(self, doc: Any, place: int, lower: int) -> int:
        """Return a token's form where a pattern asks for it, else 0."""
        form = self._forms.get(lower)
        if form is None:
            form = _keep(self._forms, lower, lower if self._form.fullmatch(doc[place].lower_) else 0)
        return form

    def _entry(self, doc: Any, place: int, key: Kind) -> _Entry:
        return self._entries.get(key) or _keep(self._entries, key, self._try(doc[place : place + 1])[0])

    def _together(self, doc: Any, start: int, keys: tuple[Kind, ...]) -> tuple[_Entry, ...]:
        """Return the entries of tokens that patterns of two could have."""
        known = self._longer.get(keys)
        return known or _keep(self._longer, keys, self._try(doc[start : start + len(keys)]))

    def _try(self, tokens: Any) -> tuple[_Entry, ...]:
        """Let the ruler read some tokens on their own."""
        words, tags, deps = zip(*((token.text, token.tag_, token.dep_) for token in tokens), strict=True)
        alone = Doc(self._vocab, words=words, tags=tags, heads=range(len(words)), deps=deps)
        opening, following = (
            {start for _, start, _ in matcher(alone)} for matcher in (self._opening, self._following)
        )
        return tuple(
            _Entry(read.pos_, str(read.morph), read.lemma_, read.i in opening, read.i in following)
            for read in self._ruler(alone)
        )

    def _lemma(self, doc: Any, place: int, orth: int, entry: _Entry) -> str:
        key = orth, entry.pos, entry.morph
        known = self._lemmas.get(key)
        if known is None:
            token = doc[place]
            token.pos_ = entry.pos
            token.set_morph(entry.morph)
            known = _keep(self._lemmas, key, self._lemmatizer.lemmatize(token)[0])
        return known


def _runs(entries: Sequence[_Entry]) -> Iterator[tuple[int, int]]:
    """Yield half-open places of neighbours that a pattern of two could have, joined where they touch."""
    start = 0
    for place in range(1, len(entries) + 1):
        if place < len(entries) and entries[place - 1].opens and entries[place].follows:
            continue
        if place - start > 1:
            yield start, place
        start = place


def _with_sets(lemmatizer: Any) -> Any:
    """Return the lemmatizer with sets for its lists of words, through which it looks for each new word."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for pos in list(index):
        index[pos] = frozenset(index[pos])
    return lemmatizer


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
