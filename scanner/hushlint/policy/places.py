"""Turn byte offsets of a text into lines and columns as reports count them."""

import re
from bisect import bisect_right

_NEWLINE = re.compile(b"\n")


class Places:
    """The lines of one text: UTF-8 bytes, lines ended by LF as git counts them."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte offset, both from 1; columns count characters."""
        line = bisect_right(self._starts, offset)
        before = self._text[self._starts[line - 1] : offset]
        return line, len(before.decode("utf-8", "replace")) + 1
