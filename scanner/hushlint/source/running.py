"""Read a running git line by line, and ask one about many objects in turn."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.process import Process

Result = TypeVar("Result")

_CHUNK = 1 << 18
_LONGEST_REASON = 1 << 16


def lines_of(git: Git, arguments: Sequence[str | bytes], stdin: bytes | None = None) -> Iterator[bytes]:
    """What git prints, line by line, as it comes; GitError at the end when it failed. `stdin` is all that it reads."""
    yield from records_of(git, arguments, stdin, b"\n")


def records_of(git: Git, arguments: Sequence[str | bytes], stdin: bytes | None, end: bytes) -> Iterator[bytes]:
    """The same for records with another end, such as a zero byte."""
    child = git.start(*arguments, stdin=stdin is not None)
    helper = _Helper(child, stdin or b"")
    whole = False
    try:
        rest = b""
        while chunk := os.read(child.stdout, _CHUNK):
            parts = (rest + chunk).split(end)
            rest = parts.pop()
            yield from parts
        if rest:
            yield rest
        whole = True
    finally:
        if not whole:
            child.kill()
        status = helper.finish()
    if status:
        raise git.failure(status, helper.reason)


class Later(Generic[Result]):
    """Work that runs beside us in a thread, until its result is asked for; an error comes out there too."""

    __slots__ = ("_error", "_result", "_thread", "_work")

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._result: list[Result] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result.append(self._work())
        except BaseException as error:
            self._error = error

    def result(self) -> Result:
        """Wait for it."""
        self._thread.join()
        if self._error:
            raise self._error
        return self._result[0]


class _Helper:
    """Threads that write git's input and read what it says of errors, so that neither side waits for the other."""

    __slots__ = ("_child", "_threads", "reason")

    def __init__(self, child: Process, stdin: bytes) -> None:
        self._child = child
        self.reason = b""
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        if child.stdin >= 0:
            self._threads.append(threading.Thread(target=self._feed, args=(stdin,), daemon=True))
        for thread in self._threads:
            thread.start()

    def _feed(self, data: bytes) -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._child.stdin, view[:_CHUNK]) :]
        except OSError:
            pass
        os.close(self._child.stdin)
        self._child.stdin = -1

    def _listen(self) -> None:
        while chunk := os.read(self._child.stderr, _CHUNK):
            if len(self.reason) < _LONGEST_REASON:
                self.reason += chunk

    def finish(self) -> int:
        """End git, which stops by itself when nobody reads on, and both threads; its exit status."""
        os.close(self._child.stdout)
        self._child.stdout = -1
        for thread in self._threads:
            thread.join()
        return self._child.close()


class Asked:
    """A running `cat-file --batch-check`; a context manager."""

    __slots__ = ("_child", "_file")

    def __init__(self, git: Git, form: str) -> None:
        self._child = git.start("cat-file", f"--batch-check={form}", stdin=True, stderr=False)
        self._file = os.fdopen(self._child.stdout, "rb", buffering=1 << 16)
        self._child.stdout = -1

    def __enter__(self) -> "Asked":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._child.close()

    def ask(self, names: Sequence[bytes]) -> list[bytes]:
        """One line for each name, in order; the caller keeps names and answers below what a pipe holds (4 KiB)."""
        try:
            os.write(self._child.stdin, b"".join(name + b"\n" for name in names))
        except BrokenPipeError:
            raise GitError("git cat-file ended early: is the repository damaged?") from None
        answers = [self._file.readline() for _ in names]
        if answers and not answers[-1]:
            raise GitError("git cat-file ended early: is the repository damaged?")
        return [answer.rstrip(b"\n") for answer in answers]
