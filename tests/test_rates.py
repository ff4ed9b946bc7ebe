"""Token buckets by caller, and the headers that tell of them."""

from __future__ import annotations

import pytest
from doubles import FixedSummarizer
from edge import client_of

from summarizer.api import rates
from summarizer.api.app import make_app
from summarizer.api.rates import Quota
from summarizer.errors import RateLimited
from summarizer.settings import Settings


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_quota_is_spent_and_comes_back_evenly() -> None:
    clock = Clock()
    quota = Quota("key", 3, 60, clock)
    assert [quota.take("a").remaining for _ in range(3)] == [2, 1, 0]
    with pytest.raises(RateLimited) as refused:
        quota.take("a")
    assert refused.value.retry_after == pytest.approx(20)
    clock.now += 20
    assert quota.take("a").reset == pytest.approx(60)
    with pytest.raises(RateLimited):
        quota.take("a")


def test_callers_do_not_share() -> None:
    quota = Quota("key", 1, 60, Clock())
    quota.take("a")
    assert quota.take("b").remaining == 0


def test_refused_request_costs_nothing() -> None:
    clock = Clock()
    quota = Quota("key", 2, 60, clock)
    quota.take("a", 2)
    for _ in range(5):
        with pytest.raises(RateLimited):
            quota.take("a")
    clock.now += 30
    assert quota.take("a").remaining == 0


def test_more_than_the_quota_at_once_takes_all_of_it() -> None:
    quota = Quota("key", 5, 60, Clock())
    assert quota.take("a", 50).remaining == 0


def test_no_quota_is_no_limit() -> None:
    quota = Quota("key", 0, 60)
    assert [quota.take("a") for _ in range(3)] == [None, None, None]


def test_quietest_caller_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_CALLERS", 2)
    quota = Quota("key", 1, 60, Clock())
    for caller in "abc":
        quota.take(caller)
    assert quota.take("a").remaining == 0  # a was forgotten, so it begins anew
    with pytest.raises(RateLimited):
        quota.take("c")


def test_headers_tell_what_is_left_and_429_when_to_come_back() -> None:
    client = client_of(rate_per_address=2, rate_per_key=5, rate_window=30)
    first = client.post("/check", json={"source": {"text": "One."}, "candidate": {"text": "One."}})
    assert first.headers["RateLimit-Policy"] == '"address";q=2;w=30, "key";q=5;w=30'
    assert first.headers["RateLimit"] == '"address";r=1;t=15, "key";r=4;t=6'
    assert "Retry-After" not in first.headers
    client.get("/rules")
    refused = client.get("/rules")
    assert (refused.status_code, refused.json["code"]) == (429, "rate_limited")
    assert 1 <= int(refused.headers["Retry-After"]) <= 15


def test_probes_and_pages_are_not_counted() -> None:
    client = client_of(rate_per_address=1)
    for path in ("/livez", "/readyz", "/metrics", "/", "/openapi.json", "/livez"):
        response = client.get(path)
        assert (response.status_code, "RateLimit" in response.headers) == (200, False)


def test_wrong_keys_are_counted_before_they_are_looked_at() -> None:
    client = client_of(rate_per_address=2, api_keys=("k",))
    statuses = [client.get("/rules", headers={"Authorization": "Bearer x"}).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


def test_batch_counts_its_lines() -> None:
    client = client_of(rate_per_key=4)
    lines = b'{"text": "One."}\n' * 3
    kind = "application/x-ndjson"
    assert client.post("/batch", data=lines, content_type=kind).headers["RateLimit"] == '"key";r=1;t=45'
    assert client.post("/batch", data=lines, content_type=kind).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "statuses"), [pytest.param(0, [200, 429], id="none"), pytest.param(1, [200, 200], id="one")]
)
def test_forwarded_address_counts_only_where_a_proxy_is_trusted(proxies: int, statuses: list[int]) -> None:
    app = make_app(Settings(rate_per_address=1, trusted_proxies=proxies), FixedSummarizer())
    client = app.test_client()
    got = [
        client.get("/rules", headers={"X-Forwarded-For": address}).status_code
        for address in ("192.0.2.1", "192.0.2.2")
    ]
    assert got == statuses


def test_ipv6_household_is_one_caller() -> None:
    client = client_of(rate_per_address=1)
    got = [
        client.get("/rules", environ_base={"REMOTE_ADDR": address}).status_code
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:1::1", "fe80::1%eth0")
    ]
    assert got == [200, 429, 200, 200]
