"""What is read and where it stands: plain slotted classes, since the clean path may not import dataclasses."""

# A candidate is a tuple (rule index in the plan, end offset of the engine's match in bytes).
Candidate = tuple[int, int]

# Inclusive ranges of 1-based line numbers, counted by b"\n" in the raw bytes as git does.
Lines = tuple[tuple[int, int], ...]

REGULAR = 0o100644
EXECUTABLE = 0o100755
SYMLINK = 0o120000
GITLINK = 0o160000


class Blob:
    """Content, known by its git object id (hex; empty for what git does not hold)."""

    __slots__ = ("data", "id")

    def __init__(self, id: str, data: bytes) -> None:
        self.id = id
        self.data = data

    def __repr__(self) -> str:
        return f"Blob({self.id or 'unnamed'}, {len(self.data)} bytes)"


class Change:
    """One entry of git's raw diff: modes as octal numbers, ids in hex (zeros: none), paths as bytes."""

    __slots__ = ("mode", "new_id", "old_id", "old_mode", "old_path", "path", "status")

    def __init__(
        self, old_mode: int, mode: int, old_id: str, new_id: str, status: str, old_path: bytes, path: bytes
    ) -> None:
        self.old_mode = old_mode
        self.mode = mode
        self.old_id = old_id
        self.new_id = new_id
        self.status = status
        self.old_path = old_path
        self.path = path

    def __repr__(self) -> str:
        return f"Change({self.status} {self.old_path!r} -> {self.path!r})"


class Entry:
    """A tracked file of an index or a tree: mode as an octal number, blob id in hex."""

    __slots__ = ("id", "mode")

    def __init__(self, mode: int, id: str) -> None:
        self.mode = mode
        self.id = id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and (self.mode, self.id) == (other.mode, other.id)

    def __hash__(self) -> int:
        return hash((self.mode, self.id))

    def __repr__(self) -> str:
        return f"Entry({self.mode:o}, {self.id})"


class DiskFile:
    """An env file on disk: path relative to the top, size in bytes, time of change in nanoseconds."""

    __slots__ = ("mtime_ns", "path", "size")

    def __init__(self, path: bytes, size: int, mtime_ns: int) -> None:
        self.path = path
        self.size = size
        self.mtime_ns = mtime_ns

    def __repr__(self) -> str:
        return f"DiskFile({self.path!r}, {self.size} bytes)"


class Occurrence:
    """Where a blob stands: its path, the commit that brought it, and which of its lines are new (None: all)."""

    __slots__ = ("added", "blob_id", "commit", "path")

    def __init__(self, blob_id: str, path: bytes, commit: str = "", added: Lines | None = None) -> None:
        self.blob_id = blob_id
        self.path = path
        self.commit = commit
        self.added = added

    def __repr__(self) -> str:
        return f"Occurrence({self.blob_id or 'unnamed'} at {self.path!r})"
