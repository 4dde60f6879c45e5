"""`hushlint audit` as a person uses it: what it names, what governs, its cache, several processes, and its end."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import stripe_key
from support.history import COMMAND, audit
from support.repository import Repository, run
from support.terminal import all_of

Create = Callable[..., Repository]

_SEED = secrets.randbits(60)


def _line(seed: int = 0) -> str:
    return f"key = '{stripe_key(_SEED + seed)}'\n"


@pytest.fixture
def history(repository: Repository) -> Repository:
    """One commit with the ignore rule that policy asks for."""
    repository.commit({".gitignore": ".env\n"})
    return repository


def test_each_secret_once_a_path_by_its_first_commit(history: Repository) -> None:
    first = history.commit({"a.py": f"\n{_line()}"})
    for number in range(5):
        history.commit({"a.py": f"# {number}\n{_line()}"})
    history.commit({"copy.py": f"# 4\n{_line()}"})
    done = audit(history)
    assert done.paths == ["a.py", "copy.py"]
    found = done.one("a.py")
    assert (found["commit"], found["line"]) == (first, 2)
    assert found["author"] == "A Person <person@example.org>"
    assert found["date"] == "2026-01-02T03:04:05+00:00"


def test_whether_it_is_still_at_a_tip(history: Repository) -> None:
    history.commit({"gone.py": _line(1), "here.py": _line(2), "elsewhere.py": _line(3)})
    history.git("branch", "other")
    history.git("rm", "-q", "gone.py", "elsewhere.py")
    history.commit({"here.py": f"# more\n{_line(2)}"})
    history.git("checkout", "-q", "other")
    history.git("rm", "-q", "gone.py", "here.py")
    history.commit()
    history.git("checkout", "-q", "main")
    done = audit(history)
    tips = {path: "at-tip" in done.one(path)["contexts"] for path in done.paths}
    assert tips == {"gone.py": False, "here.py": True, "elsewhere.py": True}


def test_a_second_secret_in_a_later_version(history: Repository) -> None:
    history.commit({"a.py": _line(1)})
    later = history.commit({"a.py": _line(1) + _line(2)})
    done = audit(history)
    assert [item["commit"] == later for item in sorted(done.secrets, key=lambda item: item["line"])] == [False, True]


def test_a_merge_is_not_named_for_what_a_branch_brought(history: Repository) -> None:
    history.git("checkout", "-q", "-b", "side")
    brought = history.commit({"a.py": _line()})
    history.git("checkout", "-q", "main")
    history.commit({"b.txt": "1\n"})
    history.git("merge", "-q", "--no-ff", "--no-edit", "side")
    assert audit(history).one("a.py")["commit"] == brought


def test_what_suppresses(history: Repository) -> None:
    history.commit({"a.py": _line(1), "vendor/b.py": _line(2)})
    history.commit({"c.py": _line(3).strip() + "  # hushlint: ignore[stripe-live-key] a test\n"})
    history.commit({".hushlint.toml": 'exclude = ["vendor/**"]\n'})
    done = audit(history)
    assert done.paths == ["a.py"]
    assert sorted(item["path"] for item in done.report["suppressed"]) == ["c.py", "vendor/b.py"]


def test_the_configuration_of_head_governs(history: Repository) -> None:
    history.commit({"a.py": _line()})
    history.write(".hushlint.toml", 'disable = ["stripe-live-key"]\n')
    assert audit(history).exit == 1, "not committed"
    history.add()
    history.commit()
    assert audit(history).exit == 0
    (history.top / "own.toml").write_text("[tool.hushlint]\n")
    assert audit(history, "--config", "own.toml").exit == 1


def test_policy_of_head(history: Repository) -> None:
    history.commit({".env": "A=1\n"})
    assert "env-tracked" in {item["rule"] for item in audit(history).report["findings"]}
    history.git("rm", "-q", ".env")
    history.commit()
    assert "env-tracked" not in {item["rule"] for item in audit(history).report["findings"]}


def test_a_large_file_is_said(history: Repository) -> None:
    history.commit({".hushlint.toml": 'max-file-size = "1 KB"\nexclude = ["ok/**"]\n'})
    history.commit({"big.txt": "x\n" * 600 + secrets.token_hex(4), "ok/big.txt": "y\n" * 600 + secrets.token_hex(4)})
    done = audit(history)
    assert done.exit == 3
    assert "big.txt: larger than 1000 bytes" in done.reasons
    history.git("rm", "-q", "big.txt")
    history.commit()
    assert audit(history).exit == 3, "it is still in history"


@pytest.mark.parametrize("processes", ["1", "2", "3"])
def test_processes_agree(history: Repository, processes: str) -> None:
    for number in range(40):
        files = {f"{number}/{name}.py": f"{name} {number}\n" * 50 for name in range(5)}
        history.commit(files | ({f"{number}/a.py": _line(number)} if number % 10 == 0 else {}))
    done = audit(history, "--no-cache", "--processes", processes)
    assert done.paths == ["0/a.py", "10/a.py", "20/a.py", "30/a.py"]
    assert done.report["coverage"]["units"] == 206
    assert done.report["coverage"]["commits"] == 42


def test_the_cache_holds_no_value_and_no_path(history: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "own cache"
    name = "a-path-like-no-other"
    history.commit({f"{name}.py": _line()})
    env = {"HUSHLINT_CACHE_DIR": str(cache)}
    first = audit(history, env=env)
    assert audit(history, env=env).report == first.report
    held = b"".join(file.read_bytes() for file in cache.rglob("*") if file.is_file())
    assert stripe_key(_SEED).encode() not in held
    assert stripe_key(_SEED)[8:24].encode() not in held
    assert name.encode() not in held
    for file in (cache, *cache.rglob("*")):
        assert file.stat().st_mode & 0o077 == 0, file


def test_what_the_cache_knows_of_commits_holds_for_later_ones(history: Repository) -> None:
    history.commit({"a.py": _line()})
    first = history.git("rev-parse", "HEAD")
    assert [finding["commit"] for finding in audit(history).secrets] == [first]
    history.git("checkout", "-q", "-b", "side", "HEAD~1")
    history.commit({"b.py": _line()})
    second = history.git("rev-parse", "HEAD")
    for _ in range(2):
        found = {finding["path"]: finding["commit"] for finding in audit(history).secrets}
        assert found == {"a.py": first, "b.py": second}
    history.git("branch", "-q", "-D", "main")
    found = {finding["path"]: finding["commit"] for finding in audit(history).secrets}
    assert found == {"b.py": second}, "what only a lost commit brought is not named"


def test_the_cache_commands(history: Repository, tmp_path: Path) -> None:
    env = history.env | {"HUSHLINT_CACHE_DIR": str(tmp_path / "own cache")}

    def say(*arguments: str) -> str:
        done = run((*COMMAND, "cache", *arguments), history.top, env)
        assert done.exit == 0, done.text
        return done.out

    assert "no cache" in say("info")
    assert run((*COMMAND, "audit", "-q"), history.top, env).exit == 0
    assert "4 known" in say("info"), "two blobs and two messages"
    (tmp_path / "own cache" / "mine.txt").write_text("not hushlint's\n")
    say("clear")
    assert [file.name for file in (tmp_path / "own cache").rglob("*") if file.is_file()] == ["mine.txt"]
    assert "0 known" in say("info")


def _slow(repository: Repository) -> None:
    """A history that takes many seconds: nearly every line has to be judged."""
    for number in range(12):
        word = secrets.token_hex(6)
        repository.write(f"{number}.py", "".join(f'password = "{word}{line:05}"\n' for line in range(20_000)))
    repository.add()
    repository.commit()


def _session(id: int) -> list[str]:
    """The command lines of a session; what has ended and waits for init to notice it is not one of them."""
    listed = subprocess.run(["ps", "-eww", "-o", "sess=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.split()[0] == str(id) and "<defunct>" not in line]


# Seconds: an idle machine needs a tenth of one, one that others use more.
_AT_ONCE = 1.0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_signal_ends_it(history: Repository, tmp_path: Path, number: signal.Signals) -> None:
    _slow(history)
    folder = tmp_path / "temporary"
    folder.mkdir()
    assert audit(history, "--max-commits", "1", "--path", ".gitignore").exit == 0, "the plan is compiled now"
    env = history.env | {"TMPDIR": str(folder)}
    child = subprocess.Popen(
        (*COMMAND, "audit"),
        cwd=history.top,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while child.poll() is None and not any(line.endswith("cat-file --batch") for line in _session(child.pid)):
        time.sleep(0.02)
    time.sleep(0.3)
    assert child.poll() is None, "it was too quick to be interrupted"
    os.kill(child.pid, number)
    begun = time.monotonic()
    _, err = child.communicate(timeout=20)
    assert time.monotonic() - begun < _AT_ONCE
    assert child.returncode == 3, err
    assert b"interrupted" in err
    assert b"MB read" in err
    assert b"Traceback" not in err
    assert list(folder.iterdir()) == []
    assert _session(child.pid) == []


def test_quiet_and_plain_progress(history: Repository) -> None:
    history.commit({"a.py": _line()})
    done = run((*COMMAND, "audit", "-q"), history.top, history.env)
    assert done.exit == 1
    assert done.err == ""
    assert len(done.out.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_there_is_a_bar_and_no_value(history: Repository) -> None:
    pty = pytest.importorskip("pty")
    history.commit({"a.py": _line()})
    ours, theirs = pty.openpty()
    env = history.env | {"TERM": "xterm", "COLUMNS": "120"}
    child = subprocess.Popen((*COMMAND, "audit"), cwd=history.top, env=env, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    out = child.stdout.read() if child.stdout else b""
    child.wait()
    said = all_of(ours)
    assert child.returncode == 1
    assert b"a.py" in out
    assert b"1 secret seen, the last: stripe-live-key" in said
    assert b"objects" in said and b"files" not in said
    assert stripe_key(_SEED).encode() not in said + out
