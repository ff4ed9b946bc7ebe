"""Figures of a verdict beside human labels: balanced accuracy and correlations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt


def balanced_accuracy(labels: Sequence[bool], verdicts: Sequence[bool]) -> float:
    """Return the mean of the shares of faithful and of unfaithful texts that are told right, 0 to 1."""
    shares = []
    for wanted in (True, False):
        told = [verdict == wanted for label, verdict in zip(labels, verdicts, strict=True) if label == wanted]
        if told:
            shares.append(sum(told) / len(told))
    return sum(shares) / len(shares) if shares else 0.0


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Pearson's correlation; 0 where one side never varies."""
    mine, theirs = (_centred(values) for values in (one, other))
    spread = sqrt(sum(value * value for value in mine) * sum(value * value for value in theirs))
    return sum(a * b for a, b in zip(mine, theirs, strict=True)) / spread if spread > 1e-12 else 0.0


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Spearman's rank correlation, ties at their mean rank."""
    return pearson(ranks(one), ranks(other))


def partial(values: Sequence[float], systems: Sequence[str]) -> list[float]:
    """Return the values without their systems' means.

    Correlating what is left controls for the system, as FRANK's evaluation does (Pagnoni et al. 2021).
    """
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for value, system in zip(values, systems, strict=True):
        groups[system].append(value)
    means = {system: sum(found) / len(found) for system, found in groups.items()}
    return [value - means[system] for value, system in zip(values, systems, strict=True)]


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1, equal values sharing the mean of theirs."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            found[place] = (start + 1 + end) / 2
        start = end
    return found


def _centred(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values) if values else 0.0
    return [value - mean for value in values]
