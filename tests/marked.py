"""Texts whose claims are marked by hand, for tests of what is read once the claims are known.

``{s1|what source s1 says}``; ``{s2:deny|…}`` gives the claim the cue lemma "deny"; ``{?|…}`` has an owner
that is not settled, ``{-|…}`` none at all ("reportedly"). The words of the sentence before the claim are
its owner.
"""

from __future__ import annotations

import re

from summarizer.records import Claim, Span

_MARK = re.compile(r"\{(s\d+|\?|-)(?::(\w+))?\|([^{}]*)\}")


def unmark(marked: str) -> tuple[str, tuple[Claim, ...]]:
    """Return the plain text and the claims that the marks name."""
    text, claims, place = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[place : match.start()]
        start = len(text)
        text, place = text + match[3], match.end()
        before = text[:start].rstrip()
        owner = max(before.rfind(". "), before.rfind("; "), -2) + 2
        cue = before.rfind(" ") + 1
        claims.append(
            Claim(
                id=f"c{len(claims) + 1}",
                content=(Span(start, len(text)),),
                kind="indirect",
                source_id=match[1] if match[1].startswith("s") else None,
                owner=Span(min(owner, cue), cue),
                cue=Span(cue, len(before)),
                cue_lemma=match[2] or "say",
                status={"?": "unresolved", "-": "ownerless"}.get(match[1], "resolved"),  # type: ignore[arg-type]
            )
        )
    return text + marked[place:], tuple(claims)
