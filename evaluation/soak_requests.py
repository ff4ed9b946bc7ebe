"""What the clients of a soak send: articles of many lengths, and everything that a client may get wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parent.parent / "seeds"
JSON, NDJSON = "application/json", "application/x-ndjson"
# The share of each kind among the requests.
WEIGHTS: Mapping[str, int] = {
    "summarize": 35,
    "check": 12,
    "attributions": 8,
    "batch": 5,
    "jobs": 5,
    "bad": 35,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: where to, with what, and the statuses that are an answer to it. 503 always is."""

    kind: str
    path: str
    body: bytes
    statuses: frozenset[int]
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    method: str = "POST"


class Requests:
    """Draws requests by a seed; the same seed draws the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
        self._paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
        self._makers: dict[str, Callable[[], Asked]] = {
            "summarize": self._summarize,
            "check": self._check,
            "attributions": self._attributions,
            "batch": self._batch,
            "jobs": self._job,
            "bad": self._bad,
        }

    def draw(self) -> Asked:
        """Return the next request."""
        (kind,) = self._random.choices(list(WEIGHTS), list(WEIGHTS.values()))
        return self._makers[kind]()

    def _article(self) -> str:
        """Return an article of 3 to 40 paragraphs, most of them short."""
        number = min(40, 3 + int(self._random.expovariate(1 / 6)))
        return "\n\n".join(self._random.choices(self._paragraphs, k=number))

    def _summary_body(self) -> dict[str, Any]:
        options = {"mode": "extractive", "max_sentences": self._random.randint(1, 8)}
        return {"text": self._article(), "options": options}

    def _summarize(self) -> Asked:
        return _json("summarize", "/v1/summarize", self._summary_body(), 200)

    def _check(self) -> Asked:
        article = self._article()
        candidate = " ".join(article.split()[: self._random.randint(10, 60)])
        return _json(
            "check", "/v1/check", {"source": {"text": article}, "candidate": {"text": candidate}}, 200
        )

    def _attributions(self) -> Asked:
        return _json("attributions", "/v1/attributions", {"text": self._article()}, 200)

    def _batch(self) -> Asked:
        lines = [json.dumps(self._summary_body()) for _ in range(3)]
        lines.insert(self._random.randrange(4), "no json")
        return Asked("batch", "/v1/batch", "\n".join(lines).encode(), _only(200), {"Content-Type": NDJSON})

    def _job(self) -> Asked:
        body = {"operation": "summarize", "input": self._summary_body()}
        return _json("jobs", "/v1/jobs", body, 202)

    def _bad(self) -> Asked:
        return self._random.choice(BAD)(self)

    def any_bytes(self, length: int) -> bytes:
        """Return random bytes."""
        return self._random.randbytes(length)


def _only(*statuses: int) -> frozenset[int]:
    return frozenset(statuses)


def _json(kind: str, path: str, body: Any, status: int) -> Asked:
    return Asked(kind, path, json.dumps(body).encode(), _only(status))


def _raw(body: bytes, *statuses: int, path: str = "/v1/summarize", **headers: str) -> Asked:
    given = {name.replace("_", "-"): value for name, value in headers.items()} or {"Content-Type": JSON}
    return Asked("bad", path, body, _only(*statuses), given)


BAD: tuple[Callable[[Requests], Asked], ...] = (
    lambda draw: _raw(b'{"text": "broken', 400),
    lambda draw: _raw(draw.any_bytes(2_000), 400),
    lambda draw: _raw(b'{"text": "\\ud800"}', 400),
    lambda draw: _raw(b'{"text": NaN}', 400),
    lambda draw: _raw(b"[" * 100_000, 400),
    lambda draw: _raw(b"{}", 422),
    lambda draw: _raw(b'{"text": " "}', 422),
    lambda draw: _raw(b'{"text": "Too short."}', 422),
    lambda draw: _raw(b'{"text": 5, "txet": 6}', 422),
    lambda draw: _raw(b'{"text": "a", "options": {"max_sentences": 99}}', 422),
    lambda draw: _raw(
        json.dumps({"text": "Der Minister sagte am Montag, es gebe Hoffnung. " * 20}).encode(), 422
    ),
    lambda draw: _raw(json.dumps({"text": "word " * 60_000}).encode(), 413),
    lambda draw: _raw(b"x" * 5_000_000, 413),
    lambda draw: _raw(b"{}", 415, Content_Type="text/plain"),
    lambda draw: _raw(b"{}", 404, path="/v1/nowhere"),
    lambda draw: _raw(b"{}", 422, path="/v1/jobs"),
    lambda draw: _raw(json.dumps({"html": "<div>" * 20_000 + "one word"}).encode(), 422),
    lambda draw: Asked("bad", "/v1/check", b"", _only(405), {}, "PUT"),
    lambda draw: Asked("bad", "/v1/jobs/none", b"", _only(404), {}, "GET"),
)
