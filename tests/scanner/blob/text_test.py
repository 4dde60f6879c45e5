"""Bytes to texts: which encodings are recognised, and how offsets map back to the raw bytes."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hushlint.blob.lines import column_of, git_line, line_bounds, line_of
from hushlint.blob.text import Text, texts

SENTENCE = "key = 'value'  # é, 漢字, 🔑\nsecond line\n" * 4
ASCII = "key = 'value'\nsecond line\n" * 4

# Content whose only text is its raw bytes.
RAW_ONLY = {
    "empty": b"",
    "ASCII": ASCII.encode(),
    "UTF-8": SENTENCE.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + SENTENCE.encode(),
    "Latin-1": "é\n".encode("latin-1") * 9,
    "one NUL": b"text\0text\n" * 9,
    "a list with NULs": b"one/path\0another/path\0" * 200,
    "a list with NULs in an eastern script": "一/道\0".encode() * 300,
    "a NUL at the very end": b"text" * 3000 + b"\0",
    "a program": bytes(range(256)) * 20,
    "zeros": b"\0" * 5000,
    "one byte that is NUL": b"\0",
    "a UTF-32 mark before what is none": codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff" * 9 + b"\0",
}

# Content with a second text: raw bytes, encoding, bytes of the mark.
WIDE = {
    "UTF-16 LE": (SENTENCE.encode("utf-16-le"), "utf-16-le", 0),
    "UTF-16 BE": (SENTENCE.encode("utf-16-be"), "utf-16-be", 0),
    "UTF-16 LE with a mark": (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16-le", 2),
    "UTF-16 BE with a mark": (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16-be", 2),
    "UTF-32 LE": (SENTENCE.encode("utf-32-le"), "utf-32-le", 0),
    "UTF-32 BE": (SENTENCE.encode("utf-32-be"), "utf-32-be", 0),
    "UTF-32 LE with a mark": (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), "utf-32-le", 4),
    "UTF-32 BE with a mark": (codecs.BOM_UTF32_BE + SENTENCE.encode("utf-32-be"), "utf-32-be", 4),
}


@pytest.mark.parametrize("data", RAW_ONLY.values(), ids=RAW_ONLY.keys())
def test_the_raw_bytes_are_always_a_text(data: bytes) -> None:
    (only,) = texts(data)
    assert (only.data, only.raw, only.encoding, only.skip) == (data, data, "", 0)


@pytest.mark.parametrize(("data", "encoding", "skip"), WIDE.values(), ids=WIDE.keys())
def test_a_wide_encoding_is_a_second_text(data: bytes, encoding: str, skip: int) -> None:
    raw, wide = texts(data)
    assert raw.data == data
    assert wide.data.decode() == SENTENCE
    assert (wide.encoding, wide.skip) == (encoding, skip)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_an_eastern_text_without_a_mark(encoding: str) -> None:
    text = "key = 'value'\n" + "漢字仮名交じり文の説明をここに書きます。\n" * 20
    *_, wide = texts(text.encode(encoding))
    assert (wide.data.decode(), wide.encoding) == (text, encoding)


@pytest.mark.parametrize(("data", "encoding", "skip"), WIDE.values(), ids=WIDE.keys())
def test_offsets_of_a_wide_text_map_to_raw_bytes(data: bytes, encoding: str, skip: int) -> None:
    _, wide = texts(data)
    for place, letter in enumerate(SENTENCE):
        offset = len(SENTENCE[:place].encode())
        start = wide.raw_offset(offset)
        assert data[start : start + len(letter.encode(encoding))].decode(encoding) == letter
        assert git_line(wide, offset) == data.count(b"\n", 0, start) + 1


def test_an_odd_last_byte_is_dropped() -> None:
    _, wide = texts(codecs.BOM_UTF16_LE + "text\n".encode("utf-16-le") + b"\x41")
    assert wide.data == b"text\n"


def test_lone_surrogates_survive() -> None:
    data = codecs.BOM_UTF16_LE + b"\x00\xd8" + "ab\n".encode("utf-16-le") * 5
    _, wide = texts(data)
    assert wide.data.endswith(b"ab\n")
    assert data[wide.raw_offset(3) :].startswith("ab".encode("utf-16-le"))


def test_a_line_s_two_newline_bytes_are_one_for_git() -> None:
    """U+0A0A holds two bytes 0A, which git counts as lines of their own; a person's line is another."""
    data = codecs.BOM_UTF16_LE + "\u0a0a\nkey".encode("utf-16-le")
    _, wide = texts(data)
    offset = wide.data.index(b"key")
    assert line_of(wide.data, offset) == 2
    assert git_line(wide, offset) == 4


