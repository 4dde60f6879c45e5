"""Clone a repository from the network for one audit, and remove it again."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from hushlint.errors import GitError, HushlintError, UsageError
from hushlint.git import Git

# What git takes for a URL: a scheme, a transport helper (`ext::…`), or host:path without a slash before the colon.
_SCHEME = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://")
_HELPER = re.compile(rb"[A-Za-z0-9]+::")
_SHORT = re.compile(rb"(?:[\w.-]+@)?[\w.-]+:(?!//)")
_ALLOWED = (b"https://", b"ssh://")
_PROTOCOLS = b"https:ssh"


def is_url(text: bytes) -> bool:
    """Whether git would take it for a URL; what lies on disk under that name is a path."""
    if _SCHEME.match(text) or _HELPER.match(text):
        return True
    return bool(_SHORT.match(text)) and not os.path.lexists(text)


@contextmanager
def cloned(url: bytes) -> Iterator[bytes]:
    """A folder with a bare mirror of the repository, all its refs with it; removed at the end.

    UsageError for anything but https and ssh: other protocols are not encrypted, read this disk, or run programs.
    """
    shown = _without_password(url)
    host = url.split(b"://", 1)[-1]
    if url.startswith(b"-") or host.startswith(b"-") or not (url.startswith(_ALLOWED) or _is_short(url)):
        raise UsageError(f"{shown}: only https:// and ssh:// addresses are cloned")
    try:
        folder = os.fsencode(tempfile.mkdtemp(prefix="hushlint-"))
    except OSError as error:
        raise HushlintError(f"no temporary folder can be made for a clone: {error.strerror}") from None
    try:
        _clone(url, os.path.join(folder, b"repository"), shown)
        yield os.path.join(folder, b"repository")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_short(url: bytes) -> bool:
    return bool(_SHORT.match(url)) and not _HELPER.match(url) and not _SCHEME.match(url)


def _without_password(url: bytes) -> str:
    return re.sub(rb"//[^/@]*@", b"//", url).decode("utf-8", "replace")


def _clone(url: bytes, folder: bytes, shown: str) -> None:
    git = Git()
    variables = {name: value for name, value in git.environment.items() if not name.startswith(b"GIT_DIR")}
    for name in (b"GIT_COMMON_DIR", b"GIT_WORK_TREE", b"GIT_INDEX_FILE", b"GIT_PREFIX", b"GIT_OBJECT_DIRECTORY"):
        variables.pop(name, None)
    variables[b"GIT_ALLOW_PROTOCOL"] = _PROTOCOLS
    place = Git(b"", variables, git.program)
    child = place.start("clone", "--mirror", "--template=", "--quiet", "--", url, folder)
    try:
        status, _, reason = child.exchange()
    except BaseException:
        child.kill()
        child.close()
        raise
    if status:
        words = [line for line in reason.decode("utf-8", "replace").splitlines() if line.strip()]
        last = next((line for line in words if line.startswith(("fatal:", "error:"))), words[-1] if words else "")
        raise GitError(f"{shown} cannot be cloned: {last.replace(os.fsdecode(url), shown) or 'git said nothing'}")
