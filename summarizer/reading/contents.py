"""What a reporting verb reports: the words that stand in one of its frames.

Frames are tried in a fixed order: a clause, quoted words beside the cue, an infinitive or gerund, a name given
("called it a farce"), a preposition ("accused him of theft"), an object.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizer.reading import lexicon, names_lexicon
from summarizer.reading.cues import VerbCue, cue_entry
from summarizer.reading.syntax import (
    VERBAL,
    Scene,
    children,
    has_words,
    is_finite,
    is_time,
    is_under,
    lower,
    next_token,
    noun_phrase,
    path_to,
    span_of,
    trim,
)
from summarizer.records import Article, Span, Token

# Clauses that the parser hangs on the cue although they go on with what was said.
CONTENT_MARKS = frozenset("because if when unless so since until where though although whereas".split())
WH_WORDS = frozenset("whether if how why what when where who which whom whose".split())
OPENING_MARKS = "\"“„«‘'"


@dataclass(frozen=True, slots=True)
class Content:
    """The spans that a cue reports, and words that the cue takes along ("of" in "warned of")."""

    spans: tuple[Span, ...]
    cue_tail: Span | None = None


def content_of(scene: Scene, cue: VerbCue) -> Content | None:
    """Return what ``cue`` reports, or None where nothing in its frames is there."""
    for find in _FINDERS:
        content = find(scene, cue)
        if content is not None:
            spans = tuple(_tidy(scene.article, span) for span in content.spans)
            spans = tuple(span for span in spans if has_words(scene.article.text, span))
            if spans:
                return Content(spans, content.cue_tail)
    return None


def _tidy(article: Article, span: Span) -> Span:
    """Trim a span, drop a leading conjunction and a final stop outside quotation marks."""
    text = article.text
    span = trim(text, span)
    words = article.tokens_in(span)
    if words and words[0].dep == "cc" and len(words) > 1:
        span = trim(text, Span(words[0].span.end, span.end))
    if text[span.end - 1 : span.end] == "." and words and words[-1].text == ".":
        span = trim(text, Span(span.start, span.end - 1))
    return span


# ------------------------------------------------------------------ clauses


def phrase_of(article: Article, cue: VerbCue) -> Span:
    """Return the cue with its owner and everything that stands between and hangs on the owner."""
    spans = [cue.span]
    if cue.owner is not None and cue.owner.index != cue.verb.index:
        whole = span_of(article.subtree_of(cue.owner))
        # A parse error can hang the whole quotation on the owner; then the noun phrase must do.
        noun = noun_phrase(article, cue.owner)
        spans.append(whole if whole.start >= noun.start and len(whole) < 200 else noun)
    near = [span for span in spans if not _far(article, span, cue)]
    return Span(min(span.start for span in near), max(span.end for span in near))


def _far(article: Article, span: Span, cue: VerbCue) -> bool:
    if cue.span == span:
        return False
    lo, hi = min(span.end, cue.span.end), max(span.start, cue.span.start)
    between = article.tokens_in(Span(lo, hi)) if lo < hi else ()
    return any(token.pos in VERBAL and token.dep not in ("aux", "auxpass") for token in between)


def find_clause(scene: Scene, cue: VerbCue) -> Content | None:
    """Return a finite clause that depends on the cue, behind it or before it, or that surrounds it."""
    if "clause" not in cue.entry.frames and "quote" not in cue.entry.frames:
        return None
    article, verb = scene.article, cue.verb
    clauses = [child for child in children(article, verb, "ccomp") if _is_clause(article, child)]
    after = [child for child in clauses if child.index > verb.index]
    if after and "clause" in cue.entry.frames:
        return Content((_clause_after(scene, cue, after[0]),))
    before = [child for child in clauses if child.index < verb.index]
    if before and ("clause" in cue.entry.frames or _ends_quoted(scene, before[0])):
        return Content(_clause_before(scene, cue, before[0]))
    if _is_parenthetical(scene, cue):
        return Content(_clause_around(scene, cue))
    return _wh_clause(scene, cue) if "clause" in cue.entry.frames else None


def _ends_quoted(scene: Scene, clause: Token) -> bool:
    return scene.quotation_of(clause) is not None


def _is_clause(article: Article, child: Token) -> bool:
    if is_finite(article, child) or children(article, child, "nsubj", "nsubjpass", "expl", "csubj"):
        return True
    return child.pos not in VERBAL


def _wh_clause(scene: Scene, cue: VerbCue) -> Content | None:
    """Return a clause that the parser calls an object or adjunct: "explained how it works"."""
    follower = next_token(scene.article, cue.verb)
    if follower is None or lower(follower) not in WH_WORDS | {"that"}:
        return None
    sentence = scene.sentence_of(cue.verb)
    for child in scene.article.children_of(cue.verb):
        if child.index > follower.index and is_under(scene.article, follower, child) and child.pos in VERBAL:
            return Content((_clause_after(scene, cue, child),))
    if lower(follower) == "that" and follower.dep in ("mark", "dobj", "nsubj", "det", "pobj") and cue.owner:
        return Content((Span(follower.span.end, sentence.span.end),)) if follower.dep == "mark" else None
    return None


def _clause_after(scene: Scene, cue: VerbCue, clause: Token) -> Span:
    """Return the words of ``clause`` behind the cue, with what goes on with it up to a new statement."""
    article = scene.article
    words = [token for token in article.subtree_of(clause) if token.index > cue.verb.index]
    first = words[0]
    if lower(first) == "that" and first.dep in ("mark", "dobj", "nsubj", "det") and len(words) > 1:
        first = article.tokens[first.index + 1]
    first = _with_opening_mark(article, first)
    last = first
    limit = scene.sentence_of(cue.verb).span.end
    for token in article.tokens_in(Span(first.span.start, limit)):
        if token.index > clause.index and not _goes_on(scene, cue, clause, token):
            break
        last = token
    end = _drop_venue(article, cue, Span(first.span.start, last.span.end))
    return _to_quotation_end(scene, end)


def _with_opening_mark(article: Article, first: Token) -> Token:
    before = next_token(article, first, -1)
    if before is not None and before.text in OPENING_MARKS and before.span.end == first.span.start:
        return before
    return first


def _goes_on(scene: Scene, cue: VerbCue, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` still belongs to what the cue reports through ``clause``."""
    article = scene.article
    if is_under(article, token, clause):
        return not _starts_adding(scene, cue, clause, token)
    if token.pos == "PUNCT" or token.dep == "punct":
        return token.text != ";" or scene.quoted[token.index] >= 0
    links = list(path_to(article, token, cue.verb))
    top = links[-1]
    if article.head_of(top).index != cue.verb.index:
        return False
    if top.dep == "cc":
        top = next((child for child in children(article, cue.verb, "conj") if child.index > token.index), top)
    return _continues(scene, cue, top)


