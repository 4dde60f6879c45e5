"""The commits between a base and a head, resolved and complete, or a reason in one line why they cannot be had."""

import os
from dataclasses import dataclass

from hushlint.errors import GitError, UsageError
from hushlint.git import Git
from hushlint.source import history
from hushlint.source.platforms import Asked
from hushlint.source.store import Store


@dataclass(frozen=True, slots=True)
class Range:
    """Commit ids: `base` governs (empty: nothing came before), `fork` is where the range leaves it, oldest first.

    `source` says in words where the base came from, `tags` are the annotated tags that name the head for who asked.
    """

    base: str
    fork: str
    head: str
    commits: tuple[str, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    tags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """`base..head`, or the head alone where all that led to it counts."""
        return f"{self.base}..{self.head}" if self.base else self.head


def resolve(store: Store, asked: Asked) -> Range | None:
    """The range that is asked for, None for a branch that was deleted; GitError where a part of it is not here."""
    if _is_zero(asked.head):
        return None
    git = store.git
    head = revision(git, asked.head, asked.advice)
    notes: tuple[str, ...] = ()
    base, source = "", asked.source
    if asked.base and not _is_zero(asked.base):
        base = _known(git, asked)
        if not base:
            notes = ("the push replaced history: judged as a new branch",)
    if not base:
        base = _beginning(git, asked, head)
        source = f"the default branch {asked.default}" if base else ""
    if not base:
        notes = (*notes, "nothing came before: every commit that led to this one is judged")
    commits = history.commits(git, [head, *([f"^{base}"] if base else [])])
    fork = _fork(git, base, head)
    unrelated = history.commits(git, [base]) if base and not fork else []
    _check_complete(store, [*commits, *unrelated], asked.advice)
    return Range(base, fork, head, tuple(commits), notes, source, _tags(git, asked.head, head))


def _is_zero(name: str) -> bool:
    return bool(name) and not name.strip("0")


def _known(git: Git, asked: Asked) -> str:
    """The base's id; empty only where history was rewritten and the old one is gone."""
    try:
        return revision(git, asked.base, asked.advice)
    except GitError:
        if asked.replaced:
            return ""
        raise


def _beginning(git: Git, asked: Asked, head: str) -> str:
    """What a new branch is compared with: the default branch, but not with itself; empty for nothing."""
    if not asked.default or asked.ref == f"refs/heads/{asked.default}":
        return ""
    for name in (f"refs/remotes/origin/{asked.default}", f"refs/heads/{asked.default}"):
        try:
            return revision(git, name, "")
        except GitError:
            continue
    raise GitError(f"a new branch is compared with {asked.default!r}, which is not here: {asked.advice}")


def revision(git: Git, name: str, advice: str) -> str:
    """The commit id of a revision; UsageError for what cannot be one, GitError where there is none of that name."""
    if not name or name.startswith(("-", "^")):
        raise UsageError(f"{name!r} is no revision")
    given = os.fsencode(name) + b"^{commit}"
    if b"\0" in given or b"\n" in given:
        raise UsageError(f"{name!r} is no revision")
    status, out, _ = git.start("rev-parse", "--verify", "-q", "--end-of-options", given).exchange()
    if status:
        git.run("rev-parse", "--git-dir")
        hint = f": {advice}" if advice else ""
        raise GitError(f"the revision {name!r} is not in this repository{hint}")
    return out.decode("ascii").strip()


def _tags(git: Git, name: str, commit: str) -> tuple[str, ...]:
    """The tag objects between a revision as it was named and its commit."""
    named = git.run("rev-parse", "--verify", "-q", "--end-of-options", name).decode("ascii").strip()
    return () if named == commit else tuple(history.tags(git, [named]))


def _check_complete(store: Store, commits: list[str], advice: str) -> None:
    """GitError where a shallow clone cuts these commits: one whose parents are not here looks like a first one.

    A base that seems to have nothing in common with the head may have it in what was cut off.
    """
    if not store.shallow:
        return
    try:
        with open(os.path.join(store.common_dir, b"shallow"), "rb") as file:
            cut = frozenset(file.read().decode("ascii", "replace").split())
    except OSError as error:
        raise GitError(f"the boundary of this shallow clone cannot be read: {error.strerror}") from None
    if not cut.isdisjoint(commits):
        raise GitError(f"this shallow clone does not hold the whole range: {advice}")


def _fork(git: Git, base: str, head: str) -> str:
    """The best common ancestor, empty where there is none."""
    if not base:
        return ""
    status, out, _ = git.start("merge-base", base, head).exchange()
    return out.decode("ascii").split("\n")[0] if status == 0 else ""
