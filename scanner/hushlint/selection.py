"""Which paths a hook run judges, and how: by added lines or whole; nothing that git could not name is left out."""

import os

from hushlint.errors import GitError, UsageError
from hushlint.model.blob import GITLINK, Entry
from hushlint.source.staged import Staged


class Selection:
    """Paths of a hook run: `staged` are judged by their added lines, `whole` from the index, `disk` from disk."""

    __slots__ = ("disk", "staged", "whole")

    def __init__(self, staged: list[bytes], whole: dict[bytes, Entry], disk: list[bytes]) -> None:
        self.staged = staged
        self.whole = whole
        self.disk = disk


def all_staged(staged: Staged) -> Selection:
    """Everything that is staged: what a plain git hook judges."""
    return Selection(list(staged.changes), {}, [])


def limited(staged: Staged, names: list[bytes], top: bytes, prefix: bytes) -> Selection:
    """Staged paths among these names or below them, given by a person; UsageError for a name that is nothing."""
    wanted = [_below(top, prefix, name) for name in names]
    chosen = []
    for name, path in zip(names, wanted, strict=True):
        below = path + b"/"
        matched = [item for item in staged.changes if item == path or item.startswith(below) or path == b"."]
        if not matched and not is_on_disk(top, path) and not _was_there(staged, path):
            raise UsageError(f"no such path: {os.fsdecode(name)!r}")
        chosen += matched
    return Selection(list(dict.fromkeys(chosen)), {}, [])


def _below(top: bytes, prefix: bytes, name: bytes) -> bytes:
    """A name's path below the top; UsageError outside of it. Many tools give absolute names, maybe through a link."""
    path = os.path.normpath(os.path.join(prefix, name))
    if not os.path.isabs(path) and not _leads_out(path):
        return path
    folder, last = os.path.split(os.path.abspath(name))
    for where in (os.path.join(os.path.realpath(folder), last), os.path.realpath(name)):
        path = os.path.relpath(where, os.path.realpath(top))
        if not _leads_out(path):
            return path
    raise UsageError(f"{os.fsdecode(name)!r} is outside of this repository")


def _leads_out(path: bytes) -> bool:
    return path.split(os.fsencode(os.sep), 1)[0] == b".."


def _was_there(staged: Staged, path: bytes) -> bool:
    return any(path in (change.path, change.old_path) for change in staged.raw)


def from_pre_commit(staged: Staged, names: list[bytes], top: bytes, entries: dict[bytes, Entry]) -> Selection:
    """The names that pre-commit gives, and staged paths that it drops because they are missing on disk.

    While a merge is in progress all staged paths are judged, and a name that is not staged brings nothing.
    `entries` holds the index's entry of each name that has one.
    """
    if len(staged.parents) > 1:
        return all_staged(staged)
    given = dict.fromkeys(os.path.normpath(name) for name in names)
    chosen = [path for path in given if path in staged.changes]
    chosen += [path for path in staged.changes if path not in given and not is_on_disk(top, path)]
    others = [path for path in given if path not in staged.changes]
    touched = {change.path for change in staged.raw}
    whole = {
        path: entries[path]
        for path in others
        if path in entries and path not in touched and entries[path].mode != GITLINK
    }
    disk = [path for path in others if path not in entries and path not in touched]
    return Selection(chosen, whole, disk)


def is_on_disk(top: bytes, path: bytes) -> bool:
    """Whether pre-commit sees a path, as a file or anything else: it names no other."""
    return os.path.lexists(os.path.join(top, path))


def read_disk(top: bytes, path: bytes, limit: int) -> bytes | str:
    """The content of a file that the index lacks (a link's target text), or why there is none.

    A folder has no content and is empty. UsageError when there is no such file, GitError when it cannot be read.
    """
    where = os.path.join(top, path)
    try:
        if os.path.islink(where):
            return os.readlink(where)
        if not os.path.isfile(where):
            if os.path.lexists(where):
                return b""
            raise UsageError(f"no such path: {os.fsdecode(path)!r}")
        if os.path.getsize(where) > limit:
            return f"larger than {limit} bytes"
        with open(where, "rb") as file:
            return file.read()
    except OSError as error:
        raise GitError(f"{os.fsdecode(path)!r} cannot be read: {error.strerror}") from None
