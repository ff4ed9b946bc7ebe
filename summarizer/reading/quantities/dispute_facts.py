"""The context of a figure: what shows that two figures count one thing of one event (R22, R23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from summarizer.overlaps import Overlaps
from summarizer.reading.quantities.counted import split_counted
from summarizer.reading.quantities.dispute_lexicon import (
    BACKGROUND_WORDS,
    CONTRASTS,
    DENIALS,
    DENIED_NOUNS,
    EMPTY_WORDS,
    LOCATIVES,
    OTHER_EVENT,
    PART_AFTER,
    PART_BEFORE,
    STAND_INS,
)
from summarizer.reading.quantities.event_lexicon import EVENT_NOUNS, STATES, TIME_WORDS
from summarizer.reading.quantities.figure_lexicon import MONTHS
from summarizer.records import Article, Claim, Figure, Sentence, Span, Token

# Words in the claim of a bare figure beside the figure: "the army put it at 12".
MAX_BARE_WORDS: Final = 9
ARTICLE_OWNER: Final = "article"
DISPUTED_KINDS: Final = frozenset({"count", "percent", "points", "money", "measure"})
PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its context.

    ``owner`` is a source id, "article" or "ownerless"; ``bare`` says that the figure stands for the one
    before ("organisers said 20,000"), ``total`` that its sentence speaks of a toll or number.
    ``places`` are the names of the sentence that say where, ``told`` all words of this sentence and
    the one before, ``nouns`` what the sentence says of the event, ``modifiers`` whose or what kind.
    """

    figure: Figure
    owner: str
    sentence: int
    noun: str
    event: str
    bare: bool
    denied: bool
    total: bool
    contrast: bool
    other_event: bool
    places: frozenset[str]
    modifiers: frozenset[str]
    times: frozenset[str]
    nouns: frozenset[str]
    told: frozenset[str]


def read_fact(article: Article, figure: Figure, claim: Claim | None, claims: Overlaps[Claim]) -> Fact | None:
    """Return the figure of ``claim`` with its context; None for what is no side of a dispute."""
    owner = ARTICLE_OWNER if claim is None else owner_of(claim)
    sentence = article.sentence_at(figure.span.start)
    inside = article.tokens_in(figure.span)
    able = figure.kind in DISPUTED_KINDS and figure.counted not in {"age", "score"}
    if not (able and owner and sentence and inside) or _is_part(article, inside):
        return None
    tokens = _own_tokens(article, figure, sentence, claims)
    words = frozenset(token.lemma.lower() for token in tokens)
    spoken = frozenset(token.lemma.lower() for token in article.tokens_in(sentence.span))
    noun, event = split_counted(figure.counted)
    return Fact(
        figure=figure,
        owner=owner,
        sentence=sentence.index,
        noun=noun,
        event=event,
        bare=not figure.counted and _is_bare(article, figure, claim),
        denied=claim is not None and claim.cue_lemma in DENIALS,
        total=bool(words & DENIED_NOUNS),
        contrast=bool(spoken & CONTRASTS),
        other_event=bool(spoken & OTHER_EVENT),
        places=frozenset(token.lemma.lower() for token in tokens if _is_place(article, token)),
        modifiers=_modifiers(article, inside),
        times=_times(article, figure, tokens),
        nouns=_nouns(tokens, inside, noun),
        told=_told(article, sentence),
    )


def owner_of(claim: Claim) -> str:
    """Return the owner key of a claim; "" where it is not settled who speaks."""
    if claim.source_id:
        return claim.source_id
    return "ownerless" if claim.status == "ownerless" else ""


def _own_tokens(
    article: Article, figure: Figure, sentence: Sentence, claims: Overlaps[Claim]
) -> tuple[Token, ...]:
    """Return the sentence's tokens without owners, cues and what other claims hold."""
    here = claims.at(sentence.span)
    out = [span for claim in here for span in (claim.owner, claim.cue) if span is not None]
    for claim in here:
        if not claim.covers(figure.span):
            out.extend(claim.content)
    tokens = article.tokens_in(sentence.span)
    return tuple(token for token in tokens if not any(span.overlaps(token.span) for span in out))


