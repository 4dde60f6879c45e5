"""An audit after an earlier one reads only what is new, and says what one that knows nothing says."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import stripe_key
from support.history import audit
from support.repository import Repository

from hushlint.history.earlier import Earlier, parse, render
from hushlint.history.looking import Mark


def _line(seed: int) -> str:
    return f"key = '{stripe_key(seed)}'\n"


def _reset(repository: Repository) -> None:
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("branch", "-q", "-D", "side")


def _again(repository: Repository) -> None:
    """Bring back what only the history has."""
    repository.commit({"a.py": "x = 0\n"})
    repository.commit({"a.py": "x = 1\n", "gone.py": _line(2)})


def _merge(repository: Repository) -> None:
    repository.git("merge", "-q", "--no-ff", "--no-verify", "-m", f"merge {_line(7)}", "side")


def _replaced(repository: Repository) -> None:
    """Another repository at the same place."""
    for name in ("main", "side"):
        repository.git("update-ref", "-d", f"refs/heads/{name}")
    repository.git("rm", "-q", "-r", "-f", "--cached", ".")
    repository.commit({"other.py": _line(9)})


def _pack(repository: Repository) -> None:
    repository.git("gc", "-q", "--prune=now")


# What happens between two audits.
STEPS: dict[str, Callable[[Repository], object]] = {
    "nothing": lambda it: None,
    "a clean commit": lambda it: it.commit({"b.py": "y = 1\n"}),
    "a secret": lambda it: it.commit({"b.py": _line(4)}),
    "a secret in a message": lambda it: it.commit({}, f"use {_line(5)}"),
    "a secret in a tag": lambda it: it.git("tag", "-a", "v2", "-m", f"use {_line(6)}"),
    "the same secret elsewhere": lambda it: it.commit({"copy.py": "x = 1\n" + _line(1)}),
    "the same file elsewhere": lambda it: it.commit({"folder/copy.py": "x = 1\n" + _line(1)}),
    "a file moved": lambda it: [it.git("mv", "secret.py", "moved.py"), it.commit()],
    "an old file again": _again,
    "a branch taken back and another deleted": _reset,
    "a merge": _merge,
    "another branch at a new place": lambda it: it.git("branch", "later", "HEAD~1"),
    "HEAD on another branch": lambda it: it.git("checkout", "-q", "side"),
    "a branch under another name": lambda it: it.git("branch", "-q", "-m", "side", "aside"),
    "a stash": lambda it: [it.write("a.py", _line(8)), it.git("stash", "-q")],
    "packed": _pack,
    "packed, then more": lambda it: [_pack(it), it.commit({"b.py": _line(4)})],
    "more, then packed": lambda it: [it.commit({"b.py": _line(4)}), _pack(it)],
    "settings": lambda it: it.commit({".hushlint.toml": "disable = ['stripe-live-key']\n"}),
    "an allowance": lambda it: it.commit({".hushlint.toml": "exclude = ['secret.py']\n"}),
    "another repository": _replaced,
}


@pytest.fixture
def history(repository: Repository, tmp_path: Path) -> Repository:
    """Secrets in files, a message and a side branch, and a cache of their own."""
    repository.env["HUSHLINT_CACHE_DIR"] = str(tmp_path / "cache")
    repository.commit({"a.py": "x = 1\n", "gone.py": _line(2), "secret.py": "x = 1\n" + _line(1)})
    repository.git("rm", "-q", "gone.py")
    repository.commit({"a.py": "x = 2\n"}, f"use {_line(3)}")
    repository.git("checkout", "-q", "-b", "side")
    repository.commit({"side.py": _line(10)})
    repository.git("checkout", "-q", "main")
    repository.commit({"a.py": "x = 3\n"})
    return repository


@pytest.mark.parametrize("packed", [False, True], ids=["loose", "packed"])
@pytest.mark.parametrize("step", STEPS)
def test_the_same_as_without_memory(history: Repository, step: str, packed: bool) -> None:
    if packed:
        _pack(history)
    first = audit(history)
    assert first.paths == ["<commit message>", "gone.py", "secret.py", "side.py"]
    STEPS[step](history)
    for _ in range(2):
        done = audit(history)
        assert done.report == audit(history, "--no-cache").report, done.text


def test_a_pack_that_was_damaged_since(history: Repository) -> None:
    _pack(history)
    assert audit(history).exit == 1
    (file,) = (history.top / ".git/objects/pack").glob("*.pack")
    data = bytearray(file.read_bytes())
    data[12:-20] = bytes(len(data) - 32)
    file.chmod(0o644)
    file.write_bytes(data)
    assert audit(history).exit == 3


def test_nothing_is_listed_where_nothing_changed(history: Repository, tmp_path: Path) -> None:
    """Git is not asked to walk again."""
    _pack(history)
    audit(history)
    log = tmp_path / "log"
    wrapper = tmp_path / "bin/git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\necho "$@" >> {log}\nexec {shutil.which("git")} "$@"\n')
    wrapper.chmod(0o755)
    audit(history, env={"PATH": f"{wrapper.parent}:{os.environ['PATH']}"})
    asked = log.read_text()
    assert "for-each-ref" in asked
    assert "--objects --stdin" not in asked
    assert "--topo-order" not in asked


def test_a_history_that_grows_backwards(history: Repository, tmp_path: Path) -> None:
    shallow = Repository(tmp_path / "shallow", history.env)
    history.git("clone", "-q", "--depth", "1", f"file://{history.top}", str(shallow.top))
    assert "shallow clone" in audit(shallow).reasons
    shallow.git("fetch", "-q", "--unshallow")
    done = audit(shallow)
    assert "gone.py" in done.paths
    assert done.report == audit(shallow, "--no-cache").report


@pytest.mark.parametrize("state", ["", "[]", "{}", "null", "[1,2]", '[["a"],1,2,{"x":[[1]]},"",0]', "nonsense"])
def test_a_state_that_says_nothing(history: Repository, state: str) -> None:
    audit(history)
    (file,) = Path(history.env["HUSHLINT_CACHE_DIR"]).glob("blobs/*.sqlite")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE audits SET state = ?", (state,))
        assert connection.execute("SELECT count(*) FROM audits").fetchone() == (1,)
    connection.close()
    assert audit(history).report == audit(history, "--no-cache").report
    assert parse(state) is None


def test_no_value_and_no_path_is_remembered(history: Repository) -> None:
    audit(history)
    for name in os.listdir(folder := Path(history.env["HUSHLINT_CACHE_DIR"]) / "blobs"):
        data = (folder / name).read_bytes()
        assert not any(stripe_key(seed).encode() in data for seed in range(11))
        assert b"secret.py" not in data
        assert os.fsencode(history.top) not in data


def test_what_is_written_is_read() -> None:
    marks = {"b": [Mark("rule", 0, 1, 2, "f"), Mark("other", 1, 2, 3, "")]}
    earlier = Earlier(["a"], 2, 3, marks, "pack", 4, 5, ["c"], ["d"])
    assert parse(render(earlier)) == earlier
    assert earlier.holds_for(["a", "c"])
    assert not earlier.holds_for(["c"])
