"""The user's cache folder: private, owned by the user, or not used at all."""

import os
import sys
from stat import S_ISDIR, S_ISREG

# Compiled plans of other configurations and versions; the oldest go first.
_MOST_FILES = 48


def locate(environ: "os._Environ[str] | dict[str, str]") -> str:
    """Where cache files go, empty when there is no home: $HUSHLINT_CACHE_DIR, else the platform's cache folder."""
    own = environ.get("HUSHLINT_CACHE_DIR", "")
    if own:
        return os.path.abspath(own)
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA", "")
    elif os.path.isabs(environ.get("XDG_CACHE_HOME", "")):
        base = environ["XDG_CACHE_HOME"]
    else:
        home = environ.get("HOME", "")
        base = os.path.join(home, "Library/Caches" if sys.platform == "darwin" else ".cache") if home else ""
    return os.path.join(base, "hushlint") if os.path.isabs(base) else ""


def prepare(path: str) -> bool:
    """Make the folder if it is not there; whether it can be trusted: ours alone (0700) and no link."""
    if not path:
        return False
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.mkdir(path, 0o700)
    except FileExistsError:
        pass
    except OSError:
        return False
    return trusted(path)


def trusted(path: str) -> bool:
    """Whether the folder exists, is a real folder, belongs to us, and nobody else may write into it."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    if not S_ISDIR(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)


def read(path: str, name: str) -> bytes:
    """The content of a cache file, empty when it is not there or not ours."""
    return read_behind(path, name, b"") or b""


def read_behind(path: str, name: str, head: bytes) -> bytes | None:
    """What follows `head` in a cache file, without a copy; None when it starts otherwise, is not there or not ours."""
    try:
        # Not blocking: a pipe in the file's place must not hold up a commit.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(os.path.join(path, name), flags)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode) or (sys.platform != "win32" and status.st_uid != os.geteuid()):
            return None
        if os.read(descriptor, len(head)) != head:
            return None
        return _read_rest(descriptor, status.st_size - len(head))
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _read_rest(descriptor: int, size: int) -> bytes:
    """The rest of a file that should be so long: in one piece where the system gives it so."""
    rest = os.read(descriptor, max(size, 0))
    while len(rest) < size and (more := os.read(descriptor, size - len(rest))):
        rest += more
    return rest


def write(path: str, name: str, data: bytes) -> bool:
    """Write a cache file whole or not at all: under a temporary name, then renamed; False when it cannot be."""
    temporary = os.path.join(path, f".{name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            os.replace(temporary, os.path.join(path, name))
        except OSError:
            os.unlink(temporary)
            return False
    except OSError:
        return False
    return True


def prune(path: str) -> None:
    """Remove the oldest files beyond the number that is kept."""
    try:
        with os.scandir(path) as entries:
            dated = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.is_file())
        for _, old in dated[:-_MOST_FILES]:
            os.unlink(old)
    except OSError:
        return
