"""Fixtures of all tests: an isolated environment and fresh git repositories."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.canary import Canary
from support.environment import hermetic
from support.repository import Repository


def pytest_configure(config: pytest.Config) -> None:
    """Name our markers."""
    config.addinivalue_line("markers", "slow: takes more than a second")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test session share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def environment(shared_folder: Path) -> dict[str, str]:
    """The variables of every process that a test starts; plans are compiled once a session."""
    home, cache = shared_folder / "home", shared_folder / "cache"
    for folder in (home, cache):
        folder.mkdir(mode=0o700, exist_ok=True)
    return hermetic(home, cache)


@pytest.fixture(scope="session", autouse=True)
def _isolated(environment: dict[str, str]) -> Iterator[None]:
    """Give the test process itself the same environment, so that nothing personal is read in-process either."""
    with pytest.MonkeyPatch.context() as patch:
        for name in set(os.environ) - set(environment):
            if not name.startswith("PYTEST"):
                patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def create(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Repository]:
    """Make an empty repository in a folder of this test: `create("name", "--object-format=sha256")`."""
    return lambda name="work", *options: Repository.create(tmp_path / name, environment, *options)


@pytest.fixture
def empty(create: Callable[..., Repository]) -> Repository:
    """A repository without a commit."""
    return create()


@pytest.fixture
def repository(empty: Repository) -> Repository:
    """A repository with one commit of one harmless file."""
    empty.commit({"README": "A project\n"})
    return empty


@pytest.fixture
def canary(tmp_path: Path) -> Canary:
    """A planted program that must never run."""
    return Canary(tmp_path / "canary")
