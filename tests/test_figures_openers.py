"""No figure begins where the scan does not look for one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.quantities.figure_lexicon import CURRENCY_CODES, CURRENCY_SIGNS, MONTHS, QUALIFIERS
from summarizer.reading.quantities.figure_scan import NUMERALS, _has_numeral, _likely, _read
from summarizer.reading.quantities.lexemes import lex
from summarizer.reading.quantities.number_lexicon import VAGUE_LEADS

WORDS = sorted(
    {*NUMERALS, *VAGUE_LEADS, *(word for phrase in QUALIFIERS for word in phrase)}
    | {*(month.title() for month in MONTHS), *CURRENCY_CODES, *CURRENCY_SIGNS}
    | set(
        "a an the of in out and to or minus between half thirds US US$ 5 12 2019 3.5 1/3 5pm -5 - − ( ½ mayor".split()
    )
)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from([" ", "-"]))
def test_nothing_is_read_where_no_figure_may_begin(words: list[str], joint: str) -> None:
    text = joint.join(words)
    lexemes = lex(text)
    likely = _likely(lexemes)
    for index in range(len(lexemes)):
        assert likely[index] or _read(lexemes, index) == ((), index + 1)
    assert _has_numeral(text) or not any(likely)
