"""`hushlint install` and `uninstall`, judged by what real commits then do."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.examples import github_token
from support.project import Project
from support.repository import Repository, Run, run

LINE = f"key {github_token(3)}\n"
NAMES = ("pre-commit", "pre-merge-commit", "commit-msg")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path, environment: dict[str, str]) -> Project:
    """A repository without hooks whose git configuration for all repositories is a file of its own."""
    config = tmp_path / "gitconfig"
    config.touch()
    home = tmp_path / "home"
    home.mkdir()
    env = {**environment, "GIT_CONFIG_GLOBAL": str(config), "HOME": str(home)}
    project = Project(tmp_path / "work", env)
    Repository.create(project.top, env)
    project.commit({"README": "A project\n"})
    return project


def hushlint(project: Project, *arguments: str, folder: Path | None = None) -> Run:
    return run((sys.executable, "-I", "-m", "hushlint", *arguments), folder or project.top, project.env)


def installed(project: Project, *arguments: str) -> Run:
    done = hushlint(project, "install", *arguments)
    assert done.exit == 0, done.text
    return done


def guards(project: Project) -> bool:
    """Whether a commit with a secret is refused, with the secret unseen, and one without it is made."""
    project.stage({"a.txt": LINE})
    stopped = project.try_commit()
    project.stage({"a.txt": project.git("rev-parse", "HEAD")})
    made = project.try_commit()
    assert made.exit == 0, made.text
    assert github_token(3) not in stopped.text
    return stopped.exit == 1


def foreign(project: Project, path: str, text: str = "echo old hook >> ran", mode: int = 0o755) -> Path:
    file = project.write(path, f"#!/bin/sh\n{text}\n")
    file.chmod(mode)
    return file


def test_before_it_nothing_is_guarded(project: Project) -> None:
    project.stage({"a.txt": LINE})
    assert project.try_commit().exit == 0


def test_a_repository_is_guarded_from_then_on(project: Project) -> None:
    installed(project)
    assert guards(project)
    assert project.try_git("commit", "--allow-empty", "-m", LINE).exit == 1


def test_from_a_deeper_folder(project: Project) -> None:
    (project.top / "deep/er").mkdir(parents=True)
    assert hushlint(project, "install", folder=project.top / "deep/er").exit == 0
    assert guards(project)


def test_twice_is_as_once(project: Project) -> None:
    installed(project)
    before = {name: (project.top / ".git/hooks" / name).read_bytes() for name in NAMES}
    installed(project)
    assert {file.name: file.read_bytes() for file in (project.top / ".git/hooks").iterdir()} == before


def test_only_one_hook(project: Project) -> None:
    installed(project, "--hook", "commit-msg")
    assert [file.name for file in (project.top / ".git/hooks").iterdir()] == ["commit-msg"]


def test_uninstall_leaves_nothing(project: Project) -> None:
    installed(project)
    assert hushlint(project, "uninstall").exit == 0
    assert list((project.top / ".git/hooks").iterdir()) == []
    project.stage({"a.txt": LINE})
    assert project.try_commit().exit == 0
    assert "nothing to do" in hushlint(project, "uninstall").out


def test_a_hook_that_is_there_runs_first(project: Project) -> None:
    old = foreign(project, ".git/hooks/pre-commit").read_bytes()
    assert "runs first" in installed(project).out
    assert guards(project)
    assert (project.top / "ran").read_text().count("old hook") == 2
    assert hushlint(project, "uninstall").exit == 0
    assert (project.top / ".git/hooks/pre-commit").read_bytes() == old
    assert not list((project.top / ".git/hooks").glob("*.before-hushlint"))


def test_a_hook_that_is_there_may_refuse(project: Project) -> None:
    foreign(project, ".git/hooks/pre-commit", "exit 7")
    installed(project)
    project.stage({"a.txt": "clean\n"})
    assert project.try_commit().exit == 1
    assert not (project.top / "ran").exists()


def test_a_message_hook_that_is_there_gets_the_message(project: Project) -> None:
    foreign(project, ".git/hooks/commit-msg", 'echo "Trailer: added" >> "$1"')
    installed(project)
    project.stage({"a.txt": "clean\n"})
    assert project.try_commit().exit == 0
    assert "Trailer: added" in project.git("log", "-1", "--format=%B")


def test_a_hook_that_was_switched_off_stays_off(project: Project) -> None:
    foreign(project, ".git/hooks/pre-commit", mode=0o644)
    installed(project)
    assert guards(project)
    assert not (project.top / "ran").exists()


def test_two_old_hooks_are_too_many(project: Project) -> None:
    foreign(project, ".git/hooks/pre-commit.before-hushlint")
    old = foreign(project, ".git/hooks/pre-commit").read_bytes()
    done = hushlint(project, "install")
    assert done.exit == 2
    assert done.says_one_line("both")
    assert (project.top / ".git/hooks/pre-commit").read_bytes() == old
    assert not (project.top / ".git/hooks/commit-msg").exists()


def test_beside_pre_commit_it_is_refused(project: Project) -> None:
    project.stage({".pre-commit-config.yaml": "repos: []\n"})
    assert project.pre_commit("install").exit == 0
    done = hushlint(project, "install")
    assert done.exit == 2
    assert done.says_one_line(".pre-commit-config.yaml")


def test_uninstall_leaves_foreign_hooks(project: Project) -> None:
    old = foreign(project, ".git/hooks/pre-commit").read_bytes()
    done = hushlint(project, "uninstall")
    assert (done.exit, (project.top / ".git/hooks/pre-commit").read_bytes()) == (0, old)
    assert "not hushlint's" in done.out


@pytest.mark.parametrize("scope", ["--local", "--global"])
@pytest.mark.parametrize("place", ["relative", "absolute"])
def test_the_users_hooks_path(project: Project, scope: str, place: str) -> None:
    folder = project.top / "my hooks"
    project.git("config", scope, "core.hooksPath", "my hooks" if place == "relative" else str(folder))
    assert "core.hooksPath" in installed(project).out
    assert guards(project)
    assert not (project.top / ".git/hooks").exists() or not list((project.top / ".git/hooks").iterdir())
    assert hushlint(project, "uninstall").exit == 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("condition", ["include.path", "includeIf.gitdir:**/work/.path"])
def test_a_hooks_path_in_an_included_file(project: Project, tmp_path: Path, condition: str) -> None:
    (tmp_path / "included").write_text("[core]\n\thooksPath = ~/hooks\n")
    project.git("config", "--global", condition, str(tmp_path / "included"))
    installed(project)
    assert guards(project)
    assert sorted(file.name for file in (tmp_path / "home/hooks").iterdir()) == sorted(NAMES)


def test_a_linked_worktree_shares_the_hooks(project: Project) -> None:
    project.git("worktree", "add", "-q", "../linked", "-b", "linked")
    linked = Project(project.top.parent / "linked", project.env)
    installed(linked)
    assert guards(linked)
    assert guards(project)


def test_new_repositories(project: Project, tmp_path: Path) -> None:
    installed(project, "--global")
    project.git("init", "-q", str(tmp_path / "new"))
    new = Project(tmp_path / "new", project.env)
    new.commit({"README": "new\n"})
    assert guards(new)
    project.git("clone", "-q", str(project.top), str(tmp_path / "clone"))
    assert guards(Project(tmp_path / "clone", project.env))
    assert hushlint(project, "uninstall", "--global").exit == 0
    assert project.try_git("config", "--global", "init.templateDir").exit == 1
    assert guards(new)


def test_the_users_own_template_is_kept(project: Project, tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    (template / "description").write_text("mine\n")
    project.git("config", "--global", "init.templateDir", str(template))
    installed(project, "--global")
    project.git("init", "-q", str(tmp_path / "new"))
    assert (tmp_path / "new/.git/description").read_text() == "mine\n"
    assert (tmp_path / "new/.git/hooks/pre-commit").exists()
    assert hushlint(project, "uninstall", "--global").exit == 0
    assert project.git("config", "--global", "init.templateDir") == str(template)
    assert list((template / "hooks").iterdir()) == []


def test_a_global_hooks_path_is_where_global_means(project: Project, tmp_path: Path) -> None:
    project.git("config", "--global", "core.hooksPath", str(tmp_path / "shared"))
    installed(project, "--global")
    assert sorted(file.name for file in (tmp_path / "shared").iterdir()) == sorted(NAMES)
    assert guards(project)


def test_the_hook_names_the_python_of_its_environment_unresolved(project: Project, tmp_path: Path) -> None:
    """The real path of a virtual environment's python has no hushlint; the shell's PATH is nothing to rely on."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--symlinks", tmp_path / "v e'nv"], check=True)
    python = tmp_path / "v e'nv/bin/python"
    (site,) = (tmp_path / "v e'nv/lib").glob("python3*/site-packages")
    paths = [str(ROOT / "scanner"), *(path for path in sys.path if path.endswith("site-packages"))]
    (site / "here.pth").write_text("\n".join(paths))
    done = run((str(python), "-I", "-m", "hushlint", "install"), project.top, project.env)
    assert done.exit == 0, done.text
    project.env["PATH"] = "/usr/bin:/bin"
    assert guards(project)


