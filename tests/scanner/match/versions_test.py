"""An engine with memory finds in every text exactly what one without memory finds."""

from hypothesis import given, settings
from hypothesis import strategies as some

from hushlint.match import engine
from hushlint.match.versions import Versions
from hushlint.model.blob import Candidate
from hushlint.model.share import edges

# Widths up to 9 bytes, boundaries on both sides, matches that overlap.
_PATTERNS = [rb"ab", rb"\bkey", rb"a[ab]{3}", rb"x{2,8}y", rb"[a-c]{2}\d"]
_REACH = 9
_DATABASE = engine.compile_patterns(_PATTERNS)

_PIECE = some.sampled_from([b"ab", b"key", b"xxy", b" ", b"\n", b"aab1", b"z", b"_", b"xxxxxxxxy"])
_TEXT = some.lists(_PIECE, max_size=30).map(b"".join)


def _edited(text: bytes, at: int, cut: int, piece: bytes) -> bytes:
    at = at % (len(text) + 1)
    return text[:at] + piece + text[at + cut :]


@settings(max_examples=400, deadline=None)
@given(_TEXT, some.lists(some.tuples(some.integers(0, 500), some.integers(0, 12), _TEXT), max_size=6))
def test_versions_of_a_text(first: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    plain, memory = engine.load(_DATABASE), Versions(engine.load(_DATABASE), _REACH, shortest=0)
    text = first * 3
    for at, cut, piece in [(0, 0, b""), *edits]:
        text = _edited(text, at, cut, piece)
        assert sorted(memory.scan(text)) == sorted(plain.scan(text))


def _shared(old: bytes, new: bytes) -> tuple[int, int]:
    """How many bytes two texts have in common at their beginnings, and then at their ends."""
    most = min(len(old), len(new))
    before = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - before
    return before, next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)


@settings(max_examples=400, deadline=None)
@given(_TEXT, some.integers(0, 500), some.integers(0, 12), _TEXT, some.integers(0, 9), some.integers(0, 9))
def test_versions_of_a_text_that_we_are_told_of(
    text: bytes, at: int, cut: int, piece: bytes, less: int, fewer: int
) -> None:
    old = text * 4
    new = _edited(old, at, cut, piece)
    sights = [width + 4 for width in (2, 3, 4, 9, 3)]
    plain, memory = engine.load(_DATABASE), Versions(engine.load(_DATABASE), _REACH, sights=sights)
    memory.compare_with(b"", None, ())
    first = memory.scan(old)
    before, after = _shared(old, new)
    # What we are told may be less than what is there.
    told = edges(max(0, before - less), max(0, after - fewer), len(old), len(new))
    memory.compare_with(old, memory.recall(old), told)
    second = memory.scan(new)
    assert sorted(first) == sorted(plain.scan(old))
    assert sorted(second) == sorted(plain.scan(new))
    _check_carried(memory, sights, (old, first), (new, second))


def _check_carried(
    memory: Versions, sights: list[int], one: tuple[bytes, list[Candidate]], other: tuple[bytes, list[Candidate]]
) -> None:
    """What is carried are the same matches, each of which sees the same around it."""
    if not memory.carried:
        return
    old, new = one[0], other[0]
    moved = []
    for index, end in one[1]:
        (by,) = {share[0] - share[1] for share in memory.carried if share[1] < end <= share[1] + share[2]}
        moved.append((index, end + by))
        begin, last = max(0, end - sights[index]), end + sights[index]
        assert old[begin:last] == new[max(0, begin + by) : max(0, last + by)]
    assert sorted(moved) == sorted(other[1])


_CUT = some.tuples(some.integers(0, 700), some.integers(0, 300))


@settings(max_examples=400, deadline=None)
@given(_TEXT, some.lists(some.tuples(_CUT, _TEXT), max_size=5))
def test_stretches_from_anywhere(text: bytes, parts: list[tuple[tuple[int, int], bytes]]) -> None:
    """A text made of pieces of another, in any order, some twice, with something between them."""
    old = text * 6
    new = b""
    told = []
    for (at, size), between in parts:
        piece = old[at : at + size]
        told.append((len(new), at, len(piece)))
        new += piece + between
    sights = [width + 4 for width in (2, 3, 4, 9, 3)]
    plain, memory = engine.load(_DATABASE), Versions(engine.load(_DATABASE), _REACH, sights=sights)
    memory.compare_with(b"", None, ())
    first = memory.scan(old)
    memory.compare_with(old, memory.recall(old), told)
    second = memory.scan(new)
    assert sorted(second) == sorted(plain.scan(new))
    assert [end for _, end in second] == sorted(end for _, end in second)
    _check_carried(memory, sights, (old, first), (new, second))


def test_what_is_carried() -> None:
    text = b"a key" + b"." * 100 + b"key" + b"." * 100
    memory = Versions(engine.load(_DATABASE), _REACH, sights=[10] * len(_PATTERNS))
    memory.compare_with(b"", None, ())
    memory.scan(text)
    assert memory.carried is None, "there was nothing to carry it from"
    known = memory.recall(text)
    for at, moved in ((50, True), (190, True), (6, False), (100, False), (110, False)):
        told = edges(at, len(text) - at, len(text), len(text) + 3)
        memory.compare_with(text, known, told)
        memory.scan(text[:at] + b"???" + text[at:])
        assert memory.carried == (told if moved else None), at
    memory.compare_with(text, known, edges(50, len(text) - 50, len(text), len(text) + 5))
    memory.scan(text[:50] + b" key " + text[50:])
    assert memory.carried is None, "there is one more"
    memory.compare_with(text, None, edges(50, 100, len(text), len(text)))
    memory.scan(text)
    assert memory.carried is None, "nothing is known of it"


def test_the_same_text_twice_and_an_empty_one() -> None:
    plain, memory = engine.load(_DATABASE), Versions(engine.load(_DATABASE), _REACH, shortest=0)
    for text in (b"a key ab", b"a key ab", b"", b"a key ab", b"a key abab", b"a key a", b"a ke"):
        assert sorted(memory.scan(text)) == sorted(plain.scan(text)), text


def test_only_what_differs_is_scanned() -> None:
    text = b"nothing here\n" * 10_000
    memory = Versions(engine.load(_DATABASE), _REACH)
    memory.scan(text)
    seen: list[int] = []
    inner = memory._database

    class Counting:
        def scan(self, data: bytes, **rest: object) -> None:
            seen.append(len(data))
            inner.scan(data, **rest)

    memory._database = Counting()  # type: ignore[assignment]
    changed = text[:60_000] + b"a key" + text[60_000:]
    assert [index for index, _ in memory.scan(changed)] == [1]
    assert sum(seen) < 100