# Data, offset: line and column, both from 1.
PLACES = {
    "the start": (b"abc", 0, 1, 1),
    "in a line": (b"abc", 2, 1, 3),
    "the end": (b"abc", 3, 1, 4),
    "the newline itself": (b"abc\ndef", 3, 1, 4),
    "behind a newline": (b"abc\ndef", 4, 2, 1),
    "no final newline": (b"a\nb\nc", 4, 3, 1),
    "CRLF ends a line once": (b"a\r\nb", 3, 2, 1),
    "CR is a character": (b"a\rb", 2, 1, 3),
    "characters, not bytes": ("é漢🔑x".encode(), 9, 1, 4),
    "a mark is no character": (codecs.BOM_UTF8 + b"abc", 5, 1, 3),
    "a mark counts on the first line only": (codecs.BOM_UTF8 + b"a\nabc", 7, 2, 3),
    "a mark inside is a character": (b"a\xef\xbb\xbfb", 4, 1, 3),
    "bytes that are no UTF-8 count one each": (b"\xff\xfeab", 3, 1, 4),
    "Latin-1": ("éà x".encode("latin-1"), 3, 1, 4),
    "other newlines are none": ("a\u2028b\x0b\x85c".encode(), 4, 1, 3),
}


@pytest.mark.parametrize(("data", "offset", "line", "column"), PLACES.values(), ids=PLACES.keys())
def test_places(data: bytes, offset: int, line: int, column: int) -> None:
    assert (line_of(data, offset), column_of(data, offset)) == (line, column)
    assert git_line(Text(data, data), offset) == line


BOUNDS = {
    "one line": (b"abc", 1, b"abc"),
    "empty": (b"", 0, b""),
    "first": (b"abc\ndef\n", 0, b"abc"),
    "its newline": (b"abc\ndef\n", 3, b"abc"),
    "second": (b"abc\ndef\n", 4, b"def"),
    "behind the last newline": (b"abc\n", 4, b""),
    "an empty line": (b"a\n\nb", 2, b""),
}


@pytest.mark.parametrize(("data", "offset", "line"), BOUNDS.values(), ids=BOUNDS.keys())
def test_bounds_of_a_line(data: bytes, offset: int, line: bytes) -> None:
    begin, end = line_bounds(data, offset)
    assert data[begin:end] == line


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    st.text(min_size=1, max_size=60), st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]), st.data()
)
def test_any_offset_maps_to_its_own_character(text: str, encoding: str, data: st.DataObject) -> None:
    raw = b"\xff\xfe" + text.encode(encoding, "surrogatepass")
    wide = Text(text.encode("utf-8", "surrogatepass"), raw, encoding, 2)
    place = data.draw(st.integers(0, len(text)))
    offset = len(text[:place].encode("utf-8", "surrogatepass"))
    assert wide.raw_offset(offset) == 2 + len(text[:place].encode(encoding, "surrogatepass"))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_no_bytes_are_refused(data: bytes) -> None:
    first, *others = texts(data)
    assert first.data == data
    assert len(others) <= 1
    for text in others:
        text.data.decode("utf-8", "surrogatepass")
        assert 0 <= text.raw_offset(len(text.data)) <= len(data)
