"""The pragmas of a whole file, each with the lines that it covers: one line, the next, a block, the file."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hushlint.suppress.foreign import END, FILE, FOREIGN, LINE, NEXT, START, Foreign
from hushlint.suppress.pragmas import HINT, OURS, Pragma, find

# A pragma for the whole file is seen by whoever opens it.
HEAD = 10
NO_HEAD = f"stands below line {HEAD}: it belongs at the top of the file"
NO_END = "has no ignore-end below it"

# Lines with pragmas that are read of a file, so that a file full of them costs a bounded time; findings below stay.
_MOST_LINES = 100_000
_MARK = b"\xef\xbb\xbf"

# Whole strings of a line, in most languages, and apostrophes of its words, which open none.
_STRING = re.compile(rb"""\"(?:[^"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`""")
_APOSTROPHE = re.compile(rb"(?<=[A-Za-z])'(?=(?:s|t|d|m|re|ve|ll)\b)")
_QUOTES = b"\"'`"
# A quote that begins a line, and a blank: a comment of Visual Basic or of Vim.
_REMARK = re.compile(rb"[ \t]*[\"'][ \t]+")
# Bytes before a pragma: nobody writes a comment behind a longer line.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Directive:
    """A pragma at a line of a text, with the lines `first` to `last` that it covers.

    Lines and columns count from 1, columns in characters, `end_column` is exclusive; `offset` is the byte of the
    text where its line begins. `is_quoted`: it stands in a string, as in a test or a message that shows how to write
    one. It counts there as well, since the string may be a whole file; whoever only looks for those that are of no use
    leaves it out.
    """

    pragma: Pragma
    line: int
    column: int
    end_column: int
    offset: int
    first: int
    last: int
    is_quoted: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether it is hushlint's own."""
        return self.pragma.by == OURS

    def covers(self, line: int) -> bool:
        """Whether it speaks of a line."""
        return self.first <= line <= self.last


def read(text: bytes, foreign: Sequence[Foreign] = FOREIGN) -> tuple[Directive, ...]:
    """Every pragma of a text with its lines, in order.

    A block of ours that is not closed, and a file's pragma below its head, suppress nothing and say so.
    """
    found: list[Directive] = []
    opened: list[int] = []
    for number, offset, line in _lines(text, {HINT, *(tool.hint for tool in foreign)}):
        for pragma in find(line, foreign):
            if pragma.scope == END:
                _close(found, opened, pragma, number)
                continue
            if pragma.scope == START:
                opened.append(len(found))
            found.append(_placed(pragma, number, offset, line))
    for at in opened:
        if found[at].is_ours:
            found[at] = replace(found[at], pragma=_faulty(found[at].pragma, NO_END))
    return tuple(found)


def _placed(pragma: Pragma, number: int, offset: int, line: bytes) -> Directive:
    if pragma.scope == FILE and number > HEAD:
        pragma = _faulty(pragma, NO_HEAD)
    first, last = {
        LINE: (number, number),
        NEXT: (number + 1, number + 1),
        START: (number, sys.maxsize),
        FILE: (1, sys.maxsize),
    }[pragma.scope]
    column, end = (_column(line, at) for at in (pragma.start, pragma.end))
    return Directive(pragma, number, column, end, offset, first, last, _is_quoted(line[: pragma.start]))


def _is_quoted(before: bytes) -> bool:
    """Whether what stands before a pragma on its line opens a string that is not closed there."""
    if len(before) > _LONGEST:
        return True
    if _REMARK.fullmatch(before):
        return False
    return bool(set(_STRING.sub(b"", _APOSTROPHE.sub(b"", before))) & set(_QUOTES))


def _column(line: bytes, at: int) -> int:
    """The column of a byte of a line; bytes that are not UTF-8 count one each, a byte order mark none."""
    before = line[:at].removeprefix(_MARK)
    try:
        return len(before.decode("utf-8")) + 1
    except UnicodeDecodeError:
        return len(before.decode("latin-1")) + 1


def _faulty(pragma: Pragma, problem: str) -> Pragma:
    return replace(pragma, problem=pragma.problem or problem)


def _close(found: list[Directive], opened: list[int], end: Pragma, number: int) -> None:
    """End the block that was opened last, of the same kind, and for the same rules where the end names any."""
    for at in reversed(opened):
        start = found[at].pragma
        named = not (end.rules or end.families) or (end.rules, end.families) == (start.rules, start.families)
        if named and (start.by == OURS) == (end.by == OURS):
            found[at] = replace(found[at], last=number)
            opened.remove(at)
            return


def _lines(text: bytes, hints: set[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """(number, offset, bytes without the newline) of each line that holds one of these words."""
    starts = sorted({start for hint in hints for start in _starts(text, hint)})[:_MOST_LINES]
    number, counted = 1, 0
    for start in starts:
        number += text.count(b"\n", counted, start)
        counted = start
        end = text.find(b"\n", start)
        yield number, start, text[start : len(text) if end < 0 else end]


def _starts(text: bytes, hint: bytes) -> Iterator[int]:
    """Where the lines begin that hold a word."""
    at = text.find(hint)
    for _ in range(_MOST_LINES):
        if at < 0:
            return
        yield text.rfind(b"\n", 0, at) + 1
        end = text.find(b"\n", at)
        at = text.find(hint, end) if end >= 0 else -1
