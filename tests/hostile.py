"""Hostile drafts: what a model that goes wrong makes of an article, one fault or several at a time.

The faults themselves stand in ``evaluation.mutations``; fuzzing draws from them, too.
"""

from __future__ import annotations

from hypothesis import strategies as st

from evaluation.mutations import INVENTED, MUTATIONS, OWNERS, without_frame
from summarizer.records import Analysis, Draft, DraftSentence

# A sentence's number, a mutation's, an owner, and the number of a sentence to merge with (or -1).
Pick = tuple[int, int, str, int]
# An article's name, its mutated sentences, and inventions beside them.
Drawn = tuple[str, tuple[Pick, ...], tuple[str, ...]]


def sentences_of(analysis: Analysis) -> list[str]:
    """Return the article's sentences, each on one line."""
    return [" ".join(item.span.of(analysis.article.text).split()) for item in analysis.article.sentences]


def drafts(names: tuple[str, ...]) -> st.SearchStrategy[Drawn]:
    """Return a strategy for drafts of the articles of these names."""
    picks = st.tuples(
        st.integers(0, 60), st.integers(0, len(MUTATIONS) - 1), st.sampled_from(OWNERS), st.integers(-1, 60)
    )
    invented = st.one_of(st.sampled_from(INVENTED), st.text(min_size=1, max_size=40))
    return st.tuples(
        st.sampled_from(names),
        st.lists(picks, max_size=3).map(tuple),
        st.lists(invented, max_size=1).map(tuple),
    )


def build(analysis: Analysis, picks: tuple[Pick, ...], invented: tuple[str, ...]) -> Draft:
    """Return the draft that was drawn; every fifth merge number joins a second sentence to the first."""
    sentences = sentences_of(analysis)
    made = []
    for place, mutation, owner, merge in picks:
        text = MUTATIONS[mutation](sentences[place % len(sentences)], owner)
        if merge >= 0 and merge % 5 == 0:
            text = text.rstrip(".") + ", and " + without_frame(sentences[merge % len(sentences)], owner)
        if text.strip():
            made.append(DraftSentence(text))
    made += [DraftSentence(text) for text in invented if text.strip()]
    return Draft(tuple(made), engine="scripted", model="scripted", mode="abstractive")
