"""SARIF says everything of a finding but its value and its line, and stays within what GitHub takes."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report import sarif
from hushlint.report.sarif import MOST_RESULTS, MOST_SHOWN, percent_encoded, plain
from hushlint.report.stage import View, chunks, render
from hushlint.report.view import Help

VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
SECRET = Finding(
    "a-rule", "A key", Severity.HIGH, b"src/a.py", 3, 5, 3, 21, kind="token", value=VALUE, name=b"KEY",
    fingerprint="ab" * 16, why="W.", fix="F.", commit="c" * 40, author="A Person", date="2026-01-31",
)  # fmt: skip
RULES = {"a-rule": Help("A key", Severity.HIGH, "https://example.org/", "Why *it* matters.", "Roll it.", ("secret",))}


def run(report: Report, rules: Mapping[str, Help] = RULES, job: str = "ci") -> Any:
    made = json.loads(render("sarif", report, View(job=job, rules=lambda: rules, version="1.2.3")))
    (only,) = made["runs"]
    return only


def rules(report: Report, rules: Mapping[str, Help] = RULES) -> list[Any]:
    found: list[Any] = run(report, rules)["tool"]["driver"]["rules"]
    return found


def results(report: Report) -> list[Any]:
    found: list[Any] = run(report)["results"]
    return found


def said(report: Report) -> list[str]:
    """What a person hears beside the file."""
    lines: list[str] = []
    render("sarif", report, View(say=lines.append))
    return lines


def many(number: int, severity: Severity = Severity.LOW) -> tuple[Finding, ...]:
    return tuple(replace(SECRET, line=line, severity=severity) for line in range(1, number + 1))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("", ""), ("a [b] (c)", "a [b] (c)"), ("[a](http://b)", r"[a\](http://b)")],
)
def test_messages_hold_no_links(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (b"src/a-b_c.d~e.py", "src/a-b_c.d~e.py"),
        (b"a b", "a%20b"),
        (b"100%", "100%25"),
        (b"a#b?c", "a%23b%3Fc"),
        (b"\xff\xc3\xa9", "%FF%C3%A9"),
        (b"x:y", "x%3Ay"),
        (b"a\\b", "a%5Cb"),
    ],
)
def test_paths_are_percent_encoded(path: bytes, uri: str) -> None:
    assert percent_encoded(path) == uri


def test_an_empty_run() -> None:
    made = run(Report())
    assert (made["results"], made["tool"]["driver"]["rules"]) == ([], [])
    assert made["tool"]["driver"]["semanticVersion"] == "1.2.3"
    assert made["automationDetails"]["id"] == "hushlint/ci/"
    assert made["invocations"][0]["executionSuccessful"] is True


def test_a_result() -> None:
    (result,) = results(Report((SECRET,)))
    assert result["ruleId"] == "a-rule"
    assert result["level"] == "error"
    assert result["message"]["text"] == "A key: KEY Zq8v…9b. F. commit cccccccccccc, A Person, 2026-01-31"
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "src/a.py", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 21}
    assert result["partialFingerprints"]["hushlintFingerprint/v1"] == "ab" * 16
    assert result["properties"]["commit"] == "c" * 40
    assert "suppressions" not in result


def test_no_source_line_has_a_place() -> None:
    """A snippet would hold the value."""
    made = render("sarif", Report((SECRET,), (Suppression(SECRET, "pragma"),)), View())
    assert "snippet" not in made and "contextRegion" not in made


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        (b"", {"uri": "no-file", "uriBaseId": "%SRCROOT%"}),
        (b"/srv/a b", {"uri": "file:///srv/a%20b"}),
        (b"x/" + VALUE, {"uri": "x/%5Bhidden%5D", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_places(path: bytes, artifact: dict[str, str]) -> None:
    (result,) = results(Report((replace(SECRET, path=path),)))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_a_place_without_an_end_is_a_line() -> None:
    (result,) = results(Report((replace(SECRET, end_line=1, end_column=1),)))
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_a_shipped_rule_is_explained_in_markdown() -> None:
    (rule,) = rules(Report((SECRET,)))
    assert (rule["id"], rule["helpUri"]) == ("a-rule", "https://example.org/")
    assert rule["properties"] == {"tags": ["security", "secret"], "precision": "high", "security-severity": "8.0"}
    assert r"**Why:** Why \*it\* matters." in rule["help"]["markdown"]
    assert "hushlint: ignore[a-rule]" in rule["help"]["text"]


def test_a_rule_of_a_team_is_explained_by_its_finding() -> None:
    (rule,) = rules(Report((SECRET,)), {})
    assert (rule["id"], rule["shortDescription"]["text"], rule["fullDescription"]["text"]) == ("a-rule", "A key", "W.")
    assert "helpUri" not in rule


@pytest.mark.parametrize(
    ("severity", "level", "score"),
    [
        (Severity.INFO, "note", None),
        (Severity.LOW, "note", "2.0"),
        (Severity.MEDIUM, "warning", "5.5"),
        (Severity.HIGH, "error", "8.0"),
        (Severity.CRITICAL, "error", "9.5"),
    ],
)
def test_severities(severity: Severity, level: str, score: str | None) -> None:
    finding = replace(SECRET, rule="own", severity=severity)
    (rule,) = rules(Report((finding,)))
    (result,) = results(Report((finding,)))
    assert (result["level"], rule["properties"].get("security-severity")) == (level, score)


def test_a_finding_milder_than_its_rule_names_a_rule_of_that_severity() -> None:
    """GitHub reads the severity from the rule alone, and a failed checksum must not stop a merge as critical."""
    made = run(Report((SECRET, replace(SECRET, severity=Severity.INFO, line=9))))
    listed = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in listed] == ["a-rule", "a-rule/info"]
    assert [listed[item["ruleIndex"]]["id"] for item in made["results"]] == ["a-rule", "a-rule/info"]
    assert "security-severity" not in listed[1]["properties"]


@pytest.mark.parametrize(
    ("by", "kind"), [("pragma", "inSource"), ("gitleaks:allow", "inSource"), ("exclude", "external"),
                     ("baseline", "external"), ("allow", "external")]
)  # fmt: skip
def test_suppressions(by: str, kind: str) -> None:
    (result,) = results(Report(suppressed=(Suppression(SECRET, by, "a reason", "2027-03-01"),)))
    (gone,) = result["suppressions"]
    assert gone == {"kind": kind, "status": "accepted", "justification": f"{by}, a reason, until 2027-03-01"}


def test_what_was_not_read_is_an_error_of_the_run() -> None:
    skipped = (Skipped(b"big", "too big", False), Skipped(b"lib", "submodule"))
    (invocation,) = run(Report(coverage=Coverage(1, 2, 3, skipped, ("a note",))))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    told = [(item["level"], item["message"]["text"]) for item in invocation["toolExecutionNotifications"]]
    assert ("error", "not read: big too big") in told
    assert ("note", "a note") in told
    assert ("note", "1 path skipped by design") in told


def test_the_most_severe_come_first() -> None:
    mixed = (*many(3), replace(SECRET, severity=Severity.CRITICAL, path=b"z.py"), *many(2, Severity.INFO))
    severities = [item["properties"]["severity"] for item in results(Report(mixed))]
    assert severities == ["critical", "low", "low", "low", "info", "info"]


def test_what_github_shows_in_part_is_said() -> None:
    assert said(Report(many(MOST_SHOWN))) == []
    report = Report(many(MOST_SHOWN + 1))
    assert said(report) == ["of 5,001 results GitHub shows the 5,000 most severe"]
    made = run(report)
    assert len(made["results"]) == MOST_SHOWN + 1
    assert made["invocations"][0]["toolExecutionNotifications"][-1]["level"] == "warning"


def test_what_github_would_refuse_is_left_off_and_said() -> None:
    report = Report((*many(MOST_RESULTS), replace(SECRET, severity=Severity.CRITICAL)))
    made = run(report)
    assert len(made["results"]) == MOST_RESULTS
    assert made["results"][0]["properties"]["severity"] == "critical"
    expected = "of 25,001 results the 25,000 most severe are in the SARIF file: GitHub takes no more"
    assert made["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"] == expected
    assert said(report) == [expected]


def test_a_file_too_large_when_compressed_ends_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "_MOST_COMPRESSED", 100_000)
    told: list[str] = []
    random = Random(9)
    findings = tuple(replace(SECRET, path=random.randbytes(60).hex().encode()) for _ in range(9000))
    made = "".join(chunks("sarif", Report(findings), View(say=told.append)))
    (invocation,) = json.loads(made)["runs"][0]["invocations"]
    assert "GitHub takes no more" in invocation["toolExecutionNotifications"][-1]["message"]["text"]
    written = len(json.loads(made)["runs"][0]["results"])
    assert 1000 < written < 9000
    assert told == [f"of 9,000 results the {written:,} most severe are in the SARIF file: GitHub takes no more"]
    assert len(gzip.compress(made.encode())) < 150_000
