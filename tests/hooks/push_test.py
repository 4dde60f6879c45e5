"""The wrappers for pushes, at the sender and at the server: every ref of a push is judged, each commit of it."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from support.examples import github_token
from support.repository import Repository, Run, run

HOOKS = Path(__file__).parents[2] / "hooks"
SECRET = f'token = "{github_token()}"\n'


class Push:
    """A clone and the bare repository that it pushes to, with the hook in one of them."""

    def __init__(self, folder: Path, environment: Mapping[str, str], hook: str) -> None:
        env = {**environment, "PYTHONPATH": ""}
        self.server = folder / "server.git"
        git = ("git", "-c", "init.defaultBranch=main")
        assert not run((*git, "init", "-q", "--bare", "--template=", str(self.server)), folder, env).exit
        self.work = Repository.create(folder / "work", env)
        self.work.git("remote", "add", "origin", str(self.server))
        self.work.commit({".gitignore": ".env\n", "a.py": "x = 1\n"})
        self.work.git("push", "-q", "origin", "main")
        place = self.server if hook == "pre-receive" else self.work.top / ".git"
        (place / "hooks").mkdir(exist_ok=True)
        text = (HOOKS / hook).read_text()
        assert "\npython=python3\n" in text
        script = place / "hooks" / hook
        script.write_text(text.replace("\npython=python3\n", f"\npython='{sys.executable}'\n"))
        script.chmod(0o755)

    def push(self, *arguments: str) -> Run:
        return self.work.try_git("push", "-q", "origin", *arguments)

    def has(self, ref: str) -> bool:
        return not run(("git", "rev-parse", "--verify", "-q", ref), self.server, self.work.env).exit


@pytest.fixture(params=["pre-push", "pre-receive"])
def push(request: pytest.FixtureRequest, tmp_path: Path, environment: dict[str, str]) -> Push:
    return Push(tmp_path, environment, request.param)


def test_what_is_clean_goes_through(push: Push) -> None:
    push.work.commit({"b.py": "y = 1\n"})
    assert push.push("main").text == ""
    push.work.git("checkout", "-q", "-b", "topic")
    push.work.commit({"c.py": "z = 1\n"})
    push.work.git("tag", "-a", "-m", "first", "v1")
    done = push.push("topic", "v1")
    assert (done.exit, done.text) == (0, "")
    assert push.has("topic") and push.has("v1")
    assert push.push("--delete", "topic").exit == 0
    assert not push.has("topic")


def test_a_secret_in_any_commit_is_refused(push: Push) -> None:
    push.work.commit({"s.py": SECRET})
    push.work.commit({"s.py": "x = 1\n"})
    done = push.push("main")
    assert done.exit
    assert "github-token" in done.text
    assert github_token() not in done.text
    assert push.push("main:other").exit
    assert not push.has("other")


def test_each_ref_of_a_push_is_judged(push: Push) -> None:
    push.work.git("checkout", "-q", "-b", "bad")
    push.work.commit({"s.py": SECRET})
    push.work.git("checkout", "-q", "-b", "good", "main")
    push.work.commit({"c.py": "z = 1\n"})
    assert push.push("good", "bad", "main").exit
    assert not push.has("bad")
    assert push.push("good").exit == 0


def test_only_what_is_new_counts(push: Push) -> None:
    push.work.commit({"s.py": SECRET})
    assert run(("git", "fetch", "-q", str(push.work.top), "+main:main"), push.server, push.work.env).exit == 0
    push.work.git("fetch", "-q", "origin")
    push.work.git("checkout", "-q", "-b", "topic")
    push.work.commit({"c.py": "z = 1\n"})
    done = push.push("topic")
    assert (done.exit, done.text) == (0, "")


def test_history_that_is_replaced(push: Push) -> None:
    push.work.commit({"b.py": "y = 1\n"})
    assert push.push("main").exit == 0
    push.work.git("reset", "-q", "--hard", "HEAD~1")
    push.work.commit({"b.py": "y = 2\n"})
    assert push.push("--force", "main").exit == 0
    push.work.commit({"s.py": SECRET})
    assert push.push("--force", "main").exit
