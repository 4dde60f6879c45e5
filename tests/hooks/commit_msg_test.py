"""Commit messages under real commits: what git keeps is read, what it drops below the scissors is not."""

import pytest
from support.examples import github_token, stripe_key
from support.project import MakeProject, Project, hook_configuration
from support.repository import HOOK, Run

from .conftest import Published

TOKEN = github_token(7)
SCISSORS = "------------------------ >8 ------------------------"


@pytest.fixture(params=["plain", "pre-commit"])
def project(request: pytest.FixtureRequest, make_plain: MakeProject) -> Project:
    """A repository with the hook for commits and the one for messages, with a first commit."""
    project = make_plain()
    if request.param == "pre-commit":
        published: Published = request.getfixturevalue("published")
        project.env = dict(published.env)
        config = hook_configuration(published.url, published.rev) + "      - id: hushlint-commit-msg\n"
        config = "default_install_hook_types: [pre-commit, pre-merge-commit, commit-msg]\n" + config
        for name in ("pre-commit", "pre-merge-commit"):
            (project.top / ".git/hooks" / name).unlink()
        project.stage({".pre-commit-config.yaml": config})
        installed = project.pre_commit("install")
        assert installed.exit == 0, installed.text
    else:
        script = "#!/bin/sh\nexec " + " ".join(f"'{word}'" for word in HOOK) + ' --commit-msg "$1"\n'
        project.write(".git/hooks/commit-msg", script).chmod(0o755)
    project.commit({"README": "A project\n"})
    return project


def _commit(project: Project, *arguments: str, editor: str = "") -> Run:
    env = {"GIT_EDITOR": editor} if editor else None
    project.write("a.txt", project.git("rev-parse", "HEAD"))
    project.add("a.txt")
    return project.try_git("commit", *arguments, env=env)


def test_a_plain_message_is_let_through(project: Project) -> None:
    done = _commit(project, "-m", "Add a file\n\nReviewed-by: A Person <person@example.org>")
    assert done.exit == 0, done.text


def test_a_secret_in_the_message_is_stopped(project: Project) -> None:
    done = _commit(project, "-m", f"Rotate the key\n\nwas {TOKEN}")
    assert done.exit == 1
    assert TOKEN not in done.text
    assert ".git/COMMIT_EDITMSG:3:5" in done.text
    assert "git restore" not in done.text


def test_a_line_that_looks_like_a_comment_is_kept_by_git_and_read(project: Project) -> None:
    assert _commit(project, "-m", f"#1234 use {TOKEN}").exit == 1
    assert _commit(project, "-m", "#1234 use the new key").exit == 0


def test_a_message_written_in_an_editor(project: Project) -> None:
    assert _commit(project, editor=f"echo 'use {TOKEN}' >").exit == 1
    assert _commit(project, editor="echo 'use the new key' >").exit == 0


def test_the_removal_of_a_secret_passes_with_the_diff_below_the_scissors(project: Project) -> None:
    project.commit({"key.txt": f"{TOKEN}\n"})
    project.stage({"key.txt": "gone\n"})
    done = project.try_git("commit", "-v", env={"GIT_EDITOR": "sed -i '1s/^/Remove the key/'"})
    assert done.exit == 0, done.text
    assert project.git("log", "-1", "--format=%B") == "Remove the key"


def test_a_secret_above_the_scissors_is_stopped(project: Project) -> None:
    assert _commit(project, "-v", editor=f"sed -i '1s/^/use {TOKEN}/'").exit == 1


@pytest.mark.parametrize(("mark", "subject"), [(";", "#12 remove"), ("%", "#12 remove"), ("auto", "remove")])
def test_another_comment_character(project: Project, mark: str, subject: str) -> None:
    project.configure({"core.commentChar": mark})
    project.commit({"key.txt": f"{TOKEN}\n"})
    project.stage({"key.txt": "gone\n"})
    done = project.try_git("commit", "-v", env={"GIT_EDITOR": f"sed -i '1s/^/{subject}/'"})
    assert done.exit == 0, done.text


def test_a_comment_character_from_the_command_line(project: Project) -> None:
    project.commit({"key.txt": f"{TOKEN}\n"})
    project.stage({"key.txt": "gone\n"})
    env = {"GIT_EDITOR": "sed -i '1s/^/Remove the key/'"}
    done = project.try_git("-c", "core.commentChar=%", "commit", "-v", env=env)
    assert done.exit == 0, done.text


def test_scissors_with_a_foreign_comment_character_cut_nothing(project: Project) -> None:
    project.configure({"core.commentChar": ";"})
    assert _commit(project, editor=f"printf 'x\\n# {SCISSORS}\\n{TOKEN}\\n' >").exit == 1


def test_scissors_that_git_keeps_cut_nothing(project: Project) -> None:
    """Without an editor git drops nothing: what follows the line is in the commit."""
    done = _commit(project, "-m", f"x\n# {SCISSORS}\n{TOKEN}")
    assert done.exit == 1


