"""Where a reported clause ends.

The parser hangs what goes on with a statement on the cue as often as on the statement, and the next
statement of the same speaker (", adding that …") on the one before.
"""

from __future__ import annotations

from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.cues import VerbCue, cue_entry, is_silence
from summarizer.reading.claims.syntax import (
    VERBAL,
    Scene,
    children,
    is_finite,
    is_time,
    is_under,
    lower,
    next_token,
    path_to,
    trim,
)
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Span, Token

# So many words of a statement at least stand before the place where it was made.
MIN_VENUE_PLACE = 2


def opening_that(article: Article, clause: Token) -> Token | None:
    """Return the "that" which opens a reported clause, also where the parser took it for a relative pronoun.

    A relative clause has "that" in the place of its subject or object; a reported one has a subject besides.
    """
    subjects = children(article, clause, "nsubj", "nsubjpass", "expl", "csubj")
    for child in article.children_of(clause):
        if lower(child) != "that" or child.index > clause.index:
            continue
        others = [subject for subject in subjects if subject.index > child.index]
        if child.dep == "mark" or (child.tag in ("IN", "WDT") and others):
            return child
    return None


def tells_time(article: Article, clause: Token) -> bool:
    """Tell whether a clause behind the cue says when it was said ("said as he left"), not what."""
    first = min(article.subtree_of(clause), key=lambda token: token.index)
    return lower(first) in phrase_lexicon.TIME_MARKS and lower(first) not in ("when",)


def end_of_relative(article: Article, cue: VerbCue, span: Span) -> Span:
    """Cut "which said it had 12 vets, closed in June" at the comma where the parse has lost the main verb."""
    noun = article.head_of(cue.verb)
    if cue.verb.dep != "relcl" or noun.head != noun.index or noun.pos in VERBAL:
        return span
    comma = article.text.rfind(",", span.start, span.end)
    return Span(span.start, comma) if comma > span.start else span


def goes_on(scene: Scene, cue: VerbCue, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` still belongs to what the cue reports through ``clause``."""
    article = scene.article
    if token.text == ";" and scene.quoted[token.index] < 0 and _opens_statement(scene, token):
        return False
    if is_under(article, token, clause):
        return not starts_adding(scene, clause, token) and not _starts_anew(scene, cue, clause, token)
    if token.pos == "PUNCT" or token.dep == "punct":
        return True
    top = next((link for link in path_to(article, token, cue.verb) if link.head == cue.verb.index), None)
    if top is None or top.index < cue.verb.index:
        return False
    return _continues(article, cue, _coordinated(article, cue, top))


def _opens_statement(scene: Scene, mark: Token) -> bool:
    """Tell whether somebody else's statement follows a semicolon: "police said …; the organisers said …"."""
    rest = Span(mark.span.end, max(mark.span.end, scene.sentence_of(mark).span.end))
    return any(
        cue_entry(token) and children(scene.article, token, "nsubj")
        for token in scene.article.tokens_in(rest)
    )


def _coordinated(article: Article, cue: VerbCue, top: Token) -> Token:
    """Return the clause that "and" opens where ``top`` stands between the two."""
    opened = any(
        child.index <= top.index
        for child in children(article, cue.verb, "cc")
        if child.index > cue.verb.index
    )
    if top.dep != "conj" and opened:
        return next((child for child in children(article, cue.verb, "conj") if child.index > top.index), top)
    return top


def _continues(article: Article, cue: VerbCue, top: Token) -> bool:
    if top.dep == "conj":
        subject = bool(children(article, top, "nsubj", "nsubjpass", "expl"))
        modal = any(child.tag == "MD" for child in children(article, top, "aux"))
        return (subject or modal) and cue_entry(top) is None
    if top.dep == "advcl":
        marks = {lower(child) for child in children(article, top, "mark", "advmod")}
        return bool(marks & phrase_lexicon.CONTENT_MARKS) or (
            top.tag == "VBG" and cue_entry(top) is None and not marks
        )
    if top.dep == "prep":
        return _is_loose_part(article, top)
    return top.dep in ("ccomp", "xcomp", "parataxis", "dep", "acomp", "attr", "oprd")


def _is_loose_part(article: Article, preposition: Token) -> bool:
    """Tell whether a phrase that hangs on the cue belongs to the statement: no time, no place of speaking."""
    before = next_token(article, preposition, -1)
    objects = children(article, preposition, "pobj")
    if before is None or before.text == "," or not objects or is_time(objects[0]):
        return False
    return objects[0].lemma.lower() not in names_lexicon.VENUE_NOUNS


def starts_adding(scene: Scene, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` stands in a participle clause of the same speaker: ", adding that …"."""
    for link in path_to(scene.article, token, clause):
        entry = cue_entry(link)
        if link.dep != "advcl" or link.tag != "VBG" or entry is None or link.index < clause.index:
            continue
        if entry.lemma in phrase_lexicon.NO_ADDING or scene.quoted[link.index] >= 0:
            continue
        before = next_token(scene.article, link, -1)
        return before is not None and before.text == ","
    return False


def _starts_anew(scene: Scene, cue: VerbCue, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` is of a statement beside this one: "half said … and a third said …"."""
    for link in path_to(scene.article, token, clause):
        same = cue_entry(link) == cue.entry and link.dep == "conj" and scene.quoted[link.index] < 0
        if same and is_finite(scene.article, link) and children(scene.article, link, "nsubj"):
            return True
        if is_silence(scene.article, link) and scene.quoted[link.index] < 0:
            return True
    return False


def drop_venue(article: Article, span: Span) -> Span:
    """Drop a final "in a statement on Monday": where something was said is not what was said."""
    words = article.tokens_in(span)
    for token in reversed(words[MIN_VENUE_PLACE:]):
        if token.dep != "prep" or lower(token) not in ("in", "at", "on", "during", "via"):
            continue
        objects = children(article, token, "pobj")
        if not objects or objects[0].lemma.lower() not in names_lexicon.STATEMENT_NOUNS | {
            "condition",
            "briefing",
        }:
            continue
        rest = article.tokens_in(Span(objects[0].span.end, span.end))
        if all(
            is_under(article, word, objects[0]) or is_time(word) or word.pos in ("PUNCT", "ADP")
            for word in rest
        ):
            return trim(article.text, Span(span.start, token.span.start))
    return span


def to_quotation_end(scene: Scene, span: Span) -> Span:
    """Stretch a span whose last words stand in an unfinished quotation to the end of that quotation."""
    words = scene.article.tokens_in(span)
    quotation = scene.quotation_of(words[-1]) if words else None
    if quotation is not None and quotation.outer.start >= span.start:
        return Span(span.start, max(span.end, quotation.outer.end))
    return span
