"""The gold set: short articles of our own, and whose each marked statement is, decided by reading them.

``seeds/gold/*.toml`` holds them. A claim's ``words`` stand once in the text; ``owner`` is the real-world
source by the fullest name that the article gives, "" where nobody owns the words (the article's own voice,
a hedge), "?" where two candidates fit and the owner must stay open (R14); ``chain`` names the layers
around it, outermost first (R16, R17). A wrong name is worse than none, so owners that are invented are
counted on their own.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.expectations import SEEDS
from evaluation.score import Tally
from summarizer.pipeline import make_reader
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, Claim, Source, Span
from summarizer.settings import load_settings

GOLD = SEEDS / "gold"
KINDS = (
    "pronoun role two-women name-variants outlet-chain document-person denial declined joint passive-hedge "
    "list-colon list-dash via-list embedded-post heading multi-paragraph end-quote quote-marks "
    "non-english-names"
).split()
NOBODY, OPEN = "", "?"
# The finders differ by a leading "that" or a comma: so much of the widest cover is as good as all.
WHOLE = 0.8
ARTICLES = ("the ", "a ", "an ", "its ", "their ", "his ", "her ")


class GoldError(ValueError):
    """A file of the gold set cannot be read; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One statement, its owner, and the layers around it."""

    words: str
    owner: str
    kind: str
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with its statements."""

    name: str
    text: str
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class GoldScores:
    """A tally a kind, every owner that was invented, and every owner that is another than the wanted one."""

    kinds: tuple[tuple[str, Tally], ...]
    invented: tuple[str, ...]
    wrong: tuple[str, ...] = ()


def load_gold(folder: Path = GOLD) -> tuple[GoldArticle, ...]:
    """Read the gold set. Raises GoldError at the first file that is not in order."""
    return tuple(
        read_gold(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))
    )


def read_gold(name: str, content: str) -> GoldArticle:
    """Read one file. Raises GoldError."""
    try:
        row = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise GoldError(f"{name}: {error}") from error
    _known(name, row, {"kinds", "text", "claim"})
    missing = {"kinds", "text", "claim"} - set(row)
    if missing:
        raise GoldError(f"{name}: the file lacks {', '.join(sorted(missing))}")
    article = GoldArticle(name, row["text"], tuple(_claim(name, item) for item in row["claim"]))
    strange = sorted({claim.kind for claim in article.claims} ^ set(row["kinds"]))
    if strange:
        raise GoldError(f"{name}: kinds and the claims' kinds differ: {', '.join(strange)}")
    for claim in article.claims:
        if "\n" in claim.words:
            raise GoldError(f"{name}: {claim.words!r} runs over more than one paragraph")
        if article.text.count(claim.words) != 1:
            raise GoldError(
                f"{name}: {claim.words!r} stands {article.text.count(claim.words)} times, not once"
            )
    return article


def _claim(name: str, row: Mapping[str, Any]) -> GoldClaim:
    _known(name, row, {"words", "owner", "kind", "chain"})
    missing = {"words", "owner", "kind"} - set(row)
    if missing:
        raise GoldError(f"{name}: a claim lacks {', '.join(sorted(missing))}")
    if row["kind"] not in KINDS:
        raise GoldError(f"{name}: kind {row['kind']!r} is not known; known kinds: {', '.join(KINDS)}")
    return GoldClaim(row["words"], row["owner"], row["kind"], tuple(row.get("chain", ())))


def _known(name: str, row: Mapping[str, Any], fields: set[str]) -> None:
    if set(row) - fields:
        raise GoldError(f"{name}: unknown field {', '.join(sorted(set(row) - fields))}")


# ------------------------------------------------------------------ scoring


def innermost(analysis: Analysis, span: Span) -> Claim | None:
    """Return the claim over at least half of ``span`` that no other such claim stands inside of.

    A claim that holds all of the words goes before one inside it that holds a part of them.
    """
    most = max((_shared(claim, span) for claim in analysis.claims), default=0)
    least = max(WHOLE * most, len(span) / 2)
    over = [claim for claim in analysis.claims if _shared(claim, span) >= least]
    parents = {link.id for claim in over for link in analysis.chain(claim) if link.id != claim.id}
    inner = [claim for claim in over if claim.id not in parents]
    return min(inner, key=lambda claim: sum(map(len, claim.content)), default=None)


def _shared(claim: Claim, span: Span) -> int:
    return sum(part.shared_with(span) for part in claim.content)


def is_named(wanted: str, source: Source | None) -> bool:
    """Tell whether all words of ``wanted`` stand in one of the source's names, roles or other forms."""
    if source is None:
        return False
    forms = (set(plain(form).split()) for form in (source.name, source.descriptor, *source.aliases))
    return any(set(plain(wanted).split()) <= form for form in forms)


def plain(name: str) -> str:
    """Return ``name`` in lower case with straight marks and no article."""
    lowered = name.lower().replace("’", "'").replace(",", "").strip()
    return next((lowered.removeprefix(word) for word in ARTICLES if lowered.startswith(word)), lowered)


