"""Reports on standard output: all of it or nothing, a terminal's colour and width, and errors in one line."""

import io
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import termios
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from support.environment import changed
from support.examples import github_token, stripe_key
from support.repository import run

from hushlint import output
from hushlint.errors import HushlintError
from hushlint.model.finding import Finding, Report
from hushlint.model.rule import Severity
from hushlint.report.stage import FORMATS

SECRET = Finding("a-rule", "A key", Severity.HIGH, b"a.py", value=b"Zq8vK2mX" + b"7rT4wY9b", kind="token")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one secret."""
    place = tmp_path / "scanned"
    place.mkdir()
    (place / "a.py").write_text(f'token = "{github_token()}"\n')
    return place


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("arguments", ["rules", "--help", "rules list"])
def test_help_and_lists_that_cannot_be_printed_end_in_one_line(arguments: str) -> None:
    command = f"{sys.executable} -Im hushlint {arguments} > /dev/full"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("hushlint: ")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_standard_output_is_one_line(folder: Path, environment: dict[str, str]) -> None:
    command = f"{sys.executable} -Im hushlint scan . --format json > /dev/full"
    done = run(["bash", "-c", command], folder, environment)
    assert done.exit == 3
    assert done.says_one_line("cannot be printed", "no space left")


# Breaks the report at its second finding.
BREAK = """
from hushlint.report import redact
shown = []
def tell(item, real=redact.redact):
    shown.append(item)
    if len(set(map(id, shown))) > 1:
        raise KeyError(item.value)
    return real(item)
redact.redact = tell
from hushlint.cli import main
import sys
raise SystemExit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("format", FORMATS)
def test_a_crash_half_way_leaves_nothing_half_written(
    folder: Path, environment: dict[str, str], tmp_path: Path, format: str
) -> None:
    (folder / "b.py").write_text(f'key = "{stripe_key()}"\n')
    target, summary = tmp_path / "report", tmp_path / "summary.md"
    variables = {**environment, "GITHUB_STEP_SUMMARY": str(summary)}
    command = [sys.executable, "-Ic", BREAK, "scan", ".", "--format", format, "--output", f"{format}={target}"]
    done = run(command, folder, variables)
    assert (done.exit, done.out) == (3, "")
    assert "internal error (KeyError" in done.err and len(done.err.splitlines()) == 1
    assert not target.exists() and not summary.exists()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["scanned"]


def test_a_long_report_waits_in_a_nameless_private_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is beyond the memory's share is on disk, for nobody else, and gone with the process."""
    held: list[tuple[int, int]] = []
    monkeypatch.setattr(output, "_IN_MEMORY", 1000)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    real = output._hold

    def watched(spool: tempfile.SpooledTemporaryFile[bytes], data: bytes) -> None:
        real(spool, data)
        if spool._rolled:
            status = os.fstat(spool.fileno())
            held.append((stat.S_IMODE(status.st_mode), status.st_nlink))

    monkeypatch.setattr(output, "_hold", watched)
    with (tmp_path / "out").open("wb") as file, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(file))
        report = Report(tuple(replace(SECRET, line=line) for line in range(1, 100)))
        output.show(report, "json", job="scan", verbose=False, quiet=False)
        sys.stdout.flush()
        assert set(held) == {(0o600, 0)}
        assert [item.name for item in tmp_path.iterdir()] == ["out"]
        assert len(json.loads((tmp_path / "out").read_bytes())["findings"]) == 99


def test_without_room_for_a_long_report_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_IN_MEMORY", 10)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with pytest.raises(HushlintError, match="set TMPDIR") as caught:
        output.show(Report((SECRET,)), "json", job="scan", verbose=False, quiet=False)
    assert caught.value.exit_code == 3


COLOURS: list[tuple[dict[str, str | None], bool]] = [
    ({"TERM": "xterm"}, True),
    ({"TERM": "xterm", "NO_COLOR": ""}, True),
    ({"TERM": "xterm", "NO_COLOR": "1"}, False),
    ({"TERM": "dumb"}, False),
]


@pytest.mark.parametrize(("variables", "coloured"), COLOURS)
def test_a_terminal_has_colour_unless_it_is_declined(
    folder: Path, environment: dict[str, str], variables: dict[str, str | None], coloured: bool
) -> None:
    """On a terminal of 50 columns, where our own lines are wrapped."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 50))
    command = [sys.executable, "-Im", "hushlint", "scan", "."]
    child = subprocess.Popen(command, cwd=folder, env=changed(environment, variables), stdout=theirs)
    os.close(theirs)
    shown = b""
    with suppress(OSError):
        while data := os.read(ours, 1 << 16):
            shown += data
    os.close(ours)
    assert child.wait(120) == 1
    assert (b"\x1b[" in shown) == coloured
    assert b"# hushlint: ignore[github-token] reason" in shown
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", shown)
    assert b"\r\n  why  " in plain and b"\r\n       " in plain
