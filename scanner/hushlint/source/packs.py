"""The packs of a repository: what each holds, as families of objects that are stored against each other.

The layout is that of git's documentation (gitformat-pack): an index of ids and offsets, version 2, and a pack of
compressed entries, where an entry is whole or the difference from an earlier one. What is not understood here (other
versions, a difference from an object named by id) belongs to no family, and git is asked for it.
"""

import mmap
import os
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from hushlint.source.store import Store

# The kind of an entry, as packs number them. A difference from an object named by id is of no kind that we know.
COMMIT, TREE, BLOB, TAG = 1, 2, 3, 4
_EARLIER = 6
_WHOLE = frozenset((COMMIT, TREE, BLOB, TAG))

# An entry that is stored whole, and the bytes in the pack of it and of all that is stored against it.
Family = tuple[int, int]

# Entries of all packs above which the tables would take too much memory.
MOST = 2_000_000

_MAGIC = b"\xfftOc\0\0\0\2"
_PACK = b"PACK\0\0\0\2"
_FANOUT = 256 * 4
_LARGE = 1 << 31
_LARGEST_SIZE = (1 << 32) - 1


class Pack:
    """One pack. Its tables lie in memory that is shared with processes forked later, and are filled by `index`.

    Places count the entries in the order of the pack. `sizes` are bytes of each, whole or difference, inflated;
    `first` and `following` are the first entry stored against one, and the next that is stored against the same,
    each plus 1, or 0; `begins` and `end` bound its compressed bytes in `data`.
    """

    __slots__ = ("_id_size", "_ids", "_offsets", "_order", "begins", "count", "data", "first", "following", "kinds",
                 "sizes")  # fmt: skip

    def __init__(self, data: memoryview, index: memoryview, id_size: int) -> None:
        """ValueError when the two are not of the kind that is read here."""
        self.data = data
        self._id_size = id_size
        self.count = _count(data, index, id_size)
        begin = len(_MAGIC) + _FANOUT
        self._ids = index[begin : begin + self.count * id_size]
        self._offsets = index[begin + self.count * (id_size + 4) : len(index) - 2 * id_size]
        tables = memoryview(mmap.mmap(-1, max(1, self.count) * 25))
        long = self.count * 8
        self.begins = tables[:long].cast("Q")
        shorts = tables[long : long + self.count * 16].cast("I")
        self._order, self.sizes, self.first, self.following = (
            shorts[self.count * number : self.count * (number + 1)] for number in range(4)
        )
        self.kinds = tables[long + self.count * 16 : long + self.count * 17]

    def id(self, place: int) -> str:
        """The object id of an entry, hex."""
        begin = self._order[place] * self._id_size
        return self._ids[begin : begin + self._id_size].hex()

    def many(self, kind: int) -> int:
        """How many entries of a kind there are, once `index` has filled the tables."""
        return bytes(self.kinds).count(kind)

    def sample(self, most: int) -> list[str]:
        """Some ids of objects of any kind, spread over all."""
        size = self._id_size
        step = max(1, self.count // most)
        return [self._ids[at * size : at * size + size].hex() for at in range(0, self.count, step)]

    def end(self, place: int) -> int:
        """Where the compressed bytes of an entry are over: the next entry, or the checksum, begins there or before."""
        return self.begins[place + 1] if place + 1 < self.count else len(self.data) - self._id_size

    def index(self) -> list[Family]:
        """Fill the tables; every family but those of trees, in the order of the pack. ValueError for a damaged pack."""
        offsets = self._sorted()
        try:
            families = self._read_heads(offsets)
        except (IndexError, KeyError):
            raise ValueError("the pack and its index do not agree") from None
        return sorted(families.items())

    def _sorted(self) -> list[int]:
        """The offset of each entry, in the order of the pack, which is noted."""
        offsets = _big_endian("I", self._offsets[: self.count * 4])
        large = _big_endian("Q", self._offsets[self.count * 4 :])
        wide = [large[at - _LARGE] if at >= _LARGE else at for at in offsets] if large else offsets
        pairs = sorted([at << 32 | number for number, at in enumerate(wide)])
        self._order[:] = array("I", [pair & 0xFFFFFFFF for pair in pairs])
        return [pair >> 32 for pair in pairs]

    def _read_heads(self, offsets: list[int]) -> dict[int, int]:
        """Read what stands before each entry's compressed bytes, and tie it to the entry it is stored against."""
        data, kinds, begins, sizes = self.data, self.kinds, self.begins, self.sizes
        places = {offset: place for place, offset in enumerate(offsets)}
        roots = array("I", bytes(4 * self.count))
        weights: dict[int, int] = {}
        for place, (offset, end) in enumerate(pairwise((*offsets, len(data) - self._id_size))):
            at = offset
            byte = data[at]
            kind, size, shift = byte >> 4 & 7, byte & 15, 4
            while byte & 128:
                at += 1
                byte = data[at]
                size |= (byte & 127) << shift
                shift += 7
            at += 1
            root = place
            if kind == _EARLIER:
                byte = data[at]
                back = byte & 127
                while byte & 128:
                    at += 1
                    byte = data[at]
                    back = (back + 1) << 7 | byte & 127
                at += 1
                base = places[offset - back]
                if base >= place:
                    raise KeyError(base)
                kind, root = kinds[base], roots[base]
                self.following[place] = self.first[base]
                self.first[base] = place + 1
            elif kind not in _WHOLE:
                kind = 0
            kinds[place] = kind if size <= _LARGEST_SIZE else 0
            begins[place], sizes[place], roots[place] = at, size & _LARGEST_SIZE, root
            if kind and kind != TREE:
                weights[root] = weights.get(root, 0) + end - offset
        return weights


def _count(data: memoryview, index: memoryview, id_size: int) -> int:
    """How many entries pack and index have."""
    count = int.from_bytes(index[len(_MAGIC) + _FANOUT - 4 : len(_MAGIC) + _FANOUT], "big")
    least = len(_MAGIC) + _FANOUT + count * (id_size + 8) + 2 * id_size
    named = int.from_bytes(data[len(_PACK) : len(_PACK) + 4], "big")
    if index[: len(_MAGIC)] != _MAGIC or len(index) < least or (len(index) - least) % 8:
        raise ValueError("not an index of version 2")
    if data[: len(_PACK)] != _PACK or named != count or len(data) < len(_PACK) + 4 + id_size:
        raise ValueError("not a pack of version 2")
    return count


def _big_endian(code: str, data: memoryview) -> "array[int]":
    numbers = array(code, data.tobytes())
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


class Packs:
    """The packs of a repository's own object folder that can be read here; none when they are too large together.

    `whole` tells that they hold all objects: there are no other packs, none outside of packs, and no alternates; then
    `name` tells them from others.
    """

    __slots__ = ("listed", "name", "whole")

    def __init__(self, listed: Sequence[Pack] = (), name: str = "", *, whole: bool = False) -> None:
        self.listed = listed
        self.name = name
        self.whole = whole


def opened(store: Store) -> Packs:
    """Open the packs of a repository."""
    folder = os.path.join(store.common_dir, b"objects")
    environment = store.git.environment
    if b"GIT_OBJECT_DIRECTORY" in environment or b"GIT_ALTERNATE_OBJECT_DIRECTORIES" in environment:
        return Packs()
    try:
        names = sorted(name for name in os.listdir(os.path.join(folder, b"pack")) if name.endswith(b".idx"))
        loose = any(len(name) == 2 for name in os.listdir(folder))
    except OSError:
        return Packs()
    packs = list(_open_all([os.path.join(folder, b"pack", name[:-4]) for name in names], store.id_length // 2))
    if sum(pack.count for pack in packs) > MOST:
        return Packs()
    alternates = os.path.lexists(os.path.join(folder, b"info", b"alternates"))
    whole = len(packs) == len(names) and not loose and not alternates
    return Packs(packs, _name(folder, names) if whole else "", whole=whole)


def _name(folder: bytes, names: Iterable[bytes]) -> str:
    """Packs are named after what they hold; what was written to one since then shows in its time."""
    files = [os.path.join(folder, b"pack", name[:-4] + b".pack") for name in names]
    try:
        facts = [(os.path.basename(file).decode("ascii", "replace"), os.stat(file)) for file in files]
    except OSError:
        # Packed anew just now.
        return ""
    return " ".join(f"{name} {status.st_size} {status.st_mtime_ns}" for name, status in facts)


def _open_all(names: Iterable[bytes], id_size: int) -> Iterator[Pack]:
    for name in names:
        try:
            yield Pack(_mapped(name + b".pack"), _mapped(name + b".idx"), id_size)
        except (OSError, ValueError):
            continue


def _mapped(path: bytes) -> memoryview:
    with open(path, "rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
