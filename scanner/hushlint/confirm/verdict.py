"""What a check is given, and what it answers: plain slotted classes, as dataclasses cost a rejected candidate 12 ms."""

from collections.abc import Mapping

from hushlint.model.rule import Rule, Severity


class Captured:
    """A candidate's value where it stands: `start` and `end` are half-open byte offsets of `value` in `data`.

    `name_start` is where its name begins there, -1 without one.
    """

    __slots__ = ("data", "end", "groups", "name", "name_start", "rule", "start", "value")

    def __init__(
        self,
        value: bytes,
        name: bytes,
        groups: Mapping[str, bytes],
        rule: Rule,
        data: bytes,
        start: int,
        end: int,
        name_start: int = -1,
    ) -> None:
        self.value = value
        self.name = name
        self.groups = groups
        self.rule = rule
        self.data = data
        self.start = start
        self.end = end
        self.name_start = name_start

    def __repr__(self) -> str:
        return f"Captured({self.rule.id}, {self.start}, {self.end})"


class Verdict:
    """Whether to keep a value, and what was learned: `verified` is "checksum", "structure" or empty.

    `severity` replaces the rule's, `note` is why in one line; `start` and `end` replace the value's span where
    the check found its true bounds (byte offsets of the data, half open), and `name` the captured name where the
    check found it whole. `confidence` is how likely the value is a secret, 0.0 to 1.0, where a model has judged it.
    """

    __slots__ = ("confidence", "end", "keep", "name", "note", "severity", "start", "verified")

    def __init__(
        self,
        keep: bool,
        verified: str = "",
        severity: Severity | None = None,
        note: str = "",
        start: int | None = None,
        end: int | None = None,
        name: bytes | None = None,
        confidence: float | None = None,
    ) -> None:
        self.keep = keep
        self.verified = verified
        self.severity = severity
        self.note = note
        self.start = start
        self.end = end
        self.name = name
        self.confidence = confidence

    def __repr__(self) -> str:
        return f"Verdict(keep={self.keep}, {self.verified or 'unverified'})"
