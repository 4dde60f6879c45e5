"""The engine by itself: ends of matches, damaged databases, and what it imports."""

import subprocess
import sys
from pathlib import Path

import pytest

from hushlint.match import engine


def compiled(*patterns: bytes) -> engine.Engine:
    return engine.load(engine.compile_patterns(list(patterns)))


SILENT = {
    "nothing": b"",
    "another text": b"nothing to see",
    "letter case": b"ABC",
    "one byte short": b"ab",
    "a NUL between": b"a\0bc",
}

FOUND = {
    "whole": (b"abc", [(0, 3)]),
    "twice": (b"abcabc", [(0, 3), (0, 6)]),
    "two rules": (b"abc 12", [(0, 3), (1, 6)]),
    "behind a NUL": (b"\0abc", [(0, 4)]),
    "in bytes that are no text": (b"\xff\xfe\x00abc\x80", [(0, 6)]),
}


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT.keys())
def test_silent(data: bytes) -> None:
    assert compiled(b"abc", b"[0-9]{2}").scan(data) == []


@pytest.mark.parametrize(("data", "candidates"), FOUND.values(), ids=FOUND.keys())
def test_found(data: bytes, candidates: list[tuple[int, int]]) -> None:
    assert compiled(b"abc", b"[0-9]{2}").scan(data) == candidates


def test_every_end_is_reported_in_order() -> None:
    assert compiled(b"a{2}").scan(b"aaaa") == [(0, 2), (0, 3), (0, 4)]


def test_one_scan_knows_nothing_of_the_one_before() -> None:
    scanner = compiled(b"abc")
    first = scanner.scan(b"abc")
    assert scanner.scan(b"xyz") == []
    assert first == [(0, 3)]


def test_a_flood_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_CANDIDATES", 50)
    scanner = compiled(b"a")
    assert len(scanner.scan(b"a" * 49)) == 49
    assert not scanner.truncated
    assert len(scanner.scan(b"a" * 1000)) == 50
    assert scanner.truncated
    assert scanner.scan(b"") == []
    assert not scanner.truncated


@pytest.mark.parametrize("damage", [b"", b"x", b"no database at all" * 40])
def test_what_is_no_database_is_a_value_error(damage: bytes) -> None:
    with pytest.raises(ValueError):
        engine.load(damage)


def test_a_cut_database_is_a_value_error() -> None:
    whole = engine.compile_patterns([b"abc", b"[0-9]{12}"])
    for length in (8, 40, len(whole) // 2, len(whole) - 1):
        with pytest.raises(ValueError):
            engine.load(whole[:length])


def test_every_bit_of_a_database_that_is_read_counts() -> None:
    """Cached databases carry no sum of ours. The head's last eight bytes and what lies behind the body are unused."""
    data = engine.compile_patterns([b"abc", b"[0-9]{2}", b"(foo|bar){3}x"])
    head = 32
    size = int.from_bytes(data[8:12], "little")
    assert len(data) - 80 < head + size <= len(data)
    for place in (*range(head - 8), *range(head, head + size)):
        with pytest.raises(ValueError, match="error code"):
            engine.load(data[:place] + bytes((data[place] ^ 4,)) + data[place + 1 :])


@pytest.mark.parametrize("pattern", [b"(", b"a*", b"(?:)"])
def test_a_pattern_that_the_engine_refuses_is_a_value_error(pattern: bytes) -> None:
    with pytest.raises(ValueError):
        engine.compile_patterns([pattern])


def test_the_extension_comes_without_its_package(environment: dict[str, str], tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); from hushlint.match import engine; engine.load_extension()\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-Ic", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "hyperscan._hs_ext" in loaded
    assert loaded.isdisjoint({"hyperscan", "re", "typing", "enum"})


def test_the_package_is_the_way_out_when_the_extension_is_not_found(
    environment: dict[str, str], tmp_path: Path
) -> None:
    # The finder that the shortcut uses says it cannot; the import system still can.
    code = (
        "import hyperscan, sys; del sys.modules['hyperscan._hs_ext']\n"
        "import _frozen_importlib_external as outer\n"
        "class Blind(outer.PathFinder):\n"
        "    @classmethod\n"
        "    def find_spec(cls, name, path=None, target=None): raise ImportError(name)\n"
        "outer.PathFinder = Blind\n"
        "from hushlint.match import engine\n"
        "assert engine.load_extension() is hyperscan\n"
        "print(engine.load(engine.compile_patterns([b'abc'])).scan(b'abc'))\n"
    )
    done = subprocess.run([sys.executable, "-Ic", code], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "[(0, 3)]\n", done.stderr
