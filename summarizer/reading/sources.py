"""Sources: one record for each real-world owner of claims, with every form of words that means it.

The way is: the people of the article, joined by name; each owner phrase, read in text order and joined to a
person, to an earlier body, or made a source of its own; pronouns last, where exactly one candidate fits
(R14). A seat of power stays apart from the person who sits there: the Kremlin is not Putin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from summarizer.reading.owners.coreference import Pronouns
from summarizer.reading.owners.entities import Entities, Entity
from summarizer.reading.owners.names import is_bare_title
from summarizer.records import Article, Claim, Source, Span

ARTICLES = frozenset("the a an its his her their".split())


def resolve_sources(
    article: Article, claims: tuple[Claim, ...]
) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
    """Return the sources "s1", "s2" … in the order of their first claim, and the claims joined to them.

    An owner that cannot be settled leaves its claim ``unresolved`` with ``source_id`` None (R14); a claim
    without owner stays ``ownerless`` (R15).
    """
    entities = Entities(article)
    for owner in sorted({claim.owner for claim in claims if claim.owner is not None}):
        entities.settle(owner)
    Pronouns(entities, claims).settle()
    places = [entities.by_span.get(claim.owner) for claim in claims if claim.owner is not None]
    order = list(dict.fromkeys(place for place in places if place is not None))
    ids = {place: f"s{number}" for number, place in enumerate(order, start=1)}
    joined = tuple(_join(claim, entities, ids) for claim in claims)
    said: dict[str, list[Span]] = defaultdict(list)
    for claim in joined:
        said[claim.source_id or ""].extend(claim.content)
    letters = max(1, sum(map(str.isalnum, article.text)))
    shares = {place: _letters_in(article.text, said[ids[place]]) / letters for place in order}
    return tuple(_make_source(entities, place, ids[place], shares[place]) for place in order), joined


def _join(claim: Claim, entities: Entities, ids: dict[int, str]) -> Claim:
    if claim.owner is None:
        return replace(claim, status="ownerless", source_id=None)
    place = entities.by_span.get(claim.owner)
    if place is None:
        return replace(claim, status="unresolved", source_id=None)
    return replace(claim, status="resolved", source_id=ids[place])


def _make_source(entities: Entities, place: int, source_id: str, share: float) -> Source:
    article, entity = entities.article, entities.found[place]
    name = entity.name or entity.phrases[0].text
    forms = dict.fromkeys(form for form in _forms(article, entity) if form and form != name)
    return Source(
        id=source_id,
        name=name,
        type=entity.type,
        descriptor=_descriptor(entity, name),
        aliases=tuple(forms),
        mentions=_mentions(entity),
        named=entity.person is not None or any(phrase.named for phrase in entity.phrases),
        plural=entity.plural,
        share=share,
    )


def _mentions(entity: Entity) -> tuple[Span, ...]:
    """Return where the source is mentioned, in text order, longest first, none inside another."""
    people = () if entity.person is None else (mention.whole for mention in entity.person.mentions)
    kept: list[Span] = []
    for span in sorted({*entity.mentions, *people}, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _descriptor(entity: Entity, name: str) -> str:
    """Return the fullest role that the article gives, in its words (R12); none where the name is the role."""
    if entity.person is not None:
        roles = [role.text for role in entity.person.roles]
        roles = roles or [_without_article(phrase.role) for phrase in entity.phrases if phrase.role]
        return max(roles, key=lambda role: len(role.split()), default="")
    roles = [phrase.role for phrase in entity.phrases if phrase.role]
    longest = max(roles, key=lambda role: len(role.split()), default="")
    return "" if longest.lower() == name.lower() else longest


def _forms(article: Article, entity: Entity) -> Iterator[str]:
    """Yield the forms of words that mean the source, without article; no pronoun and no bare title."""
    yield _without_article(entity.name)
    for phrase in entity.phrases:
        yield _without_article(phrase.text)
        yield _without_article(phrase.issued)
        if phrase.acronym:
            yield phrase.acronym
            yield _without_article(phrase.text).replace(f" ({phrase.acronym})", "")
    if entity.person is None:
        return
    yield from entity.person.names
    yield from (name.split()[-1] for name in entity.person.names)
    roles = (_without_article(role.text) for role in entity.person.roles)
    yield from (role for role in roles if not is_bare_title(role))
    yield from (_without_article(mention.whole.of(article.text)) for mention in entity.person.mentions)


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ARTICLES else text


def _letters_in(text: str, spans: list[Span]) -> int:
    """Return how many letters and digits stand in ``spans``, none of them counted twice."""
    covered, reach = 0, 0
    for span in sorted(set(spans)):
        start = max(span.start, reach)
        covered += sum(map(str.isalnum, text[start : max(start, span.end)]))
        reach = max(reach, span.end)
    return covered
