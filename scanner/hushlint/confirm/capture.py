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


class Window:
    """How far a rule's matches reach: bytes of the engine's widest match, and of the widest whole match."""

    __slots__ = ("before", "behind")

    def __init__(self, before: int, behind: int) -> None:
        self.before = before
        self.behind = behind + _MARGIN


def matches(
    pattern: re.Pattern[bytes], data: bytes, ends: list[int], window: Window, budget: int
) -> Iterator[re.Match[bytes] | None]:
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
        while start < end and (found := _first(pattern, data, start, end, limit)):
            covered = start = max(found.end(), found.start() + 1)
            yield found
        covered = max(covered, end)


def _first(pattern: re.Pattern[bytes], data: bytes, start: int, end: int, limit: int) -> re.Match[bytes] | None:
    """The first match that begins from `start` to before `end`; it may reach up to `limit`.

    A search for it would go on to the limit, which for tokens of thousands of bytes (JSON Web Tokens) is most of what
    there is to do: few places are tried one by one.
    """
    if (end - start) * _A_TRY < limit - start:
        return next((found for at in range(start, end) if (found := pattern.match(data, at, limit))), None)
    found = pattern.search(data, start, limit)
    return found if found and found.start() < end else None
