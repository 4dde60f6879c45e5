"""Which files of a folder are read: by git where there is one, all of them elsewhere, and never what lies outside."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.repository import Repository

from hushlint.errors import GitError, UsageError
from hushlint.source import tree

ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


def listed(folder: Path, *, use_ignores: bool = True) -> tree.Listing:
    where = os.fsencode(folder)
    return tree.list_folder(where, tree.enclosing_git(where), use_ignores=use_ignores)


def names(listing: tree.Listing) -> list[str]:
    return [os.fsdecode(path) for path in listing.paths]


def fill(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("text\n")
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A folder outside any repository."""
    folder = tmp_path / "plain"
    folder.mkdir()
    return folder


def test_outside_a_repository_everything_but_git_s_folder(plain: Path) -> None:
    fill(plain, "a", "b/c", "b/.git/config", ".git/HEAD/x", ".hidden", "node_modules/x.js", "d/.gitignore")
    (plain / "d/.gitignore").write_text("*\n")
    listing = listed(plain)
    assert names(listing) == [".hidden", "a", "b/c", "d/.gitignore", "node_modules/x.js"]
    assert (listing.tracked, listing.ignored, listing.skipped) == (None, 0, [])


def test_an_empty_folder(plain: Path) -> None:
    assert names(listed(plain)) == []


def test_links_are_listed_and_never_followed(plain: Path) -> None:
    fill(plain, "real/a")
    outside = fill(plain.parent / "outside", "secret")
    (plain / "loop").symlink_to(plain)
    (plain / "real/up").symlink_to("..")
    (plain / "out").symlink_to(outside)
    (plain / "broken").symlink_to("nowhere")
    (plain / "self").symlink_to("self")
    assert names(listed(plain)) == ["broken", "loop", "out", "real/a", "real/up", "self"]


def test_a_deep_folder(plain: Path) -> None:
    deep = "/".join(["d"] * 300)
    fill(plain, f"{deep}/a")
    assert names(listed(plain)) == [f"{deep}/a"]


def test_names_that_are_not_utf_8(plain: Path) -> None:
    (Path(os.fsdecode(os.fsencode(plain) + b"/a\xff\n"))).write_text("x")
    assert listed(plain).paths == [b"a\xff\n"]


@pytest.mark.skipif(ROOT, reason="root reads everything")
def test_an_unreadable_folder_is_said(plain: Path) -> None:
    fill(plain, "a/b", "c")
    (plain / "a").chmod(0)
    listing = listed(plain)
    (plain / "a").chmod(0o700)
    assert names(listing) == ["c"]
    assert listing.skipped == [(b"a", "cannot be read: Permission denied", False)]


def test_inside_a_repository_what_git_ignores_is_counted(repository: Repository) -> None:
    repository.commit({".gitignore": "*.log\nbuild/\n", "a.py": "", "kept.log": ""})
    fill(repository.top, "new.py", "x.log", "build/y", "build/z/w", "d/e.log", "d/f")
    listing = listed(repository.top)
    assert names(listing) == [".gitignore", "README", "a.py", "d/f", "kept.log", "new.py"]
    assert listing.ignored == 4
    assert listing.tracked == {b".gitignore", b"README", b"a.py", b"kept.log"}


def test_without_ignores_all_is_read(repository: Repository) -> None:
    repository.commit({".gitignore": "*.log\n"})
    fill(repository.top, "x.log")
    listing = listed(repository.top, use_ignores=False)
    assert names(listing) == [".gitignore", "README", "x.log"]
    assert listing.tracked == {b".gitignore", b"README"}


def test_a_folder_inside_a_repository(repository: Repository) -> None:
    repository.commit({".gitignore": "*.log\n", "src/a.py": "", "src/b/c.py": "", "other/d.py": ""})
    fill(repository.top, "src/x.log", "src/new.py")
    listing = listed(repository.top / "src")
    assert names(listing) == ["a.py", "b/c.py", "new.py"]
    assert listing.ignored == 1


def test_a_folder_that_git_ignores_is_read_whole(repository: Repository) -> None:
    repository.commit({".gitignore": "venv/\n*.log\n"})
    fill(repository.top, "venv/lib/a.py", "venv/b.log")
    for folder, expected in (("venv", ["b.log", "lib/a.py"]), ("venv/lib", ["a.py"])):
        listing = listed(repository.top / folder)
        assert names(listing) == expected
        assert listing.tracked is None


