"""Where a repository is, and what HEAD names in it."""

import os

from hushlint.errors import GitError
from hushlint.git import Git, inherited
from hushlint.process import Process

_EMPTY_TREES = {
    b"sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    b"sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
_QUESTIONS = ("--show-object-format", "--show-prefix", "--show-toplevel", "--absolute-git-dir")


class Repository:
    """A repository with a work tree: `git` runs at its top, `head` is a commit id or empty before the first one."""

    __slots__ = ("empty_tree", "git", "git_dir", "head", "prefix", "top")

    def __init__(self, git: Git, top: bytes, git_dir: bytes, prefix: bytes, head: str, empty_tree: str) -> None:
        self.git = git
        self.top = top
        self.git_dir = git_dir
        self.prefix = prefix
        self.head = head
        self.empty_tree = empty_tree

    @property
    def base(self) -> str:
        """What a commit is compared with: HEAD, or the empty tree before the first commit."""
        return self.head or self.empty_tree


def ask(git: Git) -> Process:
    """Start the question that `answer` reads, so that other questions can run beside it."""
    return git.start("rev-parse", *_QUESTIONS, "HEAD^{commit}")


def answer(git: Git, child: Process) -> Repository:
    """The repository around git's directory; UsageError outside of one, GitError when HEAD is broken."""
    status, out, err = child.exchange()
    lines = out.split(b"\n")[:-1]
    if len(lines) < len(_QUESTIONS):
        raise git.failure(status, err)
    head = lines[-1].decode("ascii", "replace") if status == 0 else ""
    if status == 0 and len(lines) == len(_QUESTIONS) + 1:
        kind, prefix, top, git_dir = lines[:4]
    else:
        kind, prefix, top, git_dir = (git.run("rev-parse", question)[:-1] for question in _QUESTIONS)
    if status:
        _check_unborn(git, git_dir, err)
    if kind not in _EMPTY_TREES:
        raise GitError(f"this repository's object format is unknown: {kind.decode('ascii', 'replace')}")
    place = git.at(top) if prefix else git
    return Repository(place, top, git_dir, prefix, head, _EMPTY_TREES[kind])


def find(git: Git) -> Repository:
    """The repository around git's directory."""
    return answer(git, ask(git))


def _check_unborn(git: Git, git_dir: bytes, stderr: bytes) -> None:
    """GitError unless HEAD names a branch that does not exist yet: a broken one must not pass for a new one."""
    status, name, _ = git.start("symbolic-ref", "-q", "HEAD").exchange()
    ref = name.rstrip(b"\n")
    if status or not ref:
        raise GitError(f"HEAD names no commit that can be read: {_first(stderr)}")
    exists, _, _ = git.start("rev-parse", "--verify", "-q", ref).exchange()
    where = os.path.join(git_dir, git.run("rev-parse", "--git-path", ref)[:-1])
    if exists == 0 or os.path.lexists(where):
        raise GitError(f"HEAD names {ref.decode('utf-8', 'replace')}, whose commit cannot be read: {_first(stderr)}")


def _first(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").splitlines()
    return lines[0] if lines else "git said nothing"


def merge_heads(repository: Repository) -> list[str]:
    """The other parents of a merge in progress, as commit ids; empty when none is.

    A merge that stopped has them in MERGE_HEAD; during pre-merge-commit that file is not written yet, and git
    names them in its environment (GITHEAD_<id>).
    """
    try:
        with open(os.path.join(repository.git_dir, b"MERGE_HEAD"), "rb") as file:
            return [line.decode("ascii", "replace") for line in file.read().split()]
    except FileNotFoundError:
        pass
    names = sorted(name[8:] for name in inherited() if name.startswith(b"GITHEAD_"))
    ids = [name.decode("ascii") for name in names if len(name) in (40, 64) and name.isalnum()]
    return [id for id in ids if _is_to_come(repository, id)]


def _is_to_come(repository: Repository, id: str) -> bool:
    """Whether a commit is here and not in HEAD's history: a merge's own hooks may commit after it, or elsewhere."""
    status, _, _ = repository.git.start("merge-base", "--is-ancestor", id, repository.head or id).exchange()
    return status == 1
