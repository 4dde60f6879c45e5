"""Find a candidate's match again with `re`, in a bounded window, as a scan of the whole text would find it.

For one rule, ends come in ascending order. The leftmost match after the last one has an end that the engine
reported, at most `width` bytes behind its start; so a window that reaches `width` back from the first end not yet
covered holds that match whole, and no later one can be taken in its place.

No place is tried twice: where no match begins before one end, none does before the next. So the work grows with the
text, not with the number of ends in it times the reach of a rule.
"""

import re
from collections.abc import Iterator

# What a look-ahead behind the widest match may need.
_MARGIN = 64

# Confirmed windows a rule for each MiB of text begun: more is a hostile text, and then coverage is incomplete.
BUDGET = 10_000

# To try one place costs about as much as to search so many bytes: 0.2 microseconds, a search 15 nanoseconds a byte.
_A_TRY = 12

# Bytes of the longest look-behind that a pattern may begin with.
_LOOK_BEHIND = 128
# A window is remembered up to so many bytes, and all of them together up to so many.
_WIDEST_KEPT = 4096
_MOST_KEPT = 8 << 20


class Window:
    """How far a rule's matches reach: bytes of the engine's widest match, and of the widest whole match."""

    __slots__ = ("before", "behind")

    def __init__(self, before: int, behind: int) -> None:
        self.before = before
        self.behind = behind + _MARGIN


class Place:
    """Where a match stands in `data`, and how many bytes its secret has; `again` makes the match itself."""

    __slots__ = ("_limit", "_pattern", "data", "end", "length", "start")

    def __init__(
        self, pattern: re.Pattern[bytes], data: bytes, limit: int, start: int, end: int, length: int
    ) -> None:
        self._pattern = pattern
        self._limit = limit
        self.data = data
        self.start = start
        self.end = end
        self.length = length

    def again(self) -> re.Match[bytes]:
        """The match."""
        found = self._pattern.match(self.data, self.start, self._limit)
        assert found, "a pattern finds what it found"
        return found


# How far behind the start of a window a match in it begins and ends, and the bytes of its secret.
_Known = tuple[int, int, int]
_Key = tuple[int, int, int, bytes]
_UNKNOWN: _Known = (-1, -1, -1)


class Memory:
    """What windows with the same bytes came to: versions of a text have most of them again and again."""

    __slots__ = ("_known", "_size")

    def __init__(self) -> None:
        self._known: dict[_Key, _Known | None] = {}
        self._size = 0

    def first(self, pattern: re.Pattern[bytes], data: bytes, start: int, end: int, limit: int) -> Place | None:
        """The first match that begins from `start` to before `end`; it may reach up to `limit`."""
        begin = max(0, start - _LOOK_BEHIND)
        key = (id(pattern), start - begin, end - start, data[begin:limit]) if limit - begin <= _WIDEST_KEPT else None
        known = self._known.get(key, _UNKNOWN) if key else _UNKNOWN
        if known is _UNKNOWN:
            known = _found(pattern, data, start, end, limit)
            if key:
                self._keep(key, known)
        return Place(pattern, data, limit, start + known[0], start + known[1], known[2]) if known else None

    def _keep(self, key: _Key, known: _Known | None) -> None:
        self._size += len(key[3])
        if self._size > _MOST_KEPT:
            self._known.clear()
            self._size = len(key[3])
        self._known[key] = known


def matches(
    pattern: re.Pattern[bytes], data: bytes, ends: list[int], window: Window, budget: int, memory: Memory
) -> Iterator[Place | None]:
    """The matches that cover these ends, left to right, none overlapping; None at last when the budget ran out."""
    covered = 0
    for end in ends:
        if end <= covered:
            continue
        budget -= 1
        if budget < 0:
            yield None
            return
        start = max(covered, end - window.before)
        limit = min(len(data), end + window.behind)
        while start < end and (found := memory.first(pattern, data, start, end, limit)):
            covered = start = max(found.end, found.start + 1)
            yield found
        covered = max(covered, end)


def _first(pattern: re.Pattern[bytes], data: bytes, start: int, end: int, limit: int) -> re.Match[bytes] | None:
    """As Memory.first, without one.

    A search for the match would go on to the limit, which for tokens of thousands of bytes (JSON Web Tokens) is most
    of what there is to do: few places are tried one by one.
    """
    if (end - start) * _A_TRY < limit - start:
        return next((found for at in range(start, end) if (found := pattern.match(data, at, limit))), None)
    found = pattern.search(data, start, limit)
    return found if found and found.start() < end else None


def _found(pattern: re.Pattern[bytes], data: bytes, start: int, end: int, limit: int) -> _Known | None:
    found = _first(pattern, data, start, end, limit)
    if found is None:
        return None
    secret = found.span("secret")
    return found.start() - start, found.end() - start, secret[1] - secret[0]