def test_a_file_that_git_deleted_from_disk_is_left_out(repository: Repository) -> None:
    repository.commit({"a.py": "", "b.py": ""})
    (repository.top / "a.py").unlink()
    assert names(listed(repository.top)) == ["README", "b.py"]


def test_a_nested_repository_is_read_by_its_own_rules(
    repository: Repository, create: Callable[..., Repository]
) -> None:
    inner = create("work/inner/deep")
    inner.commit({".gitignore": "*.tmp\n", "a.py": ""})
    fill(inner.top, "x.tmp", "new.py")
    listing = listed(repository.top)
    assert names(listing) == ["README", "inner/deep/.gitignore", "inner/deep/a.py", "inner/deep/new.py"]
    assert listing.ignored == 1


def test_a_nested_repository_without_a_commit(repository: Repository, create: Callable[..., Repository]) -> None:
    fill(create("work/inner").top, "a.py")
    assert names(listed(repository.top)) == ["README", "inner/a.py"]


def test_a_submodule_is_named_and_left_alone(repository: Repository, create: Callable[..., Repository]) -> None:
    other = create("other")
    other.commit({"a.py": ""})
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.top), "sub")
    listing = listed(repository.top)
    assert names(listing) == [".gitmodules", "README"]
    assert listing.skipped == [(b"sub", "a submodule: scan it by itself", True)]


def test_a_submodule_scanned_by_itself(repository: Repository, create: Callable[..., Repository]) -> None:
    other = create("other")
    other.commit({"a.py": ""})
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.top), "sub")
    assert names(listed(repository.top / "sub")) == ["a.py"]


def test_a_conflict_names_a_path_once(repository: Repository) -> None:
    repository.commit({"a.py": "1\n"})
    repository.git("checkout", "-q", "-b", "other")
    repository.commit({"a.py": "2\n"})
    repository.git("checkout", "-q", "main")
    repository.commit({"a.py": "3\n"})
    assert repository.try_git("merge", "other").exit == 1
    assert names(listed(repository.top)) == ["README", "a.py"]


def test_a_folder_became_a_link(repository: Repository) -> None:
    """git lists the old paths; what the link leads to lies outside and is not read."""
    repository.commit({"src/a.py": ""})
    outside = fill(repository.top.parent / "outside", "a.py")
    (repository.top / "src/a.py").unlink()
    (repository.top / "src").rmdir()
    (repository.top / "src").symlink_to(outside)
    listing = listed(repository.top)
    assert "src" in names(listing)
    assert "src/a.py" not in names(listing)


def test_the_caller_s_git_variables_mean_another_repository(
    repository: Repository, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan inside a hook must not take the committing repository's index for the folder's."""
    monkeypatch.setenv("GIT_DIR", str(repository.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository.top / ".git/index"))
    fill(plain, "a")
    assert names(listed(plain)) == ["a"]


def test_a_bare_repository_is_a_folder_like_any_other(create: Callable[..., Repository]) -> None:
    bare = create("bare", "--bare")
    assert "HEAD" in names(listed(bare.top))


def test_git_s_own_folder_named_outright(repository: Repository) -> None:
    assert "HEAD" in names(listed(repository.top / ".git"))


LIMIT = 10
UNREADABLE: dict[str, tuple[Callable[[Path], object], type[Exception]]] = {
    "a folder": (lambda path: path.mkdir(), UsageError),
    "a pipe": (lambda path: os.mkfifo(path), UsageError),
    "nothing": (lambda path: None, GitError),
    "below a file": (lambda path: path.parent.joinpath("x").mkdir(), GitError),
}


@pytest.mark.parametrize(("make", "kind"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read(plain: Path, make: Callable[[Path], object], kind: type[Exception]) -> None:
    make(plain / "a")
    with pytest.raises(kind):
        tree.read(os.fsencode(plain / "a"), LIMIT)


READ: dict[str, tuple[Callable[[Path], object], bytes | str]] = {
    "empty": (lambda path: path.write_bytes(b""), b""),
    "up to the limit": (lambda path: path.write_bytes(b"x" * 10), b"x" * 10),
    "over the limit": (lambda path: path.write_bytes(b"x" * 11), "larger than 10 bytes"),
    "a link's target": (lambda path: path.symlink_to("some where"), b"some where"),
    "a link to itself": (lambda path: path.symlink_to("a"), b"a"),
}


@pytest.mark.parametrize(("make", "content"), READ.values(), ids=READ.keys())
def test_read(plain: Path, make: Callable[[Path], object], content: bytes | str) -> None:
    make(plain / "a")
    assert tree.read(os.fsencode(plain / "a"), LIMIT) == content
