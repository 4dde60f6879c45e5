"""The files of a folder: what git tracks or could track there, or all that lies in it."""

import os
from collections.abc import Iterator
from stat import S_ISDIR, S_ISLNK, S_ISREG

from hushlint.errors import GitError, HushlintError, UsageError
from hushlint.git import Git

_GIT = b".git"


class Listing:
    """Paths to read, relative to the folder, and what is known of those that are not read.

    `tracked` are git's own among them, None outside a repository; `ignored` counts the files that git ignores;
    `skipped` are (path, reason, whether that is by design).
    """

    __slots__ = ("ignored", "paths", "skipped", "tracked")

    def __init__(self) -> None:
        self.paths: list[bytes] = []
        self.tracked: set[bytes] | None = None
        self.ignored = 0
        self.skipped: list[tuple[bytes, str, bool]] = []


def list_folder(folder: bytes, git: Git | None, *, use_ignores: bool) -> Listing:
    """What there is to read in a folder; `git` runs in it where it lies inside a repository's work tree."""
    listing = Listing()
    if git is not None and _is_ignored(git):
        # A virtual environment named outright, say: the repository around it has nothing to do with it.
        git = None
    if git is None or not use_ignores:
        listing.paths = sorted(_walk(folder, b"", listing))
    else:
        _list_repository(folder, git, listing)
    if git is not None and listing.tracked is None:
        listing.tracked = _records(git, "--cached")
    return listing


def _list_repository(folder: bytes, git: Git, listing: Listing) -> None:
    listing.tracked = _records(git, "--cached")
    others = _records(git, "--others", "--exclude-standard")
    listing.ignored = len(_records(git, "--others", "--ignored", "--exclude-standard"))
    linked: dict[bytes, bool] = {b"": False}
    for path in sorted(listing.tracked | others):
        where = os.path.join(folder, path.rstrip(b"/"))
        if _is_behind_link(folder, path.rstrip(b"/").rpartition(b"/")[0], linked):
            continue
        if path.endswith(b"/"):
            _list_nested(where, path, listing)
        elif os.path.isdir(where) and not os.path.islink(where):
            listing.skipped.append((path, "a submodule: scan it by itself", True))
        elif os.path.lexists(where):
            listing.paths.append(path)


def _is_behind_link(folder: bytes, parent: bytes, known: dict[bytes, bool]) -> bool:
    """Whether a tracked path lies behind a link that took its folder's place: git takes such a file for deleted."""
    if parent not in known:
        above = _is_behind_link(folder, parent.rpartition(b"/")[0], known)
        known[parent] = above or os.path.islink(os.path.join(folder, parent))
    return known[parent]


def _list_nested(where: bytes, path: bytes, listing: Listing) -> None:
    """The files of a repository inside another's work tree, which the outer git lists as one folder."""
    inner = list_folder(where, enclosing_git(where), use_ignores=True)
    listing.paths += [path + name for name in inner.paths]
    listing.ignored += inner.ignored
    listing.skipped += [(path + name, reason, accepted) for name, reason, accepted in inner.skipped]


def _is_ignored(git: Git) -> bool:
    """Whether git ignores the folder that it runs in, as part of the repository around it."""
    prefix = git.run("rev-parse", "--show-prefix")[:-1]
    if not prefix:
        return False
    top = git.run("rev-parse", "--show-toplevel")[:-1]
    return bool(git.at(top).check_ignore([prefix]))


def _records(git: Git, *options: str) -> set[bytes]:
    return set(git.run("ls-files", "-z", *options).split(b"\0")[:-1])


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


def _walk(folder: bytes, prefix: bytes, listing: Listing) -> Iterator[bytes]:
    """Every file below a folder but those of .git; links are listed, never followed."""
    try:
        with os.scandir(os.path.join(folder, prefix) if prefix else folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        listing.skipped.append((prefix or b".", f"cannot be read: {error.strerror}", False))
        return
    for entry in listed:
        path = prefix + b"/" + entry.name if prefix else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name != _GIT:
                yield from _walk(folder, path, listing)
        elif entry.name != _GIT or prefix:
            yield path


def read(path: bytes, limit: int) -> bytes | str:
    """The content of a file, a link's target text, or why there is none: it is larger than `limit` bytes.

    UsageError for a folder or what is neither file nor link (a pipe, a device), GitError when it cannot be read.
    """
    try:
        status = os.lstat(path)
        if S_ISLNK(status.st_mode):
            return os.readlink(path)
        if S_ISDIR(status.st_mode) or not S_ISREG(status.st_mode):
            raise UsageError("not a regular file")
        if status.st_size > limit:
            return f"larger than {limit} bytes"
        with open(path, "rb") as file:
            data = file.read(limit + 1)
        return data if len(data) <= limit else f"larger than {limit} bytes"
    except OSError as error:
        raise GitError(f"cannot be read: {error.strerror}") from None
