"""A Slack bot: ``/whosays TEXT``, or the shortcut "Who says so?" on a message, gives a summary with owners.

    pip install slack-bolt attributed-summarizer
    SLACK_BOT_TOKEN=… SLACK_SIGNING_SECRET=… SUMMARIZER_URL=… python examples/slack_bot.py

Slack wants an answer within three seconds and a summary takes longer, so the request is acknowledged first
and the summary follows through the request's ``response_url``. Only the person who asked sees it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from slack_bolt import App

from summarizer.answers import Sentence, SummarizeAnswer
from summarizer.client import ApiError, Client

SENTENCES = 4
# Slack's limits of a message: blocks, and characters in a block of text.
MOST_BLOCKS, MOST_LETTERS = 50, 3000
Respond = Callable[..., Any]


def make_app(summarizer: Client, **settings: Any) -> App:
    """Return the bot; ``settings`` are slack_bolt's own (token, signing secret)."""
    app = App(**settings)

    def acknowledge(ack: Callable[..., Any], body: dict[str, Any]) -> None:
        ack() if text_of(body) else ack("Give me an article: `/whosays TEXT`.")

    def answer(respond: Respond, body: dict[str, Any]) -> None:
        text = text_of(body)
        if text:
            respond(**reply(summarizer, text), response_type="ephemeral", replace_original=False)

    app.command("/whosays")(ack=acknowledge, lazy=[answer])
    app.shortcut("who_says_so")(ack=acknowledge, lazy=[answer])
    return app


def text_of(body: dict[str, Any]) -> str:
    """Return the article: the text behind the command, or the message that the shortcut was used on."""
    return str(body.get("text") or body.get("message", {}).get("text") or "").strip()


def reply(summarizer: Client, text: str) -> dict[str, Any]:
    """Return the message: one block a sentence, or what went wrong in words."""
    try:
        answer = summarizer.summarize(text, max_sentences=SENTENCES, format="bullets")
    except ApiError as error:
        return {"text": f"No summary: {escape(error.message)}"}
    if not answer.sentences:
        return {"text": "No summary: nothing could be said with its owner."}
    blocks = [_section(_line(sentence, answer)) for sentence in answer.sentences]
    label = f"{answer.provenance.mode}, {answer.provenance.model}; not reviewed by a human"
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": escape(label)}]})
    return {"text": escape(answer.summary)[:MOST_LETTERS], "blocks": blocks[:MOST_BLOCKS]}


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:MOST_LETTERS]}}


def _line(sentence: Sentence, answer: SummarizeAnswer) -> str:
    owners = [answer.source(owner.source_id) for owner in sentence.attribution.sources]
    names = ", ".join(dict.fromkeys(escape(owner.name) for owner in owners if owner is not None))
    return f"• {escape(sentence.text)}" + (f"\n_{names}_" if names else "")


def escape(text: str) -> str:
    """Return ``text`` as Slack shows it, without mentions or links of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    make_app(
        Client(), token=os.environ["SLACK_BOT_TOKEN"], signing_secret=os.environ["SLACK_SIGNING_SECRET"]
    ).start(port=int(os.environ.get("PORT", "3000")))
