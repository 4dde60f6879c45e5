"""What the tests of `hushlint scan` share: a folder, and the command started in it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from support.environment import changed
from support.repository import Run, run
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
