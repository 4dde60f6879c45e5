"""Policy asked of real repositories: their index, the commit behind it, and the env files on their disk."""

import os
from collections.abc import Callable

import pytest
from support.repository import Repository

from hushlint import catalog, plan, repository
from hushlint.detection import Detection
from hushlint.git import Git
from hushlint.model.finding import Finding
from hushlint.policy import files, stage
from hushlint.source import diffs, folders, index
from hushlint.source.snapshots import GitSnapshot, before

Judge = Callable[..., list[tuple[str, str, str]]]


def snapshot_of(work: Repository) -> GitSnapshot:
    """The snapshot that a hook would make of this repository now."""
    place = repository.find(Git(os.fsencode(work.top)))
    entries = index.entries(index.records(place.git.finish(index.start(place.git))))
    changes = diffs.staged(place.git, place.base)
    around = files.env_folders(entries, [change.path for change in changes])
    disk = folders.env_files(place.top, around, files.is_env_name)
    base = before(place.git, entries, changes, empty=not place.head)
    return GitSnapshot(place.git, entries, top=place.top, disk=disk, base=base)


@pytest.fixture(scope="session")
def detect(_isolated: None) -> Detection:
    """The real detection stages under the shipped rules."""
    return Detection(plan.obtain("", "", list))


@pytest.fixture
def snap() -> Callable[[Repository], GitSnapshot]:
    """The snapshot that a hook would make of a repository now."""
    return snapshot_of


@pytest.fixture
def snapshot(empty: Repository) -> GitSnapshot:
    """The snapshot of a repository that tracks `.env`."""
    empty.stage({".env": "PORT=1\n"})
    return snapshot_of(empty)


@pytest.fixture
def findings(detect: Detection) -> Callable[..., tuple[Finding, ...]]:
    """What policy finds in a repository, in full: `findings(repository, mode="strict")`."""

    def run(work: Repository, mode: str = "changes") -> tuple[Finding, ...]:
        return stage.run(snapshot_of(work), detect, catalog.policy_rules(), mode)

    return run


@pytest.fixture
def judge(findings: Callable[..., tuple[Finding, ...]]) -> Judge:
    """Rule, path and severity of everything that policy finds, sorted: `judge(repository, "env-tracked")`."""

    def run(work: Repository, rule: str = "", mode: str = "changes") -> list[tuple[str, str, str]]:
        return sorted(
            (item.rule, os.fsdecode(item.path), item.severity.label)
            for item in findings(work, mode)
            if rule in ("", item.rule)
        )

    return run
