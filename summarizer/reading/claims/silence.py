"""Silence in other words: "did not return calls", "would not take questions on the gauges" (R7).

"Return" and "take" report nothing by themselves, so they stand in no list of cue verbs; negated, with one
of their objects here, they tell that somebody was asked and did not answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading import lexicon
from summarizer.reading.claims import phrase_lexicon
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.noun_phrases import noun_phrase
from summarizer.reading.claims.syntax import (
    Scene,
    children,
    is_negated,
    span_of,
    subject_of,
    trim,
    verb_group,
)


def find_silent(scene: Scene) -> Iterator[Found]:
    """Yield what was asked in vain: "calls seeking comment" of "did not return calls seeking comment"."""
    article = scene.article
    for verb in article.tokens:
        if verb.pos != "VERB":
            continue
        wanted = phrase_lexicon.SILENT_OBJECTS.get(verb.lemma.lower())
        subject = subject_of(article, verb) if wanted and is_negated(article, verb) else None
        if wanted is None or subject is None or subject.passive:
            continue
        for noun in children(article, verb, "dobj"):
            if noun.lemma.lower() in wanted:
                asked = (noun, *children(article, verb, "prep"))
                words = [t for part in asked for t in article.subtree_of(part) if t.index > verb.index]
                content = (trim(article.text, span_of(words), "."),)
                lemma = f"{lexicon.NEGATED}{verb.lemma.lower()}"
                cue = verb_group(article, verb)
                yield Found(content, kind_of(scene, content), noun_phrase(article, subject.head), cue, lemma)
