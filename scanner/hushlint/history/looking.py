"""What each process of a crew does: read blobs, messages or files, look for secrets, and say where they are."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hushlint.blob.text import Text
from hushlint.detection import Detection
from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.history.crew import LARGEST_TASK, Work
from hushlint.match.versions import Versions
from hushlint.model.secret import Secret
from hushlint.plan import Plan
from hushlint.source.objects import Objects
from hushlint.suppress.fingerprint import fingerprint
from hushlint.table import read_table

BLOBS = "blobs"
MESSAGES = "messages"

_SOURCE = "source"

TOO_MANY = "full of more candidates than may be looked at"
DAMAGED = "damaged: git cannot read it"

# Objects of one task: few enough that the processes end together and their ids fit a pipe, and so many that handing
# it out costs nothing beside the work. Their sizes are not asked for: that takes git a look-up more for each.
_MOST = {BLOBS: 200, MESSAGES: LARGEST_TASK // 66}


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


@dataclass(slots=True)
class Seen:
    """What came of looking at some objects: `marks` of those with secrets, `unread` reasons, by id.

    `sizes` are the bytes read of each object of a task, in its order.
    """

    units: int = 0
    bytes: int = 0
    sizes: list[int] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


def tasks(kind: str, found: Iterable[list[str]]) -> Iterator[tuple[list[str], bytes]]:
    """Cut lists of ids into (ids, request of a process), neighbours together."""
    most = _MOST[kind]
    for listed in found:
        for begin in range(0, len(listed), most):
            ids = listed[begin : begin + most]
            yield ids, _request(kind, ids)


def _request(kind: str, ids: list[str]) -> bytes:
    return "\n".join((kind, *ids)).encode("ascii")


def prepare(git: Git, plan: Plan) -> Callable[[], Work]:
    """The work of one process, made in it: its own engine and its own `git cat-file`."""
    return lambda: _Looker(git, plan)


class _Looker:
    def __init__(self, git: Git, plan: Plan) -> None:
        self._git = git
        self._limit = plan.max_file_size
        self._engine = plan.engine
        self._detection = Detection(with_memory(plan))
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
            messages = [(id, data if isinstance(data, str) else message_of(data)) for id, data in self._read(ids)]
            silent = self._is_silent(data for _, data in messages if isinstance(data, bytes))
            for id, data in messages:
                self._look(seen, id, data, silent=silent)
        else:
            for id, data in self._read(ids):
                self._look(seen, id, data)
        return _pack(seen)

    def _look(self, seen: Seen, id: str, data: bytes | str, *, silent: bool = False) -> None:
        """Note what one object holds, or why it was not read; a `silent` one is known to hold nothing."""
        if isinstance(data, str):
            seen.unread[id] = data
            seen.sizes.append(0)
            return
        seen.units += 1
        seen.bytes += len(data)
        seen.sizes.append(len(data))
        hits = () if silent else self._detection.scan(data)
        if hits:
            seen.marks[id] = marks_of(hits)
        if not silent and self._detection.truncated:
            seen.unread[id] = TOO_MANY

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


def with_memory(plan: Plan) -> Plan:
    """The same plan, whose engine remembers its last text."""
    _, windows, _ = read_table(plan.table())
    reach = max((width for width, _ in windows), default=0)
    plan.engine = Versions(plan.engine, reach)
    return plan


def message_of(data: bytes) -> bytes:
    """The message of a commit or tag object, without its headers."""
    return data.partition(b"\n\n")[2]


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
    marks = {id: [(m.rule, m.text, m.start, m.end, m.fingerprint) for m in listed] for id, listed in seen.marks.items()}
    return json.dumps([seen.units, seen.bytes, seen.sizes, marks, seen.unread]).encode("ascii")


def unpack(answer: bytes) -> Seen:
    """What a process said."""
    units, bytes, sizes, marks, unread = json.loads(answer)
    return Seen(units, bytes, sizes, {id: [Mark(*item) for item in listed] for id, listed in marks.items()}, unread)
