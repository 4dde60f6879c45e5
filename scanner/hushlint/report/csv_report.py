"""The report as CSV with a header, for spreadsheets, which must not take any cell for a formula.

Sources: RFC 4180 (but for its line ends, which are bare newlines here); OWASP, "CSV Injection".
"""

import csv
from collections.abc import Iterator
from io import StringIO

from hushlint.model.finding import Finding, Report
from hushlint.report import words
from hushlint.report.escape import formula_safe
from hushlint.report.redact import Door
from hushlint.report.view import View

COLUMNS = (
    "status", "severity", "rule", "title", "path", "line", "column", "end_line", "end_column", "name", "redacted",
    "confidence", "verified", "contexts", "fingerprint", "commit", "author", "date", "fix", "reason",
)  # fmt: skip


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """Findings and suppressed ones, told apart by the column `status`."""
    buffer = StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in _rows(report, door):
        writer.writerow([formula_safe(cell) if isinstance(cell, str) else cell for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _rows(report: Report, door: Door) -> Iterator[tuple[str | int, ...]]:
    yield COLUMNS
    for item in report.findings:
        yield _row("open", item, "", door)
    for gone in report.suppressed:
        reason = " ".join(word for word in (gone.by, words.text(gone.reason, door), gone.expires) if word)
        yield _row("suppressed", gone.finding, reason, door)


def _row(status: str, item: Finding, reason: str, door: Door) -> tuple[str | int, ...]:
    return (
        status,
        item.severity.label,
        words.rule(item),
        words.prose(item.title, door),
        words.path(item.path, door),
        item.line,
        item.column,
        item.end_line,
        item.end_column,
        words.name(item.name.decode("utf-8", "replace") or item.subject, door),
        door.value(item),
        item.confidence,
        item.verified,
        " ".join(item.contexts),
        item.fingerprint,
        door.reference(item.commit),
        words.text(item.author, door),
        door.reference(item.date),
        words.prose(item.fix, door),
        reason,
    )
