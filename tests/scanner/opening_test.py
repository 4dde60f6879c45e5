"""The gits of a commit, started before anything is known of its repository."""

import sys
from pathlib import Path

import pytest
from support.repository import Repository, run

from hushlint.opening import Opening


def seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, list[bytes], list[bytes], bytes | str]:
    """(prefix, paths of the index, changed paths, the content of the first of them) as seen from a folder."""
    monkeypatch.chdir(folder)
    opening = Opening()
    repository = opening.repository()
    paths = [record.partition(b"\t")[2] for record in opening.listing()]
    changes = opening.changes()
    ((_, data),) = opening.objects.stream([changes[0].new_id])
    opening.close()
    opening.close()
    return repository.prefix, paths, [change.path for change in changes], data


@pytest.fixture
def project(empty: Repository) -> Repository:
    empty.commit({"a.txt": "1\n", "sub/b.txt": "2\n"})
    empty.stage({"c.txt": "3\n"})
    return empty


def test_at_the_top(project: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(project.top, monkeypatch) == (b"", [b"a.txt", b"c.txt", b"sub/b.txt"], [b"c.txt"], b"3\n")


def test_below_it_the_whole_index_is_seen(project: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(project.top / "sub", monkeypatch) == (
        b"sub/", [b"a.txt", b"c.txt", b"sub/b.txt"], [b"c.txt"], b"3\n"
    )  # fmt: skip


def test_before_the_first_commit(empty: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.stage({"a.txt": "1\n"})
    assert seen(empty.top, monkeypatch) == (b"", [b"a.txt"], [b"a.txt"], b"1\n")


_OUTSIDE = """
import os
from hushlint.errors import UsageError
from hushlint.opening import Opening
opening = Opening()
try:
    opening.repository()
except UsageError as error:
    print(error)
opening.close()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child")
"""


def test_outside_of_a_repository_no_git_stays(tmp_path: Path, environment: dict[str, str]) -> None:
    around = {**environment, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    done = run((sys.executable, "-Ic", _OUTSIDE), tmp_path, around)
    first, last = done.out.splitlines()
    assert "not a git repository" in first, done.text
    assert last == "no child"
