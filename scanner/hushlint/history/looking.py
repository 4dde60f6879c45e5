"""What each process of a crew does: read blobs, messages or files, look for secrets, and say where they are."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hushlint.blob.text import Text
from hushlint.confirm.stage import sights
from hushlint.detection import Detection
from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.history.crew import LARGEST_TASK, Work
from hushlint.match.versions import Versions
from hushlint.model.blob import Candidate
from hushlint.model.secret import Secret
from hushlint.model.share import Share
from hushlint.plan import Plan
from hushlint.source.families import Apply, Families, Version
from hushlint.source.objects import Objects
from hushlint.source.packs import Family, Pack
from hushlint.suppress.fingerprint import fingerprint
from hushlint.table import read_table

BLOBS = "blobs"
MESSAGES = "messages"
FAMILIES = "families"
TOLD = "told"  # families of commits and tags, for their messages

_SOURCE = "source"

# Of a text that others are versions of: its candidates, and where its secrets stand.
Known = tuple[list[Candidate], list["Mark"]]

TOO_MANY = "full of more candidates than may be looked at"
DAMAGED = "damaged: git cannot read it"

# Objects of one task: few enough that the processes end together and their ids fit a pipe, and so many that handing
# it out costs nothing beside the work. Their sizes are not asked for: that takes git a look-up more for each.
_MOST = {BLOBS: 200, MESSAGES: LARGEST_TASK // 66}
# Families are cut by their bytes in the pack, into so many tasks that the processes end together.
_TASKS = 100
_LEAST_BYTES, _MOST_BYTES = 1 << 14, 1 << 20
_MOST_ROOTS = LARGEST_TASK // 11


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one secret stands in a blob, without its value: `text` counts the blob's texts, offsets are bytes of it.

    Without a fingerprint it is provisional: whether there is anything depends on the path (rules on source code).
    """

    rule: str
    text: int
    start: int
    end: int
    fingerprint: str

    def packed(self) -> tuple[str, int, int, int, str]:
        """What makes it again."""
        return self.rule, self.text, self.start, self.end, self.fingerprint


@dataclass(slots=True)
class Seen:
    """What came of looking at some objects: `marks` of those with secrets, `unread` reasons, by id.

    `sizes` are the bytes read of each object of a task, in its order; `ids` are those that families turned out to have,
    in the same order, and `left` those that git has to be asked for.
    """

    units: int = 0
    bytes: int = 0
    sizes: list[int] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def note(self, id: str, size: int, marks: list[Mark], *, truncated: bool) -> None:
        """Count an object of so many bytes, with what it holds."""
        self.units += 1
        self.bytes += size
        self.sizes.append(size)
        if marks:
            self.marks[id] = marks
        if truncated:
            self.unread[id] = TOO_MANY


def tasks(kind: str, found: Iterable[list[str]]) -> Iterator[tuple[list[str], bytes]]:
    """Cut lists of ids into (ids, request of a process), neighbours together."""
    most = _MOST[kind]
    for listed in found:
        for begin in range(0, len(listed), most):
            ids = listed[begin : begin + most]
            yield ids, _request(kind, ids)


def _request(kind: str, ids: list[str]) -> bytes:
    return "\n".join((kind, *ids)).encode("ascii")


