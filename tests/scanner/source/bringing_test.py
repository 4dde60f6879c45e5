"""What commits bring is all that they reach: checked against git's own list, on histories of every shape."""

import random
import secrets
from pathlib import Path

import pytest
from support.examples import stripe_key
from support.history import audit
from support.repository import Repository

from hushlint.errors import GitError
from hushlint.git import Git, environment
from hushlint.source.bringing import Bringing


def _git(repository: Repository) -> Git:
    env = {name.encode(): value.encode() for name, value in repository.env.items()}
    return Git(str(repository.top).encode(), environment(env))


def _commits(repository: Repository, *options: str) -> list[str]:
    return repository.git("rev-list", "--topo-order", "--reverse", "--all", *options).split()


def _reached(repository: Repository) -> set[str]:
    options = ("--objects", "--filter=object:type=blob", "--filter-provided-objects", "--no-object-names", "--all")
    return set(repository.git("rev-list", *options).split())


def _grown(repository: Repository, seed: int, commits: int = 60) -> None:
    """Commits on several branches, merges that take either side, both or neither, octopuses, and a second root."""
    chance = random.Random(seed)
    repository.commit({"a/b.txt": "first\n"})
    for number in range(commits):
        kind = chance.randint(0, 9)
        branches = repository.git("branch", "--format=%(refname:short)").split()
        if kind == 0:
            repository.git("checkout", "-q", "-B", f"side{chance.randint(0, 3)}")
        elif kind == 1:
            repository.git("checkout", "-q", chance.choice(branches))
        elif kind < 4 and len(branches) > 2:
            _merge(repository, chance, branches, number)
        else:
            name = f"{chance.choice('abc')}/{chance.choice('xyz')}{chance.randint(0, 4)}"
            repository.commit({name: f"{chance.randint(0, 20)}\n"}, f"{number}")
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit({"root": "second\n"})


def _merge(repository: Repository, chance: random.Random, branches: list[str], number: int) -> None:
    """A merge of two or three whose tree is one of theirs, or has what none of them has."""
    parents = chance.sample(branches, chance.randint(2, 3))
    tree = repository.git("rev-parse", f"{chance.choice(parents)}^{{tree}}")
    if chance.random() < 0.5:
        repository.git("read-tree", tree)
        repository.stage_blob(f"evil/{number}", f"evil {number}\n")
        tree = repository.git("write-tree")
    given = [item for parent in parents for item in ("-p", parent)]
    merged = repository.git("commit-tree", "-m", f"merge {number}", *given, tree)
    repository.git("checkout", "-q", "-f", "-B", parents[0], merged)


@pytest.mark.parametrize("seed", range(4))
def test_all_that_is_reached(repository: Repository, seed: int) -> None:
    _grown(repository, seed)
    found = Bringing(_git(repository), _commits(repository)).blobs()
    assert found.keys() == _reached(repository)
    trees = [repository.git("ls-tree", "-r", commit) for commit in _commits(repository)]
    standing = {line.split(" ")[2] for tree in trees for line in tree.splitlines()}
    assert {f"{id}\t{path.decode()}" for id, path in found.items()} <= standing


def test_no_submodule_and_nothing_of_nothing(repository: Repository) -> None:
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    repository.commit({"a": "a\n"})
    repository.git("rm", "-q", "--cached", "a")
    repository.commit()
    assert sorted(Bringing(_git(repository), _commits(repository)).blobs().values()) == [b"README", b"a"]
    assert Bringing(_git(repository), []).blobs() == {}


def test_paths_that_look_like_something_else(repository: Repository) -> None:
    id = repository.blob("a\n")
    names = [":100644", "1" * 40, "a\nb", "ä", " "]
    for name in names:
        repository.stage_blob(name, f"{name}\n")
    repository.stage_blob("again", "a\n")
    commit = repository.commit()
    found = Bringing(_git(repository), [commit])
    assert sorted(found.blobs().values()) == sorted(name.encode() for name in [*names, "again"])
    assert list(found.places(frozenset([id]))) == [(commit, id, b"again")]


def test_a_commit_that_git_passes_over(repository: Repository) -> None:
    """With a commit-graph git walks over a commit that it cannot read, and compares all but that one."""
    first = repository.commit({"a": "a\n"})
    second = repository.commit({"b": "b\n"})
    third = repository.commit({"c": "c\n"})
    repository.git("commit-graph", "write", "--reachable")
    file = repository.top / ".git/objects" / second[:2] / second[2:]
    file.chmod(0o644)
    file.write_bytes(b"not a zlib stream")
    with pytest.raises(GitError):
        Bringing(_git(repository), [first, second, third])


@pytest.mark.parametrize("packed", [False, True], ids=["loose", "packed"])
def test_a_blob_that_is_missing(repository: Repository, packed: bool) -> None:
    seed = secrets.randbits(60)
    repository.commit({".gitignore": ".env\n", "a.py": f"key = '{stripe_key(seed)}'\n"})
    repository.commit({"a.py": "key = None\n"})
    if packed:
        repository.git("repack", "-q", "-a", "-d")
    repository.commit({"late.py": f"{seed}\n"})
    id = repository.git("rev-parse", "HEAD:late.py")
    Path(repository.top / ".git/objects" / id[:2] / id[2:]).unlink()
    done = audit(repository, "--no-cache")
    assert done.exit == 3
    assert id in done.reasons or "late.py" in done.reasons
    assert done.paths == ["a.py"], "what is there is read"
