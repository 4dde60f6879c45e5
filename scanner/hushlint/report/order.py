"""The orders in which findings are told: to readers file by file, to platforms that cut, the worst first."""

from collections.abc import Iterable

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity


def for_reading(findings: Iterable[Finding]) -> list[Finding]:
    """Files with the worst finding first, then by path; inside a file by line."""
    findings = list(findings)
    worst: dict[bytes, Severity] = {}
    for item in findings:
        worst[item.path] = max(item.severity, worst.get(item.path, Severity.INFO))
    return sorted(findings, key=lambda item: (-worst[item.path], item.path, item.line, item.column, item.rule))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The most severe first, equal ones by place."""
    return sorted(findings, key=lambda item: (-item.severity, item.path, item.line, item.column, item.rule))
