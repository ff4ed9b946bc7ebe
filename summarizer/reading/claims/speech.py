"""Claims by reporting verbs: "X said that", "said X", "X denied doing", "citing X", "it is believed that"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from summarizer.reading import lexicon
from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.contents import content_of
from summarizer.reading.claims.cues import VerbCue, can_speak, find_verb_cues
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.lost import find_lost
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.silence import find_silent
from summarizer.reading.claims.syntax import (
    VERBAL,
    Scene,
    children,
    has_words,
    is_finite,
    lower,
    next_token,
    span_of,
    subject_of,
    trim,
)
from summarizer.reading.owners import names_lexicon
from summarizer.reading.owners.names import is_outlet
from summarizer.records import Article, Span, Token


def find_spoken(scene: Scene) -> Iterator[Found]:
    """Yield the claims of all verb cues."""
    for cue in find_verb_cues(scene):
        if cue.passive and cue.owner is None:
            yield from _ownerless(scene, cue)
            continue
        if cue.owner is None or _is_citation(scene.article, cue.verb):
            continue
        content = content_of(scene, cue)
        if content is None or not _is_own(scene, cue, content.spans):
            continue
        tail = content.cue_tail
        cue_span = Span(cue.span.start, tail.end) if tail and tail.start - cue.span.end <= 1 else cue.span
        spans = _inside_marks(scene, cue, _without(content.spans, cue_span))
        yield Found(
            content=spans,
            kind=kind_of(scene, spans, cue.span),
            owner=_owner_phrase(scene.article, cue, cue.owner),
            cue=cue_span,
            cue_lemma=cue.lemma,
            stance=cue.entry.stance,
        )
    yield from find_silent(scene)
    yield from find_lost(scene)


def _inside_marks(scene: Scene, cue: VerbCue, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans without the marks of the quotation in which the cue itself stands."""
    quotation = scene.quotation_of(cue.verb)
    if quotation is None:
        return spans
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    text = scene.article.text
    cut = (Span(min(max(span.start, start), span.end), max(min(span.end, end), span.start)) for span in spans)
    return tuple(trim(text, span) for span in cut if has_words(text, span)) or spans


def _owner_phrase(article: Article, cue: VerbCue, head: Token) -> Span:
    """Return the owner's words; behind a quotation they never reach back into it."""
    span = noun_phrase(article, head)
    if cue.tag is None or not cue.tag.span.overlaps(span):
        return span
    return Span(max(span.start, cue.tag.span.start), span.end)


def _is_own(scene: Scene, cue: VerbCue, spans: tuple[Span, ...]) -> bool:
    """Tell whether the content lies on the cue's side of the quotation marks."""
    quotation = scene.quotation_of(cue.verb)
    return quotation is None or all(quotation.outer.overlaps(span) for span in spans)


def _is_citation(article: Article, verb: Token) -> bool:
    """Tell whether the verb names an informant ("citing officials"), whom ``find_cited`` reads."""
    objects = children(article, verb, "dobj")
    return (
        verb.lemma.lower() in phrase_lexicon.CITING_VERBS
        and verb.tag == "VBG"
        and any(can_speak(_with_lost_role(article, noun)) for noun in objects)
    )


