"""The severities that a team's settings give to findings of some rules at some paths."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from hushlint import spelling
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.settings import globs

_FIELDS = ("path", "rule", "severity")


class Grade(NamedTuple):
    """A [[severity]] of the settings: what it gives, to which rules (none: all), where (none: everywhere)."""

    severity: int
    rules: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


def read(value: object) -> tuple[Grade, ...]:
    """The [[severity]] tables; ValueError says what is wrong with one."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError('expected [[severity]] tables with path, rule and severity, such as severity = "low"')
    return tuple(_grade(item) for item in value)


def _grade(item: dict[str, object]) -> Grade:
    for key in item:
        if key not in _FIELDS:
            raise ValueError(spelling.unknown_key(key, _FIELDS))
    label = item.get("severity")
    known = {level.label: level for level in Severity}
    if not isinstance(label, str) or label not in known:
        raise ValueError(f"severity {spelling.none_of(label, known)}")
    if not (item.get("path") or item.get("rule")):
        raise ValueError("name a path or a rule: fail-on moves the bar for everything")
    rules, paths = _texts(item, "rule"), _texts(item, "path")
    globs.check(paths)
    return Grade(int(known[label]), rules, paths)


def _texts(item: dict[str, object], key: str) -> tuple[str, ...]:
    value = item.get(key)
    texts = [value] if isinstance(value, str) else value
    if key not in item:
        return ()
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) and text for text in texts):
        raise ValueError(f"{key} must be a text or a list of texts, none of them empty")
    return tuple(texts)


def from_table(items: Iterable[tuple[int, Iterable[str], Iterable[str]]]) -> tuple[Grade, ...]:
    """The grades as the plan's file holds them."""
    return tuple(Grade(level, tuple(rules), tuple(paths)) for level, rules, paths in items)


def grader(
    grades: Iterable[Grade], matcher: Callable[[tuple[str, ...]], Callable[[bytes], bool]]
) -> Callable[[Finding, bytes], Finding]:
    """What gives a finding at a path (below the top) its severity; of several grades that mean it the last wins."""
    meant = [(grade, matcher(grade.paths)) for grade in grades]

    def apply(finding: Finding, path: bytes) -> Finding:
        for grade, covers in meant:
            if (not grade.rules or finding.rule in grade.rules) and (not grade.paths or covers(path)):
                finding = replace(finding, severity=Severity(grade.severity))
        return finding

    return apply
