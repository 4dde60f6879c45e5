"""Real commits, with a plain git hook and with pre-commit: which are made, and which are stopped."""

from support.examples import github_token
from support.project import MakeProject, Project
from support.repository import Run

OLD, NEW = github_token(1), github_token(2)
LINE = f"key {NEW}\n"


def _stopped(done: Run, path: str) -> bool:
    """Whether a commit was refused for this path, without showing the secret."""
    assert NEW not in done.text
    return done.exit == 1 and path in done.text


def test_a_clean_commit_is_made(project: Project) -> None:
    project.stage({"a.txt": "1\n"})
    assert project.try_commit().exit == 0


def test_a_secret_is_stopped(project: Project) -> None:
    project.stage({"a.txt": LINE, "b.txt": "1\n"})
    assert _stopped(project.try_commit(), "a.txt")


def test_the_first_commit(unborn: Project) -> None:
    unborn.stage({"a.txt": LINE})
    assert _stopped(unborn.try_commit(), "a.txt")
    unborn.stage({"a.txt": "1\n"})
    assert unborn.try_commit().exit == 0


def test_an_empty_commit_is_made(project: Project) -> None:
    assert project.try_commit("--allow-empty").exit == 0


def test_deletions_alone_are_made(project: Project) -> None:
    project.commit({"a.txt": f"key {OLD}\n", "b.txt": "1\n"})
    project.git("rm", "-q", "a.txt", "b.txt")
    assert project.try_commit().exit == 0


def test_a_rename_alone_is_made(project: Project) -> None:
    project.commit({"a.txt": f"key {OLD}\n"})
    project.git("mv", "a.txt", "b.txt")
    assert project.try_commit().exit == 0


def test_an_old_secret_beside_an_edit_is_let_through(project: Project) -> None:
    project.commit({"a.txt": f"key {OLD}\n"})
    project.stage({"a.txt": f"key {OLD}\nmore\n"})
    assert project.try_commit().exit == 0


def test_a_commit_of_named_paths_takes_only_those(project: Project) -> None:
    project.commit({"clean.txt": "1\n"})
    project.stage({"a.txt": LINE})
    project.write("clean.txt", "2\n")
    assert project.try_commit("--", "clean.txt").exit == 0
    project.write("clean.txt", LINE)
    assert _stopped(project.try_commit("--", "clean.txt"), "clean.txt")


def test_a_commit_of_named_paths_beside_what_is_staged(project: Project) -> None:
    project.commit({"a.txt": "1\n"})
    project.stage({"b.txt": "1\n"})
    project.write("a.txt", LINE)
    assert _stopped(project.try_commit("-i", "--", "a.txt"), "a.txt")


def test_a_commit_of_everything_changed(project: Project) -> None:
    project.commit({"a.txt": "1\n"})
    project.write("a.txt", LINE)
    assert _stopped(project.try_commit("-a"), "a.txt")
    project.write("a.txt", "2\n")
    project.write("untracked.txt", LINE)
    assert project.try_commit("-a").exit == 0


def test_an_unstaged_secret_is_let_through_and_kept(project: Project) -> None:
    project.stage({"a.txt": "1\n"})
    project.write("a.txt", "1\n" + LINE)
    assert project.try_commit().exit == 0
    assert (project.top / "a.txt").read_text() == "1\n" + LINE
    assert NEW not in project.git("show", "HEAD")


def test_a_secret_that_is_staged_but_gone_from_disk(project: Project) -> None:
    project.stage({"a.txt": LINE, "b.txt": LINE})
    project.write("a.txt", "clean again\n")
    (project.top / "b.txt").unlink()
    done = project.try_commit()
    assert _stopped(done, "a.txt")
    assert _stopped(done, "b.txt")


def test_an_intended_file_is_let_through(project: Project) -> None:
    project.stage({"b.txt": "1\n"})
    project.write("a.txt", LINE)
    project.git("add", "-N", "a.txt")
    assert project.try_commit().exit == 0


