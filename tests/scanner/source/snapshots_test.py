"""Snapshots for policy: what they hold, what they read, and the state before a change."""

import os
from pathlib import Path

import pytest
from support.repository import Repository

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.model.blob import Change, DiskFile, Entry
from hushlint.source import diffs, index
from hushlint.source.snapshots import FolderSnapshot, GitSnapshot, before, read_file

FILE = 0o100644


@pytest.fixture
def git(repository: Repository) -> Git:
    """git in the repository."""
    return Git(os.fsencode(repository.top))


def of_index(git: Git, **more: object) -> GitSnapshot:
    records = index.records(git.finish(index.start(git)))
    return GitSnapshot(git, index.entries(records), **more)  # type: ignore[arg-type]


def test_only_the_index_counts(repository: Repository, git: Git) -> None:
    repository.stage({".gitignore": ".env\n", "a": "staged\n"})
    repository.write("a", "edited\n")
    repository.write("untracked", "x\n")
    snapshot = of_index(git)
    assert sorted(snapshot.entries) == [b".gitignore", b"README", b"a"]
    assert snapshot.read(b"a") == b"staged\n"
    assert (snapshot.tracked, snapshot.env_files, snapshot.base) == (True, (), None)


def test_ignored_by_the_staged_rules(repository: Repository, git: Git) -> None:
    repository.stage({".gitignore": ".env\n"})
    repository.write(".gitignore", "")
    repository.write("sub/.gitignore", "*\n")
    assert of_index(git).ignored([b".env", b"sub/x", b"a"]) == {b".env"}


def test_a_link_named_gitignore_is_no_rule(repository: Repository, git: Git) -> None:
    repository.stage({"rules": "*\n"})
    repository.link(".gitignore", "rules")
    repository.add(".gitignore")
    assert of_index(git).ignored([b".env"]) == frozenset()


def test_a_submodule_of_any_name_is_empty(repository: Repository, git: Git) -> None:
    head = repository.git("rev-parse", "HEAD")
    for name in (".gitignore", ".hushlint-baseline", ".env.example"):
        repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},{name}")
        assert of_index(git).read(name.encode()) == b""
    assert of_index(git).ignored([b".env"]) == frozenset()
    repository.stage({"a": "1\n"})
    assert repository.found() == []


def test_the_disk_is_read_apart(repository: Repository, git: Git) -> None:
    repository.stage({".env": "A=staged\n"})
    repository.write(".env", "A=local\n")
    snapshot = of_index(git, top=os.fsencode(repository.top), disk=[DiskFile(b".env", 8, 0)])
    assert snapshot.read(b".env") == b"A=staged\n"
    assert snapshot.read_disk(b".env") == b"A=local\n"
    assert snapshot.read_disk(b"gone/.env") == b""


def test_a_missing_blob_is_an_error(repository: Repository, git: Git) -> None:
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{'1' * 40},a")
    with pytest.raises(GitError):
        of_index(git).read(b"a")


def test_before_is_what_head_holds(repository: Repository, git: Git) -> None:
    repository.commit({"kept": "1\n", "edited": "1\n", "gone": "1\n", "moved": "a long enough text to be a rename\n"})
    expected = of_index(git).entries
    repository.stage({"edited": "2\n", "new": "3\n"})
    repository.git("rm", "-q", "gone")
    repository.git("mv", "moved", "elsewhere")
    now = of_index(git).entries
    changes = diffs.staged(git, "HEAD")
    assert {change.status for change in changes} == {"M", "A", "D", "R"}
    base = before(git, now, changes, empty=False)
    assert base is not None
    assert base.entries == expected
    assert base.read(b"edited") == b"1\n"


def test_two_files_that_changed_places(repository: Repository, git: Git) -> None:
    repository.commit({"a": "a text that is long enough\n" * 3, "b": "quite another one, as long\n" * 3})
    expected = of_index(git).entries
    for old, new in (("a", "c"), ("b", "a"), ("c", "b")):
        repository.git("mv", old, new)
    base = before(git, of_index(git).entries, diffs.staged(git, "HEAD"), empty=False)
    assert base is not None
    assert base.entries == expected


def test_there_was_nothing_before_the_first_commit(git: Git) -> None:
    assert before(git, {}, [], empty=True) is None
    change = Change(0, FILE, "0" * 40, "1" * 40, "A", b"a", b"a")
    empty = before(git, {b"a": Entry(FILE, "1" * 40)}, [change], empty=False)
    assert empty is not None
    assert empty.entries == {}


def test_a_conflict_shows_our_side(repository: Repository, git: Git) -> None:
    repository.commit({"a": "base\n"})
    repository.git("checkout", "-q", "-b", "other")
    repository.commit({"a": "theirs\n"})
    repository.git("checkout", "-q", "main")
    repository.commit({"a": "ours\n"})
    repository.try_git("merge", "other")
    assert of_index(git).read(b"a") == b"ours\n"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text\n")
    snapshot = FolderSnapshot(None, os.fsencode(tmp_path), [b"a", b"gone"], [], tracked=False)
    assert snapshot.read(b"a") == b"text\n"
    assert snapshot.ignored([b"a"]) == frozenset()
    assert (snapshot.tracked, snapshot.base) == (False, None)
    with pytest.raises(GitError):
        snapshot.read(b"b")


def test_a_folder_s_rules_are_asked_of_git(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text(".env\n")
    snapshot = FolderSnapshot(Git(), os.fsencode(tmp_path), [b".gitignore"], [], tracked=False)
    assert snapshot.ignored([b".env", b"a"]) == {b".env"}


def test_a_very_large_file_is_cut(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * (5 << 20))
    assert len(read_file(os.fsencode(tmp_path), b"a")) == 4 << 20
    assert read_file(os.fsencode(tmp_path), b"none") == b""
