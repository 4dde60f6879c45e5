"""Where a history begins: every ref, HEAD of every work tree, every stash, and on request what is only in reflogs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from hushlint.errors import UsageError
from hushlint.git import Git
from hushlint.process import Process
from hushlint.source.store import Store

_REFS = ("for-each-ref", "--format=%(objectname) %(refname)")
_HEADS = (b"HEAD", b"main-worktree/HEAD")
_REFLOG = ("rev-list", "-g", "--end-of-options")
_STASH = b"refs/stash"
_BRANCHES = (b"refs/heads/", b"refs/remotes/")
# Refs that each work tree has for itself, and never packed: gitrepository-layout(5).
_OWN = (b"refs/bisect", b"refs/worktree", b"refs/rewritten")


@dataclass(frozen=True, slots=True)
class Ref:
    """A name and the object that it names directly: a commit, a tag, or for a tag of anything a tree or blob."""

    name: bytes
    id: str

    @property
    def is_branch(self) -> bool:
        """Whether it is a branch of ours or of a remote."""
        return self.name.startswith(_BRANCHES)


class Asked:
    """Gits that were asked for all refs; they run beside each other, and beside us, until `every` reads them."""

    __slots__ = ("heads", "refs", "stash")

    def __init__(self, git: Git) -> None:
        self.refs = git.start(*_REFS)
        self.heads = {name: _ask(git, name) for name in _HEADS}
        self.stash = git.start(*_REFLOG, _STASH)

    def close(self) -> None:
        """Let go of them."""
        for child in (self.refs, self.stash, *self.heads.values()):
            child.close()


def every(store: Store, asked: Asked) -> list[Ref]:
    """All refs, and HEAD of every work tree, and each entry of the stash."""
    return [*_refs(store.git, asked.refs), *_heads(store, asked), *_stashes(asked)]


def _refs(git: Git, asked: Process) -> list[Ref]:
    """All of refs/; what a ref names is not looked at, so that a broken one does not hide the others."""
    lines = git.finish(asked).split(b"\n")
    pairs = (line.split(b" ", 1) for line in lines if line)
    return [Ref(name, id.decode("ascii")) for id, name in pairs]


def _heads(store: Store, asked: Asked) -> Iterator[Ref]:
    """HEAD here and in linked work trees, and the refs that those have for themselves: none other may name a commit."""
    linked_at = os.path.join(store.common_dir, b"worktrees")
    try:
        linked = sorted(os.listdir(linked_at))
    except OSError:
        linked = []
    names = []
    for tree, folder in (
        (b"main-worktree", store.common_dir),
        *((b"worktrees/" + name, os.path.join(linked_at, name)) for name in linked),
    ):
        names += [b"%b/%b" % (tree, name) for name in (b"HEAD", *_own_refs(folder))]
    more = ((name, _ask(store.git, name)) for name in names if name not in asked.heads)
    for name, child in chain(asked.heads.items(), more):
        status, out, _ = child.exchange()
        if status == 0:
            yield Ref(name, out.decode("ascii").strip())


def _own_refs(folder: bytes) -> Iterator[bytes]:
    """Names of the refs in a work tree's own folder."""
    for kind in _OWN:
        for inside, _, files in os.walk(os.path.join(folder, kind)):
            below = os.path.relpath(inside, folder).replace(os.fsencode(os.sep), b"/")
            yield from (b"%b/%b" % (below, name) for name in sorted(files))


def _ask(git: Git, name: bytes) -> Process:
    """Ask what a name stands for."""
    return git.start("rev-parse", "--verify", "-q", "--end-of-options", name)


def _stashes(asked: Asked) -> Iterator[Ref]:
    """Every entry of the stash: refs/stash names only the last, its reflog the others."""
    status, out, _ = asked.stash.exchange()
    for number, id in enumerate(out.decode("ascii").split() if status == 0 else ()):
        yield Ref(b"stash@{%d}" % number, id)


def limited(store: Store, branch: str) -> list[Ref]:
    """The one ref that a person means by a name, as git looks for it; UsageError where there is none."""
    if branch.startswith("-") or not branch:
        raise UsageError(f"--branch: {branch!r} is no branch")
    wanted = os.fsencode(branch)
    listed = {ref.name: ref for ref in _refs(store.git, store.git.start(*_REFS))}
    for pattern in (b"%b", b"refs/heads/%b", b"refs/remotes/%b", b"refs/%b", b"refs/tags/%b"):
        if ref := listed.get(pattern % wanted):
            return [ref]
    if branch == "HEAD" and store.head:
        return [Ref(b"HEAD", store.head)]
    raise UsageError(f"--branch: there is no branch {branch!r} here")
