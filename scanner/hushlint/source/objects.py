"""Read git objects by id through one `git cat-file --batch`."""

import os
import sys

from hushlint.errors import GitError
from hushlint.git import Git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = "missing from the repository or damaged (a partial clone?): fetch it, then try again"

# Ids written ahead of reading: their lines must fit an empty pipe of the smallest size (4,096 bytes), or git
# and we would wait for each other.
_AHEAD = 60

# Bytes that git may be ahead of us where much is read: with less the two wait for each other in turn.
_ROOM = 1 << 18

# Bytes of whole versions that git keeps to make others from. Its own 96 MiB make it one part in ten quicker at most,
# and every process has such a git.
_CACHE = (b"-c", b"core.deltaBaseCacheLimit=48m")


class Objects:
    """A running cat-file; a context manager. Ids are hex, or any name that git resolves, without a newline."""

    __slots__ = ("_child", "_file")

    def __init__(self, git: Git, *, roomy: bool = False) -> None:
        """`roomy` is for reading many."""
        extra = _CACHE if roomy else ()
        self._child = git.start("cat-file", "--batch", stdin=True, stderr=False, extra=extra)
        if roomy:
            _widen(self._child.stdout)
        self._file = os.fdopen(self._child.stdout, "rb", buffering=1 << 16)
        self._child.stdout = -1

    def __enter__(self) -> "Objects":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End git; safe to call twice."""
        if not self._file.closed:
            self._file.close()
            self._child.close()

    def read(self, id: str) -> bytes:
        """The content of one object; GitError when it is missing."""
        for _, data in self.stream([id]):
            if isinstance(data, bytes):
                return data
            raise GitError(f"object {id} is {data}")
        raise GitError(f"object {id} was not answered")

    def stream(self, ids: list[str], limit: int = -1) -> "Iterator[tuple[str, bytes | str]]":
        """(id, content) in the order asked; in place of content why there is none, as in "larger than 9 bytes".

        GitError when git itself fails or an object is damaged.
        """
        asked = 0
        for number, id in enumerate(ids):
            if asked < len(ids) and asked - number <= _AHEAD // 2:
                batch = ids[asked : number + _AHEAD]
                self._ask(batch)
                asked += len(batch)
            yield id, self._next(id, limit)

    def _ask(self, batch: list[str]) -> None:
        request = ("\n".join(batch) + "\n").encode("ascii")
        try:
            while request:
                request = request[os.write(self._child.stdin, request) :]
        except BrokenPipeError:
            raise GitError("git cat-file ended early: is the repository damaged?") from None

    def _next(self, id: str, limit: int) -> bytes | str:
        header = self._file.readline().split()
        if len(header) == 2 and header[1] == b"missing":
            return MISSING
        if len(header) != 3:
            raise GitError(f"object {id} cannot be read: is the repository damaged?")
        size = int(header[2])
        if 0 <= limit < size:
            self._skip(size + 1)
            return f"larger than {limit} bytes"
        data = self._file.read(size)
        if len(data) < size or self._file.read(1) != b"\n":
            raise GitError(f"object {id} cannot be read whole: is the repository damaged?")
        return data

    def _skip(self, size: int) -> None:
        while size > 0:
            chunk = self._file.read(min(size, 1 << 20))
            if not chunk:
                raise GitError("git cat-file ended early: is the repository damaged?")
            size -= len(chunk)


def _widen(pipe: int) -> None:
    """Give a pipe more room where the system can."""
    if sys.platform == "linux":
        import fcntl

        try:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)
        except OSError:
            return
