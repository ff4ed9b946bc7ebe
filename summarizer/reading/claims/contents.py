"""What a reporting verb reports: the words that stand in one of its frames.

Frames are tried in a fixed order: a clause, a name given ("called it a farce"), an infinitive or gerund,
quoted words beside the cue, a preposition ("accused him of theft"), an object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarizer.reading import lexicon
from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.clause_ends import starts_adding, to_quotation_end
from summarizer.reading.claims.clauses import find_clause, is_as_clause, phrase_of, quotation_behind
from summarizer.reading.claims.cues import VerbCue, is_plausible
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import (
    Scene,
    children,
    has_words,
    is_time,
    lower,
    next_token,
    span_of,
    trim,
)
from summarizer.reading.owners import names_lexicon
from summarizer.records import Article, Quotation, Span, Token

# A quotation of one or two words behind a verb is a title or a term ("discussed “Fox & Friends”").
MIN_QUOTED_WORDS = 3
# Fewer words behind a "said" that has lost its clause are no clause.
MIN_REST_WORDS = 3
# A stop that ends the sentence, not an abbreviation such as "U.S.".
FINAL_STOP = re.compile(r"(?:\w{2}|[\d\s)%\]\"”’])\.$")


@dataclass(frozen=True, slots=True)
class Content:
    """The spans that a cue reports, and words that the cue takes along ("of" in "warned of")."""

    spans: tuple[Span, ...]
    cue_tail: Span | None = None


def content_of(scene: Scene, cue: VerbCue) -> Content | None:
    """Return what ``cue`` reports, or None where nothing in its frames is there."""
    for find in (_find_unsaid,) if cue.silent else _FINDERS:
        content = find(scene, cue)
        if content is not None and is_plausible(scene, cue, uttered=find in _UTTERANCES):
            pieces = (piece for span in content.spans for piece in _by_block(scene.article, span))
            spans = tuple(_tidy(scene, piece) for piece in pieces)
            spans = tuple(span for span in spans if has_words(scene.article.text, span))
            if spans:
                return Content(spans, content.cue_tail)
    return None


def _by_block(article: Article, span: Span) -> Iterator[Span]:
    """Yield the parts of ``span``, one a block: a quotation may run over paragraphs."""
    sentence = article.sentence_at(span.start)
    for block in article.blocks[sentence.block if sentence else 0 :]:
        if block.span.start >= span.end:
            return
        if block.span.overlaps(span):
            yield Span(max(span.start, block.span.start), min(span.end, block.span.end))


def _tidy(scene: Scene, span: Span) -> Span:
    """Trim a span, drop a leading conjunction and a final stop outside quotation marks."""
    text = scene.article.text
    span = trim(text, span)
    words = scene.article.tokens_in(span)
    if len(words) > 1 and words[0].dep == "cc" and scene.quoted[words[0].index] < 0:
        span = trim(text, Span(words[0].span.end, span.end))
    if len(words) > 1 and words[-1].dep == "cc":
        span = trim(text, Span(span.start, words[-1].span.start))
    if words and scene.quoted[words[-1].index] < 0 and FINAL_STOP.search(span.of(text)):
        span = trim(text, Span(span.start, span.end - 1))
    return span


def _reported_clause(scene: Scene, cue: VerbCue) -> Content | None:
    if not cue.entry.frames & {"clause", "quote"} and not is_as_clause(scene.article, cue):
        return None
    spans = find_clause(scene, cue)
    return Content(spans) if spans else None


def _find_cleft(scene: Scene, cue: VerbCue) -> Content | None:
    """Return the clause of "One thing she stressed is that …" and "What he said was that …"."""
    article, verb = scene.article, cue.verb
    noun = verb if verb.dep == "csubj" else article.head_of(verb)
    copula = article.head_of(noun)
    if verb.dep not in ("relcl", "csubj") or copula.lemma != "be" or noun.dep not in ("nsubj", "csubj"):
        return None
    if children(article, verb, "dobj", "ccomp") and verb.dep == "relcl" or copula.index < verb.index:
        return None
    for clause in children(article, copula, "ccomp"):
        words = [token for token in article.subtree_of(clause) if token.index > copula.index]
        if words and lower(words[0]) == "that" and len(words) > 1:
            return Content((to_quotation_end(scene, span_of(words[1:])),))
    return None


# ------------------------------------------------------------------ quotations beside the cue


def _find_quoted(scene: Scene, cue: VerbCue) -> Content | None:
    """Return quoted words right beside the cue that the parse does not join to it."""
    if "quote" not in cue.entry.frames or cue.owner is None or scene.quoted[cue.verb.index] >= 0:
        return None
    article, phrase = scene.article, phrase_of(scene.article, cue)
    sentence = scene.sentence_of(cue.verb).span
    near = scene.quotations_over(Span(max(0, phrase.start - 4), phrase.start + 1))
    before = next((q for q in reversed(near) if _touches(article, q.outer, phrase)), None)
    after = quotation_behind(scene, Span(phrase.end, max(phrase.end, sentence.end)))
    found = [q for q in (before, after) if q is not None and _is_utterance(article, q)]
    return Content(tuple(q.outer for q in found)) if found else None


def _is_utterance(article: Article, quotation: Quotation) -> bool:
    words = quotation.outer.of(article.text).split()
    return len(words) >= MIN_QUOTED_WORDS or article.text[quotation.spans[-1].end - 1] in ".,!?"


def _touches(article: Article, quoted: Span, phrase: Span) -> bool:
    """Tell whether ``quoted`` goes over into ``phrase``: no word, no full stop, no new paragraph between."""
    if quoted.end > phrase.start or "." in article.text[max(0, quoted.end - 2) : quoted.end]:
        return False
    between = article.text[quoted.end : phrase.start]
    return len(between) < 4 and not any(char.isalnum() or char in "\n.;" for char in between)


# ------------------------------------------------------------------ actions, names, objects


def _find_action(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "to pay" of "promised to pay", "taking it" of "denied taking it", "him to go" of "urged …"."""
    if "action" not in cue.entry.frames:
        return None
    article, verb = scene.article, cue.verb
    deps = (
        ("xcomp", "ccomp", "advcl") if cue.entry.lemma in phrase_lexicon.COMMISSIVES else ("xcomp", "ccomp")
    )
    for child in children(article, verb, *deps):
        if child.index > verb.index and _is_action(article, child):
            objects = [noun for noun in children(article, verb, "dobj", "dative") if noun.index > verb.index]
            objects = [noun for noun in objects if not is_time(noun)]
            start = objects[0] if objects and objects[0].index < child.index else child
            return Content(_complement(scene, cue, [start, child]))
    return None


