"""Lines and columns of offsets: lines end at b"\\n" as git counts them, columns count characters."""

from hushlint.blob.text import Text

_MARK = b"\xef\xbb\xbf"


def line_of(data: bytes, offset: int) -> int:
    """The 1-based line of a byte offset."""
    return data.count(b"\n", 0, offset) + 1


def git_line(text: Text, offset: int) -> int:
    """The 1-based line of an offset of `text.data` in the raw bytes, which is what a diff speaks of."""
    return line_of(text.raw, text.raw_offset(offset)) if text.encoding else text.line(offset)


def line_bounds(data: bytes, offset: int) -> tuple[int, int]:
    """Where the line of an offset starts and ends (without its newline), in bytes."""
    begin = data.rfind(b"\n", 0, offset) + 1
    end = data.find(b"\n", offset)
    return begin, len(data) if end < 0 else end


def column_of(data: bytes, offset: int) -> int:
    """The 1-based column of a byte offset in characters; bytes that are not UTF-8 count one each."""
    begin = data.rfind(b"\n", 0, offset) + 1
    before = data[begin:offset]
    if begin == 0 and before.startswith(_MARK):
        before = before[len(_MARK) :]
    try:
        return len(before.decode("utf-8")) + 1
    except UnicodeDecodeError:
        return len(before.decode("latin-1")) + 1
