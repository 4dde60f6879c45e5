"""Annotations for a step of GitHub Actions: workflow commands, the worst first, since it shows ten of a kind.

Sources: GitHub, "Workflow commands for GitHub Actions"; the limit is in its "Usage limits" of annotations.
"""

from collections import Counter
from collections.abc import Iterator

from hushlint.model.finding import Finding, Report
from hushlint.model.rule import Severity
from hushlint.report import words
from hushlint.report.advice import advise
from hushlint.report.escape import workflow_data, workflow_property
from hushlint.report.ink import Ink
from hushlint.report.order import worst_first
from hushlint.report.redact import Door
from hushlint.report.view import View

MOST = 10


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """Up to ten errors, warnings and notices each, then plain lines for the log: the way on, and a sum."""
    shown: Counter[str] = Counter()
    for path, reason in ((item.path, item.reason) for item in report.coverage.skipped if not item.accepted):
        if shown["error"] < MOST:
            shown["error"] += 1
            yield _command("error", _file(path, door), "hushlint: not read", words.text(reason, door))
    for item in worst_first(report.findings):
        level = _level(item, report)
        if shown[level] < MOST:
            shown[level] += 1
            yield _annotation(level, item, door)
    for line in advise(report, report.findings, view, Ink(door, View())):
        yield f"{line}\n"
    yield _summary(report, shown, door)


def _level(item: Finding, report: Report) -> str:
    if item.severity >= report.fail_on:
        return "error"
    return "warning" if item.severity > Severity.INFO else "notice"


def _annotation(level: str, item: Finding, door: Door) -> str:
    place = _file(item.path, door)
    if item.path:
        place |= {"line": str(item.line), "endLine": str(words.last_line(item))}
        if item.end_line == item.line and item.end_column > item.column:
            place |= {"col": str(item.column), "endColumn": str(item.end_column)}
    facts = [
        f"{words.statement(item, door)} [{words.rule(item)}]",
        words.origin(item, door),
        words.prose(item.why, door),
        words.prose(item.fix, door),
    ]
    title = f"{item.severity.label}: {words.prose(item.title, door)}"
    return _command(level, place, title, "\n".join(fact for fact in facts if fact))


def _file(path: bytes, door: Door) -> dict[str, str]:
    return {"file": words.path(path, door)} if path else {}


def _command(level: str, place: dict[str, str], title: str, message: str) -> str:
    properties = ",".join(f"{name}={workflow_property(text)}" for name, text in {**place, "title": title}.items())
    return f"::{level} {properties}::{workflow_data(message)}\n"


def _summary(report: Report, shown: Counter[str], door: Door) -> str:
    total = len(report.findings) + sum(not item.accepted for item in report.coverage.skipped)
    hidden = total - sum(shown.values())
    parts = [words.count(len(report.findings), "finding"), f"read {words.covered(report.coverage, door)}"]
    if report.suppressed:
        parts.insert(1, f"{len(report.suppressed)} suppressed")
    if hidden:
        parts.append(f"{hidden} more than GitHub shows as annotations are in the job summary and the other reports")
    return f"hushlint: {'; '.join(parts)}\n"
