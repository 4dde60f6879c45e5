"""The report as one JSON object of the contract's shape, a finding a line, in plain ASCII."""

from base64 import b64encode
from json import dumps

from hushlint.model.finding import Coverage, Finding, Report, Suppression
from hushlint.report.redact import Door, show_path
from hushlint.report.view import View

VERSION = 1


def render(report: Report, view: View) -> str:
    """The whole report whatever the view says; `dumps` escapes all but printable ASCII, so no control comes out."""
    door = Door(report)
    findings = _rows([_finding(item, door) for item in report.findings])
    suppressed = _rows([_suppression(item, door) for item in report.suppressed])
    return (
        f'{{"version": {VERSION},\n "findings": {findings},\n "suppressed": {suppressed},\n'
        f' "coverage": {dumps(_coverage(report.coverage, door))},\n "exit": {report.exit_code}}}\n'
    )


def _rows(rows: list[dict[str, object]]) -> str:
    return "[" + ",".join("\n  " + dumps(row) for row in rows) + "]"


def _finding(item: Finding, door: Door) -> dict[str, object]:
    return {
        "rule": item.rule,
        "title": door.prose(item.title),
        "severity": item.severity.label,
        "confidence": item.confidence,
        **_path(item.path, door),
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
        "redacted": door.value(item) or None,
        "fingerprint": item.fingerprint,
        "contexts": list(item.contexts),
        "verified": item.verified or None,
        "commit": door.reference(item.commit) or None,
        "author": door.text(item.author) or None,
        "date": door.reference(item.date) or None,
        "why": door.prose(item.why),
        "fix": door.prose(item.fix),
    }


def _suppression(item: Suppression, door: Door) -> dict[str, object]:
    return {
        "rule": item.finding.rule,
        **_path(item.finding.path, door),
        "line": item.finding.line,
        "by": item.by,
        "reason": door.text(item.reason) or None,
        "expires": item.expires or None,
    }


def _coverage(coverage: Coverage, door: Door) -> dict[str, object]:
    return {
        "units": coverage.units,
        "bytes": coverage.bytes,
        "commits": coverage.commits,
        "skipped": [{**_path(item.path, door), "reason": door.text(item.reason)} for item in coverage.skipped],
        "complete": coverage.complete,
    }


def _path(path: bytes, door: Door) -> dict[str, str]:
    """`path`, and `path_base64` where the former had to replace bytes; both without values."""
    masked = door.path(path)
    shown = show_path(masked)
    if shown.encode() == masked:
        return {"path": shown}
    return {"path": shown, "path_base64": b64encode(masked).decode("ascii")}
