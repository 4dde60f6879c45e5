"""The report as one JSON object of the contract's shape, a finding a line, in plain ASCII."""

from base64 import b64encode
from collections.abc import Iterable, Iterator

from hushlint.model.finding import Coverage, Finding, Report, Suppression
from hushlint.report.encode import json
from hushlint.report.redact import Door, show_path
from hushlint.report.view import View

VERSION = 1


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """The whole report whatever the view says."""
    yield f'{{"version": {VERSION},\n "findings": '
    yield from _rows(finding_row(item, door) for item in report.findings)
    yield ',\n "suppressed": '
    yield from _rows(suppression_row(item, door) for item in report.suppressed)
    if report.relaxed:
        yield f',\n "relaxed": {json([door.text(line) for line in report.relaxed])}'
    yield f',\n "coverage": {json(coverage_row(report.coverage, door))},\n "exit": {report.exit_code}}}\n'


def _rows(rows: Iterable[dict[str, object]]) -> Iterator[str]:
    separator = "["
    for row in rows:
        yield f"{separator}\n  {json(row)}"
        separator = ","
    yield "[]" if separator == "[" else "]"


def finding_row(item: Finding, door: Door) -> dict[str, object]:
    """A finding by the contract's keys."""
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


def suppression_row(item: Suppression, door: Door) -> dict[str, object]:
    """A suppressed finding: where, by whom, why, until when; `source` and `added` only where they are known."""
    return {
        "rule": item.finding.rule,
        **_path(item.finding.path, door),
        "line": item.finding.line,
        "by": item.by,
        "reason": door.text(item.reason) or None,
        "expires": item.expires or None,
        **({"source": door.text(item.source)} if item.source else {}),
        **({"added": True} if item.added else {}),
    }


def coverage_row(coverage: Coverage, door: Door) -> dict[str, object]:
    """What was read; `range` and `base` only where commits were asked for."""
    found = {"range": door.reference(coverage.range), "base": door.text(coverage.base)}
    return {
        "units": coverage.units,
        "bytes": coverage.bytes,
        "commits": coverage.commits,
        "skipped": [{**_path(item.path, door), "reason": door.text(item.reason)} for item in coverage.skipped],
        "complete": coverage.complete,
        **{name: text for name, text in found.items() if text},
    }


def _path(path: bytes, door: Door) -> dict[str, str]:
    """`path`, and `path_base64` where the former had to replace bytes; both without values."""
    masked = door.path(path)
    shown = show_path(masked)
    if shown.encode() == masked:
        return {"path": shown}
    return {"path": shown, "path_base64": b64encode(masked).decode("ascii")}
