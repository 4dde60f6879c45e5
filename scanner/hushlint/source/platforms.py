"""Which range of commits a CI platform, or pre-commit, asks about: read from the environment and the event file."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hushlint.errors import GitError, UsageError


@dataclass(frozen=True, slots=True)
class Asked:
    """Revisions as the platform names them; `default` is the branch that a new branch is compared with.

    `base` is empty or all zeros where nothing came before; a `head` of zeros is a branch that was deleted. `ref` is
    what was pushed. `replaced` tells that history was rewritten, so that `base` may be gone everywhere. `advice` says
    how to fetch what is missing, `source` in words who named the base.
    """

    base: str
    head: str
    default: str = ""
    ref: str = ""
    replaced: bool = False
    advice: str = "fetch it (git fetch --unshallow), then try again"
    source: str = ""


_GITHUB = "give actions/checkout `fetch-depth: 0`"
_GITLAB = "set the variable GIT_DEPTH to 0"


def detect(environ: Mapping[str, str]) -> Asked:
    """What the environment asks about; UsageError where it names no range."""
    for mark, read in _PLATFORMS.items():
        if environ.get(mark):
            return read(environ)
    known = "neither GitHub Actions, GitLab CI nor pre-commit"
    raise UsageError(f"no range to judge: say --from REV --to REV (this is {known})")


def _pre_commit(environ: Mapping[str, str]) -> Asked:
    head = environ.get("PRE_COMMIT_TO_REF", "")
    if not head:
        raise UsageError("PRE_COMMIT_FROM_REF is set and PRE_COMMIT_TO_REF is not")
    return Asked(environ["PRE_COMMIT_FROM_REF"], head, source="PRE_COMMIT_FROM_REF")


def _github(environ: Mapping[str, str]) -> Asked:
    """By event: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows."""
    name, event = environ.get("GITHUB_EVENT_NAME", ""), _event(environ)
    source = f"GitHub's {name} event"
    if name in ("pull_request", "pull_request_target"):
        request = _table(event, "pull_request")
        return Asked(_text(request, "base", "sha"), _text(request, "head", "sha"), advice=_GITHUB, source=source)
    if name == "merge_group":
        group = _table(event, "merge_group")
        return Asked(_text(group, "base_sha"), _text(group, "head_sha"), advice=_GITHUB, source=source)
    if name == "push":
        default = _table(event, "repository").get("default_branch", "")
        # Without the ref, a push to the default branch would be compared with itself.
        ref = environ.get("GITHUB_REF", "") or str(event.get("ref", ""))
        return Asked(
            _text(event, "before"),
            _text(event, "after"),
            default if isinstance(default, str) else "",
            ref,
            event.get("forced") is True,
            _GITHUB,
            source,
        )
    raise UsageError(f"the GitHub event {name!r} names no range of commits: say --from REV --to REV")


def _event(environ: Mapping[str, str]) -> Mapping[str, Any]:
    path = environ.get("GITHUB_EVENT_PATH", "")
    try:
        with open(path, "rb") as file:
            event = json.load(file)
    except OSError as error:
        raise GitError(f"GITHUB_EVENT_PATH cannot be read: {error.strerror}: say --from REV --to REV") from None
    except ValueError:
        raise GitError("GITHUB_EVENT_PATH holds no JSON: say --from REV --to REV") from None
    if not isinstance(event, dict):
        raise GitError("GITHUB_EVENT_PATH holds no event: say --from REV --to REV")
    return event


def _table(event: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = event.get(name)
    if not isinstance(found, dict):
        raise GitError(f"the GitHub event lacks {name}: say --from REV --to REV")
    return found


def _text(table: Mapping[str, Any], *names: str) -> str:
    value: Any = table
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, str) or not value:
        raise GitError(f"the GitHub event lacks {'.'.join(names)}: say --from REV --to REV")
    return value


def _gitlab(environ: Mapping[str, str]) -> Asked:
    """By variables: https://docs.gitlab.com/ci/variables/predefined_variables/."""
    head = environ.get("CI_COMMIT_SHA", "")
    if not head:
        raise UsageError("CI_COMMIT_SHA is not set: say --from REV --to REV")
    base = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
    if base:
        source_head = environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "")
        return Asked(base, source_head or head, advice=_GITLAB, source="CI_MERGE_REQUEST_DIFF_BASE_SHA")
    default = environ.get("CI_DEFAULT_BRANCH", "")
    ref = f"refs/heads/{environ['CI_COMMIT_BRANCH']}" if environ.get("CI_COMMIT_BRANCH") else ""
    # GitLab does not tell a push that replaced history from one whose `before` was not fetched: not fetched it is.
    before = environ.get("CI_COMMIT_BEFORE_SHA", "")
    return Asked(before, head, default, ref, advice=_GITLAB, source="CI_COMMIT_BEFORE_SHA")


_PLATFORMS: Mapping[str, Callable[[Mapping[str, str]], Asked]] = {
    "PRE_COMMIT_FROM_REF": _pre_commit,
    "GITHUB_ACTIONS": _github,
    "GITLAB_CI": _gitlab,
}


def environment() -> Mapping[str, str]:
    """The environment of this process."""
    return os.environ
