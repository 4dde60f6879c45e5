"""The table of checks: every name that a rule gives is there, every entry can be called, none is imported early."""

import os
import subprocess
import sys

import pytest

from hushlint import catalog
from hushlint.confirm.checks import CHECKS

from .conftest import Capture


def test_every_check_of_a_rule_exists() -> None:
    assert {rule.check for rule in catalog.secret_rules()} <= set(CHECKS)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_check_answers(name: str, capture: Capture) -> None:
    assert CHECKS[name](capture(b"nothing-at-all-1")).keep in (True, False)


def test_nothing_is_imported_before_it_is_called() -> None:
    script = "import hushlint.confirm.checks, sys; print([name for name in sys.modules if '.checks.' in name])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
