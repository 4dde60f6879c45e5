"""The texts of a blob: its bytes as they are, and decoded where they are UTF-16 or UTF-32."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Text:
    """Bytes to scan, and how their offsets map to the raw bytes they came from.

    `encoding` is empty when `data` are the raw bytes; otherwise the raw bytes, after a mark of `skip` bytes, are
    in that encoding and `data` is UTF-8.
    """

    __slots__ = ("_seen", "data", "encoding", "raw", "skip")

    def __init__(self, data: bytes, raw: bytes, encoding: str = "", skip: int = 0) -> None:
        self.data = data
        self.raw = raw
        self.encoding = encoding
        self.skip = skip
        self._seen = (0, 1)

    def line(self, offset: int) -> int:
        """The 1-based line of an offset in `data`, counted on from the place that was asked for last."""
        known, line = self._seen
        if offset < known:
            line -= self.data.count(b"\n", offset, known)
        else:
            line += self.data.count(b"\n", known, offset)
        self._seen = (offset, line)
        return line

    def raw_offset(self, offset: int) -> int:
        """The offset in the raw bytes of an offset in `data`, both in bytes."""
        if not self.encoding:
            return offset
        before = self.data[:offset].decode("utf-8", "surrogatepass")
        return self.skip + len(before.encode(self.encoding, "surrogatepass"))


def texts(data: bytes) -> "Iterator[Text]":
    """The raw bytes always (a binary file is matched as it is), then what they say, or parts of them, in a wide one."""
    yield Text(data, data)
    if b"\0" in data:
        from hushlint.blob.wide import decode

        decoded = decode(data)
        if decoded:
            yield decoded
