"""What GitLab, JUnit, CSV, Code Climate, JSON Lines and the job summary say of the same few findings."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report import jsonl, summary
from hushlint.report.redact import Door
from hushlint.report.stage import View, render
from hushlint.report.view import Help

VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
SECRET = Finding(
    "a-rule", "A key", Severity.HIGH, b"src/a.py", 3, 5, 3, 21, kind="token", value=VALUE, name=b"KEY",
    fingerprint="ab" * 16, why="W.", fix="F.", commit="c" * 40, author="A Person", date="2026-01-31",
)  # fmt: skip
MILD = replace(SECRET, severity=Severity.LOW, path=b"tests/b.py", fingerprint="cd" * 16, commit="")
GONE = Suppression(SECRET, "pragma", "a reason", "2027-03-01")
PARTIAL = Coverage(2, 10, 1, (Skipped(b"big", "too big", False), Skipped(b"lib", "submodule")), ("a note",))
REPORT = Report((SECRET, MILD), (GONE,), PARTIAL)
VIEW = View(job="ci", rules=lambda: {"a-rule": Help("A key", Severity.HIGH, "https://example.org/", "W.", "F.")})


def gitlab(report: Report) -> Any:
    return json.loads(render("gitlab", report, VIEW))


def test_gitlab_names_commit_and_source() -> None:
    first, second = gitlab(REPORT)["vulnerabilities"]
    assert first["location"]["commit"] == {"sha": "c" * 40, "author": "A Person", "date": "2026-01-31"}
    assert second["location"]["commit"]["sha"] == "0000000"
    assert first["links"] == [{"url": "https://example.org/"}]
    assert (first["severity"], second["severity"]) == ("High", "Low")
    assert first["identifiers"][0]["value"] == "a-rule"
    assert first["id"] != second["id"]


def test_gitlab_holds_no_extract_of_the_source() -> None:
    assert "raw_source_code_extract" not in render("gitlab", REPORT, VIEW)


def test_gitlab_hears_of_what_was_not_read() -> None:
    scan = gitlab(REPORT)["scan"]
    assert scan["status"] == "failure"
    assert {"level": "warn", "value": "not read: big too big"} in scan["messages"]
    assert gitlab(Report())["scan"]["status"] == "success"


def test_the_same_finding_keeps_its_id() -> None:
    again = gitlab(Report((replace(SECRET, title="Other words"),)))["vulnerabilities"][0]
    assert again["id"] == gitlab(Report((SECRET,)))["vulnerabilities"][0]["id"]


def test_junit() -> None:
    suites = ElementTree.fromstring(render("junit", REPORT, VIEW))
    (suite,) = suites
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4", "failures": "1", "errors": "1", "skipped": "1",
    }  # fmt: skip
    kinds = [[child.tag for child in case] for case in suite.iter("testcase")]
    assert kinds == [["failure"], ["system-out"], ["skipped"], ["error"]]
    failure = next(suite.iter("failure"))
    assert failure.get("message") == "high: A key: KEY Zq8v…9b"
    assert (failure.text or "").splitlines()[0] == "src/a.py:3:5"


def test_junit_of_nothing_is_a_test_that_passed() -> None:
    (case,) = ElementTree.fromstring(render("junit", Report(), VIEW)).iter("testcase")
    assert list(case) == []


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(render("csv", report, VIEW).splitlines()))


def test_csv() -> None:
    assert rows(Report()) == []
    first, second, gone = rows(REPORT)
    assert (first["status"], first["path"], first["line"], first["redacted"]) == ("open", "src/a.py", "3", "Zq8v…9b")
    assert second["severity"] == "low"
    assert (gone["status"], gone["reason"]) == ("suppressed", "pragma a reason 2027-03-01")


def test_csv_of_a_formula() -> None:
    (row,) = rows(Report((replace(SECRET, path=b"=HYPERLINK(1)", author='"@x,\n'),)))
    assert (row["path"], row["author"]) == ("'=HYPERLINK(1)", '"@x,\\n')


def test_code_climate() -> None:
    first, second = json.loads(render("codeclimate", REPORT, VIEW))
    assert (first["severity"], second["severity"]) == ("critical", "minor")
    assert first["location"] == {"path": "src/a.py", "lines": {"begin": 3, "end": 3}}
    assert json.loads(render("codeclimate", Report(), VIEW)) == []


def test_code_climate_tells_equal_findings_apart_and_knows_them_again() -> None:
    """GitLab shows the first of equal fingerprints, and compares those of two pipelines."""
    def prints(report: Report) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(render("codeclimate", report, VIEW))]

    twice = prints(Report((SECRET, replace(SECRET, line=9))))
    assert len(set(twice)) == 2
    assert prints(Report((replace(SECRET, line=40),))) == twice[:1]


def test_json_lines() -> None:
    lines = [json.loads(line) for line in render("jsonl", REPORT, VIEW).splitlines()]
    assert [line["type"] for line in lines] == ["finding", "finding", "suppressed", "end"]
    assert list(lines[0])[1:] == list(json.loads(render("json", REPORT, VIEW))["findings"][0])
    assert (lines[-1]["exit"], lines[-1]["version"]) == (3, 1)


def test_a_line_alone() -> None:
    made = jsonl.line(SECRET, Door(Report((SECRET,))))
    assert made.endswith("\n") and made.count("\n") == 1
    assert json.loads(made)["redacted"] == "Zq8v…9b"


def streamed(*pieces: Iterator[str]) -> list[Any]:
    return [json.loads(line) for piece in pieces for line in piece]


def test_a_stream_tells_each_finding_once() -> None:
    stream = jsonl.Stream()
    lines = streamed(stream.tell([SECRET]), stream.tell([]), stream.close(Report((SECRET, MILD, SECRET), (GONE,))))
    assert [line.get("path") for line in lines] == ["src/a.py", "tests/b.py", "src/a.py", "src/a.py", None]


def test_a_stream_learns_what_to_hide() -> None:
    stream = jsonl.Stream()
    late = replace(SECRET, path=b"x/" + VALUE, value=b"", rule="env-tracked")
    lines = streamed(stream.tell([SECRET]), stream.tell([late]))
    assert lines[1]["path"] == "x/[hidden]"


def test_a_stream_hides_what_it_learned_before_it_told_anything() -> None:
    stream = jsonl.Stream()
    stream.learn([VALUE])
    early = replace(SECRET, path=b"x/" + VALUE, value=b"", rule="env-tracked")
    assert streamed(stream.tell([early]))[0]["path"] == "x/[hidden]"


def test_findings_told_together_hide_each_others_values() -> None:
    named = replace(SECRET, path=b"x/" + VALUE, value=b"another-" + VALUE[::-1])
    assert streamed(jsonl.Stream().tell([named, SECRET]))[0]["path"] == "x/[hidden]"


def page(report: Report) -> str:
    return "".join(summary.render(report, VIEW, Door(report)))


def test_the_job_summary() -> None:
    made = page(REPORT)
    assert made.startswith("## hushlint: incomplete\n")
    assert "- `not read: big too big`\n" in made
    assert "- **high** `src/a.py:3` A key `KEY` `Zq8v…9b` `a-rule`  \n  in `commit cccccccccccc, A Person" in made
    assert "- low `tests/b.py:3`" in made
    assert page(Report()).startswith("## hushlint: nothing blocks\n")


@pytest.mark.parametrize("path", [b"`<b>x</b>`", b"a\n# head", b"[a](http://b)", b"@team", b"<!-- x"])
def test_a_path_is_code_in_the_summary(path: bytes) -> None:
    line = next(line for line in page(Report((replace(SECRET, path=path),))).splitlines() if line.startswith("- **"))
    fence = "``" if b"`" in path else "`"
    assert line.startswith(f"- **high** {fence}")


def test_the_job_summary_is_not_dropped_for_its_size() -> None:
    report = Report((*(replace(MILD, line=line) for line in range(1, 20_000)), SECRET))
    made = page(report)
    assert len(made.encode()) < 1_048_576
    assert made.index("src/a.py") < made.index("tests/b.py")
    assert "findings more do not fit here" in made
