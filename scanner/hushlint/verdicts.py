"""Judge the findings of files part by part, so that memory does not grow with what is scanned."""

from collections.abc import Callable, Iterable, Sequence

from hushlint.assembly import Placed, Whole, assemble
from hushlint.disk import Disk
from hushlint.model.finding import Finding, Suppression

# Bytes of text that are held before their findings are judged.
HELD = 32 << 20

_Matches = Callable[[bytes], bool]


class Verdicts:
    """What stays and what is suppressed; `read` gives the content of a path of the report, or of settings by name."""

    def __init__(self, disk: Disk, read: Callable[[bytes], bytes], held: int = HELD) -> None:
        self._disk = disk
        self._read = read
        self._most = held
        self._terms = disk.terms()
        self._broken: dict[bytes, list[Finding]] = {}
        self._marked: list[bytes] = []
        self._placed: list[Placed] = []
        self._held = 0
        self._matched: set[str] = set()
        self._findings: dict[Finding, None] = {}
        self._suppressed: dict[Suppression, None] = {}
        self._notes: dict[str, None] = {}

    def add_policy(self, broken: Iterable[Finding]) -> None:
        """Take what policy says; before the files are added, since it may say more of a line than they."""
        for finding in broken:
            self._broken.setdefault(finding.path, []).append(finding)

    def add(self, path: bytes, placed: Sequence[Placed], *, marked: bool) -> None:
        """Take all findings of a file; `marked` when it holds a pragma of ours, which may silence nothing."""
        if marked:
            self._marked.append(path)
        if placed:
            self._placed += placed
            self._held += len(placed[0].text.raw)
        if self._held > self._most:
            paths = dict.fromkeys((*(item.finding.path for item in self._placed), *self._marked))
            self._judge([finding for path in paths for finding in self._broken.pop(path, ())], lambda _path: False)

    def _judge(self, broken: Iterable[Finding], judged: _Matches) -> None:
        whole = Whole(self._marked, judged, self._matched)
        outcome = assemble(self._placed, broken, self._disk.excluded, self._read, self._terms, whole)
        self._findings.update(dict.fromkeys(outcome.findings))
        self._suppressed.update(dict.fromkeys(outcome.suppressed))
        self._notes.update(dict.fromkeys(outcome.notes))
        self._placed, self._marked, self._held = [], [], 0

    def close(self, judged: _Matches) -> tuple[tuple[Finding, ...], tuple[Suppression, ...], tuple[str, ...]]:
        """Findings by path and line, suppressions, notes; `judged` tells of which paths all was looked at."""
        self._judge([finding for listed in self._broken.values() for finding in listed], judged)
        findings = sorted(self._findings, key=_place)
        suppressed = sorted(self._suppressed, key=lambda item: _place(item.finding))
        return tuple(findings), tuple(suppressed), tuple(self._notes)


def _place(finding: Finding) -> tuple[bytes, int, int, str]:
    return finding.path, finding.line, finding.column, finding.rule
