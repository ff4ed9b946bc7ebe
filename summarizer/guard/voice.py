"""Taking a loaded word out of a sentence: the neutral word in its place, or the modifier deleted (R28)."""

from __future__ import annotations

import re

from summarizer.guard.edits import Change
from summarizer.reading.voice import entry_of, is_removable
from summarizer.records import Article, Span

VOWELS = "aeiou"
_ARTICLE_BEFORE = re.compile(r"\b(an?)\s+$", re.IGNORECASE)
# What joined the modifier to the next one goes with it: "brazen and costly" → "costly".
_JOINT = re.compile(r"(?:,\s+|\s+and\s+|\s+but\s+)(?=[a-z])")


def without_loaded(article: Article, span: Span, sentence: Span) -> Change | None:
    """Return the change that mends the loaded word at ``span``, None where nothing fits.

    ``article`` is the text in which the word was read; the change's offsets count from the start of
    ``sentence``.
    """
    entry = entry_of(article, span)
    if entry is None:
        return None
    text, place = sentence.of(article.text), span.shift(-sentence.start)
    why = f"“{span.of(article.text)}” is the article's own loaded word"
    if entry.neutral is not None:
        return _put(text, place, entry.neutral, why)
    return _delete(text, place, why) if is_removable(article, span) else None


def _put(text: str, span: Span, words: str, why: str) -> Change:
    words = words[0].upper() + words[1:] if span.of(text)[:1].isupper() else words
    return _with_article(text, span, words, why)


def _delete(text: str, span: Span, why: str) -> Change:
    after = text[span.end :]
    joined = _JOINT.match(after)
    end = span.end + joined.end() if joined else span.end + len(after) - len(after.lstrip())
    if not text[: span.start].strip() and text[end:]:  # the sentence begins with the next word now
        return Change(Span(span.start, end + 1), text[end].upper(), "R28", why)
    return _with_article(text, Span(span.start, end), "", why)


def _with_article(text: str, span: Span, words: str, why: str) -> Change:
    """Mend "a" and "an" before what now follows; before a bare number neither can stand."""
    leading = _ARTICLE_BEFORE.search(text[: span.start])
    follows = words or text[span.end :]
    if leading is None or not follows:
        return Change(span, words, "R28", why)
    article = "" if follows[0].isdigit() else "an " if follows[0].lower() in VOWELS else "a "
    if leading.group(1)[0].isupper():
        article = article.capitalize()
    return Change(Span(leading.start(), span.end), article + words, "R28", why)
