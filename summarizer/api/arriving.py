"""A request on its way in: tells from the bytes so far whether it is whole. Reads no socket, parses no header
but the three that say where the body ends (RFC 9112, section 6)."""

from __future__ import annotations

import re

# A head that has no end by then is refused; gunicorn's own limits are lower.
MOST_HEAD = 65_536
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r\n]*chunked[ \t]*(?=\r\n)", re.IGNORECASE)
_EXPECT = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
_SIZE = re.compile(rb"([0-9a-fA-F]{1,12})[^\r\n]*\r\n")


class Arriving:
    """Collects the bytes of one request; ``most`` bytes of body are kept, the rest is thrown away.

    A body that says that it is larger is taken from the wire all the same, up to ``drained`` bytes, so that
    its sender gets to read the answer; the server behind refuses it by its head.
    """

    def __init__(self, most: int, drained: int) -> None:
        self._most, self._drained = most, drained
        self._bytes = bytearray()
        self._head = 0  # where the body begins; 0 until the head is whole
        self._length: int | None = None
        self._thrown = 0
        self._chunk = 0  # where the next chunk's size stands
        self.expects = False

    def __len__(self) -> int:
        """How many bytes are held."""
        return len(self._bytes)

    @property
    def data(self) -> bytes:
        """What is held, to be parsed."""
        return bytes(self._bytes)

    @property
    def has_head(self) -> bool:
        """Whether the head is whole."""
        return self._head > 0

    def feed(self, data: bytes) -> bool:
        """Take more bytes; return whether the request is whole, or as whole as it has to be to be refused."""
        if self._length is not None and self._length > self._most:
            self._thrown += len(data)
            return self._is_refused()
        self._bytes += data
        if not self._head and not self._read_head():
            return len(self._bytes) > MOST_HEAD
        if self._length is None:
            return self._is_past_the_last_chunk() or len(self._bytes) - self._head > self._most
        if self._length > self._most:
            self._thrown = len(self._bytes) - self._head
            del self._bytes[self._head :]
            return self._is_refused()
        return len(self._bytes) - self._head >= self._length

    def _read_head(self) -> bool:
        end = self._bytes.find(_END)
        if end < 0:
            return False
        head = bytes(self._bytes[: end + 2])
        self.expects = _EXPECT.search(head) is not None
        if self.expects:  # answered here, so that nobody behind waits for the client to be told to go on
            head = _EXPECT.sub(b"", head)
            self._bytes[: end + 2] = head
        self._head = self._chunk = len(head) + 2
        found = _LENGTH.search(head)
        if not _CHUNKED.search(head):
            self._length = int(found[1]) if found else 0
        return True

    def _is_refused(self) -> bool:
        return self._thrown >= min(self._length or 0, self._drained)

    def _is_past_the_last_chunk(self) -> bool:
        """Step over the chunks that are whole; what is no chunk is handed on to be refused."""
        while True:
            found = _SIZE.match(self._bytes, self._chunk)
            if found is None:
                return len(self._bytes) - self._chunk > MOST_HEAD
            size = int(found[1], 16)
            if size == 0:
                return self._bytes.find(_END, found.end() - 2) >= 0
            after = found.end() + size + 2
            if after > len(self._bytes):
                return False
            self._chunk = after
