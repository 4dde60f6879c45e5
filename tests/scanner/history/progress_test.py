"""What is said of a long run: in words that fit it, and on a terminal nothing that stays."""

import sys
import time

import pytest

from hushlint.history.progress import Lines, Silent, Terminal, watch

# Goes to the line above and clears it, as rich does with a bar at its end.
_CLEARED = "\x1b[1A\x1b[2K"


def _run(seen: Silent) -> None:
    seen.expect(3)
    seen.advance(1, 400_000)
    seen.found("github-pat")
    seen.advance(1, 600_000)
    seen.found("npm-token", "0123456789abcdef")


def test_quiet_says_nothing_and_knows(capsys: pytest.CaptureFixture[str]) -> None:
    with watch(quiet=True) as seen:
        _run(seen)
    assert (seen.secrets, seen.expected, seen.far()) == (2, 1_500_000, "2 objects, 1.0 MB read")
    assert capsys.readouterr() == ("", "")


def test_lines_come_only_after_a_while(capsys: pytest.CaptureFixture[str]) -> None:
    seen = watch(quiet=False)
    assert isinstance(seen, Lines)
    _run(seen)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("unit", "words"),
    [("object", "2 of 3 objects, 1 of about 2 MB, "), ("file", "2 of 3 files, 1 of about 2 MB, ")],
)
def test_a_line_names_what_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, unit: str, words: str
) -> None:
    seen = watch(quiet=False, unit=unit)
    _run(seen)
    later = time.monotonic() + 11
    monkeypatch.setattr(time, "monotonic", lambda: later)
    seen.show()
    said = capsys.readouterr().err
    assert said.startswith(f"hushlint: {words}") and said.endswith(", 2 secrets seen\n")


def test_one_is_not_many() -> None:
    seen = Silent("file")
    seen.advance(1, 0)
    assert seen.far() == "1 file, 0.0 MB read"


def test_a_bar_leaves_nothing_behind(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with watch(quiet=False, unit="file") as seen:
        assert isinstance(seen, Terminal)
        _run(seen)
    said = capsys.readouterr().err
    assert "1 file, 1 secret seen, the last: github-pat" in said
    assert "0123456789ab" not in said
    assert said.count("\n") == 1 and said.endswith(_CLEARED)
