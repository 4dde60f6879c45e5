"""What may silence findings in a scan: the settings and the baseline on disk, and how its paths lie below the top."""

import os
from collections.abc import Iterator, Sequence

from hushlint.config import OWN_FILE, Config
from hushlint.settings.suppressing import Suppressing
from hushlint.source.snapshots import read_file
from hushlint.suppress.baseline import NAME
from hushlint.suppress.terms import Terms

# Of each target of a scan: its folder, what stands before its paths in the report, its paths.
Targets = Sequence[tuple[bytes, bytes, Sequence[bytes]]]

_GIT = b".git"
_END = b"/" + OWN_FILE


class Disk:
    """The settings of every folder and the baseline below one top, for a scan of all of it or a part.

    `folders` are those of the targets that are scanned as such. `is_whole`: whether the top is among them.
    `nested`: whether settings below the top count. Those of a repository inside never do: it is somebody else's.
    """

    def __init__(self, config: Config, top: bytes, targets: Targets, folders: Sequence[bytes], *, nested: bool) -> None:
        self._top = top
        self._places = [(prefix, _below(top, root)) for root, prefix, _ in targets]
        self._places.sort(key=lambda item: len(item[0]), reverse=True)
        self._seen: set[bytes] = set()
        self.is_whole = any(_below(top, root) == b"" for root in folders)
        paths = self._nested(targets) if nested else ()
        self.suppressing = Suppressing(config, paths, lambda path: read_file(top, path))

    def place(self, shown: bytes) -> bytes:
        """The path below the top of a path as the report shows it; one that lies elsewhere stays."""
        for prefix, inside in self._places:
            if shown.startswith(prefix) and inside is not None:
                return inside + shown.removeprefix(prefix)
        return shown

    def excluded(self, shown: bytes) -> bool:
        """Whether findings at a path of the report are not counted."""
        return self.suppressing.excluded(self.place(shown))

    def looked_at(self, shown: bytes) -> None:
        """Note that a file was read whole."""
        self._seen.add(self.place(shown))

    def judged(self, path: bytes) -> bool:
        """Whether all there is at a path below the top was looked at; of one that is gone, whether all was."""
        return path in self._seen or (self.is_whole and not self.exists(path))

    def exists(self, path: bytes) -> bool:
        """Whether a path below the top is there."""
        return os.path.lexists(os.path.join(self._top, path))

    def at_top(self, path: bytes) -> bytes:
        """Where the files lie that are named from the top: settings and baseline."""
        named = path == NAME or path.rpartition(b"/")[2] in (OWN_FILE, b"pyproject.toml")
        return os.path.join(self._top, path) if named else path

    def terms(self) -> Terms:
        """Everything for the suppress room."""
        return self.suppressing.terms(exists=self.exists, place=self.place)

    def _nested(self, targets: Targets) -> Iterator[bytes]:
        """Paths below the top of settings in the targets, and in the folders between the top and each."""
        found: set[bytes] = set()
        for root, _, paths in targets:
            inside = _below(self._top, root)
            if inside is None:
                continue
            found.update(name for name in _names(inside) if self.exists(name))
            found.update(inside + path for path in paths if path.endswith(_END) and not is_foreign(root, path))
        return iter(sorted(found))


def _names(folder: bytes) -> Iterator[bytes]:
    """The settings that a folder below the top may have, and those of the folders around it."""
    while folder:
        yield folder + OWN_FILE
        folder = folder.rstrip(b"/").rpartition(b"/")[0]
        folder += b"/" if folder else b""


def is_foreign(root: bytes, path: bytes) -> bool:
    """Whether a repository of its own lies between a target's folder and a file in it."""
    folder = os.path.dirname(path)
    while folder:
        if os.path.lexists(os.path.join(root, folder, _GIT)):
            return True
        folder = os.path.dirname(folder)
    return False


def _below(top: bytes, root: bytes) -> bytes | None:
    """A folder's path below the top, empty or ending with a slash; None for one that lies elsewhere."""
    relative = os.path.relpath(os.path.realpath(root or b"."), os.path.realpath(top or b"."))
    if relative == b".":
        return b""
    if relative == b".." or relative.startswith(b".." + os.fsencode(os.sep)):
        return None
    return relative.replace(os.fsencode(os.sep), b"/") + b"/"
