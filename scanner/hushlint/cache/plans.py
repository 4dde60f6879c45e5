"""Compiled plans on disk: a few settings, the engine's database, and the rule table, each a file of its own.

A file starts with a line of its format and the CRC-32 of all that follows, then the key's length and the key itself,
which is compared whole. The database's file has no such sum: the engine keeps one of its own and refuses a database
that does not fit it, and a megabyte is neither summed nor copied twice (1.3 ms of a commit). The settings depend on
the configuration, the database and the table only on the rules, so that an edit of pyproject.toml compiles nothing. A
commit without candidates never reads the table.
"""

import zlib

from hushlint.cache import folder

_FORMAT = b"hushlint-plan-2"

SETTINGS = "plan"
DATABASE = "engine"
TABLE = "rules"


def load(path: str, kind: str, key: bytes) -> bytes | None:
    """What was stored under exactly this key; None when there is nothing, it is damaged, or it is not ours.

    A damaged database comes back: loading it fails.
    """
    if not folder.trusted(path):
        return None
    if kind == DATABASE:
        return folder.read_behind(path, _name(key, kind), _unsummed(key))
    return _unpack(folder.read(path, _name(key, kind)), key)


def store(path: str, kind: str, key: bytes, body: bytes) -> bool:
    """Keep a file for the next run; False when the folder cannot be used, which costs time and nothing else."""
    if not folder.prepare(path):
        return False
    folder.prune(path)
    return folder.write(path, _name(key, kind), _unsummed(key) + body if kind == DATABASE else _pack(body, key))


def _name(key: bytes, kind: str) -> str:
    return f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}.{kind}"


def _pack(body: bytes, key: bytes) -> bytes:
    content = b"%d\n%b%b" % (len(key), key, body)
    return b"%b %08x\n%b" % (_FORMAT, zlib.crc32(content), content)


def _unsummed(key: bytes) -> bytes:
    """What stands before a body that has a sum of its own."""
    return b"%b\n%d\n%b" % (_FORMAT, len(key), key)


def _unpack(data: bytes, key: bytes) -> bytes | None:
    """The body of a file, None when it is damaged or was made for another key."""
    begin = data.find(b"\n") + 1
    expected = b"%b %08x\n" % (_FORMAT, zlib.crc32(memoryview(data)[begin:]))
    named = b"%d\n%b" % (len(key), key)
    if data[:begin] != expected or not data.startswith(named, begin):
        return None
    return data[begin + len(named) :]
