"""What tests of commands share: a folder and `hushlint scan` started in it, and the base of a range."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from support.environment import changed
from support.history import line
from support.repository import Repository, Run, run
from support.scanned import COMMAND, Scan


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A folder outside any repository."""
    folder = tmp_path / "plain"
    folder.mkdir()
    return folder


@pytest.fixture
def scan(plain: Path, environment: dict[str, str]) -> Scan:
    """Run the command in the plain folder, or in another."""

    def start(
        *arguments: str, folder: Path = plain, env: Mapping[str, str | None] | None = None, data: bytes = b""
    ) -> Run:
        return run((*COMMAND, "scan", *arguments), folder, changed(environment, env or {}), data)

    return start


@pytest.fixture
def base(repository: Repository) -> Repository:
    """A repository whose branch `base` marks the state before the range."""
    repository.commit({".gitignore": ".env\n", "old.py": line(90), "text.txt": "one\ntwo\nthree\n"})
    repository.git("branch", "base")
    return repository
