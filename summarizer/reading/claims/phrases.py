"""Claims without a reporting verb: "according to X", "X's claim that", "X: …", "… — X".

Noun cues are owned by their possessor ("the union's claim that") or by whoever issued them ("a report by
the UN that"); without either nobody owns them (R15).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading import lexicon
from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.cues import can_speak, cue_entry
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import (
    VERBAL,
    Scene,
    children,
    has_words,
    is_under,
    lower,
    next_token,
    span_of,
    subject_of,
    trim,
)
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Span, Token

# ------------------------------------------------------------------ according to


def find_according(scene: Scene) -> Iterator[Found]:
    """Yield "according to X" before, inside or after what it owns."""
    article = scene.article
    for token in article.tokens:
        if lower(token) != "according":
            continue
        after = next_token(article, token)
        if after is None or lower(after) != "to":
            continue
        owner = _object_of(article, after)
        # In words out of order the parser may hang somebody who stands before it on the "to".
        if owner is None or owner.index < after.index or _is_yardstick(article, owner):
            continue
        cue = Span(token.span.start, after.span.end)
        loose = token.dep == "ROOT"
        hole = Span(
            token.span.start, noun_phrase(article, owner).end if loose else _phrase_end(article, owner)
        )
        content = _around(scene, token, hole)
        if content:
            kind = "according" if kind_of(scene, content) == "indirect" else kind_of(scene, content)
            owner_span = _informant(article, owner)
            yield Found(content, kind, owner_span, cue, phrase_lexicon.ACCORDING_TO)


def _is_yardstick(article: Article, owner: Token) -> bool:
    return lower(owner) in phrase_lexicon.YARDSTICKS and noun_phrase(article, owner) == owner.span


def find_in_view(scene: Scene) -> Iterator[Found]:
    """Yield "in the mayor's view" and "by his own account", which own their clause as "according to" does."""
    article = scene.article
    for token in article.tokens:
        owner = _holder_of_view(article, token)
        if owner is None:
            continue
        above = article.head_of(token)
        if above.index > token.index:
            continue
        content = _around(scene, above, Span(above.span.start, token.span.end))
        if content:
            kind = kind_of(scene, content)
            kind = "according" if kind == "indirect" else kind
            lemma = token.lemma.lower()
            stance = lexicon.stance_of(phrase_lexicon.CUE_NOUNS.get(lemma, "say"))
            yield Found(content, kind, noun_phrase(article, owner), token.span, lemma, stance)


def find_by_estimate(scene: Scene) -> Iterator[Found]:
    """Yield "by one estimate" and "by most accounts", reckonings that nobody signs."""
    article = scene.article
    for token in article.tokens:
        by = article.head_of(token)
        if token.lemma.lower() not in phrase_lexicon.RECKONINGS or token.dep != "pobj" or lower(by) != "by":
            continue
        if not any(lower(child) in phrase_lexicon.RECKONERS for child in article.children_of(token)):
            continue
        owner = noun_phrase(article, token)
        content = _around(scene, by, Span(by.span.start, owner.end))
        if content:
            yield Found(content, "according", owner, by.span, phrase_lexicon.ACCORDING_TO)


def _holder_of_view(article: Article, noun: Token) -> Token | None:
    """Return whose view it is: "mayor" of "in the mayor's view"."""
    if noun.dep != "pobj" or noun.lemma.lower() not in phrase_lexicon.VIEW_NOUNS:
        return None
    owners = children(article, noun, "poss")
    if lower(article.head_of(noun)) not in ("in", "by") or not owners or not can_speak(owners[0]):
        return None
    return None if lower(owners[0]) in ("my", "our", "your") else owners[0]


def _object_of(article: Article, preposition: Token) -> Token | None:
    objects = children(article, preposition, "pobj")
    if objects:
        return objects[0]
    follower = next_token(article, preposition)
    while follower is not None and follower.pos in ("DET", "ADJ"):
        follower = next_token(article, follower)
    return follower if follower is not None and follower.pos in ("NOUN", "PROPN", "PRON") else None


def _informant(article: Article, head: Token) -> Span:
    """Return the owner phrase; "more from Bloomberg" is Bloomberg."""
    if lower(head) in ("more", "information", "details", "reports", "reporting", "accounts"):
        for child in children(article, head, "prep"):
            inside = children(article, child, "pobj")
            if lower(child) in names_lexicon.ISSUER_PREPOSITIONS and inside:
                return noun_phrase(article, inside[0])
    return noun_phrase(article, head)


def _phrase_end(article: Article, head: Token) -> int:
    """Return where the phrase ends that names the owner, with the clause that trails it ("which gave …")."""
    end = noun_phrase(article, head).end
    for clause in children(article, head, "relcl", "acl"):
        reach = span_of(article.subtree_of(clause))
        if end <= reach.start <= end + 2:
            return reach.end
    return end


def _around(scene: Scene, token: Token, hole: Span) -> tuple[Span, ...]:
    """Return the clause that "according to" belongs to, without the phrase itself."""
    article = scene.article
    clause = _clause_span(scene, token)
    parts = (Span(min(clause.start, hole.start), hole.start), Span(hole.end, max(hole.end, clause.end)))
    found = []
    for part in parts:
        part = trim(article.text, part)
        words = article.tokens_in(part)
        if words and words[0].dep == "cc" and scene.quoted[words[0].index] < 0:
            part = trim(article.text, Span(words[0].span.end, part.end))
        if article.text[part.end - 1 : part.end] == "." and part.end >= clause.end - 1:
            part = trim(article.text, part, ".") if article.text[part.end - 1] not in '”"' else part
        if has_words(article.text, part):
            found.append(part)
    return tuple(found)


def _clause_span(scene: Scene, token: Token) -> Span:
    """Return the clause around ``token``: the sentence, or the reported clause it stands in."""
    article, sentence = scene.article, scene.sentence_of(token).span
    quotation = scene.quotation_of(token)
    if quotation is not None:
        inside = [span for span in quotation.spans if span.contains(token.span)]
        return (
            Span(max(sentence.start, inside[0].start), min(sentence.end, inside[0].end))
            if inside
            else sentence
        )
    verb = article.head_of(token)
    while verb.head != verb.index:
        above = article.head_of(verb)
        reported = verb.dep == "ccomp" and above.pos in VERBAL and above.index < verb.index
        if reported and not _is_far_left(article, token, verb):
            return _reach(article, verb)
        verb = above
    opening = scene.quotation_of(article.tokens_in(sentence)[0]) or scene.quotation_at(sentence.start)
    start = min(sentence.start, opening.outer.start) if opening else sentence.start
    return Span(start, sentence.end)


def _reach(article: Article, verb: Token) -> Span:
    words = [t for t in article.subtree_of(verb) if t.dep != "mark" or t.head != verb.index]
    return trim(article.text, span_of(words), ".")


def _is_far_left(article: Article, token: Token, verb: Token) -> bool:
    return not is_under(article, token, verb)


# ------------------------------------------------------------------ nouns


def find_noun_cues(scene: Scene) -> Iterator[Found]:
    """Yield "the accusation that …", "X's claim that …", "a report by X that …", "the claim is that …"."""
    article = scene.article
    for token in article.tokens:
        if token.pos != "NOUN":
            continue
        lemma = token.lemma.lower()
        if lemma not in phrase_lexicon.CUE_NOUNS or _is_venue(article, token):
            continue
        content = _noun_content(scene, token)
        if content is None:
            continue
        owner = _noun_owner(article, token)
        if owner is not None and (owner.text.lower() in ("you", "it", "which", "that", "this")):
            continue
        quotation = scene.quotation_of(token)
        if quotation is not None and owner is not None and lower(owner) in ("i", "we", "my", "our"):
            continue
        stance = lexicon.stance_of(phrase_lexicon.CUE_NOUNS[lemma])
        kind = "noun" if kind_of(scene, (content,)) == "indirect" else kind_of(scene, (content,))
        owner_span = noun_phrase(article, owner) if owner is not None else None
        yield Found((content,), kind, owner_span, token.span, lemma, stance)


def _is_venue(article: Article, noun: Token) -> bool:
    """Tell whether the noun is where a verb says something: "said in a statement that …"."""
    above = article.head_of(noun)
    return (
        noun.dep == "pobj"
        and lower(above) in ("in", "at", "on", "with", "during")
        and (cue_entry(article.head_of(above)) is not None)
    )


def _noun_content(scene: Scene, noun: Token) -> Span | None:
    article = scene.article
    clause = _that_clause(article, noun)
    if clause is not None:
        return clause
    wanted = phrase_lexicon.CUE_NOUN_PREPOSITIONS.get(noun.lemma.lower(), frozenset())
    for child in children(article, noun, "prep"):
        inside = children(article, child, "pobj", "pcomp")
        if lower(child) in wanted and inside and not can_speak(inside[0]):
            return trim(article.text, span_of(article.subtree_of(inside[0])), ".")
    return None


def _that_clause(article: Article, noun: Token) -> Span | None:
    candidates = children(article, noun, "acl", "ccomp", "relcl")
    if noun.dep == "nsubj" and article.head_of(noun).lemma == "be":
        candidates += children(article, article.head_of(noun), "ccomp")
    for clause in candidates:
        words = [token for token in article.subtree_of(clause) if token.index > noun.index]
        marks = [token for token in words if lower(token) == "that"]
        if not words or not marks or marks[0].index > words[0].index + 1:
            continue
        is_relative = clause.dep == "relcl" and any(
            child.dep in ("nsubj", "nsubjpass") and lower(child) == "that"
            for child in article.children_of(clause)
        )
        aside = next_token(article, marks[0])
        if is_relative or len(words) < 3 or (aside is not None and aside.text == ","):
            continue
        return trim(article.text, span_of(words[words.index(marks[0]) + 1 :]), ".")
    return None


def _noun_owner(article: Article, noun: Token) -> Token | None:
    for child in children(article, noun, "poss"):
        return child
    for child in children(article, noun, "prep", "agent"):
        inside = children(article, child, "pobj")
        if lower(child) in ("by", "from") and inside and can_speak(inside[0]):
            return inside[0]
    verb = article.head_of(noun)
    if noun.dep == "dobj" and verb.lemma in phrase_lexicon.ISSUING_VERBS:
        subject = subject_of(article, verb)
        return subject.head if subject and not subject.passive and can_speak(subject.head) else None
    return None
