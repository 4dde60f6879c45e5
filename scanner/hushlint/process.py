"""Start a program without a shell and talk to it over pipes; without `subprocess` on POSIX, which costs 16 ms."""

import os
import sys

_CHUNK = 1 << 16


class Process:
    """A running program: `stdin`, `stdout` and `stderr` are file descriptors of ours, or -1."""

    __slots__ = ("_reap", "stderr", "stdin", "stdout")

    def __init__(self, stdin: int, stdout: int, stderr: int, reap: "Reaper") -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self._reap = reap

    def exchange(self, data: bytes = b"") -> tuple[int, bytes, bytes]:
        """Write all of `data`, read both outputs to their ends, and wait: (exit status, stdout, stderr)."""
        exchange = _exchange_threads if sys.platform == "win32" else _exchange_select
        out, err = exchange(self, data)
        return self._reap.wait(), out, err

    def kill(self) -> None:
        """Ask the program to end now; its exit is still to be waited for."""
        self._reap.kill()

    def close(self) -> int:
        """Close the pipes and wait; the exit status, negative for a signal."""
        for name in ("stdin", "stdout", "stderr"):
            descriptor = getattr(self, name)
            if descriptor >= 0:
                os.close(descriptor)
                setattr(self, name, -1)
        return self._reap.wait()


class Reaper:
    """Waits for a child once; `handle` keeps a Windows process object alive."""

    __slots__ = ("_handle", "_pid")

    def __init__(self, pid: int, handle: object = None) -> None:
        self._pid = pid
        self._handle = handle

    def kill(self) -> None:
        """Ask the child to end now, if it has not."""
        if self._handle is not None:
            self._handle.terminate()  # type: ignore[attr-defined]
            return
        import signal

        try:
            os.kill(self._pid, signal.SIGTERM)
        except ProcessLookupError:
            return

    def wait(self) -> int:
        """The exit status, negative for a signal."""
        if self._handle is not None:
            return int(self._handle.wait())  # type: ignore[attr-defined]
        _, status = os.waitpid(self._pid, 0)
        return os.waitstatus_to_exitcode(status)


def start(
    command: list[bytes], environment: dict[bytes, bytes], *, stdin: bool = False, stderr: bool = True
) -> Process:
    """Start `command` (its first item an absolute path); `stdin` and `stderr` say which pipes are wanted.

    Without `stdin` the program reads nothing, without `stderr` what it says there is dropped. OSError when it
    cannot be started.
    """
    if sys.platform == "win32":
        return _start_windows(command, environment, stdin, stderr)
    return _start_posix(command, environment, stdin, stderr)


def _start_posix(command: list[bytes], environment: dict[bytes, bytes], stdin: bool, stderr: bool) -> Process:
    _hear_of_ends()
    ours: list[int] = []
    theirs: list[int] = []
    actions: list[tuple[int, int, int] | tuple[int, int, bytes, int, int]] = []
    for target, wanted in ((0, stdin), (1, True), (2, stderr)):
        if not wanted:
            mode = os.O_RDONLY if target == 0 else os.O_WRONLY
            actions.append((os.POSIX_SPAWN_OPEN, target, os.fsencode(os.devnull), mode, 0))
            ours.append(-1)
            continue
        read, write = (_above_standard(end) for end in os.pipe())
        child, parent = (read, write) if target == 0 else (write, read)
        actions.append((os.POSIX_SPAWN_DUP2, child, target))
        ours.append(parent)
        theirs.append(child)
    try:
        pid = os.posix_spawn(command[0], command, environment, file_actions=actions)
    except OSError:
        for descriptor in ours:
            if descriptor >= 0:
                os.close(descriptor)
        raise
    finally:
        for descriptor in theirs:
            os.close(descriptor)
    return Process(ours[0], ours[1], ours[2], Reaper(pid))


def _hear_of_ends() -> None:
    """Take SIGCHLD as usual: where a caller ignores it, as some servers do, nobody learns how a child ended.

    The built-in module alone: `signal` around it makes enumerations.
    """
    import _signal  # type: ignore[import-not-found]

    if _signal.getsignal(_signal.SIGCHLD) == _signal.SIG_IGN:
        _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)


def _above_standard(descriptor: int) -> int:
    """Move a descriptor above 2: a caller may start us with its standard streams closed."""
    if descriptor > 2:
        return descriptor
    import fcntl

    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 3)
    os.close(descriptor)
    return moved


def _start_windows(command: list[bytes], environment: dict[bytes, bytes], stdin: bool, stderr: bool) -> Process:
    import subprocess

    child = subprocess.Popen(
        [os.fsdecode(item) for item in command],
        env={os.fsdecode(name): os.fsdecode(value) for name, value in environment.items()},
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if stderr else subprocess.DEVNULL,
        bufsize=0,
    )
    pipes = [os.dup(pipe.fileno()) if pipe else -1 for pipe in (child.stdin, child.stdout, child.stderr)]
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe:
            pipe.close()
    return Process(pipes[0], pipes[1], pipes[2], Reaper(child.pid, child))


def _exchange_select(process: Process, data: bytes) -> tuple[bytes, bytes]:
    if process.stdin < 0 and process.stderr < 0:
        return _drain(process, "stdout"), b""
    import select

    collected: dict[int, list[bytes]] = {fd: [] for fd in (process.stdout, process.stderr) if fd >= 0}
    names = {process.stdout: "stdout", process.stderr: "stderr"}
    results: dict[str, bytes] = {"stdout": b"", "stderr": b""}
    view = memoryview(data)
    if process.stdin >= 0:
        os.set_blocking(process.stdin, False)
    while collected or process.stdin >= 0:
        readable, writable, _ = select.select(list(collected), [process.stdin] if process.stdin >= 0 else [], [])
        if writable:
            view = _write_some(process, view)
        for descriptor in readable:
            chunk = os.read(descriptor, _CHUNK)
            if chunk:
                collected[descriptor].append(chunk)
                continue
            results[names[descriptor]] = b"".join(collected.pop(descriptor))
            os.close(descriptor)
            setattr(process, names[descriptor], -1)
    return results["stdout"], results["stderr"]


def _write_some(process: Process, view: memoryview) -> memoryview:
    """Write what the pipe takes; close it at the end or when the reader has gone."""
    try:
        view = view[os.write(process.stdin, view) :] if view else view
    except BrokenPipeError:
        view = view[:0]
    if not view:
        os.close(process.stdin)
        process.stdin = -1
    return view


def _drain(process: Process, name: str) -> bytes:
    descriptor = getattr(process, name)
    chunks = []
    while chunk := os.read(descriptor, _CHUNK):
        chunks.append(chunk)
    os.close(descriptor)
    setattr(process, name, -1)
    return b"".join(chunks)


def _exchange_threads(process: Process, data: bytes) -> tuple[bytes, bytes]:
    """The same for Windows, where pipes cannot be selected: one thread a pipe."""
    import threading

    results: dict[str, bytes] = {"stdout": b"", "stderr": b""}

    def read(name: str) -> None:
        results[name] = _drain(process, name)

    readers = [threading.Thread(target=read, args=(name,)) for name in results if getattr(process, name) >= 0]
    for reader in readers:
        reader.start()
    view = memoryview(data)
    while process.stdin >= 0:
        view = _write_some(process, view)
    for reader in readers:
        reader.join()
    return results["stdout"], results["stderr"]
