"""The files of a folder: what git tracks or could track there, or all that lies in it."""

import os
from collections.abc import Iterable, Iterator
from stat import S_ISDIR, S_ISLNK, S_ISREG

from hushlint.errors import GitError, HushlintError, UsageError
from hushlint.git import Git

_GIT = b".git"
_GITLINK = b"160000 "

SUBMODULE = "a submodule: scan it by itself"
SPECIAL = "not a regular file"

# A file may become a link, a pipe or a terminal after it was listed: a link is not followed, and nothing waits.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLLOWS = not hasattr(os, "O_NOFOLLOW")
_CHUNK = 1 << 20

_QUESTIONS = (("-s", "--cached"), ("--others", "--exclude-standard"), ("--others", "--ignored", "--exclude-standard"))

# git's words for a folder that it cannot look into; it says nothing else and ends well.
_CLOSED = b"warning: could not open directory '"


class Listing:
    """Files to read, relative to the folder, and what is known of those that are not read.

    `files` are (path, bytes), in order of path, links among them; `tracked` are git's own paths, None outside a
    repository; `ignored` counts the files that git ignores; `skipped` are (path, reason, whether that is by design).
    """

    __slots__ = ("files", "ignored", "skipped", "tracked")

    def __init__(self) -> None:
        self.files: list[tuple[bytes, int]] = []
        self.tracked: set[bytes] | None = None
        self.ignored = 0
        self.skipped: list[tuple[bytes, str, bool]] = []

    @property
    def paths(self) -> list[bytes]:
        """The paths alone."""
        return [path for path, _ in self.files]


def list_folder(folder: bytes, git: Git | None, *, use_ignores: bool) -> Listing:
    """What there is to read in a folder; `git` runs in it where it lies inside a repository's work tree."""
    listing = Listing()
    if git is not None and _is_ignored(git):
        # A virtual environment named outright, say: the repository around it has nothing to do with it.
        git = None
    if git is None or not use_ignores:
        _walk(folder, listing)
    else:
        _list_repository(folder, git, listing)
    if git is not None and listing.tracked is None:
        listing.tracked = set(_records(git, "--cached"))
    listing.files.sort()
    listing.skipped.sort()
    return listing


def list_file(path: bytes) -> Listing:
    """A file that was named outright: one that cannot be read is not passed over."""
    listing = Listing()
    name = os.path.basename(path)
    try:
        status = os.lstat(path)
    except OSError as error:
        listing.skipped.append((name, _unreadable(error), False))
        return listing
    if S_ISREG(status.st_mode) or S_ISLNK(status.st_mode):
        listing.files.append((name, status.st_size))
    else:
        listing.skipped.append((name, SPECIAL, False))
    return listing


def _list_repository(folder: bytes, git: Git, listing: Listing) -> None:
    """What git tracks in its folder and what it could track; three gits look at it side by side."""
    started = [git.start("ls-files", "-z", *options) for options in _QUESTIONS]
    try:
        tracked, submodules = _of_index(git.finish(started[0]))
        status, output, err = started[1].exchange()
        if status:
            raise git.failure(status, err)
        listing.ignored = git.finish(started[2]).count(b"\0")
    except BaseException:
        for child in started:
            child.kill()
        raise
    listing.tracked = tracked
    listing.skipped += _closed(git, err)
    untracked = output.split(b"\0")[:-1]
    for path in submodules:
        if os.path.isdir(os.path.join(folder, path)):
            listing.skipped.append((path, SUBMODULE, True))
    for path in untracked:
        if path.endswith(b"/"):
            _list_nested(os.path.join(folder, path[:-1]), path, listing)
    _look_at_each(folder, [*(tracked - submodules), *(path for path in untracked if not path.endswith(b"/"))], listing)


def _of_index(output: bytes) -> tuple[set[bytes], set[bytes]]:
    """(paths of the index, those of submodules)."""
    tracked, submodules = set(), set()
    for record in output.split(b"\0")[:-1]:
        path = record.partition(b"\t")[2]
        tracked.add(path)
        if record.startswith(_GITLINK):
            submodules.add(path)
    return tracked, submodules


def _closed(git: Git, stderr: bytes) -> Iterator[tuple[bytes, str, bool]]:
    """The folders that git could not look into, and passed over with a warning that names them from the top."""
    for line in stderr.split(b"\n"):
        if line.startswith(_CLOSED):
            path, _, reason = line.removeprefix(_CLOSED).rpartition(b"': ")
            inside = path.removeprefix(git.run("rev-parse", "--show-prefix")[:-1]).rstrip(b"/")
            yield inside or b".", f"cannot be read: {reason.decode('utf-8', 'replace')}", False


def _look_at_each(folder: bytes, paths: Iterable[bytes], listing: Listing) -> None:
    """Take the files and links among these; what is gone from disk, or has become a folder, git takes for deleted."""
    linked: dict[bytes, bool] = {b"": False}
    for path in paths:
        if _is_behind_link(folder, path.rpartition(b"/")[0], linked):
            continue
        try:
            status = os.lstat(os.path.join(folder, path))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            listing.skipped.append((path, _unreadable(error), False))
            continue
        if S_ISREG(status.st_mode) or S_ISLNK(status.st_mode):
            listing.files.append((path, status.st_size))
        elif not S_ISDIR(status.st_mode):
            listing.skipped.append((path, SPECIAL, True))


