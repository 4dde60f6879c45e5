"""What exists after a secret was placed: findings, suppressions, coverage."""

from dataclasses import dataclass, field
from typing import NamedTuple

from hushlint.model.rule import Severity


class Place(NamedTuple):
    """Lines and columns from 1, columns in characters, `end_column` exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to report, placed: lines and columns count from 1, columns in characters, `end_column` exclusive.

    `value` is the secret, empty for findings without one; only report/redact.py may let part of it out.
    `subject` is the object named by a finding without a value (a parameter, a file), part of its fingerprint.
    """

    rule: str
    title: str
    severity: Severity
    path: bytes
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    confidence: str = "high"
    kind: str = "none"
    value: bytes = field(default=b"", repr=False)
    name: bytes = b""
    subject: str = ""
    fingerprint: str = ""
    contexts: tuple[str, ...] = ()
    verified: str = ""
    commit: str = ""
    author: str = ""
    date: str = ""
    why: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that was not counted, and who said so.

    `by` is pragma, exclude, allow, baseline or a foreign tool's pragma; `source` is file and line of it, as text.
    `added`: the change that is judged brought it.
    """

    finding: Finding
    by: str
    reason: str = ""
    expires: str = ""
    source: str = ""
    added: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was not read, and why; `accepted` ones are skipped by design and leave coverage complete."""

    path: bytes
    reason: str
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read: units (blobs or files), bytes, commits, and what was not.

    `range` is the commits asked for, as `base..head` of full ids; `base` says in words where the base came from.
    """

    units: int = 0
    bytes: int = 0
    commits: int = 0
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    range: str = ""
    base: str = ""

    @property
    def complete(self) -> bool:
        """Whether everything that had to be read was read."""
        return all(item.accepted for item in self.skipped)


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run has to say; `fail_on` is the least severity that blocks, `unborn`: HEAD names no commit yet.

    `relaxed` are lines on what the change that is judged does to suppressions, its settings and its baseline.
    """

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppression, ...] = ()
    coverage: Coverage = Coverage()
    fail_on: Severity = Severity.MEDIUM
    unborn: bool = False
    relaxed: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """The contract's exit code: incomplete coverage wins over findings."""
        if not self.coverage.complete:
            return 3
        return int(any(item.severity >= self.fail_on for item in self.findings))
