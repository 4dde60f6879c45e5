"""The report as SARIF 2.1.0, made for GitHub's code scanning and valid for everybody: no value, no source line.

Sources: OASIS, "Static Analysis Results Interchange Format 2.1.0"; GitHub, "SARIF support for code scanning" and
"SARIF results exceed one or more limits".
"""

import zlib
from collections.abc import Iterator, Mapping

from hushlint.model.finding import Coverage, Finding, Report, Suppression
from hushlint.model.rule import Severity
from hushlint.report import words
from hushlint.report.encode import json
from hushlint.report.order import worst_first
from hushlint.report.redact import Door
from hushlint.report.sarif_rules import Rules
from hushlint.report.view import View

# GitHub refuses a file with more results, and one of more than 10 MB when compressed; it shows fewer.
MOST_RESULTS = 25_000
MOST_SHOWN = 5_000
_MOST_COMPRESSED = 9_000_000

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_URL = "https://github.com/hushlint/hushlint"
_ROOT = "%SRCROOT%"

# GitHub refuses a result without a place; what stands in no file gets a name that no file has.
_NO_FILE = "no-file"
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")

# Suppressions that stand in settings or a baseline; all others are comments beside the finding.
_ELSEWHERE = frozenset(("exclude", "allow", "baseline"))
_LEVEL = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning"}


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """The findings, the most severe first, then the suppressed ones, cut where GitHub would refuse the file."""
    items: list[Finding | Suppression] = [*worst_first(report.findings), *report.suppressed]
    rules = Rules(view.rules(), (_finding(item) for item in items[:MOST_RESULTS]), door)
    yield f'{{"$schema": "{_SCHEMA}",\n "version": "2.1.0",\n "runs": [{{\n'
    yield from rules.driver(view.version, _URL)
    yield f' "columnKind": "unicodeCodePoints",\n "originalUriBaseIds": {json(_bases())},\n'
    yield f' "automationDetails": {{"id": "hushlint/{view.job}/"}},\n "results": '
    separator, squeezed = "[", zlib.compressobj(1)
    size = written = 0
    for item in items[:MOST_RESULTS]:
        row = json(_result(item, rules, door))
        size += len(squeezed.compress(row.encode()))
        if size > _MOST_COMPRESSED:
            break
        yield f"{separator}\n  {row}"
        separator = ","
        written += 1
    yield "[],\n" if separator == "[" else "],\n"
    remark = _remark(len(items), written)
    if remark:
        view.say(remark)
    yield f' "invocations": [{json(_invocation(report, view, door, remark))}]\n}}]}}\n'


def _remark(total: int, written: int) -> str:
    """What a reader of the platform should know; empty where GitHub takes and shows everything."""
    if written < total:
        return f"of {total:,} results the {written:,} most severe are in the SARIF file: GitHub takes no more"
    if written > MOST_SHOWN:
        return f"of {total:,} results GitHub shows the {MOST_SHOWN:,} most severe"
    return ""


def _finding(item: Finding | Suppression) -> Finding:
    return item.finding if isinstance(item, Suppression) else item


def _result(item: Finding | Suppression, rules: Rules, door: Door) -> dict[str, object]:
    finding = _finding(item)
    id, index = rules.place(finding)
    # The line's hash is what GitHub tells alerts apart by; it would hash the secret's own line if it were not there.
    prints = {"hushlintFingerprint/v1": finding.fingerprint, "primaryLocationLineHash": f"{finding.fingerprint}:1"}
    return {
        "ruleId": id,
        "ruleIndex": index,
        "level": _LEVEL.get(finding.severity, "note"),
        "message": {"text": _message(finding, door)},
        "locations": [_location(finding, door)],
        **({"partialFingerprints": prints} if finding.fingerprint else {}),
        **({"suppressions": [_suppression(item, door)]} if isinstance(item, Suppression) else {}),
        "properties": _properties(finding, door),
    }


def _message(item: Finding, door: Door) -> str:
    facts = [f"{words.statement(item, door)}.", words.prose(item.fix, door), words.origin(item, door)]
    return plain(" ".join(fact for fact in facts if fact))


def plain(text: str) -> str:
    r"""A message without links of the repository's: `[text](target)` is one even in plain text (SARIF 3.11.6)."""
    return text.replace("](", r"\](")


def _location(item: Finding, door: Door) -> dict[str, object]:
    region: dict[str, int] = {"startLine": item.line}
    if (item.end_line, item.end_column) > (item.line, item.column):
        region |= {"startColumn": item.column, "endLine": item.end_line, "endColumn": item.end_column}
    return {"physicalLocation": {"artifactLocation": _artifact(item.path, door), "region": region}}


def _artifact(path: bytes, door: Door) -> dict[str, str]:
    """A path as a URI: relative to the top, or as it is where a scan was given an absolute one."""
    uri = percent_encoded(door.path(path)) or _NO_FILE
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def percent_encoded(path: bytes) -> str:
    """The path of a URI (RFC 3986): everything but unreserved characters and slashes as `%XX`."""
    return "".join([chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in path])


def _suppression(gone: Suppression, door: Door) -> dict[str, object]:
    reason = words.text(gone.reason, door)
    until = f"until {gone.expires}" if gone.expires else ""
    told = ", ".join(word for word in (words.text(gone.by, door), reason, until) if word)
    kind = "external" if gone.by in _ELSEWHERE else "inSource"
    return {"kind": kind, "status": "accepted", "justification": told}


def _properties(item: Finding, door: Door) -> dict[str, object]:
    told: Mapping[str, object] = {
        "severity": item.severity.label,
        "confidence": item.confidence,
        "verified": item.verified,
        "contexts": list(item.contexts),
        "commit": words.text(door.reference(item.commit), door) if item.commit else "",
        "author": words.text(item.author, door),
        "date": words.text(item.date, door),
    }
    return {name: value for name, value in told.items() if value}


def _bases() -> dict[str, object]:
    return {_ROOT: {"description": {"text": "The top of the repository, or the folder that was scanned."}}}


def _invocation(report: Report, view: View, door: Door, remark: str) -> dict[str, object]:
    """How the run went: what was covered, what was not read, and whether results were left off."""
    coverage = report.coverage
    told = [("note", text) for text in words.remarks(report, door)]
    told += [("error", text) for text in words.unread(coverage, door)]
    if remark:
        told.append(("warning", remark))
    return {
        "executionSuccessful": coverage.complete,
        "exitCode": report.exit_code,
        "startTimeUtc": f"{view.started}Z",
        "endTimeUtc": f"{view.finished}Z",
        "toolExecutionNotifications": [{"level": level, "message": {"text": plain(text)}} for level, text in told],
        "properties": _counts(coverage),
    }


def _counts(coverage: Coverage) -> dict[str, object]:
    return {"units": coverage.units, "bytes": coverage.bytes, "commits": coverage.commits}
