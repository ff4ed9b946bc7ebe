"""Answers as text for a terminal: who says what, on which evidence, and what the guard changed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from summarizer.answers import (
    AttributionsAnswer,
    Claim,
    Dispute,
    Edit,
    Evidence,
    Notice,
    Owner,
    RulesAnswer,
    Sentence,
    Side,
    SummarizeAnswer,
)
from summarizer.owner_colours import colours_of, paint

WIDTH = 100
# How much of an evidence sentence is shown: enough to find it in the article.
EVIDENCE_WIDTH = 220
_STATUS_COLOUR = {
    "kept": "green",
    "restored": "yellow",
    "corrected": "yellow",
    "not_required": "bright_black",
    "unresolved": "red",
    "missing": "red",
    "wrong": "red",
}
SEVERITY_COLOUR = {"error": "red", "warning": "yellow", "info": "blue"}
VERDICT_COLOUR = {"pass": "green", "fail": "red", "inconclusive": "yellow"}


def render_summary(answer: SummarizeAnswer, *, evidence: bool = False) -> str:
    """Return the summary with owners in colours and a line of what it is, ``evidence`` where asked for."""
    text = paint(wrapped(answer.summary), answer) if answer.summary else click.style("(no summary)", dim=True)
    lines = [text, ""]
    lines.extend([section("Who says so", _sentences(answer))] if evidence and answer.sentences else [])
    lines.extend(_notice(item) for item in answer.warnings)
    restored = sum(sentence.attribution.status in ("restored", "corrected") for sentence in answer.sentences)
    lines.append(
        click.style(
            f"{answer.status} · {len(answer.sentences)} sentences · owner mended in {restored} · "
            f"{answer.provenance.mode} · {answer.provenance.model}",
            dim=True,
        )
    )
    return "\n".join(lines)


def render_report(answer: SummarizeAnswer) -> str:
    """Return the summary, then each sentence's owner and evidence, the edits, disputes and timings."""
    parts = [
        section(
            "Summary",
            [paint(wrapped(answer.summary), answer) if answer.summary else f"({answer.status})"],
        ),
        section("Who says so", _sentences(answer)),
        section("What the guard changed", _changes(answer)),
        section("Left out", [f"- {item.text}\n  {item.rule} {item.code}" for item in answer.dropped]),
        section("Disputed figures", [_dispute(item, answer) for item in answer.disputes]),
        section("Loaded words of the article", _loaded(answer)),
        section("Notes", [_notice(item) for item in answer.warnings]),
        section("Draft, before the guard", [wrapped(answer.draft.text)] if answer.draft else []),
        section("Timing", _timing(answer)),
        click.style(_provenance(answer), dim=True),
    ]
    return "\n".join(part for part in parts if part)


def render_attributions(answer: AttributionsAnswer) -> str:
    """Return the sources with their claims."""
    lines, colours = [], colours_of(answer)
    for source in answer.sources:
        known = f" ({source.descriptor})" if source.descriptor else ""
        lines.append(
            click.style(source.name, fg=colours[source.id], bold=True)
            + f"{known} · {source.type} · {source.share:.0%}"
        )
        lines.extend(_claim(claim) for claim in answer.claims if claim.source_id == source.id)
    ownerless = [claim for claim in answer.claims if answer.source(claim.source_id) is None]
    if ownerless:
        lines.append(click.style("No settled owner", fg="red", bold=True))
        lines.extend(_claim(claim) for claim in ownerless)
    if answer.disputes:
        lines.append(section("Disputed figures", [_dispute(item, answer) for item in answer.disputes]))
    return "\n".join(lines) or "No claims found."


def render_rules(answer: RulesAnswer) -> str:
    """Return the editorial rules, one a line."""
    lines = [f"Ruleset {answer.ruleset}", ""]
    for rule in answer.rules:
        lines.append(f"{rule.id:<4}{click.style(rule.title, bold=True)} ({rule.handling})")
        lines.append(wrapped(rule.text, "    "))
        if rule.left_to_editor:
            lines.append(wrapped(f"Left to an editor: {rule.left_to_editor}", "    "))
    return "\n".join(lines)


HANDLING = {
    "enforced": "decided by the program",
    "partly": "decided in part",
    "flagged": "noted, decided by an editor",
    "editor": "an editor's",
}
PAGE_HEAD = """\
# Editorial rules

What each rule asks, what the program does about it, and what it leaves to an editor. Made by \
`summarizer rules --markdown` from the tables that the guard runs on; a test holds it to them.
"""


def rules_page(answer: RulesAnswer) -> str:
    """Return the rules and the table of findings as a Markdown page."""
    lines = [PAGE_HEAD.rstrip()]
    for rule in answer.rules:
        codes = ", ".join(f"`{code}`" for code in rule.codes) or "none"
        handling = HANDLING.get(rule.handling, rule.handling).capitalize()
        lines += ["", f"## {rule.id} {rule.title}", "", f"{rule.text} *{handling}.*", ""]
        lines += [f"- **We do:** {rule.what_we_do}"]
        lines += [f"- **Left to an editor:** {rule.left_to_editor}"] if rule.left_to_editor else []
        lines += [f"- **Findings:** {codes}"]
    lines += ["", "## Findings", "", "What each finding means, and what the guard tries first.", ""]
    lines += ["| Finding | Severity | Rule | First remedy | Meaning |", "|---|---|---|---|---|"]
    lines += [
        f"| `{row.code}` | {row.severity} | {row.rule} | {row.remedy} | {row.meaning} |"
        for row in answer.findings
    ]
    return "\n".join([*lines, ""])


