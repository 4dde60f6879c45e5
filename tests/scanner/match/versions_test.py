"""An engine with memory finds in every text exactly what one without memory finds."""

from hypothesis import given, settings
from hypothesis import strategies as some

from hushlint.match import engine
from hushlint.match.versions import Versions

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
