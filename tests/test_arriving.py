"""When is a request whole, told from its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.api.arriving import MOST_HEAD, Arriving

HEAD = b"POST /a HTTP/1.1\r\nHost: x\r\n"
LENGTH = HEAD + b"Content-Length: 5\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n"
WHOLE = [
    pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", id="no-body"),
    pytest.param(LENGTH + b"12345", id="length"),
    pytest.param(HEAD + b"content-LENGTH:\t0\r\n\r\n", id="length-zero"),
    pytest.param(CHUNKED + b"5\r\n12345\r\n0\r\n\r\n", id="chunked"),
    pytest.param(CHUNKED + b"a;x=y\r\n0\r\n\r\n01234\r\n0\r\n\r\n", id="end-inside-a-chunk"),
    pytest.param(CHUNKED + b"0\r\nTrailer: a\r\n\r\n", id="trailer"),
]


@pytest.mark.parametrize("data", WHOLE)
def test_request_is_whole_with_its_last_byte_and_not_before(data: bytes) -> None:
    arriving = Arriving(100, 1_000)
    told = [arriving.feed(data[place : place + 1]) for place in range(len(data))]
    assert told == [False] * (len(data) - 1) + [True]
    assert arriving.data == data


@given(st.data())
def test_pieces_do_not_matter(data: st.DataObject) -> None:
    whole: bytes = data.draw(st.sampled_from([case.values[0] for case in WHOLE]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    arriving = Arriving(100, 1_000)
    told = [arriving.feed(piece) for piece in pieces]
    assert told[-1] is True
    assert arriving.data == whole


def test_body_that_says_it_is_too_large_is_thrown_away_to_its_end() -> None:
    arriving = Arriving(10, 1_000)
    head = HEAD + b"Content-Length: 30\r\n\r\n"
    assert [arriving.feed(head + b"x" * 10), arriving.feed(b"x" * 19), arriving.feed(b"x")] == [
        False,
        False,
        True,
    ]
    assert arriving.data == head


def test_body_without_end_is_thrown_away_up_to_a_limit() -> None:
    arriving = Arriving(10, 20)
    assert not arriving.feed(HEAD + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 19)
    assert arriving.feed(b"x")


def test_chunks_beyond_the_limit_are_handed_on() -> None:
    arriving = Arriving(10, 1_000)
    assert not arriving.feed(CHUNKED + b"ff\r\n")
    assert arriving.feed(b"x" * 20)


def test_what_is_no_chunk_is_handed_on() -> None:
    arriving = Arriving(1_000_000, 1_000)
    assert arriving.feed(CHUNKED + b"zz\r\n" + b"x" * MOST_HEAD)


def test_head_without_end_is_handed_on() -> None:
    arriving = Arriving(10, 1_000)
    assert not arriving.feed(b"GET / HTTP/1.1\r\nA: ")
    assert arriving.feed(b"x" * MOST_HEAD)


def test_expectation_is_taken_out_of_the_head() -> None:
    arriving = Arriving(10, 1_000)
    assert not arriving.feed(HEAD + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    assert arriving.expects
    assert arriving.feed(b"ab")
    assert arriving.data == HEAD + b"Content-Length: 2\r\n\r\nab"
