"""Scan versions of a file one after another: only where each differs from the one before, with the same result."""

from hushlint.match.engine import Engine

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


class Versions(Engine):
    """An engine that remembers its last text. `reach` are the bytes of the widest match of any of its patterns.

    Texts below `shortest` bytes are not worth the trouble. `sights` are how many bytes around the end of a rule's match
    its confirmation may read, by the rule's index. Where the last text's matches are all of this one's, and none of
    them can see what differs, `carried` is (offset, bytes): those from that offset on stand so many bytes further.

    A pattern's match depends on its own bytes and one neighbour on each side (`\\b`). One that ends inside the
    beginning that two texts share, or starts inside the end that they share, is therefore the same in both; all
    others touch the middle, which is scanned with `reach` bytes more on both sides.
    """

    __slots__ = ("_given", "_last", "_matches", "_reach", "_shortest", "_sights", "carried")

    def __init__(
        self, engine: Engine, reach: int, shortest: int = _SHORTEST, sights: "Sequence[int] | None" = None
    ) -> None:
        super().__init__(engine._database)
        self._sights = sights
        self.carried: tuple[int, int] | None = None
        self._reach = reach + 2
        self._shortest = shortest
        self._last = b""
        self._matches: list[Candidate] = []
        self._given: tuple[int, int] | None = None

    def recall(self, data: bytes) -> "list[Candidate] | None":
        """The matches of a text if it is the last one and was kept."""
        return self._matches if data is self._last else None

    def compare_with(self, data: bytes, matches: "list[Candidate] | None", before: int, after: int) -> None:
        """Scan the next text as a version of this one, of which `recall` gave the matches, with which it shares at
        least so many bytes at its beginning and at its end; as the first of its kind where it gave none.
        """
        self._last, self._matches = (data, matches) if matches is not None else (b"", [])
        self._given = (before, after) if matches is not None else (0, 0)

    def scan(self, data: bytes) -> "list[Candidate]":
        """As Engine.scan."""
        self.carried = None
        if self._given is None and len(data) < self._shortest:
            return super().scan(data)
        before, after = self._share(data)
        is_version = before + after > len(data) // 4
        found = self._with_last(data, before, after) if is_version else super().scan(data)
        keep = not self.truncated and len(data) <= _LARGEST_KEPT
        self._last, self._matches = (data, found) if keep else (b"", [])
        return found

    def _share(self, data: bytes) -> tuple[int, int]:
        """How much the last text and this one share, as we were told, unless comparing them is worth the time."""
        given = self._given
        self._given = None
        if given is None or (self._last and sum(given) < len(data) // 2 and len(data) >= _WORTH_COMPARING):
            return _shared(self._last, data)
        return given

    def _with_last(self, data: bytes, before: int, after: int) -> "list[Candidate]":
        """What the last text has in its shared beginning and end, and what is found in the middle."""
        begin = max(0, before - self._reach)
        end = min(len(data), len(data) - after + self._reach)
        known, grown = self._matches, len(data) - len(self._last)
        middle = [(index, at + begin) for index, at in super().scan(data[begin:end])]
        if not known and not middle:
            return []
        # A match that ends before `first` lies in the shared beginning with its neighbours; one that ends behind
        # `last`, at the widest, starts in the shared end.
        first = before if before < len(data) else len(data) + 1
        last = len(data) - after + self._reach - 1 if after else len(data) + 1
        found = [item for item in known if item[1] < first]
        found += [item for item in middle if first <= item[1] < last]
        found += [(index, at + grown) for index, at in known if at + grown >= max(first, last)]
        if self._sights and len(found) == len(known) and self._is_out_of_sight(found, before, len(data) - after):
            self.carried = (before, grown)
        return found

    def _is_out_of_sight(self, found: "list[Candidate]", begin: int, end: int) -> bool:
        """Whether nothing between the two offsets can be seen from any match."""
        sights = self._sights or ()
        return all(at + sights[index] <= begin or at - sights[index] >= end for index, at in found)


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
