"""Nothing that lies in the repository is imported, started, or taken for history."""

import os

import pytest
from support.canary import Canary
from support.examples import github_token
from support.repository import Repository

OLD, NEW = github_token(1), github_token(2)
BODY = "".join(f"line {number}\n" for number in range(10))

MODULES = [
    "re.py",
    "json.py",
    "subprocess.py",
    "hyperscan.py",
    "hyperscan/__init__.py",
    "hushlint.py",
    "hushlint/__init__.py",
    "hushlint/hook.py",
    "click.py",
    "tomllib.py",
    "yaml.py",
    "pathspec.py",
    "typing.py",
    "zlib.py",
    "sitecustomize.py",
    "usercustomize.py",
]


@pytest.mark.parametrize("path", [None, "", ":", "."], ids=repr)
def test_no_module_of_the_repository_is_imported(repository: Repository, canary: Canary, path: str | None) -> None:
    for module in MODULES:
        canary.plant_module(repository, module)
    repository.stage({"clean.txt": "clean\n"})
    assert repository.found(env={"PYTHONPATH": path}) == []
    repository.stage({"a.txt": f"key {NEW}\n"})
    assert repository.found(env={"PYTHONPATH": path}) == [("a.txt", 1)]
    assert not canary.sang
    assert canary.python_runs_it(repository, "hyperscan")


@pytest.mark.parametrize("path", ["", ".", "bin"])
def test_no_program_of_the_repository_is_started(repository: Repository, canary: Canary, path: str) -> None:
    for folder in (".", "bin"):
        for name in ("git", "git.exe", "sh", "env"):
            repository.write(f"{folder}/{name}", canary.program.read_bytes()).chmod(0o755)
    repository.stage({"a.txt": f"key {NEW}\n"})
    assert repository.found(env={"PATH": path + os.pathsep + repository.env["PATH"]}) == [("a.txt", 1)]
    assert not canary.sang


def test_a_replaced_blob_is_read_as_it_will_be_committed(repository: Repository) -> None:
    repository.stage({"a.txt": f"key {NEW}\n"})
    staged = repository.git("rev-parse", ":a.txt")
    repository.git("replace", staged, repository.blob("nothing\n"))
    assert repository.git("cat-file", "-p", staged) == "nothing"
    assert repository.found() == [("a.txt", 1)]


def test_a_replaced_head_does_not_make_a_secret_old(repository: Repository) -> None:
    head = repository.git("rev-parse", "HEAD")
    repository.stage({"a.txt": f"key {NEW}\n"})
    tree = repository.git("write-tree")
    fake = repository.git("commit-tree", tree, "-m", "fake")
    repository.git("replace", head, fake)
    assert repository.git("diff-index", "--cached", "HEAD") == ""
    assert repository.found() == [("a.txt", 1)]


def test_a_replaced_tree_does_not_make_a_secret_old(repository: Repository) -> None:
    old = repository.git("rev-parse", "HEAD^{tree}")
    repository.stage({"a.txt": f"key {NEW}\n"})
    repository.git("replace", old, repository.git("write-tree"))
    assert repository.found() == [("a.txt", 1)]


def test_grafts_are_not_history(repository: Repository) -> None:
    head = repository.git("rev-parse", "HEAD")
    repository.commit({"a.txt": f"key {OLD}\n"})
    repository.write(".git/info/grafts", f"{head} {repository.git('rev-parse', 'HEAD')}\n")
    repository.stage({"b.txt": f"key {NEW}\n"})
    assert repository.found() == [("b.txt", 1)]


def test_a_missing_object_is_not_fetched(repository: Repository, canary: Canary) -> None:
    """In a partial clone git asks the remote for what it lacks, and a remote may be any program."""
    missing = repository.git("hash-object", "--stdin", data=f"key {NEW}\n".encode())
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{missing},a.txt")
    repository.configure({
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{canary.program}",
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(canary.program),
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
    })
    done = repository.hook()
    assert done.exit == 3
    assert "Traceback" not in done.text
    assert not canary.sang
    assert canary.is_live(repository, ("cat-file", "-p", missing))


def test_nothing_is_written_into_the_repository(repository: Repository) -> None:
    repository.commit({".gitignore": ".env\n", ".env.example": "API_SECRET_KEY=changeme\n"})
    repository.write(".env", "API_SECRET_KEY=dev-only-secret-key\n")
    repository.stage({"a.txt": f"key {NEW}\n"})
    repository.write("README", "touched, so that the index is stale\n")
    before = _state(repository)
    assert repository.found() == [("a.txt", 1)]
    assert _state(repository) == before


def _state(repository: Repository) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file and folder, the git folder's too."""
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in sorted(repository.top.rglob("*"))
    }
