"""Real merges, with a plain git hook and with pre-commit."""

import pytest
from support.examples import github_token
from support.project import MakeProject, Project

OURS, THEIRS, TYPED = github_token(1), github_token(2), github_token(3)
BASE = "".join(f"line {number}\n" for number in range(10))


@pytest.fixture
def forked(project: Project) -> Project:
    """Two branches, each with a secret of its own; `both.txt` conflicts."""
    project.commit({"both.txt": BASE})
    project.git("branch", "other")
    project.commit({"both.txt": f"ours {OURS}\n" + BASE, "ours.txt": f"key {OURS}\n"})
    project.git("checkout", "-q", "other")
    project.commit({"both.txt": f"theirs {THEIRS}\n" + BASE, "theirs.txt": f"key {THEIRS}\n"})
    project.git("checkout", "-q", "main")
    return project


@pytest.mark.parametrize("options", [(), ("--no-ff",)], ids=["fast-forward", "a merge commit"])
def test_a_clean_merge_is_made(project: Project, options: tuple[str, ...]) -> None:
    project.git("checkout", "-q", "-b", "other")
    project.commit({"theirs.txt": f"key {THEIRS}\n"})
    project.git("checkout", "-q", "main")
    assert project.try_git("merge", *options, "-m", "merge", "other").exit == 0
    assert (project.top / "theirs.txt").exists()


def test_a_clean_merge_of_two_secrets_is_made(forked: Project) -> None:
    done = forked.try_git("merge", "--no-ff", "-X", "ours", "-m", "merge", "other")
    assert done.exit == 0, done.text
    assert len(forked.git("rev-list", "--parents", "-1", "HEAD").split()) == 3


def test_an_octopus_is_made(project: Project) -> None:
    for number, name in enumerate(("one", "two")):
        project.git("checkout", "-q", "-b", name, "main")
        project.commit({f"{name}.txt": f"key {github_token(number)}\n"})
    project.git("checkout", "-q", "main")
    project.commit({"ours.txt": "1\n"})
    done = project.try_git("merge", "-m", "merge", "one", "two")
    assert done.exit == 0, done.text


def test_a_clean_merge_by_a_tool_that_calls_it_otherwise(forked: Project) -> None:
    env = {"GIT_REFLOG_ACTION": "deploy: bring other"}
    done = forked.try_git("merge", "--no-ff", "-X", "ours", "-m", "merge", "other", env=env)
    assert done.exit == 0, done.text


def test_a_commit_elsewhere_by_a_hook_of_the_merge(forked: Project, make_plain: MakeProject) -> None:
    """What git says of a merge reaches the hooks of that other commit, whose repository has no such commits."""
    other = make_plain("elsewhere")
    other.stage({"a.txt": "1\n"})
    script = f"#!/bin/sh\nunset GIT_DIR GIT_INDEX_FILE\nexec git -C '{other.top}' commit -q -m merged\n"
    forked.write(".git/hooks/post-merge", script).chmod(0o755)
    done = forked.try_git("merge", "--no-ff", "-X", "ours", "-m", "merge", "other")
    assert other.git("log", "--format=%s") == "merged", done.text


def test_a_clean_merge_is_looked_at(project: Project) -> None:
    """Lines of both sides are no news; but what git joined while a driver of the user worked on it may be."""
    project.write(".git/info/attributes", "both.txt merge=typed\n")
    project.configure({"merge.typed.driver": f"echo key {TYPED} > %A"})
    project.commit({"both.txt": BASE})
    project.git("checkout", "-q", "-b", "other")
    project.commit({"both.txt": "theirs\n" + BASE})
    project.git("checkout", "-q", "main")
    project.commit({"both.txt": "ours\n" + BASE})
    done = project.try_git("merge", "-m", "merge", "other")
    assert done.exit != 0
    assert "both.txt" in done.text
    assert TYPED not in done.text
    assert len(project.git("rev-list", "--parents", "-1", "HEAD").split()) == 2


RESOLVED = {
    "ours": f"ours {OURS}\n" + BASE,
    "theirs": f"theirs {THEIRS}\n" + BASE,
    "both": f"ours {OURS}\ntheirs {THEIRS}\n" + BASE,
    "neither": BASE,
}


@pytest.mark.parametrize("text", RESOLVED.values(), ids=RESOLVED.keys())
def test_a_conflict_resolved_with_lines_of_the_parents_is_made(forked: Project, text: str) -> None:
    assert forked.try_git("merge", "other").exit != 0
    forked.stage({"both.txt": text})
    done = forked.try_commit()
    assert done.exit == 0, done.text


def test_a_secret_typed_while_resolving_is_stopped(forked: Project) -> None:
    assert forked.try_git("merge", "other").exit != 0
    forked.stage({"both.txt": BASE + f"key {TYPED}\n"})
    done = forked.try_commit()
    assert done.exit == 1
    assert "both.txt" in done.text
    assert "theirs.txt" not in done.text
    assert TYPED not in done.text


@pytest.mark.parametrize("path", ["new.txt", "README", "theirs.txt"])
def test_a_secret_typed_elsewhere_while_merging_is_stopped(forked: Project, path: str) -> None:
    assert forked.try_git("merge", "other").exit != 0
    forked.stage({"both.txt": BASE, path: f"key {TYPED}\n"})
    done = forked.try_commit()
    assert done.exit == 1
    assert path in done.text


def test_a_merge_left_open_on_purpose(forked: Project) -> None:
    forked.git("merge", "-q", "--no-commit", "--no-ff", "-X", "ours", "other")
    assert forked.try_commit().exit == 0


def test_a_squash_is_stopped(forked: Project) -> None:
    forked.git("merge", "-q", "--squash", "-X", "ours", "other")
    done = forked.try_commit()
    assert done.exit == 1
    assert "theirs.txt" in done.text
