"""Start git safely and say in one line what it could not answer; nothing else in hushlint runs git."""

import os
import sys

from hushlint import process
from hushlint.errors import GitError, HushlintError, UsageError

OLDEST = (2, 34)

# A caller's variables that say where the repository is; all other GIT_* could change what git answers.
_KEPT = frozenset(
    (
        b"GIT_DIR",
        b"GIT_COMMON_DIR",
        b"GIT_INDEX_FILE",
        b"GIT_WORK_TREE",
        b"GIT_OBJECT_DIRECTORY",
        b"GIT_ALTERNATE_OBJECT_DIRECTORIES",
        b"GIT_PREFIX",
        b"GIT_QUARANTINE_PATH",
        b"GIT_CEILING_DIRECTORIES",
        b"GIT_CONFIG_GLOBAL",
        b"GIT_CONFIG_SYSTEM",
        b"GIT_CONFIG_NOSYSTEM",
    )
)
_FIXED = {
    b"GIT_OPTIONAL_LOCKS": b"0",
    b"GIT_NO_LAZY_FETCH": b"1",
    b"GIT_TERMINAL_PROMPT": b"0",
    b"GIT_ALLOW_PROTOCOL": b"none",
    b"GIT_LITERAL_PATHSPECS": b"1",
    b"GIT_NO_REPLACE_OBJECTS": b"1",
    b"GIT_GRAFT_FILE": os.fsencode(os.devnull),
    b"LC_ALL": b"C",
}
_ALWAYS = (b"-c", b"core.fsmonitor=false", b"-c", b"core.hooksPath=" + os.fsencode(os.devnull))

# Options of every diff, against configuration and attributes that change or hide what it prints.
DIFF = ("--no-ext-diff", "--no-textconv", "--no-color", "--text", "--no-relative", "--ignore-submodules=none")

_HINTS = (
    (b"not a git repository", UsageError, "not a git repository (or any of its parents): run hushlint inside one"),
    (b"must be run in a work tree", UsageError, "this repository is bare: it has no index and no work tree to look at"),
)


def inherited() -> dict[bytes, bytes]:
    """The environment of this process as bytes, on Windows too."""
    if sys.platform == "win32":
        return {os.fsencode(name): os.fsencode(value) for name, value in os.environ.items()}
    return dict(os.environb)