# ------------------------------------------------------------------------ parts


def section(title: str, lines: list[str]) -> str:
    return "\n".join([click.style(title, bold=True, underline=True), *lines, ""]) if lines else ""


def wrapped(text: str, indent: str = "") -> str:
    paragraphs = text.splitlines() or [""]
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent) for line in paragraphs
    )


def _sentences(answer: SummarizeAnswer) -> list[str]:
    return [line for sentence in answer.sentences for line in _sentence(sentence, answer)][:-1]


def _sentence(sentence: Sentence, answer: SummarizeAnswer) -> Iterator[str]:
    found = sentence.attribution
    yield wrapped(f"{sentence.index + 1}. {sentence.text}")
    owners = ", ".join(_owner(owner, answer) for owner in found.sources) or "none named"
    status = click.style(found.status.replace("_", " "), fg=_STATUS_COLOUR.get(found.status))
    yield f"   owner     {owners} [{status}, {found.rule}]"
    if len(found.chain) > 1:
        links = (f"{_name(link.source_id, answer)} ({link.cue})" for link in found.chain)
        yield f"   chain     {' > '.join(links)}"
    for figure in sentence.figures:
        if figure.contested:
            rivals = "; ".join(f"{rival.text} ({_name(rival.source_id, answer)})" for rival in figure.rivals)
            yield f"   contested {figure.text}; others say {rivals}"
    yield from evidence_lines(sentence.evidence)
    yield ""


def evidence_lines(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    """Yield a line for each piece of content, and one for all the words that name an owner."""
    for item in evidence:
        if item.role == "content":
            yield _labelled("evidence", _quoted(item))
    names = [_quoted(item) for item in evidence if item.role == "attribution"]
    if names:
        yield _labelled("named in", ", ".join(names))


def _quoted(item: Evidence) -> str:
    start, end = item.span
    return f"“{textwrap.shorten(item.text, EVIDENCE_WIDTH, placeholder=' …')}” [{start}:{end}]"


def _labelled(label: str, text: str) -> str:
    indent = " " * 13
    return click.style(
        textwrap.fill(text, WIDTH, initial_indent=f"   {label:<10}", subsequent_indent=indent), dim=True
    )


def _owner(owner: Owner, answer: SummarizeAnswer) -> str:
    name = _name(owner.source_id, answer)
    words = owner.text if owner.text.lower() == name.lower() else f"{owner.text} ({name})"
    return click.style(words, fg=colours_of(answer).get(owner.source_id))


def _name(source_id: str | None, answer: SummarizeAnswer | AttributionsAnswer) -> str:
    source = answer.source(source_id)
    return source.name if source else "no owner"


def _changes(answer: SummarizeAnswer) -> list[str]:
    edits = [(sentence, edit) for sentence in answer.sentences for edit in sentence.edits]
    if not edits and answer.draft is None and not answer.dropped:
        return ["Nothing: the draft passed as it was."]
    return [_edit(sentence, edit) for sentence, edit in edits]


def _edit(sentence: Sentence, edit: Edit) -> str:
    before = click.style(f"- {edit.before}", fg="red") if edit.before else ""
    after = click.style(f"+ {edit.after}", fg="green") if edit.after else ""
    changes = "\n".join(f"     {part}" for part in (before, after) if part)
    head = f"   {edit.rule:<4}sentence {sentence.index + 1}, {edit.op}: {edit.why}"
    return f"{head}\n{changes}" if changes else head


def _dispute(dispute: Dispute, answer: SummarizeAnswer | AttributionsAnswer) -> str:
    sides = (f"     {_side(side)}: {_name(side.source_id, answer)}" for side in dispute.sides)
    return "\n".join([f"   {dispute.about}", *sides])


def _side(side: Side) -> str:
    return click.style(side.text, fg="yellow")


def _loaded(answer: SummarizeAnswer) -> list[str]:
    if not answer.language_notes:
        return []
    words: dict[str, None] = {}
    for note in answer.language_notes:
        owner = "the article" if note.owner == "article" else _name(note.owner, answer)
        better = f", better: {' or '.join(note.alternatives)}" if note.alternatives else ""
        words[f"“{note.text}” ({owner}{', in the summary' if note.in_summary else ''}{better})"] = None
    return [wrapped(", ".join(words), "   ")]


def _notice(item: Notice) -> str:
    return click.style(f"   {item.code}: {item.detail}", fg="yellow")


def _timing(answer: SummarizeAnswer) -> list[str]:
    if not answer.timing:
        return []
    stages = " · ".join(f"{stage} {seconds:.2f} s" for stage, seconds in answer.timing.items())
    return [f"   {stages} · in all {sum(answer.timing.values()):.2f} s"]


def _provenance(answer: SummarizeAnswer) -> str:
    made, read = answer.provenance, answer.input
    return (
        f"{answer.status} · {made.mode} by {made.model} · ruleset {made.ruleset} · not reviewed by a human · "
        f"{read.chars} characters, {read.sentences} sentences, {read.chunks} chunk(s) read"
    )


def _claim(claim: Claim) -> str:
    words = textwrap.shorten(
        " … ".join(part.text for part in claim.content), EVIDENCE_WIDTH, placeholder=" …"
    )
    cue = claim.cue.text if claim.cue else claim.kind
    return textwrap.fill(f"{cue}: {words}", WIDTH, initial_indent="   ", subsequent_indent="      ")
