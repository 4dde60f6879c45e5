"""How the process of an installed hook ends: at once when it said nothing, and never with output lost."""

import subprocess
import sys

import pytest
from support.examples import github_token
from support.repository import HOOK, Repository


def run(repository: Repository, code: str) -> tuple[int, str]:
    """(exit code, standard output) of a process that runs this before and around the hook's own line."""
    command = [sys.executable, "-Ic", code.format(HOOK[-1])]
    done = subprocess.run(command, cwd=repository.top, env=repository.env, capture_output=True, text=True)
    return done.returncode, done.stdout


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_what_was_printed_before_is_not_lost(repository: Repository, stream: str) -> None:
    repository.stage({"a.py": "x = 1\n"})
    code = f"import sys; sys.stderr = sys.stdout; print('before', file=sys.{stream}); {{}}"
    assert run(repository, code) == (0, "before\n")


def test_standard_streams_may_be_gone(repository: Repository) -> None:
    repository.stage({"a.py": "x = 1\n"})
    assert run(repository, "import sys; sys.stdout = sys.stderr = None; {}") == (0, "")
    assert run(repository, "import sys; sys.stdout.close(); {}") == (0, "")


def test_a_finding_is_told(repository: Repository) -> None:
    repository.stage({"a.py": f"token = '{github_token()}'\n"})
    status, out = run(repository, "{}")
    assert status == 1
    assert "a.py" in out


def test_within_a_process_of_others_it_returns(repository: Repository) -> None:
    repository.stage({"a.py": "x = 1\n"})
    assert run(repository, "from hushlint.hook import main; print(main([]))") == (0, "0\n")
