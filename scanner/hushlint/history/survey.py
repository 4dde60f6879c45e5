"""Look at many objects of a repository with a crew and the cache, and keep what was seen of them."""

import gc
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from hushlint.cache.blobs import Blobs
from hushlint.git import Git
from hushlint.history import looking
from hushlint.history.crew import Crew
from hushlint.history.looking import Mark, Seen
from hushlint.plan import Plan
from hushlint.source.commits import brought
from hushlint.source.history import Found

# A commit, a blob that it brings, and the path where.
Brought = tuple[str, str, bytes]

# Our own code that decides what a blob holds: in a checkout it changes without a new version.
_CODE = ("blob", "match", "confirm", "confirm/checks", "model", "history", ".")


class Watch(Protocol):
    """Who is told how far a survey is; see progress.py."""

    def expect(self, units: int) -> None:
        """So many more objects are to be read."""

    def advance(self, units: int, bytes: int) -> None:
        """So much more was read, or was known."""

    def found(self, rule: str, id: str) -> None:
        """A secret was seen in an object, which has no name yet."""


class Survey:
    """What is known of objects: a context manager around a crew.

    `known` counts what the cache spared us, `paths` has one path of each object with something to say of.
    """

    def __init__(self, git: Git, plan: Plan, cache: str, watch: Watch, size: int) -> None:
        self._git = git
        self._crew = Crew(size, looking.prepare(git, plan))
        self._cache = Blobs(cache, _cache_key(plan))
        self._watch = watch
        self.seen = Seen()
        self.known = 0
        self.paths: dict[str, bytes] = {}
        self._waiting: dict[str, bytes] = {}

    def __enter__(self) -> "Survey":
        # Many objects are kept and none of them in a cycle: looking for cycles would take longer each time.
        gc.disable()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        gc.enable()
        self._crew.close(hurry=kind is not None)
        self._cache.close()

    def look(self, kind: str, groups: Iterable[list[Found]]) -> None:
        """Read the objects of each group that the cache does not know; neighbours in a group should be alike."""
        unknown = (self._unknown(kind, group) for group in groups)
        for ids, answer in self._crew.run(looking.tasks(kind, unknown)):
            self._add(kind, ids, looking.unpack(answer))

    def bringing(self, commits: Sequence[str], wanted: frozenset[str]) -> Iterator[Brought]:
        """Where `commits`, in their order, bring these blobs; only commits that are new here are compared."""
        compared, old = self._cache.origins(wanted)
        fresh = [id for id in commits if id not in compared]
        found: dict[str, list[Brought]] = {}
        for some in (fresh, [id for id in commits if id in old]):
            for commit, id, path in brought(self._git, some, wanted):
                found.setdefault(commit, []).append((commit, id, path))
        if fresh:
            self._cache.keep_origins(wanted, compared.union(commits), old.union(found))
        for commit in commits:
            yield from found.get(commit, ())

    def dismiss(self) -> None:
        """Let go of the processes: nothing more is to be read, and their memory can be had."""
        self._crew.close()

    def begin_again(self) -> None:
        """Count anew: the same objects are looked at once more, among others."""
        self.seen.units = self.seen.bytes = 0

    def _unknown(self, kind: str, group: list[Found]) -> list[str]:
        """The ids of what has to be read."""
        sizes, marks = self._cache.known([id for id, _ in group])
        spared = sum(sizes.values())
        waiting = dict(group) if not sizes else {id: path for id, path in group if id not in sizes}
        self._waiting |= waiting
        for id, path in group if marks else ():
            if id in marks:
                self.seen.marks[id] = [Mark(*mark) for mark in json.loads(marks[id])]
                self.paths[id] = path
                self._tell(id)
        self.known += len(sizes)
        self._count(kind, len(sizes), spared)
        self._watch.expect(len(group))
        self._watch.advance(len(sizes), spared)
        return list(waiting)

    def _tell(self, id: str) -> None:
        for mark in self.seen.marks[id]:
            if mark.fingerprint:
                self._watch.found(mark.rule, id)

    def _count(self, kind: str, units: int, bytes: int) -> None:
        """Messages are counted as commits by who knows them."""
        if kind == looking.BLOBS:
            self.seen.units += units
            self.seen.bytes += bytes

    def _add(self, kind: str, ids: list[str], seen: Seen) -> None:
        self._count(kind, seen.units, seen.bytes)
        self.seen.marks |= seen.marks
        self.seen.unread |= seen.unread
        for id in ids:
            path = self._waiting.pop(id, b"")
            if id in seen.marks or id in seen.unread:
                self.paths[id] = path
        for id in seen.marks:
            self._tell(id)
        self._watch.advance(len(ids), seen.bytes)
        kept = ((id, size, _text(seen.marks.get(id))) for id, size in zip(ids, seen.sizes, strict=True))
        self._cache.keep(row for row in kept if row[0] not in seen.unread)


def _text(marks: list[Mark] | None) -> str:
    return json.dumps([(m.rule, m.text, m.start, m.end, m.fingerprint) for m in marks]) if marks else ""


def _cache_key(plan: Plan) -> bytes:
    """All that a result depends on besides the blob: the rules, versions and our code."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    facts = []
    for name in _CODE:
        with os.scandir(os.path.join(package, name)) as entries:
            files = [(item.name, item.stat()) for item in entries if item.name.endswith(".py")]
        facts += sorted(f"{name}/{file} {status.st_size} {status.st_mtime_ns}" for file, status in files)
    return plan.engine_key + "\n".join(facts).encode("utf-8", "surrogateescape")
