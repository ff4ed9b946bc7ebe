"""An AI service for Superdesk: a summary in which every claim names its owner, for the article being edited.

Copy this file into your Superdesk server package, name its module in ``INSTALLED_APPS``, and set
``SUMMARIZER_URL`` (and ``SUMMARIZER_API_KEY``) in the settings. It needs the client alone (``pip install
attributed-summarizer``), which brings neither Flask nor anything else that Superdesk pins.

POST to Superdesk's ``/ai`` with ``{"service": "attributed_summary", "item": {...}}``; the analysis has the
summary as HTML for ``abstract``, its sentences with owner and evidence, and the disputed figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from superdesk.errors import SuperdeskApiError
from superdesk.text_checkers.ai.base import AIServiceBase

from summarizer.answers import Sentence, SummarizeAnswer
from summarizer.client import ApiError, Client, Unprocessable

SENTENCES = 3


class AttributedSummary(AIServiceBase):  # type: ignore[misc]
    """Summarises the item's body; Superdesk makes one of these at start-up."""

    name = "attributed_summary"
    label = "Attributed summary"

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        self._client = Client(
            self.config.get("SUMMARIZER_URL"),
            self.config.get("SUMMARIZER_API_KEY"),
            timeout=float(self.config.get("SUMMARIZER_TIMEOUT", 60)),
        )

    def analyze(self, item: Mapping[str, Any], tags: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the summary of ``item``: its ``guid``, ``body_html``, ``headline``, ``language``."""
        try:
            answer = self._client.summarize(
                html=item["body_html"],
                id=item["guid"],
                title=item.get("headline") or None,
                language=item.get("language") or None,
                publisher=self.config.get("ORGANIZATION_NAME"),
                max_sentences=SENTENCES,
                include=["html"],
            )
        except Unprocessable as error:  # too short, another language: the editor can do something about it
            raise SuperdeskApiError.badRequestError(error.message) from error
        except ApiError as error:
            raise SuperdeskApiError.internalError(error.message) from error
        return analysis_of(answer)


def analysis_of(answer: SummarizeAnswer) -> dict[str, Any]:
    """Return what the editing panel shows."""
    return {
        "status": answer.status,
        "abstract": answer.renderings.html if answer.renderings else "",
        "sentences": [_sentence(sentence, answer) for sentence in answer.sentences],
        "disputes": [
            {"about": dispute.about, "figures": [side.text for side in dispute.sides]}
            for dispute in answer.disputes
        ],
        "ruleset": answer.provenance.ruleset,
    }


def _sentence(sentence: Sentence, answer: SummarizeAnswer) -> dict[str, Any]:
    owners = [answer.source(owner.source_id) for owner in sentence.attribution.sources]
    return {
        "text": sentence.text,
        "owners": [owner.name for owner in owners if owner is not None],
        "status": sentence.attribution.status,
        "evidence": [item.text for item in sentence.evidence if item.role == "content"],
    }
