"""Stretches of UTF-16 in other content: what they say, and where they stand."""

import pytest

from hushlint.blob.lines import git_line
from hushlint.blob.runs import stretches
from hushlint.blob.text import texts

LINE = "key = 'a long value'\r\n"
HEAD = b"# caf\xc3\xa9\nfirst = 1\n"

NONE = {
    "text": b"key = 'a long value'\n" * 9,
    "a list with NULs": b"one/path\0another/path\0" * 200,
    "too short": HEAD + "eleven char".encode("utf-16-le") + HEAD,
    "numbers": b"".join(number.to_bytes(4, "little") for number in range(70_000)),
    "zeros": bytes(5000),
}


@pytest.mark.parametrize("data", NONE.values(), ids=NONE.keys())
def test_none(data: bytes) -> None:
    assert stretches(data) is None


# Content, and the line of the value as git counts it.
SOME = {
    "appended": (HEAD + LINE.encode("utf-16-le"), 3),
    "appended, big endian": (HEAD + LINE.encode("utf-16-be"), 3),
    "between": (HEAD + ("more\r\n" + LINE).encode("utf-16-le") + b"\nlast\n", 4),
    "twice": (HEAD + "a line before it\r\n".encode("utf-16-le") + b"\xff\xff\n" + LINE.encode("utf-16-le"), 5),
    "in a program": (bytes(range(256)) * 9 + b"\xff" + LINE.encode("utf-16-le") + bytes(range(256)), 10),
    "at an odd place": (b"x\n" + b"\xff" + LINE.encode("utf-16-le") + b"\xff" * 3, 2),
}


@pytest.mark.parametrize(("data", "line"), SOME.values(), ids=SOME.keys())
def test_some(data: bytes, line: int) -> None:
    *_, text = texts(data)
    offset = text.data.index(b"long value")
    coded = "long value".encode("utf-16-be" if text.encoding == "utf-16-be" else "utf-16-le")
    assert data[text.raw_offset(offset) :].startswith(coded)
    assert (git_line(text, offset), text.line(offset)) == (line, line)


def test_what_is_between_is_said_once() -> None:
    """The raw bytes are a text of their own: nothing of them stands in this one."""
    *_, text = texts(HEAD + LINE.encode("utf-16-le") + HEAD)
    assert b"first" not in text.data
