"""Which passages of an article a summary of n sentences needs.

The process: ``salience`` scores every sentence; the best are chosen one by one, each time minus
what the chosen ones already tell (maximal marginal relevance, Carbonell and Goldstein 1998); where one
side of a dispute is chosen the other side is brought in (R22); each chosen sentence then becomes a
passage with the sentences that its owner is named in. Cost is linear in the article: the greedy
choice looks at a fixed number of candidates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from summarizer.generation.facts import Facts, gather_facts, sentence_indices
from summarizer.generation.salience import Scored, score_sentences
from summarizer.records import Analysis, Claim, Passage, Plan, Span

# Beyond the best so many sentences nothing is ever chosen (a plan has at most 20), and the greedy
# choice is quadratic in them.
MAX_CANDIDATES = 120
# What a sentence loses when all its words are told already. High enough that a second wording of
# the lead falls behind a new fact, low enough that the same topic may come twice.
REDUNDANCY = 2.6
# The part of that loss which a sentence keeps where it has a figure of its own: the items of a list of
# losses share their words and tell different things.
NEW_FIGURE = 0.4
# What it loses when all its sources have had their say: a summary that hears five sources once is
# worth more than one that hears the first of them five times.
SAME_OWNERS = 0.5
# What a sentence is behind one of its score that names its owner itself: who "she" is has to be found
# elsewhere, which is where reading errs most. It decides which comes first, and bars none.
BORROWED = 0.8
# Below this a sentence tells nothing that is not told; it is planned only where there is nothing else.
FLOOR = 0.0
# A passage holds the told sentence and at most so many that name its owner, each no further away
# than the reach; further back a reader would not find the owner either.
MAX_CONTEXT = 2
REACH = 3


def make_plan(analysis: Analysis, *, max_sentences: int) -> Plan:
    """Choose at most ``max_sentences`` passages of ``analysis``, in the order of the article.

    Deterministic: equal scores go to the earlier sentence. An article of headings alone gives no
    passage.
    """
    facts = gather_facts(analysis)
    ranked = sorted(score_sentences(facts), key=lambda scored: (-_rank(scored), scored.sentence.index))
    worthy = [scored for scored in ranked if scored.score > FLOOR and not scored.weak] or ranked[:1]
    chosen = choose(worthy[:MAX_CANDIDATES], max_sentences)
    chosen = _hear_both_sides(facts, chosen, ranked, max_sentences)
    told = sorted(chosen, key=lambda scored: scored.sentence.index)
    return Plan(tuple(make_passage(facts, place, one) for place, one in enumerate(told)), max_sentences)


def widen_plan(analysis: Analysis, plan: Plan, sentences: int) -> Plan:
    """Return ``plan`` with what a plan of ``sentences`` has besides, in the order of the article."""
    told = {passage.told for passage in plan.passages}
    wider = make_plan(analysis, max_sentences=sentences).passages
    more = (passage for passage in wider if passage.told not in told)
    passages = sorted((*plan.passages, *more), key=lambda passage: passage.told)
    return Plan(
        tuple(replace(passage, index=place) for place, passage in enumerate(passages)), plan.max_sentences
    )


def choose(ranked: list[Scored], limit: int) -> list[Scored]:
    """Choose up to ``limit`` of ``ranked`` (best first), each minus what the chosen ones tell."""
    chosen: list[Scored] = []
    left = {place: one.score for place, one in enumerate(ranked)}
    overlaps = dict.fromkeys(left, 0.0)  # place -> greatest overlap with a chosen sentence
    heard: frozenset[str] = frozenset()
    while left and len(chosen) < limit:
        worth = {
            place: score - REDUNDANCY * overlaps[place] - SAME_OWNERS * _is_heard(ranked[place], heard)
            for place, score in left.items()
        }
        able = [place for place in worth if worth[place] > FLOOR or not chosen]
        if not able:
            break
        best = max(able, key=lambda place: (worth[place] - BORROWED * ranked[place].borrowed, -place))
        del left[best]
        chosen.append(ranked[best])
        heard |= ranked[best].owners
        for place in left:
            told = overlap(ranked[place].words, ranked[best].words)
            told *= NEW_FIGURE if ranked[place].values - ranked[best].values else 1.0
            overlaps[place] = max(overlaps[place], told)
    return chosen


def _rank(scored: Scored) -> float:
    return scored.score - BORROWED * scored.borrowed


def _is_heard(scored: Scored, heard: frozenset[str]) -> bool:
    return bool(scored.owners) and scored.owners <= heard


def overlap(words: frozenset[str], others: frozenset[str]) -> float:
    """Return the part of the smaller set that the other has too, 0 to 1."""
    smaller = min(len(words), len(others))
    return len(words & others) / smaller if smaller else 0.0


def _hear_both_sides(facts: Facts, chosen: list[Scored], ranked: list[Scored], limit: int) -> list[Scored]:
    """Where a dispute's side is chosen, bring in the other for the weakest sentence of no dispute."""
    by_index = {scored.sentence.index: scored for scored in ranked}
    for sides in _dispute_sentences(facts.analysis):
        taken = {scored.sentence.index for scored in chosen}
        missing = [by_index[index] for index in sides if index in by_index and index not in taken]
        if len(missing) == len(sides) or not missing:
            continue
        rival = max(missing, key=lambda scored: scored.score)
        spare = [one for one in chosen if one.sentence.index not in facts.disputed]
        if len(chosen) >= limit and len(spare) > 0 and limit > 1:
            chosen.remove(min(spare, key=lambda scored: scored.score))
        if len(chosen) < limit:
            chosen.append(rival)
    return chosen