def test_scissors_that_a_person_wrote_in_an_editor_cut_nothing(project: Project) -> None:
    editor = f"printf 'x\\n# {SCISSORS}\\n{TOKEN}\\n' >"
    assert _commit(project, editor=editor).exit == 1
    done = _commit(project, "--no-verify", editor=editor)
    assert done.exit == 0, done.text
    assert TOKEN in project.git("log", "-1", "--format=%B"), "git keeps it"


def test_scissors_that_git_wrote_to_cut_there_cut(project: Project) -> None:
    """What git writes below them stays below them, and a person's words stand above."""
    project.configure({"commit.cleanup": "scissors"})
    editor = f"f() {{ {{ echo x; cat \"$1\"; echo 'was {TOKEN}'; }} > \"$1.new\"; mv \"$1.new\" \"$1\"; }}; f"
    done = _commit(project, editor=editor)
    assert done.exit == 0, done.text
    assert TOKEN not in project.git("log", "-1", "--format=%B")


def test_words_beside_the_scissors_make_it_another_line(project: Project) -> None:
    assert _commit(project, editor=f"printf 'x\\n# {SCISSORS} more\\n{TOKEN}\\n' >").exit == 1


def test_a_merge_message(project: Project) -> None:
    project.git("checkout", "-q", "-b", "other")
    project.commit({"b.txt": "1\n"})
    project.git("checkout", "-q", "main")
    project.commit({"c.txt": "1\n"})
    assert project.try_git("merge", "--no-ff", "-m", f"merge with {TOKEN}", "other").exit != 0
    project.git("merge", "--abort")
    assert project.try_git("merge", "--no-ff", "-m", "merge", "other").exit == 0


def test_an_amend(project: Project) -> None:
    assert project.try_git("commit", "--amend", "-m", f"use {TOKEN}").exit == 1
    assert project.try_git("commit", "--amend", "-m", "a project").exit == 0


def test_a_password_in_prose(project: Project) -> None:
    """Rules for configuration lines look at messages as they look at text files."""
    done = _commit(project, "-m", "Note\n\npassword: " + "kX9p" + "Q2vLm8")
    assert done.exit == 1


def test_both_hooks_together(project: Project) -> None:
    project.stage({"b.txt": f"{stripe_key()}\n"})
    assert project.try_git("commit", "-m", "a clean message").exit == 1
    project.stage({"b.txt": "clean\n"})
    assert project.try_git("commit", "-m", f"{stripe_key()}").exit == 1
    assert project.try_git("commit", "-m", "a clean message").exit == 0


def test_a_linked_worktree(make_plain: MakeProject) -> None:
    project = make_plain()
    script = "#!/bin/sh\nexec " + " ".join(f"'{word}'" for word in HOOK) + ' --commit-msg "$1"\n'
    project.write(".git/hooks/commit-msg", script).chmod(0o755)
    project.commit({"README": "A project\n"})
    project.git("worktree", "add", "-q", "../linked", "-b", "linked")
    linked = Project(project.top.parent / "linked", project.env)
    done = linked.try_git("commit", "--allow-empty", "-m", f"use {TOKEN}")
    assert done.exit == 1
    assert ".git/COMMIT_EDITMSG:1:5" in done.text
    assert linked.try_git("commit", "--allow-empty", "-m", "clean").exit == 0


WRONG = {
    "no file": (["--commit-msg"], 2),
    "two files": (["--commit-msg", "README", ".gitignore"], 2),
    "a file that is not there": (["--commit-msg", "nothing"], 2),
}


@pytest.mark.parametrize(("arguments", "status"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_call_is_one_line(make_plain: MakeProject, arguments: list[str], status: int) -> None:
    project = make_plain()
    project.commit({"README": "A project\n", ".gitignore": ".env\n"})
    done = project.hook(*arguments)
    assert done.exit == status
    assert done.says_one_line("hushlint:")


def test_the_options_of_the_command_line(make_plain: MakeProject) -> None:
    project = make_plain()
    project.commit({"README": "A project\n"})
    project.write("message", f"use {TOKEN}\n")
    assert project.hook("--commit-msg", "message").exit == 1
    assert project.hook("--commit-msg", "message", "-q").text.count("\n") == 1
    assert '"rule": "github-' in project.hook("--commit-msg", "message", "--format", "json").out
    project.write("message", "use the new key\n")
    assert project.hook("--commit-msg", "message").text == ""
    assert "no findings" in project.hook("--commit-msg", "message", "-v").text


def test_a_pragma_in_the_message_counts(make_plain: MakeProject) -> None:
    project = make_plain()
    project.commit({"README": "A project\n"})
    project.write("message", f"{TOKEN} hushlint: ignore[github-token] revoked, and its name is the point\n")
    assert project.hook("--commit-msg", "message").exit == 0
