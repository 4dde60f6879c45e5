"""`hushlint scan` inside a repository: what git ignores, what it tracks, and what a repository may not do."""

import os
from collections.abc import Callable

import pytest
from support.canary import Canary
from support.examples import github_token
from support.repository import Repository
from support.scanned import READS_EVERYTHING, Scan, places, report, skipped

LINE = f"token = '{github_token()}'\n"


@pytest.fixture
def project(repository: Repository) -> Repository:
    """A repository that ignores its env file and its logs."""
    repository.commit({".gitignore": ".env\n*.log\nvenv/\n"})
    return repository


def test_what_git_ignores_is_counted_and_not_read(project: Repository, scan: Scan) -> None:
    project.write("x.log", LINE)
    project.write("venv/lib/a.py", LINE)
    done = scan("-v", ".", folder=project.top)
    assert done.exit == 0, done.text
    assert "2 files in . that git ignores were not read" in done.out


def test_no_ignore_reads_them(project: Repository, scan: Scan) -> None:
    project.write("x.log", LINE)
    assert places(scan("--no-ignore", "--format", "json", ".", folder=project.top)) == [("x.log", 1, 10)]


def test_an_ignored_file_named_outright_is_read(project: Repository, scan: Scan) -> None:
    project.write("x.log", LINE)
    assert places(scan("--format", "json", "x.log", folder=project.top)) == [("x.log", 1, 10)]


def test_an_ignored_folder_named_outright_is_read(project: Repository, scan: Scan) -> None:
    project.write("venv/lib/a.py", LINE)
    assert places(scan("--format", "json", "venv", folder=project.top)) == [("lib/a.py", 1, 10)]
    assert places(scan("--format", "json", "venv/lib", folder=project.top)) == [("a.py", 1, 10)]


def test_git_s_own_folder_is_not_read(project: Repository, scan: Scan) -> None:
    project.write(".git/a.py", LINE)
    for options in ((), ("--no-ignore",)):
        assert scan(*options, ".", folder=project.top).exit == 0


def test_untracked_files_are_read(project: Repository, scan: Scan) -> None:
    project.write("new.py", LINE)
    assert scan(".", folder=project.top).exit == 1


def test_nothing_the_repository_plants_is_run(project: Repository, scan: Scan) -> None:
    for name in ("re", "hyperscan", "click", "hushlint/__init__"):
        project.write(f"{name}.py", "raise SystemExit(99)\n")
    assert scan(".", folder=project.top, env={"PYTHONPATH": ""}).exit == 0


def test_a_repository_inside_is_read_and_its_settings_are_not(
    project: Repository, scan: Scan, create: Callable[..., Repository]
) -> None:
    settings = "exclude = ['**']\ndisable = ['github-token']\n"
    inner = create("work/inner")
    inner.commit({"a.py": LINE, ".hushlint.toml": settings, "deep/.hushlint.toml": settings, "deep/b.py": LINE})
    project.write("own/.hushlint.toml", settings)
    project.write("own/c.py", LINE)
    for options in ((), ("--no-ignore",)):
        done = scan(*options, "--format", "json", ".", folder=project.top)
        assert [path for path, _, _ in places(done)] == ["inner/a.py", "inner/deep/b.py"]


def test_a_repository_inside_runs_nothing(
    project: Repository, scan: Scan, create: Callable[..., Repository], canary: Canary
) -> None:
    inner = create("work/inner")
    inner.commit({"a.py": LINE, ".gitattributes": "* filter=x diff=x\n"})
    trigger = ("-c", "core.fsmonitor=" + str(canary.program), "status")
    assert canary.is_live(inner, trigger)
    inner.configure({
        "core.fsmonitor": str(canary.program),
        "core.pager": str(canary.program),
        "core.sshCommand": str(canary.program),
        "diff.external": str(canary.program),
        "filter.x.clean": str(canary.program),
        "filter.x.process": str(canary.program),
    })  # fmt: skip
    assert [path for path, _, _ in places(scan("--format", "json", ".", folder=project.top))] == ["inner/a.py"]
    assert not canary.sang


def test_a_damaged_repository_inside_is_read_whole(
    project: Repository, scan: Scan, create: Callable[..., Repository]
) -> None:
    inner = create("work/inner")
    inner.commit({"a.py": LINE, "b.py": "x\n"})
    inner.write(".git/index", b"DIRC damaged")
    done = scan("--format", "json", ".", folder=project.top)
    assert [path for path, _, _ in places(done)] == ["inner/a.py"]
    assert done.exit == 1


def test_what_took_a_tracked_file_s_place(project: Repository, scan: Scan) -> None:
    project.commit(dict.fromkeys(("folder", "pipe", "link", "gone"), "x\n"))
    for name in ("folder", "pipe", "link", "gone"):
        (project.top / name).unlink()
    os.mkfifo(project.top / "pipe")
    project.link("link", f"/{github_token()}")
    project.write("folder/a.py", LINE)
    done = scan("--format", "json", ".", folder=project.top)
    assert [path for path, _, _ in places(done)] == ["folder/a.py", "link"]
    assert skipped(done) == {"pipe": "not a regular file"}
    assert report(done)["coverage"]["complete"] is True


@pytest.mark.skipif(READS_EVERYTHING, reason="permissions keep nothing from us")
@pytest.mark.parametrize("below", ["", "src"])
def test_a_folder_that_git_cannot_look_into(project: Repository, scan: Scan, below: str) -> None:
    """git passes over one with a warning."""
    closed = project.top / below / "closed"
    closed.mkdir(parents=True)
    closed.chmod(0)
    done = scan("--format", "json", below or ".", folder=project.top)
    closed.chmod(0o700)
    assert (done.exit, skipped(done)) == (3, {"closed": "cannot be read: Permission denied"})


def test_a_large_file_that_git_ignores_is_nobody_s(project: Repository, scan: Scan) -> None:
    project.commit({".hushlint.toml": "max-file-size = 1000\n"})
    project.write("x.log", "x" * 2000)
    assert scan("-q", ".", folder=project.top).text == ""


def test_a_path_of_wild_characters(project: Repository, scan: Scan) -> None:
    names = ["a b.py", "q'\"uote.py", "new\nline.py", "tab\t.py", "*.py", ":(glob)x.py", "-q.py", "é/ü.py"]
    names.append(os.fsdecode(b"\xff.py"))
    project.commit(dict.fromkeys(names[::2], LINE))
    for name in names[1::2]:
        project.write(name, LINE)
    assert len(places(scan("--format", "json", ".", folder=project.top))) == len(names)
