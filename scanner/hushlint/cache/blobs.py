"""Remember what blobs hold under a plan: nothing, or where in them confirmed candidates stand; never a value.

One SQLite file in a folder of its own. What a row says depends on the blob's bytes, the rules and our code alone, so
it is true in every repository; paths, commits and verdicts are no part of it. Any fault of the file costs time only.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256

from hushlint.cache import location

_VERSION = 3

# Bytes of the file above which other plans' rows go, and then all of them.
LARGEST = 512 << 20

# Bytes above which the commits of a history are not remembered: 400,000 of them.
_LONGEST = 16 << 20

# How often a file is opened that others open and close, and seconds between: each time so many more.
_TRIES = 6
_PAUSE = 0.02
_PATIENCE = 2.0

# Ids of one question, and rows that are kept back before they are written in one transaction.
_ASKED = 500
_WRITTEN = 32768

_SIZES = """
SELECT lower(hex(id)), CASE marks WHEN '' THEN size ELSE -1 END FROM blobs WHERE plan = ? AND id IN (%s)
"""
_MARKS = "SELECT size, marks FROM blobs WHERE plan = ? AND id = ?"

# Rows of which nothing is to be said but the size, in one statement: ids and sizes each as bytes in equal parts (of a
# text SQLite counts the characters each time).
_SILENT = """
WITH RECURSIVE places (at) AS (VALUES (0) UNION ALL SELECT at + 1 FROM places WHERE at + 1 < :count)
INSERT OR REPLACE INTO blobs SELECT :plan, substr(:ids, at * :width + 1, :width),
CAST(CAST(substr(:sizes, at * 20 + 1, 20) AS TEXT) AS INTEGER), '' FROM places
"""
_MARKED = "INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)"

_TABLES = ("blobs", "plans", "origins", "audits")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS plans (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS blobs (plan INTEGER NOT NULL, id BLOB NOT NULL, size INTEGER NOT NULL, marks TEXT NOT NULL,
PRIMARY KEY (plan, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS audits (plan INTEGER NOT NULL, place BLOB NOT NULL, state TEXT NOT NULL,
PRIMARY KEY (plan, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS origins (wanted BLOB NOT NULL PRIMARY KEY, commits TEXT NOT NULL, bringing TEXT NOT NULL);
"""


