"""`hushlint rules`: the list that documentation and other tools read."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.repository import Run, run

from hushlint import catalog

COMMAND = (sys.executable, "-I", "-m", "hushlint", "rules")
KEYS = ("id", "family", "provider", "title", "severity", "source")
SOURCE = list(dict.fromkeys(rule.id for rule in catalog.source_rules()))
IDS = [*(rule.id for rule in catalog.secret_rules()), *SOURCE, *catalog.policy_rules()]


@pytest.fixture
def rules(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Run]:
    """Run the command outside any repository."""
    return lambda *arguments: run((*COMMAND, *arguments), tmp_path, environment)


def test_list_as_json(rules: Callable[..., Run]) -> None:
    done = rules("list", "--format", "json")
    assert (done.exit, done.err) == (0, "")
    document = json.loads(done.out)
    assert list(document) == ["rules"]
    assert [row["id"] for row in document["rules"]] == IDS
    for row in document["rules"]:
        assert all(isinstance(row[key], str) and row[key] for key in KEYS)
        assert row["family"] in ("secrets", "source", "policy")
        assert row["severity"] in ("info", "low", "medium", "high", "critical")


def test_list_as_text(rules: Callable[..., Run]) -> None:
    done = rules("list")
    assert (done.exit, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines()] == IDS


@pytest.mark.parametrize("id", [IDS[0], "jwt", SOURCE[0], IDS[-1]])
def test_show(rules: Callable[..., Run], id: str) -> None:
    done = rules("show", id)
    assert (done.exit, done.err) == (0, "")
    shown = dict(line.split(":", 1) for line in done.out.splitlines())
    assert shown["id"].strip() == id
    assert shown["why"].strip() and shown["fix"].strip() and shown["source"].strip().startswith("https://")


def test_show_of_no_rule(rules: Callable[..., Run]) -> None:
    done = rules("show", "no-such-rule")
    assert done.exit == 2
    assert done.says_one_line("no rule 'no-such-rule'", "rules list")


@pytest.mark.parametrize("arguments", [("what",), ("list", "--what"), ("show",), ("list", "--format", "yaml")])
def test_misuse(rules: Callable[..., Run], arguments: tuple[str, ...]) -> None:
    done = rules(*arguments)
    assert done.exit == 2
    assert done.says_one_line("hushlint:"), done.text
