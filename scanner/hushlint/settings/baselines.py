"""Make, shrink and extend the baseline of the repository around: what is known comes from a scan of its top."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hushlint import repository, scanning
from hushlint.errors import HushlintError, UsageError
from hushlint.git import Git
from hushlint.model.finding import Finding, Report
from hushlint.model.rule import Severity
from hushlint.source.snapshots import read_file
from hushlint.suppress import baseline, rotten
from hushlint.suppress.baseline import Entry
from hushlint.suppress.stage import BASELINE

_ATTRIBUTES = b".gitattributes"


@dataclass(frozen=True, slots=True)
class State:
    """The baseline beside what a scan of the repository finds today.

    `known` are findings with the entry that silences each; `stale` are entries that silence nothing; `over` are
    those whose last day is past, their findings still there. `new` are findings of tracked files that block or warn
    and that nothing silences. `fail_on` is the least severity that blocks.
    """

    top: bytes
    entries: tuple[Entry, ...]
    known: tuple[tuple[Finding, Entry], ...]
    stale: tuple[Entry, ...]
    over: tuple[Entry, ...]
    new: tuple[Finding, ...]
    fail_on: Severity


def look(*, cache: bool = True) -> State:
    """Scan the repository around; HushlintError when not all of it can be read, since an entry might be for that."""
    top = repository.find(Git()).top
    report = scanning.scan(scanning.Request((top,), cache=cache))
    unread = [item for item in report.coverage.skipped if not item.accepted]
    if unread:
        where = unread[0].path.decode("utf-8", "replace")
        raise HushlintError(f"{where!r} and {len(unread) - 1} more could not be read: the baseline stays as it is")
    return _state(top, report, baseline.parse(_content(top)))


def _content(top: bytes) -> bytes:
    """The baseline, empty where there is none; HushlintError where it cannot be read, or it would be replaced."""
    try:
        with open(os.path.join(top, baseline.NAME), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise HushlintError(f"{baseline.FILE} cannot be read: {error.strerror}") from None


def _state(top: bytes, report: Report, entries: tuple[Entry, ...]) -> State:
    by_origin = {entry.origin: entry for entry in entries}
    silenced = [item for item in report.suppressed if item.by == BASELINE]
    rotting = {(item.rule, item.line) for item in report.findings if item.path == baseline.NAME}
    over = tuple(entry for entry in entries if (rotten.EXPIRED, entry.line) in rotting)
    held = {item.source for item in silenced} | {entry.origin for entry in over}
    passed = {item.path for item in report.coverage.skipped}
    tracked = frozenset(Git(top).run("ls-files", "-z", "--full-name").split(b"\0"))
    return State(
        top,
        entries,
        tuple((item.finding, by_origin[item.source]) for item in silenced),
        tuple(entry for entry in entries if entry.origin not in held and entry.path not in passed),
        over,
        tuple(item for item in report.findings if _counts(item, tracked)),
        report.fail_on,
    )


def _counts(finding: Finding, tracked: frozenset[bytes]) -> bool:
    """Whether a baseline may take it up: not what git does not track (it may come tomorrow), not advice."""
    return finding.path in tracked and finding.severity > Severity.INFO and finding.rule not in rotten.RULES


def entries_for(findings: Iterable[Finding], reason: str, expires: date | None) -> tuple[Entry, ...]:
    """New entries for findings; UsageError for a reason that says nothing."""
    words = " ".join(reason.split())
    if not any(character.isalnum() for character in words):
        raise UsageError("--reason: say in words why these findings may stay")
    return tuple(Entry(item.fingerprint, item.rule, item.path, words, expires) for item in findings)


def kept(state: State) -> tuple[Entry, ...]:
    """The entries that still silence something, under the paths that their findings have now, and those over."""
    moved = [replace(entry, path=finding.path, line=0) for finding, entry in state.known]
    known = {entry.line for _, entry in state.known}
    stale = {entry.line for entry in state.stale}
    others = [replace(entry, line=0) for entry in state.entries if entry.line not in known | stale]
    return (*moved, *others)


def exists(top: bytes) -> bool:
    """Whether there is a baseline."""
    return os.path.lexists(os.path.join(top, baseline.NAME))


def write(top: bytes, entries: Sequence[Entry]) -> None:
    """Replace the baseline, whole or not at all; UsageError for more than is read again."""
    data = baseline.render(entries)
    if len(data) > baseline.LARGEST:
        raise UsageError(f"{len(entries):,} entries are too many for a baseline: exclude folders of test data instead")
    _replace(os.path.join(top, baseline.NAME), data)


def set_attributes(top: bytes) -> bool:
    """Have git merge the baseline by union, unless .gitattributes says something of it; whether that was written."""
    file = os.path.join(top, _ATTRIBUTES)
    before = read_file(top, _ATTRIBUTES)
    said = {line.split()[0].lstrip(b"/") for line in before.splitlines() if line.split()}
    if baseline.NAME in said or os.path.islink(file):
        return False
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    _replace(file, before + gap + baseline.ATTRIBUTES)
    return True


def _replace(file: bytes, data: bytes) -> None:
    shown = os.fsdecode(os.path.basename(file))
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=b".hushlint-", dir=os.path.dirname(file))
        try:
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(data)
            os.chmod(temporary, 0o644)
            os.replace(temporary, file)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise HushlintError(f"{shown} cannot be written: {error.strerror}") from None
