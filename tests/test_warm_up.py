"""A fault while warming up is told by /readyz and does not leave the server "loading" for ever."""

from __future__ import annotations

from doubles import FixedSummarizer

from summarizer.api.app import make_app
from summarizer.api.service import Service
from summarizer.settings import Settings


class BrokenSummarizer(FixedSummarizer):
    """Cannot be warmed up, for a reason nobody foresaw."""

    def warm_up(self) -> None:
        raise ZeroDivisionError("nobody foresaw this")


def test_readyz_tells_of_an_unforeseen_fault() -> None:
    app = make_app(Settings(), BrokenSummarizer(ready=False))
    service: Service = app.extensions["summarizer"]
    service.warm_up()
    response = app.test_client().get("/readyz")
    assert response.status_code == 503
    assert response.json["detail"] == "warming up failed with ZeroDivisionError"
    assert "Retry-After" in response.headers
