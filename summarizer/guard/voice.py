"""Taking a loaded word out of a sentence: the neutral word in its place, or the modifier deleted (R28)."""

from __future__ import annotations

import re

from summarizer.guard.edits import Change
from summarizer.reading.voice import cased, entry_of, is_removable
from summarizer.records import Article, Span

VOWELS = "aeiou"
EMPTY_NOUNS = frozenset(
    "season year day moment time way thing period career run event fashion manner move step twist turn "
    "development style".split()
)
LINKS = frozenset({",", "and", "but", "or"})
# Penn tags of superlatives.
UTMOST = frozenset({"JJS", "RBS"})
# "an 11-year-old", "an £8 ticket".
_VOWEL_NUMBER = re.compile(r"[£$€#]?(?:8|11(?!\d)|18(?!\d))")
_NUMBER = re.compile(r"[£$€#]?\d")
# "Unfortunately for him, …": whom it is unfortunate for goes with the adverb.
_FOR_WHOM = re.compile(r"\s+for\s+(?:me|you|him|her|it|us|them|[A-Z][\w’']*)\b,?", re.ASCII)
_COMMA_BEFORE = re.compile(r",\s*$")
_ARTICLE = re.compile(r"an?\s", re.IGNORECASE)
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
    # "Injury-ravaged" is one word, and no other half fits the first.
    if text[place.start - 1 : place.start] == "-":
        return None
    why = f"“{span.of(article.text)}” is the article's own loaded word"
    if entry.neutral is not None:
        return _put(text, place, entry.neutral, why)
    if not is_removable(article, span) or _leaves_nothing(article, span) or _is_utmost(article, span):
        return None
    wide = _with_link(article, _with_degree(article, span)).shift(-sentence.start)
    aside = _aside(text, wide)
    if aside is not None and entry.pos in ("ADV", "PHRASE"):
        return Change(aside, "", "R28", why)
    return _delete(text, wide, why, one=_is_of_one_thing(article, span))


def _aside(text: str, span: Span) -> Span | None:
    """Return the span with both its commas: "It was here, of course, that" → "It was here that"."""
    before = _COMMA_BEFORE.search(text[: span.start])
    enclosed = before is not None and text[span.end : span.end + 1] == ","
    return Span(before.start(), span.end + 1) if before is not None and enclosed else None


def _with_degree(article: Article, span: Span) -> Span:
    """Return the word with the adverb that grades it: "potentially incendiary", "more bizarre"."""
    word = article.tokens_in(span)[-1]
    before = article.tokens[word.index - 1] if word.index else word
    graded = before.dep == "advmod" and before.head == word.index and before.span.end <= span.start
    return Span(before.span.start, span.end) if graded else span


def _with_link(article: Article, span: Span) -> Span:
    """Return the last of several adjectives with what joins it to the others: "dark, mysterious rooms"."""
    first, last = article.tokens_in(span)[0], article.tokens_in(span)[-1]
    behind = article.tokens[last.index + 1] if last.index + 1 < len(article.tokens) else last
    if first.index < 2 or behind.text in LINKS:
        return span
    link, before = article.tokens[first.index - 1], article.tokens[first.index - 2]
    beside = before.index in (last.head, first.head) or before.head == last.head
    if link.text not in LINKS or before.pos != "ADJ" or not beside:
        return span
    return Span(before.span.end, span.end)


def _is_utmost(article: Article, span: Span) -> bool:
    """Tell whether the word is a superlative: "the most provocative hotel" is not "the hotel"."""
    word = article.tokens_in(span)[-1]
    graded = (child for child in article.children_of(word) if child.dep == "advmod")
    return word.tag in UTMOST or any(child.tag in UTMOST for child in graded)


def _leaves_nothing(article: Article, span: Span) -> bool:
    """Tell whether the noun says nothing without the word: "during a remarkable season"."""
    noun = article.head_of(article.tokens_in(span)[-1])
    if noun.lemma.lower() not in EMPTY_NOUNS or span.contains(noun.span):
        return False
    if noun.dep == "attr":
        return True
    others = (child for child in article.children_of(noun) if not span.contains(child.span))
    return all(child.dep in ("det", "poss", "punct", "advmod") for child in others)


def _is_of_one_thing(article: Article, span: Span) -> bool:
    """Tell a modifier of a singular noun, "a gruelling 40-year career", from one of a number."""
    tokens = article.tokens_in(span)
    if not tokens:
        return False
    head = article.head_of(tokens[-1])
    return head.tag in ("NN", "NNP") and not any(letter.isdigit() for letter in head.text)


def _put(text: str, span: Span, words: str, why: str) -> Change:
    return _with_article(text, span, cased(words, span.of(text)), why)


def _delete(text: str, span: Span, why: str, *, one: bool) -> Change:
    whom = _FOR_WHOM.match(text, span.end) if span.of(text).endswith("ly") else None
    if whom is not None:
        span = Span(span.start, whom.end())
    after = text[span.end :]
    joined = _JOINT.match(after)
    end = span.end + joined.end() if joined else span.end + len(after) - len(after.lstrip())
    if text[span.start : span.start + 1] in (" ", ","):  # a link before it went; the space behind stays
        end = span.end
    if not text[: span.start].strip() and text[end:]:  # the sentence begins with the next word now
        return Change(Span(span.start, end + 1), text[end].upper(), "R28", why)
    if one and _ARTICLE.match(span.of(text)) and text[end:]:
        return Change(Span(span.start, end), _indefinite(text[end:]), "R28", why)
    return _with_article(text, Span(span.start, end), "", why, one=one)


def _with_article(text: str, span: Span, words: str, why: str, *, one: bool = True) -> Change:
    """Mend "a" and "an" before what now follows; before a bare number neither can stand."""
    leading = _ARTICLE_BEFORE.search(text[: span.start])
    follows = words or text[span.end :]
    if leading is None or not follows:
        return Change(span, words, "R28", why)
    article = "" if _NUMBER.match(follows) and not one else _indefinite(follows)
    if article and leading.group(1)[0].isupper():
        article = article.capitalize()
    return Change(Span(leading.start(), span.end), article + words, "R28", why)


def _indefinite(follows: str) -> str:
    number = _VOWEL_NUMBER.match(follows) is not None
    return "an " if number or follows[0].lower() in VOWELS else "a "
