"""What a commit would bring: the changed entries of the index, judged against every parent."""

from hushlint.errors import GitError
from hushlint.model.blob import GITLINK, Change, Lines
from hushlint.repository import Repository
from hushlint.source import diffs

NOTHING = "0"


class Staged:
    """Entries of the index that are new against all parents, and the questions about their lines.

    `changes` maps a path to its change against each parent, HEAD's first. `removed` tells that something went
    away, `unmerged` are the paths of a conflict that is not resolved.
    """

    __slots__ = ("_repository", "changes", "parents", "raw", "unmerged")

    def __init__(self, repository: Repository, raw: list[list[Change]], parents: list[str]) -> None:
        self._repository = repository
        self.parents = parents
        self.raw = raw[0]
        self.unmerged = [change.path for change in raw[0] if change.status == "U"]
        self.changes = against_all(raw)

    def ids(self, paths: list[bytes]) -> list[str]:
        """Blob ids of these paths, each once, in their order."""
        return list(dict.fromkeys(self.changes[path][0].new_id for path in paths))

    def added(self, paths: list[bytes]) -> dict[bytes, Lines | None]:
        """Which lines of each path are new against every parent; None where all are."""
        each = [self._against(number, paths) for number in range(len(self.parents))]
        return {path: common_lines([lines[path] for lines in each]) for path in paths}

    def _against(self, number: int, paths: list[bytes]) -> dict[bytes, Lines | None]:
        changes = {path: self.changes[path][number] for path in paths}
        asked = [change for change in changes.values() if is_edit(change)]
        found = diffs.staged_lines(self._repository.git, self.parents[number], asked) if asked else {}
        return {
            path: found.get((change.old_id, change.new_id)) if is_edit(change) else None
            for path, change in changes.items()
        }


def read(repository: Repository, first: list[Change] | None, heads: list[str]) -> Staged:
    """The staged changes; `first` is the listing against HEAD when it was already made, `heads` a merge's others."""
    parents = [repository.base, *heads]
    against_head = diffs.staged(repository.git, repository.base) if first is None else first
    raw = [against_head, *(diffs.staged(repository.git, head) for head in heads)]
    return Staged(repository, raw, parents)


def check_objects(changes: list[Change]) -> None:
    """GitError for an entry without an object: nothing may be passed over because git could not name it."""
    for change in changes:
        if change.status not in "DU" and not change.new_id.strip(NOTHING):
            raise GitError(f"the index names no object for {change.path!r}")


def against_all(raw: list[list[Change]]) -> dict[bytes, list[Change]]:
    """Paths that bring a blob which no parent has there; a moved blob brings nothing, a copied one does."""
    check_objects(raw[0])
    listings = [_new(changes) for changes in raw]
    shared = [path for path in listings[0] if all(path in listing for listing in listings[1:])]
    return {path: [listing[path] for listing in listings] for path in shared}


def _new(changes: list[Change]) -> dict[bytes, Change]:
    """The changes that bring content: for each blob that is gone from one path, one other path may have it."""
    gone: dict[str, int] = {}
    for change in changes:
        if change.status in "DMT":
            gone[change.old_id] = gone.get(change.old_id, 0) + 1
    brought = {}
    for change in changes:
        if change.status in "DU" or change.mode == GITLINK or change.old_id == change.new_id:
            continue
        if gone.get(change.new_id, 0):
            gone[change.new_id] -= 1
            continue
        brought[change.path] = change
    return brought


def is_edit(change: Change) -> bool:
    """Whether lines can be compared: not for a new path, nor where a link or submodule became a file."""
    return change.status in "MR" and bool(change.old_id.strip(NOTHING))


def common_lines(each: list[Lines | None]) -> Lines | None:
    """The lines that are in all of these sets of ranges; None stands for every line."""
    result: Lines | None = None
    for lines in each:
        if lines is None:
            continue
        result = lines if result is None else _intersect(result, lines)
    return result


def _intersect(first: Lines, second: Lines) -> Lines:
    return tuple(
        (max(a, c), min(b, d)) for a, b in first for c, d in second if max(a, c) <= min(b, d)
    )
