"""Processes that share one kind of work: tasks go to whoever is idle, answers come back as they are ready."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn, TypeVar

from hushlint.errors import HushlintError

Work = Callable[[bytes], bytes]
Task = TypeVar("Task")

# Tasks that a process has at a time: one that it works on and one that waits, so that it never idles. Both must fit
# an empty pipe (64 KiB), or we and a process with a large answer would wait for each other.
_AHEAD = 2
LARGEST_TASK = 30_000

_HEAD = 4
_FAILED = b"!"
_DONE = b"."


def usual_size() -> int:
    """How many processes suit this machine: one for each processor that we may use, and a few at most."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, 16))


class Crew:
    """A running set of processes; a context manager. `prepare` is called once in each and returns its work, which
    is closed at the end if it has a `close`.

    Where there is no fork, or for a size of 1, the work is done here, one task after the other. An error in a
    process ends the whole run: HushlintError with its line. Start a crew before any thread.
    """

    __slots__ = ("_members", "_prepare")

    def __init__(self, size: int, prepare: Callable[[], Work]) -> None:
        self._prepare = prepare
        self._members: list[_Member] = []
        if size < 2 or not hasattr(os, "fork"):
            return
        try:
            for _ in range(size):
                self._members.append(_hire(prepare, self._members))
        except OSError:
            self._dismiss()

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close(hurry=kind is not None)

    def run(self, tasks: Iterable[tuple[Task, bytes]]) -> Iterator[tuple[Task, bytes]]:
        """(task, answer) in any order, for tasks given as (what the caller knows it by, bytes for the work)."""
        if not self._members:
            work = self._prepare()
            try:
                for task, request in tasks:
                    yield task, work(request)
            finally:
                _end(work)
            return
        yield from self._share(iter(tasks))

    def _share(self, tasks: Iterator[tuple[Task, bytes]]) -> Iterator[tuple[Task, bytes]]:
        import select

        waiting: dict[int, tuple[_Member, deque[Task]]] = {
            member.answers: (member, deque()) for member in self._members
        }
        more = True
        for _ in range(_AHEAD):
            for member, given in waiting.values():
                more = more and _give(member, given, tasks)
        while any(given for _, given in waiting.values()):
            busy = [answers for answers, (_, given) in waiting.items() if given]
            for answers in select.select(busy, [], [])[0]:
                member, given = waiting[answers]
                answer = member.receive()
                task = given.popleft()
                more = more and _give(member, given, tasks)
                yield task, answer

    def close(self, *, hurry: bool = False) -> None:
        """End the processes: as soon as they have done what they were given, or at once; safe to call twice."""
        for member in self._members:
            member.leave(hurry)
        self._members = []

    def _dismiss(self) -> None:
        """Work alone after all: the system has no room for more processes."""
        self.close(hurry=True)


def _give(member: "_Member", given: deque[Task], tasks: Iterator[tuple[Task, bytes]]) -> bool:
    """Hand the next task to a process; False when there is none left."""
    for task, request in tasks:
        member.send(request)
        given.append(task)
        return True
    return False


class _Member:
    """One process: `answers` is the descriptor to wait for."""

    __slots__ = ("_pid", "_tasks", "answers")

    def __init__(self, pid: int, tasks: int, answers: int) -> None:
        self._pid = pid
        self._tasks = tasks
        self.answers = answers

    def descriptors(self) -> tuple[int, int]:
        """Our ends of its pipes, which a later process must not hold open."""
        return self._tasks, self.answers

    def send(self, request: bytes) -> None:
        try:
            _write(self._tasks, request)
        except BrokenPipeError:
            raise HushlintError("a process of ours ended early (out of memory?): not everything was read") from None

    def receive(self) -> bytes:
        answer = _read(self.answers)
        if answer is None:
            raise HushlintError("a process of ours ended early (out of memory?): not everything was read")
        if answer[:1] == _FAILED:
            raise HushlintError(answer[1:].decode("utf-8", "replace"))
        return answer[1:]

    def leave(self, hurry: bool) -> None:
        if hurry:
            os.kill(self._pid, signal.SIGKILL)
        for descriptor in self.descriptors():
            os.close(descriptor)
        os.waitpid(self._pid, 0)


def _hire(prepare: Callable[[], Work], others: list[_Member]) -> _Member:
    """Start one more process."""
    tasks_read, tasks_write = os.pipe()
    answers_read, answers_write = os.pipe()
    if sys.stderr is not None:
        sys.stderr.flush()
    pid = os.fork()
    if not pid:
        for descriptor in (tasks_write, answers_read, *(end for other in others for end in other.descriptors())):
            os.close(descriptor)
        _serve(prepare, tasks_read, answers_write)
    os.close(tasks_read)
    os.close(answers_write)
    return _Member(pid, tasks_write, answers_read)


def _serve(prepare: Callable[[], Work], tasks: int, answers: int) -> NoReturn:
    """The life of a process: it never returns into the caller's code, whose files and handlers are not its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    status = 0
    try:
        work = prepare()
        # What is read is let go of at once; a search for cycles among it finds none.
        gc.disable()
        while (request := _read(tasks)) is not None:
            _write(answers, _DONE + work(request))
        _end(work)
    except HushlintError as error:
        status = _fail(answers, str(error))
    except MemoryError:
        status = _fail(answers, "out of memory: not everything was read")
    except BrokenPipeError:
        status = 1
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
        # Kind and place only: the text of an error may quote what was scanned.
        status = _fail(answers, f"internal error ({type(error).__name__}{where}): not everything was judged")
    finally:
        os._exit(status)


def _end(work: Work) -> None:
    close = getattr(work, "close", None)
    if close is not None:
        close()


def _fail(answers: int, line: str) -> int:
    try:
        _write(answers, _FAILED + line.encode("utf-8", "replace"))
    except OSError:
        return 2
    return 1


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(len(data).to_bytes(_HEAD, "big") + data)
    while view:
        view = view[os.write(descriptor, view) :]


def _read(descriptor: int) -> bytes | None:
    """One message, None at the end."""
    head = _exactly(descriptor, _HEAD)
    return _exactly(descriptor, int.from_bytes(head, "big")) if len(head) == _HEAD else None


def _exactly(descriptor: int, size: int) -> bytes:
    pieces = []
    while size > 0:
        piece = os.read(descriptor, min(size, 1 << 20))
        if not piece:
            return b""
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
