"""Where the rules that we ship are, and what tells that they have changed."""

import os
from pathlib import Path

import pytest

from hushlint import shipped


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with one rule file."""
    package = tmp_path / "site-packages/hushlint"
    (package / "rules/secrets").mkdir(parents=True)
    (package / "rules/secrets/a.toml").write_text("a = 1\n")
    monkeypatch.setattr(shipped, "_PACKAGE", str(package))
    return package / "rules/secrets"


def test_a_checkout_is_known_by_its_files() -> None:
    assert "github.toml" in shipped.stamp("rules/secrets")


def test_the_installed_folder_comes_first(installed: Path) -> None:
    assert shipped.folder("rules/secrets") == str(installed)
    assert shipped.stamp("rules/secrets") == shipped.stamp("rules/secrets")


def test_another_installation_is_another_stamp(installed: Path) -> None:
    before = shipped.stamp("rules/secrets")
    (installed / "a.toml").unlink()
    os.utime(installed, ns=(0, os.stat(installed).st_mtime_ns + 1))
    assert shipped.stamp("rules/secrets") != before


def test_a_folder_that_is_missing_is_said() -> None:
    with pytest.raises(FileNotFoundError, match="install hushlint again"):
        shipped.folder("rules/nothing")
