"""The report as JUnit XML: what blocks is a failure, what was not read an error, what is suppressed skipped.

Source: the schema junit-10.xsd of Jenkins' xUnit plugin.
"""

from collections.abc import Iterator

from hushlint.model.finding import Finding, Report, Skipped, Suppression
from hushlint.report import words
from hushlint.report.escape import xml
from hushlint.report.redact import Door
from hushlint.report.view import View


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """One test case a finding; where there is nothing at all, one that passed, since an empty suite looks broken."""
    unread = [item for item in report.coverage.skipped if not item.accepted]
    failures = sum(item.severity >= report.fail_on for item in report.findings)
    cases = len(report.findings) + len(report.suppressed) + len(unread)
    counts = f'tests="{max(cases, 1)}" failures="{failures}" errors="{len(unread)}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hushlint" {counts}>\n'
    yield f'<testsuite name="hushlint {xml(view.job)}" {counts} skipped="{len(report.suppressed)}" '
    yield f'timestamp="{xml(view.started)}">\n'
    yield _properties(report, door)
    for item in report.findings:
        yield _finding(item, item.severity >= report.fail_on, door)
    for gone in report.suppressed:
        yield _suppressed(gone, door)
    for path in unread:
        yield _unread(path, door)
    if not cases:
        yield '<testcase classname="hushlint" name="no findings"/>\n'
    yield "</testsuite>\n</testsuites>\n"


def _properties(report: Report, door: Door) -> str:
    told = [("note", text) for text in words.remarks(report, door)]
    told.append(("fail-on", report.fail_on.label))
    rows = "".join(f'<property name="{name}" value="{xml(value)}"/>\n' for name, value in told)
    return f"<properties>\n{rows}</properties>\n"


def _finding(item: Finding, blocks: bool, door: Door) -> str:
    facts = [words.origin(item, door), words.prose(item.why, door), words.prose(item.fix, door)]
    text = "\n".join(xml(fact) for fact in (_place(item, door), *facts) if fact)
    message = f"{item.severity.label}: {words.statement(item, door)}"
    if blocks:
        return _case(item, door, f'<failure type="{xml(item.rule)}" message="{xml(message)}">{text}</failure>')
    return _case(item, door, f"<system-out>{xml(message)}\n{text}</system-out>")


def _suppressed(gone: Suppression, door: Door) -> str:
    until = f"until {gone.expires}" if gone.expires else ""
    reason = ", ".join(word for word in (f"by {gone.by}", words.text(gone.reason, door), until) if word)
    return _case(gone.finding, door, f'<skipped message="{xml(reason)}"/>')


def _unread(skipped: Skipped, door: Door) -> str:
    name = xml(words.path(skipped.path, door) or "coverage")
    reason = xml(f"not read: {words.text(skipped.reason, door)}")
    return f'<testcase classname="incomplete" name="{name}"><error type="incomplete" message="{reason}"/></testcase>\n'


def _case(item: Finding, door: Door, inside: str) -> str:
    name = f"{words.prose(item.title, door)} at {_place(item, door)}"
    return f'<testcase classname="{xml(item.rule)}" name="{xml(name)}">{inside}</testcase>\n'


def _place(item: Finding, door: Door) -> str:
    return f"{words.path(item.path, door)}:{item.line}:{item.column}"
