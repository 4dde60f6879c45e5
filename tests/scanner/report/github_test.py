"""Workflow commands: the worst ten of a kind, one line each, whatever stands in names and paths."""

import re
from dataclasses import replace

import pytest

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report.stage import View, render

VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
SECRET = Finding(
    "a-rule", "A key", Severity.HIGH, b"src/a.py", 3, 5, 3, 21, kind="token", value=VALUE, fix="Roll it, now: 100%."
)


def lines(report: Report) -> list[str]:
    return render("github", report, View(job="ci")).splitlines()


def many(number: int, severity: Severity) -> tuple[Finding, ...]:
    return tuple(replace(SECRET, line=line, severity=severity) for line in range(1, number + 1))


def test_nothing_found_is_no_command() -> None:
    assert lines(Report(coverage=Coverage(3, 10, 2))) == ["hushlint: 0 findings; read 2 commits, 3 files, 10 bytes"]


def test_an_error() -> None:
    command, *said, last = lines(Report((SECRET,), (Suppression(SECRET, "pragma"),)))
    assert command == (
        "::error file=src/a.py,line=3,endLine=3,col=5,endColumn=21,title=high%3A A key"
        "::A key: Zq8v…9b [a-rule]%0ARoll it, now: 100%25."
    )
    assert said[0].startswith("Rotate what was exposed")
    assert said[2] == "False alarm? Say so on its line: # hushlint: ignore[a-rule] reason"
    assert last == "hushlint: 1 finding; 1 suppressed; read 0 files, 0 bytes"


@pytest.mark.parametrize(
    ("severity", "fail_on", "level"),
    [
        (Severity.CRITICAL, Severity.MEDIUM, "error"),
        (Severity.MEDIUM, Severity.MEDIUM, "error"),
        (Severity.MEDIUM, Severity.HIGH, "warning"),
        (Severity.LOW, Severity.MEDIUM, "warning"),
        (Severity.INFO, Severity.MEDIUM, "notice"),
        (Severity.INFO, Severity.INFO, "error"),
    ],
)
def test_what_blocks_is_an_error(severity: Severity, fail_on: Severity, level: str) -> None:
    report = Report((replace(SECRET, severity=severity),), fail_on=fail_on)
    assert lines(report)[0].startswith(f"::{level} ")


def test_a_finding_in_no_file_has_no_place() -> None:
    assert lines(Report((replace(SECRET, path=b""),)))[0].startswith("::error title=high%3A A key::")


def test_the_worst_ten_of_a_kind_come_first_and_the_rest_is_counted() -> None:
    findings = (*many(15, Severity.MEDIUM), *many(3, Severity.CRITICAL), *many(12, Severity.LOW))
    made = lines(Report(findings))
    levels = [match[1] for line in made if (match := re.match(r"::(\w+) ", line))]
    assert levels == ["error"] * 10 + ["warning"] * 10
    assert [line for line in made[:3] if "title=critical" in line] == made[:3]
    assert made[-1].startswith("hushlint: 30 findings; ")
    assert "10 more than GitHub shows as annotations" in made[-1]


def test_what_was_not_read_comes_before_findings() -> None:
    skipped = tuple(Skipped(b"big%d" % number, "too big", False) for number in range(12))
    made = lines(Report((SECRET,), coverage=Coverage(skipped=skipped)))
    assert made[0] == "::error file=big0,title=hushlint%3A not read::too big"
    assert len([line for line in made if line.startswith("::")]) == 10
    assert "3 more than GitHub shows" in made[-1]


@pytest.mark.parametrize("path", [b"a\n::error::x", b"::stop-commands::t", b"a,line=9:x", b"%0A::error::x"])
def test_a_path_makes_no_command(path: bytes) -> None:
    made = lines(Report((replace(SECRET, path=path),)))
    assert len([line for line in made if line.startswith("::")]) == 1
    file = made[0].partition("file=")[2].partition(",line=3")[0]
    assert not re.search(r"[:,\n]", file)
    assert "%0A::" not in made[0]
