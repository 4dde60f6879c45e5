"""Snapshots that policy reads: of the index with HEAD behind it, and of a folder."""

from collections.abc import Iterable, Mapping, Sequence

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.model.blob import REGULAR, Change, DiskFile, Entry
from hushlint.source import ignores
from hushlint.source.objects import MISSING, Objects

_IGNORE_FILE = b".gitignore"

# Policy reads small files; a larger one (an env file of 4 MiB is no env file) is taken for empty.
_LARGEST = 4 << 20


class GitSnapshot:
    """Files that git holds, by path and blob id; env files on disk only where `disk` was looked at."""

    def __init__(
        self,
        git: Git,
        entries: Mapping[bytes, Entry],
        *,
        top: bytes = b"",
        disk: Sequence[DiskFile] = (),
        base: "GitSnapshot | None" = None,
    ) -> None:
        self._git = git
        self._top = top
        self._contents: dict[str, bytes] = {}
        self.entries = entries
        self.env_files = disk
        self.base = base
        self.tracked = True

    def read(self, path: bytes) -> bytes:
        """The content of a tracked file; GitError when git does not hold it, or it is no file."""
        entry = self.entries[path]
        if entry.id not in self._contents:
            with Objects(self._git) as objects:
                for id, data in objects.stream([entry.id], _LARGEST):
                    if data == MISSING:
                        raise GitError(f"{path.decode('utf-8', 'replace')} is {MISSING}")
                    self._contents[id] = data if isinstance(data, bytes) else b""
        return self._contents[entry.id]

    def read_disk(self, path: bytes) -> bytes:
        """The content of an env file on disk, empty when it cannot be read."""
        return read_file(self._top, path)

    def ignored(self, paths: Iterable[bytes]) -> frozenset[bytes]:
        """Which of these paths the snapshot's own .gitignore files ignore."""
        rules = {path: self.read(path) for path in _ignore_files(self.entries)}
        return ignores.ignored(self._git, rules, paths)


class FolderSnapshot:
    """The files of a folder on disk; with a repository around them, those that git tracks."""

    base = None

    def __init__(self, git: Git | None, top: bytes, paths: Iterable[bytes], disk: Sequence[DiskFile], tracked: bool):
        self._git = git
        self._top = top
        self.entries = {path: Entry(REGULAR, "") for path in paths}
        self.env_files = disk
        self.tracked = tracked

    def read(self, path: bytes) -> bytes:
        """The content of a file of the folder; GitError when it cannot be read."""
        if path not in self.entries:
            raise GitError(f"no such file: {path!r}")
        return read_file(self._top, path)

    def read_disk(self, path: bytes) -> bytes:
        """The content of an env file, empty when it cannot be read."""
        return read_file(self._top, path)

    def ignored(self, paths: Iterable[bytes]) -> frozenset[bytes]:
        """Which of these paths the folder's .gitignore files ignore; nothing where there is no git to ask."""
        if self._git is None:
            return frozenset()
        rules = {path: self.read(path) for path in _ignore_files(self.entries)}
        return ignores.ignored(self._git, rules, paths)


def before(git: Git, entries: Mapping[bytes, Entry], changes: Iterable[Change], empty: bool) -> GitSnapshot | None:
    """The state that a listing of changes was made against; None when there was none (no commit yet)."""
    if empty:
        return None
    old = dict(entries)
    for change in changes:
        old.pop(change.path, None)
    for change in changes:
        if change.old_id.strip("0"):
            old[change.old_path] = Entry(change.old_mode, change.old_id)
    return GitSnapshot(git, old)


def read_file(top: bytes, path: bytes) -> bytes:
    """At most 4 MiB of a file below `top`, empty when it cannot be read."""
    import os

    try:
        with open(os.path.join(top, path), "rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return b""


def _ignore_files(entries: Mapping[bytes, Entry]) -> list[bytes]:
    """Paths of .gitignore files; git does not follow links of that name."""
    return [
        path
        for path, entry in entries.items()
        if path.rpartition(b"/")[2] == _IGNORE_FILE and entry.mode & 0o170000 == 0o100000
    ]
