"""The generated documentation is fresh, complete, and its examples are settings that count."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from hushlint import catalog, config, rulebook

DOCS = Path(__file__).parents[1] / "docs"


def test_it_is_fresh(environment: dict[str, str]) -> None:
    command = [sys.executable, "-I", str(DOCS / "generate.py"), "--check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stale_file_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    for name in ("generate.py", "rules.md", "configuration.md"):
        (tmp_path / name).write_bytes((DOCS / name).read_bytes())
    (tmp_path / "rules.md").write_text("old\n")
    command = [sys.executable, "-I", str(tmp_path / "generate.py"), "--check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "rules.md is stale" in done.stderr
    assert "configuration.md" not in done.stderr


def test_every_rule_is_there() -> None:
    text = (DOCS / "rules.md").read_text()
    assert set(re.findall(r"^- \*\*`([a-z0-9-]+)`\*\*", text, re.MULTILINE)) == set(rulebook.entries())


def test_every_setting_is_there() -> None:
    text = (DOCS / "configuration.md").read_text()
    listed = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert listed == [field.name.replace("_", "-") for field in fields(config.Config)]


def test_every_field_of_a_rule_is_there() -> None:
    text = (DOCS / "configuration.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \| (yes)? ?\|", text, re.MULTILINE)
    assert {name for name, _ in rows} == set(catalog.SECRET_FIELDS)
    assert {name for name, needed in rows if needed} == set(config.RULE_NEEDS)


EXAMPLES = re.findall(r"```toml\n(.*?)```", (DOCS / "configuration.md").read_text(), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read(example: str) -> None:
    parsed = config.parse(example.encode(), ".hushlint.toml")
    assert parsed != config.Config() or example.startswith(("foreign", "replace"))
