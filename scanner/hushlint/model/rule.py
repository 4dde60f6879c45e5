"""A secret rule as the confirm stage and the reports need it, without its examples.

Plain slotted classes: a commit whose candidates are all rejected gets here, and dataclasses cost it 12 ms.
"""

from enum import IntEnum

# Checks of rules whose matches are hints to places in a text's syntax, with no value to judge.
HINTED = ("signal", "given")


class Severity(IntEnum):
    """How bad a finding is; severity alone blocks."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The lower-case name that users write and read."""
        return self.name.lower()


class Near:
    """The second half of a composite: a pattern with a group `secret` within so many bytes of the first."""

    __slots__ = ("pattern", "within")

    def __init__(self, pattern: str, within: int) -> None:
        self.pattern = pattern
        self.within = within


class Rule:
    """A pattern with what is checked of its matches and what is said of them; never changed once made.

    `pattern` is in the engine's dialect and finds candidates; `confirm`, for `re` alone, replaces it when a
    candidate is confirmed and may look `window` bytes beyond the engine's match. Groups: `secret` is the value,
    `name` the name before it. `kind` says how much of a value may be shown and how it is fingerprinted:
    token, password, dsn, key, id. `entropy` is the least Shannon entropy of the value in bits a character.
    One that is `muted` is disabled: what it finds is nothing, for generic rules as well.
    """

    __slots__ = (
        "check",
        "confirm",
        "entropy",
        "family",
        "fix",
        "id",
        "kind",
        "muted",
        "near",
        "paths",
        "pattern",
        "provider",
        "severity",
        "source",
        "title",
        "why",
        "window",
    )

    def __init__(
        self,
        id: str,
        title: str,
        provider: str,
        family: str,
        severity: Severity,
        pattern: str,
        source: str,
        why: str,
        fix: str,
        kind: str = "token",
        entropy: float = 0.0,
        check: str = "none",
        confirm: str = "",
        window: int = 0,
        paths: tuple[str, ...] = (),
        near: Near | None = None,
        muted: bool = False,
    ) -> None:
        self.id = id
        self.title = title
        self.provider = provider
        self.family = family
        self.severity = severity
        self.pattern = pattern
        self.source = source
        self.why = why
        self.fix = fix
        self.kind = kind
        self.entropy = entropy
        self.check = check
        self.confirm = confirm
        self.window = window
        self.paths = paths
        self.near = near
        self.muted = muted

    def __repr__(self) -> str:
        return f"Rule({self.id})"

    def to_table(self) -> dict[str, object]:
        """Plain data for the plan's rule table."""
        near = self.near and {"pattern": self.near.pattern, "within": self.near.within}
        return {name: getattr(self, name) for name in self.__slots__} | {"severity": int(self.severity), "near": near}
