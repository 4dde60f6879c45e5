"""The baseline's file: one line a known finding, sorted, without line numbers or values, merged by union."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote_from_bytes, unquote_to_bytes

from hushlint.errors import ConfigError
from hushlint.model.finding import Finding

NAME = b".hushlint-baseline"
FILE = NAME.decode()
ATTRIBUTES = b".hushlint-baseline text eol=lf merge=union\n"

_HEAD = (
    "# Known findings of hushlint: fingerprint, rule, path, last day or -, reason. One a line, sorted; merge=union.",
    "# Written by `hushlint baseline create`, `update` and `prune`, reviewed with `hushlint baseline audit`.",
)
# What a review puts before a reason; the stricter first.
REAL = "real: "
FALSE = "false alarm: "
_VERDICTS = (REAL, FALSE)

# More is not read of a file that governs; see source/snapshots.py.
LARGEST = (4 << 20) - 1
_FIELDS = 5
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_MARK = b"\xef\xbb\xbf"
_FOREVER = "-"
_DIGITS = frozenset("0123456789abcdef")
_FINGERPRINT = 32
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

# Left as they are in a path: everything printable but the space and the percent sign itself.
_PLAIN = "!\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~"


@dataclass(frozen=True, slots=True)
class Entry:
    """A known finding: `line` is where it stands in the baseline (from 1), 0 for one that is not written yet.

    `others` are lines that say something else of the same finding, as a union of two branches leaves them.
    """

    fingerprint: str
    rule: str
    path: bytes
    reason: str
    expires: date | None = None
    line: int = 0
    others: tuple[int, ...] = ()

    @property
    def origin(self) -> str:
        """File and line, as messages name it."""
        return f"{FILE}:{self.line}"

    def is_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and self.expires < today


def parse(data: bytes) -> tuple[Entry, ...]:
    """The entries in the order of their lines; ConfigError names the line that is none.

    Repeated lines count once. Of lines that say different things of one finding (two branches reviewed it, or gave it
    different last days) the stricter of each holds: the earliest last day, and `real` before `false alarm` before no
    verdict. So no merge silences for longer, or as less, than both sides have said.
    """
    found: dict[tuple[str, str, bytes], list[Entry]] = {}
    seen: set[str] = set()
    if len(data) > LARGEST:
        raise ConfigError(f"{FILE}:1: longer than {LARGEST:,} bytes: exclude folders of test data instead")
    text = data.removeprefix(_MARK).decode("utf-8", "surrogateescape")
    for number, line in enumerate(_LINE_ENDS.split(text), 1):
        if not line.strip() or line.startswith("#") or line in seen:
            continue
        seen.add(line)
        entry = _entry(line, number)
        found.setdefault((entry.fingerprint, entry.rule, entry.path), []).append(entry)
    return tuple(same[0] if len(same) == 1 else _strictest(same) for same in found.values())


def _strictest(same: Sequence[Entry]) -> Entry:
    """One entry for lines about the same finding, at the line whose reason holds."""
    kept = min(same, key=lambda entry: (_rank(entry.reason), entry.expires or date.max))
    expires = min((entry.expires for entry in same if entry.expires), default=None)
    return replace(kept, expires=expires, others=tuple(entry.line for entry in same if entry is not kept))


def _rank(reason: str) -> int:
    return next((rank for rank, word in enumerate(_VERDICTS) if reason.startswith(word)), len(_VERDICTS))


def _entry(line: str, number: int) -> Entry:
    where = f"{FILE}:{number}"
    if line.startswith(_CONFLICT):
        raise ConfigError(f"{where}: a merge conflict: keep the lines of both sides, and set merge=union for the file")
    parts = line.split(" ", _FIELDS - 1)
    if len(parts) < _FIELDS or len(parts[0]) != _FINGERPRINT or not _DIGITS.issuperset(parts[0]):
        raise ConfigError(f"{where}: not an entry: expected fingerprint, rule, path, last day or -, reason")
    fingerprint, rule, path, until, reason = parts
    if not any(character.isalnum() for character in reason):
        raise ConfigError(f"{where}: the entry gives no reason")
    try:
        expires = None if until == _FOREVER else date.fromisoformat(until)
    except ValueError:
        raise ConfigError(f"{where}: {until!r} is no date like 2027-03-01") from None
    return Entry(fingerprint, rule, unquote_to_bytes(path), reason, expires, number)


def render(entries: Iterable[Entry]) -> bytes:
    """The file: head, then entries sorted by path, rule and fingerprint, each once; always ends with a newline."""
    ordered = sorted((item.path, item.rule, item.fingerprint, _line(item)) for item in entries)
    lines = dict.fromkeys(line for *_, line in ordered)
    return ("\n".join((*_HEAD, *lines)) + "\n").encode("utf-8", "surrogateescape")


def _line(entry: Entry) -> str:
    path = quote_from_bytes(entry.path, _PLAIN)
    until = entry.expires.isoformat() if entry.expires else _FOREVER
    return f"{entry.fingerprint} {entry.rule} {path} {until} {' '.join(entry.reason.split())}"


class Matcher:
    """Which entries know a finding: same fingerprint and path, or same fingerprint and a path that is gone.

    The entries of a path that is gone follow their finding to one other path, the first that is asked for.
    """

    __slots__ = ("_at", "_exists", "_paths", "_today")

    def __init__(self, entries: Iterable[Entry], exists: Callable[[bytes], bool], today: date) -> None:
        self._at: dict[tuple[str, bytes], list[Entry]] = {}
        self._paths: dict[str, list[bytes]] = {}
        self._exists = exists
        self._today = today
        for entry in entries:
            listed = self._at.setdefault((entry.fingerprint, entry.path), [])
            if not listed:
                self._paths.setdefault(entry.fingerprint, []).append(entry.path)
            listed.append(entry)

    def known(self, finding: Finding, path: bytes) -> Sequence[Entry]:
        """The entries for a finding at a path of the repository: those that still count first."""
        key = (finding.fingerprint, path)
        if key not in self._at:
            paths = self._paths.get(finding.fingerprint, [])
            gone = next((path for path in paths if not self._exists(path)), None)
            if gone is None:
                return ()
            paths.remove(gone)
            self._at[key] = self._at.pop((finding.fingerprint, gone))
        found = [entry for entry in self._at[key] if entry.rule == finding.rule]
        return sorted(found, key=lambda item: item.is_expired(self._today))