def _continues(scene: Scene, cue: VerbCue, top: Token) -> bool:
    article = scene.article
    if top.index < cue.verb.index:
        return False
    if top.dep == "conj":
        subject = bool(children(article, top, "nsubj", "nsubjpass", "expl"))
        return subject and cue_entry(top) is None
    if top.dep == "advcl":
        marks = {lower(child) for child in children(article, top, "mark", "advmod")}
        return bool(marks & CONTENT_MARKS) or (top.tag == "VBG" and cue_entry(top) is None and not marks)
    return top.dep in ("ccomp", "parataxis", "dep", "acomp", "attr", "oprd")


def _starts_adding(scene: Scene, cue: VerbCue, clause: Token, token: Token) -> bool:
    """Tell whether ``token`` stands in a participle clause of the same speaker: ", adding that …"."""
    for link in path_to(scene.article, token, clause):
        if (
            link.dep == "advcl"
            and link.tag == "VBG"
            and cue_entry(link) is not None
            and link.index > clause.index
        ):
            before = next_token(scene.article, link, -1)
            return before is not None and before.text == "," and scene.quoted[link.index] < 0
    return False


def _drop_venue(article: Article, cue: VerbCue, span: Span) -> Span:
    """Drop a final "in a statement", "told reporters at a briefing": where it was said is not what was said."""
    words = article.tokens_in(span)
    for token in reversed(words[len(words) // 2 :]):
        if token.dep != "prep" or lower(token) not in ("in", "at", "on", "during", "via", "to"):
            continue
        objects = children(article, token, "pobj")
        if not objects or objects[0].lemma.lower() not in names_lexicon.STATEMENT_NOUNS | {
            "interview",
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


def _to_quotation_end(scene: Scene, span: Span) -> Span:
    """Stretch a span whose last words stand in an unfinished quotation to that quotation's end."""
    words = scene.article.tokens_in(span)
    quotation = scene.quotation_of(words[-1]) if words else None
    if quotation is not None and quotation.outer.start >= span.start:
        return Span(span.start, max(span.end, quotation.outer.end))
    return span


def _clause_before(scene: Scene, cue: VerbCue, clause: Token) -> tuple[Span, ...]:
    """Return the clause before "X said", and what goes on behind it."""
    article, sentence = scene.article, scene.sentence_of(cue.verb)
    phrase = phrase_of(article, cue)
    whole = (
        cue.verb.head == cue.verb.index
        or cue.verb.dep in ("conj", "ccomp")
        and _opens_sentence(article, clause)
    )
    start = sentence.span.start if whole else span_of(article.subtree_of(clause)).start
    quotation = scene.quotation_of(clause)
    if quotation is not None and quotation.outer.end <= phrase.start + 1:
        start = min(start, quotation.outer.start)
    before = Span(start, max(start, phrase.start))
    return (before, *_remainder(scene, cue, phrase))


def _opens_sentence(article: Article, clause: Token) -> bool:
    first = article.subtree_of(clause)[0]
    before = next_token(article, first, -1)
    return before is None or before.text in (".", "!", "?", "”", '"')


def _remainder(scene: Scene, cue: VerbCue, phrase: Span) -> tuple[Span, ...]:
    """Return what goes on behind the phrase: "…,” he said, “…”" or "…, he said, and it will fail"."""
    article, sentence = scene.article, scene.sentence_of(cue.verb)
    rest = Span(min(phrase.end, sentence.span.end), sentence.span.end)
    for quotation in article.quotations:
        if rest.start <= quotation.outer.start < rest.end:
            return (quotation.outer,)
    words = [token for token in article.tokens_in(rest) if token.pos != "PUNCT"]
    comma = article.text[rest.start : rest.start + 1] == ","
    if (
        comma
        and words
        and words[0].dep == "cc"
        and _has_clause(article, words)
        and cue_entry(words[1]) is None
    ):
        return (rest,)
    return ()


def _has_clause(article: Article, words: list[Token]) -> bool:
    verbs = [
        word
        for word in words[:8]
        if word.pos in VERBAL and children(article, word, "nsubj", "nsubjpass", "expl")
    ]
    return bool(verbs) and cue_entry(verbs[0]) is None


def _is_parenthetical(scene: Scene, cue: VerbCue) -> bool:
    """Tell whether the cue is set into the clause that it reports: "The plan, he said, is bad"."""
    article, verb = scene.article, cue.verb
    if verb.head == verb.index or not is_finite(article, verb) or cue.owner is None:
        return False
    if verb.dep == "parataxis":
        return True
    phrase = phrase_of(article, cue)
    before = article.text[: phrase.start].rstrip()[-1:]
    after = article.text[phrase.end : phrase.end + 1]
    as_clause = any(lower(child) == "as" for child in children(article, verb, "mark", "advmod"))
    return (
        before in ',–—-”"' and after == "," and verb.dep in ("ccomp", "conj", "advcl", "dep")
    ) or as_clause


def _clause_around(scene: Scene, cue: VerbCue) -> tuple[Span, ...]:
    article, sentence = scene.article, scene.sentence_of(cue.verb)
    phrase = phrase_of(article, cue)
    inner = [token for token in article.subtree_of(cue.verb)]
    reach = span_of(inner)
    end = max(phrase.end, reach.end if len(reach) < 3 * len(phrase) else phrase.end)
    start = min(phrase.start, reach.start if len(reach) < 3 * len(phrase) else phrase.start)
    quotation = scene.quotation_of(article.tokens_in(sentence.span)[0])
    opening = min(sentence.span.start, quotation.outer.start) if quotation else sentence.span.start
    return (Span(opening, max(opening, start)), Span(end, max(end, sentence.span.end)))


# ------------------------------------------------------------------ quotations beside the cue


def find_quoted(scene: Scene, cue: VerbCue) -> Content | None:
    """Return quoted words right beside the cue, where the parse does not join them."""
    if "quote" not in cue.entry.frames or cue.owner is None or scene.quoted[cue.verb.index] >= 0:
        return None
    article, phrase = scene.article, phrase_of(scene.article, cue)
    before = next((q for q in reversed(article.quotations) if _touches(article, q.outer, phrase)), None)
    after = next((q for q in article.quotations if _follows(scene, q.outer, phrase)), None)
    spans = tuple(q.outer for q in (before, after) if q is not None and len(q.outer) > 2)
    return Content(spans) if spans else None


def _touches(article: Article, quoted: Span, phrase: Span) -> bool:
    """Tell whether ``quoted`` ends right before ``phrase``, with at most a comma between."""
    if quoted.end > phrase.start:
        return False
    between = article.text[quoted.end : phrase.start]
    return (
        len(between) < 4
        and not has_words(article.text, Span(quoted.end, phrase.start))
        and "\n" not in between
    )


def _follows(scene: Scene, quoted: Span, phrase: Span) -> bool:
    """Tell whether ``quoted`` begins behind ``phrase``, in its sentence, without another verb between."""
    sentence = scene.article.sentence_at(phrase.start)
    if sentence is None or not phrase.end <= quoted.start < sentence.span.end + 2:
        return False
    between = scene.article.tokens_in(Span(phrase.end, quoted.start))
    return not any(token.pos in VERBAL for token in between) and (
        not between or between[-1].text in (",", ":", "–", "—", "-") or len(between) < 4
    )


# ------------------------------------------------------------------ actions, names, objects


def find_action(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "to pay" of "promised to pay", "taking it" of "denied taking it", "him to go" of "urged him to go"."""
    if "action" not in cue.entry.frames and not cue.silent:
        return None
    article, verb = scene.article, cue.verb
    if cue.silent:
        return Content((_complement(scene, cue, _silent_words(article, cue)),))
    for child in children(article, verb, "xcomp", "ccomp", "advcl"):
        if child.index > verb.index and _is_action(article, child):
            objects = [noun for noun in children(article, verb, "dobj", "dative") if verb.index < noun.index]
            start = objects[0] if objects and objects[0].index < child.index else child
            return Content((_complement(scene, cue, [start, child]),))
    return None


def _silent_words(article: Article, cue: VerbCue) -> list[Token]:
    return [token for token in (article.head_of(cue.verb), cue.verb) if token.span.start >= cue.span.end] or [
        cue.verb
    ]


def _is_action(article: Article, child: Token) -> bool:
    if child.dep == "advcl":
        return False
    if any(lower(aux) == "to" for aux in children(article, child, "aux")):
        return True
    return child.tag == "VBG"


def _complement(scene: Scene, cue: VerbCue, heads: list[Token]) -> Span:
    """Return the words from the first head's phrase to the end of the last one's, behind the cue."""
    article = scene.article
    words = [token for head in heads for token in article.subtree_of(head) if token.index > cue.verb.index]
    if cue.silent:
        words = [
            token for head in heads for token in article.subtree_of(head) if token.span.start >= cue.span.end
        ]
    kept = [token for token in words if not _starts_adding(scene, cue, heads[-1], token)]
    span = span_of(kept or words)
    cut = article.text.find(";", span.start, span.end)
    return _to_quotation_end(scene, span if cut < 0 else Span(span.start, cut))


def find_named(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "it a farce" of "called it a farce", "him as lazy" of "described him as lazy"."""
    if "named" not in cue.entry.frames:
        return None
    article, verb = scene.article, cue.verb
    called = children(article, verb, "oprd", "ccomp", "xcomp")
    as_phrases = [child for child in children(article, verb, "prep") if lower(child) == "as"]
    objects = children(article, verb, "dobj")
    after = [child for child in (*called, *as_phrases) if child.index > verb.index]
    if not after or cue.passive:
        return None
    first = objects[0] if objects and objects[0].index < after[-1].index else after[0]
    return Content((_complement(scene, cue, [first, after[-1]]),))


def find_prepositional(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "the council of theft" of "accused the council of theft", "a flood" of "warned of a flood"."""
    wanted = lexicon.CUE_PREPOSITIONS.get(cue.entry.lemma, frozenset())
    wanted |= {"to"} if cue.lemma.startswith("not ") and cue.entry.lemma in ("respond", "reply") else set()
    article, verb = scene.article, cue.verb
    objects = [child for child in children(article, verb, "dobj") if child.index > verb.index]
    for child in children(article, verb, "prep", "agent"):
        if lower(child) not in wanted or child.index < verb.index:
            continue
        inside = [noun for noun in children(article, child, "pobj", "pcomp") if not is_time(noun)]
        if not inside:
            continue
        if objects and objects[0].index < child.index:
            return Content((_complement(scene, cue, [objects[0], child]),))
        return Content((_complement(scene, cue, [inside[0]]),), child.span)
    return None


def find_object(scene: Scene, cue: VerbCue) -> Content | None:
    """Return the noun phrase that the cue is about: "rejected *the charge that he lied*"."""
    if "object" not in cue.entry.frames:
        return None
    article, verb = scene.article, cue.verb
    if cue.passive:
        return _passive_object(scene, cue)
    for noun in children(article, verb, "dobj"):
        if noun.index < verb.index or is_time(noun) or lower(noun).endswith(("self", "selves")):
            continue
        if noun.lemma.lower() in lexicon.NOT_CLAIMED_OBJECTS:
            continue
        tail = [
            child
            for child in children(article, verb, "prep")
            if _belongs_to_object(article, cue, child, noun)
        ]
        return Content((_complement(scene, cue, [noun, *tail]),))
    return None


def _belongs_to_object(article: Article, cue: VerbCue, preposition: Token, noun: Token) -> bool:
    wanted = lexicon.CUE_PREPOSITIONS.get(cue.entry.lemma, frozenset()) | {"as"}
    return preposition.index > noun.index and lower(preposition) in wanted


def _passive_object(scene: Scene, cue: VerbCue) -> Content | None:
    if cue.owner is None:
        return None
    subjects = children(scene.article, cue.verb, "nsubjpass")
    if not subjects or subjects[0].pos == "PRON":
        return None
    words = [token for token in scene.article.subtree_of(subjects[0]) if token.index < cue.verb.index]
    return Content((span_of(words),)) if words else None


def find_put_at(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "the toll at 32" of "put the toll at 32"."""
    wanted = lexicon.PUT_AT.get(cue.entry.lemma, frozenset())
    article, verb = scene.article, cue.verb
    objects = children(article, verb, "dobj")
    for child in children(article, verb, "prep"):
        if lower(child) in wanted and objects and objects[0].index > verb.index:
            if any(word.pos == "NUM" for word in article.subtree_of(child)):
                return Content((_complement(scene, cue, [objects[0], child]),))
    return None


_FINDERS: tuple[Callable[[Scene, VerbCue], Content | None], ...] = (
    find_clause,
    find_quoted,
    find_action,
    find_named,
    find_prepositional,
    find_object,
    find_put_at,
)
