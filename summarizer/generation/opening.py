"""How a rewritten sentence begins: with the owner, in words that the article's parse gives.

A small model that is free to begin as it likes copies the claim and leaves its owner out (39 % of
the owners over 13 articles); one that has "Alexey Smirnov said on Monday that" already behind it only
has the claim left to tell. So where one chain of claims covers most of a sentence, its owners and
their verbs, outermost first (R16), are written for the model. Where anything about them is unsure the
model begins freely, and the guard sees to the owner.
"""

from __future__ import annotations

from summarizer.generation.saying import owner_words, shows_thing, verb_words
from summarizer.records import Analysis, Article, Claim, Passage, Sentence, Span

# Part of a sentence's letters that a chain must cover to be what the sentence tells.
MAIN_COVERAGE = 0.5
QUOTING = frozenset({"direct", "floating"})


def make_opening(analysis: Analysis, passage: Passage) -> str:
    """Return the words with which the passage's summary sentence is to begin, "" for free."""
    sentence = analysis.article.sentences[passage.told]
    main = find_main_claim(analysis, sentence)
    links = _links(analysis, main, sentence) if main is not None else []
    return capitalise(" ".join(links).replace(" that according", " that, according"))


def _links(analysis: Analysis, main: Claim, sentence: Sentence) -> list[str]:
    """Return the words of each layer of ``main``, outermost first, as far as they are sure."""
    links: list[str] = []
    outer: Claim | None = None
    outer_words = ""
    for claim in analysis.chain(main):
        owner = words = owner_words(analysis, claim)
        if not owner or (outer is not None and outer.source_id == claim.source_id):
            break
        if names_already(outer_words, owner):
            # "Ukraine's ministry said that Ukraine claims that": the outer owner, with the inner one's verb
            owner = outer_words
            links.pop()
        links.append(_link(analysis, claim, owner, sentence))
        if links[-1] == owner:
            break  # what follows has a build of its own; the model is to find it
        outer, outer_words = claim, words
    return links


def names_already(outer: str, inner: str) -> bool:
    """Tell whether the outer owner is one of the inner one's own: "Ukraine's defense ministry", "Ukraine"."""
    return outer.replace("’", "'").lower().startswith(f"{inner.lower()}'s ")


def _link(analysis: Analysis, claim: Claim, owner: str, sentence: Sentence) -> str:
    """Return one layer: "According to Reuters,", "the ministry said that", or the owner alone."""
    if claim.kind == "according":
        return f"according to {owner},"
    verb = verb_words(analysis, claim, sentence)
    if not verb:
        return owner
    # after "said" a quotation may follow, which "that" would force into a paraphrase (R27); but the
    # marks around "28 towns fell, the governor told Tass", Reuters writes, are Reuters's alone
    quoted = claim.kind in QUOTING and claim.parent is None and not _is_outer(analysis, claim)
    return f"{owner} {verb}" if quoted or shows_thing(analysis, claim) else f"{owner} {verb} that"


def _is_outer(analysis: Analysis, claim: Claim) -> bool:
    return any(other.parent == claim.id for other in analysis.claims)


def find_main_claim(analysis: Analysis, sentence: Sentence) -> Claim | None:
    """Return the innermost settled claim that is what the sentence tells, or None.

    The outermost such claim covers most of the sentence or has its main verb as cue; from there it goes
    inwards as long as a claim covers most of the one around it.
    """
    settled = [claim for claim in analysis.claims if claim.status == "resolved" and _covered(claim, sentence)]
    main: Claim | None = None
    for claim in settled:
        is_main = _holds_root(analysis.article, claim.cue, sentence)
        if is_main or _covered(claim, sentence) >= MAIN_COVERAGE * len(sentence.span):
            main = _outer(main, claim, sentence)
    while main is not None and (inner := _inner(analysis, main, settled, sentence)) is not None:
        main = inner
    return main


def _outer(one: Claim | None, other: Claim, sentence: Sentence) -> Claim:
    if one is None or other.parent == one.id:
        return other if one is None else one
    return max(one, other, key=lambda claim: _covered(claim, sentence))


def _inner(analysis: Analysis, claim: Claim, claims: list[Claim], sentence: Sentence) -> Claim | None:
    inside = [other for other in claims if other.parent == claim.id]
    for other in inside:
        if _holds_root(analysis.article, other.cue, sentence):
            return other
    best = max(inside, key=lambda other: _covered(other, sentence), default=None)
    if best is None or _covered(best, sentence) < MAIN_COVERAGE * _covered(claim, sentence):
        return None
    return best


def _covered(claim: Claim, sentence: Sentence) -> int:
    """Return how many letters of the sentence are the claim's content."""
    return sum(part.shared_with(sentence.span) for part in claim.content)


def _holds_root(article: Article, cue: Span | None, sentence: Sentence) -> bool:
    """Tell whether the cue is the sentence's main verb."""
    if cue is None or not sentence.span.contains(cue):
        return False
    return any(token.dep == "ROOT" for token in article.tokens_in(cue))


def capitalise(words: str) -> str:
    """Return the words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]