class Blobs:
    """Results under one plan; a context manager. Without a usable folder it knows nothing and keeps nothing."""

    __slots__ = ("_connection", "_number", "_pending", "_silent")

    def __init__(self, path: str, key: bytes) -> None:
        self._pending: list[tuple[int, bytes, int, str]] = []
        self._silent: list[tuple[bytes, int]] = []
        self._connection: sqlite3.Connection | None = None
        self._number = 0
        file = location.prepare(path)
        if file:
            self._open(file, sha256(key).digest())

    def __enter__(self) -> "Blobs":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def known(self, ids: Sequence[str]) -> tuple[dict[str, int], dict[str, str]]:
        """Of these blobs the bytes of each that is known, and the marks, as they were given, of each that has any."""
        sizes: dict[str, int] = {}
        marks: dict[str, str] = {}
        if self._connection is None:
            return sizes, marks
        try:
            for begin in range(0, len(ids), _ASKED):
                asked = (self._number, *map(bytes.fromhex, ids[begin : begin + _ASKED]))
                places = ",".join("?" * (len(asked) - 1))
                # Nothing is done here for each row: they may be a million.
                sizes.update(self._connection.execute(_SIZES % places, asked))
            marked = [id for id, size in sizes.items() if size < 0]
            for id in marked:
                asked = (self._number, bytes.fromhex(id))
                for sizes[id], marks[id] in self._connection.execute(_MARKS, asked):
                    pass
                if id not in marks:
                    # Somebody emptied the file between the two questions.
                    del sizes[id]
        except sqlite3.Error:
            self._drop()
            return {}, {}
        return sizes, marks

    def keep(self, results: Iterable[tuple[str, int, str]]) -> None:
        """Remember (id, bytes, marks); they are written now and then, and at the end."""
        if self._connection is None:
            return
        for id, size, marks in results:
            if marks:
                self._pending.append((self._number, bytes.fromhex(id), size, marks))
            else:
                self._silent.append((bytes.fromhex(id), size))
        if len(self._silent) + len(self._pending) >= _WRITTEN:
            self._write()

    def origins(self, wanted: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The commits that were compared with their parents for these blobs, and those that bring any of them."""
        row = self._row("SELECT commits, bringing FROM origins WHERE wanted = ?", _name(wanted))
        return (frozenset(row[0].split()), frozenset(row[1].split())) if row else (frozenset(), frozenset())

    def keep_origins(self, wanted: Iterable[str], commits: Iterable[str], bringing: Iterable[str]) -> None:
        """Remember what `origins` answers."""
        text = "\n".join(commits)
        if len(text) <= _LONGEST:
            self._put("INSERT OR REPLACE INTO origins VALUES (?, ?, ?)", _name(wanted), text, "\n".join(bringing))

    def audited(self, place: bytes) -> str:
        """What `keep_audited` was given for a repository, which `place` names; empty where it was nothing."""
        question = "SELECT state FROM audits WHERE plan = ? AND place = ?"
        row = self._row(question, self._number, sha256(place).digest())
        return str(row[0]) if row else ""

    def keep_audited(self, place: bytes, state: str) -> None:
        """Remember of a repository what a whole audit came to; no value, no path."""
        if len(state) <= _LONGEST:
            row = (self._number, sha256(place).digest(), state)
            self._put("INSERT OR REPLACE INTO audits VALUES (?, ?, ?)", *row)

    def close(self) -> None:
        """Write what is left; safe to call twice."""
        if self._connection is not None:
            self._write()
            self._drop()

    def _row(self, question: str, *given: int | bytes) -> tuple[str, ...] | None:
        """The one row that answers, if any."""
        if self._connection is None:
            return None
        try:
            row: tuple[str, ...] | None = self._connection.execute(question, given).fetchone()
        except sqlite3.Error:
            self._drop()
            return None
        return row

    def _put(self, statement: str, *row: int | bytes | str) -> None:
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.execute(statement, row)
        except sqlite3.Error:
            self._drop()

    def _open(self, file: str, key: bytes) -> None:
        begun = time.monotonic()
        for number in range(_TRIES):
            if time.monotonic() - begun > _PATIENCE:
                return
            try:
                self._connection = _connect(file)
                self._number = _plan_number(self._connection, key)
                _bound(self._connection, file, self._number)
                return
            except sqlite3.OperationalError:
                # Locked, or a disk that is full: next time. Who opens a file first or closes it last locks it for a
                # moment, and others hear of that at once, whatever they would wait otherwise.
                self._drop()
                time.sleep(_PAUSE * number)
            except sqlite3.Error:
                self._drop()
                location.remove(os.path.dirname(os.path.dirname(file)))

    def _write(self) -> None:
        if self._connection is None or not (self._pending or self._silent):
            return
        # In their order, rows go to neighbouring pages of the file.
        self._silent.sort()
        self._pending.sort()
        try:
            with self._connection:
                if self._silent:
                    self._connection.execute(_SILENT, self._silent_rows())
                self._connection.executemany(_MARKED, self._pending)
        except sqlite3.Error:
            self._drop()
        self._silent, self._pending = [], []

    def _silent_rows(self) -> dict[str, int | bytes]:
        """What the statement for silent objects takes; their ids are of one length."""
        rows = self._silent
        return {
            "count": len(rows),
            "plan": self._number,
            "width": len(rows[0][0]),
            "ids": b"".join([id for id, _ in rows]),
            "sizes": b"".join([b"%20d" % size for _, size in rows]),
        }

    def _drop(self) -> None:
        """Do without from here on."""
        self._silent, self._pending = [], []
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _name(ids: Iterable[str]) -> bytes:
    return sha256("\n".join(sorted(ids)).encode("ascii")).digest()


def _connect(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=5.0)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        connection.executescript("".join(f"DROP TABLE IF EXISTS {name};" for name in _TABLES))
    connection.executescript(_SCHEMA)
    connection.execute(f"PRAGMA user_version = {_VERSION}")
    return connection


def _plan_number(connection: sqlite3.Connection, key: bytes) -> int:
    with connection:
        connection.execute("INSERT OR IGNORE INTO plans (key) VALUES (?)", (key,))
    return int(connection.execute("SELECT number FROM plans WHERE key = ?", (key,)).fetchone()[0])


def _bound(connection: sqlite3.Connection, file: str, number: int) -> None:
    """Make room when the file has grown too large: first other plans' rows go, then ours too."""
    for statement in ("DELETE FROM blobs WHERE plan <> ?", "DELETE FROM blobs WHERE plan = ?"):
        if os.path.getsize(file) <= LARGEST:
            return
        with connection:
            connection.execute("DELETE FROM origins")
            connection.execute("DELETE FROM audits")
            connection.execute(statement, (number,))
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
