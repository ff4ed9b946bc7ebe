"""What the tests of the HTTP edge share: an application around doubles, and the pointers of a problem."""

from __future__ import annotations

from typing import Any

from doubles import FixedSummarizer
from flask.testing import FlaskClient

from summarizer.api.app import make_app
from summarizer.settings import Settings


def client_of(summarizer: FixedSummarizer | None = None, **limits: Any) -> FlaskClient:
    """Return Flask's test client for an application with these settings."""
    return make_app(Settings(**limits), summarizer or FixedSummarizer()).test_client()


def pointers(body: dict[str, Any]) -> list[str]:
    """Return where the errors of a problem point."""
    return [item["pointer"] for item in body["errors"]]
