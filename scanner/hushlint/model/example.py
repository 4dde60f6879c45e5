"""The examples that rules carry, and policy rules: read by the catalog, never on the way of a commit."""

from dataclasses import dataclass

from hushlint.model.rule import Severity


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must match or must leave alone, joined from the pieces of its file."""

    rule: str
    text: str
    matches: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """A small example repository of a policy rule: texts by path.

    `files` are tracked, `disk` lie untracked beside them, `base` is HEAD's content where it differs in kind
    (None: nothing was committed yet, so everything is new).
    """

    rule: str
    matches: bool
    files: dict[str, str]
    disk: dict[str, str]
    base: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """The texts of a policy rule; what it checks is the module policy/<id with underscores>.py."""

    id: str
    title: str
    topic: str
    severity: Severity
    source: str
    why: str
    fix: str
