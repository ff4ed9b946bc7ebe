"""A check as text for a terminal: the candidate with its faults marked, why, and what would mend it.

Faults are marked in colour where the terminal has colours, and quoted in each finding where it has none.
A mended sentence is shown as word diffs are: ``[-taken out-]{+put in+}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

import click

from summarizer.answers import CheckAnswer, Issue, Sentence, Suggestion
from summarizer.report import SEVERITY_COLOUR, VERDICT_COLOUR, evidence_lines, section, wrapped

MARK = {"error": "✗", "warning": "?", "info": "·"}
_GRAVITY = ("error", "warning", "info")
_ADVICE = {"drop": "leave this sentence out", "replace": "the article's own sentence", "correct": "better"}
# A diff of texts that have less than this in common is harder to read than the new text alone.
ALIKE = 0.4


def render_check(answer: CheckAnswer) -> str:
    """Return the verdict, each sentence with its findings and what would mend it, and the corrected text."""
    lines = [_verdict(answer)]
    for sentence in answer.sentences:
        issues = [issue for issue in answer.issues if issue.sentence_index == sentence.index]
        advice = [item for item in answer.suggestions if item.sentence_index == sentence.index]
        lines += ["", _marked(sentence, issues), *(_issue(issue) for issue in _graver_first(issues))]
        lines += [_suggestion(item, sentence) for item in advice]
    known = {sentence.index for sentence in answer.sentences}
    lines += [_issue(issue) for issue in answer.issues if issue.sentence_index not in known]
    if answer.corrected_text is not None:
        lines += ["", section("Corrected", [wrapped(answer.corrected_text or "(nothing is left)")])]
    return "\n".join(lines)


def _verdict(answer: CheckAnswer) -> str:
    counts = answer.counts
    return (
        click.style(answer.verdict.upper(), fg=VERDICT_COLOUR.get(answer.verdict, "white"), bold=True)
        + f"  {counts.error} errors, {counts.warning} warnings, {counts.info} notes; "
        f"{counts.checked} of {counts.sentences} sentences checked"
    )


def _graver_first(issues: list[Issue]) -> list[Issue]:
    return sorted(issues, key=lambda issue: (_GRAVITY.index(issue.severity), issue.start))


def _marked(sentence: Sentence, issues: list[Issue]) -> str:
    """Return the sentence, its number before it, each character in the colour of its gravest finding."""
    grades: list[str] = [""] * len(sentence.text)
    for issue in reversed(_graver_first(issues)):
        for place in range(
            max(0, issue.start - sentence.start), min(len(grades), issue.end - sentence.start)
        ):
            grades[place] = issue.severity
    graver = {issue.severity for issue in issues} & {"error", "warning"}
    number = click.style(f"{sentence.index + 1:>2} ", fg="red" if graver else "green", bold=True)
    return number + "".join(_coloured(text, grade) for text, grade in _runs(sentence.text, grades))


def _runs(text: str, grades: list[str]) -> Iterator[tuple[str, str]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or grades[place] != grades[start]:
            yield text[start:place], grades[start]
            start = place


def _coloured(text: str, grade: str) -> str:
    return click.style(text, fg=SEVERITY_COLOUR.get(grade), underline=grade == "error") if grade else text


def _issue(issue: Issue) -> str:
    head = click.style(
        f"{MARK.get(issue.severity, '·')} {issue.code}", fg=SEVERITY_COLOUR.get(issue.severity)
    )
    lines = [wrapped(f"{head} ({issue.rule}) {issue.message}", "   "), wrapped(f"“{issue.text}”", "     ")]
    lines += evidence_lines(issue.evidence)
    if issue.suggestion is not None:
        lines.append(click.style(wrapped(f"better here: {issue.suggestion}", "     "), fg="green"))
    return "\n".join(lines)


def _suggestion(item: Suggestion, sentence: Sentence) -> str:
    words = "" if item.action == "drop" else f": {_diff(sentence.text, item.text)}"
    rules = f" ({', '.join(item.rules)})" if item.rules else ""
    return f"   → {_ADVICE.get(item.action, item.action)}{rules}{words}"


def _diff(before: str, after: str) -> str:
    """Return ``after`` with what was taken out and put in marked, by words."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return click.style(after, fg="green")
    return " ".join(_piece(op, old[a:b], new[c:d]) for op, a, b, c, d in matcher.get_opcodes())


def _piece(op: str, old: list[str], new: list[str]) -> str:
    if op == "equal":
        return " ".join(new)
    gone = click.style(f"[-{' '.join(old)}-]", fg="red") if old else ""
    put = click.style(f"{{+{' '.join(new)}+}}", fg="green") if new else ""
    return gone + put
