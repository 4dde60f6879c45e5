"""Read the variables of a dotenv file, with the places of their values.

There is no standard. What python-dotenv, the dotenv packages of Node and Ruby and the shell agree on is read as they
read it: `export`, quotes, values over several lines, comments behind values. Where they differ the reading that sees
more values wins.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hushlint.policy.places import Places

_ASSIGNMENT = re.compile(
    rb"^[ \t]*(?P<comment>#[#! \t]*)?(?:export[ \t]+)?(?P<key>[A-Za-z_][A-Za-z0-9_.-]*)(?P<sign>[ \t]*=[ \t]*|:[ \t]+)",
    re.MULTILINE,
)

# In a comment only what nobody writes in prose counts as an assignment: upper case, no space before the sign.
_COMMENTED = re.compile(rb"[A-Z][A-Z0-9_]*\Z")

_QUOTED = {
    quote: re.compile(rb"%c([^%c\\]*(?:\\.[^%c\\]*)*)%c" % ((quote,) * 4), re.DOTALL) for quote in b"\"'`"
}
_UNQUOTED = re.compile(rb"[^\r\n]*")
_COMMENT = re.compile(rb"[ \t]#.*\Z")
_INNER_ASSIGNMENT = re.compile(rb"\n[ \t]*(?:export[ \t]+)?[A-Z_][A-Z0-9_]*=")
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPES = {
    b'"'[0]: {b"n": b"\n", b"r": b"\r", b"t": b"\t", b'"': b'"', b"\\": b"\\", b"$": b"$", b"`": b"`"},
    b"'"[0]: {b"'": b"'", b"\\": b"\\"},
    b"`"[0]: {b"`": b"`", b"\\": b"\\"},
}

_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Variable:
    """One assignment: `start` and `end` are the byte offsets of the value as written, quotes left out.

    `value` has its escapes resolved; line and column, from 1, are those of `start`; columns count characters.
    `commented` says that the whole assignment stands in a comment.
    """

    key: str
    value: bytes = field(repr=False)
    start: int
    end: int
    line: int
    column: int
    commented: bool = False


def plain(data: bytes) -> bytes:
    """The text of a file as UTF-8 without a byte order mark; PowerShell writes these files as UTF-16."""
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return data[2:].decode(encoding, "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def parse(text: bytes) -> Iterator[Variable]:
    """Every assignment of a text that `plain` returned, in order; of a key set twice both."""
    places = Places(text)
    unclosed: set[int] = set()
    position = 0
    while match := _ASSIGNMENT.search(text, position):
        position = _line_end(text, match.end())
        commented = match["comment"] is not None
        if commented and not (_COMMENTED.match(match["key"]) and match["sign"] == b"="):
            continue
        start, end, value = _value(text, match, unclosed, commented)
        position = _line_end(text, end)
        line, column = places.at(start)
        yield Variable(match["key"].decode("ascii"), value, start, end, line, column, commented)


def _line_end(text: bytes, position: int) -> int:
    """The offset of the newline that ends this line, or of the text's end."""
    found = text.find(b"\n", position)
    return found if found >= 0 else len(text)


def _value(text: bytes, match: re.Match[bytes], unclosed: set[int], commented: bool) -> tuple[int, int, bytes]:
    """Start, end and resolved value behind an assignment's sign.

    `unclosed` holds quotes that were found to have no partner to the end of the text, so that a file full of
    them is not searched to its end from each.
    """
    start = match.end()
    quote = text[start] if start < len(text) else 0
    if quote in _QUOTED and quote not in unclosed:
        quoted = _QUOTED[quote].match(text, start, _line_end(text, start) if commented else len(text))
        if quoted and not _INNER_ASSIGNMENT.search(quoted[1]):
            return quoted.start(1), quoted.end(1), _resolve(quoted[1], _ESCAPES[quote])
        if not quoted and not commented:
            unclosed.add(quote)
    return _unquoted(text, start, spaced=match["sign"] != b"=")


def _unquoted(text: bytes, start: int, spaced: bool) -> tuple[int, int, bytes]:
    """A value without quotes: to the end of its line, or to a comment behind white space."""
    line = _UNQUOTED.match(text, start)
    written = line[0] if line else b""
    if spaced and written.startswith(b"#"):
        return start, start, b""
    value = _COMMENT.sub(b"", written).rstrip()
    return start, start + len(value), value


def _resolve(value: bytes, escapes: dict[bytes, bytes]) -> bytes:
    return _ESCAPE.sub(lambda match: escapes.get(match[1], match[0]), value) if b"\\" in value else value