def _told(article: Article, sentence: Sentence) -> frozenset[str]:
    """Return the lemmas of the sentence and of the one before it."""
    first = article.sentences[max(0, sentence.index - 1)]
    tokens = article.tokens_in(Span(first.span.start, sentence.span.end))
    return frozenset(token.lemma.lower() for token in tokens)


def _is_part(article: Article, inside: tuple[Token, ...]) -> bool:
    first, last = inside[0].index, inside[-1].index
    before = [token.text.lower() for token in article.tokens[max(0, first - 2) : first]]
    after = [token.text.lower() for token in article.tokens[last + 1 : last + 3]]
    led = bool(PART_BEFORE & set(before[-1:])) or bool({"including", "among"} & set(before))
    return led or bool(PART_AFTER & set(after[:1])) or " ".join(after) in PART_AFTER


def _is_bare(article: Article, figure: Figure, claim: Claim | None) -> bool:
    """Tell a figure that says nothing of what it counts: "organisers said 20,000", "put it at 12"."""
    last = article.tokens_in(figure.span)[-1].index
    following = article.tokens[last + 1] if last + 1 < len(article.tokens) else None
    if claim is None or (following is not None and following.pos in {"NOUN", "PROPN", "ADJ", "AUX"}):
        return False
    content = [token for part in claim.content for token in article.tokens_in(part) if token.pos != "PUNCT"]
    rest = [token for token in content if not figure.span.overlaps(token.span)]
    stands_in = any(token.lemma.lower() in STAND_INS for token in rest)
    return len(rest) <= (MAX_BARE_WORDS if stands_in else 2)


def _is_place(article: Article, token: Token) -> bool:
    """Tell a name that says where: a place entity, or a name behind "in", "near", "on"."""
    if token.pos != "PROPN" or token.lemma.lower() in TIME_WORDS or token.ent in {"DATE", "TIME"}:
        return False
    head = article.head_of(token)
    chief = head if token.dep in {"compound", "amod"} and head.pos == "PROPN" else token
    where = article.head_of(chief).lemma.lower() in LOCATIVES and chief.dep == "pobj"
    return where or token.ent in PLACE_LABELS


def _modifiers(article: Article, inside: tuple[Token, ...]) -> frozenset[str]:
    """Return what narrows the thing counted: "Russian soldiers", "mortar shells", "Ukraine has lost"."""
    found: set[str] = set()
    last = inside[-1]
    node = article.head_of(last) if last.pos == "NUM" or last.dep == "nummod" else last
    for child in article.children_of(node) if node.pos in {"NOUN", "PROPN"} else ():
        if child.dep in {"amod", "compound", "nmod", "poss"} and child.index > inside[-1].index:
            found.add(child.lemma.lower())
    for token in (node, article.head_of(node), article.head_of(article.head_of(node))):
        if token.pos == "VERB" and token.lemma.lower() == "lose":
            subjects = (child for child in article.children_of(token) if child.dep == "nsubj")
            found.update(child.lemma.lower() for child in subjects if child.pos == "PROPN")
    return frozenset(found - set(STATES) - {"its", "their", "his", "her"})


def _times(article: Article, figure: Figure, tokens: Iterable[Token]) -> frozenset[str]:
    """Return the years and the words of another time that go with the figure."""
    tokens = tuple(tokens)
    text = " ".join(token.text.lower() for token in tokens)
    years = {t.text for t in tokens if len(t.text) == 4 and t.text.isdecimal() and t.text[:2] in {"19", "20"}}
    since = {"since"} if figure.time and figure.time.of(article.text).lower().startswith("since") else set()
    words = figure.time.of(article.text).lower().replace(".", "").split() if figure.time else []
    since |= {MONTHS[word] for word in words if word in MONTHS}
    return frozenset(years | since | {word for word in BACKGROUND_WORDS if word in text})


def _nouns(tokens: Iterable[Token], inside: tuple[Token, ...], noun: str) -> frozenset[str]:
    """Return the nouns that tell one event from another, the thing counted left out."""
    own = {token.index for token in inside}
    counted = set(noun.split()) | {word.removesuffix("s") for word in noun.split()}
    kept = (token for token in tokens if token.pos in {"NOUN", "PROPN"} and token.index not in own)
    lemmas = {token.lemma.lower() for token in kept if token.ent not in {"DATE", "TIME"}}
    return frozenset(lemmas - counted - EMPTY_WORDS - set(EVENT_NOUNS))
