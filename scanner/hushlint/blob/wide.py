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

# Of UTF-16 text in a western script nearly every second byte is zero. Half is enough to try: a wrong guess costs
# time, and the raw bytes are matched in any case.
_MOST = 0.5
_FEW = 0.1


def decode(data: bytes) -> Text | None:
    """The text of data in a wide encoding as UTF-8, or None for anything else."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, len(mark))
    encoding = _guess(data[:_SAMPLE])
    return _decoded(data, encoding, 0) if encoding else None


def _decoded(data: bytes, encoding: str, skip: int) -> Text | None:
    unit = 4 if "32" in encoding else 2
    body = data[skip : skip + (len(data) - skip) // unit * unit]
    try:
        return Text(body.decode(encoding, "surrogatepass").encode("utf-8", "surrogatepass"), data, encoding, skip)
    except UnicodeDecodeError:
        return None


def _guess(sample: bytes) -> str:
    """The encoding that the places of zero bytes suggest, empty when they suggest none."""
    even, odd = sample[0::2], sample[1::2]
    if not odd:
        return ""
    zero_even, zero_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zero_odd >= _MOST and zero_even <= _FEW:
        return "utf-16-le"
    if zero_even >= _MOST and zero_odd <= _FEW:
        return "utf-16-be"
    return ""
