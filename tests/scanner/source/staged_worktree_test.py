"""Index against work tree: only what is staged counts, wherever the file on disk stands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import aws_pair, github_token, postgres_dsn, private_key, stripe_key
from support.repository import Repository

TOKEN = github_token()
LINE = f"key {TOKEN}\n"

Step = Callable[[Repository], object]


def _partly_staged(repository: Repository) -> None:
    repository.stage({"a.txt": "staged\n"})
    repository.write("a.txt", "staged\n" + LINE)


def _intent_to_add(repository: Repository) -> None:
    repository.write("a.txt", LINE)
    repository.git("add", "-N", "a.txt")


def _intent_to_add_beside_staged(repository: Repository) -> None:
    _intent_to_add(repository)
    repository.stage({"b.txt": "fine\n"})


def _unstaged_again(repository: Repository) -> None:
    repository.stage({"README": LINE})
    repository.git("reset", "-q")


def _ignored(repository: Repository) -> None:
    repository.stage({".gitignore": "*.txt\n"})
    repository.write("a.txt", LINE)


SILENT: dict[str, Step] = {
    "untracked": lambda it: it.write("a.txt", LINE),
    "edited, not staged": lambda it: it.write("README", LINE),
    "partly staged": _partly_staged,
    "intent to add": _intent_to_add,
    "intent to add beside a staged file": _intent_to_add_beside_staged,
    "staged and unstaged again": _unstaged_again,
    "ignored": _ignored,
}


@pytest.mark.parametrize("step", SILENT.values(), ids=SILENT.keys())
def test_what_is_not_staged_is_silent(repository: Repository, step: Step) -> None:
    step(repository)
    assert repository.found() == []


def _removed_in_the_work_tree(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    repository.write("a.txt", "clean again\n")


def _deleted_in_the_work_tree(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    (repository.top / "a.txt").unlink()


def _folder_in_its_place(repository: Repository) -> None:
    _deleted_in_the_work_tree(repository)
    repository.write("a.txt/inside", "nothing\n")


def _ignored_but_added(repository: Repository) -> None:
    repository.stage({".gitignore": "*.txt\n", "a.txt": LINE})


def _skip_worktree(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    repository.git("update-index", "--skip-worktree", "a.txt")
    (repository.top / "a.txt").unlink()


def _assume_unchanged(repository: Repository) -> None:
    repository.stage({"a.txt": LINE})
    repository.git("update-index", "--assume-unchanged", "a.txt")


def _sparse(repository: Repository) -> None:
    repository.commit({"in/x": "1\n", "out/x": "1\n"})
    repository.git("sparse-checkout", "set", "in")
    repository.git("rm", "-q", "--cached", "--sparse", "README")
    repository.stage_blob("a.txt", LINE)


def _sparse_index(repository: Repository) -> None:
    repository.commit({"in/x": "1\n", "out/deep/x": "1\n"})
    repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
    repository.stage_blob("a.txt", LINE)


FOUND: dict[str, Step] = {
    "removed in the work tree": _removed_in_the_work_tree,
    "deleted in the work tree": _deleted_in_the_work_tree,
    "a folder in its place": _folder_in_its_place,
    "ignored but added": _ignored_but_added,
    "skip-worktree": _skip_worktree,
    "assume-unchanged": _assume_unchanged,
    "sparse checkout": _sparse,
    "sparse index": _sparse_index,
    "never on disk": lambda it: it.stage_blob("a.txt", LINE),
}


@pytest.mark.parametrize("step", FOUND.values(), ids=FOUND.keys())
def test_what_is_staged_is_found(repository: Repository, step: Step) -> None:
    step(repository)
    assert repository.found() == [("a.txt", 1)]


def test_only_the_staged_part_of_a_file_counts(repository: Repository) -> None:
    repository.stage({"a.txt": f"one\n{LINE}"})
    repository.write("a.txt", f"key {github_token(5)}\none\n{LINE}")
    assert repository.found() == [("a.txt", 2)]


def test_the_first_commit(empty: Repository) -> None:
    assert empty.found() == []
    empty.stage({"a.txt": "fine\n"})
    assert empty.found() == []
    empty.stage({"a.txt": LINE})
    assert empty.found() == [("a.txt", 1)]


def test_an_orphan_branch_judges_everything_anew(repository: Repository) -> None:
    repository.commit({"a.txt": LINE})
    assert repository.found() == []
    repository.git("checkout", "-q", "--orphan", "fresh")
    assert repository.found() == [("a.txt", 1)]


@pytest.mark.parametrize("folder", ["", "deep/er", ".git"])
def test_the_whole_index_is_judged_from_any_folder(repository: Repository, folder: str) -> None:
    repository.commit({"deep/er/x": "1\n"})
    repository.stage({"a.txt": LINE, "deep/b.txt": LINE})
    if folder == ".git":  # as git starts some hooks: inside the git folder, with the work tree named
        env = {"GIT_DIR": ".", "GIT_WORK_TREE": str(repository.top)}
        assert repository.hook(folder=repository.top / ".git", env=env).exit == 1
        return
    assert repository.found(folder=repository.top / folder) == [("a.txt", 1), ("deep/b.txt", 1)]


def test_names_limit_what_is_judged(repository: Repository) -> None:
    repository.stage({"a.txt": LINE, "b.txt": LINE, "deep/c.txt": LINE, "clean": "1\n"})
    assert repository.found("clean") == []
    assert repository.found("b.txt", "clean") == [("b.txt", 1)]
    assert repository.found("deep/c.txt") == [("deep/c.txt", 1)]


def test_names_may_be_absolute_or_come_from_above(repository: Repository, tmp_path: Path) -> None:
    repository.stage({"a.txt": LINE, "deep/b.txt": LINE})
    repository.link("deep/link", TOKEN)
    repository.add("deep/link")
    top, elsewhere = repository.top, tmp_path / "elsewhere"
    elsewhere.symlink_to(top)
    for folder in (top, elsewhere):
        assert repository.found(str(folder / "a.txt")) == [("a.txt", 1)]
        assert repository.found(str(folder / "deep/link")) == [("deep/link", 1)]
        assert repository.found(str(folder)) == [("a.txt", 1), ("deep/b.txt", 1), ("deep/link", 1)]
    assert repository.found(f"../../{top.name}/a.txt", folder=top / "deep") == [("a.txt", 1)]
    for name in ("/", str(tmp_path), str(tmp_path / "none"), "..", "../elsewhere2"):
        done = repository.hook(name)
        assert done.exit == 2, name
        assert done.says_one_line("outside of this repository"), done.text


def test_a_rename_stays_one_when_only_its_new_name_is_given(repository: Repository) -> None:
    repository.commit({"old.txt": "a\nb\nc\nd\ne\nf\ng\nh\n" + LINE})
    repository.git("mv", "old.txt", "new.txt")
    assert repository.found("new.txt") == []


def _aws() -> tuple[str, list[str]]:
    key, secret = aws_pair()
    return f"aws_access_key_id = {key}\naws_secret_access_key = {secret}\n", [secret]


def _dsn() -> tuple[str, list[str]]:
    dsn = postgres_dsn()
    return f"url = {dsn}\n", [dsn, dsn.split(":")[2].split("@")[0]]


def _key() -> tuple[str, list[str]]:
    return private_key(), private_key().splitlines()[1:-1]


KINDS: dict[str, Callable[[], tuple[str, list[str]]]] = {
    "a GitHub token": lambda: (f"key {github_token()}\n", [github_token()]),
    "a Stripe key": lambda: (f"key {stripe_key()}\n", [stripe_key()]),
    "an AWS pair": _aws,
    "a DSN": _dsn,
    "a private key": _key,
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("options", [(), ("-v",), ("-q",), ("--format", "json")], ids=" ".join)
def test_a_secret_of_each_kind_blocks_and_is_never_shown(
    repository: Repository, make: Callable[[], tuple[str, list[str]]], options: tuple[str, ...]
) -> None:
    text, values = make()
    repository.stage({"a.txt": text})
    done = repository.hook(*options)
    assert done.exit == 1
    assert "a.txt" in done.text or options == ("-q",)
    assert not [value for value in values if value in done.text]
