"""Pages of other origins: those that are listed may call, others not."""

from __future__ import annotations

import pytest
from edge import client_of

CMS = "https://cms.example"


@pytest.mark.parametrize(
    ("origin", "allowed"), [(CMS, True), ("https://cms.example.evil", False), ("http://cms.example", False)]
)
def test_listed_origin_may_call(origin: str, allowed: bool) -> None:
    client = client_of(cors_origins=(CMS,), api_keys=("k",))
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
    }
    before = client.options("/summarize", headers=asked)
    answer = client.post("/summarize", json={}, headers={"Origin": origin, "Authorization": "Bearer k"})
    for response in (before, answer):
        assert response.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)
    assert (before.status_code, answer.status_code) == (200, 422)
    if allowed:
        assert "idempotency-key" in before.headers["Access-Control-Allow-Headers"]
        assert "RateLimit" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_refusals_can_be_read_too() -> None:
    client = client_of(cors_origins=(CMS,), api_keys=("k",))
    answer = client.post("/summarize", json={}, headers={"Origin": CMS})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (401, CMS)


def test_module_can_be_loaded_from_a_listed_origin() -> None:
    with client_of(cors_origins=(CMS,)).get("/static/js/client.js", headers={"Origin": CMS}) as module:
        assert module.headers["Access-Control-Allow-Origin"] == CMS


def test_without_a_list_nobody_may() -> None:
    answer = client_of().post("/summarize", json={}, headers={"Origin": CMS})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
