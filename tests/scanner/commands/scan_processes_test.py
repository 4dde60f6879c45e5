"""`hushlint scan` by several processes: the same report whatever their number, its progress, and its end."""

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.examples import github_token, stripe_key
from support.repository import Repository, run
from support.scanned import COMMAND, Scan, places, report
from support.terminal import all_of


def _fill(folder: Path) -> None:
    """Files enough for many tasks, of all the kinds that there is something to say of."""
    for number in range(1200):
        text = f"word {number}\n" * 20
        if number % 50 == 0:
            text += f"key = '{stripe_key(number)}'\n"
        if number % 70 == 0:
            text += f"key = '{stripe_key(number)}'  # hushlint: ignore[stripe-live-key] an example\n"
        if number % 90 == 0:
            text += "# hushlint: ignore[github-token] nothing is here any more\n"
        file = folder / f"{number % 7}/{number}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    (folder / "large").write_text("x" * 10_001)
    (folder / "wide.txt").write_bytes(f"token {github_token()}".encode("utf-16"))


def test_the_report_is_the_same(repository: Repository, scan: Scan) -> None:
    _fill(repository.top)
    repository.commit({".hushlint.toml": "max-file-size = 10000\nexclude = ['3/', 'large']\n", ".gitignore": ".env\n"})
    repository.add()
    made = run((*COMMAND, "baseline", "create", "--reason", "known"), repository.top, repository.env)
    assert made.exit == 0, made.text
    (repository.top / "1/50.py").write_text(f"key = '{stripe_key(9999)}'\n")
    (repository.top / "2/1150.py").unlink()
    alone = report(scan("--format", "json", "--processes", "1", ".", folder=repository.top))
    assert {item["rule"] for item in alone["findings"]} >= {"stripe-live-key", "suppression-unused"}
    assert {item["by"] for item in alone["suppressed"]} == {"pragma", "exclude", "baseline"}
    assert {item["path"] for item in alone["coverage"]["skipped"]} == {"large"}
    for number in ("2", "3", "7"):
        assert report(scan("--format", "json", "--processes", number, ".", folder=repository.top)) == alone


def test_more_processes_than_files(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text(f"key = '{stripe_key()}'\n")
    assert len(places(scan("--format", "json", "--processes", "5", "."))) == 1
    (plain / "a.py").unlink()
    assert scan("--processes", "5", ".").text == ""


# More than a scan reads to get going, its plan and modules included (8 MB): whoever has read it is at work on a file.
_FILE = 24_000_000


def _slow(folder: Path) -> None:
    """Two files that take seconds each: nearly every line at the beginning has to be looked at twice."""
    for number in range(2):
        word = secrets.token_hex(6)
        text = "".join(f'password = "{word} {line} words"\n' for line in range(20_000))
        (folder / f"{number}.py").write_text(text.ljust(_FILE, "\n"))


def _read_by(session: int) -> int:
    """The bytes that the living processes of a session have read."""
    count = 0
    for process in _alive(session):
        try:
            said = Path(f"/proc/{process.split()[1]}/io").read_text()
        except FileNotFoundError:
            continue
        count += int(said.split("rchar:")[1].split()[0])
    return count


def _alive(session: int) -> list[str]:
    """The processes of a session; what has ended and waits for init to notice it is not among them."""
    listed = subprocess.run(["ps", "-e", "-o", "sess=,pid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.split()[0] == str(session) and "<defunct>" not in line]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_signal_ends_it(
    plain: Path, scan: Scan, environment: dict[str, str], number: signal.Signals, processes: str
) -> None:
    assert scan(".").exit == 0, "the plan is compiled now"
    _slow(plain)
    command = (*COMMAND, "scan", "--processes", processes, ".")
    child = subprocess.Popen(
        command, cwd=plain, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    while _read_by(child.pid) < _FILE:
        assert child.poll() is None, "it was too quick to be interrupted"
        time.sleep(0.02)
    os.kill(child.pid, number)
    begun = time.monotonic()
    out, err = child.communicate(timeout=20)
    assert time.monotonic() - begun < 1
    assert child.returncode == 3, err
    assert b"interrupted: 0 files" in err and b"MB read" in err
    assert b"Traceback" not in err + out
    assert _alive(child.pid) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("options", "is_shown"), [((), True), (("-q",), False)], ids=["a bar", "quiet"])
def test_on_a_terminal(plain: Path, environment: dict[str, str], options: tuple[str, ...], is_shown: bool) -> None:
    pty = pytest.importorskip("pty")
    (plain / "a.py").write_text(f"key = '{stripe_key()}'\n")
    ours, theirs = pty.openpty()
    env = environment | {"TERM": "xterm", "COLUMNS": "120"}
    command = (*COMMAND, "scan", *options, ".")
    child = subprocess.Popen(command, cwd=plain, env=env, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    out = child.stdout.read() if child.stdout else b""
    child.wait()
    said = all_of(ours)
    assert child.returncode == 1
    assert b"a.py" in out
    assert (b"1 file, 1 secret seen, the last: stripe-live-key" in said) == is_shown, said
    assert b"object" not in said
    assert stripe_key().encode() not in said + out


def test_elsewhere_a_short_scan_says_nothing(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text(f"key = '{stripe_key()}'\n")
    done = scan(".")
    assert (done.exit, done.err) == (1, "")