def family_tasks(kind: str, number: int, listed: Sequence[Family]) -> Iterator[tuple[str, bytes]]:
    """Cut families of the pack of that number into (kind, request of a process): large ones first, alone."""
    most = max(_LEAST_BYTES, min(_MOST_BYTES, sum(size for _, size in listed) // _TASKS))
    for root, _ in sorted((item for item in listed if item[1] >= most), key=lambda item: -item[1]):
        yield kind, _request(kind, [str(number), str(root)])
    roots: list[str] = []
    total = 0
    for root, size in listed:
        if size < most:
            roots.append(str(root))
            total += size
            if total >= most or len(roots) == _MOST_ROOTS:
                yield kind, _request(kind, [str(number), *roots])
                roots, total = [], 0
    if roots:
        yield kind, _request(kind, [str(number), *roots])


def prepare(git: Git, plan: Plan, packs: Sequence[Pack] = (), apply: Apply | None = None) -> Callable[[], Work]:
    """The work of one process, made in it: its own engine and its own `git cat-file`."""
    return lambda: _Looker(git, plan, packs, apply)


class _Looker:
    def __init__(self, git: Git, plan: Plan, packs: Sequence[Pack], apply: Apply | None) -> None:
        self._git = git
        self._packs = packs
        self._apply = apply
        self._limit = plan.max_file_size
        self._engine = plan.engine
        self._versions = with_memory(plan)
        self._detection = Detection(plan)
        self._objects: Objects | None = None

    def close(self) -> None:
        """End git."""
        if self._objects is not None:
            self._objects.close()
            self._objects = None

    def __call__(self, request: bytes) -> bytes:
        kind, *ids = request.decode("ascii").split("\n")
        seen = Seen()
        if kind == MESSAGES:
            self._look_at_messages(seen, self._read(ids))
        elif kind == FAMILIES and self._apply is not None:
            self._look_at_families(seen, self._packs[int(ids[0])], map(int, ids[1:]), self._apply)
        elif kind == TOLD and self._apply is not None:
            self._look_at_told(seen, self._packs[int(ids[0])], map(int, ids[1:]), self._apply)
        else:
            for id, data in self._read(ids):
                self._look(seen, id, data)
        return _pack(seen)

    def _look_at_messages(self, seen: Seen, objects: Iterable[tuple[str, bytes | str]]) -> None:
        """Look at what commits and tags say: at many together, as most say nothing."""
        messages = [(id, data if isinstance(data, str) else message_of(data)) for id, data in objects]
        silent = self._is_silent(data for _, data in messages if isinstance(data, bytes))
        for id, data in messages:
            self._look(seen, id, data, silent=silent)

    def _look_at_told(self, seen: Seen, pack: Pack, roots: Iterable[int], apply: Apply) -> None:
        families = Families(pack, self._limit, apply)
        objects = [(pack.id(version.place), version.data) for root in roots for version in families.versions(root)]
        seen.ids += [id for id, _ in objects]
        self._look_at_messages(seen, objects)
        seen.left += map(pack.id, families.left)

    def _look_at_families(self, seen: Seen, pack: Pack, roots: Iterable[int], apply: Apply) -> None:
        """Make and look at whole families, each version beside what it was made from."""
        families = Families(pack, self._limit, apply)
        for root in roots:
            for version in families.versions(root):
                id = pack.id(version.place)
                seen.ids.append(id)
                if b"\0" in version.data:
                    self._look(seen, id, version.data)
                else:
                    self._look_at_version(seen, id, version)
        seen.left += map(pack.id, families.left)

    def _look_at_version(self, seen: Seen, id: str, version: Version[Known]) -> None:
        """Look at a text as at a version of what it was made from, of which it repeats most."""
        engine, data = self._versions, version.data
        base = version.base
        known = base.kept if base else None
        engine.compare_with(base.data if base else b"", known and known[0], version.shared)
        candidates = engine.scan(data)
        truncated = engine.truncated
        if not candidates:
            marks: list[Mark] = []
        elif engine.carried and known:
            marks = [_carried(mark, engine.carried) for mark in known[1]]
        else:
            self._detection.truncated = False
            marks = marks_of([(Text(data, data), self._detection.confirm(data, candidates))])
            truncated = truncated or self._detection.truncated
        version.kept = None if truncated else (candidates, marks)
        seen.note(id, len(data), marks, truncated=truncated)

    def _look(self, seen: Seen, id: str, data: bytes | str, *, silent: bool = False) -> None:
        """Note what one object holds, or why it was not read; a `silent` one is known to hold nothing."""
        if isinstance(data, str):
            seen.unread[id] = data
            seen.sizes.append(0)
            return
        hits = () if silent else self._detection.scan(data)
        seen.note(id, len(data), marks_of(hits), truncated=not silent and self._detection.truncated)

    def _is_silent(self, messages: Iterable[bytes]) -> bool:
        """Whether many short texts together hold no candidate: what is none in all of them is none in any.

        A text with a zero byte may say more in another encoding.
        """
        joined = b"\n".join(messages)
        return b"\0" not in joined and not self._engine.scan(joined)

    def _read(self, ids: Sequence[str]) -> Iterator[tuple[str, bytes | str]]:
        """As Objects.stream, over damaged objects too: git ends there, and another goes on behind."""
        place = 0
        while place < len(ids):
            if self._objects is None:
                self._objects = Objects(self._git, roomy=True)
            try:
                for id, data in self._objects.stream(list(ids[place:]), self._limit):
                    place += 1
                    yield id, data
            except GitError:
                self._objects.close()
                self._objects = None
                yield ids[place], DAMAGED
                place += 1


def with_memory(plan: Plan) -> Versions:
    """Give a plan an engine that remembers its last text."""
    rules, windows, _ = read_table(plan.table())
    reach = max((width for width, _ in windows), default=0)
    plan.engine = versions = Versions(plan.engine, reach, sights=sights(rules, windows))
    return versions


def _carried(mark: Mark, shared: Sequence[Share]) -> Mark:
    """A mark of a version in the next one, with the stretch of text that both share."""
    by = next(at - old for at, old, size in shared if old <= mark.start and mark.end <= old + size)
    return Mark(mark.rule, mark.text, mark.start + by, mark.end + by, mark.fingerprint) if by else mark


def message_of(data: bytes) -> bytes:
    """The message of a commit or tag object, without its headers; behind it those of signed tags that were merged.

    A merge keeps such a tag whole in a header, whose further lines start with a space.
    """
    headers, _, message = data.partition(b"\n\n")
    kept = headers.find(b"\nmergetag ")
    return message if kept < 0 else message + headers[kept:].replace(b"\n ", b"\n")


def marks_of(hits: Sequence[tuple[Text, Sequence[Secret]]]) -> list[Mark]:
    """Where the secrets of a blob stand; equal ones are counted, as in a report on the whole blob."""
    marks: list[Mark] = []
    counts: dict[str, int] = {}
    provisional: dict[str, Mark] = {}
    for number, (_, secrets) in enumerate(hits):
        for secret in secrets:
            if secret.rule.family == _SOURCE:
                provisional.setdefault(secret.rule.id, Mark(secret.rule.id, number, secret.start, secret.end, ""))
                continue
            first = _fingerprint(secret, 0)
            count = counts.get(first, 0)
            counts[first] = count + 1
            mark = _fingerprint(secret, count) if count else first
            marks.append(Mark(secret.rule.id, number, secret.start, secret.end, mark))
    return [*marks, *provisional.values()]


def _fingerprint(secret: Secret, ordinal: int) -> str:
    return fingerprint(secret.rule.id, secret.name, secret.value, secret.rule.kind, "", ordinal)


def _pack(seen: Seen) -> bytes:
    marks = {id: [mark.packed() for mark in listed] for id, listed in seen.marks.items()}
    return json.dumps([seen.units, seen.bytes, seen.sizes, marks, seen.unread, seen.ids, seen.left]).encode("ascii")


def unpack(answer: bytes) -> Seen:
    """What a process said."""
    units, bytes, sizes, marks, unread, ids, left = json.loads(answer)
    named = {id: [Mark(*item) for item in listed] for id, listed in marks.items()}
    return Seen(units, bytes, sizes, named, unread, ids, left)
