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
from hushlint.history.earlier import Earlier, parse, render
from hushlint.history.looking import Mark, Seen
from hushlint.history.packed import Packed, read
from hushlint.plan import Plan
from hushlint.source.bringing import Bringing, Brought, brought
from hushlint.source.families import find_apply
from hushlint.source.history import Found
from hushlint.source.packs import Packs
from hushlint.source.running import Later

# Objects of each pack that are asked of the cache, to see whether it knows the repository: one in so many.
_SAMPLE = 300
_FEW = 20

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

    def __init__(self, git: Git, plan: Plan, cache: str, watch: Watch, size: int, packs: Packs | None = None) -> None:
        self._git = git
        apply = find_apply() if packs else None
        self._packs = packs if packs and apply else Packs()
        self._packed = Packed()
        self._crew: Crew | None = None
        self._size = size
        self._prepare = looking.prepare(git, plan, self._packs.listed, apply)
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
        if self._crew:
            self._crew.close(hurry=kind is not None)
        self._cache.close()

    def hire(self) -> Crew:
        """Start the processes, if that was not done yet; before any thread."""
        self._crew = self._crew or Crew(self._size, self._prepare)
        return self._crew

    def earlier(self, place: bytes) -> Earlier | None:
        """What an earlier audit of the repository at this place came to."""
        state = self._cache.audited(place)
        return parse(state) if state else None

    def keep(self, place: bytes, earlier: Earlier) -> None:
        """Remember this audit as the earlier one of the next."""
        self._cache.keep_audited(place, render(earlier))

    @property
    def packs_name(self) -> str:
        """What tells the packs from others; empty where they do not hold all objects."""
        return self._packs.name

    def take_over(self, earlier: Earlier) -> None:
        """See what was seen then."""
        self._watch.expect(earlier.units)
        self._watch.advance(earlier.units, earlier.bytes)
        self._count(looking.BLOBS, earlier.units, earlier.bytes)
        self.known += earlier.units
        self.seen.marks |= earlier.marks
        for id in earlier.marks:
            self._tell(id)

    def knows_any(self, ids: Sequence[str]) -> bool:
        """Whether any of these objects was looked at before, here or in another repository."""
        return bool(self._cache.known(ids)[0])

    def look(self, kind: str, groups: Iterable[list[Found]]) -> None:
        """Read the objects of each group that the cache does not know; neighbours in a group should be alike."""
        unknown = (self._unknown(kind, group) for group in groups)
        for ids, answer in self.hire().run(looking.tasks(kind, unknown)):
            self._add(kind, ids, looking.unpack(answer))

    def prefers_packs(self) -> bool:
        """Whether the packs have to be read as a whole: there are any, and the cache knows next to nothing of them."""
        sample = [id for pack in self._packs.listed for id in pack.sample(_SAMPLE)]
        return bool(sample) and len(self._cache.known(sample)[0]) * _FEW < len(sample)

    def look_at_packs(self, reached: Later[list[Found]]) -> list[Found]:
        """Read all blobs and messages of the packs while git lists what is reached, keep what was seen of the blobs
        that are, and return the others of the list, which have to be read one by one.
        """
        packed = self._packed
        for kind, seen in read(self._packs, self.hire(), self._watch.expect):
            packed.add(kind, seen)
            self._keep(seen.ids, seen)
            if kind == looking.FAMILIES:
                self._watch.advance(len(seen.ids), seen.bytes)
        rest = []
        for id, path in reached.result():
            size = packed.sizes.get(id)
            if size is None:
                rest.append((id, path))
            else:
                self._count(looking.BLOBS, 1, size)
                self._take(id, path)
        return rest

    def look_at_messages(self, ids: Iterable[str]) -> None:
        """Look at what these commits and tags say, as far as packs have not told."""
        rest = []
        for id in ids:
            if id in self._packed.told:
                self._take(id, b"")
            else:
                rest.append((id, b""))
        self.look(looking.MESSAGES, [rest])

    def unreached(self) -> int:
        """How many blobs there are besides those that were asked for, where packs tell; else -1."""
        return len(self._packed.sizes) - self.seen.units if self._packed.is_whole and self._packs.whole else -1

    def _take(self, id: str, path: bytes) -> None:
        """Take over what was seen in an object of a pack."""
        if id in self._packed.marks:
            self.seen.marks[id] = self._packed.marks[id]
            self.paths[id] = path
            self._tell(id)
        if id in self._packed.unread:
            self.seen.unread[id] = self._packed.unread[id]
            self.paths[id] = path

    def bringing(
        self, commits: Sequence[str], wanted: frozenset[str], listed: Bringing | None, *, whole: bool
    ) -> Iterator[Brought]:
        """Where `commits`, in their order, bring these blobs: as `listed` has it, or only new commits are compared.

        `whole` tells that they are all that came before.
        """
        if listed:
            places = list(listed.places(wanted))
            self._cache.keep_origins(wanted, commits, {commit for commit, _, _ in places})
            yield from places
            return
        compared, old = self._cache.origins(wanted)
        fresh = [id for id in commits if id not in compared]
        found: dict[str, list[Brought]] = {}
        for some in (fresh, [id for id in commits if id in old]):
            for commit, id, path in brought(self._git, some, wanted, whole=whole):
                found.setdefault(commit, []).append((commit, id, path))
        if fresh:
            self._cache.keep_origins(wanted, compared.union(commits), old.union(found))
        for commit in commits:
            yield from found.get(commit, ())

    def dismiss(self) -> None:
        """Let go of the processes: nothing more is to be read, and their memory can be had."""
        if self._crew:
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
        self._keep(ids, seen)

    def _keep(self, ids: list[str], seen: Seen) -> None:
        kept = ((id, size, _text(seen.marks.get(id))) for id, size in zip(ids, seen.sizes, strict=True))
        self._cache.keep(row for row in kept if row[0] not in seen.unread)


def _text(marks: list[Mark] | None) -> str:
    return json.dumps([mark.packed() for mark in marks]) if marks else ""


def _cache_key(plan: Plan) -> bytes:
    """All that a result depends on besides the blob: the rules, versions and our code."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    facts = []
    for name in _CODE:
        with os.scandir(os.path.join(package, name)) as entries:
            files = [(item.name, item.stat()) for item in entries if item.name.endswith(".py")]
        facts += sorted(f"{name}/{file} {status.st_size} {status.st_mtime_ns}" for file, status in files)
    return plan.engine_key + "\n".join(facts).encode("utf-8", "surrogateescape")