def _without(spans: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
    return tuple(span for span in spans if not span.overlaps(cue)) or spans


# ------------------------------------------------------------------ nobody's claims (R15)


def _ownerless(scene: Scene, cue: VerbCue) -> Iterator[Found]:
    """Yield "it is believed that …" and "the bridge is said to be …": hedges that nobody owns."""
    article, verb = scene.article, cue.verb
    clauses = [c for c in children(article, verb, "ccomp", "xcomp") if c.index > verb.index]
    if not clauses or not is_finite(article, verb):
        return
    if cue.entry.lemma not in phrase_lexicon.OWNERLESS_PASSIVES and not _is_impersonal(article, verb):
        return
    words = [token for token in article.subtree_of(clauses[0]) if token.index > verb.index]
    if lower(words[0]) == "that":
        words = words[1:]
    spans = [trim(article.text, span_of(words), ".")] if words else []
    subjects = children(article, verb, "nsubjpass", "nsubj", "expl")
    if clauses[0].dep == "xcomp" and subjects and lower(subjects[0]) != "it":
        spans.insert(0, noun_phrase(article, subjects[0]))
    if spans:
        content = tuple(spans)
        yield Found(content, kind_of(scene, content), None, cue.span, cue.lemma, cue.entry.stance)


def _is_impersonal(article: Article, verb: Token) -> bool:
    """Tell whether the verb stands in "it was announced that"."""
    return any(lower(child) == "it" for child in children(article, verb, "nsubjpass", "nsubj", "expl"))


def find_hedged(scene: Scene) -> Iterator[Found]:
    """Yield the clauses that stand under "reportedly" or "allegedly"."""
    article = scene.article
    for token in article.tokens:
        if token.text.lower() not in phrase_lexicon.OWNERLESS_ADVERBS:
            continue
        verb = token
        while verb.pos not in VERBAL and verb.head != verb.index:
            verb = article.head_of(verb)
        clause = trim(article.text, span_of(article.subtree_of(verb)), ".")
        parts = (Span(clause.start, token.span.start), Span(token.span.end, max(token.span.end, clause.end)))
        content = tuple(trim(article.text, part) for part in parts if part.start < part.end)
        content = tuple(part for part in content if has_words(article.text, part))
        if content:
            lemma = token.text.lower()
            yield Found(content, kind_of(scene, content), None, token.span, lemma, lexicon.stance_of(lemma))


# ------------------------------------------------------------------ citing


def find_cited(scene: Scene, spoken: tuple[Found, ...]) -> Iterator[Found]:
    """Yield the inner layer of "Bloomberg reported, citing officials, that …" (R16)."""
    article = scene.article
    for token in article.tokens:
        if token.tag != "VBG" or token.lemma.lower() not in phrase_lexicon.CITING_VERBS:
            continue
        objects = [
            noun
            for noun in map(partial(_with_lost_role, article), children(article, token, "dobj"))
            if can_speak(noun)
        ]
        around = _claim_around(scene, token, spoken)
        if not objects or around is None:
            continue
        owner = _cited_phrase(article, token, objects[0])
        content = tuple(
            part for span in around.content for part in _cut(article, span, Span(token.span.start, owner.end))
        )
        if content:
            yield Found(
                content, around.kind, owner, token.span, token.lemma.lower(), "neutral", within=around.cue
            )


def _with_lost_role(article: Article, noun: Token) -> Token:
    """Return the role right behind ``noun`` that the parser took for a participle: "a hut warden"."""
    after = next_token(article, noun)
    lost = after is not None and after.pos == "VERB" and after.text.lower() in names_lexicon.ROLE_NOUNS
    return after if after is not None and lost and after.head == noun.index else noun


def _cited_phrase(article: Article, citing: Token, noun: Token) -> Span:
    """Return the informant's words, which begin behind the verb that cites."""
    above = article.head_of(noun)
    start = noun_phrase(article, above if noun.pos == "VERB" else noun).start
    return Span(max(start, citing.span.end), noun_phrase(article, noun).end)


def _claim_around(scene: Scene, token: Token, spoken: tuple[Found, ...]) -> Found | None:
    """Return the claim of the same sentence whose speaker does the citing."""
    article, sentence = scene.article, scene.sentence_of(token).span
    subject = subject_of(article, token)
    here = [f for f in spoken if f.cue is not None and sentence.contains(f.cue) and f.owner is not None]
    outlets = [f for f in here if f.owner is not None and is_outlet(f.owner.of(article.text))]
    if len(outlets) == 1:
        return outlets[0]
    for found in here:
        if subject is not None and found.owner is not None and found.owner.overlaps(subject.head.span):
            return found
    outside = [f for f in here if not any(span.overlaps(token.span) for span in f.content)]
    return outside[0] if len(outside) == 1 else None


def _cut(article: Article, span: Span, hole: Span) -> Iterator[Span]:
    if not span.overlaps(hole):
        yield span
        return
    for part in (Span(span.start, max(span.start, hole.start)), Span(min(hole.end, span.end), span.end)):
        part = trim(article.text, part)
        if has_words(article.text, part):
            yield part
