"""Requests made from the OpenAPI file against a real service on loopback: ``scripts/fuzz http``.

schemathesis draws bodies, parameters and headers, valid and not, for every operation. No answer may be a
server error but the documented 503 and 504, and each must be of the content type, status and schema that
the file gives.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import schemathesis
import torch
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from evaluation.serving import served
from summarizer.api.app import make_app
from summarizer.generation.registry import load_registry
from summarizer.pipeline import RULES_ALONE, Summarizer, make_reader
from summarizer.settings import Settings

# What the file documents for a service that is busy or late.
MAY_FAIL = frozenset({503, 504})
CHECKS = (
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)
EACH = 200


@schemathesis.serializer("application/x-ndjson")
def ndjson(ctx: Any, value: Any) -> bytes:
    """Return what was drawn for a body of lines: a text as it is, a list a line each."""
    if isinstance(value, bytes):
        return value
    lines = (
        [value] if isinstance(value, str) else map(json.dumps, value if isinstance(value, list) else [value])
    )
    return "\n".join(lines).encode("utf-8", "surrogatepass")


@dataclass(slots=True)
class Seen:
    """What the service answered: requests by status, faults by kind, the slowest answer in seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    @property
    def requests(self) -> int:
        """How many requests were answered."""
        return self.statuses.total()


def try_case(case: Any, seen: Seen) -> None:
    """Send one request and count what is wrong with its answer."""
    started = time.monotonic()
    response = case.call()
    seen.slowest = max(seen.slowest, time.monotonic() - started)
    seen.statuses[response.status_code] += 1
    name = f"{case.method} {case.path}"
    if response.status_code >= 500 and response.status_code not in MAY_FAIL:
        seen.faults[f"{name}: {response.status_code}"] += 1
    try:
        case.validate_response(response, checks=list(CHECKS))
    except FailureGroup as group:
        for failure in group.exceptions:
            seen.faults[f"{name}: {response.status_code}: {failure.title}"] += 1


def tries(operation: Any, seen: Seen, number: int, count: int) -> Callable[[], None]:
    """Return what sends ``count`` requests to one operation."""
    mode = GenerationMode.NEGATIVE if number % 2 else GenerationMode.POSITIVE

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        try_case(case, seen)

    return run


def fuzz(url: str, count: int, seconds: float, first: int) -> Seen:
    """Send requests to the service at ``url`` until there are ``count`` or the time is up."""
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    seen, started, number = Seen(), time.monotonic(), first
    while seen.requests < count and time.monotonic() - started < seconds:
        for operation in operations:
            posts = operation.method.upper() == "POST"
            with suppress(Unsatisfiable):  # an operation without parameters has nothing to get wrong
                tries(operation, seen, number, EACH if posts else EACH // 10)()
        number += 1
        spent = time.monotonic() - started
        print(
            f"  {seen.requests} requests in {spent:.0f} s, faults {dict(seen.faults) or 'none'}", flush=True
        )
    return seen


def main(arguments: list[str] | None = None) -> int:
    """Print progress, then requests by status and faults by kind; 1 where there is one."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz http", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    chosen = Settings(model="extract", tagger=RULES_ALONE, log_level="ERROR")
    summarizer = Summarizer(chosen, make_reader(chosen), load_registry(chosen))
    summarizer.warm_up()
    with served(make_app(chosen, summarizer)) as url:
        seen = fuzz(url, options.count, options.seconds, options.seed)
    print(f"{seen.requests} requests, slowest {seen.slowest:.2f} s: {dict(sorted(seen.statuses.items()))}")
    for kind, number in seen.faults.most_common():
        print(f"  {number:6} {kind}")
    return int(bool(seen.faults))


if __name__ == "__main__":
    sys.exit(main())