def _is_action(article: Article, child: Token) -> bool:
    helpers = children(article, child, "aux", "auxpass")
    # "denied having met him", "denied being there"
    return child.tag == "VBG" or any(lower(aux) == "to" or aux.tag == "VBG" for aux in helpers)


def _find_unsaid(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "to comment" of "declined to comment" (R7)."""
    words = [token for token in scene.article.subtree_of(cue.verb) if token.span.start >= cue.span.end]
    kept = [token for token in words if not starts_adding(scene, cue.verb, token)]
    return Content((to_quotation_end(scene, span_of(kept)),)) if kept else None


def _find_unanswered(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "how much" of "would not say how much", "when asked about it" of "did not answer when …"."""
    words = [token for token in scene.article.subtree_of(cue.verb) if token.span.start >= cue.span.end]
    asked = bool(words) and lower(words[0]) in phrase_lexicon.ASKED_MARKS
    negated = cue.lemma.startswith(lexicon.NEGATED) and not cue.passive
    unsaid = cue.entry.lemma in ("say", "answer", "reply", "respond", "comment", "elaborate")
    return _find_unsaid(scene, cue) if negated and asked and unsaid else None


def _complement(scene: Scene, cue: VerbCue, heads: list[Token]) -> tuple[Span, ...]:
    """Return the words from the first head's phrase to the end of the last one's, behind the cue."""
    article = scene.article
    words = [token for head in heads for token in article.subtree_of(head) if token.index > cue.verb.index]
    kept = [token for token in words if not starts_adding(scene, heads[-1], token)]
    if not kept:
        return ()
    span = span_of(kept)
    cut = article.text.find(";", span.start, span.end)
    return (to_quotation_end(scene, span if cut < 0 else Span(span.start, cut)),)


def _find_named(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "it a farce" of "called it a farce", "him as lazy" of "described him as lazy"."""
    if "named" not in cue.entry.frames or cue.passive:
        return None
    article, verb = scene.article, cue.verb
    called = children(article, verb, "oprd", "ccomp", "xcomp")
    as_phrases = tuple(child for child in children(article, verb, "prep") if lower(child) == "as")
    objects = [child for child in children(article, verb, "dobj") if child.index > verb.index]
    after = [child for child in (*called, *as_phrases) if child.index > verb.index]
    if objects and not after:
        return _name_in_quotes(scene, cue, objects[0])
    behind = objects and all(noun.index > after[0].index for noun in objects) if after else False
    if after and after[0].dep == "prep" and (not objects or behind):
        return _named_behind(scene, cue, after[0])
    if not after:
        return None
    first = objects[0] if objects and objects[0].index < after[-1].index else after[0]
    reason = [
        child
        for child in children(article, verb, "advcl")
        if child.index > after[-1].index and _is_why(article, child)
    ]
    return Content(_complement(scene, cue, [first, *after, *reason]))


def _named_behind(scene: Scene, cue: VerbCue, named: Token) -> Content | None:
    """Return "the claim that he lied" of "dismissed as false the claim that he lied"."""
    article = scene.article
    for noun in (*children(article, named, "pobj"), *children(article, cue.verb, "dobj")):
        first = next(iter(children(article, noun, "det", "poss")), None)
        before = next_token(article, first, -1) if first is not None else None
        if first is not None and before is not None and before.pos == "ADJ" and before.index > named.index:
            words = [token for token in article.subtree_of(noun) if token.index >= first.index]
            return Content((span_of(words),))
    return None


def _name_in_quotes(scene: Scene, cue: VerbCue, noun: Token) -> Content | None:
    """Return "the plan “a disgrace”", where the parser takes the name for an apposition."""
    for child in children(scene.article, noun, "appos", "nmod", "dep"):
        if scene.quoted[child.index] >= 0 > scene.quoted[noun.index]:
            return Content(_complement(scene, cue, [noun]))
    return None


def _is_why(article: Article, clause: Token) -> bool:
    return any(lower(mark) == "because" for mark in children(article, clause, "mark"))


def _find_prepositional(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "the council of theft" of "accused the council of theft", "a flood" of "warned of a flood"."""
    wanted = lexicon.CUE_PREPOSITIONS.get(cue.entry.lemma, frozenset())
    if cue.lemma.startswith(lexicon.NEGATED) and cue.entry.lemma in phrase_lexicon.SILENT_WHEN_NEGATED:
        wanted |= {"to", "on"}
    article, verb = scene.article, cue.verb
    objects = [child for child in children(article, verb, "dobj") if child.index > verb.index]
    for child in (
        *children(article, verb, "prep"),
        *(p for noun in objects for p in children(article, noun, "prep")),
    ):
        inside = [noun for noun in children(article, child, "pobj", "pcomp") if not is_time(noun)]
        if lower(child) not in wanted or child.index < verb.index or not inside:
            continue
        if objects and objects[0].index < child.index:
            return Content(_complement(scene, cue, [objects[0], child]))
        return Content(_complement(scene, cue, [inside[0]]), child.span)
    return None


def _find_object(scene: Scene, cue: VerbCue) -> Content | None:
    """Return the noun phrase that the cue is about: "rejected *the charge that he lied*"."""
    if "object" not in cue.entry.frames:
        return None
    if cue.passive:
        return _passive_object(scene, cue)
    article, verb = scene.article, cue.verb
    for noun in children(article, verb, "dobj"):
        if noun.index < verb.index or is_time(noun) or not _may_be_reported(cue, noun):
            continue
        tail = [child for child in article.children_of(verb) if _belongs_to_object(article, cue, child, noun)]
        return Content(_complement(scene, cue, [noun, *tail]))
    return None


def _may_be_reported(cue: VerbCue, noun: Token) -> bool:
    lemma = noun.lemma.lower()
    if cue.entry.lemma in lexicon.EXPRESS_VERBS:
        return lemma in lexicon.EXPRESS_VERBS[cue.entry.lemma]
    acts = lexicon.ACT_OBJECTS.get(cue.entry.lemma, frozenset())
    return lemma not in acts and (not lower(noun).endswith(("self", "selves")) or cue.entry.lemma == "defend")


def _belongs_to_object(article: Article, cue: VerbCue, child: Token, noun: Token) -> bool:
    if child.index < noun.index:
        return False
    if child.dep in ("xcomp", "advcl"):
        return any(lower(aux) == "to" for aux in children(article, child, "aux"))
    wanted = lexicon.CUE_PREPOSITIONS.get(cue.entry.lemma, frozenset()) | {"as"}
    if cue.entry.lemma in phrase_lexicon.WHOLE_OBJECTS:
        # "denied any part in the strike", "promised a report within ten days"
        told = any(
            noun.lemma.lower() in names_lexicon.VENUE_NOUNS or is_time(noun)
            for noun in children(article, child, "pobj")
        )
        wanted |= phrase_lexicon.WITHIN if not told else {"within"}
    return child.dep == "prep" and lower(child) in wanted


def _passive_object(scene: Scene, cue: VerbCue) -> Content | None:
    subjects = children(scene.article, cue.verb, "nsubjpass")
    if cue.owner is None or not subjects or subjects[0].pos == "PRON":
        return None
    words = [token for token in scene.article.subtree_of(subjects[0]) if token.index < cue.verb.index]
    return Content((span_of(words),)) if words else None


def _find_put_at(scene: Scene, cue: VerbCue) -> Content | None:
    """Return "the toll at 32" of "put the toll at 32"."""
    wanted = lexicon.PUT_AT.get(cue.entry.lemma, frozenset())
    article, verb = scene.article, cue.verb
    for clause in children(article, verb, "ccomp") if cue.entry.lemma == "put" else ():
        words = [token for token in article.subtree_of(clause) if token.index > verb.index]
        if words and lower(words[0]) == "that" and any(map(_is_it, children(article, verb, "dobj"))):
            return Content((span_of(words[1:]),))
    objects = [child for child in children(article, verb, "dobj") if child.index > verb.index]
    for child in children(article, verb, "prep"):
        counted = any(word.pos == "NUM" for word in article.subtree_of(child))
        if lower(child) not in wanted or not counted:
            continue
        if objects:
            return Content(_complement(scene, cue, [objects[0], child]))
        if verb.dep == "relcl":
            # "The toll, which officials had put at 23": what was put stands before.
            return Content((noun_phrase(article, article.head_of(verb)), span_of(article.subtree_of(child))))
    return None


def _is_it(token: Token) -> bool:
    return lower(token) == "it"


def _find_rest(scene: Scene, cue: VerbCue) -> Content | None:
    """Return what follows "said" where the parse is lost: it has no object, so the rest is what was said."""
    article, verb = scene.article, cue.verb
    lost = ("dobj", "attr", "oprd", "xcomp", "csubj")
    objects = [child for child in children(article, verb, *lost) if child.index > verb.index]
    if cue.entry.lemma != "say" or cue.tag is not None or not objects or is_time(objects[0]):
        return None
    rest = Span(cue.span.end, scene.sentence_of(verb).span.end)
    first = min(article.subtree_of(objects[0]), key=lambda token: token.index)
    short = len(rest.of(article.text).split()) < MIN_REST_WORDS
    return None if short or first.index != verb.index + 1 else Content((rest,))


# What these find can be said by anybody; the rest needs somebody who is known to speak.
_UTTERANCES = (_reported_clause, _find_cleft, _find_quoted, _find_action, _find_rest)
_FINDERS: tuple[Callable[[Scene, VerbCue], Content | None], ...] = (
    _reported_clause,
    _find_cleft,
    _find_named,
    _find_action,
    _find_quoted,
    _find_prepositional,
    _find_object,
    _find_put_at,
    _find_rest,
    _find_unanswered,
)
