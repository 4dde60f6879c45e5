"""Snapshots that policy reads: of the index with HEAD behind it, and of a folder."""

from collections.abc import Container, Iterable, Mapping, Sequence

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.model.blob import GITLINK, REGULAR, Change, DiskFile, Entry
from hushlint.source import ignores, partial
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
        ahead: Iterable[bytes] = (),
        touched: Container[bytes] | None = None,
    ) -> None:
        """`ahead` are paths that will be read: with the first of them all are fetched from one git.

        Files other than the `touched` ones (None: all are) may be missing from a partial clone, as those outside of a
        sparse checkout are; they count as empty.
        """
        self._git = git
        self._touched = touched
        self._ahead = list(ahead)
        self._top = top
        self._contents: dict[str, bytes | None] = {}
        self.entries = entries
        self.env_files = disk
        self.base = base
        self.tracked = True

    def read(self, path: bytes) -> bytes:
        """The content of a tracked file, empty for a submodule; GitError when git does not hold it."""
        entry = self.entries[path]
        if entry.mode == GITLINK:
            return b""
        if entry.id not in self._contents:
            self._fetch([path, *self._ahead])
        content = self._contents[entry.id]
        if content is None:
            if self._touched is not None and path not in self._touched and partial.is_partial(self._git):
                return b""
            raise GitError(f"{path.decode('utf-8', 'replace')} is {MISSING}")
        return content

    def _fetch(self, paths: Iterable[bytes]) -> None:
        """Read these paths' contents: empty for a large file or a submodule, None for a missing object."""
        wanted = (self.entries[path] for path in paths if path in self.entries)
        ids = dict.fromkeys(entry.id for entry in wanted if entry.mode != GITLINK and entry.id not in self._contents)
        try:
            self._fetch_all(list(ids))
        except GitError:
            if self._touched is None or not partial.is_partial(self._git):
                raise
            here = partial.held(self._git, list(ids))
            self._contents |= dict.fromkeys(ids)
            self._fetch_all([id for id in ids if id in here])

    def _fetch_all(self, ids: list[str]) -> None:
        with Objects(self._git) as objects:
            for id, data in objects.stream(ids, _LARGEST):
                self._contents[id] = data if isinstance(data, bytes) else None if data == MISSING else b""

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

    def __init__(
        self,
        git: Git | None,
        top: bytes,
        paths: Iterable[bytes],
        disk: Sequence[DiskFile],
        tracked: bool,
        prefix: bytes = b"",
    ) -> None:
        """`prefix` is the folder's own path in its repository (ending with a slash), whose ignore files hold too."""
        self._git = git
        self._prefix = prefix
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
        rules = {self._prefix + path: self.read(path) for path in _ignore_files(self.entries)}
        rules |= self._rules_above()
        asked = [self._prefix + path for path in paths]
        return frozenset(path[len(self._prefix) :] for path in ignores.ignored(self._git, rules, asked))

    def _rules_above(self) -> dict[bytes, bytes]:
        """The ignore files of the folders above, up to the repository's top."""
        found = {}
        folders = self._prefix.split(b"/")[:-1]
        for depth in range(len(folders)):
            name = b"/".join((*folders[:depth], _IGNORE_FILE))
            content = read_file(self._top, b"../" * (len(folders) - depth) + _IGNORE_FILE)
            if content:
                found[name] = content
        return found


def before(
    git: Git,
    entries: Mapping[bytes, Entry],
    changes: Iterable[Change],
    *,
    empty: bool,
    ahead: Iterable[bytes] = (),
    touched: Container[bytes] | None = None,
) -> GitSnapshot | None:
    """The state that a listing of changes was made against; None when there was none (no commit yet)."""
    if empty:
        return None
    old = dict(entries)
    for change in changes:
        old.pop(change.path, None)
    for change in changes:
        if change.old_id.strip("0"):
            old[change.old_path] = Entry(change.old_mode, change.old_id)
    return GitSnapshot(git, old, ahead=ahead, touched=touched)


def read_file(top: bytes, path: bytes) -> bytes:
    """At most 4 MiB of a file below `top`, empty when it cannot be read."""
    import os
    import stat

    try:
        # A pipe of that name would be waited for.
        descriptor = os.open(os.path.join(top, path), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            return file.read(_LARGEST) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except OSError:
        return b""


def _ignore_files(entries: Mapping[bytes, Entry]) -> list[bytes]:
    """Paths of .gitignore files; git does not follow links of that name."""
    return [
        path
        for path, entry in entries.items()
        if path.rpartition(b"/")[2] == _IGNORE_FILE and entry.mode & 0o170000 == 0o100000
    ]
