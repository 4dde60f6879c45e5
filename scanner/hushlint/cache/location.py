"""Where the file with what blobs hold lies, how large it is, and removing it."""

import os
import sqlite3

from hushlint.cache import folder

_FOLDER = "blobs"
_FILE = "blobs.sqlite"


def prepare(path: str) -> str:
    """The path of the file, made empty and private where it is not there; empty when the folder can't be trusted."""
    if not folder.prepare(path):
        return ""
    inner = os.path.join(path, _FOLDER)
    if not folder.prepare(inner):
        return ""
    file = os.path.join(inner, _FILE)
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    except OSError:
        return ""
    return file


def count(path: str) -> tuple[int, int]:
    """(blobs remembered, bytes on disk) without making anything."""
    files = _files(path)
    size = sum(os.path.getsize(file) for file in files)
    main = os.path.join(path, _FOLDER, _FILE)
    if not size or not folder.trusted(os.path.join(path, _FOLDER)):
        return 0, size
    try:
        connection = sqlite3.connect(main, timeout=5.0)
        try:
            return int(connection.execute("SELECT count(*) FROM blobs").fetchone()[0]), size
        finally:
            connection.close()
    except sqlite3.Error:
        return 0, size


def remove(path: str) -> int:
    """Delete the file; how many bytes that freed."""
    freed = 0
    for file in _files(path):
        try:
            size = os.path.getsize(file)
            os.unlink(file)
            freed += size
        except OSError:
            continue
    return freed


def _files(path: str) -> list[str]:
    base = os.path.join(path, _FOLDER, _FILE)
    return [base + end for end in ("", "-wal", "-shm", "-journal") if os.path.isfile(base + end)]
