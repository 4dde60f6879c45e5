"""The options of a scanning command, tried with `hushlint scan`: misuse, severity, formats, report files."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from support.examples import github_token, stripe_key
from support.repository import run
from support.scanned import COMMAND, Scan, report

ROOT = os.geteuid() == 0
TOKEN = github_token()
LINE = f"token = '{TOKEN}'\n"


def test_fail_on(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text("key = 'sk_te" + "st_ZwlWWk2y0YVkYVQZn9EDZJTP'\n")
    ends = {word: scan("--fail-on", word, ".").exit for word in ("info", "low", "medium", "high", "critical")}
    assert ends == {"info": 1, "low": 1, "medium": 1, "high": 0, "critical": 0}
    assert "nothing blocks" in scan("--fail-on", "high", ".").out


MISUSE = {
    "a name for no standard input": (("--stdin-name", "a.py", "."), ("--stdin-name", "-")),
    "no process at all": (("--processes", "0", "."), ("--processes", "0")),
    "no such path": (("nothing",), ("no such path", "nothing")),
    "an unknown option": (("--what", "."), ("no such option", "--what")),
    "an unknown format": (("--format", "yaml", "."), ("yaml", "json")),
    "an unknown severity": (("--fail-on", "huge", "."), ("huge", "critical")),
    "no output file": (("--output", "json", "."), ("expected format=file",)),
    "an empty output file": (("--output", "json=", "."), ("expected format=file",)),
    "an unknown output format": (("--output", "yaml=a", "."), ("no format", "yaml")),
    "no such configuration": (("--config", "nothing.toml", "."), ("nothing.toml", "no such file")),
}


@pytest.mark.parametrize(("arguments", "words"), MISUSE.values(), ids=MISUSE.keys())
def test_misuse_is_one_line_and_exit_2(scan: Scan, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    done = scan(*arguments)
    assert done.exit == 2
    assert done.out == ""
    assert done.says_one_line(*words), done.text


def test_an_unknown_command_is_one_line(plain: Path, environment: dict[str, str]) -> None:
    done = run((*COMMAND, "what"), plain, environment)
    assert done.exit == 2
    assert done.says_one_line("no such command", "what")


@pytest.mark.parametrize(
    "arguments", [("--help",), ("scan", "--help"), ("hook", "-h"), ("rules", "--help"), ("--version",)]
)
def test_help_is_no_error(plain: Path, environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    done = run((*COMMAND, *arguments), plain, environment)
    assert (done.exit, done.err) == (0, "")
    assert "hushlint" in done.out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mine.toml", "exclude = ['a.py']\n"),
        (".hushlint.toml", "exclude = ['a.py']\n"),
        ("pyproject.toml", "[tool.hushlint]\nexclude = ['a.py']\n"),
    ],
)
def test_a_configuration_of_the_caller_s_replaces_the_folder_s(plain: Path, scan: Scan, name: str, text: str) -> None:
    (plain / "a.py").write_text(LINE)
    (plain / ".hushlint.toml").write_text("nonsense = 1\n")
    (plain.parent / name).write_text(text)
    done = scan("--config", str(plain.parent / name), "--format", "json", ".")
    assert done.exit == 0, done.text
    assert [item["by"] for item in report(done)["suppressed"]] == ["exclude"]


def test_output_goes_to_a_file_whole_and_private(plain: Path, scan: Scan) -> None:
    (plain / "src").mkdir()
    (plain / "src/a.py").write_text(LINE)
    (plain / "report.json").write_text("an older report")
    (plain / "report.json").chmod(0o644)
    done = scan("--output", "json=report.json", "--output", "text=report.txt", "src")
    assert done.exit == 1
    assert "github-token" in done.out
    document = json.loads((plain / "report.json").read_text())
    assert [item["path"] for item in document["findings"]] == ["a.py"]
    assert "github-token" in (plain / "report.txt").read_text()
    for name in ("report.json", "report.txt"):
        assert stat.S_IMODE((plain / name).stat().st_mode) == 0o600
        assert TOKEN not in (plain / name).read_text()
    assert sorted(os.listdir(plain)) == ["report.json", "report.txt", "src"]


def test_an_output_that_cannot_be_written_is_said(plain: Path, scan: Scan) -> None:
    (plain / "src").mkdir()
    (plain / "taken").mkdir()
    for target in ("nowhere/report.json", "taken"):
        done = scan("--output", f"json={target}", "src")
        assert done.exit == 2
        assert done.says_one_line("cannot be written", target)
    assert sorted(os.listdir(plain)) == ["src", "taken"]


def test_the_shape_of_the_report(plain: Path, scan: Scan) -> None:
    (plain / "a.py").write_text(f"a = '{stripe_key()}'\n{LINE.rstrip()}  # gitleaks:allow\n")
    document = report(scan("--format", "json", "."))
    assert list(document) == ["version", "findings", "suppressed", "coverage", "exit"]
    assert document["version"] == 1
    assert list(document["findings"][0]) == [
        "rule", "title", "severity", "confidence", "path", "line", "column", "end_line", "end_column", "redacted",
        "fingerprint", "contexts", "verified", "commit", "author", "date", "why", "fix",
    ]  # fmt: skip
    assert [list(item)[:6] for item in document["suppressed"]] == [["rule", "path", "line", "by", "reason", "expires"]]
    assert list(document["coverage"]) == ["units", "bytes", "commits", "skipped", "complete"]


def test_a_closed_reader_changes_no_exit_code(plain: Path, environment: dict[str, str]) -> None:
    (plain / "a.py").write_text(LINE * 3000)
    child = subprocess.Popen(
        (*COMMAND, "scan", "."), cwd=plain, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout and child.stderr
    child.stdout.close()
    assert child.wait(120) == 1
    assert child.stderr.read() == b""
    child.stderr.close()
