"""Speaker tags behind a quotation, read off the surface: "…,” X said" and "…,” said X".

A quotation confuses a small parser; these two patterns are so regular that the words tell more than the
parse does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.reading import lexicon
from summarizer.reading.claims.syntax import FINITE_TAGS, VERBAL, Scene, lower, next_token
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Quotation, Span, Token

# Between the quotation and its verb stands a name with at most an apposition or a short clause.
MAX_TAG_TOKENS = 30
GOING_ON = ",?!-–—…"
STARTS_NAME = frozenset({"DET", "PROPN", "PRON", "NOUN", "ADJ", "NUM", "SYM"})
IN_NAME = STARTS_NAME | {"PART", "ADV", "X"}
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NO_OWNERS = names_lexicon.NOBODY | names_lexicon.FIRST_OR_SECOND


@dataclass(frozen=True, slots=True)
class SpeakerTag:
    """The verb and the owner's head word right behind a quotation."""

    quotation: Quotation
    verb: Token
    owner: Token
    span: Span


def find_tags(scene: Scene) -> Mapping[int, SpeakerTag]:
    """Return the speaker tags of the article by the index of their verb."""
    found = (_find_tag(scene, quotation) for quotation in scene.article.quotations)
    return {tag.verb.index: tag for tag in found if tag is not None}


def _find_tag(scene: Scene, quotation: Quotation) -> SpeakerTag | None:
    article = scene.article
    first = _token_behind(article, quotation)
    if first is None:
        return None
    if _is_quoting_verb(first):
        owner = _name_head(article, next_token(article, first), FINITE)
        end = owner
        verb = first
    elif first.pos in STARTS_NAME:
        verb_found = _verb_behind(scene, first)
        owner = _name_head(article, first, frozenset())
        verb, end = verb_found or first, verb_found
    else:
        return None
    if owner is None or end is None or lower(owner) in NO_OWNERS:
        return None
    span = Span(min(first.span.start, verb.span.start), max(end.span.end, verb.span.end))
    return SpeakerTag(quotation, verb, owner, span)


def _token_behind(article: Article, quotation: Quotation) -> Token | None:
    """Return the first word behind a quotation that goes on into its sentence."""
    text, end = article.text, quotation.outer.end
    last = text[: quotation.spans[-1].end].rstrip()[-1:]
    behind = text[end : end + 1]
    if not quotation.closed or (last not in GOING_ON and behind not in GOING_ON):
        return None
    near = article.tokens_in(Span(end, min(len(text), end + 40)))
    words = [token for token in near if token.pos != "PUNCT"]
    if _is_title(article, quotation):
        return None
    if not words or "\n" in text[end : words[0].span.start] or words[0].span.start - end > 3:
        return None
    return words[0]


def _is_title(article: Article, quotation: Quotation) -> bool:
    """Tell whether a quotation is a word or two behind a noun or preposition: "star of TV’s “Scandal,”"."""
    before = article.tokens_in(Span(max(0, quotation.outer.start - 40), quotation.outer.start))
    short = len(quotation.outer.of(article.text).split()) < 4
    return short and bool(before) and before[-1].pos in ("ADP", "PART", "DET", "ADJ", "NOUN", "PROPN")


def _is_quoting_verb(token: Token) -> bool:
    lemma = lexicon.CUE_FORMS.get(token.text.lower(), "")
    entry = lexicon.CUE_VERBS.get(token.lemma.lower()) or lexicon.CUE_VERBS.get(lemma)
    return token.pos in VERBAL and token.tag in FINITE and entry is not None and "quote" in entry.frames


def _verb_behind(scene: Scene, first: Token) -> Token | None:
    """Return the quoting verb behind the name that ``first`` begins; None where another verb comes first."""
    article, end = scene.article, scene.sentence_of(first).span.end
    token: Token | None = first
    for _ in range(MAX_TAG_TOKENS):
        token = next_token(article, token) if token is not None else None
        if token is None or token.span.start >= end or scene.quoted[token.index] >= 0:
            return None
        if _is_quoting_verb(token) and token.dep != "relcl":
            return token
        if token.pos in VERBAL and token.tag in FINITE_TAGS and not _in_side_clause(article, token):
            return None
    return None


def _in_side_clause(article: Article, verb: Token) -> bool:
    before = next_token(article, verb, -1)
    return verb.dep in ("relcl", "aux", "auxpass") or (
        before is not None and lower(before) in ("who", "which")
    )


def _name_head(article: Article, first: Token | None, stop: frozenset[str]) -> Token | None:
    """Return the last noun of the run of name words that begins at ``first``."""
    head, token = None, first
    while token is not None and (
        token.pos in IN_NAME or token.tag in ("VBG", "POS") or token.text in ("-", "'s", "’s")
    ):
        if _is_quoting_verb(token) or token.tag in stop:
            break
        if token.pos in ("NOUN", "PROPN", "PRON", "NUM"):
            head = token
        if token.pos == "PRON" and token.tag == "PRP":
            break
        token = next_token(article, token)
    return head
