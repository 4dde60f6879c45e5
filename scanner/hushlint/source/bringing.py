"""What commits bring: the blobs that stand at a path where none of their parents has them."""

import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.model.blob import GITLINK
from hushlint.source.running import Later, records_of

# A commit, a blob that it brings, and the path where.
Brought = tuple[str, str, bytes]

# Objects that git itself is asked to look for; more do not fit a command line everywhere.
_MOST_FILTERED = 400 if sys.platform == "win32" else 2000

# Commits from which on two gits compare them side by side.
_MANY = 2000

# Commits that one git compares where some may be damaged, so that few have to be tried alone.
_TOGETHER = 500

# Changes of a history above which they are not kept: they take some 150 bytes each.
_LONGEST = 1_000_000

_COMPARE = ("diff-tree", "--stdin", "-r", "--root", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff",
            "--no-textconv", "--no-relative", "--ignore-submodules=none")  # fmt: skip
_GITLINK = b"%o" % GITLINK


class Bringing:
    """All that the commits of a whole history bring, as git lists it once."""

    __slots__ = ("_listed",)

    def __init__(self, git: Git, commits: Sequence[str]) -> None:
        """`commits` are all that some tips reach, in the order of `places`. GitError where git cannot compare one of
        them with its parents, or where the list would be too long to keep.
        """
        self._listed = _side_by_side(commits, lambda some: _listed(git, some))

    def blobs(self) -> dict[str, bytes]:
        """Every blob that the commits reach, with one of its paths."""
        found: dict[str, bytes] = {}
        for _, id, path in self._listed:
            found.setdefault(id, path)
        return found

    def places(self, wanted: frozenset[str]) -> Iterator[Brought]:
        """Each change to one of these blobs."""
        return (item for item in self._listed if item[1] in wanted)


def _side_by_side(commits: Sequence[str], compare: Callable[[Sequence[str]], list[Brought]]) -> list[Brought]:
    """What comes of all commits, where there are many of two halves at a time."""
    if len(commits) < _MANY:
        return compare(commits)
    half = len(commits) // 2
    rest = Later(lambda: compare(commits[half:]))
    return compare(commits[:half]) + rest.result()


def _listed(git: Git, commits: Sequence[str]) -> list[Brought]:
    # Ids, paths and commits come again and again: each is kept once.
    same: dict[Hashable, Any] = {}
    found: list[Brought] = []
    heads = 0
    for commit, id, path in _parsed(records_of(git, (*_COMPARE, "-c", "--always"), _lines(commits), b"\0")):
        if not id:
            heads += 1
            continue
        found.append((commit, same.setdefault(id, id), same.setdefault(path, path)))
        if len(found) > _LONGEST:
            raise GitError("the history changes too much to be kept in memory")
    if heads != len(commits):
        # A commit that git cannot read is passed over without a word.
        raise GitError("a commit cannot be read: is the repository damaged?")
    return found


def brought(
    git: Git,
    commits: Sequence[str],
    wanted: frozenset[str],
    paths: Sequence[bytes] = (),
    *,
    tolerant: bool = False,
    whole: bool = False,
) -> Iterator[Brought]:
    """(commit, blob id, path) of each change to one of the `wanted` blobs, in the order of `commits`.

    Merges are compared with each parent; of a `whole` history they bring only what no parent has, for the rest was
    brought before. An empty `wanted` means every blob. `tolerant` passes over commits whose trees cannot be read.
    """
    if not tolerant:
        if wanted and len(wanted) <= _MOST_FILTERED:
            yield from _side_by_side(commits, lambda some: list(_brought(git, some, wanted, paths, whole)))
        else:
            yield from _brought(git, commits, wanted, paths, whole)
        return
    for begin in range(0, len(commits), _TOGETHER):
        part = commits[begin : begin + _TOGETHER]
        try:
            yield from list(_brought(git, part, wanted, paths))
        except GitError:
            for commit in part:
                try:
                    yield from list(_brought(git, [commit], wanted, paths))
                except GitError:
                    continue


def _brought(
    git: Git, commits: Sequence[str], wanted: frozenset[str], paths: Sequence[bytes], whole: bool = False
) -> Iterator[Brought]:
    command: list[str | bytes] = [*_COMPARE, "-c" if whole else "-m"]
    if wanted and len(wanted) <= _MOST_FILTERED:
        command += [f"--find-object={id}" for id in sorted(wanted)]
    for item in _parsed(records_of(git, [*command, "--", *paths], _lines(commits), b"\0")):
        if item[1] in wanted or (item[1] and not wanted):
            yield item


def _parsed(records: Iterator[bytes]) -> Iterator[Brought]:
    """What git's list says: each commit without a blob, then the blobs that it brings. Submodules are left out."""
    commit = ""
    for record in records:
        if not record.startswith(b":"):
            commit = record.strip().decode("ascii")
            yield commit, "", b""
            continue
        path = next(records)
        # For each parent a colon, its mode and its id; the mode and id of the commit's own behind them.
        parents = len(record) - len(record.lstrip(b":"))
        fields = record.split(b" ")
        mode, id = fields[parents], fields[2 * parents + 1].decode("ascii")
        if mode != _GITLINK and id.strip("0"):
            yield commit, id, path


def _lines(commits: Iterable[str]) -> bytes:
    return "".join(f"{commit}\n" for commit in commits).encode("ascii")
