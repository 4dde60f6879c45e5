"""Repositories whose commits really run hushlint: through a plain git hook, or through pre-commit."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from support.project import PRE_COMMIT, MakeProject, Project, hook_configuration
from support.repository import Repository, run

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Published:
    """This checkout as a hook repository: its place, its one commit, and the environment that has it installed."""

    url: str
    rev: str
    env: Mapping[str, str]


@pytest.fixture(scope="session")
def published(shared_folder: Path, environment: dict[str, str]) -> Published:
    """Commit a copy of this work tree and let pre-commit install it, once for all workers."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout: there is nothing that pre-commit could clone")
    env = environment | {"PRE_COMMIT_HOME": str(shared_folder / "pre-commit"), "PRE_COMMIT_COLOR": "never"}
    top, rev = shared_folder / "published", shared_folder / "published.rev"
    with FileLock(shared_folder / "published.lock"):
        if not rev.exists():
            repository = Repository.create(top, environment)
            _copy_checkout(top, environment)
            made = repository.commit(message="publish")
            config = shared_folder / "install.yaml"
            config.write_text(hook_configuration(str(top), made))
            installed = run((*PRE_COMMIT, "install-hooks", "-c", str(config)), top, env, seconds=600)
            assert installed.exit == 0, installed.text
            rev.write_text(made)
    return Published(str(top), rev.read_text(), env)


def _copy_checkout(top: Path, env: Mapping[str, str]) -> None:
    """Copy and stage tracked and untracked files, less the ignored."""
    command = ["git", "ls-files", "-z", "-c", "-o", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, check=True)
    for name in sorted(set(listed.stdout.decode().split("\0")) - {""}):
        source, target = ROOT / name, top / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    subprocess.run(["git", "add", "-A"], cwd=top, env=dict(env), check=True)


@pytest.fixture
def make_plain(tmp_path: Path, environment: dict[str, str]) -> MakeProject:
    """An empty repository with a plain git hook for commits and for merges."""

    def make(name: str = "work", *options: str) -> Project:
        project = Project(tmp_path / name, environment)
        Repository.create(project.top, environment, *options)
        project.install_plain()
        return project

    return make


@pytest.fixture
def make_pre_commit(tmp_path: Path, published: Published) -> MakeProject:
    """An empty repository with pre-commit installed for commits and merges; arguments are keys of our hook."""

    def make(*lines: str) -> Project:
        project = Project(tmp_path / "work", published.env)
        Repository.create(project.top, published.env)
        project.install_pre_commit(published.url, published.rev, *lines)
        return project

    return make


@pytest.fixture(params=["plain", "pre-commit"])
def unborn(request: pytest.FixtureRequest) -> Project:
    """A repository without a commit, with either kind of hook."""
    name = {"plain": "make_plain", "pre-commit": "make_pre_commit"}[request.param]
    made = request.getfixturevalue(name)()
    assert isinstance(made, Project)
    return made


@pytest.fixture
def project(unborn: Project) -> Project:
    """The same with one commit of a harmless file."""
    unborn.commit({"README": "A project\n"})
    return unborn
