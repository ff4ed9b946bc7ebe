"""Tells a caller that a job is over, by a signed POST, and reaches nobody else with it.

Form and signature follow the Standard Webhooks specification (version 1): ``webhook-id``,
``webhook-timestamp`` and ``webhook-signature``, an HMAC-SHA256 of the three parts. The body names the job and
its status; the result, which may be unpublished copy, is only given to who fetches it with the key.

An address that a caller names is a way into the operator's network. It is resolved here, every address that
it has must be public unless the operator lists the host, and the connection goes to the address that was
looked at, so that a second answer of the name server cannot lead elsewhere. Redirects are not followed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import json
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx2

from summarizer.errors import FieldError, InvalidInput
from summarizer.jobs.records import Job

SECRET_PREFIX = "whsec_"
LONGEST_URL = 2_000
PORTS = {"http": 80, "https": 443}
Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of ``host``. Raises OSError."""
    return [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Webhooks:
    """Sends signed notices. ``allowed`` are hosts that may be private, and reached without TLS."""

    def __init__(
        self,
        secret: str,
        allowed: tuple[str, ...] = (),
        *,
        timeout: float = 10.0,
        resolve: Resolve = resolve,
        verify: bool | str = True,
    ) -> None:
        self._secret = _secret(secret)
        self._allowed = frozenset(host.lower() for host in allowed)
        self._resolve = resolve
        self._http = httpx2.Client(timeout=timeout, trust_env=False, verify=verify, follow_redirects=False)

    def check(self, url: str) -> None:
        """Raise InvalidInput for an address that will never be called; asks no name server."""
        host, _, scheme = self._parts(url)
        if host in self._allowed:
            return
        if scheme != "https":
            raise _refused("a webhook needs https")
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return
        _only_public(str(address))

    def tell(self, job: Job) -> bool:
        """Send the notice of a job that is over; return whether it was taken (a 2xx). Raises InvalidInput."""
        url = job.webhook or ""
        self.check(url)
        host, port, scheme = self._parts(url)
        body = _body(job)
        try:
            address = self._address(host, port)
            parts = urlsplit(url)
            target = f"{scheme}://{_bracketed(address)}:{port}{parts.path or '/'}"
            with self._http.stream(
                "POST",
                f"{target}?{parts.query}" if parts.query else target,
                content=body,
                headers={"Host": _host_header(host, port, scheme), **self._headers(job, body)},
                extensions={"sni_hostname": host},
            ) as response:
                return response.is_success
        except (httpx2.HTTPError, OSError):
            return False

    def _address(self, host: str, port: int) -> str:
        """Return an address of the host. Raises OSError, and InvalidInput where one of them is not public."""
        addresses = self._resolve(host, port)
        if host not in self._allowed:
            for address in addresses:
                _only_public(address)
        if not addresses:
            raise OSError("no address")
        return addresses[0]

    def _headers(self, job: Job, body: bytes) -> dict[str, str]:
        told, now = f"msg_{job.id}", str(int(time.time()))
        signed = hmac.new(self._secret, f"{told}.{now}.".encode() + body, hashlib.sha256).digest()
        return {
            "Content-Type": "application/json",
            "User-Agent": "summarizer-webhooks",
            "webhook-id": told,
            "webhook-timestamp": now,
            "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
        }

    def _parts(self, url: str) -> tuple[str, int, str]:
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise _refused("the address cannot be read") from error
        if parts.scheme not in PORTS or not parts.hostname or len(url) > LONGEST_URL:
            raise _refused(f"a webhook is an https address of at most {LONGEST_URL} characters")
        if parts.username is not None or not url.isascii() or any(letter.isspace() for letter in url):
            raise _refused("a webhook holds no user, no white space and only ASCII")
        return parts.hostname.lower(), port, parts.scheme


def _refused(why: str) -> InvalidInput:
    return InvalidInput(why, errors=(FieldError("/webhook", why),))


def _only_public(address: str) -> None:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    if not (mapped or found).is_global or (mapped or found).is_multicast:
        raise _refused("the host of a webhook must have public addresses only")


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _host_header(host: str, port: int, scheme: str) -> str:
    return _bracketed(host) if port == PORTS[scheme] else f"{_bracketed(host)}:{port}"


def _secret(secret: str) -> bytes:
    if secret.startswith(SECRET_PREFIX):
        return base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    return secret.encode()


def _body(job: Job) -> bytes:
    finished = datetime.fromtimestamp(job.finished or 0, UTC).isoformat()
    data = {"id": job.id, "operation": job.operation, "status": job.status}
    return json.dumps({"type": f"job.{job.status}", "timestamp": finished, "data": data}).encode()
