"""Make the objects of a pack from each other: every one once, and those stored against it right behind it."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from hushlint.model.share import Share
from hushlint.source.differences import head, shares
from hushlint.source.packs import Pack

# Bytes of versions that wait for more to be made from them; what would need more is left to git.
_MOST_HELD = 24 << 20

# Compressed bytes that cannot make more than a thousand times as many, so that they need no other limit.
_FEW = 8192

Kept = TypeVar("Kept")
Apply = Callable[[bytes, bytes], list[bytes]]


class Version(Generic[Kept]):
    """An object of a family: its place in the pack, its bytes, and what it was made from, of which it has at least
    the stretches that are `shared`.

    `kept` is the reader's, who finds there what it kept of the base.
    """

    __slots__ = ("base", "data", "kept", "place", "shared")

    def __init__(
        self, place: int, data: bytes, base: "Version[Kept] | None" = None, shared: Sequence[Share] = ()
    ) -> None:
        self.place = place
        self.data = data
        self.base = base
        self.shared = shared
        self.kept: Kept | None = None


class Families:
    """Reads families of one pack. `left` collects the places that git has to be asked for: larger than `limit`
    bytes, damaged, or needing too much memory.
    """

    __slots__ = ("_apply", "_limit", "_pack", "left")

    def __init__(self, pack: Pack, limit: int, apply: Apply) -> None:
        self._pack = pack
        self._limit = limit
        self._apply = apply
        self.left: list[int] = []

    def versions(self, root: int) -> Iterator[Version[Any]]:
        """An object that is stored whole, then each that is stored against one of the family."""
        pack = self._pack
        data = self._inflated(root, self._limit)
        if data is None:
            self._leave(root)
            return
        version: Version[Any] = Version(root, data)
        yield version
        waiting = [(version, pack.first[root])] if pack.first[root] else []
        held = len(data) if waiting else 0
        while waiting:
            base, child = waiting.pop()
            place = child - 1
            if pack.following[place]:
                waiting.append((base, pack.following[place]))
            else:
                held -= len(base.data)
            made = self._made(base, place)
            if made is None:
                self._leave(place)
                continue
            yield made
            made.base = None
            if pack.first[place]:
                if held + len(made.data) > _MOST_HELD:
                    self._leave_all(pack.first[place])
                else:
                    waiting.append((made, pack.first[place]))
                    held += len(made.data)

    def _inflated(self, place: int, limit: int) -> bytes | None:
        """What an entry holds, whole or a difference; None when it is damaged or too large."""
        pack = self._pack
        size = pack.sizes[place]
        if not pack.kinds[place] or size > limit:
            return None
        stream = pack.data[pack.begins[place] : pack.end(place)]
        try:
            if len(stream) <= _FEW:
                data = zlib.decompress(stream, zlib.MAX_WBITS, size or 1)
                return data if len(data) == size else None
            inflater = zlib.decompressobj()
            # One byte more than there should be: a stream that goes on is damaged, and may go on for long.
            data = inflater.decompress(stream, size + 1)
        except zlib.error:
            return None
        return data if len(data) == size and inflater.eof else None

    def _made(self, base: Version[Any], place: int) -> Version[Any] | None:
        """A version from its base and the difference."""
        # A difference says which bytes it takes and adds others: it is seldom longer than what comes of it.
        difference = self._inflated(place, 2 * self._limit)
        if difference is None:
            return None
        try:
            size, begin = head(difference)
            if size > self._limit:
                return None
            data = b"".join(self._apply(base.data, difference))
        except Exception:
            # Whatever is wrong with it, git will say.
            return None
        return Version(place, data, base, shares(difference, begin, base.data, data))

    def _leave(self, place: int) -> None:
        """Leave an entry to git, and all that is stored against it."""
        self.left.append(place)
        if self._pack.first[place]:
            self._leave_all(self._pack.first[place])

    def _leave_all(self, child: int) -> None:
        pack = self._pack
        waiting = [child]
        while waiting:
            place = waiting.pop() - 1
            self.left.append(place)
            waiting += [item for item in (pack.following[place], pack.first[place]) if item]


def find_apply() -> Apply | None:
    """dulwich's compiled function that makes a version from its base and a difference; None where it is not there.

    Its module alone: the package around it takes 34 ms to import.
    """
    try:
        from dulwich._pack import apply_delta
    except ImportError:
        return None
    apply: Apply = apply_delta
    return apply
