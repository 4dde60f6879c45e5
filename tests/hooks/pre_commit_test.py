"""The real pre-commit: `run` in all its forms, `exclude`, ranges, long lists, `try-repo`."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.examples import github_token
from support.project import PRE_COMMIT, MakeProject, Project
from support.repository import Run, run

OLD, NEW = github_token(1), github_token(2)
LINE = f"key {NEW}\n"


@pytest.fixture
def project(make_pre_commit: MakeProject) -> Project:
    """A repository with pre-commit, one commit, and a secret that is already in it."""
    made = make_pre_commit()
    made.commit({"README": "A project\n", "old.txt": f"one\nkey {OLD}\n"})
    return made


def _names(done: Run, candidates: Sequence[str]) -> list[str]:
    """Which of these paths a failed run names."""
    assert OLD not in done.text
    assert NEW not in done.text
    assert "Traceback" not in done.text
    return [path for path in candidates if path in done.text]


def test_a_clean_run(project: Project) -> None:
    for arguments in (("run",), ("run", "hushlint"), ("run", "--files", "README"), ("run", "--all-files", "-v")):
        if "--all-files" in arguments:
            project.git("rm", "-q", "old.txt")
        done = project.pre_commit(*arguments)
        assert done.exit == 0, done.text
        assert "Passed" in done.text


def test_run_judges_what_is_staged(project: Project) -> None:
    project.stage({"a.txt": LINE, "b.txt": "1\n"})
    done = project.pre_commit("run")
    assert done.exit == 1
    assert _names(done, ["a.txt", "b.txt", "old.txt"]) == ["a.txt"]


def test_run_on_all_files_judges_them_whole(project: Project) -> None:
    done = project.pre_commit("run", "--all-files")
    assert done.exit == 1
    assert _names(done, ["README", "old.txt"]) == ["old.txt"]


def test_run_on_named_files_judges_them_whole(project: Project) -> None:
    project.commit({"more.txt": f"key {OLD}\n"})
    done = project.pre_commit("run", "--files", "old.txt", "README")
    assert done.exit == 1
    assert _names(done, ["README", "old.txt", "more.txt"]) == ["old.txt"]


def test_run_on_a_file_that_git_does_not_know(project: Project) -> None:
    project.write("untracked.txt", LINE)
    done = project.pre_commit("run", "--files", "untracked.txt")
    assert done.exit == 1
    assert _names(done, ["untracked.txt", "old.txt"]) == ["untracked.txt"]


def test_run_on_all_files_reads_the_index(project: Project) -> None:
    project.commit({"old.txt": "clean\n"})
    project.write("README", LINE)
    done = project.pre_commit("run", "--all-files")
    assert done.exit == 0, done.text


def test_the_manual_stage(project: Project) -> None:
    project.stage({"a.txt": LINE})
    assert project.pre_commit("run", "--hook-stage", "manual").exit == 1
    skipped = project.pre_commit("run", "--hook-stage", "pre-push")
    assert skipped.exit == 0


@pytest.mark.slow
def test_over_six_thousand_files(project: Project) -> None:
    project.git("rm", "-q", "old.txt")
    files = {f"a folder with a long name {n % 60}/file {n}.txt": f"text {n}\n" for n in range(6100)}
    assert sum(map(len, files)) > 128 * 1024
    project.commit(files)
    clean = project.pre_commit("run", "--all-files")
    assert clean.exit == 0, clean.text
    first, last = min(files), max(files)
    project.commit({first: LINE, last: LINE})
    done = project.pre_commit("run", "--all-files")
    assert done.exit == 1
    assert _names(done, [first.split("/")[1], last.split("/")[1]]) == [first.split("/")[1], last.split("/")[1]]


def test_what_pre_commit_excludes_stays_out(make_pre_commit: MakeProject) -> None:
    project = make_pre_commit("exclude: ^fixtures/")
    project.commit({"README": "A project\n"})
    project.stage({"fixtures/a.txt": LINE})
    assert project.pre_commit("run").exit == 0
    assert project.pre_commit("run", "--all-files").exit == 0
    project.stage({"b.txt": LINE, "c.txt": "1\n"})
    done = project.pre_commit("run")
    assert done.exit == 1
    assert _names(done, ["fixtures/a.txt", "b.txt"]) == ["b.txt"]
    project.commit()
    project.stage({"fixtures/a.txt": "1\n"})
    assert project.try_commit().exit == 0


def test_a_configuration_that_passes_no_names(make_pre_commit: MakeProject) -> None:
    project = make_pre_commit("pass_filenames: false")
    start = project.commit({"README": "A project\n", "old.txt": f"one\nkey {OLD}\n"})
    project.stage({"old.txt": f"first\none\nkey {OLD}\n"})
    assert project.try_commit().exit == 0
    project.stage({"a.txt": LINE})
    assert _names(project.pre_commit("run"), ["a.txt", "old.txt"]) == ["a.txt"]
    end = project.commit()
    assert _names(_range(project, start, end), ["a.txt", "old.txt"]) == ["a.txt"]


def test_what_files_or_types_select(make_pre_commit: MakeProject) -> None:
    project = make_pre_commit("types: [python]")
    project.commit({"README": "A project\n"})
    project.stage({"a.txt": LINE})
    assert project.pre_commit("run").exit == 0
    project.stage({"b.py": f"# {NEW}\n"})
    assert _names(project.pre_commit("run"), ["a.txt", "b.py"]) == ["b.py"]


def _range(project: Project, begin: str, end: str) -> Run:
    return project.pre_commit("run", "--from-ref", begin, "--to-ref", end)


def test_a_range_judges_the_lines_that_it_adds(project: Project) -> None:
    start = project.git("rev-parse", "HEAD")
    project.commit({"old.txt": f"more\none\nkey {OLD}\n", "b.txt": "1\n"})
    clean = project.git("rev-parse", "HEAD")
    done = _range(project, start, clean)
    assert done.exit == 0, done.text
    end = project.commit({"a.txt": LINE, "old.txt": f"more\none\nkey {OLD}\nend\n"})
    done = _range(project, start, end)
    assert done.exit == 1
    assert _names(done, ["old.txt", "a.txt", "b.txt"]) == ["a.txt"]
    assert _range(project, end, end).exit == 0


def test_a_range_reads_its_end_and_not_the_index(project: Project) -> None:
    start = project.git("rev-parse", "HEAD")
    end = project.commit({"a.txt": LINE, "c.txt": "1\n"})
    project.commit({"a.txt": "clean again\n", "c.txt": LINE})
    done = _range(project, start, end)
    assert done.exit == 1
    assert _names(done, ["a.txt", "c.txt"]) == ["a.txt"]


def test_a_range_begins_where_the_branches_parted(project: Project) -> None:
    project.git("checkout", "-q", "-b", "topic")
    project.commit({"topic.txt": "1\n"})
    project.git("checkout", "-q", "main")
    project.commit({"old.txt": "taken out on main\n"})
    done = _range(project, "main", "topic")
    assert done.exit == 0, done.text


def test_a_range_of_a_branch_that_is_not_checked_out(project: Project) -> None:
    """pre-commit does not name what it does not see on disk."""
    start = project.git("rev-parse", "HEAD")
    project.git("checkout", "-q", "-b", "topic")
    end = project.commit({"new/a.txt": LINE, "old.txt": f"more\none\nkey {OLD}\n"})
    project.git("checkout", "-q", "main")
    done = _range(project, start, end)
    assert done.exit == 1
    assert _names(done, ["old.txt", "a.txt"]) == ["a.txt"]


def test_a_range_with_a_rename_and_a_deletion(project: Project) -> None:
    start = project.git("rev-parse", "HEAD")
    project.git("mv", "old.txt", "new.txt")
    project.git("rm", "-q", "README")
    end = project.commit({"c.txt": "1\n"})
    done = _range(project, start, end)
    assert done.exit == 0, done.text


def test_an_unknown_range_does_not_pass(project: Project) -> None:
    assert _range(project, "no-such-ref", "HEAD").exit != 0


@pytest.mark.slow
def test_try_repo(project: Project) -> None:
    config = (project.top / ".pre-commit-config.yaml").read_text().splitlines()
    url, rev = config[1].partition("repo: ")[2], config[2].partition("rev: ")[2]
    project.stage({"a.txt": LINE})
    command = (*PRE_COMMIT, "try-repo", url, "hushlint", "--ref", rev)
    done = run(command, project.top, project.env, seconds=600)
    assert done.exit == 1, done.text
    assert _names(done, ["a.txt", "old.txt"]) == ["a.txt"]


def test_nothing_of_the_repository_is_imported(project: Project, tmp_path: Path) -> None:
    trace = tmp_path / "it ran"
    for name in ("re.py", "hyperscan.py", "hushlint/__init__.py", "hushlint/hook.py", "subprocess.py"):
        project.write(name, f"open({str(trace)!r}, 'w').close()\n")
    project.stage({"a.txt": LINE})
    assert project.pre_commit("run").exit == 1
    assert not trace.exists()
