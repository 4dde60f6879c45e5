"""Look at many files with a crew, and say in the order of the files which of them there is something to say of."""

import json
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple, Protocol

from hushlint.assembly import Placed, kept_lines, locate
from hushlint.blob.text import Text
from hushlint.detection import Detection
from hushlint.errors import HushlintError
from hushlint.history.crew import Crew, usual_size
from hushlint.plan import Plan
from hushlint.source import tree
from hushlint.suppress.foreign import FOREIGN
from hushlint.suppress.pragmas import HINT as PRAGMA

TOO_MANY = "full of more candidates than may be looked at"

# One task: enough bytes that handing it out costs nothing beside the work, and few enough to end evenly.
_ENOUGH = 2 << 20
_MOST = 512
# Below so many bytes, counting a file's own cost, one process is done before others have begun.
_ALONE = 8 << 20
_A_FILE = 4096

# What every pragma holds, ours and other tools'. A text without one is not asked for any.
_HINTS = (PRAGMA, *dict.fromkeys(tool.hint for tool in FOREIGN))
_NO_TEXT = Text(b"", b"")


class File(NamedTuple):
    """A file to read: where it lies, its path in the report, its bytes when it was listed."""

    where: bytes
    shown: bytes
    size: int


class Seen(NamedTuple):
    """What came of looking at one file that there is something to say of.

    `reason`: why it was not read, or not all of it judged. `marked`: it holds a pragma of ours. `placed`: its findings.
    """

    file: File
    reason: str
    marked: bool
    placed: Sequence[Placed]


class Watch(Protocol):
    """Who is told how far a sweep is; see progress.py."""

    def expect(self, units: int) -> None:
        """So many more files are to be read."""

    def advance(self, units: int, bytes: int) -> None:
        """So much more was read."""

    def found(self, rule: str) -> None:
        """A secret was seen."""


class Sweep:
    """A pass over files by one process or several; `units` and `bytes` count what was read so far."""

    def __init__(self, plan: Plan, files: Sequence[File], watch: Watch, size: int = 0) -> None:
        """`size` is the number of processes, 0 for as many as are worth their start."""
        self._files = files
        self._watch = watch
        self._looker = _Looker(plan, files)
        self._size = size or suitable(files)
        self.units = 0
        self.bytes = 0

    def run(self) -> Iterator[Seen]:
        """Every file that there is something to say of, in the order of the files whatever the number of processes."""
        self._watch.expect(len(self._files))
        with Crew(self._size, lambda: self._looker.work) as crew:
            early: dict[int, bytes] = {}
            awaited = 0
            for begin, answer in crew.run(self._tasks()):
                early[begin] = answer
                while awaited in early:
                    awaited = yield from self._told(awaited, early.pop(awaited))

    def _tasks(self) -> Iterator[tuple[int, bytes]]:
        begin = size = 0
        for number, file in enumerate(self._files):
            if number > begin and (number - begin == _MOST or size + file.size > _ENOUGH):
                yield begin, b"%d %d" % (begin, number)
                begin, size = number, 0
            size += file.size
        if self._files:
            yield begin, b"%d %d" % (begin, len(self._files))

    def _told(self, begin: int, answer: bytes) -> Generator[Seen, None, int]:
        """What one answer says; returns the number of the file behind its last."""
        end: int
        end, units, read, notable = json.loads(answer)
        self.units += units
        self.bytes += read
        self._watch.advance(end - begin, read)
        for number, reason, marked, found in notable:
            file = self._files[number]
            placed = self._looker.again(number) if found else ()
            for item in placed:
                self._watch.found(item.finding.rule)
            if found and not placed:
                reason = reason or "changed while it was read"
            yield Seen(file, reason, marked, placed)
        return end


def suitable(files: Sequence[File]) -> int:
    """How many processes are worth their start."""
    return usual_size() if sum(file.size for file in files) + _A_FILE * len(files) > _ALONE else 1


class _Looker:
    """What each process does. The files were listed before it was forked, so that a task is two numbers."""

    def __init__(self, plan: Plan, files: Sequence[File]) -> None:
        self._files = files
        self._limit = plan.max_file_size
        self._detection = Detection(plan)
        self._kept: dict[int, Sequence[Placed]] = {}

    def work(self, request: bytes) -> bytes:
        """Look at the files from one number up to another; as JSON their end, how much was read, and the notable.

        Findings are kept for who works alone. To another process only the number of the file is told: a value does
        not leave this one.
        """
        begin, end = map(int, request.split())
        self._kept.clear()
        units = read = 0
        notable = []
        for number in range(begin, end):
            file = self._files[number]
            try:
                data = tree.read(file.where, self._limit, file.size)
            except HushlintError as error:
                data = str(error)
            if isinstance(data, str):
                notable.append((number, data, False, False))
                continue
            units += 1
            read += len(data)
            placed = self._look(data, file.shown)
            marked = PRAGMA in data
            if placed or marked or self._detection.truncated:
                self._kept[number] = placed
                notable.append((number, TOO_MANY if self._detection.truncated else "", marked, bool(placed)))
        return json.dumps((end, units, read, notable)).encode("ascii")

    def again(self, number: int) -> Sequence[Placed]:
        """The findings of a file once more, where it was another process that looked at it."""
        if number in self._kept:
            return self._kept.pop(number)
        file = self._files[number]
        try:
            data = tree.read(file.where, self._limit, file.size)
        except HushlintError:
            return ()
        return self._look(data, file.shown) if isinstance(data, bytes) else ()

    def _look(self, data: bytes, shown: bytes) -> Sequence[Placed]:
        return found_in(self._detection, data, shown)


def found_in(detection: Detection, data: bytes, path: bytes) -> Sequence[Placed]:
    """The findings of a text at a path. They hold on to the text only where a pragma in it may silence them."""
    hits = detection.scan(data)
    if not hits:
        return ()
    silent = {id(text) for text, _ in hits if not any(hint in text.data for hint in _HINTS)}
    found = kept_lines(locate(hits, path), None)
    for item in found:
        if id(item.text) in silent:
            item.text = _NO_TEXT
    return found