def environment(inherited: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """The environment that git gets: what the caller has, less every GIT_* that is not known to be harmless."""
    kept = {name: value for name, value in inherited.items() if not name.startswith(b"GIT_") or name in _KEPT}
    kept.pop(b"LANGUAGE", None)
    kept.update(_FIXED)
    kept.update(_safe_directories(inherited))
    return kept


def _safe_directories(inherited: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """Of the configuration in GIT_CONFIG_COUNT only the safe.directory pairs, counted anew."""
    count = inherited.get(b"GIT_CONFIG_COUNT", b"")
    if not count.isdigit():
        return {}
    kept: dict[bytes, bytes] = {}
    number = 0
    for old in range(min(int(count), 1000)):
        if inherited.get(b"GIT_CONFIG_KEY_%d" % old, b"").lower() == b"safe.directory":
            kept[b"GIT_CONFIG_KEY_%d" % number] = b"safe.directory"
            kept[b"GIT_CONFIG_VALUE_%d" % number] = inherited.get(b"GIT_CONFIG_VALUE_%d" % old, b"")
            number += 1
    kept[b"GIT_CONFIG_COUNT"] = b"%d" % number
    return kept


def find_program(path: bytes) -> bytes:
    """The absolute path of git, from the absolute entries of PATH: a scanned folder may hold a program named git."""
    name = b"git.exe" if sys.platform == "win32" else b"git"
    for folder in path.split(os.fsencode(os.pathsep)):
        candidate = os.path.join(folder, name)
        if os.path.isabs(folder) and os.access(candidate, os.X_OK) and not os.path.isdir(candidate):
            return candidate
    raise HushlintError("git is not in PATH: install git 2.34 or newer")


class Git:
    """git in one directory with one environment; arguments are text or bytes, and never meet a shell."""

    __slots__ = ("directory", "environment", "program")

    def __init__(self, directory: bytes = b"", env: dict[bytes, bytes] | None = None, program: bytes = b"") -> None:
        self.directory = directory
        self.environment = environment(inherited()) if env is None else env
        self.program = program or find_program(self.environment.get(b"PATH", os.fsencode(os.defpath)))

    def at(self, directory: bytes) -> "Git":
        """The same git in another directory, with relative locations in the environment made absolute.

        But for GIT_INDEX_FILE, which git takes from the top of the work tree wherever it is started.
        """
        moved = dict(self.environment)
        for name in (b"GIT_DIR", b"GIT_COMMON_DIR", b"GIT_WORK_TREE", b"GIT_OBJECT_DIRECTORY"):
            if moved.get(name):
                moved[name] = os.path.abspath(os.path.join(self.directory, moved[name]))
        return Git(directory, moved, self.program)

    def opening_bare(self) -> "Git":
        """The same git where a user's safe.bareRepository keeps it out of bare folders that nobody named."""
        count = int(self.environment.get(b"GIT_CONFIG_COUNT", b"0"))
        setting = {
            b"GIT_CONFIG_KEY_%d" % count: b"safe.bareRepository",
            b"GIT_CONFIG_VALUE_%d" % count: b"all",
            b"GIT_CONFIG_COUNT": b"%d" % (count + 1),
        }
        return Git(self.directory, {**self.environment, **setting}, self.program)

    def start(
        self, *arguments: str | bytes, stdin: bool = False, stderr: bool = True, extra: tuple[bytes, ...] = ()
    ) -> process.Process:
        """Start git with these arguments; `extra` are further global options such as -c pairs."""
        command = [self.program, *_ALWAYS, *extra]
        if self.directory:
            command += [b"-C", self.directory]
        command += [os.fsencode(item) for item in arguments]
        try:
            return process.start(command, self.environment, stdin=stdin, stderr=stderr)
        except OSError as error:
            raise HushlintError(f"git cannot be started: {error.strerror}") from None

    def run(
        self,
        *arguments: str | bytes,
        stdin: bytes | None = None,
        accept: tuple[int, ...] = (0,),
        extra: tuple[bytes, ...] = (),
    ) -> bytes:
        """What git prints; GitError (or UsageError) with git's reason when its exit status is not accepted."""
        child = self.start(*arguments, stdin=stdin is not None, extra=extra)
        return self.finish(child, stdin or b"", accept)

    def check_ignore(self, paths: list[bytes], extra: tuple[bytes, ...] = ()) -> frozenset[bytes]:
        """Which of these paths (relative to the directory) the ignore rules meet, tracked or not.

        check-ignore refuses literal pathspecs, so each path starts with ./ to have no magic.
        """
        variables = {name: value for name, value in self.environment.items() if name != b"GIT_LITERAL_PATHSPECS"}
        given = b"".join(b"./" + path + b"\0" for path in paths)
        plain = Git(self.directory, variables, self.program)
        output = plain.run("check-ignore", "--no-index", "-z", "--stdin", stdin=given, accept=(0, 1), extra=extra)
        return frozenset(path.removeprefix(b"./") for path in output.split(b"\0")[:-1])

    def finish(self, child: process.Process, stdin: bytes = b"", accept: tuple[int, ...] = (0,)) -> bytes:
        """Read a started git to its end, as `run` does."""
        status, out, err = child.exchange(stdin)
        if status not in accept:
            raise self.failure(status, err)
        return out

    def failure(self, status: int, stderr: bytes) -> HushlintError:
        """The error for a git that failed: our hint where the cause is known, else its own last words."""
        for mark, kind, hint in _HINTS:
            if mark in stderr:
                return kind(hint)
        if b"dubious ownership" in stderr:
            return GitError(_dubious(stderr))
        self.check_version()
        # A list, such as that of unknown extensions, stands in indented lines below.
        joined = stderr.decode("utf-8", "replace").replace(":\n\t", ": ").replace("\n\t", ", ")
        words = [line for line in joined.splitlines() if line.strip()]
        fatal = next((line for line in words if line.startswith(("fatal:", "error:"))), words[-1] if words else "")
        return GitError(f"git could not answer (exit status {status}): {fatal or 'it said nothing'}")

    def version(self, asked: process.Process | None = None) -> tuple[int, ...]:
        """git's version as numbers, (0,) when it does not say; from a git that was `asked`, if any was."""
        status, out, _ = (asked or self.start("version")).exchange()
        words = out.split()
        if status or len(words) < 3:
            return (0,)
        return tuple(int(part) for part in words[2].split(b".") if part.isdigit())

    def check_version(self, asked: process.Process | None = None) -> None:
        """HushlintError when git is older than the oldest that answers all our questions."""
        version = self.version(asked)
        if version[:2] < OLDEST:
            shown = ".".join(map(str, version))
            raise HushlintError(f"git {shown} is too old: hushlint needs git 2.34 or newer")


def _dubious(stderr: bytes) -> str:
    line = next((line for line in stderr.splitlines() if b"--add safe.directory" in line), b"")
    command = line.decode("utf-8", "replace").strip() or "git config --global --add safe.directory <folder>"
    return f"git refuses this repository, somebody else owns it; if you trust it: {command}"
