"""Where a history begins: every ref, HEAD of every work tree, every stash, and on request what is only in reflogs."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hushlint.errors import UsageError
from hushlint.git import Git
from hushlint.source.store import Store

_BRANCHES = (b"refs/heads/", b"refs/remotes/")


@dataclass(frozen=True, slots=True)
class Ref:
    """A name and the object that it names directly: a commit, a tag, or for a tag of anything a tree or blob."""

    name: bytes
    id: str

    @property
    def is_branch(self) -> bool:
        """Whether it is a branch of ours or of a remote."""
        return self.name.startswith(_BRANCHES)


def every(store: Store) -> list[Ref]:
    """All refs, and HEAD of every work tree, and each entry of the stash."""
    return [*refs(store.git), *_heads(store), *_stashes(store.git)]


def refs(git: Git) -> list[Ref]:
    """All of refs/; what a ref names is not looked at, so that a broken one does not hide the others."""
    lines = git.run("for-each-ref", "--format=%(objectname) %(refname)").split(b"\n")
    pairs = (line.split(b" ", 1) for line in lines if line)
    return [Ref(name, id.decode("ascii")) for id, name in pairs]


def _heads(store: Store) -> Iterator[Ref]:
    """HEAD here and in linked work trees; a detached one may name what no ref does."""
    names = [b"HEAD", b"main-worktree/HEAD"]
    try:
        linked = sorted(os.listdir(os.path.join(store.common_dir, b"worktrees")))
    except OSError:
        linked = []
    names += [b"worktrees/" + name + b"/HEAD" for name in linked]
    yield from _resolved(store.git, names)


def _resolved(git: Git, names: Iterable[bytes]) -> Iterator[Ref]:
    for name in names:
        status, out, _ = git.start("rev-parse", "--verify", "-q", "--end-of-options", name).exchange()
        if status == 0:
            yield Ref(name, out.decode("ascii").strip())


def _stashes(git: Git) -> Iterator[Ref]:
    """Every entry of the stash: refs/stash names only the last, its reflog the others."""
    for number, id in enumerate(_reflog(git, b"refs/stash")):
        yield Ref(b"stash@{%d}" % number, id)


def _reflog(git: Git, name: bytes) -> list[str]:
    status, out, _ = git.start("rev-list", "-g", "--end-of-options", name).exchange()
    return out.decode("ascii").split() if status == 0 else []


def limited(store: Store, branch: str) -> list[Ref]:
    """The one ref that a person means by a name, as git looks for it; UsageError where there is none."""
    if branch.startswith("-") or not branch:
        raise UsageError(f"--branch: {branch!r} is no branch")
    wanted = os.fsencode(branch)
    for pattern in (b"%b", b"refs/heads/%b", b"refs/remotes/%b", b"refs/%b", b"refs/tags/%b"):
        name = pattern % wanted
        for ref in refs(store.git):
            if ref.name == name:
                return [ref]
    if branch == "HEAD" and store.head:
        return [Ref(b"HEAD", store.head)]
    raise UsageError(f"--branch: there is no branch {branch!r} here")
