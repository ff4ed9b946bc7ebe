"""From findings to claims: doubles dropped, in text order, each inside the one around it (R16, R17)."""

from __future__ import annotations

from summarizer.reading.claims.found import Found
from summarizer.records import Claim, Span

INHERITED = ("list", "block", "embed")


def make_claims(found: tuple[Found, ...]) -> tuple[Claim, ...]:
    """Return the claims in text order with ids and parents; ownerless ones inside owned ones are left out."""
    kept = _drop_doubles(found)
    parents = _without_circles(_find_parents(kept), kept)
    places = {place for place in range(len(kept)) if not _owned_hedge(place, kept, parents)}
    parents = {place: _next_kept(place, parents, places) for place in places}
    order = sorted(places, key=lambda place: _order(place, kept, parents))
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


def _find_parents(found: tuple[Found, ...]) -> dict[int, int]:
    """Return for each place that of the smallest claim that holds it, or -1; one sweep over the text."""
    outer = sorted(range(len(found)), key=lambda place: found[place].extent.start)
    inner = sorted(range(len(found)), key=lambda place: _anchor(found[place]).start)
    named = {
        item.cue: place for place, item in enumerate(found) if item.within is None and item.cue is not None
    }
    parents, opened, begun = {}, list[int](), 0
    for place in inner:
        start = _anchor(found[place]).start
        while begun < len(outer) and found[outer[begun]].extent.start <= start:
            opened.append(outer[begun])
            begun += 1
        opened = [other for other in opened if found[other].extent.end > start]
        around = (p for p in opened if p != place and _holds(found[p], found[place], p < place))
        smallest = min(around, key=lambda p: (_size(found[p]), p), default=-1)
        within = found[place].within
        parents[place] = smallest if within is None else named.get(within, smallest)
    return parents


def _anchor(found: Found) -> Span:
    """Return what must stand inside another claim for this one to be said there."""
    floats = found.cue is None or found.kind == "floating" or found.kind in INHERITED
    return found.extent if found.cue is None or floats else found.cue


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
    """Tell whether ``inner`` is said inside ``outer``; ``first`` tells that ``outer`` was found before it."""
    if inner.kind in INHERITED or not any(span.contains(_anchor(inner)) for span in outer.content):
        return False
    if outer.kind in INHERITED:
        return True
    same_cue = outer.cue is not None and outer.cue == inner.cue
    cited = outer.within is not None and inner.within is None and _size(outer) <= _size(inner)
    same_words = inner.kind == "floating" and outer.content == inner.content
    return not (same_cue or cited or (same_words and not first))


def _owned_hedge(place: int, found: tuple[Found, ...], parents: dict[int, int]) -> bool:
    """Tell whether a hedge that nobody owns stands inside an owned claim, whose owner then vouches for it."""
    above = parents[place]
    while found[place].owner is None and above >= 0:
        if found[above].owner is not None:
            return True
        above = parents[above]
    return False


def _next_kept(place: int, parents: dict[int, int], kept: set[int]) -> int:
    above = parents[place]
    while above >= 0 and above not in kept:
        above = parents[above]
    return above
