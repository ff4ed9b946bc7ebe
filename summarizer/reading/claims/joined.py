"""Rules and tagger joined: each attribution of the tagger, told by the rules what it is.

The tagger sees more claims than the rules and bounds them better (docs/reading.md, "How it is measured");
the rules know what it does not learn: which claim stands inside another, what a list or a post inherits
from its lead-in, how a cue reports. So a tagged attribution takes kind, lemma and stance from the rules'
claim at the same cue, and of the rules' other claims those stay that stand inside a tagged one, that
inherit, or that the tagger has no words for at all. Bounds, owners and doubts each have a module beside
this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.reading import lexicon
from summarizer.reading.claims.found import Found, kind_of
from summarizer.reading.claims.joined_bounds import by_convention, closed_up, completed, mended
from summarizer.reading.claims.joined_doubts import (
    UNHEARD,
    is_deed,
    is_idle,
    is_rules_own,
    is_unsure,
    is_weak,
    says_nothing,
)
from summarizer.reading.claims.joined_owners import owner_of, owner_of_both
from summarizer.reading.claims.joined_words import head_of_cue, lemma_of, meets, shared
from summarizer.reading.claims.nesting import INHERITED
from summarizer.reading.claims.syntax import Scene, lower
from summarizer.reading.tagging.tagged import Tagged
from summarizer.records import ClaimKind, Span, Token

# Kinds of which the rules are surer than the tagger.
OWNING = frozenset({"direct", "colon"})


def join_tagged(scene: Scene, rules: Sequence[Found], tagged: Sequence[Tagged]) -> tuple[Found, ...]:
    """Return the claims of both readers, none of them twice."""
    faults = (is_rules_own, is_deed, is_idle, is_unsure)
    kept = (item for item in tagged if not any(fault(scene, rules, item) for fault in faults))
    read = (found for item in kept for found in _read(scene, rules, mended(scene, rules, item)))
    joined = tuple(found for found in read if not says_nothing(scene, rules, found))
    around = [span for found in joined for span in found.content]
    layers = {rule.within for rule in rules if _cue_at(joined, rule.within) is None} - {None}
    rest = (rule for rule in rules if rule.cue in layers or _adds(scene, rule, joined, around))
    return (*joined, *(_layered(scene, rule, joined) for rule in rest))


def _cue_at(joined: Sequence[Found], cue: Span | None) -> Span | None:
    """Return the joined claim's cue at the rules' one, which may be shorter ("reported on")."""
    return next((found.cue for found in joined if meets(found.cue, cue)), None)


def _layered(scene: Scene, rule: Found, joined: Sequence[Found]) -> Found:
    """Return a second layer with its content bounded as the first one's is, and joined to its cue."""
    if rule.within is None:
        return rule
    content = tuple(part for span in rule.content for part in by_convention(scene, span))
    within = _cue_at(joined, rule.within) or rule.within
    return replace(rule, content=content or rule.content, within=within)


# ------------------------------------------------------------------ what the rules see alone


def _adds(scene: Scene, rule: Found, joined: Sequence[Found], around: Sequence[Span]) -> bool:
    """Tell whether a claim of the rules alone says what no tagged claim does; ``around`` is all they hold."""
    if rule.kind in INHERITED or rule.within is not None:
        return True
    if not any(shared(rule, span) for span in around):
        return not is_weak(scene, rule)
    if rule.cue is None or _cue_at(joined, rule.cue) is not None:
        return False
    inside = any(span.contains(rule.cue) for span in around)
    return inside or any(_holds_cue(rule, found) for found in joined)


def _holds_cue(rule: Found, found: Found) -> bool:
    """Tell whether a claim stands with its cue inside the rules' one ("…, Reed said, Reuters reported")."""
    if found.cue is None or rule.stance in UNHEARD:
        return False
    return any(span.contains(found.cue) for span in rule.content)


# ------------------------------------------------------------------ what the tagger sees


def _read(scene: Scene, rules: Sequence[Found], tagged: Tagged) -> Iterator[Found]:
    """Yield the attribution in as many claims as the rules make of it (a quotation that goes on is one)."""
    text = scene.article.text
    parts = closed_up(text, (part for span in tagged.content for part in by_convention(scene, span)))
    twins = _with_rest({part: _twin(rules, tagged, part) for part in parts}, tagged)
    for twin in dict.fromkeys(twins.values()):
        content = tuple(part for part in parts if twins[part] is twin)
        yield _new(scene, tagged, content) if twin is None else _of_both(scene, rules, tagged, twin, content)


def _of_both(
    scene: Scene, rules: Sequence[Found], tagged: Tagged, twin: Found, content: tuple[Span, ...]
) -> Found:
    """Return the rules' claim with the tagger's words; what another cue owns stays as the rules have it."""
    if not meets(twin.cue, tagged.cue):
        whole = tuple(span for span in twin.content if any(span.overlaps(part) for part in content))
        return replace(twin, content=whole if twin.kind in OWNING else content)
    owner = owner_of_both(scene, rules, tagged, twin)
    return replace(twin, content=completed(scene, content, twin), owner=owner, cue=tagged.cue)


def _twin(rules: Sequence[Found], tagged: Tagged, part: Span) -> Found | None:
    """Return the rules' claim at the same cue; for words that the tagger gives to nobody, their owned one."""
    same = [rule for rule in rules if rule.kind not in INHERITED and shared(rule, part)]
    fitting = [rule for rule in same if meets(rule.cue, tagged.cue)]
    if not fitting:
        # A quotation that its own cue owns is nobody else's, however near another speaker stands.
        sure = [rule for rule in same if tagged.cue is None or rule.kind in OWNING]
        owned = [rule for rule in sure if rule.owner is not None]
        fitting = [rule for rule in owned if 2 * shared(rule, part) >= len(part)]
    return max(fitting, key=lambda rule: shared(rule, part), default=None)


def _with_rest(twins: dict[Span, Found | None], tagged: Tagged) -> dict[Span, Found | None]:
    """Give the parts that the rules miss to the claim that they see at the cue: it is one statement."""
    main = next((twin for twin in twins.values() if twin is not None and meets(twin.cue, tagged.cue)), None)
    return {part: main if twin is None else twin for part, twin in twins.items()}


def _new(scene: Scene, tagged: Tagged, content: tuple[Span, ...]) -> Found:
    """Return a claim that the rules do not have."""
    head = head_of_cue(scene, tagged.cue)
    lemma = lemma_of(scene, head)
    return Found(
        content=content,
        kind=_kind(scene, content, tagged, head),
        owner=owner_of(scene, tagged),
        cue=tagged.cue,
        cue_lemma=lemma,
        stance=lexicon.stance_of(lemma),
    )


def _kind(scene: Scene, content: tuple[Span, ...], tagged: Tagged, head: Token | None) -> ClaimKind:
    kind = kind_of(scene, content, tagged.cue)
    if kind != "indirect" or head is None:
        return kind
    if lower(head) == "according":
        return "according"
    if head.text == ":":
        return "colon"
    return "noun" if head.pos == "NOUN" else "indirect"
