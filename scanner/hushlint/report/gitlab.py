"""The report for GitLab's vulnerability pages: its secret detection format.

Source: secret-detection-report-format.json 15.2 of gitlab-org/security-products/security-report-schemas.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from hushlint.model.finding import Finding, Report
from hushlint.report import words
from hushlint.report.encode import json
from hushlint.report.redact import Door
from hushlint.report.view import Help, View

VERSION = "15.2.4"
_SCHEMA = (
    "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/"
    f"v{VERSION}/dist/secret-detection-report-format.json"
)
_URL = "https://github.com/hushlint/hushlint"

# What GitLab's own analyzer writes where a finding stands in no commit: the schema demands an id.
_NO_COMMIT = "0000000"
_LONGEST_NAME = 255
_LONGEST_SOLUTION = 7000


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """The findings that count; suppressed ones have no place there."""
    rules = view.rules()
    yield f'{{"version": "{VERSION}",\n "schema": "{_SCHEMA}",\n'
    yield f' "scan": {json(_scan(report, view, door))},\n "vulnerabilities": '
    separator = "["
    for item in report.findings:
        yield f"{separator}\n  {json(_vulnerability(item, rules, door))}"
        separator = ","
    yield "[]}\n" if separator == "[" else "]}\n"


def _scan(report: Report, view: View, door: Door) -> dict[str, object]:
    program = {
        "id": "hushlint",
        "name": "hushlint",
        "url": _URL,
        "vendor": {"name": "hushlint"},
        "version": view.version,
    }
    said = [("info", text) for text in words.remarks(report, door)]
    said += [("warn", text) for text in words.unread(report.coverage, door)]
    return {
        "analyzer": program,
        "scanner": program,
        "type": "secret_detection",
        "start_time": view.started,
        "end_time": view.finished,
        "status": "success" if report.coverage.complete else "failure",
        "messages": [{"level": level, "value": text} for level, text in said],
    }


def _vulnerability(item: Finding, rules: Mapping[str, Help], door: Door) -> dict[str, object]:
    path = words.path(item.path, door)
    facts = [f"{words.statement(item, door)}.", words.prose(item.why, door), words.origin(item, door)]
    id, shipped = words.rule(item), rules.get(item.rule)
    source = shipped.source if shipped else ""
    return {
        "id": _id(item, path),
        "name": words.prose(item.title, door)[:_LONGEST_NAME],
        "description": "\n\n".join(fact for fact in facts if fact),
        "severity": item.severity.label.title(),
        "solution": words.prose(item.fix, door)[:_LONGEST_SOLUTION],
        "identifiers": [{"type": "hushlint_rule_id", "name": f"hushlint rule {id}", "value": id}],
        **({"links": [{"url": source}]} if source.startswith(("https://", "http://")) else {}),
        "location": {
            "file": path,
            "start_line": item.line,
            "end_line": words.last_line(item),
            "commit": _commit(item, door),
        },
    }


def _commit(item: Finding, door: Door) -> dict[str, str]:
    found = {"author": words.text(item.author, door), "date": words.text(item.date, door)}
    sha = words.text(door.reference(item.commit), door) if item.commit else _NO_COMMIT
    return {"sha": sha, **{name: text for name, text in found.items() if text}}


def _id(item: Finding, path: str) -> str:
    """The same for the same finding at the same place, in the form of a UUID."""
    name = f"{item.rule}\0{item.fingerprint}\0{path}\0{item.commit}\0{item.line}\0{item.column}"
    digits = sha256(name.encode("utf-8", "replace")).hexdigest()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
