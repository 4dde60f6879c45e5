"""Look at the disk for env files: the only thing that policy wants to know of it."""

import os
from stat import S_ISREG

from hushlint.model.blob import DiskFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def env_files(top: bytes, folders: "Iterable[bytes]", is_env_name: "Callable[[bytes], bool]") -> list[DiskFile]:
    """Env files in these folders (relative to `top`), regular ones and links to such, in order of path."""
    found = []
    for folder in folders:
        base = os.path.join(top, folder) if folder else top
        try:
            names = os.listdir(base or b".")
        except OSError:
            continue
        for name in names:
            if b"env" in name and is_env_name(name):
                item = _stat(base, folder, name)
                if item:
                    found.append(item)
    return sorted(found, key=lambda item: item.path)


def _stat(base: bytes, folder: bytes, name: bytes) -> DiskFile | None:
    try:
        status = os.stat(os.path.join(base, name))
    except OSError:
        return None
    if not S_ISREG(status.st_mode):
        return None
    return DiskFile(folder + b"/" + name if folder else name, status.st_size, status.st_mtime_ns)
