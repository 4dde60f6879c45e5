"""A repository as a store of objects: where it is, its hash, whether history is cut off; bare ones too."""

import os
from dataclasses import dataclass

from hushlint.errors import GitError, UsageError
from hushlint.git import Git
from hushlint.process import Process

_QUESTIONS = (
    "--show-object-format",
    "--is-bare-repository",
    "--is-shallow-repository",
    "--absolute-git-dir",
    "--git-common-dir",
)
_EMPTY_TREES = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


@dataclass(frozen=True, slots=True)
class Store:
    """`head` is the commit id that HEAD names, empty before the first commit or where it is broken."""

    git: Git
    git_dir: bytes
    common_dir: bytes
    empty_tree: str
    bare: bool
    shallow: bool
    head: str

    @property
    def id_length(self) -> int:
        """Hex digits of an object id."""
        return len(self.empty_tree)


# Gits that were asked where a repository is and what HEAD names.
Asked = tuple[Process, Process]


def ask(git: Git) -> Asked:
    """Start the questions that `answer` reads, so that others can run beside them."""
    head = ("rev-parse", "--verify", "-q", "HEAD^{commit}")
    return git.start("rev-parse", *_QUESTIONS), git.start(*head)


def find(git: Git) -> Store:
    """The repository around (or at) git's directory; UsageError where there is none."""
    return answer(git, ask(git))


def answer(git: Git, asked: Asked) -> Store:
    """As `find`, of what was asked."""
    where, head = asked
    status, out, _ = head.exchange()
    lines = git.finish(where).split(b"\n")[:-1]
    if len(lines) != len(_QUESTIONS):
        # A folder's name holds a newline.
        lines = [git.run("rev-parse", question)[:-1] for question in _QUESTIONS]
    kind, bare, shallow = (line.decode("ascii", "replace") for line in lines[:3])
    if kind not in _EMPTY_TREES:
        raise GitError(f"this repository's object format is unknown: {kind}")
    common = os.path.join(git.directory or b".", lines[4])
    place = git.at(lines[3]) if bare == "true" else git
    named = out.decode("ascii").strip() if status == 0 else ""
    return Store(
        place, lines[3], os.path.abspath(common), _EMPTY_TREES[kind], bare == "true", shallow == "true", named
    )


def named(path: bytes) -> Git:
    """git in a folder that a person names, whatever repository the environment speaks of; UsageError for no folder."""
    shown = os.fsdecode(path)
    if not os.path.lexists(path):
        raise UsageError(f"no such path: {shown!r}")
    if not os.path.isdir(path):
        raise UsageError(f"not a folder, so no repository either: {shown!r}")
    git = Git(os.path.abspath(path))
    for name in (b"GIT_DIR", b"GIT_COMMON_DIR", b"GIT_WORK_TREE", b"GIT_INDEX_FILE", b"GIT_PREFIX"):
        git.environment.pop(name, None)
    for name in (b"GIT_OBJECT_DIRECTORY", b"GIT_ALTERNATE_OBJECT_DIRECTORIES", b"GIT_QUARANTINE_PATH"):
        git.environment.pop(name, None)
    return git.opening_bare()
