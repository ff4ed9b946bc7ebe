"""Whom a lead-in gives the list or paragraph behind it to: "According to the Courier:", "More via AFP:", …

One reader for each way to name an owner, tried in turn; each returns the owner's words and its cue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.reading.claims import layout_lexicon, phrase_lexicon
from summarizer.reading.claims.cues import can_speak
from summarizer.reading.claims.found import Found
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import VERBAL, Scene, children, lower, next_token, subject_of, trim
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Block, Span, Stance, Token

MAX_NAME_WORDS = 6
# "Key points from the text of the mayor's speech": so many nouns may stand between a list and whose it is.
MAX_NOUNS = 3


@dataclass(frozen=True, slots=True)
class LeadOwner:
    """Whoever a lead-in gives the following words to, and the cue that does so."""

    span: Span
    cue: Span | None = None
    lemma: str = ""
    stance: Stance = "neutral"


def find_lead_owner(scene: Scene, lead: Block, claims: tuple[Found, ...]) -> LeadOwner | None:
    """Return the owner of the outermost claim at a lead-in's end, or whoever issues or is named there."""
    sentences = scene.article.sentences_in(lead.span)
    if not sentences:
        return None
    last = sentences[-1].span
    inside = [claim for claim in claims if claim.cue is not None and last.contains(claim.cue)]
    owned = [claim for claim in inside if claim.owner is not None]
    if owned:
        outer = max(owned, key=lambda claim: (sum(map(len, claim.content)), -(claim.cue or last).start))
        return LeadOwner(outer.owner or last, outer.cue, outer.cue_lemma, outer.stance)
    return next((owner for read in READERS if (owner := read(scene.article, last)) is not None), None)


def _lead(article: Article, owner: Token, first: Token, last: Token) -> LeadOwner:
    cue = Span(first.span.start, last.span.end)
    return LeadOwner(noun_phrase(article, owner), cue, last.lemma.lower())


def _read_according(article: Article, sentence: Span) -> LeadOwner | None:
    """Read "According to the Courier:" without a statement of its own; a bare noun ("to plan") is nobody."""
    for token in article.tokens_in(sentence):
        to = next_token(article, token)
        if lower(token) == "according" and to is not None and lower(to) == "to":
            noun = next(iter(children(article, to, "pobj")), None)
            named = noun is not None and (noun.tag != "NN" or article.children_of(noun))
            return _lead(article, noun, token, to) if noun is not None and named else None
    return None


def _read_issuer(article: Article, sentence: Span) -> LeadOwner | None:
    """Read who issues the list: the subject of the last issuing verb of the lead-in."""
    for token in reversed(article.tokens_in(sentence)):
        if token.pos in VERBAL and _issues(article, token):
            subject = subject_of(article, token)
            if subject is not None and not subject.passive and _may_issue(subject.head):
                return _lead(article, subject.head, token, token)
    return None


def _issues(article: Article, verb: Token) -> bool:
    """Tell whether a verb brings a list in; what visitors *can* find is no finding of theirs."""
    lemma, may = verb.lemma.lower(), any(aux.tag == "MD" for aux in children(article, verb, "aux"))
    more = lemma == "have" and any(
        lower(told) in layout_lexicon.MORE for told in children(article, verb, "dobj")
    )
    found = lemma in layout_lexicon.LIST_FINDING and not may
    return more or found or lemma in phrase_lexicon.LIST_ISSUING


def _may_issue(head: Token) -> bool:
    return lower(head) != "we" and (can_speak(head) or lower(head) in names_lexicon.BODIES_LIKE_ROLES)


def _read_via(article: Article, sentence: Span) -> LeadOwner | None:
    """Read the name behind "via", "from" or "courtesy of" at the end of the lead-in."""
    for token in reversed(article.tokens_in(sentence)):
        named = next(iter(children(article, token, "pobj")), None)
        if named is None or named.pos != "PROPN" or not can_speak(named):
            continue
        tail = article.text[noun_phrase(article, named).end : sentence.end]
        if _leads_to_source(article, token) and not any(char.isalnum() for char in tail):
            return _lead(article, named, token, token)
    return None


def _leads_to_source(article: Article, preposition: Token) -> bool:
    noun = lower(article.head_of(preposition))
    courtesy = lower(preposition) == "of" and noun in layout_lexicon.VIA_NOUNS
    return courtesy or lower(preposition) in phrase_lexicon.VIA_WORDS


def _read_noun(article: Article, sentence: Span) -> LeadOwner | None:
    """Read "The miners' demands:" and "Key points from the mayor's speech:": whose the noun is."""
    tokens = article.tokens_in(sentence)
    head = next((token for token in tokens if token.head == token.index), None)
    if head is None or head.lemma.lower() not in layout_lexicon.LIST_NOUNS:
        return None
    owner = _holder(article, head)
    return _lead(article, owner, head, head) if owner is not None else None


def _holder(article: Article, noun: Token, depth: int = 0) -> Token | None:
    """Return whose words a noun is: its possessor, or that of a speech or document it is taken from."""
    for possessor in children(article, noun, "poss"):
        return possessor if lower(possessor) not in ("my", "our", "your") and can_speak(possessor) else None
    for preposition in children(article, noun, "prep"):
        for other in children(article, preposition, "pobj"):
            if lower(preposition) in names_lexicon.ISSUER_PREPOSITIONS:
                goes_on = other.pos == "NOUN" and depth < MAX_NOUNS
                inner = _holder(article, other, depth + 1) if goes_on else None
                return inner or (other if can_speak(other) else None)
    return None


def _read_name(article: Article, sentence: Span) -> LeadOwner | None:
    """Read the name that is the whole lead-in ("Al Jazeera:", "Via Reuters:")."""
    tokens = [token for token in article.tokens_in(sentence) if token.pos != "PUNCT"]
    words = tokens[1:] if tokens and lower(tokens[0]) in phrase_lexicon.VIA_WORDS else tokens
    if not words or len(words) > MAX_NAME_WORDS or any(token.pos in VERBAL for token in words):
        return None
    span = trim(article.text, Span(words[0].span.start, words[-1].span.end))
    plain = span.of(article.text).lower().removeprefix("the ")
    head = next((token for token in words if token.head == token.index), words[-1])
    if plain in names_lexicon.OUTLETS or plain in names_lexicon.METONYMS:
        return LeadOwner(span)
    return LeadOwner(noun_phrase(article, head)) if head.ent in ("PERSON", "ORG") else None


READERS: tuple[Callable[[Article, Span], LeadOwner | None], ...] = (
    _read_according,
    _read_issuer,
    _read_via,
    _read_noun,
    _read_name,
)
