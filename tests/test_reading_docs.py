"""The tables of docs/reading.md against what the reader finds: each row is read as it stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.reading.reader import Reader
from summarizer.records import Analysis, Claim, Span

PAGE = Path(__file__).parent.parent / "docs" / "reading.md"
NOTHING = "–"
OWN_VOICE = "The article"
ALL_COLUMNS = {
    "Kinds of claim": 5,
    "Stance": 3,
    "Chains": 3,
    "Owners and sources": 3,
    "Figures": 9,
    "Disputes": 3,
}


def table(heading: str) -> list[tuple[str, ...]]:
    """Return the body of the table under ``## heading``; ``<br>`` is a new line, "–" an empty cell."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines[1:]]
    return [tuple("" if cell == NOTHING else cell.replace("<br>", "\n") for cell in row) for row in cells]


def rows(heading: str) -> list[pytest.ParameterSet]:
    return [pytest.param(*row, id=" ".join(row[:2])[:60]) for row in table(heading)]


def words(read: Analysis, span: Span | None) -> str:
    return "" if span is None else span.of(read.article.text)


def names(read: Analysis, chain: tuple[Claim, ...]) -> list[str]:
    """Return the names of the sources of a chain, the status where a claim has none."""
    sources = [read.source(claim.source_id) for claim in chain]
    return [source.name if source else claim.status for source, claim in zip(sources, chain, strict=True)]


def innermost(read: Analysis, excerpt: str) -> Claim | None:
    """Return the innermost claim over an excerpt that stands once in the text; None for the own voice."""
    assert read.article.text.count(excerpt) == 1
    start = read.article.text.index(excerpt)
    over = read.claims_over(Span(start, start + len(excerpt)))
    return over[-1] if over else None


@pytest.mark.parametrize(("kind", "text", "owner", "cue", "content"), rows("Kinds of claim"))
def test_kind_of_claim_is_read_as_the_page_says(
    reader: Reader, kind: str, text: str, owner: str, cue: str, content: str
) -> None:
    read = reader.read(text)
    found = [
        (claim.kind, words(read, claim.owner), words(read, claim.cue), words(read, claim.content[0]))
        for claim in read.claims
    ]
    assert (kind, owner, cue, content) in found


@pytest.mark.parametrize(("stance", "text", "cue"), rows("Stance"))
def test_stance_is_read_as_the_page_says(reader: Reader, stance: str, text: str, cue: str) -> None:
    read = reader.read(text)
    assert [(claim.stance, words(read, claim.cue)) for claim in read.claims] == [(stance, cue)]


@pytest.mark.parametrize(("text", "excerpt", "chain"), rows("Chains"))
def test_chain_is_read_as_the_page_says(reader: Reader, text: str, excerpt: str, chain: str) -> None:
    read = reader.read(text)
    claim = innermost(read, excerpt)
    assert claim is not None
    assert names(read, read.chain(claim)) == chain.split(" > ")


@pytest.mark.parametrize(("text", "owner", "source"), rows("Owners and sources"))
def test_owner_is_joined_as_the_page_says(reader: Reader, text: str, owner: str, source: str) -> None:
    read = reader.read(text)
    found = {words(read, claim.owner): names(read, (claim,)) for claim in read.claims}
    assert found[owner] == [source]


@pytest.mark.parametrize(
    ("text", "figure", "value", "high", "kind", "unit", "counted", "qualifier", "time"), rows("Figures")
)
def test_figure_is_read_as_the_page_says(
    reader: Reader,
    text: str,
    figure: str,
    value: str,
    high: str,
    kind: str,
    unit: str,
    counted: str,
    qualifier: str,
    time: str,
) -> None:
    read = reader.read(text)
    (found,) = [item for item in read.figures if item.text == figure]
    assert found.value == pytest.approx(float(value), abs=1e-4)
    assert found.high == (float(high) if high else None)
    assert (found.kind, found.unit, found.counted, found.qualifier) == (kind, unit, counted, qualifier)
    assert words(read, found.time) == time


@pytest.mark.parametrize(("text", "about", "sides"), rows("Disputes"))
def test_dispute_is_found_as_the_page_says(reader: Reader, text: str, about: str, sides: str) -> None:
    read = reader.read(text)
    found = [
        (dispute.about, [(read.source(side.source_id), side.figure.text) for side in dispute.sides])
        for dispute in read.disputes
    ]
    told = [(name, [f"{source and source.name}: {words}" for source, words in both]) for name, both in found]
    assert told == ([(about, sides.split("; "))] if about else [])


@pytest.mark.parametrize(
    ("line", "excerpt", "owner", "cue", "kind", "chain"), rows("The seed article marked up")
)
def test_seed_is_marked_up_as_the_page_says(
    seed: Analysis, line: str, excerpt: str, owner: str, cue: str, kind: str, chain: str
) -> None:
    claim = innermost(seed, excerpt)
    place = seed.article.text.index(excerpt)
    assert seed.article.text.count("\n", 0, place) + 1 == int(line)
    if claim is None:
        assert (owner, cue, kind, chain) == (OWN_VOICE, "", "", "")
        return
    layers = names(seed, seed.chain(claim))
    assert (layers[-1], words(seed, claim.cue), claim.kind) == (owner, cue, kind)
    assert " > ".join(layers) == (chain or owner)


def test_page_names_every_claim_of_the_seed(seed: Analysis) -> None:
    found = [innermost(seed, excerpt) for _, excerpt, *_ in table("The seed article marked up")]
    named = {link.id for claim in found if claim is not None for link in seed.chain(claim)}
    assert [claim.id for claim in seed.claims if claim.id not in named] == []


@pytest.mark.parametrize(("heading", "columns"), ALL_COLUMNS.items(), ids=ALL_COLUMNS)
def test_tables_of_the_page_are_found_whole(heading: str, columns: int) -> None:
    found = table(heading)
    assert found
    assert {len(row) for row in found} == {columns}
