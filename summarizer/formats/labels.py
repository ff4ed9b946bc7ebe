"""The line that says what made a summary and who answers for it (R33)."""

from __future__ import annotations

from summarizer.answers import SummarizeAnswer


def label_of(answer: SummarizeAnswer) -> str:
    """Return one line: a machine made this, how, and that nobody has reviewed it yet."""
    made = answer.provenance
    how = (
        "Sentences chosen by a machine"
        if made.mode == "extractive"
        else f"Written by a machine ({made.model})"
    )
    reviewed = "Reviewed by a human" if made.human_reviewed else "Not reviewed by a human"
    return f"{how}; owners checked by ruleset {made.ruleset}. {reviewed}."
