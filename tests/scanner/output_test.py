"""Reports on their way out: several at once, files whole or not at all and private, the job summary of a step."""

import json
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import github_token
from support.repository import Run, run

from hushlint import output
from hushlint.errors import HushlintError
from hushlint.model.finding import Finding, Report
from hushlint.model.rule import Severity
from hushlint.report import stage
from hushlint.report.stage import FORMATS

SECRET = Finding("a-rule", "A key", Severity.HIGH, b"a.py", value=b"Zq8vK2mX" + b"7rT4wY9b", kind="token")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one secret."""
    place = tmp_path / "scanned"
    place.mkdir()
    (place / "a.py").write_text(f'token = "{github_token()}"\n')
    return place


@pytest.fixture
def scan(folder: Path, environment: dict[str, str]):  # type: ignore[no-untyped-def]
    """Scan the folder as a process; `more` are further variables."""

    def start(*arguments: str, more: dict[str, str] | None = None) -> Run:
        command = [sys.executable, "-Im", "hushlint", "scan", ".", *arguments]
        return run(command, folder, {**environment, **(more or {})})

    return start


def test_every_format_at_once(scan, folder: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    targets = [word for format in FORMATS for word in ("--output", f"{format}={tmp_path / format}")]
    done = scan("--format", "text", *targets)
    assert (done.exit, done.err) == (1, "")
    assert "a.py:1:10: critical:" in done.out
    for format in FORMATS:
        file = tmp_path / format
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        text = file.read_text()
        assert text.endswith("\n") and "a.py" in text
        assert github_token() not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*FORMATS, "scanned"])


def test_shipped_rules_explain_themselves(scan, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    scan("--output", f"sarif={tmp_path / 'a.sarif'}", "--output", f"gitlab={tmp_path / 'gl.json'}")
    driver = json.loads((tmp_path / "a.sarif").read_bytes())["runs"][0]["tool"]["driver"]
    (rule,) = driver["rules"]
    assert rule["helpUri"].startswith("https://docs.github.com/")
    assert rule["properties"]["tags"] == ["security", "secret", "github"]
    (finding,) = json.loads((tmp_path / "gl.json").read_bytes())["vulnerabilities"]
    assert finding["links"][0]["url"] == rule["helpUri"]


def test_a_file_that_cannot_be_written_hides_nothing(  # type: ignore[no-untyped-def]
    folder: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """The folder goes while the scan runs: findings are printed, and the other file is written."""
    gone = tmp_path / "gone"
    gone.mkdir()
    code = (
        "import os, sys\nfrom hushlint import scanning\nscan = scanning.scan\n"
        "def then(*asked):\n    os.rmdir(sys.argv[1])\n    return scan(*asked)\nscanning.scan = then\n"
        "from hushlint.cli import main\nraise SystemExit(main(sys.argv[2:]))"
    )
    targets = [f"--output=json={gone / 'a.json'}", f"--output=json={tmp_path / 'b.json'}"]
    done = run([sys.executable, "-Ic", code, str(gone), "scan", ".", *targets], folder, environment)
    assert done.exit == 3
    assert "a.py:1:10: critical:" in done.out
    assert "the report cannot be written to" in done.err and "No such file" in done.err
    assert len(done.err.splitlines()) == 1
    assert json.loads((tmp_path / "b.json").read_bytes())["exit"] == 1


# What stands behind `--output`, and words of the one line about it. `{}` is a folder with a folder, a file and links.
NO_TARGETS = {
    "no file": (["sarif"], "format=file"),
    "an empty file": (["sarif="], "format=file"),
    "an unknown format": (["yaml=a"], "no format 'yaml'"),
    "no format": (["=a"], "no format ''"),
    "no such folder": (["json={}/nowhere/a.json"], "cannot be written: no such"),
    "a file for a folder": (["json={}/file/a.json"], "cannot be written: not a directory"),
    "a folder": (["json={}/folder"], "it is no file"),
    "a link to a folder": (["json={}/to-folder"], "it is no file"),
    "a device": (["json=/dev/null"], "it is no file"),
    "standard output": (["json=/dev/stdout"], "--format"),
    "standard output as other tools call it": (["json=-"], "--format json"),
    "a pipe": (["json={}/pipe"], "it is no file"),
    "a folder where nobody may write": (["json=/proc/a.json"], "cannot be written"),
    "one file twice": (["json={}/a", "sarif={}/a"], "named twice"),
    "one file by two names": (["json={}/a", "json={}/folder/../a"], "named twice"),
    "one file through a link": (["json={}/folder/a", "json={}/to-folder/a"], "named twice"),
}


@pytest.mark.parametrize(("targets", "words"), NO_TARGETS.values(), ids=NO_TARGETS.keys())
def test_a_target_that_cannot_be_is_misuse_before_any_work(  # type: ignore[no-untyped-def]
    scan, tmp_path: Path, targets: list[str], words: str
) -> None:
    place = tmp_path / "reports"
    (place / "folder").mkdir(parents=True)
    (place / "file").write_text("kept")
    (place / "to-folder").symlink_to("folder")
    os.mkfifo(place / "pipe")
    done = scan(*[f"--output={target.format(place)}" for target in targets])
    assert (done.exit, done.out) == (2, "")
    assert done.says_one_line("--output", words), done.text
    assert sorted(item.name for item in place.iterdir()) == ["file", "folder", "pipe", "to-folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(scan, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "closed").mkdir(mode=0o500)
    done = scan("--output", f"json={tmp_path / 'closed' / 'a.json'}")
    assert done.exit == 2
    assert done.says_one_line("cannot be written", "permission denied")


def test_the_job_summary_is_added_to_what_the_step_wrote(scan, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "summary.md"
    file.write_text("# Before\n\n")
    done = scan("--format", "github", more={"GITHUB_STEP_SUMMARY": str(file)})
    assert done.exit == 1
    assert done.out.startswith("::error file=a.py,line=1,")
    text = file.read_text()
    assert text.startswith("# Before\n\n## hushlint: ")
    assert "`a.py:1`" in text
    assert github_token() not in text


def test_only_the_github_format_writes_a_job_summary(scan, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "summary.md"
    scan("--format", "json", more={"GITHUB_STEP_SUMMARY": str(file)})
    assert not file.exists()


def test_json_lines_on_standard_output(scan) -> None:  # type: ignore[no-untyped-def]
    done = scan("--format", "jsonl")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["type"] for line in lines] == ["finding", "finding", "end"][-len(lines) :]
    assert lines[-1]["exit"] == done.exit == 1


def test_a_report_that_fails_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.json"
    file.write_text("old")

    def broken(*_: object) -> object:
        yield "half"
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "chunks", broken)
    with pytest.raises(KeyboardInterrupt):
        output.save(Report((SECRET,)), "json", str(file), job="scan")
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> object:
        raise OSError(28, "No space left on device")
        yield ""

    monkeypatch.setattr(output, "chunks", full)
    with pytest.raises(HushlintError, match="No space left on device") as caught:
        output.save(Report(), "json", str(tmp_path / "a.json"), job="scan")
    assert caught.value.exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_symbolic_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("kept")
    (tmp_path / "a.json").symlink_to("elsewhere")
    output.save(Report(), "json", str(tmp_path / "a.json"), job="scan")
    assert (tmp_path / "elsewhere").read_text() == "kept"
    assert not (tmp_path / "a.json").is_symlink()


def test_a_reader_that_has_gone_changes_no_exit_code(folder: Path, environment: dict[str, str]) -> None:
    command = f"{sys.executable} -Im hushlint scan . --format json; echo $? >&2"
    done = run(["bash", "-c", f"({command}) | true"], folder, environment)
    assert done.err.strip() == "1"


def test_every_format_streams() -> None:
    """Fifty findings come in at least fifty pieces: no format builds its text whole."""
    report = Report(tuple(Finding("r", "T", Severity.HIGH, b"%d.py" % line, line) for line in range(1, 51)))
    for format in FORMATS:
        pieces = sum(1 for _ in stage.chunks(format, report, stage.View()))
        assert pieces >= (10 if format == "github" else 50), format


def test_the_umask_does_not_open_a_report(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        output.save(Report(), "json", str(tmp_path / "a.json"), job="scan")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600


def test_that_github_shows_a_part_is_said_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report(tuple(replace(SECRET, line=line) for line in range(1, 5_002)))
    output.save(report, "sarif", str(tmp_path / "a.sarif"), job="ci")
    assert capsys.readouterr() == ("", "hushlint: of 5,001 results GitHub shows the 5,000 most severe\n")