def found_owner(analysis: Analysis, gold: GoldClaim) -> tuple[Claim | None, Source | None]:
    """Return the claim over the statement and its settled source."""
    start = analysis.article.text.index(gold.words)
    claim = innermost(analysis, Span(start, start + len(gold.words)))
    return claim, None if claim is None or claim.source_id is None else analysis.source(claim.source_id)


def is_right(analysis: Analysis, gold: GoldClaim) -> bool:
    """Tell whether the reading gives the statement to its owner, inside the layers around it."""
    claim, source = found_owner(analysis, gold)
    if gold.owner == NOBODY:
        return source is None and (claim is None or claim.status == "ownerless")
    if claim is None:
        return False
    if gold.owner == OPEN:
        return claim.status == "unresolved"
    layers = [analysis.source(link.source_id or "") for link in analysis.chain(claim) if link.id != claim.id]
    return is_named(gold.owner, source) and _in_order(gold.chain, layers)


def _in_order(wanted: Iterable[str], layers: Iterable[Source | None]) -> bool:
    rest = iter(layers)
    return all(any(is_named(name, layer) for layer in rest) for name in wanted)


def is_invented(analysis: Analysis, gold: GoldClaim) -> bool:
    """Tell whether a settled source is given to words that are nobody's, or whose owner is open."""
    return gold.owner in (NOBODY, OPEN) and found_owner(analysis, gold)[1] is not None


def is_wrong(analysis: Analysis, gold: GoldClaim) -> bool:
    """Tell whether the statement is given to a settled source that is another than its owner."""
    source = found_owner(analysis, gold)[1]
    return gold.owner not in (NOBODY, OPEN) and source is not None and not is_named(gold.owner, source)


def score_article(analysis: Analysis, article: GoldArticle) -> list[tuple[GoldClaim, bool, str]]:
    """Return each statement with whether its reading is right, and a line that tells a miss."""
    return [(gold, is_right(analysis, gold), _told(analysis, article, gold)) for gold in article.claims]


def _told(analysis: Analysis, article: GoldArticle, gold: GoldClaim) -> str:
    claim, source = found_owner(analysis, gold)
    got = "no claim" if claim is None else source.name if source is not None else claim.status
    layers = [] if claim is None else [link.source_id or "?" for link in analysis.chain(claim)]
    names = [item.name if (item := analysis.source(layer)) else layer for layer in layers]
    wanted = " < ".join([gold.owner or "nobody", *reversed(gold.chain)])
    return f"{article.name}: {gold.words!r} -> {got} ({' / '.join(names)}), not {wanted}"


def score_gold(reader: Reader, articles: Iterable[GoldArticle] | None = None) -> GoldScores:
    """Read the gold set and score it."""
    rows: list[tuple[GoldClaim, bool, str]] = []
    invented: list[str] = []
    wrong: list[str] = []
    for article in load_gold() if articles is None else articles:
        analysis = reader.read(article.text)
        scored = score_article(analysis, article)
        rows += scored
        invented += [line for gold, _, line in scored if is_invented(analysis, gold)]
        wrong += [line for gold, _, line in scored if is_wrong(analysis, gold)]
    kinds = tuple((kind, _tally(row for row in rows if row[0].kind == kind)) for kind in KINDS)
    return GoldScores(kinds, tuple(invented), tuple(wrong))


def _tally(rows: Iterable[tuple[GoldClaim, bool, str]]) -> Tally:
    listed = list(rows)
    return Tally(
        sum(right for _, right, _ in listed), len(listed), tuple(told for _, ok, told in listed if not ok)
    )


# ------------------------------------------------------------------ the gate


def gold_digest(folder: Path = GOLD) -> str:
    """Return what names the gold set, so that floors hold for one set only."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def gold_shares(scores: GoldScores) -> tuple[tuple[str, float], ...]:
    """Return each kind's share of owners right, and the share of statements without an invented owner."""
    total = sum(tally.total for _, tally in scores.kinds)
    kinds = ((kind, round(tally.share, 4)) for kind, tally in scores.kinds)
    return (*kinds, ("not invented", round(1 - len(scores.invented) / max(1, total), 4)))


def report_gold(scores: GoldScores) -> str:
    """Return the scores as a table, what was missed under it."""
    lines = [f"{kind:<18} {t.right:>3} of {t.total:<3} {t.share:7.4f}" for kind, t in scores.kinds]
    lines += [f"  missed {kind}: {miss}" for kind, tally in scores.kinds for miss in tally.misses]
    lines += [f"invented owners: {len(scores.invented)}", *scores.invented]
    return "\n".join([*lines, f"another's owner: {len(scores.wrong)}", *scores.wrong])


def main() -> None:
    """Score the gold set with the reader that the settings ask for, and print the table."""
    print(report_gold(score_gold(make_reader(load_settings()))))


if __name__ == "__main__":
    main()
