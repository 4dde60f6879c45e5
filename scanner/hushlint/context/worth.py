"""Whether a hint or a value is worth the parse of its file, judged by the text around it alone."""

import re
from bisect import bisect_right

from hushlint.context.names import is_secret

# Larger files are generated or data: none of our rules has anything to say of them.
MOST_BYTES = 1 << 20
_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
# Names that carry secrets without being called so, and keys of headers.
_CARRIERS = frozenset(
    """environ Environ env ENV headers header Headers Header vars getenv META key to_h inspect copy items
    __dict__""".split()
)
_HEADERS = frozenset(("authorization", "Authorization", "AUTHORIZATION"))
_QUOTES = frozenset(b"\"'`")
_ESCAPE = ord("\\")
_LONGEST_LINE = 2000  # bytes before a hint that are looked at
# What begins a value that is put together, after the name it gets.
_TARGET = re.compile(rb"([A-Za-z_$@][A-Za-z0-9_]*)(?:: ?[A-Za-z\[\]. |]+)? ?\+?:?=(?!=)[ \t]?")
_OPEN = re.compile(rb"([A-Za-z_$@][A-Za-z0-9_]*)(?:: ?[A-Za-z\[\]. |]+)? ?:?=[ \t]*[^\n=]{0,60}[\[({]\r?$", re.M)
_REACH_BACK = 600  # bytes before a hint in which such a value may begin
_REACH = 8192  # bytes behind an assignment in which its variable may be written out
# What may write a variable out, before its name on the same line or on the lines of the same call.
_WRITERS = (
    rb"(?:log|print|puts|echo|console|warn|debug|info|err|raise|throw|panic|abort|Error|span)"
    rb"(?:[^\n]{0,200}|\(\r?\n[^;]{0,200})(?<!\w)%b\b"
)
_MARKS = (b"#", b"//", b"*", b"--", b";", b"<!--", b'"""', b"'''", b"REM", b"rem", b"%")
_BLOCKS = ((b"/*", b"*/"), (b"<!--", b"-->"), (b"=begin", b"=end"))
_TRIPLES = (b'"""', b"'''")


def may_leak(end: int, data: bytes, *, given: bool) -> bool:
    """Whether the name before this byte offset may be a secret that is written out; `given` to a variable first."""
    start, stop = _span(data, end)
    name = data[start:stop].decode("latin-1")
    known = name in _CARRIERS or name in _HEADERS or is_secret((name,), bare_token=True)
    if not known and not is_secret(("self", name), bare_token=True):
        return False
    if _is_said(data, start):
        return False
    return not given or _is_written_later(data, start)


def _span(data: bytes, end: int) -> tuple[int, int]:
    """The identifier that reaches up to this offset, or ends a few bytes before it."""
    at = end - 1
    while at > end - 4 and data[at] not in _LETTERS:
        at -= 1
    start = stop = at
    while start and data[start - 1] in _LETTERS:
        start -= 1
    while stop < len(data) and data[stop] in _LETTERS:
        stop += 1
    return start, stop


def _is_said(data: bytes, start: int) -> bool:
    """Whether a name is a word of a sentence in quotes: no variable, no key."""
    line = max(data.rfind(b"\n", 0, start) + 1, start - _LONGEST_LINE)
    before = data[line:start]
    quote = opened = at = 0
    while at < len(before):
        byte = before[at]
        if quote and byte == _ESCAPE:
            at += 1
        elif quote and byte == quote:
            quote = 0
        elif not quote and byte in _QUOTES:
            quote, opened = byte, at + 1
        at += 1
    if not quote:
        return False
    close = data.find(quote, start, data.find(b"\n", start) % (len(data) + 1))
    said = before[opened:] + data[start : close if close >= 0 else start]
    return b" " in said and b"{" not in said and b"$" not in said


def _is_written_later(data: bytes, start: int) -> bool:
    """Whether the variable that is given a value here stands in what may be a log call or an error below."""
    name = _target(data, start)
    if not name:
        return False
    return re.search(_WRITERS % re.escape(name), data[start : start + _REACH]) is not None


def _target(data: bytes, start: int) -> bytes:
    """The variable that is given the value which this offset is part of, on its line or on one of those above."""
    line = data.rfind(b"\n", 0, start) + 1
    found = _TARGET.search(data, max(line, start - _LONGEST_LINE), start)
    if found:
        return found[1].lstrip(b"$@")
    above = list(_OPEN.finditer(data, max(0, start - _REACH_BACK), start))
    return above[-1][1].lstrip(b"$@") if above else b""


class CommentSigns:
    """Where the marks of comments stand in a text: found once, however many values are asked about."""

    __slots__ = ("_data", "_places")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._places: dict[bytes, list[int]] = {}

    def may_be_comment(self, start: int) -> bool:
        """Whether a mark of any language's comments stands before this byte offset, on its line or as an open block."""
        before = self._data[max(0, start - _LONGEST_LINE - 1) : start].rpartition(b"\n")[2]
        if len(before) > _LONGEST_LINE:  # of packed code
            return False
        if any(mark in before for mark in _MARKS):
            return True
        if any(self._last(begin, start) > self._last(end, start) for begin, end in _BLOCKS):
            return True
        return any(self._count(triple, start) % 2 for triple in _TRIPLES)

    def _last(self, mark: bytes, start: int) -> int:
        """Where the last one before an offset begins; -1 for none."""
        count = self._count(mark, start)
        return self._places[mark][count - 1] if count else -1

    def _count(self, mark: bytes, start: int) -> int:
        """How many end before an offset, or at it."""
        places = self._places.get(mark)
        if places is None:
            places = self._places[mark] = []
            at = self._data.find(mark)
            while at >= 0:
                places.append(at)
                at = self._data.find(mark, at + len(mark))
        return bisect_right(places, start - len(mark))
