"""Scan versions of a file one after another: only where each differs from the one before, with the same result."""

from bisect import bisect_left

from hushlint.match.engine import Engine
from hushlint.model.share import Share, edges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from hushlint.model.blob import Candidate

# A shorter text is scanned whole: that takes less time than to compare it. Larger texts are not kept.
_SHORTEST = 4096
_LARGEST_KEPT = 8 << 20

# What is given by a difference is looked for again in a text of so many bytes, which would take longer to scan.
_WORTH_COMPARING = 16384

# Texts that share neither their first nor their last bytes are of different files.
_GLANCE = 32

# To scan one more piece of a text takes as long as to scan so many bytes more.
_PIECE = 2048


class Versions(Engine):
    """An engine that remembers its last text. `reach` are the bytes of the widest match of any of its patterns.

    Texts below `shortest` bytes are not worth the trouble. `sights` are how many bytes around the end of a rule's match
    its confirmation may read, by the rule's index. Where the last text's matches are all of this one's, and none of
    them can see what differs, `carried` are the stretches that both share: what stands there has moved with them.

    A pattern's match depends on its own bytes and one neighbour on each side (`\\b`). One that starts and ends inside
    a stretch that two texts share is therefore the same in both; all others touch what lies between such stretches,
    which is scanned with `reach` bytes more on both sides.
    """

    __slots__ = ("_given", "_last", "_matches", "_reach", "_shortest", "_sights", "carried")

    def __init__(
        self, engine: Engine, reach: int, shortest: int = _SHORTEST, sights: "Sequence[int] | None" = None
    ) -> None:
        super().__init__(engine._database)
        self._sights = sights
        self.carried: Sequence[Share] | None = None
        self._reach = reach + 2
        self._shortest = shortest
        self._last = b""
        self._matches: list[Candidate] = []
        self._given: Sequence[Share] | None = None

    def recall(self, data: bytes) -> "list[Candidate] | None":
        """The matches of a text if it is the last one and was kept."""
        return self._matches if data is self._last else None

    def compare_with(self, data: bytes, matches: "list[Candidate] | None", shared: "Sequence[Share]") -> None:
        """Scan the next text as a version of this one, of which `recall` gave the matches, with which it shares at
        least these stretches, in their order; as the first of its kind where it gave none.
        """
        self._last, self._matches = (data, matches) if matches is not None else (b"", [])
        self._given = shared if matches is not None else ()

    def scan(self, data: bytes) -> "list[Candidate]":
        """As Engine.scan."""
        self.carried = None
        if self._given is None and len(data) < self._shortest:
            return super().scan(data)
        shared = self._share(data)
        found = self._with_last(data, shared) if shared else super().scan(data)
        keep = not self.truncated and len(data) <= _LARGEST_KEPT
        self._last, self._matches = (data, found) if keep else (b"", [])
        return found

    def _share(self, data: bytes) -> "Sequence[Share]":
        """What the last text and this one share, as far as that is worth it: as we were told, unless there may be
        more and comparing them is worth the time.
        """
        given, self._given = self._given, None
        if not self._last:
            return ()
        told, spared = self._worth(given or (), len(data))
        if given is None or (spared * 2 < len(data) and len(data) >= _WORTH_COMPARING):
            before, after = _shared(self._last, data)
            seen, more = self._worth(edges(before, after, len(self._last), len(data)), len(data))
            if more > spared:
                told, spared = seen, more
        return told if spared * 8 > len(data) else ()

    def _worth(self, shared: "Sequence[Share]", size: int) -> tuple[list[Share], int]:
        """The stretches with bytes that need not be scanned, and how many these are."""
        kept = []
        spared = 0
        for share in shared:
            first, last = self._known_ends(share, size)
            if last - first > (_PIECE if first and last <= size else 0):
                kept.append(share)
                spared += last - first
        return kept, spared

    def _known_ends(self, share: Share, size: int) -> tuple[int, int]:
        """From where to before where a match that ends in a stretch is one of the last text's, too."""
        at, old, length = share
        first = at + self._reach if at or old else 0
        is_end = at + length == size and old + length == len(self._last)
        return first, at + length + is_end

    def _with_last(self, data: bytes, shared: "Sequence[Share]") -> "list[Candidate]":
        """What the last text has in the stretches that both share, and what is found between them."""
        known, size = self._matches, len(data)
        self.truncated = False
        found: list[Candidate] = []
        edge = 0
        for share in shared:
            first, last = self._known_ends(share, size)
            by = share[0] - share[1]
            if first > edge:
                found += self._between(data, edge, first)
            begin, end = bisect_left(known, first - by, key=_end), bisect_left(known, last - by, key=_end)
            found += [(index, at + by) for index, at in known[begin:end]] if by else known[begin:end]
            edge = last
        if edge <= size:
            found += self._between(data, edge, size + 1)
        if found and self._sights and len(found) == len(known) and self._is_out_of_sight(found, shared, size):
            self.carried = shared
        return found

    def _between(self, data: bytes, first: int, last: int) -> "list[Candidate]":
        """The matches that end from one offset to before another."""
        begin = max(0, first - self._reach)
        truncated = self.truncated
        found = super().scan(data[begin:last])
        self.truncated = self.truncated or truncated
        return [(index, at + begin) for index, at in found if first <= at + begin < last]

    def _is_out_of_sight(self, found: "list[Candidate]", shared: "Sequence[Share]", size: int) -> bool:
        """Whether nothing but one stretch can be seen from any match, and none of these is there twice."""
        sights = self._sights or ()
        places = iter(found)
        index, end = next(places)
        source = 0
        for at, old, length in shared:
            if old < source:
                return False
            source = old + length
            begins, ends = not at and not old, at + length == size and source == len(self._last)
            while end < at + length or ends:
                sight = sights[index]
                if (end - sight < at and not begins) or (end + sight > at + length and not ends):
                    return False
                item = next(places, None)
                if item is None:
                    return True
                index, end = item
        return False


def _end(match: "Candidate") -> int:
    return match[1]


def _shared(old: bytes, new: bytes) -> tuple[int, int]:
    """How many bytes two texts share at their beginnings, and how many at their ends; the two do not overlap."""
    most = min(len(old), len(new))
    if not most or (old[:_GLANCE] != new[:_GLANCE] and old[-_GLANCE:] != new[-_GLANCE:]):
        return 0, 0
    if old[:most] == new[:most]:
        return most, 0
    before = _common(old, new, most, _same_start)
    return before, _common(old, new, most - before, _same_end)


def _common(old: bytes, new: bytes, most: int, same: "object") -> int:
    """The largest count up to `most` for which `same` holds, found by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(old, new, low, middle):  # type: ignore[operator]
            low = middle
        else:
            high = middle - 1
    return low


def _same_start(old: bytes, new: bytes, known: int, count: int) -> bool:
    return old[known:count] == new[known:count]


def _same_end(old: bytes, new: bytes, known: int, count: int) -> bool:
    return old[len(old) - count : len(old) - known] == new[len(new) - count : len(new) - known]
