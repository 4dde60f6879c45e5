"""Every form a repository can have: formats, places, and callers that point elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import github_token
from support.repository import Repository

OLD, NEW = github_token(1), github_token(2)
LINE = f"one\nkey {NEW}\n"

Create = Callable[..., Repository]
Step = Callable[[Repository], object]


def _pack(repository: Repository) -> None:
    repository.git("repack", "-q", "-a", "-d", "-f")
    repository.git("pack-refs", "--all")
    repository.git("prune")


def _alternate(repository: Repository) -> None:
    store = repository.top.parent / "store"
    (repository.top / ".git/objects").rename(store)
    (repository.top / ".git/objects/info").mkdir(parents=True)
    repository.write(".git/objects/info/alternates", f"{store}\n")


def _commit_graph(repository: Repository) -> None:
    _pack(repository)
    repository.git("commit-graph", "write", "--reachable")
    repository.git("multi-pack-index", "write")


FORMS: dict[str, Step] = {
    "plain": lambda it: None,
    "split index": lambda it: it.git("update-index", "--split-index"),
    "index version 2": lambda it: it.git("update-index", "--index-version", "2"),
    "index version 3": lambda it: it.git("update-index", "--index-version", "3"),
    "index version 4": lambda it: it.git("update-index", "--index-version", "4"),
    "untracked cache": lambda it: it.git("update-index", "--force-untracked-cache"),
    "packed": _pack,
    "alternate objects": _alternate,
    "commit graph": _commit_graph,
    "detached HEAD": lambda it: it.git("checkout", "-q", "--detach"),
}


@pytest.mark.parametrize("format", ["sha1", "sha256"])
@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_repository(create: Create, form: str, format: str) -> None:
    repository = create("work", f"--object-format={format}")
    repository.commit({"a.txt": f"key {OLD}\n"})
    FORMS[form](repository)
    assert repository.found() == []
    repository.stage({"a.txt": f"key {OLD}\n{LINE}"})
    assert repository.found() == [("a.txt", 3)]


@pytest.mark.parametrize("format", ["sha1", "sha256"])
def test_the_first_commit_of_each_format(create: Create, format: str) -> None:
    repository = create("work", f"--object-format={format}")
    repository.stage({"a.txt": LINE})
    assert repository.found() == [("a.txt", 2)]


FOLDERS = ["with space", "new\nline", "new line at the end\n", "-dash", "ünï", "'\"$x", "\udcff"]


@pytest.mark.parametrize("name", FOLDERS, ids=ascii)
def test_a_repository_in_an_odd_folder(create: Create, name: str) -> None:
    repository = create(name)
    repository.commit({"deep/a.txt": "1\n"})
    repository.stage({"deep/b.txt": LINE})
    assert repository.found() == [("deep/b.txt", 2)]
    assert repository.found(folder=repository.top / "deep") == [("deep/b.txt", 2)]


def test_a_repository_reached_through_a_link(repository: Repository, tmp_path: Path) -> None:
    repository.stage({"deep/b.txt": LINE})
    (tmp_path / "link").symlink_to(repository.top)
    assert repository.found(folder=tmp_path / "link" / "deep") == [("deep/b.txt", 2)]


def test_another_index(repository: Repository, tmp_path: Path) -> None:
    """As `git commit -- path` does: the index that will be committed is not the one in its usual place."""
    other = {"GIT_INDEX_FILE": str(tmp_path / "other")}
    repository.git("read-tree", "HEAD", env=other)
    blob = repository.blob(LINE)
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{blob},a.txt", env=other)
    assert repository.found() == []
    assert repository.found(env=other) == [("a.txt", 2)]
    repository.stage({"b.txt": LINE})
    assert repository.found(env=other) == [("a.txt", 2)]


def test_a_relative_index_from_a_deeper_folder(repository: Repository) -> None:
    """git takes the name from the top of the work tree, not from where it was started."""
    repository.commit({"deep/x": "1\n"})
    repository.stage({"a.txt": LINE})
    (repository.top / ".git/index").rename(repository.top / "other")
    env = {"GIT_INDEX_FILE": "other"}
    assert "a.txt" in repository.git("-C", "deep", "ls-files", "--full-name", ":/", env=env)
    assert repository.found(folder=repository.top / "deep", env=env) == [("a.txt", 2)]
    repository.stage({".hushlint.toml": 'exclude = ["a.txt"]\n'})
    repository.git("update-index", "--add", "a.txt")
    (repository.top / ".git/index").rename(repository.top / "other")
    assert repository.found(folder=repository.top / "deep", env=env) == [], "its settings are read from there too"


def test_an_index_that_does_not_exist_is_empty(repository: Repository, tmp_path: Path) -> None:
    repository.stage({"a.txt": LINE})
    assert repository.found(env={"GIT_INDEX_FILE": str(tmp_path / "none")}) == []


def test_git_dir_and_work_tree(repository: Repository, tmp_path: Path) -> None:
    repository.stage({"a.txt": LINE})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    env = {"GIT_DIR": str(repository.top / ".git"), "GIT_WORK_TREE": str(repository.top)}
    assert repository.found(folder=elsewhere, env=env) == [("a.txt", 2)]
    relative = {"GIT_DIR": "../work/.git", "GIT_WORK_TREE": "../work"}
    assert repository.found(folder=elsewhere, env=relative) == [("a.txt", 2)]
    assert repository.found(env={"GIT_DIR": ".git"}) == [("a.txt", 2)]


def test_a_git_folder_kept_apart(create: Create, tmp_path: Path) -> None:
    repository = create("work", f"--separate-git-dir={tmp_path / 'apart'}")
    repository.stage({"a.txt": LINE})
    assert repository.found() == [("a.txt", 2)]


def test_another_object_store(repository: Repository, tmp_path: Path) -> None:
    """As git's quarantine does: the new objects are not yet in the repository's own store."""
    store = tmp_path / "quarantine"
    store.mkdir()
    env = {
        "GIT_OBJECT_DIRECTORY": str(store),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(repository.top / ".git/objects"),
    }
    blob = repository.git("hash-object", "-w", "--stdin", data=LINE.encode(), env=env)
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{blob},a.txt", env=env)
    assert repository.found(env=env) == [("a.txt", 2)]


def test_a_linked_worktree(repository: Repository) -> None:
    repository.git("worktree", "add", "-q", "../linked", "-b", "other")
    linked = Repository(repository.top.parent / "linked", repository.env)
    linked.stage({"a.txt": LINE})
    assert linked.found() == [("a.txt", 2)]
    assert repository.found() == []
    bound = {"GIT_DIR": str(repository.top / ".git/worktrees/linked"), "GIT_INDEX_FILE": None}
    assert linked.found(env=bound) == [("a.txt", 2)]


def test_a_linked_worktree_of_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    bare = Repository(tmp_path / "bare.git", repository.env)
    bare.git("worktree", "add", "-q", str(tmp_path / "linked"), "main")
    linked = Repository(tmp_path / "linked", repository.env)
    linked.stage({"a.txt": LINE})
    assert linked.found() == [("a.txt", 2)]


def test_a_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"old.txt": f"key {OLD}\n"})
    repository.git("clone", "-q", "--depth=1", f"file://{repository.top}", str(tmp_path / "shallow"))
    shallow = Repository(tmp_path / "shallow", repository.env)
    shallow.stage({"a.txt": LINE})
    assert shallow.found() == [("a.txt", 2)]


def test_a_partial_clone_that_has_what_is_needed(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"old.txt": f"key {OLD}\n"})
    repository.configure({"uploadpack.allowFilter": "true"})
    source = f"file://{repository.top}"
    repository.git("clone", "-q", "--filter=blob:none", "--no-checkout", source, str(tmp_path / "partial"))
    partial = Repository(tmp_path / "partial", repository.env)
    partial.git("read-tree", "HEAD")
    partial.stage({"a.txt": LINE})
    assert partial.found() == [("a.txt", 2)]


def test_a_partial_clone_lacks_what_is_outside_of_its_sparse_checkout(repository: Repository, tmp_path: Path) -> None:
    """The policy files there, which the commit does not touch, and what it deletes there."""
    body = "".join(f"line {number}\n" for number in range(20))
    files = {".gitignore": ".env\n", "there/.gitignore": "*.log\n", "there/.env.example": "A=\n", "there/a.txt": body}
    repository.commit({"here/a.txt": "1\n", **files})
    repository.configure({"uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true"})
    source = f"file://{repository.top}"
    repository.git("clone", "-q", "--filter=blob:none", "--sparse", source, str(tmp_path / "partial"))
    partial = Repository(tmp_path / "partial", repository.env)
    partial.git("sparse-checkout", "set", "here")
    partial.write(".env", "A=1\n")
    partial.stage({"here/a.txt": "2\n"})
    assert partial.found() == []
    partial.git("rm", "-q", "--sparse", "there/a.txt")
    partial.stage({"here/b.txt": body + LINE})
    assert partial.found() == [("here/b.txt", 22)]
    partial.git("update-index", "--cacheinfo", f"100644,{repository.git('rev-parse', 'HEAD:there/a.txt')},.gitignore")
    assert partial.hook().exit == 3, "a policy file that the commit itself changes"


def test_a_repository_inside_another_is_not_looked_into(repository: Repository) -> None:
    inner = Repository.create(repository.top / "inner", repository.env)
    inner.commit({"a.txt": LINE})
    repository.stage({"b.txt": "1\n"})
    assert repository.found() == []


def test_a_ref_that_is_called_like_a_file_or_like_head(repository: Repository) -> None:
    repository.git("tag", "HEAD")
    repository.git("update-ref", "refs/heads/HEAD", "HEAD")
    repository.git("branch", "a.txt")
    repository.stage({"a.txt": LINE, "HEAD": "1\n"})
    assert repository.found() == [("a.txt", 2)]


def test_three_thousand_staged_files(repository: Repository) -> None:
    files = {f"folder {number % 50}/file {number}.txt": f"text {number}\n" for number in range(3000)}
    repository.stage(files | {"zz/last.txt": LINE})
    assert repository.found() == [("zz/last.txt", 2)]