def _is_behind_link(folder: bytes, parent: bytes, known: dict[bytes, bool]) -> bool:
    """Whether a tracked path lies behind a link that took its folder's place: git takes such a file for deleted."""
    if parent not in known:
        above = _is_behind_link(folder, parent.rpartition(b"/")[0], known)
        known[parent] = above or os.path.islink(os.path.join(folder, parent))
    return known[parent]


def _list_nested(where: bytes, path: bytes, listing: Listing) -> None:
    """The files of a repository inside another's work tree, which the outer git lists as one folder.

    One that git will not look into (damaged, another's) is read whole: it must not end the scan of all around it.
    """
    try:
        inner = list_folder(where, enclosing_git(where), use_ignores=True)
    except HushlintError:
        inner = list_folder(where, None, use_ignores=False)
    listing.files += [(path + name, size) for name, size in inner.files]
    listing.ignored += inner.ignored
    listing.skipped += [(path + name, reason, accepted) for name, reason, accepted in inner.skipped]


def _is_ignored(git: Git) -> bool:
    """Whether git ignores the folder that it runs in, as part of the repository around it."""
    prefix = git.run("rev-parse", "--show-prefix")[:-1]
    if not prefix:
        return False
    top = git.run("rev-parse", "--show-toplevel")[:-1]
    return bool(git.at(top).check_ignore([prefix]))


def _records(git: Git, *options: str) -> list[bytes]:
    return git.run("ls-files", "-z", *options).split(b"\0")[:-1]


def enclosing_git(folder: bytes) -> Git | None:
    """git in this folder where it is inside a work tree, None outside; an unusable repository is an error."""
    try:
        git = Git(folder)
    except HushlintError:
        return None
    for name in (b"GIT_DIR", b"GIT_WORK_TREE", b"GIT_INDEX_FILE", b"GIT_PREFIX", b"GIT_COMMON_DIR"):
        git.environment.pop(name, None)
    try:
        inside = git.run("rev-parse", "--is-inside-work-tree")
    except UsageError:
        return None
    return git if inside == b"true\n" else None


def _walk(folder: bytes, listing: Listing) -> None:
    """Every file below a folder but those of .git; links are listed, never followed, and what is no file is said."""
    waiting = [b""]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(os.path.join(folder, inside) or b".") as entries:
                for entry in entries:
                    _sort_in(entry, inside, waiting, listing)
        except OSError as error:
            listing.skipped.append((inside.rstrip(b"/") or b".", _unreadable(error), False))


def _sort_in(entry: "os.DirEntry[bytes]", inside: bytes, waiting: list[bytes], listing: Listing) -> None:
    path = inside + entry.name
    try:
        if entry.is_file(follow_symlinks=False) or entry.is_symlink():
            if entry.name != _GIT or inside:
                listing.files.append((path, entry.stat(follow_symlinks=False).st_size))
        elif not entry.is_dir(follow_symlinks=False):
            listing.skipped.append((path, SPECIAL, True))
        elif entry.name != _GIT:
            waiting.append(path + b"/")
    except FileNotFoundError:
        return
    except OSError as error:
        listing.skipped.append((path, _unreadable(error), False))


def read(path: bytes, limit: int, size: int = 0) -> bytes | str:
    """The content of a file or a link's target text, or why there is none: it is larger than `limit` bytes.

    `size` is what the file was listed with: a hint. GitError when it cannot be read, UsageError for what is neither
    file nor link; it should not have been listed, and is not waited for.
    """
    if size > limit:
        return f"larger than {limit} bytes"
    if _FOLLOWS and os.path.islink(path):
        return os.readlink(path)
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        return _target(path, error)
    try:
        data = os.read(descriptor, size + 1)
        if len(data) != size or not size:
            data = _rest(descriptor, data, limit)
    except IsADirectoryError:
        raise UsageError(SPECIAL) from None
    except OSError as error:
        raise GitError(_unreadable(error)) from None
    finally:
        os.close(descriptor)
    return data if len(data) <= limit else f"larger than {limit} bytes"


def _rest(descriptor: int, begun: bytes, limit: int) -> bytes:
    """What a file holds that is not as long as it was: all of it, or a little more than the limit."""
    if not S_ISREG(os.fstat(descriptor).st_mode):
        raise UsageError(SPECIAL)
    return b"".join((begun, *_pieces(descriptor, limit - len(begun))))


def read_stream(descriptor: int, limit: int) -> bytes | str:
    """All that comes from a pipe, or why there is nothing, as `read` has it."""
    try:
        data = b"".join(_pieces(descriptor, limit))
    except OSError as error:
        raise GitError(_unreadable(error)) from None
    return data if len(data) <= limit else f"larger than {limit} bytes"


def _pieces(descriptor: int, limit: int) -> Iterator[bytes]:
    while limit >= 0 and (piece := os.read(descriptor, min(_CHUNK, limit + 1))):
        limit -= len(piece)
        yield piece


def _target(path: bytes, error: OSError) -> bytes:
    """What a link says, if that is why the path could not be opened."""
    try:
        return os.readlink(path)
    except OSError:
        raise GitError(_unreadable(error)) from None


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror}"
