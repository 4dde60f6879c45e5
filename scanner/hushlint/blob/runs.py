"""Stretches of UTF-16 in content that is none as a whole: what PowerShell's >> adds to a file, what programs hold."""

from hushlint.blob.text import Text

# A shorter stretch holds no secret that a rule would know without what stands around it.
_LEAST = 12
_PRINTABLE = b"\t\n\r" + bytes(range(0x20, 0x7F))
_CLASSES = bytes(0 if byte == 0 else 1 if byte in _PRINTABLE else 2 for byte in range(256))
# Little endian before big endian, which every longer stretch of the other looks like from its second byte on.
_PAIRS = ((b"\1\0", 0), (b"\0\1", 1))
# A file that is full of them has other problems.
_MOST = 10_000


class Runs(Text):
    """The stretches as ASCII, and of all between them the line ends alone, so that lines keep their numbers."""

    __slots__ = ("_begins", "_starts")

    def __init__(self, raw: bytes, runs: list[tuple[int, int]], low: int) -> None:
        pieces: list[bytes] = []
        self._starts: list[int] = []
        self._begins = [begin for begin, _ in runs]
        length = behind = 0
        for begin, end in runs:
            between, run = b"\n" * raw.count(b"\n", behind, begin), raw[begin + low : end : 2]
            self._starts.append(length + len(between))
            pieces += (between, run)
            length += len(between) + len(run)
            behind = end
        super().__init__(b"".join(pieces), raw, "utf-16-le" if not low else "utf-16-be")

    def raw_offset(self, offset: int) -> int:
        """As Text.raw_offset."""
        from bisect import bisect_right

        at = max(0, bisect_right(self._starts, offset) - 1)
        return self._begins[at] + 2 * max(0, offset - self._starts[at])


def stretches(data: bytes) -> Runs | None:
    """The stretches of ASCII characters in UTF-16 that content holds, None when it has none."""
    classes = data.translate(_CLASSES)
    for pair, low in _PAIRS:
        runs = _runs(classes, pair)
        if runs:
            return Runs(data, runs, low)
    return None


def _runs(classes: bytes, pair: bytes) -> list[tuple[int, int]]:
    """(begin, end) in bytes of every stretch of so many pairs and more."""
    least = pair * _LEAST
    found: list[tuple[int, int]] = []
    begin = classes.find(least)
    while begin >= 0 and len(found) < _MOST:
        end = begin + len(least)
        while classes.startswith(least, end):
            end += len(least)
        while classes.startswith(pair, end):
            end += len(pair)
        found.append((begin, end))
        begin = classes.find(least, end)
    return found
