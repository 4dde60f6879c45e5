"""What policy looks at: the files of an index, a commit or a folder, through one narrow interface."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from hushlint.model.blob import DiskFile, Entry


class Snapshot(Protocol):
    """Tracked files with their content, ignore rules, and the env files that lie on disk beside them.

    Paths are bytes, relative to the top, with `/`. `base` is what the change is judged against (HEAD for an
    index), None where nothing came before.
    """

    @property
    def base(self) -> "Snapshot | None":
        """The state before the change, or None."""

    @property
    def entries(self) -> Mapping[bytes, Entry]:
        """Every tracked file by path (outside a repository: every file)."""

    @property
    def tracked(self) -> bool:
        """Whether `entries` are git's: False for a folder outside any repository."""

    @property
    def env_files(self) -> Sequence[DiskFile]:
        """Env files on disk (tracked or not), empty where there is no disk to look at."""

    def read(self, path: bytes) -> bytes:
        """The content of a tracked file; GitError when git does not hold it."""

    def read_disk(self, path: bytes) -> bytes:
        """The content of an env file on disk, empty when it cannot be read."""

    def ignored(self, paths: Iterable[bytes]) -> frozenset[bytes]:
        """Which of these paths the snapshot's own .gitignore files ignore, as git decides it."""
