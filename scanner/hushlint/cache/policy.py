"""Remember that policy had nothing to show for a state of the repository, so that the next commit need not ask."""

import zlib

from hushlint.cache import folder


def _name(place: bytes) -> str:
    return f"{zlib.crc32(place):08x}{zlib.adler32(place):08x}.policy"


def silent(path: str, place: bytes, key: bytes) -> bool:
    """Whether policy was silent in the repository at `place` for exactly this key."""
    return folder.trusted(path) and folder.read(path, _name(place)) == _sealed(key)


def remember(path: str, place: bytes, key: bytes) -> None:
    """Keep the key of a silent state; one a repository, the last."""
    if folder.prepare(path):
        folder.write(path, _name(place), _sealed(key))


def _sealed(key: bytes) -> bytes:
    return b"%08x %d\n%b" % (zlib.crc32(key), len(key), key)
