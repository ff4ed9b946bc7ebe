"""Datelines: where and by whom a report was sent, before its first words ("LONDON (Reuters) - ")."""

from __future__ import annotations

import re

# Agencies and broadcasters that sign the first line of a report: "SANAA, Yemen (CNN)Rebels seized ...".
AGENCIES = ("AFP", "AP", "Bloomberg", "CNN", "dpa", "Interfax", "PA", "Reuters", "TASS", "UPI", "Xinhua")
_PLACE = r"[A-Z][\w.'’-]*,?\s+"
# At most three words of place, the agency in brackets, perhaps a dash.
SIGNED = re.compile(rf"(?:{_PLACE}){{0,3}}\((?:{'|'.join(AGENCIES)})\)\s*(?:[-–—]+\s*)?(?=\S)")
_DASH = r"(?:-{1,2}|[–—―])"
# "NEWPORT NEWS, Va. - In a tradition", "Redmond — The council": the place alone, a dash with space around it,
# a sentence that begins anew. A second dash makes it an aside: "Marsh — The Hook to his friends — said".
UNSIGNED = re.compile(rf"(?:{_PLACE}){{1,4}}{_DASH}\s+(?=[A-Z])(?!.*\s{_DASH}\s)", re.DOTALL)


def dateline_end(text: str) -> int:
    """Return how many characters of a sentence are its dateline, 0 where it has none."""
    found = SIGNED.match(text) or UNSIGNED.match(text)
    return found.end() if found is not None else 0