def _dispute_sentences(analysis: Analysis) -> Iterable[tuple[int, ...]]:
    """Yield, for each dispute, the sentences that hold its sides, without repetition."""
    for dispute in analysis.disputes:
        found = (
            index for side in dispute.sides for index in sentence_indices(analysis.article, side.figure.span)
        )
        yield tuple(dict.fromkeys(found))


def make_passage(facts: Facts, place: int, scored: Scored) -> Passage:
    """Make the passage of a chosen sentence: with its lead-in and the sentences that name its owner."""
    core = scored.sentence.index
    lead_in = _lead_in(facts, core)
    claims = facts.claims.get(core, ())
    wanted = [index for claim in claims for index in _owner_sentences(facts, claim, core)]
    near = sorted(
        {index for index in wanted if index not in (core, lead_in) and abs(index - core) <= REACH},
        key=lambda index: (abs(index - core), index),
    )
    sentences = tuple(sorted([core, *near[:MAX_CONTEXT]]))
    return Passage(place, sentences, lead_in, round(scored.score, 4), core)


def _lead_in(facts: Facts, core: int) -> int | None:
    """Return the sentence that introduces the list, block or post in which ``core`` stands."""
    article = facts.article
    block = article.blocks[article.sentences[core].block]
    inherited = (claim.inherited_from for claim in facts.claims.get(core, ()))
    introducing = next((index for index in inherited if index is not None), block.lead_in)
    if introducing is not None:
        span = article.blocks[introducing].span
    elif block.handle is not None:
        span = block.handle
    else:
        return None
    last = article.sentence_at(max(span.start, span.end - 1))
    return last.index if last is not None and last.index != core else None


def _owner_sentences(facts: Facts, claim: Claim, core: int) -> Iterable[int]:
    """Yield the sentences that say whose claim it is: the cue's own, and the name behind a pronoun."""
    if claim.owner is None or claim.inherited_from is not None:
        return
    yield from sentence_indices(facts.article, claim.owner)
    if _is_pronoun(facts, claim.owner):
        yield from _antecedent(facts, claim, core)


def _is_pronoun(facts: Facts, owner: Span) -> bool:
    tokens = facts.article.tokens_in(owner)
    return bool(tokens) and all(token.pos == "PRON" for token in tokens)


def _antecedent(facts: Facts, claim: Claim, core: int) -> Iterable[int]:
    """Yield the last sentence before the pronoun in which its source stands by more than a pronoun."""
    source = facts.analysis.source(claim.source_id)
    if source is None or claim.owner is None:
        return
    owner_start = claim.owner.start
    earlier = [m for m in source.mentions if m.start < owner_start and not _is_pronoun(facts, m)]
    if earlier:
        yield from sentence_indices(facts.article, max(earlier))
