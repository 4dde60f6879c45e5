"""What a log says of a range: the commits, from where to where, who named the base, and how to go on."""

import json
from collections.abc import Callable, Mapping

import pytest
from support.environment import changed
from support.examples import github_token
from support.history import COMMAND, ci
from support.repository import Repository, Run, run

ZERO = "0" * 40
Variables = Mapping[str, str | None]


@pytest.fixture
def feature(repository: Repository) -> Repository:
    """Two commits on `main` behind the branch `base`, the first of which brings a secret and the second takes it."""
    repository.commit({".gitignore": ".env\n"})
    repository.git("branch", "base")
    repository.commit({"src/app.py": f'token = "{github_token(4)}"\n'})
    repository.commit({"src/app.py": "\n"})
    return repository


def ids(it: Repository) -> tuple[str, str]:
    return it.git("rev-parse", "base"), it.git("rev-parse", "main")


def _event(it: Repository, name: str, event: object) -> Variables:
    file = it.top.parent / "event.json"
    file.write_text(json.dumps(event))
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file)}
    return {**variables, "GITHUB_REF": "refs/heads/main"}


def _pull_request(it: Repository) -> Variables:
    old, new = ids(it)
    return _event(it, "pull_request", {"pull_request": {"base": {"sha": old}, "head": {"sha": new}}})


def _merge_group(it: Repository) -> Variables:
    old, new = ids(it)
    return _event(it, "merge_group", {"merge_group": {"base_sha": old, "head_sha": new}})


def _push(it: Repository, before: str = "", default: str = "base", forced: bool = False) -> Variables:
    old, new = ids(it)
    event = {"before": before or old, "after": new, "forced": forced, "repository": {"default_branch": default}}
    return _event(it, "push", event)


def _merge_request(it: Repository) -> Variables:
    old, new = ids(it)
    return {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": old, "CI_COMMIT_SHA": new}


def _gitlab_push(it: Repository) -> Variables:
    old, new = ids(it)
    return {"GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": old, "CI_COMMIT_SHA": new}


SOURCES: dict[str, tuple[Callable[[Repository], Variables], str]] = {
    "a pull request": (_pull_request, "GitHub's pull_request event"),
    "a merge group": (_merge_group, "GitHub's merge_group event"),
    "a push": (_push, "GitHub's push event"),
    "a new branch": (lambda it: _push(it, ZERO), "the default branch base"),
    "a push that replaced history": (lambda it: _push(it, "1" * 40, forced=True), "the default branch base"),
    "a merge request": (_merge_request, "CI_MERGE_REQUEST_DIFF_BASE_SHA"),
    "a push to GitLab": (_gitlab_push, "CI_COMMIT_BEFORE_SHA"),
    "pre-commit": (lambda _: {"PRE_COMMIT_FROM_REF": "base", "PRE_COMMIT_TO_REF": "main"}, "PRE_COMMIT_FROM_REF"),
}


def text(it: Repository, *arguments: str, env: Variables | None = None) -> Run:
    return run((*COMMAND, "ci", *arguments), it.top, changed(it.env, env or {}))


@pytest.mark.parametrize(("variables", "source"), SOURCES.values(), ids=SOURCES.keys())
def test_the_range_and_who_named_its_base(
    feature: Repository, variables: Callable[[Repository], Variables], source: str
) -> None:
    old, new = ids(feature)
    coverage = ci(feature, env=variables(feature)).report["coverage"]
    assert (coverage["range"], coverage["base"], coverage["commits"]) == (f"{old}..{new}", source, 2)
    last = text(feature, env=variables(feature)).out.splitlines()[-1]
    assert "read 2 commits, 2 files, " in last
    assert last.endswith(f", range {old[:12]}..{new[:12]} (base: {source})")


def test_revisions_that_are_named_outright(feature: Repository) -> None:
    done = text(feature, "--from", "base", "--to", "main")
    old, new = ids(feature)
    assert done.out.splitlines()[-1].endswith(f", range {old[:12]}..{new[:12]} (base: --from base)")


def test_where_nothing_came_before_it_is_said(feature: Repository) -> None:
    done = text(feature, env=_push(feature, ZERO, default="main"))
    assert "note: nothing came before: every commit that led to this one is judged\n" in done.out
    assert done.out.splitlines()[-1].endswith(f", range {ids(feature)[1][:12]}")


def test_a_push_whose_ref_the_event_alone_names(feature: Repository) -> None:
    """The default branch is not compared with itself, which would judge nothing."""
    _, new = ids(feature)
    event = {"before": "1" * 40, "after": new, "forced": True, "ref": "refs/heads/main"}
    env = _event(feature, "push", {**event, "repository": {"default_branch": "main"}})
    done = text(feature, env={**env, "GITHUB_REF": None})
    assert done.exit == 1
    assert "note: nothing came before: every commit that led to this one is judged\n" in done.out


def test_a_clean_range_says_what_was_looked_at(feature: Repository) -> None:
    done = text(feature, "--from", "main", "--to", "main")
    assert done.exit == 0
    assert done.text.startswith("hushlint: no findings; read 0 commits, 0 files, 0 bytes, range ")


def test_the_way_on_is_said(feature: Repository) -> None:
    done = text(feature, env=_pull_request(feature))
    commit = feature.git("rev-parse", "main~1")
    assert f"  in  commit {commit[:12]}, A Person <person@example.org>, 2026-01-02T03:04:05+00:00\n" in done.out
    for words in ("fix  Revoke it at github.com", "Rotate what was exposed", "# hushlint: ignore[github-token] reason"):
        assert words in done.out


def test_a_base_s_name_shows_no_control(feature: Repository) -> None:
    feature.git("branch", "b\u202ease", "base")
    done = text(feature, "--from", "b\u202ease", "--to", "main")
    assert "\u202e" not in done.text
    assert r"(base: --from b\u202ease)" in done.out
