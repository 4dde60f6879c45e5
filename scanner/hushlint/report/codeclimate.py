"""The report as Code Climate issues, the form that GitLab's code quality widget reads too.

Sources: the analyzers' SPEC.md of codeclimate/platform; GitLab, "Code Quality", report format.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from hushlint.model.finding import Finding, Report
from hushlint.model.rule import Severity
from hushlint.report import words
from hushlint.report.encode import json
from hushlint.report.redact import Door
from hushlint.report.view import View

_SEVERITY = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """The findings that count; the format has no place for suppressed ones nor for coverage."""
    seen: Counter[str] = Counter()
    separator = "["
    for item in report.findings:
        yield f"{separator}\n{json(_issue(item, door, seen))}"
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def _issue(item: Finding, door: Door, seen: Counter[str]) -> dict[str, object]:
    path = words.path(item.path, door)
    fix = words.prose(item.fix, door)
    return {
        "type": "issue",
        "check_name": words.rule(item),
        "description": f"{words.statement(item, door)}. {fix}" if fix else words.statement(item, door),
        "categories": ["Security"],
        "severity": _SEVERITY[item.severity],
        "fingerprint": _fingerprint(item, path, seen),
        "location": {"path": path, "lines": {"begin": item.line, "end": words.last_line(item)}},
    }


def _fingerprint(item: Finding, path: str, seen: Counter[str]) -> str:
    """Ours, the path and an ordinal: of issues with the same fingerprint GitLab shows the first alone."""
    name = f"{item.rule}\0{item.fingerprint}\0{path}"
    seen[name] += 1
    return sha256(f"{name}\0{seen[name]}".encode()).hexdigest()[:32]
