"""Matches found again around the ends that the engine reported: those of a scan of the whole text, without its work."""

import random
import re
from itertools import pairwise

import pytest

from hushlint.confirm.capture import BUDGET, Memory, Window, matches

WIDE = re.compile(rb"(?<![a-z.])(?P<secret>k[a-c]{2,40}\.[a-c]{2,60})(?![a-z])")
WINDOW = Window(4, 110)


def ends(data: bytes) -> list[int]:
    """The ends of what an engine looks for on behalf of WIDE."""
    return [match.end() for match in re.finditer(rb"(?<![a-z])k[a-c]{2}", data)]


def found(data: bytes) -> list[bytes]:
    listed = [place for place in matches(WIDE, data, ends(data), WINDOW, BUDGET, Memory()) if place]
    assert all(place.again().span() == (place.start, place.end) for place in listed)
    return [data[place.start : place.end] for place in listed]


SILENT = {
    "nothing": b"",
    "no end": b"abc.abc",
    "beginnings only": b"kab kab kab",
    "one that begins behind every end": b"kab" + b" " * 20 + b".kab.ab",
}


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT)
def test_silent(data: bytes) -> None:
    assert found(data) == []


@pytest.mark.parametrize("seed", range(40))
def test_as_a_scan_of_the_whole_text(seed: int) -> None:
    dice = random.Random(seed)
    pieces = [b"k", b"ab", b"c", b".", b" ", b"kab.", b"kaab", b"-", b"kabc.abcabc", b"\n", b"b" * 50]
    data = b"".join(dice.choices(pieces, k=400))
    assert found(data) == WIDE.findall(data)


def test_the_budget_counts_ends() -> None:
    data = b"kab " * 5
    assert list(matches(WIDE, data, ends(data), WINDOW, 5, Memory())) == []
    assert list(matches(WIDE, data, ends(data), WINDOW, 4, Memory())) == [None]


class Counting:
    """A pattern that counts the bytes that it is asked to look for a beginning in."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self._pattern = pattern
        self.asked: list[tuple[int, int]] = []

    def search(self, data: bytes, start: int, end: int) -> re.Match[bytes] | None:
        self.asked.append((start, end))
        return self._pattern.search(data, start, end)

    def match(self, data: bytes, start: int, _end: int) -> re.Match[bytes] | None:
        self.asked.append((start, start + 1))
        return self._pattern.match(data, start, _end)


JWT = re.compile(
    rb"(?<![A-Za-z0-9_.-])(?P<secret>eyJ[A-Za-z0-9_-]{12,4000}\.eyJ[A-Za-z0-9_-]{10,8000}\.[A-Za-z0-9_-]{16,1400})"
)


@pytest.mark.parametrize("behind", [0, 13_500], ids=["near", "far"])
@pytest.mark.parametrize("before", [20, 4_000], ids=["narrow", "wide"])
@pytest.mark.parametrize("joint", [b" ", b"-", b"."])
def test_the_work_grows_with_the_text_alone(joint: bytes, before: int, behind: int) -> None:
    unit = b"eyJ" + b"a" * 17 + joint
    data = unit * (200_000 // len(unit))
    counting = Counting(JWT)
    listed = list(range(20, len(data), len(unit)))
    window = Window(before, behind)
    assert len(list(matches(counting, data, listed, window, BUDGET, Memory()))) <= 1  # type: ignore[arg-type]
    assert sum(end - start for start, end in counting.asked) < 12 * len(data)
    # Each beginning is asked for once.
    assert all(first < second for (first, _), (second, _) in pairwise(counting.asked))
