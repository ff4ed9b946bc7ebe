"""API keys: kept as digests, compared in constant time, several at once so that they can rotate."""

from __future__ import annotations

import hashlib
import hmac
import re

from summarizer.errors import ConfigurationError, NotAuthorized

_HASHED = "sha256:"
_SHA256 = re.compile("[0-9a-f]{64}")


class Keys:
    """The accepted keys; each is given as itself or as ``sha256:<hex>``. None given: all may enter."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._digests = tuple(_known(key) for key in keys)

    def check(self, header: str | None) -> None:
        """Raise NotAuthorized unless ``header`` is ``Bearer`` with an accepted key."""
        if not self._digests:
            return
        scheme, _, key = (header or "").partition(" ")
        digest = _digest(key.strip())
        # every digest is compared, so that the time says nothing on which one is near
        matches = [hmac.compare_digest(digest, known) for known in self._digests]
        if scheme.lower() != "bearer" or not any(matches):
            raise NotAuthorized("Send an accepted key as `Authorization: Bearer <key>`.")


def _known(key: str) -> bytes:
    """Return the digest of a configured key. Raises ConfigurationError, which never shows the key."""
    if not key.startswith(_HASHED):
        return _digest(key)
    digest = key.removeprefix(_HASHED)
    if not _SHA256.fullmatch(digest):
        raise ConfigurationError("SUMMARIZER_API_KEYS: after sha256: stand 64 hexadecimal digits")
    return bytes.fromhex(digest)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
