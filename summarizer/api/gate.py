"""Who may pass to an operation, and what of the answer is kept: shutdown, quotas, keys, repeated requests.

``enter`` runs before an operation's view and ``leave`` after it; the probes, the metrics and the pages pass
by. The address is counted before the key is looked at, so that keys cannot be guessed at any rate.
"""

from __future__ import annotations

import ipaddress
import time

from flask import Response, g, request

from summarizer.api.openapi import read_body
from summarizer.api.replays import HEADER, Answered, fingerprint, read_key
from summarizer.api.service import Service

# Blueprint names whose views ask for a key.
GUARDED = ("operations", "operations_v1", "jobs", "jobs_v1")
# The scope of a key that a view asks for; a view that is not listed is open to every key.
SCOPE_OF = {
    "summarize": "summarize",
    "batch": "summarize",
    "check": "check",
    "attributions": "attributions",
    "submit_job": "jobs",
    "get_job": "jobs",
    "delete_job": "jobs",
}
# A batch is told while it is made; the store of jobs knows the keys of its own, and longer.
NOT_REPLAYED = frozenset({"batch", "submit_job"})
REPLAYED = "Idempotency-Replayed"
NETWORK_OF_A_HOUSEHOLD = 64


def enter(service: Service) -> Response | None:
    """Let the request pass, or answer it as an earlier one. Raises SummarizerError where it may not pass."""
    g.until = time.monotonic() + service.settings.deadline
    if request.blueprint not in GUARDED or request.method == "OPTIONS":
        return None
    service.check_open()
    view = (request.endpoint or "").rpartition(".")[2]
    g.address, g.key = _address(), None
    g.left = [service.per_address.take(g.address)]
    g.key = service.keys.check(request.headers.get("Authorization"), SCOPE_OF.get(view))
    g.left.append(service.per_key.take(caller()))
    return _replayed(service, view)


def charge(service: Service, requests: int) -> None:
    """Count more requests against the caller's quotas, for a body that holds several. Raises RateLimited."""
    if requests > 0:
        g.left = [service.per_address.take(g.address, requests), service.per_key.take(caller(), requests)]


def caller() -> str:
    """Return who asks: a key's name, or an address."""
    return f"key {g.key}" if g.key is not None else f"address {g.address}"


def leave(service: Service, response: Response) -> None:
    """Tell what is left of the quotas, and keep the answer for a request that is sent again."""
    left = [item for item in g.get("left", ()) if item is not None]
    if left:
        response.headers["RateLimit-Policy"] = ", ".join(item.policy_item for item in left)
        response.headers["RateLimit"] = ", ".join(item.item for item in left)
    name = g.pop("replay", None)
    if name is not None:
        service.replays.finish(name, None if response.is_streamed else _answered(response))


def release(service: Service) -> None:
    """Let a request that ended without an answer be done again."""
    if (name := g.pop("replay", None)) is not None:
        service.replays.finish(name, None)


def _replayed(service: Service, view: str) -> Response | None:
    key = read_key(request.headers.get(HEADER)) if request.method == "POST" else None
    if key is None or view in NOT_REPLAYED or service.replays.seconds == 0:
        return None
    name = f"{caller()}\0{key}"
    found = service.replays.begin(name, fingerprint(request.path, read_body(request)))
    if found is None:
        g.replay = name
        return None
    response = Response(found.body, status=found.status, content_type=found.content_type)
    response.headers[REPLAYED] = "true"
    return response


def _answered(response: Response) -> Answered:
    return Answered(response.status_code, response.get_data(), response.content_type or "")


def _address() -> str:
    """Return the caller's address; of IPv6 the network, since one household has many addresses."""
    given = request.remote_addr or "unknown"
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 4:
        return given
    return str(ipaddress.ip_network((address, NETWORK_OF_A_HOUSEHOLD), strict=False))
