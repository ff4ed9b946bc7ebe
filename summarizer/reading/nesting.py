"""From findings to claims: doubles dropped, the order of the text, each claim inside the one around it (R16,
R17).
"""

from __future__ import annotations

from summarizer.reading.found import Found
from summarizer.records import Claim, Span

INHERITED = ("list", "block", "embed")


def make_claims(found: tuple[Found, ...]) -> tuple[Claim, ...]:
    """Return the claims in text order with ids and parents; ownerless ones inside owned ones are left out."""
    kept = _drop_doubles(found)
    parents = _without_circles({place: _parent(place, kept) for place in range(len(kept))}, kept)
    kept_places = [place for place in range(len(kept)) if not _owned_hedge(place, kept, parents)]
    parents = {place: _next_kept(place, parents, kept_places) for place in kept_places}
    order = sorted(kept_places, key=lambda place: _order(place, kept, parents))
    ids = {place: f"c{number}" for number, place in enumerate(order, start=1)}
    return tuple(_claim(kept[place], ids[place], ids.get(parents[place])) for place in order)


def _claim(found: Found, claim_id: str, parent: str | None) -> Claim:
    return Claim(
        id=claim_id,
        content=found.content,
        kind=found.kind,
        owner=found.owner,
        cue=found.cue,
        cue_lemma=found.cue_lemma,
        stance=found.stance,
        status="ownerless" if found.owner is None else "unresolved",
        parent=parent,
        inherited_from=found.inherited_from,
    )


def _order(place: int, found: tuple[Found, ...], parents: dict[int, int]) -> tuple[int, int, int]:
    depth, above = 0, parents.get(place, -1)
    while above >= 0 and depth < len(found):
        depth, above = depth + 1, parents.get(above, -1)
    cue = found[place].cue
    return found[place].extent.start, depth, cue.start if cue is not None else 0


def _drop_doubles(found: tuple[Found, ...]) -> tuple[Found, ...]:
    kept: dict[tuple[Span | None, tuple[Span, ...]], Found] = {}
    for item in found:
        kept.setdefault((item.cue, item.content), item)
    return tuple(kept.values())


def _parent(place: int, found: tuple[Found, ...]) -> int:
    """Return the place of the smallest claim that holds this one, or -1."""
    item = found[place]
    if item.within is not None:
        named = [
            p
            for p, other in enumerate(found)
            if other.cue == item.within and p != place and other.within is None
        ]
        if named:
            return named[0]
    around = [p for p, other in enumerate(found) if p != place and _holds(other, item, p < place)]
    return min(around, key=lambda p: (_size(found[p]), p), default=-1)


def _without_circles(parents: dict[int, int], found: tuple[Found, ...]) -> dict[int, int]:
    """Return the parents with each circle cut at its largest claim, which is the outer one.

    Two cues that each stand in the other's content ("“You winning?” she said, but Kevin was drifting
    off, Melanie said") would otherwise own each other.
    """
    cut = dict(parents)
    for place in sorted(parents, key=lambda item: -_size(found[item])):
        above, steps = cut[place], 0
        while above >= 0 and above != place and steps <= len(cut):
            above, steps = cut[above], steps + 1
        if above == place:
            cut[place] = -1
    return cut


def _size(found: Found) -> int:
    return sum(len(span) for span in found.content)


def _holds(outer: Found, inner: Found, first: bool) -> bool:
    """Tell whether ``inner`` is said inside ``outer``: its cue stands in the outer content."""
    if (
        outer.cue is not None
        and outer.cue == inner.cue
        and inner.kind not in INHERITED
        and outer.kind not in INHERITED
    ):
        return False
    if inner.kind in INHERITED:
        return False
    anchor = inner.cue if inner.cue is not None and inner.kind != "floating" else inner.extent
    if outer.within is not None and inner.within is None and outer.content and _size(outer) <= _size(inner):
        return False
    inside = any(span.contains(anchor) for span in outer.content)
    if outer.kind in INHERITED:
        return inside
    same = inner.kind == "floating" and outer.content == inner.content
    return inside and not (same and not first)


def _owned_hedge(place: int, found: tuple[Found, ...], parents: dict[int, int]) -> bool:
    """Tell whether a hedge that nobody owns stands inside an owned claim, whose owner then vouches for it."""
    above = parents[place]
    while found[place].owner is None and above >= 0:
        if found[above].owner is not None:
            return True
        above = parents[above]
    return False


def _next_kept(place: int, parents: dict[int, int], kept: list[int]) -> int:
    above = parents[place]
    while above >= 0 and above not in kept:
        above = parents[above]
    return above
