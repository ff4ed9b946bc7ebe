"""Loaded words of an article and whose words they are (R28, R29).

A word belongs to the source whose claim it stands in; outside every claim it is the article's own.
Words in quotation marks without a claim are marked as somebody else's already and give no note. In a
claim whose source is not settled the owner is ``UNSETTLED``, which is no source id and not "article".
Words are matched by form, longest first, then by lemma; ``voice_context`` says where a word of two
meanings ("shock", "regime", "radical") takes a stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.reading.wording.voice_context import fires
from summarizer.reading.wording.voice_lexicon import DEGREES, LOADED, LoadedWord
from summarizer.records import Article, Claim, LanguageNote, Span, Token

UNSETTLED: Final = "unsettled"
HYPHENS: Final = frozenset("-‐‑")
_FORMS: Final = {tuple(form.replace("-", " ").split()): entry for form, entry in LOADED.items()}
# How many words the entries have that begin with a word, longest first: hardly any word begins one.
_LENGTHS: Final = {
    first: sorted({len(form) for form in _FORMS if form[0] == first}, reverse=True)
    for first in {form[0] for form in _FORMS}
}
MODIFIER_DEPS: Final = frozenset({"amod", "advmod", "compound", "nmod", "npadvmod"})


def find_loaded(article: Article, claims: tuple[Claim, ...]) -> tuple[LanguageNote, ...]:
    """Return the loaded words of ``article`` in text order, never overlapping."""
    depths = _depths(claims)
    notes: list[LanguageNote] = []
    for span, entry in _find_words(article):
        owner = _owner(article, span, claims, depths)
        if owner is not None:
            notes.append(_note(article, span, entry, owner))
    return tuple(notes)


def _note(article: Article, span: Span, entry: LoadedWord, owner: str) -> LanguageNote:
    words = () if entry.neutral is None else (cased(entry.neutral, span.of(article.text)),)
    return LanguageNote(
        span, span.of(article.text), entry.kind, owner, words, not words and is_removable(article, span)
    )


def cased(words: str, like: str) -> str:
    """Return ``words`` with a capital where ``like`` has one."""
    return words[0].upper() + words[1:] if like[:1].isupper() else words


def is_removable(article: Article, span: Span) -> bool:
    """Tell whether the loaded word at ``span`` may just go: a modifier, not the predicate or a head.

    "the brazen raid" is, "the raid was brazen" is not. ``article`` may be a summary that was read.
    """
    tokens = [token for token in article.tokens_in(span) if token.text not in HYPHENS and token.pos != "DET"]
    entry = entry_of(article, span)
    if not tokens or entry is None or not entry.deletable:
        return False
    last = tokens[-1]
    if entry.pos == "ADV":
        return True
    behind = article.tokens[last.index + 1] if last.index + 1 < len(article.tokens) else last
    before_noun = behind.pos in {"NOUN", "PROPN", "ADJ", "NUM"} and last.pos in {"ADJ", "NOUN", "VERB"}
    modifies = last.dep in MODIFIER_DEPS and article.head_of(last).index > last.index
    return modifies or before_noun or entry.pos == "PHRASE"


def entry_of(article: Article, span: Span) -> LoadedWord | None:
    """Return the entry for the word at ``span``, by form, then by lemma."""
    tokens = [token for token in article.tokens_in(span) if token.text not in HYPHENS]
    return _entry(tokens)


def _entry(tokens: list[Token]) -> LoadedWord | None:
    """Return the entry of words by form, then by lemma; a noun's is not that of "masterminded"."""
    form = _FORMS.get(tuple(token.text.lower() for token in tokens))
    if form is not None:
        return form
    entry = _FORMS.get(tuple(token.lemma.lower() for token in tokens))
    other = entry is not None and entry.pos == "NOUN" and tokens[-1].pos == "VERB"
    return None if other else entry


# ------------------------------------------------------------------------ finding


def _find_words(article: Article) -> Iterator[tuple[Span, LoadedWord]]:
    index, tokens = 0, article.tokens
    while index < len(tokens):
        found = _match(article, index)
        if found is None:
            index += 1
            continue
        after, entry = found
        yield from _degree_before(article, index)
        yield Span(tokens[index].span.start, tokens[after - 1].span.end), entry
        index = after


def _match(article: Article, index: int) -> tuple[int, LoadedWord] | None:
    """Return the index after the longest loaded word at ``index`` and its entry."""
    token = article.tokens[index]
    by_form, by_lemma = _LENGTHS.get(token.text.lower(), ()), _LENGTHS.get(token.lemma.lower(), ())
    if not by_form and not by_lemma:
        return None
    for length in sorted({*by_form, *by_lemma}, reverse=True):
        words = _words(article, index, length)
        if words is None:
            continue
        found, after = words
        entry = _entry(found)
        # a degree word is noted with the word behind it, see _degree_before
        if entry is not None and entry.lemma not in DEGREES and fires(article, index, after, entry):
            return after, entry
    return None


def _words(article: Article, index: int, length: int) -> tuple[list[Token], int] | None:
    """Return ``length`` words from ``index``, hyphens left out, and the index behind them."""
    found: list[Token] = []
    place = index
    while len(found) < length and place < len(article.tokens):
        token = article.tokens[place]
        place += 1
        if token.text not in HYPHENS or not found:
            found.append(token)
    if len(found) < length:
        return None
    return found, place


def _degree_before(article: Article, index: int) -> Iterator[tuple[Span, LoadedWord]]:
    """Yield the degree word before a loaded adjective, so that both can go ("somewhat mysterious")."""
    before = article.tokens[index - 1] if index else None
    if before is None or before.text.lower() not in DEGREES:
        return
    if (
        before.dep == "advmod"
        and before.head == index
        and article.tokens[index].pos in {"ADJ", "ADV", "VERB"}
    ):
        yield before.span, LOADED[before.text.lower()]


# ------------------------------------------------------------------------- owners


def _depths(claims: tuple[Claim, ...]) -> dict[str, int]:
    parents = {claim.id: claim.parent for claim in claims}
    depths: dict[str, int] = {}
    for claim in claims:
        seen, current = {claim.id}, claim.parent
        while current in parents and current not in seen:
            seen.add(current)
            current = parents[current]
        depths[claim.id] = len(seen)
    return depths


def _owner(article: Article, span: Span, claims: tuple[Claim, ...], depths: dict[str, int]) -> str | None:
    """Return "article", a source id or ``UNSETTLED``; None for quoted words that no claim covers."""
    over = [claim for claim in claims if claim.covers(span)]
    if not over:
        quoted = any(quotation.outer.contains(span) for quotation in article.quotations)
        return None if quoted else "article"
    inner = max(over, key=lambda claim: (depths[claim.id], -sum(map(len, claim.content))))
    return inner.source_id or UNSETTLED