def test_an_amend_is_judged_against_head(project: Project) -> None:
    project.commit({"a.txt": f"key {OLD}\n"})
    assert project.try_commit("--amend").exit == 0
    project.stage({"a.txt": f"key {OLD}\nmore\n"})
    assert project.try_commit("--amend").exit == 0
    project.stage({"a.txt": "gone\n"})
    assert project.try_commit("--amend").exit == 0
    project.stage({"a.txt": LINE})
    assert _stopped(project.try_commit("--amend"), "a.txt")


def test_the_target_of_a_link(project: Project) -> None:
    project.link("link", "README")
    project.add("link")
    assert project.try_commit().exit == 0
    project.link("link", NEW)
    project.add("link")
    assert _stopped(project.try_commit(), "link")


def test_a_path_that_is_not_checked_out(project: Project) -> None:
    project.stage({"a.txt": LINE})
    project.git("update-index", "--skip-worktree", "a.txt")
    (project.top / "a.txt").unlink()
    assert _stopped(project.try_commit(), "a.txt")


def test_a_sparse_checkout(project: Project) -> None:
    project.commit({"in/a.txt": "1\n", "out/a.txt": "1\n"})
    project.git("sparse-checkout", "set", "in")
    project.stage({"in/a.txt": "2\n"})
    assert project.try_commit().exit == 0
    project.stage_blob("out/b.txt", LINE)
    assert _stopped(project.try_commit(), "out/b.txt")


def test_odd_names(project: Project) -> None:
    names = ["with space", "new\nline", "tab\there", "quo\"te's", "-q", "--help", "--", ":(glob)**", "*", "é", ":/x"]
    project.stage({name: f"{number}\n" for number, name in enumerate(names)})
    assert project.try_commit().exit == 0
    for name in names:
        project.stage({name: LINE})
        assert _stopped(project.try_commit(), {"new\nline": "line", "tab\there": "here"}.get(name, name[:3]))
        project.git("reset", "-q", "--hard")


def test_a_commit_from_a_deeper_folder(project: Project) -> None:
    project.commit({"deep/er/a.txt": "1\n"})
    project.stage({"b.txt": LINE})
    assert project.try_git("-C", "deep/er", "commit", "-m", "x").exit == 1
    project.stage({"b.txt": "1\n"})
    assert project.try_git("-C", "deep/er", "commit", "-m", "x").exit == 0


def test_a_linked_worktree(project: Project) -> None:
    project.git("worktree", "add", "-q", "../linked", "-b", "linked")
    linked = Project(project.top.parent / "linked", project.env)
    linked.stage({"a.txt": LINE})
    assert _stopped(linked.try_commit(), "a.txt")
    linked.stage({"a.txt": "1\n"})
    assert linked.try_commit().exit == 0


def test_settings_given_to_git_on_its_command_line(project: Project) -> None:
    project.stage({"a.txt": LINE})
    done = project.try_git("-c", "core.fsmonitor=false", "-c", "diff.noprefix=true", "commit", "-m", "x")
    assert done.exit == 1


def test_bytes_that_are_not_utf8(make_plain: MakeProject) -> None:
    """pre-commit itself fails on such paths."""
    project = make_plain()
    project.stage({"\udcff\udcfe": "1\n"})
    assert project.try_commit().exit == 0
    project.stage({"\udcff\udcfe": LINE})
    assert project.try_commit().exit == 1


def test_a_sha256_repository(make_plain: MakeProject) -> None:
    project = make_plain("work", "--object-format=sha256")
    project.stage({"a.txt": LINE})
    assert _stopped(project.try_commit(), "a.txt")
    project.stage({"a.txt": "1\n"})
    assert project.try_commit().exit == 0


def test_a_submodules_own_commit(make_plain: MakeProject) -> None:
    inner = make_plain("inner")
    inner.commit({"a.txt": "1\n"})
    outer = make_plain("outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.top), "sub")
    assert outer.try_commit().exit == 0
    sub = Project(outer.top / "sub", outer.env)
    hooks = outer.top / ".git/modules/sub/hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "pre-commit").write_bytes((outer.top / ".git/hooks/pre-commit").read_bytes())
    (hooks / "pre-commit").chmod(0o755)
    sub.stage({"a.txt": LINE})
    assert _stopped(sub.try_commit(), "a.txt")
    sub.stage({"a.txt": "2\n"})
    assert sub.try_commit().exit == 0
    outer.add("sub")
    assert outer.try_commit().exit == 0
