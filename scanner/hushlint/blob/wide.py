"""Recognise and decode UTF-16 and UTF-32, with a byte order mark or without."""

import codecs

from hushlint.blob.text import Text

# UTF-32's little-endian mark starts with UTF-16's, so it is tried first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 13

# A wrong guess costs time, and the raw bytes are matched in any case. Of UTF-16 text nearly every second byte is zero
# in a western script; in an eastern one still those beside line ends, spaces and digits, and hardly any other. But a
# list whose items end with zeros is no such text: it is valid UTF-8, which eastern scripts in UTF-16 are not.
_FEW = 0.1
_SOME = 0.02
_TIMES = 10
_MOST = 0.5


def decode(data: bytes) -> Text | None:
    """The text of data in a wide encoding as UTF-8, or the stretches that are in one; None for anything else."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, len(mark))
    encoding = _guess(data[:_SAMPLE])
    if not encoding or not _begins(data, encoding):
        from hushlint.blob.runs import stretches

        runs = stretches(data)
        if runs or not encoding:
            return runs
    return _decoded(data, encoding, 0)


def _begins(data: bytes, encoding: str) -> bool:
    """Whether data begins in the guessed encoding, and not with plain text that something was appended to."""
    high, low = (1, 0) if encoding == "utf-16-le" else (0, 1)
    if "32" in encoding or (data[high] == 0 and (data[low] >= 0x20 or data[low] in b"\t\n\r")):
        return True
    # Characters of other scripts: few of them in a row are plain text as well, and few have a byte FF (hex).
    prefix = data[: data.find(0)]
    is_plain = _is_utf8(prefix) and all(byte >= 0x20 or byte in b"\t\n\r" for byte in prefix)
    return not is_plain and 0xFF not in prefix


def _decoded(data: bytes, encoding: str, skip: int) -> Text | None:
    unit = 4 if "32" in encoding else 2
    body = data[skip : skip + (len(data) - skip) // unit * unit]
    try:
        return Text(body.decode(encoding, "surrogatepass").encode("utf-8", "surrogatepass"), data, encoding, skip)
    except UnicodeDecodeError:
        return None


def _guess(sample: bytes) -> str:
    """The encoding that the places of zero bytes suggest, empty when they suggest none."""
    if len(sample) < 4:
        return ""
    first, second, third, fourth = (sample[at::4].count(0) / len(sample[at::4]) for at in range(4))
    # No character is above 10FFFF (hex): the highest byte is always zero, the next one nearly always.
    if fourth == 1 and third >= _MOST and first <= _FEW:
        return "utf-32-le"
    if first == 1 and second >= _MOST and fourth <= _FEW:
        return "utf-32-be"
    even, odd = (first + third) / 2, (second + fourth) / 2
    least = _MOST if _is_utf8(sample) else _SOME
    for encoding, many, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if (many >= _MOST and other <= _FEW) or (many >= least and other * _TIMES <= many):
            return encoding
    return ""


def _is_utf8(sample: bytes) -> bool:
    """Whether it begins as UTF-8; the last character may be cut."""
    try:
        codecs.utf_8_decode(sample, "strict", False)
    except UnicodeDecodeError:
        return False
    return True