def test_a_python_without_hushlint_is_refused(project: Project, tmp_path: Path) -> None:
    """One that finds it through PYTHONPATH alone would fail at the first commit: -I does not look there."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    paths = [str(ROOT / "scanner"), *(path for path in sys.path if path.endswith("site-packages"))]
    env = {**project.env, "PYTHONPATH": ":".join(paths)}
    done = run((str(tmp_path / "venv/bin/python"), "-m", "hushlint", "install"), project.top, env)
    assert done.exit == 3
    assert done.says_one_line("nothing was installed")
    assert not (project.top / ".git/hooks/pre-commit").exists()


def test_a_python_that_is_gone_stops_commits_and_says_why(project: Project) -> None:
    installed(project)
    hook = project.top / ".git/hooks/pre-commit"
    text = hook.read_text()
    assert f"python={sys.executable}\n" in text or "python='" in text
    hook.write_text(text.replace(sys.executable, "/gone/python"))
    project.stage({"a.txt": "clean\n"})
    done = project.try_commit()
    assert done.exit == 1
    assert "hushlint install" in done.text


@pytest.mark.parametrize("shell", ["dash", "bash", "busybox"])
def test_the_wrappers_are_posix(project: Project, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    installed(project)
    command = [shell, *(["sh"] if shell == "busybox" else []), ".git/hooks/pre-commit"]
    project.stage({"a.txt": LINE})
    assert run(command, project.top, project.env).exit == 1
    project.stage({"a.txt": "clean\n"})
    assert run(command, project.top, project.env).exit == 0


def test_outside_a_repository(project: Project, tmp_path: Path) -> None:
    done = hushlint(project, "install", folder=tmp_path)
    assert done.exit == 2
    assert done.says_one_line("not a git repository")
