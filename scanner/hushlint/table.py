"""The rule table of a plan: rules and the reach of their matches as JSON, read only after a candidate."""

import json
from collections.abc import Iterable, Sequence

from hushlint.model.rule import Near, Rule, Severity

# For each rule the bytes of the widest match of the engine's pattern, and of the whole pattern.
Windows = Sequence[tuple[int, int]]


def write_table(rules: Iterable[Rule], windows: Windows) -> bytes:
    """The table as JSON, in the engine's order."""
    return json.dumps({"rules": [rule.to_table() for rule in rules], "windows": windows}).encode()


def read_table(table: bytes) -> tuple[tuple[Rule, ...], Windows]:
    """The rules of a plan, in the engine's order, and how far each one's matches reach in bytes."""
    document = json.loads(table)
    return tuple(_rule(item) for item in document["rules"]), document["windows"]


def _rule(item: dict[str, object]) -> Rule:
    near = item["near"]
    read = {
        "severity": Severity(item["severity"]),  # type: ignore[arg-type]
        "paths": tuple(item["paths"]),  # type: ignore[arg-type]
        "near": Near(near["pattern"], near["within"]) if isinstance(near, dict) else None,
    }
    return Rule(**(item | read))  # type: ignore[arg-type]
