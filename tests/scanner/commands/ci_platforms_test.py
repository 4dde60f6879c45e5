"""`hushlint ci` finds base and head in what GitHub, GitLab and pre-commit say, and refuses what says nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.history import ci, line
from support.repository import Repository

ZERO = "0" * 40


def _github(repository: Repository, name: str, event: object, **more: str | None) -> dict[str, str | None]:
    file = repository.top.parent / "event.json"
    file.write_text(event if isinstance(event, str) else json.dumps(event))
    return {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file), **more}


def _ids(repository: Repository) -> tuple[str, str]:
    return repository.git("rev-parse", "base"), repository.git("rev-parse", "main")


def _pull_request(it: Repository) -> dict[str, str | None]:
    old, new = _ids(it)
    return _github(it, "pull_request", {"pull_request": {"base": {"sha": old}, "head": {"sha": new}}})


def _push(it: Repository) -> dict[str, str | None]:
    old, new = _ids(it)
    event = {"before": old, "after": new, "repository": {"default_branch": "base"}}
    return _github(it, "push", event, GITHUB_REF="refs/heads/main")


def _push_of_a_new_branch(it: Repository) -> dict[str, str | None]:
    event = {"before": ZERO, "after": _ids(it)[1], "repository": {"default_branch": "base"}}
    return _github(it, "push", event, GITHUB_REF="refs/heads/main")


def _forced_push(it: Repository) -> dict[str, str | None]:
    event = {"before": "1" * 40, "after": _ids(it)[1], "forced": True, "repository": {"default_branch": "base"}}
    return _github(it, "push", event, GITHUB_REF="refs/heads/main")


def _merge_group(it: Repository) -> dict[str, str | None]:
    old, new = _ids(it)
    return _github(it, "merge_group", {"merge_group": {"base_sha": old, "head_sha": new}})


def _merge_request(it: Repository) -> dict[str, str | None]:
    old, new = _ids(it)
    return {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": old, "CI_COMMIT_SHA": new}


def _gitlab_push(it: Repository) -> dict[str, str | None]:
    old, new = _ids(it)
    return {"GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": old, "CI_COMMIT_SHA": new}


def _gitlab_new_branch(it: Repository) -> dict[str, str | None]:
    names = {"CI_DEFAULT_BRANCH": "base", "CI_COMMIT_BRANCH": "main"}
    return {"GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": ZERO, "CI_COMMIT_SHA": _ids(it)[1], **names}


def _pre_commit(it: Repository) -> dict[str, str | None]:
    return {"PRE_COMMIT_FROM_REF": "base", "PRE_COMMIT_TO_REF": "main"}


PLATFORMS = (
    _pull_request,
    _push,
    _push_of_a_new_branch,
    _forced_push,
    _merge_group,
    _merge_request,
    _gitlab_push,
    _gitlab_new_branch,
    _pre_commit,
)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform(base: Repository, platform: Callable[[Repository], dict[str, str | None]]) -> None:
    base.commit({"a.py": line()})
    base.commit({"a.py": "\n"})
    done = ci(base, env=platform(base))
    assert done.exit == 1, done.text
    assert done.paths == ["a.py"]
    assert done.report["coverage"]["commits"] == 2


def test_the_first_push_of_all(base: Repository) -> None:
    event = {"before": ZERO, "after": _ids(base)[1], "repository": {"default_branch": "main"}}
    done = ci(base, env=_github(base, "push", event, GITHUB_REF="refs/heads/main"))
    assert done.paths == ["old.py"]


def test_a_deleted_branch(base: Repository) -> None:
    event = {"before": _ids(base)[1], "after": ZERO, "repository": {"default_branch": "base"}}
    assert ci(base, env=_github(base, "push", event)).exit == 0


EVENTS: dict[str, tuple[str, object, int]] = {
    "no event file": ("push", None, 3),
    "no JSON": ("push", "{", 3),
    "a list": ("push", [], 3),
    "no base": ("pull_request", {"pull_request": {"head": {"sha": "main"}}}, 3),
    "another type": ("pull_request", {"pull_request": 1}, 3),
    "an empty sha": ("pull_request", {"pull_request": {"base": {"sha": ""}, "head": {"sha": "main"}}}, 3),
    "an option": ("pull_request", {"pull_request": {"base": {"sha": "-x"}, "head": {"sha": "main"}}}, 2),
    "an event without a range": ("workflow_dispatch", {}, 2),
    "a base that is gone": ("push", {"before": "1" * 40, "after": "main", "repository": {}}, 3),
    "a default branch that is not here": (
        "push",
        {"before": ZERO, "after": "main", "repository": {"default_branch": "trunk"}},
        3,
    ),
}


@pytest.mark.parametrize(("name", "event", "exit"), EVENTS.values(), ids=EVENTS.keys())
def test_an_event_that_says_nothing(base: Repository, name: str, event: object, exit: int) -> None:
    base.commit({"a.py": line()})
    env = _github(base, name, {} if event is None else event)
    done = ci(base, env=env | ({"GITHUB_EVENT_PATH": "/nowhere"} if event is None else {}))
    assert done.exit == exit, done.text
    assert len(done.err.splitlines()) == 1, done.err


@pytest.mark.parametrize("depth", [1, 2])
def test_a_shallow_clone(base: Repository, tmp_path: Path, depth: int) -> None:
    base.commit({"a.py": line()})
    base.commit({"a.py": "\n"})
    base.commit({"b.py": "\n"})
    base.git("clone", "-q", "--no-single-branch", "--depth", str(depth), base.top.as_uri(), str(tmp_path / "shallow"))
    shallow = Repository(tmp_path / "shallow", base.env)
    done = ci(shallow, env=_pull_request(base))
    assert done.exit == 3
    assert "fetch-depth: 0" in done.err
    assert ci(shallow, env=_merge_request(base)).err.count("GIT_DEPTH") == 1
