"""What the words back, what they do not, and what cannot be told from them (R32)."""

from __future__ import annotations

import pytest

from summarizer.guard.guard import Guard
from summarizer.guard.verify import PARTLY, SUPPORTED
from summarizer.reading.reader import Reader
from summarizer.records import CheckOptions

ARTICLE = "The harbour of Port Marrow closed on Monday after a crane fell on the quay and broke two boats."


@pytest.mark.parametrize(
    ("sentence", "support", "verdict", "code"),
    [
        pytest.param(
            "The harbour closed on Monday after a crane fell on the quay.",
            "supported",
            "pass",
            None,
            id="told",
        ),
        pytest.param(
            "The harbour closed on Monday after a gantry fell on the quay.",
            "partial",
            "inconclusive",
            "NOT_CHECKED",
            id="open",
        ),
        pytest.param(
            "Barley was harvested by farmers near a mountain village.",
            "unsupported",
            "fail",
            "UNSUPPORTED",
            id="untold",
        ),
    ],
)
def test_what_cannot_be_told_is_neither_passed_nor_called_false(
    reader: Reader, sentence: str, support: str, verdict: str, code: str | None
) -> None:
    check = Guard(reader).check(reader.read(ARTICLE), sentence, CheckOptions())
    assert (check.sentences[0].support.verdict, check.verdict) == (support, verdict)
    assert [item.code for item in check.findings if item.code in ("NOT_CHECKED", "UNSUPPORTED")] == [
        *([code] if code else [])
    ]
    assert all(item.message.count("“") > 0 for item in check.findings)


def test_what_cannot_be_told_takes_the_articles_words(reader: Reader) -> None:
    sentence = "The harbour closed on Monday after a gantry fell on the quay."
    check = Guard(reader).check(reader.read(ARTICLE), sentence, CheckOptions(fix="apply"))
    assert PARTLY <= check.sentences[0].support.score < SUPPORTED
    assert check.corrected is not None
    assert check.corrected.text == ARTICLE
