"""What people who read the seed articles expect of a summary: loaded, and held to the articles.

``seeds/kursk-incursion.expected.toml`` says what each field means.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args

from summarizer.records import FindingCode

SEEDS = Path(__file__).parent.parent / "seeds"
VERDICTS = ("pass", "fail", "inconclusive")


class ExpectationError(ValueError):
    """A file of expectations cannot be read; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A statement that the article gives to somebody: one name of each group of owners must stand."""

    text: str
    owners: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    named: bool = True

    @property
    def looked_for(self) -> tuple[str, ...]:
        """The words that tell that a summary reports this statement."""
        return self.marks or (self.text,)


@dataclass(frozen=True, slots=True)
class CheckCase:
    """A candidate for ``check``, its verdict, and codes that must be among the findings."""

    candidate: str
    verdict: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectations:
    """All that is expected of one article."""

    name: str
    text: str
    owned: tuple[Owned, ...]
    never: tuple[str, ...]
    checks: tuple[CheckCase, ...]


def load_all(folder: Path = SEEDS) -> tuple[Expectations, ...]:
    """Load every ``*.expected.toml`` of ``folder``, by name. Raises ExpectationError."""
    return tuple(load(path) for path in sorted(folder.glob("*.expected.toml")))


def load(path: Path) -> Expectations:
    """Load one file. Raises ExpectationError where a field is unknown, missing or of the wrong type."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        article = path.parent / table.pop("article")
        never = tuple(table.pop("never"))
        owned = tuple(_record(Owned, entry) for entry in table.pop("owned"))
        checks = tuple(_record(CheckCase, entry) for entry in table.pop("check"))
        if table:
            raise ExpectationError(f"unknown: {', '.join(table)}")
        return Expectations(article.stem, article.read_text(encoding="utf-8"), owned, never, checks)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ExpectationError(f"{path.name}: {error}") from error


def _record(kind: type[Any], entry: dict[str, Any]) -> Any:
    unknown = set(entry) - {field.name for field in fields(kind)}
    if unknown:
        raise ExpectationError(f"unknown in {kind.__name__}: {', '.join(sorted(unknown))}")
    return kind(**{name: _frozen(value) for name, value in entry.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def validate(expected: Expectations) -> tuple[str, ...]:
    """Return what is blank, given twice, or cannot be met by any summary of the article."""
    return (*_validate_owned(expected), *_validate_never(expected), *_validate_checks(expected))


def _validate_owned(expected: Expectations) -> list[str]:
    texts = [item.text for item in expected.owned]
    found = [f"given twice: {text!r}" for text in sorted(set(texts)) if texts.count(text) > 1]
    article = expected.text.lower()
    for item in expected.owned:
        if not item.text.strip() or expected.text.count(item.text) != 1:
            found.append(f"must stand in the article exactly once: {item.text!r}")
        if not item.owners or not all(group and all(name.strip() for name in group) for group in item.owners):
            found.append(f"needs at least one name in each group of owners: {item.text!r}")
        if not all(any(name.lower() in article for name in group) for group in item.owners):
            found.append(f"no name of a group of owners stands in the article: {item.text!r}")
        if item.keeps and not any(words.lower() in article for words in item.keeps):
            found.append(f"none of what must be kept stands in the article: {item.text!r}")
    return found


def _validate_never(expected: Expectations) -> list[str]:
    return [
        f"never said by the article, so it proves nothing: {word!r}"
        for word in expected.never
        if not word.strip() or word.lower() not in expected.text.lower()
    ]


def _validate_checks(expected: Expectations) -> list[str]:
    candidates = [case.candidate for case in expected.checks]
    found = [f"given twice: {text!r}" for text in sorted(set(candidates)) if candidates.count(text) > 1]
    for case in expected.checks:
        if case.verdict not in VERDICTS:
            found.append(f"verdict must be one of {', '.join(VERDICTS)}: {case.verdict!r}")
        if case.verdict == "fail" and not case.codes:
            found.append(f"a failure needs its code: {case.candidate!r}")
        found += [f"unknown code: {code!r}" for code in case.codes if code not in get_args(FindingCode)]
    return found


def digest(folder: Path = SEEDS) -> str:
    """Return the SHA-256 of the articles and their expectations: floors hold for these and no others."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.expected.toml")):
        expected = load(path)
        whole.update(path.read_bytes() + expected.text.encode())
    return whole.hexdigest()
